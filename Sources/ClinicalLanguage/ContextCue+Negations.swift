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
      no better; no doubt; no matter; no sooner; no one; no contraindication to; no more than; no
      less than; no later than; no longer than; no other options; no worse; no longer able;
      yes/no; no doubt that; no question; no question of; no question that; no reason to doubt;
      gram negative; gram-negative; rh negative; rh-negative; ab negative; negative pressure;
      negative feedback; double negative; triple negative; triple-negative; coagulase negative;
      coagulase-negative; hiv negative partner; her2 negative; negative margins; margins negative;
      negative inspiratory; negative fluid balance; with and without; with or without; with/without; without
      contract; without further; without control; without insurance; without aid; not only; not
      limited to; not necessarily; not certain; not sure; not caused by; not know; not candidate;
      not a candidate; not a good candidate; not an option; not until; not yet; not enough; not
      clear; not limited; not surprisingly; not recall; not remember; not unlike; not yet had; not
      to; if negative; if not; non-st; non-insulin; non-small; non-hodgkin; non-hodgkin's;
      non-obstructive; non-ischemic; non-alcoholic; non-healing; non-displaced; non-compliance;
      non-compliant; non-union; non-specific; non-verbal; non-stemi; non-q; non-sustained;
      non-occlusive; non-productive; non-traumatic; non-toxic; non-dominant; resolution of her
      symptoms; free water; free air; free fluid; free flap; free testosterone; free t3; free t4;
      free thyroxine; free psa; free hand; free text; free floating; free-floating; free flowing;
      free-flowing; free flow; free tissue; free edge; free margin; free standing; free-standing;
      not previously; not seen on prior; not seen on the prior; not seen on the previous; not seen
      previously; not present on prior; not present on the prior; not be sure; not true that; none
      recent
      """
    ),
    (
      ContextCue(.negation, .forward, .own),
      """
      nil of note; nil else; nil significant; no change; no changes; no recent change; no recent
      changes; no other change; no new change; no significant change; no significant changes; no
      interval change; no definite change; no significant interval change; no suspicious change;
      no acute change; no real change; no increase; no decrease; no improvement; no significant
      improvement; no relief; no response; no difference; no help; no effect; no interest; no
      role; no need; no reason; no treatment for; no surgical intervention; no intervention; no
      success; no medications for; no medication for; no therapy for; no surgery for; no follow-up
      for; no followup for; no resolution; no resolution of; no further workup; no further
      work-up; no further evaluation; no further treatment; no further intervention; no cause; no
      cause of; no cause for; no clear cause; no etiology; no etiology of; no etiology for; no
      source; no source of; no clear source of; no obvious source of; no explanation for; no
      symptoms from; no symptoms related to; no problems from; no problems related to; no
      complications from; no complications related to; no complications of; no contraindication;
      no contraindications; no progression of; no interval progression of; no worsening of; no
      enlargement of; without difficulty; without difficulties; without complication; without
      complications; without change; without significant change; without interval change; without
      significant interval change; without any change; without any recent change; without any
      significant change; without improvement; without relief; without help; without assistance;
      without success; without incident; without problem; without problems; without delay; without
      event; without events; without trouble; without treatment; without resolution; without
      worsening; without any complication; without any complications; without any difficulty;
      without any problems; without apparent complication; without apparent complications; not
      drain; not extend; not tolerate; not tolerating; not respond; not responding; not responded;
      not improve; not improving; not improved; not resolve; not resolved; not resolving; not
      change; not changed; not wish; not help; not helped; not relieved; not controlled; not well
      controlled; not well-controlled; not able; not go; not gone; not return; not comply; not
      compliant; not follow; not following; not work; not working; not affect; not ideal; not
      like; not very well; not treated; not been treated; not optimally; not adequately; not
      fully; not completely; not entirely; not totally; not eat; not eating; not sleep; not
      sleeping; not keep; not afford; not unusual; not uncommon; not prevent; not stop; not
      interfere; not currently treated; not recommended; not recommend; not believe in; not care;
      not doing well; not feeling well; not feel well; not well; not felt well; not effective; not
      well tolerated; not stable; not healed; not healing; not worse; not worsened
      """
    ),
    (
      ContextCue(.negation, .forward, .nouns),
      """
      no; nil; ø; Ø; neither; nor; zero; no any; no known; no acute; no abnormal; no new; no other; no
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
      of; absence of; absent any; devoid of; no problems with; no problem with; no issues with; no difficulty with; no trouble
      with; no hint of; not a hint of; not even a hint of; nothing suggestive of; nothing suspicious for; insufficient evidence for;
      insufficient evidence of; no need for; no further need for; free of; free from; clear of; rather than; instead
      of; neg for; negative for; negative examination for; negatives for; unremarkable for; -ve
      for; –ve for; −ve for; nonreactive for; no radiologic evidence of; none of; no risk of; no risk for
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
    (ContextCue(.negation, .backward, .word), "free"),
    (
      ContextCue(.negation, .either, .item),
      """
      not given; not administered; not started; not initiated; not performed; not done; not
      required; not needed; not indicated; not used; not placed; not been given; not been started;
      not been performed; not been done
      """
    ),
    (
      ContextCue(.negation, .either, .list),
      "ruled out; excluded; is denied; are denied; was denied; were denied"
    ),
    (
      ContextCue(.negation, .forward, .list),
      """
      uninvolved by; uninvolved with; negative as far as; negative with respect to; negative regarding; there is negative; there was
      negative; at no time; nor did; nor does; nor do; nor has; nor have; nor had; nor is; nor are; nor was;
      nor were; nor can; not smoke; not drink; not use; not using; not take; not taking; not taken;
      not currently taking; not need; not require; not requiring; not receive; not received; not
      undergo; not undergone; not want; not wanting; not start; not started on; not placed on; not
      maintained on; not treated with; not felt to be; not felt to have; not thought to be; not
      thought to have; not think; not believe; not feel that; not feel like; not be due to; not meet
      criteria for; not grow; not grow any; not elicit; not observe; not disclose; not document; not
      noted to have; not been found to have; not been noted to have; not be felt; fails to
      demonstrate any; failed to grow; failed to grow any; failed to identify; failed to detect;
      failed to disclose; failed to find; failed to document; failed to show any; failed to reveal
      any; fails to identify; forgot to; neg:; negs:; negatives:; relevant negatives; unlikely that; unlikely to be; unlikely to have; unlikely to
      represent; unlikely due to; cannot see; cannot see any; can't see; could not see; cannot
      appreciate; can't appreciate; could not appreciate; cannot identify; could not identify;
      unable to appreciate; unable to identify; unable to palpate; pertinent negatives; pertinent
      negatives include; pertinent negatives are; pertinent negative findings; hasn't noticed;
      hadn't noticed; haven't noticed; didn't notice; doesn't use; doesn't smoke; doesn't drink;
      doesn't take; doesn't need; denies; denied; deny; denying; denial of; denial of any; denials of; denial that; disclaims;
      disclaimed; disclaiming; disavows; disavowed; refutes; denies any; denied any; denies having; denied having; denies
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
      against; argue against; evidence against; not compatible with; ruled out for; rules out; excludes;
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
      not; ≠; isn't; wasn't; aren't; weren't; doesn't; don't; didn't; hasn't; haven't; hadn't;
      isnt; wasnt; arent; werent; doesnt; dont; didnt; hasnt; havent; hadnt
      """
    ),
    (
      ContextCue(.negation, .either, .words),
      """
      negative; neg; absent; undetectable; unlikely; -ve; highly unlikely; very unlikely; felt unlikely
      """
    ),
    (ContextCue(.negation, .either, .nouns), "(-); (–); (−); ∅"),
    (ContextCue(.negation, .forward, .list), "(-):; (–):; (−):; ros negative:; ros -:; ros –:"),
    (
      ContextCue(.negation, .backward, .item),
      """
      and none was; and none were; and none is; and there was none; and there were none; with none;
      none; none known; none noted; none seen; none reported; none identified; cannot be seen; cannot
      be palpated; cannot be appreciated; cannot be identified; cannot be visualized; cannot be
      heard; cannot be felt; cannot be demonstrated; cannot be detected; can not be seen; can not be
      palpated; can not be appreciated; could not be seen; could not be palpated; could not be
      appreciated; could not be identified; could not be visualized; could not be heard; could not
      be felt; could not be demonstrated; could not be detected; could not be elicited; could not be
      found; not present; not seen; not noted; not identified; not appreciated; not detected; not
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
