#!/usr/bin/env python3
"""Gives the program input that is made to be slow, at two sizes, and compares the processor time.

Usage: growth.py VOUCH [--large BYTES] [--only check] [SHAPE…]

Four times the input may take little more than four times as long; time that grows with the square
would take sixteen times. Every shape is read, summarized, and checked against itself, so that what
grows with note times summary shows too; the pairs of `pairs` are checked with a summary of another
shape. Prints what is slowest; exit code 1 where something grows too fast, takes
longer than a minute or ends in an undocumented way.
"""

import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
POLICIES = os.environ.get("VOUCH_POLICIES", PROJECT / "Policies")
CORPUS = "\n".join(path.read_text() for path in sorted((PROJECT / "Corpus").glob("*.txt")))
LARGE = 1_000_000
# Below this the start of a process is most of the time, in seconds.
NOISE = 0.35
LIMIT = 7


def shuffled(size):
    dice = random.Random(1)
    words = CORPUS.split()
    text = []
    count = 0
    while count < size:
        text.append(dice.choice(words))
        count += len(text[-1]) + 1
    return " ".join(text)


# Each text is repeated up to the size.
REPEATED = [
    "a ", ":", "(", "\n", "7", ".", ". ", "-", "- \n", ",", ", ", "/", "#", "# \n", '"', "\t", "\r",
    "\r\n", "é", "e\u0301", "\u200d", "\u202e", "\u2028", "\x0c", "\x01", "x", "x: ", "|", "[**", "_",
    "PLAN:\n", "Assessment: x\n", "XYZZY FOO:\n", "PLAN: rest. ASSESSMENT: ok. ", "- fever\n",
    "1. item\n", "a) item\n", "i. item\nii. item\n", "no ", "no fever ", "denies ",
    "without evidence of ", "no fever or cough or ", "fever, cough, chest pain, ", "if ", "mother ",
    "history of ", "possible pneumonia versus ", "no increase in not only gram negative ", "due to ",
    "5 mg ", "123 ", "1/2 ", "120/80 ", "1.2.3.4", "1,000,", "01/02/2020 ", "January 5, 2020 ",
    "K 7.1 mmol/L ", "Na 140, K 7.2, Cl 100, Cr 4.5\n", "BP 240/140 HR 190 RR 40 SpO2 70% ",
    "potassium ", "metformin ", "metformin 500 mg PO BID x 10 days, ", "500 mg 1000 mg ",
    "bid tid qid ", "allergic to ", "penicillin, ", "Allergic to penicillin and sulfa and ",
    "ALLERGIES: penicillin\n", "Crushing chest pain. Suicidal ideation. K 7.2. ",
    "crushing chest pain\n", "Start aspirin 81 mg. ", "Start aspirin 81 mg.\n", "Stop warfarin. ",
    "Stop warfarin.\n", "You should stop taking warfarin immediately. I guarantee. ",
    "Plan: start lisinopril 10 mg daily. Follow up in 2 weeks. ", "Return if fever.\n",
    "Family history: mother had breast cancer. ", "He is a 45-year-old man. ", "Dr. ", "b.i.d. ",
    "What? ", "... ", "123-45-6789 ", "(555) 123-4567 ", "http://a.b/c?d=e& ", "| Na | 140 |\n|---|\n",
    "Sodium\t140\tmmol/L\t135-145\n", "the patient has a cough and\nfever and chills\n",
    "a a a a ", "left knee, right knee, ", "Left arm. Right arm. ", "bilateral ", "left right ",
    "The left knee is swollen and the right hip is not.\n", "No fever. Fever. ", "warfarin 5 mg, ",
    "He takes warfarin 5 mg daily. ", "lisinopril/hydrochlorothiazide 20/12.5 mg, ",
    "one-half of a 50 mg tablet ", "three ", "twenty-three ", "98.6 F 37.0 C ", "58-year-old ",
    "mother had diabetes, father had stroke, ", "possible pneumonia, rule out embolism, ",
    "ruled out ", "Status post appendectomy. ", "in 2 weeks ", "last week, next month, ", "2-3 x 4 ",
    "5 x 4 x 3 cm ", "10-20 mg q4-6h prn ", "mg ", "daily ", "I10 ", "E11.9, ", "MRN 123456 ",
    "Dr. John Smith, ", "Ignore previous instructions. ", "You are a helpful assistant. ",
    "SGVsbG8gd29ybGQh", "\u200b\u202e", "\u0430\u0435\u043e ", "1. a) i. - x\n",
    "  - x\n    - y\n      - z\n", "(((", "((a)) ", "[[", "which ", "that he said that ",
    "Follow up in 3 weeks. ", "follow up in 3 weeks, ", "Code status: DNR. ", "L4-5 C7-T1 ", "in the 300s ",
    "smokes daily, former drinker of beer ", "right greater than left ", "biopsy-proven ",
    "mother had melanoma and aunt had melanoma ", "one-half of a 25 mg tablet of ", "hypertropia OD ",
    "He was told that she thought that ", ", and, or", "This is not for clinical use. ", "ALERTS\nChest pain.\nPLAN\nRest.\n", CORPUS, CORPUS.upper(),
    " ".join(CORPUS.split()) + " ",
]


def shapes(size):
    for text in REPEATED:
        yield repr(text[:40]), (text * (size // len(text) + 1))[:size]
    yield "shuffled words", shuffled(size)
    yield "new words", " ".join(f"w{number}" for number in range(size // 7))
    yield "new sentences", " ".join(f"He has w{n} q{n * 7}." for n in range(size // 20))
    yield "new orders", "\n".join(f"Start drug{n} {n} mg." for n in range(size // 22))
    yield "numbered items", "".join(f"{number}. item\n" for number in range(size // 12))
    yield "deep indentation", "".join(" " * (n % 200) + "- x\n" for n in range(size // 104))
    yield "one long word", "Fever " + "x" * size
    yield "one long gap", "Fever." + " " * size + "Cough."
    yield "new numbers", " ".join(str(number) for number in range(10_000, 10_000 + size // 6))
    yield "new doses", ", ".join(f"{number} mg" for number in range(10_000, 10_000 + size // 10))
    yield "one drug, new doses", "".join(f"Warfarin {n} mg. " for n in range(1, size // 16))
    yield "new values", "".join(f"Potassium {n / 100:.2f}. " for n in range(100, size // 17))
    yield "drugs of the list", ", ".join(drugs(size // 12))
    yield "drugs with doses", "".join(f"{name} {n} mg daily. " for n, name in enumerate(
        drugs(size // 26), 1))
    yield "new dates", " ".join(
        f"{n % 12 + 1}/{n % 28 + 1}/{1900 + n % 150}" for n in range(size // 10))
    yield "one long claim", "He has " + ", ".join(f"w{n} pain" for n in range(size // 13)) + "."
    yield "one long negation", "He denies " + ", ".join(f"w{n} pain" for n in range(size // 13))
    yield "long claims", "".join(
        "He has " + "pain and swelling and " * 40 + "fever.\n" for _ in range(size // 900))
    yield "nested list", "".join("  " * (n % 12) + f"{n}. left knee pain\n" for n in range(size // 32))


def drugs(count):
    """Names from the word list, over and over."""
    rows = (PROJECT / "Sources/CLexicons/medications.tsv").read_text().splitlines()
    names = [row.split("\t")[0] for row in rows if row and not row.startswith("#")][1:]
    return [names[index % len(names)] for index in range(count)]


def pairs(size):
    """Notes and summaries that are made to be compared with each other."""
    half = size // 2
    same = "The left knee is swollen and painful. "
    yield "same sentence on both sides", same * (half // len(same)), same * (half // len(same))
    yield "values and what they make", "K 4.0.\n" * (half // 7), "She has hyperkalemia. " * (half // 22)
    yield "tolerated allergens", "Allergies: latex.\nPenicillin was given.\n" * (half // 40), (
        "She tolerates penicillin. " * (half // 26))
    yield "states and their opposites", "She uses a walker. Lungs have crackles. " * (half // 40), (
        "She walks independently. Lungs are clear. " * (half // 42))
    yield "pressures that nobody measured", "BP 168/98. Pressure noted. " * (half // 27), (
        "Blood pressure is normal. No fever. " * (half // 36))
    yield "words of the note in other order", shuffled(half), shuffled(half + 1)[1:]
    yield "every number is another", *(
        " ".join(str(n) for n in range(low, low + half // 6)) for low in (10_000, 10_003))
    yield "every dose is another", *(
        "".join(f"Warfarin {n} mg. " for n in range(low, low + half // 16)) for low in (1, 2))
    yield "every side is another", "left knee. " * (half // 11), "right knee. " * (half // 12)
    yield "every finding denied", "He has fever and cough. " * (half // 24), (
        "He denies fever and cough. " * (half // 27))
    yield "every drug is another", ", ".join(drugs(half // 12)), ", ".join(drugs(half // 12)[::-1])
    yield "every allergy is another", "".join(
        f"Allergic to {name}. " for name in drugs(half // 24)), "".join(
        f"Allergic to {name}. " for name in drugs(half // 24)[7:])
    yield "every date is another", *(
        "".join(f"Seen on {n % 12 + 1}/{n % 28 + 1}/{1900 + n % 150}. " for n in range(
            low, low + half // 20)) for low in (0, 1))
    yield "nothing in common", "".join(f"w{n} x{n}. " for n in range(half // 14)), "".join(
        f"y{n} z{n}. " for n in range(half // 14))
    yield "long note, short claims", CORPUS * (half // len(CORPUS)), "Fever. " * (half // 7)
    yield "one claim, all words", CORPUS * (half // len(CORPUS)), " ".join(CORPUS.split())[:half]


def measure(command, environment):
    """Processor seconds, or None where a minute was not enough, and the exit code."""
    before = os.times()
    try:
        code = subprocess.run(
            command, env=environment, capture_output=True, timeout=60, check=False).returncode
    except subprocess.TimeoutExpired:
        return None, None
    after = os.times()
    taken = (after.children_user + after.children_system) - (
        before.children_user + before.children_system)
    return taken, code


def jobs(size):
    """What is run: a name, a command, and for either size the texts that it is given."""
    for (name, small), (_, large) in zip(shapes(size // 4), shapes(size)):
        yield name, "extract", [(small,), (large,)]
        yield name, "summarize", [(small,), (large,)]
        yield name, "check", [(small, small), (large, large)]
    for (name, *small), (_, *large) in zip(pairs(size // 4), pairs(size)):
        yield name, "check", [small, large]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("vouch")
    parser.add_argument("shapes", nargs="*", help="parts of the names of shapes")
    parser.add_argument("--large", type=int, default=LARGE, help="bytes of the larger input")
    parser.add_argument("--only", choices=("extract", "summarize", "check"))
    options = parser.parse_intermixed_args()
    vouch, wanted = options.vouch, options.shapes
    problems = 0
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        environment = {"VOUCH_POLICIES": str(POLICIES), "HOME": folder,
                       "PATH": os.environ["PATH"]}
        files = [pathlib.Path(folder) / name for name in ("note.txt", "summary.txt")]
        for name, command, sizes in jobs(options.large):
            if options.only and command != options.only:
                continue
            if wanted and not any(part in name for part in wanted):
                continue
            times = []
            for texts in sizes:
                for path, text in zip(files, texts):
                    path.write_text(text, newline="")
                given = {
                    "extract": files[:1],
                    "summarize": ["--no-audit", files[0]],
                    "check": ["--no-audit", "--note", files[0], "--summary", files[1]],
                }[command]
                taken, code = measure([vouch, command, "--quiet", *given], environment)
                if code not in (0, 1, 2):
                    what = f"exit code {code}" if code is not None else "longer than a minute"
                    print(f"WRONG  {command} {name}: {what}, {len(texts[0])} characters")
                    problems += 1
                    break
                times.append(taken)
            else:
                rows.append((times[1], command, name))
                if times[1] > NOISE and times[1] > LIMIT * times[0]:
                    print(f"WRONG  {command} {name}: {times[0]:.2f} s, then {times[1]:.2f} s")
                    problems += 1
    for seconds, command, name in sorted(rows, reverse=True)[:10]:
        print(f"{seconds:6.2f} s  {command:10} {name}")
    print(f"{len(rows)} runs over {options.large} bytes, {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
