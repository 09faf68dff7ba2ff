import SourceText
import StrictYAML

// Changes of a rule's tree that an override makes.
extension YAMLNode {
  /// The mapping with a field set; a new one is added behind the others.
  func setting(_ entry: YAMLEntry) -> YAMLNode {
    guard case .mapping(var entries) = content else { return self }
    if let index = entries.firstIndex(where: { $0.key == entry.key }) {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
    return YAMLNode(content: .mapping(entries), span: span)
  }

  /// The mapping with a field inside one of its fields set; where it does not have that one, it gets
  /// it, at the place of the new field.
  func setting(_ entry: YAMLEntry, in name: String) -> YAMLNode {
    if let inner = field(name) {
      return changing([.field(name)]) { _ in inner.setting(entry) } ?? self
    }
    return setting(
      YAMLEntry(
        key: name, keySpan: entry.keySpan,
        value: YAMLNode(content: .mapping([entry]), span: entry.keySpan)))
  }

  /// The mapping without a field.
  func without(_ name: String) -> YAMLNode { changing([.field(name)]) { _ in nil } ?? self }

  /// The mapping without a field of one of its fields.
  func without(_ name: String, in outer: String) -> YAMLNode {
    changing([.field(outer), .field(name)]) { _ in nil } ?? self
  }

  /// The list with other items.
  func with(items: [YAMLNode]) -> YAMLNode { YAMLNode(content: .sequence(items), span: span) }

  /// The items of a list; nil where it is none.
  var listItems: [YAMLNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// The word of a scalar as an enumeration's; nil where it is none.
  func word<T: RawRepresentable>(as type: T.Type) -> T? where T.RawValue == String {
    guard case .scalar(let scalar) = content else { return nil }
    return T(rawValue: scalar.text)
  }
}
