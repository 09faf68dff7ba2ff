import SourceText

// Single values. Each comes as an optional and as a required field.
extension MappingReader {
  /// Text; blank text is reported unless `allowsBlank`.
  package mutating func string(_ key: String, allowsBlank: Bool = false) -> String? {
    entry(key).flatMap { text(of: $0, allowsBlank: allowsBlank) }
  }

  package mutating func requiredString(_ key: String, allowsBlank: Bool = false) -> String? {
    requiredEntry(key).flatMap { text(of: $0, allowsBlank: allowsBlank) }
  }

  /// A whole number in decimal digits.
  package mutating func integer(
    _ key: String, in range: ClosedRange<Int> = .min ... .max
  ) -> Int? {
    entry(key).flatMap { integer(of: $0, in: range) }
  }

  package mutating func requiredInteger(
    _ key: String, in range: ClosedRange<Int> = .min ... .max
  ) -> Int? {
    requiredEntry(key).flatMap { integer(of: $0, in: range) }
  }

  /// A number such as `6.2` or `-3`; no exponents.
  package mutating func decimal(_ key: String) -> Double? {
    entry(key).flatMap { decimal(of: $0) }
  }

  package mutating func requiredDecimal(_ key: String) -> Double? {
    requiredEntry(key).flatMap { decimal(of: $0) }
  }

  /// `true` or `false`, and nothing else.
  package mutating func flag(_ key: String) -> Bool? { entry(key).flatMap { flag(of: $0) } }

  package mutating func requiredFlag(_ key: String) -> Bool? {
    requiredEntry(key).flatMap { flag(of: $0) }
  }

  package mutating func flag(_ key: String, default value: Bool) -> Bool { flag(key) ?? value }

  /// One of the words of an enumeration.
  package mutating func choice<T: RawRepresentable & CaseIterable>(
    _ key: String, of type: T.Type
  ) -> T? where T.RawValue == String {
    entry(key).flatMap { choice(of: $0.value, named: key, among: type) }
  }

  package mutating func requiredChoice<T: RawRepresentable & CaseIterable>(
    _ key: String, of type: T.Type
  ) -> T? where T.RawValue == String {
    requiredEntry(key).flatMap { choice(of: $0.value, named: key, among: type) }
  }

  package mutating func choice<T: RawRepresentable & CaseIterable>(
    _ key: String, of type: T.Type, default value: T
  ) -> T where T.RawValue == String { choice(key, of: type) ?? value }

  /// A nested mapping, read by `read` and then finished.
  package mutating func mapping<T>(
    _ key: String, _ read: (inout MappingReader) -> T?
  ) -> T? {
    entry(key).flatMap { nested($0.value, named: "'\(key)'", read) }
  }

  package mutating func requiredMapping<T>(
    _ key: String, _ read: (inout MappingReader) -> T?
  ) -> T? {
    requiredEntry(key).flatMap { nested($0.value, named: "'\(key)'", read) }
  }

  func nested<T>(
    _ node: YAMLNode, named name: String, _ read: (inout MappingReader) -> T?
  ) -> T? {
    guard var reader = MappingReader(node, named: name, problems: problems) else { return nil }
    let value = read(&reader)
    reader.finish()
    return value
  }

  /// The text of a scalar; any other shape, and a value left out, is reported.
  package func scalar(_ node: YAMLNode, named key: String) -> YAMLScalar? {
    guard case .scalar(let scalar) = node.content else {
      problems.reportShape(of: node, named: "'\(key)'", mustBe: "text")
      return nil
    }
    guard !scalar.isAbsent else {
      problems.report(at: place(of: node, key), .emptyValue, "'\(key)' has no value")
      return nil
    }
    return scalar
  }

  private func place(of node: YAMLNode, _ key: String) -> TextSpan {
    node.span.isEmpty ? place(of: key) : node.span
  }

  private func text(of entry: YAMLEntry, allowsBlank: Bool) -> String? {
    text(of: entry.value, named: entry.key, allowsBlank: allowsBlank)
  }

  func text(of node: YAMLNode, named key: String, allowsBlank: Bool = false) -> String? {
    guard let scalar = scalar(node, named: key) else { return nil }
    if !allowsBlank, scalar.isBlank {
      problems.report(at: node.span, .emptyValue, "'\(key)' must not be blank")
      return nil
    }
    return scalar.text
  }

  private func integer(of entry: YAMLEntry, in range: ClosedRange<Int>) -> Int? {
    guard let scalar = scalar(entry.value, named: entry.key) else { return nil }
    let digits = scalar.text.utf8.drop { $0 == 0x2D }
    let isWhole =
      !digits.isEmpty && scalar.text.utf8.count - digits.count <= 1
      && digits.allSatisfy { (0x30...0x39).contains($0) }
    guard isWhole else {
      problems.report(
        at: entry.value.span, .notANumber,
        "'\(entry.key)' must be a whole number, not \(scalar.text.quoted)")
      return nil
    }
    guard let value = Int(scalar.text), range.contains(value) else {
      problems.report(
        at: entry.value.span, .outOfRange, "'\(entry.key)' must be \(range.described)")
      return nil
    }
    return value
  }

  private func decimal(of entry: YAMLEntry) -> Double? {
    guard let scalar = scalar(entry.value, named: entry.key) else { return nil }
    let digits = scalar.text.utf8.drop { $0 == 0x2D }
    let parts = digits.split(separator: 0x2E, omittingEmptySubsequences: false)
    let isDecimal =
      scalar.text.utf8.count - digits.count <= 1 && parts.count <= 2
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
    guard isDecimal, let value = Double(scalar.text), value.isFinite else {
      problems.report(
        at: entry.value.span, .notANumber,
        "'\(entry.key)' must be a number such as 6.2, not \(scalar.text.quoted)")
      return nil
    }
    return value
  }

  private func flag(of entry: YAMLEntry) -> Bool? {
    guard let scalar = scalar(entry.value, named: entry.key) else { return nil }
    switch scalar.text {
    case "true": return true
    case "false": return false
    default:
      problems.report(
        at: entry.value.span, .notABoolean,
        "'\(entry.key)' must be true or false, not \(scalar.text.quoted)")
      return nil
    }
  }

  func choice<T: RawRepresentable & CaseIterable>(
    of node: YAMLNode, named key: String, among type: T.Type
  ) -> T? where T.RawValue == String {
    guard let scalar = scalar(node, named: key) else { return nil }
    if let value = T(rawValue: scalar.text) { return value }
    let names = T.allCases.map(\.rawValue)
    problems.report(
      at: node.span, .notAChoice, "\(scalar.text.quoted) is no value of '\(key)'",
      hint: NearestName.hint(for: scalar.text, among: names)
        ?? "one of: \(names.joined(separator: ", "))")
    return nil
  }
}

extension ClosedRange<Int> {
  fileprivate var described: String {
    switch (lowerBound, upperBound) {
    case (.min, .max): "a number of at most 18 digits"
    case (_, .max): "at least \(lowerBound)"
    case (.min, _): "at most \(upperBound)"
    default: "between \(lowerBound) and \(upperBound)"
    }
  }
}
