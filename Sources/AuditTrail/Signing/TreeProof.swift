import Cryptography

/// Proofs over the tree of RFC 6962, made from its stored hashes.
///
/// `hash` gives the root of a whole subtree by its level and its number in that level, from 0: level 0
/// holds the leaves.
struct TreeProver<Failure: Error> {
  let hash: (_ level: Int, _ index: Int) throws(Failure) -> Digest

  /// The root over the first `size` leaves.
  func root(size: Int) throws(Failure) -> Digest {
    guard size > 0 else { return SHA256.hash([UInt8]()) }
    return try subtree(0..<size)
  }

  /// Section 2.1.1: the siblings of the path from a leaf to the root, the leaf's own first.
  func inclusion(of index: Int, size: Int) throws(Failure) -> [Digest] {
    precondition((0..<size).contains(index), "only a leaf of the tree has a path")
    var path: [Digest] = []
    var range = 0..<size
    var siblings: [Range<Int>] = []
    while range.count > 1 {
      let middle = range.lowerBound + Self.split(range.count)
      if index < middle {
        siblings.append(middle..<range.upperBound)
        range = range.lowerBound..<middle
      } else {
        siblings.append(range.lowerBound..<middle)
        range = middle..<range.upperBound
      }
    }
    for sibling in siblings.reversed() { path.append(try subtree(sibling)) }
    return path
  }

  /// Section 2.1.2: what shows that the tree of `old` leaves is the beginning of that of `size`.
  func consistency(from old: Int, to size: Int) throws(Failure) -> [Digest] {
    precondition((0...size).contains(old), "a tree grows")
    guard old > 0, old < size else { return [] }
    return try consistency(old, 0..<size, isWhole: true)
  }

  private func consistency(
    _ old: Int, _ range: Range<Int>, isWhole: Bool
  ) throws(Failure) -> [Digest] {
    if old == range.count { return isWhole ? [] : [try subtree(range)] }
    let split = Self.split(range.count)
    let middle = range.lowerBound + split
    if old <= split {
      return try consistency(old, range.lowerBound..<middle, isWhole: isWhole)
        + [try subtree(middle..<range.upperBound)]
    }
    return try consistency(old - split, middle..<range.upperBound, isWhole: false)
      + [try subtree(range.lowerBound..<middle)]
  }

  private func subtree(_ range: Range<Int>) throws(Failure) -> Digest {
    let count = range.count
    if count & (count - 1) == 0 {
      let level = count.trailingZeroBitCount
      return try hash(level, range.lowerBound >> level)
    }
    let middle = range.lowerBound + Self.split(count)
    return MerkleTree.nodeHash(
      try subtree(range.lowerBound..<middle), try subtree(middle..<range.upperBound))
  }

  /// The largest power of two below a number above one.
  private static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}

/// Checks proofs without a log (RFC 9162, sections 2.1.3.2 and 2.1.4.2).
enum TreeCheck {
  /// Whether the leaf stands at the index in the tree with the root.
  static func includes(
    _ leaf: Digest, at index: Int, size: Int, root: Digest, proof: [Digest]
  ) -> Bool {
    guard index >= 0, index < size else { return false }
    var (first, last, node) = (index, size - 1, leaf)
    for sibling in proof {
      guard last > 0 else { return false }
      if first & 1 == 1 || first == last {
        node = MerkleTree.nodeHash(sibling, node)
        while first & 1 == 0, first != 0 {
          first >>= 1
          last >>= 1
        }
      } else {
        node = MerkleTree.nodeHash(node, sibling)
      }
      first >>= 1
      last >>= 1
    }
    return last == 0 && node == root
  }

  /// Whether the tree with the old root is the beginning of the one with the new root.
  static func isConsistent(
    from old: (size: Int, root: Digest), to new: (size: Int, root: Digest), proof: [Digest]
  ) -> Bool {
    guard old.size >= 0, old.size <= new.size else { return false }
    if old.size == new.size { return proof.isEmpty && old.root == new.root }
    if old.size == 0 { return proof.isEmpty && old.root == SHA256.hash([UInt8]()) }
    // Where the old tree is a whole subtree of the new one, its root begins the proof unsaid.
    var path = proof[...]
    if old.size & (old.size - 1) == 0 { path = ([old.root] + proof)[...] }
    guard let start = path.popFirst() else { return false }
    var (first, last) = (old.size - 1, new.size - 1)
    while first & 1 == 1 {
      first >>= 1
      last >>= 1
    }
    var (oldNode, newNode) = (start, start)
    for sibling in path {
      guard last > 0 else { return false }
      if first & 1 == 1 || first == last {
        oldNode = MerkleTree.nodeHash(sibling, oldNode)
        newNode = MerkleTree.nodeHash(sibling, newNode)
        while first & 1 == 0, first != 0 {
          first >>= 1
          last >>= 1
        }
      } else {
        newNode = MerkleTree.nodeHash(newNode, sibling)
      }
      first >>= 1
      last >>= 1
    }
    return last == 0 && oldNode == old.root && newNode == new.root
  }
}
