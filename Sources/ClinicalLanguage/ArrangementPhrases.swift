/// How notes say code status, follow-up and when to return; general usage.
enum ArrangementPhrases {
  static let phrases: [(kind: Arrangement.Kind, name: String, phrase: String)] = lists.flatMap {
    (list) -> [(Arrangement.Kind, String, String)] in
    list.phrases.split(separator: ";").map {
      (list.kind, list.name, $0.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
  }

  static let matcher = TermMatcher(
    phrases.enumerated().map { index, entry in
      TermMatcher.Entry(
        phrase: entry.phrase, payload: Int32(index),
        // `DNR`, `RTC`.
        isCaseSensitive: !entry.phrase.utf8.contains { $0.isASCIILowercase })
    })

  private static let lists: [(kind: Arrangement.Kind, name: String, phrases: String)] = [
    (.codeStatus, "full code", "full code; full resuscitation; code status: full"),
    (
      .codeStatus, "do not resuscitate",
      """
      DNR; DNAR; do not resuscitate; do-not-resuscitate; do not attempt resuscitation; no CPR;
      not for resuscitation; no code; allow natural death
      """
    ),
    (.codeStatus, "do not intubate", "DNI; do not intubate; do-not-intubate"),
    (
      .codeStatus, "do not resuscitate or intubate",
      "DNR/DNI; DNR and DNI; DNR, DNI; do not resuscitate and do not intubate; DNR DNI"
    ),
    (
      .codeStatus, "comfort measures only",
      "comfort measures only; comfort care only; comfort care; comfort measures"
    ),
    (
      .followUp, "follow-up",
      """
      follow up; follow-up; followup; followed up; f/u; return to clinic; return to the clinic;
      return to our clinic; return to office; return to the office; return to our office; RTC;
      return visit; return in; return as needed; return here; will return; see me; see him back;
      see her back; see the patient back; see them back; see you back; review in; reviewed in; visit in; back in; see him again; see her again;
      see the patient again; see him in; see her in; see the patient in; recheck in; recheck at;
      rechecked in; be seen in; be seen by; be seen back; be seen again; reevaluated in;
      re-evaluated in; reevaluate in; re-evaluate in; reassess in; reassessed in; come back in;
      next appointment; appointment in; appointment with; an appointment; repeat in; checkup in;
      check-up in
      """
    ),
    (
      .returnInstruction, "return or call",
      """
      return to the emergency; return to emergency; return to the ED; return to ED; return to the
      ER; return to ER; go to the emergency; go to the nearest emergency; go to the ED; go to the ER;
      come to the emergency; emergency room if; emergency department if; return if; return for any;
      return immediately; return sooner; return precautions; return with any; call if; call us if;
      call me if; call the office; call our office; call the clinic; call our clinic; call with any;
      call for any; call 911; calling 911; contact us; contact our office; contact the office;
      contact the clinic; seek medical; seek immediate; seek emergency; seek care; report any;
      let us know if; notify us
      """
    ),
  ]
}
