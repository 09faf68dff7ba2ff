import SourceText

/// What the ending of a Greek or Latin term says the thing is: `-itis` an inflammation, `-oma` a tumor,
/// `-ectomy` a removal. Two terms of the same beginning and another ending are two things:
/// diverticulosis and diverticulitis, laparoscopy and laparotomy.
enum TermEndings {
  private struct Sort {
    /// Each with the ending of its adjective and participle.
    var endings: [[UInt8]]
    /// Whether a word without any such ending cannot mean it: a pancreatic duct is no pancreatitis.
    var isStrict: Bool

    init(_ endings: String, isStrict: Bool = true) {
      self.endings = endings.split(separator: " ").map { Array($0.utf8) }
      self.isStrict = isStrict
    }
  }

  /// An ending that holds another one stands before it.
  private static let sorts: [Sort] = [
    Sort("itis itides itic itid"),
    Sort("oma omas omata omatous"),
    Sort("penia penic"),
    Sort("cytosis cytotic"),
    Sort("listhesis listhetic"),
    Sort("ectasis ectasia ectasias ectatic"),
    Sort("megaly"),
    Sort("pathy pathies pathic"),
    Sort("esthesia esthesias aesthesia aesthesias esthetic"),
    Sort("paresis pareses paretic"),
    Sort("palpitation palpitations"),
    Sort("ectomy ectomies ectomized ectomised"),
    Sort("ostomy ostomies"),
    Sort("otomy otomies otomized otomised"),
    Sort("plasty plasties"),
    Sort("scopy scopies scopic scopically scope scopes scoped"),
    Sort("plasia plastic", isStrict: false),
    Sort("trophy trophic trophied", isStrict: false),
    Sort("graphy graphies graphic gram grams graph graphs", isStrict: false),
    Sort("iasis iases iatic osis oses otic osed", isStrict: false),
  ]

  /// Whether the note's word may be the summary's in another form.
  static func agree(
    _ summary: [UInt8], _ told: Range<Int>, _ note: [UInt8], _ known: Range<Int>
  ) -> Bool {
    guard let own = sort(of: summary, told) else { return true }
    guard let other = sort(of: note, known) else { return !sorts[own].isStrict }
    return own == other
  }

  private static func sort(of bytes: [UInt8], _ range: Range<Int>) -> Int? {
    sorts.firstIndex { sort in
      sort.endings.contains { ending in
        guard range.count >= ending.count else { return false }
        let first = range.upperBound - ending.count
        return ending.indices.allSatisfy { bytes[first + $0] | 0x20 == ending[$0] }
      }
    }
  }
}
