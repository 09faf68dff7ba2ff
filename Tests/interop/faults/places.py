"""Places that do not let themselves be written to, that are full, that are something else, or that go
away under the run."""

import json
import os
import shutil
import subprocess
import threading

import judge
from cases import Case, Skipped
from trail import NOTE, PATIENCE, PROJECT, Result, Trail

FOLDERS = ["audit", "audit/seg", "audit/state", "audit/vault", "audit/keys", "audit/quarantine"]
FILES = ["audit/seg/000000.jsonl", "audit/vault/000000.vault", "audit/keys/local.key",
         "audit/state/head", "audit/state/lock", "audit/state/vault.lock"]
SUMMARIZE = ["summarize", "--format", "json", "note.txt"]
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
    for name in FOLDERS + FILES + ["audit/state/POISONED", "vouch.yaml", "Policies/bundle.yaml",
                                   "note.txt", "Policies"]:
        for kind, replace in REPLACEMENTS.items():
            if (name, kind) == ("note.txt", "a pipe"):
                # A note may come through one, so it is waited for.
                continue
            yield Case("places", f"replaced by {kind}", name, check_replaced(base, name, replace))
    yield Case("places", "a new trail", "read-only file system", check_new_read_only(base))
    for size in (16, 24, 28, 32, 40, 48, 64, 96, 128, 256):
        yield Case("places", "a full disk", f"{size} KiB", check_full(settings, size))
    for name in FOLDERS + FILES[:2]:
        for way in ("removed", "moved away", "replaced"):
            yield Case("places", f"{way} under way", name, check_under_way(base, name, way))
    yield Case("places", "removed under way", "output folder", check_output_removed(base))


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
    reading = trail.run(["audit", "verify"], "", before=before)
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


# MARK: Something else

def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.exists() or path.is_symlink():
        path.unlink()


def by_folder(path):
    remove(path)
    path.mkdir()


def by_fifo(path):
    remove(path)
    os.mkfifo(path, 0o600)


def by_link(path):
    """To what was there."""
    kept = path.with_name(path.name + ".real")
    if path.exists():
        path.rename(kept)
    path.symlink_to(kept.name)


def by_loop(path):
    remove(path)
    path.symlink_to(path.name)


def by_device(path):
    remove(path)
    path.symlink_to("/dev/null")


def by_full_device(path):
    remove(path)
    path.symlink_to("/dev/full")


def by_nothing(path):
    remove(path)


def by_empty(path):
    remove(path)
    path.touch(0o600)


def by_garbage(path):
    remove(path)
    path.write_bytes(b"\x00\xff{]" * 100)
    path.chmod(0o600)


REPLACEMENTS = {
    "a folder": by_folder, "a pipe": by_fifo, "a link": by_link, "a link to itself": by_loop,
    "/dev/null": by_device, "/dev/full": by_full_device, "nothing": by_nothing,
    "an empty file": by_empty, "garbage": by_garbage,
}


def check_replaced(base, name, replace):
    def run(folder):
        trail = base.copy(folder)
        place = trail.folder / name
        replace(place)
        known = {}
        # A trail that is gone as a whole, or its log with all that knew of it, is a new one.
        if (trail.path / "seg/000000.jsonl").is_file():
            known = base.lines() if name != "audit/seg/000000.jsonl" else {}
        wrong = []
        for arguments in (["audit", "verify"], ["audit", "list"], SUMMARIZE):
            result = trail.run(arguments, "")
            if result.code == "hangs":
                wrong.append(f"{' '.join(arguments)} waits for ever")
                continue
            if result.code == 5:
                if arguments[1] != "verify":
                    wrong.append("exit code 5 for something else than verify")
                continue
            wrong += judge.ending(result, {0, 2} if arguments == SUMMARIZE else {0})
        if result.code == 0:
            found = trail.lines()
            shown = judge.shown_records(result.output)
            if any(number not in found for number in shown):
                wrong.append("shown but not recorded")
            lost = [n for n, line in known.items() if found.get(n) != line]
            if lost:
                wrong.append(f"records are gone: {lost}")
        elif result.output:
            wrong.append("failed, and showed something")
        return result.code, wrong
    return run


# MARK: Full

def check_full(settings, size):
    """A disk of so many KiB: runs until it is full, and goes on when there is room."""
    def run(folder):
        if not can_mount():
            raise Skipped("a small file system needs root or user name spaces")
        trail = Trail.make(settings.vouch, folder)
        trail.path.mkdir()
        mount("-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(trail.path))
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
            mount("-o", "remount,size=8m", str(trail.path))
            wrong += judge.afterwards(trail, result, lines)
        finally:
            unmount(trail.path)
        return f"full after {len(codes) - 1}" if not wrong else codes[-1], wrong
    return run


# MARK: Under way

def check_under_way(base, name, way):
    """A batch has shown its first results when the place goes; what comes then is recorded or not shown."""
    def run(folder):
        trail = base.copy(folder)
        known = base.lines()
        first = run_until(trail, lambda: change(trail.folder / name, way))
        result, before, after = first
        wrong = judge.ending(result, {0})
        numbers = judge.shown_records(after)
        lines = trail.lines()
        missing = [number for number in numbers if number not in lines]
        if missing:
            wrong.append(f"shown after it was {way}, and not in the trail: {missing}")
        acknowledged = {json.loads(line)["audit"]["seq"] for line in before.splitlines()}
        if way == "moved away" and result.code != 0:
            moved = trail.folder / (name + ".moved")
            remove(trail.folder / name)
            moved.rename(trail.folder / name)
            found = trail.lines()
            if any(number not in found for number in {*known, *acknowledged}):
                wrong.append("records are gone from what was moved away")
            wrong += judge.afterwards(trail, Result(0, b"", b""), known)
        return result.code, wrong
    return run


def change(path, way):
    if way == "moved away":
        path.rename(path.with_name(path.name + ".moved"))
        return
    was_folder = path.is_dir()
    remove(path)
    if way == "replaced":
        path.mkdir() if was_folder else path.touch(0o600)


def run_until(trail, act):
    """Feeds one line, waits for its result, acts, and feeds three more."""
    child = subprocess.Popen(
        trail.command(["summarize", "--jsonl", "--jobs", "1"]), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=trail.environment, cwd=trail.folder)
    timer = threading.Timer(PATIENCE, child.kill)
    timer.start()
    lines = [json.dumps({"id": str(n), "note": NOTE}).encode() + b"\n" for n in range(4)]
    try:
        child.stdin.write(lines[0])
        child.stdin.flush()
        before = child.stdout.readline()
        act()
        try:
            child.stdin.write(b"".join(lines[1:]))
            child.stdin.close()
        except BrokenPipeError:
            pass
        after, errors = child.stdout.read(), child.stderr.read()
        code = child.wait()
    finally:
        timer.cancel()
        child.stdout.close()
        child.stderr.close()
    return Result(code, before + after, errors), before, after


def check_output_removed(base):
    """The folder that --output names goes away: no result, and it is said."""
    def run(folder):
        trail = base.copy(folder)
        (trail.folder / "results").mkdir()
        child = subprocess.Popen(
            trail.command(["summarize", "--jsonl", "--output", "results/out.jsonl"]),
            stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=trail.environment, cwd=trail.folder)
        line = json.dumps({"id": "0", "note": NOTE}).encode() + b"\n"
        child.stdin.write(line)
        child.stdin.flush()
        while len(trail.lines()) < 4 and child.poll() is None:
            pass
        shutil.rmtree(trail.folder / "results")
        _, errors = child.communicate(timeout=PATIENCE)
        result = Result(child.returncode, b"", errors)
        wrong = judge.ending(result, set())
        return result.code, wrong + judge.afterwards(trail, result, base.lines())
    return run
