import ClinicalLanguage
import SourceText

extension QuantityComparison {
  /// How far a value may lie from the note's where the units differ (conversion and rounding).
  private static let conversionTolerance = 0.012
  /// How far behind `about`, `nearly`, `over`.
  private static let looseTolerance = 0.1
  /// A month for four weeks, a year for 50 weeks.
  private static let durationTolerance = 0.09

  mutating func compareAmount(_ place: Int) {
    let mention = mentions[place]
    // `the past month` says no number.
    if mention.qualifiers.isSuperset(of: [.word, .borrowedUnit]) { return }
    if mention.qualifiers.contains(.age) { return compareAge(place) }
    if compareReturn(place) || compareTablets(place) { return }
    if isPartOfKnown(place) || isRateWithoutNumber(place) { return }
    var candidates = matches(mention)
    var otherUnit: [Int] = []
    if candidates.isEmpty { (candidates, otherUnit) = sameNumbers(place) }
    if candidates.isEmpty, mention.dimension.measure == .duration,
      isBetweenClockTimes(mention) || isGestation(mention) || isDayNumber(mention)
        || isBoundOfKnown(mention)
        || otherUnit.isEmpty && isBetweenDates(mention)
    {
      return
    }
    if candidates.isEmpty {
      if isWrittenOtherwise(place) { return }
      guard !otherUnit.isEmpty || isMissing(place) else { return }
      if otherUnit.isEmpty {
        report(place, aspect(of: place), .absent, note: alternatives(to: place))
      } else {
        report(
          place, mention.dimension.measure == .duration ? .duration : .unit, .otherUnit,
          note: otherUnit)
      }
      return
    }
    if compareConversion(place, candidates) || comparePast(place, candidates)
      || compareDose(place, candidates)
      || compareMeasurement(place, candidates)
      || compareChange(place) || compareOccasion(place)
    {
      return
    }
    compareSurroundings(place, candidates)
  }

  /// `13 months old` where the note has `13 years old`, `20 months of age` where it has no 20. How old
  /// the patient is, others judge.
  private mutating func compareAge(_ place: Int) {
    let mention = mentions[place]
    guard !mention.qualifiers.contains(.approximate), matches(mention).isEmpty,
      !isInYear(mention)
    else { return }
    let otherUnit = index.written(mention.raw).filter {
      index.mentions[$0].qualifiers.contains(.age)
    }
    if !otherUnit.isEmpty {
      report(place, .duration, .otherUnit, note: otherUnit)
    } else if mention.low != mention.high,
      !index.hasNumber(from: mention.raw, to: mention.raw)
        || !index.hasNumber(
          from: mention.raw * mention.high / mention.low,
          to: mention.raw * mention.high / mention.low)
    {
      report(place, .duration, .absent)
    } else if !index.hasNumber(from: mention.raw, to: mention.raw), !isFullYears(mention) {
      // `a child of 41 months`, of which number the note has nothing.
      report(place, .duration, .absent)
    }
  }

  /// `a child of two years` for `28 months old`.
  private func isFullYears(_ mention: QuantityMention) -> Bool {
    mention.low == mention.high
      && index.mentions.contains {
        $0.qualifiers.contains(.age) && $0.low >= mention.low
          && $0.low < mention.low + Self.daysPerYear
      }
  }

  /// `2-year-old` for `2 years 8 months old`.
  private func isInYear(_ mention: QuantityMention) -> Bool {
    guard mention.low == mention.high, isClose(mention.low / mention.raw, Self.daysPerYear, 1e-6)
    else { return false }
    return index.written(mention.raw).contains {
      let other = index.mentions[$0]
      return other.qualifiers.contains(.age) && other.low >= mention.low
        && other.low < mention.low + Self.daysPerYear
    }
  }

  private static let daysPerYear = 365.2425

  /// How many sentences apart the least and the greatest of some values stand.
  private static let rangeReach: Int32 = 3
  private static let sameValue = 1e-3

  /// `0.5 to 0.9 cm` of nodes that measure 0.6, 0.9, 0.7 and 0.5 cm.
  func isRangeOfValues(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.kind == .amount, mention.low < mention.high, mention.dimension != .none,
      // `2 to 6 weeks` of two things that last two and six.
      mention.dimension.measure != .duration, !mention.qualifiers.contains(.approximate),
      owners.nearest[place] == nil
    else { return false }
    func values(of value: Double) -> [Int32] {
      let found = index.amounts(
        mention.dimension, from: value * (1 - Self.sameValue), to: value * (1 + Self.sameValue))
      return found.prefix(QuantityIndex.mostCandidates).map { index.mentions[$0].sentence }
    }
    let ends = values(of: mention.high)
    return values(of: mention.low).contains { low in
      ends.contains { abs($0 - low) <= Self.rangeReach }
    }
  }

  /// Where the note has no such value: its numbers without unit that are written the same, and those
  /// in another unit, whichever is said of more alike things.
  private func sameNumbers(_ place: Int) -> (bare: [Int], otherUnit: [Int]) {
    let mention = mentions[place]
    let measure = mention.dimension.measure
    if measure == .none {
      return (index.written(mention.raw) + index.bare(mention.raw), [])
    }
    let written = index.written(mention.raw).filter {
      let other = index.mentions[$0]
      return other.dimension != .none && !other.qualifiers.contains(.borrowedUnit)
    }
    if measure == .angle || measure == .temperature {
      // `between 101 and 102 degrees` for `101 to 102 degrees Fahrenheit`, and no range for one value.
      let degrees = written.filter {
        let known = index.mentions[$0]
        let other = known.dimension.measure
        return other != measure && (other == .angle || other == .temperature)
          && (known.low == known.high) == (mention.low == mention.high)
      }
      if !degrees.isEmpty { return (degrees, []) }
    }
    if measure == .temperature {
      // `98.6 degrees` and `98.6` are Fahrenheit where Celsius would be beyond what a body can have.
      let fahrenheit = mention.low * 9 / 5 + 32
      let degrees = index.amounts(
        .angle, from: fahrenheit - 0.1, to: fahrenheit + 0.1)
      let found = degrees + index.bare(fahrenheit, tolerance: 0.001)
      if !found.isEmpty { return (found, []) }
    }
    let perDay = written.filter { isOfOneDay(mention, index.mentions[$0]) }
    if !perDay.isEmpty { return (perDay, []) }
    if measure == .duration {
      // `capillary refill four seconds` for `CRT 4`: the seconds of a measurement.
      if mention.low < Self.minute {
        let measured = index.bare(mention.raw).filter { noteOwners.measurement[$0] != nil }
        if !measured.isEmpty { return (measured, []) }
      }
      let elided = withElidedUnit(place)
      if !elided.isEmpty { return (elided, []) }
    }
    // Celsius beyond what a body can have.
    let isHot = measure == .temperature && mention.low > 45
    if measure == .duration || isHot || contradictsImpliedUnit(place) { return ([], written) }
    var bare = index.bare(mention.raw)
    // `ROM 0-120` is told in degrees, whether it says so or not.
    if measure == .angle, mention.low < mention.high {
      let range = bare.filter { index.mentions[$0].high == mention.high }
      if !range.isEmpty { return (range, []) }
    }
    if measure == .cellCount { bare += index.bare(mention.low) }
    if mention.high != mention.low {
      bare = bare.filter { _ in !index.bare(mention.high / mention.low * mention.raw).isEmpty }
    }
    guard !bare.isEmpty else { return ([], written) }
    if measure == .tablet || measure == .puff { return (bare, []) }
    // `Hgb 9` and `hemoglobin 9 g/dL` are of one measurement under two names.
    if let concept = owners.measurement[place] {
      let own = bare.filter { noteOwners.measurement[$0] == concept }
      if !own.isEmpty { return (own, []) }
    }
    let context = context(of: place)
    let near = bare.map { overlap(context, place, $0) }.max() ?? 0
    let other = written.map { overlap(context, place, $0) }.max() ?? 0
    if other > near { return ([], written) }
    // `4.4 x 3.1` is no count of things.
    if mention.raw <= Self.largestCount, mention.raw == mention.raw.rounded(), near == 0 {
      return ([], written)
    }
    return (bare, [])
  }

  /// In days.
  private static let minute = 1.0 / 1440

  /// `5 mm` where the note has `5 cm` of the same thing and `0.5 cm` of another.
  private mutating func compareConversion(_ place: Int, _ candidates: [Int]) -> Bool {
    let mention = mentions[place]
    guard mention.dimension != .none, mention.low == mention.high,
      !candidates.contains(where: { isSameUnit(mention, index.mentions[$0]) }),
      // Who tells `20 years` as two decades has put it so on purpose, whatever else lasted two months.
      mention.raw == 0 || !isClose(mention.low / mention.raw, Self.daysPerYear * 10, 1e-6)
    else { return false }
    let written = index.written(mention.raw).filter {
      let other = index.mentions[$0]
      return other.dimension == mention.dimension && !candidates.contains($0)
        && !isSameUnit(mention, other)
    }
    guard !written.isEmpty else { return false }
    let context = context(of: place)
    let near = candidates.map { overlap(context, place, $0) }.max() ?? 0
    let other = written.map { overlap(context, place, $0) }.max() ?? 0
    guard other >= 2, other > near else { return false }
    report(
      place, mention.dimension.measure == .duration ? .duration : .unit, .otherUnit, note: written)
    return true
  }

  /// Whether the note gives the measurement without a unit, and the value can only be meant in another
  /// one than the summary says.
  private func contradictsImpliedUnit(_ place: Int) -> Bool {
    guard let quantity = owners.quantity[place], quantity.unit != nil,
      let concept = owners.measurement[place],
      let own = summary.lexicon.canonicalValue(of: quantity, concept)
    else { return false }
    var unitless = quantity
    unitless.unit = nil
    guard let implied = summary.lexicon.canonicalValue(of: unitless, concept) else { return false }
    return !isClose(implied, own, 0.01)
  }

  // MARK: - Words around

  /// The content words around a quantity of the summary.
  func context(of place: Int, isWide: Bool = false) -> QuantityContext {
    let mention = mentions[place]
    let sentence = summary.sentences[Int(mention.sentence)].tokens
    var first = min(sentence.lowerBound, Int(mention.tokens.lowerBound))
    var last = max(sentence.upperBound, Int(mention.tokens.upperBound))
    if !isWide, place > 0, mentions[place - 1].dimension == mention.dimension {
      first = max(first, Int(mentions[place - 1].tokens.upperBound))
    }
    if !isWide, place + 1 < mentions.count, mentions[place + 1].dimension == mention.dimension {
      last = min(last, Int(mentions[place + 1].tokens.lowerBound))
    }
    return QuantityContext(
      of: mention, in: summary, stems: summaryStems,
      from: min(first, Int(mention.tokens.lowerBound)),
      to: max(last, Int(mention.tokens.upperBound)))
  }

  /// How many words, and how many of the numbers beside it, a quantity of the note shares with one of
  /// the summary.
  func overlap(_ context: QuantityContext, _ place: Int, _ mention: Int) -> Int {
    var found = context.overlap(with: index.mentions[mention], in: note, stems: noteStems)
    for step in [-1, 1] {
      guard mentions.indices.contains(place + step), mentions[place + step].kind == .amount,
        mentions[place + step].sentence == mentions[place].sentence
      else { continue }
      let beside = mentions[place + step]
      for other in [mention - 1, mention + 1] where index.mentions.indices.contains(other) {
        let known = index.mentions[other]
        if known.kind == .amount, known.low == beside.low, known.dimension == beside.dimension {
          found += 1
        }
      }
    }
    return found
  }

  /// Mentions of the same dimension and value.
  private func matches(_ mention: QuantityMention) -> [Int] {
    let value = mention.low
    var tolerance =
      mention.dimension.measure == .duration
      ? Self.durationTolerance : Self.conversionTolerance
    if mention.qualifiers.contains(.approximate) { tolerance = max(tolerance, Self.looseTolerance) }
    let margin = max(abs(value) * tolerance, mention.dimension.measure == .temperature ? 0.06 : 0)
    let near = index.amounts(mention.dimension, from: value - margin, to: value + margin)
    return near.filter { agrees(mention, index.mentions[$0]) }
  }

  private func agrees(_ mention: QuantityMention, _ other: QuantityMention) -> Bool {
    if isCompound(mention, in: summary) {
      let tolerance =
        isCompound(other, in: note) ? Self.compoundTolerance : Self.conversionTolerance / 2
      return isClose(mention.low, other.low, tolerance)
    }
    let isSameUnit = isSameUnit(mention, other)
    let tolerance =
      isSameUnit
      ? 1e-6
      : mention.dimension.measure == .duration
        ? Self.durationTolerance : Self.conversionTolerance
    if isClose(mention.low, other.low, tolerance) || isClose(mention.low, other.high, tolerance) {
      return mention.low == mention.high || isClose(mention.high, other.high, tolerance)
        || hasAmount(mention, mention.high, tolerance)
    }
    if mention.qualifiers.contains(.approximate) || other.qualifiers.contains(.approximate) {
      return isClose(mention.low, other.low, Self.looseTolerance)
        && (!isSameUnit || isRounder(mention.raw, than: other.raw))
    }
    return isSameUnit && isRounded(mention, from: other)
  }

  /// `5'4"`, `6 lb 2 oz`, `38 weeks 3 days`: what is told to the smaller unit is told exactly.
  func isCompound(_ mention: QuantityMention, in document: ClinicalDocument) -> Bool {
    guard mention.kind == .amount, mention.low == mention.high,
      mention.tokens.count > 2, mention.dimension != .none
    else { return false }
    var numbers = 0
    for token in mention.tokens where document.tokens[Int(token)].kind == .number { numbers += 1 }
    return numbers > 1
  }

  /// Between a pound and a half-ounce.
  private static let compoundTolerance = 0.002

  private func hasAmount(_ mention: QuantityMention, _ value: Double, _ tolerance: Double) -> Bool {
    let margin = value * tolerance
    return !index.amounts(mention.dimension, from: value - margin, to: value + margin).isEmpty
  }

  /// Whether both are written in one unit, as their ratio to the written number shows.
  private func isSameUnit(_ left: QuantityMention, _ right: QuantityMention) -> Bool {
    if left.dimension.measure == .temperature {
      return (left.low == left.raw) == (right.low == right.raw)
    }
    guard left.raw != 0, right.raw != 0 else { return true }
    return isClose(left.low / left.raw, right.low / right.raw, 1e-6)
  }

  /// Whether a value is the note's with fewer digits: `6.9` for `6.87`.
  private func isRounded(_ mention: QuantityMention, from other: QuantityMention) -> Bool {
    let digits = decimals(of: mention, in: summary)
    guard digits > 0, digits < decimals(of: other, in: note), other.raw > 0 else { return false }
    let step = digits == 1 ? 0.05 : 0.005
    return abs(mention.raw - other.raw) <= step * 1.01
  }

  func decimals(of mention: QuantityMention, in document: ClinicalDocument) -> Int {
    var digits = -1
    for byte in document.text[mention.span] {
      if byte == UInt8(ascii: "."), digits < 0 {
        digits = 0
      } else if digits >= 0 {
        guard byte &- 0x30 < 10 else { break }
        digits += 1
      }
    }
    return max(digits, 0)
  }

  func isClose(_ left: Double, _ right: Double, _ tolerance: Double) -> Bool {
    abs(left - right) <= max(abs(left), abs(right)) * tolerance
  }

  /// What the note gives instead: of the same drug or measurement, and in the same dimension.
  func alternatives(to place: Int) -> [Int] {
    let mention = mentions[place]
    if let drug = owners.nearest[place] {
      let own = index.mentions(ofDrug: owners.drugs[drug].concept).filter {
        index.mentions[$0].kind == .amount
          && index.mentions[$0].dimension == mention.dimension
      }
      if !own.isEmpty { return own }
    }
    if let concept = owners.measurement[place] {
      return index.mentions(ofMeasurement: concept)
    }
    return []
  }
}
