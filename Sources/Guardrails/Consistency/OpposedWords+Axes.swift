extension OpposedWords {
  /// One side of an axis, and what bears it out.
  struct Side {
    var words: String
    var borneOutBy = ""
  }

  static let axes: [[Side]] = [
    [
      Side(
        words: "normal normally unremarkable",
        borneOutBy: "negative clear intact wnl nl good fine"),
      Side(
        words: "abnormal abnormally abnormality abnormalities",
        borneOutBy: """
          high elevated low increased decreased reduced enlarged dilated positive impaired
          diminished absent except thickened irregular deficient deficit deficient weak loss defect
          mass lesion lesions opacity infiltrate inverted prolonged suspicious concerning
          """),
    ],
    [
      Side(
        words: "stable", borneOutBy: "unchanged steady good same satisfactory well excellent fair"),
      Side(
        words: "unstable",
        borneOutBy: "instability critical unsteady labile hypotensive guarded poor"),
    ],
    [
      Side(
        words: "better improve improved improving improvement improvements",
        borneOutBy: """
          relieve relief relieved ease eased help helped helps less lessen decrease decreased reduce
          reduced resolve resolved resolution recover recovered recovery heal healed healing subside
          subsided settle settled good gone smaller lower mild milder controlled respond responding
          responded benefit reversed alleviate alleviated alleviates well progress
          """),
      Side(
        words: """
          worse worsen worsened worsening worst deteriorate deteriorated deteriorating deterioration
          """,
        borneOutBy: """
          increase increased increasing progress progressive progression progressed severe
          exacerbation exacerbate exacerbated flare flares aggravate aggravated aggravates bad
          bother trigger provoke provoked persist persistent decline declined decompensated higher
          larger
          """),
    ],
    [
      Side(
        words: "increase increased increasing increases raised raising uptitrated",
        borneOutBy: """
          high higher up more gain gained rise rose risen double doubled titrate titrated above
          greater raise raised elevate elevated advance advanced uptitrate worse larger maximize
          """),
      Side(
        words: "decrease decreased decreasing decreases lowered lowering",
        borneOutBy: """
          low lower lowered down less half halved lost loss below taper tapered wean weaned limited
          diminished poor cut restricted fell dropped drop reduce reduced reduction fewer smaller
          minimal weak lessen better improved
          """),
    ],
    [
      Side(
        words: """
          start started starting begin began begun beginning initiate initiated initiation commence
          commenced
          """,
        borneOutBy: """
          add added prescribe prescribed give given put place placed try trial switch switched
          change changed order ordered new onset take taking use using resume resumed restart
          restarted recommend
          """),
      Side(
        words: "continue continued continues continuing continuation",
        borneOutBy: """
          take taking takes use using current currently still remain remains stay keep maintain
          maintained refill refilled resume resumed restart unchanged
          """),
      Side(
        words: """
          stop stopped stopping discontinue discontinued discontinuing discontinuation cease ceased
          cessation quit quitting
          """,
        borneOutBy: """
          hold held off end ended finish finished complete completed taper tapered wean weaned
          withdraw withdrew withdrawn pause paused avoid until last no not never without longer
          remove removed switch switched change changed replace replaced instead d/c intolerant
          allergic withhold
          """),
    ],
    [
      Side(
        words: "persist persists persisted persisting persistent ongoing unresolved lingering",
        borneOutBy: """
          still continue continues continued continuing remain remains recurrent recurred returned
          again current never not
          """),
      Side(
        words: "resolved resolves resolving resolution subsided disappeared vanished gone",
        borneOutBy: """
          no not none without better improved improving free relieved over cleared healed stopped
          denies negative normal past ended
          """),
    ],
    [
      Side(words: "patent patency", borneOutBy: "open flow flows"),
      Side(
        words: "occluded occlusion obstructed blocked thrombosed",
        borneOutBy: "clot stenosis narrowed narrowing closed total obstruction blockage thrombus"),
    ],
    [
      Side(words: "intact", borneOutBy: "normal preserved unremarkable"),
      Side(
        words: "disrupted ruptured torn dehisced",
        borneOutBy: "tear tears rupture break broken open laceration perforated defect dehiscence"),
      Side(
        words: "impaired impairment diminished",
        borneOutBy: """
          decreased reduced poor loss lost deficit deficits limited abnormal weak weakness absent
          disrupted trouble difficulty problem problems slow forgetful numb numbness worse
          """),
    ],
    [Side(words: "viable"), Side(words: "nonviable", borneOutBy: "necrotic dead devitalized")],
    [
      Side(words: "successful successfully", borneOutBy: "success achieved well"),
      Side(
        words: "unsuccessful unsuccessfully",
        borneOutBy: "fail failed failure unable not abandoned aborted without"),
    ],
    [
      Side(words: "regular", borneOutBy: "normal"),
      Side(words: "irregular irregularly", borneOutBy: "fibrillation abnormal ectopy ectopic not"),
    ],
    [
      Side(words: "symmetric symmetrical symmetrically equal equally", borneOutBy: "normal same"),
      Side(
        words: "asymmetric asymmetrical asymmetry unequal unequally",
        borneOutBy: "greater larger smaller than not less more worse"),
    ],
    [
      Side(words: "able", borneOutBy: "can could manage tolerate"),
      Side(
        words: "unable",
        borneOutBy: "not cannot inability can't couldn't difficulty fail no never"),
    ],
    [
      Side(words: "uncomplicated uneventful uneventfully", borneOutBy: "without no well"),
      Side(
        words: "complicated eventful",
        borneOutBy: "complication complications but however difficult difficulty"),
    ],
    [
      Side(words: "controlled", borneOutBy: "good well stable goal normal"),
      Side(
        words: "uncontrolled",
        borneOutBy: "poor poorly not high elevated out above suboptimal inadequate"),
    ],
    [
      Side(words: "tender tenderness", borneOutBy: "pain painful sore soreness hurt hurts"),
      Side(words: "nontender", borneOutBy: "no not without non painless pain free negative denies"),
    ],
    [
      Side(words: "reactive", borneOutBy: "react perrl normal perrla"),
      Side(words: "nonreactive unreactive", borneOutBy: "fixed not no negative sluggish"),
    ],
    [
      Side(words: "displaced displacement", borneOutBy: "shifted"),
      Side(
        words: "nondisplaced undisplaced",
        borneOutBy: "no not without non aligned minimally hairline"),
    ],
    [
      Side(
        words: "adequate adequately sufficient",
        borneOutBy: "good well enough excellent satisfactory"),
      Side(
        words: "inadequate inadequately insufficient",
        borneOutBy: "poor not limited lack low little no"),
    ],
    [
      Side(words: "compliant adherent", borneOutBy: "takes taking compliance adherence good"),
      Side(
        words: "noncompliant nonadherent",
        borneOutBy: "not poor noncompliance nonadherence miss missed forget"
      ),
    ],
    [
      Side(words: "conscious awake alert", borneOutBy: "oriented responsive talking"),
      Side(
        words: "unconscious comatose unresponsive",
        borneOutBy: "coma loss lost not stuporous obtunded lethargic"),
    ],
    [
      Side(words: "gain gained gaining", borneOutBy: "up increase increased more heavier put"),
      Side(
        words: "lose lost losing loss",
        borneOutBy: "down decrease decreased less drop dropped reduction reduce lower diet"),
    ],
    [
      Side(
        words: "accept accepted agree agreed consent consented received",
        borneOutBy: "wish want elect proceed opt given got administered underwent"),
      Side(
        words: "refuse refused decline declined",
        borneOutBy: "not no never defer deferred against prefer reluctant rather avoid"),
    ],
    [
      Side(
        words: "positive",
        borneOutBy: "present detected grew growth isolated reactive found shows showed reports"),
      Side(
        words: "negative",
        borneOutBy: "no not none without absent normal denies denied clear unremarkable free"),
    ],
    [
      Side(words: "painful", borneOutBy: "pain tender sore hurt hurts discomfort"),
      Side(words: "painless", borneOutBy: "no not without free nontender"),
    ],
    [
      Side(
        words: "good well satisfactory excellent nicely",
        borneOutBy: """
          fair fairly adequate stable normal intact improved better fine able tolerate tolerated
          patent brisk strong full easily happy pleased success successful acceptable optimal
          positive improving appropriate healthy controlled
          """),
      Side(
        words: "poor poorly bad badly guarded unsatisfactory",
        borneOutBy: """
          fair decreased reduced weak limited low diminished not no unable difficult difficulty slow
          compromised impaired worse marginal trouble problem problems suboptimal inadequate lack
          lacks lacking little critical serious insufficient unstable sick ill uncontrolled
          """),
    ],
    [
      Side(
        words: "minimal minimum minimally negligible scant trivial",
        borneOutBy: "little small slight mild trace no none without few less low cc ml nil"),
      Side(
        words: "moderate considerable extensive heavy massive profuse substantial",
        borneOutBy: """
          large significant severe much more marked great gross diffuse multiple several high
          moderately extensively abundant copious
          """),
    ],
    [
      Side(
        words: "slight slightly mild mildly minor",
        borneOutBy: "little small minimal minimally some low few trace moderate trivial subtle"),
      Side(
        words: "severe severely marked markedly pronounced profound",
        borneOutBy: """
          significant significantly large extensive much great gross worse worst high very extremely
          moderate moderately acute bad complete critical intense advanced excruciating terrible
          """),
    ],
    [
      Side(
        words: "easily easy readily effortlessly",
        borneOutBy: "without no not well uneventful smooth smoothly able free freely"),
      Side(
        words: "difficult difficulty difficulties laborious",
        borneOutBy: """
          unable hard resistance trouble struggle struggled tight not cannot could failed multiple
          problem problems never impossible adhesion adhesions
          """),
    ],
    [
      Side(words: "mobile movable", borneOutBy: "move moves moved moving freely full"),
      Side(words: "immobile immovable", borneOutBy: "not no fixed fixation frozen stiff unable"),
    ],
    [
      Side(
        words: "large big huge",
        borneOutBy: "enlarged significant moderate bulky massive sizable prominent giant great"),
      Side(words: "small tiny", borneOutBy: "little minimal short low slight few mild"),
    ],
    [
      Side(
        words: "rapid rapidly quick quickly fast", borneOutBy: "brisk sudden prompt promptly soon"),
      Side(
        words: "slow slowly gradual gradually",
        borneOutBy: "sluggish delayed over progressive low bradycardia"),
    ],
    [
      Side(
        words: "rare rarely seldom infrequent infrequently",
        borneOutBy: "occasional occasionally few sometimes not no little once never hardly"),
      Side(
        words: "frequent frequently often",
        borneOutBy: """
          daily many multiple most every always repeated repeatedly recurrent times constantly
          constant several hourly
          """),
    ],
    [
      Side(words: "cooperative", borneOutBy: "pleasant"),
      Side(words: "uncooperative", borneOutBy: "not agitated combative refused refuses difficult"),
    ],
    [
      Side(words: "groomed kempt", borneOutBy: "well neat neatly appropriately dressed"),
      Side(words: "unkempt disheveled", borneOutBy: "poor poorly not dirty"),
    ],
    [
      Side(words: "steady", borneOutBy: "normal stable intact"),
      Side(
        words: "unsteady ataxic",
        borneOutBy: "ataxia imbalance antalgic fall falls wide not abnormal"),
    ],
    [
      Side(words: "correct accurate", borneOutBy: "complete right verified"),
      Side(
        words: "incorrect inaccurate",
        borneOutBy: "wrong not discrepancy missing error mistake mistaken"),
    ],
    [
      Side(
        words: "firmly tightly", borneOutBy: "firm tight secure securely stable well solid snug"),
      Side(words: "loosely", borneOutBy: "loose laxity not unstable"),
    ],
    [
      Side(
        words: "growing enlarging",
        borneOutBy: "grow grew grown growth larger bigger increase increased increasing enlarged"),
      Side(
        words: "shrinking shrunk",
        borneOutBy: "smaller decrease decreased decreasing regress regressed reduced less"),
    ],
    [
      Side(words: "stronger", borneOutBy: "better improved strength strong"),
      Side(words: "weaker", borneOutBy: "weak weakness worse fatigue fatigued tired"),
    ],
    [
      Side(words: "driver", borneOutBy: "driving drove"),
      Side(words: "passenger", borneOutBy: "rode riding"),
    ],
    [
      Side(words: "awake", borneOutBy: "alert conscious sedation local"),
      Side(
        words: "asleep unconscious", borneOutBy: "general sleep sleeping slept anesthesia sedated"),
    ],
    [
      Side(
        words: "canceled cancelled aborted postponed",
        borneOutBy: "cancel postpone deferred rescheduled abandoned stopped"),
      Side(
        words: "performed completed",
        borneOutBy: "done underwent undergone carried finished accomplished"),
    ],
    [
      Side(
        words: "angry hostile combative belligerent irritable",
        borneOutBy: "anger agitated agitation rage outburst outbursts irritability"),
      Side(words: "calm pleasant", borneOutBy: "cooperative relaxed quiet composed appropriate"),
    ],
    [
      Side(words: "elective", borneOutBy: "electively scheduled planned"),
      Side(
        words: "emergency emergent emergently urgent urgently",
        borneOutBy: "immediate immediately stat acute rupture ruptured"),
    ],
  ]
}
