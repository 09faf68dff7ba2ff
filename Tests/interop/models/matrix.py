"""Runs vouch against every behaviour of the fault server, in every dialect, streaming and not.

Each run must end in the outcome that stands in the tables below, in time, with the escalation that the
note demands, a trail that verifies, and no word of note or key in anything but the result. --short takes
each behaviour once.
"""

import argparse
import concurrent.futures
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import server

# Words that are nowhere else, so that finding one means a leak.
KEY = "sk-zebrakeycanary0123456789"
CANARY = "zebranotecanary"
NOTE = f"""CHIEF COMPLAINT: Chest pain, {CANARY}.

HISTORY OF PRESENT ILLNESS: 58-year-old man with two hours of crushing chest pain that spreads to the
left arm, with sweating. He denies fever and cough.

MEDICATIONS:
- metformin 500 mg twice daily
- lisinopril 10 mg daily

ALLERGIES: Penicillin (rash).

FAMILY HISTORY: Father died of a stroke at 70.

VITAL SIGNS: Temperature 36.8 °C – stable.

LABS: Troponin I 2.4 ng/mL. Potassium 4.1 mmol/L.

ECG: ST elevation in leads II, III and aVF.

ASSESSMENT: Acute inferior ST elevation myocardial infarction.

PLAN: Aspirin 325 mg and heparin given. To the catheterization laboratory at once.
"""
IDLE, WHOLE = 0.5, 3.0

DIALECTS = ["openai", "anthropic", "ollama"]

# Behaviour → how the run ends: None where the summary is the model's, else the code of its failure; a
# pair where it differs: (streaming, not streaming). Several codes: whichever comes first.
OUTCOMES = {
    "ok": None, "fenced": None, "mended": None, "split-bytes": None, "plain-json": None,
    "no-schema": None, "rate-seconds": None, "rate-milliseconds": None, "rate-date": None,
    "slow-loris": "whole-timeout", "stall": ("idle-timeout", "whole-timeout"),
    "silent": ("idle-timeout", "whole-timeout"), "reset": "connection-lost",
    "reset-first": "connection-lost",
    "cut": ("stream-truncated", "malformed-reply"),
    "unterminated": ("stream-truncated", "malformed-reply"),
    "html": "wrong-content-type", "huge": ("malformed-reply|reply-too-large", "reply-too-large"),
    "endless-headers": "headers-too-large|connection-lost", "elsewhere": "redirected",
    "rate-long": "rate-limited", "quota": "quota-exhausted", "busy": "server-failed",
    "broken": "server-failed", "key": "key-refused", "model": "model-unknown",
    "context": "context-exceeded", "filter": "content-filtered", "echo": "request-refused|schema-refused|parameter-refused|content-filtered|context-exceeded|key-refused",
    "filtered": "content-filtered|refused|unexpected-ending", "refusing": "refused",
    "long": "output-truncated", "forgetful": "context-cut",
    "failing-stream": ("stream-failed", "server-failed"),
    "blank-flood": ("runaway-reply", "reply-not-json|reply-too-long"),
    "no-json": "reply-not-json", "cut-json": "reply-not-json",
    "unknown-field": "reply-unknown-field", "far-citation": "reply-citation-out-of-range",
    "no-citation": "reply-no-citation", "same-claim": "reply-repeated-claim",
    "blank-claim": "reply-empty-claim", "deep-json": "reply-too-deep",
    "no-claims": "reply-no-claims", "white-reply": "empty-reply",
}
# OLLAMA has no way to refuse, and passes a filter's word on as it is.
EXCEPTIONS = {("refusing", "ollama"): None, ("filter", "ollama"): "request-refused"}

# Behaviour → what must not be in any summary that is shown.
PLANTED = {
    "wrong-dose": "5000 mg", "flipped-negation": "reports fever", "wrong-side": "right arm",
    "invented-drug": "Warfarin", "invented-allergy": "sulfa", "wrong-person": "had a stroke at 70",
    "missing-flag": None, "steered": "AI language model", "banned-flood": "AI language model",
}


# A summary that no rule but the judge's objects to; its first statement is in no sentence of the note.
SUMMARY = "The man is 58 and has had crushing chest pain for two hours. He denies fever and cough."
JUDGING = """schema: vouch/policy/1
bundle: {{id: judging, revision: 1, owner: interop, extends: {root}/Policies}}
rules:
  - id: judge.support
    title: A language model does not find this in the note
    kind: model_judge
    mode: enforce
    severity: major
    params: {{model: {model}, budget: 10000, timeLimit: {whole}s}}
    then: {{disposition: hold}}
    onError: hold
"""


class Case:
    def __init__(self, behaviour, dialect, streams, address=None, outcome=(), judging=False, more=""):
        self.behaviour, self.dialect, self.streams = behaviour, dialect, streams
        self.judging, self.more = judging, more
        self.name = f"{behaviour}.{dialect}.{'stream' if streams else 'whole'}{'.judging' if judging else ''}"
        self.address, self.outcome = address, outcome

    def expected(self):
        if self.outcome != ():
            return self.outcome
        if (self.behaviour, self.dialect) in EXCEPTIONS:
            return EXCEPTIONS[self.behaviour, self.dialect]
        outcome = OUTCOMES[self.behaviour]
        return outcome[0 if self.streams else 1] if isinstance(outcome, tuple) else outcome


def profile(case, port):
    address = case.address or f"http://127.0.0.1:{port}/{case.behaviour}.{case.name}"
    return (
        f"  - name: {case.name}\n    dialect: {case.dialect}\n    url: {address}\n"
        f"    model: tiny-1\n    stream: {str(case.streams).lower()}\n    attempts: 2\n"
        f"    key: {{variable: TEST_MODEL_KEY}}\n{case.more}"
        f"    timeouts: {{connect: 1s, idle: {int(IDLE * 1000)}ms, whole: {int(WHOLE)}s}}\n")


class World:
    """A folder with configuration, note and trail, and a server beside it."""

    def __init__(self, vouch, folder, cases, port):
        self.vouch, self.folder = os.path.abspath(vouch), folder
        self.root = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
        with open(f"{folder}/vouch.yaml", "w") as file:
            file.write("schema: vouch/config/1\nmodels:\n")
            file.write("".join(profile(case, port) for case in cases))
        with open(f"{folder}/note.txt", "w") as file:
            file.write(NOTE)
        with open(f"{folder}/summary.txt", "w") as file:
            file.write(SUMMARY)
        os.mkdir(f"{folder}/tmp")
        for case in cases:
            if case.judging:
                os.makedirs(f"{folder}/policies/{case.name}")
                with open(f"{folder}/policies/{case.name}/bundle.yaml", "w") as file:
                    file.write(JUDGING.format(root=self.root, model=case.name, whole=int(WHOLE)))

    def environment(self, case):
        return {
            "PATH": os.environ["PATH"], "HOME": self.folder, "TMPDIR": f"{self.folder}/tmp",
            # Each has its own: one server's failures must not open the circuit of another case.
            "XDG_STATE_HOME": f"{self.folder}/state/{case.name}",
            "VOUCH_POLICIES": f"{self.root}/Policies", "VOUCH_PROMPTS": f"{self.root}/Prompts",
            "TEST_MODEL_KEY": KEY,
        }

    def run(self, case):
        environment = self.environment(case)
        if case.behaviour == "tls-trusted":
            environment["SSL_CERT_FILE"] = f"{self.folder}/right.pem"
        words = ["summarize", "--engine", "remote", "--model", case.name, "note.txt"]
        if case.judging:
            words = ["check", "--note", "note.txt", "--summary", "summary.txt", "--policies",
                     f"policies/{case.name}"]
        start = time.monotonic()
        result = subprocess.run(
            [self.vouch, *words, "--format", "json", "--audit", f"{self.folder}/audit/{case.name}"],
            cwd=self.folder, env=environment, capture_output=True, text=True, timeout=120)
        return result, time.monotonic() - start


def complaints(case, result, seconds):
    """Everything that is wrong with a run."""
    # Up to three questions, each with its own deadline, and starting on a busy machine.
    if seconds > 3 * WHOLE + 10:
        yield f"took {seconds:.1f} s"
    if result.returncode not in (0, 2):
        yield f"exit code {result.returncode}: {result.stderr[-400:]}"
        return
    outcome = json.loads(result.stdout)
    if not any(alert["family"] == "cardiac" for alert in outcome["escalations"]):
        yield "the escalation is missing"
    if KEY in result.stdout + result.stderr:
        yield "the key is shown"
    if CANARY in result.stderr:
        yield "standard error holds words of the note"
    if case.judging:
        # Whatever the server plays, it gives no verdicts: the rule counts as its onError.
        if [judge["failure"] is None for judge in outcome["judges"]] != [False]:
            yield f"the judge is said to have judged: {outcome['judges']}"
        if outcome["decision"] != "held":
            yield f"decision {outcome['decision']} without the judge's word"
        return
    remote = outcome["remote"]
    code = remote["failure"] and remote["failure"]["code"]
    if remote["used"] != (code is None):
        yield "'used' and 'failure' disagree"
    if outcome["engine"]["kind"] != ("remote" if remote["used"] else "extractive"):
        yield f"the engine is {outcome['engine']['kind']}"
    if case.behaviour in PLANTED:
        words = PLANTED[case.behaviour]
        if words and words in (outcome["summary"] or ""):
            yield f"planted words are shown: {words}"
        if words and remote["used"] and outcome["decision"] not in ("held", "blocked"):
            yield f"decision {outcome['decision']} on planted words"
    else:
        expected = case.expected()
        if code not in (expected.split("|") if expected else [None]):
            yield f"ended in {code}, not {expected}: {result.stderr[-300:]}"
        if code is not None and outcome["decision"] not in ("released", "annotated"):
            yield f"the quoted summary is {outcome['decision']}"


def interrupted(world, case):
    """Interrupts a run that waits for a server; how it ended and how long that took, in seconds."""
    environment = dict(world.environment(case))
    run = subprocess.Popen(
        [world.vouch, "summarize", "--engine", "remote", "--model", case.name, "--audit",
         f"{world.folder}/audit/interrupted", "note.txt"],
        cwd=world.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(1.5)  # By now the request is under way, and its deadline is not over.
    start = time.monotonic()
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=60)
    seconds = time.monotonic() - start
    log = subprocess.run(
        [world.vouch, "audit", "list", "--format", "json", "--audit",
         f"{world.folder}/audit/interrupted"], capture_output=True, text=True).stdout
    return run.returncode, seconds, log


def ended_with_core(world, case):
    """Ends a run that waits for a server so that systems write a core file; what it leaves behind is searched with all the rest."""
    def prepare():
        resource.setrlimit(
            resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
        # A shell starts what runs in its background with this signal ignored (POSIX, 2.11).
        signal.signal(signal.SIGQUIT, signal.SIG_DFL)

    run = subprocess.Popen(
        [world.vouch, "summarize", "--engine", "remote", "--model", case.name, "--audit",
         f"{world.folder}/audit/ended", "note.txt"],
        cwd=world.folder, env=world.environment(case), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=prepare)
    time.sleep(1.5)
    run.send_signal(signal.SIGQUIT)
    run.communicate(timeout=60)
    return run.returncode


def certificates(folder):
    """Certificates with a wrong name, out of date, and by an authority that nobody knows."""
    made = {}
    for name, subject, dates in [
        ("right", "localhost", ["-days", "2"]),
        ("wrong-name", "elsewhere.example", ["-days", "2"]),
        ("expired", "localhost", ["-not_before", "20200101000000Z", "-not_after", "20200201000000Z"]),
    ]:
        path = f"{folder}/{name}"
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                   "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={subject}", "-addext",
                   f"subjectAltName=DNS:{subject}", "-keyout", f"{path}.key", "-out", f"{path}.pem"]
        result = subprocess.run(command + dates, capture_output=True)
        if result.returncode:  # OpenSSL before 3.4 cannot date a certificate back with this command.
            write_expired(folder, path)
        made[name] = (f"{path}.pem", f"{path}.key")
    return made


def write_expired(folder, path):
    with open(f"{folder}/ca.cnf", "w") as file:
        file.write(
            "[ca]\ndefault_ca=d\n[d]\ndatabase=%s/index\nserial=%s/serial\nnew_certs_dir=%s\n"
            "default_md=sha256\npolicy=p\nx509_extensions=x\n[p]\ncommonName=supplied\n"
            "[x]\nsubjectAltName=DNS:localhost\nbasicConstraints=CA:TRUE\n" % (folder, folder, folder))
    open(f"{folder}/index", "w").close()
    with open(f"{folder}/serial", "w") as file:
        file.write("01\n")
    run = lambda *words: subprocess.run(words, check=True, capture_output=True)
    run("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-subj", "/CN=localhost", "-keyout", f"{path}.key", "-out", f"{path}.csr")
    run("openssl", "ca", "-batch", "-selfsign", "-config", f"{folder}/ca.cnf", "-in", f"{path}.csr",
        "-keyfile", f"{path}.key", "-startdate", "20200101000000Z", "-enddate", "20200201000000Z",
        "-out", f"{path}.pem", "-notext")


def leaks(folder):
    """The files that a run left behind and that hold words of note or key."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if name in ("note.txt", "summary.txt", "vouch.yaml"):
                continue
            with open(path, "rb") as file:
                data = file.read()
            if KEY.encode() in data or CANARY.encode() in data:
                yield os.path.relpath(path, folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vouch")
    parser.add_argument("--short", action="store_true", help="each behaviour once")
    parser.add_argument("--only", help="behaviours with this in their name")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()

    cases = []
    for index, behaviour in enumerate([*OUTCOMES, *PLANTED]):
        forms = [(dialect, streams) for dialect in DIALECTS for streams in (True, False)]
        if arguments.short:
            forms = [forms[index % 6]]
        cases += [Case(behaviour, *form) for form in forms]
        if not arguments.short or index % 8 == 0:
            cases.append(Case(behaviour, *forms[0], judging=True))
    cases.append(Case("no-schema", "openai", True, outcome="schema-refused", more="    structure: schema\n"))
    cases[-1].name = "schema-only"

    folder = tempfile.mkdtemp(prefix="vouch-models-")
    failures = 0
    try:
        pairs = certificates(folder)
        for name in pairs:
            port = server.serve(0, *pairs[name])
            cases.append(Case(f"tls-{name}", "openai", True, f"https://localhost:{port}/ok",
                              "untrusted-certificate"))
        cases.append(Case("tls-trusted", "openai", True, f"https://localhost:{server.serve(0, *pairs['right'])}/ok",
                          None))
        if arguments.only:
            cases = [case for case in cases if arguments.only in case.name]
        waiting = Case("silent", "openai", False)
        waiting.name = "interrupted"
        world = World(arguments.vouch, folder, [*cases, waiting], server.serve())
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for case, (result, seconds) in zip(cases, pool.map(world.run, cases)):
                found = list(complaints(case, result, seconds))
                verified = subprocess.run(
                    [world.vouch, "audit", "verify", "--audit", f"{folder}/audit/{case.name}"],
                    capture_output=True, text=True)
                if verified.returncode:
                    found.append(f"the trail does not verify: {verified.stderr[-200:]}")
                failures += bool(found)
                if found or arguments.verbose:
                    print(f"{case.name} ({seconds:.1f} s): {'; '.join(found) or 'as expected'}")
        if not arguments.only:
            code, seconds, log = interrupted(world, waiting)
            print(f"interrupted: exit code {code} after {1000 * seconds:.0f} ms")
            if code != 130 or seconds > 2 or "cancelled" not in log and "interrupted" not in log:
                failures += 1
                print("  it must be 130, at once, with the end of the run in the trail")
        if not arguments.only:
            code = ended_with_core(world, waiting)
            print(f"ended: {signal.Signals(-code).name if code < 0 else code}")
            failures += code != -signal.SIGQUIT
        for path in leaks(folder):
            failures += 1
            print(f"{path} holds words of the note or the key")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(cases)} runs against the fault server, {failures} not as they should be")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
