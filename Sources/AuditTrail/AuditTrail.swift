package import Cryptography
import CanonicalJSON
import Synchronization

// The audit trail, version 1
//
// A trail is a directory, mode 0700, whose files have mode 0600:
//
//   seg/000000.jsonl      the log, the only truth; followed by 000001 at 64 MiB
//   seg/000000.leaves     in its place once its records were let go: their hashes
//   vault/000000.vault    notes and drafts, encrypted
//   keys/local.key        the secret for the vault and for keyed hashes
//   keys/subjects.keys    the keys of the vault, by subject; what is erased is erased here
//   keys/log.vkey         the public keys of the checkpoints, the newest last
//   checkpoint            how far the log was signed: a C2SP tlog-checkpoint
//   checkpoints.log       all that were ever signed
//   state/lock            held while the end of the log is written
//   state/publish.lock    held while a checkpoint is made
//   state/vault.lock      held while the end of the vault is written
//   state/review.lock     held from reading a review to recording what was decided in it
//   state/head            where the log ended; rebuilt from the log, but see below
//   state/parts           which policies and engines the log has a record of; rebuilt when lost
//   state/tree            all hashes of the tree; made anew from the log where it is gone
//   state/POISONED        only after a failed synchronization
//   quarantine/           unfinished tails that recovery took out of the log
//   index.sqlite          finds records; made anew from the log where it is missing or out of step
//
// The private key of the checkpoints and a copy of the newest checkpoint lie in a directory outside,
// the anchor: see `Anchor`.
//
// A log is a sequence of lines, each ended by a line feed, through all segments. A line is one record
// in the form of RFC 8785 (integers of magnitude below 2^53, ASCII keys), of at most 65,535 bytes
// without its line feed, with exactly these fields:
//
//   body   an object; what it holds depends on the type
//   boot   16 hexadecimal digits that differ from one start of the machine to the next
//   clk    `ntp` where a time server keeps the clock of `ts`, else `unsync`
//   host   the name of the machine
//   log    the random id of the log, 32 hexadecimal digits
//   mono   microseconds since that start, by a clock that nobody can set
//   pid    the process that wrote it
//   prev   the leaf hash of the line before, 64 hexadecimal digits; 64 zeros in the first record
//   run    the random id of the run, 32 hexadecimal digits
//   salt   32 random hexadecimal digits, so that nobody can guess a record from its leaf hash
//   seq    0, 1, 2, …
//   ts     when it was written, UTC with microseconds (RFC 3339)
//   type   one of the names in `RecordType`
//   v      2; records of version 1 lack `boot`, `clk`, `host` and `mono`
//
// The leaf hash is that of RFC 6962: SHA-256(0x00 || line without line feed). So the same hashes make
// the chain and the tree over all lines, whose root a checkpoint signs; a log without checkpoints is
// adopted by its first one. An example, broken for print:
//
//   {"body":{"audience":"clinician","command":"summarize","decision":"held","disclaimers":[{"id":
//   "not-for-clinical-use","version":1}],"draft":{"bytes":412,"mac":"8c1f…"},"engine":{"kind":
//   "extractive","name":"vouch-extractive","version":"1"},"escalations":["redflag.stemi"],"evidence":
//   {"statements":6,"supported":6},"findings":[{"disposition":"hold","rule":"redflag.stemi",
//   "severity":"critical"}],"keyRow":0,"note":{"bytes":3120,"id":"51d0…","mac":"e07a…"},"policy":
//   {"bundle":"starter","digest":"sha256:9f2e…","revision":1},"vault":{"length":3580,"offset":0,
//   "segment":0}},"boot":"3e1f…","clk":"ntp","host":"ward-3","log":"5c0e…","mono":81923004,"pid":4711,
//   "prev":"b194…","run":"d41d…","salt":"7f3b…","seq":1,"ts":"2026-11-24T00:46:31.000000Z","type":
//   "run.held","v":2}
//
// How lists of findings and escalations are written: `RunRecord+Lists.swift`.
//
// `sed -n 1p seg/000000.jsonl | tr -d '\n' | (printf '\0'; cat) | sha256sum` gives the `prev` of the
// second line, and `Tests/interop/verify_chain.py` walks the whole chain.
//
// No text of a note is in the log: `mac` and `id` are HMAC-SHA-256. The key of an `id` derives from the
// local key, that of a `mac` from the key of the subject whose row `keyRow` names (`SubjectKeys`), or
// from the local key where there is no `keyRow`. Spans are offsets in Unicode scalars. Lists that would make a record too long are cut,
// and `findingsOmitted` and `escalationsOmitted` say by how much.
//
// To append, a process takes the lock, finds the end of the log (the head names it, if the file still
// has that size), writes whole lines, lets go of the lock, and then waits for `fdatasync`. Since that
// makes all bytes before its own durable too, whatever was acknowledged is preceded by nothing but
// durable records, and processes that wait at the same time share one commit of the journal. Content
// is durable in the vault before its record is written.
//
// What stands behind the last durable byte that the head vouches for may be a torn tail: it goes into
// quarantine, and a `log.recovered` record says so. A whole record that does not fit its place, damage
// before that byte, or (unless the machine was restarted since) damage with records behind it, was
// made by somebody: `AuditError.historyChanged`, and nothing is written. After a failed `fdatasync`
// nothing is acknowledged until the trail was opened again, which writes the newest segment anew.
//
// The chain alone cannot show everything: whoever may write to the directory can recompute it, or cut
// the log together with `state/head`. So each process signs the size and the root of the log at its
// exit (see `LogSigner`), and the anchor remembers that outside the directory. Whoever has the private
// key can still write another history: only a checkpoint that somebody else keeps shows that.

/// The append-only record of every decision, and the vault beside it.
///
/// Safe to use from many threads and many processes at once.
package final class AuditTrail: Sendable {
  /// The random id of the log, 32 hexadecimal digits.
  package let log: String

  let layout: AuditLayout
  let environment: AuditEnvironment
  let key: LocalKey
  let vault: Vault
  private let sync: SharedSync
  private let writer: Mutex<LogWriter>
  let signer: LogSigner

  private init(
    layout: AuditLayout, environment: AuditEnvironment, log: String, key: LocalKey, vault: Vault,
    sync: SharedSync, signer: LogSigner, writer: consuming sending LogWriter
  ) {
    self.layout = layout
    self.environment = environment
    self.log = log
    self.key = key
    self.vault = vault
    self.sync = sync
    self.signer = signer
    self.writer = Mutex(writer)
  }

  /// Opens the trail in a directory, and begins a new one where there is none.
  ///
  /// An unfinished tail is put into quarantine; a log that was changed, or is not the one that was
  /// signed, is refused. A log that was never signed is from now on.
  ///
  /// - Parameter anchor: The directory of the anchor; by default the one beside the trail with
  ///   `.anchor` behind its name.
  package static func open(
    at directory: String, anchor: String? = nil, environment: AuditEnvironment
  ) throws(AuditError) -> AuditTrail {
    let layout = AuditLayout(root: directory, anchor: anchor)
    for path in [layout.root, layout.anchor] where environment.files.isOnNetwork(path) {
      guard environment.allowsNetworkFiles else { throw .signing(.networkFileSystem(path: path)) }
    }
    try layout.makeDirectories(files: environment.files)
    let signer = LogSigner(layout, environment: environment)
    try signer.confirm()
    let sync = SharedSync()
    let lock = try OpenFile(layout.lock, .creating, files: environment.files)
    do throws(AuditError) {
      let (writer, key) = try lock.locked { () throws(AuditError) in
        let opened = try LogWriter.opening(
          layout, environment: environment, lock: lock, sync: sync)
        try signer.publishKey(try signer.key(forLog: opened.0.log).verifier)
        return opened
      }
      // What opening wrote, such as the first record of a new log.
      try sync.settleWritten(file: writer.segment)
      let trail = AuditTrail(
        layout: layout, environment: environment, log: writer.log, key: key,
        vault: try Vault(layout: layout, key: key, environment: environment), sync: sync,
        signer: signer,
        writer: writer)
      if try signer.anchor.lastSigned() == nil { try trail.sign() }
      return trail
    } catch {
      if case .syncFailed = error {
        LogWriter.markPoisoned(layout: layout, files: environment.files)
      }
      throw error
    }
  }

  /// Appends one record for each entry, in order. When it returns, records and contents are durable.
  ///
  /// When it throws, none was acknowledged: no result that the entries stand for may be shown.
  ///
  /// - Parameter events: Records that go before them, made durable together with them.
  /// - Returns: Where the record of each entry stands; what follows an entry has no receipt.
  package func append(
    _ entries: [AuditEntry], after events: [AuditEvent] = []
  ) throws(AuditError) -> [Receipt] {
    var prepared = try events.map { (event) throws(AuditError) in
      try PreparedEntry(event, environment: environment)
    }
    prepared.reserveCapacity(events.count + entries.count)
    var places: [Int] = []
    for entry in entries {
      let run = try PreparedEntry(entry, environment: environment)
      places.append(prepared.count)
      prepared.append(run)
      for event in entry.followedBy {
        prepared.append(
          try PreparedEntry(event, following: run, environment: environment))
      }
    }
    let receipts = try append(prepared)
    return places.map { receipts[$0] }
  }

  /// Appends one record for each event, in order, durable like entries.
  @discardableResult
  package func append(_ events: [AuditEvent]) throws(AuditError) -> [Receipt] {
    try append(
      events.map { (event) throws(AuditError) in
        try PreparedEntry(event, environment: environment)
      })
  }

  /// Records that a run begins, before its note leaves the machine; gives the id of the run, which
  /// the entry at its end must have.
  ///
  /// - Parameters:
  ///   - subject: Whom the note is about; by default whom its id names, or else the run.
  ///   - hasErasableHashes: As of `AuditEntry`.
  package func start(
    _ run: RunStart, note: [UInt8], noteIdentifier: String?, subject: ContentSubject? = nil,
    hasErasableHashes: Bool = true
  ) throws(AuditError) -> String {
    var event = AuditEvent(.runStarted, run: try newRunID(), run)
    event.note = note
    event.noteIdentifier = noteIdentifier
    if hasErasableHashes { event.subject = subject ?? .named(noteIdentifier ?? event.run ?? "") }
    return try append([event])[0].run
  }

  private func append(_ entries: [PreparedEntry]) throws(AuditError) -> [Receipt] {
    guard !entries.isEmpty else { return [] }
    return try poisoningOnFailedSync { () throws(AuditError) in
      var prepared = entries
      let subjects = SubjectsOfBatch(prepared, key: key)
      let keys = try vault.subjectKeys.make(for: subjects.tags)
      for (index, number) in subjects.numbers.enumerated() {
        try prepared[index].bind(log: log, key: key, under: number.map { keys[$0] })
      }
      var references = try vault.store(prepared.compactMap(\.sealed))[...]
      var records: [PendingRecord] = []
      records.reserveCapacity(prepared.count)
      for entry in prepared {
        records.append(entry.record(with: entry.sealed == nil ? nil : references.popFirst()))
      }
      let pending = records
      let placement = try writer.withLock { (writer) throws(AuditError) in
        try writer.append(pending)
      }
      try settle(placement.end, file: placement.file)
      writer.withLockIfAvailable { writer in writer.noteDurable() }
      return prepared.enumerated().map { index, entry in
        Receipt(log: log, seq: placement.first + index, run: entry.run)
      }
    }
  }

  /// Waits until all before the position is on the disk, under the name that it is looked for.
  private func settle(_ end: LogPosition, file: OpenFile) throws(AuditError) {
    try poisoningOnFailedSync { () throws(AuditError) in
      try sync.settle(through: end, file: file)
    }
    // The kernel may have told another process alone of a failure in the bytes before these.
    try LogWriter.refuseIfPoisoned(layout, files: environment.files)
    try file.confirmName()
  }

  /// The end of the log, after all before it reached the disk.
  func durableEnd() throws(AuditError) -> Tip {
    let (tip, file) = try writer.withLock { (writer) throws(AuditError) in try writer.end() }
    try settle(LogPosition(segment: tip.segment, offset: tip.size), file: file)
    return tip
  }

  /// Behind the newest record that this process wrote; 0 where it wrote none.
  var ownEnd: Int { writer.withLock { $0.ownEnd } }

  /// Leaves word for all processes where a synchronization fails in `body`.
  private func poisoningOnFailedSync<Result>(
    _ body: () throws(AuditError) -> Result
  ) throws(AuditError) -> Result {
    do throws(AuditError) {
      return try body()
    } catch {
      if case .syncFailed = error {
        LogWriter.markPoisoned(layout: layout, files: environment.files)
      }
      throw error
    }
  }

  /// See `DeidentificationSecret`.
  var deidentificationSecret: Digest { key.deidentification }

  /// Runs `body` while nobody else decides in a review of this trail, in any process: what it reads of
  /// reviews is still so when it appends.
  package func reviewing<Value, Failure: Error>(
    wrapping wrap: (AuditError) -> Failure, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let lock: OpenFile
    do throws(AuditError) {
      lock = try OpenFile(layout.reviewLock, .creating, files: environment.files)
    } catch { throw wrap(error) }
    do throws(SystemError) {
      _ = try environment.files.lock(lock.descriptor, exclusively: true, waiting: true)
    } catch { throw wrap(.unusable(path: lock.path, error)) }
    defer { environment.files.unlock(lock.descriptor) }
    return try body()
  }

  /// The records of this trail, as they are now.
  package func reader() throws(AuditError) -> AuditReader {
    try AuditReader(at: layout.root, files: environment.files)
  }

  /// An id for a run whose entry is appended together with events that name it.
  package func newRunID() throws(AuditError) -> String {
    Hexadecimal.digits(try environment.randomBytes(16))
  }

  /// The time that records written now would carry.
  package func now() -> Timestamp { environment.now() }

  /// The keyed hash under the trail's own key.
  package func keyedHash(of bytes: [UInt8], as content: HashedContent) -> Digest {
    key.hash(bytes, as: content)
  }
}

/// One run to be recorded, with the content that it is bound to.
package struct AuditEntry: Sendable {
  package var run: RunRecord
  package var note: [UInt8]
  /// The id that the caller gave to the note.
  package var noteIdentifier: String?
  /// The unedited draft, or the summary that was checked.
  package var draft: [UInt8]?
  /// Whom the content is about; by default whom the note's id names, or else the run.
  package var subject: ContentSubject?
  /// What is going to be shown; nil where it is withheld.
  package var output: [UInt8]?
  /// Whether note and draft go into the vault; otherwise only their keyed hashes are kept.
  package var keepsContent: Bool
  /// Whether the hashes are under the key of the subject, which can be erased: always where content is
  /// kept. Otherwise an append needs no key, and waits for one file less.
  package var hasErasableHashes: Bool { keepsContent || wantsErasableHashes }
  private let wantsErasableHashes: Bool
  /// The id of a run whose start was recorded; nil for one that begins and ends with this entry.
  package var runID: String?
  /// Events about this run that are recorded right behind it.
  package var followedBy: [AuditEvent]

  package init(
    run: RunRecord, note: [UInt8], noteIdentifier: String? = nil, draft: [UInt8]? = nil,
    output: [UInt8]? = nil, subject: ContentSubject? = nil, keepsContent: Bool = true,
    hasErasableHashes: Bool = false, runID: String? = nil, followedBy: [AuditEvent] = []
  ) {
    self.run = run
    self.note = note
    self.noteIdentifier = noteIdentifier
    self.draft = draft
    self.output = output
    self.subject = subject
    self.keepsContent = keepsContent
    wantsErasableHashes = hasErasableHashes
    self.runID = runID
    self.followedBy = followedBy
  }
}

/// Where a record stands: proof, once given, that it is on the disk.
package struct Receipt: Sendable, Hashable {
  package let log: String
  package let seq: Int
  /// The id of the run.
  package let run: String
}
