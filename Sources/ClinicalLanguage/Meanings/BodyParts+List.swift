extension BodyParts {
  /// What a part is called; what else in a note tells of it, `*` behind a stem of three letters or more
  /// that may stand inside a word; and the greater part that it belongs to, which stands above it.
  ///
  /// Compiled from general anatomical vocabulary. Words that are as often something else (`back`, `sole`,
  /// `temple`, `palm`) name no part, though they may tell of one.
  static let list = """
    head: skull cephal* cran* hent heent concussion scalp* headache* migraine* occip* vertex bed \
      hob:
    scalp: hair*: head
    face facial: zygoma* malar maxill* heent cheek forehead eyebrow: head
    forehead: eyebrow frontal: face
    cheek: malar zygoma* buccal: face
    chin: mentum submental: face
    jaw mandible mandibular: tmj temporomandibular maxill* dental dentur* dentist* dentit* \
      edentul* tooth teeth gnath* molar alveol*: face
    brain cerebral: stroke cva tia cereb* enceph* ventricul* cran* mening* seizure* subdural \
      hemispher* neuro* head: head
    eye eyes ocular: od os ou vision visual acuity optic* ophthalm* optomet* conjunctiv* cornea* \
      retin* pupil* perrl perrla scler* iris cataract* glaucom* lens macul* ocul* orbit* eom eomi \
      lacrim* lid heent blind* uve*: head
    eyelid: bleph* canth* lid lash lashes tarsorrh* ectropion entropion: eye
    ear ears aural: tympan* otic otitis otolog* otorhin* otalg* hear hearing hears audio* audit* \
      cochle* tm tms mastoid eustachian cerumen auric* ent heent vertig* pinna* helix helical \
      antihel* tragus antitrag* \
      conchal earlobe* earwax ossic* stapes malleus incus stapedi* labyrinth*: head
    malleus: ossic* umbo incus stapes tympan*: ear
    nose nasal: naris nares nostril* septum ala alar columella* vomer* rhin* sinus* turbinat* \
      epistaxis ent heent smell* \
      nasogastr* ng nasopharyn* coryza uri sneez* cannula: face
    mouth: lip tongue gum* gingiv* dental dentur* dentist* dentit* edentul* teeth tooth palat* \
      oroph* mucous stomat* ent heent oral* po swallow* mucosa* xerostom*: face
    tongue: lingual gloss*: mouth
    lip lips: labial cheil* vermilion philtrum: mouth
    neck: cervic* nuchal carot* thyr* jugular jvd trachea* throat tonsil* lymph* cspine c3 c4 c5 \
      c6 c7 supraclav* whiplash torticoll*:
    throat: pharyn* tonsil* vocal arytenoid* glott* hypophar* laryn* oroph* strep ent uvula* \
      swallow* epiglott* heent intubat* \
      endotrach* endoscop* egd windpipe airway voice hoarse* croup: neck
    tonsil tonsils tonsillar: tonsil* oroph* adenoid* peritonsil*: throat
    larynx laryngeal: laryn* vocal cord cords glott* subglott* supraglott* arytenoid* epiglott* voice \
      hoarse* dysphon* airway: throat
    thyroid: thyro* hashimoto graves goiter tsh: neck
    parathyroid parathyroids: parathyr* pth calcium hypercalc* hypocalc* sestamibi: neck
    trachea tracheal: trach* endotrach* bronch* airway intubat* windpipe ett carina*: neck
    arm arms: extremit* ue rue lue bue limb humer* brachi* forearm biceps triceps cuff picc \
      venipunct* antecub* sling deltoid* shoulder* hand wrist* elbow* finger* drift pronat* ncv \
      emg:
    shoulder shoulders: rotator cuff deltoid acromi* glenoid supraspinatus infraspinatus \
      subscapularis \
      bankart glenohum* \
      scapula* clavic* humer* biceps ac: arm
    scapula scapulae scapular: scap* periscap* acromi* glenoid coracoid* supraspin* infraspin* \
      subscap*: shoulder
    clavicle clavicles clavicular: clavic* acromioclav* sternoclav* collarbone ac: shoulder
    armpit axilla axillary axillae: axill*: arm
    elbow elbows: olecran* cubital antecubital epicondyl* radius radial ulna*: arm
    forearm: radius radial ulna* antebrachial arm arms: arm
    wrist wrists: carp* lunate lunotri* hamate triquetr* capitate pisiform trapezi* radius \
      radial ulna* navicular scaphoid tfcc colles: arm
    hand hands: palm* thenar hypothenar metacarp* carp* grip dupuytren mcp thumb finger knuckle \
      write* \
      writing handed: arm
    metacarpal metacarpals: metacarp* mcp boxer* knuckle* thumb finger*: hand
    finger fingers thumb: digit* felon mcp pip dip pollicis: hand
    humerus humeral: : arm
    ulna ulnar: : arm
    chest thoracic thorax: cxr lung* cardi* heart pleur* pneum* sterno* sternum sternal rib \
      breast* thora* respir* pector* pectus costo* cabg medias* angina bronch* xiph* clavic* sob \
      dyspn*:
    breast breasts: mammo* mastect* mastit* mastop* nipple* areol* lumpect* lactat* nursing: \
      chest
    rib ribs: costo* costal intercostal: chest
    sternum sternal: sterno* xiph*: chest
    heart cardiac: coron* mi cad chf cabg ekg ecg echo* atri* ventric* valv* mitral aort* \
      murmur* rhythm angina afib infarct* cath catheter catheteriz* s1 s2 stent rrr arrhyth* \
      pacemaker stemi nstemi tachy* brady* cardi* ef pvc pci lad rca pulse rate beat* nitroglyc* \
      bypass bp hr palpit* ischem* tropon* holter cholesterol: chest
    lung lungs pulmonary: pulm* pneum* bronch* pleur* respir* copd asthma* breath* rales rhonchi \
      wheez* lobe lobect* thora* cxr pe atelect* emphysem* spo2 dyspn* inhal* oxygen sputum cough* \
      airway ventilat* vent inspir* expir* crackl* auscult* smok*: chest
    abdomen abdominal belly tummy: abd abdomen* bowel* stomach* gastr* intestin* colon* hepat* \
      liver spleen* splen* append* kub perit* umbil* quadrant* rlq llq ruq luq lapar* epigast* \
      hernia* gi colect* pelvi* ostomy panniculus renal kidney aort* gallbladder cholecyst* girth \
      waist bloat*:
    stomach gastric: gastr* gi epigast* antrum pylor* egd nausea vomit* abd* reflux* gerd antral \
      peptic duoden* emesis peg digest* heartburn tummy belly: abdomen
    liver hepatic: hepat* lft lfts ast alt cirrho* bilirubin transamin* jaundice ascites cmp \
      metabolic enzym* alcohol* hbv hcv: abdomen
    gallbladder: chole* biliar* gallstone* bile murphy: abdomen
    pancreas pancreatic: pancrea* lipase amylase whipple: abdomen
    spleen splenic: splen*: abdomen
    kidney kidneys renal: nephr* ckd esrd creatinin* dialysis gfr bun uret* pyel* kub flank \
      hydroneph* lithotrips* azotem* cr aki metabolic cmp bmp electrolytes micral microalbumin* \
      urine proteinur* stone calculi calculus egfr: abdomen
    ureter ureters ureteral ureteric: ureter* uvj upj hydroneph* hydrouret* stone stones calcul* stent* \
      nephrost* pyelog* urogra* kub collecting bladder urolog* urinary: kidney
    adrenal adrenals: adren* suprarenal pheochrom* cushing* addison* cortisol aldoster*: abdomen
    bowel bowels intestine intestinal: colon* sigmoid* enterit* enteric* enteroc* gastroenter* \
      ileum ileal ileus ileost* jejun* duoden* rectum rectal rectos* rectov* rectoc* stool* cecum \
      gi constip* diarrh* crohn* colit* ostomy colostom* ileostom* bm diverticul* appendi* polyp* \
      laxat* defecat* digest* flatus: abdomen
    ileum ileal: ileo* ileit* ileost* neoile* terminal crohn* ileus enteroc*: bowel
    jejunum jejunal: jejun* roux* j-tube: bowel
    duodenum duodenal: duoden* egd endoscop* bulb ampull* papilla pylor* peptic ulcer*: bowel
    colon colonic: coloni* colono* colosto* colore* colec* sigmoid* cecum cecal rectum rectal \
      rectos* rectov* rectoc* bowel* diverticul* polyp* crohn* intestin*: bowel
    cecum cecal: ileocec* cecos* cecop* append* colonosc* caput: colon
    rectum rectal: rectos* rectov* rectoc* anal anus hemorrhoid* colon* fistul*: bowel
    anus anal: rectum rectal rectos* rectov* rectoc* hemorrhoid* fissure perian*: bowel
    appendix: append*: bowel
    groin: inguin* femor* hernia* hip scrot*:
    pelvis pelvic: uterus uterine utero* ovar* vagin* cervix* adnex* hip bladder prostat* rectum \
      hyster* ischi* pubi* iliac* ilium sacr* fibroid* gyn* turp endomet* tubal:
    ilium: iliac* ilium asis psis sacroil* crest*: pelvis
    perineum perineal: perine* rectov* episiot* vulv* vagin* genital* scrot* introit* lithotomy \
      perianal anus anal: pelvis
    urethra urethral: urethr* meatus meatal foley catheter* cystosc* void* turp prostat* penis penile \
      hypospad* introit* pelvic sling urinary: pelvis
    cervix: endocerv* ectocerv* exocerv* cervic* pap colposc* dilat* effac* leep cin hpv vagin* \
      uter* hyster* os: pelvis
    bladder: urine urinary urinat* urinal* uro* cystos* cystit* cystec* cystoc* void foley uti \
      vesic* turbt turp incontin* uret* gu cathet*: pelvis
    buttock buttocks: glute* sacral sacrum decub* sitz:
    leg legs: extremit* le rle lle ble limb femur femoral tibia* fibula* calf calves thigh* \
      knee* ankle* foot feet dvt claudic* gait slr sciat* varicos* saphen* pedal walk* stocking* \
      hip hips homan* shin posteri* rls edema* restless:
    hip hips: femor* acetab* trochant* groin pelvi* thr tha ischi*: leg
    acetabulum acetabular: acetab* labr* cup socket: hip
    thigh thighs: femor* femur quad quadricep* hamstring* vast* leg: leg
    knee knees: patell* menisc* acl mcl pcl lcl poplit* tka tkr cruciat* condyl* genu quadricep* \
      chondromal* tib*: leg
    patella patellae patellar: patell* infrapat* kneecap* quadricep* extensor chondromal* sunrise \
      merchant bpt: knee
    meniscus menisci meniscal: menisc* cartilag*: knee
    shin: tibia*: leg
    calf calves: gastrocnem* soleus achilles homan* dvt: leg
    tibia tibial: : leg
    fibula fibular: perone*: leg
    femur femoral: femor* groin cath catheter catheteriz* hip: leg
    ankle ankles: malleol* syndesm* talus talar* achilles mortise tib* fibula* calcan* foot \
      pedal: leg
    malleolus malleoli malleolar: malleol* mortise syndesm* bimall* trimall*: ankle
    foot feet: toe* heel plantar pedal metatars* lisfranc sesamoid* hallux halluc* bunion* \
      podiat* calcan* tars* ankle* \
      fasci* midfoot forefoot dp dorsalis cuboid* navicular cuneiform* monofilament gout*: leg
    metatarsal metatarsals: metatars* mtp lisfranc jones bunion* hallux toe*: foot
    calcaneus calcaneal: calcan* heel* os: foot
    heel heels: calcan* plantar achilles: foot
    toe toes: hallux halluc* digit* phalan* mtp bunion* metatars* gout*: foot
    spine spinal: vertebr* lumb* cervic* thorac* disc* disk* sacr* lamin* l4 l5 l3 s1 c5 c6 \
      foramin* cord neck* myel* epidural radicul* kypho* scolio* c7 t1 t12 l1 l2 scap* spond* lp \
      intrathecal:
    backache lumbago: back lumb* sciat* disc* disk* vertebr* paraspin* sacr* flank thorac* kypho* scolio* \
      radicul* l1 l2 l3 l4 l5: spine
    lumbar: l1 l2 l3 l4 l5 lumb* spine lp spinal: backache
    sacrum sacral: sacr* lumbosac* s1 s2 s3 si coccy* decub* buttock*: backache
    coccyx coccygeal: coccy* tailbone sacr* pilonid*: backache
    esophagus esophageal: esoph* egd gerd reflux swallow* dysphag* barrett* nissen gi:
    uterus uterine womb: utero* hyster* endomet* fibroid* myom* pregnan* cesar* fundus* \
      gestation* menstr* fetal fetus labor placent*: pelvis
    ovary ovaries ovarian: ovar* oophor* adnex* salpingo* ovulat* bso: pelvis
    vagina vaginal: vagin* introit* pap pelvic delivery episiot* specul*: pelvis
    prostate prostatic: prostat* psa bph turp: pelvis
    testicle testis testicular: testic* orchi* scrot* epidid* gu: groin
    penis penile: circumcis* foreskin glans meatus meatal urethr* hypospad*: groin
    """
}
