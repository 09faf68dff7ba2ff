import ClinicalLanguage
import SourceText

/// Values that a summary writes otherwise than its note, and that are the same.
extension QuantityComparison {
  /// Whether a value that the note does not have in these units is there in another writing.
  mutating func isWrittenOtherwise(_ place: Int) -> Bool {
    isOfOneLetter(place) || isClockTime(place) || isRoundedValue(place) || isInThousands(place)
      || isImpliedCelsius(place) || isPartOfHundred(place) || isAgeAtEvent(place)
      || isVolumeOfDose(place)
      || isDateReadAsTime(place) || isProduct(place) || isSumOfTimes(place) || isSumOfDoses(place)
      || isInWords(place)
      || isMultiple(place) || isDifference(place)
  }

  /// `100 mL` for five aliquots of 20 mL, where the note has another 100; not where it has 100 mm.
  private func isMultiple(_ place: Int) -> Bool {
    let mention = mentions[place]
    return owners.nearest[place] == nil && !hasMeasure(of: mention)
      && isDerived(mention, isOfDrug: false)
  }

  /// Whether the note has the number in a unit of the same measure.
  private func hasMeasure(of mention: QuantityMention) -> Bool {
    index.written(mention.raw).contains {
      index.mentions[$0].dimension.measure == mention.dimension.measure
    }
  }

  // MARK: - Letters

  /// `22G` for gauge, `6m` for six months, `30'` for minutes, `20 K` for potassium, `2 L` for 2 L/min: a
  /// letter that stands for more than one unit.
  private func isOfOneLetter(_ place: Int) -> Bool {
    let mention = mentions[place]
    // `3 m` for `3 cm`, where the note also has three minutes, is no other writing.
    if mention.dimension.measure != .volume, hasMeasure(of: mention) { return false }
    return index.written(mention.raw).contains {
      let other = index.mentions[$0]
      return isSameRange(mention, other)
        && (mayMean(mention, in: summary, other) || mayMean(other, in: note, mention)
          || isFlow(mention, other))
    }
  }

  private func isSameRange(_ left: QuantityMention, _ right: QuantityMention) -> Bool {
    left.low > 0 && right.low > 0 && isClose(left.high / left.low, right.high / right.low, 1e-6)
  }

  /// Needles are made from 10 to 34 gauge (ISO 9626).
  private static let gauges = 10.0...34

  /// Whether the letter of the first may be the unit of the second.
  private func mayMean(
    _ mention: QuantityMention, in document: ClinicalDocument, _ other: QuantityMention
  ) -> Bool {
    guard mention.kind == .amount, other.kind == .amount,
      mention.dimension.denominator == .none, other.dimension.denominator == .none,
      let letter = letter(of: mention, in: document)
    else { return false }
    let size = other.low / other.raw
    switch (letter, mention.dimension.measure, other.dimension.measure) {
    case (UInt8(ascii: "G"), .mass, .gauge):
      return Self.gauges.contains(mention.raw) && mention.raw == mention.raw.rounded()
    case (UInt8(ascii: "m"), .length, .duration): return isMonth(size) || isMinute(size)
    case (UInt8(ascii: "'"), .length, .duration): return isMinute(size)
    case (UInt8(ascii: "\""), .length, .duration): return isClose(size, 1.0 / 86400, 1e-6)
    // `24F` for a woman of 24.
    case (UInt8(ascii: "F"), .french, .duration): return other.qualifiers.contains(.age)
    case (UInt8(ascii: "K"), .cellCount, .equivalent), (UInt8(ascii: "K"), .cellCount, .substance):
      return true
    default: return false
    }
  }

  private func isMonth(_ days: Double) -> Bool { isClose(days, 30.436_875, 1e-6) }
  private func isMinute(_ days: Double) -> Bool { isClose(days, 1.0 / 1440, 1e-6) }

  /// The one letter or mark behind the number; nil where a word is.
  private func letter(of mention: QuantityMention, in document: ClinicalDocument) -> UInt8? {
    let text = document.text[mention.span]
    guard let last = text.last, text.count > 1 else { return nil }
    let before = text[text.index(text.endIndex, offsetBy: -2)]
    return before == 0x20 || before &- 0x30 < 10 ? last : nil
  }

  /// Oxygen by the litre is by the litre a minute.
  private func isFlow(_ left: QuantityMention, _ right: QuantityMention) -> Bool {
    guard left.dimension.measure == .volume, right.dimension.measure == .volume,
      isClose(left.low, right.low, 1e-6), isClose(left.low / left.raw, 1000, 1e-6)
    else { return false }
    let denominators = (left.dimension.denominator, right.dimension.denominator)
    return denominators == (.none, .minute) || denominators == (.minute, .none)
  }

  // MARK: - Digits

  /// Below this a whole number says too little to be a rounded one.
  private static let leastRounded = 10.0
  /// How far a converted value may lie from the note's where it is rounded to its last digit.
  private static let conversionRounding = 0.05

  /// `BMI 34` for 34.2, `creatinine 1.1` for 1.14, `5 cm` for two inches: the value with fewer digits. No
  /// dose is rounded.
  private func isRoundedValue(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.low == mention.high, mention.raw > 0, owners.nearest[place] == nil,
      mention.dimension.measure != .temperature, mention.dimension.measure != .duration,
      !isCompound(mention, in: summary)
    else { return false }
    let digits = decimals(of: mention, in: summary)
    guard digits <= 1, digits == 1 || mention.raw >= Self.leastRounded || mention.dimension != .none
    else { return false }
    let unit = mention.low / mention.raw
    let step = (digits == 1 ? 0.0501 : 0.501) * unit
    return index.amounts(mention.dimension, from: mention.low - step, to: mention.low + step)
      .contains {
        let other = index.mentions[$0]
        guard other.low == other.high, other.raw > 0 else { return false }
        if isClose(other.low / other.raw, unit, 1e-6) {
          return digits < decimals(of: other, in: note)
            && (digits == 1 || mention.raw >= Self.leastRounded)
        }
        return isClose(other.low, mention.low, Self.conversionRounding)
      }
  }

  /// `platelets 245,000` for 245, `hCG 12.5k` for 12,540.
  private func isInThousands(_ place: Int) -> Bool {
    let mention = mentions[place]
    // `Plt 600-700K.`
    if mention.dimension.measure == .cellCount,
      let last = summary.text[mention.span].last(where: { $0 != UInt8(ascii: ".") }),
      last | 0x20 == UInt8(ascii: "k")
    {
      let step = decimals(of: mention, in: summary) == 0 ? 500.0 : 50
      return mention.raw > 1 && index.hasNumber(from: mention.low - step, to: mention.low + step)
    }
    guard mention.dimension == .none, mention.raw >= 1000, isCellCount(place) else { return false }
    let thousands = mention.raw / 1000
    return index.hasNumber(from: thousands - 1e-6, to: thousands + 1e-6)
  }

  /// `101.1 F` for `38.4 degrees`, which can only be Celsius.
  private func isImpliedCelsius(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.dimension.measure == .temperature, (34...43).contains(mention.low),
      mention.low != mention.raw
    else { return false }
    return !index.amounts(.angle, from: mention.low - 0.06, to: mention.low + 0.06).isEmpty
      || !index.bare(mention.low, tolerance: 0.0015).isEmpty
  }

  /// `FiO2 .6` for 60%, `50% of the time` for half of it.
  private mutating func isPartOfHundred(_ place: Int) -> Bool {
    let mention = mentions[place]
    if mention.dimension.measure == .percent {
      let part = mention.raw / 100
      if part >= Self.leastPart, part < 1,
        index.hasNumber(from: part - 1e-6, to: part + 1e-6)
      {
        return true
      }
      guard let words = Self.percents[mention.raw] else { return false }
      return holdsWord(words)
    }
    guard mention.dimension == .none, mention.raw >= Self.leastPart, mention.raw < 1,
      mention.qualifiers.isDisjoint(with: .word)
    else { return false }
    return index.written((mention.raw * 1000).rounded() / 10).contains {
      index.mentions[$0].dimension.measure == .percent
    }
  }

  private static let leastPart = 0.1
  private static let percents: [Double: Set<UInt32>] = [
    25: WordHash.list("quarter"), 33: WordHash.list("third"), 50: WordHash.list("half"),
    67: WordHash.list("thirds"),
    75: WordHash.list("quarters"),
  ]

  /// `125/31.25 per 5 mL`: the volume that a dose of the note is in.
  private func isVolumeOfDose(_ place: Int) -> Bool {
    let mention = mentions[place]
    let before = Int(mention.tokens.lowerBound) - 1
    guard mention.dimension.measure == .volume, before >= 0,
      summary.tokens[before].foldedHash == Self.per
        || summary.text.bytes[Int(summary.tokens[before].start)] == UInt8(ascii: "/")
    else { return false }
    return index.hasNumber(from: mention.raw, to: mention.raw)
  }

  private static let per = WordHash.of("per".utf8)

  /// `30 pack-years` for 1.5 packs a day for 20 years.
  private func isProduct(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.dimension.measure == .packYear, mention.raw > 0 else { return false }
    return index.mentions.indices.prefix(QuantityIndex.mostCompared).contains { packs in
      let known = index.mentions[packs]
      guard known.dimension.measure == .pack, known.raw > 0 else { return false }
      return index.mentions[packs...].prefix(Self.packReach).contains {
        $0.dimension.measure == .duration
          && isClose($0.low / 365.2425 * known.low, mention.raw, 0.01)
      }
    }
  }

  /// In mentions: `1 pack per day for 20 years`.
  private static let packReach = 4
}
