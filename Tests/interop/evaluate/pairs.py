#!/usr/bin/env python3
"""Write the corpus as pairs of note and reference, with texts made to be awkward for tokenizers.

usage: pairs.py CORPUS > PAIRS.jsonl
A note without a reference gets its own last paragraph, so that there is something to measure.
"""
import json
import pathlib
import re
import sys

AWKWARD = [
    ("Kelvin \u212aalium 5,5 mmol/l; \u0130stanbul na\u00efve caf\u00e9 \u03b2-blocker", "kalium 5.5, i stanbul, naive cafe b-blocker"),
    ("one\r\ntwo\n\n three\tfour", "one two\nthree four"),
    ("A" * 300 + " sses ying yyyy ied", "a ssing yed"),
]


def main():
    folder = pathlib.Path(sys.argv[1])
    for note in sorted(folder.glob("*.txt")):
        text = note.read_text(encoding="utf-8")
        expectation = note.with_suffix(".yaml")
        rest = expectation.read_text(encoding="utf-8") if expectation.exists() else ""
        references = {audience: " ".join((folded or plain).split()) for audience, folded, plain in re.findall(
            r"^  (clinician|patient): (?:>-?\n((?:    .*\n?)+)|(.+))", rest, re.M)}
        references.setdefault("clinician", text.strip().split("\n\n")[-1])
        for audience, reference in references.items():
            # What is written for a patient is measured by its reading level, not summarized anew for one.
            print(json.dumps({"id": f"{note.stem}-{audience}", "note": text, "reference": reference},
                             ensure_ascii=False))
    for number, (note, reference) in enumerate(AWKWARD):
        print(json.dumps({"id": f"awkward-{number}", "note": note, "reference": reference}, ensure_ascii=False))


if __name__ == "__main__":
    main()
