import ClinicalLanguage
import SourceText

/// Finds words of a summary that qualify a thing otherwise than the note does.
///
/// A value such as `right` belongs to the words it stands beside, its heads. Where the note qualifies
/// the same heads on the same axis, but never with this value, the two disagree.
struct AxisComparison {
  struct Disagreement {
    var axis: Int16
    var span: TextSpan
    var noteSpans: [TextSpan]
    /// Whether the note says something else, or nothing at all, of these heads.
    var isContradicted: Bool
  }

  let comparison: Comparison
  let summaryValues: [ExclusiveAxes.Mention]
  let noteValues: [ExclusiveAxes.Mention]
  /// The first note value of each note sentence.
  let firstOfSentence: [Int]

  init(_ comparison: Comparison, noteValues: AxisValues, axes: ExclusiveAxes = .embedded) {
    self.comparison = comparison
    summaryValues = axes.mentions(in: comparison.summaryMeanings.words)
    self.noteValues = noteValues.mentions
    firstOfSentence = noteValues.firstOfSentence
  }

  /// How many words may stand between a value and its head in the note.
  private static let reach = 6
  /// How many things a value qualifies at most.
  private static let headLimit = 3

  func disagreements(on axes: Set<Int16>, asksForSupport: Bool, isStrict: Bool) -> [Disagreement] {
    var found: [Disagreement] = []
    var unit = 0
    var noteIsSideless: Bool?
    let asked = AxisFilter(axes)
    for value in summaryValues
    where asked.holds(value.axis) && isQualifier(value)
      && ((isStrict && comparison.isQuoting)
        || !isDenied(value, comparison.summaryCues, comparison.summaryMeanings))
      && !isCompared(value) && (isStrict || comparison.isQuoting || !isListed(value))
    {
      while unit < comparison.units.count,
        comparison.units[unit].words.upperBound <= Int(value.start)
      { unit += 1 }
      if isStrict, isPartOfSaid(value, from: unit) { continue }
      let heads = heads(of: value, from: unit)
      if isStrict, isSidedOtherwise(heads) || isSaidSo(value) { continue }
      if isListed(value), isOneOfBoth(value, heads) { continue }
      if isStrict, !isBoth(value) {
        switch verdict(on: value, of: heads, unit: unit, noteIsSideless: &noteIsSideless) {
        case .agrees: continue
        case .disagrees(let opposing):
          if isToldAlone(value, heads) || isToldInPassing(value, heads) { continue }
          found.append(disagreement(value, opposing))
          continue
        case .open: break
        }
      }
      if let disagreement = disagreement(
        value, heads, asksForSupport: asksForSupport, isStrict: isStrict),
        !isStrict || !isToldAlone(value, heads) && !isToldInPassing(value, heads)
      {
        found.append(disagreement)
      }
    }
    return found
  }

  /// The `left` of `left anterior descending` where the note has `LAD`: an expression that the note has
  /// under another name, which names no other side.
  private func isPartOfSaid(_ value: ExclusiveAxes.Mention, from first: Int) -> Bool {
    guard first < comparison.units.count else { return false }
    let unit = comparison.units[first]
    return unit.words.lowerBound <= Int(value.start) && Int(value.end) < unit.words.upperBound
      && unit.support == .said && unit.places.contains { $0.words.count == 1 }
  }

  /// `not be able to tolerate`
  private static let denialReach = 4

  /// `not well controlled` says nothing of good control.
  private func isDenied(
    _ value: ExclusiveAxes.Mention, _ cues: CueMap, _ meanings: DocumentMeanings
  ) -> Bool {
    var word = Int(value.start)
    let first = max(0, word - Self.denialReach)
    while word > first, meanings.words[word].gap < .comma {
      word -= 1
      if cues.words[word].contains(.negation) || Self.wishing.contains(meanings.words[word].fine) {
        return true
      }
    }
    return false
  }

  /// `wants to quit`
  private static let wishing = Thesaurus.roots("want wish hope try plan interested agree if")

  private static let comparing = Thesaurus.roots("than compared comparison versus vs then other")

  private static let compared = Thesaurus.roots("than compared versus vs")

  /// `weaker than the left`: where a clause compares two values, what each belongs to is open.
  /// How far a comparison of two values reaches, in words.
  private static let comparingReach = 40

  private func isCompared(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    let near = max(0, Int(value.start) - 3)..<Int(value.start)
    if near.contains(where: { Self.compared.contains(words[$0].fine) }) { return true }
    var first = Int(value.start)
    let begin = max(0, first - Self.comparingReach)
    while first > begin, words[first].gap < .clause { first -= 1 }
    var last = Int(value.start) + 1
    let end = min(words.count, last + Self.comparingReach)
    while last < end, words[last].gap < .clause { last += 1 }
    guard words[first..<last].contains(where: { Self.comparing.contains($0.fine) }) else {
      return false
    }
    let start = Self.index(of: Int32(first), in: summaryValues[...])
    return summaryValues[start...].prefix { Int($0.start) < last }.contains { other in
      other.axis == value.axis && other.value != value.value
    }
  }

  /// The `left` of `better on the left than on the right`, by which it is worse on the right.
  private func isComparedInNote(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.noteMeanings.words
    let end = Int(value.end)
    return end < words.count && words[end].gap < .clause && Self.compared.contains(words[end].fine)
  }

  /// `transverse and descending colon`, `arm/leg`: of several values in a row each has a part of the truth.
  func isListed(_ value: ExclusiveAxes.Mention) -> Bool {
    let near = Self.index(of: value.start - 3, in: summaryValues[...])
    return summaryValues[near...].prefix { $0.start < value.end + 3 }.contains { other in
      other.axis == value.axis && other.value != value.value
    }
  }

  /// `began on the right and is now felt on the left`: whether the clause has another value of the axis,
  /// so that the note's own may belong to either.
  private func namesAnother(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    func isApart(_ other: ExclusiveAxes.Mention) -> Bool {
      let between = min(value.start, other.start)..<max(value.start, other.start)
      return between.dropFirst().contains { words[Int($0)].gap >= .clause }
    }
    let first = Self.index(of: value.start - Int32(Self.comparingReach), in: summaryValues[...])
    return summaryValues[first...].prefix { $0.start < value.end + Int32(Self.comparingReach) }
      .contains { $0.axis == value.axis && $0.value != value.value && !isApart($0) }
  }

  func isBoth(_ value: ExclusiveAxes.Mention) -> Bool {
    Self.both.contains(comparison.summaryMeanings.words[Int(value.start)].fine)
  }

  private static let both = Thesaurus.roots("both bilateral bilaterally each")

  /// `left the room`, `right now`: such words qualify nothing.
  func isQualifier(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    let end = Int(value.end)
    // `right-handed`, `right-angle clamp`, `L>R`
    if end < words.count, words[end].gap == .hyphen, Self.afterSide.contains(words[end].fine) {
      return false
    }
    if isBesideMark(value) || isLumbar(value) || isResultNoun(value)
      || comparison.isLeaving(value)
    {
      return false
    }
    if value.start > 0, Self.articles.contains(words[Int(value.start) - 1].fine) { return true }
    guard end < words.count, words[end].gap <= .hyphen else { return true }
    if FunctionWords.holds(words[end]) { return false }
    guard Thesaurus.embedded.isNeutral(words[end]) else { return true }
    // `left middle finger`: a plain word, and then what both qualify.
    let next = end + 1
    return next < words.count && words[next].gap <= .hyphen && !FunctionWords.holds(words[next])
      && !Thesaurus.embedded.isNeutral(words[next])
  }

  private static let afterSide = Thesaurus.roots("handed hand angle angled dominant foot")

  private func isBesideMark(_ value: ExclusiveAxes.Mention) -> Bool {
    let span = comparison.summaryMeanings.span(
      of: Int(value.start)..<Int(value.end), in: comparison.summary)
    let bytes = comparison.summary.text.bytes
    func isMark(_ index: Int) -> Bool {
      guard bytes.indices.contains(index) else { return false }
      return bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "<")
    }
    return isMark(Int(span.start) - 1) || isMark(Int(span.end)) || isMark(Int(span.end) + 1)
      || isMark(Int(span.start) - 2)
  }

  private static let articles = Thesaurus.roots("the his her their your")

  /// The units after the value in its clause; where there are none, those before it.
  private func heads(of value: ExclusiveAxes.Mention, from first: Int) -> [SummaryUnit] {
    let words = comparison.summaryMeanings.words
    let units = comparison.units
    var heads: [SummaryUnit] = []
    var index = first
    while index < units.count, units[index].words.lowerBound < Int(value.end) {
      // `distal humerus` is one expression: the value in it, and its head.
      if let head = innerHead(of: value, in: units[index]) { heads.append(head) }
      index += 1
    }
    var position = Int(value.end)
    while index < units.count, heads.count < Self.headLimit {
      let unit = units[index]
      guard (position...unit.words.lowerBound).allSatisfy({ words[$0].gap < .comma }) else { break }
      if !unit.isNeutral { heads.append(unit) }
      position = unit.words.upperBound
      index += 1
    }
    if !heads.isEmpty { return heads }
    index = first - 1
    position = Int(value.start)
    while index >= 0, heads.count < Self.headLimit {
      let unit = units[index]
      if unit.words.upperBound > position {
        index -= 1
        continue
      }
      guard (unit.words.upperBound...position).allSatisfy({ words[$0].gap < .comma }) else { break }
      if !unit.isNeutral { heads.append(unit) }
      position = unit.words.lowerBound
      index -= 1
    }
    return heads
  }

  /// The rest of an expression that begins with the value.
  func innerHead(of value: ExclusiveAxes.Mention, in unit: SummaryUnit) -> SummaryUnit? {
    guard unit.words.lowerBound <= Int(value.start), Int(value.end) < unit.words.upperBound else {
      return nil
    }
    let words = Int(value.end)..<unit.words.upperBound
    guard
      let last = words.last(where: {
        !FunctionWords.holds(comparison.summaryMeanings.words[$0])
      })
    else { return nil }
    var places: [NoteIndex.Place] = []
    comparison.index.forEachPlace(of: comparison.summaryMeanings.words[last].fine) {
      places.append($0)
    }
    // `right leg` where the note has `right lower extremities`: what ends the note's expression.
    for place in unit.places where place.words.count > 1 {
      let end = NoteIndex.Place(start: place.end - 1, end: place.end)
      if !places.contains(end) { places.append(end) }
    }
    guard !places.isEmpty else { return nil }
    let near = places.filter { place in
      unit.clauseSentence < 0
        || comparison.noteMeanings.sentences[Int(place.start)] == unit.clauseSentence
    }
    return unit.narrowed(
      to: words, comparison.summaryMeanings.span(of: words, in: comparison.summary),
      places: places, aligned: near.isEmpty ? places : near)
  }

  /// The share of a clause that its sentence must hold where a quality is compared.
  private static let renderedShare: Float = 0.5

  /// How many words may stand between a value and the thing that it qualifies.
  private static let bindingReach = 2

  /// Whether nothing but a word or two stands between the value and the words.
  private func isBound(
    _ value: ExclusiveAxes.Mention, to range: Range<Int>, in words: [MeaningWord]
  ) -> Bool {
    let first = min(Int(value.end), range.upperBound)
    let last = max(Int(value.start), range.lowerBound)
    guard last - first <= Self.bindingReach - 1, first <= last else {
      return Int(value.start) < range.upperBound && range.lowerBound < Int(value.end)
    }
    return (first...last).allSatisfy { words[$0].gap < .comma }
  }

  private func disagreement(
    _ value: ExclusiveAxes.Mention, _ found: [SummaryUnit], asksForSupport: Bool, isStrict: Bool
  ) -> Disagreement? {
    var heads = found
    if !isStrict, !comparison.isQuoting {
      // A list of hundreds of axes has words for every text: only what stands right beside the value, in
      // both texts, is compared.
      guard let head = found.first, head.support >= .kindred,
        isBound(value, to: head.words, in: comparison.summaryMeanings.words)
      else { return nil }
      heads = [head]
      if isSaidElsewhere(value, of: head) { return nil }
      // The clause renders one sentence, and there the other value stands.
      guard head.clauseSupport >= Self.renderedShare else { return nil }
      heads = [
        head.narrowed(
          to: head.words, head.span, places: head.places,
          aligned: head.places.filter { place in
            comparison.noteMeanings.sentences[Int(place.start)] == head.clauseSentence
          })
      ]
    }
    let words = comparison.summaryMeanings.words
    var opposing: [TextSpan] = []
    var hasPlace = false
    var agreesNearby = false
    for (position, head) in heads.enumerated() where position == 0 || isThing(head) {
      for place in head.aligned {
        hasPlace = true
        let sentence = comparison.noteSentence(place)
        for other in values(near: sentence, around: place)
        where other.axis == value.axis && !isNoSide(other)
          // `ankle jerk absent L`: what is denied still has its side.
          && (isStrict && other.value == value.value
            || !isDenied(other, comparison.noteCues, comparison.noteMeanings))
        {
          let isSameSentence =
            Int(comparison.noteMeanings.sentences[Int(other.start)]) == sentence
          let isClose =
            isSameSentence && abs(Int(other.start) - Int(place.start)) <= Self.reach
          if other.value == value.value {
            if isClose || !(isStrict || comparison.isQuoting) { return nil }
            agreesNearby = true
          } else if isClose, !isBothInNote(other), !isComparedInNote(other),
            !hasNearer(other, to: place),
            isStrict || comparison.isQuoting
              || isBound(other, to: place.words, in: comparison.noteMeanings.words)
          {
            opposing.append(
              comparison.noteMeanings.span(
                of: Int(other.start)..<Int(other.end), in: comparison.note))
          }
        }
      }
      // What stands right beside the value decides, whatever is said of the words farther off.
      if agreesNearby, opposing.isEmpty, isBound(value, to: head.words, in: words) { return nil }
    }
    // Where nothing stands close to the heads, what stands around them counts.
    if agreesNearby && (opposing.isEmpty || !isStrict || namesAnother(value)) { return nil }
    if opposing.isEmpty && (!hasPlace || !asksForSupport) { return nil }
    // Both sides of a thing are often told one after the other.
    if isBoth(value) { return nil }
    return disagreement(value, opposing)
  }

  func disagreement(_ value: ExclusiveAxes.Mention, _ opposing: [TextSpan]) -> Disagreement {
    Disagreement(
      axis: value.axis,
      span: comparison.summaryMeanings.span(
        of: Int(value.start)..<Int(value.end), in: comparison.summary),
      noteSpans: Array(Set(opposing)).sorted().prefix(4).map { $0 },
      isContradicted: !opposing.isEmpty)
  }

  /// The `right` of `right-angle clamp` in the note.
  func isNoSide(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.noteMeanings.words
    let end = Int(value.end)
    guard end + 1 < words.count else { return false }
    // `placed in the right lateral decubitus position`.
    if Self.lying.contains(words[end + 1].fine), words[end].gap <= .hyphen { return true }
    return words[end].gap == .hyphen && Self.afterSide.contains(words[end].fine)
  }

  private static let lying = Thesaurus.roots("decubitus")

  /// More values around one place than this are a list of words; those close by suffice then.
  private static let mostValues = 64

  /// The values of a sentence and its neighbours, or of a long list those around the place.
  private func values(
    near sentence: Int, around place: NoteIndex.Place
  ) -> ArraySlice<ExclusiveAxes.Mention> {
    let all = values(near: sentence)
    guard all.count > Self.mostValues else { return all }
    let middle = Self.index(of: place.start, in: all)
    let half = Self.mostValues / 2
    return all[max(all.startIndex, middle - half)..<min(all.endIndex, middle + half)]
  }

  /// The first value that begins at or after the word.
  static func index(
    of word: Int32, in values: ArraySlice<ExclusiveAxes.Mention>
  ) -> Int {
    values.partitioningIndex { $0.start >= word }
  }

  /// The values of a sentence and its neighbours.
  func values(near sentence: Int) -> ArraySlice<ExclusiveAxes.Mention> {
    let first = firstOfSentence[max(0, sentence - 1)]
    let last = firstOfSentence[min(firstOfSentence.count - 1, sentence + 2)]
    return noteValues[first..<max(first, last)]
  }
}
