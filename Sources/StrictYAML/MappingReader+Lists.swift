import SourceText

// Lists. `atLeast` is the smallest count that a list may have where it is given.
extension MappingReader {
  /// A list of texts, none blank, none twice.
  package mutating func strings(_ key: String, atLeast minimum: Int = 0) -> [String]? {
    entry(key).flatMap { strings(of: $0, atLeast: minimum) }
  }

  package mutating func requiredStrings(_ key: String, atLeast minimum: Int = 1) -> [String]? {
    requiredEntry(key).flatMap { strings(of: $0, atLeast: minimum) }
  }

  /// A list of lists of texts, none of them empty.
  package mutating func stringLists(_ key: String, atLeast minimum: Int = 0) -> [[String]]? {
    entry(key).flatMap { entry in
      items(of: entry.value, named: key, atLeast: minimum)?.compactMap { item in
        items(of: item, named: key, atLeast: 1)?.compactMap { text(of: $0, named: key) }
      }
    }
  }

  /// A list of words of an enumeration, none twice.
  package mutating func choices<T: RawRepresentable & CaseIterable>(
    _ key: String, of type: T.Type, atLeast minimum: Int = 0
  ) -> [T]? where T.RawValue == String {
    entry(key).flatMap { choices(of: $0, among: type, atLeast: minimum) }
  }

  package mutating func requiredChoices<T: RawRepresentable & CaseIterable>(
    _ key: String, of type: T.Type, atLeast minimum: Int = 1
  ) -> [T]? where T.RawValue == String {
    requiredEntry(key).flatMap { choices(of: $0, among: type, atLeast: minimum) }
  }

  /// A list of mappings; those that `read` returns nil for are left out.
  package mutating func mappings<T>(
    _ key: String, atLeast minimum: Int = 0, _ read: (inout MappingReader) -> T?
  ) -> [T]? {
    entry(key).flatMap { mappings(of: $0, atLeast: minimum, read) }
  }

  package mutating func requiredMappings<T>(
    _ key: String, atLeast minimum: Int = 1, _ read: (inout MappingReader) -> T?
  ) -> [T]? {
    requiredEntry(key).flatMap { mappings(of: $0, atLeast: minimum, read) }
  }

  /// The items of a list of any shape, for a caller that reads them itself.
  package mutating func nodes(_ key: String, atLeast minimum: Int = 0) -> [YAMLNode]? {
    entry(key).flatMap { items(of: $0.value, named: key, atLeast: minimum) }
  }

  private func items(of node: YAMLNode, named key: String, atLeast minimum: Int) -> [YAMLNode]? {
    guard case .sequence(let items) = node.content else {
      problems.reportShape(of: node, named: "'\(key)'", mustBe: "a list")
      return nil
    }
    if items.count < minimum {
      problems.report(
        at: node.span, .tooFewItems,
        "'\(key)' must have at least \(minimum) \(minimum == 1 ? "item" : "items")")
      return nil
    }
    return items
  }

  private func strings(of entry: YAMLEntry, atLeast minimum: Int) -> [String]? {
    guard let items = items(of: entry.value, named: entry.key, atLeast: minimum) else {
      return nil
    }
    var texts: [String] = []
    texts.reserveCapacity(items.count)
    // A few are compared one by one, which is faster than hashing them.
    var seen: Set<String>? = items.count > 12 ? Set(minimumCapacity: items.count) : nil
    for item in items {
      guard let text = text(of: item, named: entry.key) else { continue }
      guard seen?.insert(text).inserted ?? !texts.contains(text) else {
        reportRepetition(of: text, at: item, in: entry.key)
        continue
      }
      texts.append(text)
    }
    return texts
  }

  private func choices<T: RawRepresentable & CaseIterable>(
    of entry: YAMLEntry, among type: T.Type, atLeast minimum: Int
  ) -> [T]? where T.RawValue == String {
    guard let items = items(of: entry.value, named: entry.key, atLeast: minimum) else {
      return nil
    }
    var seen: Set<String> = []
    return items.compactMap { item in
      guard let value = choice(of: item, named: entry.key, among: type) else { return nil }
      guard seen.insert(value.rawValue).inserted else {
        reportRepetition(of: value.rawValue, at: item, in: entry.key)
        return nil
      }
      return value
    }
  }

  private func mappings<T>(
    of entry: YAMLEntry, atLeast minimum: Int, _ read: (inout MappingReader) -> T?
  ) -> [T]? {
    guard let items = items(of: entry.value, named: entry.key, atLeast: minimum) else {
      return nil
    }
    return items.compactMap { nested($0, named: "an item of '\(entry.key)'", read) }
  }

  private func reportRepetition(of text: String, at node: YAMLNode, in key: String) {
    problems.report(
      at: node.span, .repeatedItem, "\(text.quoted) stands twice in '\(key)'")
  }
}
