import Policies
import SourceText

/// The combinations of one rule, with all of their phrases and thresholds in a row.
struct CombinedSigns: Sendable {
  let phrases: WrittenPhrases
  let thresholds: [Threshold]
  private let combinations: [SignCombination]
  /// To which sign of which combination each phrase and each threshold belongs.
  private let signOfPhrase: [Index]
  private let signOfThreshold: [Index]

  private struct Index: Sendable {
    var combination: Int
    var sign: Int
  }

  /// Where a sign was seen.
  struct Sighting: Sendable {
    enum Evidence: Sendable {
      /// One of the phrases.
      case mention(PhraseMatch)
      /// A value that crosses one of the thresholds: index into the facts of the note.
      case value(fact: Int)
    }

    var evidence: Evidence
    /// Index into the phrases or thresholds.
    var origin: Int
    var sentence: Int
    var section: Int
  }

  init(_ combinations: [SignCombination]) {
    self.combinations = combinations
    let signs = combinations.indices.flatMap { combination in
      combinations[combination].signs.enumerated().map { sign, content in
        (index: Index(combination: combination, sign: sign), content: content)
      }
    }
    phrases = signs.reduce(into: []) { $0.append(contentsOf: $1.content.phrases) }
    thresholds = signs.flatMap(\.content.thresholds)
    signOfPhrase = signs.flatMap { sign in
      repeatElement(sign.index, count: sign.content.phrases.count)
    }
    signOfThreshold = signs.flatMap { sign in sign.content.thresholds.map { _ in sign.index } }
  }

  var isEmpty: Bool { combinations.isEmpty }

  /// Those of the sightings that together make a combination.
  func met(by sightings: [Sighting]) -> [Sighting] {
    guard sightings.count > 1 else { return [] }
    return combinations.indices.flatMap { combination in
      let places = sightings.compactMap { sighting -> SignCombination.Place<Sighting>? in
        let index = self.index(of: sighting)
        guard index.combination == combination else { return nil }
        return SignCombination.Place(
          sign: index.sign, sentence: sighting.sentence, section: sighting.section,
          item: sighting)
      }
      return combinations[combination].met(by: places).map(\.item)
    }
  }

  private func index(of sighting: Sighting) -> Index {
    switch sighting.evidence {
    case .mention: signOfPhrase[sighting.origin]
    case .value: signOfThreshold[sighting.origin]
    }
  }
}
