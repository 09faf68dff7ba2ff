#!/usr/bin/env python3
"""Lets programs that are not Vouch verify what it signed, and the other way round.

Usage: signed.py VOUCH [--go VERIFY_LOG] [--short]

Vouch writes logs of the sizes at which trees change their shape; Python (and Go's own sumdb/note and
sumdb/tlog, where VERIFY_LOG was built) verify each, and proofs from it. Python writes logs of the same
sizes, and Vouch verifies them. Every forgery must be refused by all of them.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import verify_chain
import write_log

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
SIZES = [1, 2, 255, 256, 257, 65535, 65536, 65537, 70000]
# Small enough for the forgeries to be tried in numbers, and more than a whole level of the tree.
FORGED = [2, 257]


def fail(text):
    print(f"interop: {text}", file=sys.stderr)
    sys.exit(1)


class Judges:
    def __init__(self, vouch, go, folder, flips):
        self.vouch, self.go, self.folder, self.flips = vouch, go, folder, flips
        self.environment = {"HOME": str(folder), "PATH": os.environ["PATH"],
                            "VOUCH_POLICIES": str(PROJECT / "Policies")}
        self.checked = self.refused = 0

    def run(self, *command, text=None):
        return subprocess.run([str(part) for part in command], capture_output=True, input=text,
                              env=self.environment, cwd=self.folder)

    def run_vouch(self, *arguments, text=None, codes=(0,)):
        done = self.run(self.vouch, *arguments, text=text)
        if done.returncode not in codes:
            fail(f"vouch {' '.join(map(str, arguments))}: {done.returncode} {done.stderr.decode()} "
                 f"{done.stdout.decode()[:600]}")
        return done.stdout

    def verdicts(self, log, key, old=None, anchor=None):
        """What each judge says of a log, with the root that it came to: None where it refuses."""
        known = ["--against", old] if old else []
        known += ["--anchor", anchor] if anchor else []
        done = self.run(self.vouch, "audit", "verify", "--no-record", "--audit", log, "--key", key,
                        "--format", "json", *known)
        if done.returncode not in (0, 5):
            fail(f"vouch audit verify: {done.returncode} {done.stderr.decode()}")
        found = {}
        report = json.loads(done.stdout)
        found["vouch"] = report["root"].split(":")[1] if done.returncode == 0 else None
        python = self.run(sys.executable, HERE / "signed_log.py", "verify", log, key,
                          *([old] if old else []))
        found["python"] = python.stdout.split()[-1].decode() if python.returncode == 0 else None
        if self.go:
            go = self.run(self.go, "log", log, key, *([old] if old else []))
            found["go"] = go.stdout.split()[-1].decode() if go.returncode == 0 else None
        return found

    def accept(self, what, log, key, old=None):
        found = self.verdicts(log, key, old)
        if None in found.values() or len(set(found.values())) != 1:
            fail(f"{what}: not accepted by all alike: {found}")
        self.checked += 1

    def refuse(self, what, log, key, old=None, blind=()):
        """All must refuse it, but those that cannot see it."""
        found = self.verdicts(log, key, old)
        for judge, root in found.items():
            if root is not None and judge not in blind:
                fail(f"{what}: {judge} accepts it")
        self.refused += 1

    def check_proof(self, path, key, holds=True):
        done = self.run(self.vouch, "audit", "check-proof", "--key", key, path)
        # A proof that is none at all is an error, one that does not hold a finding.
        verdicts = {"vouch": done.returncode == 0 if done.returncode in (0, 5, 1) else None}
        verdicts["python"] = self.run(
            sys.executable, HERE / "signed_log.py", "proof", path, key).returncode == 0
        if self.go:
            verdicts["go"] = self.run(self.go, "proof", path, key).returncode == 0
        if set(verdicts.values()) != {holds}:
            fail(f"{path.name}: {verdicts}, and it {'holds' if holds else 'does not hold'}")
        self.checked += holds
        self.refused += not holds


# MARK: Logs that Vouch wrote

def grow(judges, log, size):
    """Appends until the log has so many records."""
    if not log.exists():
        # The first record is written when a trail is begun.
        judges.run_vouch("deidentify", "--audit", log, text=b"Cough.")
    lines = list(lines_of(log))
    # The first summary comes with a record of the policies and one of the engine.
    first = 0 if any(b'"type":"model.loaded"' in line for line in lines) else 2
    if size - len(lines) <= first:
        for number in range(len(lines), size):
            is_held = sum(b'"type":"hold.' in line for line in lines_of(log)) % 2 == 1
            judges.run_vouch("audit", "hold", *(["--lift"] if is_held else []), "--audit", log)
        return
    notes = "".join(
        json.dumps({"id": f"n{n}", "note": "Cough."}) + "\n" for n in range(len(lines) + first, size))
    judges.run_vouch("summarize", "--jsonl", "--quiet", "--audit", log, text=notes.encode(),
                     codes=(0, 2))
    if (grown := sum(1 for _ in lines_of(log))) != size:
        fail(f"the log has {grown} records, not {size}")


def lines_of(log):
    for segment in sorted((log / "seg").glob("*.jsonl")):
        yield from segment.read_bytes().split(b"\n")[:-1]


def by_vouch(judges, sizes):
    log = judges.folder / "audit"
    key = log / "keys/log.vkey"
    older = []
    for size in sizes:
        grow(judges, log, size)
        judges.accept(f"a log of {size} by Vouch", log, key)
        for seq in sorted({0, size // 3, size - 1}):
            path = judges.folder / f"{seq}-of-{size}.tlog-proof"
            judges.run_vouch("audit", "prove", seq, "--audit", log, "--output", path)
            judges.check_proof(path, key)
            forge_proof(judges, path, key)
        newest = judges.folder / f"checkpoint-{size}"
        shutil.copy(log / "checkpoint", newest)
        for old in older:
            consistency(judges, log, old, newest, key)
        if older:
            judges.accept(f"{size} after {older[-1].name}", log, key, older[-1])
        older.append(newest)
        if size in FORGED:
            forgeries(judges, log, key, older)
    return older


def consistency(judges, log, old, new, key):
    report = json.loads(judges.run_vouch(
        "audit", "consistency", old, new, "--audit", log, "--key", key, "--format", "json"))
    if not report["consistent"]:
        fail(f"{old.name} to {new.name}: {report}")
    judges.run_vouch("audit", "consistency", new, old, "--audit", log, "--key", key, codes=(5,))
    if judges.go:
        proof = judges.folder / "growth"
        proof.write_text("".join(line + "\n" for line in report["proof"]))
        done = judges.run(judges.go, "growth", old, new, proof, key)
        if done.returncode:
            fail(f"Go refuses the growth from {old.name} to {new.name}: {done.stderr.decode()}")
        if report["proof"]:
            proof.write_text("".join(line + "\n" for line in report["proof"][:-1]))
            if judges.run(judges.go, "growth", old, new, proof, key).returncode == 0:
                fail("Go accepts a growth with a hash missing")
    judges.checked += 1


def forge_proof(judges, path, key):
    """One bit in each of its parts."""
    genuine = path.read_bytes()
    forged = path.with_name("forged.tlog-proof")
    for number, line in enumerate(genuine.split(b"\n")):
        if len(line) < 8 or line.startswith(b"c2sp.org"):
            continue
        changed = bytearray(genuine)
        start = sum(len(other) + 1 for other in genuine.split(b"\n")[:number])
        changed[start + len(line) // 2] ^= 1
        forged.write_bytes(changed)
        judges.check_proof(forged, key, holds=False)


# MARK: Forgeries

def forgeries(judges, log, key, older):
    dice = random.Random(log.name)
    copy = judges.folder / "forged"
    segment, checkpoint = copy / "seg/000000.jsonl", copy / "checkpoint"

    def forged():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(log, copy)
        (copy / "state/head").unlink(missing_ok=True)
        return segment.read_bytes()

    content = forged()
    for _ in range(judges.flips):
        changed = bytearray(content)
        place = dice.randrange(len(changed))
        changed[place] ^= 1 << dice.randrange(8)
        segment.write_bytes(changed)
        judges.refuse(f"a flipped bit in byte {place}", copy, key)
    forged()
    signed = checkpoint.read_bytes()
    for _ in range(judges.flips):
        changed = bytearray(signed)
        place = dice.randrange(len(changed))
        changed[place] ^= 1 << dice.randrange(8)
        checkpoint.write_bytes(changed)
        judges.refuse(f"a flipped bit in byte {place} of the checkpoint", copy, key)
    checkpoint.unlink()
    judges.refuse("a log without its checkpoint", copy, key)

    lines = forged().split(b"\n")[:-1]
    for place in sorted({0, len(lines) // 2, len(lines) - 1}):
        segment.write_bytes(b"".join(rechained(lines, place)))
        judges.refuse(f"record {place} rewritten, the chain recomputed", copy, key)
        # With the tree that Vouch keeps beside it rewritten to fit, the log still is another.
        (copy / "state/tree").write_bytes(stored_hashes(segment.read_bytes()))
        judges.refuse(f"record {place} rewritten, all hashes recomputed", copy, key)
        shutil.copy(log / "state/tree", copy / "state/tree")
    segment.write_bytes(b"".join(line + b"\n" for line in lines[:-1]))
    judges.refuse("a log that was cut", copy, key)

    if len(lines) > 2:
        # An old copy: genuine in itself, and older than what was seen.
        old = judges.folder / "old-copy"
        shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(log, old)
        (old / "state/head").unlink(missing_ok=True)
        content = b"".join(line + b"\n" for line in lines[:2])
        (old / "seg/000000.jsonl").write_bytes(content)
        shutil.copy(judges.folder / "checkpoint-2", old / "checkpoint")
        (old / "checkpoints.log").unlink()
        judges.accept("an old copy by itself", old, key)
        judges.refuse(f"an old copy, {len(lines) - 2} records later", old, key, older[-1])
        found = judges.run(judges.vouch, "audit", "verify", "--audit", old, "--key", key, "--anchor",
                           str(log) + ".anchor")
        if found.returncode != 5:
            fail(f"the anchor does not tell an old copy: {found.returncode}")
        writing = judges.run(judges.vouch, "summarize", "--audit", old, "--anchor",
                             str(log) + ".anchor", "--quiet", text=b"Cough.")
        if writing.returncode != 1 or writing.stdout:
            fail("an old copy is written to")
        judges.refused += 2
        fork(judges, log, key, old)


def fork(judges, log, key, old):
    """The holder of the key goes on from an old copy: two signed histories."""
    anchor = judges.folder / "fork.anchor"
    shutil.rmtree(anchor, ignore_errors=True)
    shutil.copytree(str(log) + ".anchor", anchor)
    shutil.copy(old / "checkpoint", anchor / "last-signed")
    (old / "state/tree").unlink()
    notes = "".join(json.dumps({"id": f"f{n}", "note": "Fever."}) + "\n" for n in range(300))
    judges.run_vouch("summarize", "--jsonl", "--quiet", "--audit", old, "--anchor", anchor,
                     text=notes.encode(), codes=(0, 2))
    judges.accept("a fork by itself", old, key)
    judges.refuse("a fork, by who saw the other", old, key, judges.folder / "checkpoint-257")
    judges.run_vouch("audit", "consistency", judges.folder / "checkpoint-257", old / "checkpoint",
                     "--audit", log, "--key", key, codes=(5,))
    judges.run_vouch("audit", "consistency", judges.folder / "checkpoint-257", old / "checkpoint",
                     "--audit", old, "--key", key, codes=(5,))
    judges.refused += 2


def rechained(lines, place):
    """The lines with one record changed and all behind it chained anew."""
    previous = "0" * 64
    for number, line in enumerate(lines):
        record = json.loads(line)
        if number == place:
            record["pid"] += 1
        record["prev"] = previous
        changed = json.dumps(
            record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        previous = verify_chain.leaf_hash(changed).hex()
        yield changed + b"\n"


def stored_hashes(content):
    """All hashes of the tree, in the order in which Vouch and Go store them."""
    peaks, stored = [], []
    for count, line in enumerate(content.split(b"\n")[:-1]):
        node = verify_chain.leaf_hash(line)
        stored.append(node)
        while count & 1:
            node = verify_chain.node_hash(peaks.pop(), node)
            stored.append(node)
            count >>= 1
        peaks.append(node)
    return b"".join(stored)


# MARK: Logs that Python wrote

def by_python(judges, sizes):
    for size in [0, *sizes]:
        log = judges.folder / f"python-{size}"
        write_log.write(log, size, 20000)
        key = judges.folder / f"python-{size}.vkey"
        shutil.copy(log / "keys/log.vkey", key)
        judges.accept(f"a log of {size} by Python", log, key)
        if 0 < size < 1000:
            segment = log / "seg/000000.jsonl"
            lines = segment.read_bytes().split(b"\n")[:-1]
            for place in {0, size // 2, size - 1}:
                segment.write_bytes(b"".join(rechained(lines, place)))
                judges.refuse(f"record {place} of {size} by Python, rewritten", log, key)
            segment.write_bytes(b"".join(line + b"\n" for line in lines))
            judges.accept(f"a log of {size} by Python, put back", log, key)
            other = judges.folder / "checkpoint-2"
            if other.exists():
                judges.refuse("a checkpoint of another log", log, key, other)
        if size > 0:
            proof = judges.folder / "python.tlog-proof"
            judges.run_vouch("audit", "prove", size // 2, "--audit", log, "--output", proof)
            judges.check_proof(proof, key)
            stranger = judges.folder / "stranger.vkey"
            stranger.write_bytes(key.read_bytes().replace(b"python+", b"others+"))
            other = judges.folder / "audit/keys/log.vkey"
            if other.exists():
                judges.check_proof(proof, other, holds=False)
        shutil.rmtree(log)


def rotation(judges):
    """A key is changed; who trusts the old one can follow, and the newest key is all others need."""
    log = judges.folder / "rotated"
    grow(judges, log, 3)
    old = judges.folder / "old.vkey"
    shutil.copy(log / "keys/log.vkey", old)
    printed = judges.run_vouch("audit", "rotate-key", "--audit", log)
    if not (log / "keys/log.vkey").read_bytes().endswith(printed):
        fail("the new key is not the one that was printed")
    grow(judges, log, 9)
    judges.accept("a log with a new key", log, log / "keys/log.vkey")
    judges.run_vouch("audit", "verify", "--audit", log, "--key", old)
    found = judges.run(sys.executable, HERE / "signed_log.py", "verify", log, old)
    if found.returncode == 0:
        fail("the old key still signs")
    judges.checked += 1


def main():
    parser = argparse.ArgumentParser(prog="signed.py")
    parser.add_argument("vouch")
    parser.add_argument("--go", default=None)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    sizes = [size for size in SIZES if size < 1000] if options.short else SIZES
    with tempfile.TemporaryDirectory() as folder:
        judges = Judges(os.path.abspath(options.vouch), options.go and os.path.abspath(options.go),
                        pathlib.Path(folder), 4 if options.short else 40)
        by_vouch(judges, sizes)
        by_python(judges, sizes)
        rotation(judges)
    judged_by = "Python and Go" if options.go else "Python"
    print(f"interop: signed logs of up to {sizes[-1]} records, judged by {judged_by}: "
          f"{judges.checked} accepted, {judges.refused} forgeries refused")


if __name__ == "__main__":
    main()
