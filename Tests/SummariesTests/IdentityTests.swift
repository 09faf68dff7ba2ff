import SourceText
import Testing

@testable import Summaries

@Suite("Who the patient is, and who is not")
struct IdentityTests {
  static let note = """
    CHIEF COMPLAINT: Chest pain.
    HISTORY OF PRESENT ILLNESS: This is a 61-year-old woman with hypertension who was woken by chest
    pain. The pain goes to the left arm.
    FAMILY HISTORY: Father had an acute stroke at 70. Mother is alive with breast cancer.
    PHYSICAL EXAMINATION: Blood pressure 148/86, heart rate 96. Lungs are clear.
    LABORATORY DATA: Creatinine 1.5 mg/dL. Hemoglobin 12.9 g/dL. Glucose 188 mg/dL.
    IMPRESSION: Unstable angina. Chronic kidney disease.
    PLAN: Start aspirin 81 mg daily. Hold metformin. Cardiology follow-up in one week.
    """

  @Test("age and sex come first", arguments: [60, 90, 120])
  func first(words: Int) throws {
    let statements = try summarize(Self.note, words: words).statements
    #expect(statements.first?.hasPrefix("61-year-old woman with hypertension") == true)
  }

  @Test("a long sentence is quoted as far as who the patient is")
  func long() throws {
    let tail = String(repeating: " who might not have had the cough and", count: 8)
    let note = "This 45-year-old man\(tail) the fever came to us. Plan: Rest. Return in two weeks."
    let statements = try summarize(note, words: 60).statements
    #expect(statements.first == "45-year-old man")
  }

  @Test("a relative's illness is told only where nothing else is left")
  func relatives() throws {
    let short = try summarize(Self.note, words: 60).text.string
    #expect(!short.contains("Father"))
    #expect(!short.contains("breast cancer"))
    let long = try summarize(Self.note, words: 200).text.string
    #expect(long.contains("breast cancer"))
  }

  @Test("a relative's age is not the patient's")
  func relativesAge() throws {
    let note = """
      FAMILY HISTORY: A 60-year-old brother with gout.
      HISTORY OF PRESENT ILLNESS: 34-year-old man with a painful great toe since yesterday.
      """
    let statements = try summarize(note, words: 60).statements
    #expect(statements.first?.hasPrefix("34-year-old man") == true)
  }

  @Test("the making of the note is not told")
  func clerical() throws {
    let note = """
      Service: Gastroenterology
      \(Self.note)
      """
    #expect(try !summarize(note).text.string.contains("Gastroenterology"))
  }
}
