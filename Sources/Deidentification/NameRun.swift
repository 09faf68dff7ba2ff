import ClinicalLanguage
import SourceText

/// Words with capital letters that stand side by side and may be one name.
struct NameRun {
  /// The tokens, initials and joined parts included.
  var tokens: Range<Int>
  /// Words of at least two letters.
  var words: [Word] = []
  var initials = 0
  /// Words that are not joined to the one before by a hyphen.
  var parts = 0
  /// `Last, First`.
  var isInverted = false
  /// The byte behind it: an `'s` is no part of it.
  var end: Int32

  struct Word {
    var token: Int
    var hash: UInt32
    var traits: WordTraits
    var isMedical: Bool
    var isEponym: Bool
    var isAllCapital: Bool
    /// Whether a letter of it lies beyond ASCII.
    var isAccented: Bool

    var isUnknown: Bool { traits.isEmpty }
    /// A word of the language that is no name.
    var isPlain: Bool { traits.contains(.english) && traits.isDisjoint(with: .anyName) }
    var isEveryday: Bool {
      traits.contains(.everyday) || traits.contains(.english)
    }
  }

  var first: Word? { words.first }
  var last: Word? { words.last }
}

/// Whose name the words before it announce.
enum NameContext {
  case none
  /// `Dr.`
  case doctor
  /// `Mr.`, `Ms.`
  case title
  /// `Patient:`, `Name:`
  case label
  /// `Attending:`, `dictated by`
  case clinicianLabel
  /// `daughter`, `wife`
  case relation
  /// `by`, `named`, `attn`
  case introduction
  /// `in`, `from`, `to`
  case place

  /// Whether any word with a capital letter behind it is a name.
  var takesAnyWord: Bool {
    switch self {
    case .doctor, .title, .label, .clinicianLabel: true
    case .none, .relation, .introduction, .place: false
    }
  }
}

extension IdentifierReader {
  /// Reads a run that begins at the capital word; nil where none does.
  func nameRun(at index: Int, in context: NameContext) -> NameRun? {
    var run = NameRun(tokens: index..<index, end: tokens[index].end)
    var next = index
    while run.words.count < 5 {
      guard isCapital(next), next == index || isJoined(next) else { break }
      if tokens[next].span.count == 1 {
        guard let end = initial(at: next, in: run) else { break }
        run.initials += 1
        run.tokens = index..<end
        run.end = tokens[end - 1].end
        next = end
      } else {
        let isFirst = run.words.isEmpty && run.initials == 0
        guard let word = nameWord(at: next, mayBePlain: isFirst && context.takesAnyWord) else {
          break
        }
        if run.words.isEmpty || !touches(next) { run.parts += 1 }
        run.words.append(word)
        run.tokens = index..<next + 1
        run.end = endWithoutPossessive(next)
        next += 1
        if run.end < tokens[next - 1].end { break }
      }
      next = afterParticles(next)
      if isMark(next, "-"), touches(next), next + 1 < tokens.count, touches(next + 1),
        isCapital(next + 1)
      {
        next += 1
      }
    }
    guard !run.words.isEmpty else { return nil }
    addFirstName(to: &run, in: context)
    return run
  }

  private func isJoined(_ index: Int) -> Bool {
    touches(index) ? isMark(index - 1, "-") || isMark(index - 1, ".") : follows(index)
  }

  /// The end of an initial, its full stop included; nil where the letter is none.
  private func initial(at index: Int, in run: NameRun) -> Int? {
    let letter = bytes[Int(tokens[index].start)]
    let hasStop = isMark(index + 1, ".") && touches(index + 1)
    if run.words.isEmpty {
      // `J. Smith`; an article or a pronoun is no initial.
      guard hasStop, isCapital(index + 2), follows(index + 2) || touches(index + 2) else {
        return nil
      }
    } else if !hasStop, letter == UInt8(ascii: "I") || letter == UInt8(ascii: "A") {
      return nil
    }
    return hasStop ? index + 2 : index + 1
  }

  private func nameWord(at index: Int, mayBePlain: Bool) -> NameRun.Word? {
    let span = TextSpan(start: tokens[index].start, end: endWithoutPossessive(index))
    guard span.count > 1 else { return nil }
    var hash = tokens[index].foldedHash
    if span.end < tokens[index].end { hash = WordHash.of(text[span]) }
    let cue = cues[hash]
    let traits = lists[hash]
    // `Jan Novak`, but not `Jan 12`.
    let isNamedLikeMonth =
      cue.contains(.month) && !traits.isDisjoint(with: .anyFirstName)
      && (mayBePlain || isCapital(index + 1) && follows(index + 1))
    guard cue.isDisjoint(with: Cue.notInName) || isNamedLikeMonth, !isContraction(span) else {
      return nil
    }
    var isAccented = false
    for byte in text[span] {
      if byte &- 0x30 < 10 { return nil }
      if byte >= 0x80 { isAccented = true }
    }
    let word = NameRun.Word(
      token: index, hash: hash, traits: traits, isMedical: isMedical[index],
      isEponym: cue.contains(.eponym), isAllCapital: isAllCapital(index), isAccented: isAccented)
    if word.isPlain, !mayBePlain { return nil }
    return word
  }

  /// `I'm`, `don't`, `they'll`: what stands behind the apostrophe is no part of a name.
  private func isContraction(_ span: TextSpan) -> Bool {
    guard span.count > 2 else { return false }
    func isApostrophe(_ back: Int) -> Bool {
      let offset = Int(span.end) - back
      guard offset > Int(span.start) else { return false }
      // U+2019 ends with the byte 0x99.
      return bytes[offset] == UInt8(ascii: "'") || bytes[offset] == 0x99
    }
    let last = bytes[Int(span.end) - 1] | 0x20
    if isApostrophe(2) { return "mdt".utf8.contains(last) }
    return isApostrophe(3) && "vlr".utf8.contains(bytes[Int(span.end) - 2] | 0x20)
  }

  /// The token behind `van der`, `de la`, `O'` and the like, where a capital word follows.
  private func afterParticles(_ index: Int) -> Int {
    var next = index
    while next < index + 2, follows(next), cue(next).contains(.particle), !isCapital(next) {
      next += 1
    }
    return next > index && isCapital(next) && follows(next) ? next : index
  }

  /// `Last, First M.`: what follows a comma, where it is a first name.
  private func addFirstName(to run: inout NameRun, in context: NameContext) {
    let comma = run.tokens.upperBound
    guard run.words.count <= 2, run.initials == 0, isMark(comma, ","), touches(comma),
      isCapital(comma + 1), follows(comma + 1), tokens[comma + 1].span.count > 1,
      let last = run.last, let word = nameWord(at: comma + 1, mayBePlain: false),
      word.isAllCapital == last.isAllCapital, !word.isMedical, !word.isEponym
    else { return }
    let isFirstName =
      !word.traits.isDisjoint(with: .anyFirstName)
      && word.traits.isDisjoint(with: [.state, .country])
    let hasInitial =
      isCapital(comma + 2) && follows(comma + 2) && tokens[comma + 2].span.count == 1
    guard isFirstName || hasInitial || word.isUnknown && mayBeInverted(last, comma, context)
    else { return }
    run.words.append(word)
    run.parts += 1
    run.isInverted = true
    var end = comma + 2
    run.end = endWithoutPossessive(comma + 1)
    if hasInitial, let behind = initial(at: end, in: run) {
      end = behind
      run.initials += 1
      run.end = tokens[end - 1].end
    }
    run.tokens = run.tokens.lowerBound..<end
  }

  /// Whether an unknown word behind the comma may be a first name: the words around speak of a person.
  private func mayBeInverted(
    _ last: NameRun.Word, _ comma: Int, _ context: NameContext
  ) -> Bool {
    if context.takesAnyWord { return true }
    guard !last.traits.isDisjoint(with: .anyLastName), !last.isEveryday else { return false }
    return context == .relation || context == .introduction || isIntroduced(behind: comma + 2)
  }

  /// The end of a word, an `'s` left out.
  func endWithoutPossessive(_ index: Int) -> Int32 {
    let span = tokens[index].span
    guard span.count > 2, bytes[Int(span.end) - 1] | 0x20 == UInt8(ascii: "s") else {
      return span.end
    }
    if bytes[Int(span.end) - 2] == UInt8(ascii: "'") { return span.end - 2 }
    // U+2019
    if span.count > 4, bytes[Int(span.end) - 2] == 0x99, bytes[Int(span.end) - 3] == 0x80,
      bytes[Int(span.end) - 4] == 0xE2
    {
      return span.end - 4
    }
    return span.end
  }
}
