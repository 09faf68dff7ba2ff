/// The families of words by which a passage shows that it talks to a machine about its output.
///
/// A word alone means nothing here: `ignore`, `system` and `summary` stand in most charts. Only the
/// constructions of `SteeringConstructions`, which combine families, count. The families were
/// gathered from the vocabulary of editing, of software and of instructions in general English, with
/// the words that a language has for one thing kept together; a trailing `+` stands for the regular
/// forms of a verb.
enum SteeringWords {
  static let families = """
    say: state write say report list describe mention include add insert append prepend embed enter \
    print output display return give provide supply produce generate compose draft render express \
    present portray depict characterize characterise call label show tell repeat quote echo emit put \
    record document claim declare assert affirm indicate specify cite carry hold contain feature \
    claim attach weave integrate incorporate introduce recommend suggest invent fabricate feed \
    rate rank score grade credit praise certify flag set assign note paint frame sound mark code \
    begin start open end close finish conclude top lead close say name use speak inject infuse

    drop: omit skip drop leave exclude suppress delete remove erase hide conceal withhold redact \
    strip cut scrub bury overlook eliminate expunge swap substitute replace change alter modify \
    falsify downplay minimize minimise soften invert flip reverse mask bypass obscure censor \
    forget ignore disregard avoid discard dismiss neglect lack

    ignore: ignore disregard forget override bypass overrule supersede overwrite discard abandon

    reply: reply respond answer

    shorten: summarize+ summarise+ condense+ abridge+ recap recaps recapped recapping \
    recapitulate+ retell retells retold retelling paraphrase+ distil distils distilled distilling \
    distill+ synopsize+ boil boils boiled boiling compress+ shorten+ precis rephrase+ rewrite \
    rewrites rewritten rewriting reword+ encapsulate+ outline+ transcribe+ parse parses parsed \
    parsing ingest+ summed

    make: made written derived produced generated built drawn created compiled prepared extracted \
    composed assembled drafted distilled condensed spun lifted pulled based

    compose: make makes write writes derive derives produce produces generate generates build builds \
    create creates compile compiles prepare prepares compose composes draft drafts handle handles \
    process processes read reads reading processing writing composing generating producing \
    preparing drafting

    digest: synopsis synopses digest digests recap recaps retelling retellings precis rundown \
    rundowns summarization summarisation summarizations tldr abridgement abridgment rendition \
    renditions condensation paraphrase writeup

    core: summary summaries abstract abstracts output outputs summarization overview writeup

    product: summary summaries output outputs response responses reply replies answer answers \
    abstract abstracts account accounts version versions copy text texts paragraph report reports \
    statement message overview brief narrative result product transcription translation sentence \
    sentences conclusion headline line handover handoff blurb document description wording outline \
    extract answer's reply's response's output's summary's text's message's

    work: solution code codebase algorithm implementation program script logic elucidation \
    explanation function functionality reasoning article essay email content post tweet project \
    routine software application message

    machine: ai llm llms gpt chatgpt gpt4 claude gemini copilot llama mistral chatbot chatbots bot \
    bots summarizer summariser summarizers summarisers silicon robot robots nlp genai autocoder \
    robo autosummary

    device: program programs programme system systems model models engine engines tool tools \
    software assistant scribe machine machines agent agents computer computers app application \
    applications reader readers processor processors automation pipeline platform parser parsers \
    plugin algorithm algorithms condenser generator generators narrator compiler \
    transcriber classifier network server backend middleware workflow module extractor abstractor \
    indexer crawler bureau logic

    auto: automated automatic automatically artificial machine computer downstream robotic software \
    smart virtual digital synthetic electronic generated intelligent neural ambient

    charted: note page record document text chart visit encounter consult entry file paragraph \
    passage section transcript dictation case admission stay report letter story one lines line \
    source input material content contents material conversation

    prior: previous prior above earlier preceding foregoing former existing original initial

    all: all any every each whatever everything anything nothing

    instruction: instruction instructions prompt prompts rule rules direction directions guideline \
    guidelines directive directives command commands constraint constraints programming policy \
    policies safeguards filters training restrictions guardrails guidance

    only: only just exactly verbatim solely merely strictly simply nothing purely precisely

    secret: hidden system secret internal confidential underlying original initial developer

    role: user assistant system human ai bot model developer chatbot instruction instructions \
    response prompt input output tool function

    possess: your thy yer ur its their

    anyone: whoever whatever whichever anyone anything whomever someone

    whenever: when whenever if while once before after wherever however as

    style: poem rhyme rhymes rhyming haiku limerick sonnet song pirate shakespeare shakespearean \
    klingon emoji emojis uppercase lowercase caps capitals backwards backward alphabetical alphabet \
    cipher caesar base64 base32 base58 base85 base16 hex hexadecimal binary morse rot13 ascii json \
    xml yaml csv html markdown python javascript sql bash pseudocode latex regex leetspeak anagram \
    acrostic stanza stanzas verse rap lyrics joke jokes riddle hashtag hashtags bulleted binary \
    braille ebcdic utf unicode url vigenere atbash substitution

    tongue: spanish french german italian portuguese dutch russian chinese mandarin japanese korean \
    arabic hindi latin swahili turkish polish greek hebrew swedish norwegian danish finnish thai \
    vietnamese esperanto klingon elvish dothraki bengali urdu farsi persian tagalog malay tamil \
    telugu hungarian czech romanian ukrainian

    coding: python javascript java typescript sql html css json xml regex codebase snippet \
    pseudocode compiler github numpy pandas subprocess iteration array bash powershell perl ruby \
    golang kotlin

    advert: advertisement advert discount promotion promo coupon voucher slogan tagline sale \
    endorsement jingle sponsor

    reach: mother mothers father fathers parent parents family families daughter son wife husband \
    spouse partner mom dad brother sister grandmother gran girl boy child children kids relatives \
    guardian employer employers work insurer insurance school trainer coach lawyer attorney police \
    nurse nurses nursing staff rn lpn intern interns resident residents registrar colleague \
    pharmacist pharmacy coder coders him physician physicians doctor doctors surgeon pcp gp dr \
    secretary typist transcriptionist clerk receptionist team teams fellow attending hospitalist \
    therapist letter form fax faxed portal handout sheet label sticker poster booking \
    voicemail certificate envelope leaflet brochure questionnaire worksheet diary logbook armband \
    registry statistician proxy monitor dispatcher teacher caregiver aide carer radiologist \
    sonographer cardiology oncology neurology urology ophthalmology driver patients copies \
    transcription dictated dictation exercise stretching rehabilitation

    recount: said says told stated states asked asks reported reports instructed recommended advised \
    agreed discussed explained reviewed wrote replied answered responded requested voiced quoted \
    reads repeated claims wants wanted jokes joked printed called phoned handed

    quiz: what how which who where when why can could would do does is are should will whose

    ask: provide analyze analyse explain list write create generate suggest tell give show find \
    compare translate calculate compute solve plan schedule book search look play describe summarize \
    summarise draft compose design develop build make convert identify determine evaluate predict \
    forecast organize remind automate optimize teach help classify categorize recite sing imagine \
    pretend invent brainstorm recommend outline elaborate define discuss sort \
    rewrite paraphrase correct proofread edit research investigate produce output detect \
    assess

    topic: computer computers laptop smartphone phone iphone android internet wifi browser website \
    websites email emails gmail password passwords bank banking cryptocurrency crypto bitcoin stock \
    stocks shares market markets investor investing investment investments economy economic economies \
    inflation unemployment marketing brand brands discount sale sales revenue profit startup startups \
    business businesses company companies corporate competitor competitors consumer consumers \
    customer customers customers' feedback advertising advertisement advertisements promote promotes \
    promotion campaign entrepreneur entrepreneurs retail ecommerce supply industry industries \
    e-commerce trend trends movie movies film films theater theaters theatre theatres cinema song \
    songs music album band concert concerts lyric lyrics celebrity celebrities actor actors actress \
    netflix hollywood blockbuster television gaming videogame football basketball soccer baseball \
    nba nfl olympics championship tournament league poem poems poetry haiku limerick novel novels \
    author joke jokes riddle trivia fiction fantasy recipe recipes cook cooking bake baking cake \
    pasta chocolate dessert cuisine vegetarian restaurant restaurants travel traveling travelling \
    trip flight flights hotel hotels vacation holiday tourist tourism destination destinations \
    landmark museum museums capital country countries city cities continent continents ocean \
    mountain planet planets jupiter mars saturn moons space nasa astronaut galaxy universe climate \
    weather forecast renewable solar electric electricity vehicle vehicles cars politics political \
    politician election elections president government law laws legal war wars history historical \
    century revolution geography physics chemistry mathematics math maths equation equations algebra \
    calculus quantum science scientific scientist theory algorithm algorithms programming python \
    javascript code coding software app apps spreadsheet excel file files folder folders backup \
    directory desktop screenshot screenshots server servers download upload reminder reminders \
    calendar meeting appointments document documents news headlines technology technologies \
    blockchain robotics productivity skills skill career careers resume essay homework university \
    college degree scholarship leadership management teamwork languages grammar vocabulary sentence \
    philosophy philosopher culture cultural art artist artists painting fashion clothes shopping \
    gift gifts hobby hobbies garden gardening pets puppy camping hiking budget savings loan mortgage \
    tax taxes currency dollar euro social facebook twitter instagram youtube tiktok hashtag online \
    virtual rumor conspiracy theories propaganda fake scam lottery prize bullish sentiment tone \
    tweet review reviews positive neutral emotion emotions command processes process script \
    automate device devices drive drives external keyboard tasks task project projects \
    gadget release model trending chorus teaser plot twist sequel trailer series episode character \
    superhero cartoon anime dance dancing choreography capitalism democracy constitution empire \
    turtle names world won dinosaur dinosaurs volcano earthquake rainforest pollution recycling sustainability carbon \
    emissions greenhouse nuclear coal oil petroleum wind energy book books bookstore weekend speech \
    speeches recursion example examples presentation newsletter blog influencer subscribers dating \
    wedding birthday party festival anniversary soccer chess puzzle puzzles crossword sudoku \
    slogan logo font pixel wallpaper playlist podcast radio channel streaming iceland tokyo paris \
    london vowels symbols anagrams anagram acronym synonym synonyms spelling rhyme sentiment \
    sarcasm optimistic pessimistic enthusiastic excited disappointed service shipping delivery \
    warranty refund purchase price prices

    clinic: interpreter bedside patient patients pt symptom symptoms pain mg mcg ml exam examination disease \
    diagnosis treatment therapy medication medications medicine dose doctor clinic hospital surgery \
    surgical nurse bilateral bilaterally chronic acute blood heart lung kidney liver skin denies \
    tablet pills allergy allergies fever wound incision sutures catheter fracture swelling \
    x-ray mri ct ultrasound biopsy lab labs vitals breath chest abdomen pelvis ankle knee hip \
    shoulder spine neck head arm leg hand foot breast cancer tumor infection diabetes asthma stroke \
    health medical clinical care condition conditions illness drugs drug vaccine pregnancy baby \
    infant alcohol smoke smoking tobacco drink bowel urine sexual doctors physician physicians procedure anesthesia operative postoperative preoperative \
    diet weight exercise exercises sleep depression anxiety psychiatric mental cognitive neurologic

    fproduct: resumen resúmenes résumé résumés synthèse synthese zusammenfassung zusammenfassungen \
    riassunto riepilogo sintesi resumo samenvatting ausgabe ausgabetext salida sortie antwort \
    respuesta réponse risposta resposta kurzfassung bericht arztbrief informe rapport sommaire \
    compte-rendu sammanfattning podsumowanie streszczenie özet

    fmachine: programa programm logiciel outil herramienta modelo modèle modell ki ia máquina \
    maschine macchina automatico automatica automático automática automatique automatisch \
    automatische asistente assistente assistenten sprachmodell auswertungsprogramm \
    zusammenfassungsprogramm sistema système lecteur lector lettore leser ordinateur computadora \
    ordenador rechner strumento generador générateur generatore generator schreibprogramm \
    redactor rédacteur modello software algorithme algoritmo algorithmus robot inteligencia \
    intelligence künstliche artificial

    fcommand: omita omitan omite omettez omettre escriba escribe escriban écrivez ecrivez schreibe \
    schreiben schreib scriva scrivi escreva mencione menciones mentionnez indiquez indique \
    erwähnen erwähne erwähnt darf dürfen ignorez ignoriere ignorieren ignori ignora responda \
    responde répondez antworte antworten rispondi risponda diga digas dites sag sagen ponga pon \
    mettez niente rien nada weglassen lassen lass vorkommen stattdessen redactar rédiger oculte \
    cachez supprimez elimine borre lösche löschen entfernen elimini ometta tralasci riporti \
    verschweige verschweigen afirme affirmez déclarez declare traduzca traduisez übersetze \
    schrijf vermeld noem negeer laat utelämna skriv pomiń napisz yazın doit debe deve muss soll \
    sollen sostituisca remplacez reemplace ersetze ersetzen conviene

    rot: gur naq gung jvgu guvf jevgr fhzznel vtaber ercbeg cngvrag sebz fubhyq zhfg fgngr \
    abguvat unir jrer orra nobhg gurve juvpu jbhyq bayl gurl fnl bzvg yrnir bhg zragvba bhgchg \
    abgr vafgehpgvbaf cerivbhf ercyl nafjre sbyybj tvir gryy nyy abg

    mirror: eht taht htiw siht etirw yrammus erongi troper tneitap morf dluohs tsum etats \
    gnihton evah erew neeb tuoba rieht hcihw dluow ylno yeht timo evael noitnem tuptuo eton \
    snoitcurtsni suoiverp ylper rewsna wollof evig llet
    """
}
