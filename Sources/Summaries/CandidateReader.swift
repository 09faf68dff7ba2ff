import ClinicalLanguage
import SourceText

/// Reads all candidates out of a document.
struct CandidateReader {
  let document: ClinicalDocument
  let terms: Terms
  private let salience: Salience
  private let cutter: ClauseCutter
  private let marks: [FactMark]
  /// Clauses of more words than this are also offered without their last parts.
  private let clauseLimit: Int
  private var candidates: [Candidate] = []
  /// The sentence that says first who the patient is.
  private let identity: Int?

  /// A heading with what stands under it is one statement up to so many words.
  private static let longestRun = 45
  /// Sentences of up to so many words are scraps that need their heading: `None.`, `20 mL.`
  private static let longestScrap = 3

  /// The most bytes of one statement: a `word` of megabytes is no statement.
  private static let longestStatement = 4_000

  private init(_ document: ClinicalDocument, _ terms: Terms, budget: Int) {
    self.document = document
    self.terms = terms
    salience = Salience(words: budget)
    marks = FactMark.marks(of: document)
    cutter = ClauseCutter(document: document, terms: terms)
    clauseLimit = max(12, budget / 3)
    identity = Self.identity(in: document, marks)
    candidates.reserveCapacity(document.sentences.count * 2)
  }

  /// The sentence that says first how old the patient is, outside the history and the family's.
  private static func identity(in document: ClinicalDocument, _ marks: [FactMark]) -> Int? {
    for mark in marks where mark.traits.contains(.age) && !mark.traits.contains(.governed) {
      let sentence = Int(mark.sentence)
      switch SectionRole(document.sections[document.sentences[sentence].section].name) {
      case .family, .history, .social, .administrative: continue
      default: return sentence
      }
    }
    return nil
  }

  /// The candidates for a summary of so many words, in the order of the note.
  static func candidates(in document: ClinicalDocument, terms: Terms, budget: Int) -> [Candidate] {
    var reader = CandidateReader(document, terms, budget: budget)
    reader.read()
    return reader.candidates
  }

  private mutating func read() {
    var clauses: [Range<Int>] = []
    var fact = 0
    var isGoverned = false
    var position = SentencePosition(total: document.sentences.count)
    for (index, sentence) in document.sentences.enumerated() {
      position.advance(
        to: index, section: sentence.section,
        endsSection: index + 1 == document.sentences.count
          || document.sentences[index + 1].section != sentence.section)
      let firstFact = fact
      while fact < marks.count, marks[fact].sentence <= index { fact += 1 }
      let facts = marks[firstFact..<fact]
      let role = SectionRole(document.sections[sentence.section].name)
      let heading = document.sections[sentence.section].heading
      // Looked at once for each heading: a section may be the whole of a long note.
      if position.indexInSection == 0 {
        isGoverned =
          heading.map { role.headingGoverns || governs($0, before: sentence) } ?? false
      }
      if continues(index) { continue }
      if let heading, isGoverned {
        if position.indexInSection == 0 {
          appendRuns(heading, from: index, firstFact: firstFact, role: role, position: position)
        }
        guard standsAlone(sentence, in: role) else { continue }
      } else if let heading, position.indexInSection == 0,
        role.headingExplains || document.sections[sentence.section].name == .codeStatus,
        terms.wordCount(sentence.tokens) <= Self.longestScrap
      {
        append(sentence.tokens, of: index, heading, facts: facts, role: role, position: position)
        continue
      }
      clauses.removeAll(keepingCapacity: true)
      cutter.clauses(of: sentence, facts: facts, limit: clauseLimit, into: &clauses)
      if index == identity, let name = shortIdentity(of: clauses.first, facts) {
        append(name, of: index, facts: facts, role: role, position: position)
        // Whatever else is chosen, the sentence itself says more.
        candidates[candidates.count - 1].salience = -1
        candidates[candidates.count - 1].worth = -1
      }
      for tokens in clauses {
        append(tokens, of: index, facts: facts, role: role, position: position)
      }
    }
  }

  /// `A 61-year-old woman`, for summaries that have no room for all that the sentence says of her.
  private func shortIdentity(of whole: Range<Int>?, _ facts: ArraySlice<FactMark>) -> Range<Int>? {
    guard let whole, let fact = facts.first(where: { $0.traits.contains(.age) }) else { return nil }
    let start = whole.first { document.tokens[$0].start >= fact.span.start }
    let end = whole.last { document.tokens[$0].end <= fact.span.end }
    guard var start, let end, start < end else { return nil }
    if start - whole.lowerBound <= 3, !StaticWord.this.matches(whole.lowerBound, document) {
      start = whole.lowerBound
    }
    return end - whole.lowerBound < whole.count - 1 ? start..<end + 1 : nil
  }

  /// Whether the sentence is the torn-off end of the one before: `There are no demonstrated` with
  /// `bridges.` on the next page.
  private func continues(_ index: Int) -> Bool {
    // What stands under a heading does not go on with what stands before it.
    guard index > 0, document.sentences[index - 1].section == document.sentences[index].section
    else { return false }
    let bytes = document.text.bytes
    let start = Int(document.tokens[document.sentences[index].tokens.lowerBound].start)
    guard bytes[start] &- 0x61 < 26 else { return false }
    var before = start - 1
    var newLine = false
    while before >= 0, bytes[before] <= 0x20 {
      newLine = newLine || bytes[before] == 0x0A
      before -= 1
    }
    guard before >= 0 else { return false }
    let last = bytes[before]
    let isOpen =
      WordHash.folded(last) &- 0x61 < 26 || last == UInt8(ascii: "_") || last == UInt8(ascii: ",")
    guard isOpen else { return false }
    // On a line of its own it may be an item of a list, unless words before it would govern it.
    return !newLine
      || document.sentences[index - 1].tokens.contains {
        !terms.classes[$0].isDisjoint(with: [.scope, .condition])
      }
  }

  /// Whether the words of the heading say that what follows is no plain fact.
  private func governs(_ heading: TextSpan, before sentence: Sentence) -> Bool {
    var token = sentence.tokens.lowerBound
    while token > 0, document.tokens[token - 1].start >= heading.end { token -= 1 }
    while token > 0, document.tokens[token - 1].start >= heading.start {
      token -= 1
      if StaticWord.governing.contains(where: { $0.matches(token, document) }) { return true }
    }
    return false
  }

  // MARK: Headings that belong to what they govern

  /// Offers the heading with the first, the first two … sentences under it as one quotation.
  ///
  /// A list of allergies is only offered as far as it fits in one, never in part.
  private mutating func appendRuns(
    _ heading: TextSpan, from first: Int, firstFact: Int, role: SectionRole,
    position: SentencePosition
  ) {
    let section = document.sentences[first].section
    let start = document.sentences[first].tokens.lowerBound
    var fact = firstFact
    var last: (tokens: Range<Int>, sentence: Int, fact: Int)?
    for index in first..<document.sentences.count {
      guard document.sentences[index].section == section else { break }
      let tokens = start..<document.sentences[index].tokens.upperBound
      guard index == first || terms.wordCount(tokens) <= Self.longestRun else { break }
      while fact < marks.count, marks[fact].sentence <= index { fact += 1 }
      last = (tokens, index, fact)
      if role == .allergies { continue }
      append(
        tokens, of: index, heading, facts: marks[firstFact..<fact], role: role,
        position: position)
      if index - first >= 7 { break }
    }
    if role == .allergies, let last {
      append(
        last.tokens, of: last.sentence, heading, facts: marks[firstFact..<last.fact],
        role: role, position: position)
    }
  }

  /// Whether the sentence means the same without the heading above it.
  private func standsAlone(_ sentence: Sentence, in role: SectionRole) -> Bool {
    let classes = terms.classes[sentence.tokens]
    switch role {
    case .family: return classes.contains { $0.contains(.relative) }
    case .allergies: return classes.contains { $0.contains(.allergy) }
    default:
      // A whole sentence says by its verb when it was.
      guard let first = classes.first else { return false }
      return first.contains(.subject)
        || StaticWord.the.matches(sentence.tokens.lowerBound, document)
    }
  }

  // MARK: One candidate

  private mutating func append(
    _ tokens: Range<Int>, of sentence: Int, _ heading: TextSpan? = nil, facts: ArraySlice<FactMark>,
    role: SectionRole, position: SentencePosition
  ) {
    var span = TextSpan(
      start: document.tokens[tokens.lowerBound].start,
      end: document.tokens[tokens.upperBound - 1].end)
    let whole = document.sentences[sentence]
    // Bytes after the last token that are no token of their own still belong to the sentence.
    if tokens.upperBound == whole.tokens.upperBound { span.end = max(span.end, whole.span.end) }
    var words = terms.wordCount(tokens)
    var quoted = tokens
    if let heading, heading.end <= span.start {
      var first = tokens.lowerBound
      while first > 0, document.tokens[first - 1].start >= heading.start { first -= 1 }
      span.start = document.tokens[first].start
      quoted = first..<tokens.upperBound
      words = terms.wordCount(quoted)
    }
    guard span.count <= Self.longestStatement else { return }
    let signals = SalienceSignals(
      tokens: tokens, words: words, facts: facts, position: position, role: role,
      document: document, terms: terms)
    // `Thank you for the referral` is no statement; with a diagnosis in the same sentence it is.
    if signals.classes.contains(.courtesy), signals.problems + signals.drugs == 0 { return }
    // `Service: Gastroenterology` is about the making of the note.
    if signals.scrap > 0,
      (quoted.lowerBound..<tokens.lowerBound).contains(where: {
        terms.classes[$0].contains(.clerical)
      })
    {
      return
    }
    if isTitle(whole, facts: facts) || isTitle(word: quoted)
      || isSignature(whole, signals, position)
    {
      return
    }
    var mustKeep = MustKeep(
      clause: tokens, words: signals.classes, facts: facts, role: role,
      index: position.indexInSection, document: document, terms: terms)
    if document.sections[whole.section].name == .codeStatus { mustKeep.insert(.codeStatus) }
    if sentence == identity, signals.age > 0 { mustKeep.insert(.identity) }
    var value = salience.value(of: signals, in: role) + salience.credit(for: mustKeep)
    // Said only where the note says nothing else.
    if mustKeep.isEmpty, isRegistration(quoted, signals, facts, role) { value = -1 }
    candidates.append(
      Candidate(
        sentence: sentence, tokens: tokens, quoted: quoted, span: span,
        hasHeading: quoted != tokens,
        isWhole: tokens.upperBound == whole.tokens.upperBound
          && tokens.lowerBound <= whole.tokens.lowerBound,
        words: words,
        salience: value,
        worth: value * salience.reach(ofWords: words), mustKeep: mustKeep,
        isOthers: role == .family
          || (signals.othersProblems > 0 && signals.ownProblems == 0),
        heading: summaryHeading(role: role, mustKeep: mustKeep, tokens: tokens)))
  }

  private func summaryHeading(role: SectionRole, mustKeep: MustKeep, tokens: Range<Int>)
    -> SummarySection
  {
    if mustKeep.contains(.identity) { return .presentation }
    if !mustKeep.isDisjoint(with: .alerts) { return .alerts }
    if !mustKeep.isDisjoint(with: [.allergy, .noAllergy]), role != .plan {
      return .medicationsAndAllergies
    }
    if role == .assessmentAndPlan {
      let isPlan =
        !mustKeep.isDisjoint(with: [.followUp, .stop, .change, .advice])
        || tokens.prefix(6).contains { terms.classes[$0].contains(.order) }
      return isPlan ? .plan : .assessment
    }
    // `Hold metoprolol tonight` is an order in a note without headings too.
    if role == .opening || role == .other, terms.classes[tokens.lowerBound].contains(.order) {
      return .plan
    }
    return role.heading
  }
}
