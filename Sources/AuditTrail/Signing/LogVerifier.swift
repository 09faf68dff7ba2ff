import Cryptography

/// One verification: what was read, and what was found so far.
struct LogVerifier {
  private let layout: AuditLayout
  private let files: any FileSystem
  private let request: VerificationRequest
  private let history: [Checkpoint]
  private let anchored: Checkpoint?
  private var report = LogVerification(chain: VerificationReport())
  /// Trusted to sign, the given ones first and then those they handed over to.
  private var keys: [NoteVerifierKey] = []
  /// The root over the first so many records, for all sizes that somebody signed.
  private var roots: [Int: Digest] = [0: MerkleTree().root]

  // Checkpoints are read before the log is: what grows meanwhile is only longer than they say.
  init(
    _ directory: String, _ request: VerificationRequest, files: any FileSystem
  ) throws(AuditError) {
    self.request = request
    self.files = files
    layout = AuditLayout(root: directory, anchor: request.anchor)
    history = try CheckpointHistory(layout, files: files).checkpoints()
    if try AuditLayout.exists(layout.checkpoint, files: files) {
      let file = try OpenFile(layout.checkpoint, .readOnly, files: files)
      report.checkpoint = Checkpoint(try file.read(at: 0, count: SignedNote.maximumByteCount + 1))
      if report.checkpoint == nil {
        report.add("checkpoint-damaged", "'checkpoint' is not a signed checkpoint")
      }
    } else {
      report.add(
        "checkpoint-missing",
        "there is no checkpoint, so nothing says how long the log was, or who wrote it")
    }
    anchored = try Self.lastSigned(layout, request, files, &report)
  }

  mutating func run() throws(AuditError) -> LogVerification {
    try readKeys()
    var wanted = Set(history.map(\.size) + request.against.map(\.checkpoint.size))
    if let checkpoint = report.checkpoint { wanted.insert(checkpoint.size) }
    if let anchored { wanted.insert(anchored.size) }
    var next = wanted.sorted()[...]
    var roots = self.roots
    while next.first == 0 { next.removeFirst() }
    report.chain = try AuditTrail.verifyChain(layout, files: files) { _, tree in
      if tree.count == next.first {
        roots[tree.count] = tree.root
        next.removeFirst()
      }
    }
    self.roots = roots
    try followRotations()
    try judgePruning()
    if let checkpoint = report.checkpoint { try judge(checkpoint, "'checkpoint'") }
    if let anchored {
      report.anchored = anchored.size
      try judge(anchored, "the anchor '\(layout.anchor)'")
      if let checkpoint = report.checkpoint, checkpoint.size < anchored.size {
        report.notes.append(
          "'checkpoint' is older than what was signed last; the next run shows the newest")
      }
    }
    for (name, checkpoint) in request.against { try judge(checkpoint, name) }
    try judgeHistory()
    if request.minimumSize > report.signed {
      report.add(
        "too-short",
        "\(report.signed) records are signed, and at least \(request.minimumSize) were expected")
    }
    return report
  }

  // MARK: Keys

  private static func lastSigned(
    _ layout: AuditLayout, _ request: VerificationRequest, _ files: any FileSystem,
    _ report: inout LogVerification
  ) throws(AuditError) -> Checkpoint? {
    let anchor = Anchor(layout, files: files)
    do throws(AuditError) {
      if let last = try anchor.lastSigned() { return last }
    } catch .unusable(_, let reason)
      where request.anchor == nil && AuditTrail.refusals.contains(reason.code)
    {
      // Somebody else's: what a disk could not read may be the one that tells an old copy.
      report.notes.append("the anchor '\(layout.anchor)' cannot be read")
    }
    guard request.anchor == nil else { throw .signing(.anchorMissing(path: anchor.lastSignedPath)) }
    report.notes.append(
      "there is no anchor at '\(layout.anchor)', so an old copy of the log cannot be told from the "
        + "newest one; name it with --anchor DIR, or give a checkpoint with --against")
    return nil
  }

  private mutating func readKeys() throws(AuditError) {
    let anchor = Anchor(layout, files: files)
    if !request.keys.isEmpty {
      keys = request.keys
      report.keySource = .given
    } else if anchored != nil, let key = try anchor.key() {
      keys = [key.verifier]
      report.keySource = .anchor
    } else if try AuditLayout.exists(layout.verifierKey, files: files) {
      let file = try OpenFile(layout.verifierKey, .readOnly, files: files)
      let line = try file.read(at: 0, count: 1 << 20).split(separator: 0x0A).last ?? []
      guard let key = NoteVerifierKey(String(decoding: line, as: UTF8.self)) else {
        throw .signing(.keyInvalid(path: layout.verifierKey))
      }
      keys = [key]
      report.keySource = .log
      report.notes.append(
        "the key comes from the log itself; give the one that was published with --key")
    }
    report.key = keys.first
  }

  /// Where a trusted key does not sign any more, looks for the records by which it handed over.
  private mutating func followRotations() throws(AuditError) {
    let newest = [report.checkpoint, anchored].compactMap { $0 }.max { $0.size < $1.size }
    guard let newest, !keys.isEmpty, !keys.contains(where: { newest.isSigned(with: $0) }) else {
      return
    }
    for (seq, rotation) in try rotations() where keys.contains(rotation.from) {
      // Both must have signed one checkpoint that holds the record and fits the log.
      let isHandedOver = history.contains { checkpoint in
        checkpoint.size > seq && roots[checkpoint.size] == checkpoint.root
          && checkpoint.isSigned(with: rotation.from) && checkpoint.isSigned(with: rotation.to)
      }
      guard isHandedOver else { continue }
      keys.append(rotation.to)
      report.rotations += 1
      report.key = rotation.to
    }
  }

  private func rotations() throws(AuditError) -> [(seq: Int, KeyRotation)] {
    let records = try AuditReader(at: layout.root, files: files).records(
      matching: AuditQuery(includesLogEvents: true))
    return records.compactMap { record in
      guard record.type == .keyRotated, let rotation = KeyRotation(line: record.line) else {
        return nil
      }
      return (record.seq, rotation)
    }
  }

  // MARK: Checkpoints

  /// Records may only be gone where a record of the log says so.
  private mutating func judgePruning() throws(AuditError) {
    guard report.chain.pruned > 0, report.chain.fault == nil else { return }
    let firstKept = try PruningRecord.firstKept(AuditReader(at: layout.root, files: files))
    guard report.chain.pruned <= firstKept else {
      report.add(
        "removed",
        "records \(firstKept) to \(report.chain.pruned - 1) are gone but for their hashes, and no "
          + "record says that they were let go")
      return
    }
    report.notes.append(
      "records 0 to \(report.chain.pruned - 1) were let go when their time was over; their hashes "
        + "are there")
  }

  private mutating func judge(_ checkpoint: Checkpoint, _ name: String) throws(AuditError) {
    guard keys.isEmpty || keys.contains(where: { $0.name == checkpoint.origin }) else {
      report.add("foreign-checkpoint", "\(name) is of another log, '\(checkpoint.origin)'")
      return
    }
    guard keys.contains(where: { checkpoint.isSigned(with: $0) }) else {
      let isKnown = checkpoint.signers.contains { signer in
        keys.contains { "\($0.name)+\($0.hexID)" == signer }
      }
      report.add(
        isKnown ? "bad-signature" : "foreign-key",
        isKnown
          ? "\(name) was changed after it was signed: its signature does not hold"
          : "\(name) is not signed with a key that is trusted here")
      return
    }
    guard checkpoint.size <= report.chain.records else {
      // Behind a fault nothing was counted, and the fault says why.
      guard report.chain.fault == nil else { return }
      report.add(
        "cut",
        "\(name) signs \(checkpoint.size) records, and the log has \(report.chain.records): it was "
          + "cut, or an old copy was restored")
      return
    }
    guard roots[checkpoint.size] == checkpoint.root else {
      if report.signed >= checkpoint.size {
        report.add(
          "forked",
          "\(name) signs \(checkpoint.size) records with another root than a checkpoint that fits the "
            + "log: there are two histories of it")
      } else {
        report.add("rewritten", try rewriting(of: checkpoint, name))
      }
      return
    }
    report.signed = max(report.signed, checkpoint.size)
  }

  /// Two signed histories of one log are the worst that can be found, so all of them are looked at.
  /// Only what does not fit needs its signature checked, and only where nothing fits so badly already.
  private mutating func judgeHistory() throws(AuditError) {
    guard !report.problems.contains(where: { ["rewritten", "forked"].contains($0.code) }) else {
      return
    }
    let known = [report.checkpoint, anchored] + request.against.map(\.checkpoint)
    for checkpoint in history where !known.contains(checkpoint) {
      guard let root = roots[checkpoint.size], root != checkpoint.root,
        keys.contains(where: { checkpoint.isSigned(with: $0) })
      else { continue }
      report.add(
        "forked",
        "'checkpoints.log' holds a signed checkpoint of \(checkpoint.size) records with another root: "
          + "there are two histories of this log")
      return
    }
  }

  /// Says which records are not those that a checkpoint signs.
  private func rewriting(of checkpoint: Checkpoint, _ name: String) throws(AuditError) -> String {
    let size = checkpoint.size
    let start =
      "the chain holds, and the first \(size) records do not have the root that \(name) signs: "
    if let seq = try firstChanged(under: checkpoint) {
      let place = try RecordFinder(layout: layout, files: files).place(of: seq)
      let position =
        place.map { " (\(AuditLayout.segmentName($0.segment)), byte \($0.offset))" } ?? ""
      return start
        + "record \(seq)\(position) is not the one that was signed; it was rewritten, with the chain "
        + "behind it"
    }
    let fitting = history.filter { other in
      other.size < size && roots[other.size] == other.root
        && keys.contains { other.isSigned(with: $0) }
    }.map(\.size).max()
    return start + "records from \(fitting ?? 0) on were rewritten, with the chain behind them"
  }

  /// The first record that differs from the stored hashes, where those have the root that was signed.
  private func firstChanged(under checkpoint: Checkpoint) throws(AuditError) -> Int? {
    guard try AuditLayout.exists(layout.tree, files: files) else { return nil }
    let tree = TreeFile(try OpenFile(layout.tree, .readOnly, files: files))
    guard try tree.capacity() >= checkpoint.size,
      try tree.prover.root(size: checkpoint.size) == checkpoint.root
    else { return nil }
    var found: [Digest] = []
    found.reserveCapacity(checkpoint.size)
    _ = try AuditTrail.verifyChain(layout, files: files) { leaf, _ in
      if found.count < checkpoint.size { found.append(leaf) }
    }
    let blockSize = 4096
    for start in stride(from: 0, to: found.count, by: blockSize) {
      let count = min(blockSize, found.count - start)
      let signed = try tree.leaves(from: start, count: count)
      for (offset, leaf) in signed.enumerated() where leaf != found[start + offset] {
        return start + offset
      }
    }
    return nil
  }
}
