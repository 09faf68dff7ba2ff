import ClinicalLanguage
import SourceText

// Numbers that tell by their shape what they are.
extension IdentifierReader {
  /// Reads what begins with a number; the token to go on with.
  mutating func number(at index: Int) -> Int {
    let token = tokens[index]
    if let end = dayMonthDate(at: index) { return end }
    let run = DigitRun(bytes, at: Int(token.start))
    guard run.count > 0 else { return index + 1 }
    // A part of a longer code is no number of its own.
    let isInCode = touches(index) && (isWord(index - 1) || isJoinedToNumber(index))
    if !isInCode {
      if let end = numericDate(run, at: index) { return end }
      if let end = address(at: index) { return end }
      if run.count > 1 || run.length(0) >= 7, let end = longNumber(run, at: index) { return end }
      if run.count == 1, run.length(0) <= 3 { readAge(at: index) }
    }
    return index + 1
  }

  /// Whether a number that is no identifier stands before this one without a space: `10-11-12-13`.
  private func isJoinedToNumber(_ index: Int) -> Bool {
    guard isMark(index - 1, "-") || isMark(index - 1, "/"), touches(index - 1), isNumber(index - 2)
    else { return false }
    return found.last?.span.end != tokens[index - 2].end
  }

  /// A telephone number that begins with a parenthesis or a plus sign.
  mutating func phone(at index: Int) -> Int? {
    longNumber(DigitRun(bytes, at: Int(tokens[index].start)), at: index)
  }

  private mutating func longNumber(_ run: DigitRun, at index: Int) -> Int? {
    if run.count >= 4, run.isDivided(by: .dot, through: 4), run.endsClosed(at: 4),
      (0..<4).allSatisfy({ run.length($0) <= 3 && run.value($0, in: bytes) <= 255 }),
      !(0..<4).allSatisfy({ run.length($0) == 2 })
    {
      return finish(.ip, run, groups: 4, at: index)
    }
    if run.hasLengths(3, 2, 4), run.isDivided(by: .dash, through: 3), run.endsClosed(at: 3) {
      return finish(.socialSecurity, run, groups: 3, at: index)
    }
    if let groups = cardGroups(run) { return finish(.creditCard, run, groups: groups, at: index) }
    guard let groups = phoneGroups(run, at: index) else { return nil }
    return finish(isFax(run, groups, at: index) ? .fax : .phone, run, groups: groups, at: index)
  }

  private mutating func finish(
    _ type: IdentifierType, _ run: DigitRun, groups: Int, at index: Int
  ) -> Int {
    var end = run.ends[groups - 1]
    if type == .phone || type == .fax { end = extensionEnd(after: end, from: index) }
    add(TextSpan(run.start, end), type)
    return token(from: index, endingAt: end)
  }

  /// The byte behind `x565` or ` ext. 12` behind a telephone number.
  private func extensionEnd(after end: Int, from index: Int) -> Int {
    var next = token(from: index, endingAt: end)
    guard isWord(next), !tokens[next].beginsLine else { return end }
    let word = text[tokens[next].span]
    guard let first = word.first, first | 0x20 == UInt8(ascii: "x") else {
      guard word.count <= 9, Self.folded(word.prefix(3), is: "ext") else { return end }
      next += 1
      if isMark(next, "."), touches(next) { next += 1 }
      guard let digits = wholeDigits(next), digits <= 6, follows(next) else { return end }
      return Int(tokens[next].end)
    }
    if word.count > 1 {
      return word.dropFirst().allSatisfy { $0 &- 0x30 < 10 } ? word.endIndex : end
    }
    return wholeDigits(next + 1) != nil && follows(next + 1) ? Int(tokens[next + 1].end) : end
  }

  /// 12 to 19 digits (ISO/IEC 7812-1:2017, section 4) in one group or groups of four to six.
  private func cardGroups(_ run: DigitRun) -> Int? {
    for groups in 1...4 where groups <= run.count {
      guard (12...19).contains(run.digits(in: groups)), run.endsClosed(at: groups),
        groups == 1 || run.isDivided(by: .dash, through: groups)
          || run.isDivided(by: .space, through: groups)
      else { continue }
      guard groups == 1 || (0..<groups - 1).allSatisfy({ (4...6).contains(run.length($0)) }) else {
        continue
      }
      if CheckDigits.isLuhn(bytes[run.starts[0]..<run.ends[groups - 1]]) { return groups }
    }
    return nil
  }

  /// How many groups are a telephone number (ITU-T E.164: at most 15 digits).
  private func phoneGroups(_ run: DigitRun, at index: Int) -> Int? {
    if run.hasLengths(1, 3, 3, 4), run.endsClosed(at: 4), run.isTelephonic(through: 4) { return 4 }
    if run.hasLengths(3, 3, 4), run.endsClosed(at: 3), run.isTelephonic(through: 3),
      !run.isDivided(by: .space, through: 3) || hasPhoneCue(around: run, 3, at: index)
    {
      return 3
    }
    if run.hasPlus {
      for groups in stride(from: run.count, to: 0, by: -1)
      where (8...15).contains(run.digits(in: groups)) && run.isTelephonic(through: groups) {
        return groups
      }
      return nil
    }
    if run.hasLengths(3, 4), run.dividers[1] == .dash || run.dividers[1] == .dot,
      run.endsClosed(at: 2),
      run.value(0, in: bytes) == 555 || hasPhoneCue(around: run, 2, at: index)
    {
      return 2
    }
    for groups in stride(from: run.count, to: 0, by: -1) {
      guard (7...15).contains(run.digits(in: groups)), run.isTelephonic(through: groups),
        run.endsClosed(at: groups), !isYears(run, groups)
      else { continue }
      // National numbers of many countries begin with a zero.
      let isNational =
        groups >= 3 && bytes[run.starts[0]] == UInt8(ascii: "0") && run.length(0) >= 2
        && run.digits(in: groups) >= 8 && !beginsWithDate(run) && !run.isRow(through: groups)
      if isNational || hasPhoneCue(around: run, groups, at: index) { return groups }
    }
    return nil
  }

  /// `07.02.31 118`: the day of a row in a log, and its first value.
  private func beginsWithDate(_ run: DigitRun) -> Bool {
    run.count >= 3 && run.isDivided(by: .dot, through: 3) && run.hasLengths(2, 2)
      && (run.length(2) == 2 || run.length(2) == 4) && (1...31).contains(run.value(0, in: bytes))
      && (1...12).contains(run.value(1, in: bytes))
  }

  /// `2004-2005`
  private func isYears(_ run: DigitRun, _ groups: Int) -> Bool {
    groups == 2 && run.hasLengths(4, 4)
      && (0..<2).allSatisfy { (1900...2099).contains(run.value($0, in: bytes)) }
  }

  /// Whether a word shortly before the number, or right behind it, speaks of a telephone.
  private func hasPhoneCue(around run: DigitRun, _ groups: Int, at index: Int) -> Bool {
    hasCue([.phone, .fax], around: run, groups, at: index)
  }

  private func isFax(_ run: DigitRun, _ groups: Int, at index: Int) -> Bool {
    hasCue(.fax, around: run, groups, at: index)
  }

  private func hasCue(_ wanted: Cue, around run: DigitRun, _ groups: Int, at index: Int) -> Bool {
    var previous = index - 1
    while previous >= max(0, index - 6) {
      let found = cue(previous)
      if !found.isDisjoint(with: wanted) { return true }
      // The cue of another number is not this one's.
      if !found.isDisjoint(with: [.phone, .fax, .card, .account]) || isNumber(previous) { break }
      previous -= 1
    }
    var next = token(from: index, endingAt: run.ends[groups - 1])
    if next < tokens.count, tokens[next].kind == .punctuation { next += 1 }
    return next < tokens.count && !tokens[next].beginsLine
      && !cue(next).isDisjoint(with: wanted)
  }

  // MARK: Ages

  /// An age over 89, the number alone: `92-year-old`, `aged 92`, `92 y/o`, `92F`.
  private mutating func readAge(at index: Int) {
    guard let age = whole(index), (90...125).contains(age) else { return }
    var next = index + 1
    if isMark(next, "-"), touches(next) { next += 1 }
    let before = isMark(index - 1, ":") ? index - 2 : index - 1
    let isNamed = isWord(before) && Self.isAgeWord(text[tokens[before].span])
    var isCounted = false
    if next < tokens.count, !tokens[next].beginsLine {
      if cue(next).contains(.year) {
        let behind = isMark(next + 1, "-") || isMark(next + 1, "/") ? next + 2 : next + 1
        isCounted =
          isWord(behind) && Self.isOldWord(text[tokens[behind].span])
          || tokens[next].span.count == 2 && bytes[Int(tokens[next].start) + 1] | 0x20 == 0x6F
      } else if next == index + 1, touches(next), tokens[next].span.count == 1 {
        let letter = bytes[Int(tokens[next].start)]
        isCounted = letter == UInt8(ascii: "F") || letter == UInt8(ascii: "M")
      }
    }
    if isNamed || isCounted { add(tokens[index].span, .age) }
  }

  private static func isAgeWord(_ word: ArraySlice<UInt8>) -> Bool {
    folded(word, is: "age") || folded(word, is: "aged") || folded(word, is: "turned")
  }

  private static func isOldWord(_ word: ArraySlice<UInt8>) -> Bool {
    folded(word, is: "old") || folded(word, is: "o") || folded(word, is: "of")
  }

  private static func folded(_ word: ArraySlice<UInt8>, is text: StaticString) -> Bool {
    guard word.count == text.utf8CodeUnitCount else { return false }
    return unsafe zip(word, UnsafeBufferPointer(start: text.utf8Start, count: word.count))
      .allSatisfy { $0 | 0x20 == $1 }
  }
}

extension DigitRun {
  /// Whether the groups are divided as in telephone numbers: never by slashes.
  func isTelephonic(through groups: Int) -> Bool {
    (1..<max(groups, 1)).allSatisfy { dividers[$0] != .slash }
  }

  /// `07.03 116 6.8 3.5`: points inside values and spaces between them; a number keeps to one of the two.
  func isRow(through groups: Int) -> Bool {
    let divided = (1..<max(groups, 1)).map { dividers[$0] }
    return divided.contains(.dot) && divided.contains(.space)
  }
}
