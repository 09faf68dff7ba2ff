import Cryptography

/// That a record stands in a signed log, for whoever has neither the log nor Vouch (C2SP tlog-proof).
///
/// ```
/// c2sp.org/tlog-proof@v1
/// extra eyJib2R5Ijp7…
/// index 17
/// gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
///
/// vouch/audit/5c0e7d…
/// 18
/// sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
///
/// — vouch/audit/5c0e7d… hI2DJw…
/// ```
///
/// `extra` is the line of the record, so that the proof needs no other file.
package struct InclusionProof: Sendable, Hashable {
  package let record: [UInt8]?
  package let index: Int
  let hashes: [Digest]
  package let checkpoint: Checkpoint

  private static let header = Array("c2sp.org/tlog-proof@v1\n".utf8)
  /// A tree of 2^53 leaves has paths of 53 hashes.
  private static let maximumHashes = 63

  init(record: [UInt8]?, index: Int, hashes: [Digest], checkpoint: Checkpoint) {
    self.record = record
    self.index = index
    self.hashes = hashes
    self.checkpoint = checkpoint
  }

  /// Reads a proof; nil where the bytes are none. Says nothing of whether it holds.
  package init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Self.header) else { return nil }
    var rest = bytes[Self.header.count...]
    func takeLine() -> ArraySlice<UInt8>? {
      guard let feed = rest.firstIndex(of: 0x0A) else { return nil }
      defer { rest = rest[(feed + 1)...] }
      return rest[..<feed]
    }
    guard var line = takeLine() else { return nil }
    if line.starts(with: "extra ".utf8) {
      guard let record = Base64.decode(line.dropFirst(6)), let next = takeLine() else { return nil }
      self.record = record
      line = next
    } else {
      record = nil
    }
    guard line.starts(with: "index ".utf8), let index = Checkpoint.number(line.dropFirst(6)) else {
      return nil
    }
    self.index = index
    var hashes: [Digest] = []
    while let line = takeLine(), !line.isEmpty {
      guard hashes.count < Self.maximumHashes,
        let hash = Base64.decode(line).flatMap({ Digest($0) })
      else { return nil }
      hashes.append(hash)
    }
    self.hashes = hashes
    guard let checkpoint = Checkpoint(rest) else { return nil }
    self.checkpoint = checkpoint
  }

  package var bytes: [UInt8] {
    var bytes = Self.header
    if let record { bytes += Array("extra \(Base64.encode(record))\n".utf8) }
    bytes += Array("index \(index)\n".utf8)
    for hash in hashes { bytes += Array("\(Base64.encode(hash.bytes))\n".utf8) }
    return bytes + [0x0A] + checkpoint.bytes
  }

  /// Why a proof does not hold.
  package enum Failure: String, Sendable, Hashable, CaseIterable {
    case noRecord = "no-record"
    case otherLog = "other-log"
    case badSignature = "bad-signature"
    case notIncluded = "not-included"
  }

  /// Whether the record stands at the index of the log that the key signs; nil where it does.
  ///
  /// - Parameter given: The record, where the proof does not carry it. Both must be the same.
  package func failure(key: NoteVerifierKey, record given: [UInt8]? = nil) -> Failure? {
    guard let record = given ?? record, self.record ?? record == record else { return .noRecord }
    guard checkpoint.origin == key.name else { return .otherLog }
    guard checkpoint.isSigned(with: key) else { return .badSignature }
    let isIncluded = TreeCheck.includes(
      MerkleTree.leafHash(record.span), at: index, size: checkpoint.size, root: checkpoint.root,
      proof: hashes)
    return isIncluded ? nil : .notIncluded
  }
}

/// That one checkpoint of a log goes on from another.
package struct ConsistencyProof: Sendable, Hashable {
  let hashes: [Digest]

  /// The hashes, one on each line in base64.
  package var bytes: [UInt8] { hashes.flatMap { Array("\(Base64.encode($0.bytes))\n".utf8) } }

  /// Whether the tree of the older checkpoint is the beginning of that of the newer one.
  package func holds(from old: Checkpoint, to new: Checkpoint) -> Bool {
    old.origin == new.origin
      && TreeCheck.isConsistent(
        from: (old.size, old.root), to: (new.size, new.root), proof: hashes)
  }
}

extension AuditReader {
  /// The checkpoint that the log shows; nil where there is none.
  package func checkpoint() throws(AuditError) -> Checkpoint? {
    guard try AuditLayout.exists(layout.checkpoint, files: files) else { return nil }
    let file = try OpenFile(layout.checkpoint, .readOnly, files: files)
    guard let checkpoint = Checkpoint(try file.read(at: 0, count: SignedNote.maximumByteCount + 1))
    else { throw .signing(.checkpointDamaged(path: layout.checkpoint)) }
    return checkpoint
  }

  /// The keys that the log itself says sign it, the newest last.
  package func publishedKeys() throws(AuditError) -> [NoteVerifierKey] {
    guard try AuditLayout.exists(layout.verifierKey, files: files) else { return [] }
    let file = try OpenFile(layout.verifierKey, .readOnly, files: files)
    return try file.read(at: 0, count: 1 << 20).split(separator: 0x0A).compactMap {
      NoteVerifierKey(String(decoding: $0, as: UTF8.self))
    }
  }

  /// Proves that a record stands under a checkpoint; nil where the checkpoint does not reach it.
  ///
  /// Throws where the log does not have the root that the checkpoint signs.
  package func proof(of seq: Int, under checkpoint: Checkpoint) throws(AuditError)
    -> InclusionProof?
  {
    guard seq >= 0, seq < checkpoint.size else { return nil }
    guard try seq >= PrunedSegments(layout, files: files).leaves.count else {
      throw .signing(.recordPruned(seq: seq))
    }
    let tree = try SignedTree(of: checkpoint, layout, files: files)
    guard let place = try RecordFinder(layout: layout, files: files).place(of: seq) else {
      throw .signing(.rolledBack(log: layout.root, signed: checkpoint.size))
    }
    let hashes = try tree.prover.inclusion(of: seq, size: checkpoint.size)
    guard
      TreeCheck.includes(
        MerkleTree.leafHash(place.line.span), at: seq, size: checkpoint.size,
        root: checkpoint.root, proof: hashes)
    else { throw .signing(.rewritten(log: layout.root, signed: checkpoint.size)) }
    return InclusionProof(record: place.line, index: seq, hashes: hashes, checkpoint: checkpoint)
  }

  /// What shows that a checkpoint goes on from an older one, if it does.
  package func consistency(
    from old: Checkpoint, to new: Checkpoint
  ) throws(AuditError) -> ConsistencyProof {
    guard old.size <= new.size else { return ConsistencyProof(hashes: []) }
    let tree = try SignedTree(of: new, layout, files: files)
    return ConsistencyProof(hashes: try tree.prover.consistency(from: old.size, to: new.size))
  }
}
