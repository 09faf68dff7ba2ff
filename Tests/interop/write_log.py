#!/usr/bin/env python3
"""Writes a signed audit trail of so many records, as an independent writer of the format.

Usage: write_log.py DIRECTORY SIZE [LINES-PER-SEGMENT]
"""

import base64
import hashlib
import json
import pathlib
import random
import sys

import ed25519
import signed_log
import verify_chain

LOG = hashlib.sha256(b"a log of another writer").hexdigest()[:32]
ORIGIN = b"interop.example/audit/python"
SEED = hashlib.sha256(b"a key for tests").digest()


def key():
    public = ed25519.public(SEED)
    identity = signed_log.key_id(ORIGIN, public)
    return b"+".join([ORIGIN, identity.hex().encode(), base64.b64encode(b"\x01" + public)])


def signed(size, root):
    text = ORIGIN + b"\n%d\n" % size + base64.b64encode(root) + b"\n"
    signature = signed_log.key_id(ORIGIN, ed25519.public(SEED)) + ed25519.sign(SEED, text)
    return text + "\n\u2014 ".encode() + ORIGIN + b" " + base64.b64encode(signature) + b"\n"


def record(number, previous, dice):
    body = {"format": "vouch/audit/1", "key": "0" * 64} if number == 0 else {
        "note": {"bytes": number, "mac": dice.randbytes(32).hex()}, "text": "ä\u20ac\U0001f600\n\"\\"}
    line = {
        "body": body, "log": LOG, "pid": 1 + number % 40000, "prev": previous,
        "run": dice.randbytes(16).hex(), "salt": dice.randbytes(16).hex(), "seq": number,
        "ts": f"2026-11-24T00:00:{number % 60:02}.{number % 1000000:06}Z",
        "type": "log.created" if number == 0 else "access.read", "v": 1}
    if number % 3:
        # Records of both versions stand in one log once a newer Vouch goes on with it.
        line |= {"boot": dice.randbytes(8).hex(), "clk": ("ntp", "unsync")[number % 2],
                 "host": "python-1.example", "mono": number, "v": 2}
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def write(directory, size, per_segment):
    for name in ("seg", "keys"):
        (directory / name).mkdir(parents=True)
    dice, tree, previous = random.Random(size), verify_chain.Tree(), "0" * 64
    for number, start in enumerate(range(0, max(size, 1), per_segment)):
        lines = []
        for index in range(start, min(size, start + per_segment)):
            line = record(index, previous, dice)
            leaf = verify_chain.leaf_hash(line)
            tree.append(leaf)
            previous = leaf.hex()
            lines.append(line + b"\n")
        (directory / "seg" / f"{number:06}.jsonl").write_bytes(b"".join(lines))
    (directory / "keys/log.vkey").write_bytes(key() + b"\n")
    (directory / "checkpoint").write_bytes(signed(size, tree.root()))


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        print(__doc__.strip(), file=sys.stderr)
        sys.exit(64)
    write(pathlib.Path(sys.argv[1]), int(sys.argv[2]),
          int(sys.argv[3]) if len(sys.argv) == 4 else 1 << 40)
