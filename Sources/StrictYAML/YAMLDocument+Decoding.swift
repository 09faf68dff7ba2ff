package import SourceText

extension YAMLDocument {
  /// Parses a file whose root is a mapping and decodes it: the value is nil exactly where a
  /// diagnostic is an error.
  ///
  /// `family` is the letter of the file's sort in codes of `ShapeProblem`, such as `C` for
  /// configuration.
  package static func decode<T>(
    _ bytes: [UInt8], path: String, family: Character, _ read: (inout MappingReader) -> T?
  ) -> (value: T?, diagnostics: [Diagnostic]) {
    let (document, diagnostics) = parse(bytes, path: path)
    guard let document else { return (nil, diagnostics) }
    let problems = ProblemList(document, family: family)
    guard var reader = MappingReader(document.root, named: "the file", problems: problems) else {
      return (nil, problems.diagnostics)
    }
    let value = read(&reader)
    reader.finish()
    return (problems.hasErrors ? nil : value, problems.diagnostics)
  }
}
