import SourceText
import StrictYAML

/// Reads the `params` mapping of a rule by key and type, collecting every problem.
///
/// What reads nil was absent or reported. A kind asks for all of its keys first and returns nil
/// only then: what was never asked for is reported as unknown when the kind is done.
package struct ParameterReader {
  var fields: MappingReader
  /// Learns what sort of value each place holds; nil while notes are judged.
  let recorder: ParameterRecorder?

  init(_ fields: MappingReader, recorder: ParameterRecorder? = nil) {
    self.fields = fields
    self.recorder = recorder
  }

  private func note(_ type: @autoclosure () -> ParameterType, _ key: String) {
    guard let recorder, fields.has(key) else { return }
    recorder.types[fields.place(of: key)] = type()
  }

  /// Text that is not blank.
  package mutating func string(_ key: String) -> String? { fields.string(key) }
  package mutating func requiredString(_ key: String) -> String? { fields.requiredString(key) }

  /// A whole number.
  package mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    note(.integer, key)
    return fields.integer(key, in: range)
  }

  package mutating func requiredInteger(_ key: String, in range: ClosedRange<Int>) -> Int? {
    note(.integer, key)
    return fields.requiredInteger(key, in: range)
  }

  /// A number such as `6.2`.
  package mutating func decimal(_ key: String) -> Double? {
    note(.decimal, key)
    return fields.decimal(key)
  }

  package mutating func requiredDecimal(_ key: String) -> Double? {
    note(.decimal, key)
    return fields.requiredDecimal(key)
  }

  /// `true` or `false`.
  package mutating func flag(_ key: String) -> Bool? {
    note(.flag, key)
    return fields.flag(key)
  }

  package mutating func flag(_ key: String, default value: Bool) -> Bool {
    flag(key) ?? value
  }

  /// One of the words of an enumeration.
  package mutating func choice<T: RawRepresentable & CaseIterable>(
    _ key: String, of type: T.Type
  ) -> T? where T.RawValue == String {
    note(.choice(T.allCases.map(\.rawValue)), key)
    return fields.choice(key, of: type)
  }

  package mutating func requiredChoice<T: RawRepresentable & CaseIterable>(
    _ key: String, of type: T.Type
  ) -> T? where T.RawValue == String {
    note(.choice(T.allCases.map(\.rawValue)), key)
    return fields.requiredChoice(key, of: type)
  }

  package mutating func choice<T: RawRepresentable & CaseIterable>(
    _ key: String, of type: T.Type, default value: T
  ) -> T where T.RawValue == String { choice(key, of: type) ?? value }

  /// Whether the key is there, whatever its value.
  package func has(_ key: String) -> Bool { fields.has(key) }

  /// Reports a problem that only the kind can see; an absent key is reported at the mapping.
  package mutating func report(_ message: String, at key: String, hint: String? = nil) {
    fields.problems.report(at: fields.place(of: key), .refusedParameters, message, hint: hint)
  }
}

// Lists; where one is given it has at least one item.
extension ParameterReader {
  /// Texts, none blank, none twice.
  package mutating func strings(_ key: String) -> [String]? { fields.strings(key, atLeast: 1) }

  package mutating func requiredStrings(_ key: String) -> [String]? {
    fields.requiredStrings(key)
  }

  /// Words of an enumeration, none twice.
  package mutating func choices<T: RawRepresentable & CaseIterable>(
    _ key: String, of type: T.Type
  ) -> [T]? where T.RawValue == String { fields.choices(key, of: type, atLeast: 1) }

  package mutating func requiredChoices<T: RawRepresentable & CaseIterable>(
    _ key: String, of type: T.Type
  ) -> [T]? where T.RawValue == String { fields.requiredChoices(key, of: type) }

  /// A mapping inside the parameters.
  package mutating func mapping<T>(
    _ key: String, _ read: (inout ParameterReader) -> T?
  ) -> T? {
    fields.mapping(key) { [recorder] in Self.nested(&$0, recorder, read) }
  }

  /// Mappings; those that `read` returns nil for are left out.
  package mutating func mappings<T>(
    _ key: String, _ read: (inout ParameterReader) -> T?
  ) -> [T]? {
    fields.mappings(key, atLeast: 1) { [recorder] in Self.nested(&$0, recorder, read) }
  }

  package mutating func requiredMappings<T>(
    _ key: String, _ read: (inout ParameterReader) -> T?
  ) -> [T]? {
    fields.requiredMappings(key) { [recorder] in Self.nested(&$0, recorder, read) }
  }

  private static func nested<T>(
    _ fields: inout MappingReader, _ recorder: ParameterRecorder?,
    _ read: (inout ParameterReader) -> T?
  ) -> T? {
    var reader = ParameterReader(fields, recorder: recorder)
    defer { fields = reader.fields }
    return read(&reader)
  }
}

// Patterns.
extension ParameterReader {
  /// A pattern that compiles; a bad one is reported at the character that it fails at.
  package mutating func pattern(_ key: String, caseSensitive: Bool) -> Pattern? {
    note(.pattern, key)
    return fields.entry(key).flatMap { compile($0, caseSensitive: caseSensitive) }
  }

  package mutating func requiredPattern(_ key: String, caseSensitive: Bool) -> Pattern? {
    note(.pattern, key)
    return fields.requiredEntry(key).flatMap { compile($0, caseSensitive: caseSensitive) }
  }

  private func compile(_ entry: YAMLEntry, caseSensitive: Bool) -> Pattern? {
    guard let scalar = fields.scalar(entry.value, named: entry.key) else { return nil }
    do throws(PatternError) {
      return try Pattern(scalar.text, caseSensitive: caseSensitive)
    } catch {
      switch error {
      case .malformed(let offset, let reason):
        let place = fields.document.span(
          of: offset..<(offset + 1), in: scalar, at: entry.value)
        fields.problems.report(
          at: place, .malformedPattern, "the pattern does not compile: \(reason)",
          hint: scalar.style == .doubleQuoted
            ? "in single quotes backslashes stand for themselves" : nil)
      case .limitExceeded:
        fields.problems.report(
          at: entry.value.span, .malformedPattern, "no memory to compile the pattern")
      }
      return nil
    }
  }
}
