#!/usr/bin/env python3
"""Verifies the chain of an audit trail with nothing but Python's standard library.

Usage: verify_chain.py DIRECTORY [ROOT]

Walks every line of seg/*.jsonl, as the format at the top of AuditTrail.swift describes it, and
rebuilds the RFC 6962 root from the lines. Prints records and root; with ROOT, compares the two.
Exit code 0: the chain holds; 1: it does not, with file:line and the reason on standard error.

Written from the format alone, as an independent judge. It does not read state/head, so it cannot
see a change of the newest record, or that the newest records were cut off.
"""

import hashlib
import json
import pathlib
import re
import sys

FIELDS = {1: ["body", "log", "pid", "prev", "run", "salt", "seq", "ts", "type", "v"]}
FIELDS[2] = sorted(FIELDS[1] + ["boot", "clk", "host", "mono"])
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\Z", re.ASCII)
INTEGER_LIMIT = 2**53
KEY = re.compile(r"[\x20-\x21\x23-\x5b\x5d-\x7f]*\Z")


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def leaf_hash(line: bytes) -> bytes:
    return sha256(b"\x00" + line)


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right)


class Tree:
    """The root of a growing RFC 6962 tree, from the roots of its whole subtrees."""

    def __init__(self):
        self.count = 0
        self.peaks = []

    def append(self, leaf: bytes):
        rest = self.count
        while rest & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            rest >>= 1
        self.peaks.append(leaf)
        self.count += 1

    def root(self) -> bytes:
        if not self.peaks:
            return sha256(b"")
        root = self.peaks[-1]
        for left in reversed(self.peaks[:-1]):
            root = node_hash(left, root)
        return root


def check_values(value):
    """Only what has one form: no fractions, small integers, plain keys."""
    if isinstance(value, dict):
        for key, member in value.items():
            if not KEY.match(key):
                raise ValueError("a key is not plain ASCII")
            check_values(member)
    elif isinstance(value, list):
        for element in value:
            check_values(element)
    elif isinstance(value, float):
        raise ValueError("a number is not an integer")
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) >= INTEGER_LIMIT:
        raise ValueError("an integer is too large")


def read_record(line: bytes) -> dict:
    if len(line) > 65535:
        raise ValueError("the record is longer than 65,535 bytes")
    record = json.loads(line.decode("utf-8"))
    check_values(record)
    canonical = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Python leaves U+007F as it is and writes control characters as RFC 8785 asks.
    if canonical.encode("utf-8") != line:
        raise ValueError("the record is not in its canonical form")
    if record.get("v") not in FIELDS:
        raise ValueError(f"the record has version {record.get('v')}, not 1 or 2")
    if sorted(record) != FIELDS[record["v"]]:
        raise ValueError("the record has other fields than a record must have")
    if not isinstance(record["body"], dict) or not TIMESTAMP.match(record["ts"]):
        raise ValueError("a field of the record has another form")
    return record


def verify(directory: pathlib.Path, tree: Tree | None = None) -> Tree:
    segments = sorted((directory / "seg").glob("*.jsonl"))
    if not segments:
        raise ValueError(f"{directory}: there is no log")
    tree = tree or Tree()
    previous, log = "0" * 64, None
    pruned = int(segments[0].name.partition(".")[0])
    for number in range(pruned):
        # Records that were let go: a line with magic, first number and count, one with the first record
        # of the log, and the leaf hashes.
        head, _, hashes = (directory / f"seg/{number:06}.leaves").read_bytes().split(b"\n", 2)
        magic, first, count = head.split(b" ")
        if (magic, int(first)) != (b"vouch-pruned/1", tree.count) or len(hashes) != 32 * int(count):
            raise ValueError(f"seg/{number:06}.leaves: it does not stand for its segment")
        for start in range(0, len(hashes), 32):
            tree.append(hashes[start:start + 32])
        previous = hashes[-32:].hex()
    for number, segment in enumerate(segments, pruned):
        if segment.name != f"{number:06}.jsonl":
            raise ValueError(f"seg/{number:06}.jsonl:0: the segment is missing")
        lines = segment.read_bytes().split(b"\n")
        tail = lines.pop()
        for index, line in enumerate(lines):
            place = f"seg/{segment.name}:{index + 1}"
            try:
                record = read_record(line)
            except ValueError as error:
                raise ValueError(f"{place}: {error}") from None
            log = log or record["log"]
            if record["seq"] != tree.count:
                raise ValueError(f"{place}: record {record['seq']} stands where {tree.count} should be")
            if record["prev"] != previous:
                raise ValueError(f"{place}: the record does not follow from the one before it")
            if record["log"] != log:
                raise ValueError(f"{place}: the record belongs to another log")
            leaf = leaf_hash(line)
            previous = leaf.hex()
            tree.append(leaf)
        if tail:
            raise ValueError(
                f"seg/{segment.name}:{len(lines) + 1}: {len(tail)} bytes of an unfinished record")
    return tree


def main(arguments: list) -> int:
    if len(arguments) not in (1, 2):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    try:
        tree = verify(pathlib.Path(arguments[0]))
    except (OSError, ValueError) as error:
        print(f"verify_chain: {error}", file=sys.stderr)
        return 1
    print(f"records {tree.count}\nroot {tree.root().hex()}")
    if len(arguments) == 2 and arguments[1] != tree.root().hex():
        print("verify_chain: the root is another one", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
