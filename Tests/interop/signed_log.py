#!/usr/bin/env python3
"""Verifies a signed audit trail, or a proof from one, without Vouch.

Usage: signed_log.py verify DIRECTORY KEYFILE [OLD-CHECKPOINT]
       signed_log.py proof PROOF KEYFILE

Written from C2SP signed-note, tlog-checkpoint and tlog-proof, and RFC 9162. The chain is walked and the
root rebuilt from the lines of the log; no hash that lies beside it is believed. Exit code 0: it holds.
"""

import base64
import hashlib
import pathlib
import re
import sys

import ed25519
import verify_chain

NUMBER = re.compile(rb"0|[1-9][0-9]{0,15}\Z")


def unbase64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data) != text:
        raise ValueError("base64 in another form")
    return data


class Key:
    """`name+id+base64(0x01 || key)`."""

    def __init__(self, text):
        name, identity, key = text.strip().split(b"+", 2)
        data = unbase64(key)
        if data[:1] != b"\x01" or len(data) != 33:
            raise ValueError("no Ed25519 key")
        self.name, self.key = name, data[1:]
        self.identity = key_id(name, self.key)
        if self.identity.hex().encode() != identity:
            raise ValueError("the id of the key is another")

    @classmethod
    def newest(cls, path):
        return cls(pathlib.Path(path).read_bytes().split(b"\n")[-2])


def key_id(name, key):
    return hashlib.sha256(name + b"\n\x01" + key).digest()[:4]


class Checkpoint:
    """A signed checkpoint; the signature of the key must be there and hold."""

    def __init__(self, data, key):
        data.decode("utf-8")
        if any(byte < 0x20 and byte != 0x0A for byte in data):
            raise ValueError("the checkpoint holds a control character")
        text, separator, signatures = data.rpartition(b"\n\n")
        text += b"\n"
        if not separator or not signatures.endswith(b"\n"):
            raise ValueError("the checkpoint has no signatures")
        found = False
        for line in signatures[:-1].split(b"\n"):
            mark, name, signature = line.split(b" ")
            if mark != "\u2014".encode():
                raise ValueError("a signature in another form")
            signature = unbase64(signature)
            if name == key.name and signature[:4] == key.identity:
                if not ed25519.verify(key.key, text, signature[4:]):
                    raise ValueError("the signature of the checkpoint does not hold")
                found = True
        if not found:
            raise ValueError("the checkpoint is not signed with the key")
        lines = text[:-1].split(b"\n")
        if len(lines) < 3 or not all(lines) or not NUMBER.match(lines[1]):
            raise ValueError("the text of the checkpoint has another form")
        if lines[0] != key.name:
            raise ValueError("the checkpoint is of another log")
        self.size, self.root = int(lines[1]), unbase64(lines[2])


def verify(directory, key_path, old=None):
    key = Key.newest(key_path)
    checkpoint = Checkpoint((directory / "checkpoint").read_bytes(), key)
    known = [("the checkpoint", checkpoint)]
    if old:
        known.append(("the older checkpoint", Checkpoint(pathlib.Path(old).read_bytes(), key)))
    wanted = {other.size for _, other in known}
    roots = {0: hashlib.sha256(b"").digest()}
    tree = verify_chain.Tree()
    append = tree.append

    def appending(leaf):
        append(leaf)
        if tree.count in wanted:
            roots[tree.count] = tree.root()

    tree.append = appending
    verify_chain.verify(directory, tree)
    for name, other in known:
        if other.size not in roots:
            raise ValueError(f"{name} signs {other.size} records, and the log has {tree.count}")
        if roots[other.size] != other.root:
            raise ValueError(f"{name} signs another root")
    return checkpoint


def proof(path, key_path):
    """C2SP tlog-proof, with the record as its extra data."""
    key = Key.newest(key_path)
    head, _, rest = pathlib.Path(path).read_bytes().partition(b"\n\n")
    lines = head.split(b"\n")
    if lines[0] != b"c2sp.org/tlog-proof@v1" or not lines[1].startswith(b"extra "):
        raise ValueError("no proof, or one without its record")
    leaf = verify_chain.leaf_hash(unbase64(lines[1][6:]))
    if not lines[2].startswith(b"index ") or not NUMBER.match(lines[2][6:]):
        raise ValueError("the proof has no index")
    index = int(lines[2][6:])
    checkpoint = Checkpoint(rest, key)
    if root_by(leaf, index, checkpoint.size, [unbase64(line) for line in lines[3:]]) != checkpoint.root:
        raise ValueError("the record does not stand at its index")
    return checkpoint


def root_by(leaf, index, size, path):
    """RFC 9162, section 2.1.3.2."""
    if not 0 <= index < size:
        raise ValueError("the index is not in the tree")
    first, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise ValueError("the path is too long")
        if first & 1 or first == last:
            node = verify_chain.node_hash(sibling, node)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            node = verify_chain.node_hash(node, sibling)
        first, last = first >> 1, last >> 1
    if last:
        raise ValueError("the path is too short")
    return node


def main(arguments):
    if len(arguments) not in (3, 4) or arguments[0] not in ("verify", "proof"):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    try:
        if arguments[0] == "verify":
            checkpoint = verify(pathlib.Path(arguments[1]), *arguments[2:])
        else:
            checkpoint = proof(arguments[1], arguments[2])
    except (OSError, ValueError) as error:
        print(f"signed_log: {error}", file=sys.stderr)
        return 1
    print(f"size {checkpoint.size}\nroot {checkpoint.root.hex()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
