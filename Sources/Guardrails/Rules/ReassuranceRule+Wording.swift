import ClinicalLanguage

/// Comfort in other words than the note's, where the sense of a whole sentence counts and not a word of it.
extension ReassuranceRule {
  private static let tumors = Thesaurus.roots("cancer tumor malignancy cancerous")
  private static let diseases: Set<UInt64> = Thesaurus.roots(
    "cancer tumor disease malignancy malignant carcinoma adenocarcinoma recurrence neoplasm melanoma lymphoma"
  )
  private static let signs = Thesaurus.roots(
    "evidence sign signs recurrence residual margin negative pathology path biopsy cytology histology"
  )
  private static let harmless: Set<UInt64> = Thesaurus.roots(
    "benign noncancerous nonmalignant non-cancerous non-malignant")

  /// `Your right breast showed no signs of cancer` for `no evidence of disease involving the right breast`.
  func isFreeOfTumor(_ range: Range<Int>, _ near: Set<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    guard range.contains(where: { Self.tumors.contains(words[$0].fine) }),
      comparison.summaryCues.cues(in: range).contains(.negation)
    else { return false }
    let note = comparison.noteMeanings.words
    let sides = (max(0, range.lowerBound - Self.sideReach)..<range.lowerBound)
      .map { words[$0].fine }.filter(Self.sides.contains)
    // `It was not cancer` for `pathology was benign`.
    if sides.isEmpty, Self.harmless.contains(where: { isStated($0, near, comparison) }) {
      return true
    }
    return Self.diseases.contains { root in
      var isDenied = false
      comparison.index.forEachPlace(of: root) { place in
        guard !isDenied, near.contains(comparison.noteSentence(place)),
          comparison.noteContext(place).assertion == .absent
        else { return }
        let sentence = comparison.noteWords(near: place)
        isDenied =
          sentence.contains { Self.signs.contains(note[$0].fine) }
          && sides.allSatisfy { side in sentence.contains { note[$0].fine == side } }
      }
      return isDenied
    }
  }

  private static let sides = Thesaurus.roots("left right")
  /// In words: `your right breast showed`.
  private static let sideReach = 5

  private static let prognosis: Set<UInt64> = Thesaurus.roots("prognosis outlook")

  /// `Your outlook is excellent` for `her prognosis indeed is excellent`: the same judgement of it.
  func isPrognosis(_ range: Range<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    guard range.contains(where: { Self.prognosis.contains(words[$0].fine) }) else { return false }
    let judgements = range.filter {
      !FunctionWords.holds(words[$0]) && !Self.prognosis.contains(words[$0].fine)
    }
    let note = comparison.noteMeanings.words
    return !judgements.isEmpty
      && Self.prognosis.contains { root in
        var isSame = false
        comparison.index.forEachPlace(of: root) { place in
          let sentence = comparison.noteWords(near: place)
          if !comparison.noteSentenceCues(place).contains(.negation),
            judgements.allSatisfy({ told in
              sentence.contains { note[$0].fine == words[told].fine }
            })
          {
            isSame = true
          }
        }
        return isSame
      }
  }

  private static let smooth = Thesaurus.roots("well smoothly good")
  private static let complications: Set<UInt64> = Thesaurus.roots("complication complications")
  private static let uncomplicated: Set<UInt64> = Thesaurus.roots("uncomplicated uneventful")

  /// `Everything went well` for `Complications: none`, where the note has no complication.
  func isUncomplicated(_ range: Range<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    guard range.contains(where: { Self.smooth.contains(words[$0].fine) }),
      range.contains(where: { Self.everything.contains(words[$0].fine) })
    else { return false }
    var (isDenied, isThere) = (false, false)
    for root in Self.complications {
      comparison.index.forEachPlace(of: root) { place in
        if comparison.noteSentenceCues(place).contains(.negation) {
          isDenied = true
        } else if comparison.noteContext(place).assertion == .present,
          !comparison.noteSentenceCues(place).contains(.hedge)
        {
          isThere = true
        }
      }
    }
    // `Complications: None` is one line, and the risk of complications is none.
    return isDenied && !isThere
      || Self.uncomplicated.contains { isStated($0, nil, comparison) } && !isThere
  }

  private static let harm = Thesaurus.roots("harm")
  private static let damage: Set<UInt64> = Thesaurus.roots(
    "harm damage damaged injury injured trauma traumatized")

  /// `It did no harm to the lung` for `no damage to the lung`.
  func isUnharmed(_ range: Range<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    guard range.contains(where: { Self.harm.contains(words[$0].fine) }),
      comparison.summaryCues.cues(in: range).contains(.negation)
    else { return false }
    return Self.damage.contains { root in
      var isDenied = false
      comparison.index.forEachPlace(of: root) { place in
        if comparison.noteSentenceCues(place).contains(.negation) { isDenied = true }
      }
      return isDenied
    }
  }

  private static let everything = Thesaurus.roots("everything all")
  private static let every: Set<UInt64> = Thesaurus.roots("all every entire everything entirely")
  private static let excepting = Thesaurus.roots("no not none never without except but other than")
  private static let sound: Set<UInt64> = Thesaurus.roots(
    "normal unremarkable healthy intact wnl")

  /// `Everything looked normal` for `all structures were normal`, in a sentence about what was looked at.
  func isAllSound(_ range: Range<Int>, _ near: Set<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    guard range.contains(where: { Self.everything.contains(words[$0].fine) }),
      range.contains(where: { Self.sound.contains(words[$0].fine) })
    else { return false }
    let note = comparison.noteMeanings.words
    return Self.sound.contains { root in
      var isSound = false
      comparison.index.forEachPlace(of: root) { place in
        guard near.contains(comparison.noteSentence(place)) else { return }
        let sentence = comparison.noteWords(near: place)
        if sentence.contains(where: { Self.every.contains(note[$0].fine) }),
          !sentence.contains(where: { Self.excepting.contains(note[$0].fine) })
        {
          isSound = true
        }
      }
      return isSound
    }
  }
}
