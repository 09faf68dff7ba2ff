import CanonicalJSON
import Cryptography

/// What is left of the oldest segments once their records were let go: the leaf hashes, so that the
/// root, every proof and every checkpoint stay what they were.
///
/// `seg/000000.leaves` takes the place of `seg/000000.jsonl`:
///
///   vouch-pruned/1 FIRST COUNT    the number of its first record, and how many there were
///   LINE                          the first record of the log, in segment 0; empty in others
///   COUNT × 32 bytes              the leaf hashes
///
/// Segments go from the oldest on. While there are both files, the records count.
struct PrunedSegments {
  /// How many segments are gone, from segment 0 on.
  private(set) var segments = 0
  private(set) var leaves: [Digest] = []
  /// What the first record of the log said, where that is gone.
  private(set) var beginning: LogBeginning?

  private static let magic = "vouch-pruned/1"

  init(_ layout: AuditLayout, files: any FileSystem) throws(AuditError) {
    let kept = Set(
      try AuditLayout.numbers(in: layout.segments, suffix: ".jsonl", files: files))
    let pruned = Set(
      try AuditLayout.numbers(in: layout.segments, suffix: ".leaves", files: files))
    while pruned.contains(segments), !kept.contains(segments) {
      try read(layout.leaves(segments), files: files)
      segments += 1
    }
  }

  /// Where the kept records begin.
  var tip: Tip {
    Tip(segment: segments, size: 0, count: leaves.count, leaf: leaves.last ?? .zero)
  }

  private mutating func read(_ path: String, files: any FileSystem) throws(AuditError) {
    let file = try OpenFile(path, .readOnly, files: files)
    let bytes = try file.read(at: 0, count: try file.status().size)
    let parts = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    let damaged = AuditError.signing(.leavesDamaged(path: path))
    guard parts.count == 3 else { throw damaged }
    let header = parts[0].split(separator: 0x20, omittingEmptySubsequences: false)
    guard header.count == 3, header[0].elementsEqual(Self.magic.utf8),
      let first = Checkpoint.number(header[1]), let count = Checkpoint.number(header[2]),
      first == leaves.count, parts[2].count == count * Digest.byteCount
    else { throw damaged }
    leaves.reserveCapacity(leaves.count + count)
    for offset in stride(
      from: parts[2].startIndex, to: parts[2].endIndex, by: Digest.byteCount)
    {
      guard let leaf = Digest(parts[2][offset..<(offset + Digest.byteCount)]) else { throw damaged }
      leaves.append(leaf)
    }
    guard segments == 0 else { return }
    let line = Array(parts[1])
    guard MerkleTree.leafHash(line.span) == leaves.first,
      let beginning = try LogBeginning(line: line, path: path)
    else { throw damaged }
    self.beginning = beginning
  }

  /// The bytes that stand for a segment.
  static func bytes(first: Int, beginning: [UInt8], leaves: [Digest]) -> [UInt8] {
    var bytes = Array("\(magic) \(first) \(leaves.count)\n".utf8) + beginning + [0x0A]
    bytes.reserveCapacity(bytes.count + leaves.count * Digest.byteCount)
    for leaf in leaves { bytes += leaf.bytes }
    return bytes
  }
}
