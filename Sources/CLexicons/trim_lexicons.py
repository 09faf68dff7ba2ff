#!/usr/bin/env python3
"""Trims the compiled clinical lexicons to the files that Vouch embeds.

    Sources/CLexicons/trim_lexicons.py DIR

reads medications.tsv, problems.tsv, labs_vitals.tsv and icd10cm.tsv from DIR and writes
Sources/CLexicons/*.tsv. What is kept and left out, and why, is told in
Sources/CLexicons/README.md. section_headers.tsv is kept by hand and not written here.

A surface may carry marks before it: '=' matches as written and not in other cases; '~' is also an
everyday word or a short abbreviation. Such words stay where notes mean the concept by them more often
than not; UNBELIEVED lists those that go.
"""

import csv
import pathlib
import re
import sys

TARGET = pathlib.Path(__file__).resolve().parent

# Short forms that mean something else at least as often: emergency department, urinalysis, and
# level of consciousness.
DROPPED_PROBLEMS = {"ed", "ua", "loc"}
# Rows that are no finding of their own, that are everyday words, or that head a section.
DROPPED_PROBLEMS |= {
    "symptom", "sign", "symptoms", "disease", "syndrome", "disorder", "condition", "finding",
    "injury", "history", "other", "right", "left", "general symptom", "polymer", "carrier",
    "abdominal symptom", "behavioral symptom", "head symptom", "neck symptom", "skin symptom",
    "musculoskeletal system symptom", "nervous system symptom", "digestive system symptom",
    "neurological and physiological symptom", "cardiovascular system symptom", "urinary system symptom",
    "respiratory system and chest symptom", "reproductive system symptom", "hemic system symptom",
    "physical examination", "drug use", "walking", "drive", "gait", "standing", "behavior",
    "cm", "pin", "malleus", "recumbency", "fecal", "altered", "sputum", "polymer fume fever",
}
# Abbreviations that are also words, names or titles: upper case only, and weak.
UNBELIEVED = {
    "bipolar", "callus", "discharge", "gas", "he", "hi", "as", "add", "mr", "ms", "rad", "cap", "hap",
    "ie", "ida", "scar", "tic", "blood pressure",
}
WEAK_ABBREVIATIONS = {
    "as", "he", "hi", "ha", "ie", "add", "cap", "hap", "rad", "aud", "ms", "mr", "all", "si", "sob",
    "cri", "ida", "arf", "ami", "ces", "cp", "ra", "uc", "pe",
}
# Everyday words among the problems: a discharge from hospital, ST depression, bipolar cautery.
WEAK_PROBLEMS = {
    "discharge", "depression", "depressed", "fall", "falls", "gas", "faint", "shock", "tic", "bipolar",
    "scar", "callus", "abortion", "blister", "altered", "recurrence", "cold", "dead", "coma", "flu",
}
# Matched in upper case only: hearing aids, a heating pad.
SENSITIVE_PROBLEMS = {"aids", "pad", "cap", "hap", "rad"}
# Rows marked as abbreviations that are plain words, matched in any case.
WORDS_NOT_ABBREVIATIONS = {"emesis", "gravid", "melena", "oedema", "reflux", "covid", "rhabdo", "iup"}
# Short forms of three letters that mean one thing in any case.
SAFE_SHORT = {
    "htn", "cad", "chf", "ckd", "dvt", "uti", "uri", "tia", "cva", "osa", "bph", "aki", "dka", "tbi",
    "hld", "pna", "svt", "mdd", "ibs", "cll", "esrd", "sle", "pvd", "pud", "vte", "lbp", "ptsd",
    "asa", "pcn", "ntg", "mtx", "ptu", "nph", "vanc", "epi",
}

# Medication surfaces that are everyday words: kept out, or weak where a dose beside them tells.
DROPPED_MEDICATIONS = {
    "thyroid", "gent", "neo", "inh", "nac", "water", "air", "today", "balance", "same", "prepared",
    # Brands of combinations, filed under one of their ingredients.
    "neosporin", "maxitrol", "tobradex", "synjardy", "trijardy", "maalox", "alka-seltzer",
    "charcoal", "epo", "compound", "perform", "wart", "legend", "release",
}
WEAK_MEDICATIONS = {
    "potassium", "iron", "calcium", "magnesium", "sodium", "zinc", "glucose", "dextrose", "fluoride",
    "estrogen", "testosterone", "progesterone", "cortisone", "cocaine", "nicotine", "amphetamine",
    "insulin", "oxygen", "alcohol", "ethanol", "caffeine", "cortisol", "phosphate", "chloride",
    "bicarbonate", "bicarb", "albumin", "iodine", "selenium", "copper", "emend", "versed", "cambia",
    "epinephrine", "adrenaline", "vaso", "lithium", "folate", "creatinine", "urea", "b12", "lactate",
    "ammonia", "heparin lock", "tpa", "phosphorus", "thrombin", "fibrinogen", "thyroxine",
}

KEPT_SHORT_BRANDS = {"qvar", "alli", "urso"}

# Added here: classes of drugs and a few names that notes use and the original lacks.
ADDED_MEDICATIONS = [
    ("sulfonamide", "drug class", "sulfa|sulfa drug|sulfonamide|sulphonamide"),
    ("antibiotic", "drug class", "antibiotic"),
    ("steroid", "drug class", "steroid|corticosteroid"),
    ("anticoagulant", "drug class", "anticoagulant|blood thinner|DOAC|NOAC"),
    ("nonsteroidal anti-inflammatory drug", "drug class",
     "nsaid|nonsteroidal anti-inflammatory|nonsteroidal anti-inflammatory drug|anti-inflammatory"),
    ("statin", "drug class", "statin"),
    ("beta blocker", "drug class", "beta blocker|betablocker"),
    ("ace inhibitor", "drug class", "ace inhibitor|acei|ace-i"),
    ("angiotensin receptor blocker", "drug class", "angiotensin receptor blocker|=ARB|=ARBs"),
    ("calcium channel blocker", "drug class", "calcium channel blocker|=CCB"),
    ("proton pump inhibitor", "drug class", "proton pump inhibitor|=PPI|=PPIs"),
    ("selective serotonin reuptake inhibitor", "drug class",
     "ssri|selective serotonin reuptake inhibitor"),
    ("diuretic", "drug class", "diuretic|water pill"),
    ("opioid", "drug class", "opioid|opiate|narcotic"),
    ("benzodiazepine", "drug class", "benzodiazepine|benzo"),
    ("antihypertensive", "drug class", "antihypertensive|blood pressure medication"),
    ("antidepressant", "drug class", "antidepressant"),
    ("oral contraceptive", "drug class",
     "oral contraceptive|birth control pill|contraceptive pill|=OCP|=OCPs|=COCP"),
    ("oxygen", "medical gas", "~oxygen|supplemental oxygen|home oxygen"),
    ("iron", "electrolyte/mineral", "~iron|iron supplement|iron tablet"),
    ("vitamin c", "vitamin", "vitamin c"),
    ("fish oil", "supplement", "fish oil|omega 3"),
]

SOURCE_WEIGHT = {"COMPILED": 0, "SYMP": 1, "DO2026": 2, "ICD10CM": 3}
# Longer titles of a classification are not how notes name a problem.
LONGEST_TERM_IN_WORDS = 4
# Of Disease Ontology terms without an ICD-10-CM code, mostly rare subtypes, only short ones.
LONGEST_UNCODED_TERM_IN_WORDS = 2

# Names of analytes whose short forms, written small, are everyday words or units (`mg`, `pt`).
SENSITIVE_LAB_FORMS = {"MAP", "Mag", "ALT", "AST", "ACR", "BAL", "LDL", "AFB", "PEF", "PCT"}
WEAK_LAB_FORMS = {
    "gap", "sat", "sats", "crit", "pain", "map", "temp", "resp", "resps", "pulse", "urea", "trop", "p",
    "t", "t3", "be", "la", "tb", "tc", "bs", "pt", "sg", "k", "ca", "mg", "cr", "cl", "na", "fe", "li",
    "ag", "alb", "mag", "phosphate", "iron", "ferritin", "weight", "height", "hr", "tp", "bg", "rr",
    "ht", "wt", "hb", "pb", "systolic", "diastolic", "ethanol", "methanol", "cortisol",
}


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {column: cell.replace("\u2019", "'") for column, cell in row.items()}


def plain(term):
    """Whether a term is short and free of the brackets of a classification."""
    return len(term.split()) <= LONGEST_TERM_IN_WORDS and not set(term) & set("()[],;|=~\"–")


def abbreviation(surface, weak):
    """The surfaces to write for an abbreviation of the originals, which are in lower case."""
    mark = "~" if weak else ""
    if len(surface) >= 4 or surface in SAFE_SHORT:
        return [mark + surface]
    forms = [f"={mark}{surface.upper()}"]
    if surface == "dts":
        forms.append("=DTs")
    return forms


def write(name, header, lines):
    path = TARGET / name
    path.write_text("\t".join(header) + "\n" + "".join("\t".join(line) + "\n" for line in lines),
                    encoding="utf-8")
    print(f"{path.name}: {len(lines)} rows, {path.stat().st_size} bytes")


def medications(source):
    concepts = {}
    owner = {}
    # A name of its own goes before a brand of something else.
    ordered = sorted(rows(source), key=lambda row: (row["type"] != "generic",
                                                    row["source"] != "COMPILED"))
    for row in ordered:
        surface, name = row["surface"].strip(), row["canonical"].strip()
        if surface in DROPPED_MEDICATIONS or not set(surface) & set("abcdefghijklmnopqrstuvwxyz"):
            continue
        # Chemical names.
        if "'" in surface or surface.count("-") > 2 or (surface.count("-") and len(surface) > 22):
            continue
        if set(surface) & set("|=~\"[]") or len(surface) < 3 or len(surface.split()) > 5:
            continue
        if surface in owner:
            continue
        # Very short synonyms are codes and foreign brands more often than names in notes.
        if row["source"] == "DNER" and row["type"] != "generic" and len(surface) < 5:
            if surface not in KEPT_SHORT_BRANDS:
                continue
        # A combination must not pass for one of its ingredients.
        if any(sign in surface and sign not in name for sign in ("/", " and ", " hct", "-hct")):
            continue
        owner[surface] = name
        concept = concepts.setdefault(name, {"class": "", "surfaces": []})
        if row["class_source"] == "COMPILED":
            concept["class"] = concept["class"] or row["class"]
        weak = surface in WEAK_MEDICATIONS
        if row["is_abbrev"] == "1":
            concept["surfaces"] += abbreviation(surface, weak)
        else:
            concept["surfaces"].append(("~" if weak else "") + surface)
    lines = [(name, concept["class"], "|".join(sorted(concept["surfaces"])))
             for name, concept in sorted(concepts.items())]
    lines = sorted([line for line in lines if line[0] not in {name for name, _, _ in ADDED_MEDICATIONS}]
                   + ADDED_MEDICATIONS)
    write("medications.tsv", ("name", "class", "surfaces"), lines)


def problems(source):
    best = {}
    for row in rows(source):
        surface = row["surface"].strip()
        if row["source"] not in SOURCE_WEIGHT or surface in DROPPED_PROBLEMS | UNBELIEVED:
            continue
        if not plain(surface) or len(surface) < 2:
            continue
        if row["source"] == "DO2026" and not row["icd10cm"]:
            if len(surface.split()) > LONGEST_UNCODED_TERM_IN_WORDS:
                continue
        # An inclusion term is narrower than the title of its code: it stands for itself.
        name = surface if row["source"] == "ICD10CM" else row["canonical"].strip()
        rank = (SOURCE_WEIGHT[row["source"]], name != surface)
        if surface not in best or rank < best[surface][0]:
            best[surface] = (rank, name, row)
    concepts = {}
    for surface, (rank, name, row) in sorted(best.items(), key=lambda item: (item[1][0], item[0])):
        concept = concepts.setdefault(name, {"kind": row["kind"], "icd": "", "surfaces": []})
        concept["icd"] = concept["icd"] or ";".join(row["icd10cm"].split(";")[:3])
        if row["is_abbrev"] == "1" and surface not in WORDS_NOT_ABBREVIATIONS:
            concept["surfaces"] += abbreviation(surface, surface in WEAK_ABBREVIATIONS)
        elif surface in SENSITIVE_PROBLEMS:
            concept["surfaces"].append(f"={surface.upper()}")
        elif len(surface) <= 4 and surface in WEAK_ABBREVIATIONS:
            concept["surfaces"].append(f"=~{surface.upper()}")
        elif surface in WEAK_PROBLEMS:
            concept["surfaces"].append(f"~{surface}")
        else:
            concept["surfaces"].append(surface)
    # A finding of the ECG, not the mood.
    concepts["st depression"] = {"kind": "disease", "icd": "", "surfaces": [
        "st depression", "st-segment depression", "st segment depression"]}
    lines = [(name, concept["kind"], concept["icd"], "|".join(sorted(concept["surfaces"])))
             for name, concept in sorted(concepts.items())]
    write("problems.tsv", ("name", "kind", "icd10cm", "surfaces"), lines)


def lab_surfaces(name, abbreviations):
    surfaces = []

    def add(surface):
        if surface and surface not in surfaces:
            surfaces.append(surface)

    add(name.lower() if "," not in name and "(" not in name else "")
    for form in [form.strip() for form in abbreviations.split(",")]:
        # The unit of the heart rate is no name of it.
        if not form or form == "bpm":
            continue
        weak = "~" if form.lower() in WEAK_LAB_FORMS else ""
        letters = "".join(character for character in form if character.isalpha())
        if len(letters) <= 2 or form in SENSITIVE_LAB_FORMS:
            add(f"={weak}{form}")
            # Not MG, which is the unit in an upper-case note.
            if form.upper() != form and form != "Mg":
                add(f"={weak}{form.upper()}")
        else:
            add(weak + form.lower())
    return surfaces


# How notes name measurements beside the compiled abbreviations.
ADDED_LAB_FORMS = {
    "Calcium, total": ["calcium", "total calcium", "calcium level"],
    "Bilirubin, total": ["bilirubin", "bili", "total bili", "t. bili"],
    "Triglycerides": ["triglyceride"],
    "Temperature (Celsius)": ["temperature", "body temperature"],
    "Temperature (Fahrenheit)": ["temperature", "body temperature"],
    "Respiratory rate": ["respirations", "respiration", "resp rate"],
    "Oxygen saturation": [
        "o2 saturation", "o2 sats", "oxygen sat", "oxygen sats", "pulse oximetry", "pulse oximeter",
        "saturation", "saturations", "saturating", "satting", "oxygen saturations", "o2sat",
    ],
    "Heart rate": ["pulse rate"],
    "Glucose": [
        "blood glucose", "sugars", "blood sugars", "capillary glucose", "finger stick", "accu-chek",
        "cbg", "fasting glucose", "random glucose", "serum glucose", "blood glucose level",
    ],
    "Hemoglobin": ["haemoglobin"],
    "Hematocrit": ["haematocrit"],
    "White blood cell count": [
        "white blood count", "white cell count", "white blood cells", "leukocyte count", "white cells",
        "white blood cell", "wcc",
    ],
    "Platelet count": ["platelet"],
    "Hemoglobin A1c": [
        "hgb a1c", "hb a1c", "hemoglobin a1-c", "glycosylated hemoglobin", "glycohemoglobin",
        "haemoglobin a1c",
    ],
    "Weight": ["weighs", "weighing", "weighed", "body weight"],
    "Prothrombin time": ["pro time", "protime"],
    "Troponin I": ["troponins"],
    "Glasgow Coma Scale": ["glasgow coma score"],
    "Ejection fraction": ["left ventricular ejection fraction"],
    "Lactate": ["serum lactate", "lactate level", "lactic acid level"],
    "Systolic blood pressure": ["systolic pressure"],
    "Diastolic blood pressure": ["diastolic pressure"],
    "Bicarbonate": ["bicarbonate level", "serum bicarbonate"],
    "International normalized ratio": ["inr level"],
    "Erythrocyte sedimentation rate": ["sedimentation rate"],
}


def laboratory(source):
    kept = ("unit_ucum", "unit_variants", "ref_low", "ref_high", "critical_low", "critical_high",
            "critical_inclusive")
    lines = []
    for row in rows(source):
        surfaces = lab_surfaces(row["name"], row["abbreviations"])
        added = ADDED_LAB_FORMS.get(row["name"], [])
        surfaces += [form for form in added if form not in surfaces]
        lines.append((row["name"], row["kind"], "|".join(surfaces),
                      *(row[column].replace(",", "|") for column in kept), row["source"]))
    write("labs_vitals.tsv", ("name", "kind", "surfaces", *kept, "source"), lines)


# Words that a description shares with too many others, or that only say how a case is counted.
UNTELLING_WORDS = set("""
    a an the of and or with without in to for by due other unspecified not elsewhere classified
    specified nec nos as from at on into during following initial encounter subsequent sequela except
    than its his her this that any all be is are where when which those use no code first also if
    sites site per being one more part region through between after before within under over
""".split())


def telling_words(description):
    words = re.findall("[a-z0-9]+", description.lower().replace("'s", ""))
    return list(dict.fromkeys(word for word in words if word not in UNTELLING_WORDS))


def diagnosis_codes(source):
    """Codes in order, each with the words of its description that no shorter code above it has.

    '+' is a code that can be billed, '-' a heading. Codes of seven characters are one row for all
    that differ only in the last, which are listed in place of the sign.
    """
    signs, words, extended = {}, {}, {}
    for row in rows(source):
        code = row["code"]
        if len(code.replace(".", "")) == 7:
            extended.setdefault(code[:-1], []).append((code[-1], telling_words(row["description"])))
        else:
            signs[code] = "+" if row["billable"] == "1" else "-"
            words[code] = telling_words(row["description"])
    for code, family in extended.items():
        signs[code] = "".join(sorted(last for last, _ in family))
        shared = [word for word in family[0][1] if all(word in other for _, other in family)]
        words[code] = words.get(code, shared)
    lines = []
    for code in sorted(signs):
        above = {word for end in range(3, len(code)) for word in words.get(code[:end], ())}
        lines.append((code, signs[code], " ".join(w for w in words[code] if w not in above)))
    write("diagnosis_codes.tsv", ("code", "sign", "words"), lines)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    directory = pathlib.Path(sys.argv[1])
    medications(directory / "medications.tsv")
    problems(directory / "problems.tsv")
    laboratory(directory / "labs_vitals.tsv")
    diagnosis_codes(directory / "icd10cm.tsv")


if __name__ == "__main__":
    main()
