import ClinicalLanguage
import SourceText

/// Finds plain statements of a summary that say something else of a thing than the plain statement of the note
/// that has the same words but one: `the wound is open` for `the wound is closed`.
///
/// Two short statements are twins where each has all words of content of the other but for one expression.
/// So little is left open between twins that words may be compared that elsewhere exclude nothing: `good`
/// and `poor`, `open` and `closed`; where they have the same words, whether one of them denies. `FrameTwins`
/// compares sentences that are the same word for word but for one stretch.
struct TwinStatements {
  let comparison: Comparison
  let axes: AxisComparison

  struct Disagreement {
    /// Words of the summary.
    var words: Range<Int>
    /// Words of the note.
    var noteWords: Range<Int>
  }

  /// A note with more short sentences is none; each is laid beside each of the summary's.
  private static let mostSentences = 400

  func disagreements() -> [Disagreement] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    let told = PlainStatement.all(in: comparison.summaryMeanings.words).filter {
      comparison.isCompared($0.words)
    }
    guard !told.isEmpty else { return [] }
    let known = PlainStatement.all(in: comparison.noteMeanings.words)
    var statementOfWord = [Int32](repeating: -1, count: comparison.noteMeanings.words.count)
    for (index, statement) in known.enumerated() {
      for word in statement.words { statementOfWord[word] = Int32(index) }
    }
    let sentences = known.filter { $0.isWhole && $0.isSentence }.prefix(Self.mostSentences)
    return told.compactMap { statement in
      isOneExpression(statement.content)
        ? lone(statement, sentences)
        : twin(of: statement, known, held(by: statement, statementOfWord))
    }
  }

  // MARK: - The twin

  /// For each statement of the note the words of this one that it has, under any name.
  private func held(
    by statement: PlainStatement, _ statementOfWord: [Int32]
  ) -> [Int32: Set<Int>] {
    var held: [Int32: Set<Int>] = [:]
    func take(_ place: NoteIndex.Place, _ word: Int) {
      let index = statementOfWord[Int(place.start)]
      if index >= 0 { held[index, default: []].insert(word) }
    }
    for word in statement.content {
      let root = comparison.summaryMeanings.words[word].fine
      comparison.index.forEachPlace(of: root) { take($0, word) }
      if let unit = unit(at: word) {
        for place in unit.places { take(place, word) }
      }
    }
    return held
  }

  private func unit(at word: Int) -> SummaryUnit? {
    let next = comparison.units.partitioningIndex { $0.words.upperBound > word }
    guard next < comparison.units.count, comparison.units[next].words.contains(word) else {
      return nil
    }
    return comparison.units[next]
  }

  private func twin(
    of statement: PlainStatement, _ known: [PlainStatement], _ held: [Int32: Set<Int>]
  ) -> Disagreement? {
    let count = statement.content.count
    let whole = held.filter { $0.value.count == count }.keys.sorted().map { known[Int($0)] }
    guard whole.isEmpty else { return turned(statement, whole) }
    for (index, words) in held.sorted(by: { $0.key < $1.key }) where words.count < count {
      let missing = statement.content.filter { !words.contains($0) }
      guard isOneExpression(missing),
        let other = exclusion(of: missing, in: statement, known[Int(index)]),
        !isToldOfEach(missing, held.values.count { $0 == words })
      else { continue }
      return Disagreement(words: missing[0]..<missing[missing.count - 1] + 1, noteWords: other)
    }
    return nil
  }

  /// `bilateral hydroceles` where the note has one on the right, and in another statement one on the left.
  private func isToldOfEach(_ missing: [Int], _ statements: Int) -> Bool {
    missing.count == 1 && statements > 1
      && DoubledSides.both.contains(comparison.summaryMeanings.words[missing[0]].fine)
  }

  /// Whether they are one word, or the words of one value of an axis: `room air`.
  func isOneExpression(_ words: [Int]) -> Bool {
    guard let first = words.first, let last = words.last else { return false }
    return words.count == 1 || !values(over: first, last).isEmpty
  }

  /// More words than any value of an axis has.
  private static let longestValue: Int32 = 8

  /// The values of axes that the summary names by the words from the first to the last.
  private func values(over first: Int, _ last: Int) -> [ExclusiveAxes.Mention] {
    let next = axes.summaryValues.partitioningIndex {
      $0.start > Int32(first) - Self.longestValue
    }
    return axes.summaryValues[next...].prefix { Int($0.start) <= first }
      .filter { last < Int($0.end) }
  }

  /// A statement that is its only word of content: `he is retired`.
  private func lone(
    _ statement: PlainStatement, _ others: ArraySlice<PlainStatement>
  ) -> Disagreement? {
    guard statement.isWhole, statement.isSentence else { return nil }
    let told = Set(statement.content.map { comparison.summaryMeanings.words[$0].fine })
    guard
      !others.contains(where: {
        told.isSubset(of: $0.content.map { comparison.noteMeanings.words[$0].fine })
      })
    else { return nil }
    let content = statement.content
    return others.lazy.compactMap { other in
      excluded(by: content, other.content, in: other.words).map {
        Disagreement(words: content[0]..<content[content.count - 1] + 1, noteWords: $0)
      }
    }.first
  }

  // MARK: - What excludes

  /// The words of the note's statement that exclude words of the summary's, which it has not.
  private func exclusion(
    of missing: [Int], in statement: PlainStatement, _ other: PlainStatement
  ) -> Range<Int>? {
    let told = Set(statement.content.map { comparison.summaryMeanings.words[$0].fine })
    let rest = other.content.filter { !told.contains(comparison.noteMeanings.words[$0].fine) }
    guard !rest.isEmpty,
      denies(statement, comparison.summaryCues, but: missing)
        == denies(other, comparison.noteCues, but: rest)
    else { return nil }
    return excluded(by: missing, rest, in: other.words)
  }

  /// Whether a statement is denied by other words than these: `normal` and `clear` deny by themselves.
  private func denies(_ statement: PlainStatement, _ cues: CueMap, but words: [Int]) -> Bool {
    statement.words.contains { !words.contains($0) && cues.words[$0].contains(.negation) }
  }

  /// Of words of a statement of the note those that words of the summary exclude, if they are all of them.
  func excluded(by missing: [Int], _ rest: [Int], in other: Range<Int>) -> Range<Int>? {
    let (words, noteWords) = (comparison.summaryMeanings.words, comparison.noteMeanings.words)
    let (first, last) = (missing[0], missing[missing.count - 1])
    // Numbers are compared by what they count.
    guard !missing.contains(where: { words[$0].isNumber }) else { return nil }
    if rest.count == 1, first == last, let value = OpposedWords.value(of: words[first]),
      let opposed = OpposedWords.value(of: noteWords[rest[0]]),
      OpposedWords.exclude(value, opposed)
    {
      return rest[0]..<rest[0] + 1
    }
    for value in values(over: first, last) {
      let mentions = comparison.reading.axisValues.mentions
      let next = mentions.partitioningIndex { Int($0.start) >= other.lowerBound }
      let others = mentions[next...].prefix { Int($0.start) < other.upperBound }
        .filter { $0.axis == value.axis }
      guard !others.contains(where: { $0.value == value.value }) else { return nil }
      if let found = others.first(where: { mention in
        rest.allSatisfy { Int(mention.start) <= $0 && $0 < Int(mention.end) }
      }) {
        return Int(found.start)..<Int(found.end)
      }
    }
    return nil
  }

  /// Whether a word is in the note under no name.
  func isNew(_ word: Int) -> Bool {
    guard let unit = unit(at: word), unit.support == .none, unit.words.count == 1,
      !unit.isAboutRecord, !unit.isDemographic,
      !Self.light.contains(comparison.summaryMeanings.words[word].fine)
    else { return false }
    switch unit.kind {
    case .person, .time, .abbreviation, .drug, .drugClass, .test, .site: return false
    default: return true
    }
  }

  /// Verbs that say little, and words of degree, of which one stands as well as another: `went` for `was taken`.
  private static let light = Thesaurus.roots(
    """
    go went gone come came take took taken bring brought move moved send sent give gave given get got
    make made put keep kept do did done have had use used show showed shown tell told say said see saw
    seen note noted find found seem seemed feel felt ask asked let help want wanted start finish finished
    complete completed perform performed undergo underwent carry carried proceed proceeded reach reached
    fit fits fitted match matches matched suit suits resemble resembles point points suggest suggests mean means
    much far greatly considerably significantly markedly getting
    return returned leave left transfer transferred transport transported place placed
    """)

  /// All words that say something, and copulas neither.
  private func roots(of statement: PlainStatement, in words: [MeaningWord]) -> [UInt64] {
    statement.words.map { words[$0].fine }.filter {
      !PlainStatement.dispensable.contains($0) && !PlainStatement.copulas.contains($0)
    }
  }

  // MARK: - The same words

  /// Of statements that have all the words the first, if each of them denies them and the summary does not,
  /// or the other way round, or the way is turned: `from Mercy Hospital` for `to Mercy Hospital`.
  private func turned(_ statement: PlainStatement, _ others: [PlainStatement]) -> Disagreement? {
    let told = Set(statement.content.map { comparison.summaryMeanings.words[$0].fine })
    guard statement.isWhole,
      let first = others.first(where: {
        Set($0.content.map { comparison.noteMeanings.words[$0].fine }) == told
      }),
      statement.isSentence || first.isSentence, others.allSatisfy(\.isWhole)
    else { return nil }
    let isDenied = denies(statement, comparison.summaryCues, but: [])
    let denied = others.map { denies($0, comparison.noteCues, but: []) }
    // `Chest pain: none` has what denies it behind a mark.
    if statement.isSentence, others.allSatisfy(\.isSentence),
      denied.allSatisfy({ $0 != isDenied })
    {
      return Disagreement(words: statement.words, noteWords: first.words)
    }
    guard !denied.contains(true), !isDenied, others.allSatisfy({ isTurned(statement, $0) }) else {
      return nil
    }
    return Disagreement(words: statement.words, noteWords: first.words)
  }

  /// Whether the two are the same but for a word of direction and a copula.
  private func isTurned(_ statement: PlainStatement, _ other: PlainStatement) -> Bool {
    let told = roots(of: statement, in: comparison.summaryMeanings.words)
    let known = roots(of: other, in: comparison.noteMeanings.words)
    guard told.count == known.count else { return false }
    let different = zip(told, known).filter { $0 != $1 }
    return different.count == 1
      && PlainStatement.directions.contains {
        Set([different[0].0, different[0].1]).isSubset(of: $0)
      }
  }
}
