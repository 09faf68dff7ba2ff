import ClinicalLanguage
import SourceText

// Cities and countries.
extension IdentifierReader {
  /// Takes the run for a place where its words and its surroundings say so; the token to go on with.
  mutating func place(_ run: NameRun, in context: NameContext) -> Int? {
    guard !context.takesAnyWord, context != .relation, context != .introduction,
      run.initials == 0, !run.isInverted,
      let first = run.first, run.words.count <= 3
    else { return nil }
    if let end = stateEnd(behind: run), context == .place || isCity(run) {
      add(TextSpan(start: tokens[run.tokens.lowerBound].start, end: tokens[end - 1].end), .location)
      return end
    }
    let isKnown = isPlace(run)
    let isCountry = !listed(run).isDisjoint(with: [.country, .state])
    let isFound: Bool
    if isClinical {
      isFound =
        context == .place && isKnown && !first.isEponym && !first.isMedical
        && (isCountry || !first.isEveryday)
    } else {
      let isStrange = run.words.allSatisfy { $0.isUnknown && !isShort($0) }
      isFound =
        isCountry
        || context == .place && (isKnown && !first.isEveryday || isStrange)
    }
    guard isFound else { return nil }
    add(TextSpan(start: tokens[run.tokens.lowerBound].start, end: run.end), .location)
    return run.tokens.upperBound
  }

  /// `United Kingdom`, `San Francisco`: two or three capital words that are one entry.
  mutating func placePhrase(at index: Int, in context: NameContext) -> Int? {
    guard context == .place || context == .none && !isClinical, isCapital(index + 1),
      follows(index + 1)
    else { return nil }
    for count in isCapital(index + 2) && follows(index + 2) ? [3, 2] : [2] {
      let last = index + count - 1
      let end = endWithoutPossessive(last)
      let traits = listed(from: index, to: end)
      let isCountry = !traits.isDisjoint(with: [.country, .state])
      guard isCountry && !isClinical || context == .place && (isCountry || traits.contains(.city))
      else { continue }
      add(TextSpan(start: tokens[index].start, end: end), .location)
      return last + 1
    }
    return nil
  }

  /// The token behind `, TX` or `, TX 78701`; nil where no state follows the run.
  func stateEnd(behind run: NameRun) -> Int? {
    let comma = run.tokens.upperBound
    guard isMark(comma, ","), follows(comma + 1), isStateCode(comma + 1) else { return nil }
    return zipEnd(after: comma + 2)
  }

  func isStateCode(_ index: Int) -> Bool {
    isWord(index) && tokens[index].span.count == 2 && isAllCapital(index)
      && cue(index).contains(.stateCode)
  }

  /// The token behind a ZIP code at this one, else this one.
  func zipEnd(after index: Int) -> Int {
    guard index < tokens.count, follows(index), wholeDigits(index) == 5 else { return index }
    if isMark(index + 1, "-"), touches(index + 1), wholeDigits(index + 2) == 4 { return index + 3 }
    return index + 1
  }

  private func isCity(_ run: NameRun) -> Bool { listed(run).contains(.city) }

  private func isPlace(_ run: NameRun) -> Bool {
    !listed(run).isDisjoint(with: .anyPlace)
  }

  /// What the lists know of the words of the run together: `South Africa` is one entry.
  private func listed(_ run: NameRun) -> WordTraits {
    if run.words.count == 1, let only = run.first { return only.traits }
    return listed(from: run.tokens.lowerBound, to: run.end)
  }

  /// What the lists know of the text from the token on.
  func listed(from index: Int, to end: Int32) -> WordTraits {
    var hash = WordHash.offsetBasis
    for offset in Int(tokens[index].start)..<Int(end) {
      hash = WordHash.adding(bytes[offset], to: hash)
    }
    return lists[hash]
  }
}
