package import SourceText

/// Reads the fields of one mapping by name and type.
///
/// Every problem is added to the list and reading goes on, so that a file with thirty mistakes is
/// told of all thirty. What reads nil was either absent or reported. When all fields have been
/// asked for, `finish` reports those that nobody asked for.
package struct MappingReader {
  package let problems: ProblemList
  /// Where problems of the mapping as a whole are shown.
  package let span: TextSpan
  let entries: [YAMLEntry]
  /// The names that were asked for so far.
  package private(set) var asked: [String] = []

  /// Nil, and reported, where the node is no mapping; `name` is what messages call it.
  package init?(_ node: YAMLNode, named name: String, problems: ProblemList) {
    guard case .mapping(let entries) = node.content else {
      problems.reportShape(of: node, named: name, mustBe: "a mapping")
      return nil
    }
    self.problems = problems
    self.entries = entries
    span = node.span
  }

  /// A mapping without fields, for one that may be left out.
  package init(emptyAt span: TextSpan, problems: ProblemList) {
    self.problems = problems
    self.span = span
    entries = []
  }

  package var document: YAMLDocument { problems.document }

  /// Whether the field is there, whatever its value.
  package func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// The names of all fields, in the order of the file.
  package var keys: [String] { entries.map(\.key) }

  /// The place of a field's value; of its name where the value is empty; of the mapping where there
  /// is no such field.
  package func place(of key: String) -> TextSpan {
    guard let entry = entries.first(where: { $0.key == key }) else { return span }
    return entry.value.span.isEmpty ? entry.keySpan : entry.value.span
  }

  /// The field, if it is there, for a caller that reads the value itself.
  package mutating func entry(_ key: String) -> YAMLEntry? {
    if !asked.contains(key) { asked.append(key) }
    return entries.first { $0.key == key }
  }

  /// The field, if it is there, without counting it as asked for.
  package func peek(_ key: String) -> YAMLEntry? { entries.first { $0.key == key } }

  /// The field; its absence is reported.
  package mutating func requiredEntry(_ key: String) -> YAMLEntry? {
    let entry = entry(key)
    if entry == nil { problems.report(at: span, .missingField, "missing field '\(key)'") }
    return entry
  }

  /// The place of the scalar with this text that is the field's value or stands in its list or
  /// mapping; else the place of the field.
  package func place(ofText text: String, in key: String) -> TextSpan {
    let value = entries.first { $0.key == key }?.value
    return value?.span(ofScalar: text) ?? place(of: key)
  }

  /// Counts all fields as asked for, where the mapping is not read at all.
  package mutating func ignoreRest() { asked += keys }

  /// Reports every field that was not asked for.
  ///
  /// - Parameter homes: where fields belong that stand here by mistake: the field to its mapping.
  package func finish(homes: [String: String] = [:]) {
    for entry in entries where !asked.contains(entry.key) {
      guard !problems.isFull else { return }
      let home = homes[entry.key].map { "it belongs under '\($0)'" }
      let hint =
        home ?? NearestName.hint(for: entry.key, among: asked.filter { !has($0) })
        ?? NearestName.hint(for: entry.key, among: asked) ?? knownFields
      problems.report(
        at: entry.keySpan, .unknownField, "unknown field \(entry.key.quoted)", hint: hint)
    }
  }

  private var knownFields: String? {
    asked.isEmpty ? "no fields are known here" : "known: \(asked.joined(separator: ", "))"
  }
}

extension ProblemList {
  /// Reports that a value has the wrong shape, unless it was refused already.
  func reportShape(of node: YAMLNode, named name: String, mustBe expected: String) {
    let actual: String
    switch node.content {
    case .refused: return
    case .scalar(let scalar) where scalar.isAbsent:
      report(at: node.span, .emptyValue, "\(name) has no value; it must be \(expected)")
      return
    case .scalar: actual = "text"
    case .sequence: actual = "a list"
    case .mapping: actual = "a mapping"
    }
    report(at: node.span, .wrongShape, "\(name) must be \(expected), not \(actual)")
  }
}
