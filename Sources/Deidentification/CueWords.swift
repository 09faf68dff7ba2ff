/// The words behind each cue, in lower case. General knowledge of English, of US postal and telephone
/// usage (USPS Publication 28, appendices B and C1), and of clinical notes.
enum CueWords {
  static let all: [(Cue, String)] =
    people + dates + numbers + places + [
      (.scheme, "http https ftp www"),
      (.topDomain, "com org net edu gov mil info biz"),
    ]

  private static let people: [(Cue, String)] = [
    (.doctorTitle, "dr drs doctor prof professor"),
    (.personTitle, "mr mrs ms miss mister madam sir mx messrs sra sr"),
    (
      .credential,
      """
      md do phd rn np pa dpm dds dmd mph msw lcsw crna aprn facs facp faap facc dnp pharmd psyd bsn lpn
      mbbs frcs fnp cnm dc ddsc
      """
    ),
    (
      .nameLabel,
      """
      patient pt name names client resident guarantor insured contact spouse kin guardian caregiver
      informant subject re
      """
    ),
    (
      .clinicianLabel,
      """
      physician doctor attending surgeon provider referring pcp assistant anesthesiologist anesthetist
      author clinician consultant resident therapist radiologist pathologist cardiologist dictator
      transcriptionist nurse practitioner cc signed dictated cosigned reviewed interpreted technologist
      hospitalist oncologist neurologist
      """
    ),
    (
      .relation,
      """
      daughter son wife husband mother father sister brother partner friend spouse uncle aunt niece
      nephew grandmother grandfather grandson granddaughter cousin mom dad girlfriend boyfriend fiance
      fiancee neighbor kid child stepfather stepmother caretaker caregiver guardian colleague roommate
      """
    ),
    (
      .origin,
      """
      caribbean african asian hispanic latino latina caucasian pakistani bangladeshi european american
      tamil sinhalese roma romani romany gypsy traveller yoruba igbo hausa fulani twi somali oromo
      amharic tigrinya swahili kikuyu zulu xhosa amazigh kurdish pashto pashtun hazara uzbek tajik urdu
      punjabi sikh hindu gujarati bengali sylheti marathi telugu malayalam nepali cantonese mandarin
      hakka hokkien hmong khmer tagalog ilocano javanese malay maori samoan tongan fijian hawaiian
      navajo cherokee lakota ojibwe inuit aymara quechua mixtec nahuatl creole chaldean assyrian druze
      maronite coptic ashkenazi sephardi haredi amish mennonite welsh gaelic basque catalan
      """
    ),
    (.placeholder, "abc abcd abcde xyz xx xxx xxxx xxxxx yyy yyyy zzz redacted"),
    (
      .introduction,
      "named called attn attention by hi hello dear per signed mr's cc user sincerely"
    ),
    (
      .personVerb,
      """
      is was has had said says lives lived reports reported states stated denies denied presents
      presented returns returned underwent came comes called works worked told asked shouted listed
      wrote began spent tolerated
      """
    ),
    (
      .particle,
      "de da di du del della van von der den la le el al bin ibn ten ter dos das y st mac mc o"
    ),
    (
      .eponymNoun,
      """
      disease diseases syndrome sign signs test tests catheter clamp clamps retractor retractors drain
      drains tube tubes classification score scale fracture fractures ligament procedure maneuver
      manoeuvre stitch needle suture sutures forceps phenomenon palsy contracture line lines hernia
      esophagus lymphoma lymphomas sarcoma tumor disorder dementia thyroiditis nodes node gland bodies
      body balloon bag stain criteria index operation repair approach incision technique position
      splint frame pins pin wire wires screw screws plate plates nail rod graft valve mask stent filter
      monitor solution ring rings reflex triad pouch fascia canal space ulcer cells cell chart charts
      reaction loop anastomosis ganglion tendon joint view projection scan cyst mesh anesthesia
      lactate method lesion lesions deformity arthropathy hemostat scissors elevator bougie cannula port
      trocar pump collar boot boots hose stockings dressing lens keratometry vaccine unit coagulator
      hospital clinic center medical university school institute foundation shunt protocol dilator
      dilators stirrups tourniquet bandage bandages gag silk device bunionectomy virus pusher splints
      osteotomy guide sponge sponges implant implants bars table brace system battery irrigator closure
      patch punch arthrodesis appearance form conduit scientific catheterization dilatation suction pessary
      elementary orthopedic orthopedics regional general memorial county care
      """
    ),
    (
      .eponym,
      """
      parkinson parkinsons graves foley alzheimer alzheimers crohn crohns hodgkin hodgkins kelly kocher
      babcock allis metzenbaum mayo bovie penrose jackson pratt doppler holter romberg babinski murphy
      mcburney kernig brudzinski weber rinne achilles apgar glasgow norton braden beck hamilton snellen
      lachman mcmurray apley trendelenburg valsalva heimlich whipple roux billroth nissen bankart colles
      lisfranc dupuytren osgood schlatter charcot huntington huntingtons tourette klinefelter marfan
      ehlers danlos sjogren sjogrens raynaud raynauds hashimoto hashimotos cushing addison barrett
      barretts bell bells guillain barre wernicke korsakoff kaposi wilms ewing paget peyronie cooper
      scarpa gerota waldeyer hartmann lugol gram wright ringer ringers steinmann kirschner schatzker
      baker bakers morton gleason breslow bartholin skene fallopian eustachian pap papanicolaou mohs
      malecot hickman broviac swan ganz blalock hemovac richardson army navy deaver balfour bookwalter
      weitlaner gelpi senn langenbeck cobb penfield kerrison midas leksell mayfield gardner wells
      veress hasson olympus stryker medtronic ethicon zimmer synthes depuy acumed arthrex alcon
      ponseti pavlik salter harris weiss barlow ortolani gower chvostek trousseau homan homans cullen
      turner virchow troisier hutchinson koplik janeway osler roth lewy lhermitte spurling phalen tinel
      finkelstein adson hoffmann hawkins neer speed yergason thompson fabere patrick ober schirmer
      goldmann humphrey amsler ishihara macintosh miller mallampati cormack lehane bier epley dix
      hallpike robinson bosniak fuhrman binet rai ranson child pugh killip forrester framingham barthel
      karnofsky lund browder parkland lichtenstein shouldice bassini monro hyrtl douglas morison
      glenn bruce norwood fontan esmarch denver hank owen epstein passy austin blake crowe struthers
      bence jones wegener wegeners kawasaki behcet takayasu still stills felty reiter reiters meniere
      menieres bowen merkel langerhans sezary burkitt burkitts waldenstrom fanconi wilson wilsons
      graham rutherford fontaine gustilo waterlow hurley hinchey balthazar forrest blatchford rockall
      gilbert gilberts dubin rotor crigler brugada wolff parkinsonian kussmaul cheyne stokes biot
      leopold mcroberts bishop naegele pfannenstiel kegel bandl ladin medline betadine bard
      """
    ),
  ]

  private static let dates: [(Cue, String)] = [
    (
      .month,
      """
      january february march april may june july august september october november december jan feb mar
      apr jun jul aug sep sept oct nov dec
      """
    ),
    (.dateCue, "on dated since until till through thru before after date seen admitted discharged"),
    (.birth, "dob born birth birthdate birthday"),
    (
      .weekday,
      """
      monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs
      fri sat sun
      """
    ),
    (.gradeWord, "grade grades stage class type category"),
    (.year, "year years yr yrs yo y"),
  ]

  private static let numbers: [(Cue, String)] = [
    (
      .phone,
      """
      phone telephone tel mobile cell cellphone pager call called office desk home contact landline ph
      voicemail extension answering reach reached messages
      """
    ),
    (.fax, "fax facsimile faxed telefax"),
    (.socialSecurity, "ssn ssns"),
    (.medicalRecord, "mrn mr# mrno urn nhs chi"),
    (
      [.medicalRecord, .weakLabel], "record chart hospital patient pt accession case unit encounter"
    ),
    (
      [.healthPlan, .weakLabel],
      "insurance policy member subscriber beneficiary medicare medicaid group plan payer coverage"
    ),
    (.healthPlan, "hicn mbi"),
    (.account, "account acct"),
    (.license, "license licence dl dea npi passport"),
    ([.license, .weakLabel], "certificate permit badge employee student"),
    (.vehicle, "plate vin plates"),
    ([.vehicle, .weakLabel], "vehicle registration"),
    (.device, "serial udi imei sn"),
    ([.device, .weakLabel], "device lot implant pacemaker pump"),
    (
      .biometric,
      "fingerprint retina retinal voiceprint biometric biometrics faceprint palmprint handprint"
    ),
    (.bank, "iban swift bic routing"),
    (.card, "card visa mastercard amex cc discover"),
    (.zip, "zip zipcode postcode postal"),
    (.numberWord, "number num no nr id identifier nos numbers identification"),
    (.filler, "number num no nr id ref reference code is scan security card record of the s are"),
  ]

  private static let places: [(Cue, String)] = [
    (
      .streetSuffix,
      """
      st street ave avenue av blvd boulevard rd road ln lane dr drive ct court way pl place ter terrace
      pkwy parkway hwy highway cir circle sq square trl trail loop row alley aly crescent cres close
      mews gardens grove hill crossing turnpike pike plaza path run walk esplanade quay str gate
      street's strasse straße gatan vej gade weg laan straat vägen väg rd. allee
      """
    ),
    (
      .streetPrefix,
      """
      via rua rue calle avenida av strada piazza plaza corso viale ulica ul carrer praça travessa
      camino paseo boulevard chemin allée route place impasse carretera cuesta vicolo largo rúa pod
      """
    ),
    (.cornerWord, "corner"),
    (.unit, "apt apartment suite ste unit room rm floor fl bldg building flat"),
    (.postBox, "po psc box p.o unit"),
    (
      .stateCode,
      """
      al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc
      nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr gu vi aa ae ap qc on bc ab mb sk ns nb
      """
    ),
    (
      .addressCue,
      """
      address addresses lives live lived living resides resided resident residing located located
      moved sent deliver ship mail billing residence home return corner meet restaurant addressed street
      """
    ),
    (.locative, "in from to at near visit visiting visited of around outside toward towards via"),
    (.direction, "north south east west n s e w ne nw se sw"),
  ]
}
