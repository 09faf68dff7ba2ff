/// Headings of everyday notes beyond the compiled lists: American dictations, discharge summaries,
/// operation and radiology reports, and British general practice. Source: general clinical usage.
extension SectionHeadings {
  static let commonHeadings: [(SectionName, [String])] = [
    (.identifyingData, ["identification", "patient", "patient information", "demographics"]),
    (
      .chiefComplaint,
      [
        "chief complaint", "cc", "c/c", "presenting complaint", "pc", "p/c", "complaint",
        "reason for visit", "reason for admission", "presenting problem", "reason for encounter",
      ]
    ),
    (
      .reasonForConsult,
      [
        "reason for consultation", "reason for consult", "reason for referral", "referral reason",
        "consultation question",
      ]
    ),
    (
      .indication,
      [
        "indication", "indications", "indication for procedure", "indications for procedure",
        "indications for surgery", "indication for surgery", "indications for operation",
        "reason for exam", "reason for examination", "reason for study", "clinical history",
        "clinical indication", "clinical information", "reason for this examination",
      ]
    ),
    (.subjective, ["s", "subjective", "subj", "interval history", "interim history"]),
    (
      .historyOfPresentIllness,
      [
        "hpi", "history of present illness", "history of presenting complaint", "hpc",
        "present illness", "history", "brief history", "hx", "clinical course", "story",
        "history of the present illness", "present history", "current history", "background",
        "history and physical", "history of presenting illness", "history of illness",
      ]
    ),
    (
      .pastMedicalHistory,
      [
        "pmh", "pmhx", "past medical history", "medical history", "past history", "past medical",
        "past medical/surgical history", "past medical and surgical history", "comorbidities",
        "significant past medical history", "pmh/psh", "chronic conditions", "ph", "past hx",
        "past medical problems", "chronic medical conditions", "past",
      ]
    ),
    (
      .pastSurgicalHistory,
      ["psh", "pshx", "past surgical history", "surgical history", "prior surgeries", "operations"]
    ),
    (
      .familyHistory,
      ["fh", "fhx", "family hx", "fam hx", "famhx", "family history", "family medical history"]
    ),
    (
      .socialHistory,
      [
        "sh", "shx", "social hx", "social history", "habits", "personal history",
        "personal and social history", "lifestyle", "occupational history", "smoking history",
      ]
    ),
    (.obstetricHistory, ["ob history", "ob/gyn history", "obstetrical history", "gyn history"]),
    (
      .allergies,
      [
        "allergies", "allergy", "drug allergies", "all", "allergies and intolerances",
        "medication allergies", "allergies to medications", "known allergies", "adverse reactions",
      ]
    ),
    (
      .medications,
      [
        "medications", "meds", "dh", "dhx", "drug history", "current medications", "home meds",
        "home medications", "current meds", "medication list", "drugs", "rx", "medication",
        "outpatient medications", "regular medications", "current drug therapy",
      ]
    ),
    (
      .admissionMedications,
      ["medications on admission", "admission medications", "preadmission medications"]
    ),
    (
      .dischargeMedications,
      [
        "discharge medications", "medications on discharge", "medications at discharge",
        "discharge meds", "tto", "ttas", "take home medications",
      ]
    ),
    (
      .reviewOfSystems,
      [
        "ros", "review of systems", "systems review", "review of symptoms", "systemic enquiry",
        "se",
      ]
    ),
    (.objective, ["o", "objective", "obj", "o/e", "on examination"]),
    (
      .vitalSigns,
      ["vitals", "vital signs", "vs", "obs", "observations", "vitals reviewed", "triage vitals"]
    ),
    (
      .physicalExam,
      [
        "pe", "px", "exam", "physical exam", "physical examination", "examination",
        "clinical examination",
        "neurological examination", "neurologic examination", "mental status examination", "mse",
      ]
    ),
    (
      .laboratory,
      [
        "results", "labs", "lab", "laboratory data", "laboratory", "investigations", "ix", "bloods",
        "data", "diagnostics", "diagnostic data", "diagnostic studies", "laboratory results",
        "lab data", "laboratory studies", "lab results", "test results", "pertinent results",
        "electrocardiogram", "ekg", "ecg", "diagnostic tests",
      ]
    ),
    (.imaging, ["imaging", "radiology", "x-rays", "x-ray", "chest x-ray", "radiographs", "cxr"]),
    (.findings, ["findings", "report"]),
    (.operativeFindings, ["operative findings", "intraoperative findings"]),
    (
      .impression,
      [
        "impression", "imp", "conclusion", "conclusions", "interpretation", "summary impression",
        "impressions", "opinion", "impr",
      ]
    ),
    (
      .procedures,
      [
        "procedure", "procedures", "procedure performed", "procedures performed", "operation",
        "operation performed", "operations performed", "operative procedure", "title of operation",
        "title of procedure", "name of procedure", "surgery", "name of operation", "exam performed",
      ]
    ),
    (
      .technique,
      [
        "technique", "description of procedure", "procedure in detail", "description of operation",
        "details of procedure", "procedure details", "details of the procedure", "procedure note",
        "operative technique", "description of the procedure", "procedure description",
        "operative report", "details of operation", "summary of procedure",
      ]
    ),
    (
      .hospitalCourse,
      [
        "hospital course", "course", "brief hospital course", "course in hospital", "progress",
        "summary of hospital course", "hospital course and treatment", "clinical summary",
        "hospital course by problem", "overnight events", "interval events",
      ]
    ),
    (
      .emergencyCourse,
      [
        "emergency department course", "ed course", "er course", "emergency room course",
        "course in the emergency department", "medical decision making", "mdm",
      ]
    ),
    (.problemList, ["problem list", "problems", "active problems", "active issues"]),
    (
      .diagnoses,
      [
        "diagnosis", "diagnoses", "dx", "preoperative diagnosis", "postoperative diagnosis",
        "preoperative diagnoses", "postoperative diagnoses", "preop diagnosis", "postop diagnosis",
        "admission diagnosis", "discharge diagnosis", "final diagnosis", "admission diagnoses",
        "discharge diagnoses", "final diagnoses", "principal diagnosis", "primary diagnosis",
        "secondary diagnoses", "working diagnosis", "differential diagnosis", "admitting diagnosis",
        "clinical diagnosis", "pre-op diagnosis", "post-op diagnosis", "provisional diagnosis",
      ]
    ),
    (
      .assessment,
      ["a", "assessment", "assess", "discussion", "formulation", "clinical impression", "summary"]
    ),
    (
      .assessmentAndPlan,
      [
        "a/p", "a&p", "ap", "assessment and plan", "assessment/plan", "impression and plan",
        "impression/plan", "assessment & plan", "plan and assessment",
        "assessment and recommendations",
        "impression and recommendations", "assessment plan", "impression/recommendations",
        "a and p",
      ]
    ),
    (
      .plan,
      [
        "p", "plan", "pln", "recommendations", "recommendation", "treatment plan", "treatment",
        "management",
        "plan of care", "disposition and plan", "mx", "orders", "plans", "proposed plan",
        "discharge plan", "management plan", "suggestions", "advice",
      ]
    ),
    (
      .followUp,
      [
        "follow up", "follow-up", "followup", "f/u", "follow up plans", "follow up instructions",
        "followup instructions", "return visit", "pending results", "results pending",
        "appointments",
      ]
    ),
    (
      .patientInstructions,
      [
        "instructions", "patient instructions", "discharge instructions", "return precautions",
        "safety netting", "safety net", "patient education", "instructions to patient",
      ]
    ),
    (.disposition, ["disposition", "discharge disposition", "dispo"]),
    (
      .condition,
      ["condition", "discharge condition", "condition on discharge", "condition at discharge"]
    ),
    (
      .codeStatus,
      ["code status", "resuscitation status", "resus status", "advance directives", "code"]
    ),
    (.addendum, ["addendum", "addenda"]),
    (.signature, ["signed", "signature", "electronically signed", "dictated by"]),
  ]

  /// Names under which an examination or a review of systems is divided.
  static let bodySystems: [String] = [
    "general", "general appearance", "appearance", "constitutional", "heent", "head", "eyes",
    "ears", "nose", "throat", "mouth", "ent", "oropharynx", "neck", "chest", "chest wall", "lungs",
    "heart", "cardiovascular", "cv", "cvs", "cardiac", "cor", "respiratory", "resp", "pulmonary",
    "abdomen", "abd", "abdominal", "gi", "gastrointestinal", "gu", "genitourinary", "back", "spine",
    "extremities", "ext", "extremity", "upper extremities", "lower extremities", "musculoskeletal",
    "msk", "skin", "integumentary", "integument", "neuro", "neurologic", "neurological",
    "neurologically", "psych", "psychiatric", "psychological", "lymphatic", "lymphatics",
    "lymph nodes", "endocrine", "hematologic", "hematology", "hematologic lymphatic",
    "hematology lymphatic immunology", "allergic immunologic", "rectal", "rectum", "pelvic",
    "pelvis", "genitalia", "genital", "breasts", "breast", "vascular", "peripheral vascular",
    "motor", "sensory", "sensation", "reflexes", "gait", "station", "cn", "cns", "cranial nerves",
    "mental status", "ms", "coordination", "cerebellar", "strength", "tone", "pulses", "vagina",
    "cervix", "uterus", "adnexa", "joints", "nodes", "breath sounds", "mood", "affect", "speech",
    "thought process", "thought content", "insight", "judgment", "orientation", "nails", "hair",
  ]
}
