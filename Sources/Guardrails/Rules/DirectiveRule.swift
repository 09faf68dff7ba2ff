import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `directive`: advice or an order in the summary that the note does not contain.
///
/// Parameters: `modals` (`should`, `advised to`), `actions` (`start`, `stop`; their regular forms are
/// understood), `onlyDrugs` (judge only what is about drugs), `orders` (an action that begins a sentence
/// counts as well; default true). A directive is an action soon after a modal, or such an order. It
/// has a counterpart where one sentence of the note speaks of its object and agrees with the direction
/// of its verb; reporting the note's own plan in other words is therefore no finding.
package struct DirectiveRule: RuleKind {
  package static let kind = "directive"

  private let modals: [String]
  /// All forms of all actions.
  private let actionForms: [String]
  /// For each form whether it is the plain one, which alone can begin an order.
  private let isPlainForm: [Bool]
  private let onlyDrugs: Bool
  private let findsOrders: Bool

  package init?(reading parameters: inout ParameterReader) {
    let modals = parameters.requiredStrings("modals")
    let actions = parameters.requiredStrings("actions")
    onlyDrugs = parameters.flag("onlyDrugs", default: false)
    findsOrders = parameters.flag("orders", default: true)
    guard let modals, let actions else { return nil }
    self.modals = modals
    var forms: [String] = []
    var isPlain: [Bool] = []
    for action in actions {
      for (index, form) in VerbForms.forms(of: action).enumerated() {
        forms.append(form)
        isPlain.append(index == 0)
      }
    }
    actionForms = forms
    isPlainForm = isPlain
  }

  var phrases: [PhraseList] {
    [
      PhraseList(side: .summary, role: .modal, phrases: modals),
      PhraseList(side: .summary, role: .action, phrases: actionForms),
    ]
  }

  /// Directives times tokens of the note that are looked at before the rule gives up.
  private static let effortLimit = 100_000_000

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let directives = directives(in: context)
    guard !directives.isEmpty else { return .nothing }
    let unchecked = directives.filter { !Self.isCopied($0, in: context) }
    guard !unchecked.isEmpty else { return .nothing }
    let (effort, overflows) =
      unchecked.count.multipliedReportingOverflow(by: context.note.tokens.count)
    guard !overflows, effort <= Self.effortLimit else { throw .effortLimitExceeded }
    var judgement = Judgement.nothing
    for directive in unchecked where !directive.hasCounterpart(in: context) {
      judgement.observations.append(
        Observation(message: .notInNote, summarySpan: directive.span))
    }
    return judgement
  }

  private func directives(in context: JudgingContext) -> [Directive] {
    let matches = context.matches(on: .summary)
    guard !matches.isEmpty else { return [] }
    let summary = context.draft.document
    var directives: [Directive] = []
    var modal: PhraseMatch?
    var lastSentence = -1
    var usedUntil = 0
    for match in matches {
      guard let sentence = summary.sentenceIndex(containing: Int(match.span.start)) else {
        continue
      }
      if sentence != lastSentence {
        modal = nil
        lastSentence = sentence
      }
      guard match.tokens.lowerBound >= usedUntil else { continue }
      if match.role == .modal {
        modal = match
        continue
      }
      let isAdvised = modal.map { reaches(match, from: $0, in: summary) } ?? false
      let isOrder =
        findsOrders && !isAdvised && isPlainForm[match.phrase]
        && beginsOrder(match, sentence: summary.sentences[sentence], in: summary)
      guard isAdvised || isOrder else { continue }
      let directive = Directive(
        action: match, modal: isAdvised ? modal : nil, sentence: summary.sentences[sentence],
        in: summary, stems: context.judged.summaryStems)
      usedUntil = directive.tokens.upperBound
      if isAdvised { modal = nil }
      if !onlyDrugs || directive.isAboutDrugs { directives.append(directive) }
    }
    return directives
  }

  private static let numbers: Set<UInt32> = Set(
    ["one", "two", "three", "four", "five", "six", "eight", "ten"].map { WordHash.of($0.utf8) })

  /// How many tokens may stand between a modal and its verb: "should not be routinely started".
  private static let reach = 4

  private func reaches(_ action: PhraseMatch, from modal: PhraseMatch, in text: ClinicalDocument)
    -> Bool
  {
    let gap = action.tokens.lowerBound - modal.tokens.upperBound
    guard gap >= 0, gap <= Self.reach else { return false }
    // The `drops` of `should take two drops` are counted.
    if gap > 0, Self.numbers.contains(text.tokens[action.tokens.lowerBound - 1].foldedHash) {
      return false
    }
    return text.tokens[modal.tokens.upperBound..<action.tokens.lowerBound].allSatisfy {
      $0.kind == .word
    }
  }

  /// Whether the verb stands where an order begins: first in the sentence, after a colon, a semicolon
  /// or "please", or after a condition; and whether what follows can be its object.
  private func beginsOrder(_ action: PhraseMatch, sentence: Sentence, in text: ClinicalDocument)
    -> Bool
  {
    let first = action.tokens.lowerBound
    let next = action.tokens.upperBound
    guard next < sentence.tokens.upperBound, text.tokens[next].kind != .punctuation,
      !Self.afterNoun.contains(Stem.stem(of: text.text.bytes, text.tokens[next].span.range))
    else { return false }
    var start = first
    while start > sentence.tokens.lowerBound,
      Self.adverbs.contains(Stem.stem(of: text.text.bytes, text.tokens[start - 1].span.range))
    {
      start -= 1
    }
    if start == sentence.tokens.lowerBound { return true }
    let before = text.tokens[start - 1]
    switch before.kind {
    case .punctuation:
      let mark = text.text.bytes[Int(before.start)]
      if mark == UInt8(ascii: ",") {
        // "If you feel tired, leave out the tablet".
        return Self.conditions.contains(
          Stem.stem(of: text.text.bytes, text.tokens[sentence.tokens.lowerBound].span.range))
      }
      return mark == UInt8(ascii: ":") || mark == UInt8(ascii: ";")
    case .word:
      return Stem.stem(of: text.text.bytes, before.span.range) == Self.please
    case .number:
      return false
    }
  }

  /// Words with which the condition of an order begins.
  private static let conditions = Set(
    ["if", "when", "once", "should", "until", "unless", "before", "after", "on"]
      .map { Stem.stem(of: $0) })

  /// What may stand before the verb of an order: "just stop it".
  private static let adverbs = Set(
    ["just", "simply", "then", "also", "always", "temporarily", "gradually", "slowly", "instead"]
      .map { Stem.stem(of: $0) })

  private static let please = Stem.stem(of: "please")

  /// After these the word before was a noun: "Increase in oedema", "Start of treatment".
  private static let afterNoun = Set(
    ["in", "of", "was", "were", "is", "are", "has", "had", "date", "at", "by", "from", "as"]
      .map { Stem.stem(of: $0) })

  /// Whether the note has the directive in the same words, which spares the longer comparison.
  private static func isCopied(_ directive: Directive, in context: JudgingContext) -> Bool {
    let words = context.draft.text[directive.span]
    guard let claim = claim(around: directive.span, in: context.claims) else { return false }
    let offset = Int(directive.span.start - claim.claim.span.start)
    return claim.evidence.contains { evidence in
      let start = Int(evidence.start) + offset
      return start + words.count <= Int(evidence.end)
        && context.note.text.bytes[start..<(start + words.count)] == words
    }
  }

  /// The claim that a span lies in; logarithmic, since claims are in order and apart.
  private static func claim(around span: TextSpan, in claims: [GroundedClaim]) -> GroundedClaim? {
    let low = claims.partitioningIndex { $0.claim.span.end >= span.end }
    return low < claims.count && claims[low].claim.span.contains(span) ? claims[low] : nil
  }
}

extension Message {
  fileprivate static let notInNote = Message("the summary advises or orders what the note does not")
}
