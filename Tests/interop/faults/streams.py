"""Standard streams that are closed, full or broken, and interruptions."""

import os
import signal
import subprocess
import time

import judge
from cases import Case
from trail import PATIENCE, Result

FULL = "/dev/full"
PIECES = ["stdin", "stdout", "stderr"]


def closed(*numbers):
    """A shell that closes these descriptors and becomes the program."""
    return ["sh", "-c", 'exec "$@" ' + " ".join(
        f"{n}<&-" if n == 0 else f"{n}>&-" for n in numbers), "sh"]


def to(redirections):
    return ["sh", "-c", f'exec "$@" {redirections}', "sh"]


# What is put before the command; how the run must end; which streams cannot be seen.
STREAMS = {
    "stdin closed": (closed(0), "reads"),
    "stdout closed": (closed(1), "writes"),
    "stderr closed": (closed(2), "usual"),
    "stdin, stdout closed": (closed(0, 1), "writes"),
    "stdout, stderr closed": (closed(1, 2), "silent"),
    "all closed": (closed(0, 1, 2), "silent"),
    "stdout full": (to(f">{FULL}"), "writes"),
    "stderr full": (to(f"2>{FULL}"), "usual"),
    "stdout, stderr full": (to(f">{FULL} 2>{FULL}"), "silent"),
    "stdin a folder": (to("</"), "reads"),
    "stdin for writing": (to("0>/dev/null"), "reads"),
    "stdout for reading": (to("1</dev/null"), "writes"),
    "file size 0": (["prlimit", "--fsize=0", "--"], "files"),
    "file size 100": (["prlimit", "--fsize=100", "--"], "files"),
    "file size 1000": (["prlimit", "--fsize=1000", "--"], "files"),
    "file size 3000": (["prlimit", "--fsize=3000", "--"], "files"),
}
for files in range(3, 14):
    STREAMS[f"{files} open files"] = (["prlimit", f"--nofile={files}", "--"], "files")


def cases(settings, scenarios):
    for scenario in scenarios.values():
        base = scenario.prepare(settings.vouch, settings.root / "streams-base" / scenario.name)
        counted = base.copy(settings.root / "streams-count" / scenario.name)
        scenario.settle(counted)
        usual = counted.run(scenario.arguments, scenario.text)
        for name, (before, kind) in STREAMS.items():
            yield Case("streams", name, scenario.name,
                       check(scenario, base, usual, before, kind, name))
        yield Case("streams", "a pipe that closes", scenario.name,
                   check_pipe(scenario, base, usual))
        yield Case("streams", "a pipe that does not wait", scenario.name,
                   check_nonblocking(scenario, base, usual))
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for after in range(1 if settings.short else 12):
                dice = settings.dice(f"{scenario.name} {number} {after}")
                name = f"{scenario.name} {after}"
                yield Case("streams", signal.Signals(number).name, name,
                           check_signal(scenario, base, usual, number, dice.uniform(0, 0.06)))


def fresh(scenario, base, folder):
    trail = base.copy(folder)
    scenario.settle(trail)
    was = trail.digest()
    return trail, lambda trail: trail.digest() == was


def check(scenario, base, usual, before, kind, name):
    def run(folder):
        trail, unchanged = fresh(scenario, base, folder)
        result = trail.run(scenario.arguments, scenario.text, before=before)
        hidden = kind == "silent" or "stderr" in name or name == "all closed"
        wrong = []
        if kind == "writes" and result.code != 1 and "--output" not in scenario.arguments:
            wrong.append("nothing can be shown, and the run does not fail")
        if "open files" in name and result.code == 127 and not result.output:
            return "not begun", []
        if kind in ("usual", "silent") or "stdout" in name or "stdin" in name:
            # What was shown cannot be compared where it went nowhere.
            result = Result(result.code, result.output or usual.output
                            if result.code in scenario.codes else result.output, result.errors)
            if result.code in scenario.codes and "stdout" in name:
                result.output = usual.output if not judge.shown_records(usual.output) else b""
        return result.code, wrong + scenario.judged(trail, result, usual, unchanged, hidden)
    return run


def check_pipe(scenario, base, usual):
    """The reader of the output goes away: a quiet end, and everything recorded stays."""
    def run(folder):
        trail, unchanged = fresh(scenario, base, folder)
        reading, writing = os.pipe()
        os.close(reading)
        result = trail.run(scenario.arguments, scenario.text, stdout=writing)
        os.close(writing)
        wrong = []
        if result.code not in (0, *scenario.codes) or result.errors:
            wrong.append(f"a closed pipe ends with {result.code}: {result.said()}")
        wrong += judge.backed(trail, result, scenario.before)
        if not unchanged(trail) and scenario.judges:
            wrong += judge.afterwards(trail, result, scenario.before)
        return result.code, wrong
    return run


def check_nonblocking(scenario, base, usual):
    """A pipe that is full and set not to wait: the run waits all the same."""
    def run(folder):
        trail, unchanged = fresh(scenario, base, folder)
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        filled = b"#" * 65536
        os.write(writing, filled)
        child = subprocess.Popen(
            trail.command(scenario.arguments), stdin=subprocess.PIPE, stdout=writing,
            stderr=subprocess.PIPE, env=trail.environment, cwd=trail.folder)
        os.close(writing)
        try:
            child.stdin.write(scenario.text.encode())
            child.stdin.close()
        except BrokenPipeError:
            pass
        time.sleep(0.1)
        output = b""
        while piece := os.read(reading, 65536):
            output += piece
        os.close(reading)
        errors = child.stderr.read()
        child.stderr.close()
        result = Result(child.wait(timeout=PATIENCE), output[len(filled):], errors)
        return result.code, scenario.judged(trail, result, usual, unchanged)
    return run


def check_signal(scenario, base, usual, number, after):
    """Done as ever, or 130 and nothing but whole results; killed only before the program began."""
    def run(folder):
        trail, unchanged = fresh(scenario, base, folder)
        child = subprocess.Popen(
            trail.command(scenario.arguments), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=trail.environment, cwd=trail.folder)
        killer = subprocess.Popen(["sh", "-c", f"sleep {after:.4f}; kill -{number.value} {child.pid}"],
                                  stderr=subprocess.DEVNULL)
        output, errors = child.communicate(scenario.text.encode(), timeout=PATIENCE)
        killer.wait()
        result = Result(child.returncode, output, errors)
        codes = set(scenario.codes) | {130}
        if not output and not errors:
            codes.add(-number.value)
        killed = result.code == -number.value
        return result.code, scenario.judged(
            trail, result, usual, unchanged, codes=codes, killed=killed)
    return run
