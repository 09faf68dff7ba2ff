import ClinicalLanguage

/// How many tablets or puffs of a drug are taken at a time.
extension QuantityComparison {
  /// Nobody takes more at once; more of them are what a prescription is for.
  private static let mostAtOnce = 10.0

  /// `lisinopril two tablets daily` where the note gives one: small numbers are counts of things that a note
  /// lists, but those of a drug are its dose.
  ///
  /// The same amount in a day may be told in other portions, and half a tablet of 50 mg as one of 25 mg.
  mutating func compareTablets(_ place: Int) -> Bool {
    let mention = mentions[place]
    let measure = mention.dimension.measure
    guard measure == .tablet || measure == .puff, mention.high <= Self.mostAtOnce,
      let drug = owners.nearest[place]
    else { return false }
    let concept = owners.drugs[drug].concept
    let own = index.mentions(ofDrug: concept)
    let counts = own.filter {
      index.mentions[$0].kind == .amount && index.mentions[$0].dimension == mention.dimension
        && index.mentions[$0].high <= Self.mostAtOnce
    }
    guard !counts.isEmpty,
      !counts.contains(where: {
        index.mentions[$0].low <= mention.low && mention.high <= index.mentions[$0].high
      })
    else { return false }
    let told = mentions.indices.filter {
      owners.nearest[$0].map { owners.drugs[$0].concept == concept } ?? false
    }
    let strengths = told.filter {
      mentions[$0].kind == .amount && mentions[$0].dimension.measure == .mass
    }
    guard
      strengths.allSatisfy({ strength in
        own.contains { isClose(index.mentions[$0].low, mentions[strength].low, 1e-6) }
      })
    else { return false }
    let rates = told.filter { mentions[$0].kind == .frequency }.map { mentions[$0].low }
    let known = own.filter { index.mentions[$0].kind == .frequency }.map { index.mentions[$0].low }
    let isSameTotal = rates.contains { rate in
      known.contains { other in
        !isClose(rate, other, 1e-6)
          && counts.contains { isClose(rate * mention.low, other * index.mentions[$0].low, 1e-6) }
      }
    }
    if isSameTotal { return false }
    report(place, .dose, .otherValue, note: counts)
    return true
  }
}
