/// Drugs whose names are confused.
///
/// Pairs from the "List of confused drug names" of the Institute for Safe Medication Practices and the
/// look-alike list of the Food and Drug Administration (tall man lettering).
enum LookAlikeDrugs {
  /// The name that this one is confused with, in lower case; nil for others.
  static func name(like name: String) -> String? { partners[name] }

  private static let partners: [String: String] = {
    var partners: [String: String] = [:]
    for (one, other) in pairs {
      partners[one] = partners[one] ?? other
      partners[other] = partners[other] ?? one
    }
    return partners
  }()

  private static let pairs = [
    ("acetazolamide", "acetohexamide"), ("alprazolam", "lorazepam"), ("amlodipine", "amiloride"),
    ("aripiprazole", "rabeprazole"), ("atenolol", "albuterol"), ("atorvastatin", "atomoxetine"),
    ("azathioprine", "azacitidine"), ("azithromycin", "erythromycin"), ("bupropion", "buspirone"),
    ("captopril", "carvedilol"), ("carbamazepine", "oxcarbazepine"), ("cefazolin", "ceftriaxone"),
    ("cephalexin", "cefuroxime"), ("cetirizine", "sertraline"),
    ("chlorpromazine", "chlorpropamide"),
    ("ciprofloxacin", "levofloxacin"), ("citalopram", "escitalopram"), ("clonazepam", "clonidine"),
    ("clopidogrel", "cilostazol"), ("cyclosporine", "cycloserine"),
    ("diazepam", "diltiazem"), ("digoxin", "doxepin"), ("diphenhydramine", "dimenhydrinate"),
    ("dobutamine", "dopamine"), ("duloxetine", "fluoxetine"), ("enalapril", "ramipril"),
    ("enoxaparin", "dalteparin"), ("ephedrine", "epinephrine"), ("famotidine", "furosemide"),
    ("fentanyl", "sufentanil"), ("fluconazole", "fluvoxamine"), ("gabapentin", "pregabalin"),
    ("glipizide", "glyburide"), ("guaifenesin", "guanfacine"), ("hydralazine", "hydroxyzine"),
    ("hydrochlorothiazide", "hydroxychloroquine"), ("hydrocodone", "oxycodone"),
    ("hydromorphone", "morphine"), ("ibuprofen", "naproxen"),
    ("ketorolac", "ketamine"), ("labetalol", "lamotrigine"), ("lamivudine", "zidovudine"),
    ("levetiracetam", "levocarnitine"), ("levothyroxine", "liothyronine"),
    ("lisinopril", "fosinopril"), ("losartan", "valsartan"), ("meloxicam", "methocarbamol"),
    ("metformin", "metronidazole"), ("methadone", "methylphenidate"),
    ("metoclopramide", "metolazone"),
    ("metoprolol", "metaproterenol"), ("midodrine", "midazolam"), ("montelukast", "moexipril"),
    ("nifedipine", "nicardipine"), ("nortriptyline", "amitriptyline"),
    ("omeprazole", "esomeprazole"),
    ("ondansetron", "dolasetron"), ("pantoprazole", "aripiprazole"), ("paroxetine", "piroxicam"),
    ("penicillin", "penicillamine"), ("phenobarbital", "pentobarbital"),
    ("phenytoin", "fosphenytoin"),
    ("pravastatin", "prazosin"), ("prednisolone", "prednisone"),
    ("promethazine", "prochlorperazine"),
    ("propranolol", "propafenone"), ("quetiapine", "quinidine"), ("ranitidine", "rimantadine"),
    ("risperidone", "ropinirole"), ("rosuvastatin", "simvastatin"), ("salbutamol", "salmeterol"),
    ("sitagliptin", "saxagliptin"), ("spironolactone", "sotalol"),
    ("sulfadiazine", "sulfasalazine"),
    ("tamoxifen", "tamsulosin"), ("tizanidine", "tiagabine"), ("topiramate", "tolterodine"),
    ("tramadol", "trazodone"), ("valacyclovir", "valganciclovir"), ("vancomycin", "vinblastine"),
    ("venlafaxine", "verapamil"), ("zolpidem", "zolmitriptan"),
    ("acetaminophen", "acetazolamide"), ("amoxicillin", "ampicillin"),
    ("apixaban", "rivaroxaban"), ("bisoprolol", "bumetanide"), ("doxycycline", "dicyclomine"),
    ("paracetamol", "paroxetine"), ("tylenol", "tylox"), ("lasix", "losec"), ("zantac", "zyrtec"),
    ("celebrex", "celexa"), ("plavix", "paxil"), ("lovenox", "lotronex"),
  ]
}
