import ClinicalLanguage

/// Relatives by whose word a summary tells something.
extension ExperiencerRule {
  private static let saying = Thesaurus.roots(
    """
    say says said state states stated report reports reported notice noticed describe describes described
    deny denies denied feel feels felt think thinks believe believes told confirm confirms confirmed recall
    recalls recalled explain explained mention mentioned agree agreed understood understands
    """)
  private static let according = Thesaurus.roots("according")
  /// What a sentence of the note has that tells of somebody who was there or gave word.
  private static let witnessing = Thesaurus.roots(
    """
    history historian informant informed collateral brought bring brings accompany accompanied present
    discuss discussed interview interviewed concern concerned worry worried ask asks asked want wants wanted
    request requested witness witnessed saw see heard find found note noted notes per via according
    information obtained provide provided give gives gave given translate translated interpret interpreted
    bedside room visit phone call called calls spoke talk talked observe observed aware wish wishes insist
    complain complains complained question questions explanation decision decided consent consented counseled
    agreement agreeable answered understanding today attended attend
    """)
  /// In words: how far behind `according to` somebody may be named.
  private static let reach = 4
  /// In words: how far behind somebody the verb may stand.
  private static let reachBehind = 2

  /// `According to her husband` where the note has him only at home with her: the words for relatives by whose
  /// word something is told, where no sentence of the note that names one of them has a word of telling, of being
  /// there, or of being told.
  func inventedSpeakers(_ comparison: Comparison) -> [Int] {
    let words = comparison.summaryMeanings.words
    var spoken: Relatives?
    return words.indices.filter { word in
      guard comparison.summaryCues.words[word].contains(.kin), isSpeaker(word, words) else {
        return false
      }
      let told = Relatives(in: word..<word + 1, of: words)
      guard !told.isEmpty, told != .all, comparison.isCompared(word..<word + 1) else {
        return false
      }
      let named = Relatives(
        in: comparison.noteMeanings.words.indices, of: comparison.noteMeanings.words)
      // Whom the note does not name is another rule's matter, and a family may be anybody.
      guard named != .all, told.isSubset(of: named) else { return false }
      let known = spoken ?? speakers(comparison)
      spoken = known
      return known.isDisjoint(with: told)
    }
  }

  private func isSpeaker(_ word: Int, _ words: [MeaningWord]) -> Bool {
    var index = word
    while index > max(0, word - Self.reach), words[index].gap < .comma {
      index -= 1
      if Self.according.contains(words[index].fine) { return true }
    }
    index = word + 1
    while index < min(words.count, word + 1 + Self.reachBehind), words[index].gap < .comma {
      if Self.saying.contains(words[index].fine) { return true }
      index += 1
    }
    return false
  }

  /// Those named in a sentence of the note with a word of telling or of being there, or in the one after.
  private func speakers(_ comparison: Comparison) -> Relatives {
    let words = comparison.noteMeanings.words
    let sentences = comparison.noteMeanings.sentences
    var witnessed: Set<Int32> = []
    for word in words.indices
    where Self.saying.contains(words[word].fine) || Self.witnessing.contains(words[word].fine) {
      witnessed.insert(sentences[word])
    }
    return words.indices.reduce(into: Relatives()) { relatives, word in
      guard comparison.noteCues.words[word].contains(.kin),
        witnessed.contains(sentences[word]) || witnessed.contains(sentences[word] - 1)
      else { return }
      relatives.formUnion(Relatives(in: word..<word + 1, of: words))
    }
  }
}
