"""What a loss of power would take: all that a run wrote must be on the disk when something is shown.

Reads the system calls of runs without a fault. At each write to standard output, and when a file of
--output gets its name, no file of the trail may hold bytes that were not synchronized, nor may the name
of a new file be missing from its folder on the disk. The head, the tree and the locks are caches.
"""

import os
import re

from cases import Case

CACHES = ("state/head", "state/lock", "state/vault.lock", "state/publish.lock", "state/tree")
CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)(<[^>]*>)?")


def cases(settings, scenarios):
    for scenario in scenarios.values():
        if scenario.judges or scenario.name == "deidentify":
            yield Case("order", "shown only when it lasts", scenario.name, check(settings, scenario))


def check(settings, scenario):
    def run(folder):
        trail = scenario.prepare(settings.vouch, folder)
        scenario.settle(trail)
        log = settings.root / f"order-{scenario.name}.trace"
        result = trail.run(scenario.arguments, scenario.text,
                           before=["strace", "-f", "-y", "-qq", "-s", "200", "-o", str(log)])
        wrong = follow(log.read_text(errors="replace"), str(trail.folder), scenario)
        if result.code not in scenario.codes:
            wrong.append(f"exit code {result.code}")
        return result.code, wrong
    return run


def follow(text, folder, scenario):
    dirty, unnamed, wrong, shown = set(), set(), [], 0
    made = {}

    def absolute(path):
        return os.path.normpath(os.path.join(folder, path))

    for line in text.splitlines():
        match = CALL.match(line)
        if not match or int(match.group(3)) < 0:
            continue
        call, rest, returned, where = match.groups()
        descriptor = re.match(r"(\d+)<([^>]*)>", rest)
        path = descriptor.group(2) if descriptor else None
        strings = re.findall(r'"([^"]*)"', rest)
        if call in ("pwrite64", "ftruncate") or (call == "write" and path and path.startswith(folder)):
            dirty.add(path)
        elif call == "openat" and "O_CREAT" in rest and where:
            name = where[1:-1]
            # Whether it was new is not told: only those that were not there before the run.
            if name not in made and "O_EXCL" in rest:
                unnamed.add(name)
            made[name] = True
        elif call == "mkdir":
            unnamed.add(absolute(strings[0]))
        elif call == "rename":
            source, target = absolute(strings[0]), absolute(strings[1])
            if source in dirty:
                wrong.append(f"{os.path.basename(target)} gets its name before its bytes are on the disk")
            unnamed.discard(source)
            unnamed.add(target)
            if not target.startswith(folder + "/audit") and not target.endswith(".map"):
                shown += 1
                wrong += left(dirty, unnamed - {target}, folder)
        elif call in ("fsync", "fdatasync"):
            dirty.discard(path)
            unnamed = {name for name in unnamed if os.path.dirname(name) != path}
        if call == "write" and descriptor and descriptor.group(1) == "1":
            shown += 1
            wrong += left(dirty, unnamed, folder)
    if unnamed:
        wrong.append(f"names that may not last at the end: {sorted(unnamed)}")
    if not shown:
        wrong.append("nothing was shown, so nothing was looked at")
    return wrong


def left(dirty, unnamed, folder):
    wrong = []
    for path in sorted(dirty):
        if not path.endswith(CACHES) and path.startswith(folder):
            wrong.append(f"shown while {os.path.relpath(path, folder)} is not on the disk")
    for path in sorted(unnamed):
        wrong.append(f"shown while the name of {os.path.relpath(path, folder)} is not on the disk")
    return wrong
