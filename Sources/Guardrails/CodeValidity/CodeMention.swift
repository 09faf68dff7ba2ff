import ClinicalLanguage
import SourceText

/// A diagnosis code as a text writes it.
struct CodeMention: Sendable, Hashable {
  /// From the letter to the last character.
  var span: TextSpan
  /// Indices into the tokens of the text.
  var tokens: Range<Int>
}

/// Finds diagnosis codes by their shape and by what stands around them.
///
/// The shape alone makes no code: `A1C`, `L5`, `T3`, `B12` and `T36.8` are other things. A code has a
/// dot in the right place, a label before it (`ICD-10`, `diagnosis code`), or stands in parentheses
/// behind a problem.
struct CodeMentionReader {
  let document: ClinicalDocument

  /// What the words before a code say of it.
  private enum Label { case none, tenth, other }

  /// A label holds for the codes of a list behind it; no more tokens than this lie between two.
  private static let labelReach = 12
  /// More codes than this are on no note; the rest is not looked at.
  private static let mentionLimit = 200

  private let bytes: [UInt8]
  private let tokens: [Token]
  private let labelWords = LabelWord.words

  init(_ document: ClinicalDocument) {
    self.document = document
    bytes = document.text.bytes
    tokens = document.tokens
  }

  /// The codes in order. Linear in the number of tokens.
  func mentions() -> [CodeMention] {
    var mentions: [CodeMention] = []
    var label = Label.none
    var labelledUntil = -1
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      // A code begins with a capital; a label with `i`, `d`, `c`, `h` or `s`.
      guard token.kind == .word else {
        index += 1
        continue
      }
      if let found = self.label(at: index) {
        label = found
        labelledUntil = index + Self.labelReach
      } else if let run = run(at: index) {
        let current = index <= labelledUntil ? label : .none
        if isCode(run, under: current) {
          mentions.append(
            CodeMention(
              span: TextSpan(
                start: tokens[run.lowerBound].start, end: tokens[run.upperBound - 1].end),
              tokens: run))
          if current != .none { labelledUntil = run.upperBound + Self.labelReach }
          if mentions.count == Self.mentionLimit { break }
        }
        index = run.upperBound
        continue
      }
      index += 1
    }
    return mentions
  }

  // MARK: - Labels

  private struct LabelWord: OptionSet, Sendable {
    let rawValue: UInt64
    static let classification = LabelWord(rawValue: 1)
    static let tenth = LabelWord(rawValue: 2)
    static let ninth = LabelWord(rawValue: 4)
    static let diagnosis = LabelWord(rawValue: 8)
    static let code = LabelWord(rawValue: 16)
    static let foreign = LabelWord(rawValue: 32)
    static let joint = LabelWord(rawValue: 64)
    static let ten = LabelWord(rawValue: 128)
    static let nine = LabelWord(rawValue: 256)

    static let words = WordClasses<LabelWord>([
      (.classification, "icd"), (.tenth, "icd10 icd10cm"), (.ninth, "icd9 icd9cm axis"),
      (.diagnosis, "diagnosis diagnostic dx billing"), (.code, "code codes"),
      (.foreign, "cpt hcpcs snomed loinc rxnorm ndc"), (.joint, "- cm ="), (.ten, "10"),
      (.nine, "9"),
    ])
  }

  /// `ICD-10`, `ICD10`, `diagnosis codes`: what follows are codes of the tenth revision. `ICD-9`,
  /// `CPT`: they are others.
  private func label(at index: Int) -> Label? {
    let word = labelWords[tokens[index]]
    guard !word.isEmpty else { return nil }
    if word.contains(.tenth) { return .tenth }
    if !word.isDisjoint(with: [.ninth, .foreign]) { return .other }
    if word.contains(.classification) {
      var next = index + 1
      while next < tokens.count, next < index + 4 {
        let word = LabelWord.words[tokens[next]]
        if word.contains(.ten) { return .tenth }
        if word.contains(.nine) { return .other }
        if !word.contains(.joint) { break }
        next += 1
      }
      // `AICD`, `ICD placement`: a defibrillator.
      return next < tokens.count && LabelWord.words[tokens[next]].contains(.code) ? .tenth : nil
    }
    if word.contains(.diagnosis), index + 1 < tokens.count,
      LabelWord.words[tokens[index + 1]].contains(.code)
    {
      return .tenth
    }
    return nil
  }

  // MARK: - Shapes

  /// The longest run of touching tokens from here that is a capital, two more letters or digits of
  /// which the first is a digit, and perhaps a dot and up to four letters or digits.
  private func run(at index: Int) -> Range<Int>? {
    let start = Int(tokens[index].start)
    guard bytes[start].isCapital, start + 2 < bytes.count, bytes[start + 1].isDigit,
      bytes[start + 2].isDigit || bytes[start + 2].isCapital
    else { return nil }
    var end = index + 1
    while end < tokens.count, tokens[end].start == tokens[end - 1].end {
      if tokens[end].kind == .punctuation {
        guard bytes[Int(tokens[end].start)] == UInt8(ascii: "."), end + 1 < tokens.count,
          tokens[end + 1].start == tokens[end].end, tokens[end + 1].kind != .punctuation
        else { break }
      }
      end += 1
    }
    let range = start..<Int(tokens[end - 1].end)
    guard (3...8).contains(range.count) else { return nil }
    for offset in range.dropFirst(3) {
      let isDot = bytes[offset] == UInt8(ascii: ".")
      let isPart = bytes[offset].isDigit || bytes[offset].isCapital
      guard offset - start == 3 ? isDot || isPart : isPart else { return nil }
    }
    return index..<end
  }

  private func isCode(_ run: Range<Int>, under label: Label) -> Bool {
    if label == .other { return false }
    if label == .tenth { return true }
    let start = Int(document.tokens[run.lowerBound].start)
    let end = Int(document.tokens[run.upperBound - 1].end)
    let isEnclosed =
      start > 0 && end < bytes.count
      && (bytes[start - 1] == UInt8(ascii: "(") && bytes[end] == UInt8(ascii: ")")
        || bytes[start - 1] == UInt8(ascii: "[") && bytes[end] == UInt8(ascii: "]"))
    let hasDot = end - start > 4 && bytes[start + 3] == UInt8(ascii: ".")
    if hasDot {
      guard Self.areTelling(bytes[start..<end]) else { return false }
      return isEnclosed || document.tokens[run.lowerBound].beginsLine
        || !Self.readAsValues.contains(bytes[start])
    }
    // Without a dot only what exists counts, and only behind a problem that it can stand for.
    return isEnclosed && isBehindProblem(start - 1) && bytes[start + 2].isDigit
      && DiagnosisCode(bytes[start..<end]).standing != .unknown
  }

  /// Not a temperature (`T36.8`, `T98.2`) and no V code of the ninth revision (`V71.09`), which notes
  /// give more often than transport accidents of the tenth.
  private static func areTelling(_ code: ArraySlice<UInt8>) -> Bool {
    switch code.first {
    case UInt8(ascii: "T"): code.count > 6
    case UInt8(ascii: "V"): code.count > 6
    default: true
    }
  }

  /// Letters that stand before values in terse notes: `P98.6`, `R18.5`, `H12.5`, `K10.2`.
  private static let readAsValues: Set<UInt8> = Set("PRHKWB".utf8)

  /// Whether a problem ends right before the bracket; facts are in order.
  private func isBehindProblem(_ bracket: Int) -> Bool {
    let low = document.facts.partitioningIndex { Int($0.span.start) >= bracket }
    guard low > 0 else { return false }
    let fact = document.facts[low - 1]
    return fact.kind == .problem && (bracket - 2...bracket).contains(Int(fact.span.end))
  }
}

extension UInt8 {
  fileprivate var isCapital: Bool { (0x41...0x5A).contains(self) }
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
