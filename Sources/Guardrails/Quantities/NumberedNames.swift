import ClinicalLanguage
import SourceText

/// Which words of a text are numbered: `type 2`, `stages 2 and 3`, `COVID-19`.
///
/// Read in one pass, since a summary may ask for as many of them as it has words.
struct NumberedNames {
  /// The numbers behind a word of a kind, and the ranges that they span, by the word in the
  /// singular.
  private var numbers: [UInt32: Set<ClosedRange<Double>>] = [:]
  /// The hashes of all tokens with a number close behind them.
  private var names: Set<UInt32> = []

  init(_ document: ClinicalDocument, _ written: WrittenNumbers) {
    let values = written.values
    for place in values.indices where !values[place].isNaN {
      for name in max(0, place - Self.nameReach)..<place {
        names.insert(document.tokens[name].foldedHash)
      }
      guard let kind = Self.kind(before: place, in: document) else { continue }
      var known: ClosedRange = values[place]...values[place]
      // `stages 2 and 3`, `types 1 through 4`
      if place + 2 < values.count, values[place + 2] > values[place] {
        known = values[place]...values[place + 2]
      }
      if numbers[kind, default: []].count <= QuantityIndex.mostCandidates {
        numbers[kind, default: []].insert(known)
      }
    }
  }

  /// In tokens: `COVID-19`.
  private static let nameReach = 2

  /// Whether the number stands behind that kind, or in a range of such numbers; nil where none
  /// stands behind it. Of a kind with more numbers than a note has, every number is known.
  func has(_ number: Double, ofKind kind: UInt32) -> Bool? {
    guard let known = numbers[kind] else { return nil }
    return known.count > QuantityIndex.mostCandidates || known.contains { $0.contains(number) }
  }

  /// Whether a number stands close behind the word anywhere.
  func isNumbered(_ word: UInt32) -> Bool { names.contains(word) }

  // MARK: - Kinds

  /// The word right before a token that says what its number is of, in the singular.
  static func kind(before token: Int, in document: ClinicalDocument) -> UInt32? {
    guard token > 0 else { return nil }
    let before = document.tokens[token - 1]
    return before.kind == .word ? kinds[before.foldedHash] : nil
  }

  /// To the word in the singular.
  private static let kinds: [UInt32: UInt32] = {
    var found: [UInt32: UInt32] = [:]
    for forms in [
      "stage stages", "type types", "grade grades", "class classes", "category categories",
      "phase phases", "tooth teeth", "gravida", "para", "generation", "zone zones",
    ] {
      let hashes = forms.split(separator: " ").map { WordHash.of($0.utf8) }
      for hash in hashes { found[hash] = hashes[0] }
    }
    return found
  }()
}
