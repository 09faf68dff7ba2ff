import ClinicalLanguage
import SourceText

// Names and places, by lists and by what stands around them.
extension IdentifierReader {
  /// What speaks for a name adds points, what speaks against takes some away. The values were set on
  /// clinic notes with and without names and on short general texts.
  private enum Points {
    static let commonFirstName = 4
    static let foreignNameInNote = 3
    static let foreignNameElsewhere = 4
    static let lastName = 3
    static let everydayFirstName = 2
    static let everydayLastName = 1
    /// A word that no list has: in a note often a drug or a device, elsewhere mostly a name.
    static let unknownInNote = 2
    static let unknownElsewhere = 5
    static let plain = -6
    static let medical = -6
    static let eponym = -4
    static let eponymNoun = -8
    static let firstAndLast = 2
    static let initial = 2
    static let inverted = 3
    static let relation = 4
    static let introduction = 2
    static let label = 6
    static let title = 10
    static let credential = 5
    static let introducedByAge = 5
    static let insideSentence = 2
    static let beforeVerb = 2
    static let allCapital = -3
    static let acceptedInNote = 6
    static let acceptedElsewhere = 4
  }

  /// Reads what begins with a capital word; the token to go on with.
  mutating func capital(at index: Int) -> Int {
    let beginning = particlesBegin(before: index)
    let context = nameContext(before: beginning)
    if !context.takesAnyWord, isPlain(index) {
      return placePhrase(at: index, in: context) ?? index + 1
    }
    if let end = placePhrase(at: index, in: context) { return end }
    guard let run = nameRun(at: index, in: context) else { return index + 1 }
    let start = tokens[context == .none || context == .place ? index : beginning].start
    if let end = place(run, in: context) { return end }
    guard score(run, in: context) >= accepted else {
      leftCapitals += run.words.map { Int32($0.token) }
      // `P.O. Box`
      return run.first?.token == index ? run.tokens.upperBound : index + 1
    }
    let role: Identifier.Role =
      context == .doctor || context == .clinicianLabel || hasCredential(behind: run)
      ? .clinician : .none
    let span = TextSpan(start: start, end: run.end)
    add(span, .name, role: role)
    for word in run.words where !word.isEveryday && tokens[word.token].span.count >= 3 {
      nameWords[word.hash] = role
    }
    return run.tokens.upperBound
  }

  /// Whether the word is one of the language, or of medicine, and no name.
  private func isPlain(_ index: Int) -> Bool {
    if isMedical[index] || cue(index).contains(.origin) { return true }
    let traits = lists[tokens[index].foldedHash]
    return traits.contains(.english) && traits.isDisjoint(with: .anyName)
  }

  private var accepted: Int {
    isClinical ? Points.acceptedInNote : Points.acceptedElsewhere
  }

  // MARK: Around the name

  /// The first of the particles that stand before a name, `van der Berg`; else the name.
  private func particlesBegin(before index: Int) -> Int {
    var first = index
    while first > 0, index - first < 3, follows(first), cue(first - 1).contains(.particle),
      !isCapital(first - 1)
    {
      first -= 1
    }
    return first
  }

  private func nameContext(before index: Int) -> NameContext {
    guard index > 0 else { return .none }
    var previous = index - 1
    // `Dr.`, `Patient:`, `his wife, Mary`
    if tokens[previous].kind == .punctuation {
      let mark = bytes[Int(tokens[previous].start)]
      guard previous > 0, tokens[previous - 1].kind == .word else { return .none }
      previous -= 1
      let cue = cue(previous)
      switch mark {
      case UInt8(ascii: "."):
        guard follows(index) || touches(index) else { return .none }
        if cue.contains(.doctorTitle) { return .doctor }
        // `PR 232 ms. Blood normal`: milliseconds.
        return cue.contains(.personTitle) && !isNumber(previous - 1) ? .title : .none
      case UInt8(ascii: ":"), UInt8(ascii: "?"):
        guard !tokens[index].beginsLine else { return .none }
        return labelContext(at: previous, cue)
      case UInt8(ascii: ","):
        guard follows(index) else { return .none }
        // `Brooklyn, New York`
        if let last = found.last, last.type == .location, last.span.end == tokens[previous].end {
          return .place
        }
        return cue.contains(.relation) ? .relation : .none
      default:
        return .none
      }
    }
    guard follows(index) else { return .none }
    let cue = cue(previous)
    if cue.contains(.doctorTitle) { return .doctor }
    // `MS` alone is a disease, `MR` a scan.
    if cue.contains(.personTitle), !isAllCapital(previous) { return .title }
    if cue.contains(.introduction) {
      return isClinicianLabelled(by: previous) ? .clinicianLabel : .introduction
    }
    if cue.contains(.relation) { return .relation }
    if tokens[previous].span.count == 2, self.cue(previous - 1).contains(.nameLabel),
      text[tokens[previous].span].elementsEqual("is".utf8),
      text[tokens[previous - 1].span].last == UInt8(ascii: "e")
    {
      return .relation
    }
    return cue.contains(.locative) ? .place : .none
  }

  /// `Dictated by: `, `Referring Physician: `, `Patient name: `.
  private func labelContext(at index: Int, _ cue: Cue) -> NameContext {
    if cue.contains(.introduction), isClinicianLabelled(by: index) { return .clinicianLabel }
    if cue.contains(.clinicianLabel) { return .clinicianLabel }
    if cue.contains(.nameLabel) { return .label }
    return cue.contains(.relation) || cue.contains(.introduction) ? .relation : .none
  }

  /// `signed by`, `dictated by`.
  private func isClinicianLabelled(by index: Int) -> Bool {
    index > 0 && cue(index - 1).contains(.clinicianLabel)
  }

  /// Whether `, MD` or ` RN` follows.
  private func hasCredential(behind run: NameRun) -> Bool {
    var next = run.tokens.upperBound
    if isMark(next, ",") { next += 1 }
    guard follows(next), isCapital(next) else { return false }
    if cue(next).contains(.credential) { return isAllCapital(next) || tokens[next].span.count > 2 }
    // `M.D.`
    return tokens[next].span.count == 1 && isMark(next + 1, ".") && isCapital(next + 2)
      && touches(next + 2) && tokens[next + 2].span.count == 1 && isMark(next + 3, ".")
      && next > run.tokens.upperBound
  }

  /// `is a 92-year-old`, `, a 44-year-old`, `, 44F`, `(DOB`, `(MRN`.
  func isIntroduced(behind index: Int) -> Bool {
    var next = index
    if isMark(next, "(") {
      let cue = cue(next + 1)
      return !cue.isDisjoint(with: [.birth, .medicalRecord, .phone, .socialSecurity])
        && !cue.contains(.weakLabel)
    }
    if isMark(next, ",") {
      next += 1
    } else if isWord(next), follows(next),
      ["is", "was"].contains(where: {
        text[tokens[next].span].elementsEqual($0.utf8)
      })
    {
      next += 1
    } else {
      return false
    }
    if isWord(next), tokens[next].span.count <= 2, bytes[Int(tokens[next].start)] == 0x61 {
      next += 1
    }
    guard let age = whole(next), age < 130, next + 1 < tokens.count else { return false }
    if isMark(next + 1, "-") { return cue(next + 2).contains(.year) }
    if cue(next + 1).contains(.year) { return true }
    return touches(next + 1) && tokens[next + 1].span.count == 1 && isCapital(next + 1)
  }

  // MARK: Scores

  private func score(_ run: NameRun, in context: NameContext) -> Int {
    guard let first = run.first, let last = run.last else { return 0 }
    var score = 0
    if isClinical, run.parts == 1 {
      // `Os-Cal` is one word.
      score = run.words.reduce(Points.plain) { max($0, points(of: $1)) }
    } else {
      for word in run.words { score += points(of: word) }
    }
    let (given, family) = run.isInverted ? (last, first) : (first, last)
    if run.parts >= 2 {
      if !given.traits.isDisjoint(with: .anyFirstName),
        !family.traits.isDisjoint(with: .anyLastName) || family.isUnknown
      {
        score += Points.firstAndLast
        // `Princess Royal`, `Hunter Green`
        if given.isEveryday, family.isEveryday { score -= Points.insideSentence }
      }
    }
    if run.initials > 0 { score += Points.initial }
    if run.isInverted { score += Points.inverted }
    switch context {
    case .doctor, .title: score += Points.title
    case .label, .clinicianLabel: score += Points.label
    case .relation: score += Points.relation
    case .introduction:
      // `by Radiology` is no introduction of a person.
      let hasName = run.words.contains { !$0.traits.isDisjoint(with: .anyName) }
      score += hasName || !isClinical ? Points.relation : Points.introduction
    case .none, .place: break
    }
    let isBeforeVerb =
      follows(run.tokens.upperBound)
      && cue(run.tokens.upperBound).contains(.personVerb)
    let isKnown = !first.isUnknown && !first.isEveryday || !last.isUnknown && !last.isEveryday
    if isBeforeVerb, isKnown || !isClinical { score += Points.beforeVerb }
    let isInside = isInsideSentence(run.tokens.lowerBound)
    if isInside, countsInside(run, given) { score += Points.insideSentence }
    if isIntroduced(behind: run.tokens.upperBound) { score += Points.introducedByAge }
    if hasCredential(behind: run) { score += Points.credential }
    if run.words.allSatisfy(\.isAllCapital), !run.isInverted, run.initials == 0 {
      score += Points.allCapital
    }
    if !context.takesAnyWord, isEponymous(run) || isGraded(run) { score += Points.eponymNoun }
    // `HD tomorrow Thu 09/01`
    if context == .none || context == .place, run.parts == 1, cues[first.hash].contains(.weekday) {
      score += Points.plain
    }
    return score
  }

  /// Whether standing inside a sentence makes a name of the run: of a first name, or of several words
  /// of which one is a known name.
  private func countsInside(_ run: NameRun, _ given: NameRun.Word) -> Bool {
    if run.parts > 1 {
      return !isClinical || run.words.contains { !$0.traits.isDisjoint(with: .anyName) }
    }
    return !given.isEveryday && (given.traits.contains(.firstName) || !isClinical)
  }

  /// An abbreviation, or a word too short to be told from one.
  func isShort(_ word: NameRun.Word) -> Bool {
    let count = tokens[word.token].span.count
    return count < 3 || word.isAllCapital && count < 4
  }

  private func points(of word: NameRun.Word) -> Int {
    if word.isMedical { return Points.medical }
    if word.isEponym, isClinical { return Points.eponym }
    let traits = word.traits
    if word.isUnknown {
      guard isClinical else {
        return isShort(word) ? 0 : Points.unknownElsewhere
      }
      if hasMedicalEnding(word) { return Points.plain }
      return word.isAccented ? Points.unknownElsewhere : Points.unknownInNote
    }
    if traits.isDisjoint(with: .anyName) {
      return traits.contains(.english) ? Points.plain : 0
    }
    if word.isEveryday {
      return traits.isDisjoint(with: .anyFirstName)
        ? Points.everydayLastName : Points.everydayFirstName
    }
    if traits.contains(.firstName) { return Points.commonFirstName }
    if traits.contains(.lastName) { return Points.lastName }
    return isClinical ? Points.foreignNameInNote : Points.foreignNameElsewhere
  }

  /// Whether a word that no list has ends as terms of medicine do and names seldom do.
  private func hasMedicalEnding(_ word: NameRun.Word) -> Bool {
    let letters = text[tokens[word.token].span]
    guard letters.count > 5 else { return false }
    let last = letters[letters.endIndex - 1] | 0x20
    return MedicalEndings.all.contains { ending in
      ending[ending.count - 1] == last
        && zip(letters.suffix(ending.count), ending).allSatisfy { $0 | 0x20 == $1 }
    }
  }

  /// Whether something other than the end of a sentence stands before the token on its line.
  private func isInsideSentence(_ index: Int) -> Bool {
    guard index > 0, !tokens[index].beginsLine else { return false }
    switch tokens[index - 1].kind {
    case .word, .number: return true
    case .punctuation:
      let mark = bytes[Int(tokens[index - 1].start)]
      return mark == UInt8(ascii: ",") || mark == UInt8(ascii: "(") || mark == UInt8(ascii: "\"")
    }
  }

  /// Whether something named after a person follows: `Crohn's disease`, `Foley catheter`.
  private func isEponymous(_ run: NameRun) -> Bool {
    var next = run.tokens.upperBound
    // `Graham patch`, `omental (Graham) patch repair`
    if isMark(next, "-") || isMark(next, ")") { next += 1 }
    guard isWord(next), follows(next) || touches(next) else { return false }
    if cue(next).contains(.eponymNoun) { return true }
    // `Wilmer Eye Institute`
    for _ in 0..<2 where isCapital(next) {
      next += 1
      if isCapital(next), follows(next), cue(next).contains(.eponymNoun) { return true }
    }
    return false
  }

  /// Whether a single word names a scale, whose value follows: `Rutherford IIb`, `Garden grade 3`.
  private func isGraded(_ run: NameRun) -> Bool {
    let next = run.tokens.upperBound
    guard run.parts == 1, run.initials == 0, isWord(next), follows(next) else { return false }
    if cue(next).contains(.gradeWord) {
      return next + 1 < tokens.count && follows(next + 1) && !tokens[next + 1].beginsLine
        && (tokens[next + 1].kind == .number || isRoman(next + 1)
          || tokens[next + 1].span.count == 1)
    }
    return tokens[next].span.count > 1 && isRoman(next)
  }

  /// `II`, `IIIb`, `V`
  private func isRoman(_ index: Int) -> Bool {
    var digits = text[tokens[index].span]
    if let last = digits.last, digits.count > 1, (0x61...0x64).contains(last) {
      digits = digits.dropLast()
    }
    return digits.count <= 4 && digits.allSatisfy { "IVX".utf8.contains($0) }
  }

  // MARK: Small letters and known names

  /// `patricia desrosiers`: a first and a last name in small letters.
  mutating func smallName(at index: Int) -> Int? {
    guard isSmallName(index, .firstName), follows(index + 1), isWord(index + 1),
      !isCapital(index + 1), tokens[index + 1].span.count >= 3
    else { return nil }
    let traits = lists[tokens[index + 1].foldedHash]
    guard cue(index + 1).isEmpty, !isMedical[index + 1], !traits.contains(.english),
      !traits.contains(.everyday),
      traits.contains(.lastName)
        || !isClinical && (traits.isEmpty || traits.contains(.foreignLastName))
    else { return nil }
    add(TextSpan(start: tokens[index].start, end: endWithoutPossessive(index + 1)), .name)
    return index + 2
  }

  private func isSmallName(_ index: Int, _ wanted: WordTraits) -> Bool {
    guard tokens[index].span.count >= 3, !isMedical[index] else { return false }
    let traits = lists[tokens[index].foldedHash]
    return traits.contains(wanted) && !traits.contains(.english) && !traits.contains(.everyday)
  }

  /// A name that the text has told elsewhere is one wherever it stands: `Mr. John Perry … Perry`.
  mutating func readKnownNames() {
    guard !nameWords.isEmpty else { return }
    for left in leftCapitals {
      let index = Int(left)
      guard !isMedical[index] else { continue }
      let end = endWithoutPossessive(index)
      let span = TextSpan(start: tokens[index].start, end: end)
      let hash = end < tokens[index].end ? WordHash.of(text[span]) : tokens[index].foldedHash
      guard let role = nameWords[hash], !cue(index + 1).contains(.eponymNoun) else { continue }
      add(span, .name, role: role)
    }
  }
}

/// Endings of medical terms.
private enum MedicalEndings {
  static let all: [[UInt8]] = [
    "logy", "scopy", "graphy", "tomy", "plasty", "itis", "osis", "emia", "uria", "pathy", "gram",
    "iatry", "iatrics", "opic", "static", "sodic", "pedic", "ative", "ial", "inal", "eal", "onal",
    "bular", "ular", "mbar", "coccus", "ase", "azole", "mycin", "cillin", "statin", "prazole",
  ].map { Array($0.utf8) }
}
