"""Places that go away, or are replaced, under a run that has begun to show results."""

import json
import shutil
import subprocess
import threading

import judge
from cases import Case
from replaced import remove
from trail import FILES, FOLDERS, NOTE, PATIENCE, Result


def cases(base):
    for name in FOLDERS + FILES[:2]:
        for way in ("removed", "moved away", "replaced"):
            yield Case("places", f"{way} under way", name, check_under_way(base, name, way))
    yield Case("places", "removed under way", "output folder", check_output_removed(base))


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
