import SourceText
import StrictYAML
import TestSupport
import Testing

/// What `parse` says of a text, as a person reads it.
func rendered(_ text: String) -> [String] { rendered(Array(text.utf8)) }

func rendered(_ bytes: [UInt8]) -> [String] {
  YAMLDocument.parse(bytes, path: "p.yaml").diagnostics.map(\.rendered)
}

@Suite("Strict YAML: what is refused, and how it is said")
struct SyntaxTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let expected: [String]
    var testDescription: String { name }
  }

  static let refused: [Case] = [
    Case(
      name: "an anchor and its alias are both reported",
      text: "a: &x 1\nb: *x\n",
      expected: [
        """
        p.yaml:1:4: error[Y008]: an anchor ('&') is not allowed
          a: &x 1
             ^~~~
          hint: write the value out where it is needed
        """,
        """
        p.yaml:2:4: error[Y009]: an alias ('*') is not allowed
          b: *x
             ^~
          hint: write the value out, or put the text in quotes
        """,
      ]),
    Case(
      name: "a tag", text: "a: !!int 5\n",
      expected: [
        """
        p.yaml:1:4: error[Y010]: a tag ('!') is not allowed
          a: !!int 5
             ^~~~~~~
          hint: values have the type that their field demands
        """
      ]),
    Case(
      name: "a merge key", text: "a:\n  <<: b\n",
      expected: [
        """
        p.yaml:2:3: error[Y011]: a merge key ('<<') is not allowed
            <<: b
            ^~
          hint: write the fields out
        """
      ]),
    Case(
      name: "a duplicate field names the first", text: "naïve: 1\nb: 2\nnaïve: 3\n",
      expected: [
        """
        p.yaml:3:1: error[Y012]: duplicate field 'naïve'
          naïve: 3
          ^~~~~
          hint: it was first given in line 1
        """
      ]),
    Case(
      name: "a second document", text: "a: 1\n---\nb: 2\n",
      expected: [
        """
        p.yaml:2:1: error[Y013]: a second document in one file is not allowed
          ---
          ^~~
          hint: put it into a file of its own
        """
      ]),
    Case(
      name: "a directive", text: "%YAML 1.1\n---\na: 1\n",
      expected: [
        """
        p.yaml:1:1: error[Y014]: a directive ('%') is not allowed
          %YAML 1.1
          ^~~~~~~~~
        """
      ]),
    Case(
      name: "a tab as indentation", text: "a:\n\tb: 1\n",
      expected: [
        """
        p.yaml:2:1: error[Y007]: a tab is used as indentation
           b: 1
          ^
          hint: indent with spaces
        """
      ]),
    Case(
      name: "a tab as indentation inside brackets", text: "a: [\n \tb,\n  c]\n",
      expected: [
        """
        p.yaml:2:2: error[Y007]: a tab is used as indentation
            b,
           ^
          hint: indent with spaces
        """
      ]),
    Case(
      name: "an indentation that fits no level", text: "a:\n    b: 1\n  c: 2\n",
      expected: [
        """
        p.yaml:3:3: error[Y016]: this does not fit the lines before it
            c: 2
            ^
          hint: the block that begins in line 1 goes on at its own indentation, and nothing may \
        follow a quoted value
        """
      ]),
    Case(
      name: "a line without a colon", text: "a: 1\nb\nc: 2\n",
      expected: [
        """
        p.yaml:2:1: error[Y017]: expected 'field: value'
          b
          ^
          hint: a colon followed by a space is missing, or the line is not indented enough
        """
      ]),
    Case(
      name: "a colon inside plain text", text: "a: note: this\n",
      expected: [
        """
        p.yaml:1:8: error[Y018]: no field can begin here
          a: note: this
                 ^
          hint: if the colon belongs to the text, put the text in quotes; otherwise check the \
        indentation
        """
      ]),
    Case(
      name: "an open quotation mark is shown where it begins", text: "a: 1\nb: \"x\nc: 2\n",
      expected: [
        """
        p.yaml:2:4: error[Y019]: this quotation mark is never closed
          b: "x
             ^
        """
      ]),
    Case(
      name: "an unknown escape", text: "a: \"\\d+\"\n",
      expected: [
        """
        p.yaml:1:5: error[Y020]: unknown escape in double quotes
          a: "\\d+"
              ^
          hint: write a backslash as \\\\, or use single quotes
        """
      ]),
    Case(
      name: "an open bracket", text: "a: [b, c\nd: e\n",
      expected: [
        """
        p.yaml:2:2: error[Y021]: expected a comma or the end of the list
          d: e
           ^
          hint: it was opened in line 1
        """
      ]),
    Case(
      name: "a reserved character", text: "a: @b\n",
      expected: [
        """
        p.yaml:1:4: error[Y022]: text cannot begin with '@'
          a: @b
             ^
          hint: put the text in quotes
        """
      ]),
    Case(
      name: "a control character is not sent to the terminal", text: "a: \u{1B}[31m\n",
      expected: [
        """
        p.yaml:1:4: error[Y003]: a control character is not allowed
          a: \u{FFFD}[31m
             ^
          hint: in double quotes it can be written as an escape such as "\\u001b"
        """
      ]),
    Case(
      name: "an escape for NUL", text: "a: \"x\\0\"\n",
      expected: [
        """
        p.yaml:1:4: error[Y003]: the escape for NUL is not allowed
          a: "x\\0"
             ^~~~~
        """
      ]),
    Case(
      name: "a line separator", text: "a: x\u{2028}b: y\n",
      expected: [
        """
        p.yaml:1:5: error[Y025]: a line break other than LF or CR LF is not allowed
          a: x\u{FFFD}b: y
              ^
          hint: CR alone, U+0085, U+2028 and U+2029 look like one line in most editors
        """
      ]),
    Case(
      name: "a list as a field name", text: "? [a, b]\n: c\n",
      expected: [
        """
        p.yaml:1:3: error[Y015]: a field name must be text
          ? [a, b]
            ^~~~~~
        """
      ]),
    Case(
      name: "an empty file", text: "# nothing\n",
      expected: [
        """
        p.yaml:1:1: error[Y004]: the file has no content
          # nothing
          ^
        """
      ]),
    Case(
      name: "a scalar that goes on after its end", text: "\"a\" b\n",
      expected: [
        """
        p.yaml:1:5: error[Y016]: nothing may follow the end of the value
          "a" b
              ^
          hint: a file holds one mapping
        """
      ]),
  ]

  @Test("each refusal has its place, its code and a way to mend it", arguments: refused)
  func refusal(_ example: Case) {
    #expect(rendered(example.text) == example.expected)
    #expect(YAMLDocument.parse(Array(example.text.utf8), path: "p.yaml").document == nil)
  }

  @Test("bytes that are no text are refused with their offset")
  func notText() {
    #expect(
      rendered([0x61, 0x3A, 0x20, 0x0A, 0x62, 0xFF]) == [
        """
        p.yaml:2:2: error[Y002]: not valid UTF-8 at byte offset 5
          hint: save the file as UTF-8
        """
      ])
    #expect(
      rendered([0x61, 0x00]) == [
        """
        p.yaml:1:2: error[Y003]: a NUL byte at byte offset 1
          hint: this looks like a binary file
        """
      ])
    let big = [UInt8](repeating: 0x61, count: YAMLLimits.byteCount + 1)
    #expect(
      rendered(big) == [
        """
        p.yaml:1:1: error[Y001]: the file has 1048577 bytes, more than the limit of 1048576
          hint: split it into several files
        """
      ])
  }

  @Test("depth is bounded exactly at the limit")
  func depth() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(rendered(nested(YAMLLimits.depth)) == [])
    let codes = YAMLDocument.parse(
      Array(nested(YAMLLimits.depth + 1).utf8), path: "p.yaml"
    ).diagnostics.map(\.code)
    #expect(codes == [SyntaxProblem.tooDeep.rawValue])
  }

  @Test("the number of values is bounded")
  func nodes() {
    // The list itself is one value.
    let most = "[" + String(repeating: "a,", count: YAMLLimits.nodeCount - 1) + "]"
    #expect(rendered(most) == [])
    let codes = YAMLDocument.parse(
      Array(("[" + String(repeating: "a,", count: YAMLLimits.nodeCount) + "]").utf8),
      path: "p.yaml"
    ).diagnostics.map(\.code)
    #expect(codes == [SyntaxProblem.tooManyNodes.rawValue])
  }

  @Test("a flood of problems is cut, and said to be cut")
  func flood() {
    let text = "a: 1\n" + String(repeating: "a: 1\n", count: YAMLLimits.problemCount + 50)
    let found = YAMLDocument.parse(Array(text.utf8), path: "p.yaml").diagnostics
    #expect(found.count == YAMLLimits.problemCount + 1)
    #expect(found.count { $0.code == SyntaxProblem.tooManyProblems.rawValue } == 1)
  }

  @Test("an unusual line break is found wherever it stands, and no other character is one")
  func lineBreaks() {
    for start in 0..<20 {
      let before = "a: " + String(repeating: "x", count: start)
      for mark in ["\r", "\u{85}", "\u{2028}", "\u{2029}"] {
        for behind in ["y", "", "yyyyyyyyyyyyyyyy"] {
          let codes = YAMLDocument.parse(Array((before + mark + behind).utf8), path: "p.yaml")
            .diagnostics.map { "\($0.code) \($0.column)" }
          #expect(codes == ["Y025 \(start + 4)"], "\(start) \(mark.unicodeScalars.map(\.value))")
        }
      }
      for mark in ["\u{A5}", "\u{2027}", "\u{202A}", "é", "\u{F8D}"] {
        #expect(
          rendered(before + mark + "y\r\n") == [], "\(start) \(mark.unicodeScalars.map(\.value))")
      }
    }
  }

  @Test("every code of the table but the last resort is met by an example")
  func codes() {
    var seen: Set<String> = ["Y001", "Y002", "Y005", "Y006", "Y024"]
    for example in Self.refused {
      for found in YAMLDocument.parse(Array(example.text.utf8), path: "p").diagnostics {
        seen.insert(found.code)
      }
    }
    // Y023 is for words of libyaml that its version 0.2.5 does not have.
    #expect(seen.union(["Y023"]) == Set(SyntaxProblem.allCases.map(\.rawValue)))
  }
}
