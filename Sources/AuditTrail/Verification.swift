package import Cryptography
import CanonicalJSON

/// What verifying a log came to.
package struct VerificationReport: Sendable, Hashable {
  /// Records that follow from each other, from the first on.
  package var records = 0
  package var segments = 0
  /// Of the records, those that were let go: only their hashes are there.
  package var pruned = 0
  package var bytes = 0
  /// The id of the log; nil where there is not one whole record.
  package var log: String?
  /// The RFC 6962 root over the records; compare it with one that was noted before.
  package var root: Digest?
  /// The first place where the log is not what was written.
  package var fault: ChainFault?
  /// Bytes that were acknowledged and are gone.
  package var missingBytes = 0
  /// An unfinished line at the end, which the next append puts into quarantine.
  package var tornTailBytes = 0
  /// Things to know that are no fault of the log.
  package var warnings: [String] = []

  /// Whether nothing is known against the log.
  package var isIntact: Bool { fault == nil && missingBytes == 0 }

}

extension AuditTrail {
  /// Checks the chain of a log from its first record on, in one pass and without writing.
  ///
  /// It looks at no signature, so it cannot see that a chain was recomputed: `LogVerification` does.
  package static func verify(
    at directory: String, files: any FileSystem = SystemFiles()
  ) throws(AuditError) -> VerificationReport {
    try verifyChain(AuditLayout(root: directory), files: files) { _, _ in }
  }

  /// Checks the chain; `visit` gets the leaf hash of each record that follows from the one before it,
  /// and the tree that it ends.
  ///
  /// The sizes are taken under the lock at the start, so that processes that append meanwhile never
  /// make the log look damaged.
  static func verifyChain(
    _ layout: AuditLayout, files: any FileSystem, visit: (Digest, MerkleTree) -> Void
  ) throws(AuditError) -> VerificationReport {
    let snapshot = try LogSnapshot(layout, files: files)
    let pruned = snapshot.pruned
    guard let last = snapshot.segments.last else { throw .notALog(path: layout.root) }
    var report = VerificationReport()
    report.warnings = try snapshot.warnings(layout, files: files)
    var tree = MerkleTree()
    for leaf in pruned.leaves {
      tree.append(leaf: leaf)
      visit(leaf, tree)
    }
    report.pruned = tree.count
    var tip = pruned.tip
    var log = pruned.beginning.map { Array($0.log.utf8) }
    for (index, segment) in snapshot.segments.enumerated() {
      let name = AuditLayout.segmentName(segment.number)
      guard segment.number == index + pruned.segments else {
        report.fault = ChainFault(
          file: AuditLayout.segmentName(index + pruned.segments), line: 0, offset: 0,
          reason: .segmentMissing)
        break
      }
      let head = snapshot.head.flatMap { $0.tip.segment == segment.number ? $0 : nil }
      tip.segment = segment.number
      tip.size = 0
      var scan = ChainScan(segment.file, name: name, log: log, from: tip, head: head)
      var changed: ChainFault?
      try scan.run(to: segment.size) { leaf in
        tree.append(leaf: leaf)
        visit(leaf, tree)
      }
      if scan.sawNewerVersion { throw .newerVersion(path: layout.segment(segment.number)) }
      log = scan.log
      tip = scan.tip
      report.segments += 1
      report.bytes += tip.size
      if let fault = scan.fault {
        var isTorn = false
        if segment.number == last.number, !scan.faultIsRecord, fault.offset >= head?.durable ?? 0 {
          isTorn = try scan.recordsBehindFault(to: segment.size) == 0
        }
        if isTorn {
          report.tornTailBytes = segment.size - tip.size
        } else {
          changed = fault
        }
      }
      if let changed {
        report.fault = changed
        break
      }
      if let head, segment.size < head.durable {
        report.missingBytes = head.durable - segment.size
      }
    }
    if let head = snapshot.head, head.tip.segment > last.number, report.fault == nil {
      report.fault = ChainFault(
        file: AuditLayout.segmentName(last.number + 1), line: 0, offset: 0,
        reason: .segmentMissing)
    }
    report.records = tree.count
    report.root = tree.root
    report.log = log.map { String(decoding: $0, as: UTF8.self) }
    return report
  }
}

/// The sizes of all segments at one moment, with the head of that moment.
private struct LogSnapshot {
  struct Segment {
    let number: Int
    let file: OpenFile
    let size: Int
  }

  let segments: [Segment]
  let pruned: PrunedSegments
  let head: Head?

  init(_ layout: AuditLayout, files: any FileSystem) throws(AuditError) {
    let exists: Bool
    do throws(SystemError) {
      exists = try files.status(at: layout.segments) != nil
    } catch {
      throw .unusable(path: layout.segments, error)
    }
    guard exists else { throw .notALog(path: layout.root) }
    // Without the right to open the lock a reader still gets a snapshot, only not one that is sure
    // to lie between two appends.
    if let lock = try? OpenFile(layout.lock, .readOnly, files: files) {
      (segments, pruned, head) = try lock.locked(exclusively: false) { () throws(AuditError) in
        try Self.take(layout, files: files)
      }
    } else {
      (segments, pruned, head) = try Self.take(layout, files: files)
    }
  }

  private static func take(
    _ layout: AuditLayout, files: any FileSystem
  ) throws(AuditError) -> ([Segment], PrunedSegments, Head?) {
    let pruned = try PrunedSegments(layout, files: files)
    var segments: [Segment] = []
    for number in try AuditLayout.numbers(in: layout.segments, suffix: ".jsonl", files: files) {
      let file = try OpenFile(layout.segment(number), .readOnly, files: files)
      segments.append(Segment(number: number, file: file, size: try file.status().size))
    }
    // Only a head that is not there may be done without; one that cannot be read might say that
    // records are missing.
    do throws(SystemError) {
      guard try files.status(at: layout.head) != nil else { return (segments, pruned, nil) }
    } catch {
      throw .readFailed(path: layout.head, error)
    }
    let file = try OpenFile(layout.head, .readOnly, files: files)
    return (segments, pruned, Head(try file.read(at: 0, count: Head.byteCount)))
  }

  func warnings(_ layout: AuditLayout, files: any FileSystem) throws(AuditError) -> [String] {
    var warnings: [String] = []
    if head == nil {
      warnings.append(
        "'\(layout.head)' is missing, so a change of the newest record, or a cut, cannot be seen")
    }
    do throws(SystemError) {
      if try files.status(at: layout.poisoned) != nil {
        warnings.append(
          "'\(layout.poisoned)' says that an earlier write did not reach the disk; the next run "
            + "writes the newest segment anew")
      }
      if try files.status(at: layout.quarantine) != nil {
        let count = try files.names(in: layout.quarantine).count
        if count > 0 {
          warnings.append(
            "\(count) unfinished tails are kept in '\(layout.quarantine)'; "
              + "each has a log.recovered record")
        }
      }
    } catch {
      throw .unusable(path: layout.root, error)
    }
    return warnings
  }
}
