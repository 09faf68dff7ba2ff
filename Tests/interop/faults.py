#!/usr/bin/env python3
"""Fails every system call of a run, one after the other, and kills writers at random.

Usage: faults.py VOUCH [--rounds N] [--seed N]

Whatever fails: the exit code is a documented one, standard error says what and where, nothing is shown
that is not in the trail, nothing recorded is lost, the next run goes on, and the trail verifies. Prints
a table; exit code 1 where something else happened. Needs strace; Python's standard library only.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]
CANARY = "zebracanary"
NOTE = f"ASSESSMENT: Pneumonia, {CANARY}. PLAN: Start amoxicillin 500 mg t.i.d."
# 0 done, 1 operational failure, 2 withheld, 3 invalid policies or configuration.
DOCUMENTED = {0, 1, 2, 3}
CALLS = [
    "openat", "flock", "pwrite64", "write", "fdatasync", "fsync", "ftruncate", "mkdir", "rename",
    "unlink", "access", "newfstatat", "fstat", "read", "pread64", "getdents64", "getrandom",
]
ERRORS = ["EIO", "ENOSPC"]
# The loader failed, before the program was reached.
LOADER = b"error while loading shared libraries"


class Trail:
    """A trail in a folder of its own, and what is asked of it."""

    def __init__(self, vouch, folder):
        self.vouch = vouch
        self.folder = folder
        self.path = folder / "audit"
        self.environment = {
            "VOUCH_POLICIES": str(PROJECT / "Policies"), "HOME": str(folder), "PATH": os.environ["PATH"],
        }

    def command(self, *arguments):
        return [self.vouch, *arguments, "--audit", str(self.path)]

    def run(self, command, text=NOTE, **options):
        return subprocess.run(
            command, input=text.encode(), capture_output=True, env=self.environment, timeout=120,
            **options)

    def recorded(self):
        """The runs that the trail holds, by number, from whole lines only."""
        found = {}
        for segment in sorted(self.path.glob("seg/*.jsonl")):
            for line in segment.read_bytes().split(b"\n")[:-1]:
                try:
                    record = json.loads(line)
                except ValueError:
                    continue
                found[record["seq"]] = record["run"]
        return found

    def verify(self):
        return self.run(self.command("audit", "verify", "--quiet"))


def policies(output):
    """The digests of the policies that results were judged under."""
    return set(re.findall(rb'"digest": ?"([^"]*)"', output))


def shown(output):
    """The numbers of the records that results point at; a torn last line shows nothing."""
    return [int(number) for number in re.findall(rb'"seq": ?(\d+)', output)]


SCENARIOS = {
    # A new trail with its first note, a further note, and a batch; `--jobs 1` keeps the order of calls.
    "new": (["summarize", "--format", "json"], NOTE, False),
    "next": (["summarize", "--format", "json"], NOTE, True),
    "batch": (
        ["summarize", "--jsonl", "--jobs", "1"],
        "".join(json.dumps({"id": str(n), "note": NOTE}) + "\n" for n in range(300)), True),
}


def traced(call, *more):
    return ["strace", "-f", "-qq", "-e", f"trace={call}", *more]


def judge(trail, result, before, digests):
    """What is wrong with a run under a fault, in words; nothing where it went as it must."""
    wrong = []
    if result.returncode not in DOCUMENTED:
        wrong.append(f"exit code {result.returncode}")
    if result.returncode in (1, 3) and not result.stderr.strip():
        wrong.append("failed without a word")
    if policies(result.stdout) - digests:
        wrong.append("judged under other policies")
    if CANARY.encode() in result.stderr:
        wrong.append("a message quotes the note")
    recorded = trail.recorded()
    missing = set(shown(result.stdout)) - set(recorded)
    if missing:
        wrong.append(f"shown but not recorded: {sorted(missing)[:3]}")
    if any(recorded.get(number) != run for number, run in before.items()):
        wrong.append("a record is gone")
    held = recorded
    following = trail.run(trail.command("summarize", "--quiet", "--format", "json"))
    if following.returncode != 0:
        wrong.append(f"the next run fails: {following.stderr.decode()[:200]}")
    recorded = trail.recorded()
    acknowledged = set(before) | set(shown(result.stdout))
    if any(recorded.get(number) != held.get(number) for number in acknowledged):
        wrong.append("an acknowledged record is gone after recovery")
    verified = trail.verify()
    if verified.returncode != 0:
        wrong.append(f"does not verify: {verified.stdout.decode()[:200]}")
    return wrong


def sweep(vouch, scenario, call, error, table):
    arguments, text, is_begun = SCENARIOS[scenario]
    with tempfile.TemporaryDirectory(prefix="vouch-faults-") as name:
        base = Trail(vouch, pathlib.Path(name) / "base")
        base.folder.mkdir()
        if is_begun:
            assert base.run(base.command("summarize", "--quiet")).returncode == 0
        before = base.recorded() if is_begun else {}
        # How many calls a run makes, and which.
        log = base.folder / "log"
        counted = Trail(vouch, pathlib.Path(name) / "count")
        shutil.copytree(base.folder, counted.folder)
        whole = counted.run(traced(call, "-o", str(log)) + counted.command(*arguments), text)
        lines = log.read_text(errors="replace").splitlines()
        for when in range(1, len(lines) + 1):
            folder = pathlib.Path(name) / "run"
            shutil.copytree(base.folder, folder)
            trail = Trail(vouch, folder)
            inject = ["-o", "/dev/null", "-e", f"inject={call}:error={error}:when={when}"]
            result = trail.run(traced(call, *inject) + trail.command(*arguments), text)
            if LOADER in result.stderr:
                shutil.rmtree(folder)
                continue
            wrong = judge(trail, result, before, policies(whole.stdout))
            table[scenario, call, error][result.returncode] += 1
            if wrong:
                what = lines[when - 1].split(" ", 1)[-1][:70] if when <= len(lines) else ""
                yield f"{scenario} {call} {error} when={when} ({what}): {'; '.join(wrong)}"
            shutil.rmtree(folder)


def kill_writers(vouch, rounds, seed):
    """Four writers of one trail, each killed at some moment, again and again."""
    dice = random.Random(seed)
    killed = results = 0
    with tempfile.TemporaryDirectory(prefix="vouch-faults-") as name:
        trail = Trail(vouch, pathlib.Path(name))
        seen = {}
        for round_number in range(rounds):
            lines = "".join(
                json.dumps({"id": f"{round_number}-{n}", "note": NOTE}) + "\n" for n in range(400))
            source = trail.folder / "notes.jsonl"
            source.write_text(lines)
            writers = []
            for number in range(4):
                output = open(trail.folder / f"out-{number}", "wb+")
                errors = open(trail.folder / f"err-{number}", "wb+")
                child = subprocess.Popen(
                    trail.command("summarize", "--jsonl", "--quiet", "--jobs", "1", str(source)),
                    stdout=output, stderr=errors, env=trail.environment)
                writers.append((child, output, errors))
            for child, _, _ in dice.sample(writers, dice.choice([1, 2, 3, 4])):
                time.sleep(dice.uniform(0, 0.4))
                if child.poll() is None:
                    child.send_signal(dice.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGINT]))
                    killed += 1
            for child, output, errors in writers:
                code = child.wait(timeout=120)
                output.seek(0)
                errors.seek(0)
                whole = output.read().rpartition(b"\n")[0]
                for line in whole.splitlines():
                    number = json.loads(line)["audit"]["seq"]
                    if number in seen:
                        yield f"round {round_number}: record {number} was acknowledged twice"
                    seen[number] = None
                    results += 1
                if code not in (0, -signal.SIGKILL, 130):
                    yield f"round {round_number}: exit code {code}: {errors.read().decode()[:300]}"
                output.close()
                errors.close()
            recorded = trail.recorded()
            for number, run in seen.items():
                if number not in recorded or (run is not None and recorded[number] != run):
                    yield f"round {round_number}: record {number} was shown and is gone"
                seen[number] = recorded.get(number)
            after = trail.run(trail.command("summarize", "--quiet"))
            if after.returncode != 0:
                yield f"round {round_number}: the next run fails: {after.stderr.decode()[:300]}"
                return
            if trail.verify().returncode != 0:
                yield f"round {round_number}: the trail does not verify"
                return
        independent = subprocess.run(
            [sys.executable, str(PROJECT / "Tests/interop/verify_chain.py"), str(trail.path)],
            capture_output=True)
        if independent.returncode != 0:
            yield f"the independent verifier refuses: {independent.stderr.decode()[:300]}"
    print(f"{rounds} rounds of 4 writers: {killed} killed, {results} results shown, all in the trail")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("vouch")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--calls", default=",".join(call for call in CALLS))
    options = parser.parse_args()
    vouch = os.path.abspath(options.vouch)
    problems = []

    def report(problem):
        problems.append(problem)
        print(f"WRONG  {problem}", flush=True)

    table = collections.defaultdict(collections.Counter)
    wanted = set(options.calls.split(","))
    for scenario in SCENARIOS:
        for call in CALLS:
            if call not in wanted:
                continue
            for error in ERRORS:
                for problem in sweep(vouch, scenario, call, error, table):
                    report(problem)
    print(f"{'run':8}{'call':12}{'error':8}{'failed':>8}   exit codes")
    for (scenario, call, error), codes in sorted(table.items()):
        shares = ", ".join(f"{code}: {count}" for code, count in sorted(codes.items()))
        print(f"{scenario:8}{call:12}{error:8}{sum(codes.values()):8}   {shares}")
    print(f"seed {options.seed}")
    for problem in kill_writers(vouch, options.rounds, options.seed):
        report(problem)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
