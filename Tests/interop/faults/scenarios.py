"""The runs into which faults are injected, and what must be so after each."""

import json
import shutil

import judge
from judge import plain
from trail import CANARY, NOTE, POLICY_FILES, PROJECT, Trail

BATCH = "".join(json.dumps({"id": f"n{n}", "note": NOTE}) + "\n" for n in range(150))
PAIRS = "".join(
    json.dumps({"id": f"p{n}", "note": NOTE, "summary": f"Pneumonia, {CANARY}."}) + "\n"
    for n in range(80))
HELD = json.dumps({
    "id": "h", "note": "Cough.", "summary": f"He has cancer, {CANARY}. Start warfarin 5 mg daily."})
JSON = ["--format", "json"]


class Scenario:
    """A command in a folder that was prepared. `codes` are the exit codes it has without a fault."""

    codes = {0}
    records = 1
    text = NOTE
    whole_lines = False
    policies = None
    # Files beside the trail that are there before or after.
    known = {"note.txt"}

    def __init__(self, name, arguments, **settings):
        self.name, self.arguments = name, arguments
        for key, value in settings.items():
            setattr(self, key, value)

    def prepare(self, vouch, folder):
        trail = Trail.make(vouch, folder, self.records, self.policies)
        self.change(trail)
        self.base, self.before = trail, trail.lines()
        return trail

    def change(self, trail):
        pass

    def settle(self, trail):
        """After the base was copied."""

    def judged(self, trail, result, usual, unchanged, silenced=False, codes=None, killed=False):
        """What is wrong with a run, and what it left, under a fault."""
        codes = codes or self.codes
        wrong = judge.ending(result, codes | ({2} if self.judges else set()), silenced)
        wrong += judge.same_or_none(result, usual, self.codes, self.whole_lines)
        wrong += judge.backed(trail, result, self.before)
        if not killed:
            known = self.known | judge.names(self.base.folder)
            wrong += judge.leftovers(trail, known)
        wrong += self.files(trail, result)
        if not unchanged(trail):
            wrong += judge.afterwards(trail, result, self.before)
        return wrong

    judges = True

    def files(self, trail, result):
        return []


class Reader(Scenario):
    """Reads a trail: it may not change a byte of it."""

    judges = False

    def judged(self, trail, result, usual, unchanged, silenced=False, codes=None, killed=False):
        wrong = judge.ending(result, codes or self.codes, silenced)
        wrong += judge.same_or_none(result, usual, self.codes)
        if not unchanged(trail):
            wrong.append("the trail was changed by a command that only reads")
        return wrong


class Doctor(Reader):
    """What it finds under a fault is a finding, and the report says so."""

    def judged(self, trail, result, usual, unchanged, silenced=False, codes=None, killed=False):
        if result.code == 1 and plain(result.output) != plain(usual.output):
            found = b"\n" in result.output or not judge.advice(result.errors)
            wrong = [] if found else ["trouble, and the report does not say which"]
            return wrong if unchanged(trail) else wrong + ["the trail was changed"]
        return super().judged(trail, result, usual, unchanged, silenced, codes, killed)


class Output(Scenario):
    """`--output FILE`: the file is the old one, or the new one as a whole, with its records."""

    OLD = "the old content\n"

    def change(self, trail):
        (trail.folder / "out.json").write_text(self.OLD)

    def files(self, trail, result):
        content = (trail.folder / "out.json").read_bytes()
        if content == self.OLD.encode():
            return ["done, and the file is the old one"] if result.code == 0 else []
        numbers = judge.shown_records(content)
        lines = trail.lines()
        if not numbers or any(number not in lines for number in numbers):
            return ["the file shows what is not recorded"]
        if not content.endswith(b"}\n"):
            return ["the file is not whole"]
        return []


class Torn(Scenario):
    """A trail that ends in the beginning of a record, as after a kill."""

    def change(self, trail):
        with open(trail.path / "seg/000000.jsonl", "ab") as log:
            log.write(b'{"body":{"audience":"clin')


class Poisoned(Scenario):
    def change(self, trail):
        (trail.path / "state/POISONED").touch(0o600)


class Restored(Scenario):
    """A trail that was copied back: the head knows another file, so the log is read again."""

    def settle(self, trail):
        (trail.path / "state/head").unlink()


class Init(Scenario):
    """Writes a folder, as a whole, or so that a second attempt succeeds."""

    judges = False
    records = 0

    def judged(self, trail, result, usual, unchanged, silenced=False, codes=None, killed=False):
        codes = codes or self.codes
        wrong = judge.ending(result, codes, silenced)
        wrong += judge.same_or_none(result, usual, self.codes)
        folder = trail.folder / "starter"
        if result.code != 0:
            again = trail.run(self.arguments, "")
            # Where all is there, that is what it says; whether it is whole is looked at below.
            if again.code != 0 and b"are there already" not in again.errors:
                return wrong + [f"init cannot be run again: {again.said()}"]
        for name in POLICY_FILES:
            copied = folder / "Policies" / name
            if not copied.exists():
                wrong.append(f"the starter folder lacks Policies/{name}")
            elif copied.read_bytes() != (trail.folder / "Policies" / name).read_bytes():
                wrong.append(f"Policies/{name} is not whole")
        prompts = {f"Prompts/{file.name}": file for file in (PROJECT / "Prompts").glob("*.yaml")}
        for name, file in prompts.items():
            if not (folder / name).exists():
                wrong.append(f"the starter folder lacks {name}")
            elif (folder / name).read_bytes() != file.read_bytes():
                wrong.append(f"{name} is not whole")
        extra = judge.names(folder) - {f"Policies/{name}" for name in POLICY_FILES} - set(prompts)
        extra -= {"Policies", "Policies/more", "Prompts", "vouch.yaml", "note.txt", ".gitignore"}
        if extra and not killed:
            wrong.append(f"left behind: {sorted(extra)}")
        return wrong


PHI = f"Mr. John Smith, MRN 1234567, seen on 03/04/2021, {CANARY}. ASSESSMENT: Pneumonia."


class Deidentify(Scenario):
    """The way back is on the disk before the text is shown, and a second attempt succeeds."""

    judges = False
    records = 1
    text = PHI
    known = {"note.txt", "note.map"}

    def judged(self, trail, result, usual, unchanged, silenced=False, codes=None, killed=False):
        codes = codes or self.codes
        wrong = judge.ending(result, codes, silenced)
        if not killed:
            wrong += judge.leftovers(trail, self.known | judge.names(self.base.folder))
        has_map = (trail.folder / "note.map").exists()
        if result.code == 0 or result.output:
            if not has_map:
                return wrong + ["the text was shown, and there is no way back"]
        if result.code == 0:
            back = trail.run(["reidentify", "--map", "note.map"], input=result.output)
            if back.output != PHI.encode():
                wrong.append(f"the way back gives another text: {back.said()}")
        elif not has_map:
            again = trail.run(self.arguments, self.text)
            if again.code != 0:
                wrong.append(f"a second attempt fails: {again.said()}")
        return wrong


class Reidentify(Scenario):
    judges = False
    known = {"note.txt", "note.map", "clean.txt", "kept.map"}

    def change(self, trail):
        given = trail.run(["deidentify", "--map", "note.map", "--quiet"], PHI)
        assert given.code == 0, given.said()
        (trail.folder / "clean.txt").write_bytes(given.output)
        shutil.copy(trail.folder / "note.map", trail.folder / "kept.map")


class Erase(Scenario):
    """What it says is erased cannot be read; where it fails, a second attempt succeeds."""

    judges = False
    SUBJECT = ["--subject", "gone"]

    def change(self, trail):
        assert trail.run(["summarize", "--quiet", *self.SUBJECT, "note.txt"]).code == 0
        # Behind a run may stand what it raised.
        self.erased = max(
            number for number, line in trail.lines().items()
            if json.loads(line)["type"].startswith("run."))

    def judged(self, trail, result, usual, unchanged, silenced=False, codes=None, killed=False):
        wrong = judge.ending(result, codes or self.codes, silenced)
        if unchanged(trail):
            return wrong
        wrong += judge.afterwards(trail, result, self.before)
        if result.code == 0 and b"erased" not in result.output:
            wrong.append("done, and it does not say so")
        if result.code != 0:
            again = trail.run(self.arguments, "")
            # It may have been done before the fault: then there is nothing left to do.
            if again.code != 0 and b"erased before" not in again.errors:
                wrong.append(f"it cannot be run again: {again.said()}")
        shown = trail.run(["audit", "show", str(self.erased), "--content"], "")
        if shown.code == 0 or CANARY.encode() in shown.output:
            wrong.append("what was erased can be read")
        other = trail.run(["audit", "show", "3", "--content"], "")
        if other.code != 0:
            wrong.append(f"what was not erased cannot be read: {other.said()}")
        return wrong


class Verified(Scenario):
    """Says what it found, whether or not it can be recorded; and says which."""

    judges = False

    def judged(self, trail, result, usual, unchanged, silenced=False, codes=None, killed=False):
        wrong = judge.ending(result, codes or self.codes, silenced)
        wrong += judge.backed(trail, result, self.before)
        found = self.found(result.output)
        if result.code == 0 and found is None:
            return wrong + ["done, and the report is not whole"]
        if found and found[0] != self.found(usual.output)[0]:
            wrong.append("another report")
        if found and result.code == 0:
            recorded = found[1]["record"]
            if recorded is None and "is not recorded" not in " ".join(found[1]["warnings"]):
                wrong.append("not recorded, and it does not say why")
            if recorded is not None and recorded not in trail.lines():
                wrong.append("it says that it was recorded, and it was not")
        if not unchanged(trail):
            wrong += judge.afterwards(trail, result, self.before)
        return wrong

    @staticmethod
    def found(output):
        """The report without what is told of its record, and all of it; None where it is torn."""
        try:
            report = json.loads(output)
        except ValueError:
            return None
        return {k: v for k, v in report.items() if k not in ("record", "warnings")}, report


class Hold(Scenario):
    """A hold that was told of is there; where it fails, a second attempt succeeds."""

    judges = False

    def change(self, trail):
        assert trail.run(["summarize", "--quiet", "--subject", "gone", "note.txt"]).code == 0

    def judged(self, trail, result, usual, unchanged, silenced=False, codes=None, killed=False):
        wrong = judge.ending(result, codes or self.codes, silenced)
        if not unchanged(trail):
            wrong += judge.afterwards(trail, result, self.before)
        if result.code != 0:
            again = trail.run(self.arguments, "")
            if again.code != 0:
                return wrong + [f"it cannot be run again: {again.said()}"]
        erasing = trail.run(["audit", "erase", "gone"], "")
        if erasing.code != 1 or b"legal hold" not in erasing.errors:
            wrong.append(f"on hold, and it is erased: {erasing.said()}")
        return wrong


class Rotate(Scenario):
    """The key is the old or the new one, and whoever trusts the old one can follow."""

    judges = False

    def change(self, trail):
        shutil.copy(trail.path / "keys/log.vkey", trail.folder / "old.vkey")

    def judged(self, trail, result, usual, unchanged, silenced=False, codes=None, killed=False):
        wrong = judge.ending(result, codes or self.codes, silenced)
        if unchanged(trail):
            return wrong
        wrong += judge.afterwards(trail, result, self.before)
        followed = trail.run(["audit", "verify", "--key", "old.vkey"], "")
        if followed.code != 0:
            wrong.append(f"the old key does not lead to the new one: {followed.output.decode()[:300]}")
        if result.code == 0 and b"changed 1 time" not in followed.output:
            wrong.append("done, and the key is the old one")
        return wrong


def scenarios():
    every = [
        Scenario("new", ["summarize", *JSON, "note.txt"], records=0),
        Scenario("next", ["summarize", *JSON], records=2),
        Scenario("text", ["summarize", "note.txt"], records=1),
        Restored("restored", ["summarize", *JSON, "note.txt"], records=2),
        Torn("torn", ["summarize", *JSON, "note.txt"], records=2),
        Poisoned("poisoned", ["summarize", *JSON, "note.txt"], records=2),
        Output("output", ["summarize", *JSON, "--output", "out.json", "note.txt"]),
        Scenario("batch", ["summarize", "--jsonl", "--jobs", "1"], text=BATCH, whole_lines=True),
        Scenario("check", ["check", "--jsonl", "--jobs", "1"], text=PAIRS, whole_lines=True,
                 codes={0}),
        Scenario("held", ["check", "--jsonl"], text=HELD + "\n", codes={2}, whole_lines=True,
                 policies=PROJECT / "Policies"),
        Scenario("shipped", ["summarize", *JSON, "note.txt"], policies=PROJECT / "Policies"),
        Reader("verify", ["audit", "verify", "--no-record"], records=3),
        Verified("verified", ["audit", "verify", "--format", "json"], records=3),
        Hold("hold", ["audit", "hold", "--subject", "gone"], records=1),
        Reader("list", ["audit", "list"], records=3),
        # To be shown content leaves a record.
        Scenario("show", ["audit", "show", "3", "--content"], records=3),
        Erase("erase", ["audit", "erase", "gone"], records=1),
        Rotate("rotate", ["audit", "rotate-key"], records=1),
        Init("init", ["init", "starter"]),
        Deidentify("deidentify", ["deidentify", "--map", "note.map"]),
        # It leaves a record, as `show` does.
        Reidentify("reidentify", ["reidentify", "--map", "note.map", "clean.txt"]),
        Reader("extract", ["extract", "note.txt"]),
        Doctor("doctor", ["doctor"], codes={0, 1}),
    ]
    return {scenario.name: scenario for scenario in every}
