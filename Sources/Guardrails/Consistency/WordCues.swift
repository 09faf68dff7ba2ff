import ClinicalLanguage
import SourceText

/// What single words say about how a statement is meant: the coarse reading that keeps a finer one
/// from being wrong. Where any word of a sentence denies, doubts or names a relative, a rule that rests
/// on nobody having done so stays silent.
struct WordCues: OptionSet, Sendable {
  let rawValue: UInt16

  /// `no`, `denies`, `without`, `negative`.
  static let negation = WordCues(rawValue: 1 << 0)
  /// `possible`, `suspected`, `may`, `concern`, `versus`, `if`, `risk`.
  static let hedge = WordCues(rawValue: 1 << 1)
  /// `confirmed`, `proven`, `definite`.
  static let certainty = WordCues(rawValue: 1 << 2)
  /// `mother`, `brother`, `family`, `maternal`.
  static let kin = WordCues(rawValue: 1 << 3)
  /// `documented`, `recorded`, `listed`: what is said of a record.
  static let record = WordCues(rawValue: 1 << 4)
  /// `recommend`, `advised`, `should`, `start`: what is to be done.
  static let advice = WordCues(rawValue: 1 << 5)
  /// `previous`, `history`, `former`, `resolved`, `ago`.
  static let past = WordCues(rawValue: 1 << 6)
  /// `suspected`, `possible`, `probable` right before what they qualify.
  static let strongHedge = WordCues(rawValue: 1 << 7)
  /// `blank`, `silent`: says of a record that it has nothing.
  static let silence = WordCues(rawValue: 1 << 10)
  /// `noted`, `described`, `given`: of a record only right behind a denial.
  static let telling = WordCues(rawValue: 1 << 11)
  /// `note`, `chart`, `report`: the document itself.
  static let document = WordCues(rawValue: 1 << 8)

  /// `biopsy`, `pathology`, `diagnosed`: what proves.
  static let evidence = WordCues(rawValue: 1 << 9)

  private static let lists: [(WordCues, String)] = [
    (
      .negation,
      """
      no not denies denied deny denying denial denials without negative never none neither nor absent
      absence free
      lack lacks lacking cannot can't didnt doesnt dont isnt arent wasnt hasnt havent cant don't doesn't didn't isn't aren't wasn't weren't hasn't haven't
      hadn't couldn't inability won't wouldn't shouldn't nothing unremarkable normal resolved ruled excluded
      exclude excluding w/o n't unable refused declined declines decline failed fails fail afebrile
      nontender non nil intact clear unless avoid abstain refrain instead rather stop stopped discontinued off
      deferred unlikely little opposed dislike dislikes disliked aversion averse painless nontender nonpalpable symptomless asymptomatic
      odorless bloodless nonpurulent preclude precluded precludes precluding prevented prohibited zero none normally aborted spared refuses neg nonreactive lost ø Ø forgot
      uninterested unwilling reluctant nl ok okay wnl nad
      """
    ),
    (
      .hedge,
      """
      possible possibly probable probably likely unlikely suspect suspected suspicious suspicion
      concern concerned concerning consideration may might could would versus vs r/o rule questionable question
      questioned differential consider considered considering presumed presumptive presumably appears
      appeared apparent apparently seems seem suggest suggests suggested suggestive suggesting suggestion
      consistent compatible cannot equivocal borderline if whether risk risks complication
      complications warn warned warning potential potentially perhaps maybe thought believed believes
      think thinks feel felt impression uncertain unclear unknown versus or evaluate evaluation
      assess exclude chance versus either discussed discuss watch prevent prevention screening screen
      test testing rather evidence early fear feared fears candidacy favor favored favoring favors asks
      asking wonders wondering hint hints hinted hinting
      """
    ),
    (
      .strongHedge,
      "possible possibly probable probably suspect suspected suspicion presumed presumptive questionable"
    ),
    (
      .certainty,
      """
      confirmed confirming proven definite definitely diagnostic
      established certain certainly undoubtedly pathologically conclusive conclusively
      unequivocal unequivocally verified
      """
    ),
    (
      .kin,
      """
      mother father sister brother son daughter aunt uncle cousin grandmother grandfather grandparent
      parent sibling family familial twin wife husband spouse maternal paternal mom dad niece nephew
      relative relatives hereditary grandson granddaughter child children siblings parents infant
      baby newborn fh fhx fmh fmhx famhx
      """
    ),
    (
      .record,
      """
      documented recorded listed stated specified documentation mentioned addressed
      blank silent unspecified unstated omitted undocumented unrecorded placeholder placeholders
      """
    ),
    (
      .advice,
      """
      recommend recommended recommends advise advised advises should must start started begin take use
      wear keep avoid continue stop hold call return follow schedule ordered order refer referred
      prescribe prescribed instruct instructed counsel counseled encourage encouraged plan limit
      increase decrease reduce add give check try need needs monitor apply drink eat rest
      """
    ),
    (
      .past,
      """
      previous previously prior history former formerly past resolved ago earlier old remote status
      post s/p h/o since childhood years hx last
      """
    ),
    (
      .silence,
      "blank silent unspecified unstated omitted undocumented unrecorded placeholder placeholders"
    ),
    (
      .evidence,
      "biopsy biopsied bx fna aspiration pathology histology diagnosed diagnostic cytology"
    ),
    (.telling, "described provided included covered given noted available reported detailed"),
    (.document, "note chart report letter record dictation transcript"),
  ]

  private static let table = CueTable(lists)

  private static let turning = Thesaurus.roots("but however although though yet whereas")

  /// `but`: what was denied before it is not denied after it.
  static func turns(_ word: MeaningWord) -> Bool { turning.contains(word.fine) }

  private static let certain = Thesaurus.roots("certain")
  private static let kinds = Thesaurus.roots(
    """
    type kind sort form amount number degree extent level point way part time activity movement
    position food
    """)
  private static let established = Thesaurus.roots("established")
  private static let standing = Thesaurus.roots(
    "problem diagnosis diagnoses condition disease disorder illness history patient care")

  /// `a certain type`: a word of certainty that only leaves something unnamed.
  static func isKind(_ next: UInt64, of word: UInt64) -> Bool {
    certain.contains(word) && kinds.contains(next)
  }

  /// `an established diagnosis`: one that the patient has had for some time.
  static func isStanding(_ next: UInt64, of word: UInt64) -> Bool {
    established.contains(word) && standing.contains(next)
  }

  static func cues(of word: MeaningWord) -> WordCues { table[word.fine] }

  static func cues(of words: [MeaningWord]) -> [WordCues] {
    let table = table
    return words.map { table[$0.fine] }
  }
}

/// The cues of all words of a text, and of its sentences.
struct CueMap {
  let words: [WordCues]
  let sentences: [WordCues]

  init(_ meanings: DocumentMeanings, sentenceCount: Int) {
    words = Self.cues(of: meanings.words)
    var sentences: [WordCues] = Array(repeating: [], count: max(1, sentenceCount))
    for (word, sentence) in zip(words, meanings.sentences) {
      sentences[Int(sentence)].formUnion(word)
    }
    self.sentences = sentences
  }

  private static func cues(of words: [MeaningWord]) -> [WordCues] {
    var cues = WordCues.cues(of: words)
    let (may, off, on, failing) = (may, off, on, failing)
    for index in words.indices where words[index].exact != 0 && may.contains(words[index].fine) {
      let isDated =
        (index > 0 && dating.contains(words[index - 1].fine))
        || (index + 1 < words.count && words[index + 1].isNumber)
      if isDated { cues[index] = [] }
    }
    // `a certain type`, `an established diagnosis`
    for index in words.indices.dropLast() where cues[index].contains(.certainty) {
      let next = words[index + 1]
      if next.gap < .comma,
        WordCues.isKind(next.fine, of: words[index].fine)
          || WordCues.isStanding(next.fine, of: words[index].fine)
      {
        cues[index].remove(.certainty)
      }
    }
    // `failure to resolve`
    for index in words.indices.dropLast(2)
    where failing.contains(words[index].fine) && to.contains(words[index + 1].fine)
      && !thriving.contains(words[index + 2].fine)
    {
      cues[index].insert(.negation)
    }
    // `off and on`: now and then.
    for index in words.indices.dropFirst(2)
    where (off.contains(words[index].fine) && on.contains(words[index - 2].fine))
      || (on.contains(words[index].fine) && off.contains(words[index - 2].fine))
    {
      cues[index].remove(.negation)
      cues[index - 2].remove(.negation)
    }
    return cues
  }

  /// `in May`, `May 17`: the month.
  private static let may = Thesaurus.roots("may")
  private static let failing = Thesaurus.roots("failure failures")
  private static let to = Thesaurus.roots("to")
  /// `failure to thrive` is a finding.
  private static let thriving = Thesaurus.roots("thrive")
  private static let off = Thesaurus.roots("off")
  private static let on = Thesaurus.roots("on")
  private static let dating = Thesaurus.roots(
    "in of since until by from early late mid last this next")

  func cues(in range: Range<Int>) -> WordCues {
    var cues: WordCues = []
    for word in range { cues.formUnion(words[word]) }
    return cues
  }
}
