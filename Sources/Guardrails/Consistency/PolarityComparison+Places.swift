import ClinicalLanguage
import SourceText

/// What a place of the note denies, and how far.
extension PolarityComparison {
  /// `wishes to proceed with` for `does not wish to proceed with`, `very active` for `not very active`: a
  /// phrase that the note has, in the same words, only denied.
  func deniedPhrase(_ unit: SummaryUnit) -> NoteIndex.Place? {
    let leastWords = unit.kind == .action ? 3 : unit.kind == .state ? 2 : Int.max
    guard unit.words.count >= leastWords, let first = unit.places.min(by: { $0.start < $1.start }),
      unit.places.contains(where: { comparison.isSameWording(unit, $0) }),
      unit.places.allSatisfy({
        isPlainlyDenied($0, compared: first) && comparison.noteContext($0).assertion == .absent
      })
    else { return nil }
    return first
  }

  /// Whether the place is an expression of denial, which the lists know as one, around another place of
  /// the unit: `no pain`.
  func isDenial(_ place: NoteIndex.Place, of unit: SummaryUnit) -> Bool {
    Self.denying.contains(comparison.noteMeanings.words[Int(place.start)].fine)
      && unit.places.contains { $0.start > place.start && $0.end <= place.end }
  }

  private static let without = Thesaurus.roots("without w/o")
  private static let pairing = Thesaurus.roots("and or")

  /// `with and without contrast shows a mass`: whether what denies the place stands beside its opposite.
  func isBothWays(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    var word = Int(place.start)
    while word > max(1, Int(place.start) - Self.reach), words[word].gap < .comma {
      word -= 1
      guard Self.denying.contains(words[word].fine) else { continue }
      return Self.without.contains(words[word].fine)
        && Self.pairing.contains(words[word - 1].fine)
    }
    return false
  }

  private static let manner = Thesaurus.roots(
    "regularly consistently reliably always daily prescribed directed often every")
  private static let mannerReach = 4

  /// `does not take his lisinopril regularly`: denied is only how, or how often.
  func isOfManner(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    return (Int(place.end)..<min(words.count, Int(place.end) + Self.mannerReach)).prefix {
      words[$0].gap < .comma
    }.contains { Self.manner.contains(words[$0].fine) }
  }

  /// `At no time was there evidence of a leak`: whether the sentence begins with a denial of all of it.
  func isNeverSaid(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    let sentence = comparison.noteWords(near: place)
    let (never, no) = (Self.never, Self.no)
    for word in sentence.prefix(Self.opening) where word + 1 < Int(place.start) {
      let isDenial =
        never.contains(words[word].fine)
        || (no.contains(words[word].fine) && Self.times.contains(words[word + 1].fine))
      guard isDenial else { continue }
      return !(word..<Int(place.start)).contains {
        WordCues.turns(words[$0]) || words[$0].gap >= .clause
      }
    }
    return false
  }

  /// How many words of a sentence are its beginning.
  private static let opening = 3
  private static let never = Thesaurus.roots("never")
  private static let no = Thesaurus.roots("no")
  private static let times = Thesaurus.roots("time point")

  /// How many words a sentence has that only denies, and names no part of the body: `No masses noted.`
  private static let bareDenial = 4

  /// `prostate enlarged with a mass` where the note has `Prostate enlarged. No masses.`: denied in a bare
  /// sentence right behind the one that names the same part of the body.
  func deniedBehind(_ unit: SummaryUnit, told: [UInt64], _ index: Int) -> NoteIndex.Place? {
    let sites = neighboursInPart(of: index, within: Self.reach).filter {
      $0.support == .said
        // `uterus normal in size`, which the lists know as one expression.
        && ($0.kind == .site || $0.kind == .finding && $0.words.count > 1)
    }
    guard !sites.isEmpty else { return nil }
    func isBehind(_ place: NoteIndex.Place, by distance: Int) -> Bool {
      let sentence = comparison.noteSentence(place) - distance
      return sites.contains { $0.places.contains { comparison.noteSentence($0) == sentence } }
    }
    guard unit.places.allSatisfy({ isPlainlyDenied($0, told: told) || !isBehind($0, by: 0) })
    else { return nil }
    return unit.places.first {
      isPlainlyDenied($0, told: told)
        // Of findings, who denies masses denies nodules.
        && (unit.kind == .finding || comparison.sharesWord(unit, $0))
        && comparison.noteContext($0).assertion == .absent
        && comparison.noteWords(near: $0).count <= Self.bareDenial && isBehind($0, by: 1)
    }
  }

  /// `rash not present` where the note has the rash.
  func deniedBehind() -> [Disagreement] {
    comparison.units.compactMap { unit in
      guard !unit.cues.contains(.negation), !unit.isAboutRecord, comparison.isDeniedBehind(unit),
        let place = comparison.affirmedPlace(unit)
      else { return nil }
      return Disagreement(unit: unit, place: place, isDenied: true)
    }
  }
}
