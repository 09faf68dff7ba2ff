import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `abbreviation`: ways of writing in the summary that are known to be misread.
///
/// Parameters: `lists` (`joint_commission`, `ismp`; default the first), `extra` (further words, whole
/// and without regard to case), `exceptions` (phrases in which nothing counts), `unlessInNote` (what the
/// note writes in the same way is no finding). `redact` puts the safe wording in its place. Sources: the Joint
/// Commission's "Do Not Use" list (2004, now Information Management standard IM.02.02.01, element of
/// performance 3) and a part of the Institute for Safe Medication Practices' "List of Error-Prone
/// Abbreviations, Symbols, and Dose Designations". What has another meaning counts only where its
/// neighbours settle it: `U` behind a number, `MS` before a dose, a zero before a unit of dose.
package struct AbbreviationRule: RuleKind {
  package static let kind = "abbreviation"

  private let lists: Set<AbbreviationList>
  private let extra: [String]
  private let exceptions: [String]
  private let passesWhereNoteSaysIt: Bool

  package init?(reading parameters: inout ParameterReader) {
    lists = Set(
      parameters.choices("lists", of: AbbreviationList.self) ?? [.jointCommission])
    extra = parameters.strings("extra") ?? []
    exceptions = parameters.strings("exceptions") ?? []
    passesWhereNoteSaysIt = parameters.flag("unlessInNote", default: false)
  }

  var phrases: [PhraseList] {
    var lists = [
      PhraseList(side: .summary, role: .sought, phrases: extra),
      PhraseList(side: .summary, role: .exception, phrases: exceptions),
    ]
    if passesWhereNoteSaysIt {
      lists.append(PhraseList(side: .note, role: .sought, phrases: extra))
    }
    return lists
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let document = context.draft.document
    let matches = context.matches(on: .summary)
    let excepted = matches.filter { $0.role == .exception }.map(\.span).merged()
    var judgement = Judgement.nothing
    let entries = entries(in: document).filter { !excepted.hasOverlap(with: $0.span) }
    let ofNote =
      passesWhereNoteSaysIt && !entries.isEmpty
      ? Set(self.entries(in: context.note).map { FoldedText(context.note.text[$0.span]) }) : []
    for (entry, span) in entries where !ofNote.contains(FoldedText(document.text[span])) {
      judgement.observations.append(
        Observation(
          message: .misread(write: entry.meaning), summarySpan: span,
          replacement: entry.replacement))
    }
    let saidByNote =
      passesWhereNoteSaysIt
      ? Set(context.matches(on: .note).filter { $0.role == .sought }.map(\.phrase)) : []
    for match in matches.sought()
    where !saidByNote.contains(match.phrase) && !excepted.hasOverlap(with: match.span) {
      judgement.observations.append(Observation(message: .discouraged, summarySpan: match.span))
    }
    return judgement
  }

  private func entries(
    in document: ClinicalDocument
  ) -> [(entry: ErrorProneReader.Entry, span: TextSpan)] {
    var entries: [(entry: ErrorProneReader.Entry, span: TextSpan)] = []
    var next = 0
    let reader = ErrorProneReader(document)
    while next < document.tokens.count {
      guard let found = reader.entry(at: next), lists.contains(found.list)
      else {
        next += 1
        continue
      }
      let last = document.tokens[next + found.length - 1]
      entries.append((found, TextSpan(start: document.tokens[next].start, end: last.end)))
      next += found.length
    }
    return entries
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
    /// What is to stand in its place; nil: the meaning.
    var spelled: String?

    var replacement: String { spelled ?? meaning }
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
    case "u":
      // `39 U/L` is the unit of an enzyme, not of a dose.
      let isResult = index + 1 < document.tokens.count && folded(index + 1) == "/"
      return followsNumber(index) && !isResult
        ? joint("units", spelled: spaced("units", index)) : nil
    case "mso4": return joint("morphine sulfate")
    case "mgso4": return joint("magnesium sulfate")
    case "ms":
      return isExactly("MS", index) && isDose(index + 1)
        ? joint("morphine sulfate or magnesium sulfate", spelled: "[unclear: MS]") : nil
    case "cc": return followsNumber(index) ? ismp("mL", spelled: spaced("mL", index)) : nil
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
  private static let words = WordSet(
    [
      "q", "qd", "qod", "iu", "u", "mso4", "ms", "mgso4", "cc", "µg", "μg", "qhs", "hs", "sq",
      "subq",
      "sc", "tiw", "biw",
    ].map { WordHash.of($0.utf8) })

  private func joint(_ meaning: String, spelled: String? = nil) -> Entry {
    Entry(list: .jointCommission, length: 1, meaning: meaning, spelled: spelled)
  }

  private func ismp(_ meaning: String, spelled: String? = nil) -> Entry {
    Entry(list: .ismp, length: 1, meaning: meaning, spelled: spelled)
  }

  /// `10U` becomes `10 units`.
  private func spaced(_ word: String, _ index: Int) -> String {
    document.tokens[index - 1].end == document.tokens[index].start ? " " + word : word
  }

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
    let digits = document.text.bytes[document.tokens[index].span.range]
    guard let point = digits.firstIndex(of: UInt8(ascii: ".")), isDoseUnit(index + 1) else {
      return nil
    }
    if point == digits.startIndex {
      return joint(
        "a zero before the decimal point", spelled: "0" + String(decoding: digits, as: UTF8.self))
    }
    guard digits[(point + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
    return joint(
      "the dose without the zero behind the decimal point",
      spelled: String(decoding: digits[..<point], as: UTF8.self))
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
