#!/usr/bin/env python3
"""Compares records with the RFC 8785 form that PyPI's rfc8785 gives them.

Usage: canonical.py VOUCH [SEED]

Vouch writes 10,000 records and more: over the corpus, over random notes and summaries, and by people
with names in any script. Python writes 10,000 random records, which Vouch must take for canonical; and
no other way of writing the same values.
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import rfc8785

import verify_chain
import write_log

PROJECT = pathlib.Path(__file__).resolve().parents[2]
RANDOM = 10_000
WORDS = ["cough", "fever", "Dr. Müller", "40 mg of warfarin", "no pain", "crushing chest pain", "日本",
         "left leg", "cancer", "aspirin 81 mg daily", "\u2028", "\"quoted\"", "a\\b", "🫀", "allergic"]


class Vouch:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.environment = {"VOUCH_POLICIES": str(PROJECT / "Policies"), "HOME": str(folder),
                            "PATH": os.environ["PATH"]}

    def run(self, *arguments, text=""):
        return subprocess.run([self.program, *map(str, arguments)], env=self.environment,
                              input=text.encode(), capture_output=True, check=False)


def sentence(dice):
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(1, 9))).capitalize() + "."


def by_vouch(vouch, dice):
    trail = vouch.folder / "audit"
    # Every note of the corpus for both audiences, so that records have most of what they can have.
    for audience in ("clinician", "patient"):
        for note in sorted((PROJECT / "Corpus").glob("*.txt")):
            vouch.run("summarize", "--audit", trail, "--audience", audience, note)
    pairs = "".join(
        json.dumps({"id": f"{n} {dice.choice(WORDS)}", "note": sentence(dice), "summary": sentence(dice),
                    "metadata": {"subject": sentence(dice)}}) + "\n" for n in range(RANDOM))
    vouch.run("check", "--jsonl", "--quiet", "--audit", trail, text=pairs)
    for name in ("Zoë \"Z\" O\\Neill", "王 医生", "أمل", "🫀 heart", "\u00e9 and e\u0301"):
        for lift in ([], ["--lift"]):
            vouch.run("audit", "hold", *lift, "--as", name, "--role", name, "--audit", trail)
    lines = [line for segment in sorted(trail.glob("seg/*.jsonl"))
             for line in segment.read_bytes().splitlines()]
    names = sum(json.loads(line)["type"].startswith("hold.") for line in lines)
    different = sum(rfc8785.dumps(json.loads(line)) != line for line in lines)
    return len(lines), different + (names != 10)


def value(dice, depth):
    kinds = ["text", "number", "flag", "nothing"] + (["list", "object"] if depth else [])
    match dice.choice(kinds):
        case "text":
            return "".join(
                chr(dice.choice([dice.randrange(0x20), dice.randrange(0x20, 0x7F), 0x7F, 0x2028,
                                 dice.randrange(0xA0, 0xD800), dice.randrange(0xE000, 0x110000)]))
                for _ in range(dice.randrange(8)))
        case "number":
            return dice.choice([0, -1, 1, 2**53 - 1, 1 - 2**53, dice.randrange(-10**9, 10**9)])
        case "flag":
            return dice.random() < 0.5
        case "nothing":
            return None
        case "list":
            return [value(dice, depth - 1) for _ in range(dice.randrange(4))]
        case _:
            return {"".join(dice.choice("abcXYZ019_ .~") for _ in range(dice.randrange(4))):
                    value(dice, depth - 1) for _ in range(dice.randrange(4))}


def by_python(vouch, dice):
    lines, previous = [], "0" * 64
    for number in range(RANDOM):
        record = json.loads(write_log.record(number, previous, dice))
        if number:
            record["body"] = {"a": value(dice, 4), "b": value(dice, 4)}
        line = rfc8785.dumps(record)
        previous = verify_chain.leaf_hash(line).hex()
        lines.append(line)
    wrong = len(lines) - found(vouch, lines)
    for number in dice.sample(range(1, len(lines)), 60):
        line = lines[number]
        record = json.loads(line)
        others = [
            json.dumps(record, sort_keys=True, separators=(",", ":")).encode(),
            json.dumps(record, sort_keys=True, ensure_ascii=False).encode(),
            json.dumps(dict(reversed(record.items())), separators=(",", ":"),
                       ensure_ascii=False).encode(),
            line.replace(b'"pid":', b'"pid":0', 1), line.replace(b'"v":', b'"v":-', 1),
            line[:-1] + b" }", line.replace(b'"seq":%d' % number, b'"seq":%d.0' % number, 1),
        ]
        other = dice.choice([other for other in others if other != line])
        # Nothing in front of it is wrong, and it is.
        wrong += found(vouch, [*lines[:number], other]) != number
    return len(lines), wrong


def found(vouch, lines):
    """How many records Vouch takes for what they should be."""
    segment = vouch.folder / "python/seg/000000.jsonl"
    segment.parent.mkdir(parents=True, exist_ok=True)
    segment.write_bytes(b"".join(line + b"\n" for line in lines))
    done = vouch.run("audit", "verify", "--audit", vouch.folder / "python", "--format", "json")
    return json.loads(done.stdout)["records"]


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    seed = int(arguments[1]) if len(arguments) == 2 else random.SystemRandom().randrange(1 << 32)
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        vouch = Vouch(os.path.abspath(arguments[0]), pathlib.Path(folder))
        written, different = by_vouch(vouch, dice)
        read, wrong = by_python(vouch, dice)
    print(f"{written} records by Vouch, {different} of another form than RFC 8785 has; {read} random "
          f"ones by Python and 60 of another form, {wrong} judged otherwise (seed {seed})")
    return 1 if different or wrong or written < RANDOM else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
