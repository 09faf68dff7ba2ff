import Cryptography

/// Where the hashes of a growing tree stand in one flat sequence, as Go's `sumdb/tlog` numbers them:
/// each leaf, and behind it the roots of all subtrees that it completes.
///
/// Such a sequence only ever grows at its end, and holds the roots of every older tree too.
enum StoredHashes {
  /// How many hashes a tree with so many leaves has: 2n less the ones in the binary form of n.
  static func count(leaves: Int) -> Int { 2 * leaves - leaves.nonzeroBitCount }

  /// The place of the root of a whole subtree.
  static func place(level: Int, index: Int) -> Int {
    // It is completed by its last leaf, and stands as far behind that as it is above it.
    count(leaves: ((index + 1) << level) - 1) + level
  }
}

/// `state/tree`: the stored hashes of the log, 32 bytes each. A cache; the log has them all.
///
/// It is never believed: what is made with it is compared with a signed root before it is used, and
/// where that fails it is made anew from the log.
struct TreeFile {
  private let file: OpenFile

  init(_ file: OpenFile) { self.file = file }

  /// How many leaves the file can hold the whole tree of, by its size.
  func capacity() throws(AuditError) -> Int {
    let hashes = try file.status().size / Digest.byteCount
    var leaves = (hashes + 1) / 2
    while StoredHashes.count(leaves: leaves + 1) <= hashes { leaves += 1 }
    while leaves > 0, StoredHashes.count(leaves: leaves) > hashes { leaves -= 1 }
    return leaves
  }

  func hash(level: Int, index: Int) throws(AuditError) -> Digest {
    let place = StoredHashes.place(level: level, index: index)
    let bytes = try file.read(at: place * Digest.byteCount, count: Digest.byteCount)
    // Beyond the end there is nothing that any signed root could come from.
    return Digest(bytes) ?? .zero
  }

  var prover: TreeProver<AuditError> {
    TreeProver { (level, index) throws(AuditError) in try hash(level: level, index: index) }
  }

  /// Leaf hashes from `first` on, up to `count` of them.
  func leaves(from first: Int, count: Int) throws(AuditError) -> [Digest] {
    let start = StoredHashes.place(level: 0, index: first)
    let end = StoredHashes.place(level: 0, index: first + count - 1) + 1
    let bytes = try file.read(
      at: start * Digest.byteCount, count: (end - start) * Digest.byteCount)
    var leaves: [Digest] = []
    leaves.reserveCapacity(count)
    for index in first..<(first + count) {
      let offset = (StoredHashes.place(level: 0, index: index) - start) * Digest.byteCount
      guard offset + Digest.byteCount <= bytes.count,
        let leaf = Digest(bytes[offset..<(offset + Digest.byteCount)])
      else { break }
      leaves.append(leaf)
    }
    return leaves
  }

  /// Goes on behind a tree of so many leaves, whose hashes are in the file.
  func extender(behind leaves: Int) throws(AuditError) -> Extender {
    var peaks: [Digest] = []
    var start = 0
    for bit in stride(from: Int.bitWidth - 2, through: 0, by: -1) where leaves >> bit & 1 == 1 {
      peaks.append(try hash(level: bit, index: start >> bit))
      start += 1 << bit
    }
    return Extender(file: file, tree: MerkleTree(count: leaves, peaks: peaks))
  }

  /// Appends leaves, and the hashes that each of them completes.
  struct Extender {
    private let file: OpenFile
    private var tree: MerkleTree
    private var pending: [UInt8] = []
    private var offset: Int
    /// Whether a hash could not be kept; the root is right all the same.
    private var hasFailed = false

    private static let blockSize = 1 << 20

    fileprivate init(file: OpenFile, tree: MerkleTree) {
      self.file = file
      self.tree = tree
      offset = StoredHashes.count(leaves: tree.count) * Digest.byteCount
    }

    var root: Digest { tree.root }

    mutating func append(_ leaf: Digest) {
      tree.append(leaf: leaf) { pending += $0.bytes }
      if pending.count >= Self.blockSize { flush() }
    }

    /// Writes what was not written yet. What is missing the next reader makes anew.
    mutating func flush() {
      do throws(AuditError) {
        if !hasFailed { try file.write(pending, at: offset) }
      } catch {
        hasFailed = true
      }
      offset += pending.count
      pending.removeAll(keepingCapacity: true)
    }
  }

  func truncate() throws(AuditError) { try file.truncate(to: 0) }
}
