import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `abbreviation`: ways of writing in the summary that are known to be misread.
///
/// Parameters: `lists` (`joint_commission`, `ismp`; default the first), `extra` (further words, whole
/// and without regard to case), `exceptions` (phrases in which nothing counts). Sources: the Joint
/// Commission's "Do Not Use" list (2004, now Information Management standard IM.02.02.01, element of
/// performance 3) and a part of the Institute for Safe Medication Practices' "List of Error-Prone
/// Abbreviations, Symbols, and Dose Designations". What has another meaning counts only where its
/// neighbours settle it: `U` behind a number, `MS` before a dose, a zero before a unit of dose.
package struct AbbreviationRule: RuleKind {
  package static let kind = "abbreviation"

  private let lists: Set<AbbreviationList>
  private let extra: [String]
  private let exceptions: [String]

  package init?(reading parameters: inout ParameterReader) {
    lists = Set(
      parameters.choices("lists", of: AbbreviationList.self) ?? [.jointCommission])
    extra = parameters.strings("extra") ?? []
    exceptions = parameters.strings("exceptions") ?? []
  }

  var phrases: [PhraseList] {
    [
      PhraseList(side: .summary, role: .sought, phrases: extra),
      PhraseList(side: .summary, role: .exception, phrases: exceptions),
    ]
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let document = context.draft.document
    let matches = context.matches(on: .summary)
    let excepted = matches.filter { $0.role == .exception }.map(\.span).merged()
    var judgement = Judgement.nothing
    func add(_ message: Message, _ span: TextSpan) {
      guard !excepted.hasOverlap(with: span) else { return }
      judgement.observations.append(Observation(message: message, summarySpan: span))
    }
    var next = 0
    while next < document.tokens.count {
      guard let found = ErrorProneReader(document).entry(at: next), lists.contains(found.list)
      else {
        next += 1
        continue
      }
      let last = document.tokens[next + found.length - 1]
      add(
        .misread(write: found.meaning),
        TextSpan(start: document.tokens[next].start, end: last.end))
      next += found.length
    }
    for match in matches.sought() { add(.discouraged, match.span) }
    return judgement
  }
}

enum AbbreviationList: String, CaseIterable, Sendable {
  case jointCommission = "joint_commission"
  case ismp
}

/// What stands at a token that should be written in another way.
struct ErrorProneReader {
  struct Entry {
    var list: AbbreviationList
    /// In tokens.
    var length: Int
    /// How to write it.
    var meaning: String
  }

  private let document: ClinicalDocument

  init(_ document: ClinicalDocument) { self.document = document }

  func entry(at index: Int) -> Entry? {
    let token = document.tokens[index]
    switch token.kind {
    case .word: return word(at: index)
    case .number: return number(at: index)
    case .punctuation: return nil
    }
  }

  private func word(at index: Int) -> Entry? {
    guard Self.words.contains(document.tokens[index].foldedHash) else { return nil }
    let word = folded(index)
    if word == "q", let dotted = dottedFrequency(at: index) { return dotted }
    switch word {
    case "qd": return Entry(list: .jointCommission, length: 1, meaning: "daily")
    case "qod": return Entry(list: .jointCommission, length: 1, meaning: "every other day")
    case "iu": return isExactly("IU", index) ? joint("international units") : nil
    case "u": return followsNumber(index) ? joint("units") : nil
    case "mso4": return joint("morphine sulfate")
    case "mgso4": return joint("magnesium sulfate")
    case "ms":
      return isExactly("MS", index) && isDose(index + 1)
        ? joint("morphine sulfate or magnesium sulfate") : nil
    case "cc": return followsNumber(index) ? ismp("mL") : nil
    case "µg", "μg": return ismp("mcg")
    case "qhs", "hs": return ismp("at bedtime")
    case "sq", "subq": return ismp("subcutaneously")
    case "sc": return isExactly("SC", index) ? ismp("subcutaneously") : nil
    case "tiw": return ismp("three times a week")
    case "biw": return ismp("twice a week")
    default: return nil
    }
  }

  /// The hashes of all words that anything follows from, so that the others cost a look-up only.
  private static let words = Set(
    [
      "q", "qd", "qod", "iu", "u", "mso4", "ms", "mgso4", "cc", "µg", "μg", "qhs", "hs", "sq",
      "subq",
      "sc", "tiw", "biw",
    ].map { WordHash.of($0.utf8) })

  private func joint(_ meaning: String) -> Entry {
    Entry(list: .jointCommission, length: 1, meaning: meaning)
  }

  private func ismp(_ meaning: String) -> Entry { Entry(list: .ismp, length: 1, meaning: meaning) }

  /// `q.d.` and `q.o.d.`, but not the British `q.d.s.`
  private func dottedFrequency(at index: Int) -> Entry? {
    func isAdjacent(_ words: [String]) -> Bool {
      var end = document.tokens[index].end
      for (offset, word) in words.enumerated() {
        let place = index + 1 + offset
        guard place < document.tokens.count, document.tokens[place].start == end,
          folded(place) == word
        else { return false }
        end = document.tokens[place].end
      }
      return true
    }
    if isAdjacent([".", "d", "."]), !isAdjacent([".", "d", ".", "s"]) {
      return Entry(list: .jointCommission, length: 4, meaning: "daily")
    }
    if isAdjacent([".", "o", ".", "d", "."]) {
      return Entry(list: .jointCommission, length: 6, meaning: "every other day")
    }
    return nil
  }

  /// A dose with a zero behind the point, or none before it. Results and sizes are exempt: a zero
  /// there tells how exact they are.
  private func number(at index: Int) -> Entry? {
    guard isDoseUnit(index + 1) else { return nil }
    let digits = document.text.bytes[document.tokens[index].span.range]
    guard let point = digits.firstIndex(of: UInt8(ascii: ".")) else { return nil }
    if point == digits.startIndex { return joint("a zero before the decimal point") }
    return digits[(point + 1)...].allSatisfy { $0 == UInt8(ascii: "0") }
      ? joint("the dose without the zero behind the decimal point") : nil
  }

  private static let doseUnits: Set<String> = [
    "mg", "mcg", "g", "ml", "unit", "units", "tablet", "tablets", "meq", "grams", "milligrams",
  ]

  /// Whether a unit of dose stands there, and no concentration such as `mg/dL`.
  private func isDoseUnit(_ index: Int) -> Bool {
    guard index < document.tokens.count, document.tokens[index].span.count <= 10,
      Self.doseUnits.contains(folded(index))
    else { return false }
    return index + 1 >= document.tokens.count || folded(index + 1) != "/"
  }

  private func isDose(_ index: Int) -> Bool {
    index < document.tokens.count && document.tokens[index].kind == .number && isDoseUnit(index + 1)
  }

  private func followsNumber(_ index: Int) -> Bool {
    index > 0 && document.tokens[index - 1].kind == .number
  }

  private func isExactly(_ word: String, _ index: Int) -> Bool {
    document.text.bytes[document.tokens[index].span.range].elementsEqual(word.utf8)
  }

  private func folded(_ index: Int) -> String {
    guard document.tokens[index].span.count <= 10 else { return "" }
    return document.text.string(document.tokens[index].span).lowercased()
  }
}

extension Message {
  fileprivate static let discouraged = Message("the policy wants this written in other words")

  fileprivate static func misread(write meaning: String) -> Message {
    Message("known to be misread; write \(meaning)")
  }
}
