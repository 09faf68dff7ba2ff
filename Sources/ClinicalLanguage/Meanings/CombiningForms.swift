/// The parts that clinical words are made of, and the plain words for each: `peri` and `oral` are
/// `around the lips`, `neuro` and `pathy` a `nerve problem`.
///
/// Greek and Latin combining forms of general medical vocabulary. They answer one question: may a word
/// that the note does not have be another writer's name for what the note says in several words?
package final class CombiningForms: Sendable {
  package enum Part: Sendable {
    /// A form, and the roots of which the note must have one; none for an ending such as `-al`.
    case form([UInt64])
    /// A word of its own, as `circulation` in `overcirculation`.
    case word(Range<Int>)
  }

  private let forms: [[UInt8]: [UInt64]]

  package static let embedded = CombiningForms()

  /// Shorter words are not made of parts that could be told apart.
  private static let shortestWord = 7
  private static let longestWord = 32
  private static let shortestForm = 2
  private static let longestForm = 11
  /// A rest that is looked up as a word of its own is at least so long.
  private static let shortestRest = 4

  private init() {
    var forms: [[UInt8]: [UInt64]] = [:]
    // Byte by byte, since characters of a string take several times as long to find.
    for line in Self.list.utf8.split(separator: UInt8(ascii: "\n")) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let roots = Array(Thesaurus.roots(String(Substring(line[line.index(after: colon)...]))))
      for form in line[..<colon].split(separator: UInt8(ascii: " ")) {
        forms[Array(form), default: []] += roots
      }
    }
    self.forms = forms
  }

  /// The word cut into forms, and at most one rest that is itself a word; nil where it cannot be.
  ///
  /// - Parameter isWord: whether the note has the rest as a word.
  package func parts(
    of bytes: [UInt8], _ range: Range<Int>, isWord: (Range<Int>) -> Bool
  ) -> [Part]? {
    guard (Self.shortestWord...Self.longestWord).contains(range.count) else { return nil }
    var word: [UInt8] = []
    for index in range {
      let byte = bytes[index] | 0x20
      guard (0x61...0x7A).contains(byte) else { return nil }
      word.append(byte)
    }
    var parts: [Part] = []
    // At most five parts of at most ten lengths each: bounded, whatever the word.
    return cut(word, 0, range.lowerBound, &parts, hasRest: false, isWord) ? parts : nil
  }

  private func cut(
    _ word: [UInt8], _ start: Int, _ offset: Int, _ parts: inout [Part], hasRest: Bool,
    _ isWord: (Range<Int>) -> Bool
  ) -> Bool {
    if start == word.count { return !parts.isEmpty }
    guard parts.count < 5 else { return false }
    let longest = min(Self.longestForm, word.count - start)
    if longest >= Self.shortestForm {
      for length in (Self.shortestForm...longest).reversed() {
        let end = start + length
        guard let roots = forms[Array(word[start..<end])] else { continue }
        // A short form begins or ends a word; inside one it is chance.
        if length == 2, start > 0, end < word.count { continue }
        parts.append(.form(roots))
        if cut(word, end, offset, &parts, hasRest: hasRest, isWord) { return true }
        // The vowel that joins: `ile-o-colonic`.
        if end < word.count - 1, word[end] == UInt8(ascii: "o") || word[end] == UInt8(ascii: "i"),
          cut(word, end + 1, offset, &parts, hasRest: hasRest, isWord)
        {
          return true
        }
        parts.removeLast()
      }
    }
    // A rest: to the end of the word, or to a joining vowel before a form.
    guard !hasRest, word.count - start >= Self.shortestRest,
      start > 0 || word.count > Self.shortestRest
    else {
      return false
    }
    for end in ((start + Self.shortestRest)...word.count).reversed()
    where isWord(offset + start..<offset + end) {
      parts.append(.word(offset + start..<offset + end))
      if cut(word, end, offset, &parts, hasRest: true, isWord) { return true }
      parts.removeLast()
    }
    return false
  }

  private static let list = """
    peri: around near surrounding about perimeter
    circum: around about
    intra endo en: in inside within into internal inner
    inter: between
    extra ecto exo: outside beyond external out
    sub infra hypo: under below beneath low lower decreased less reduced inferior
    supra super hyper: above over high higher elevated increased excess excessive too superior
    over: over excess excessive too much
    trans: across through
    ante pre: before prior
    post: after following behind
    retro: behind back backward
    para: beside near next alongside around surrounding paraspinal paravertebral paraspinous
    pan: all whole entire
    hemi semi: half one side
    bi: both two double
    uni mono: one single
    tri: three triple
    quadri tetra: four
    multi poly: many multiple several frequent excessive
    oligo: few little low scant
    macro mega megal: large enlarged big
    micro: small tiny
    tachy: fast rapid quick elevated high
    brady: slow low
    dys: difficulty difficult painful trouble abnormal bad disturbed problem
    mal: bad poor abnormal
    eu: normal
    neo: new
    pseudo: false
    iso: equal same
    hetero: different
    homo: same
    auto: self own
    anti: against
    contra: against opposite
    dextro: right
    levo: left
    dors dorso: dorsal dorsum back top
    ventr ventro: ventral front
    anter antero anterior: anterior front
    poster postero posterior: posterior back behind
    later latero lateral: lateral side outer
    medi medio medial: medial middle inner
    super supero superior: superior upper above
    infer infero inferior: inferior lower below
    proxim proximo: proximal near
    dist disto: distal far
    oral or stomat: mouth lip lips oral
    lingu gloss: tongue
    labi cheil: lip lips labia
    dent odont: tooth teeth dental
    gingiv: gum gums
    nas naso rhin: nose nasal nostril
    ocul ophthalm opt: eye eyes vision
    orbit orbital: eye orbit
    ot aur auricul: ear ears
    cephal crani cranio cranial: head skull brain
    cerebr encephal: brain cerebral
    mening: meninges
    neur neuro neural: nerve nerves neural neurologic
    radicul: root nerve
    psych: mental mind
    cervic: neck cervical cervix
    thorac thoraco thoracic: chest thorax thoracic
    pulm pulmon pneum pneumo pneumon: lung lungs air pulmonary
    pleur: pleura pleural lung
    bronch broncho: airway bronchi bronchus
    trache tracheo: windpipe trachea
    laryng: larynx voice throat
    pharyng: throat pharynx
    cardi cardio cardia cardial: heart cardiac rate
    coron: heart coronary
    vas vaso vascul angi: vessel vessels blood vascular
    arteri arterio: artery arteries arterial
    ven veno phleb: vein veins venous
    hem hemo hemat hemato haemat: blood bleeding bloody
    thromb thrombo: clot clots
    lymph lympho lymphat: lymph node nodes
    splen spleno: spleen
    hepat hepato: liver
    chol chole cholecyst: bile gallbladder
    gastr gastro: stomach gastric
    enter entero: bowel intestine intestinal
    duoden: duodenum duodenal
    ile ileo: ileum ileal
    col colo colon colonic: colon colonic bowel
    proct recto rect: rectum rectal
    anal ano: anus anal
    abdomin abdomino abdominal: belly abdomen abdominal
    pelv pelvi pelvic: pelvis pelvic
    esophag esophago esophageal: esophagus esophageal gullet
    jejun jejuno jejunal: jejunum jejunal bowel
    cec ceco cecal: cecum cecal
    sigmoid sigmoido: sigmoid colon
    append appendic appendico: appendix appendiceal
    pancreat pancreatico pancreatic: pancreas pancreatic
    bili biliar biliary choledoch: bile biliary duct
    perine perineal: perineum perineal
    vesic vesico vesical: bladder
    pub pubo pubic: pubis pubic
    ischi ischio ischial: ischium ischial
    ili ilio iliac: ilium iliac
    femor femoro femoral: femur femoral thigh groin
    tibi tibio tibial: tibia tibial shin
    fibul fibulo fibular: fibula fibular
    patell patello patellar: patella patellar kneecap
    humer humero humeral: humerus humeral
    radi radio radial: radius radial
    uln ulno ulnar: ulna ulnar
    gleno glenoid: glenoid socket
    acromi acromio: acromion shoulder
    metacarp metacarpo: metacarpal hand
    metatars metatarso: metatarsal foot
    phalang phalangeal: phalanx phalanges finger fingers toe toes
    tars tarso tarsal: tarsal foot
    calcane calcaneo: calcaneus heel
    maxill maxillo maxillary: maxilla maxillary jaw
    mandibul mandibulo mandibular: mandible mandibular jaw
    fronto frontal: frontal forehead
    parieto parietal: parietal
    temporo: temporal
    occipit occipito occipital: occipital occiput
    aort aorto aortic: aorta aortic
    popliteo popliteal: popliteal knee
    atri atrio atrial: atrium atrial
    ventricul ventriculo ventricular: ventricle ventricular
    nephr nephro ren reno renal: kidney kidneys renal
    ureter: ureter
    cyst cysto: bladder cyst
    urethr: urethra
    ur uro urin: urine urinary
    hyster metr uter utero: uterus womb uterine
    ovari oophor: ovary ovaries ovarian
    salping: tube tubes fallopian
    vagin colp: vagina vaginal
    clitor: clitoris clitoral
    vulv: vulva vulvar
    mast mamm mammo: breast breasts
    prostat: prostate
    orchi test testic: testicle testis testes
    derm dermat dermal cutaneous cutane: skin
    trich: hair
    onych ungual: nail nails
    hidro: sweat sweating
    osteo oste osse osseous: bone bones bony
    chondr chondral: cartilage
    arthr arthro articular articul: joint joints
    my myo muscul muscular: muscle muscles
    tend tendin ten: tendon tendons
    fasci: fascia
    spondyl spondylo vertebr vertebral: spine vertebra vertebral
    lumb lumbo lumbar: back lumbar low
    sacr sacro sacral: sacrum sacral
    cost costo costal: rib ribs
    stern sterno sternal: breastbone sternum sternal
    clavicul clavicular: collarbone clavicle
    scapul scapular: shoulder scapula
    brachi: arm
    carp carpal: wrist
    pod ped: foot feet
    dactyl digit: finger fingers toe toes
    gen genic genesis: cause caused producing
    glyc glyco gluc: sugar glucose
    lip lipid lipo: fat fats cholesterol lipids
    natr: sodium
    kal: potassium
    calc: calcium
    oxia ox: oxygen
    thyr thyroid: thyroid
    aden adeno: gland glands
    onc carcin: cancer tumor
    camer cameral: chamber
    annul annulo: annulus ring
    ictal ict: seizure seizures
    opto optic: vision eye
    capsul capsulo: capsule bag
    kerat kerato: cornea corneal
    conjunctiv: conjunctiva
    phac phaco phak: lens
    scler sclero: sclera
    irid irido: iris
    retin: retina
    tympan tympano myring: eardrum drum tympanic
    synov: synovium synovial
    thora: chest thorax thoracic pleural
    tripsy otripsy: broken crushed fragmented broke
    adenoid: adenoids
    tonsill: tonsil tonsils
    lamin lamino: lamina
    foramin foramino: foramen
    disc disk disco disko: disk disc
    facet: facet
    umbilic umbilical: navel umbilicus
    inguin inguinal: groin
    peritone periton: peritoneum abdominal
    placent: placenta
    amnio: amniotic
    fet feto: fetus fetal baby
    lact galact: milk
    epistax: nosebleed
    immun immuno: immune
    bacteri: bacteria bacterial infection
    py: pus
    therm pyr: heat fever temperature
    algia algesia odynia dynia: pain painful ache sore
    itis: inflammation inflamed inflammatory infection infected swelling irritation
    osis iasis: condition disease
    pathy opathy: disease problem problems disorder damage
    oma: tumor mass growth
    ectomy: removal removed remove excision excised resected resection taken cut
    otomy tomy: incision incised opened opening cut
    ostomy stomy: opening stoma
    plasty oplasty: repair repaired reconstruction reconstructed
    pexy: fixation fixed
    rrhaphy: repair suture sutured
    scopy scope scopic: scope examined examination inspected camera visualized visualization
    graphy gram graph graphic: imaging study picture recording film
    centesis: puncture aspiration tapped fluid drained
    rrhage rrhagia rrhagic: bleeding
    rrhea: flow discharge
    uria uric: urine urination urinating
    emia emic: blood level
    penia penic: low deficiency decreased count
    cytosis: high cells count
    megaly: enlarged enlargement large
    sclerosis: hardening
    stenosis stenotic: narrowing narrowed
    ectasis ectasia: dilated dilation widening
    plegia plegic: paralysis paralyzed weakness
    paresis paretic: weakness weak
    phagia: swallowing swallow eating
    phasia: speech speaking
    phonia: voice
    pnea: breathing breath respiratory
    somnia: sleep sleeping
    esthesia esthetic: sensation feeling numbness
    opia opsia: vision seeing
    trophy trophic: growth enlarged thickening
    plasia: growth
    lysis lytic: breakdown dissolved released release freed divided lysed
    spasm: spasm cramp
    ptosis: drooping
    cele: hernia
    lith lithiasis: stone stones
    phobia phobic: fear afraid avoidance
    thoracic: chest
    temporal: temple temporal
    al ic ar ary ous ical eal ia y:
    """
}
