/// The highest doses of the drugs that are used most or do most harm, as labels and standard references
/// give them for adults: what one administration and what one day may have.
///
/// SOURCE of all rows: the maximum doses of the US prescribing information and of common references,
/// written from general knowledge and not re-read; where indications differ, the highest (loading
/// doses, status epilepticus, tolerance to opioids). They are no advice: a rule flags only what lies
/// well beyond them (`factor`).
enum DoseLimits {
  struct Limit: Sendable, Hashable {
    /// In milligrams, units or milliequivalents.
    var unit: DoseUnit
    var single: Double
    var daily: Double
  }

  /// By the lexicon's name of the drug.
  static let standard: [String: Limit] = {
    var limits: [String: Limit] = [:]
    limits.reserveCapacity(350)
    // Byte by byte, since every note with a dose reads it.
    for row in Array(rows.utf8).split(separator: UInt8(ascii: "\n")) {
      let cells = row.split(separator: UInt8(ascii: " "))
      guard cells.count >= 4 else { continue }
      let figures = cells.suffix(3).map { String(decoding: $0, as: UTF8.self) }
      guard let unit = DoseUnit(rawValue: figures[0]), let single = Double(figures[1]),
        let daily = Double(figures[2])
      else { continue }
      let name = row[..<cells[cells.count - 4].endIndex]
      limits[String(decoding: name, as: UTF8.self)] = Limit(
        unit: unit, single: single, daily: daily)
    }
    return limits
  }()

  /// Name, unit, highest single dose, highest daily dose.
  private static let rows = """
    amlodipine mg 10 10
    atenolol mg 200 200
    metoprolol mg 400 450
    carvedilol mg 80 100
    propranolol mg 320 640
    bisoprolol mg 20 20
    nebivolol mg 40 40
    labetalol mg 800 2400
    nadolol mg 320 320
    sotalol mg 320 640
    lisinopril mg 80 80
    enalapril mg 40 40
    benazepril mg 80 80
    captopril mg 150 450
    ramipril mg 20 20
    quinapril mg 80 80
    fosinopril mg 80 80
    trandolapril mg 8 8
    perindopril mg 16 16
    losartan mg 150 150
    valsartan mg 320 320
    irbesartan mg 300 300
    candesartan mg 32 32
    olmesartan mg 40 40
    telmisartan mg 80 80
    azilsartan mg 80 80
    hydrochlorothiazide mg 100 200
    chlorthalidone mg 100 200
    indapamide mg 5 5
    metolazone mg 20 20
    furosemide mg 400 1000
    bumetanide mg 10 10
    torsemide mg 200 200
    spironolactone mg 400 400
    eplerenone mg 100 100
    triamterene mg 150 300
    amiloride mg 20 20
    acetazolamide mg 1000 2000
    clonidine mg 0.8 2.4
    hydralazine mg 150 400
    minoxidil mg 100 100
    doxazosin mg 16 16
    prazosin mg 20 40
    terazosin mg 20 20
    methyldopa mg 1500 3000
    diltiazem mg 540 540
    verapamil mg 480 480
    nifedipine mg 120 180
    felodipine mg 20 20
    nicardipine mg 60 360
    digoxin mg 1.5 1.5
    amiodarone mg 1600 2400
    flecainide mg 300 400
    propafenone mg 600 1200
    dofetilide mg 0.5 1
    dronedarone mg 400 800
    adenosine mg 30 60
    isosorbide mononitrate mg 240 240
    isosorbide dinitrate mg 160 480
    ranolazine mg 1000 2000
    ivabradine mg 7.5 15
    atorvastatin mg 80 80
    rosuvastatin mg 40 40
    simvastatin mg 80 80
    pravastatin mg 80 80
    lovastatin mg 80 80
    pitavastatin mg 4 4
    ezetimibe mg 10 10
    fenofibrate mg 200 200
    gemfibrozil mg 900 1500
    niacin mg 3000 6000
    warfarin mg 15 15
    apixaban mg 10 20
    rivaroxaban mg 20 30
    dabigatran mg 150 300
    edoxaban mg 60 60
    enoxaparin mg 200 300
    dalteparin units 18000 18000
    fondaparinux mg 10 10
    heparin units 50000 60000
    clopidogrel mg 600 600
    prasugrel mg 60 60
    ticagrelor mg 180 180
    aspirin mg 1300 6000
    cilostazol mg 100 200
    metformin mg 2000 2550
    glipizide mg 40 40
    glyburide mg 20 20
    glimepiride mg 8 8
    pioglitazone mg 45 45
    rosiglitazone mg 8 8
    sitagliptin mg 100 100
    saxagliptin mg 5 5
    linagliptin mg 5 5
    empagliflozin mg 25 25
    dapagliflozin mg 10 10
    canagliflozin mg 300 300
    repaglinide mg 4 16
    nateglinide mg 180 540
    acarbose mg 100 300
    liraglutide mg 3 3
    semaglutide mg 14 14
    dulaglutide mg 4.5 4.5
    tirzepatide mg 15 15
    insulin units 200 400
    insulin glargine units 200 300
    insulin lispro units 150 300
    insulin aspart units 150 300
    insulin nph units 200 300
    insulin regular units 200 400
    insulin detemir units 200 300
    insulin degludec units 200 300
    levothyroxine mg 0.5 0.5
    liothyronine mg 0.1 0.1
    methimazole mg 60 120
    propylthiouracil mg 400 1200
    prednisone mg 250 250
    prednisolone mg 250 250
    methylprednisolone mg 1000 2000
    dexamethasone mg 100 100
    hydrocortisone mg 500 1000
    fludrocortisone mg 0.5 0.5
    desmopressin mg 0.6 1.2
    cabergoline mg 2 2
    estradiol mg 40 40
    medroxyprogesterone mg 1000 1000
    finasteride mg 5 5
    dutasteride mg 0.5 0.5
    alendronate mg 70 70
    risedronate mg 150 150
    ibandronate mg 150 150
    raloxifene mg 60 120
    cinacalcet mg 180 360
    calcitriol mg 0.004 0.004
    acetaminophen mg 2000 4000
    ibuprofen mg 800 3200
    naproxen mg 1000 1650
    ketorolac mg 60 120
    diclofenac mg 100 225
    indomethacin mg 150 200
    meloxicam mg 30 30
    celecoxib mg 400 800
    etodolac mg 1000 1200
    nabumetone mg 2000 2000
    tramadol mg 300 400
    tapentadol mg 250 600
    morphine mg 400 1600
    hydromorphone mg 64 300
    oxycodone mg 160 640
    oxymorphone mg 80 320
    hydrocodone mg 120 240
    codeine mg 120 360
    methadone mg 200 300
    meperidine mg 300 1200
    fentanyl mg 3.5 7
    buprenorphine mg 32 32
    naloxone mg 10 24
    naltrexone mg 380 380
    gabapentin mg 1800 4800
    pregabalin mg 300 600
    baclofen mg 80 160
    cyclobenzaprine mg 30 60
    tizanidine mg 16 36
    methocarbamol mg 3000 8000
    carisoprodol mg 350 1400
    metaxalone mg 800 3200
    sumatriptan mg 100 200
    rizatriptan mg 10 30
    colchicine mg 1.8 4.8
    allopurinol mg 800 900
    febuxostat mg 120 120
    midazolam mg 40 120
    propofol mg 400 5000
    ketamine mg 700 1500
    etomidate mg 60 60
    rocuronium mg 200 400
    succinylcholine mg 300 500
    vecuronium mg 30 100
    sertraline mg 300 300
    fluoxetine mg 90 120
    paroxetine mg 75 80
    citalopram mg 60 80
    escitalopram mg 30 40
    fluvoxamine mg 300 300
    venlafaxine mg 375 450
    desvenlafaxine mg 400 400
    duloxetine mg 120 120
    bupropion mg 450 450
    mirtazapine mg 60 60
    trazodone mg 600 600
    amitriptyline mg 300 300
    nortriptyline mg 200 200
    doxepin mg 300 300
    imipramine mg 300 300
    lithium mg 1800 2400
    valproic acid mg 3000 6000
    divalproex mg 3000 6000
    carbamazepine mg 1200 2000
    oxcarbazepine mg 1200 2400
    lamotrigine mg 500 700
    levetiracetam mg 4500 4500
    topiramate mg 800 1600
    phenytoin mg 2000 2000
    phenobarbital mg 2000 2000
    primidone mg 500 2000
    zonisamide mg 600 600
    lacosamide mg 400 600
    clonazepam mg 4 20
    lorazepam mg 8 20
    alprazolam mg 4 10
    diazepam mg 20 120
    temazepam mg 30 60
    zolpidem mg 12.5 12.5
    eszopiclone mg 3 6
    quetiapine mg 800 1200
    olanzapine mg 30 40
    risperidone mg 50 50
    aripiprazole mg 882 882
    ziprasidone mg 160 320
    haloperidol mg 300 300
    clozapine mg 600 900
    lurasidone mg 160 160
    chlorpromazine mg 500 2000
    buspirone mg 60 90
    hydroxyzine mg 200 600
    methylphenidate mg 108 144
    amphetamine mg 60 90
    lisdexamfetamine mg 70 70
    atomoxetine mg 120 120
    guanfacine mg 7 7
    modafinil mg 400 400
    donepezil mg 23 23
    memantine mg 28 28
    rivastigmine mg 6 12
    galantamine mg 24 24
    ropinirole mg 24 24
    pramipexole mg 4.5 4.5
    benztropine mg 8 8
    amoxicillin mg 3000 6000
    amoxicillin/clavulanate mg 2000 6000
    ampicillin mg 3000 14000
    cefazolin mg 3000 12000
    cephalexin mg 2000 4000
    cefuroxime mg 3000 9000
    ceftriaxone mg 4000 4000
    cefepime mg 2000 8000
    ceftazidime mg 2000 8000
    cefdinir mg 600 600
    piperacillin/tazobactam mg 4500 18000
    meropenem mg 2000 8000
    ertapenem mg 1000 2000
    azithromycin mg 2000 2000
    clarithromycin mg 1000 2000
    erythromycin mg 1000 4000
    doxycycline mg 300 400
    minocycline mg 200 400
    ciprofloxacin mg 1000 1500
    levofloxacin mg 1000 1000
    moxifloxacin mg 400 800
    clindamycin mg 1200 4800
    metronidazole mg 2000 4000
    sulfamethoxazole/trimethoprim mg 1600 6400
    trimethoprim mg 400 1200
    nitrofurantoin mg 200 400
    vancomycin mg 3000 6000
    linezolid mg 600 1200
    daptomycin mg 1200 1200
    gentamicin mg 800 800
    tobramycin mg 800 800
    rifampin mg 1200 1200
    isoniazid mg 900 900
    ethambutol mg 4000 4000
    pyrazinamide mg 4000 4000
    fluconazole mg 1200 1600
    voriconazole mg 600 1200
    acyclovir mg 1500 4500
    valacyclovir mg 2000 8000
    famciclovir mg 1500 2000
    oseltamivir mg 150 300
    valganciclovir mg 900 1800
    hydroxychloroquine mg 800 1200
    ivermectin mg 36 36
    terbinafine mg 500 500
    methotrexate mg 25000 25000
    azathioprine mg 300 300
    mycophenolate mg 2000 4000
    tacrolimus mg 20 40
    cyclosporine mg 700 1200
    sirolimus mg 20 40
    hydroxyurea mg 3000 6000
    omeprazole mg 120 360
    pantoprazole mg 120 240
    esomeprazole mg 80 240
    lansoprazole mg 90 180
    famotidine mg 160 640
    ranitidine mg 300 6000
    ondansetron mg 32 32
    metoclopramide mg 40 120
    promethazine mg 75 150
    prochlorperazine mg 25 100
    loperamide mg 8 24
    dicyclomine mg 40 160
    docusate mg 500 1000
    montelukast mg 10 20
    albuterol mg 20 60
    fluticasone mg 2 4
    budesonide mg 9 18
    tiotropium mg 0.05 0.05
    filgrastim mg 1.5 1.5
    epoetin alfa units 60000 60000
    vitamin d units 600000 600000
    vitamin b12 mg 5 10
    oxytocin units 80 100
    penicillin v mg 1000 4000
    theophylline mg 900 1200
    cetirizine mg 20 40
    loratadine mg 20 40
    fexofenadine mg 180 360
    diphenhydramine mg 100 400
    benzonatate mg 200 600
    tamsulosin mg 0.8 0.8
    oxybutynin mg 30 30
    tolterodine mg 4 8
    solifenacin mg 10 10
    sildenafil mg 100 100
    tadalafil mg 40 40
    potassium chloride mEq 100 400
    potassium mEq 100 400
    folic acid mg 15 40
    epinephrine mg 15 15
    atropine mg 6 100
    """
}
