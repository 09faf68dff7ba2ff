import SourceText
import StrictYAML

/// An obligation and where it stands.
struct PlacedObligation {
  let obligation: Obligation
  let span: TextSpan
}

/// Decodes `then.obligations`: words such as `redact`, and mappings of one field.
enum ObligationDecoder {
  private typealias Name = ObligationName

  static func read(_ then: inout MappingReader) -> [PlacedObligation] {
    var read: [PlacedObligation] = []
    for node in then.nodes("obligations") ?? [] {
      guard let obligation = obligation(node, then.problems) else { continue }
      if read.contains(where: { $0.obligation == obligation }) {
        then.problems.report(
          at: node.span, .repeatedObligation, "the same obligation stands here twice")
        continue
      }
      read.append(PlacedObligation(obligation: obligation, span: node.valueSpan))
    }
    return read
  }

  private static func obligation(_ node: YAMLNode, _ problems: ProblemList) -> Obligation? {
    switch node.content {
    case .refused: return nil
    case .scalar(let scalar):
      if scalar.text == Name.redact.rawValue { return .redact }
      if scalar.text == Name.restore.rawValue { return .restore }
      if scalar.text == Name.regenerate.rawValue { return .regenerate }
      if Name(rawValue: scalar.text) != nil {
        problems.report(
          at: node.span, .unknownObligation, "'\(scalar.text)' needs a value",
          hint: "'- \(scalar.text): …'")
      } else {
        reportUnknown(scalar.text, at: node.span, problems)
      }
      return nil
    case .mapping(let entries) where entries.count == 1:
      guard var fields = MappingReader(node, named: "an obligation", problems: problems) else {
        return nil
      }
      return obligation(entries[0], &fields)
    case .mapping, .sequence:
      problems.report(
        at: node.span, .unknownObligation, "an obligation is one word or one 'word: value'",
        hint: "begin each with a dash of its own")
      return nil
    }
  }

  private static func obligation(
    _ entry: YAMLEntry, _ fields: inout MappingReader
  ) -> Obligation? {
    let problems = fields.problems
    switch Name(rawValue: entry.key) {
    case .annotate: return fields.string(entry.key).map { .annotate(text: $0) }
    case .disclaim: return fields.string(entry.key).map { .disclaim(id: $0) }
    case .replace:
      return fields.string(entry.key, allowsBlank: true).map { .replace(text: $0) }
    case .notify: return fields.string(entry.key).map { .notify(channel: $0) }
    case .route: return fields.mapping(entry.key, readRoute)
    case .redact, .regenerate, .restore:
      problems.report(
        at: entry.keySpan, .unknownObligation, "'\(entry.key)' takes no value",
        hint: "'- \(entry.key)'")
      return nil
    case nil:
      reportUnknown(entry.key, at: entry.keySpan, problems)
      return nil
    }
  }

  private static func readRoute(_ fields: inout MappingReader) -> Obligation? {
    let queue = fields.requiredString("queue")
    let within = fields.requiredString("within")
    guard let within else { return nil }
    guard let minutes = minutes(within), (1...PolicyLimits.routeMinutes).contains(minutes) else {
      fields.problems.report(
        at: fields.place(of: "within"), .malformedDuration, "\(within.quoted) is no time limit",
        hint: "minutes, hours or days such as 15m, 4h or 2d; at most 30d")
      return nil
    }
    return queue.map { .route(queue: $0, withinMinutes: minutes) }
  }

  /// Reads `15m`, `4h` or `2d`.
  static func minutes(_ text: String) -> Int? {
    let scale: Int
    switch text.utf8.last {
    case UInt8(ascii: "m"): scale = 1
    case UInt8(ascii: "h"): scale = 60
    case UInt8(ascii: "d"): scale = 24 * 60
    default: return nil
    }
    let digits = text.utf8.dropLast()
    guard (1...6).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(Substring(digits)).map { $0 * scale }
  }

  private static func reportUnknown(_ name: String, at span: TextSpan, _ problems: ProblemList) {
    let names = Name.allCases.map(\.rawValue)
    problems.report(
      at: span, .unknownObligation, "unknown obligation \(name.quoted)",
      hint: NearestName.hint(for: name, among: names)
        ?? "one of: \(names.joined(separator: ", "))")
  }
}

extension YAMLNode {
  /// Of a mapping with one field the value, where messages about it point.
  fileprivate var valueSpan: TextSpan {
    if case .mapping(let entries) = content, let only = entries.first { return only.value.span }
    return span
  }
}
