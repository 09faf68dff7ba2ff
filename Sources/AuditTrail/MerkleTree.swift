package import Cryptography

/// The hashes of RFC 6962, section 2.1, and the root of a growing tree.
///
/// Leaves and nodes begin with different bytes, so that neither can pass for the other.
package struct MerkleTree: Sendable {
  /// The roots of the whole subtrees so far, largest first: one for each bit of `count`.
  private var peaks: [Digest] = []
  package private(set) var count = 0

  package init() {}

  /// A tree that has grown already.
  ///
  /// - Parameter peaks: The roots of its whole subtrees, largest first: one for each bit of `count`.
  init(count: Int, peaks: [Digest]) {
    precondition(peaks.count == count.nonzeroBitCount, "each bit has its subtree")
    self.count = count
    self.peaks = peaks
  }

  /// `SHA-256(0x00 || entry)`.
  package static func leafHash(_ entry: Span<UInt8>) -> Digest {
    var hash = SHA256()
    hash.update(0x00)
    hash.update(entry)
    return hash.digest()
  }

  /// `SHA-256(0x01 || left || right)`.
  package static func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
    var hash = SHA256()
    hash.update(0x01)
    hash.update(left)
    hash.update(right)
    return hash.digest()
  }

  package mutating func append(leaf: Digest) { append(leaf: leaf) { _ in } }

  /// Appends a leaf; `completed` gets the leaf, and the root of each subtree that it completes.
  mutating func append(leaf: Digest, completed: (Digest) -> Void) {
    var node = leaf
    completed(node)
    var rest = count
    // As in binary counting: each trailing one is a subtree of the same size as this one.
    while rest & 1 == 1, let left = peaks.popLast() {
      node = Self.nodeHash(left, node)
      completed(node)
      rest >>= 1
    }
    peaks.append(node)
    count += 1
  }

  /// The root over all leaves so far; that of the empty tree is the hash of nothing.
  package var root: Digest {
    guard var node = peaks.last else { return SHA256.hash([UInt8]()) }
    for left in peaks.dropLast().reversed() { node = Self.nodeHash(left, node) }
    return node
  }
}
