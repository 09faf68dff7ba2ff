#!/usr/bin/env python3
"""Gives the program input that is made to be slow, at two sizes, and compares the processor time.

Usage: growth.py VOUCH [SHAPE…]

Four times the input may take little more than four times as long; time that grows with the square
would take sixteen times. Prints what is slowest; exit code 1 where something grows too fast, takes
longer than a minute or ends in an undocumented way.
"""

import os
import pathlib
import random
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = "\n".join(path.read_text() for path in sorted((PROJECT / "Corpus").glob("*.txt")))
SMALL, LARGE = 250_000, 1_000_000
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
    "This is not for clinical use. ", "ALERTS\nChest pain.\nPLAN\nRest.\n", CORPUS, CORPUS.upper(),
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


def measure(command, environment):
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


def main(arguments):
    if not arguments:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    vouch, *wanted = arguments
    problems = 0
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        environment = {"VOUCH_POLICIES": str(PROJECT / "Policies"), "HOME": folder,
                       "PATH": os.environ["PATH"]}
        files = [pathlib.Path(folder) / name for name in ("small.txt", "large.txt")]
        for (name, small), (_, large) in zip(shapes(SMALL), shapes(LARGE)):
            if wanted and not any(part in name for part in wanted):
                continue
            files[0].write_text(small, newline="")
            files[1].write_text(large, newline="")
            for command in ("extract", "summarize", "check"):
                times = []
                for path in files:
                    given = {
                        "extract": [path],
                        "summarize": ["--no-audit", path],
                        "check": ["--no-audit", "--note", path, "--summary", path],
                    }[command]
                    taken, code = measure([vouch, command, "--quiet", *given], environment)
                    times.append(taken)
                    if code not in (0, 1, 2):
                        print(f"WRONG  {command} {name}: exit code {code}, {len(small)} bytes and up")
                        problems += 1
                        break
                else:
                    rows.append((times[1], command, name))
                    if times[1] > NOISE and times[1] > LIMIT * times[0]:
                        print(f"WRONG  {command} {name}: {times[0]:.2f} s, then {times[1]:.2f} s")
                        problems += 1
    for seconds, command, name in sorted(rows, reverse=True)[:10]:
        print(f"{seconds:6.2f} s  {command:10} {name}")
    print(f"{len(rows)} runs over {LARGE} bytes, {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
