"""Pairs made from any notes: sentences of the note word for word, and the same with one digit changed.

A summary of quoted sentences says nothing that the note does not say, so that a grounding rule which
holds it is wrong; one whose dose differs from the note's in a digit is unsafe. Sentences are torn from
their headings, so those that stand under a heading on relatives are left out.
"""

import random
import re

import scorers

SEED = 7
# The most sentences of one summary, and the shortest that counts as one, in words.
LONGEST, SHORTEST = 8, 4
DOSE = re.compile(r"(?<![\d.,/-])(\d{1,4})(?= ?(?:mg|mcg|units)\b)")
RELATIVES = re.compile(r"\b(?:family|mother|father|brother|sister|relatives?|parents?)\b", re.I)


def sentences(text):
    parts = []
    for line in text.split("\n"):
        if not RELATIVES.search(line):
            parts += re.split(r"(?<=[a-z)][.!?])\s+(?=[A-Z])", line)
    return [p.strip() for p in parts if len(p.split()) >= SHORTEST]


def expand(notes, cap):
    """Pairs and, by id, whether the pair is faithful; for a changed dose where it stands."""
    dice = random.Random(SEED)
    chosen = notes if len(notes) <= cap else dice.sample(notes, cap)
    pairs, key = [], {}
    for note in chosen:
        parts = sentences(note["note"])
        if len(parts) < 2:
            continue
        kept = sorted(dice.sample(range(len(parts)), min(LONGEST, len(parts))))
        quoted = "\n".join(parts[index] for index in kept)
        add(pairs, key, note, quoted, None)
        if changed := change_dose(quoted, note["note"], dice):
            add(pairs, key, note, *changed)
    return pairs, key


def add(pairs, key, note, summary, span):
    identity = scorers.hashed("quoted", f"{note['id']}/{span is None}")
    pairs.append({"id": identity, "note": note["note"], "summary": summary, "audience": "clinician"})
    key[identity] = {"faithful": span is None, "span": span, "note": note["id"]}


def change_dose(text, note, dice):
    """The text with one digit of one dose changed to a number that the note has nowhere."""
    doses = list(DOSE.finditer(text))
    dice.shuffle(doses)
    for dose in doses:
        digits = list(dose[1])
        place = dice.randrange(len(digits))
        digits[place] = dice.choice([d for d in "123456789" if d != digits[place]])
        number = "".join(digits)
        if not re.search(rf"(?<!\d){number}(?!\d)", note):
            return text[: dose.start()] + number + text[dose.end() :], dose.span()
    return None


def against(output):
    """What a grounding rule holds against it; a few sentences leave things out, so not omissions."""
    return [
        f
        for f in scorers.enforced(output)
        if f["kind"] in scorers.GROUNDING_KINDS and f["kind"] != "omission"
    ]


def score(key, outputs):
    faithful = [i for i, entry in key.items() if entry["faithful"]]
    changed = [i for i, entry in key.items() if not entry["faithful"]]
    rules = {}
    for identity in faithful:
        for rule in {f["rule"] for f in against(outputs.get(identity))}:
            rules[rule] = rules.get(rule, 0) + 1
    held = sum(bool(against(outputs.get(i))) or i not in outputs for i in faithful)
    caught = sum(bool(against(outputs.get(i))) for i in changed)
    return {
        "quoted": len(faithful),
        "quoted_held": scorers.ratio(held, len(faithful)),
        "doses": len(changed),
        "doses_caught": scorers.ratio(caught, len(changed)),
        "rules": dict(sorted(rules.items(), key=lambda item: -item[1])),
        "missing": sum(i not in outputs for i in key),
        "n": len(key),
    }
