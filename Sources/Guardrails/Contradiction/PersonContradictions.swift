import ClinicalLanguage
import SourceText

/// Two ages, or two sexes, of one patient.
struct PersonContradictions {
  let source: ContradictionSource
  private var note: ClinicalDocument { source.note }

  /// A birthday may lie between two sentences of a note, not two.
  private static let ageTolerance = 2.0
  /// Below this age `he` and `she` are as often the parents.
  private static let adultAge = 14.0

  func contradictions(of classes: Set<ContradictionClass>) -> [Contradiction] {
    guard classes.contains(.age) || classes.contains(.sex) else { return [] }
    let people = source.demographics.filter { isPatient(note.facts[$0]) }
    guard let first = people.first else { return [] }
    var found: [Contradiction] = []
    if classes.contains(.age) { found += ages(people) }
    if classes.contains(.sex) { found += sexes(people, first: note.facts[first]) }
    return found
  }

  /// Age and sex in one mention, and nobody else in the sentence before it.
  private func isPatient(_ fact: Fact) -> Bool {
    guard fact.context.experiencer == .patient, fact.context.assertion == .present,
      fact.demographic?.sex != nil, fact.demographic?.ageInYears != nil
    else { return false }
    let end = note.tokenIndex(at: fact.span.start)
    let near = note.surroundings(ofToken: end, in: source.words(ofSentence: fact.sentence))
    return near.prefix { $0 < end }.allSatisfy {
      StoryWord.words[note.tokens[$0]].isDisjoint(with: [.person, .time])
    }
  }

  private func ages(_ people: [Int]) -> [Contradiction] {
    guard let first = people.first, let age = note.facts[first].demographic?.ageInYears,
      let other = people.first(where: {
        abs((note.facts[$0].demographic?.ageInYears ?? age) - age) >= Self.ageTolerance
      })
    else { return [] }
    return [Contradiction(.age, note.facts[first].span, note.facts[other].span)]
  }

  private func sexes(_ people: [Int], first: Fact) -> [Contradiction] {
    guard let sex = first.demographic?.sex else { return [] }
    if let other = people.first(where: { note.facts[$0].demographic?.sex != sex }) {
      return [Contradiction(.sex, first.span, note.facts[other].span)]
    }
    guard first.demographic?.ageInYears ?? 0 >= Self.adultAge else { return [] }
    return pronoun(of: sex == .female ? .he : .she).map {
      [Contradiction(.sex, first.span, $0)]
    } ?? []
  }

  /// `The patient tolerated it well and he was transferred`: a pronoun of the other sex in a sentence
  /// that begins with the patient and has nobody else in it.
  private func pronoun(of word: StoryWord) -> TextSpan? {
    for sentence in note.sentences {
      let begins = sentence.tokens.prefix(3).first {
        StoryWord.words[note.tokens[$0]].contains(.patient)
      }
      guard let begins, !isPossessive(begins) else { continue }
      var pronoun: Int?
      var isAlone = true
      for index in sentence.tokens {
        let found = StoryWord.words[note.tokens[index]]
        if found.contains(.person) { isAlone = false }
        if found.contains(word), pronoun == nil, index > begins { pronoun = index }
      }
      if isAlone, let pronoun { return note.tokens[pronoun].span }
    }
    return nil
  }

  /// `The patient's husband`: the tokenizer keeps the ending with the word, where it keeps it at all.
  private func isPossessive(_ index: Int) -> Bool {
    let end = Int(note.tokens[index].end)
    return end < note.text.count && note.text.bytes[end] != 0x20
  }
}

/// A drug allergy beside `no known drug allergies`.
struct AllergyContradictions {
  let source: ContradictionSource

  func contradictions() -> [Contradiction] {
    let note = source.note
    guard source.allergies.count > 1,
      let none = source.allergies.first(where: { index in
        let fact = note.facts[index]
        return fact.context.assertion == .absent && fact.concept == nil
          && !source.sentence(of: fact, has: [.remainder])
      })
    else { return [] }
    let denial = note.facts[none]
    guard
      let named = source.allergies.first(where: { index in
        let fact = note.facts[index]
        guard let concept = fact.concept, note.lexicon.kind(of: concept) == .medication else {
          return false
        }
        return fact.context.assertion == .present && fact.context.experiencer == .patient
          && fact.sentence != denial.sentence
          && !source.sentence(of: fact, has: [.person, .open])
      })
    else { return [] }
    return [Contradiction(.allergy, denial.span, note.facts[named].span)]
  }
}
