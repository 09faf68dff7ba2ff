import StrictYAML
import Testing

@testable import Policies

@Suite("Conditions")
struct ConditionTests {
  static let clinician = ConditionContext(
    audience: "clinician", engine: "extractive", noteWords: 400, summaryWords: 100,
    escalationCount: 2, noteIsEnglish: true, noteIsClinical: false)

  private func holds(_ text: String) throws -> Bool {
    let (condition, problems) = Condition.read(text)
    return try #require(condition, "\(problems)").holds(in: Self.clinician)
  }

  @Test(
    "is true",
    arguments: [
      "audience == \"clinician\"", "audience != \"patient\"", "engine in [\"extractive\"]",
      "\"clinician\" == audience", "audience in [\"patient\", \"clinician\"]",
      "note.words == 400", "note.words != 401", "note.words >= 400", "note.words <= 400",
      "note.words > 399", "note.words < 401", "summary.words < note.words",
      "escalation.count in [1, 2]", "note.english", "not note.clinical", "note.english == true",
      "note.clinical == false", "note.english != note.clinical", "not not note.english",
      "note.words > -1", "(note.english)", "true or note.clinical", "not false and note.english",
      "(note.words > 1) == note.english",
    ])
  func isTrue(_ text: String) throws { #expect(try holds(text)) }

  @Test(
    "is false",
    arguments: [
      "audience == \"patient\"", "audience != \"clinician\"", "engine in [\"external\"]",
      "note.words == 401", "note.words > 400", "note.words < 400", "note.words >= 401",
      "note.words <= 399", "escalation.count in [1, 3]", "note.clinical", "not note.english",
      "note.english and note.clinical", "false or note.clinical", "note.english == false",
    ])
  func isFalse(_ text: String) throws { #expect(try !holds(text)) }

  @Test("'not' binds tighter than 'and', 'and' tighter than 'or', comparisons tightest")
  func precedence() throws {
    for seed in 0..<8 {
      let a = seed & 1 != 0
      let b = seed & 2 != 0
      let c = seed & 4 != 0
      #expect(try holds("\(a) or \(b) and \(c)  or note.clinical") == (a || (b && c)))
      #expect(try holds("(\(a) or \(b)) and \(c) and note.english") == ((a || b) && c))
      #expect(try holds("not \(a) and \(b) and note.english") == (!a && b))
      #expect(try holds("not \(a) or \(b) or note.clinical") == (!a || b))
      #expect(try holds("not (\(a) and \(b)) and note.english") == !(a && b))
      #expect(try holds("not note.words == 400 or \(a)") == a)
    }
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let text: String
    /// `at..<end message | hint` of each problem.
    let problems: [String]
    var testDescription: String { text }

    init(_ text: String, _ problems: String...) {
      self.text = text
      self.problems = problems
    }
  }

  @Test(
    "each mistake is placed in the text",
    arguments: [
      Mistake("", "0..<0 expected a field or a value, not the end"),
      Mistake("audience ==", "11..<11 expected a field or a value, not the end"),
      Mistake(
        "audience = \"patient\"",
        "9..<10 unexpected character in a condition | equality is written '=='"),
      Mistake(
        "audience == 'patient'",
        "12..<13 unexpected character in a condition | texts stand in double quotes"),
      Mistake(
        "note.english && true",
        "13..<14 unexpected character in a condition | conjunction is written 'and'"),
      Mistake("audience == \"pat", "12..<16 this quotation mark is never closed"),
      Mistake("note.words > 12x", "13..<16 this is no whole number"),
      Mistake("note.words > 99999999999999999999", "13..<33 this is no whole number"),
      Mistake("note.words é", "11..<13 unexpected character in a condition"),
      Mistake("(note.english", "13..<13 expected ')', not the end"),
      Mistake("note.english)", "12..<13 expected 'and', 'or' or the end, not ')'"),
      Mistake(
        "1 < note.words < 3", "15..<16 comparisons cannot be chained | join them with 'and'"),
      Mistake("note.words in [1", "16..<16 expected ',' or ']', not the end"),
      Mistake("note.words in []", "15..<16 expected a field or a value, not ']'"),
      Mistake("note.words in [[1]]", "15..<16 a list cannot hold a list"),
      Mistake("note.words", "0..<10 expected true or false, not a number"),
      Mistake("audience and note.english", "0..<8 expected true or false, not a text"),
      Mistake("not audience", "4..<12 expected true or false, not a text"),
      Mistake(
        "audience == patient",
        "12..<19 unknown field 'patient' | known: audience, engine, note.words, summary.words, "
          + "escalation.count, note.english, note.clinical, summary.quotes"),
      Mistake("note.word > 3", "0..<9 unknown field 'note.word' | did you mean 'note.words'?"),
      Mistake(
        "audience == \"clinican\"",
        "12..<22 'audience' is never 'clinican' | did you mean 'clinician'?"),
      Mistake(
        "engine in [\"external\", \"gpt\"]",
        "23..<28 'engine' is never 'gpt' | one of: extractive, remote, external"),
      Mistake(
        "note.words == \"5\"", "0..<17 cannot compare a number with a text | numbers have no quotes"
      ),
      Mistake("audience < \"patient\"", "9..<10 only numbers can be compared with '<'"),
      Mistake("note.english > true", "13..<14 only numbers can be compared with '>'"),
      Mistake(
        "audience in \"patient\"",
        "12..<21 'in' needs a list | such as [\"clinician\", \"patient\"]"),
      Mistake("[1] == 2", "0..<3 a list can only stand after 'in'"),
      Mistake("note.words in [1, \"2\"]", "18..<21 cannot compare a number with a text"),
      Mistake(
        "audience > 1 and note.word < 2 or engine",
        "0..<12 cannot compare a text with a number",
        "17..<26 unknown field 'note.word' | did you mean 'note.words'?",
        "34..<40 expected true or false, not a text"),
    ])
  func mistakes(_ mistake: Mistake) {
    let (condition, problems) = Condition.read(mistake.text)
    #expect(condition == nil)
    #expect(
      problems.map { "\($0.range) \($0.message)" + ($0.hint.map { " | \($0)" } ?? "") }
        == mistake.problems)
    for problem in problems { #expect(problem.range.upperBound <= mistake.text.utf8.count) }
  }

  @Test("size, depth and lists are bounded")
  func limits() {
    func kind(_ text: String) -> ConditionProblem.Kind? {
      Condition.read(text).problems.first?.kind
    }
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "note.english" + String(repeating: ")", count: depth)
    }
    #expect(kind(nested(ConditionLimits.depth)) == nil)
    #expect(kind(nested(ConditionLimits.depth + 1)) == .tooLarge)
    #expect(kind(String(repeating: "not ", count: 33) + "note.english") == .tooLarge)
    let items = (1...ConditionLimits.itemCount).map(String.init).joined(separator: ", ")
    #expect(kind("note.words in [\(items)]") == nil)
    #expect(kind("note.words in [\(items), 0]") == .tooLarge)
    let long = String(repeating: "note.english and ", count: 240) + "true"
    #expect(kind(long) == nil)
    #expect(kind(long + String(repeating: " ", count: ConditionLimits.byteCount)) == .tooLarge)
  }

  @Test("a condition without a field is a warning, not an error")
  func constant() throws {
    let (condition, problems) = Condition.read("1 < 2 or false")
    #expect(try #require(condition).holds(in: Self.clinician))
    #expect(problems.map(\.kind) == [.constant])
    #expect(problems.map(\.isWarning) == [true])
  }
}
