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
    let part = words.part(
      around: drug, within: sentence, before: Self.reachBefore, behind: Self.reachBehind)
    var (isLeft, isDenied, isTaken) = (false, false, false)
    for word in part where !drug.contains(word) {
      let root = words[word].fine
      let isWeaned = Self.weaning.contains(root) && isOff(word + 1, words, part)
      if Self.opening.contains(root), !isWeaned { return .open }
      if isPast(word, words, part) { return .open }
      let isBefore = word < drug.lowerBound
      if Self.leaving.contains(root) {
        isLeft = isLeft || (isBefore ? governs(word, drug, words) : isSuffered(word, words))
      }
      if Self.denying.contains(root) {
        isDenied =
          isDenied || (isBefore ? governs(word, drug, words) : deniesUse(word, words, part))
      }
      // `NSAIDs as needed`
      isTaken =
        isTaken || Self.taking.contains(root) || !isBefore && Self.needed.contains(root)
    }
    if isLeft { return isTaken || isDenied ? .open : .left }
    if isDenied { return .left }
    return isTaken ? .taken : .open
  }

  private static let parting = Thesaurus.roots(
    "with since while during after because from for when as and")
  private static let on = Thesaurus.roots("on")
  private static let use = Thesaurus.roots(
    "be is are been was were put placed keep kept start started restart restarted back")

  /// Whether a stop or a denial before the drug is of the drug: not in `no bleeding on warfarin`, `avoid alcohol while
  /// on warfarin`, `stopped smoking and takes metoprolol`.
  private func governs(_ word: Int, _ drug: Range<Int>, _ words: [MeaningWord]) -> Bool {
    (word + 1..<drug.lowerBound).allSatisfy { between in
      let root = words[between].fine
      if Self.on.contains(root) {
        let previous = words[between - 1].fine
        return between == word + 1 || Self.use.contains(previous) || Self.denying.contains(previous)
      }
      return !Self.parting.contains(root)
    }
  }

  /// `tapered off`
  private func isOff(_ word: Int, _ words: [MeaningWord], _ part: Range<Int>) -> Bool {
    part.contains(word) && Self.off.contains(words[word].fine)
  }

  /// `was taking` is over.
  private func isPast(_ word: Int, _ words: [MeaningWord], _ part: Range<Int>) -> Bool {
    word > part.lowerBound && Comparison.isOver(word, in: words)
  }

  /// `metformin was not started`, but not `lidocaine without epinephrine`.
  private func deniesUse(_ word: Int, _ words: [MeaningWord], _ part: Range<Int>) -> Bool {
    part.contains(word + 1) && Self.taking.contains(words[word + 1].fine)
  }

  private static let passive = Thesaurus.roots("is are was were be been being on stay stays")

  /// `is held`, `on hold`, but not `amiodarone holding the rhythm`.
  private func isSuffered(_ word: Int, _ words: [MeaningWord]) -> Bool {
    Self.passive.contains(words[word - 1].fine) || words[word].gap != .none
  }
}
