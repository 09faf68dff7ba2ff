import ClinicalLanguage
import SourceText

/// What an axis is about, where its values are words of many other things too: an `umbilical` incision is no
/// hernia, a `partial` collapse no removal, and a cord `replaced` into the scrotum no valve.
struct AxisTopics {
  private struct Topic {
    var words: Set<UInt64>
    /// Endings of words that name it: every `-ectomy` is a removal.
    var endings: [[UInt8]] = []
    /// How many words away a value may stand; nil for anywhere in its sentence.
    var reach: Int?
    /// Whether a value of the note agrees with the summary's wherever it stands.
    var agreesAnywhere = false
  }

  /// Words of a note by which it has a value without naming it: what an EGD shows is seen endoscopically.
  private struct Implication {
    /// Nil for every value of the axis.
    var value: Set<UInt64>?
    var words: Set<UInt64>
  }

  static let standard = AxisTopics()

  private let topics: [Int16: Topic]
  private let implications: [Int16: Implication]

  private init() {
    let axes = ExclusiveAxes.embedded
    let topics: [(String, Topic)] = [
      (
        "valve treatment",
        Topic(
          words: Thesaurus.roots(
            """
            valve valves valvular mitral aortic tricuspid pulmonic leaflet leaflets annulus bioprosthetic
            regurgitation avr mvr
            """))
      ),
      (
        "venous line",
        Topic(
          words: Thesaurus.roots(
            """
            line lines iv catheter catheters venous vein access port picc subclavian jugular chemotherapy
            cannula
            """))
      ),
      (
        "hernia site",
        Topic(
          words: Thesaurus.roots("hernia hernias herniorrhaphy hernioplasty herniation herniated"),
          reach: 4)
      ),
      // `stenosis` of an artery, `regurgitation` of what the stomach holds
      (
        "valve fault",
        Topic(
          words: Thesaurus.roots(
            """
            valve valves valvular mitral aortic tricuspid pulmonic leaflet leaflets cusp cusps mr ai ar tr
            """),
          reach: 4)
      ),
      // `primary care`, `secondary to`
      (
        "tumor origin",
        Topic(
          words: Thesaurus.roots(
            """
            tumor tumors tumour tumours cancer cancers carcinoma adenocarcinoma malignancy malignant neoplasm
            neoplasms mass masses lesion lesions nodule nodules melanoma lymphoma sarcoma metastasis metastases
            metastatic metastasized deposit deposits
            """),
          endings: ["oma", "omas"].map { Array($0.utf8) }, reach: 5)
      ),
      // `bowel sounds positive`
      (
        "sign",
        Topic(
          words: Thesaurus.roots(
            """
            sign signs test tests testing maneuver raise raising lachman mcmurray tinel phalen homan homans
            murphy rovsing psoas obturator drawer spurling romberg babinski finkelstein neer hawkins
            trendelenburg faber apprehension impingement screen screening culture cultures guaiac hemoccult
            stool strep swab pcr biopsy margin margins node nodes serology antibody antibodies antigen troponin
            dimer pregnancy hcg nitrite esterase ketones hiv hcv rpr ana stain cytology smear result results
            study studies
            """),
          reach: 4, agreesAnywhere: true)
      ),
      // `external carotid`, `internal jugular`
      (
        "hemorrhoid kind",
        Topic(
          words: Thesaurus.roots("hemorrhoid hemorrhoids hemorrhoidal piles"), reach: 5)
      ),
      (
        "extent of removal",
        Topic(
          words: Thesaurus.roots(
            """
            removal removed remove excision excised excise resection resected resect ablation ablated
            amputation amputated extirpation debulking debulked tah tvh tka tha
            """),
          endings: ["ectomy", "ectomies"].map { Array($0.utf8) }, reach: 5)
      ),
      // `frontal headache`, `temporal arteritis`
      (
        "brain lobe",
        Topic(
          words: Thesaurus.roots(
            """
            lobe lobes lobar hematoma hemorrhage contusion infarct infarction stroke ischemia mass
            tumor metastasis metastases lesion lesions meningioma glioma glioblastoma craniotomy
            craniectomy cortex gyrus brain edema encephalomalacia hemisphere
            """),
          reach: 5)
      ),
    ]
    self.topics = Dictionary(
      topics.compactMap { name, topic in axes.axis(named: name).map { ($0, topic) } },
      uniquingKeysWith: { first, _ in first })
    let implications: [(String, Implication)] = [
      (
        "approach",
        Implication(
          value: Thesaurus.roots("endoscopic endoscopically"),
          words: Thesaurus.roots(
            """
            egd endoscope endoscopy endoscopies gastroscope gastroscopy colonoscope colonoscopy
            """))
      ),
      // `Monday, Wednesday and Friday` for `MWF`
      (
        "weekday",
        Implication(
          value: nil,
          words: Thesaurus.roots("mwf tts tths ttsat mon tue tues wed thu thur thurs fri"))
      ),
    ]
    self.implications = Dictionary(
      implications.compactMap { name, item in axes.axis(named: name).map { ($0, item) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether the value stands where its axis is spoken of; a value of an axis without a topic always does.
  func areAbout(
    _ value: ExclusiveAxes.Mention, _ meanings: DocumentMeanings, in document: ClinicalDocument
  ) -> Bool {
    guard let topic = topics[value.axis] else { return true }
    let words = meanings.words
    let sentence = meanings.sentences[Int(value.start)]
    let reach = topic.reach ?? Self.longestSentence
    func isTopic(_ word: Int) -> Bool {
      topic.words.contains(words[word].fine)
        || topic.endings.contains { ending in
          let bytes = document.text[document.tokens[Int(words[word].firstToken)].span]
          return bytes.count > ending.count
            && zip(bytes.suffix(ending.count), ending).allSatisfy { $0 | 0x20 == $1 }
        }
    }
    let near =
      max(0, Int(value.start) - reach)..<min(words.count, Int(value.end) + reach)
    return near.contains { meanings.sentences[$0] == sentence && isTopic($0) }
  }

  /// `COVID-19: negative` agrees with any negative result.
  func agreesAnywhere(_ value: ExclusiveAxes.Mention) -> Bool {
    topics[value.axis]?.agreesAnywhere ?? false
  }

  /// Farther words of a sentence are not asked.
  private static let longestSentence = 40

  private static let ofParts = ExclusiveAxes.embedded.axis(named: "stomach part")

  /// Whether the values of the axis name a part by an organ, which a note may have apart from it.
  func isOfParts(_ value: ExclusiveAxes.Mention) -> Bool { value.axis == Self.ofParts }

  /// Whether a note with the words has the value under another name.
  func isImplied(_ value: ExclusiveAxes.Mention, _ words: [MeaningWord], by note: NoteIndex) -> Bool
  {
    guard let item = implications[value.axis] else { return false }
    if let told = item.value {
      guard value.end == value.start + 1, told.contains(words[Int(value.start)].fine) else {
        return false
      }
    }
    return item.words.contains(where: note.holds)
  }
}
