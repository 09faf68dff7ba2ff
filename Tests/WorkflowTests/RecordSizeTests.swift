import AuditTrail
import FoundationEssentials
import Policies
import SourceText
import Summaries
import TestSupport
import Testing
import Workflow

@Suite("What a run takes of the trail")
struct RecordSizeTests {
  /// In bytes, for each record of a run.
  private static let limit = 2048

  @Test("no record of a run over the corpus is longer than 2 kB, for both audiences")
  func corpus() throws {
    let workspace = try #require(ShippedWorkspace.shared, "the shipped policies do not load")
    let folder = try TemporaryFolder()
    let trail = try AuditTrail.open(at: folder.file("audit"), environment: .system())
    let recorder = Recorder(
      trail: trail, bundle: workspace.bundle,
      actor: Person(id: "firstname.lastname", role: "cardiologist", assurance: .login))
    let corpus = "\(ChildProcess.repository)/Corpus"
    let notes = try FileManager.default.contentsOfDirectory(atPath: corpus)
      .filter { $0.hasSuffix(".txt") }.sorted()
    #expect(notes.count >= 100, "the corpus must be there")
    var outcomes: [Outcome] = []
    for name in notes {
      let bytes = try #require(FileManager.default.contents(atPath: "\(corpus)/\(name)"))
      let note = try SourceText(validating: [UInt8](bytes))
      for audience in [Audience.clinician, .patient] {
        outcomes.append(
          try workspace.summarize(NoteInput(id: name, note: note, audience: audience)))
      }
    }
    _ = try recorder.record(outcomes)
    let records = try trail.reader().records(matching: AuditQuery(includesLogEvents: true))
    #expect(records.count > outcomes.count)
    for record in records where record.line.count > Self.limit {
      let note = record.body?.subgroups.joined(separator: " ") ?? ""
      Issue.record("record \(record.seq), \(record.typeName): \(record.line.count) bytes \(note)")
    }
  }
}
