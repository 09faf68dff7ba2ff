import ClinicalLanguage
import SourceText

extension QuantityComparison {
  /// Words that a quantity must share with the note's other one before that counts as the same thing.
  private static let alike = 3

  /// A value that the note gives, but of nothing that the summary speaks of here, while it gives
  /// another value of just that.
  mutating func compareSurroundings(_ place: Int, _ candidates: [Int]) {
    let mention = mentions[place]
    guard candidates.count < QuantityIndex.mostCandidates else { return }
    switch mention.dimension.measure {
    case .none, .percent, .tablet, .puff, .drop, .pack, .refill: return
    default: break
    }
    guard mention.low == mention.high, owners.measurement[place] == nil else { return }
    if let drug = owners.nearest[place] {
      let concept = owners.drugs[drug].concept
      guard !noteOwners.concepts.contains(concept) else { return }
    }
    let all = index.amounts(mention.dimension, from: -1e300, to: 1e300)
    guard all.contains(where: { !candidates.contains($0) }) else { return }
    let wide = context(of: place, isWide: true)
    for candidate in candidates where overlap(wide, place, candidate) > 0 { return }
    // `roughly 8 cm` for `approximately 8 cm`, `127 cm` for `height 127 cm`: what the note gives in the same
    // loose way, or as the value of a measurement, is no value of something else.
    for candidate in candidates {
      let isLoose = index.mentions[candidate].qualifiers.contains(.approximate)
      if isLoose && mention.qualifiers.contains(.approximate)
        || noteOwners.measurement[candidate] != nil
      {
        return
      }
    }
    let context = context(of: place)
    var best = Self.alike - 1
    var others: [Int] = []
    for other in all {
      let known = index.mentions[other]
      guard !candidates.contains(other),
        !known.qualifiers.contains(.age),
        !known.qualifiers.isSuperset(of: [.word, .borrowedUnit])
      else { continue }
      let shared = overlap(context, place, other)
      if shared > best {
        best = shared
        others = [other]
      } else if shared == best, !others.isEmpty, !others.contains(other) {
        others.append(other)
      }
    }
    guard !others.isEmpty else { return }
    if isSaidOf(place, candidates) { return }
    // A long sentence tells of what first, and how long last.
    if candidates.contains(where: {
      wide.overlap(withSentenceOf: index.mentions[$0], in: note, stems: noteStems) >= Self.alike
    }) {
      return
    }
    report(place, aspect(of: place), .otherValue, note: others)
  }

  /// In bytes: `cholecystectomy, open, nine years ago`.
  private static let thingReach: Int32 = 24

  /// `cholecystectomy nine years ago` for `had her gallbladder removed nine years ago`: whether what
  /// stands before the quantity is named, by whatever name, in the sentence that has it.
  private func isSaidOf(_ place: Int, _ candidates: [Int]) -> Bool {
    guard let comparison = judged.comparison else { return false }
    let span = mentions[place].span
    let near = TextSpan(start: max(0, span.start - Self.thingReach), end: span.start)
    guard
      let thing = comparison.units(over: near).last(where: { $0.isEntity && $0.support == .said })
    else { return false }
    return thing.places.contains { known in
      let sentence = comparison.noteSentence(known)
      return candidates.contains { Int(index.mentions[$0].sentence) == sentence }
    }
  }

  /// `increased from 5 mg to 10 mg` where the note goes the other way, or arrives elsewhere.
  mutating func compareChange(_ place: Int) -> Bool {
    let mention = mentions[place]
    let isTarget = mention.qualifiers.contains(.target)
    guard mention.dimension != .none, mention.dimension.measure != .duration,
      isTarget != mention.qualifiers.contains(.origin), let drug = owners.nearest[place]
    else { return false }
    let own = index.mentions(ofDrug: owners.drugs[drug].concept).filter {
      let other = index.mentions[$0]
      return other.kind == .amount && other.dimension == mention.dimension
    }
    let sameRole = own.filter {
      index.mentions[$0].qualifiers.contains(isTarget ? .target : .origin)
    }
    guard !sameRole.isEmpty,
      !sameRole.contains(where: { isClose(index.mentions[$0].low, mention.low, 0.012) }),
      // `increased to 25 mg in the morning and 50 mg at night`
      !isTarget
        || !own.contains(where: { known in
          isClose(index.mentions[known].low, mention.low, 0.012)
            && sameRole.contains {
              $0 < known && known - $0 <= Self.changeReach
                && index.mentions[$0].sentence == index.mentions[known].sentence
            }
        })
    else { return false }
    // The value must be known as what it is not.
    let otherRole: QuantityMention.Qualifier = isTarget ? .origin : .target
    let isOpposite = own.contains {
      let other = index.mentions[$0]
      return isClose(other.low, mention.low, 0.012)
        && (other.qualifiers.contains(otherRole) || isTarget)
    }
    guard isOpposite else { return false }
    report(place, .dose, isTarget ? .otherValue : .reversed, note: sameRole)
    return true
  }

  /// In mentions.
  private static let changeReach = 3

  /// `22 units at breakfast` where the note gives these at supper, and others at breakfast.
  mutating func compareOccasion(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.dimension != .none, mention.dimension.measure != .duration,
      let occasion = occasion(behind: mention, in: summary)
    else { return false }
    var others: [Int] = []
    var elsewhere: [Int] = []
    for other in index.amounts(mention.dimension, from: -1e300, to: 1e300) {
      let known = index.mentions[other]
      let isSame = isClose(known.low, mention.low, 1e-6)
      guard let time = self.occasion(behind: known, in: note) else {
        if isSame { return false }
        continue
      }
      if time == occasion {
        if isSame { return false }
        others.append(other)
      } else if isSame {
        elsewhere.append(other)
      }
    }
    guard !elsewhere.isEmpty else { return false }
    // `Elavil 25 mg in the morning` where the note gives this dose of it at bedtime.
    if others.isEmpty {
      guard let drug = owners.nearest[place] else { return false }
      others = elsewhere.filter { known in
        noteOwners.nearest[known].map {
          noteOwners.drugs[$0].concept == owners.drugs[drug].concept
        } ?? false
      }
    }
    guard !others.isEmpty else { return false }
    report(place, .dose, .otherValue, note: others)
    return true
  }

  enum Occasion { case morning, noon, evening }

  /// The time of day that a schedule of once a day names: `at bedtime`, `qam`.
  func occasion(of mention: QuantityMention, in document: ClinicalDocument) -> Occasion? {
    guard mention.kind == .frequency, isClose(mention.low, 1, 1e-6), mention.low == mention.high
    else { return nil }
    return Self.occasion(
      at: document.tokens[Int(mention.tokens.upperBound) - 1], in: document)
  }

  private static func occasion(at token: Token, in document: ClinicalDocument) -> Occasion? {
    switch Stem.stem(of: document.text.bytes, token.span.range) {
    case breakfast, morning, am, qam: .morning
    case lunch, noon: .noon
    case supper, dinner, evening, bedtime, night, nightly, pm, hs, qhs, qpm: .evening
    default: nil
    }
  }

  /// The time of day within four words behind a quantity, before the next number.
  private func occasion(behind mention: QuantityMention, in document: ClinicalDocument) -> Occasion?
  {
    var place = Int(mention.tokens.upperBound)
    let last = min(document.tokens.count, place + 4)
    while place < last {
      let token = document.tokens[place]
      // `24 units and evening 16`: what follows is of the next.
      guard token.kind == .word, token.foldedHash != Self.and else { return nil }
      if let occasion = Self.occasion(at: token, in: document) { return occasion }
      place += 1
    }
    return nil
  }

  private static let and = WordHash.of("and".utf8)
  private static let breakfast = Stem.stem(of: "breakfast")
  private static let morning = Stem.stem(of: "morning")
  private static let am = Stem.stem(of: "am")
  private static let lunch = Stem.stem(of: "lunch")
  private static let noon = Stem.stem(of: "noon")
  private static let supper = Stem.stem(of: "supper")
  private static let dinner = Stem.stem(of: "dinner")
  private static let evening = Stem.stem(of: "evening")
  private static let bedtime = Stem.stem(of: "bedtime")
  private static let night = Stem.stem(of: "night")
  private static let nightly = Stem.stem(of: "nightly")
  private static let hs = Stem.stem(of: "hs")
  private static let qhs = Stem.stem(of: "qhs")
  private static let qpm = Stem.stem(of: "qpm")
  private static let qam = Stem.stem(of: "qam")
  private static let pm = Stem.stem(of: "pm")
}
