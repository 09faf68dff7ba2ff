import ClinicalLanguage
import SourceText

/// Cuts long sentences into clauses that mean by themselves what they mean in the sentence.
///
/// Every clause is a run of tokens of its sentence. A cut is made only where nothing reaches across
/// it: negation, condition, doubt, history, relatives and exceptions stay with what they govern. A
/// wrong cut changes the meaning of a summary, a missed one only costs words; so where words do not
/// settle it, the sentence stays whole.
struct ClauseCutter {
  let document: ClinicalDocument
  let terms: Terms
  private let and = StaticWord.and

  init(document: ClinicalDocument, terms: Terms) {
    self.document = document
    self.terms = terms
  }

  /// Sentences with more pieces than this are enumerations; the rest of them stays uncut.
  private static let maximumPieces = 48

  /// Appends the clauses of a sentence, the whole one first.
  ///
  /// - Parameters:
  ///   - facts: the facts of the sentence.
  ///   - limit: clauses of more words than this are also offered without their last parts.
  func clauses(
    of sentence: Sentence, facts: ArraySlice<FactMark>, limit: Int, into clauses: inout [Range<Int>]
  ) {
    let whole = withoutOpening(sentence.tokens)
    guard !whole.isEmpty else { return }
    clauses.append(whole)
    guard terms.wordCount(whole) > Self.shortestCuttable else { return }
    let first = clauses.count
    cutIndependent(whole, facts: facts, into: &clauses)
    let pieces = clauses.count > first ? first..<clauses.count : (first - 1)..<first
    for index in pieces where terms.wordCount(clauses[index]) > limit {
      cutTails(clauses[index], facts: facts, limit: limit, into: &clauses)
    }
  }

  /// Sentences of up to this many words are short enough to stand as they are.
  private static let shortestCuttable = 7

  // MARK: Openings

  /// Drops `The patient is a` before an age, which loses nothing: `57-year-old man with …` remains.
  private func withoutOpening(_ tokens: Range<Int>) -> Range<Int> {
    var next = tokens.lowerBound
    guard next < tokens.upperBound,
      StaticWord.the.matches(next, document) || StaticWord.patient.matches(next, document)
        || StaticWord.this.matches(next, document)
    else { return tokens }
    func take(_ words: StaticWord...) -> Bool {
      guard next < tokens.upperBound, words.contains(where: { $0.matches(next, document) })
      else { return false }
      next += 1
      return true
    }
    if take(.the) {
      guard take(.patient) else { return tokens }
    } else {
      guard take(.patient, .this) else { return tokens }
    }
    guard take(.is), take(.a, .an), next + 2 < tokens.upperBound,
      document.tokens[next].kind == .number
    else { return tokens }
    let age = next..<min(next + 8, tokens.upperBound)
    return age.contains { StaticWord.year.matches($0, document) }
      ? next..<tokens.upperBound : tokens
  }

  // MARK: Independent clauses

  /// Cuts at `;` and before `and she was …`, or not at all.
  private func cutIndependent(
    _ whole: Range<Int>, facts: ArraySlice<FactMark>, into clauses: inout [Range<Int>]
  ) {
    // `After surgery, she was well` is no statement about every time.
    guard terms.classes[whole.lowerBound].isDisjoint(with: [.condition, .introducer]),
      !whole.contains(where: { terms.classes[$0].contains(.relative) })
    else { return }
    let first = clauses.count
    var start = whole.lowerBound
    var governed = false
    var depth = 0
    for index in whole {
      switch byte(index) {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      governed = governed || terms.classes[index].contains(.scope)
      // Past a condition or an exception, everything up to the end may hang on it.
      if terms.classes[index].contains(.condition) { break }
      guard depth == 0, index > start, clauses.count - first < Self.maximumPieces,
        let next = nextClause(after: start..<index, in: whole, governed: governed)
      else { continue }
      append(start..<index, to: &clauses)
      start = next
      governed = false
    }
    guard clauses.count > first else { return }
    append(start..<whole.upperBound, to: &clauses)
    if !keepsContexts(clauses[first...], facts: facts) {
      clauses.removeSubrange(first...)
    }
  }

  /// Where the next clause begins, if the clause ends there and an independent one follows.
  private func nextClause(after clause: Range<Int>, in whole: Range<Int>, governed: Bool) -> Int? {
    let index = clause.upperBound
    let mark = byte(index)
    let isSemicolon = mark == UInt8(ascii: ";")
    let isAnd = and.matches(index, document)
    guard isSemicolon || isAnd || mark == UInt8(ascii: ",") else { return nil }
    // `… and later, she was …`: the words between belong to what follows.
    if !isSemicolon, index - 2 > whole.lowerBound,
      [index - 1, index - 2].contains(where: { and.matches($0, document) })
    {
      return nil
    }
    // `This morning, she was …`: a part without a verb is no clause.
    if !isSemicolon, !clause.contains(where: { terms.classes[$0].contains(.verb) }) {
      return nil
    }
    var next = index + 1
    if !isAnd, next < whole.upperBound, and.matches(next, document) { next += 1 }
    guard next + 1 < whole.upperBound else { return nil }
    let rest = next..<end(ofClauseFrom: next, in: whole)
    guard !rest.contains(where: { !terms.classes[$0].isDisjoint(with: [.backward, .condition]) })
    else { return nil }
    let subject = StaticWord.the.matches(next, document) ? next + 1 : next
    if terms.classes[subject].contains(.subject), hasVerb(after: subject, in: rest) { return next }
    return isSemicolon && !governed && !terms.classes[next].contains(.introducer) ? next : nil
  }

  /// The end of the part that begins at the token: the next semicolon or the sentence's end.
  private func end(ofClauseFrom start: Int, in whole: Range<Int>) -> Int {
    let limit = min(whole.upperBound, start + 60)
    var index = start
    while index < limit, byte(index) != UInt8(ascii: ";") { index += 1 }
    return index
  }

  private func hasVerb(after subject: Int, in clause: Range<Int>) -> Bool {
    for index in subject + 1..<min(subject + 5, clause.upperBound) {
      if document.tokens[index].kind == .punctuation { return false }
      if terms.classes[index].contains(.verb) { return true }
    }
    return false
  }

  // MARK: Tails

  /// Offers the clause without its last parts, where these govern nothing in what stays.
  private func cutTails(
    _ clause: Range<Int>, facts: ArraySlice<FactMark>, limit: Int, into clauses: inout [Range<Int>]
  ) {
    // A shortened list of allergies would be a dangerous omission.
    guard !clause.contains(where: { terms.classes[$0].contains(.allergy) }),
      terms.classes[clause.lowerBound].isDisjoint(with: [.condition, .introducer])
    else { return }
    var offered = 0
    var cut = clause.upperBound - 1
    var depth = 0
    while cut > clause.lowerBound + 1, offered < 3 {
      let kind = terms.classes[cut]
      // What is cut off may hold nothing that changes what stays.
      guard kind.isDisjoint(with: [.scope, .backward, .condition, .relative]) else { return }
      switch byte(cut) {
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth += 1
      case UInt8(ascii: "("), UInt8(ascii: "["): depth -= 1
      default: break
      }
      let head = clause.lowerBound..<cut
      if depth == 0, endsPart(cut), terms.wordCount(head) <= limit, saysSomething(head),
        keepsContexts([head], facts: facts)
      {
        append(head, to: &clauses)
        offered += 1
      }
      cut -= 1
    }
  }

  /// Whether the part before the token can stand without what begins with it.
  private func endsPart(_ index: Int) -> Bool {
    if byte(index) == UInt8(ascii: ",") || byte(index) == UInt8(ascii: ";") { return true }
    return StaticWord.tailOpeners.contains { $0.matches(index, document) }
      && !terms.classes[index - 1].contains(.function)
      && terms.classes[index - 1].isDisjoint(with: [.scope, .verb])
  }

  private func saysSomething(_ clause: Range<Int>) -> Bool {
    var content = 0
    for index in clause where terms.isContent(index) { content += 1 }
    return content >= 2
  }

  // MARK: Both

  private func append(_ tokens: Range<Int>, to clauses: inout [Range<Int>]) {
    var end = tokens.upperBound
    while end > tokens.lowerBound, isSeparator(end - 1) { end -= 1 }
    if end - tokens.lowerBound >= 2 { clauses.append(tokens.lowerBound..<end) }
  }

  private func isSeparator(_ index: Int) -> Bool {
    byte(index) == UInt8(ascii: ",") || byte(index) == UInt8(ascii: ";")
      || and.matches(index, document)
  }

  /// Whether each fact in the clauses that is negated, doubtful, past or another's has the word
  /// that says so in its own clause.
  private func keepsContexts(_ clauses: ArraySlice<Range<Int>>, facts: ArraySlice<FactMark>) -> Bool
  {
    for fact in facts where fact.traits.contains(.governed) {
      for clause in clauses where span(of: clause).contains(fact.span) {
        let cues: WordClass = [.scope, .backward, .condition, .relative]
        if clause.allSatisfy({ terms.classes[$0].isDisjoint(with: cues) }) { return false }
      }
    }
    return true
  }

  private func span(of clause: Range<Int>) -> TextSpan {
    TextSpan(
      start: document.tokens[clause.lowerBound].start,
      end: document.tokens[clause.upperBound - 1].end)
  }

  private func byte(_ index: Int) -> UInt8 {
    let token = document.tokens[index]
    return token.kind == .punctuation ? document.text.bytes[Int(token.start)] : 0
  }
}
