/// Words whose syllables the rule of `Syllables` miscounts.
///
/// Made from the English words and clinical terms of `CLexicons` that the CMU Pronouncing Dictionary has
/// (Carnegie Mellon University, version 0.7b, BSD 2-Clause; see NOTICE) by the first pronunciation.
enum SyllableExceptions {
  /// How many syllables more than by the rule.
  static let corrections: [[UInt8]: Int] = {
    var corrections: [[UInt8]: Int] = [:]
    for (words, correction) in [(oneFewer, -1), (oneMore, 1), (twoMore, 2), (threeMore, 3)] {
      for word in words.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
        corrections[Array(word)] = correction
      }
    }
    return corrections
  }()

  private static let oneFewer = """
    aboveboard academically accompaniment accompaniments aches acknowledgement acknowledgements
    advancement advancements adversely aesthetically aforementioned aforesaid aisle aisles
    alphabetically aluminium ammonia analogue announcement announcements antique antiques
    apologetically appreciable apprenticeship apprenticeships archetypal arrangement arrangements
    artistically aspirin associative authentically automatically auxiliary averaged averages
    averaging awfully bachelors barefoot baroque baseball baseballs basically bawled beautifully
    beforehand behavior behavioral beverages billiards biologically blithely bludgeon bludgeoned
    bludgeoning boredom bourgeois bourgeoisie boutique boutiques bowled bracelet bracelets
    bridegroom bridesmaid bridesmaids brilliance brilliant brilliantly brusque buffeted business
    businesses businessman businessmen businesswoman businesswomen california carefree carefulness
    carelessly carelessness caretaker caretakers carriage carriages catalogue catalogued
    catalogues cataloguing categorically catholic causeway causeways ceaselessly changeover
    characteristically chemically chocolate chocolates chronologically circumference civilian
    civilians clique cliques colestipol colleague colleagues collegiate colonel colonels comeback
    commencement complementary congenial conversely copiously cordial cordially cordials cornelia
    cranial crawled critique critiqued critiques critiquing crocheted daredevil daredevils debuted
    decorative defenseless demagogue demagogues democratically dengue densely desperate dialogue
    dialogues diamond diamonds diaper diapering differently dioceses diplomatically disbursement
    disbursements disinterested distasteful dramatically drastically drawer drawers drawled
    driveway driveways dungeon dungeons dynamically eavesdrop eavesdropping ecologically
    economically edgeways edgewise elaborate elaborately elementary elsewhere emerald emeralds
    emotionally emphatically endorsement endorsements energetically enforcement enhancement
    enhancements enlargement enlargements enthusiastically eosinophilia epilogue epithelial
    epithelium erratically especially estrangement evening evenings everybody everyday everything
    everywhere falsehood falsehoods falsely familial familiar familiarity familiarize familiarized
    fantastically farewell farewells fatigue fatigued fatigues fatiguing fiercely figurehead
    fineman firefighter fireman firemen firework fireworks foliage forceful forcefully forebode
    foreboding forecast forecasted forecasting forecasts forefather forefathers forefinger
    forefingers forefront forego foregoing foregone foreground forehead foreheads foreman foremen
    foremost foreplay forerunner forerunners foresaw foresee foreseeing foreseen foresees
    foreshadow foreshadowed foreshadowing foreshadows foresight foreskin forestall forestalled
    forestalling forestalls foretaste foretastes foretell foretelling forethought foretold
    forewarn forewarned forewarning forewarns foreword framework frameworks gardenia gardenias
    gateway gateways gazelle generically genetically genial genius geniuses grapefruit grapefruits
    grapevine grapevines graphically gravestone gravestones grille grotesque growled guidebook
    guidebooks guidelines harangue harangued harangues haranguing harebrained headaches hedgehog
    hedgehogs henceforth hereby herewith hoarseness hodgepodge homeland homelands homemade
    homesick homesickness homespun homestead homesteaded homesteads homeward homework hopefuls
    hopelessly horseback horseman horseplay horsepower horseradish horseshoe horseshoes houseboat
    houseboats household households housekeeper housekeepers housewarming housewife housewives
    housework howled hysterically iceberg icebergs icebreaker icebreakers ideologically imagery
    immensely impoverish impoverished impoverishes impoverishing indifferent infringement
    infringements initiative initiatives insatiable intensely interest interested interesting
    interests intermarriage intrigue intrigued intrigues intriguing inversely involvement
    involvements ironically isle isles jeopardize jeopardized jeopardizes jeopardizing jeopardy
    judgement judgements junior juniors laboratories laboratory largely league leagues leopard
    leopards leveraging lifeboat lifeboats lifeguard lifeguards lifelike lifelines lifelong
    lifespan lifestyle lifestyles likelihood likenesses likewise limelight limestone livelihood
    livelihoods liveliness livestock logically loneliness longshoremen lukewarm luncheon luncheons
    magnolia magnolias makeshift marriage marriages mechanically medically metaphorically
    milestone milestones militias mincemeat minefield ministering misbehavior miscarriage
    miscarriages mm molle monologue monologues moreover morgue morgues mortification mosque
    mosques musically namesake namesakes negotiable nineteen nineteenth nineties ninety
    nonetheless nosebleed notebook notebooks noteworthy numerically oblique omelet omelets oneself
    opaque opera operas overpowering pacemaker pacemakers paradoxically paraphernalia parliament
    parliamentary parliaments passageway peacemaker peacemakers peculiar peculiarly pedophilia
    physique picturesque piecemeal piecework pigeon pigeonhole pigeonholed pigeons pipelines pique
    piqued plague plagued plagues plaguing plaque plaques platelet platelets platinum pneumonia
    policeman policemen policewoman policewomen posterior posteriors powerfully practically
    praiseworthy preponderance principally privilege privileged privileges prologue pronouncement
    pronouncements psychologically racetrack racetracks radically recovery regalia remorseful
    remorseless resourceful resourcefulness ricocheted rogue rogues rosemary safeguard safeguarded
    safeguarding safeguards safekeeping safeties safety sagebrush salesman salesmen salespeople
    salesperson saleswoman saleswomen sarcastically satisfactorily satisfactory saucepan savior
    saviors scapegoat scapegoated scapegoating scapegoats scarcely scarecrow scarecrows scowled
    scrawled senior seniority seniors senseless serviceman servicemen several shareholder
    shareholders shh shoveling sidelined sidelines sideshow sideshows sidestep sidestepped
    sidestepping sidesteps sidetrack sidetracked sidewalk sidewalks sideways skateboard
    skateboarding sledgehammer smokestack smokestacks sociable somebody someday somehow someone
    someplace something somethings somewhat sophomore sophomores sovereign sovereigns sovereignty
    spacecraft spaceship spaceships sparsely specifically spokesman spokesmen spokespeople
    spokesperson spokespersons spokeswoman spokeswomen sprawled stagecoach stalemate stalemated
    statesman statesmanship statesmen storehouse storehouses storekeeper storekeepers storeroom
    strangely strangeness sundial surgeon surgeons synagogue synagogues systematically takeoff
    takeoffs takeover tasteful tastefully tasteless technique techniques temperament temperamental
    temperaments temperate temperature temperatures tersely terseness theorem theorems theories
    theory thereby thereof thereon timetable timetables timezone tongue tongued tongues torque
    trademark trademarked trademarks tragically typeface typeset typesetting typewriter
    typewriters typically underprivileged unfamiliar unforeseen uninterested uninteresting unique
    uniquely uniqueness unreasonable usefulness vague vaguely vagueness valiant vegetable
    vegetables vengeful vertically veterinarian veterinarians veterinary visualize visualized
    visualizing visually visuals vogue warehouse warehoused warehouses warehousing wastebasket
    wastebaskets wasteful wasteland waveform wavelength wavelengths wednesday werewolf werewolves
    whereby wherewithal whitewash whitewashed wholehearted wholeheartedly wholesale wholesaler
    wholesalers wholesales wholesaling widespread wiedemann williams wisecrack wisecracking
    wisecracks
    """

  private static let oneMore = """
    abler aborigine aborigines ac achilles acne acquiesce acquiesced acquiescence acquiescing
    acquire acquired acquires acre acreage acres acrimonious admired adobe affluence affluent
    agreeable albeit albendazole algebraic algorithm algorithms alien alienated alienates
    alienating alienation aliens allegiances altruism altruistic ambien ambience ambient
    ambiguities ambiguity ambiguous ambling amphitheater amphitheaters amplifier amplifiers
    amyotrophic anachronisms angrier angriest anion annoyance annoyances annuities annuity
    antagonisms anxieties anxiety anyone aorta aortic aphorisms apnea apo apostrophe apostrophes
    aqueous archaic arduous area areas arguable arguably aspires assembling atheist atheistic
    atheists attire audience audiences aureus av babbling babyish backfired backfires backfiring
    baffling baptisms barre barrier barriers battling bayer bayonet bayonets bayou bayous bc
    beings belittling beneficiaries beneficiary betrayal betrayals beyond bicycling biennial
    bilious bloodier bloodiest bloodshed bluer bluest boa boas boggling bonfire bonfires bonine
    bossier bottling boyish bp brazier bricklayer bricklayers bristling bs bt bubbling bugling
    bulkier bundling bungling buoy buoyancy buoyant buoyed buoys busier busiest bustling buyer
    buyers cacao cackling cardiomyopathy carrier carriers catastrophe catastrophes cation caveat
    caveats cc cd centre cereal cereals chaos chaotic cheerier cheeriest chile chillier chilliest
    choir chortling cialis circling circuitous clairvoyance clairvoyant client clients coagulate
    coagulating coagulation coalesce coalesced coalesces coalescing coalition coalitions cochlear
    coefficient coefficients coenzyme coerce coerced coercing coercion coexist coexisted
    coexistence coexisting coincide coincided coincidence coincidences coincidental coincidentally
    coincides coinciding confidentiality confluent congruent conscientious conspicuous
    conspicuously conspire conspired constituencies constituency constituent constituents
    contemptuous contiguous continuity continuous continuously continuum conveyance cooperate
    cooperated cooperates cooperating cooperation cooperative coordinate coordinated coordinates
    coordinating coordination coordinator copier copiers cornea corneas costlier costliest courier
    couriers courteous coyer cozier cradling crayon crayons crazier craziest creamier creamiest
    create created creates creating creation creations creative creatively creativity creator
    creators crippling criticisms crooked cruel crumbling cutaneous cyanide cycling cyclist
    cyclists dabbling dandelion dandelions dangling dazzling deadlier deadliest deathbed deciduous
    deified deify deities deity dementia dente desire desired desires desiring destroyer
    destroyers devour devoured devouring devours diabetes diarrhea diarrhoea diet dietary dieting
    diets dirtier dirtiest disabling disagreeable discontinuity disgruntling disingenuous disloyal
    disloyalty dismantling disobedience disobedient disorientation disquiet disquieting doers
    doubling dour dressier dribbling drier driest drizzling dryer dryers duel dueled duels duet
    duets duo duodenal duodenum dwindling dyazide dyspnea earlier earliest easier easiest ebbed
    egoism eightieth element elements embed embezzling embryo embryonic embryos empire empires
    employee employees employer employers emptier enabling encircling enjoyable enquire
    enthusiasms entire entirely entitling epa epitome erroneous erroneously esophageal ethereal
    ethyol euphemisms european europeans expediency expedient experience experienced experiences
    experiencing expires extraneous extraordinary facsimile facsimiles fancier fanciest fatuous
    favre fiddler fiddlers fiery fiesta fiftieth finale fire firearm firearms fired fires fizzling
    flamboyance flamboyant flamboyantly flashier flashiest flier fliers flightier flightiest
    flimsiest flour flours fluency fluent fluently fluffier fluffiest fluid fluids fluor flyer
    flyers foggiest fondling forte fortes fortieth fortuitous foyer freer freest friendlier
    friendliest fruition fuel fueled fuelled fuels fumbling funnier funniest furrier fuzzier
    gambling ganglion gaseous gastrointestinal gaudier gayer genealogical genealogy genre genres
    gentlest genuine genuinely genuineness giant giants giggling gimme gloomier glossier gm
    gobbling gonorrhea gooey gradient gradients gratuities gratuitous gratuitously gratuity grayer
    grayest greedier greediest grooviest gruel grueling grumbling grumpier gubler gunfire gurgling
    guzzling gymnasia haggling halcion handier handiest happier happiest hardier hardiest
    harmonious hassling hazier healthier healthiest heartier heartiest heavier heaviest heftier
    heftiest hemiplegia hermes heroic heroin heroine heroism herpes hideous hideously hierarchy
    hillier hire hired hires hobbling holier holiest homogeneous hotbed hour hourglass hourglasses
    hours hp hr huddling humbler humblest humbling hungrier hurdling hustler hustlers hustling
    hyacinth hyacinths hydroelectric hyena hyenas hyperbole idea idealistic idealized ideas
    ideation identifier identifiers idler idling imbed impartiality improprieties impropriety
    incipient incongruity incongruous incoordination inexperience inexperienced influence
    influenced influences influencing influential influenza infrared ingenuity ingredient
    ingredients innocuous innuendo innuendoes innuendos inquired inquires inquiries inquiring
    inspired instantaneous instantaneously intermingling intraocular intrauterine intuition
    intuitive intuitively ion ions iq jagged jiggling jollier jolliest jostling joyous jr
    judiciary juggler jugglers juggling juicier juiciest karate kayak kayaking kayaks kindler
    koala koalas korean laryngeal laureate laureates layer layered layering layers layout layouts
    lazier laziest lefevre legged lemme lenient lineage lineages linear linearly linoleum lion
    lions littler littlest llorente lobbyist lobbyists loftier logarithm louis loyal loyalties
    loyalty lp luckier luckiest lustre macabre machete machetes malathion malleable mangling
    mannerisms marseilles massacre massacres massacring mausoleum maxzide maybe mayer mayonnaise
    mayor mayors mccort mccune mcdermid mcfarlane mckeown meander meandered meandering meanders
    mechanisms meddling mediocre mediterranean meier merrier messier metabolisms mg microorganism
    mightier mightiest mingling minuet miscellaneous moab modifier modifiers mononuclear mosaic
    mosaics mottling muddier muddling mumbling murkier muscling museum museums myocardial
    myocardium myopia myopic naive naively naked nastier nastiest nausea nauseate nauseated
    nauseating needier neediest neoplasm nibbling noisier noisiest notoriety nuance nuances
    nuclear nuclei nucleus nutrient nutrients nuzzling oases oasis obedience obedient obediently
    oceanic ogre organisms orient oriental orientated orientation orientations oriented
    osteoarthritis our ours ourselves overreact overreacted overreacting overreacts overseer
    overseers pacifier pacifiers paddling panacea pancreas pancreatic papaya papayas paraplegia
    parietal partiality payable payer payers payoff payoffs peddling peritoneal permeate permeated
    permeates permeating petroleum ph photocopier photocopiers pickier piddling piety pineal
    pirouette pirouettes pituitary player players pliers pm poem poems poet poetic poetical poetry
    poets poinsettia polyester polyethylene portrayal portrayals preamble preeminence preeminent
    preempt preempted preempting preempts presumptuous prettier prettiest prisms promiscuity
    proprietaries proprietary proprietor proprietors propriety protozoa psyche psychoanalysis
    psychoanalyst purveyor puzzling pyre pyres quadrupling quagmire qualifier qualifiers quibbling
    quiet quieted quieter quietest quieting quietly quiets racier raciest radioactive
    radioactivity ragged rainiest rattler rayon rayos react reacted reacting reaction
    reactionaries reactionary reactions reactive reactor reactors reacts readier readjust
    readjusted readjusting realism realist realistic realists realities reality realize realized
    realizes realizing reallocate reallocated reallocating realty reappear reappeared reappears
    rearrange rearranged rearranging reassurance reassurances reassure reassured reassures
    reassuring recipe recipes recipient recipients recreate recreated recreates recreating
    recreation recreational recycling reelect reelected reelecting refuel refueled refueling
    reimburse reimbursed reimburses reimbursing reincarnate reincarnated reincarnation reinforce
    reinforced reinforces reinforcing reinstate reinstated reinstatement reinstating reiterate
    reiterated reiterates reiterating reiteration requiem require required requires requiring
    rescuer rescuers resembling resilience retirement retroactive reunion reunions reunite
    reunited reunites reuniting reuse reused reusing rhythm rhythms rippling riskier riskiest
    roomier rosier royal royally royals royalties royalty ruffling rugged ruin ruined ruining
    ruinous ruins rumbling rustier rustiest rustlers sabre sabres saddling salient saltier
    sanctimonious sapphire sapphires satiety satire satires saucier sauerkraut savviest sayings
    scarier scariest scheuermann science sciences scientific scientifically scientist scientists
    scour scoured scouring scours scrambling scribbling scuffling scuttling sensuous settler
    settling shakier shakiest showiest shuttling sidling sierra siesta silhouette silhouetted
    silhouettes sillier silliest simpler simultaneous simultaneously singling sire sixtieth
    sizzling skimpier skimpiest skinnier skinniest sloppier sloppiest snappiest snarled sobriety
    societies society solely soloist soloists soulier sour soured souring sours spasms speedier
    spontaneity spontaneous spontaneously squabbling squires sr ss stabler stablest stapler
    staplers stapling steadier stealthier stealthiest steamier steamiest stickier stickiest
    stickler stingier stormiest strangling strenuous strenuously struggling stumbling sturdier
    subcutaneous subservient subterranean subtler subtly sudafed suicidal suicide suicides
    supplier suppliers supremely surveyor surveyors swindler syncope tabling tastier taxpayer
    taxpayers tb tempestuous tenement tenements tenuous terrier terriers testes th theater
    theaters theatrical theologian thirtieth thorniest thriftier throttling tia tiara tiaras
    ticklish tilde tingling tinier tiniest tinkling tire tired tireless tires tiresome toppling
    tortuous trachea tracheal transients transpire transpired transpires transpiring trembling
    trickier trickiest trier tripling troubling troyer truancy truant truer truest truism tryout
    tryouts tuition tumbling tumultuous twentieth twinkling uglier ugliest ul umpire umpires
    unambiguous unambiguously uncoordinated unemployable uninspired unscientific unsettling urea
    uv vacuous varieties variety venereal vigilante vigilantes viramune virtuoso virtuous vitreous
    voluptuous voyage voyaged voyager voyagers voyages voyeurism voyeuristic warbling watershed
    wealthier wealthiest whatsoever whoever wicked wiggling wildfire wildfires wire wired wires
    wobbling wobbly worthier worthiest wrangler wranglers wrangling wrestler wretched wrinkling
    wrongdoer wrongdoers wrongdoings zaniest zoologist zoologists zoology
    """

  private static let twoMore = """
    aaa abc abd acc amphitheatre cdc coyote coyotes dnase hiv microorganisms rpm theatre theatres
    """

  private static let threeMore = """
    adhd ptsd
    """
}
