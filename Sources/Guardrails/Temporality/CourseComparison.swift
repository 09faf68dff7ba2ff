import ClinicalLanguage
import SourceText

/// Finds treatments that the summary begins where the note ends them, or ends where the note goes on with
/// them: `mirabegron started` for `stop mirabegron`.
///
/// Of a drug the reader of facts tells what happens with it. Of anything else (`stop the tea`, `cream
/// stopped`) a word of beginning or ending counts that stands right beside it.
struct CourseComparison {
  struct Disagreement {
    var span: TextSpan
    var noteSpans: [TextSpan]
  }

  private enum Course { case begins, ends }

  let comparison: Comparison

  func disagreements() -> [Disagreement] {
    let drugs = turnedDrugs()
    return drugs
      + turnedThings().filter { thing in !drugs.contains { $0.span.overlaps(thing.span) } }
  }

  // MARK: - Drugs

  private func turnedDrugs() -> [Disagreement] {
    let told = Comparison.drugs(of: comparison.summary)
    guard !told.isEmpty else { return [] }
    let known = Comparison.drugs(of: comparison.note)
    var found: [Disagreement] = []
    for (concept, mentions) in told.sorted(by: { $0.value[0].span < $1.value[0].span }) {
      guard let facts = known[concept], let course = Self.course(of: mentions),
        let turned = mentions.first(where: { Self.course(of: $0) != nil })
      else { continue }
      let opposing: [Fact]
      switch course {
      case .begins:
        // A drug on the list of those taken, and then stopped, was not begun. What is begun now is not what the
        // note stops last, whatever was begun before.
        let last = facts.last { Self.course(of: $0) != nil }
        let isAtLast = isOrdered(turned) && last.map { isEnded($0) && !isBegunNear($0) } == true
        guard isAtLast || facts.allSatisfy({ !Self.isBegun($0) && !isBegunNear($0) }) else {
          continue
        }
        opposing = facts.filter(isEnded)
      case .ends:
        guard isBesideEnd(turned), facts.allSatisfy({ !isEnded($0) && !isEndedNear($0) }) else {
          continue
        }
        opposing = facts.filter(Self.isGoingOn)
      }
      guard !opposing.isEmpty else { continue }
      found.append(
        Disagreement(span: turned.span, noteSpans: opposing.prefix(3).map(\.span)))
    }
    return found
  }

  /// What all mentions say that say anything; nil where they differ, or none is plain.
  private static func course(of mentions: [Fact]) -> Course? {
    var course: Course?
    for fact in mentions {
      guard fact.context.assertion == .present || fact.medication?.status == .mentioned else {
        return nil
      }
      switch fact.medication?.status {
      case .started, .stopped, .held:
        let own = self.course(of: fact)
        guard course == nil || course == own else { return nil }
        course = own
      case .changed, .continued: return nil
      default: break
      }
    }
    return course
  }

  private static func course(of fact: Fact) -> Course? {
    guard fact.context.assertion == .present else { return nil }
    switch fact.medication?.status {
    case .started: return .begins
    case .stopped, .held: return .ends
    default: return nil
    }
  }

  private static func isBegun(_ fact: Fact) -> Bool {
    switch fact.medication?.status {
    case .started, .changed: true
    default: false
    }
  }

  private static func isGoingOn(_ fact: Fact) -> Bool {
    guard fact.context.assertion == .present else { return false }
    switch fact.medication?.status {
    case .started, .continued, .changed: return true
    default: return false
    }
  }

  private static let beginning = Thesaurus.roots(
    """
    start started starting begin began begun initiate initiated commence commenced restart restarted resume
    resumed reintroduce reintroduced rechallenge add added
    """)
  /// Anything that may tell of an end, in any way.
  private static let ending = Thesaurus.roots(
    """
    stop stopped stopping discontinue discontinued cease ceased hold held holding withhold withheld off quit
    wean weaned taper tapered finish finished pause paused suspend suspended omit omitted replace replaced
    switch switched change changed instead swap swapped remove removed no not never without avoid last
    contraindicated reaction allergic allergy intolerance intolerant against until complete completed ended
    """)

  private func isEnded(_ fact: Fact) -> Bool {
    Self.course(of: fact) == .ends || endsBehind(fact)
  }

  /// `lactulose 5 mL od, STOPPED by GP in May`: behind a comma, and of nothing that follows.
  private func endsBehind(_ fact: Fact) -> Bool {
    let words = comparison.noteMeanings.words
    let tokens = comparison.note.tokens
    guard fact.context.assertion == .present else { return false }
    let next = words.partitioningIndex { tokens[Int($0.firstToken)].start >= fact.span.end }
    guard next < words.count, words[next].gap == .comma, Self.ends.contains(words[next].fine) else {
      return false
    }
    return next + 1 == words.count || words[next + 1].gap >= .comma
      || FunctionWords.holds(words[next + 1])
  }

  private static let orders = ["start", "begin", "commence", "resume", "restart"].map {
    Array($0.utf8)
  }

  /// `start spironolactone`: right behind an order, not behind a tale of what was begun.
  private func isOrdered(_ fact: Fact) -> Bool {
    let tokens = comparison.summary.tokens
    let at = tokens.partitioningIndex { $0.end > fact.span.start }
    guard at > 0 else { return false }
    let before = comparison.summary.text[tokens[at - 1].span]
    return Self.orders.contains { order in
      order.count == before.count && zip(order, before).allSatisfy { $0 == $1 | 0x20 }
    }
  }

  /// How many words behind a drug, its dose among them, may stand before `stopped`.
  private static let endReach = 6

  /// Whether a word of ending stands right before the drug, or behind its dose, and is not that of another one
  /// in a list: `stop oxycodone, acetaminophen`.
  private func isBesideEnd(_ fact: Fact) -> Bool {
    let words = comparison.summaryMeanings.words
    let tokens = comparison.summary.tokens
    let at = words.partitioningIndex { tokens[Int($0.firstToken)].end > fact.span.start }
    var word = at
    while word > max(0, at - 2), words[word].gap < .comma {
      word -= 1
      if Self.stopping.contains(words[word].fine) { return true }
    }
    word = at + 1
    while word < min(words.count, at + Self.endReach), words[word].gap < .comma {
      if Self.stopping.contains(words[word].fine) { return true }
      word += 1
    }
    return false
  }

  private static let stopping = Thesaurus.roots(
    "stop stopped discontinue discontinued hold held withhold withheld cease ceased")

  private func isBegunNear(_ fact: Fact) -> Bool {
    holds(Self.beginning, near: fact, denied: false)
  }
  private func isEndedNear(_ fact: Fact) -> Bool {
    holds(Self.ending, near: fact, denied: true)
      || holds(Self.stopping, near: fact, denied: true, over: .sentence)
  }

  /// How many words around a drug are looked at; a list of drugs may be one long sentence.
  private static let around = 12

  /// Whether one of the words stands around the drug in its clause, or over clauses, since lists and arrows part
  /// a drug from what is said of it; where only plain ones count, none that is denied (`do not restart`).
  private func holds(
    _ roots: RootSet, near fact: Fact, denied countsDenied: Bool,
    over end: MeaningWord.Gap = .clause
  ) -> Bool {
    let words = comparison.noteMeanings.words
    let tokens = comparison.note.tokens
    let at = words.partitioningIndex { tokens[Int($0.firstToken)].end > fact.nameSpan.start }
    var first = at
    while first > max(0, at - Self.around), words[first].gap < end { first -= 1 }
    var last = at + 1
    while last < min(words.count, at + Self.around), words[last].gap < end { last += 1 }
    return (first..<max(first, min(last, words.count))).contains {
      roots.contains(words[$0].fine) && (countsDenied || !isDenied($0))
    }
  }

  // MARK: - Anything else

  private static let begins: Set<UInt64> = Thesaurus.roots(
    "start started begin began commence commenced")
  private static let ends: Set<UInt64> = Thesaurus.roots("stop stopped discontinue discontinued")
  private static let goesOn = Thesaurus.roots("continue continues continued keep carry stays")
  private static let courseWords: [UInt64: Course] = {
    var table: [UInt64: Course] = [:]
    for root in begins { table[root] = .begins }
    for root in ends { table[root] = .ends }
    return table
  }()

  /// How many words may stand between the word and its thing, in the summary and in the note.
  private static let reach = 2
  private static let reachInNote = 4
  /// What the note speaks of more often has more than one course.
  private static let placeLimit = 6

  private func turnedThings() -> [Disagreement] {
    let words = comparison.summaryMeanings.words
    var found: [Disagreement] = []
    var next = 0
    for index in words.indices {
      guard let course = Self.courseWords[words[index].fine] else { continue }
      while next < comparison.units.count, comparison.units[next].words.upperBound <= index {
        next += 1
      }
      guard !isOpen(index), let thing = thing(of: index, near: next) else { continue }
      let opposing = opposing(course, thing)
      guard !opposing.isEmpty else { continue }
      found.append(
        Disagreement(
          span: comparison.summaryMeanings.span(
            of: min(index, thing.words.lowerBound)..<max(index + 1, thing.words.upperBound),
            in: comparison.summary), noteSpans: opposing))
    }
    return found
  }

  private static let open = Thesaurus.roots("do don't if should may might could to before when")

  /// `do not stop before you see`, `may start`: an order that is none, or one that waits.
  private func isOpen(_ index: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = index
    while word > max(0, index - 2), words[word].gap < .comma {
      word -= 1
      if comparison.summaryCues.words[word].contains(.negation)
        || Self.open.contains(words[word].fine)
      {
        return true
      }
    }
    return false
  }

  /// What stands right behind the word (`stop the tea`), or right before it at the end of its part
  /// (`cream stopped`).
  private func thing(of index: Int, near first: Int) -> SummaryUnit? {
    let units = comparison.units
    let words = comparison.summaryMeanings.words
    var position = first
    while position < units.count,
      units[position].words.lowerBound <= index
        || Self.using.contains(words[units[position].words.lowerBound].fine)
    {
      position += 1
    }
    // `tablets started from today`: behind a preposition nothing is the thing.
    if index + 1 < words.count, !Self.prepositions.contains(words[index + 1].fine),
      position < units.count,
      units[position].words.lowerBound - index <= Self.reach,
      (index + 1...units[position].words.lowerBound).allSatisfy({ words[$0].gap < .comma })
    {
      return isThing(units[position]) ? units[position] : nil
    }
    // `cream stopped`, `tablets started from today`.
    let isLast =
      index + 1 == words.count || words[index + 1].gap >= .comma
      || Self.prepositions.contains(words[index + 1].fine)
    guard isLast, first > 0 || !units.isEmpty else { return nil }
    position = min(first, units.count - 1)
    while position >= 0, units[position].words.upperBound > index { position -= 1 }
    guard position >= 0, index - units[position].words.upperBound < Self.reach,
      (units[position].words.upperBound...index).allSatisfy({ words[$0].gap < .comma }),
      isThing(units[position])
    else { return nil }
    return units[position]
  }

  private static let using = Thesaurus.roots("use using take taking")
  private static let prepositions = Thesaurus.roots(
    "from in by because at on until for after with when as since")

  private func isThing(_ unit: SummaryUnit) -> Bool {
    guard unit.support == .said, !unit.isNeutral, !unit.places.isEmpty,
      unit.places.count <= Self.placeLimit, !unit.isAboutRecord
    else { return false }
    switch unit.kind {
    case .drug, .drugClass, .generic, .device, .procedure: return true
    default: return false
    }
  }

  /// Where the note says the opposite of a thing, and nowhere the same.
  private func opposing(_ course: Course, _ thing: SummaryUnit) -> [TextSpan] {
    let words = comparison.noteMeanings.words
    var found: [TextSpan] = []
    for place in thing.places {
      var first = Int(place.start)
      while first > max(0, Int(place.start) - Self.reachInNote), words[first].gap < .clause {
        first -= 1
      }
      var last = Int(place.end)
      while last < min(words.count, Int(place.end) + Self.reachInNote), words[last].gap < .clause {
        last += 1
      }
      for word in first..<last where !place.words.contains(word) {
        let fine = words[word].fine
        let isSame: Bool
        switch course {
        case .begins: isSame = Self.beginning.contains(fine) || Self.goesOn.contains(fine)
        case .ends: isSame = Self.ending.contains(fine)
        }
        if isSame { return [] }
        let isOpposite: Bool
        switch course {
        case .begins: isOpposite = Self.ends.contains(fine)
        case .ends: isOpposite = Self.begins.contains(fine) || Self.goesOn.contains(fine)
        }
        // Of those before it only what governs it: no comma between.
        if isOpposite, isBeside(word, place), !isDenied(word) {
          found.append(
            comparison.noteMeanings.span(
              of: min(word, Int(place.start))..<max(word + 1, Int(place.end)), in: comparison.note))
        }
      }
    }
    return Array(found.prefix(4))
  }

  private func isBeside(_ word: Int, _ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    let between =
      word < Int(place.start) ? word + 1...Int(place.start) : Int(place.end)...word
    return between.allSatisfy { words[$0].gap < .comma }
  }

  private func isDenied(_ word: Int) -> Bool {
    let words = comparison.noteMeanings.words
    return (max(0, word - 2)..<word).contains {
      comparison.noteCues.words[$0].contains(.negation)
        && ($0 + 1...word).allSatisfy { words[$0].gap < .comma }
    }
  }
}
