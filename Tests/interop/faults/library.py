"""Faults by a small library before the C library: short writes, failures that had their effect, a sync
that lost its data, a disk that died, and a clock that was set back."""

import errno
import re
import shutil
import subprocess

import judge
from cases import Case, Skipped
from sweep import Trace
from trail import PROJECT

SOURCE = PROJECT / "Tests/interop/faults/shim.c"
# What changes a file, by the name that strace has for it.
CHANGES = {"write": "write", "pwrite64": "pwrite", "fsync": "fsync", "fdatasync": "fdatasync",
           "rename": "rename", "unlink": "unlink", "mkdir": "mkdir", "ftruncate": "ftruncate"}
SCENARIOS = ["new", "next", "torn", "poisoned", "output", "batch", "deidentify", "init", "verify",
             "erase", "rotate"]
HOUR, DAY, YEAR = 3600, 86400, 31557600
CLOCKS = [-1, -HOUR, -DAY, -30 * YEAR, -60 * YEAR, -400 * YEAR, YEAR, 100 * YEAR, 8000 * YEAR]


def library(settings):
    """Compiles it; the reason in words where that is not possible."""
    target = settings.root / "shim.so"
    for compiler in ("cc", "gcc", "clang"):
        if shutil.which(compiler):
            done = subprocess.run(
                [compiler, "-shared", "-fPIC", "-O1", "-o", str(target), str(SOURCE)],
                capture_output=True)
            if done.returncode == 0:
                return target
    raise Skipped("no C compiler (cc, gcc or clang) that can make a library")


def faults_of(scenario, trace):
    total = 0
    for call, name in CHANGES.items():
        calls = [what for what in trace.calls[call] if not what.startswith("2,")]
        total += len(calls)
        for when in range(1, len(calls) + 1):
            for error in ("EIO", "ENOSPC"):
                yield f"after:{name}:{when}:{getattr(errno, error)}", f"{error} after its effect"
            if name in ("fsync", "fdatasync"):
                yield f"drop:{name}:{when}:{errno.EIO}", "a sync that lost its data"
    for name in ("write", "pwrite", "read", "pread"):
        for when in range(1, 1 + max(1, len(trace.calls[name] or trace.calls[name + "64"]))):
            yield f"short:{name}:{when}", "one byte at a time"
    for when in range(1, total + 1):
        for error in ("EIO", "ENOSPC"):
            yield f"dead:any:{when}:{getattr(errno, error)}", f"{error} for all from then on"
    for seconds in CLOCKS:
        for when in (1, 2, 3, 100):
            yield f"clock:any:{when}:{seconds}", "a clock that is set"


def cases(settings, scenarios):
    try:
        made = library(settings)
    except Skipped as reason:
        yield Case("library", "all", "all", lambda _: skip(reason))
        return
    for name in SCENARIOS:
        scenario = scenarios[name]
        base = scenario.prepare(settings.vouch, settings.root / "library-base" / name)
        counted = base.copy(settings.root / "library-count" / name)
        scenario.settle(counted)
        log = settings.root / f"library-{name}.trace"
        usual = counted.run(scenario.arguments, scenario.text,
                            before=["strace", "-f", "-qq", "-o", str(log)])
        trace = Trace(log.read_text(errors="replace"))
        for fault, kind in faults_of(scenario, trace):
            yield Case("library", f"{name} {kind}", fault, check(made, scenario, base, usual, fault))


def skip(reason):
    raise Skipped(reason)


def check(made, scenario, base, usual, fault):
    def run(folder):
        trail = base.copy(folder)
        scenario.settle(trail)
        was = trail.digest()
        result = trail.run(scenario.arguments, scenario.text,
                           environment={"LD_PRELOAD": str(made), "FAULT": fault})
        kind, call = fault.split(":")[:2]
        spoils = kind == "dead" or call == "unlink"
        wrong = scenario.judged(trail, result, usual, lambda trail: trail.digest() == was,
                                killed=spoils)
        if kind in ("short", "clock") and result.code not in scenario.codes:
            wrong.append(f"this is no failure, and yet exit code {result.code}: {result.said()}")
        if kind == "clock":
            wrong += dated(trail)
        return result.code, wrong
    return run


def dated(trail):
    """Times are written as they must be, whatever the clock says, and a list by time works."""
    wrong = []
    for number, line in trail.lines().items():
        times = re.search(rb'"ts":"([^"]*)"', line).group(1)
        if not re.fullmatch(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", times):
            wrong.append(f"record {number} has the time {times.decode()}")
    if not trail.lines():
        return wrong
    listed = trail.run(["audit", "list", "--format", "jsonl", "--limit", "100000"], "")
    shown = len(listed.output.splitlines())
    if listed.code != 0 or shown != len([1 for line in trail.lines().values() if b'"run.' in line]):
        wrong.append(f"audit list shows {shown} records: {listed.said()}")
    return wrong
