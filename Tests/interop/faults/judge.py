"""What must hold however a run went. Each check gives what is wrong in words, or nothing."""

import json
import pathlib
import re

from trail import CANARY

# What Swift, glibc, libdispatch and the loader say when a program falls over.
CRASHES = [b"Fatal error", b"Swift runtime", b"Backtrace", b"*** ", b"terminate called", b"BUG IN"]
SIGNALS = {"KILL": 9, "INT": 2, "TERM": 15}
LAST_WORDS = [b"vouch: out of memory; ", b"vouch: an error inside vouch; "]
# Every exit code that a run may end with, whatever fails. 4 and 64 are no answer to a fault.
FAILED = {1, 3}
STRICTER = {"released": 0, "annotated": 1, "held": 2, "blocked": 3}


def shown_records(output):
    """The numbers of the records that results point at; a torn last line shows nothing."""
    found = re.findall(rb'"seq": ?(\d+)|^audit   record (\d+) of', output, re.MULTILINE)
    return [int(json_number or text_number) for json_number, text_number in found]


def advice(errors):
    """What a message lacks: it must name the program or the place, and say what to do."""
    if not errors.strip():
        return "failed without a word"
    text = errors.decode(errors="replace")
    if not re.search(r"^(vouch: |\S+:\d+:\d+: )", text, re.MULTILINE):
        return f"a message of another form: {text.strip()[:200]!r}"
    if "hint:" not in text and not re.search(r"[;.] [a-zA-Z']", text):
        return f"the message does not say what to do: {text.strip()[:200]!r}"
    return None


def plain(output):
    """A result without what differs from run to run. The digest of the policies does not."""
    output = re.sub(rb'"audit": ?\{[^}]*\}', b'"audit":{}', output)
    output = re.sub(rb'"seq": ?\d+', b'"seq":0', output)
    output = re.sub(rb"record \d+ of log [0-9a-f]+", b"record", output)
    ids = rb"(?<!sha256:)\b(?:[0-9a-f]{32,64}|[0-9a-f]{12})\b"
    return re.sub(ids + rb"|\d{4}-\d\d-\d\d[T ][0-9:.]+Z?", b"#", output)


def decisions(output):
    return re.findall(rb'"decision": ?"([a-z]+)"', output)


def ending(result, codes, fault_silences=False):
    """Exit code and message of a run whose usual exit codes are `codes`."""
    wrong = []
    if result.code not in codes | FAILED:
        wrong.append(f"exit code {result.code}: {result.said()}")
    if result.code in FAILED and 1 not in codes and not fault_silences:
        missing = advice(result.errors)
        if missing:
            wrong.append(missing)
    errors = result.errors
    if result.code == 1 and any(words in errors for words in LAST_WORDS):
        # The Swift runtime says so first, in its own words, and may stumble over a second refusal.
        for words in (b"Fatal error: failed to allocate", b"terminate called"):
            errors = errors.replace(words, b"")
    for crash in CRASHES:
        if crash in errors:
            wrong.append(f"crashed: {result.said()}")
            break
    if CANARY.encode() in result.errors:
        wrong.append("a message quotes the note")
    return wrong


def same_or_none(result, usual, codes, whole_lines=False):
    """A run that says it is done shows what it shows without a fault, or withholds it."""
    wrong = []
    if result.code in codes and result.code != 2 and plain(result.output) != plain(usual.output):
        wrong.append("done, but the result is another")
    if result.code == 2 and 2 not in codes:
        for now, before in zip(decisions(result.output), decisions(usual.output)):
            if STRICTER[now.decode()] < STRICTER[before.decode()]:
                wrong.append(f"{now.decode()} instead of {before.decode()}")
    if result.code not in codes | {2} and not whole_lines:
        if not plain(usual.output).startswith(plain(result.output)):
            wrong.append("showed something that is no part of the result")
    return wrong


def backed(trail, result, before):
    """What was shown has its record, and what was recorded is still there."""
    wrong = []
    lines = trail.lines()
    shown = shown_records(result.output)
    missing = [number for number in shown if number not in lines]
    if missing:
        wrong.append(f"shown but not recorded: {missing[:3]}")
    if CANARY.encode() in result.output and b'"audit"' not in result.output:
        runs = len([n for n in lines if n not in before])
        if runs == 0:
            wrong.append("a summary was shown and no record added")
    changed = [number for number, line in before.items() if lines.get(number) != line]
    if changed:
        wrong.append(f"records are gone or changed: {changed[:3]}")
    return wrong


def afterwards(trail, result, before):
    """The next run goes on, nothing acknowledged is gone after it, and the trail verifies."""
    wrong = []
    held = trail.lines()
    following = trail.run(["summarize", "--quiet", "--format", "json", "note.txt"])
    if following.code != 0:
        wrong.append(f"the next run fails with {following.code}: {following.said()}")
    lines = trail.lines()
    acknowledged = set(before) | set(shown_records(result.output))
    lost = [number for number in acknowledged if lines.get(number) != held.get(number)]
    if lost:
        wrong.append(f"acknowledged records are gone after recovery: {lost[:3]}")
    wrong += backed(trail, following, {})
    verified = trail.verify()
    if verified.code != 0:
        wrong.append(
            f"does not verify ({verified.code}): {verified.output.decode()[:200]}{verified.said()}")
    return wrong


def leftovers(trail, known):
    """Files that a run left beside the trail, and text of the note in any file of the trail."""
    wrong = []
    for path in sorted(trail.folder.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        name = str(path.relative_to(trail.folder))
        if name.startswith(("audit/", "audit.anchor/")):
            if CANARY.encode() in path.read_bytes():
                wrong.append(f"{name} holds text of the note")
        elif name not in known:
            wrong.append(f"{name} was left behind")
    return wrong


def names(folder):
    folder = pathlib.Path(folder)
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def whole_results(output):
    """The whole lines of JSON Lines output, as objects."""
    found = []
    for line in output.rpartition(b"\n")[0].splitlines():
        found.append(json.loads(line))
    return found
