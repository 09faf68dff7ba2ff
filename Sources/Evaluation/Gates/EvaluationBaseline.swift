import CanonicalJSON

/// The figures of an earlier run, note by note, to compare with: a file that is committed beside the
/// corpus and read again.
package struct EvaluationBaseline: Sendable {
  package static let schema = "vouch/evaluation-baseline/1"

  package struct System: Sendable {
    /// By metric, one for each note of `ids`.
    package let columns: [String: [Measures.Part?]]
    /// How many hard faults a note had, where any.
    package let breaks: [String: Int]
  }

  package let ids: [String]
  package let systems: [String: System]
  package let policyDigest: String

  /// What is not compared: times differ from machine to machine.
  private static let leftOut: Set = ["latency"]

  package static func bytes(of report: EvaluationReport) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("schema", schema)
    json.member("policyDigest", report.setting.policyDigest)
    json.strings("ids", report.table.ids)
    json.key("systems")
    json.beginObject()
    for system in report.systems {
      json.key(dynamic: system.name)
      json.beginObject()
      json.key("breaks")
      json.beginObject()
      for (id, count) in system.table.breaks.sorted(by: { $0.key < $1.key }) {
        json.key(dynamic: id)
        json.integer(count)
      }
      json.endObject()
      json.key("columns")
      json.beginObject()
      for (name, parts) in system.table.columns.sorted(by: { $0.key < $1.key })
      where !leftOut.contains(name) {
        json.key(dynamic: name)
        json.beginArray()
        for part in parts {
          guard let part else {
            json.null()
            continue
          }
          json.beginArray()
          json.exact(part.numerator)
          json.exact(part.denominator)
          json.endArray()
        }
        json.endArray()
      }
      json.endObject()
      json.endObject()
    }
    json.endObject()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private struct Header: Decodable { let schema: String }

  private struct File: Decodable {
    struct System: Decodable {
      let breaks: [String: Int]
      let columns: [String: [[Double]?]]
    }
    let policyDigest: String
    let ids: [String]
    let systems: [String: System]
  }

  package init(_ bytes: [UInt8], path: String) throws(EvaluationError) {
    let decoder = JSONInput()
    let noBaseline = EvaluationError.invalidData(
      path: path, line: nil, message: "no baseline of an evaluation", hint: nil)
    // Why it is none is of no use to anyone: people do not write these files.
    guard let header = try? decoder.decode(Header.self, from: bytes) else { throw noBaseline }
    guard header.schema == Self.schema else {
      guard header.schema.hasPrefix("vouch/evaluation-baseline/") else { throw noBaseline }
      throw .invalidData(
        path: path, line: nil,
        message: "a baseline of another version; this program reads \(Self.schema)",
        hint: "make it anew with --save-baseline, by the version that is to be compared with")
    }
    // reason: whatever its fault, it is no baseline
    guard let file = try? decoder.decode(File.self, from: bytes) else { throw noBaseline }
    ids = file.ids
    policyDigest = file.policyDigest
    systems = file.systems.mapValues { system in
      System(
        columns: system.columns.mapValues { parts in
          parts.map { part in
            part.flatMap { $0.count == 2 ? Measures.Part($0[0], of: $0[1]) : nil }
          }
        }, breaks: system.breaks)
    }
  }

  /// The figures of a system in the order of other notes; nil for notes that are not here.
  func column(_ metric: String, of system: String, for ids: [String]) -> [Measures.Part?]? {
    guard let parts = systems[system]?.columns[metric], parts.count == self.ids.count else {
      return nil
    }
    let places = Dictionary(zip(self.ids, parts)) { first, _ in first }
    return ids.map { places[$0] ?? nil }
  }
}
