import ClinicalLanguage
import SourceText

/// Finds words that say of a thing the opposite of what the note says of it: `unstable condition`
/// for `stable condition`.
///
/// The opposite must stand beside the same thing in the note, and neither the summary's word nor
/// one that bears it out anywhere near.
struct OpposedComparison {
  private typealias Mention = (word: Int, value: OpposedWords.Value)
  typealias Disagreement = (span: TextSpan, noteSpan: TextSpan)

  let comparison: Comparison

  /// How far apart a value and its anchors may stand in the note, and how far around what speaks
  /// for the summary is looked for.
  private static let noteReach = 12
  private static let agreeingReach = 12
  /// More of one axis than these, in the summary or in the note, say nothing of any one thing;
  /// those of the other axes do.
  private static let mostMentions = 400

  func disagreements() -> [Disagreement] {
    let units = comparison.units
    guard units.count <= Comparison.mostUnits else { return [] }
    let told = OpposedWords.mentions(in: comparison.summaryMeanings.words)
    guard !told.isEmpty else { return [] }
    let asked = Self.byAxis(told)
    let known = Self.byAxis(OpposedWords.mentions(in: comparison.noteMeanings.words))
    var found: [Disagreement] = []
    var next = 0
    for mention in told where asked[mention.value.axis] != nil {
      guard let known = known[mention.value.axis] else { continue }
      while next < units.count, units[next].words.upperBound <= mention.word { next += 1 }
      guard isPlain(mention.word, comparison.summaryMeanings, comparison.summaryCues),
        known.contains(where: { OpposedWords.exclude($0.value, mention.value) }),
        isTold(mention.word, next), !comparison.isComparedDegree(mention.word)
      else { continue }
      // `systolic murmur, stable`: a word alone in its part belongs to what stands before it.
      let anchors = Anchors(
        around: mention.word..<mention.word + 1, before: next, in: comparison,
        crossesComma: isAlone(mention.word, comparison.summaryMeanings),
        crossesColon: isBehindColon(mention.word)
      )
      .adding(inner(of: next, but: mention.word))
      guard !anchors.units.isEmpty, let place = opposing(mention, anchors, known) else {
        continue
      }
      found.append(
        (
          comparison.summaryMeanings.span(
            of: mention.word..<mention.word + 1, in: comparison.summary),
          comparison.noteMeanings.span(of: place..<place + 1, in: comparison.note)
        ))
    }
    return found
  }

  /// The mentions of each axis, but for an axis that has too many.
  private static func byAxis(_ mentions: [Mention]) -> [UInt8: [Mention]] {
    Dictionary(grouping: mentions) { $0.value.axis }.filter { $0.value.count <= mostMentions }
  }

  /// The other words of an expression that the word is in: `systolic` and `function` of `normal
  /// systolic function`.
  private func inner(of position: Int, but word: Int) -> [SummaryUnit] {
    guard position < comparison.units.count else { return [] }
    let unit = comparison.units[position]
    guard unit.words.count > 1, unit.words.contains(word) else { return [] }
    let words = comparison.summaryMeanings.words
    return unit.words.filter { $0 != word && !FunctionWords.holds(words[$0]) }.compactMap { other in
      var places: [NoteIndex.Place] = []
      comparison.index.forEachPlace(of: words[other].fine) { places.append($0) }
      guard !places.isEmpty else { return nil }
      return unit.narrowed(
        to: other..<other + 1,
        comparison.summaryMeanings.span(of: other..<other + 1, in: comparison.summary),
        places: places, aligned: places)
    }
  }

  private func isAlone(_ word: Int, _ meanings: DocumentMeanings) -> Bool {
    let words = meanings.words
    // `critical but stable`
    if word > 0, WordCues.turns(words[word - 1]) { return true }
    return words[word].gap == .comma
      && (word + 1 == words.count || words[word + 1].gap >= .comma)
  }

  /// `TSH: normal.`
  private func isBehindColon(_ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    guard word > 0, words[word].gap == .clause,
      word + 1 == words.count || words[word + 1].gap >= .comma
    else { return false }
    let tokens = comparison.summary.tokens
    let between =
      Int(
        tokens[Int(words[word - 1].endToken) - 1].span.end)..<Int(
        tokens[Int(words[word].firstToken)].span.start)
    return comparison.summary.text.bytes[between].contains(UInt8(ascii: ":"))
  }

  /// Whether the word is in a claim that is compared at all, and says nothing of the record.
  private func isTold(_ word: Int, _ next: Int) -> Bool {
    let units = comparison.units
    let sentence = comparison.summaryMeanings.sentences[word]
    func isNear(_ index: Int) -> Bool {
      units.indices.contains(index) && !units[index].isAboutRecord
        && comparison.summaryMeanings.sentences[units[index].words.lowerBound] == sentence
    }
    return isNear(next) || isNear(next - 1)
  }

  private static let opening = Thesaurus.roots(
    """
    \(PlainWords.open) when could can call return seek than versus vs risk
    possible avoid expect expected prevent hope try trying instructed encouraged counseled counselled
    discussed considering
    """)
  private static let openingReach = 6
  private static let denialReach = 6

  /// Whether nothing around the word denies it, doubts it, or makes it wait.
  private func isPlain(_ index: Int, _ meanings: DocumentMeanings, _ cues: CueMap) -> Bool {
    let words = meanings.words
    if isDenied(index, meanings, cues) { return false }
    var word = index
    let first = max(0, index - Self.openingReach)
    while word > first, words[word].gap < .comma {
      word -= 1
      if Self.opening.contains(words[word].fine) { return false }
    }
    // `worse than`, `stable or improved`, `worse on the right`
    var next = index + 1
    if next < words.count, words[next].gap < .comma, Self.or.contains(words[next].fine) {
      return false
    }
    while next < min(words.count, index + Self.comparingReach), words[next].gap < .comma {
      if Self.comparing.contains(words[next].fine) { return false }
      next += 1
    }
    return true
  }

  private func isDenied(_ index: Int, _ meanings: DocumentMeanings, _ cues: CueMap) -> Bool {
    let words = meanings.words
    var word = index
    let first = max(0, index - Self.denialReach)
    while word > first, words[word].gap < .comma {
      word -= 1
      if cues.words[word].contains(.negation), OpposedWords.value(of: words[word]) == nil {
        return true
      }
    }
    return false
  }

  private static let comparing = Thesaurus.roots("than versus vs left right")
  private static let or = Thesaurus.roots("or")
  private static let comparingReach = 4

  /// The word of the note that says the opposite beside the anchors, if nothing near says the same.
  ///
  /// - Parameter known: the words of the note that have a value of the axis.
  private func opposing(_ told: Mention, _ anchors: Anchors, _ known: [Mention]) -> Int? {
    let asked = anchors.units.count { $0.support > .none }
    let (meanings, cues) = (comparison.noteMeanings, comparison.noteCues)
    var best: (word: Int, count: Int)?
    var isFollowed = false
    for mention in known {
      let matched = anchors.matched(
        at: mention.word..<mention.word + 1, within: Self.noteReach, in: comparison)
      guard !matched.isEmpty else { continue }
      if !OpposedWords.exclude(mention.value, told.value) {
        if isDenied(mention.word, meanings, cues) { continue }
        return nil
      }
      let bound = matched.filter { isBound(mention.word, to: $0.place) }
      guard !bound.isEmpty, isPlain(mention.word, meanings, cues),
        matched.count >= min(2, asked)
          || bound.contains(where: { isRare($0.unit) || isBeside($0.unit, told.word) })
      else { continue }
      if bound.contains(where: { follows($0.unit, told.word) && $0.place.start > mention.word }) {
        isFollowed = true
      }
      if matched.count > best?.count ?? 0 { best = (mention.word, matched.count) }
    }
    guard let best, isFollowed || !isBorneOut(told.value, near: best, anchors) else { return nil }
    return best.word
  }

  /// A thing that the note names a few times only.
  private func isRare(_ unit: SummaryUnit) -> Bool {
    !unit.isNeutral && unit.support == .said && unit.places.count <= 3
  }

  /// `worse with coughing`: whether the unit stands right behind the word in the summary, in both
  /// texts what the word is said of.
  private func follows(_ unit: SummaryUnit, _ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = word + 1
    return !unit.isNeutral && unit.support == .said
      && (unit.words.lowerBound == next
        || unit.words.lowerBound == next + 1 && FunctionWords.holds(words[next]))
  }

  private static let besidePlaces = 8

  /// Whether the unit stands right beside the word in the summary, but for a verb.
  private func isBeside(_ unit: SummaryUnit, _ word: Int) -> Bool {
    guard unit.support == .said,
      unit.places.count <= (unit.isNeutral ? Self.besidePlaces / 2 : Self.besidePlaces)
    else {
      return false
    }
    let words = comparison.summaryMeanings.words
    if unit.words.lowerBound == word + 1 { return true }
    return unit.words.upperBound <= word
      && (unit.words.upperBound..<word).allSatisfy { Self.copulas.contains(words[$0].fine) }
  }

  private static let reachBehind = 3
  private static let reachBefore = 5
  /// `has normal reflexes` says of reflexes what `reflexes are normal` says.
  private static let copulas = Thesaurus.roots("\(PlainWords.copulas) has have had")
  /// `normal in size`, `within normal limits`: what goes on with the word.
  private static let going = Thesaurus.roots(
    "limit limits range size appearance appearing looking caliber contour throughout")
  /// `x-ray, which is normal`
  private static let relative = Thesaurus.roots("which that")
  private static let within = Thesaurus.roots("within")

  /// Whether the word of the note belongs to the place: right before it, or behind it with nothing
  /// of its own to qualify.
  private func isBound(_ word: Int, to place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    let between = Anchors.between(place.words, word..<word + 1)
    if word < Int(place.start) {
      return Int(place.start) - word <= Self.reachBehind
        && between.allSatisfy { words[$0].gap < .comma } || isListed(word, place)
    }
    let isPredicated =
      word > 0
      && (Self.copulas.contains(words[word - 1].fine) || Self.within.contains(words[word - 1].fine))
    guard isPredicated || word - Int(place.end) < Self.reachBefore,
      between.allSatisfy({
        words[$0].gap < .comma
          || $0 == word && ($0 == Int(place.end) || isAlone(word, comparison.noteMeanings))
          || isPredicated && Self.relative.contains(words[$0].fine)
      })
    else { return false }
    let next = word + 1
    return next >= words.count || words[next].gap >= .comma || FunctionWords.holds(words[next])
      || Thesaurus.embedded.isNeutral(words[next]) || words[next].isNumber
      || Self.going.contains(words[next].fine)
  }

  private static let and = Thesaurus.roots("and or the")
  private static let listReach = 9

  /// `normal uterus, tubes and ovaries`: whether nothing but things stand between the word and the
  /// place.
  private func isListed(_ word: Int, _ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    return Int(place.start) - word <= Self.listReach
      && (word + 1...Int(place.start)).allSatisfy { words[$0].gap <= .comma }
      && (word + 1..<Int(place.start)).allSatisfy {
        OpposedWords.value(of: words[$0]) == nil
          && (!FunctionWords.holds(words[$0]) || Self.and.contains(words[$0].fine))
      }
  }

  /// Whether the note says the same, or what bears it out, around the word, or around as many of
  /// the anchors as stand there.
  private func isBorneOut(
    _ value: OpposedWords.Value, near best: (word: Int, count: Int), _ anchors: Anchors
  ) -> Bool {
    let words = comparison.noteMeanings.words
    let sentences = comparison.noteMeanings.sentences
    func holds(around range: Range<Int>) -> Bool {
      let first = max(0, range.lowerBound - Self.agreeingReach)
      let end = min(words.count, range.upperBound + Self.agreeingReach)
      let sentence = sentences[range.lowerBound]
      return (first..<end).contains { index in
        let isSame = OpposedWords.value(of: words[index]) == value
        guard abs(sentences[index] - sentence) <= (isSame ? 1 : 0),
          isSame || OpposedWords.bearsOut(words[index], value)
        else { return false }
        return !isDenied(index, comparison.noteMeanings, comparison.noteCues)
      }
    }
    if holds(around: best.word..<best.word + 1) || isToldLater(value, than: best.word) {
      return true
    }
    var counts: [Int32: Int] = [:]
    for unit in anchors.units {
      for sentence in Set(unit.places.map { sentences[Int($0.start)] }) {
        counts[sentence, default: 0] += 1
      }
    }
    return anchors.units.contains { unit in
      unit.places.contains { place in
        counts[sentences[Int(place.start)], default: 0] >= best.count
          && holds(around: place.words)
      }
    }
  }

  private static let pronouns = Thesaurus.roots("this that it these they both")
  /// How many sentences on, and how many words, what a pronoun stands for may be spoken of.
  private static let pronounReach: Int32 = 3
  private static let pronounWords = 60

  /// `It was then stopped`, of what was started two sentences before: whether a sentence behind the word
  /// says the value of something that it names by a pronoun alone.
  private func isToldLater(_ value: OpposedWords.Value, than word: Int) -> Bool {
    let words = comparison.noteMeanings.words
    let sentences = comparison.noteMeanings.sentences
    let end = min(words.count, word + Self.pronounWords)
    var opensWithPronoun = false
    for index in word + 1..<max(word + 1, end) {
      if sentences[index] - sentences[word] > Self.pronounReach { return false }
      if sentences[index] != sentences[index - 1] {
        opensWithPronoun =
          Self.pronouns.contains(words[index].fine) && index + 1 < words.count
          && FunctionWords.holds(words[index + 1])
      }
      if opensWithPronoun, OpposedWords.value(of: words[index]) == value,
        !isDenied(index, comparison.noteMeanings, comparison.noteCues)
      {
        return true
      }
    }
    return false
  }
}
