import ClinicalLanguage
import SourceText

extension QuantityComparison {
  mutating func compareFrequency(_ place: Int) {
    let mention = mentions[place]
    // A day of the week may be that of one dose.
    if mention.qualifiers.contains(.implied) || isRateOfNumber(place) { return }
    // `with each meal` for `with meals`
    let last = summary.tokens[Int(mention.tokens.upperBound) - 1].foldedHash
    if Self.meals.contains(last), hasMeals(mention) { return }
    guard let drug = owners.nearest[place], !isOfOther(mention, owners.drugs[drug].name),
      !isOfMissing(owners.drugs[drug].name)
    else {
      return compareUnownedFrequency(place)
    }
    let concept = owners.drugs[drug].concept
    guard noteOwners.concepts.contains(concept) else {
      return compareUnownedFrequency(place)
    }
    let own = index.mentions(ofDrug: concept).filter { index.mentions[$0].kind == .frequency }
    if own.contains(where: { isSame(mention, index.mentions[$0]) }) {
      if isAtOtherTime(mention, own) { report(place, .frequency, .otherValue, note: own) }
      return
    }
    // `b.i.d. to q.i.d.` has both ends of `two to four times a day`.
    if mention.low != mention.high,
      own.contains(where: { isClose(index.mentions[$0].low, mention.low, 0.02) }),
      own.contains(where: { isClose(index.mentions[$0].high, mention.high, 0.02) })
    {
      return
    }
    if isKnownRarity(mention) { return }
    if isKnownBesideDose(place) { return }
    if own.isEmpty {
      // `daily` is what is meant where nothing is said.
      if isDaily(mention) || mention.qualifiers.contains(.word) { return }
      let known = index.frequencies.prefix(QuantityIndex.mostCompared).filter {
        isSame(mention, index.mentions[$0])
      }
      if isBorrowed(place, from: known) {
        return report(place, .frequency, .otherValue, note: known)
      }
      if isKnown(mention) { return }
      return report(place, .frequency, .absent)
    }
    if mention.qualifiers.contains(.word),
      own.contains(where: { isDaily(index.mentions[$0]) })
    {
      return
    }
    report(place, .frequency, .otherValue, note: own)
  }

  /// `at bedtime` of a drug that the note gives in the morning alone.
  private func isAtOtherTime(_ mention: QuantityMention, _ own: [Int]) -> Bool {
    guard let occasion = occasion(of: mention, in: summary) else { return false }
    return own.allSatisfy { known in
      self.occasion(of: index.mentions[known], in: note).map { $0 != occasion } ?? false
    }
  }

  /// `NS 100/h` for 100 mL an hour, `PT 3/wk` for three times a week: a rate whose number stands alone.
  func isRateOfNumber(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard place > 0, summary.text.bytes[Int(mention.span.start)] == UInt8(ascii: "/"),
      mentions[place - 1].kind == .amount, mentions[place - 1].dimension == .none,
      mentions[place - 1].span.end == mention.span.start
    else { return false }
    let number = mentions[place - 1]
    if isClose(mention.low, 24, 1e-6) {
      return index.written(number.raw).contains {
        index.mentions[$0].dimension.denominator == .hour
      }
    }
    let (low, high) = (number.low * mention.low, number.high * mention.low)
    return index.frequencies.prefix(QuantityIndex.mostCompared).contains {
      isClose(index.mentions[$0].low, low, 0.02) && isClose(index.mentions[$0].high, high, 0.02)
    }
  }

  /// `metformin 500 mg bid): check sugar daily`: what is done daily is something else than the drug.
  private func isOfOther(_ mention: QuantityMention, _ name: TextSpan) -> Bool {
    guard name.end < mention.span.start else { return false }
    return summary.text[TextSpan(start: name.end, end: mention.span.start)].contains {
      $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: ";")
    } || hasFrequencyBetween(name, mention)
  }

  /// `10 puffs every four hours` where the note has `10 puffs 4 hrly`, of whatever it takes them to be.
  private func isKnownBesideDose(_ place: Int) -> Bool {
    guard place > 0, mentions[place - 1].kind == .amount, isDose(mentions[place - 1]),
      mentions[place - 1].sentence == mentions[place].sentence
    else { return false }
    let (dose, schedule) = (mentions[place - 1], mentions[place])
    return index.frequencies.prefix(QuantityIndex.mostCompared).contains { known in
      guard known > 0, isSame(schedule, index.mentions[known]) else { return false }
      let before = index.mentions[known - 1]
      return noteOwners.nearest[known] == nil && before.kind == .amount
        && before.dimension == dose.dimension
        && isClose(before.low, dose.low, 1e-6) && before.sentence == index.mentions[known].sentence
    }
  }

  /// `misses the evening tablet about three times a week`: how often it is not taken.
  private func isOfMissing(_ name: TextSpan) -> Bool {
    let end = summary.tokenIndex(at: name.start)
    return (max(0, end - Self.missingReach)..<end).contains {
      Self.missing.contains(summary.tokens[$0].foldedHash)
    }
  }

  private static let missingReach = 5
  private static let missing: Set<UInt32> = Set(
    ["misses", "missed", "missing", "forgets", "forgot", "skips", "skipped", "skipping"].map {
      WordHash.of($0.utf8)
    })

  /// `Flovent 1 puff bid, since daily use helps`: the drug has its schedule already.
  private func hasFrequencyBetween(_ name: TextSpan, _ mention: QuantityMention) -> Bool {
    mentions.contains {
      $0.kind == .frequency && $0.span.start >= name.end && $0.span.end < mention.span.start
    }
  }

  private mutating func compareUnownedFrequency(_ place: Int) {
    let mention = mentions[place]
    if isDaily(mention) || mention.qualifiers.contains(.word) { return }
    if isOfDoses(mention), !isKnown(mention), !hasMeals(mention) {
      return report(place, .frequency, .absent)
    }
    // How often something happens is said in too many ways; how often a dose is given is not.
    guard place > 0, isDose(mentions[place - 1]),
      mention.span.start - mentions[place - 1].span.end <= Self.doseReach
    else { return compareAlignedFrequency(place) }
    if isKnown(mention) { return }
    report(place, .frequency, .absent)
  }

  /// `every 4 hours`, `q.i.d.`: more often than once a day, and told as doses are. Things that happen are told
  /// as `three times a day`.
  private func isOfDoses(_ mention: QuantityMention) -> Bool {
    guard mention.low >= 2, mention.low == mention.high else { return false }
    let tokens = summary.tokens[Int(mention.tokens.lowerBound)..<Int(mention.tokens.upperBound)]
    return !tokens.contains {
      $0.kind == .number && $0.start == mention.span.start
        || Self.times.contains($0.foldedHash)
    }
  }

  private static let times = WordHash.list("times x twice thrice hourly")

  /// Three times a day may be with meals.
  private mutating func hasMeals(_ mention: QuantityMention) -> Bool {
    mention.low <= Self.mealsPerDay && holdsWord(Self.meals)
  }

  private static let mealsPerDay = 4.0
  private static let meals = WordHash.list("meal meals breakfast lunch supper dinner ac pc")

  /// The share of a clause that one sentence of the note must hold to be its source.
  private static let leastSupport: Float = 0.5

  /// `Clean the area once a week` where the sentence that says the rest of it has `b.i.d.`.
  private mutating func compareAlignedFrequency(_ place: Int) {
    let mention = mentions[place]
    // `five-yearly` says how often with the word before it.
    guard mention.span.start > 0,
      summary.text.bytes[Int(mention.span.start) - 1] != UInt8(ascii: "-"), !isKnown(mention),
      let comparison = judged.comparison
    else { return }
    let own = summary.sentences[Int(mention.sentence)].span
    let source = comparison.units(over: own).filter {
      $0.clauseSentence >= 0 && $0.clauseSupport >= Self.leastSupport
        && comparison.summaryMeanings.span(of: $0.clause, in: summary).contains(mention.span)
    }.first?.clauseSentence
    guard let source else { return }
    let known = index.frequencies.prefix(QuantityIndex.mostCompared).filter {
      index.mentions[$0].sentence == source
    }
    guard !known.isEmpty, !known.contains(where: { isSame(mention, index.mentions[$0]) }) else {
      return
    }
    report(place, .frequency, .otherValue, note: known)
  }

  /// In bytes: `500 mg by mouth twice daily`.
  private static let doseReach = 12

  func isDose(_ mention: QuantityMention) -> Bool {
    guard mention.kind == .amount else { return mention.kind == .route }
    switch mention.dimension.measure {
    case .mass, .volume, .insulinUnit, .equivalent, .tablet, .puff, .drop, .percent, .pack:
      return true
    default: return false
    }
  }

  private func isDaily(_ mention: QuantityMention) -> Bool {
    isClose(mention.low, 1, 0.01) && isClose(mention.high, 1, 0.01)
  }

  /// `worse one week a month despite lisinopril 40 mg daily`: what is told by the days or weeks of a month or year
  /// happens so often, and is no schedule of the drug beside it; where the note has it, it is known.
  func isKnownRarity(_ mention: QuantityMention) -> Bool {
    mention.qualifiers.contains(.word) && mention.high < Self.weekly && isKnown(mention)
  }

  private static let weekly = 1.0 / 7

  /// Whether the note has the frequency anywhere.
  private func isKnown(_ mention: QuantityMention) -> Bool {
    index.frequencies.count > QuantityIndex.mostCompared
      || index.frequencies.contains { isSame(mention, index.mentions[$0]) }
      || isKnownInterval(mention)
  }

  /// `every 15 minutes` where the note has `obs 15 min`, `every three months` for `bloods 3/12`.
  private func isKnownInterval(_ mention: QuantityMention) -> Bool {
    guard mention.low > 0, mention.low == mention.high, !isDaily(mention) else { return false }
    let interval = 1 / mention.low
    return !index.amounts(.duration, from: interval * 0.98, to: interval * 1.02).isEmpty
  }

  /// Whether two frequencies are one; months have 28 to 31 days.
  private func isSame(_ left: QuantityMention, _ right: QuantityMention) -> Bool {
    isClose(left.low, right.low, 0.09) && isClose(left.high, right.high, 0.09)
      || isClose(left.low, right.low, 0.02) && left.low == left.high
      || isClose(left.high, right.high, 0.02) && left.low == left.high
  }

  mutating func compareRoute(_ place: Int) {
    guard let route = mentions[place].route else { return }
    guard let drug = owners.nearest[place] else { return compareUnownedRoute(place, route) }
    // In `ceftriaxone, nebulizers` the second is an item of its own.
    let name = owners.drugs[drug].name
    guard
      name.start > mentions[place].span.start
        || !summary.text[TextSpan(start: name.end, end: mentions[place].span.start)].contains(
          UInt8(ascii: ","))
    else { return }
    let concept = owners.drugs[drug].concept
    let own = index.mentions(ofDrug: concept).filter { index.mentions[$0].kind == .route }
    // `a drop of atropine was instilled` is topical without a word of it.
    if route == .topical || route == .ophthalmic { return }
    if own.isEmpty {
      let known = index.routes.prefix(QuantityIndex.mostCompared).filter {
        index.mentions[$0].route?.isCompatible(with: route) ?? true
      }
      if isBorrowed(place, from: known) { report(place, .route, .otherValue, note: known) }
      return
    }
    if isExchangedRoute(place, route, own) {
      return report(place, .route, .otherValue, note: own)
    }
    guard
      !own.contains(where: { index.mentions[$0].route?.isCompatible(with: route) ?? true }),
      !isAnotherWayLater(place, own)
    else { return }
    report(place, .route, .otherValue, note: own)
  }

  /// `IV till PO` where the note has `IV until taking p.o.`: both texts name the two ways in one sentence.
  private func isAnotherWayLater(_ place: Int, _ own: [Int]) -> Bool {
    guard place > 0, mentions[place - 1].kind == .route,
      mentions[place - 1].sentence == mentions[place].sentence,
      let first = mentions[place - 1].route, let second = mentions[place].route
    else { return false }
    return own.contains { known in
      let mention = index.mentions[known]
      guard mention.route?.isCompatible(with: first) ?? false else { return false }
      return index.routes.prefix(QuantityIndex.mostCompared).contains {
        index.mentions[$0].sentence == mention.sentence && index.mentions[$0].route == second
      }
    }
  }

  /// In bytes.
  private static let routeReach = 24

  private func isBesideDose(_ place: Int) -> Bool {
    let span = mentions[place].span
    let isShort = span.count <= 2
    if !isShort { return true }
    if place > 0, isDose(mentions[place - 1]), mentions[place - 1].kind == .amount,
      span.start - mentions[place - 1].span.end <= Self.routeReach
    {
      return true
    }
    return place + 1 < mentions.count && isDose(mentions[place + 1])
      && mentions[place + 1].kind == .amount
      && mentions[place + 1].span.start - span.end <= Self.routeReach
  }

  /// A way in that the note never names, where it names others.
  private mutating func compareUnownedRoute(_ place: Int, _ route: MedicationRoute) {
    // `VA sc` is how sight was tested: a way in stands beside a dose.
    guard isBesideDose(place) else { return }
    switch route {
    case .epidural, .intrathecal, .intramuscular, .subcutaneous, .sublingual, .transdermal: break
    default: return
    }
    let known = Array(index.routes.prefix(QuantityIndex.mostCompared))
    guard !known.isEmpty,
      !known.contains(where: {
        guard let other = index.mentions[$0].route else { return false }
        return other == route || other == .injection && route != .epidural && route != .intrathecal
      })
    else { return }
    report(place, .route, .absent, note: known)
  }
}
