#!/usr/bin/env python3
"""Holds what a summary says in a plain sentence against what a note says in another; `make statements`.

usage: plain_statements.py --vouch BIN [--policies DIR] [--json OUT] [--only GROUP] [--show]
                           [--least-held SHARE] [--least-passed SHARE] [--most-names N]

Each group of `plain_statements.tsv` has sentences of a note, sentences of a summary and things to put in
them; every sentence of the one is checked against every sentence of the other, for every thing, inside a
short note and a short summary that agree. Groups that begin with `same` say the same twice and should
pass; all others differ in one plain matter (denied for reported, done for planned, stopped for continued)
and should be held. `invented` groups put a name of the word lists where the note has nothing of it.
No data is needed: what the figures are for is to find plain statements that go through as a class, which
the summaries of a benchmark do not ask for.
--most-names puts more names of the lists into the `invented` groups than a sample.
--show lists the sentences of which fewer than most are judged rightly; with --least-held and
--least-passed the exit code is 1 where fewer are.
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
LEXICON = HERE.parent / "Sources" / "CLexicons" / "equivalents.tsv"
SEED = 5
# How many expressions of each kind are invented, where nothing else is asked.
MOST_NAMES = 150
NOTE = (
    "The patient is a 54-year-old woman seen in clinic today for follow-up. {} "
    "She takes lisinopril 10 mg daily. Follow up in 3 months."
)
SUMMARY = (
    "54-year-old woman seen in clinic. {} Takes lisinopril 10 mg daily. Follow-up in 3 months."
)


def filled(sentence, thing):
    """`{x}` is the thing, `{X}` the same with a capital; a thing of an act has its parts by name."""
    parts = dict(p.split("=", 1) for p in thing.split(";")) if "=" in thing else {"x": thing}
    parts |= {k.upper(): v[:1].upper() + v[1:] for k, v in parts.items()}
    return sentence.format(**parts)


def groups(path):
    """Name of each group with its note's sentences, its summary's sentences and its things."""
    for line in path.read_text().split("\n"):
        if line and not line.startswith("#"):
            name, notes, summaries, things = line.split("\t")
            yield name, notes.split("|"), summaries.split("|"), things.split("|")


def names(dice, most):
    """Expressions of the word lists by kind, the first of a row."""
    found = defaultdict(list)
    for line in LEXICON.read_text().split("\n"):
        if "\t" not in line or line.startswith("#"):
            continue
        kind, expressions = line.split("\t")[:2]
        known = [e for e in expressions.split("|") if re.fullmatch(r"[a-z][a-z' -]{4,}", e)]
        if known:
            found[kind].append(known[0])
    return {k: sorted(dice.sample(v, min(most, len(v)))) for k, v in found.items()}


def pairs(only, dice, most_names):
    known = names(dice, most_names)
    for name, notes, summaries, things in groups(HERE / "plain_statements.tsv"):
        if only and only not in name:
            continue
        things = [t for thing in things for t in (known[thing[1:]] if thing[0] == "@" else [thing])]
        for thing in things:
            for said in notes:
                for told in summaries:
                    yield name, said, told, thing, {
                        "note": NOTE.format(filled(said, thing)),
                        "summary": SUMMARY.format(filled(told, thing)),
                        "audience": "clinician",
                    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--vouch", required=True, type=Path)
    parser.add_argument("--policies", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--least-held", type=float, default=0)
    parser.add_argument("--least-passed", type=float, default=0)
    parser.add_argument("--most-names", type=int, default=MOST_NAMES)
    arguments = parser.parse_args()
    asked = list(pairs(arguments.only, random.Random(SEED), arguments.most_names))
    if not asked:
        parser.error(f"no group of plain_statements.tsv has '{arguments.only}' in its name")
    vouch = Vouch(arguments.vouch, arguments.policies)
    outputs = vouch.run("check", [dict(p[-1], id=str(i)) for i, p in enumerate(asked)])
    totals, sentences = defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0])
    for index, (name, said, told, thing, _) in enumerate(asked):
        held = (outputs.get(str(index)) or {}).get("decision") in ("held", "blocked")
        is_right = held != name.startswith("same")
        for table, key in ((totals, name), (sentences, (name, "note", said)),
                           (sentences, (name, "summary", told)),
                           (sentences, (name, "thing", thing.split(";")[0]))):
            table[key][0] += is_right
            table[key][1] += 1
    print(f"{'plain statements':<40} {'pairs':>7} {'right':>7}")
    for name, (right, count) in totals.items():
        print(f"{name:<40} {count:>7} {right / count:>7.3f}")
    is_short = False
    for same, label, least in (
        (False, "all that differ, held", arguments.least_held),
        (True, "all that agree, passed", arguments.least_passed),
    ):
        rows = [v for k, v in totals.items() if k.startswith("same") == same]
        if rows:
            right, count = (sum(column) for column in zip(*rows))
            print(f"{label:<40} {count:>7} {right / count:>7.3f}")
            is_short |= right < least * count
    if arguments.show:
        for (name, side, sentence), (right, count) in sorted(sentences.items()):
            if right < 0.97 * count:
                print(f"{right / count:.2f}  {name}: {side}: {sentence}")
    if arguments.json:
        figures = {k: {"right": r, "pairs": c} for k, (r, c) in totals.items()}
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n")
    if is_short:
        print("fewer plain statements are judged rightly than asked: --show lists which", file=sys.stderr)
        return 1
    return 1 if vouch.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
