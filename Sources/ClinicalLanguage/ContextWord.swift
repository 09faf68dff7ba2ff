import SourceText

/// What a single token can do to the scope of a cue.
struct ContextWord: OptionSet, Sendable {
  let rawValue: UInt64

  /// A comma, a dash between blanks, `and`: parts the items of a list.
  static let separator = ContextWord(rawValue: 1 << 0)
  /// `or`, `nor`: parts items and shows that the list belongs together.
  static let or = ContextWord(rawValue: 1 << 1)
  static let semicolon = ContextWord(rawValue: 1 << 2)
  static let colon = ContextWord(rawValue: 1 << 3)
  /// A finite verb: a new clause stands around it.
  static let verb = ContextWord(rawValue: 1 << 4)
  /// `is`, `was`, `been` …
  static let be = ContextWord(rawValue: 1 << 5)
  /// A plural form of `to be` or `have`: what stands before it may be a list.
  static let plural = ContextWord(rawValue: 1 << 6)
  /// `he`, `patient`: the subject of a new clause.
  static let subject = ContextWord(rawValue: 1 << 7)
  /// `noted`, `seen`: after a verb, what is said of a list before it.
  static let reported = ContextWord(rawValue: 1 << 8)
  /// `mild`, `some`, `normal`, `intact`: begins an item that is there.
  static let asserting = ContextWord(rawValue: 1 << 9)
  static let determiner = ContextWord(rawValue: 1 << 10)
  static let preposition = ContextWord(rawValue: 1 << 11)
  /// `says`, `brought`: a relative who does this is an informant, not the patient's family history.
  static let informant = ContextWord(rawValue: 1 << 12)
  /// `with`, `by`, `from`, `lives`: a relative after it is company.
  static let company = ContextWord(rawValue: 1 << 13)
  /// `began`, `for`, `onset`: `three years ago` after it dates a beginning.
  static let onset = ContextWord(rawValue: 1 << 14)
  /// A bracket or another mark that is no part of a phrase.
  static let bracket = ContextWord(rawValue: 1 << 15)
  /// What happens with a drug: `start`, `stop`, `hold`, `increase`, `continue`.
  static let start = ContextWord(rawValue: 1 << 16)
  static let stop = ContextWord(rawValue: 1 << 17)
  static let hold = ContextWord(rawValue: 1 << 18)
  static let change = ContextWord(rawValue: 1 << 19)
  static let keep = ContextWord(rawValue: 1 << 20)
  static let month = ContextWord(rawValue: 1 << 21)
  /// `year`, `month`, `week`, `day` in any number, `y`, `yo`.
  static let timeUnit = ContextWord(rawValue: 1 << 22)
  static let female = ContextWord(rawValue: 1 << 23)
  static let male = ContextWord(rawValue: 1 << 24)
  /// Words for a child of either sex: `infant`, `newborn`.
  static let child = ContextWord(rawValue: 1 << 25)
  static let left = ContextWord(rawValue: 1 << 26)
  static let right = ContextWord(rawValue: 1 << 27)
  static let bilateral = ContextWord(rawValue: 1 << 28)
  /// What may stand between a measurement's name and its value: `is`, `of`, `level`, `today`.
  static let filler = ContextWord(rawValue: 1 << 29)
  /// `range`, `goal`, `normal`: a number after it is no measured value.
  static let limit = ContextWord(rawValue: 1 << 30)
  /// `allergic`, `allergy`, `NKDA`.
  static let allergy = ContextWord(rawValue: 1 << 31)
  /// `in`: before a year or a relative.
  static let inside = ContextWord(rawValue: 1 << 32)
  /// `which` and what stands around it: `both of which were negative`.
  static let relative = ContextWord(rawValue: 1 << 35)
  /// A bracket that closes.
  static let closing = ContextWord(rawValue: 1 << 36)
  /// `+`, as before a finding that is there.
  static let plus = ContextWord(rawValue: 1 << 37)
  /// `a`, `the`: begins an item that the absence before it does not reach.
  static let article = ContextWord(rawValue: 1 << 38)
  /// `he`, `we`: never an item of a list.
  static let pronoun = ContextWord(rawValue: 1 << 39)
  /// A verb that is an adjective before a noun: `no nausea or increased pain`.
  static let participle = ContextWord(rawValue: 1 << 40)
  static let comma = ContextWord(rawValue: 1 << 41)
  /// `sudden`, `acutely`: what began like this years ago was an event, not a beginning.
  static let sudden = ContextWord(rawValue: 1 << 42)
  static let slash = ContextWord(rawValue: 1 << 34)
  /// `CSF`, `urinalysis`, `pulmonary`: values in its sentence have other limits than those of blood.
  static let specimen = ContextWord(rawValue: 1 << 33)
}

/// Looks tokens up among the words that bound scopes.
///
/// Words are compared by their folded hash alone: of a few hundred words in 2^32, a false hit is
/// too rare to matter, and at worst ends one scope early.
struct ContextWords: Sendable {
  private var keys: [UInt32]
  private var values: [ContextWord]
  private let mask: Int

  static let standard = ContextWords()

  init() {
    var table: [(UInt32, ContextWord)] = []
    for (word, list) in Self.lists {
      guard let text = try? SourceText(list) else { continue }
      table += Tokenizer.tokens(of: text).map { ($0.foldedHash, word) }
    }
    var capacity = 64
    while capacity < table.count * 4 { capacity *= 2 }
    mask = capacity - 1
    keys = Array(repeating: 0, count: capacity)
    values = Array(repeating: [], count: capacity)
    for (key, value) in table {
      var slot = Int(truncatingIfNeeded: key) & mask
      while values[slot] != [] && keys[slot] != key { slot = (slot + 1) & mask }
      keys[slot] = key
      values[slot].formUnion(value)
    }
  }

  /// The words of all tokens, punctuation marks included.
  func words(of tokens: [Token], in text: SourceText) -> [ContextWord] {
    var result: [ContextWord] = []
    result.reserveCapacity(tokens.count)
    let keys = keys.span
    for index in tokens.indices {
      let token = tokens[index]
      switch token.kind {
      case .word: result.append(look(up: token.foldedHash, keys))
      case .number: result.append([])
      case .punctuation: result.append(mark(at: index, in: text, tokens))
      }
    }
    return result
  }

  /// Looks at the keys alone as long as it can: they fit the nearest cache better than the values.
  private func look(up key: UInt32, _ keys: Span<UInt32>) -> ContextWord {
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & mask
    }
    return []
  }

  private func mark(at index: Int, in text: SourceText, _ tokens: [Token]) -> ContextWord {
    let token = tokens[index]
    let byte = text.bytes[Int(token.start)]
    switch byte {
    case UInt8(ascii: ","): return [.separator, .comma]
    case UInt8(ascii: "&"): return .separator
    case UInt8(ascii: ";"): return .semicolon
    case UInt8(ascii: ":"): return .colon
    case UInt8(ascii: "/"): return .slash
    case UInt8(ascii: "("), UInt8(ascii: "["): return .bracket
    case UInt8(ascii: ")"), UInt8(ascii: "]"): return [.bracket, .closing]
    case UInt8(ascii: "+"): return .plus
    case UInt8(ascii: "-"), 0xE2:
      // A hyphen joins words; a dash with a blank before it, or an en or em dash, parts them.
      let isDash =
        byte == UInt8(ascii: "-") || isEnOrEmDash(text.bytes, at: Int(token.start))
      let isApart = index > 0 && tokens[index - 1].end < token.start
      return isDash && isApart ? .separator : []
    default: return []
    }
  }

  private func isEnOrEmDash(_ bytes: [UInt8], at offset: Int) -> Bool {
    offset + 2 < bytes.count && bytes[offset + 1] == 0x80
      && (bytes[offset + 2] == 0x93 || bytes[offset + 2] == 0x94)
  }

  private static let lists: [(ContextWord, String)] = [
    (.separator, "and plus"),
    (.or, "or nor"),
    (
      .verb,
      """
      is are was were has have had does did do will would can could should may might must shows showed reveals
      revealed demonstrates demonstrated presents presented complains complained reports reported
      states stated notes denies denied appears appeared feels felt seems seemed underwent
      undergoes received receives takes took started stopped began develops developed continues
      continued remains remained became becomes came comes went goes got gets gave gives made makes
      called calls needs needed wants wanted lives lived works worked drinks smokes uses used tolerated
      improved worsened increased decreased returned followed recommended discussed reviewed I'm he's she's it's
      brought admits endorses describes described suffered recovered awoke woke fell lost gained looks
      resulted measures measured found obtained ordered consulted placed performed removed closed
      irrigated transferred discharged admitted walked ambulated tolerates thinks believes requested
      wishes agrees agreed helps helped
      """
    ),
    (.be, "is are was were been be being"),
    (.plural, "are were have"),
    (
      .subject,
      "he she they we i it there this these those that patient pt patient's her his our the"
    ),
    (
      .reported,
      """
      noted seen present found appreciated identified reported observed detected elicited
      demonstrated visualized evident heard palpated palpable felt described endorsed mentioned
      apparent encountered recorded documented demonstrable suspected discovered
      """
    ),
    (
      .asserting,
      """
      some mild moderate severe slight occasional trace positive normal intact clear regular soft
      equal symmetric supple good stable small few several minimal well alert status full strong
      marked moderately mildly diffuse ongoing unremarkable noncontributory unchanged improving free healthy
      nontender nondistended nondisplaced midline reactive benign faint coarse scattered persistent
      one two three multiple scattered
      """
    ),
    (.article, "a an the"),
    (.pronoun, "he she they we it i"),
    (
      .participle,
      """
      increased decreased improved worsened lost used measured obtained placed recommended discussed
      reviewed recovered returned needed wanted described performed ordered removed closed found
      reported noted tolerated
      """
    ),
    (.inside, "in"),
    (.relative, "which that both all"),
    (
      .specimen,
      """
      csf cerebrospinal spinal urine urinalysis ua fluid aspirate stool pleural synovial peritoneal
      pulmonary ventricle ventricular atrium atrial aorta gradient cord
      """
    ),
    (.determiner, "the a an any his her their its our this no patient's"),
    (
      .preposition,
      """
      of for in on at to by with from after before during until into over under since per within
      when where as because than that which who if on about
      """
    ),
    (
      .informant,
      """
      says said states stated reports reported report notes noted denies denied describes described thinks
      thought feels felt believes believed brought brings called calls noticed notices
      accompanies accompanied gave gives provided provides worried concerned
      wants wanted asked asks here present confirms confirmed also agrees agreed took takes found
      understands understood counseled counselled consented consents consent signed informed holds
      """
    ),
    (
      .company,
      "with w by from lives lived to of cares for accompanied per via visits visited told advised called contact contacts contacted"
    ),
    (
      .onset,
      """
      began begun started starting since onset noticed diagnosed first beginning developed develop
      worsening progressively worse persistent ongoing
      """
    ),
    (.sudden, "sudden suddenly acute acutely abrupt abruptly"),
    (
      .start,
      """
      start starts started starting begin began begun beginning initiate initiated initiating add added
      adding prescribe prescribed prescribing commence commenced commencing give gave
      administered administer received receive rx
      """
    ),
    (
      .stop,
      """
      stop stops stopped stopping discontinue discontinued discontinuing discontinuation dc dc'd
      cease ceased
      """
    ),
    (.hold, "hold holds held holding withhold withheld withholding"),
    (
      .change,
      """
      increase increased increasing decrease decreased decreasing change changed changing switch
      switched switching titrate titrated taper tapered tapering adjust adjusted reduce reduced
      double doubled uptitrate uptitrated
      """
    ),
    (
      .keep,
      """
      continue continues continued continuing resume resumed maintain maintained remain remains
      takes taking takes currently
      """
    ),
    (
      .month,
      """
      january february march april may june july august september october november december jan
      feb mar apr jun jul aug sep sept oct nov dec
      """
    ),
    (
      .timeUnit,
      "year years yr yrs y yo month months mo mos week weeks wk wks day days hour hours minute minutes"
    ),
    (.female, "woman female lady girl f gravida primigravida"),
    (.male, "man male gentleman boy m"),
    (.child, "infant newborn neonate baby child toddler teenager adolescent"),
    (.left, "left lt left-sided"),
    (.right, "right rt right-sided"),
    (.bilateral, "bilateral bilaterally both"),
    (
      .filler,
      """
      is was of at level levels value values count today currently now approximately about around
      found to be been back came in the a her his and remains remained measured measuring reading read
      noted are were with on admission most recent latest last checked elevated low high decreased
      increased up down slightly mildly markedly still only estimated rate reported initial total
      stable which has improved dropped fell rose risen returned this morning random fasting nonfasting
      percent saturation blood pressure room air roomair reduced slowed
      """
    ),
    (
      .allergy,
      """
      allergic allergy allergies hypersensitivity intolerance intolerances intolerant anaphylaxis
      anaphylactic nkda nka nkma
      """
    ),
    (.limit, "range goal target reference normal limit limits between than prior"),
  ]
}
