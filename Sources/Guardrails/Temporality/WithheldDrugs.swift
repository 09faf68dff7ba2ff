import ClinicalLanguage
import SourceText

extension Comparison {
  /// Drugs that the note stops or holds, and nowhere starts or goes on with, told as any other.
  func withheldDrugs() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    let told = Self.drugs(of: summary)
    guard !told.isEmpty else { return [] }
    let noteDrugs = Self.drugs(of: note)
    var found: [(span: TextSpan, noteSpans: [TextSpan])] = []
    for (concept, mentions) in told.sorted(by: { $0.value[0].span < $1.value[0].span }) {
      // Elsewhere in the summary its end may be told.
      guard let fact = mentions.first, mentions.allSatisfy(isPlainlyTaken),
        let known = noteDrugs[concept]
      else { continue }
      let ended = known.filter {
        switch $0.medication?.status {
        case .stopped, .held: $0.context.assertion == .present
        default: false
        }
      }
      guard !ended.isEmpty else { continue }
      // What is stopped at last is not continued, whatever the history says of it.
      let isStoppedAtLast = Self.isEnded(known.last { $0.medication?.status != .mentioned })
      guard
        known.allSatisfy({ !isGoingOn($0) }) && !isRendered(fact, known)
          || isStoppedAtLast && fact.medication?.status == .continued
      else { continue }
      found.append((fact.span, ended.prefix(3).map(\.span)))
    }
    return found
  }

  /// The places where the note ends or holds a drug at last, which the summary names as any other.
  func endsUntold() -> [Fact] {
    let noteDrugs = Self.drugs(of: note)
    var found: [Fact] = []
    for (concept, mentions) in Self.drugs(of: summary) where mentions.allSatisfy(isPlainlyTaken) {
      guard
        let last = noteDrugs[concept]?.last(where: { $0.medication?.status != .mentioned }),
        last.context.assertion == .present,
        last.medication?.status == .stopped || last.medication?.status == .held
      else { continue }
      found.append(last)
    }
    return found.sorted { $0.span < $1.span }
  }

  /// The patient's, each with its mentions in order.
  static func drugs(of document: ClinicalDocument) -> [ConceptID: [Fact]] {
    var drugs: [ConceptID: [Fact]] = [:]
    let facts = document.facts
    for index in facts.indices
    where facts[index].kind == .medication && facts[index].context.experiencer == .patient {
      if let concept = facts[index].concept { drugs[concept, default: []].append(facts[index]) }
    }
    return drugs
  }

  /// Whether the clause renders a sentence of the note that also names the drug and nothing of its end.
  private func isRendered(_ fact: Fact, _ known: [Fact]) -> Bool {
    guard let sentence = units(over: fact.nameSpan).first?.clauseSentence else { return true }
    return known.contains {
      $0.sentence == Int(sentence) && $0.medication?.status != .stopped
        && $0.medication?.status != .held
    }
  }

  private static func isEnded(_ fact: Fact?) -> Bool {
    guard fact?.context.assertion == .present else { return false }
    return fact?.medication?.status == .stopped
  }

  private func isGoingOn(_ fact: Fact) -> Bool {
    switch fact.medication?.status {
    case .started, .changed, .continued: true
    default: false
    }
  }

  /// In a list of what is taken, or continued, and with no word about its end in the clause.
  private func isPlainlyTaken(_ fact: Fact) -> Bool {
    switch fact.medication?.status {
    case .stopped, .held, .changed, .started, .givenOnce: return false
    default: break
    }
    guard fact.context.assertion == .present, fact.context.temporality == .recent,
      let unit = units(over: fact.nameSpan).first
    else { return false }
    let words = summaryMeanings.words
    // `Plavix – HOLD`: the first word behind the clause as well, in one sentence.
    var end = unit.clause.upperBound
    if end < words.count, words[end].gap < .sentence { end += 1 }
    return !(unit.clause.lowerBound..<end).contains {
      Self.ending.contains(words[$0].fine)
        || $0 > unit.clause.lowerBound && Self.isOver($0, in: words)
    }
  }

  private static let being = Thesaurus.roots("was were been had")
  private static let going = Thesaurus.roots("taking using on receiving")

  /// Whether the word is the second of `was taking`, by which a use is over.
  static func isOver(_ word: Int, in words: [MeaningWord]) -> Bool {
    word > 0 && going.contains(words[word].fine) && being.contains(words[word - 1].fine)
  }

  private static let ending = Thesaurus.roots(
    """
    stop stopped withdrawn withdraw withdrew discontinue discontinued hold held holding off quit wean taper tapered finish finished
    until pause paused instead replace replaced switch switched change changed no not never without avoid
    previously previous prior former past tried trial failed fail allergy allergic intolerance reaction
    given gave received after before without used completed took resume resumed restart restarted
    dropped drop omitted omit interrupted ceased cease
    """)
}
