#!/usr/bin/env python3
"""Compares every record of a trail with the RFC 8785 form that PyPI's rfc8785 gives it.

Usage: canonical.py VOUCH
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import rfc8785

PROJECT = pathlib.Path(__file__).resolve().parents[2]


def main(arguments):
    if len(arguments) != 1:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    with tempfile.TemporaryDirectory() as folder:
        trail = pathlib.Path(folder) / "audit"
        environment = {"VOUCH_POLICIES": str(PROJECT / "Policies"), "HOME": folder,
                       "PATH": os.environ["PATH"]}
        # Every note of the corpus for both audiences, so that records have most of what they can have.
        for audience in ("clinician", "patient"):
            for note in sorted((PROJECT / "Corpus").glob("*.txt")):
                subprocess.run(
                    [arguments[0], "summarize", "--audit", trail, "--audience", audience, note],
                    env=environment, capture_output=True, check=False)
        lines = [
            line for segment in sorted(trail.glob("seg/*.jsonl"))
            for line in segment.read_bytes().splitlines()
        ]
        different = [
            number for number, line in enumerate(lines) if rfc8785.dumps(json.loads(line)) != line
        ]
    print(f"{len(lines)} records, {len(different)} of another form than RFC 8785 has")
    return 1 if different or len(lines) < 30 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
