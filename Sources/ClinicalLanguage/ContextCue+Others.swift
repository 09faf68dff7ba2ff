/// The cues of doubt, condition, time and person, what affirms, and what ends a scope.
///
/// Sources as for the cues of absence. `consistent with` and `evidence of` affirm here, since that
/// is how notes use them; a `chronic`, `stable` or `known` problem is one that the patient has.
extension ContextCue {
  static let others: [(cue: ContextCue, phrases: String)] =
    doubts + conditions + times + passages + people + ends

  private static let doubts: [(cue: ContextCue, phrases: String)] = [
    (
      ContextCue(.possible, .either, .item),
      """
      likely; possible; probable; suspected; questionable; unclear
      """
    ),
    (
      ContextCue(.possible, .forward, .list),
      """
      concern for; concerns for; concerned for; concerned about; concerning for; worrisome for;
      worried about; differential diagnosis includes; differential diagnosis would include;
      differential diagnosis; differential includes; differential would include; ddx; consider;
      considering
      """
    ),
    (ContextCue(.possible, .forward, .words), "?"),
    (ContextCue(.possible, .both, .item), "versus; vs; vs."),
    (
      ContextCue(.possible, .forward, .item),
      """
      r/o; rule out; rule him out; rule her out; rule out for; cannot rule out; can't rule out;
      could not rule out; not rule out; cannot exclude; can't exclude; could not exclude; unable
      to rule out; unable to exclude; need to exclude; exclude; question of; questionable; query;
      c/f; suspicion for; suspicion of; suspicious for; suspicious of; suggestive of; suggesting;
      suggests; suggest; may represent; might represent; could represent; may be; might be; could
      be; may have; might have; could have; may have had; might have had; may reflect; could
      reflect; possibility of; presumed; presumptive; presumably; probable; probably; possible;
      possibly; likely; likely represents; most likely; more likely; more likely than not; less
      likely; suspected; suspect; suspects; considered; favor; favors; favored; equivocal for;
      indeterminate for; doubt; doubtful; versus; vs; r/o for; appears most likely; working
      diagnosis; borderline; workup for possible; evaluate for possible; cannot be sure; wonder
      about; thought to be; raise the question of; raises the question of; raises concern for;
      unclear if; unclear whether; unsure if; not certain if; not sure if; whether; whether or not; may or may not;
      not clear if; not clear whether; not certain whether; not known if; not known whether; unknown
      if; unknown whether; possible that; probable that; likely that; low probability for; low
      suspicion for; low probability of; low suspicion of; inadequate to exclude; inadequate to
      rule out; does not exclude; does not rule out; did not rule out; did not exclude; not exclude;
      low likelihood of; low
      likelihood for
      """
    ),
    (
      ContextCue(.possible, .backward, .item),
      """
      cannot be excluded; cannot be ruled out; can't be excluded; can't be ruled out; could not be
      excluded; could not be ruled out; not excluded; not ruled out; not been ruled out; not been
      excluded; not been entirely excluded; not entirely excluded; not completely excluded; cannot
      be entirely excluded; cannot be completely excluded; cannot be totally excluded; should be
      ruled out; must be ruled out; needs to be ruled out; be ruled out; being ruled out; should
      be considered; being considered; in the differential; on the differential; in the differential
      diagnosis
      """
    ),
  ]

  private static let times: [(cue: ContextCue, phrases: String)] = [
    (
      ContextCue(.pseudo),
      """
      history of present illness; history of the present illness; history and physical; history
      and examination; history of chief complaint; history taking; history is obtained; history is
      provided; history was obtained; history obtained from; history from; history, physical; poor
      history; detailed history; social history; history per; medical history; surgical history;
      history is; history was; hour history of; hours history of; day history of; days history of;
      week history of; weeks history of; month history of; months history of; year history of;
      years history of; hour hx of; day hx of; days hx of; week hx of; weeks hx of; month hx of;
      months hx of; year hx of; 7 history of; 52 history of; 12 history of; 7 hx of; 52 hx of; 12
      hx of; 7 hx; 52 hx; 12 hx; day hx; week hx; month hx; 7 history; 52 history; day's history
      of; week's history of; days' history of; weeks' history of; months' history of; years'
      history of; recent history of; short history of; acute history of; prior to; previous to;
      compared to prior; compared with prior; prior study; prior exam; prior examination; prior
      studies; prior imaging; previous study; previous exam; previous examination; previous visit;
      prior visit; last visit; year old; years old; month old; months old; week old; weeks old;
      day old; days old; y/o; yr old; yrs old; year-old; old records; old chart; old medical
      records; old incision; prior ct; prior mri; prior films; prior ekg; prior tracing; previous
      ekg; previous ct
      """
    ),
    (
      ContextCue(.historical, .forward, .list),
      """
      history of; history for; history significant for; history notable for; history remarkable
      for; history includes; history including; history is significant for; history is notable
      for; history is remarkable for; history is positive for; history positive for; history
      consists of; history with; h/o; hx of; hx; past history; past history of; past medical
      history of; past medical history significant for; past medical history notable for; past
      medical history is significant for; past medical history includes; past medical history
      remarkable for; medical history significant for; medical history of; past surgical history
      of; pmh; pmhx; pmh of; pmhx of; psh; psh of; remote history of; prior history of; previous
      history of; known history of; long history of; longstanding history of; long-standing
      history of; significant history of; strong history of; surgical history of; history
      pertinent for; previous episodes of; previous episode of; prior episodes of; prior episode
      of; used to have; previously diagnosed with; previously had; previously experienced;
      previously noted; previously suffered; previously treated for
      """
    ),
    (
      ContextCue(.historical, .forward, .item),
      """
      follow-up after; follow up after; followup after; hospital follow-up for; hospital follow up for;
      died of; died from; died at; passed away from; passed away of; recovered from; resolution of
      """
    ),
    (
      ContextCue(.sequel, .forward, .item),
      "s/p; status post; status-post; post-op from; postoperative from"
    ),
    (
      ContextCue(.historical, .forward, .words),
      "prior; previous; former; remote; childhood; old; ex-; healed; past; two previous; old healed"
    ),
    (ContextCue(.historical, .either, .item), "previously; resolved; formerly"),
    (
      ContextCue(.historical, .backward, .item),
      """
      is gone; are gone; has gone away; have gone away; subsided; has subsided; have subsided; abated;
      now resolved; since resolved; has since resolved; has since been resolved; since been resolved;
      has been resolved; have been resolved; resolved spontaneously; in remission; as a child; as a teenager;
      as an infant; in childhood; in infancy; in her youth; in his youth; in her 20s; in his 20s;
      at age; at the age of; in her teens; in his teens; as a young
      man; as a young woman; in the 1970s; in the 1980s; in the 1990s
      """
    ),
    (
      ContextCue(.historical, .clause, .clause),
      """
      years ago; year ago; yrs ago; yr ago; months ago; month ago; decades ago; decade ago; years
      back; years previously; years earlier; years prior; year prior; year earlier; years before
      admission; year before admission; years before presentation; year before presentation;
      months prior; months earlier; y ago; 12 ago; in the past; in the
      remote past; last year; earlier this year; early this year; earlier in the year
      """
    ),
    (
      ContextCue(.planned, .forward, .clause),
      """
      is scheduled for; are scheduled for; is scheduled to; are scheduled to; is planned for;
      scheduled for; scheduled to; planned for; plan for; plan is to; plan to; plans to; planning
      to; planning for; planning on; plans on; plan on; plans for; planned to; will start; will begin; will initiate; will obtain;
      will order; will check; will schedule; will undergo; undergo; going to undergo; will
      proceed; will proceed with; will get a; will get an; will require; will need; will arrange;
      will be started on; will be scheduled for; will be placed on; will be taken for; will be taken
      to; will be admitted for; will be referred for; will be referred to; will be treated with;
      will be treated for; will receive; will perform; will do; will
      repeat; will recheck; will consider; will plan; will add; will give; will place; will refer;
      will try; will send; will book; will need to; awaiting; await; awaits; would like to proceed
      with; would recommend; recommend; recommended; recommends; arrange; arrange for; refer for;
      referral for; going to start; going to order; going to have; going to get; going to
      prescribe; going to refer; we will; we'll; i'll; be scheduled for; set up for; candidate
      for; consented for; consent for; in preparation for; elective
      """
    ),
    (
      ContextCue(.planned, .either, .item),
      """
      will be started; will be scheduled; will be given; will be placed; will be obtained; will be
      performed; will be done; will be repeated; will be arranged; will be ordered; will be checked
      """
    ),
    (
      ContextCue(.planned, .backward, .item),
      """
      is scheduled; are scheduled; is scheduled for monday; is scheduled for tuesday; is scheduled
      for wednesday; is scheduled for thursday; is scheduled for friday; is scheduled for next; is
      scheduled for tomorrow; is scheduled for later; is scheduled as; is planned; are planned; is
      planned for next; is planned for tomorrow; is planned for monday; to be done; to be performed;
      to be obtained; to be scheduled; is recommended; are recommended
      """
    ),
  ]

  private static let people: [(cue: ContextCue, phrases: String)] = [
    (
      ContextCue(.pseudo),
      """
      mother of; father of; parent of; parents of; mother's milk; brother of; sister of;
      brought in by his parents; brought in by his mother; brought in by his father; brought in by
      his mum; brought in by his mom; brought in by his dad; brought in by her parents; brought in
      by her mother; brought in by her father; brought in by her mum; brought in by her mom;
      brought in by her dad; brought in by parents; brought in by mother; brought in by father;
      brought in by mum; brought in by mom; brought in by dad; brought by his parents; brought by
      his mother; brought by his father; brought by his mum; brought by his mom; brought by his
      dad; brought by her parents; brought by her mother; brought by her father; brought by her
      mum; brought by her mom; brought by her dad; brought by parents; brought by mother; brought
      by father; brought by mum; brought by mom; brought by dad; accompanied by his parents;
      accompanied by his mother; accompanied by his father; accompanied by his mum; accompanied by
      his mom; accompanied by his dad; accompanied by her parents; accompanied by her mother;
      accompanied by her father; accompanied by her mum; accompanied by her mom; accompanied by
      her dad; accompanied by parents; accompanied by mother; accompanied by father; accompanied
      by mum; accompanied by mom; accompanied by dad; seen with his parents; seen with his mother;
      seen with his father; seen with his mum; seen with his mom; seen with his dad; seen with her
      parents; seen with her mother; seen with her father; seen with her mum; seen with her mom;
      seen with her dad; seen with parents; seen with mother; seen with father; seen with mum;
      seen with mom; seen with dad; here with his parents; here with his mother; here with his
      father; here with his mum; here with his mom; here with his dad; here with her parents; here
      with her mother; here with her father; here with her mum; here with her mom; here with her
      dad; here with parents; here with mother; here with father; here with mum; here with mom;
      here with dad; concerned parents; concerned mother; concerned father; concerned mum;
      concerned mom; concerned dad; worried parents; worried mother; worried father; worried mum;
      worried mom; worried dad; anxious parents; anxious mother; anxious father; anxious mum;
      anxious mom; anxious dad
      """
    ),
    (
      ContextCue(.family, .forward, .clause),
      """
      mother; mother's; mom; mom's; mum; mum's; mothers; father; father's; dad; dad's; brother;
      brother's; brothers; sister; sister's; sisters; sibling; siblings; sibling's; aunt; aunts;
      aunt's; uncle; uncle's; uncles; cousin; cousins; cousin's; grandmother; grandmother's;
      grandfather; grandfather's; grandparents; grandparent; grandma; grandpa; son; son's; sons;
      daughter; daughter's; daughters; nephew; niece; parents; parent; maternal; paternal; twin
      brother; twin sister; family history; family history of; family history for; family history
      significant for; family history is significant for; family history positive for; family hx;
      family hx of; fh; fhx; fh of; fhx of; fmhx; relatives; relative; first-degree relative;
      family member; family members; in the family; strong family history of
      """
    ),
    (
      ContextCue(.family, .backward, .clause),
      """
      in the family; in family; in her family; in his family; runs in the family; runs in her
      family; runs in his family; run in the family; on his mother's side; on her mother's side;
      on his father's side; on her father's side; on mother's side; on father's side
      """
    ),
    (
      ContextCue(.other, .forward, .clause),
      """
      wife; wife's; husband; husband's; spouse; spouse's; roommate; roommate's; boyfriend;
      boyfriend's; girlfriend; girlfriend's; fiance; coworker; coworkers; colleague; colleagues;
      classmate; classmates; neighbor; neighbour; housemate; flatmate; sick contacts; sick
      contact; unwell contacts; unwell contact; contacts; donor; wife and children; partner's
      """
    ),
  ]

  private static let ends: [(cue: ContextCue, phrases: String)] = [
    (
      ContextCue(.affirmed, .forward),
      """
      positive for; +ve for; complains of; complaining of; complained of; c/o; complaint of;
      complaints of; presents with; presented with; presenting with; presents for; presented for;
      p/w; admits to; admitted to having; admitted with; admitted for; endorses; endorsed;
      reports; reported; reporting; states that; describes; notes that; found to have; found to;
      demonstrates; demonstrated; reveals; revealed; shows; showed; showing; now with; + for; significant for; notable
      for; remarkable for; pertinent for; does have; did have; does report; does complain; does
      endorse; does admit; does note; confirms; confirmed; experiencing; diagnosed with; currently
      has; developed; continues to have; still has; still having; admits; does describe; positive;
      pos for; with residual; guaiac negative; guaiac-negative; heme negative;
      heme-negative; not deny; not denying; cannot deny; can't deny; not denied; admitted to the hospital with; came in with; comes in with; coming in with
      """
    ),
    (
      ContextCue(.likeness),
      "consistent with; c/w; compatible with; diagnostic of; indicative of; representing"
    ),
    (
      ContextCue(.affirmed, .backward),
      "yes; present; (+); +ve; "
    ),
    (
      ContextCue(.terminator),
      """
      but; however; except; except for; except that; except occasional; other than; apart from;
      aside from; besides; although; exception of; though; even though; nevertheless; nonetheless;
      whereas; because; because of; owing to; as a result of; on exam; on examination; which; until;
      account for; accounts for; as the patient; as he; as she; as they; explanation for; in a patient with; in this patient with; in a man with; in a woman with; cause of;
      cause for; causes of; etiology of; etiology for; reason for; origin of; source of; source
      for; trigger for; given; despite; in spite of; in addition; therefore; thus; who; only; instead;
      attributed to; with full range of motion; with full rom; with full strength; with normal
      strength; in the setting of; in setting of; status: active; per the patient
      """
    ),
    (
      ContextCue(.aside),
      """
      since; while; prior to; after; before; during; following; secondary to; associated with; due to
      """
    ),
    (
      ContextCue(.attachment),
      """
      related to; when he; when she; when the; from the; from his; from her; from this; from their;
      for his; for her; over the; about the; around the; near the
      """
    ),
    (ContextCue(.adverb), "just; then; yet; still; now; currently; today"),
  ]
}
