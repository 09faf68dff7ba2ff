/// What a single word tells about the sentence in which it stands, whatever the sentence means.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt32

  /// Articles, pronouns, auxiliaries: words without content of their own.
  static let function = WordClass(rawValue: 1 << 0)
  /// What a normal examination is described with: `clear`, `intact`, `unremarkable`.
  static let normal = WordClass(rawValue: 1 << 1)
  /// The routine steps of an operation or an imaging study: `draped`, `sutured`, `axial`.
  static let technique = WordClass(rawValue: 1 << 2)
  /// Talk about talking, and courtesies: `explained`, `understands`, `pleasure`.
  static let discussion = WordClass(rawValue: 1 << 3)
  /// The politeness of letters.
  static let courtesy = WordClass(rawValue: 1 << 18)
  /// Names a part of a summary or how something came to be known; another wording drops it.
  static let label = WordClass(rawValue: 1 << 19)
  /// A length of time, which in a plan is when the patient is seen again.
  static let interval = WordClass(rawValue: 1 << 20)
  /// Ending or pausing a treatment.
  static let stop = WordClass(rawValue: 1 << 21)
  /// What someone is to do or not to do: `start`, `avoid`, `hold`, `schedule`.
  static let order = WordClass(rawValue: 1 << 4)
  /// Beginning, ending or changing a treatment: `stop`, `increase`, `hold`.
  static let change = WordClass(rawValue: 1 << 5)
  /// Coming back, or results that are still awaited: `return`, `recheck`, `pending`.
  static let followUp = WordClass(rawValue: 1 << 6)
  /// Names of dangers that must not be lost when they are true now: `sepsis`, `suicidal`.
  static let danger = WordClass(rawValue: 1 << 7)
  /// Governs the meaning of words after it: negation, condition, doubt, history, relatives.
  static let scope = WordClass(rawValue: 1 << 8)
  /// Governs the meaning of words before it: `resolved`, `excluded`, `unlikely`.
  static let backward = WordClass(rawValue: 1 << 9)
  /// A subject that stands on its own: `she`, `we`, `there`. Without `it` and `this`, which point
  /// back at the clause before.
  static let subject = WordClass(rawValue: 1 << 10)
  /// A verb that tells that a clause is complete: `is`, `underwent`, `denies`.
  static let verb = WordClass(rawValue: 1 << 11)
  /// A relative of the patient or another person.
  static let relative = WordClass(rawValue: 1 << 12)
  /// Opens a condition or an exception: what it governs may not stand without it.
  static let condition = WordClass(rawValue: 1 << 13)
  static let allergy = WordClass(rawValue: 1 << 14)
  /// What the patient is told, warned of or sent to.
  static let advice = WordClass(rawValue: 1 << 15)
  /// Results that are still awaited: `pending`, `specimen`.
  static let pending = WordClass(rawValue: 1 << 16)
  /// A drug goes into the patient: `given`, `bolus`; or a list says that it is new.
  static let given = WordClass(rawValue: 1 << 22)
  /// Codes and the making of the note, which say nothing of the patient.
  static let clerical = WordClass(rawValue: 1 << 23)
  /// Points back at the sentence before, without which it says nothing: `this`, `these`, `next`.
  static let backReference = WordClass(rawValue: 1 << 24)
  /// A place or people that a disease gives its name to: `stroke clinic`.
  static let service = WordClass(rawValue: 1 << 25)
  /// Whether the heart is to be started again.
  static let resuscitation = WordClass(rawValue: 1 << 26)
  /// Opens an order to ask or send someone: `discuss with`, `transfer`.
  static let turnTo = WordClass(rawValue: 1 << 27)
  /// Who signs a note.
  static let signer = WordClass(rawValue: 1 << 28)
  /// Beside another of them a decision on how far treatment goes: `full code`, `code status`.
  static let extent = WordClass(rawValue: 1 << 29)
  /// Opens a phrase that says when, where or why, and is no statement by itself: `after`, `in`.
  static let introducer = WordClass(rawValue: 1 << 17)
}

/// The words of each class.
enum WordClassList {
  static let entries: [(WordClass, String)] = [
    (
      .function,
      """
      a an the of and or to in is was were are be been being with for on at by from as that this \
      these those it its he she his her hers him they them their we us our i my me you your has \
      have had having do does did so then there here which who whom whose what will would can \
      could should may might shall also than into over under about up down out off very more most \
      other such same own any all each both some only just quite well still yet while during \
      through upon per s t d mr mrs ms dr md m f y yo yr patient patients pt note noted
      """
    ),
    (
      .normal,
      """
      normal normally unremarkable clear intact negative soft nontender supple regular symmetric \
      symmetrical noncontributory benign well-developed nourished developed alert oriented \
      atraumatic normocephalic nonicteric anicteric nondistended noted perrla eomi pleasant \
      cooperative reactive moist rhythm midline equal palpable within limits none appropriate no not \
      without denies denied
      """
    ),
    (
      .technique,
      """
      prepped draped suture sutures sutured incision incised retracted retractor retractors \
      dissected dissection irrigated irrigation clamp clamped clamps sterile positioned supine \
      prone timeout table vicryl monocryl prolene nylon closed closure layers inserted placed \
      scope advanced divided ligated cauterized electrocautery bovie grasped forceps elevated \
      sharply bluntly fascia subcutaneous counts sponge needle awakened extubated axial coronal \
      sagittal sequences slices taken brought transferred obtained
      """
    ),
    (
      .courtesy, "dear pleasure thank thanks regards sincerely faithfully courtesy gratitude kindly"
    ),
    (
      .label,
      """
      pmh psh fh sh hpi ros dh impression assessment plan exam examination findings concerns \
      recommendations recommendation report reports reported presenting presents underwent history \
      medications meds labs workup course hx
      """
    ),
    (
      .discussion,
      """
      discuss discussed discussion explain explained understand understands understood question \
      questions risks benefits alternatives thank thanks pleasure agree agrees agreed dictated \
      dictation minutes reviewed options counseled answered verbalized opportunity regards \
      sincerely transcribed
      """
    ),
    (
      .order,
      """
      start started begin began initiate initiated continue continued stop stopped hold held \
      discontinue discontinued increase increased decrease decreased reduce reduced change changed \
      switch switched prescribe prescribed order ordered obtain recommend recommended recommends \
      plan planned schedule scheduled refer referred arrange admit admitted discharge discharged \
      avoid advise advised cautioned instructed told restrict report call repeat resume restart \
      taper consult
      """
    ),
    (
      .change,
      """
      start started starting begin began initiate initiated stop stopped stopping hold held \
      holding discontinue discontinued discontinuing increase increased increasing decrease \
      decreased reduce reduced switch switched resume restart taper tapered \
      withhold titrate
      """
    ),
    (
      .followUp,
      """
      follow followup followed return returns results biopsies pathology recheck rechecked appointment \
      revisit reevaluate reassess
      """
    ),
    (
      .danger,
      """
      sepsis septic shock suicidal suicide homicidal stemi infarction infarct pneumothorax \
      hemorrhage haemorrhage bleeding bleed stroke embolism embolus anaphylaxis anaphylactic \
      unresponsive dissection ischemia ischaemia perforation perforated meningitis ketoacidosis \
      dka overdose tamponade torsion ectopic preeclampsia eclampsia malignancy metastasis \
      metastatic carcinoma cancer rupture ruptured aneurysm arrest gangrene necrotizing \
      encephalopathy hypoglycemia hypoglycaemia hyperkalemia hyperkalaemia melena hematemesis \
      hemoptysis syncope seizure seizures obstruction abuse
      """
    ),
    (
      .scope,
      """
      no not nor never none without denies denied deny denying negative absent absence free if \
      unless possible possibly probable probably likely suspected suspicious questionable versus vs \
      rule ruled history hx past prior previous previously old family mother father maternal \
      paternal sister brother aunt uncle grandmother grandfather parents sibling siblings cousin \
      should may might could would consider considering concern concerning risk unlikely doubt \
      cannot except until pending denial unable neither lack lacks
      """
    ),
    (
      .backward,
      """
      resolved resolving resolution excluded unlikely negative ruled denied absent gone \
      discontinued stopped unremarkable improved normal declined refused deferred cancelled \
      canceled not no never none without neither but however although though except unless if \
      until nor controlled
      """
    ),
    (.subject, "he she we i there patient mr mrs ms"),
    (
      .verb,
      """
      is was are were has had have will would underwent received denies denied reports reported \
      states stated presents presented developed did does do can could may should started showed \
      shows revealed reveals demonstrated remains remained appears appeared takes took feels felt \
      came comes went says said complains complained continues continued
      """
    ),
    (
      .relative,
      """
      mother mothers father fathers sister sisters brother brothers aunt uncle aunts uncles \
      grandmother grandfather maternal paternal family parents parent sibling siblings cousin son \
      sons daughter daughters wife husband spouse partner twin baby infant fetus neighbor friend \
      roommate donor
      """
    ),
    (
      .condition,
      """
      if unless until when once since whenever except without while only should provided assuming though \
      although however but because whether pending otherwise before after instead rather than \
      lest case
      """
    ),
    (.stop, "stop stops stopped stopping discontinue discontinued hold held withhold cease"),
    (
      .interval,
      """
      day days week weeks month months tomorrow wk wks mth mths mo yr yrs year years hour hours hr \
      hrs fortnight tonight
      """
    ),
    (.extent, "full code status escalation"),
    (.pending, "pending awaiting awaited specimen specimens cultures outstanding"),
    (
      .introducer,
      """
      in after before once when while as with upon during at on by for from to following since \
      because although though if under over through of then next until unless despite given per \
      within without whether that which who and or but so also where whose due secondary
      """
    ),
    (
      .advice,
      """
      advise advised advises instruct instructed cautioned caution warned told avoid cease refer \
      referred referral report contact ring careful refrain abstain precautions urged
      """
    ),
    (.resuscitation, "dnacpr dnar dnr dni polst molst cpr resuscitation resuscitate"),
    (.turnTo, "discuss transfer admit consult notify inform refer"),
    (
      .signer,
      """
      consultant registrar surgeon physician attending fellow resident practitioner specialist
      anaesthetist anesthesiologist doctor professor
      """
    ),
    (.given, "given administered received infused bolus loaded new"),
    (
      .clerical,
      """
      cpt icd dictated transcribed dictation admitted discharged service attending physician \
      surgeon assistant assistants anesthesiologist instrument endoscope chart
      """
    ),
    (
      .backReference,
      """
      this that these those it its such next then again otherwise finally similarly additionally \
      apparently
      """
    ),
    (
      .service,
      """
      clinic center centre unit team service department nurse specialist code precautions \
      prevention prophylaxis screening screen protocol pathway risk clinics program
      """
    ),
    (.allergy, "allergy allergies allergic nkda nka intolerance intolerances intolerant"),
  ]
}
