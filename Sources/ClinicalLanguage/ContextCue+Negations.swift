/// The cues of absence, and what looks like one.
///
/// Sources: NegEx and ConText (Chapman; Apache-2.0), pyConTextNLP (Apache-2.0), medspaCy (MIT),
/// and general usage in notes, British shorthand among it. Cues of other makers that mark a doubt
/// or a drug that was stopped are left out here: neither is an absence.
extension ContextCue {
  static let negations: [(cue: ContextCue, phrases: String)] = [
    (
      ContextCue(.pseudo),
      """
      no change; no changes; no recent change; no recent changes; no other change; no new change;
      no significant change; no interval change; no definite change; no significant interval
      change; no suspicious change; no acute change; no real change; no increase; no decrease; no
      improvement; no significant improvement; no relief; no response; no better; no difference;
      no doubt; no matter; no sooner; no one; no help; no effect; no interest; no role; no
      contraindication; no contraindications; no need; no reason; no more than; no less than; no
      later than; no treatment for; no longer than; no other options; no surgical intervention; no
      intervention; no worse; no longer able; yes/no; no doubt that; no question; no success; no
      medications for; no medication for; no therapy for; no surgery for; no follow-up for; no
      followup for; gram negative; gram-negative; rh negative; rh-negative; o negative; ab
      negative; negative pressure; negative feedback; double negative; triple negative;
      triple-negative; coagulase negative; coagulase-negative; hiv negative partner; her2
      negative; negative margins; margins negative; negative inspiratory; without difficulty;
      without difficulties; without complication; without complications; without change; without
      improvement; without relief; without help; without assistance; without success; without
      incident; without contract; without further; without problem; without problems; without
      delay; without event; without trouble; without treatment; without control; without
      insurance; without aid; not only; not limited to; not necessarily; not certain; not certain
      if; not certain whether; not sure; not caused by; not drain; not extend; not exclude; not
      tolerate; not tolerating; not respond; not responding; not responded; not improve; not
      improving; not improved; not resolve; not resolved; not resolving; not change; not changed;
      not want; not wanting; not wish; not need; not take; not taking; not taken; not use; not
      using; not help; not helped; not relieved; not controlled; not well controlled; not
      well-controlled; not able; not go; not gone; not return; not start; not started; not know;
      not know if; not candidate; not a candidate; not a good candidate; not an option; not
      comply; not compliant; not follow; not following; not work; not working; not until; not yet;
      not enough; not affect; not ideal; not like; not drink; not smoke; not clear; not clear if;
      not very well; not limited; not treated; not been treated; not optimally; not adequately;
      not fully; not completely; not entirely; not totally; not eat; not eating; not sleep; not
      sleeping; not keep; not afford; not surprisingly; not unusual; not uncommon; not recall; not
      remember; not unlike; not yet had; not prevent; not stop; not interfere; not currently
      treated; not recommended; not recommend; not believe in; not care; not doing well; not
      feeling well; not feel well; not well; not felt well; not to; if negative; if not; whether
      or not; non-st; non-insulin; non-small; non-hodgkin; non-hodgkin's; non-obstructive;
      non-ischemic; non-alcoholic; non-healing; non-displaced; non-compliance; non-compliant;
      non-union; non-specific; non-verbal; non-stemi; non-q; non-sustained; non-occlusive;
      non-productive; non-traumatic; non-toxic; resolution of her symptoms; free water; free air;
      free fluid; free flap; free testosterone
      """
    ),
    (
      ContextCue(.negation, .forward, .nouns),
      """
      no; nil; neither; nor; zero; no any; no known; no acute; no abnormal; no new; no other; no
      obvious; no definite; no significant; no suspicious; no frank; no gross; no evidence; no
      evidence of; no evidence for; no evidence to suggest; no evidence to support; no e/o; no
      signs; no sign of; no signs of; no sign or symptom of; no signs or symptoms of; no
      suggestion of; no indication of; no symptoms of; no findings of; no finding of; no findings
      to suggest; no findings to indicate; no features of; no clinical evidence of; no
      radiographic evidence of; no ct evidence of; no sonographic evidence of; no mammographic
      evidence of; no complaints of; no complaint of; no c/o; no reports of; no history of; no hx
      of; no h/o; no past history of; no prior history of; no prior; no previous; no past; no
      known history of; no personal history of; no recurrence of; no further; no recurrent; no
      episodes of; no longer; no longer has; no longer having; nothing to suggest; without signs
      of; absence of; absent any; devoid of; free of; free from; clear of; rather than; instead
      of; neg for; negative for; negative examination for; negatives for; unremarkable for; -ve
      for; nonreactive for; no radiologic evidence of; none of; or any; no risk of; no risk for
      """
    ),
    (
      ContextCue(.negation, .forward, .inner),
      """
      without; w/o; without any; without evidence; without evidence of; without any evidence of;
      without sign of; without signs of; without symptoms of; without history of; without
      associated; without obvious; without significant
      """
    ),
    (ContextCue(.negation, .forward, .item), "lack of; lacks; lacked; lacking"),
    (ContextCue(.negation, .forward, .word), "non"),
    (ContextCue(.negation, .either, .list), "ruled out; excluded"),
    (
      ContextCue(.negation, .forward, .list),
      """
      denies; denied; deny; denying; denies any; denied any; denies having; denied having; denies
      having had; denies any history of; denies history of; denies a history of; denied any
      history of; denied history of; doesn't have; don't have; didn't have; hasn't had; haven't
      had; hadn't had; not having; not had; not have; not associated with; not know any; not cause
      any; not describe any; not recall any; not recall having; not remember any; not had any; not
      have any; not having any; not experience; not experiencing; not experienced; not complain
      of; not complaining of; not complained of; not report; not reporting; not reported any; not
      endorse; not endorsing; not exhibit; not demonstrate; not reveal; not show; not showing; not
      suggest; not see; not see any; not seen any; not appreciate; not find; not found to have;
      not detect; not identify; not notice; not noticed; not noted any; not note any; not develop;
      not developed; not appear to have; not appear; not feel any; not demonstrate any; not show
      any; not reveal any; not show evidence of; not have evidence of; not know of; not known to
      have; not aware of; not consistent with; not suggestive of; not indicative of; not due to;
      not related to; not secondary to; not concerned about; not worried about; not any; never
      had; never has had; never experienced; never developed; never been diagnosed with; not been
      diagnosed with; not diagnosed with; never; fails to reveal; failed to reveal; fails to show;
      failed to show; failed to demonstrate; fails to demonstrate; inconsistent with; argues
      against; argue against; evidence against; not compatible with; ruled out for; rules out;
      ruled him out for; ruled her out for; ruled the patient out for; rule him out for; rules out
      for; ruled out for any; adequate to rule out; sufficient to rule out; not look like; not
      report any; not complain of any; declined any; hx negative for; history negative for;
      screened negative for; tested negative for; tests negative for; negative history of;
      negative ros for; not endorse any
      """
    ),
    (
      ContextCue(.negation, .forward, .words),
      """
      not; isn't; wasn't; aren't; weren't
      """
    ),
    (
      ContextCue(.negation, .either, .words),
      """
      negative; neg; absent; unlikely; (-); -ve; highly unlikely; very unlikely; felt unlikely
      """
    ),
    (
      ContextCue(.negation, .backward, .item),
      """
      none; not present; not seen; not noted; not identified; not appreciated; not detected; not
      elicited; not evident; not visualized; not demonstrated; not palpable; not palpated; not
      found; not observed; not heard; not apparent; not reported; not suspected; not significant;
      not demonstrable; not endorsed; not felt; not encountered; no longer present; no longer
      noted; no longer seen; no longer evident; no longer visualized; completely excluded;
      nonreactive; non-reactive; non reactive; not the cause; not likely; less than likely; ruled
      out by; effectively ruled out; essentially ruled out; not occurred; not recurred; not occur;
      not appreciable
      """
    ),
  ]
}
