import SourceText

/// Procedures and examinations, known by their endings and a short list of names.
///
/// The endings are the Greek and Latin ones of operative terms (-ectomy cutting out, -otomy cutting
/// into, -ostomy making an opening, -plasty shaping, -oscopy looking into, -graphy recording).
enum FactProcedures {
  private static let endings: [[UInt8]] = [
    "ectomy", "ectomies", "otomy", "ostomy", "oscopy", "oscopies", "plasty", "plasties", "graphy",
    "centesis", "rrhaphy", "pexy", "lysis",
  ].map { Array($0.utf8) }
  /// Words with such an ending that are no procedures.
  private static let exceptions: Set<String> = [
    "dichotomy", "photography", "demography", "geography", "demographics", "hemolysis",
    "paralysis", "analysis", "urinalysis", "rhabdomyolysis", "biography", "topography",
    "spondylolysis", "osteolysis", "autolysis", "thrombolysis", "electrolysis", "telegraphy",
    "cardiography", "epidermolysis", "necrolysis", "dialysis", "onycholysis", "hydrolysis",
    "phlebotomy", "lipolysis", "reanalysis", "psychoanalysis",
  ]

  /// The shortest such word is as long as `myectomy`.
  static let shortest = 8
  private static let lastLetters: [UInt8] = [UInt8(ascii: "y"), UInt8(ascii: "s")]

  /// Whether the word is a procedure by its ending.
  static func hasEnding(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= shortest, let last = word.last, lastLetters.contains(last | 0x20) else {
      return false
    }
    guard endings.contains(where: { word.count > $0.count + 1 && ends(word.span, in: $0.span) })
    else { return false }
    return !exceptions.contains(String(decoding: word.map(\.foldedASCII), as: UTF8.self))
  }

  private static func ends(_ word: Span<UInt8>, in ending: Span<UInt8>) -> Bool {
    var fromEnd = 1
    while fromEnd <= ending.count {
      guard word[word.count - fromEnd].foldedASCII == ending[ending.count - fromEnd] else {
        return false
      }
      fromEnd += 1
    }
    return true
  }

  static let matcher: TermMatcher = {
    let anyCase = [
      "intubation", "extubation", "dialysis", "hemodialysis", "ultrasound", "biopsy", "transfusion",
      "blood transfusion", "cardiac catheterization", "catheterization",
      "left heart catheterization",
      "echocardiogram", "transthoracic echocardiogram", "transesophageal echocardiogram", "x-ray",
      "chest x-ray", "CT scan", "CAT scan", "bone scan", "PET scan", "PET/CT", "EKG", "ECG",
      "electrocardiogram", "stress test", "lumbar puncture", "bone marrow biopsy",
      "coronary artery bypass",
      "coronary artery bypass grafting", "gastric bypass", "hip replacement", "knee replacement",
      "total knee replacement", "total hip replacement", "cesarean section", "c-section",
      "caesarean section", "cataract surgery", "pacemaker placement", "stent placement",
      "skin graft", "chest tube", "central line placement", "mechanical ventilation",
      "cardioversion",
      "ablation", "amputation", "debridement", "incision and drainage",
      "open reduction and internal fixation",
      "open reduction internal fixation", "hernia repair", "tubal ligation", "mammogram",
      "angiogram",
      "embolization", "radiation therapy", "radiotherapy", "chemotherapy", "physical therapy",
      "cystogram", "myelogram", "arteriogram", "venogram", "electroencephalogram", "EEG", "EMG",
      "polysomnogram", "sleep study", "circumcision", "urodynamics", "thrombolysis",
      "fine needle aspiration",
      "CPR", "tonsillectomy and adenoidectomy", "nerve block", "epidural steroid injection",
      "laceration repair",
    ]
    let capitals = [
      "CABG", "MRI", "MRA", "CT", "CTA", "PCI", "PTCA", "TURP", "ERCP", "EGD", "ORIF", "TAH", "BSO",
      "TEE", "TTE", "ECHO", "ECT", "PET", "D&C", "I&D", "CXR", "ECMO", "TAVR", "EVAR", "PFT",
      "PFTs",
      "VQ", "KUB", "ICD placement",
    ]
    return TermMatcher(
      anyCase.map { TermMatcher.Entry(phrase: $0, payload: 0) }
        + capitals.map { TermMatcher.Entry(phrase: $0, payload: 0, isCaseSensitive: true) },
      matchesPlurals: true)
  }()
}
