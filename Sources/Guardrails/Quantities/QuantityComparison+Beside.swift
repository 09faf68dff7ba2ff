import ClinicalLanguage
import SourceText

/// Numbers by the word beside which they stand: `HbA1c 8`, `type 2`, `1+ edema`, `weekly counseling`.
///
/// A number may stand in the note and still be of something else. Where the note has the word beside it
/// (under any name) with a number at every such place, and nowhere this one, and where nothing else of
/// what the summary says around the number stands around it in the note, the two disagree.
extension QuantityComparison {
  /// What can stand beside a word in place of something else of its sort.
  private struct Sort: Equatable {
    var kind: QuantityMention.Kind
    var dimension: QuantityDimension
  }

  /// What stands around a word of the note.
  private struct Neighbours {
    /// The tokens at which the numbers begin, up to the end of its part of the sentence.
    var near: [Int] = []
    /// Those of them that only filling words part from it.
    var adjacent: [Int] = []
  }

  mutating func compareBeside(_ place: Int) {
    let mention = mentions[place]
    guard let sort = sort(of: mention), let comparison = judged.comparison, !isClockTime(place),
      !isRateOfNumber(place), mention.kind != .ratio || !isOfList(mention)
    else { return }
    var others: [Int] = []
    var isOfThing = false
    for (places, isBefore) in anchors(of: mention, in: comparison) {
      for known in places {
        let found = neighbours(of: known, sort, in: comparison, isBefore: isBefore)
        if found.near.contains(where: { agrees(mention, sort, at: $0) }) { return }
        others += found.adjacent
        if !isBefore, !found.adjacent.isEmpty { isOfThing = true }
      }
    }
    // `oral fluids` are no IV fluids, whatever else is oral nearby.
    guard !others.isEmpty, !isOfSpelledOut(mention, in: comparison),
      sort.kind == .route && isOfThing || !isSaidNearby(mention, sort, in: comparison)
    else { return }
    let aspect: QuantityFinding.Aspect =
      switch mention.kind {
      case .frequency: .frequency
      case .route: .route
      default: self.aspect(of: place)
      }
    findings.append(
      QuantityFinding(
        aspect: aspect, reason: .otherValue, summarySpan: mention.span,
        noteSpans: others.prefix(3).map { span(at: $0, sort) }))
  }

  private static let mostPlaces = 24

  /// Doses and other measured values are compared by what they are of.
  private func sort(of mention: QuantityMention) -> Sort? {
    let isInDigits = summary.tokens[Int(mention.tokens.lowerBound)].kind == .number
    if isInDigits, isRoundDecade(Int(mention.tokens.lowerBound)) { return nil }
    switch mention.kind {
    case .amount:
      let measure = mention.dimension.measure
      guard measure == .none && isInDigits || measure == .duration,
        mention.qualifiers.isDisjoint(with: [.age, .borrowedUnit, .hash])
      else { return nil }
      return Sort(kind: .amount, dimension: mention.dimension)
    case .code, .ratio:
      // A time of day is no value of what is done then.
      guard isInDigits, !summary.text[mention.span].contains(UInt8(ascii: ":")) else { return nil }
      return Sort(kind: .amount, dimension: .none)
    case .frequency:
      guard !mention.qualifiers.contains(.implied), !isKnownRarity(mention) else { return nil }
      return Sort(kind: .frequency, dimension: .none)
    case .route: return Sort(kind: .route, dimension: .none)
    case .date: return nil
    }
  }

  // MARK: - The words beside a number

  /// Where the note has the expressions right before and right behind a quantity of the summary.
  private func anchors(of mention: QuantityMention, in comparison: Comparison) -> [(
    places: [NoteIndex.Place], isBefore: Bool
  )] {
    let meanings = comparison.summaryMeanings
    let words = meanings.words
    let first = words.partitioningIndex { $0.endToken > mention.tokens.lowerBound }
    let end = words.partitioningIndex { $0.firstToken >= mention.tokens.upperBound }
    guard first < words.count, end > 0 else { return [] }
    var found: [([NoteIndex.Place], Bool)] = []
    var word = first
    while word > 0, word > first - Self.anchorReach,
      isJoined(Int(words[word - 1].endToken), Int(words[word].firstToken))
    {
      word -= 1
      if isNumber(words[word], in: summary) || Self.isFilling(words[word]) { continue }
      if let places = places(of: words[word], in: comparison) {
        found.append((places, true))
      } else if mention.kind == .frequency {
        // `coffee servings a day`
        continue
      }
      break
    }
    word = end
    var things = 0
    while word < words.count, word < end + Self.suffixReach, things < Self.mostThings,
      isJoined(Int(words[word - 1].endToken), Int(words[word].firstToken))
    {
      let token = summary.tokens[Int(words[word].firstToken)]
      if !isNumber(words[word], in: summary), !Self.suffixes.contains(token.foldedHash) {
        guard let places = places(of: words[word], in: comparison) else { break }
        found.append((places, false))
        things += 1
      }
      word += 1
    }
    return found
  }

  /// In words.
  private static let anchorReach = 6
  private static let suffixReach = 4
  /// `4+ ankle edema`
  private static let mostThings = 2

  /// Where the note has the expression to which a word of the summary belongs, under any name; else where it
  /// has the word itself. Nil for what numbers do not belong to.
  private func places(of word: MeaningWord, in comparison: Comparison) -> [NoteIndex.Place]? {
    let span = summary.tokens[Int(word.firstToken)].span
    guard let unit = comparison.units(over: span).first, !unit.isNeutral else { return nil }
    switch unit.kind {
    case .time, .quantity, .person: return nil
    default: break
    }
    if unit.support == .said { return Array(unit.places.prefix(Self.mostPlaces)) }
    guard unit.words.count > 1, !FunctionWords.holds(word), !Self.common.contains(word.fine) else {
      return nil
    }
    var places: [NoteIndex.Place] = []
    comparison.index.forEachPlace(of: word.fine) {
      if places.count < Self.mostPlaces { places.append($0) }
    }
    return places.isEmpty ? nil : places
  }

  /// Whether no mark stands between two tokens that ends what is said of one thing.
  private func isJoined(_ first: Int, _ end: Int) -> Bool {
    (min(first, end)..<end).allSatisfy { place in
      switch summary.text.bytes[Int(summary.tokens[place].start)] {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "."), UInt8(ascii: ")"): false
      default: true
      }
    }
  }

  private func isNumber(_ word: MeaningWord, in document: ClinicalDocument) -> Bool {
    word.isNumber || Self.numberWords.contains(document.tokens[Int(word.firstToken)].foldedHash)
  }

  private static let numberWords = WordHash.list(
    """
    one two three four five six seven eight nine ten eleven twelve first third fourth fifth sixth \
    seventh eighth ninth tenth
    """)
  private static let suffixes = WordHash.list("st nd rd th")

  private static func isFilling(_ word: MeaningWord) -> Bool { filling.contains(word.fine) }

  private static let filling = Thesaurus.roots(
    """
    a an the of is was are were be been being has had at to about in on for by from as per than over under
    approximately roughly around nearly almost up down now currently today recent recently last latest
    most still only stable level levels score scores grade stage result results reading readings value
    values number no that this it which will would should
    """)

  // MARK: - The same words in the note

  /// In words of the note.
  private static let forward = 12
  private static let backward = 5

  private func neighbours(
    of place: NoteIndex.Place, _ sort: Sort, in comparison: Comparison, isBefore: Bool
  ) -> Neighbours {
    let words = comparison.noteMeanings.words
    let sentences = comparison.noteMeanings.sentences
    let sentence = sentences[Int(place.start)]
    var found = Neighbours()
    // How often something is done is often told at the end.
    let isLoose = sort.kind == .frequency
    var isFilled = true
    var word = Int(place.end)
    var last = -1
    while word < min(words.count, Int(place.end) + Self.forward), sentences[word] == sentence {
      let token = value(in: words[word].tokens, sort)
      let gap = words[word].gap
      // `8.06, then 8.69, and then 24.6` and `daily (was twice a day)` go on.
      if gap >= .comma, !found.near.isEmpty, token == nil,
        !Self.joining.contains(words[word].fine), !Self.isFilling(words[word])
      {
        break
      }
      if gap >= .comma, found.near.isEmpty { isFilled = gap == .clause && isFilled }
      if let token {
        if token != last, isBefore || isFilled {
          found.near.append(token)
          if isBefore, isFilled || isLoose, !isAge(token) { found.adjacent.append(token) }
        }
        last = token
      } else if !Self.isFilling(words[word]),
        found.near.isEmpty || !Self.joining.contains(words[word].fine)
      {
        isFilled = false
      }
      word += 1
    }
    isFilled = true
    word = Int(place.start) - 1
    last = -1
    while word >= max(0, Int(place.start) - Self.backward), sentences[word] == sentence,
      words[word + 1].gap < .comma
    {
      if let token = value(in: words[word].tokens, sort) {
        if token != last {
          found.near.append(token)
          if !isBefore, isFilled, !isAge(token) { found.adjacent.append(token) }
        }
        last = token
      } else if !Self.suffixes.contains(note.tokens[Int(words[word].firstToken)].foldedHash),
        !(last >= 0 && Self.joining.contains(words[word].fine))
      {
        isFilled = false
      }
      word -= 1
    }
    return found
  }

  private static let joining = Thesaurus.roots("and or to then through over out")

  /// The token at which something of the sort begins that lies over the tokens of a word.
  private func value(in tokens: Range<Int>, _ sort: Sort) -> Int? {
    let token = tokens.lowerBound
    let known = written.mentions[token]
    if sort.kind == .amount, sort.dimension == .none {
      return written.values[token].isNaN || isTime(token) ? nil : token
    }
    guard known >= 0 else { return nil }
    let mention = index.mentions[Int(known)]
    guard mention.kind == sort.kind,
      sort.kind != .amount || mention.dimension == sort.dimension
    else { return nil }
    return Int(mention.tokens.lowerBound)
  }

  /// The 5 of `9 at 5 minutes`: a number of time is the value of nothing else.
  private func isTime(_ token: Int) -> Bool {
    let known = written.mentions[token]
    return known >= 0 && index.mentions[Int(known)].dimension.measure == .duration
  }

  /// How old the patient is may agree with a length of time, and contradicts none.
  private func isAge(_ token: Int) -> Bool {
    let known = written.mentions[token]
    return known >= 0 && index.mentions[Int(known)].qualifiers.contains(.age)
  }

  private func span(at token: Int, _ sort: Sort) -> TextSpan {
    if sort.kind == .amount, sort.dimension == .none { return note.tokens[token].span }
    return index.mentions[Int(written.mentions[token])].span
  }

  // MARK: - Agreeing

  private func agrees(_ mention: QuantityMention, _ sort: Sort, at token: Int) -> Bool {
    if sort.kind == .amount, sort.dimension == .none {
      let value = written.values[token]
      // `2/10` is not the note's `4/10`, though both end alike.
      let known = written.mentions[token]
      if mention.kind == .ratio, known >= 0, index.mentions[Int(known)].kind == .ratio {
        let pair = index.mentions[Int(known)]
        return pair.low == mention.low && pair.high == mention.high
      }
      return isWritten(mention.low, for: value, of: mention)
        || isWritten(mention.high, for: value, of: mention)
        // `1/4` for 0.25
        || mention.kind == .ratio && mention.high > 0
          && isClose(value, mention.low / mention.high, 1e-9)
    }
    let known = index.mentions[Int(written.mentions[token])]
    switch sort.kind {
    case .frequency:
      return isClose(known.low, mention.low, 0.1) || isClose(known.high, mention.high, 0.1)
    case .route:
      guard let route = mention.route, let other = known.route else { return true }
      return route.isCompatible(with: other)
    default:
      return known.low <= mention.high * 1.1 && mention.low <= known.high * 1.1
    }
  }

  /// Whether a number may be told for another: the same, or rounded.
  private func isWritten(_ value: Double, for known: Double, of mention: QuantityMention) -> Bool {
    // `WBC 4.3` for 4300, `platelets 245,000` for 245.
    let (small, large) = (min(value, known), max(value, known))
    if isClose(value, known, 1e-9) || small < 1000 && isClose(small * 1000, large, 0.05) {
      return true
    }
    let margin =
      mention.qualifiers.contains(.approximate) ? known * 0.1 : value < 10 ? 0.0501 : 0.501
    return abs(value - known) <= margin && isRounder(value, than: known)
  }

  /// In words.
  private static let nearby = 6

  /// Whether the note has the number elsewhere with another of the words around it.
  private func isSaidNearby(
    _ mention: QuantityMention, _ sort: Sort, in comparison: Comparison
  ) -> Bool {
    let told = comparison.summaryMeanings.words
    let first = told.partitioningIndex { $0.endToken > mention.tokens.lowerBound }
    let end = told.partitioningIndex { $0.firstToken >= mention.tokens.upperBound }
    var around: Set<UInt64> = []
    var word = first
    while word > max(0, first - Self.nearby), told[word].gap < .clause {
      word -= 1
      insert(told[word], &around)
    }
    word = end
    while word < min(told.count, end + Self.nearby), told[word].gap < .clause {
      insert(told[word], &around)
      word += 1
    }
    let words = comparison.noteMeanings.words
    let sentences = comparison.noteMeanings.sentences
    guard !words.isEmpty else { return false }
    return knownPlaces(of: mention, sort).contains { token in
      let center = min(words.count - 1, words.partitioningIndex { $0.endToken > token })
      return (max(0, center - Self.nearby)..<min(words.count, center + Self.nearby + 1)).contains {
        around.contains(words[$0].fine) && sentences[$0] == sentences[center]
      }
    }
  }

  private func insert(_ word: MeaningWord, _ words: inout Set<UInt64>) {
    guard !word.isNumber, !FunctionWords.holds(word), !Self.isFilling(word),
      summary.tokens[Int(word.firstToken)].span.count > 1, !Self.common.contains(word.fine)
    else { return }
    words.insert(word.fine)
  }

  /// Words that stand beside any number.
  private static let common = Thesaurus.roots(
    """
    day days week weeks month months year years hour hours minute minutes mg mcg ml cm mm kg lb lbs pounds
    daily twice once times tablet tablets dose doses right left patient he she ago earlier later before
    after past last next
    """)

  /// Where the note has the value.
  private func knownPlaces(of mention: QuantityMention, _ sort: Sort) -> [Int] {
    if sort.kind == .amount, sort.dimension == .none {
      return written.places(of: mention.low).filter { !isTime($0) }
    }
    let known =
      switch sort.kind {
      case .frequency: index.frequencies
      case .route: index.routes
      default: index.amounts(sort.dimension, from: mention.low * 0.9, to: mention.high * 1.1)
      }
    return known.prefix(QuantityIndex.mostCandidates)
      .map { Int(index.mentions[$0].tokens.lowerBound) }
      .filter { agrees(mention, sort, at: $0) }
  }
}
