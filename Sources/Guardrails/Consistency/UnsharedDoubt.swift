import ClinicalLanguage
import SourceText

/// A doubt of the summary about what the note tells without any: `the tip was possibly in the vein` for
/// `the tip of the wire lay in the vein`.
///
/// The sentences of the note that hold most of the words around the doubt, and all that hold the word
/// beside it, are asked for any word that doubts, asks, limits or leaves something open; where none has
/// one, the doubt is the summary's own.
struct UnsharedDoubt {
  let comparison: Comparison

  /// With so many words a sentence tells of the same, whether or not it has the word beside the doubt.
  private static let plenty = 3
  private static let mostEntityPlaces = 8
  /// Each costs a look at some sentences of the note.
  private static let mostMarks = 64

  /// The doubts, each with the place of the note that tells the same.
  func doubts() -> [(words: Range<Int>, place: NoteIndex.Place)] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return DoubtMark.all(in: comparison).prefix(Self.mostMarks).compactMap { mark in
      surePlace(of: mark).map { (mark.words, $0) }
    }
  }

  // MARK: - The doubt

  /// Words of a clause of the summary before a doubt that tell what may come, or what is looked for.
  private static let opening = Thesaurus.roots(
    """
    risk watch return call prevent avoid discussed complication test tested testing workup evaluate evaluated
    evaluation sought ask if unless whether worried worry concern concerned
    """)

  private func isOpened(_ mark: DoubtMark, _ statement: MarkedStatement) -> Bool {
    (statement.part.lowerBound..<mark.words.lowerBound).contains {
      Self.opening.contains(comparison.summaryMeanings.words[$0].fine)
    }
  }

  /// How far behind a doubt stands what it is told of: `the cause may be a stomach infection`.
  private static let predicateReach = 4

  /// The anchors that may be doubted: the nearest behind, and the nearest before. None where the note
  /// does not have what is told with the doubt.
  private func heads(of mark: DoubtMark, _ anchors: [SummaryUnit]) -> [SummaryUnit] {
    let behind = anchors.first { $0.words.lowerBound >= mark.words.upperBound }
    if let behind, behind.isEntity, behind.support < .kindred,
      behind.words.lowerBound - mark.words.upperBound < Self.predicateReach
    {
      return []
    }
    let before = anchors.last { $0.words.upperBound <= mark.words.lowerBound }
    let heads = mark.scope == .behind && behind != nil ? [behind] : [before, behind]
    return heads.compactMap { $0 }.filter {
      $0.support >= .kindred && (1...MarkedStatement.mostPlaces).contains($0.places.count)
    }
  }

  // MARK: - The note

  private func surePlace(of mark: DoubtMark) -> NoteIndex.Place? {
    let statement = MarkedStatement(around: mark.words, in: comparison)
    guard !statement.anchors.contains(where: \.isAboutRecord), !isOpened(mark, statement)
    else { return nil }
    let heads = heads(of: mark, statement.anchors)
    guard !heads.isEmpty else { return nil }
    guard statement.isTold else {
      return heads.lazy.compactMap { surePlace(ofEntity: $0, mark) }.first
    }
    guard statement.places.allSatisfy({ isSure(comparison.noteWords(near: $0), mark) }),
      heads.allSatisfy({ $0.places.allSatisfy { isSure(passage(around: $0), mark) } })
    else { return nil }
    let sentences = statement.places.map(comparison.noteSentence)
    let told = heads.lazy.flatMap(\.places).first {
      statement.most >= Self.plenty || sentences.contains(comparison.noteSentence($0))
    }
    return told.flatMap { isDoubtedBeside($0) ? nil : $0 }
  }

  /// Where the note tells a thing that the lists know, if it doubts it at none of its places.
  private func surePlace(ofEntity unit: SummaryUnit, _ mark: DoubtMark) -> NoteIndex.Place? {
    guard
      unit.kind == .disease || unit.kind == .finding
        || unit.kind == .generic && !unit.isNeutral && !mark.isModal && !mark.isPossibility,
      unit.support == .said, unit.places.count <= Self.mostEntityPlaces,
      unit.places.allSatisfy({
        isSure(passage(around: $0), mark) && !isDoubtedBeside($0) && comparison.sharesWord(unit, $0)
      })
    else { return nil }
    return unit.places.first
  }

  /// How far behind a thing a word may stand that doubts it. One before it reaches to the end of the
  /// sentence: `I suspect his shortness of breath was due to an exacerbation of asthma`.
  private static let doubtReach = 8

  private func passage(around place: NoteIndex.Place) -> Range<Int> {
    let words = comparison.noteMeanings.words
    let sentence = comparison.noteWords(near: place)
    let limit = min(sentence.upperBound, Int(place.end) + Self.doubtReach)
    var end = Int(place.end)
    // `a cyst, when growth appeared to stop`: over a comma only a doubt right behind it looks back.
    while end < limit, words[end].gap < .comma || Self.doubting.contains(words[end].fine) {
      end += 1
    }
    return sentence.lowerBound..<end
  }

  /// Words of a note that doubt, ask, limit or leave open what their sentence tells.
  private static let doubting = Thesaurus.roots(
    """
    may might could cannot believe believed probability possibility possible possibly probable probably
    likely unlikely likelihood suspect suspected suspicion suspicious suggest suggestive suggestion
    consider considering consideration questionable question uncertain unclear unsure whether if potential worrisome worrying
    potentially presumed presume presumably presumptive presumptively perhaps maybe appear apparent
    apparently seem thought think felt versus vs concern concerning favor depending option optional
    borderline equivocal r/o rule unless interested decision decide determine would should risk prn
    tentative tentatively working differential consistent compatible indicative inconclusive indeterminate
    nonspecific poorly suboptimal vague vaguely unknown undetermined hope hopeful want worry worried wonder
    guess imagine estimated assume assuming exclude doubt doubtful dubious reportedly allegedly chance
    pending await awaiting unconfirmed unproven unable either atypical speculate
    """)
  /// Words that give leave or tell what is to come.
  private static let leaving = Thesaurus.roots(
    """
    can will able allowed ok okay free fit permitted fine unrestricted need plan planned would should expect expected eventually future ready
    """)
  /// `further views are needed`: what makes a thing open that is told.
  private static let awaiting = Thesaurus.roots("further await awaiting pending will need")
  private static let could = Thesaurus.roots("could")
  private static let perceiving = Thesaurus.roots(
    """
    see seen feel felt hear heard palpate palpated visualize visualized identify identified appreciate
    appreciated find found pass passed make made do done walk
    """)
  private static let perceptionReach = 4

  private func isSure(_ words: Range<Int>, _ mark: DoubtMark) -> Bool {
    let isSought = comparison.isSought(mark)
    let text = comparison.noteMeanings.words
    for word in words {
      let root = text[word].fine
      if Self.doubting.contains(root), !isAbility(word) { return false }
      if Self.settling.contains(root), isDenied(word) { return false }
      if mark.isModal, Self.leaving.contains(root) { return false }
      if mark.isDenial || isSought,
        Self.awaiting.contains(root) || comparison.noteCues.words[word].contains(.negation)
      {
        return false
      }
    }
    return !isQuestioned(words)
  }

  private static let settling = Thesaurus.roots(
    "clear clearly certain certainly sure conclusive definite definitive diagnostic evident obvious confirmed"
  )
  private static let not = Thesaurus.roots("not non never")
  /// In words: `not entirely clear`.
  private static let settlingReach = 2

  /// `the report was not clear`
  private func isDenied(_ word: Int) -> Bool {
    let words = comparison.noteMeanings.words
    return (max(0, word - Self.settlingReach)..<word).contains {
      Self.not.contains(words[$0].fine)
    }
  }

  /// `?stroke`, `drain in place?`
  private func isQuestioned(_ words: Range<Int>) -> Bool {
    let bytes = comparison.note.text.bytes
    let span = comparison.noteMeanings.span(of: words, in: comparison.note)
    return (max(0, Int(span.start) - 1)..<min(bytes.count, Int(span.end) + 1)).contains {
      bytes[$0] == UInt8(ascii: "?")
    }
  }

  /// `could be seen`: what could be done was done.
  private func isAbility(_ word: Int) -> Bool {
    let words = comparison.noteMeanings.words
    return Self.could.contains(words[word].fine)
      && (word + 1..<min(words.count, word + Self.perceptionReach)).contains {
        Self.perceiving.contains(words[$0].fine)
      }
  }

  private static let plainlyDoubting = Thesaurus.roots(
    """
    possible possibly probable probably suspect suspected suspicion suspicious presumed presumably questionable
    uncertain unclear equivocal unsure
    """)

  /// Whether the sentence before or after plainly doubts something.
  private func isDoubtedBeside(_ place: NoteIndex.Place) -> Bool {
    let own = comparison.noteMeanings.sentences[Int(place.start)]
    return [own - 1, own + 1].contains { other in
      other >= 0
        && comparison.noteWords(ofSentence: other).prefix(Self.mostBeside).contains {
          Self.plainlyDoubting.contains(comparison.noteMeanings.words[$0].fine)
            || Self.settling.contains(comparison.noteMeanings.words[$0].fine) && isDenied($0)
        }
    }
  }

  private static let mostBeside = 120
}
