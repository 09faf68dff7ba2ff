#!/usr/bin/env python3
"""Changes the log of an audit trail the way a forger, or a bad disk, might.

Usage: tamper.py DIRECTORY KIND; without arguments, names the kinds.
"""

import pathlib
import sys


def flip_byte(lines):
    line = bytearray(lines[2])
    place = line.index(b'"ts":"') + len(b'"ts":"')
    line[place] ^= 1
    lines[2] = bytes(line)


def edit_value(lines):
    """Keeps the line canonical: only the chain can tell."""
    for index, line in enumerate(lines):
        if b'"decision":"held"' in line:
            lines[index] = line.replace(b'"decision":"held"', b'"decision":"released"')
            return
    raise SystemExit("tamper: there is no held record to edit")


def add_space(lines):
    lines[1] = lines[1].replace(b":", b": ", 1)


def drop_line(lines):
    del lines[2]


def drop_first_line(lines):
    del lines[0]


def swap_lines(lines):
    lines[1], lines[2] = lines[2], lines[1]


def repeat_line(lines):
    lines.insert(2, lines[2])


def cut_line(lines):
    """Takes the second half of a line in the middle, with its line feed."""
    lines[2] = lines[2][: len(lines[2]) // 2] + lines[3]
    del lines[3]


def zero_line(lines):
    lines[2] = b"\0" * len(lines[2])


def empty_line(lines):
    lines.insert(2, b"")


def foreign_line(lines):
    """A record of another log in the place of one of this."""
    lines[2] = lines[2].replace(b'"log":"', b'"log":"f', 1)


def edit_newest(lines):
    lines[-2] = lines[-2].replace(b'"pid":', b'"pid":1', 1)


def cut_newest(lines):
    del lines[-2]


def cut_in_newest(lines):
    lines[-2] = lines[-2][: len(lines[-2]) // 2]
    del lines[-1]


KINDS = [
    flip_byte, edit_value, add_space, drop_line, drop_first_line, swap_lines, repeat_line, cut_line,
    zero_line, empty_line, foreign_line, edit_newest, cut_newest, cut_in_newest,
]


def main(arguments):
    names = {kind.__name__.replace("_", "-"): kind for kind in KINDS}
    if len(arguments) != 2 or arguments[1] not in names:
        print("\n".join(names))
        return 0 if not arguments else 64
    segment = pathlib.Path(arguments[0]) / "seg" / "000000.jsonl"
    before = segment.read_bytes()
    # The last one is what follows the last line feed: nothing.
    lines = before.split(b"\n")
    names[arguments[1]](lines)
    after = b"\n".join(lines)
    if after == before:
        raise SystemExit(f"tamper: {arguments[1]} changed nothing")
    segment.write_bytes(after)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
