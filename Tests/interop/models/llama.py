"""Asks llama.cpp's own server, with a model of random weights, in two dialects, streaming and not.

llama.py VOUCH DIRECTORY: DIRECTORY is what llama.sh made. A model that knows nothing writes nothing true, so
what is looked at is how each run ends: that what the server's schema forces out of it has the form that was
asked for, and that every way of failing is named, with the note's escalation in all of them.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

NOTE = """HPI: 58-year-old man with crushing chest pain. He denies fever.
ASSESSMENT: Acute inferior ST elevation myocardial infarction.
PLAN: To the catheterization laboratory at once.
"""
KEY = "sk-local-0123"
# A reply under the schema is a list of claims in its form; what they say is chance.
FORMED = {
    None, "rejected", "reply-no-claims", "reply-empty-claim", "reply-no-citation", "reply-repeated-claim",
    "reply-citation-out-of-range", "reply-repeated-citation", "reply-too-many-citations", "reply-long-claim",
    "reply-too-many-claims",
}
# Which answers come is chance; with several seeds, some of them are in order. Messages take no seed.
SEEDS = {"openai": range(10), "anthropic": [7]}
POLICY = """schema: vouch/policy/1
bundle: {id: judging, revision: 1, owner: interop}
disclaimers: [{id: mock, version: 1, audiences: [clinician, patient], text: For learning only.}]
rules:
  - id: judge.support
    title: A language model does not find this in the note
    kind: model_judge
    mode: enforce
    severity: major
    params: {model: MODEL, budget: 8000, timeLimit: 30s}
    then: {disposition: hold}
    onError: annotate
"""


class Server:
    """llama-server on a port of its own; it can be killed and started again."""

    def __init__(self, directory, folder):
        self.directory, self.folder = directory, folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [f"{self.directory}/llama-server", "-m", f"{self.directory}/tiny.gguf", "--host", "127.0.0.1",
             "--port", str(self.port), "-c", "8192", "-np", "1", "-t", "1", "--api-key", KEY, "--alias", "tiny"],
            stdout=open(f"{self.folder}/log", "a"), stderr=subprocess.STDOUT)
        for _ in range(240):
            if self.process.poll() is not None:
                raise SystemExit("llama-server did not start")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2)
                return
            except OSError:
                time.sleep(0.25)
        raise SystemExit("llama-server does not answer")

    def kill_in_reply(self):
        """Kills it soon after its log tells that it works on a request."""
        begun = os.path.getsize(f"{self.folder}/log")
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with open(f"{self.folder}/log") as file:
                file.seek(begun)
                if "processing task" in file.read():
                    break
            time.sleep(0.02)
        time.sleep(0.3)
        self.kill()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def profile(name, dialect, streams, port, more=""):
    path = "/v1" if dialect == "openai" else ""
    return (f"  - {{name: {name}, dialect: {dialect}, model: tiny, url: 'http://127.0.0.1:{port}{path}',"
            f" stream: {str(streams).lower()}, key: {{variable: LLAMA_KEY}}, temperature: 1, attempts: 1{more}}}\n")


class World:
    def __init__(self, vouch, folder, server):
        self.vouch, self.folder, self.server = vouch, folder, server
        self.root = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))
        self.runs = self.failures = 0

    def run(self, words, name, key=KEY, policies=None):
        return subprocess.run(
            [self.vouch, *words, "--audit", f"{self.folder}/audit"], cwd=self.folder, capture_output=True,
            text=True, timeout=120,
            env=dict(os.environ, LLAMA_KEY=key, VOUCH_POLICIES=policies or f"{self.root}/Policies",
                     VOUCH_PROMPTS=f"{self.root}/Prompts", XDG_STATE_HOME=f"{self.folder}/state/{name}"))

    def expect(self, label, result, expected, escalates=True):
        """The outcome as JSON; counts and says what is not as it should be."""
        self.runs += 1
        if result.returncode not in (0, 2):
            self.failures += 1
            print(f"WRONG: {label}: exit code {result.returncode}: {result.stderr[-300:]}")
            return None
        outcome = json.loads(result.stdout)
        failure = outcome.get("remote", {}).get("failure")
        code = failure and failure["code"]
        is_right = code in expected and (bool(outcome["escalations"]) or not escalates)
        self.failures += not is_right
        print(f"{'as expected' if is_right else 'WRONG'}: {label}: {code or 'used'}, {outcome['decision']}")
        return outcome


def main():
    vouch, directory = map(os.path.abspath, sys.argv[1:3])
    with tempfile.TemporaryDirectory(prefix="vouch-llama-") as folder:
        server = Server(directory, folder)
        server.start()
        try:
            world = World(vouch, folder, server)
            run_all(world)
        finally:
            server.kill()
        verified = subprocess.run([vouch, "audit", "verify", "--audit", f"{folder}/audit"],
                                  capture_output=True, text=True)
        if verified.returncode:
            world.failures += 1
            print(f"the trail does not verify: {verified.stderr}")
    print(f"llama.cpp: {world.runs} runs, {world.failures} not as they should be")
    sys.exit(1 if world.failures else 0)


def run_all(world):
    folder, port = world.folder, world.server.port
    forms = [(dialect, streams) for dialect in ("openai", "anthropic") for streams in (True, False)]
    with open(f"{folder}/vouch.yaml", "w") as file:
        file.write("schema: vouch/config/1\nengine: remote\nmodels:\n")
        for dialect, streams in forms:
            name = f"{dialect}.{streams}"
            file.write(profile(name, dialect, streams, port, ", outputTokens: 3000"))
            file.write(profile(f"short.{name}", dialect, streams, port, ", outputTokens: 16"))
            file.write(profile(f"text.{name}", dialect, streams, port, ", outputTokens: 5000, structure: text"))
            for seed in SEEDS[dialect]:
                file.write(profile(f"{name}.{seed}", dialect, streams, port, f", seed: {seed}"))
    for name, text in [("note.txt", NOTE), ("long.txt", NOTE + "He slept badly again last night. " * 1500)]:
        with open(f"{folder}/{name}", "w") as file:
            file.write(text)

    def summarize(model, note="note.txt", key=KEY):
        return world.run(["summarize", "--model", model, "--format", "json", note], model, key)

    for dialect, streams in forms:
        form = f"{dialect}, {'streaming' if streams else 'whole'}"
        name = f"{dialect}.{streams}"
        # Its Messages do not hold to a schema; of chat completions the form must be right.
        formed = FORMED if dialect == "openai" else FORMED | {"output-truncated", "reply-not-json"}
        world.expect(f"schema, {form}", summarize(name), formed)
        world.expect(f"cut off, {form}", summarize(f"short.{name}"), {"output-truncated"})
        world.expect(f"too long a note, {form}", summarize(name, "long.txt"), {"context-exceeded"})
        world.expect(f"wrong key, {form}", summarize(name, key="sk-wrong"), {"key-refused"})
    for dialect, streams in forms:
        killer = threading.Thread(target=world.server.kill_in_reply)
        killer.start()
        result = summarize(f"text.{dialect}.{streams}")
        killer.join()
        world.expect(f"killed, {dialect}, {'streaming' if streams else 'whole'}", result,
                     {"connection-lost", "stream-truncated"})
        world.server.start()

    judge(world, forms)
    listed = world.run(["doctor"], "doctor")
    world.runs += 1
    if "openai.True: openai at 127.0.0.1" not in listed.stdout:
        world.failures += 1
        print(f"WRONG: doctor does not reach the server:\n{listed.stdout}")


def judge(world, forms):
    """The same model as a judge: a statement that it does not find in the note is held, and silence counts as the
    rule's onError. Of chance answers under a schema some are in order."""
    opinions = 0
    for dialect, streams in forms:
        allowed = {"reply-missing-statement", "reply-unknown-statement", "reply-repeated-statement", None}
        if dialect == "anthropic":
            allowed |= {"output-truncated", "reply-not-json"}
        for seed in SEEDS[dialect]:
            policies = f"{world.folder}/policies-{dialect}-{streams}-{seed}"
            os.mkdir(policies)
            with open(f"{policies}/bundle.yaml", "w") as file:
                file.write(POLICY.replace("MODEL", f"{dialect}.{streams}.{seed}"))
            with open(f"{world.folder}/summary.txt", "w") as file:
                file.write("He has had an inferior infarction. He denies fever.")
            result = world.run(["check", "--note", "note.txt", "--summary", "summary.txt", "--format", "json"],
                               "judge", policies=policies)
            label = f"judging, {dialect}, {'streaming' if streams else 'whole'}"
            outcome = world.expect(label, result, {None}, escalates=False)
            if outcome is None:
                continue
            judged = outcome["judges"][0]
            should = "annotated" if judged["failure"] else "held" if judged["unsupported"] else "released"
            opinions += judged["failure"] is None
            is_right = (judged["statements"] == 1 and outcome["decision"] == should
                        and judged["failure"] in allowed)
            world.failures += not is_right
            said = judged["failure"] or f"{judged['unsupported']} of 1 not supported"
            print(f"  {'' if is_right else 'WRONG: '}the judge: {said}")
    if not opinions:
        world.failures += 1
        print("WRONG: not one opinion in order under a schema")


if __name__ == "__main__":
    main()
