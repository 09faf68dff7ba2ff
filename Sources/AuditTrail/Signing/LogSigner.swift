import Cryptography

/// Signs how far a log has come, and refuses a log that is not the one that was signed.
///
/// Under `state/publish.lock`, which is taken before the lock of the log and never while that is held:
/// the log is made durable up to a size; the tree is extended from the last signed one with the records
/// since, each checked against the one before it; the new root is signed; the anchor notes the
/// checkpoint; then `checkpoints.log` and `checkpoint` show it. A process that dies in between leaves
/// an anchor that is ahead of `checkpoint`, and the next one shows what the anchor has.
struct LogSigner: Sendable {
  let layout: AuditLayout
  let environment: AuditEnvironment
  let anchor: Anchor

  init(_ layout: AuditLayout, environment: AuditEnvironment) {
    self.layout = layout
    self.environment = environment
    anchor = Anchor(layout, files: environment.files)
  }

  private var files: any FileSystem { environment.files }

  func publishing<Result>(
    _ body: () throws(AuditError) -> Result
  ) throws(AuditError) -> Result {
    // Opened for each turn, since threads that share an open file share its lock as well.
    try OpenFile(layout.publishLock, .creating, files: files).locked(body)
  }

  // MARK: Opening

  /// Makes sure that the log is the one that was signed, without changing it.
  func confirm() throws(AuditError) {
    try publishing { () throws(AuditError) in
      guard let last = try anchor.lastSigned() else { return }
      let first = layout.segment(0)
      var beginning = try PrunedSegments(layout, files: files).beginning
      if beginning == nil, try AuditLayout.exists(first, files: files) {
        beginning = try LogBeginning.read(try OpenFile(first, .readOnly, files: files))
      }
      guard let beginning else {
        throw .signing(.logRemoved(log: layout.root, anchor: layout.anchor, signed: last.size))
      }
      guard last.origin == Checkpoint.origin(ofLog: beginning.log) else {
        throw .signing(.anchorForeign(path: layout.anchor))
      }
      _ = try tree(of: last)
    }
  }

  /// The key of the log; made where nothing was ever signed. The caller holds the lock of the log.
  func key(forLog log: String) throws(AuditError) -> NoteSigningKey {
    let origin = Checkpoint.origin(ofLog: log)
    let last = try anchor.lastSigned()
    let wasSigned = last != nil
    let hasCheckpoint = try AuditLayout.exists(layout.checkpoint, files: files)
    if hasCheckpoint, !wasSigned {
      if try anchor.key() == nil { throw .keyMissing(path: anchor.keyPath) }
      throw .signing(.anchorMissing(path: anchor.lastSignedPath))
    }
    if let key = try anchor.key() {
      if key.verifier.name == origin, last?.isSigned(with: key.verifier) ?? true { return key }
      guard !wasSigned else { throw .keyForeign(path: anchor.keyPath) }
      // It is that of a log whose first record was lost before anything was signed.
    } else if wasSigned {
      throw .keyMissing(path: anchor.keyPath)
    }
    return try anchor.createKey(at: anchor.keyPath, name: origin, environment: environment)
  }

  // MARK: Signing

  /// Signs the log up to its end, all of which is on the disk. The caller holds the publisher's lock.
  ///
  /// - Parameter newKey: One that signs as well, from now on instead of the other.
  func sign(
    _ tip: Tip, log: String, key: NoteSigningKey, newKey: NoteSigningKey? = nil
  ) throws(AuditError) -> Checkpoint {
    let last = try anchor.lastSigned()
    if let last, last.size == tip.count, newKey == nil {
      try publish(last)
      return last
    }
    if let last, last.size > tip.count {
      throw .signing(.rolledBack(log: layout.root, signed: last.size))
    }
    let root = try extendTree(from: last, to: tip, log: log)
    let checkpoint: Checkpoint
    do throws(CryptographyError) {
      checkpoint = try Checkpoint.signed(
        origin: key.verifier.name, size: tip.count, root: root,
        with: [key] + (newKey.map { [$0] } ?? []))
    } catch {
      throw .cryptography(error)
    }
    try anchor.store(checkpoint)
    try publish(checkpoint)
    return checkpoint
  }

  /// Shows a checkpoint that the anchor has, unless it is shown already.
  func publish(_ checkpoint: Checkpoint) throws(AuditError) {
    if try AuditLayout.exists(layout.checkpoint, files: files) {
      let file = try OpenFile(layout.checkpoint, .readOnly, files: files)
      if try file.read(at: 0, count: SignedNote.maximumByteCount) == checkpoint.bytes { return }
    }
    try CheckpointHistory(layout, files: files).append(checkpoint)
    try AuditLayout.replace(layout.checkpoint, with: checkpoint.bytes, files: files)
  }

  /// Adds the public half of a key to `keys/log.vkey`, which has one on each line, the newest last.
  func publishKey(_ key: NoteVerifierKey) throws(AuditError) {
    var lines: [UInt8] = []
    if try AuditLayout.exists(layout.verifierKey, files: files) {
      let file = try OpenFile(layout.verifierKey, .readOnly, files: files)
      lines = try file.read(at: 0, count: 1 << 20)
    }
    let line = Array((key.text + "\n").utf8)
    let known = lines.split(separator: 0x0A)
    // Where the newest is another one, this one was changed back by nobody but a stranger.
    guard known.last.map({ Array($0) + [0x0A] }) != line else { return }
    try AuditLayout.replace(
      layout.verifierKey, with: known.flatMap { Array($0) + [0x0A] } + line, files: files)
  }

  // MARK: The tree

  /// The stored hashes of the tree that was signed, made anew where they are not at hand.
  ///
  /// Throws where the log is not the one that was signed.
  private func tree(of signed: Checkpoint) throws(AuditError) -> (TreeFile, RecordFinder.Place?) {
    let tree = TreeFile(try OpenFile(layout.tree, .creating, files: files))
    guard signed.size > 0 else { return (tree, nil) }
    let newest = signed.size - 1
    let finder = RecordFinder(layout: layout, files: files)
    if try tree.capacity() >= signed.size, try tree.prover.root(size: signed.size) == signed.root {
      guard let place = try finder.place(of: newest) else {
        throw .signing(.rolledBack(log: layout.root, signed: signed.size))
      }
      let proof = try tree.prover.inclusion(of: newest, size: signed.size)
      if TreeCheck.includes(
        MerkleTree.leafHash(place.line.span), at: newest, size: signed.size, root: signed.root,
        proof: proof)
      {
        return (tree, place)
      }
    }
    // Either the cache is not the log's, or the log is not what was signed: the log itself tells.
    guard let place = try finder.place(of: newest) else {
      throw .signing(.rolledBack(log: layout.root, signed: signed.size))
    }
    try tree.truncate()
    var extender = try tree.extender(behind: 0)
    let end = Tip(
      segment: place.segment, size: place.offset + place.line.count + 1, count: signed.size,
      leaf: MerkleTree.leafHash(place.line.span))
    try extend(&extender, from: .empty, to: end)
    guard extender.root == signed.root else {
      throw .signing(.rewritten(log: layout.root, signed: signed.size))
    }
    return (tree, place)
  }

  /// Adds the records since the last checkpoint to the tree, and gives its root.
  private func extendTree(
    from last: Checkpoint?, to tip: Tip, log: String
  ) throws(AuditError) -> Digest {
    var start = Tip.empty
    let tree: TreeFile
    if let last {
      let (known, place) = try self.tree(of: last)
      tree = known
      if let place {
        start = Tip(
          segment: place.segment, size: place.offset + place.line.count + 1, count: last.size,
          leaf: MerkleTree.leafHash(place.line.span))
      }
    } else {
      tree = TreeFile(try OpenFile(layout.tree, .creating, files: files))
    }
    var extender = try tree.extender(behind: start.count)
    try extend(&extender, from: start, to: tip)
    return extender.root
  }

  /// Walks the records between two ends, each of which must follow from the one before it.
  private func extend(
    _ extender: inout TreeFile.Extender, from start: Tip, to end: Tip
  ) throws(AuditError) {
    var tip = start
    if start == .empty {
      let pruned = try PrunedSegments(layout, files: files)
      for leaf in pruned.leaves { extender.append(leaf) }
      tip = pruned.tip
    }
    let first = tip.segment
    var log: [UInt8]?
    for number in first...max(first, end.segment) {
      let file = try OpenFile(layout.segment(number), .readOnly, files: files)
      if number > first {
        tip.segment = number
        tip.size = 0
      }
      var scan = ChainScan(file, name: AuditLayout.segmentName(number), log: log, from: tip)
      let size = number == end.segment ? end.size : try file.status().size
      try scan.run(to: size) { extender.append($0) }
      if scan.sawNewerVersion { throw .newerVersion(path: file.path) }
      if let fault = scan.fault { throw .historyChanged(fault) }
      tip = scan.tip
      log = scan.log
    }
    extender.flush()
    guard tip.count == end.count, tip.leaf == end.leaf else {
      throw .historyChanged(
        ChainFault(
          file: AuditLayout.segmentName(tip.segment), line: 0, offset: tip.size, reason: .notChained
        ))
    }
  }
}
