/// The headings that people write, and the section each opens.
///
/// A heading is looked up by its words alone, case-folded, so that `Assessment/Plan`,
/// `ASSESSMENT & PLAN` and `Assessment and plan` are found the same way.
package struct SectionHeadings: Sendable {
  /// What a heading's words lead to.
  enum Entry: Sendable, Equatable {
    case section(SectionName)
    /// The name of a body system, such as `HEENT`: it divides an examination or a review of systems
    /// and opens an examination elsewhere.
    case bodySystem
  }

  private var entries: [UInt64: Entry] = [:]
  /// Words that tell the section of a heading that is not listed whole (`CURRENT HOME MEDICATIONS`),
  /// in order of precedence.
  private let keywords: [(hash: UInt64, name: SectionName)]

  /// Reads rows of heading and section, the section by its raw value.
  init(reading list: Span<UInt8>) {
    keywords = Self.keywordTable.map { (Self.hash($0.word), $0.name) }
    entries.reserveCapacity(3000)
    var rows = TabSeparatedRows(of: list)
    // The rows of a section follow one another.
    var section = ""
    var name: SectionName?
    while let row = rows.next(in: list) {
      if !list.holds(section, in: row[1]) {
        section = list.string(row[1])
        name = SectionName(rawValue: section)
      }
      guard let name else { preconditionFailure("a heading belongs to a known section") }
      entries[Self.hash(list, in: row[0])] = .section(name)
    }
    // Vouch's own rows come last and prevail.
    for (name, headings) in Self.commonHeadings {
      for heading in headings { entries[Self.hash(heading)] = .section(name) }
    }
    for system in Self.bodySystems { entries[Self.hash(system)] = .bodySystem }
  }

  func entry(_ hash: UInt64) -> Entry? { entries[hash] }

  /// The section that a word of an unlisted heading points to.
  ///
  /// A history is only one where the heading says so: `PSYCHIATRIC EMERGENCY EVALUATION` is about
  /// now, and what stands there must not count as past.
  func keywordSection(_ words: [UInt64]) -> SectionName? {
    let saysHistory = words.contains(Self.history)
    return keywords.first { words.contains($0.hash) && (saysHistory || !$0.name.isPast) }?.name
  }

  private static let history = hash("history")
}

extension SectionHeadings {
  /// FNV-1a for 64 bits over the folded letters and digits, words joined by one space.
  struct WordHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
    private var isEmpty = true

    mutating func beginWord() {
      if !isEmpty { add(0x20) }
      isEmpty = false
    }

    mutating func add(_ byte: UInt8) {
      value = (value ^ UInt64(byte.foldedASCII)) &* 0x100_0000_01B3
    }
  }

  static func hash(_ heading: String) -> UInt64 {
    let bytes = heading.utf8Span.span
    return hash(bytes, in: 0..<bytes.count)
  }

  static func hash(_ bytes: Span<UInt8>, in range: Range<Int>) -> UInt64 {
    var hash = WordHash()
    var isInWord = false
    for index in range {
      let byte = bytes[index]
      let isWordByte = byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80
      if isWordByte {
        if !isInWord { hash.beginWord() }
        hash.add(byte)
      }
      // An apostrophe belongs to its word, as in the tokenizer.
      isInWord = isWordByte || (isInWord && byte == UInt8(ascii: "'"))
    }
    return hash.value
  }

  /// Precedence: what narrows comes before what is general.
  private static let keywordTable: [(word: String, name: SectionName)] = [
    ("allergies", .allergies), ("allergy", .allergies), ("allergic", .allergies),
    ("family", .familyHistory), ("social", .socialHistory), ("surgical", .pastSurgicalHistory),
    ("obstetric", .obstetricHistory), ("obstetrical", .obstetricHistory),
    ("gynecologic", .obstetricHistory), ("psychiatric", .psychiatricHistory),
    ("immunizations", .immunizations), ("medications", .medications), ("meds", .medications),
    ("medication", .medications), ("vitals", .vitalSigns), ("vital", .vitalSigns),
    ("complaint", .chiefComplaint), ("complaints", .chiefComplaint),
    ("diagnosis", .diagnoses), ("diagnoses", .diagnoses), ("impression", .impression),
    ("impressions", .impression), ("conclusion", .impression), ("conclusions", .impression),
    ("plan", .plan), ("recommendation", .plan), ("recommendations", .plan),
    ("assessment", .assessment), ("followup", .followUp), ("follow", .followUp),
    ("instructions", .patientInstructions), ("present", .historyOfPresentIllness),
    ("course", .hospitalCourse), ("examination", .physicalExam), ("exam", .physicalExam),
    ("labs", .laboratory), ("laboratory", .laboratory), ("laboratories", .laboratory),
    ("ekg", .laboratory), ("ecg", .laboratory), ("electrocardiogram", .laboratory),
    ("ct", .imaging), ("mri", .imaging), ("ultrasound", .imaging), ("radiology", .imaging),
    ("radiographs", .imaging), ("xray", .imaging), ("radiographic", .imaging),
    ("indication", .indication), ("indications", .indication), ("findings", .findings),
    ("technique", .technique), ("procedure", .procedures), ("procedures", .procedures),
    ("operation", .procedures), ("operations", .procedures), ("history", .pastMedicalHistory),
  ]
}

extension SectionName {
  /// Whether what stands in such a section is past unless it says otherwise.
  fileprivate var isPast: Bool {
    switch self {
    case .pastMedicalHistory, .pastSurgicalHistory, .obstetricHistory, .psychiatricHistory,
      .birthHistory:
      true
    default: false
    }
  }
}
