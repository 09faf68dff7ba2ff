import ClinicalLanguage
package import Policies
import SourceText

/// `unsupported_clause`: a clause of which no sentence of the note holds enough, and whose words the
/// note partly does not have at all: made up, whatever it names.
///
/// Parameters: `minimumShare` (percent of the clause's content that one sentence of the note must hold,
/// by weight), `unsupportedWords` (how many expressions the note must lack), `leastWords` (clauses of
/// fewer expressions are not judged), `onlyAdvice` (judge only clauses that tell what is to be done),
/// `with` (judge only clauses that have one of these words: `will`, `proven`).
package struct UnsupportedClauseRule: RuleKind {
  package static let kind = "unsupported_clause"
  static let holdsAgainstNote = true

  private let minimumShare: Int
  private let unsupportedWords: Int
  private let leastWords: Int
  private let onlyAdvice: Bool
  private let marks: [String]?

  package init?(reading parameters: inout ParameterReader) {
    let share = parameters.requiredInteger("minimumShare", in: 1...100)
    let words = parameters.requiredInteger("unsupportedWords", in: 1...50)
    leastWords = parameters.integer("leastWords", in: 1...50) ?? 3
    onlyAdvice = parameters.flag("onlyAdvice", default: false)
    marks = parameters.strings("with")
    guard let share, let words else { return nil }
    minimumShare = share
    unsupportedWords = words
  }

  var phrases: [PhraseList] {
    [PhraseList(side: .summary, role: .sought, phrases: marks ?? [])]
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    guard let comparison = context.judged.comparison else { return .nothing }
    let marked = marks == nil ? [] : context.matches(on: .summary).sought().map(\.span).merged()
    guard marks == nil || !marked.isEmpty else { return .nothing }
    var judgement = Judgement.nothing
    var first = 0
    while first < comparison.units.count {
      let clause = comparison.units[first].clause
      var end = first + 1
      while end < comparison.units.count, comparison.units[end].clause == clause { end += 1 }
      defer { first = end }
      let units = comparison.units[first..<end]
      guard units.count >= leastWords, let one = units.first, !one.isAboutRecord,
        one.clauseSupport * 100 <= Float(minimumShare),
        !onlyAdvice || comparison.advises(clause),
        marks == nil
          || marked.hasOverlap(
            with: comparison.summaryMeanings.span(of: clause, in: comparison.summary))
      else { continue }
      if deniesAsNote(units, comparison) || isVisit(units, comparison) { continue }
      let denied = units.filter(isDenied)
      let missing = units.filter { unit in
        isMissing(unit, comparison)
          && (denied.count < Self.leastDenied || !denied.contains { $0.span == unit.span })
      }
      // A list of the plan told in one sentence rests on many of the note's.
      let content = units.count { !$0.isNeutral }
      guard
        marks == nil || missing.count * Self.leastMissing.of >= content * Self.leastMissing.parts
      else { continue }
      guard missing.count >= unsupportedWords, let last = missing.last, let start = missing.first
      else { continue }
      judgement.observations.append(
        Observation(
          message: .unsupported,
          summarySpan: Self.shortened(start.span.union(last.span), start.span),
          noteSpans: one.aligned.prefix(1).map(comparison.noteSpan)))
    }
    return judgement
  }

  /// The least share of a marked clause that the note lacks altogether: a quarter.
  private static let leastMissing = (parts: 1, of: 4)

  /// `We agreed not to do a CA125 test, as …` of a note that says no to that test as well: the reasons are
  /// told in words of the writer's own.
  private func deniesAsNote(_ units: ArraySlice<SummaryUnit>, _ comparison: Comparison) -> Bool {
    units.contains { unit in
      unit.kind == .test && unit.support == .said && unit.clauseCues.contains(.negation)
        && unit.places.contains { place in
          let sentence = comparison.noteSentence(place)
          let next = sentence + 1
          return comparison.noteCues.sentences[sentence].contains(.negation)
            || next < comparison.noteCues.sentences.count
              && comparison.noteCues.sentences[next].contains(.negation)
        }
    }
  }

  private static let meeting = Thesaurus.roots("see seen review reviewed meet")
  private static let visits = Thesaurus.roots("clinic appointment review visit follow-up")

  /// `We will see you in clinic` where the note has the clinic.
  private func isVisit(_ units: ArraySlice<SummaryUnit>, _ comparison: Comparison) -> Bool {
    guard let clause = units.first?.clause else { return false }
    let words = comparison.summaryMeanings.words
    return clause.count <= Self.longestVisit
      && clause.contains { Self.meeting.contains(words[$0].fine) }
      && clause.contains {
        Self.visits.contains(words[$0].fine) && comparison.index.holds(words[$0].fine)
      }
  }

  /// In words.
  private static let longestVisit = 14

  /// One denial more may be made up, a list of them says how an examination went.
  private static let leastDenied = 2

  /// That something was not there is told in too many ways: `no focal deficit` for a neurologic examination
  /// that was normal.
  private func isDenied(_ unit: SummaryUnit) -> Bool {
    guard marks == nil, !onlyAdvice, unit.context.assertion == .absent else { return false }
    switch unit.kind {
    case .finding, .disease, .procedure, .generic: return true
    default: return false
    }
  }

  private func isMissing(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard unit.support == .none, !unit.isNeutral, !comparison.isDerived(unit.span),
      !comparison.isOfDeniedClass(unit),
      !comparison.isHyphenated(unit), !MeasuredFindings.standard.shows(unit, in: comparison)
    else {
      return false
    }
    switch unit.kind {
    case .person, .time, .quantity: return false
    default: break
    }
    // `gr`, `NAD`, `pec`: short forms that no list has, made up as people write.
    if !unit.isKnown, unit.span.count <= Self.shortForm { return false }
    // `x2`, `3rd`: ways of writing numbers, which rules of their own look at.
    return !comparison.summary.text[unit.span].contains { (0x30...0x39).contains($0) }
  }

  /// In bytes.
  private static let shortForm = 3

  /// What a reader takes in at a glance, in bytes.
  private static let longestSpan = 120

  private static func shortened(_ span: TextSpan, _ start: TextSpan) -> TextSpan {
    span.count <= longestSpan ? span : start
  }
}

extension Message {
  fileprivate static let unsupported = Message("the note says nothing like this")
}
