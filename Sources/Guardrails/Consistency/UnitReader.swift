import ClinicalLanguage
import SourceText
import Summaries

/// Cuts claims into units and looks each up in the note.
struct UnitReader {
  let note: ClinicalDocument
  let summary: ClinicalDocument
  let meanings: DocumentMeanings
  let noteMeanings: DocumentMeanings
  let index: NoteIndex
  let cues: CueMap
  let demographics: [TextSpan]
  /// For each claim whether it is a sentence of the note.
  let isCopied: [Bool]
  let initials: WordInitials
  var spellingChecks = 0
  /// Words of the note that are written in capitals; sought for the first unit that asks.
  var abbreviations: [Int32]?
  /// The first mention that begins at or after the current word.
  private var mention = 0
  /// Places of the current unit.
  private var found: PlaceSet
  private var alignment: ClauseAlignment

  init(
    note: ClinicalDocument, summary: ClinicalDocument, meanings: DocumentMeanings,
    noteMeanings: DocumentMeanings, index: NoteIndex, cues: CueMap, isCopied: [Bool],
    initials: WordInitials
  ) {
    self.isCopied = isCopied
    self.initials = initials
    self.note = note
    self.summary = summary
    self.meanings = meanings
    self.noteMeanings = noteMeanings
    self.index = index
    self.cues = cues
    found = PlaceSet(wordCount: noteMeanings.words.count)
    alignment = ClauseAlignment(
      sentences: noteMeanings.sentences, sentenceCount: note.sentences.count)
    demographics = summary.facts.filter { $0.kind == .demographic }.map(\.span)
  }

  mutating func units(of claims: [GroundedClaim]) -> ([SummaryUnit], [Range<Int>]) {
    var units: [SummaryUnit] = []
    units.reserveCapacity(meanings.words.count)
    var ranges: [Range<Int>] = []
    var word = 0
    for (number, claim) in claims.enumerated() {
      let span = claim.claim.span
      let first = units.count
      if !isCopied[number] {
        while word < meanings.words.count, start(of: word) < span.start { word += 1 }
        let firstWord = word
        while word < meanings.words.count, start(of: word) < span.end {
          word = append(unitAt: word, claim: number, to: &units)
        }
        expand(&units[first...])
        divide(firstWord..<word, &units, from: first)
      }
      ranges.append(first..<units.count)
    }
    return (units, ranges)
  }

  /// Tells the units of a claim their clauses.
  private mutating func divide(
    _ words: Range<Int>, _ units: inout [SummaryUnit], from first: Int
  ) {
    var unit = first
    var start = words.lowerBound
    var wasAboutRecord = false
    while start < words.upperBound {
      var end = start + 1
      while end < words.upperBound, meanings.words[end].gap < .clause { end += 1 }
      let clauseCues = cues.cues(in: start..<end)
      // `Not documented: allergies, follow-up`
      let continues = wasAboutRecord && followsColon(start)
      let isAboutRecord =
        continues || clauseCues.contains(.silence)
        || (clauseCues.contains(.negation)
          && (clauseCues.contains(.record) || namesDocument(start..<end)
            || deniesTelling(start..<end)))
      wasAboutRecord = isAboutRecord
      let firstUnit = unit
      while unit < units.count, units[unit].words.lowerBound < end {
        units[unit].clause = start..<end
        units[unit].clauseCues = clauseCues
        units[unit].isAboutRecord = isAboutRecord
        unit += 1
      }
      alignment.align(units[firstUnit..<unit])
      start = end
    }
  }

  /// `the note has no`, `chart lacks`; not `she reports no`.
  private func namesDocument(_ clause: Range<Int>) -> Bool {
    clause.contains { word in
      cues.words[word].contains(.document)
        && (word == clause.lowerBound
          || Self.determiners.contains(meanings.words[word - 1].fine))
    }
  }

  private static let determiners = Thesaurus.roots(
    "the this that source original clinic visit operative discharge")

  /// How far behind a denial `noted` may stand: `no allergies are noted`.
  private static let tellingReach = 5

  private func deniesTelling(_ clause: Range<Int>) -> Bool {
    clause.contains { word in
      guard cues.words[word].contains(.telling) else { return false }
      // `No age, medicines, or allergies are given`: what ends a clause is said of all of it.
      if word + 1 == clause.upperBound,
        cues.cues(in: clause.lowerBound..<word).contains(.negation)
      {
        return true
      }
      var before = word
      while before > max(clause.lowerBound, word - Self.tellingReach),
        meanings.words[before].gap < .comma
      {
        before -= 1
        if cues.words[before].contains(.negation) { return true }
      }
      return false
    }
  }

  private func followsColon(_ word: Int) -> Bool {
    guard word > 0 else { return false }
    let before = summary.tokens[Int(meanings.words[word - 1].endToken) - 1].end
    return summary.text[TextSpan(start: before, end: start(of: word))].contains(UInt8(ascii: ":"))
  }

  private func start(of word: Int) -> Int32 {
    summary.tokens[Int(meanings.words[word].firstToken)].start
  }

  /// The word after the unit that begins here.
  private mutating func append(
    unitAt start: Int, claim: Int, to units: inout [SummaryUnit]
  ) -> Int {
    while mention < meanings.mentions.count, Int(meanings.mentions[mention].start) < start {
      mention += 1
    }
    var end = start + 1
    var last = mention
    while last < meanings.mentions.count, Int(meanings.mentions[last].start) == start {
      end = max(end, Int(meanings.mentions[last].end))
      last += 1
    }
    let word = meanings.words[start]
    let longest = Mentions(places: mention..<last, end: Int32(end))
    var kind = leastAssertive(longest)
    if kind == .abbreviation, end > start + 1 { kind = kindOfHead(start..<end) ?? kind }
    if kind == nil && FunctionWords.holds(word) { return end }
    var unit = SummaryUnit(
      words: start..<end, span: meanings.span(of: start..<end, in: summary),
      kind: kind ?? .generic, isKnown: kind != nil,
      isNeutral: end == start + 1 && Thesaurus.embedded.isNeutral(word),
      support: .none, places: [], claim: claim,
      context: summary.context(ofToken: Int(word.firstToken)))
    unit.cues = cues.cues(in: start..<end)
    unit.isDemographic = isDemographic(unit.span)
    find(&unit, longest)
    if abbreviatesDisease(unit, longest) { unit.kind = .disease }
    units.append(unit)
    return end
  }

  /// `MI`, which is no mile, and `CVA` where the note speaks of no costovertebral angle: a short form of
  /// a grave disease. What is spelled alike in plain words counts for nothing, and another meaning where
  /// the note has it.
  private func abbreviatesDisease(_ unit: SummaryUnit, _ longest: Mentions) -> Bool {
    guard Self.diseaseLengths.contains(unit.span.count) else { return false }
    let text = summary.text[unit.span]
    guard Self.diseases.contains(where: { $0.utf8.elementsEqual(text) }) else { return false }
    if isExamination(unit) { return false }
    if unit.support == .none { return true }
    return longest.places.allSatisfy { index in
      switch meanings.mentions[index].kind {
      case .disease, .abbreviation, .quantity, .device, .action, .generic, .descriptor: true
      default: false
      }
    }
  }

  /// Short forms that stand for a disease wherever the note has none of their other meanings. Others
  /// (`RA`, `PCP`, `PDA`) are read as too many things.
  private static let diseases = ["MI", "CVA", "PE", "TB", "HIV", "SLE", "PAD", "VT", "VF"]
  /// Of the shortest and the longest of them, in bytes: most words are longer.
  private static let diseaseLengths = 2...3

  /// The mentions that begin at one word and are as long as the longest of them.
  private struct Mentions {
    /// Indices into the mentions: all that begin there.
    var places: Range<Int>
    var end: Int32
  }

  /// Demographic facts are few and early in a text.
  private func isDemographic(_ span: TextSpan) -> Bool {
    let low = demographics.partitioningIndex { $0.end > span.start }
    return low < demographics.count && demographics[low].overlaps(span)
  }

  /// Of several meanings of the same words the one that claims least: `block` may be a finding or
  /// plain English.
  private func leastAssertive(_ longest: Mentions) -> Thesaurus.Kind? {
    var least: Thesaurus.Kind?
    for index in longest.places where meanings.mentions[index].end == longest.end {
      let kind = meanings.mentions[index].kind
      if kind.rawValue >= least?.rawValue ?? 0 { least = kind }
    }
    return least
  }

  private mutating func find(_ unit: inout SummaryUnit, _ longest: Mentions) {
    for index in longest.places where meanings.mentions[index].end == longest.end {
      self.index.forEachPlace(of: meanings.mentions[index].meaning.key) { found.insert($0) }
    }
    if unit.words.count == 1 {
      index.forEachPlace(of: meanings.words[unit.words.lowerBound].fine) { found.insert($0) }
    }
    if !found.isEmpty {
      unit.support = .said
      unit.places = found.removeAll()
      return
    }
    var places: [NoteIndex.Place] = []
    if unit.words.count == 1 {
      let word = meanings.words[unit.words.lowerBound]
      guard !word.isNumber else { return }
      if unit.kind != .drug { places = kindred(of: word, unit) }
      if !places.isEmpty || isMisspelt(word, unit.kind) {
        unit.support = .kindred
        unit.places = places
      } else {
        findOtherwiseWritten(&unit, word)
      }
      return
    }
    if let place = hyphened(unit.span) {
      unit.support = .said
      unit.places = [place]
    } else if !findHeaded(&unit) {
      findParts(&unit)
    }
  }

  /// Whether the note has a word one letter away that no list knows: a slip of the dictation, which
  /// the summary has mended.
  ///
  /// In a long word two slips leave no doubt which is meant, save of drugs: `urodyanamcis`.
  private mutating func isMisspelt(_ word: MeaningWord, _ kind: Thesaurus.Kind) -> Bool {
    let span = summary.tokens[Int(word.firstToken)].span
    guard span.count >= 6, spellingChecks < Self.spellingLimit else { return false }
    spellingChecks += 1
    let summaryText = summary.text.bytes
    let noteText = note.text.bytes
    let bytes = summaryText.span
    let noteBytes = noteText.span
    for index in initials[bytes[Int(span.start)]] {
      let other = noteMeanings.words[Int(index)]
      guard !other.isNumber else { continue }
      let token = note.tokens[Int(other.firstToken)]
      let isLong = kind != .drug && kind != .drugClass && span.count >= Self.leastForTwoSlips
      guard abs(Int(token.end - token.start) - span.count) <= 2,
        EditDistance.isAtMostOne(bytes, span.range, noteBytes, token.span.range)
          || isLong && EditDistance.isAtMostTwo(bytes, span.range, noteBytes, token.span.range)
            && !OrdinaryWords.embedded.contains(other),
        !isTerm(Int(other.firstToken)), !isKnownThing(Int(index))
      else { continue }
      return true
    }
    return false
  }

  /// In bytes.
  private static let leastForTwoSlips = 10

  /// A summary with more words that the note lacks than this is no summary of it, and each costs a
  /// look at all words of the note.
  static let spellingLimit = 200

  /// Whether a term of the lexicon lies over the token; no term is longer than `longestTerm` tokens.
  func isTerm(_ token: Int) -> Bool {
    var low = note.terms.partitioningIndex { $0.tokens.lowerBound + Self.longestTerm > token }
    while low < note.terms.count, note.terms[low].tokens.lowerBound <= token {
      if note.terms[low].tokens.contains(token) { return true }
      low += 1
    }
    return false
  }

  private static let longestTerm = 16

  /// The `intra` of `intra-articular`.
  private func isPrefix(_ position: Int, of range: Range<Int>) -> Bool {
    position + 1 < range.upperBound && meanings.words[position + 1].gap == .hyphen
      && Self.prefixes.contains(meanings.words[position].fine)
  }

  private static let prefixes = Thesaurus.roots(
    "intra extra peri pre post sub trans retro infra supra inter multi bi re endo para epi anti")

  /// What a procedure may be called besides: `upper endoscopy` of an endoscope passed into the stomach.
  private static let manners = Thesaurus.roots(
    "upper lower diagnostic therapeutic flexible rigid standard routine status post s/p first second"
  )

  private static let removals = Thesaurus.roots(
    "take taken took out remove removed removal off away")

  /// `rectal bleeding` in a note that says `bleeding per rectum`: every word is there.
  private mutating func findParts(_ unit: inout SummaryUnit) {
    var rarest: [NoteIndex.Place]?
    var (held, total) = (0, 0)
    var holdsHead = false
    // The `leg` of `leg numbness`: that of a hand is another.
    var lacksSite = false
    // `tonsils taken out` of a tonsillectomy.
    var isOperated = false
    // `dilating drops` where the note has the pupil dilated.
    var isActing = false
    for position in unit.words {
      let word = meanings.words[position]
      guard !FunctionWords.holds(word), !isPrefix(position, of: unit.words) else { continue }
      var places: [NoteIndex.Place] = []
      index.forEachPlace(of: word.fine) { places.append($0) }
      Thesaurus.embedded.forEachMeaningOfWord(at: position, in: meanings.words) { group in
        index.forEachPlace(of: Meaning.group(group).key) { places.append($0) }
      }
      if places.isEmpty, !word.isNumber { places = digitPlaces(at: position) }
      if places.isEmpty { places = word.isNumber ? romanPlaces(of: word) : kindred(of: word, unit) }
      if places.isEmpty, let place = placeInWord(of: word) {
        places = [place]
        isOperated = true
      }
      if places.isEmpty, unit.kind == .procedure, let place = placeInPlainWords(of: word) {
        places = [place]
      }
      if places.isEmpty, unit.kind == .procedure,
        Self.manners.contains(word.fine) || isOperated && Self.removals.contains(word.fine)
      {
        continue
      }
      if places.isEmpty, isActing, isCarrier(word) { continue }
      if unit.kind == .drugClass, !places.isEmpty, isParticiple(word) { isActing = true }
      total += 1
      holdsHead = !places.isEmpty
      if places.isEmpty {
        if isSite(position) { lacksSite = true }
        continue
      }
      held += 1
      if places.count < rarest?.count ?? .max { rarest = places }
    }
    // `vaginal blood clots` where the note has `clots`: the head is there, and half of the rest.
    guard let rarest,
      held == total
        || (holdsHead && !lacksSite && held * 2 >= total && unit.kind == .finding)
    else {
      return
    }
    unit.support = .parts
    unit.places = rarest
  }

  /// Whether the word by itself names a part of the body.
  private func isSite(_ word: Int) -> Bool {
    let mentions = meanings.mentions
    let first = mentions.partitioningIndex { Int($0.start) >= word }
    return mentions[first...].prefix { Int($0.start) == word }.contains {
      Int($0.end) == word + 1 && $0.kind == .site
    }
  }
}
