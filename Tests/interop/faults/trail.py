"""A trail in a folder of its own, what is asked of it, and what can be read of it without Vouch."""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess

PROJECT = pathlib.Path(__file__).resolve().parents[3]
# In every note, so that text which should not be somewhere can be found there.
CANARY = "zebracanary"
NOTE = f"ASSESSMENT: Pneumonia, {CANARY}. PLAN: Start amoxicillin 500 mg t.i.d."
# A run that takes longer than this hangs.
PATIENCE = 30
# Enough rules for a decision, and few enough for thousands of runs.
POLICY_FILES = ["bundle.yaml", "disclaimers.yaml", "structure.yaml", "more/privacy.yaml"]

# What a trail is made of.
FOLDERS = ["audit", "audit/seg", "audit/state", "audit/vault", "audit/keys", "audit/quarantine",
           "audit.anchor"]
FILES = ["audit/seg/000000.jsonl", "audit/vault/000000.vault", "audit/keys/local.key",
         "audit/state/head", "audit/state/lock", "audit/state/vault.lock", "audit/checkpoint",
         "audit/checkpoints.log", "audit/keys/log.vkey", "audit/keys/subjects.keys", "audit/state/publish.lock",
         "audit/state/tree", "audit.anchor/signing.key", "audit.anchor/last-signed"]
SUMMARIZE = ["summarize", "--format", "json", "note.txt"]


class Result:
    """How a run ended: exit code (negative: the signal), and what it printed."""

    def __init__(self, code, output, errors):
        self.code, self.output, self.errors = code, output, errors

    def said(self):
        return self.errors.decode(errors="replace").strip()[:300]


class Trail:
    def __init__(self, vouch, folder, policies=None):
        self.vouch = str(vouch)
        self.policies = policies
        self.folder = pathlib.Path(folder)
        self.path = self.folder / "audit"
        self.anchor = self.folder / "audit.anchor"
        self.environment = {
            # From the folder, so that no result names it.
            "VOUCH_POLICIES": str(policies or "Policies"),
            "HOME": str(self.folder),
            "PATH": os.environ["PATH"],
            "VOUCH_AUDIT": "audit",
        }

    @classmethod
    def make(cls, vouch, folder, records=0, policies=None):
        """A folder with policies, a note, and a trail of so many runs."""
        trail = cls(vouch, folder, policies)
        trail.folder.mkdir(parents=True)
        if policies is None:
            for name in POLICY_FILES:
                (trail.folder / "Policies" / name).parent.mkdir(parents=True, exist_ok=True)
                source = PROJECT / "Policies" / pathlib.Path(name).name
                shutil.copy(source, trail.folder / "Policies" / name)
        (trail.folder / "note.txt").write_text(NOTE)
        for _ in range(records):
            result = trail.run(["summarize", "--quiet", "note.txt"])
            assert result.code == 0, result.said()
        return trail

    def copy(self, folder):
        """The same in another folder. The head is made to know the copied log."""
        shutil.copytree(self.folder, folder, symlinks=True)
        new = Trail(self.vouch, folder, self.policies)
        new.adopt()
        return new

    def adopt(self):
        """Writes the inode of the copied segment into the head, as if the log had grown here."""
        head = self.path / "state/head"
        if not head.exists():
            return
        line = head.read_bytes().split(b"\n")[0]
        fields = line.split(b" ")
        if len(fields) != 8:
            return
        segment = self.path / f"seg/{int(fields[1]):06}.jsonl"
        if segment.exists():
            fields[5] = b"%020d" % segment.stat().st_ino
            write_head(head, fields)

    def command(self, arguments):
        return [self.vouch, *arguments]

    def run(self, arguments, text=NOTE, before=(), **options):
        """Runs a command in the folder; `before` is put in front of it."""
        given = options.pop("input", text.encode())
        environment = {**self.environment, **options.pop("environment", {})}
        if "stdin" not in options:
            options["input"] = given
        for stream in ("stdout", "stderr"):
            options.setdefault(stream, subprocess.PIPE)
        try:
            done = subprocess.run(
                [*before, *self.command(arguments)], env=environment, timeout=PATIENCE,
                cwd=self.folder, **options)
        except subprocess.TimeoutExpired as error:
            return Result("hangs", error.stdout or b"", error.stderr or b"")
        return Result(done.returncode, done.stdout or b"", done.stderr or b"")

    def lines(self):
        """The whole lines of the log, by number."""
        found = {}
        for segment in sorted(self.path.glob("seg/*.jsonl")):
            try:
                content = segment.read_bytes()
            except OSError:
                continue
            for line in content.split(b"\n")[:-1]:
                try:
                    found[json.loads(line)["seq"]] = line
                except (ValueError, KeyError, TypeError):
                    continue
        return found

    def verify(self):
        return self.run(["audit", "verify", "--no-record", "--quiet"], "")

    def digest(self):
        """Of all that is in the trail's folder; tells whether a run changed anything."""
        hasher = hashlib.sha256()
        for path in sorted([*self.path.rglob("*"), *self.anchor.rglob("*")]):
            # An index beside the log may come and go with any question.
            if path.name.startswith("index.sqlite"):
                continue
            hasher.update(str(path.relative_to(self.folder)).encode() + b"\0")
            if path.is_file():
                hasher.update(path.read_bytes())
        return hasher.digest()


def write_head(path, fields):
    line = b" ".join(fields) + b"\n"
    path.write_bytes(line + hashlib.sha256(line).hexdigest().encode() + b"\n")


def records(lines):
    """The lines that stand for runs, as objects, by number."""
    parsed = {number: json.loads(line) for number, line in lines.items()}
    return {number: r for number, r in parsed.items() if r["type"].startswith("run.")}
