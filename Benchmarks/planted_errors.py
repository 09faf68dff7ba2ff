#!/usr/bin/env python3
"""Plants plain errors of every kind in faithful summaries; `make planted DATA=DIR` runs it.

usage: planted_errors.py --vouch BIN --data DIR [--policies DIR] [--json OUT] [--show]

The faithful summaries of every summary benchmark in DIR (`bench_NAME.jsonl` beside
`bench_NAME_notes.jsonl`) get one error each time:
- a word or a number is changed (`planted_words.tsv`, and one digit of every number), or a drug is
  changed for another of its class;
- a sentence is added that the note does not bear out (`invented_sentences.tsv`), at most eight times.
Held are those whose decision is `held` or `blocked`. Only summaries count that are not held without the
error. Not every planted change is an error everywhere, so that no class can reach 1; what the figures
are for is to find kinds of error that go through as a class, which single examples do not show.
--show lists what was released.
"""

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from pathlib import Path

from vouch_command import Vouch

HERE = Path(__file__).parent
LEXICON = HERE.parent / "Sources" / "CLexicons" / "medications.tsv"
SEED = 7
# How often a word is changed in one text, and a sentence added in all.
MOST_OF_WORD, MOST_OF_SENTENCE = 3, 8
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
# What follows a number tells what it is.
KINDS = (
    ("dose", re.compile(r"[\s-]*(?:mg|mcg|g|units?|mL|cc|mEq|tablets?|puffs)\b")),
    ("age", re.compile(r"[\s-]*(?:years?[\s-]old|y/?o\b|[FM]\b)")),
    ("length of time", re.compile(r"[\s-]*(?:days?|weeks?|months?|years?|hours?|minutes?|h)\b")),
    ("size", re.compile(r"[\s-]*(?:cm|mm|lb|kg|pounds|inch(?:es)?|Fr(?:ench)?|grams)\b")),
)


def rows(path):
    lines = path.read_text().split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def texts(folder):
    """The faithful summaries with their notes."""
    for notes in sorted(folder.glob("bench_*_notes.jsonl")):
        bench = notes.with_name(notes.name.replace("_notes", ""))
        if not bench.exists():
            continue
        note_of = {r["note_id"]: r["note"] for r in map(json.loads, notes.open())}
        for row in map(json.loads, bench.open()):
            for audience in ("clinician", "patient"):
                if text := row.get(f"faithful_{audience}"):
                    yield {
                        "id": f"{row['note_id']}/{audience}",
                        "note": note_of[row["note_id"]],
                        "summary": text,
                        "audience": audience,
                    }


def changed(text, start, end, new):
    return text["summary"][:start] + new + text["summary"][end:]


def changed_words(text, words):
    for kind, old, new in words:
        # The edges of words; `no ` and the like bring their own.
        first = r"(?<![\w-])" if old[0].isalpha() else ""
        last = r"(?!\w)" if old[-1].isalpha() else ""
        for at in list(re.finditer(first + re.escape(old) + last, text["summary"]))[:MOST_OF_WORD]:
            yield kind, f"{old} > {new}", changed(text, at.start(), at.end(), new)


def changed_numbers(text, dice):
    for at in NUMBER.finditer(text["summary"]):
        digits = list(at.group())
        place = dice.choice([i for i, c in enumerate(digits) if c.isdigit()])
        digits[place] = dice.choice([d for d in "123456789" if d != digits[place]])
        rest = text["summary"][at.end() :]
        kind = next((name for name, pattern in KINDS if pattern.match(rest)), "other number")
        new = "".join(digits)
        yield kind, f"{at.group()} > {new}", changed(text, at.start(), at.end(), new)


def drug_classes(notes):
    """Of each drug's name what it is, and of each class the names that notes use."""
    heard = set(re.findall(r"[a-z]{6,}", notes.lower()))
    drug_of, names_of = {}, defaultdict(list)
    for drug, group, surfaces in (row for row in rows(LEXICON) if len(row) == 3 and row[1]):
        for name in surfaces.lower().split("|"):
            if re.fullmatch(r"[a-z]{6,}", name):
                drug_of[name] = (drug, group)
                if name in heard:
                    names_of[group].append((name, drug))
    return drug_of, names_of


def changed_drugs(text, drug_of, names_of, dice):
    note = text["note"].lower()
    for at in re.finditer(r"[A-Za-z]{6,}", text["summary"]):
        drug, group = drug_of.get(at.group().lower(), (None, None))
        others = [n for n, d in names_of.get(group, []) if d != drug and n not in note and d not in note]
        if drug and others:
            new = dice.choice(others)
            yield "drug", f"{at.group()} > {new}", changed(text, at.start(), at.end(), new)


def plant(summaries, dice):
    """Pairs to check, and by id the class and what was planted where."""
    words = rows(HERE / "planted_words.tsv")
    drug_of, names_of = drug_classes(" ".join(t["note"] for t in summaries))
    errors = []
    for text in summaries:
        errors += [(text, *e) for e in changed_words(text, words)]
        errors += [(text, *e) for e in changed_numbers(text, dice)]
        errors += [(text, *e) for e in changed_drugs(text, drug_of, names_of, dice)]
    for kind, pattern, sentence in rows(HERE / "invented_sentences.tsv"):
        audience = "patient" if kind.startswith("p-") else "clinician"
        fit = [
            t for t in summaries
            if t["audience"] == audience and not re.search(pattern, t["note"], re.I)
        ]
        for text in dice.sample(fit, min(MOST_OF_SENTENCE, len(fit))):
            summary = f"{text['summary'].rstrip()} {sentence}"
            errors.append((text, f"invented: {kind}", sentence, summary))
    pairs, key, seen = [], {}, set()
    for text, kind, what, summary in errors:
        if (text["id"], summary) in seen:
            continue
        seen.add((text["id"], summary))
        identity = f"e{len(pairs)}"
        pairs.append(dict(text, id=identity, summary=summary))
        key[identity] = {"kind": kind, "what": what, "base": text["id"]}
    return pairs, key


def is_held(output):
    return (output or {}).get("decision") in ("held", "blocked")


def score(key, outputs, held_without):
    """Held and planted by class; what was released."""
    counts, released = defaultdict(lambda: [0, 0]), []
    for identity, entry in key.items():
        if entry["base"] in held_without:
            continue
        count = counts[entry["kind"]]
        count[1] += 1
        if is_held(outputs.get(identity)):
            count[0] += 1
        else:
            released.append(entry)
    return dict(sorted(counts.items())), released


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--vouch", required=True)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--policies")
    parser.add_argument("--json")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    summaries = list(texts(options.data))
    if not summaries:
        sys.exit(f"no bench_NAME.jsonl beside bench_NAME_notes.jsonl in {options.data}")
    vouch = Vouch(options.vouch, options.policies)
    pairs, key = plant(summaries, random.Random(SEED))
    outputs = vouch.run("check", summaries + pairs)
    held_without = {t["id"] for t in summaries if is_held(outputs.get(t["id"], {"decision": "held"}))}
    counts, released = score(key, outputs, held_without)
    print(f"{len(summaries)} faithful summaries, {len(held_without)} held without an error")
    for kind, (held, planted) in counts.items():
        print(f"  {kind:22} {held:5} of {planted:5}  {held / planted:.3f}")
    if options.show:
        for entry in released:
            print(f"{entry['kind']}\t{entry['base']}\t{entry['what']}")
    if options.json:
        result = {k: {"held": h, "planted": n} for k, (h, n) in counts.items()}
        Path(options.json).write_text(json.dumps(result, indent=1) + "\n")
    sys.exit(1 if vouch.troubles else 0)


if __name__ == "__main__":
    main()
