import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `omission`: a statement that must not be lost stands in the note and not in the summary.
///
/// Parameters: `class` (for the message), `phrases` (a note sentence that has one of them is such a
/// statement; without them every sentence of `sections` is; `(a|b)` for alternatives), `exceptions`
/// (longer phrases in which one does not count), `notWith` (a sentence with one of these is no such
/// statement: `understands and agrees`), `sections` (only there), `notSections`, `asserted` (only what is
/// said of the patient and not denied), `told`: `sentence`, `clause` (what the phrase governs) or `phrase`
/// (what must be in the summary, under any name), `facts` (instead of phrases: sentences with a fact of
/// these kinds, which must be told by its name: see `CriticalFactKind`), `coverage` (percent: a sentence is
/// lost where less than this share of its content words is told), `leastWords` (sentences with fewer
/// content words are not judged), `ofList` (only where the summary names another drug of the same section:
/// a list with a hole), `atMost` (the least covered ones are named, no more).
package struct OmissionRule: RuleKind {
  package static let kind = "omission"

  private let name: String
  private let soughtPhrases: WrittenPhrases?
  private let exceptions: WrittenPhrases
  private let notWith: WrittenPhrases
  private let sections: Set<SectionName>?
  private let notSections: Set<SectionName>
  private let coverage: Int
  private let leastWords: Int
  private let limit: Int
  private let asked: Told
  private let mustBeAsserted: Bool
  private let mustBeOfList: Bool
  private let facts: [CriticalFactKind]?

  private enum Told: String, CaseIterable { case sentence, clause, phrase }

  package init?(reading parameters: inout ParameterReader) {
    let name = parameters.requiredString("class")
    soughtPhrases = parameters.phrases("phrases")
    exceptions = parameters.phrases("exceptions") ?? []
    notWith = parameters.phrases("notWith") ?? []
    sections = parameters.choices("sections", of: SectionName.self).map(Set.init)
    notSections = Set(parameters.choices("notSections", of: SectionName.self) ?? [])
    coverage = parameters.integer("coverage", in: 1...100) ?? 34
    leastWords = parameters.integer("leastWords", in: 1...50) ?? 2
    limit = parameters.integer("atMost", in: 1...20) ?? 3
    asked = parameters.choice("told", of: Told.self, default: .sentence)
    mustBeAsserted = parameters.flag("asserted", default: false)
    mustBeOfList = parameters.flag("ofList", default: false)
    facts = parameters.choices("facts", of: CriticalFactKind.self)
    guard let name else { return nil }
    guard facts == nil || soughtPhrases == nil else {
      parameters.report(
        "an omission is of 'phrases' or of 'facts'", at: "facts", hint: "make two rules of it")
      return nil
    }
    guard soughtPhrases != nil || sections != nil || facts != nil else {
      parameters.report(
        "an omission needs 'phrases', 'facts' or 'sections'", at: "class",
        hint: "without phrases every sentence of the sections must be told")
      return nil
    }
    self.name = name
  }

  var phrases: [PhraseList] {
    [
      PhraseList(side: .note, role: .sought, phrases: soughtPhrases ?? []),
      PhraseList(side: .note, role: .exception, phrases: exceptions),
      PhraseList(side: .note, role: .companion, phrases: notWith),
    ]
  }

  var readsSummaryText: Bool { false }

  var trigger: RuleTrigger { soughtPhrases == nil ? .none : .note }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let statements = statements(in: context)
    guard !statements.isEmpty else { return .nothing }
    var lost: [(share: Int, sentence: Int)] = []
    let admitted = context.note.sections.map {
      (sections?.contains($0.name) ?? true) && !notSections.contains($0.name)
    }
    for statement in statements {
      let sentence = statement.sentence
      let section = context.note.sentences[sentence].section
      guard admitted[section], !mustBeOfList || isListed(section, in: context) else { continue }
      if let share = shareTold(of: statement, in: context) { lost.append((share, sentence)) }
    }
    var judgement = Judgement.nothing
    var named: Set<Int> = []
    for item in lost.sorted(by: { $0 < $1 }) where named.count < limit {
      guard named.insert(item.sentence).inserted else { continue }
      judgement.observations.append(
        Observation(
          message: .lost(name), noteSpans: [context.note.sentences[item.sentence].span]))
    }
    return judgement
  }

  /// How much of a statement is told, in percent; nil where that is enough, or nothing can be said.
  private func shareTold(
    of statement: (sentence: Int, cue: Range<Int>), in context: JudgingContext
  ) -> Int? {
    if facts != nil {
      return statement.cue.isEmpty || isUntold(statement.cue, in: context) ? 0 : nil
    }
    let told = context.judged.coverage
    let share: Int? =
      switch asked {
      case .phrase: told.covers(statement.cue, withHead: true) ? nil : 0
      case .clause:
        told.share(
          ofClauseAt: statement.cue, in: statement.sentence, leastWords: leastWords)
      case .sentence:
        told.share(
          ofSentence: statement.sentence, without: statement.cue, leastWords: leastWords)
      }
    guard let share, share < coverage else { return nil }
    return share
  }

  /// Whether the summary names a drug of this section.
  private func isListed(_ section: Int, in context: JudgingContext) -> Bool {
    let note = context.note
    return note.facts.contains { fact in
      guard fact.kind == .medication, note.sentences[fact.sentence].section == section else {
        return false
      }
      return context.judged.coverage.covers(Self.tokens(of: fact.nameSpan, in: note))
    }
  }

  private static func tokens(of span: TextSpan, in note: ClinicalDocument) -> Range<Int> {
    let first = note.tokens.partitioningIndex { $0.end > span.start }
    return first..<max(first, note.tokens.partitioningIndex { $0.start >= span.end })
  }

  /// Whether the note says it of the patient, if only as a suspicion. `No palpable pulses` denies within.
  private func isAsserted(_ match: PhraseMatch, in context: JudgingContext) -> Bool {
    let meant = context.note.context(of: match.span)
    guard meant.experiencer == .patient else { return false }
    switch meant.assertion {
    case .present, .possible: return true
    default: return context.note.cueSpan(of: match.span).map(match.span.contains) ?? false
    }
  }

  /// The sentences that are such statements, each once, with the tokens that only say so; where the
  /// phrase itself must be told, each phrase of them.
  private func statements(in context: JudgingContext) -> [(sentence: Int, cue: Range<Int>)] {
    let matches = context.matches(on: .note)
    var excluded: Set<Int> = []
    for match in matches where match.role == .companion {
      if let sentence = context.note.sentenceIndex(containing: Int(match.span.start)) {
        excluded.insert(sentence)
      }
    }
    if let facts {
      return places(of: facts, in: context).filter { !excluded.contains($0.sentence) }
    }
    guard soughtPhrases != nil else {
      return context.note.sentences.indices.filter { !excluded.contains($0) }.map { ($0, 0..<0) }
    }
    var found: [(sentence: Int, cue: Range<Int>)] = []
    for match in matches.sought() {
      guard let sentence = context.note.sentenceIndex(containing: Int(match.span.start)),
        asked != .sentence || sentence != found.last?.sentence, !excluded.contains(sentence),
        !mustBeAsserted || isAsserted(match, in: context)
      else { continue }
      found.append((sentence, match.tokens))
    }
    return found
  }

  private func isUntold(_ name: Range<Int>, in context: JudgingContext) -> Bool {
    let coverage = context.judged.coverage
    return coverage.holdsContent(name) && !coverage.covers(name)
  }

  /// The sentences with such facts, and the tokens that name them; none for a sentence that is lost however
  /// much of it is told.
  private func places(
    of kinds: [CriticalFactKind], in context: JudgingContext
  ) -> [(sentence: Int, cue: Range<Int>)] {
    let note = context.note
    func tokens(_ span: TextSpan) -> Range<Int> { Self.tokens(of: span, in: note) }
    let wanted = note.facts.filter { fact in kinds.contains { $0.includes(fact, of: note) } }
    let allergies = wanted.filter { $0.kind == .allergy }
    var found: [(sentence: Int, cue: Range<Int>)] = []
    // Where one allergy is put back, all are, also those of which the note is not sure: a list of some of
    // them would be a wrong list.
    if allergies.contains(where: {
      !isNamed($0, in: context) && isUntold(tokens($0.nameSpan), in: context)
    }) {
      found += note.facts.filter { CriticalFactKind.isAllergy($0, of: note) }.map {
        ($0.sentence, 0..<0)
      }
    }
    found += wanted.filter { $0.kind != .allergy }.map { fact in
      (fact.sentence, isValueTold(of: fact, in: context) ? tokens(fact.nameSpan) : 0..<0)
    }
    if kinds.contains(.end), let comparison = context.judged.comparison {
      found += comparison.endsUntold().map { ($0.sentence, 0..<0) }
    }
    for kind in kinds {
      if let sentence = kind.sideUntold(in: context) {
        found.append((sentence, 0..<0))
      }
      for span in kind.arrangements(of: note, missingIn: context.draft.document) {
        guard let sentence = note.sentenceIndex(containing: Int(span.start)) else { continue }
        found.append((sentence, tokens(span)))
      }
    }
    return found
  }

  /// Whether the summary has the number, or names what such a value is: `hyperkalemia` for `K 6.9`. `Digoxin was
  /// restarted` tells no level of 4.1.
  private func isValueTold(of fact: Fact, in context: JudgingContext) -> Bool {
    guard let value = fact.quantity?.value, let concept = fact.concept else { return true }
    let isWritten = context.judged.summaryQuantities.contains {
      [$0.raw, $0.low, $0.high].contains(value)
    }
    guard !isWritten, let comparison = context.judged.comparison else { return true }
    let name = context.note.lexicon.name(of: concept)
    return comparison.summaryMeanings.words.contains {
      MeasuredFindings.standard.signs[$0.fine]?.measurements.contains(name) ?? false
    }
  }

  /// `penicillin allergy` for `allergic to penicillin`: whether the summary has a word of the allergen's name.
  private func isNamed(_ fact: Fact, in context: JudgingContext) -> Bool {
    guard let words = context.judged.comparison?.summaryMeanings.words else { return false }
    let name: Set<UInt64> = Thesaurus.roots(context.note.text.string(fact.nameSpan))
    return words.contains { !FunctionWords.holds($0) && name.contains($0.fine) }
  }
}

extension Message {
  fileprivate static func lost(_ name: String) -> Message {
    Message("the summary leaves out what the note says (\(name))")
  }
}
