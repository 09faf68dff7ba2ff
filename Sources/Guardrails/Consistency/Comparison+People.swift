import ClinicalLanguage
import SourceText

/// Of whom something is said.
extension Comparison {
  /// Whether the note says it of a relative or of another person, and that one or the family history is close by.
  func isOfFamily(_ place: NoteIndex.Place) -> Bool {
    guard noteContext(place).experiencer != .patient else { return false }
    let section = note.sections[note.sentences[noteSentence(place)].section].name
    if section == .familyHistory { return true }
    // In the same sentence, before it.
    let own = noteMeanings.sentences[Int(place.start)]
    var word = Int(place.start)
    while word > max(0, Int(place.start) - 8), noteMeanings.sentences[word - 1] == own {
      word -= 1
      if noteCues.words[word].contains(.kin) { return !isInCare(word) }
    }
    return false
  }

  /// How far before a thing a relative may stand who has it.
  private static let familyReach = 12

  /// Whether the note has a thing, plainly says it of the patient, and nowhere near a relative.
  func isNowhereOfFamily(_ unit: SummaryUnit) -> Bool {
    var isOfPatient = false
    for place in unit.places {
      let context = noteContext(place)
      guard context.experiencer == .patient else { return false }
      let sentence = noteMeanings.sentences[Int(place.start)]
      let near =
        max(
          0, Int(place.start) - Self.familyReach)..<min(
          noteMeanings.words.count, Int(place.end) + 5)
      if near.contains(where: {
        noteMeanings.sentences[$0] == sentence && noteCues.words[$0].contains(.kin)
      }) {
        return false
      }
      if context.assertion == .present, context.temporality != .planned { isOfPatient = true }
    }
    return isOfPatient
  }

  /// `in the care of his mother`, `discussed with the mother`, `the parents pointed out`: a relative who
  /// only stands by.
  private func isInCare(_ kin: Int) -> Bool { Self.isInCare(kin, noteMeanings.words, note) }

  /// The same of the summary.
  func isInCareInSummary(_ kin: Int) -> Bool {
    Self.isInCare(kin, summaryMeanings.words, summary)
  }

  private static func isInCare(
    _ kin: Int, _ words: [MeaningWord], _ document: ClinicalDocument
  ) -> Bool {
    // `with a family history of`.
    if kin + 1 < words.count, histories.contains(words[kin + 1].fine) { return false }
    // `Son of pt (M 70, ESRD …)`: what follows is said of the patient.
    if kin + 2 < words.count, ofs.contains(words[kin + 1].fine),
      let patient = words[kin + 2..<min(words.count, kin + 4)].firstIndex(where: {
        patients.contains($0.fine)
      })
    {
      // `the mother of the patient has asthma`
      return patient + 1 == words.count || words[patient + 1].gap >= .comma
        || !having.contains(words[patient + 1].fine)
    }
    // `Talk with pt + niece`, `patient and wife`.
    if kin > 0, patients.contains(words[kin - 1].fine) {
      // `the patient's mother has asthma`
      guard document.isPossessive(words[kin - 1]) else { return true }
    }
    if kin > 1, ands.contains(words[kin - 1].fine), patients.contains(words[kin - 2].fine) {
      return true
    }
    var word = kin
    // `with the patient's mother`
    while word > 0,
      determiners.contains(words[word - 1].fine)
        || patients.contains(words[word - 1].fine) && document.isPossessive(words[word - 1])
    {
      word -= 1
    }
    if word > 0, company.contains(words[word - 1].fine) { return true }
    let next = kin + 1..<min(words.count, kin + 3)
    return next.contains { informing.contains(words[$0].fine) }
  }

  private static let having = Thesaurus.roots("has had have died suffers suffered")
  private static let ofs = Thesaurus.roots("of")
  private static let ands = Thesaurus.roots("and")
  private static let patients = Thesaurus.roots("pt pts patient")
  private static let histories = Thesaurus.roots("history hx")
  private static let company = Thesaurus.roots(
    """
    of with by to from per via for toward towards against at near around about upon onto between among
    behind beside told inform informed counseled contact tell
    """)
  private static let informing = Thesaurus.roots(
    """
    point pointed noticed notices noted notes reports reported states stated says said brought called gives gave thinks
    feels wants asked requested counseled consented agreed did do does instructed taught educated
    chose chosen choose opted elected decided preferred declined refused wished understood
    """)
}

extension ClinicalDocument {
  /// `patient's`
  fileprivate func isPossessive(_ word: MeaningWord) -> Bool {
    let bytes = text[tokens[Int(word.firstToken)].span]
    // U+2019 ends with the byte 0x99.
    return bytes.dropLast().last.map { $0 == UInt8(ascii: "'") || $0 == 0x99 } ?? false
  }
}
