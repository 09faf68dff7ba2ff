import SourceText
import StrictYAML
import Testing

private enum Color: String, CaseIterable { case red, green, blue }

/// Decodes with every sort of field; what was read, and the rendered problems without source lines.
private func decode<T>(
  _ text: String, _ read: (inout MappingReader) -> T?
) -> (value: T?, problems: [String]) {
  let (value, diagnostics) = YAMLDocument.decode(
    Array(text.utf8), path: "c.yaml", family: "C", read)
  return (
    value,
    diagnostics.map { found in
      "\(found.line):\(found.column)+\(found.length) \(found.code) \(found.message)"
        + (found.hint.map { " | \($0)" } ?? "")
    }
  )
}

@Suite("Strict YAML: typed decoding")
struct MappingReaderTests {
  @Test("well-formed fields are read by type, absent ones are nil")
  func reading() {
    let (value, problems) = decode(
      """
      name: no
      words: 120
      limit: -6.25
      on: true
      color: blue
      list: [a, b]
      colors: [red, blue]
      sets: [[a], [b, c]]
      nested: {inner: x}
      items:
        - inner: y
        - inner: z
      """
    ) { fields -> [String]? in
      [
        "\(fields.string("name") ?? "-")", "\(fields.integer("words", in: 1...500) ?? -1)",
        "\(fields.decimal("limit") ?? 0)", "\(fields.flag("on") ?? false)",
        "\(fields.choice("color", of: Color.self)?.rawValue ?? "-")",
        "\(fields.strings("list") ?? [])",
        "\(fields.choices("colors", of: Color.self)?.map(\.rawValue) ?? [])",
        "\(fields.stringLists("sets") ?? [])",
        fields.mapping("nested") { $0.string("inner") } ?? "-",
        "\(fields.mappings("items") { $0.requiredString("inner") } ?? [])",
        "\(fields.string("absent") == nil)",
      ]
    }
    #expect(problems == [])
    #expect(
      value == [
        "no", "120", "-6.25", "true", "blue", #"["a", "b"]"#, #"["red", "blue"]"#,
        #"[["a"], ["b", "c"]]"#, "x", #"["y", "z"]"#, "true",
      ])
  }

  @Test("every mistake is reported in one pass, with its place and a hint, and the value is nil")
  func mistakes() {
    let (value, problems) = decode(
      """
      name: [x]
      blank: "  "
      empty:
      words: 12o
      range: 501
      limit: 6,2
      on: yes
      color: gren
      shade: purple
      list: []
      twice: [a, b, a]
      nested: text
      items:
        - iner: y
        - text
      wrods: 5
      """
    ) { fields -> Bool? in
      _ = fields.requiredString("name")
      _ = fields.string("blank")
      _ = fields.string("empty")
      _ = fields.integer("words", in: 1...500)
      _ = fields.integer("range", in: 1...500)
      _ = fields.decimal("limit")
      _ = fields.flag("on")
      _ = fields.choice("color", of: Color.self)
      _ = fields.choice("shade", of: Color.self)
      _ = fields.requiredStrings("list")
      _ = fields.strings("twice")
      _ = fields.mapping("nested") { $0.string("inner") }
      _ = fields.mappings("items") { $0.requiredString("inner") }
      _ = fields.requiredString("title")
      return true
    }
    #expect(value == nil)
    #expect(
      problems == [
        "1:1+4 C011 missing field 'title'",
        "1:7+3 C010 'name' must be text, not a list",
        "2:8+4 C013 'blank' must not be blank",
        "3:1+5 C013 'empty' has no value",
        "4:8+3 C014 'words' must be a whole number, not '12o'",
        "5:8+3 C015 'range' must be between 1 and 500",
        "6:8+3 C014 'limit' must be a number such as 6.2, not '6,2'",
        "7:5+3 C016 'on' must be true or false, not 'yes'",
        "8:8+4 C017 'gren' is no value of 'color' | did you mean 'green'?",
        "9:8+6 C017 'purple' is no value of 'shade' | one of: red, green, blue",
        "10:7+2 C018 'list' must have at least 1 item",
        "11:15+1 C019 'a' stands twice in 'twice'",
        "12:9+4 C010 'nested' must be a mapping, not text",
        "14:5+4 C011 missing field 'inner'",
        "14:5+4 C012 unknown field 'iner' | did you mean 'inner'?",
        "15:5+4 C010 an item of 'items' must be a mapping, not text",
        "16:1+5 C012 unknown field 'wrods' | did you mean 'words'?",
      ])
  }

  @Test("a root that is no mapping is refused")
  func root() {
    #expect(
      decode("- a\n") { _ in true }.problems == [
        "1:1+1 C010 the file must be a mapping, not a list"
      ])
  }

  @Test(
    "numbers are decimal digits and nothing else",
    arguments: ["1_000", "0x10", "1e3", "+5", "--5", "5.", ".5", "", "-", "9223372036854775808"])
  func numbers(_ written: String) {
    #expect(decode("n: \"\(written)\"\n") { $0.integer("n") }.value == nil)
    let isHuge = written.count > 10
    #expect((decode("n: \"\(written)\"\n") { $0.decimal("n") }.value == nil) != isHuge)
  }

  @Test("a value that was refused by the syntax brings no second message")
  func refusedOnce() {
    // Duplicates leave the first value in place.
    let found = YAMLDocument.parse(Array("a: &x 1\na: 2\n".utf8), path: "c").diagnostics
    #expect(found.map(\.code) == ["Y008", "Y012"])
  }
}

@Suite("Nearest names")
struct NearestNameTests {
  @Test(
    "the intended name is found, and nothing far-fetched",
    arguments: [
      ("dosse", "dose"), ("tolerence", "tolerance"), ("modee", "mode"), ("Title", "title"),
      ("titel", "title"), ("onerror", "onError"),
    ])
  func near(_ written: String, _ meant: String) {
    let names = ["title", "tolerance", "dose", "mode", "onError"]
    #expect(NearestName.suggestion(for: written, among: names) == meant)
  }

  @Test(
    "a name that resembles none has no suggestion",
    arguments: ["banana", "x", "", "severity-of-it", String(repeating: "mode", count: 1000)])
  func far(_ written: String) {
    #expect(NearestName.suggestion(for: written, among: ["title", "dose", "mode"]) == nil)
  }
}
