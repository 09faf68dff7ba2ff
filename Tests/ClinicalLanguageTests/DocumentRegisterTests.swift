import ClinicalLanguage
import SourceText
import Testing

@Suite("What sort of text a note is")
struct DocumentRegisterTests {
  @Test(
    "English notes are English, terse ones too",
    arguments: [
      "The patient is a 58-year-old woman who presents with two days of chest pain and no fever.",
      "58F CP x2d. PMH HTN DM2. Meds: metformin 500 mg BID, lisinopril 10 mg. K 4.1 Cr 0.9. BP 130/80.",
      "3/7 hx D&V. Nil blood. PMH: asthma. DH: salbutamol PRN. NKDA. Imp: gastroenteritis. Plan: fluids.",
      "OD 20/40 OS 20/25. IOP 14/15. Cataract OD.", "Well.", "",
      "s/p lap chole, c/o RUQ pain, w/o N/V, w/u neg, f/u 2 wks, h/o GERD, tol po, no abx at d/c",
      "Señora Núñez was seen today with her daughter; she denies pain and will return in one week.",
    ])
  func english(note: String) throws {
    #expect(try StructureReading(note).document.register.isEnglish)
  }

  @Test(
    "Notes in other languages are not English",
    arguments: [
      "Paciente de 58 años que presenta dolor torácico desde hace dos días, sin fiebre. Toma metformina.",
      "Patiente de 58 ans qui présente une douleur thoracique depuis deux jours, sans fièvre.",
      "Die Patientin klagt seit zwei Tagen über Brustschmerzen, kein Fieber. Metformin wird fortgesetzt.",
      "Paziente di 58 anni con dolore toracico da due giorni, senza febbre. Assume metformina.",
      "Doente de 58 anos com dor torácica há dois dias, sem febre. Não tem alergias.",
      "De patiënte heeft sinds twee dagen pijn op de borst, geen koorts, en wordt opgenomen.",
      "Patienten har haft ont i bröstet i två dagar och har inte feber. Hon får stanna till i morgon.",
      "Pacjentka zgłasza ból w klatce piersiowej od dwóch dni, bez gorączki. Nie przyjmuje leków.",
      "Пациентка жалуется на боль в груди в течение двух дней, температура нормальная.",
      "患者は五十八歳の女性で、二日前から 胸痛 が ある。 発熱 は ない。 薬 は メトホルミン。",
      "المريضة تعاني من ألم في الصدر منذ يومين ولا توجد حمى",
      "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut "
        + "labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco.",
    ])
  func foreign(note: String) throws {
    #expect(try !StructureReading(note).document.register.isEnglish)
  }

  @Test(
    "Clinical notes are clinical, short ones too",
    arguments: [
      "58F with chest pain, HTN. Troponin negative. Start aspirin.",
      "PMH: asthma\nDH: salbutamol\nImp: viral URTI\nPlan: paracetamol",
      "INDICATION: Cough.\nTECHNIQUE: Chest radiograph.\nFINDINGS: The lungs are clear.\nIMPRESSION: Normal.",
      """
      The patient was prepped and draped in the supine position. A midline incision was made and \
      carried down through the subcutaneous tissue to the fascia. Hemostasis was obtained with \
      electrocautery. The wound was irrigated and closed with Vicryl. He tolerated it well.
      """,
    ])
  func clinical(note: String) throws {
    #expect(try StructureReading(note).document.register.isClinical)
  }

  @Test(
    "Other texts are not clinical",
    arguments: [
      "",
      """
      Ingredients: 2 cups flour, 1 tsp baking soda, 200 g butter, 3 eggs, a pinch of salt. Method: Heat \
      the oven to 180 C. Beat butter and sugar, add the eggs one at a time, fold in the flour, and bake \
      for 25 minutes until golden. Let the cake rest before serving.
      """,
      """
      The city council voted on Tuesday to widen the bridge, ending a debate of nearly ten years. The \
      mayor said work would begin in spring and take two years. Residents had complained of noise and \
      delays; a spokesman promised better signs and a new bus line from the station to the harbour.
      """,
      """
      func area(of rectangle: Rectangle) -> Double {
        guard rectangle.width > 0 else { return 0 }
        return rectangle.width * rectangle.height
      }
      let total = shapes.map(area).reduce(0, +)
      print("total: \\(total)")
      """,
      """
      Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut \
      labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris.
      """,
      "Dear team, please find the agenda for Monday attached. We will discuss the budget and the plan.",
    ])
  func other(text: String) throws {
    #expect(try !StructureReading(text).document.register.isClinical)
  }
}
