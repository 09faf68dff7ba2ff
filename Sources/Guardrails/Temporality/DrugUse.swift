import ClinicalLanguage
import SourceText

/// Finds a drug that a summary has the patient take although the note has it held, stopped, avoided or declined
/// wherever it names it, and the other way round: `continue warfarin before surgery` for `hold warfarin for
/// five days before surgery`, `do not take clopidogrel` for `resume clopidogrel tomorrow`.
struct DrugUse {
  let comparison: Comparison

  private enum Use {
    case taken, left
    /// Nothing is said of it, or both.
    case open
  }

  private static let leaving = Thesaurus.roots(
    """
    hold held holding withhold withheld stop stopped stopping discontinue discontinued discontinuing avoid
    avoided avoiding avoidance decline declined declines refuse refused refuses contraindicated off cancelled canceled
    completed finished
    """)
  private static let denying = Thesaurus.roots("\(PlainWords.not) no without never")
  private static let taking = Thesaurus.roots(
    """
    continue continued continues continuing take takes taking resume resumed restart restarted start started
    begin began begun still remains
    """)
  private static let needed = Thesaurus.roots("needed prn")
  /// Beside these nothing is plainly taken, or plainly left: it changes, or something else is denied.
  private static let opening = Thesaurus.roots(
    """
    until if unless except instead other than then when once but also switch switched change changes changed
    replaced replace wean weaned taper tapered increase increased decrease decreased reduce reduced dose doses missed last
    trial tried failed allergic allergy allergies history prior previous previously past ago more further
    longer regularly irregularly consistently always problem problems effect effects relief improvement response interaction evidence
    """)
  private static let weaning = Thesaurus.roots("tapered taper weaned wean")
  private static let off = Thesaurus.roots("off")
  private static let being = Thesaurus.roots("was were been had")
  private static let going = Thesaurus.roots("taking using on receiving")

  /// In words.
  private static let reachBefore = 7
  private static let reachBehind = 5
  private static let mostPlaces = 6

  func disagreements() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.units.compactMap { unit in
      guard unit.kind == .drug || unit.kind == .drugClass, unit.support == .said,
        !unit.isAboutRecord, (1...Self.mostPlaces).contains(unit.places.count),
        comparison.summary.context(of: unit.span).experiencer == .patient
      else { return nil }
      let told = use(of: unit.words, in: comparison.summaryMeanings.words, within: unit.clause)
      guard told != .open, unit.places.allSatisfy({ isOpposite(told, useInNote(at: $0)) }) else {
        return nil
      }
      return (unit.span, unit.places.prefix(2).map(comparison.noteSpan))
    }
  }

  private func isOpposite(_ one: Use, _ other: Use) -> Bool { other != .open && one != other }

  private func useInNote(at place: NoteIndex.Place) -> Use {
    let mention = comparison.noteContext(place)
    guard mention.experiencer == .patient, mention.temporality != .historical else { return .open }
    let use = use(
      of: place.words, in: comparison.noteMeanings.words, within: comparison.noteWords(near: place))
    return use == .taken && mention.assertion != .present ? .open : use
  }

  /// What the part of a sentence around a drug says of it.
  private func use(
    of drug: Range<Int>, in words: [MeaningWord], within sentence: Range<Int>
  ) -> Use {
    let part = part(around: drug, in: words, within: sentence)
    var (isLeft, isDenied, isTaken) = (false, false, false)
    for word in part where !drug.contains(word) {
      let root = words[word].fine
      // `tapered off`
      if Self.weaning.contains(root), word + 1 < part.upperBound,
        Self.off.contains(words[word + 1].fine)
      {
        continue
      }
      if Self.opening.contains(root) { return .open }
      isLeft =
        isLeft || Self.leaving.contains(root) && (word < drug.lowerBound || isSuffered(word, words))
      isDenied =
        isDenied
        || Self.denying.contains(root) && (word < drug.lowerBound || deniesUse(word, words, part))
      isTaken = isTaken || Self.taking.contains(root)
      // `NSAIDs as needed`
      isTaken = isTaken || word >= drug.upperBound && Self.needed.contains(root)
      // `was taking` is over.
      if Self.going.contains(root), word > part.lowerBound,
        Self.being.contains(words[word - 1].fine)
      {
        return .open
      }
    }
    if isLeft { return isTaken || isDenied ? .open : .left }
    if isDenied { return .left }
    return isTaken ? .taken : .open
  }

  /// `metformin was not started`, but not `lidocaine without epinephrine`.
  private func deniesUse(_ word: Int, _ words: [MeaningWord], _ part: Range<Int>) -> Bool {
    word + 1 < part.upperBound && Self.taking.contains(words[word + 1].fine)
  }

  private static let passive = Thesaurus.roots("is are was were be been being on and stay stays")

  /// `is held`, `on hold`, but not `amiodarone holding the rhythm`.
  private func isSuffered(_ word: Int, _ words: [MeaningWord]) -> Bool {
    word > 0 && (Self.passive.contains(words[word - 1].fine) || words[word].gap != .none)
  }

  /// The words around, as far as no comma parts them off.
  private func part(
    around drug: Range<Int>, in words: [MeaningWord], within sentence: Range<Int>
  ) -> Range<Int> {
    var first = drug.lowerBound
    while first > max(sentence.lowerBound, drug.lowerBound - Self.reachBefore),
      words[first].gap < .comma
    {
      first -= 1
    }
    var end = drug.upperBound
    while end < min(sentence.upperBound, drug.upperBound + Self.reachBehind),
      words[end].gap < .comma
    {
      end += 1
    }
    return first..<end
  }
}
