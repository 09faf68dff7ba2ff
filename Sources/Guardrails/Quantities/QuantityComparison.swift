import ClinicalLanguage
import SourceText
import Summaries

/// Holds every quantity of a draft against those of its note.
///
/// A value is sought in any notation and unit. Where the note has it, what it belongs to is compared:
/// the drug, the measurement, else the words around it. Whatever stays open is no finding: a summary
/// has many quantities, and one false alarm stops it.
struct QuantityComparison {
  let note: ClinicalDocument
  let summary: ClinicalDocument
  let judged: JudgedCase
  let index: QuantityIndex
  /// The numbers of the note by themselves.
  let written: WrittenNumbers
  let mentions: [QuantityMention]
  let noteOwners: QuantityOwners
  let owners: QuantityOwners
  /// When the summary has the patient come back, in order.
  private(set) lazy var toldReturns = summary.arrangements.filter { $0.kind == .followUp }
    .compactMap(\.time)
  /// The same of the note, as mentions of lengths of time.
  private(set) lazy var knownReturns = returns(in: note)
  /// The words of the note, for values that it may have in a word; made for the first that asks.
  private(set) lazy var noteWords = Set(
    note.tokens.lazy.filter { $0.kind == .word }.map(\.foldedHash))
  /// The doses of the note and other masses, in the base unit.
  private(set) lazy var noteMasses = Array(
    index.mentions.lazy.filter { $0.dimension.measure == .mass }.map(\.low)
      .prefix(QuantityIndex.mostCandidates))
  /// What rows of numbers in the note come to.
  private(set) lazy var noteTotals = Self.totals(of: index.mentions)
  var findings: [QuantityFinding] = []

  static func findings(in judged: JudgedCase) -> [QuantityFinding] {
    let mentions = judged.summaryQuantities
    guard !mentions.isEmpty else { return [] }
    var comparison = QuantityComparison(judged, mentions)
    comparison.compare(judged)
    comparison.compareAsNeeded()
    comparison.compareDecades()
    comparison.compareLevels()
    return comparison.findings
  }

  private init(_ judged: JudgedCase, _ mentions: [QuantityMention]) {
    note = judged.note
    summary = judged.draft.document
    self.judged = judged
    self.mentions = mentions
    noteOwners = judged.reading.quantityOwners
    index = judged.reading.quantities
    written = judged.reading.writtenNumbers
    owners = QuantityOwners(summary, mentions)
  }

  /// Made when the first words are compared, which few summaries need.
  var noteStems: [UInt64] { judged.noteStems }
  var summaryStems: [UInt64] { judged.summaryStems }
  var names: NumberedNames { judged.reading.numberedNames }

  private mutating func compare(_ judged: JudgedCase) {
    let copied = Self.copiedClaims(of: judged)
    var claim = 0
    var fact = 0
    for place in mentions.indices {
      let span = mentions[place].span
      while claim < copied.count, copied[claim].end <= span.start { claim += 1 }
      if claim < copied.count, copied[claim].contains(span) { continue }
      while fact < summary.facts.count, summary.facts[fact].span.end <= span.start { fact += 1 }
      if summary.facts[fact...].prefix(2).contains(where: {
        ($0.kind == .demographic && !mentions[place].qualifiers.contains(.age)
          || $0.kind == .medication && mentions[place].kind != .route)
          && $0.nameSpan.overlaps(span)
      }) {
        continue
      }
      if isPartOfName(span) { continue }
      compare(place)
    }
  }

  /// The 2 of `type 2 diabetes` for the note's `adult-onset diabetes`, the 24 hours of `24-hour urine`:
  /// whether the number belongs to the name of a thing that the note has under another name.
  private func isPartOfName(_ span: TextSpan) -> Bool {
    guard let unit = judged.comparison?.units(over: span).first, unit.support == .said,
      unit.words.count > 1, unit.span.contains(span), unit.span != span
    else { return false }
    switch unit.kind {
    case .disease, .procedure, .test, .device: return true
    default: return false
    }
  }

  /// The claims that the note has in the same words: what they say, the note says.
  private static func copiedClaims(of judged: JudgedCase) -> [TextSpan] {
    let text = judged.draft.text
    return judged.grounded.claims.compactMap { claim in
      let words = text[claim.claim.span]
      let isCopied = claim.evidence.contains { evidence in
        Self.areSame(judged.note.text[evidence], words)
      }
      return isCopied ? claim.claim.span : nil
    }
  }

  /// Whether two passages are one but for white space.
  private static func areSame(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    var l = left.startIndex
    var r = right.startIndex
    while true {
      while l < left.endIndex, left[l] <= 0x20 { l += 1 }
      while r < right.endIndex, right[r] <= 0x20 { r += 1 }
      guard l < left.endIndex, r < right.endIndex else {
        return l == left.endIndex && r == right.endIndex
      }
      if left[l] != right[r] { return false }
      l += 1
      r += 1
    }
  }

  private mutating func compare(_ place: Int) {
    if isAgeOfVisit(place) || isTotal(place) || isCountOfNamed(place) || isOrientation(place)
      || isOfScale(place) || isHourOfDay(place) || isRangeOfValues(place)
    {
      return
    }
    let found = findings.count
    switch mentions[place].kind {
    case .amount: compareAmount(place)
    case .frequency: compareFrequency(place)
    case .ratio: compareRatio(place)
    case .route: compareRoute(place)
    case .date: return compareDate(place)
    case .code: compareCode(place)
    }
    if findings.count == found { compareWritten(place) }
    if findings.count == found { compareBeside(place) }
  }

  private mutating func compareLevels() {
    for (span, noteSpans) in SpinalLevels.unknown(in: summary, to: note) {
      findings.append(
        QuantityFinding(aspect: .level, reason: .absent, summarySpan: span, noteSpans: noteSpans))
    }
  }

  mutating func report(
    _ place: Int, _ aspect: QuantityFinding.Aspect, _ reason: QuantityFinding.Reason,
    note noteMentions: [Int] = []
  ) {
    findings.append(
      QuantityFinding(
        aspect: aspect, reason: reason, summarySpan: mentions[place].span,
        noteSpans: noteMentions.prefix(3).map { index.mentions[$0].span }))
  }

  /// What a quantity is called in a finding.
  func aspect(of place: Int) -> QuantityFinding.Aspect {
    let mention = mentions[place]
    if mention.dimension.measure == .duration { return .duration }
    if mention.dimension != .none, owners.nearest[place] != nil, owners.measurement[place] == nil {
      return .dose
    }
    return .number
  }

  // MARK: - Pairs and dates

  /// `19.03`, `23.2.`: a day and its month with a point between them, read as a number.
  private func isWrittenWithPoint(_ date: CalendarDate) -> Bool {
    [10.0, 100.0].contains { base in
      let written = Double(date.day) + Double(date.month) / base
      return index.hasNumber(from: written - 1e-6, to: written + 1e-6)
    }
  }

  /// `0.474/0.131` of two velocities that the note tells in full: such numbers are no grade.
  private func isPairOfMeasures(_ pair: QuantityMention) -> Bool {
    [pair.low, pair.high].allSatisfy { $0 != $0.rounded() && written.holds($0) }
  }

  private mutating func compareRatio(_ place: Int) {
    let pair = mentions[place]
    if index.hasPair(pair.low, pair.high) { return }
    // `3/12` was read as a length of time too, and is compared as that.
    if place > 0, mentions[place - 1].span == pair.span { return }
    if isSaidAsRange(pair) { return }
    // `1/2` may be `0.5`, `10/6` a date, `5/10` two numbers that the note gives apart.
    if pair.high > 0, pair.low < pair.high, !index.bare(pair.low / pair.high).isEmpty { return }
    guard index.ratios.count <= QuantityIndex.mostCompared,
      index.dates.count <= QuantityIndex.mostCompared
    else { return }
    if isDate(pair) || isMonthOfYear(pair) || isPartOfTime(pair) || isPartInWords(pair)
      || isSecondary(pair)
    {
      return
    }
    let isPressure =
      pair.low > pair.high && pair.low >= 50 && pair.high >= Self.leastDiastolic
    // `5 mg/20 mg` for two drugs of the note whose doses stand side by side; `0/10` for no pain.
    let isKnown =
      pair.low == 0 || written.areNear(pair.low, pair.high) || isPairOfMeasures(pair)
      || pair.low == pair.high && (isOfList(pair) || isTopOfScale(pair)) && written.holds(pair.low)
    if isKnown, !isPressure || index.ratios.isEmpty { return }
    let known = index.ratios.filter {
      let other = index.mentions[$0]
      return other.low == pair.low || other.high == pair.high
    }
    report(place, .number, known.isEmpty ? .absent : .otherValue, note: known)
  }

  /// The `45/45` of `45/45/60`.
  func isOfList(_ pair: QuantityMention) -> Bool {
    let next = Int(pair.tokens.upperBound)
    return next + 1 < summary.tokens.count
      && summary.text.bytes[Int(summary.tokens[next].start)] == UInt8(ascii: "/")
      && summary.tokens[next + 1].kind == .number
  }

  /// In words: `on a 0 to 10 scale, she gives her pain a 10`.
  private static let scaleReach = 12
  private static let scales = WordHash.list("scale scales")

  /// `10/10` for `on a scale of 1 to 10, she rates it as a 10`: whether the note has the number a second time in
  /// a sentence, close to the word for a scale that reaches up to it.
  private func isTopOfScale(_ pair: QuantityMention) -> Bool {
    let places = written.places(of: pair.low)
    return zip(places, places.dropFirst()).contains { first, second in
      second - first <= Self.scaleReach && second - first > 1
        && (max(0, first - Self.scaleReach)..<second).contains {
          Self.scales.contains(note.tokens[$0].foldedHash)
        }
    }
  }

  /// `125/70` where the note has `125 to 70`.
  private func isSaidAsRange(_ pair: QuantityMention) -> Bool {
    index.written(pair.low).contains { first in
      guard index.mentions.indices.contains(first + 1) else { return false }
      let (known, next) = (index.mentions[first], index.mentions[first + 1])
      return next.kind == .amount && next.raw == pair.high && next.sentence == known.sentence
        && next.tokens.lowerBound - known.tokens.upperBound == 1
    }
  }

  /// `complex 2/2 drilling`: secondary to it, where a word follows and the note names a cause.
  private mutating func isSecondary(_ pair: QuantityMention) -> Bool {
    let next = Int(pair.tokens.upperBound)
    guard pair.low == 2, pair.high == 2, next < summary.tokens.count,
      summary.tokens[next].kind == .word, !summary.tokens[next].beginsLine,
      pair.tokens.lowerBound > 0,
      summary.tokens[Int(pair.tokens.lowerBound) - 1].kind == .word
    else { return false }
    let words = noteWords
    return Self.causes.contains { words.contains($0) }
  }

  private static let causes = ["secondary", "due", "because"].map { WordHash.of($0.utf8) }

  /// `109/6.9` is no pressure.
  private static let leastDiastolic = 20.0

  /// `3/7` for three days, in a place where the reader of the summary takes it for a pair.
  private func isPartOfTime(_ pair: QuantityMention) -> Bool {
    guard let days = Self.partsOfTime[pair.high], pair.low > 0 else { return false }
    let length = pair.low * days
    return !index.amounts(.duration, from: length * 0.98, to: length * 1.02).isEmpty
  }

  private static let partsOfTime: [Double: Double] = [7: 1, 52: 7, 12: 30.436_875]

  private mutating func compareDate(_ place: Int) {
    guard let date = mentions[place].date, index.dates.count <= QuantityIndex.mostCompared,
      index.ratios.count <= QuantityIndex.mostCompared
    else { return }
    var near: [Int] = []
    var isVaguelyKnown = false
    for other in index.dates {
      guard let known = index.mentions[other].date else { continue }
      var full = known
      if full.year == 0 { full.year = date.year }
      if date.isPart(of: full) || date.isPart(of: full.dayFirst) { return }
      if known.agrees(with: date) { isVaguelyKnown = true }
      if known.month == date.month, known.day != 0 || date.day == 0 { near.append(other) }
    }
    // `October 13, 1992` may be the note's `October 1992`, unless that is its `October 12, 1992`.
    if isVaguelyKnown, near.isEmpty { return }
    if date.day > 0, isWrittenWithPoint(date) { return }
    if isOrdinalDay(date) { return }
    if date.month == 0 {
      if isShortYear(mentions[place]) || isClockTime(place) { return }
      // A year: also as part of any other number.
      if index.hasNumber(from: Double(date.year), to: Double(date.year)) { return }
      return report(place, .date, .absent)
    }
    for other in index.ratios {
      let pair = index.mentions[other]
      guard pair.low == Double(date.month) || date.day > 0 && pair.high == Double(date.month) else {
        continue
      }
      if date.day > 0, pair.high == Double(date.day) || pair.low == Double(date.day) { return }
      if date.day == 0, pair.high == Double(date.year % 100) { return }
    }
    report(place, .date, near.isEmpty ? .absent : .otherValue, note: near)
  }
}
