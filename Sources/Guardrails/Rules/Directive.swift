import ClinicalLanguage
import SourceText

/// Advice or an order found in a summary: a verb with its object.
struct Directive {
  /// From the modal, or the verb where there is none, to the end of the object.
  let tokens: Range<Int>
  let span: TextSpan
  private let direction: Direction
  /// "Do not take it": that the note denies it is as good as that it ends it.
  private let isDenial: Bool
  /// The stems of the object's content words, at most five.
  private let object: [UInt64]
  /// The concepts that the object names.
  private let concepts: Set<ConceptID>
  private let drugNames: [TextSpan]
  /// The words of the object that name drugs: of these the note must have one.
  private let drugWords: Set<UInt64>

  /// Whether it is about drugs: one that is named, or "it", "the tablets" without a name.
  let isAboutDrugs: Bool
  /// Whether the object has no name of its own: "it", "your medicine".
  private let isUnnamed: Bool

  /// Which way the verb points; a note that says the opposite is no counterpart.
  enum Direction { case stop, increase, decrease, other }

  /// Reads the object after the verb, up to the end of the clause.
  init(
    action: PhraseMatch, modal: PhraseMatch?, sentence: Sentence, in text: ClinicalDocument,
    stems: [UInt64]
  ) {
    var start = modal?.tokens.lowerBound ?? action.tokens.lowerBound
    let verb = action.tokens.lowerBound
    var end = action.tokens.upperBound
    let isPassive = (start..<verb).contains { Self.passive.contains(stems[$0]) }
    let isLast =
      end >= sentence.tokens.upperBound || text.tokens[end].kind == .punctuation
      || Self.clauseWords.contains(stems[end])
    var object: [UInt64] = []
    var isNamed = true
    let isBehindSubject = isPassive && isLast
    reading: while !isBehindSubject, end < sentence.tokens.upperBound,
      object.count < Self.objectLength
    {
      switch text.tokens[end].kind {
      case .punctuation:
        // A hyphen or slash joins; all else ends the object.
        let mark = text.text.bytes[Int(text.tokens[end].start)]
        if mark != UInt8(ascii: "-") && mark != UInt8(ascii: "/") { break reading }
      case .number: break
      case .word:
        // "Stop it once you feel better", "your tablets when": without a name, and complete.
        let isComplete = !object.isEmpty || !isNamed
        if isComplete && Self.clauseWords.contains(stems[end]) { break reading }
        if object.isEmpty, Self.namelessDrugs.contains(stems[end]) { isNamed = false }
        if !Self.emptyWords.contains(stems[end]) && !Self.clauseWords.contains(stems[end]) {
          object.append(stems[end])
        }
      }
      end += 1
    }
    if isBehindSubject {
      // "Tamsulosin should be withheld": what is done to it stands before the modal.
      var first = start
      while first > sentence.tokens.lowerBound, object.count < Self.objectLength,
        text.tokens[first - 1].kind != .punctuation,
        !Self.clauseWords.contains(stems[first - 1])
      {
        first -= 1
        if !Self.emptyWords.contains(stems[first]) { object.append(stems[first]) }
      }
      start = first
    }
    tokens = start..<max(end, action.tokens.upperBound)
    span = text.tokens[start].span.union(text.tokens[tokens.upperBound - 1].span)
    self.object = object
    let whole = span
    let named = text.facts(overlapping: whole).filter {
      whole.contains($0.nameSpan) && !$0.nameSpan.overlaps(action.span)
    }
    concepts = Set(named.compactMap(\.concept))
    let drugs = named.filter { $0.kind == .medication }.map(\.nameSpan)
    drugNames = drugs
    drugWords = Set(
      tokens.filter { token in drugs.contains { $0.contains(text.tokens[token].span) } }
        .map { stems[$0] })
    isUnnamed =
      object.isEmpty && tokens.contains { Self.namelessDrugs.contains(stems[$0]) }
    isAboutDrugs = !drugs.isEmpty || isUnnamed
    var direction =
      action.tokens.lazy.map { Self.direction(of: stems[$0]) }.first { $0 != .other } ?? .other
    let isNegated = (start..<action.tokens.lowerBound).contains { token in
      Self.negations.contains(stems[token]) || text.endsInNt(token)
    }
    isDenial = isNegated
    if isNegated {
      direction = direction == .other ? .stop : .other
    }
    self.direction = direction
  }

  /// Whether one sentence of the note speaks of the object and does not say the opposite.
  func hasCounterpart(in context: JudgingContext) -> Bool {
    let note = context.note
    guard !object.isEmpty else {
      guard isUnnamed, let verbs = Self.explicit[direction] else { return true }
      // What has no name cannot be looked up; that the note says such a thing of anything must do.
      return context.judged.noteStems.contains(where: verbs.contains)
    }
    if !concepts.isEmpty {
      for fact in note.facts {
        guard let concept = fact.concept, concepts.contains(concept) else { continue }
        if fact.kind == .allergy {
          // To avoid what one is allergic to is the note's advice; to take it never is.
          if direction == .stop { return true }
        } else if agrees(with: note.sentences[fact.sentence], in: context) {
          return true
        }
      }
      // A drug under whatever name is a concept, so its name alone proves nothing more; one that the note
      // lacks may be a clipped name, which only its meanings tell.
      if !drugWords.isEmpty {
        return isOfDeniedClass(in: context)
          || !isNamed(in: note) && hasCounterpartByMeaning(in: context, onlyDrugs: true)
      }
    }
    if hasCounterpartByMeaning(in: context) { return true }
    // Half of the object's words: the rest is how the summary puts it.
    let needed = (object.count + 1) / 2
    for sentence in note.sentences {
      let words = context.judged.noteStems[sentence.tokens]
      var found = 0
      for word in object where words.contains(word) { found += 1 }
      guard found >= needed, drugWords.isEmpty || words.contains(where: drugWords.contains) else {
        continue
      }
      if agrees(with: sentence, in: context) { return true }
    }
    return false
  }

  private func isNamed(in note: ClinicalDocument) -> Bool {
    note.facts.contains { $0.concept.map(concepts.contains) ?? false }
  }

  /// `Stop the combined pill` for the note's `STOP COCP`, `Start your exercises` for `ROM ex from
  /// tomorrow`: a sentence that has the object under another name.
  private func hasCounterpartByMeaning(
    in context: JudgingContext, onlyDrugs: Bool = false
  ) -> Bool {
    guard let comparison = context.judged.comparison else { return false }
    if isOfDeniedClass(in: context) { return true }
    for unit in comparison.units(over: span)
    where unit.isKnown && !unit.isNeutral && unit.kind != .action && unit.support >= .kindred
      && (!onlyDrugs
        || unit.kind == .drug && unit.support == .said
          // All of the name: `Tylenol PM` is no Tylenol.
          && drugNames.contains { unit.span.contains($0) })
    {
      for place in unit.places.prefix(Self.mostPlaces) {
        let sentence = comparison.noteSentence(place)
        if sentence < context.note.sentences.count,
          agrees(with: context.note.sentences[sentence], in: context)
        {
          return true
        }
      }
    }
    return false
  }

  /// `Do not take ibuprofen` for the note's `No NSAIDs`.
  private func isOfDeniedClass(in context: JudgingContext) -> Bool {
    guard isDenial, let comparison = context.judged.comparison else { return false }
    return comparison.units(over: span).contains(where: comparison.isOfDeniedClass)
  }

  private static let mostPlaces = 16

  /// The most words of a sentence that only says what is to be done: `STOP today.`
  private static let bareOrder = 4
  /// How many sentences further on it may stand: `St John's wort. Clashes with sertraline. STOP today.`
  private static let ordersAhead = 2

  private func agrees(with sentence: Sentence, in context: JudgingContext) -> Bool {
    if direction == .stop {
      let first = context.note.sentences.partitioningIndex {
        $0.span.start >= sentence.span.end
      }
      for order in context.note.sentences[first...].prefix(Self.ordersAhead)
      where order.tokens.count <= Self.bareOrder && agrees(with: order.tokens, in: context) {
        return true
      }
    }
    return agrees(with: sentence.tokens, in: context)
  }

  private func agrees(with tokens: Range<Int>, in context: JudgingContext) -> Bool {
    let words = context.judged.noteStems[tokens]
    switch direction {
    case .stop:
      return words.contains {
        Self.stopping.contains($0) || isDenial && Self.denying.contains($0)
      } || zip(words, words.dropFirst(2)).contains { $0 == Self.dLetter && $1 == Self.cLetter }
    case .increase: return words.contains(where: Self.increasing.contains)
    case .decrease:
      return words.contains { Self.decreasing.contains($0) || Self.stopping.contains($0) }
    case .other:
      return !words.contains(where: Self.ending.contains)
        || words.contains(where: Self.keeping.contains)
    }
  }

  /// `d/c`
  private static let dLetter = Stem.stem(of: "d")
  private static let cLetter = Stem.stem(of: "c")

  // MARK: Word lists, as stems

  private static let objectLength = 5

  private static func direction(of verb: UInt64) -> Direction {
    if stopping.contains(verb) { return .stop }
    if increasing.contains(verb) { return .increase }
    if decreasing.contains(verb) { return .decrease }
    return .other
  }

  private static func stems(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { Stem.stem(of: String($0)) })
  }

  private static let negations = stems("not never no without")

  private static let denying = stems(
    "deny denies denied negative none free allergic allergy intolerant")

  private static let passive = stems("be been being")

  /// How a drug is meant without a name.
  private static let namelessDrugs = stems(
    "it them this these medication medicine pill tablet dose drug")

  /// Verbs that by themselves tell which way a treatment is changed.
  private static let explicit: [Direction: Set<UInt64>] = [
    .stop: stems(
      """
      stop discontinue hold held cease quit withhold wean taper dc skip pause off avoid cut reduce \
      finish complete until without
      """),
    .increase: stems("increase raise up titrate uptitrate double escalate advance extra more"),
    .decrease: stems(
      "decrease reduce lower halve half titrate cut taper wean stop discontinue hold less down"),
  ]

  /// What ends a treatment for good.
  private static let ending = stems("stop stopped discontinue discontinued cease quit dc")

  /// What says that something goes on or begins, beside a word that ends something else.
  private static let keeping = stems(
    "start begin initiate continue resume restart switch change replace instead give take add use")

  private static let stopping = stems(
    """
    stop discontinue hold held cease quit avoid withhold off refrain cessation abstain remove pause \
    without no not never don't limit wean taper restrict restriction minimize free dc npo until \
    cut eliminate reduce prevent skip leave drop omit
    """)

  private static let increasing = stems(
    "increase raise up titrate uptitrate double higher escalate advance more push encourage")

  private static let decreasing = stems(
    "decrease reduce lower less half halve down titrate minimize cut taper wean")

  /// Words that end an object: "take aspirin for pain".
  private static let clauseWords = stems(
    """
    if when because until unless but so and or for to with in at by before after while as that \
    which who on from then during through once whenever
    """)

  /// Words that say nothing about what the object is.
  private static let emptyWords = stems(
    """
    the a an her his your their its my our any all this these those taking using having doing \
    being be of it them him she he you they we some daily day twice mg mcg ml tablet pill \
    dose medication medicine up back off also very new current home patient
    """)
}

extension ClinicalDocument {
  /// Whether the token is a verb with `n't`: `don't`, `shouldn't`.
  fileprivate func endsInNt(_ token: Int) -> Bool {
    let word = text[tokens[token].span]
    return word.count > 3 && (word.last ?? 0) | 0x20 == UInt8(ascii: "t")
      && word[word.endIndex - 2] == UInt8(ascii: "'")
  }

  /// The facts whose spans overlap the place. Facts are in order of their starts and seldom nested,
  /// so the search begins a few facts before the place.
  fileprivate func facts(overlapping span: TextSpan) -> [Fact] {
    let low = facts.partitioningIndex { $0.span.start >= span.start }
    return facts[max(0, low - 4)...].prefix { $0.span.start < span.end }
      .filter { $0.span.overlaps(span) }
  }
}
