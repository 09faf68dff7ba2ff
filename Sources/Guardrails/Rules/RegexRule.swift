import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `regex`: a shape of text that must not stand in a summary, for example an identifier.
///
/// Parameters: `pattern` (PCRE2), `caseSensitive`, `validator` (`none`, or `luhn` for card numbers),
/// `unlessInNote` (what the note has in the same words is no finding).
package struct RegexRule: RuleKind {
  package static let kind = "regex"

  private enum Validator: String, CaseIterable { case none, luhn }

  private let pattern: Pattern
  private let validator: Validator
  private let passesWhereNoteSaysIt: Bool

  /// How many byte comparisons looking matches up in the note may take.
  private static let effortLimit = 200_000_000

  package init?(reading parameters: inout ParameterReader) {
    let isCaseSensitive = parameters.flag("caseSensitive", default: false)
    let pattern = parameters.requiredPattern("pattern", caseSensitive: isCaseSensitive)
    validator = parameters.choice("validator", of: Validator.self, default: .none)
    passesWhereNoteSaysIt = parameters.flag("unlessInNote", default: false)
    guard let pattern else { return nil }
    self.pattern = pattern
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    // What the note has in the same words is all that stands there.
    if passesWhereNoteSaysIt && context.judged.isQuotation { return .nothing }
    let text = context.draft.text
    guard pattern.mayMatch(text, context.judged.draftTrigrams) else { return .nothing }
    let spans: [TextSpan]
    do throws(PatternError) {
      spans = try pattern.matches(in: text)
    } catch {
      throw .patternLimitExceeded
    }
    guard !spans.isEmpty else { return .nothing }
    var note: FoldedText?
    if passesWhereNoteSaysIt {
      let (effort, overflows) = spans.count.multipliedReportingOverflow(by: context.note.text.count)
      guard !overflows, effort <= Self.effortLimit else { throw .effortLimitExceeded }
      note = FoldedText(context.note.text.bytes)
    }
    var judgement = Judgement.nothing
    for span in spans {
      if validator == .luhn && !Luhn.isValid(text[span]) { continue }
      if let note, note.contains(FoldedText(text[span]), wholeWords: true) { continue }
      judgement.observations.append(Observation(message: .shapeInSummary, summarySpan: span))
    }
    return judgement
  }
}

/// The check digit of payment card numbers (ISO/IEC 7812-1:2017, annex B).
enum Luhn {
  /// Whether the digits of the bytes, at least two, end with the right check digit; all else is
  /// skipped.
  static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    var digits = 0
    for byte in bytes.reversed() where (0x30...0x39).contains(byte) {
      let digit = Int(byte - 0x30)
      let weighted = digits % 2 == 1 ? digit * 2 : digit
      sum += weighted > 9 ? weighted - 9 : weighted
      digits += 1
    }
    return digits >= 2 && sum % 10 == 0
  }
}

extension Message {
  fileprivate static let shapeInSummary = Message(
    "the summary holds text of a shape that this rule names")
}
