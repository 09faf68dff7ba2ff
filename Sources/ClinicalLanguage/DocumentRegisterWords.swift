/// Words that tell a language by their frequency alone.
///
/// Source: the most frequent words of each language, without single letters and without those that
/// English or its clinical abbreviations share (`is`, `die`, `on`, `im`, `od`, `po`, `na`).
///
/// With them stand the words that clinical documents share and other texts seldom have, so that a
/// note is looked through once for both.
struct RegisterWords: Sendable {
  /// For each word a bit for each language, English first, then the others in the order of `others`;
  /// and in the upper half its number among the clinical words, from 1.
  private let words: HashedWords
  private let clinicalCount: Int
  private static let englishBit: UInt32 = 1
  private static let numberShift: UInt32 = 16

  static let shared = RegisterWords()

  private init() {
    var words: [UInt32: UInt32] = [:]
    for (index, list) in ([Self.english] + Self.others).enumerated() {
      for word in list.split(separator: " ") {
        words[Token.FoldedHash.of(word), default: 0] |= 1 << UInt32(index)
      }
    }
    var count = 0
    for word in Self.clinical.split(separator: " ") {
      let hash = Token.FoldedHash.of(word)
      if words[hash, default: 0] >> Self.numberShift == 0 {
        count += 1
        words[hash, default: 0] |= UInt32(count) << Self.numberShift
      }
    }
    self.words = HashedWords(words)
    clinicalCount = count
  }

  /// What the words of a text say about it.
  struct Counts {
    var words = 0
    var english = 0
    /// Words of the other language that has most.
    var foreign = 0
    /// Different clinical words.
    var clinical = 0
  }

  /// Words are compared by their hashes: a text made to collide only misjudges itself.
  func counts(in tokens: [Token]) -> Counts {
    var counts = Counts()
    var foreign = [Int](repeating: 0, count: Self.others.count)
    // The first entry stands for all words that are not in the list.
    var isSeen = [Bool](repeating: false, count: clinicalCount + 1)
    for token in tokens where token.kind == .word {
      counts.words += 1
      let word = words[token.foldedHash]
      if word == 0 { continue }
      isSeen[Int(word >> Self.numberShift)] = true
      var bits = word & ((1 << Self.numberShift) - 1)
      if bits & Self.englishBit != 0 { counts.english += 1 }
      bits >>= 1
      while bits != 0 {
        foreign[bits.trailingZeroBitCount] += 1
        bits &= bits - 1
      }
    }
    counts.foreign = foreign.max() ?? 0
    counts.clinical = isSeen.dropFirst().count { $0 }
    return counts
  }

  private static let english = """
    the of and to in is was with for on at he she no not has had have are were been be by from this \
    that his her him patient will or which as an it there any but who when we they their all after \
    if denies noted without than then these due our my me you your would should can may did does \
    left right daily history status per status post also about over under since during before up \
    out so into more some only other very what how why its i a do because until while each both \
    normal pain old year day days week weeks month months years review follow plan well negative \
    positive given today started continue
    """

  /// Spanish, French, German, Italian, Portuguese, Dutch, Swedish and Danish or Norwegian, Polish,
  /// Turkish, Romanian, Czech, Finnish, Indonesian.
  private static let others = [
    """
    el la los las del que en una con por para se su lo como más pero sus le este sí porque \
    esta entre cuando muy sin sobre también hasta hay donde desde todo durante uno ni contra ese eso \
    paciente años días dolor antecedentes refiere presenta un
    """,
    """
    le la les des du et est une dans pour avec sur au aux ne que qui ce cette il elle par plus \
    sont été était sans ont mais ou où ses leur nous vous depuis chez patiente ans jours \
    douleur antécédents un en être fait
    """,
    """
    der das und ist nicht mit ein eine einer eines einem einen von zu den dem des auf für als \
    auch bei nach aus werden wurde wird sich oder sie seit keine kein durch über unter zur \
    zum vor hat haben war sind jahre tage wegen bis noch beim patientin schmerzen
    """,
    """
    il lo gli di che del della dei delle con una un si alla nel nella è sono anche \
    come più stato dal dalla questo anni giorni dolore paziente senza dopo presenta
    """,
    """
    dos das em um uma com para não que por se ao nas nos é são mais como mas \
    foi ou seu sua dor há anos dias sem após também apresenta
    """,
    """
    een en van niet voor zijn dat aan ook als bij door uit naar heeft \
    maar wordt werd hij zij geen jaar dagen pijn sinds
    """,
    "och att det som en på är av för den till inte har ett han hon från vid eller efter utan",
    "og det som en på af den til ikke har et han hun fra ved eller efter uten uden",
    "się nie że jest przez przy dla oraz bez lat dni ból jak pacjent pacjentka",
    "ve bir bu için ile olarak olan daha çok gibi hasta yok var sonra ağrı gün yıl",
    "și la cu în pe nu un este din care pentru sau mai prin fără după ani zile durere",
    "se je že pro jako ve při bez let dny bolest pacient pacientka není",
    "ei se että hän oli kun mutta tai myös potilas vuotta kipu sekä ovat ilman jälkeen",
    "dan yang di dengan untuk pada tidak dari ini itu dalam adalah akan pasien nyeri hari tahun sejak",
  ]

  /// Words that clinical documents share and other texts seldom have: directions of the body, parts
  /// and tissues, what is done at a bedside or on a table, and the abbreviations of orders.
  private static let clinical = """
    patient patient's denies denied endorses pt hx sx dx rx tx pmh pmhx nkda prn bid tid qid qhs po \
    iv im mg mcg ml mmhg bpm cc anterior posterior lateral medial distal proximal superior inferior \
    bilateral bilaterally unilateral dorsal plantar ventral lumbar thoracic cervical sacral cranial \
    abdomen abdominal pelvic pelvis chest pulmonary cardiac renal hepatic carotid femoral coronary \
    artery arteries vein venous aorta aortic mitral ventricular ventricle atrial vascular bowel colon \
    bladder kidney kidneys liver spleen uterus ovary prostate thyroid lung lungs breast femur tibia \
    humerus spine vertebral disc tendon ligament cartilage mucosa epithelium subcutaneous fascia \
    peritoneum nerve nerves ocular cornea retina lens eyelid nasal oral dental molar tonsil sinus \
    incision sutured suture sutures vicryl nylon scalpel electrocautery hemostasis dissected ligated \
    irrigated prepped draped supine anesthesia anesthetic endotracheal intubated extubated catheter \
    sheath stent graft implant specimen pathology biopsy cytology lesion lesions mass nodule tissue \
    excision resection drain tourniquet fluoroscopy ultrasound radiograph radiographs ct mri x-ray \
    contrast axial sagittal ecg ekg echocardiogram laboratory diagnosis diagnoses diagnosed symptoms \
    symptom syndrome acute chronic benign malignant exam examination auscultation palpation \
    tenderness tender murmur reflexes afebrile febrile vitals pulse pulses systolic diastolic \
    surgery surgical postoperative preoperative postoperatively procedure tolerated recovery \
    hospital admitted discharge discharged clinic emergency consult consultation referred therapy \
    treatment medication medications dose prescribed prescription tablet tablets injection infusion \
    gestational gestation fetal antenatal delivery newborn infant immunizations allergies psychiatric \
    cognitive insight judgment affect oriented autopsy decedent rigor postmortem
    """
}
