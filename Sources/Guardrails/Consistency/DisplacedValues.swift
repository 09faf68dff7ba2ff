import ClinicalLanguage
import SourceText

/// Finds a value in a summary that stands where the note has another of its axis: the `severe` of `severe
/// tendinosis` where the note has `mild tendinosis` and never a severe one, the `elbow` of `elbow pain`
/// where the pain is in the knee.
///
/// It asks how things stand in the note and not how the summary is written, so it judges summaries in words
/// of their own as well: whatever passage has the word beside the value must have another value of the axis
/// right beside it, and none may have this one.
struct DisplacedValues {
  let comparison: Comparison
  private let axes: AxisComparison
  let passages: NotePassages
  let parts: ToldParts
  /// By start.
  let summaryValues: [ExclusiveAxes.Mention]
  let noteValues: PassageValues

  init(_ values: AxisComparison) {
    comparison = values.comparison
    axes = values
    let reading = comparison.reading
    passages = reading.passages
    parts = reading.toldParts
    noteValues = reading.passageValues
    summaryValues = PassageValues.merged(values.summaryValues, comparison.summaryParts)
  }

  /// - Parameters:
  ///   - axes: the axes whose values are judged.
  ///   - comparesParts: whether parts of the body are judged too.
  ///   - besideWord: whether the word beside a value is asked for its values.
  ///   - amongWords: whether the passage with the words around a value is.
  ///   - asPredicate: whether the word of which a value is said is: `the abdomen is rigid`.
  func disagreements(
    on axes: Set<Int16>, comparesParts: Bool, besideWord: Bool, amongWords: Bool,
    asPredicate: Bool = false
  ) -> [AxisComparison.Disagreement] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    let asked = AxisFilter(axes)
    var found: [AxisComparison.Disagreement] = []
    for (index, value) in summaryValues.enumerated()
    where (value.axis == BodyMentions.axis ? comparesParts : asked.holds(value.axis))
      && !isExcluded(value)
    {
      let isAmongOthers = hasOther(near: index, within: Self.ownReach)
      var opposing: [ExclusiveAxes.Mention]?
      if value.axis == Self.order, !isAmongOthers { opposing = self.opposing(numberOf: value) }
      guard opposing != nil || isJudged(value) else { continue }
      if opposing == nil, besideWord, !hasOther(near: index, within: Self.listReach) {
        opposing = self.opposing(besideWordOf: value, mayPrecede: !isAmongOthers)
      }
      if opposing == nil, asPredicate, !isAmongOthers, isPredicate(value) {
        opposing = self.opposing(besideWordOf: value, mayPrecede: true)
      }
      if opposing == nil, amongWords, !isAmongOthers {
        opposing = self.opposing(amongWordsOf: value)
      }
      if opposing == nil, besideWord, value.axis == Self.side {
        opposing = self.opposing(sideOfPart: value, at: index)
      }
      guard var opposing else { continue }
      if isEarlier(value, than: opposing) || isToldInPassing(value) { continue }
      // `no bladder mass` says nothing of where the note has one.
      if value.axis == BodyMentions.axis, isDenied(value) {
        opposing = opposing.filter { isInDenial($0) }
        if opposing.isEmpty { continue }
      }
      found.append(
        AxisComparison.Disagreement(
          axis: value.axis,
          span: comparison.summaryMeanings.span(
            of: Int(value.start)..<Int(value.end), in: comparison.summary),
          noteSpans: opposing.prefix(4).map {
            comparison.noteMeanings.span(of: Int($0.start)..<Int($0.end), in: comparison.note)
          },
          isContradicted: true))
    }
    return found
  }

  /// As the comparison of axes has it; of a side with its noun left out by what is said of it.
  private func isToldInPassing(_ value: ExclusiveAxes.Mention) -> Bool {
    guard value.axis == Self.side else { return false }
    let words = comparison.summaryMeanings.words
    let first = head(of: value)?.word ?? Int(value.end)
    let unit = comparison.units.partitioningIndex { $0.words.upperBound > first }
    let told = comparison.units[unit...].prefix {
      words[$0.words.lowerBound].gap < .comma || $0.words.contains(first)
    }.first { !$0.isNeutral }
    return told.map { axes.isToldInPassing(value, [axes.innerHead(of: value, in: $0) ?? $0]) }
      ?? false
  }

  private func isDenied(_ value: ExclusiveAxes.Mention) -> Bool {
    let next = comparison.units.partitioningIndex { $0.words.upperBound > Int(value.start) }
    return next < comparison.units.count && comparison.units[next].context.assertion == .absent
  }

  private static let excluding = Thesaurus.roots("without")

  /// `without ST elevation` where the note has the other kind: whether the word right before a value says that
  /// it is not there.
  private func isExcluded(_ value: ExclusiveAxes.Mention) -> Bool {
    let first = comparison.summaryMeanings.words[Int(value.start)]
    return value.start > 0 && first.gap < .comma
      && Self.excluding.contains(comparison.summaryMeanings.words[Int(value.start) - 1].fine)
  }

  /// Whether the sentence of a value of the note denies anything.
  private func isInDenial(_ value: ExclusiveAxes.Mention) -> Bool {
    let sentence = Int(comparison.noteMeanings.sentences[Int(value.start)])
    return comparison.noteCues.sentences[sentence].contains(.negation)
  }

  /// Another value of the axis so near leaves open what either belongs to.
  private static let ownReach = 4
  /// And one so near makes a list of them: `first or second week`.
  private static let listReach = 2

  /// Whether another value of the axis stands close by in the summary.
  private func hasOther(near index: Int, within reach: Int) -> Bool {
    let value = summaryValues[index]
    let words = comparison.summaryMeanings.words
    func isNear(_ other: ExclusiveAxes.Mention) -> Bool {
      let first = Int(min(value.start, other.start))
      let last = Int(max(value.start, other.start))
      return last - first <= reach
        && (first...last).dropFirst().allSatisfy { words[$0].gap < .clause }
    }
    return summaryValues[..<index].reversed().prefix(while: isNear).contains {
      $0.axis == value.axis
    } || summaryValues[(index + 1)...].prefix(while: isNear).contains { $0.axis == value.axis }
  }

  /// Words that are as often no value at all: `come back`, `may be`.
  private static let ambiguous = Thesaurus.roots("back may march l r a an both")
  /// Those of the note that exclude nothing.
  private static let weak = Thesaurus.roots("back may march a an both")
  /// `both eyes` for what is said of the left one and of the right one.
  private static let both = Thesaurus.roots("both bilateral bilaterally each")
  static let count = ExclusiveAxes.embedded.axis(named: "count")
  static let side = ExclusiveAxes.embedded.axis(named: "side")
  private static let ordinals = Thesaurus.roots("second")

  private func isJudged(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = comparison.summaryMeanings.words
    let first = words[Int(value.start)]
    // `low-density area`: a word made of two says something else.
    if Int(value.end) < words.count, words[Int(value.end)].gap == .hyphen { return false }
    // `both`, `on each side`
    if value.axis == Self.side, Self.both.contains(first.fine) { return false }
    if value.end == value.start + 1 {
      if first.isNumber || Self.ambiguous.contains(first.fine) { return false }
      if comparison.isComparedDegree(Int(value.start)) { return false }
      if value.axis == Self.side, comparison.isLeaving(value) { return false }
      if value.axis == Self.count, isWhole(value) { return false }
      if isVerb(of: value, comparison.summaryMeanings, comparison.summary) { return false }
      if Self.firstly.contains(first.fine), isOfVerb(Int(value.end)) { return false }
      // `for 30 seconds`
      if value.start > 0, Self.ordinals.contains(first.fine), words[Int(value.start) - 1].isNumber {
        return false
      }
    }
    let next = comparison.units.partitioningIndex { $0.words.upperBound > Int(value.start) }
    guard next < comparison.units.count else { return false }
    let unit = comparison.units[next]
    // A claim that repeats the note has no units.
    guard
      comparison.summaryMeanings.sentences[unit.words.lowerBound]
        == comparison.summaryMeanings.sentences[Int(value.start)], !unit.isAboutRecord
    else { return false }
    // `left anterior descending` where the note has `LAD`.
    return
      !(unit.support == .said && unit.words.lowerBound <= Int(value.start)
      && Int(value.end) <= unit.words.upperBound
      && unit.words.count > Int(value.end - value.start))
  }

  /// The `first operation` of a patient whose `second surgery` is told in another sentence than the one that
  /// the clause renders: what has a second has a first.
  private func isEarlier(
    _ value: ExclusiveAxes.Mention, than opposing: [ExclusiveAxes.Mention]
  ) -> Bool {
    let words = comparison.summaryMeanings.words
    guard Self.firstly.contains(words[Int(value.start)].fine) else { return false }
    let next = comparison.units.partitioningIndex { $0.words.upperBound > Int(value.start) }
    guard next < comparison.units.count else { return false }
    let source = comparison.units[next].clauseSentence
    return source >= 0
      && opposing.allSatisfy { comparison.noteMeanings.sentences[Int($0.start)] != source }
  }

  private static let firstly = Thesaurus.roots("first")
  private static let verbs = Thesaurus.roots(
    "seen began came felt got told met given had went took")
  private static let participle = Array("ed".utf8)

  /// `first evaluated`, `first seen`: when something began, and no rank.
  private func isOfVerb(_ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    guard word < words.count, words[word].gap == .none else { return false }
    if Self.verbs.contains(words[word].fine) { return true }
    let text = comparison.summary.text[
      comparison.summaryMeanings.span(of: word..<word + 1, in: comparison.summary)]
    return text.suffix(Self.participle.count).elementsEqual(Self.participle)
  }

  private static let eventOrder = ExclusiveAxes.embedded.axis(named: "before or after event")
  private static let following = Thesaurus.roots("following")
  private static let gerund = Array("ing".utf8)

  /// The `followed` of `grafting followed`, `was followed by a graft`, which says of its subject what
  /// `following` says of what stands behind it.
  private func isVerb(
    of value: ExclusiveAxes.Mention, _ meanings: DocumentMeanings, _ document: ClinicalDocument
  ) -> Bool {
    guard value.axis == Self.eventOrder,
      Self.following.contains(meanings.words[Int(value.start)].fine)
    else { return false }
    let word = meanings.span(of: Int(value.start)..<Int(value.start) + 1, in: document)
    return !document.text[word].suffix(Self.gerund.count).elementsEqual(Self.gerund) {
      $0 | 0x20 == $1
    }
  }

  private static let whole = Thesaurus.roots("all")

  /// `all four limbs`: not counted, but told to be all.
  private func isWhole(_ value: ExclusiveAxes.Mention) -> Bool {
    value.start > 0
      && Self.whole.contains(comparison.summaryMeanings.words[Int(value.start) - 1].fine)
  }

  // MARK: - What the note says

  /// A passage of more words is a list of words, of which anything may be true.
  static let mostWords = 200

  /// Whether the passage has the value.
  func holds(_ value: ExclusiveAxes.Mention, in passage: Int) -> Bool {
    guard passages.words(of: passage).count <= Self.mostWords else { return true }
    if value.axis == BodyMentions.axis {
      return parts.holds(BodyMentions.part(of: value), in: passage)
    }
    return noteValues[passage].contains { $0.axis == value.axis && $0.value == value.value }
      || value.axis == Self.side && isSidedOtherwise(value, in: passage)
  }

  /// Whether a value of the note says otherwise.
  func excludes(_ value: ExclusiveAxes.Mention, _ other: ExclusiveAxes.Mention) -> Bool {
    guard value.axis == other.axis else { return false }
    if value.axis == BodyMentions.axis {
      return !BodyParts.embedded.areRelated(
        BodyMentions.part(of: value), BodyMentions.part(of: other))
    }
    guard value.value != other.value,
      !isVerb(of: other, comparison.noteMeanings, comparison.note)
    else { return false }
    if other.end == other.start + 1,
      Self.weak.contains(comparison.noteMeanings.words[Int(other.start)].fine)
    {
      return false
    }
    return !comparison.deniesInNote(other)
  }
}

extension Comparison {
  private static let comparing = Thesaurus.roots("most more least less")
  private static let degrees = Thesaurus.roots("marked markedly pronounced prominent evident")

  /// `most marked anteriorly`: where there is more of it, and not how much.
  func isComparedDegree(_ word: Int) -> Bool {
    let words = summaryMeanings.words
    return word > 0 && Self.degrees.contains(words[word].fine)
      && Self.comparing.contains(words[word - 1].fine)
  }
}
