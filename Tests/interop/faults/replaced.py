"""Something else in the place of each file and folder that a run reads or writes."""

import os
import shutil

import judge
from cases import Case
from trail import FILES, FOLDERS, SUMMARIZE

PLACES = FOLDERS + FILES + [
    "audit/state/POISONED", "vouch.yaml", "Policies/bundle.yaml", "note.txt", "Policies",
]


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


def cases(base):
    for name in PLACES:
        for kind, replace in REPLACEMENTS.items():
            # A note may come through a pipe, so it is waited for.
            if (name, kind) != ("note.txt", "a pipe"):
                yield Case("places", f"replaced by {kind}", name, check_replaced(base, name, replace))
