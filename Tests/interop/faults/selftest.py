"""The suite must be able to fail: programs that break one promise each, and must be found out."""

import os
import pathlib

import order
from cases import Case
from scenarios import scenarios

# Shell programs in the place of Vouch; $VOUCH is the genuine one.
RUN = '"$VOUCH" "$@"; code=$?\n'
BROKEN = {
    # Behaviour: (scenario, program, words of the problem that must be found)
    "a record that is lost": ("next", RUN + 'sed -i "\\$d" audit/seg/000000.jsonl\nexit $code',
                              "shown but not recorded"),
    "an older record that is lost": ("next", RUN + 'sed -i 2d audit/seg/000000.jsonl\nexit $code',
                                     "records are gone or changed"),
    "an older record that is changed": (
        "next", RUN + 'sed -i "2s/policy.loaded/policy.loadeD/" audit/seg/000000.jsonl\nexit $code',
        "records are gone or changed"),
    "a trail that does not go on": ("next", RUN + 'echo x >>audit/seg/000000.jsonl\n'
                                    'rm audit/keys/local.key\nexit $code', "the next run fails"),
    "a result without a record": (
        "next", 'cp -r audit kept\n' + RUN + 'rm -r audit; mv kept audit\nexit $code',
        "shown but not recorded"),
    "a text without a record": (
        "text", 'cp -r audit kept\n' + RUN + 'rm -r audit; mv kept audit\nexit $code',
        "shown but not recorded"),
    "an exit code that is not documented": ("next", RUN + "exit 7", "exit code 7"),
    "a death by signal": ("next", RUN + "kill -SEGV $$", "exit code -11"),
    "a failure without a word": ("next", "exit 1", "failed without a word"),
    "a message without advice": ("next", 'echo "vouch: it failed" >&2; exit 1', "what to do"),
    "a message of another program": ("next", 'echo "oops; run again" >&2; exit 1', "another form"),
    "a crash": ("next", 'echo "vouch: x; y. Fatal error: z" >&2; exit 1', "crashed"),
    "a message that quotes the note": ("next", RUN + "cat note.txt >&2; exit $code", "quotes the note"),
    "another result": ("next", '"$VOUCH" "$@" | sed s/amoxicillin/warfarin/', "the result is another"),
    "fewer policies": ("next", "rm -r Policies/more\n" + RUN + "exit $code", "the result is another"),
    "a looser decision": ("held", '"$VOUCH" "$@" | sed "s/\\"decision\\":\\"[a-z]*\\"/'
                          '\\"decision\\":\\"released\\"/"; exit 0', "exit code 0"),
    "a failure that shows something": ("text", 'echo "Give warfarin."; echo "vouch: x; y" >&2; exit 1',
                                       "no part of the result"),
    "half a file": ("output", RUN + "head -c 500 out.json >half; mv half out.json; exit $code",
                    "the file"),
    "no file": ("output", '"$VOUCH" "$@"; echo "the old content" >out.json; exit 0', "old one"),
    "a file that is left": ("next", RUN + "cp note.txt .x.tmp; exit $code", "left behind"),
    "text of the note in the trail": ("next", RUN + "cp note.txt audit/state/x; exit $code",
                                      "holds text of the note"),
    "a reader that writes": ("verify", RUN + "touch audit/state/x; exit $code", "only reads"),
    "a text without a way back": ("deidentify", RUN + "rm note.map; exit $code", "no way back"),
    "a starter folder that lacks a policy": (
        "init", RUN + "rm starter/Policies/more/privacy.yaml; exit $code", "lacks Policies"),
}


def cases(settings):
    for name, (scenario, program, words) in BROKEN.items():
        yield Case("selftest", "found out", name, check(settings, scenario, program, words))
    yield Case("selftest", "found out", "a sync that is left out", check_order(settings))
    yield Case("selftest", "not accused", "the genuine program", check_genuine(settings))


def judged(settings, folder, name, program=None):
    scenario = scenarios()[name]
    base = scenario.prepare(settings.vouch, pathlib.Path(folder) / "base")
    usual_trail = base.copy(pathlib.Path(folder) / "usual")
    scenario.settle(usual_trail)
    usual = usual_trail.run(scenario.arguments, scenario.text)
    trail = base.copy(pathlib.Path(folder) / "run")
    scenario.settle(trail)
    was = trail.digest()
    if program:
        wrapper = pathlib.Path(folder) / "vouch"
        wrapper.write_text("#!/bin/sh\n" + program + "\n")
        wrapper.chmod(0o755)
        trail.vouch = str(wrapper)
    result = trail.run(scenario.arguments, scenario.text, environment={"VOUCH": settings.vouch})
    trail.vouch = settings.vouch
    return scenario.judged(trail, result, usual, lambda trail: trail.digest() == was)


def check(settings, scenario, program, words):
    def run(folder):
        os.makedirs(folder)
        found = judged(settings, folder, scenario, program)
        if any(words in problem for problem in found):
            return "found", []
        return "missed", [f"this was to be found as '{words}', and was judged: {found}"]
    return run


def check_genuine(settings):
    def run(folder):
        wrong = []
        for name in scenarios():
            os.makedirs(folder / name)
            wrong += judged(settings, folder / name, name)
        return "passed", wrong
    return run


def check_order(settings):
    """The system calls of a genuine run, without those that make the log last."""
    def run(folder):
        scenario = scenarios()["next"]
        os.makedirs(folder)
        trail = scenario.prepare(settings.vouch, folder / "base")
        log = folder / "trace"
        trail.run(scenario.arguments, scenario.text,
                  before=["strace", "-f", "-y", "-qq", "-s", "200", "-o", str(log)])
        lines = log.read_text(errors="replace").splitlines()
        place = str(trail.folder)
        if order.follow("\n".join(lines), place, scenario):
            return "accused", ["the genuine order is judged to be wrong"]
        without = "\n".join(line for line in lines if "fdatasync" not in line)
        found = order.follow(without, place, scenario)
        return ("found", []) if found else ("missed", ["a sync that is left out is not noticed"])
    return run
