"""Logs as a loss of power leaves them: the last record cut at every byte, zeros, garbage, holes."""

import json
import shutil

import judge
from cases import Case
from trail import Trail, write_head

# How the end of the file looks behind the cut.
ENDS = {
    "cut": lambda record, cut, dice: record[:cut],
    "zeros behind": lambda record, cut, dice: record[:cut] + bytes(len(record) - cut),
    "garbage behind": lambda record, cut, dice: record[:cut] + dice.randbytes(len(record) - cut),
    "zeros before": lambda record, cut, dice: bytes(cut) + record[cut:],
}
# What the head says: of the log before the record, of the log with it, of another start of the
# machine, or nothing.
HEADS = ["older", "newer", "other boot", "missing"]


def cases(settings):
    base = Trail.make(settings.vouch, settings.root / "torn-base", 2)
    head = (base.path / "state/head").read_bytes()
    log = (base.path / "seg/000000.jsonl").read_bytes()
    # In a copy: in the base the record was not signed either.
    grown = base.copy(settings.root / "torn-grown")
    assert grown.run(["summarize", "--quiet", "note.txt"]).code == 0
    newer = (grown.path / "state/head").read_bytes()
    record = (grown.path / "seg/000000.jsonl").read_bytes()[len(log):]
    for state in HEADS:
        for end, make in ENDS.items():
            # Every byte where it matters most; elsewhere some, and the edges.
            every = state == "older" and end == "cut"
            for cut in range(len(record) + 1):
                if every or cut % 23 == 0 or cut < 3 or cut > len(record) - 3:
                    tail = make(record, cut, settings.dice(f"{end} {cut}"))
                    yield Case("torn", f"{end}, head {state}", f"byte {cut}",
                               check(base, log, head, newer, record, tail, state))
    for cut in range(0, len(record), 3 if not settings.short else 50):
        yield Case("torn", "acknowledged, then cut", f"byte {cut}", check_loss(grown, log + record, cut))
    yield Case("torn", "signed, then cut with the head", "the record", check_signed_loss(grown, log))


def place_head(trail, head, newer, state, durable):
    path = trail.path / "state/head"
    if state == "missing":
        path.unlink()
        return
    path.write_bytes(newer if state == "newer" else head)
    trail.adopt()
    fields = path.read_bytes().split(b"\n")[0].split(b" ")
    # What was acknowledged ends where the record begins.
    fields[6] = b"%020d" % durable
    if state == "other boot":
        fields[7] = b"0" * 64
    write_head(path, fields)


def check(base, log, head, newer, record, tail, state):
    def run(folder):
        trail = base.copy(folder)
        (trail.path / "seg/000000.jsonl").write_bytes(log + tail)
        place_head(trail, head, newer, state, len(log))
        known = {n: line for n, line in enumerate(log.split(b"\n")[:-1])}
        whole = tail == record
        wrong = []
        verified = trail.run(["audit", "verify", "--no-record", "--format", "json"], "")
        if verified.code not in (0, 5):
            wrong.append(f"verify ends with {verified.code}: {verified.said()}")
        result = trail.run(["summarize", "--format", "json", "note.txt"])
        if result.code == 0:
            # It may be read as what a kill leaves, and must then have been put aside as it was.
            wrong += judge.backed(trail, result, known)
            wrong += kept(trail, tail, len(log), whole)
            wrong += judge.afterwards(trail, result, known)
            if verified.code == 5 and state != "other boot":
                wrong.append("verify calls it changed, and yet the run went on")
        else:
            # Or as somebody's change: then nothing may have been written at all.
            wrong += judge.ending(result, {0})
            wrong += judge.backed(trail, result, known)
            if (trail.path / "seg/000000.jsonl").read_bytes() != log + tail:
                wrong.append("refused, and yet the log was written to")
            if verified.code != 5:
                wrong.append(f"the run is refused, and yet it verifies: {result.said()}")
            if is_plain_tail(tail):
                wrong.append(f"an unfinished record is refused: {result.said()}")
        return result.code, wrong
    return run


def is_plain_tail(tail):
    return b"\n" not in tail


def kept(trail, tail, offset, whole):
    """The tail is in quarantine, byte by byte, and a record names it."""
    wrong = []
    if whole or not tail:
        return wrong
    aside = [path.read_bytes() for path in (trail.path / "quarantine").iterdir()]
    recovered = [json.loads(line) for line in trail.lines().values()]
    recovered = [r["body"] for r in recovered if r["type"] == "log.recovered"]
    # What follows a whole record is all that is put aside.
    if not any(piece and tail.endswith(piece) for piece in aside):
        wrong.append("the unfinished tail is not in quarantine as it was")
    if len(recovered) != len(aside):
        wrong.append(f"{len(aside)} tails in quarantine, {len(recovered)} records of it")
    return wrong


def check_signed_loss(base, log):
    """A signed record is cut with all in the trail that knew of it: the anchor remembers."""
    def run(folder):
        trail = base.copy(folder)
        (trail.path / "seg/000000.jsonl").write_bytes(log)
        for name in ("state/head", "state/tree", "checkpoint", "checkpoints.log"):
            (trail.path / name).unlink()
        result = trail.run(["summarize", "--format", "json", "note.txt"])
        wrong = judge.ending(result, {1})
        if result.code == 0:
            wrong.append("a signed record is missing, and the run went on")
        if (trail.path / "seg/000000.jsonl").read_bytes() != log:
            wrong.append("the evidence was written over")
        if trail.verify().code != 5:
            wrong.append("it verifies")
        return result.code, wrong
    return run


def check_loss(base, content, cut):
    """A record that was acknowledged is cut: nothing may be written, and it does not verify."""
    def run(folder):
        trail = base.copy(folder)
        log = trail.path / "seg/000000.jsonl"
        start = content.rstrip(b"\n").rfind(b"\n") + 1
        with open(log, "r+b") as file:
            file.truncate(start + cut)
        was = log.read_bytes()
        result = trail.run(["summarize", "--format", "json", "note.txt"])
        wrong = judge.ending(result, {1})
        if result.code == 0:
            wrong.append("an acknowledged record is missing, and the run went on")
        if not judge.advice(result.errors) is None:
            wrong.append(judge.advice(result.errors))
        if log.read_bytes() != was:
            wrong.append("the evidence was written over")
        if trail.verify().code != 5:
            wrong.append("it verifies")
        return result.code, wrong
    return run
