/// Notes written for these tests, in the styles that clinicians use.
enum SampleNotes {
  static let clinic = """
    CHIEF COMPLAINT: Shortness of breath.

    HISTORY OF PRESENT ILLNESS: The patient is a 71-year-old woman with heart failure who comes in
    for three days of worsening shortness of breath and ankle swelling. She sleeps on three pillows.
    She denies chest pain, fever or cough.

    PAST MEDICAL HISTORY: Hypertension, atrial fibrillation, type 2 diabetes.

    ALLERGIES: Penicillin (hives).

    MEDICATIONS:
    1. Furosemide 40 mg daily.
    2. Apixaban 5 mg twice daily.
    3. Metformin 500 mg twice daily.

    PHYSICAL EXAMINATION: Blood pressure 152/88, heart rate 96, oxygen saturation 91% on room air.
    Crackles at both bases. Pitting edema to the knees. Abdomen soft and nontender.

    LABORATORY DATA: Potassium 6.6 mmol/L. Creatinine 1.9 mg/dL. BNP 1,840 pg/mL.

    ASSESSMENT: Acute on chronic heart failure with hyperkalemia.

    PLAN: Increase furosemide to 80 mg daily. Stop lisinopril because of the potassium. Repeat
    potassium tomorrow morning. Return to clinic in one week, sooner if the breathing gets worse.
    """

  static let operation = """
    PREOPERATIVE DIAGNOSIS: Acute appendicitis.

    POSTOPERATIVE DIAGNOSIS: Acute suppurative appendicitis.

    PROCEDURE: Laparoscopic appendectomy.

    ANESTHESIA: General endotracheal.

    ESTIMATED BLOOD LOSS: 20 mL.

    DESCRIPTION OF PROCEDURE: The patient was brought to the operating room and placed supine on the
    table. The abdomen was prepped and draped in the usual sterile fashion. A 12-mm trocar was placed
    at the umbilicus. The appendix was inflamed but not perforated. It was divided with a stapler and
    removed in a bag. The fascia was closed with 0 Vicryl. The patient was extubated and taken to
    recovery in stable condition.
    """

  static let soap = """
    S: 34M, 2/7 hx of sore throat and fever. No cough. Eating and drinking ok.
    PMH: asthma
    DH: salbutamol prn
    NKDA
    O: T 38.4, tonsils enlarged with exudate, neck nodes tender. Chest clear.
    A: Bacterial tonsillitis
    P: Phenoxymethylpenicillin 500 mg QDS 10 days. Paracetamol. Review in 5 days if no better.
    """

  static let markdown = """
    # Discharge summary
    ## Reason for admission
    Fall at home with right hip pain.
    ## Hospital course
    - Right hip hemiarthroplasty on 3 March without complications.
    - Warfarin was stopped on admission; enoxaparin 40 mg daily was started.
    - Delirium on day two, resolved by day four.
    ## Follow-up
    - Orthopedics in two weeks.
    - Blood cultures are still pending.
    """

  static let dictated = """
    Dear Dr. Example: I had the pleasure of seeing your patient today. This is a 9-year-old boy with
    recurrent ear infections, six in the last year, who has had two courses of amoxicillin since
    January. His mother has hearing loss, and his father has asthma. On examination both eardrums are
    dull with effusions. I have recommended bilateral tympanostomy tubes, and the family agrees. He
    will be seen again three weeks after surgery. Thank you for the referral.
    """

  static let all = [clinic, operation, soap, markdown, dictated]
}
