import Guardrails
import Testing
import Workflow

/// Terms of the same beginning and another ending, words of opposite meaning beside the same thing, what a
/// word beside a thing says to be there, and parts of the body in each other's place; each beside the same
/// told faithfully.
@Suite("Look-alikes and opposites")
struct LookAlikeTests {
  @Test(
    "a known thing is not another of the same beginning",
    arguments: [
      FaithfulCase(
        note: "CT shows sigmoid diverticulosis.",
        faithful: "CT: diverticulosis of the sigmoid colon.",
        wrong: "CT: diverticulitis of the sigmoid colon."),
      FaithfulCase(
        note: "The platelet count was 90; thrombocytopenia is known.",
        faithful: "She is thrombocytopenic, with platelets of 90.",
        wrong: "Thrombocytosis is known, with platelets of 90."),
      FaithfulCase(
        note: "She underwent diagnostic laparoscopy for pelvic pain.",
        faithful: "A laparoscopic examination was done for pelvic pain.",
        wrong: "Diagnostic laparotomy was done for pelvic pain."),
      FaithfulCase(
        note: "The pancreatic duct is normal.", faithful: "Normal duct of the pancreas.",
        wrong: "Normal duct in pancreatitis."),
      FaithfulCase(
        note: "Bone density shows osteopenia of the hip.",
        faithful: "Bone density: the hip is osteopenic.",
        wrong: "Bone density: osteoporosis of the hip."),
      FaithfulCase(
        note: "He has psoriatic plaques on both elbows.",
        faithful: "Psoriasis with plaques on both elbows.", wrong: nil),
      FaithfulCase(
        note: "Echocardiogram: septal defect with pulmonary atresia.",
        faithful: "Septal defect and pulmonary atresia on echo.",
        wrong: "Septal defect and aortic atresia on echo."),
    ])
  func lookAlike(_ each: FaithfulCase) throws { try each.check() }

  @Test(
    "a part of the body is not another whose name looks or sounds like it",
    arguments: [
      FaithfulCase(
        note: "A stone was seen at the left ureteral orifice. The bladder was normal.",
        faithful: "Stone at the left ureter's orifice; normal bladder.",
        wrong: "Stone at the left urethral orifice; normal bladder."),
      FaithfulCase(
        note: "The scope was passed into the terminal ileum, which was biopsied.",
        faithful: "Ileoscopy with biopsy of the terminal ileum.",
        wrong: "Biopsy of the ilium."),
      FaithfulCase(
        note: "He has foot drop from a peroneal nerve palsy.",
        faithful: "Peroneal palsy with foot drop.", wrong: "Perineal nerve palsy with foot drop."),
      FaithfulCase(
        note: "X-ray shows a fracture of the patella.",
        faithful: "Fractured kneecap on x-ray: patella.",
        wrong: "Fractured scapula on x-ray."),
      FaithfulCase(
        note: "The thyroid lobe was freed and a parathyroid gland was preserved. PTH was normal.",
        faithful: "Thyroid lobe freed with preservation of a parathyroid; PTH normal.", wrong: nil),
      FaithfulCase(
        note: "MRI shows a cerebellar infarct.", faithful: "Infarct of the cerebellum on MRI.",
        wrong: nil),
    ])
  func partOfBody(_ each: FaithfulCase) throws { try each.check() }

  @Test(
    "a prefix that says the opposite is no misspelling",
    arguments: [
      FaithfulCase(
        note: "Hyperreflexia of both legs was noted.", faithful: "Both legs are hyperreflexic.",
        wrong: "Hyporeflexia of both legs."),
      FaithfulCase(
        note: "Telemetry showed supraventricular tachycardia.",
        faithful: "Supraventricular tachycardia on telemetry.",
        wrong: "Ventricular tachycardia on telemetry."),
      FaithfulCase(
        note: "She has an inspiratory wheeze.", faithful: "Wheeze on inspiration.",
        wrong: "Expiratory wheeze."),
      FaithfulCase(
        note: "Ureteroscopy was done for a stone.", faithful: "Ureteroscopic exam for a stone.",
        wrong: "Urethroscopy for a stone."),
      FaithfulCase(
        note: "The catheter loop was passed with an interloop technic.",
        faithful: "Interloop technique for the catheter loop.", wrong: nil),
    ])
  func opposedPrefix(_ each: FaithfulCase) throws { try each.check() }

  @Test(
    "quality, amount, ease, speed and frequency",
    arguments: [
      FaithfulCase(
        note: "She tolerated the procedure well.",
        faithful: "Good tolerance of the procedure.", wrong: "Poor tolerance of the procedure."),
      FaithfulCase(
        note: "Blood loss was minimal.", faithful: "Little blood was lost.",
        wrong: "There was considerable blood loss."),
      FaithfulCase(
        note: "The scope passed easily to the cecum.",
        faithful: "The scope reached the cecum without difficulty.",
        wrong: "The scope passed to the cecum with difficulty."),
      FaithfulCase(
        note: "The lesion has been growing for a year.", faithful: "The lesion grew over a year.",
        wrong: "The lesion has been shrinking for a year."),
      FaithfulCase(
        note: "Her headaches are rare.", faithful: "Headaches occur rarely.",
        wrong: "Headaches occur frequently."),
    ])
  func opposite(_ each: FaithfulCase) throws { try each.check() }

  @Test(
    "what the word beside it says to be there",
    arguments: [
      FaithfulCase(
        note: "There were no complications during placement.",
        faithful: "Placement was without any minor complications.",
        wrong: "Placement was with minor complications."),
      FaithfulCase(
        note: "Lungs clear. No murmur and no JVD. Trace edema.",
        faithful: "Clear lungs, no murmur, JVD absent, trace edema.",
        wrong: "Clear lungs, no murmur, JVD present, trace edema."),
      FaithfulCase(
        note: "Shoulder pain for three weeks. She denies numbness or tingling.",
        faithful: "Shoulder pain for the past three weeks, without numbness or tingling.",
        wrong: "Shoulder pain for the past three weeks, with associated numbness and tingling."),
    ])
  func toldToBeThere(_ each: FaithfulCase) throws { try each.check() }
}
