import Cryptography
import FoundationEssentials
import Guardrails
import SourceText
import Summaries
import Workflow

/// Notes from a folder as Vouch's own corpus is: `name.txt` beside `name.yaml`, which says what is
/// expected; a note with a patient's reference stands in it twice, once for each audience.
package struct CorpusFolder: SampleSet {
  private struct Entry: Sendable {
    let name: String
    let audience: Audience
    let expectation: CorpusCase?
  }

  private let path: String
  private let entries: [Entry]
  package let ids: [String]
  package let digest: String

  /// Reads every expectation and checks that each note can be read.
  package init(_ path: String) throws(EvaluationError) {
    self.path = path
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path).sorted() } catch {
      throw .unreadable(path: path, reason: "the folder cannot be listed; check its permissions")
    }
    var entries: [Entry] = []
    var diagnostics: [Diagnostic] = []
    var hash = SHA256()
    for name in names where name.hasSuffix(".txt") {
      let stem = String(name.dropLast(4))
      hash.update(try Self.bytes("\(path)/\(name)"))
      var expectation: CorpusCase?
      if names.contains("\(stem).yaml") {
        let bytes = try Self.bytes("\(path)/\(stem).yaml")
        hash.update(bytes)
        let loaded = CorpusCase.load(bytes, path: "\(path)/\(stem).yaml")
        diagnostics += loaded.diagnostics
        expectation = loaded.value
      }
      entries.append(Entry(name: stem, audience: .clinician, expectation: expectation))
      if expectation?.references.patient != nil {
        entries.append(Entry(name: stem, audience: .patient, expectation: expectation))
      }
    }
    for name in names where name.hasSuffix(".yaml") && !Self.otherFiles.contains(name) {
      let stem = String(name.dropLast(5))
      guard !names.contains("\(stem).txt") else { continue }
      throw .invalidData(
        path: "\(path)/\(name)", line: nil, message: "expectations without a note",
        hint: "put the note beside it as \(stem).txt, or take the file out")
    }
    if diagnostics.contains(where: { $0.severity == .error }) { throw .invalidFiles(diagnostics) }
    guard !entries.isEmpty else { throw .empty(path, what: "note ('name.txt')") }
    self.entries = entries
    ids = entries.map { $0.audience == .patient ? "\($0.name)+patient" : $0.name }
    digest = hash.digest().hex
  }

  package var count: Int { entries.count }

  package func sample(at index: Int) throws(EvaluationError) -> Sample {
    let entry = entries[index]
    let file = "\(path)/\(entry.name).txt"
    let note = try Self.text(try Self.bytes(file), file)
    let expected = entry.expectation
    let words =
      entry.audience == .patient ? expected?.references.patient : expected?.references.clinician
    return Sample(
      id: ids[index], note: note, audience: entry.audience,
      reference: try words.map { (words) throws(EvaluationError) in
        try Self.text(Array(words.utf8), "\(path)/\(entry.name).yaml")
      },
      // What is expected is expected of a clinician's summary.
      expectation: entry.audience == .clinician ? expected : nil,
      expectsHold: expected.map { !$0.external.isShown } ?? false,
      attributes: SampleAttributes(
        sex: expected?.sex, ageBand: expected?.ageBand, specialty: expected?.specialty,
        form: expected?.form?.rawValue,
        language: expected?.language ?? (expected == nil ? nil : "not told")))
  }

  /// What lies beside the notes of a corpus and expects nothing of any.
  private static let otherFiles: Set = ["MANIFEST.yaml", "GATE.yaml"]

  private static func bytes(_ path: String) throws(EvaluationError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: "the file cannot be read; check its permissions")
    }
    return [UInt8](data)
  }

  private static func text(_ bytes: [UInt8], _ path: String) throws(EvaluationError) -> SourceText {
    do throws(SourceTextError) { return try SourceText(validating: bytes) } catch {
      throw .invalidData(path: path, line: nil, message: error.message, hint: nil)
    }
  }
}
