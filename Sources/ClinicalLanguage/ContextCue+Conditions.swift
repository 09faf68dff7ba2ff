/// The cues of conditions, warnings and risks, and those that speak of whole passages.
///
/// Sources as for the cues of absence. What leads lists speaks of all items below its line.
extension ContextCue {
  static let conditions: [(cue: ContextCue, phrases: String)] = [
    (
      ContextCue(.hypothetical, .forward, .clause, leadsLists: true),
      """
      if; unless; in case of; in case; in the event of; in the event that; should he; should she; should it;
      should they; should the patient; should there; should you; should this; should symptoms;
      return at once for; return at once if; return at once with; return immediately for;
      return immediately if; return right away for; return right away if; call same day for;
      call the same day for; return for; return if; return with; return to ed if;
      return to the ed for; return to the emergency department for;
      return to the emergency room for; return to the er for; go to ed for; go to the ed for;
      go to er for; go to the er for; attend a/e for; attend a&e for; attend ed for; attend the ed for; go to the emergency department for;
      go to the emergency room for; go to a&e for; return to ed for; return to er for;
      return sooner for; come back for; come back if; come back with; call for; call if;
      call with; call 911 for; seek care for; seek care if; seek attention for;
      seek medical attention for; seek immediate attention for; report any; look out for;
      lookout for; watch for; watch out for; precautions for; return precautions;
      return precautions for; safety net; safety netted; safety-netted; safety netting;
      warning signs; warning signs of; warning signs include; warning symptoms;
      signs to watch for; symptoms to watch for; worsening advice; warned of; warned about;
      warned regarding; such symptoms as; sooner if; safety-net; earlier if;
      precautions given for; when to return; ed if; er if; when to call; when to dial;
      when to seek; when to come back; reasons to return; reasons to call; reasons to come back;
      what to do if; dial 999 for; dial 999 if; dial 911 for; dial 911 if; ring if; ring for;
      phone if; if any of; any of the following symptoms
      """
    ),
    (
      ContextCue(.hypothetical, .forward, .clause),
      """
      educated about; educated on; education on; counseled on; counseled regarding; counselled on;
      advice via interpreter; advice given re; advice re; advice about; advice on;
      advice regarding; advised re; advised about; advised regarding; could end up;
      could end up with; could end up having; might end up with; decrease the risk of;
      reduce the risk of; be taken for; red flags; red flag symptoms; prevent; prevents;
      preventing; prevention of; avoid; prophylaxis for; prophylaxis against; prophylaxis of;
      prophylactic for; predispose to; predisposes to; at risk for; at risk of; at high risk for;
      at high risk of; at increased risk for; at increased risk of; risk for; risk of;
      high risk of; increased risk of; increased risk for; potential for; can cause; may cause;
      could cause; can lead to; may lead to; could lead to; can result in; may result in;
      could result in; as long as; susceptible to; decreasing the risk of; decreasing the rate of;
      reducing the risk of; reduce the rate of; reduce the incidence of; lower the risk of;
      lowers the risk of; lowering the risk of
      """
    ),
    (
      ContextCue(.hypothetical, .forward, .sentence, leadsLists: true),
      """
      risks and benefits; risks including; risks include; risks included; risks of surgery;
      risks of the procedure; risks of the operation; potential risks; potential complications;
      possible complications; complications which might occur; complications that might occur;
      complications which may occur; complications that may occur; complications that can occur;
      complications consisting of; possibilities include; possible risks; risks such as;
      possible side effects; potential side effects; including but not limited to
      """
    ),
    (
      ContextCue(.hypothetical, .forward, .sentence),
      """
      risks; risks of; complications including; complications include; complications such as;
      complications of surgery; complications of the procedure; can progress on to;
      can progress to; may progress to
      """
    ),
    (
      ContextCue(.hypothetical, .clause, .clause),
      """
      would mean; could mean; may mean; might mean; tablet means; tablets means; would be a sign of;
      could be a sign of; may be a sign of; that would be; this would be; it would be; that could be;
      this could be; think of; after any
      """
    ),
    (
      ContextCue(.purpose, .forward, .clause),
      """
      monitor for; monitored for; monitoring for; observe for; observed for; look for;
      looking for; looked for; searched for; check for; checked for; checking for; screen for; screening for; screened for;
      evaluate for; eval for; assess for; assessed for; test for; tested for; testing for;
      side effects include; side effects including; side effects such as; side effects of;
      adverse effects include; adverse effects such as; adverse effects of
      """
    ),
    (
      ContextCue(.hypothetical, .backward, .item),
      """
      precautions; prophylaxis; ppx; screening; screen; watch; prevention; vaccination; vaccine;
      were discussed as risks; can occur; may occur; could occur; might occur; can happen
      """
    ),
    (
      ContextCue(.conditional, .forward, .clause),
      """
      prn; p.r.n.; prn for; p.r.n. for; as needed; as needed for; as required for;
      when needed for; only if
      """
    ),
    (
      ContextCue(.pseudo),
      """
      smith & nephew; smith and nephew; no. 1; no. 2; no. 3; no. 4; know if; knows if; ask if; asked if; as if; even if;
      risk factor; risk factors; risk factors for; cardiac risk factors; what if; high-risk;
      low-risk; at risk; until today; until this; until yesterday; until recently; until now;
      until about; up until; avoid driving; screening colonoscopy; screening mammogram;
      screening mammography
      """
    ),
  ]

  static let passages: [(cue: ContextCue, phrases: String)] = [
    (
      ContextCue(.copied),
      """
      cf; c/f; c/fwd;
      carried forward; carried forward from; carried over from; copied forward;
      copied forward from; copied from; copied in from; copied text; copy of note;
      copy of the note; pasted from; imported from note of; from note of; from the note of;
      from my note of; text carried forward
      """
    ),
    (
      ContextCue(.misfiled),
      """
      typed in error; entered in error; charted in error; documented in error; recorded in error;
      written in error; filed in error; copied in error; typed in the wrong; typed into the wrong;
      entered in the wrong; entered on the wrong; entered under the wrong; charted on the wrong;
      written in the wrong; written on the wrong; filed in the wrong; filed under the wrong;
      has come from another letter; comes from another letter; came from another letter;
      is from another letter; belongs to another letter; is of another patient; wrong patient's chart; belongs to another patient; belongs to a different patient;
      belongs to the patient in; meant for another patient
      """
    ),
    (
      ContextCue(.course),
      """
      course was complicated by; course complicated by; course had been complicated by;
      treatment was complicated by; therapy was complicated by; recovery was complicated by;
      stay was complicated by; hospitalization was complicated by; admission was complicated by;
      surgery was complicated by; at that time; during that admission;
      during that hospitalization; during that stay
      """
    ),
  ]
}
