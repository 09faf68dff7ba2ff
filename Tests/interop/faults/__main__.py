"""Injects faults into runs of Vouch. Usage: python3 Tests/interop/faults VOUCH [OPTIONS]

Whatever fails: the exit code is a documented one, standard error says what failed and what to do,
nothing is shown that is not in the trail, nothing recorded is lost, the next run goes on, and the trail
verifies. Prints what is wrong with the command that repeats it, and a table; exit code 1 where
anything is wrong. Needs strace; Python's standard library only.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys

import cases
import killing
import library
import memory
import order
import places
import selftest
import streams
import sweep
import torn
from scenarios import scenarios


def sweep_part(settings):
    for scenario in scenarios().values():
        if not settings.wanted or f"/{scenario.name} " in settings.wanted:
            yield from sweep.cases(settings, scenario)


# Each part, with how many of its cases the short form takes.
PARTS = {
    "selftest": (selftest.cases, 100),
    "order": (lambda settings: order.cases(settings, scenarios()), 100),
    "sweep": (sweep_part, 200),
    "library": (lambda settings: library.cases(settings, scenarios()), 60),
    "streams": (lambda settings: streams.cases(settings, scenarios()), 60),
    "memory": (lambda settings: memory.cases(settings, scenarios), 24),
    "places": (places.cases, 60),
    "torn": (torn.cases, 60),
    "killing": (killing.cases, 10),
}


def with_mounts(arguments):
    """Goes on in a name space of its own, where mounts are nobody else's and end with the run."""
    if "VOUCH_FAULTS_MOUNTS" in os.environ:
        return
    os.environ["VOUCH_FAULTS_MOUNTS"] = "0"
    share = ["unshare", "--mount", "--propagation", "private", "--"]
    if os.geteuid() != 0:
        share.insert(1, "--map-root-user")
    if shutil.which("unshare"):
        if subprocess.run([*share, "true"], capture_output=True).returncode == 0:
            os.environ["VOUCH_FAULTS_MOUNTS"] = "1"
            os.execvp(share[0], [*share, sys.executable, *arguments])


def parsed():
    parser = argparse.ArgumentParser(
        prog="faults", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("vouch")
    parser.add_argument("--short", action="store_true", help="a sample, in under a minute")
    parser.add_argument("--rounds", type=int, default=200, help="of writers that are killed")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--only", default="", help=f"some of {','.join(PARTS)}")
    parser.add_argument("--case", default="", help="one case alone, by its title")
    parser.add_argument("--jobs", type=int, default=cases.processors(), help="cases at once")
    return parser.parse_args()


def main():
    options = parsed()
    if not shutil.which("strace"):
        print("faults: strace is not there; install it, then run again", file=sys.stderr)
        return 1
    with_mounts(sys.argv)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    only = options.case.partition("/")[0] or options.only
    settings = cases.Settings(
        os.path.abspath(options.vouch), seed, options.short, options.rounds,
        set(only.split(",")) if only else set(PARTS), options.case, options.jobs)
    report = cases.Report(settings)
    try:
        for name, (part, most) in PARTS.items():
            if name in settings.only:
                cases.run_all(name, settings.sample(part(settings), most), settings, report)
    finally:
        shutil.rmtree(settings.root, ignore_errors=True)
    if not report.summary() and not report.skips:
        print("faults: there is no such case", file=sys.stderr)
        return 64
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
