import ClinicalLanguage
import SourceText

/// Two things that a sentence puts in the order of time, by a word between them or before both:
/// `antibiotics were given before the incision`, `after the incision, the fat was divided`.
struct EventSequence {
  /// Words of the text.
  var earlier: Range<Int>
  /// Words of the text.
  var later: Range<Int>
  /// Those that tell the order.
  var marker: Range<Int>
  /// Whether the order hangs on the earlier one, as behind `after`: that one may have been long before.
  var hangsOnEarlier: Bool

  /// Words without which a text puts nothing in order.
  static let roots = Thesaurus.roots(
    """
    before after prior ahead follow followed following precede preceded preceding once then
    afterward afterwards thereafter subsequent subsequently
    """)

  var words: Range<Int> {
    min(earlier.lowerBound, later.lowerBound)..<max(earlier.upperBound, later.upperBound)
  }
}

/// Reads what a text puts in the order of time.
struct EventSequenceReader {
  private typealias Form = TimedClause.Form

  private enum Order { case before, after }

  private struct Marker {
    var words: Range<Int>
    var order: Order
    /// Whether what it puts in order may stand behind it: `after the incision, …`.
    var mayLead = false
    /// Whether a noun alone may follow, as behind `prior to`: a verb there is said of something else.
    var takesNoun = false
  }

  private let words: [MeaningWord]
  private let document: ClinicalDocument

  init(_ words: [MeaningWord], of document: ClinicalDocument) {
    self.words = words
    self.document = document
  }

  /// All of a run of words: of a sentence, or of a clause.
  func sequences(in range: Range<Int>) -> [EventSequence] {
    guard range.count <= Self.mostWords,
      range.contains(where: { EventSequence.roots.contains(words[$0].fine) })
    else { return [] }
    let markers = markers(in: range)
    return markers.indices.compactMap { index in
      let first = index > 0 ? markers[index - 1].words.upperBound : range.lowerBound
      let end =
        index + 1 < markers.count ? markers[index + 1].words.lowerBound : range.upperBound
      return sequence(of: markers[index], in: first..<end)
    }.filter { !$0.words.contains(where: isLasting) }
  }

  private static let lasting = Thesaurus.roots("tolerate tolerated tolerating")

  /// `after tolerating the procedure well`: how it went all along is no event among others.
  private func isLasting(_ word: Int) -> Bool { Self.lasting.contains(words[word].fine) }

  /// Longer sentences are lists.
  private static let mostWords = 90
  /// How much of what follows a leading word without a comma is surely its own.
  private static let leadReach = 4

  // MARK: - What is put in order

  private func sequence(of marker: Marker, in range: Range<Int>) -> EventSequence? {
    let behind = part(from: marker.words.upperBound, to: range.upperBound)
    guard !behind.isEmpty else { return nil }
    var own = behind
    let other: Range<Int>
    if marker.mayLead,
      isLeading(marker.words.lowerBound, of: range, hasComma: behind.upperBound < range.upperBound)
    {
      own = object(of: marker, in: behind, hasComma: behind.upperBound < range.upperBound)
      other = own.upperBound..<end(ofClauseFrom: own.upperBound, to: range.upperBound)
    } else {
      other = part(before: marker.words.lowerBound, from: range.lowerBound)
    }
    guard !other.isEmpty, !own.isEmpty else { return nil }
    return switch marker.order {
    case .before:
      EventSequence(earlier: other, later: own, marker: marker.words, hangsOnEarlier: false)
    case .after:
      EventSequence(earlier: own, later: other, marker: marker.words, hangsOnEarlier: true)
    }
  }

  private static let verbs = Thesaurus.roots("was were is are had has will")
  /// How many words a subject is taken to have.
  private static let subjectLength = 2

  /// What a word that leads a sentence hangs on: up to the comma, and without one up to the subject of what
  /// follows.
  private func object(of marker: Marker, in behind: Range<Int>, hasComma: Bool) -> Range<Int> {
    let verb = behind.first { Self.verbs.contains(words[$0].fine) }
    if hasComma, !marker.takesNoun || verb == nil { return behind }
    guard let verb else { return behind.prefix(Self.leadReach) }
    return behind.lowerBound..<max(behind.lowerBound + 1, verb - Self.subjectLength)
  }

  private func end(ofClauseFrom first: Int, to end: Int) -> Int {
    var word = first
    while word < end, word == first || words[word].gap < .clause { word += 1 }
    return word
  }

  private func part(from first: Int, to end: Int) -> Range<Int> {
    var word = first
    while word < end, word == first || words[word].gap < .comma { word += 1 }
    return first..<max(first, word)
  }

  private func part(before end: Int, from first: Int) -> Range<Int> {
    var word = end - 1
    while word > first, words[word].gap < .comma { word -= 1 }
    return max(first, word)..<end
  }

  private static let adverbs = TimedClause.forms(
    "only just immediately shortly soon directly and but then even right long until till")

  /// Whether what the word puts in order stands behind it: nothing is before it but what belongs to it, or a
  /// comma, with another one behind.
  private func isLeading(_ word: Int, of range: Range<Int>, hasComma: Bool) -> Bool {
    var at = word
    while at > range.lowerBound, words[at].gap < .comma {
      at -= 1
      guard Self.adverbs.contains(form(at)) || words[at].isNumber || isTime(at) else {
        return false
      }
    }
    return at == range.lowerBound || hasComma
  }

  private static let times = Thesaurus.roots("minute hour day week month year about some")

  private func isTime(_ word: Int) -> Bool { Self.times.contains(words[word].fine) }

  // MARK: - Words of order

  private func markers(in range: Range<Int>) -> [Marker] {
    var found: [Marker] = []
    var word = range.lowerBound
    while word < range.upperBound {
      if EventSequence.roots.contains(words[word].fine), let marker = marker(at: word, in: range) {
        found.append(marker)
        word = max(word + 1, marker.words.upperBound)
      } else {
        word += 1
      }
    }
    return found
  }

  private static let before = TimedClause.form("before".utf8)
  private static let after = TimedClause.form("after".utf8)
  private static let prior = TimedClause.form("prior".utf8)
  private static let ahead = TimedClause.form("ahead".utf8)
  private static let following = TimedClause.form("following".utf8)
  private static let followed = TimedClause.form("followed".utf8)
  private static let preceded = TimedClause.forms("preceded precedes")
  private static let once = TimedClause.form("once".utf8)
  private static let then = TimedClause.forms("then afterwards afterward thereafter subsequently")
  private static let by = TimedClause.form("by".utf8)
  private static let links = TimedClause.forms("to of")
  private static let which = TimedClause.form("which".utf8)
  /// Behind these it points back to the sentence before.
  private static let pointing = TimedClause.forms("this that these those all it")
  private static let being = TimedClause.forms("is are was were be been being has have had")
  private static let until = TimedClause.forms("until till")
  private static let and = TimedClause.forms("and only")
  /// `looked after`, `here after`.
  private static let looking = TimedClause.forms("look looks looked looking care named here")
  /// `followed up in clinic`, `following with the cardiologist`.
  private static let visiting = TimedClause.forms(
    "up with in at for closely as to on from every regularly commands instructions directions advice and but or who which"
  )
  private static let determiners = TimedClause.forms("the a in as")
  /// `once daily`.
  private static let rates = TimedClause.forms(
    "daily a per in weekly again every each more nightly monthly")
  private static let atMore = TimedClause.forms("at more than")

  private func marker(at word: Int, in range: Range<Int>) -> Marker? {
    let form = form(word)
    let next = word + 1 < range.upperBound ? self.form(word + 1) : 0
    let previous = word > range.lowerBound ? self.form(word - 1) : 0
    let start = Self.until.contains(previous) ? word - 1 : word
    switch form {
    case Self.before:
      guard !Self.pointing.contains(next), !Self.until.contains(previous) else { return nil }
      return Marker(words: word..<word + 1, order: .before, mayLead: true)
    case Self.prior where Self.links.contains(next), Self.ahead where Self.links.contains(next):
      guard word + 2 < range.upperBound, !Self.pointing.contains(self.form(word + 2)) else {
        return nil
      }
      return Marker(words: word..<word + 2, order: .before, mayLead: true, takesNoun: true)
    case Self.after, Self.following:
      if Self.looking.contains(previous) || Self.pointing.contains(next) { return nil }
      if next == Self.which { return Marker(words: word..<word + 2, order: .before) }
      if form == Self.following,
        Self.being.contains(previous) || Self.determiners.contains(previous)
          || Self.visiting.contains(next)
      {
        return nil
      }
      return Marker(
        words: start..<word + 1, order: .after, mayLead: true, takesNoun: form == Self.following)
    case Self.followed:
      if let end = agent(behind: word, in: range) {
        return Marker(words: word..<end, order: .before)
      }
      if Self.being.contains(previous) || Self.visiting.contains(next) { return nil }
      return Marker(words: word..<word + 1, order: .after)
    case Self.once:
      guard !Self.rates.contains(next), !Self.atMore.contains(previous),
        word + 1 < range.upperBound,
        !words[word + 1].isNumber
      else { return nil }
      return Marker(words: word..<word + 1, order: .after, mayLead: true)
    default:
      if Self.preceded.contains(form) {
        if let end = agent(behind: word, in: range) {
          return Marker(words: word..<end, order: .after)
        }
        guard !Self.being.contains(previous) || previous == Self.had else { return nil }
        return Marker(words: word..<word + 1, order: .before)
      }
      return Self.then.contains(form) ? following(word, in: range) : nil
    }
  }

  private static let conjunction = TimedClause.form("and".utf8)
  private static let first = TimedClause.forms("first initially")

  /// `and then`, `, thereafter`, and the `and` of `first stretched and afterwards sutured`, wherever the
  /// `afterwards` stands.
  private func following(_ word: Int, in range: Range<Int>) -> Marker? {
    var first = word
    while first > range.lowerBound, words[first].gap < .comma, Self.and.contains(form(first - 1)) {
      first -= 1
    }
    if first < word || first > range.lowerBound && words[first].gap == .comma {
      return Marker(words: first..<word + 1, order: .before)
    }
    let part = part(before: word, from: range.lowerBound)
    guard let and = part.last(where: { form($0) == Self.conjunction }),
      (part.lowerBound..<and).contains(where: { Self.first.contains(form($0)) })
    else { return nil }
    return Marker(words: and..<and + 1, order: .before)
  }

  private static let had = TimedClause.form("had".utf8)

  /// The end of `followed by`, `followed then by`.
  private func agent(behind word: Int, in range: Range<Int>) -> Int? {
    for end in word + 2...word + 3 where end <= range.upperBound {
      if form(end - 1) == Self.by { return end }
    }
    return nil
  }

  private func form(_ word: Int) -> Form {
    let token = document.tokens[Int(words[word].firstToken)]
    return TimedClause.form(document.text[token.span])
  }
}
