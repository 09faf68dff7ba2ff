"""Eight writers of one trail, each killed at some moment, round after round."""

import json
import os
import signal
import subprocess
import sys
import time

import judge
from cases import Case
from trail import NOTE, PATIENCE, PROJECT, Result, Trail

WRITERS = 8
LINES = 250
# How many rounds share a trail; each further one starts anew, so that rounds can run at once.
SHARED = 10


def cases(settings):
    rounds = min(settings.rounds, 3) if settings.short else settings.rounds
    for first in range(0, rounds, SHARED):
        numbers = range(first, min(rounds, first + SHARED))
        yield Case("killing", f"{WRITERS} writers", f"rounds {numbers[0]} to {numbers[-1]}",
                   check(settings, numbers))


def check(settings, numbers):
    def run(folder):
        trail = Trail.make(settings.vouch, folder)
        seen, wrong, killed, results = {}, [], 0, 0
        for number in numbers:
            dice = settings.dice(f"round {number}")
            ended = one_round(trail, number, dice)
            wrong += [f"round {number}: {problem}" for problem in judged(trail, seen, ended)]
            killed += sum(1 for code, _, _ in ended if code != 0)
            results += sum(len(judge.whole_results(output)) for _, output, _ in ended)
            if wrong:
                break
        independent = subprocess.run(
            [sys.executable, str(PROJECT / "Tests/interop/verify_chain.py"), str(trail.path)],
            capture_output=True)
        signed = subprocess.run(
            [sys.executable, str(PROJECT / "Tests/interop/signed_log.py"), "verify", str(trail.path),
             str(trail.path / "keys/log.vkey")], capture_output=True)
        for judged_by in (independent, signed):
            if judged_by.returncode != 0 and not wrong:
                wrong.append(f"an independent verifier refuses: {judged_by.stderr.decode()[:300]}")
        settings.note(f"{len(numbers)} rounds: {killed} writers ended early, {results} results shown, "
                      f"all in the trail" if not wrong else f"{len(numbers)} rounds: wrong")
        return "whole" if not wrong else "broken", wrong
    return run


def one_round(trail, number, dice):
    """Starts the writers, kills some of them at some moment, and gives how each ended."""
    source = trail.folder / "notes.jsonl"
    source.write_text("".join(
        json.dumps({"id": f"{number}-{n}", "note": NOTE}) + "\n" for n in range(LINES)))
    writers = []
    for writer in range(WRITERS):
        output = open(trail.folder / f"out-{writer}", "wb+")
        errors = open(trail.folder / f"err-{writer}", "wb+")
        arguments = ["summarize", "--jsonl", "--quiet", "--jobs", "1", str(source)]
        child = subprocess.Popen(trail.command(arguments), stdout=output, stderr=errors,
                                 env=trail.environment, cwd=trail.folder)
        writers.append((child, output, errors))
    for child, _, _ in dice.sample(writers, dice.randint(1, WRITERS)):
        time.sleep(dice.uniform(0, 0.1))
        if child.poll() is None:
            child.send_signal(dice.choice(
                [signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM]))
    ended = []
    for child, output, errors in writers:
        try:
            code = child.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            code = "hangs"
        output.seek(0)
        errors.seek(0)
        ended.append((code, output.read(), errors.read()))
        output.close()
        errors.close()
    return ended


def judged(trail, seen, ended):
    wrong = []
    for code, output, errors in ended:
        # A signal that came before the program could take it ends it as signals do.
        early = not output and not errors and code in (-signal.SIGINT, -signal.SIGTERM)
        if code not in (0, -signal.SIGKILL, 130) and not early:
            wrong.append(f"exit code {code}: {errors.decode()[:300]}")
        wrong += judge.ending(Result(code, output, errors), {code}, True)
        for result in judge.whole_results(output):
            number = result["audit"]["seq"]
            if number in seen:
                wrong.append(f"record {number} was acknowledged twice")
            seen[number] = None
    lines = trail.lines()
    for number, line in seen.items():
        if number not in lines:
            wrong.append(f"record {number} was shown and is gone")
        elif line is not None and lines[number] != line:
            wrong.append(f"record {number} was changed")
        seen[number] = lines.get(number)
    if sorted(lines) != list(range(len(lines))):
        wrong.append("the numbers of the records have gaps")
    return wrong + judge.afterwards(trail, Result(0, b"", b""), lines)
