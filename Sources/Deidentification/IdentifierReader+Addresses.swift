import ClinicalLanguage
import SourceText

// Postal addresses: a street, and the lines that go with it.
extension IdentifierReader {
  /// An address that begins with this house number.
  mutating func address(at index: Int) -> Int? {
    guard let digits = wholeDigits(index), digits <= 6, index + 1 < tokens.count,
      !(touches(index) && isMark(index - 1, ":"))
    else { return nil }
    var next = index + 1
    // `28245 Puruntie 82`, `17151 2450 Crown St`, `12B Baker Street`
    if follows(next), let more = wholeDigits(next), more <= 5 {
      next += 1
    } else if isWord(next), touches(next), tokens[next].span.count == 1 {
      next += 1
    }
    guard follows(next) || touches(next), let street = streetEnd(from: next) else { return nil }
    let isAnnounced = hasAddressCue(before: index)
    let unit = unitEnd(at: street.end)
    let isAddress =
      if isClinical {
        street.isCapital
          && (street.hasSuffix || (unit != nil || street.hasNumber) && isAnnounced)
      } else {
        street.isCapital && (street.hasSuffix || isAnnounced)
          || street.hasNumber && street.isForeign
          || unit != nil && (street.isCapital || street.hasSuffix)
          || street.hasSuffix && isAnnounced
      }
    guard isAddress else { return nil }
    return finishAddress(from: index, to: street.end)
  }

  private struct Street {
    var end: Int
    var hasSuffix = false
    var hasNumber = false
    var isCapital = false
    /// Whether a word is no English one.
    var isForeign = false
  }

  /// The words of a street from the token on: up to five, then a suffix or a number.
  private func streetEnd(from index: Int) -> Street? {
    var street = Street(end: index)
    var next = index
    var words = 0
    while next < tokens.count, words < 6, next == index || follows(next) || touches(next) {
      let token = tokens[next]
      if token.kind == .punctuation {
        guard words > 0, isMark(next, ".") && tokens[next - 1].span.count <= 3 || isMark(next, "-"),
          touches(next)
        else { break }
        next += 1
        continue
      }
      if token.kind == .number {
        // `5th Avenue`, or the house number behind the street.
        if isWord(next + 1), touches(next + 1), tokens[next + 1].span.count == 2 {
          next += 2
          words += 1
          street.end = next
          continue
        }
        guard words > 0, let digits = wholeDigits(next), digits <= 4,
          !(isWord(next + 1) && touches(next + 1) && tokens[next + 1].span.count > 1)
        else { break }
        street.hasNumber = true
        street.end = next + 1
        break
      }
      let cue = cue(next)
      if cue.contains(.unit), unitEnd(at: next) != nil { break }
      if words > 0, cue.contains(.streetSuffix), isCapital(next) || token.span.count > 2,
        // `Head CT` is no court.
        !isClinical || !isAllCapital(next) || isAllCapital(next - 1)
      {
        street.hasSuffix = true
        next += 1
        street.end = next
        // `Crown Street Kishiev Squares`: the last suffix counts.
        words += 1
        if isMark(next, "."), touches(next) { next += 1 }
        guard isCapital(next), self.cue(next).contains(.streetSuffix) else { break }
        continue
      }
      if isCapital(next) {
        if !isMedical[next] { street.isCapital = true }
      } else if isClinical {
        guard cue.contains(.particle) else { break }
      } else if lists[token.foldedHash].contains(.english), cue.isEmpty, words == 0 {
        break
      }
      if !lists[token.foldedHash].contains(.english) { street.isForeign = true }
      words += 1
      next += 1
      street.end = next
    }
    return words > 0 ? street : nil
  }

  /// Whether `lives at`, `address:` or the like stands shortly before.
  private func hasAddressCue(before index: Int) -> Bool {
    for previous in stride(from: index - 1, through: max(0, index - 6), by: -1)
    where cue(previous).contains(.addressCue) {
      return true
    }
    return false
  }

  /// The token behind `Apt. 595`, `Suite 12`, `# 4`; nil where none begins here.
  func unitEnd(at index: Int) -> Int? {
    var next = index
    if isMark(next, ",") { next += 1 }
    if isMark(next, "#") {
      return isNumber(next + 1) ? next + 2 : nil
    }
    guard cue(next).contains(.unit) else { return nil }
    next += 1
    if isMark(next, "."), touches(next) { next += 1 }
    guard next < tokens.count, !tokens[next].beginsLine else { return nil }
    if isNumber(next) {
      return isWord(next + 1) && touches(next + 1) && tokens[next + 1].span.count == 1
        ? next + 2 : next + 1
    }
    return isWord(next) && tokens[next].span.count == 1 && isCapital(next) ? next + 1 : nil
  }

  /// Adds the lines that belong to an address, and the address; the token behind it.
  private mutating func finishAddress(from index: Int, to end: Int) -> Int {
    let end = addressTail(from: end)
    var start = index
    // `Apt. 675 62314 Mellemvej 32`
    let unit = isMark(index - 1, ".") ? index - 2 : index - 1
    if cue(unit).contains(.unit), !tokens[index].beginsLine { start = unit }
    removeFound(from: Int(tokens[start].start))
    add(TextSpan(start: tokens[start].start, end: tokens[end - 1].end), .address)
    return end
  }

  /// Unit, city, state, country and ZIP code behind a street; at most eight parts.
  private func addressTail(from index: Int) -> Int {
    var end = index
    var hasCity = false
    var hasState = false
    for _ in 0..<8 {
      var next = end
      while next < end + 3,
        isMark(next, ",") || isMark(next, ".") || isMark(next, ">")
          || isMark(next, "?")
      {
        next += 1
      }
      guard next < tokens.count, tokens[next].start - tokens[end - 1].end <= 12 else { break }
      if let unit = unitEnd(at: next) {
        end = unit
      } else if isStateCode(next), hasCity || isMark(next - 1, ",") || !isClinical {
        hasState = true
        end = next + 1
      } else if let digits = wholeDigits(next), hasCity || hasState,
        (4...5).contains(digits) || !isClinical && (2...6).contains(digits)
      {
        end = zipEnd(after: next)
        if end == next { end = next + 1 }
        if isClinical { break }
      } else if !hasState, let city = cityEnd(at: next, isNewLine: tokens[next].beginsLine) {
        hasState = hasCity && isClinical
        hasCity = true
        end = city
      } else {
        break
      }
    }
    return end
  }

  /// The token behind up to four capital words that may be a city or a country.
  private func cityEnd(at index: Int, isNewLine: Bool) -> Int? {
    var next = index
    while next < index + 4, isCapital(next), next == index || isJoinedPlace(next) {
      guard cue(next).isDisjoint(with: Cue.notInName) else { break }
      next += 1
      if isMark(next, "'") || isMark(next, "-"), touches(next) { next += 1 }
      while cue(next).contains(.particle), !isCapital(next), isCapital(next + 1), next < index + 3 {
        next += 1
      }
    }
    guard next > index else { return nil }
    let traits = listed(from: index, to: tokens[next - 1].end)
    if !traits.isDisjoint(with: .anyPlace) { return next }
    // `Springfield, IL`, `Bristol RI 29678`
    let state = isMark(next, ",") ? next + 1 : next
    if isStateCode(state) || wholeDigits(state) == 5 { return next }
    guard !isClinical else { return nil }
    // Elsewhere what is written like a city on an envelope is one.
    let word = lists[tokens[index].foldedHash]
    return isNewLine || isAllCapital(index) || !word.contains(.english) ? next : nil
  }

  private func isJoinedPlace(_ index: Int) -> Bool { follows(index) || touches(index) }

  // MARK: Other forms

  /// `P.O. Box 12`, `PSC 0413, Box 8144`, `Unit 4719 Box 7394`.
  mutating func postBox(at index: Int) -> Int? {
    var next = index + 1
    if isNumber(next), isCapital(index) {
      next += 1
      if isMark(next, ",") { next += 1 }
      guard isBox(next) else { return isBox(index) && isPost(index - 1) ? box(at: index) : nil }
      next += 1
    } else {
      // `P.O. Box`, `PO Box`
      while next < index + 5, isMark(next, ".") || isWord(next) && !isBox(next) { next += 1 }
      guard isBox(next), next <= index + 4 else { return nil }
      next += 1
    }
    guard isNumber(next) else { return nil }
    return finishAddress(from: index, to: next + 1)
  }

  private mutating func box(at index: Int) -> Int? {
    guard isNumber(index + 1) else { return nil }
    // `P.O. Box`
    let isSpelled = isMark(index - 1, ".") && isWord(index - 2) && isMark(index - 3, ".")
    let start = isSpelled && isWord(index - 4) ? index - 4 : index
    return finishAddress(from: start, to: index + 2)
  }

  private func isPost(_ index: Int) -> Bool { isMark(index, ".") || cue(index).contains(.postBox) }

  private func isBox(_ index: Int) -> Bool {
    isWord(index) && tokens[index].span.count == 3
      && zip(text[tokens[index].span], "box".utf8).allSatisfy { $0 | 0x20 == $1 }
  }

  /// `Via dei Fiorentini 17`, `Rue Hsine Eloued 20`: the kind of street first.
  mutating func prefixedStreet(at index: Int) -> Int? {
    guard isCapital(index), let street = streetEnd(from: index + 1), follows(index + 1),
      street.hasNumber, street.isCapital
    else { return nil }
    return finishAddress(from: index, to: street.end)
  }

  /// `the corner of Dalbraut 99 and Frederikke Coves`.
  mutating func corner(at index: Int) -> Int? {
    guard text[tokens[index].span].elementsEqual("corner".utf8), isWord(index + 1),
      text[tokens[index + 1].span].elementsEqual("of".utf8)
    else { return nil }
    var next = index + 2
    var capitals = 0
    var hasAnd = false
    while next < tokens.count, next < index + 16, follows(next) || touches(next) {
      if isWord(next), text[tokens[next].span].elementsEqual("and".utf8) {
        hasAnd = true
      } else if isCapital(next) {
        capitals += 1
      } else if !isNumber(next), !isMark(next, "."), !cue(next).contains(.streetSuffix),
        isClinical || lists[tokens[next].foldedHash].contains(.english)
      {
        break
      }
      next += 1
    }
    while next > index, isMark(next - 1, ".") { next -= 1 }
    guard hasAnd, capitals >= 2 || !isClinical && next > index + 4 else { return nil }
    let start = index > 0 && isWord(index - 1) && follows(index) ? index - 1 : index
    add(TextSpan(start: tokens[start].start, end: tokens[next - 1].end), .address)
    return next
  }
}
