import Policies
import SourceText
import TestSupport
import Testing

@Suite("Patterns")
struct PatternTests {
  private func words(_ pattern: String, in text: String, caseSensitive: Bool = false) throws
    -> [String]
  {
    let source = try SourceText(text)
    return try Pattern(pattern, caseSensitive: caseSensitive).matches(in: source)
      .map(source.string)
  }

  @Test(
    "matches are found at their bytes",
    arguments: [
      #"\b\d{3}-\d{2}-\d{4}\b ¦ SSN ⟦m:123-45-6789⟧, not 1234-56-789"#,
      #"müller ¦ Frau ⟦m:MÜLLER⟧ und ⟦m:Müller⟧"#,
      #"\bé\w+ ¦ une ⟦m:épine⟧ dépassée"#,
      #"a+ ¦ ⟦m:aaa⟧b⟦m:a⟧"#,
      #"x* ¦ no empty match: ⟦m:xx⟧."#,
      #"(?<=𝄞). ¦ 𝄞⟦m:é⟧𝄞⟦m:𝄞⟧"#,
      #"^b ¦ ab"#,
      #"(a)(b)?(c)? ¦ ⟦m:abc⟧ ⟦m:a⟧"#,
      #"foo\Kbar ¦ foo⟦m:bar⟧ bar"#,
    ])
  func matches(_ example: String) throws {
    let pattern = example.prefix { $0 != "¦" }.dropLast()
    let marked = MarkedText(String(example.drop { $0 != "¦" }.dropFirst(2)))
    let found = try Pattern(String(pattern)).matches(in: SourceText(marked.plain))
    #expect(found.map(\.range) == marked.marks.map(\.range))
  }

  @Test("case matters only where asked")
  func letterCase() throws {
    #expect(try words("ssn", in: "SSN ssn") == ["SSN", "ssn"])
    #expect(try words("ssn", in: "SSN ssn", caseSensitive: true) == ["ssn"])
  }

  @Test(
    "a bad pattern names the place and the reason",
    arguments: [
      ("(a", 2, "missing closing parenthesis"),
      ("é[a", 4, "missing terminating ] for character class"),
      ("ab)", 2, "unmatched closing parenthesis"),
      (#"\C"#, 2, "using \\C is disabled by the application"),
      (
        String(repeating: "(", count: 51) + String(repeating: ")", count: 51), 51,
        "parentheses are too deeply nested"
      ),
    ])
  func malformed(_ pattern: String, _ offset: Int, _ reason: String) {
    #expect(throws: PatternError.malformed(offset: offset, reason: reason)) {
      try Pattern(pattern)
    }
  }

  @Test("a pattern that is too long is refused")
  func tooLong() {
    #expect(throws: PatternError.self) {
      try Pattern(String(repeating: "a", count: PatternLimits.patternByteCount + 1))
    }
  }

  @Test(
    "a pattern that would backtrack for ever meets the limit instead",
    arguments: ["(a+)+$", "(a|a)*b", "(a*)*b", "(?:a?){40}a{40}b", #"^(([a-z])+.)+[A-Z]([a-z])+$"#])
  func catastrophic(_ pattern: String) throws {
    let text = try SourceText(String(repeating: "a", count: 60) + "!b")
    #expect(throws: PatternError.limitExceeded) {
      try Pattern(pattern, caseSensitive: true).matches(in: text)
    }
  }

  @Test("recursion without end meets a limit")
  func recursion() throws {
    let text = try SourceText(String(repeating: "(", count: 60_000) + ")x")
    #expect(throws: PatternError.limitExceeded) { try Pattern(#"\((?R)*\)x"#).matches(in: text) }
  }

  @Test("a text longer than patterns may search is an error, not a pass")
  func longText() throws {
    let pattern = try Pattern("needle")
    let most = String(repeating: "a", count: PatternLimits.subjectByteCount)
    #expect(try pattern.matches(in: SourceText(most)).isEmpty)
    #expect(throws: PatternError.limitExceeded) {
      try pattern.matches(in: SourceText(most + "a"))
    }
  }

  @Test("one pattern serves many tasks at once")
  func sharing() async throws {
    let pattern = try Pattern(#"(\w+)@\1"#)
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for length in 1...64 {
        group.addTask {
          let name = String(repeating: "b", count: length)
          let text = try SourceText(String(repeating: "\(name)@\(name) ", count: length))
          return try pattern.matches(in: text).count - length
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [Int](repeating: 0, count: 64))
  }
}
