"""Places that do not let themselves be written to, or that are full."""

import json
import os
import shutil
import subprocess

import judge
import replaced
import vanishing
from cases import Case, Skipped
from trail import FILES, FOLDERS, NOTE, SUMMARIZE, Trail

NOBODY = 65534


def can_mount():
    """Whether this process may mount, in a name space of its own (see __main__)."""
    return os.environ.get("VOUCH_FAULTS_MOUNTS") == "1"


def mount(*arguments):
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise Skipped(f"cannot mount: {done.stderr.strip()}")


def unmount(path):
    subprocess.run(["umount", "-l", str(path)], capture_output=True)


def cases(settings):
    base = Trail.make(settings.vouch, settings.root / "places-base", 2)
    (base.folder / "vouch.yaml").write_text("schema: vouch/config/1\nwords: 60\n")
    for name in FOLDERS + FILES:
        yield Case("places", "mounted read-only", name, check_read_only(base, name))
        yield Case("places", "no permission", name, check_permission(base, name))
        yield Case("places", "immutable", name, check_immutable(base, name))
    yield Case("places", "a new trail", "read-only file system", check_new_read_only(base))
    for size in (16, 24, 28, 32, 40, 48, 64, 96, 128, 256):
        yield Case("places", "a full disk", f"{size} KiB", check_full(settings, size))
    for size in (4, 8):
        yield Case("places", "a full disk for the anchor", f"{size} KiB",
                   check_full(settings, size, "audit.anchor"))
    yield from replaced.cases(base)
    yield from vanishing.cases(base)


# MARK: Not writable

def check_read_only(base, name):
    def run(folder):
        if not can_mount():
            raise Skipped("read-only mounts need root or user name spaces")
        trail = base.copy(folder)
        place = str(trail.folder / name)
        mount("--bind", place, place)
        try:
            mount("-o", "remount,bind,ro", place)
            return judged_failure(base, trail, lambda: unmount(place))
        finally:
            unmount(place)
    return run


def check_permission(base, name):
    """As an ordinary user: for root, permissions do not count."""
    def run(folder):
        trail = base.copy(folder)
        place = trail.folder / name
        before = []
        if os.geteuid() == 0:
            if not shutil.which("setpriv"):
                raise Skipped("setpriv is not there, and permissions do not count for root")
            before = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"]
            for path in [trail.folder, *trail.folder.rglob("*")]:
                os.chown(path, NOBODY, NOBODY)
            if trail.run(["--version"], before=before).code != 0:
                raise Skipped("another user cannot run the program where it lies")
        modes = place.stat().st_mode
        place.chmod(0o500 if place.is_dir() else 0o400)
        try:
            return judged_failure(base, trail, lambda: place.chmod(modes), before)
        finally:
            place.chmod(modes)
    return run


def check_immutable(base, name):
    def run(folder):
        trail = base.copy(folder)
        place = str(trail.folder / name)
        set_flag = subprocess.run(["chattr", "+i", place], capture_output=True, text=True)
        if set_flag.returncode != 0:
            raise Skipped(f"chattr: {set_flag.stderr.strip().splitlines()[-1:]}")
        free = lambda: subprocess.run(["chattr", "-i", place], capture_output=True)
        try:
            return judged_failure(base, trail, free)
        finally:
            free()
    return run


def judged_failure(base, trail, mend, before=()):
    """A run that cannot write what it must shows nothing; one that need not write it is done."""
    known = base.lines()
    result = trail.run(SUMMARIZE, before=before)
    wrong = judge.ending(result, {0})
    wrong += judge.backed(trail, result, known)
    if result.code != 0 and result.output:
        wrong.append("failed, and showed something")
    reading = trail.run(["audit", "verify", "--no-record"], "", before=before)
    if reading.code != 0:
        wrong.append(f"what can be read does not verify: {reading.said()}")
    mend()
    return result.code, wrong + judge.afterwards(trail, result, known)


def check_new_read_only(base):
    def run(folder):
        if not can_mount():
            raise Skipped("read-only mounts need root or user name spaces")
        trail = base.copy(folder)
        shutil.rmtree(trail.path)
        mount("--bind", str(trail.folder), str(trail.folder))
        try:
            mount("-o", "remount,bind,ro", str(trail.folder))
            result = trail.run(SUMMARIZE)
            wrong = judge.ending(result, {1})
            wrong += [] if judge.advice(result.errors) is None else [judge.advice(result.errors)]
            if result.code == 0 or result.output:
                wrong.append("shown without a trail")
            for arguments in (["init", "starter"], ["deidentify", "--map", "m", "note.txt"]):
                other = trail.run(arguments, "")
                wrong += judge.ending(other, set())
                if other.output:
                    wrong.append(f"{arguments[0]} failed, and showed something")
        finally:
            unmount(trail.folder)
        return result.code, wrong
    return run


# MARK: Full

def check_full(settings, size, name="audit"):
    """A disk of so many KiB: runs until it is full, and goes on when there is room."""
    def run(folder):
        place = folder / name
        if not can_mount():
            raise Skipped("a small file system needs root or user name spaces")
        trail = Trail.make(settings.vouch, folder)
        place.mkdir()
        mount("-t", "tmpfs", "-o", f"size={size}k,mode=700", "tmpfs", str(place))
        wrong, codes = [], []
        try:
            lines = {}
            for _ in range(400):
                result = trail.run(SUMMARIZE)
                codes.append(result.code)
                wrong += judge.ending(result, {0})
                wrong += judge.backed(trail, result, lines)
                if result.code != 0 and result.output:
                    wrong.append("failed, and showed something")
                lines = trail.lines()
                if result.code != 0 or wrong:
                    break
            if result.code == 0 and not wrong:
                wrong.append("the disk was never full")
            batch = "".join(json.dumps({"id": str(n), "note": NOTE}) + "\n" for n in range(40))
            result = trail.run(["summarize", "--jsonl", "--jobs", "2"], batch)
            wrong += judge.ending(result, {0}) + judge.backed(trail, result, lines)
            lines = trail.lines()
            mount("-o", "remount,size=8m", str(place))
            wrong += judge.afterwards(trail, result, lines)
        finally:
            unmount(place)
        return f"full after {len(codes) - 1}" if not wrong else codes[-1], wrong
    return run
