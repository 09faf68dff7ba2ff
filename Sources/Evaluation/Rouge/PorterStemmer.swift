/// Porter's stemmer with the changes of NLTK, which `rouge-score` stems by.
///
/// M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980; the changes are those of
/// `nltk.stem.porter`, mode `NLTK_EXTENSIONS`: whole words that do not follow the rules, `-ies` and
/// `-ied` of short words, `y` after a consonant alone, `-alli`, `-fulli` and `-logi`.
package struct PorterStemmer {
  /// The word as it is cut down: lower case letters and digits.
  package var word: [UInt8] = []

  package init() {}

  /// The stem of a word in lower case ASCII.
  package static func stem(_ word: some Sequence<UInt8>) -> [UInt8] {
    var stemmer = PorterStemmer()
    stemmer.word = Array(word)
    stemmer.stem()
    return stemmer.word
  }

  /// Cuts `word`, in lower case ASCII, down to its stem.
  package mutating func stem() {
    guard word.count > 2 else { return }
    if mayBeIrregular, let irregular = Self.irregular[word] {
      word = irregular
      return
    }
    dropPlural()
    dropTense()
    turnFinalY()
    shortenDoubleSuffixes()
    apply(Self.step3) { $0.measure(upTo: $1) > 0 }
    apply(Self.step4) { stemmer, end in
      guard stemmer.measure(upTo: end) > 1 else { return false }
      return !stemmer.ends("ion")
        || stemmer.word[end - 1] == UInt8(ascii: "s") || stemmer.word[end - 1] == UInt8(ascii: "t")
    }
    dropFinalE()
    if ends("ll"), measure(upTo: word.count - 1) > 1 { word.removeLast() }
  }

  /// Most words need not be looked up: those of the list have one of these endings.
  private var mayBeIrregular: Bool {
    guard word.count <= 8 else { return false }
    switch (word[word.count - 2], word[word.count - 1]) {
    case (UInt8(ascii: "k"), UInt8(ascii: "y")), (UInt8(ascii: "e"), UInt8(ascii: "s")),
      (UInt8(ascii: "n"), UInt8(ascii: "g")), (UInt8(ascii: "w"), UInt8(ascii: "s")),
      (UInt8(ascii: "g"), UInt8(ascii: "s")), (UInt8(ascii: "w"), UInt8(ascii: "e")),
      (UInt8(ascii: "e"), UInt8(ascii: "d")):
      return true
    default: return false
    }
  }

  /// Words that NLTK looks up before any rule.
  private static let irregular: [[UInt8]: [UInt8]] = {
    let pairs = [
      ("sky", "sky"), ("skies", "sky"), ("dying", "die"), ("lying", "lie"), ("tying", "tie"),
      ("news", "news"), ("innings", "inning"), ("inning", "inning"), ("outings", "outing"),
      ("outing", "outing"), ("cannings", "canning"), ("canning", "canning"), ("howe", "howe"),
      ("proceed", "proceed"), ("exceed", "exceed"), ("succeed", "succeed"),
    ]
    return Dictionary(uniqueKeysWithValues: pairs.map { (Array($0.utf8), Array($1.utf8)) })
  }()

  // MARK: Steps

  /// Step 1a.
  private mutating func dropPlural() {
    if ends("ies") {
      word.removeLast(word.count == 4 ? 1 : 2)
    } else if ends("sses") {
      word.removeLast(2)
    } else if ends("s"), !ends("ss") {
      word.removeLast()
    }
  }

  /// Step 1b.
  private mutating func dropTense() {
    if ends("ied") {
      word.removeLast(word.count == 4 ? 1 : 2)
      return
    }
    if ends("eed") {
      if measure(upTo: word.count - 3) > 0 { word.removeLast() }
      return
    }
    let suffix = ends("ed") ? 2 : ends("ing") ? 3 : 0
    guard suffix > 0, containsVowel(upTo: word.count - suffix) else { return }
    word.removeLast(suffix)
    if ends("at") || ends("bl") || ends("iz") {
      word.append(UInt8(ascii: "e"))
    } else if endsInDoubleConsonant {
      if ![UInt8(ascii: "l"), UInt8(ascii: "s"), UInt8(ascii: "z")].contains(word[word.count - 1]) {
        word.removeLast()
      }
    } else if measure(upTo: word.count) == 1, endsShort(upTo: word.count) {
      word.append(UInt8(ascii: "e"))
    }
  }

  /// Step 1c, as NLTK has it.
  private mutating func turnFinalY() {
    let end = word.count - 1
    guard ends("y"), end > 1, isConsonant(end - 1) else { return }
    word[end] = UInt8(ascii: "i")
  }

  /// Step 2.
  private mutating func shortenDoubleSuffixes() {
    while ends("alli"), measure(upTo: word.count - 4) > 0 { word.removeLast(2) }
    if ends("logi"), !ends("ology") {
      // The `l` counts with the stem, so that `geology` is shortened like `archaeology`.
      if measure(upTo: word.count - 3) > 0 { word.removeLast() }
      return
    }
    apply(Self.step2) { $0.measure(upTo: $1) > 0 }
  }

  /// Step 5a.
  private mutating func dropFinalE() {
    guard ends("e") else { return }
    let end = word.count - 1
    let measure = measure(upTo: end)
    if measure > 1 || (measure == 1 && !endsShort(upTo: end)) { word.removeLast() }
  }

  /// Of a table the first suffix that the word has decides, whether or not its condition holds.
  private mutating func apply(
    _ rules: [Rule], when holds: (borrowing PorterStemmer, Int) -> Bool
  ) {
    guard let last = word.last else { return }
    for rule in rules where rule.suffix[rule.suffix.count - 1] == last && ends(rule.suffix) {
      let end = word.count - rule.suffix.count
      if holds(self, end) {
        word.removeLast(rule.suffix.count)
        word += rule.replacement
      }
      return
    }
  }

  // MARK: What a word looks like

  private func isConsonant(_ index: Int) -> Bool {
    var index = index
    var isNegated = false
    while index > 0, word[index] == UInt8(ascii: "y") {
      isNegated.toggle()
      index -= 1
    }
    return Self.isVowel(word[index]) == isNegated
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"):
      true
    default: false
    }
  }

  /// How many times a consonant follows a vowel in the first bytes: Porter's `m`.
  private func measure(upTo end: Int) -> Int {
    var count = 0
    var wasConsonant = true
    for index in 0..<end {
      let isConsonant =
        word[index] == UInt8(ascii: "y") ? index == 0 || !wasConsonant : !Self.isVowel(word[index])
      if isConsonant, !wasConsonant { count += 1 }
      wasConsonant = isConsonant
    }
    return count
  }

  private func containsVowel(upTo end: Int) -> Bool {
    for index in 0..<end where !isConsonant(index) { return true }
    return false
  }

  private var endsInDoubleConsonant: Bool {
    let end = word.count
    return end >= 2 && word[end - 1] == word[end - 2] && isConsonant(end - 1)
  }

  /// Porter's `*o`: consonant, vowel, consonant other than w, x and y; in NLTK also a vowel and a
  /// consonant that are the whole word.
  private func endsShort(upTo end: Int) -> Bool {
    if end == 2 { return !isConsonant(0) && isConsonant(1) }
    guard end >= 3, isConsonant(end - 3), !isConsonant(end - 2), isConsonant(end - 1) else {
      return false
    }
    return ![UInt8(ascii: "w"), UInt8(ascii: "x"), UInt8(ascii: "y")].contains(word[end - 1])
  }

  private func ends(_ suffix: StaticString) -> Bool {
    let count = suffix.utf8CodeUnitCount
    guard word.count >= count else { return false }
    return unsafe word.suffix(count).elementsEqual(
      UnsafeBufferPointer(start: suffix.utf8Start, count: count))
  }

  private func ends(_ suffix: [UInt8]) -> Bool {
    guard word.count >= suffix.count else { return false }
    let start = word.count - suffix.count
    for index in suffix.indices where word[start + index] != suffix[index] { return false }
    return true
  }

  // MARK: Tables

  private struct Rule {
    let suffix: [UInt8]
    let replacement: [UInt8]

    init(_ suffix: String, _ replacement: String = "") {
      self.suffix = Array(suffix.utf8)
      self.replacement = Array(replacement.utf8)
    }
  }

  private static let step2 = [
    Rule("ational", "ate"), Rule("tional", "tion"), Rule("enci", "ence"), Rule("anci", "ance"),
    Rule("izer", "ize"), Rule("bli", "ble"), Rule("alli", "al"), Rule("entli", "ent"),
    Rule("eli", "e"), Rule("ousli", "ous"), Rule("ization", "ize"), Rule("ation", "ate"),
    Rule("ator", "ate"), Rule("alism", "al"), Rule("iveness", "ive"), Rule("fulness", "ful"),
    Rule("ousness", "ous"), Rule("aliti", "al"), Rule("iviti", "ive"), Rule("biliti", "ble"),
    Rule("fulli", "ful"),
  ]

  private static let step3 = [
    Rule("icate", "ic"), Rule("ative"), Rule("alize", "al"), Rule("iciti", "ic"),
    Rule("ical", "ic"), Rule("ful"), Rule("ness"),
  ]

  private static let step4 = [
    Rule("al"), Rule("ance"), Rule("ence"), Rule("er"), Rule("ic"), Rule("able"), Rule("ible"),
    Rule("ant"), Rule("ement"), Rule("ment"), Rule("ent"), Rule("ion"), Rule("ou"), Rule("ism"),
    Rule("ate"), Rule("iti"), Rule("ous"), Rule("ive"), Rule("ize"),
  ]
}
