import ClinicalLanguage
import SourceText

/// Which words of a note a summary takes up, under any name.
struct NoteCoverage {
  private let isCovered: [Bool]
  private let note: ClinicalDocument
  private let meanings: DocumentMeanings
  /// The first word of each sentence, and one more.
  private let firstWords: [Int]
  private let units: [SummaryUnit]
  private let copied: [TextSpan]
  private let summaryMeanings: DocumentMeanings

  /// - Parameter copied: the places of the note that the summary repeats word for word.
  init(
    _ units: [SummaryUnit], copied: [TextSpan], note: ClinicalDocument, index: NoteIndex,
    meanings: DocumentMeanings, summary: DocumentMeanings
  ) {
    self.units = units
    self.copied = copied
    summaryMeanings = summary
    var covered = Array(repeating: false, count: meanings.words.count)
    for unit in units {
      // A drug or a test told once is told wherever the note has it; a plain word only where its clause is.
      for place in unit.isEntity ? unit.places : unit.aligned {
        for word in place.words { covered[word] = true }
      }
      // `Penicillin allergy` of a note with `Allergies: penicillin` has one place, that of its rarest word.
      guard unit.isEntity, unit.support == .parts else { continue }
      for word in unit.words where !FunctionWords.holds(summary.words[word]) {
        index.forEachPlace(of: summary.words[word].fine) { place in
          for word in place.words { covered[word] = true }
        }
      }
    }
    var next = 0
    for span in copied.sorted() {
      // Copies may lie over each other; each word is passed once.
      while next < meanings.words.count {
        let token = note.tokens[Int(meanings.words[next].firstToken)].span
        if token.start >= span.end { break }
        if span.contains(token) { covered[next] = true }
        next += 1
      }
    }
    isCovered = covered
    self.note = note
    self.meanings = meanings
    var first: [Int] = []
    first.reserveCapacity(note.sentences.count + 1)
    var word = 0
    for sentence in 0...note.sentences.count {
      while word < meanings.words.count, Int(meanings.sentences[word]) < sentence { word += 1 }
      first.append(word)
    }
    firstWords = first
  }

  /// Whether the summary takes up half of the content words among these tokens, and at least one.
  ///
  /// - Parameter head: whether the last of them must be among these, and by name: of a `calcified granuloma` the
  ///   granuloma, and of a `difficult intubation` the intubation, which a `procedure` does not tell.
  func covers(_ tokens: Range<Int>, withHead head: Bool = false) -> Bool {
    var (total, held) = (0, 0)
    var isHeadHeld = true
    let words = meanings.words
    var index = words.partitioningIndex { Int($0.firstToken) >= tokens.lowerBound }
    while index < words.count, Int(words[index].firstToken) < tokens.upperBound {
      if !FunctionWords.holds(words[index]), !Thesaurus.embedded.isNeutral(words[index]) {
        total += 1
        isHeadHeld = isCovered[index] && (!head || isNamed(index))
        if isCovered[index] { held += 1 }
      }
      index += 1
    }
    return held > 0 && held * 2 >= total && (isHeadHeld || !head)
  }

  /// Whether the summary has the word under a name of its own, and not under that of something broader.
  private func isNamed(_ word: Int) -> Bool {
    let token = note.tokens[Int(meanings.words[word].firstToken)].span
    return copied.contains { $0.contains(token) }
      || units.contains { unit in
        unit.places.contains { $0.words.contains(word) && names(unit, $0) }
      }
  }

  private func names(_ unit: SummaryUnit, _ place: NoteIndex.Place) -> Bool {
    // `stop` for `discontinue`, `DVT` for `deep vein thrombosis`, `warfarin` for `Coumadin`.
    if !unit.isEntity || unit.kind == .drug || unit.support == .kindred
      || unit.words.count < place.words.count
    {
      return true
    }
    let words = summaryMeanings.words
    if unit.words.contains(where: { told in
      !FunctionWords.holds(words[told])
        && place.words.contains { meanings.words[$0].fine == words[told].fine }
    }) {
      return true
    }
    let told = Self.mentions(of: unit.words, in: summaryMeanings)
    let known = Self.mentions(of: place.words, in: meanings)
    return told.contains { mention in known.contains { $0.meaning.key == mention.meaning.key } }
  }

  /// The expressions that lie over just these words.
  private static func mentions(
    of words: Range<Int>, in meanings: DocumentMeanings
  ) -> [DocumentMeanings.Mention] {
    let first = meanings.mentions.partitioningIndex { Int($0.start) >= words.lowerBound }
    return meanings.mentions[first...].prefix { Int($0.start) == words.lowerBound }
      .filter { Int($0.end) == words.upperBound }
  }

  /// Whether any of these tokens carries content.
  func holdsContent(_ tokens: Range<Int>) -> Bool {
    let words = meanings.words
    let first = words.partitioningIndex { Int($0.firstToken) >= tokens.lowerBound }
    return words[first...].prefix { Int($0.firstToken) < tokens.upperBound }.contains {
      !FunctionWords.holds($0) && !Thesaurus.embedded.isNeutral($0)
    }
  }

  /// The percentage of a sentence's content words that the summary takes up; nil where it has fewer than
  /// `leastWords`.
  ///
  /// - Parameter without: tokens that only say what kind of statement it is.
  func share(ofSentence sentence: Int, without: Range<Int>, leastWords: Int = 2) -> Int? {
    share(
      of: firstWords[sentence]..<firstWords[sentence + 1], in: sentence, without: without,
      leastWords: leastWords)
  }

  /// The same of the clause that a phrase governs: what follows it up to the next comma, or else what goes
  /// before it.
  func share(ofClauseAt phrase: Range<Int>, in sentence: Int, leastWords: Int) -> Int? {
    let words = meanings.words
    let all = firstWords[sentence]..<firstWords[sentence + 1]
    let start = all.partitioningIndex { Int(words[$0].firstToken) >= phrase.lowerBound }
    let end = all.partitioningIndex { Int(words[$0].firstToken) >= phrase.upperBound }
    var last = end
    while last < all.upperBound, words[last].gap < .comma { last += 1 }
    if let share = share(of: end..<last, in: sentence, without: phrase, leastWords: leastWords) {
      return share
    }
    var first = start
    while first > all.lowerBound, words[first].gap < .comma { first -= 1 }
    return share(of: first..<start, in: sentence, without: phrase, leastWords: 1)
  }

  private func share(
    of range: Range<Int>, in sentence: Int, without: Range<Int>, leastWords: Int
  ) -> Int? {
    let content = range.filter { word in
      let item = meanings.words[word]
      return !FunctionWords.holds(item) && !Thesaurus.embedded.isNeutral(item)
        && !without.contains(Int(item.firstToken))
        && Int(item.firstToken) >= note.sentences[sentence].tokens.lowerBound
    }
    guard content.count >= leastWords else { return nil }
    let held = max(content.count { isCovered[$0] }, mostHeld(of: content))
    return content.isEmpty ? 0 : held * 100 / content.count
  }

  /// How many of these words of the note the one sentence of the summary has that has most of them.
  ///
  /// A plain word is covered only where its clause points to; what the note says in two places is told by
  /// one sentence for both.
  private func mostHeld(of content: [Int]) -> Int {
    // A summary of more units is held as it is: reading all of them for each statement would take the square of
    // its length.
    guard let first = content.first, let last = content.last, units.count <= Comparison.mostUnits
    else { return 0 }
    var (most, sentence): (Int, Int32) = (0, -1)
    var held: Set<Int> = []
    for unit in units where unit.support > .none {
      let own = summaryMeanings.sentences[unit.words.lowerBound]
      if own != sentence {
        most = max(most, held.count)
        held.removeAll(keepingCapacity: true)
        sentence = own
      }
      for place in unit.places where Int(place.start) <= last && Int(place.end) > first {
        for word in place.words where content.contains(word) { held.insert(word) }
      }
    }
    return max(most, held.count)
  }
}
