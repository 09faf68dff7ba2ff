"""Fails every system call of a run, one after the other, by strace; and kills the run at each."""

import collections
import pathlib
import re
import shutil

import judge
from cases import Case

# Calls that cannot fail, or whose failure is the tracer's.
NEVER = {
    "execve", "exit", "exit_group", "rt_sigreturn", "getpid", "gettid", "restart_syscall",
}
# Every call fails with these. The others are those that the call may fail with in its own way.
EVERYWHERE = ["EIO", "ENOSPC"]
OWN = {
    "EINTR": {"read", "write", "pread64", "pwrite64", "openat", "flock", "fsync", "fdatasync",
              "ftruncate", "getrandom", "poll", "close", "rename"},
    "EACCES": {"openat", "mkdir", "rename", "unlink", "newfstatat", "getdents64", "readlink"},
    "EMFILE": {"openat"},
    "ENOMEM": {"mmap", "mprotect", "mremap", "munmap", "clone", "clone3", "openat"},
    "ENOLCK": {"flock"},
    "EROFS": {"openat", "mkdir", "rename", "unlink", "ftruncate"},
}
# A disk that stays broken: this call and all later ones of its kind fail.
LASTING = {"pwrite64", "fdatasync", "fsync", "ftruncate", "mkdir", "rename", "unlink", "openat",
           "pread64", "newfstatat", "flock", "getdents64", "read"}
# Where each call also fails in its own ways, stays broken, and is a moment to be killed at.
THOROUGH = {
    "new", "next", "torn", "poisoned", "output", "init", "deidentify", "erase", "rotate"}
# What the loader and the runtime do first is the same for every command; here it fails too.
EARLY = "next"
# The first thing that the program itself does is to look at its standard streams.
BEGUN = re.compile(r"fcntl\(0, F_GETFD")


class Trace:
    """The system calls of one run: how many of each, and what each was."""

    def __init__(self, text):
        self.calls = collections.defaultdict(list)
        # How many of each the loader and the Swift runtime make, before the program is reached.
        self.early = collections.Counter()
        begun = False
        threads = collections.defaultdict(collections.Counter)
        for line in text.splitlines():
            match = re.match(r"(\d+) +(\w+)\((.*)", line)
            if not match:
                continue
            thread, call, rest = match.groups()
            begun = begun or bool(BEGUN.search(line))
            if not begun:
                self.early[call] += 1
            # strace counts for each thread.
            threads[thread][call] += 1
            if threads[thread][call] > len(self.calls[call]):
                self.calls[call].append(rest[:80])


def strace(call, fault):
    # strace 6.1 passes over signals where the kernel filters calls for it.
    quicker = [] if "signal=" in fault else ["--seccomp-bpf"]
    return ["strace", "-f", "-qq", *quicker, "-o", "/dev/null", "-e", f"trace={call}",
            "-e", f"inject={call}:{fault}"]


def can_trace(trail):
    return trail.run(["--version"], before=["strace", "-f", "-qq", "-o", "/dev/null"]).code == 0


def faults_of(scenario, trace):
    for call, calls in sorted(trace.calls.items()):
        if call in NEVER:
            continue
        for when in range(1, len(calls) + 1):
            if when <= trace.early[call] and scenario.name != EARLY:
                continue
            if call == "brk":
                # The kernel answers with the end as it was; an error number would be taken for one.
                yield call, f"retval=0:when={when}", "ENOMEM", when
                continue
            # No lock meets these (futex(2)), and the runtime rightly takes them for a broken kernel.
            for error in EVERYWHERE if call != "futex" else []:
                yield call, f"error={error}:when={when}", f"{error}", when
            if scenario.name not in THOROUGH:
                continue
            for error, possible in OWN.items():
                if call in possible:
                    yield call, f"error={error}:when={when}", f"{error}", when
            if call in LASTING and when > trace.early[call]:
                for error in EVERYWHERE:
                    yield call, f"error={error}:when={when}+", f"{error} for good", when
            # Both ask to stop, and are taken alike: one of them at each call.
            for name in ("KILL", "TERM" if when % 2 else "INT"):
                yield call, f"signal={name}:when={when}", f"SIG{name}", when


def cases(settings, scenario):
    """Prepares a scenario and gives one case for each fault."""
    folder = settings.root / "base" / scenario.name
    base = scenario.prepare(settings.vouch, folder)
    counted = base.copy(settings.root / "count" / scenario.name)
    scenario.settle(counted)
    log = settings.root / f"{scenario.name}.trace"
    usual = counted.run(scenario.arguments, scenario.text,
                        before=["strace", "-f", "-qq", "-o", str(log)])
    assert usual.code in scenario.codes, f"{scenario.name}: {usual.code} {usual.said()}"
    trace = Trace(log.read_text(errors="replace"))
    shutil.rmtree(counted.folder)
    for call, fault, kind, when in faults_of(scenario, trace):
        yield Case("sweep", f"{scenario.name} {kind}", f"{call}:{fault}",
                   check(scenario, base, usual, trace, call, fault, when))


def check(scenario, base, usual, trace, call, fault, when):
    def run(folder):
        trail = base.copy(folder)
        scenario.settle(trail)
        was = trail.digest()
        result = trail.run(scenario.arguments, scenario.text, before=strace(call, fault))
        what = trace.calls[call][when - 1]
        early = when <= trace.early[call]
        codes, killed = set(scenario.codes), "signal=" in fault
        if killed:
            number = judge.SIGNALS[fault.partition("=")[2].partition(":")[0]]
            # Killed, or before the program could take the signal for a wish.
            if number == 9 or early or call in ("fcntl", "rt_sigaction", "sigaltstack"):
                codes.add(-number)
            if number != 9:
                codes.add(130)
        if early and result.code not in codes and not result.output and trail.digest() == was:
            # The loader or the runtime gave up before there was a program that could say so.
            return "not begun", []
        silenced = call == "write" and what.startswith("2,")
        wrong = scenario.judged(
            trail, result, usual, lambda trail: trail.digest() == was, silenced, codes,
            # glibc ends a program whose futex gives an answer that the kernel never gives.
            killed=killed or call in ("unlink", "unlinkat", "futex"))
        if wrong:
            wrong.append(f"the call was {call}({what}")
        return result.code, wrong
    return run
