"""Cases, and what runs them: several at once, with progress on standard error and a table at the end."""

import collections
import concurrent.futures
import os
import pathlib
import random
import shutil
import sys
import tempfile
import threading
import time
import traceback


class Skipped(Exception):
    """A case that this machine cannot run, with the reason."""


class Case:
    """One fault: `check(folder)` gives how the run ended, and a list of what is wrong."""

    def __init__(self, part, group, name, check):
        self.part, self.group, self.name, self.check = part, group, name, check

    @property
    def title(self):
        return f"{self.part}/{self.group}/{self.name}"


class Settings:
    def __init__(self, vouch, seed, short, rounds, only, wanted, jobs):
        self.vouch, self.seed, self.short, self.rounds = vouch, seed, short, rounds
        self.only, self.wanted, self.jobs = only, wanted, jobs
        self.notes = []
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="vouch-faults-"))

    def note(self, words):
        """Something to be said at the end."""
        self.notes.append(words)

    def dice(self, what):
        """Chance that can be repeated: the same for the same seed and name."""
        return random.Random(f"{self.seed} {what}")

    def sample(self, cases, most):
        """All cases in full; in the short form as many, chosen by the seed."""
        cases = list(cases)
        if self.wanted:
            return [case for case in cases if self.wanted == case.title]
        if not self.short or len(cases) <= most:
            return cases
        chosen = sorted(self.dice(cases[0].part).sample(range(len(cases)), most))
        return [cases[index] for index in chosen]


class Report:
    def __init__(self, settings, out=sys.stdout):
        self.settings, self.out = settings, out
        self.table = collections.defaultdict(collections.Counter)
        self.problems, self.skips = [], []
        self.done = 0
        self.lock = threading.Lock()
        self.started = time.monotonic()

    def case(self, case, ending, wrong, seconds=0):
        with self.lock:
            self.done += 1
            self.table[case.part, case.group][ending] += 1
            if wrong:
                self.problems.append(case.title)
                print(f"WRONG  {case.title}: exit {ending}; {'; '.join(wrong)}", file=self.out)
                print(f"       again: {self.again(case)}", file=self.out, flush=True)

    def again(self, case):
        return (f"python3 Tests/interop/faults VOUCH --seed {self.settings.seed} "
                f"--rounds {self.settings.rounds} --case '{case.title}'")

    def skip(self, what, reason):
        with self.lock:
            self.skips.append((what, reason))
            print(f"skipped  {what}: {reason}", file=self.out, flush=True)

    def progress(self, part, done, of):
        took = time.monotonic() - self.started
        print(f"{took:5.0f} s  {part}: {done} of {of}, {len(self.problems)} problems",
              file=sys.stderr, flush=True)

    def summary(self):
        print(f"\n{'part':10}{'fault':34}{'cases':>7}   how the runs ended", file=self.out)
        total = 0
        for (part, group), endings in sorted(self.table.items()):
            count = sum(endings.values())
            total += count
            shares = ", ".join(f"{e}: {n}" for e, n in sorted(endings.items(), key=str))
            print(f"{part:10}{group:34}{count:7}   {shares}", file=self.out)
        for words in self.settings.notes:
            print(words, file=self.out)
        for reason, count in collections.Counter(reason for _, reason in self.skips).items():
            print(f"skipped  {count} cases: {reason}", file=self.out)
        took = time.monotonic() - self.started
        print(f"{total} cases in {took:.0f} s, seed {self.settings.seed}: "
              f"{len(self.problems)} problems, {len(self.skips)} skipped", file=self.out, flush=True)
        return total


def run_all(part, cases, settings, report, jobs=None):
    """Runs the cases of a part. A case that raises is a problem too."""
    folders = settings.root / part
    folders.mkdir(exist_ok=True)

    def one(number, case):
        folder = folders / str(number)
        began = time.monotonic()
        try:
            ending, wrong = case.check(folder)
        except Skipped as reason:
            report.skip(case.title, str(reason))
            return
        except Exception:
            ending, wrong = "error", ["the check itself failed: " + traceback.format_exc(limit=-3)]
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        report.case(case, ending, wrong, time.monotonic() - began)

    last = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(jobs or settings.jobs) as pool:
        waiting = [pool.submit(one, number, case) for number, case in enumerate(cases)]
        for done, future in enumerate(waiting, 1):
            future.result()
            if time.monotonic() - last > 10:
                last = time.monotonic()
                report.progress(part, done, len(cases))
    report.progress(part, len(cases), len(cases))


def processors():
    return len(os.sched_getaffinity(0))
