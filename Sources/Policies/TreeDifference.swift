import StrictYAML

/// Compares two trees by what they say.
enum TreeDifference {
  static func fields(_ old: YAMLNode, _ new: YAMLNode, at path: RulePath) -> [FieldDifference] {
    switch (old.content, new.content) {
    case (.mapping(let before), .mapping(let after)):
      var found: [FieldDifference] = []
      for entry in before {
        let inner = path.appending(.field(entry.key))
        if let other = new.field(entry.key) {
          found += fields(entry.value, other, at: inner)
        } else {
          found.append(
            FieldDifference(path: inner, before: entry.value.flowText, after: nil))
        }
      }
      for entry in after where old.field(entry.key) == nil {
        found.append(
          FieldDifference(
            path: path.appending(.field(entry.key)), before: nil, after: entry.value.flowText))
      }
      return found
    case (.sequence(let before), .sequence(let after)):
      return items(before.map(\.flowText), after.map(\.flowText), at: path)
    default:
      let texts = (old.flowText, new.flowText)
      guard texts.0 != texts.1 else { return [] }
      // Of a long text the lines that differ tell more than its beginning.
      let lines = [texts.0, texts.1].map { $0.split(separator: "\n").map(String.init) }
      return lines.contains { $0.count > 1 }
        ? items(lines[0], lines[1], at: path)
        : [FieldDifference(path: path, before: texts.0, after: texts.1)]
    }
  }

  private static func items(
    _ before: [String], _ after: [String], at path: RulePath
  ) -> [FieldDifference] {
    let old = Set(before)
    let new = Set(after)
    return before.filter { !new.contains($0) }.map {
      FieldDifference(path: path, before: $0, after: nil)
    }
      + after.filter { !old.contains($0) }.map {
        FieldDifference(path: path, before: nil, after: $0)
      }
  }
}

extension YAMLNode {
  /// The tree on one line, fields in order of name.
  var flowText: String {
    switch content {
    case .refused: "?"
    case .scalar(let scalar): scalar.text
    case .sequence(let items): "[" + items.map(\.flowText).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{"
        + entries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.flowText)" }
        .joined(separator: ", ") + "}"
    }
  }
}
