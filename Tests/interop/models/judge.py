"""Asks the LiteLLM proxy, which is none of ours, in two dialects, streaming and not: judge.py VOUCH

Run by the Python of an environment that has litellm[proxy]; see `make interop-models`.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request

NOTE = """HPI: 58-year-old man with crushing chest pain. He denies fever.
ASSESSMENT: Acute inferior ST elevation myocardial infarction.
PLAN: To the catheterization laboratory at once.
"""
KEY = "sk-judge-0123"
# Model → what its runs may end in: None where the summary is the model's. The proxy's usage counts are
# inventions of its mock: a plain ten tokens, which is what a prompt that was cut would show.
EXPECTED = {
    "right": {None, "context-cut"}, "prose": {"reply-not-json", "context-cut"},
    "limited": {"rate-limited"}, "context": {"context-exceeded"},
    "broken": {"server-failed", "stream-failed"}, "absent": {"model-unknown", "request-refused"},
}


def main():
    vouch = os.path.abspath(sys.argv[1])
    here = os.path.dirname(os.path.abspath(__file__))
    root = os.path.abspath(os.path.join(here, "../../.."))
    port = 4311
    with tempfile.TemporaryDirectory(prefix="vouch-judge-") as folder:
        proxy = subprocess.Popen(
            [os.path.join(os.path.dirname(sys.executable), "litellm"), "--config",
             f"{here}/litellm.yaml", "--host", "127.0.0.1", "--port", str(port)],
            env=dict(os.environ, LITELLM_LOCAL_MODEL_COST_MAP="True"), cwd=folder,
            stdout=open(f"{folder}/log", "w"), stderr=subprocess.STDOUT)
        try:
            wait_for(port, proxy)
            failures = run_all(vouch, root, folder, port)
        finally:
            proxy.terminate()
            proxy.wait()
    sys.exit(1 if failures else 0)


def wait_for(port, proxy):
    for _ in range(240):
        if proxy.poll() is not None:
            raise SystemExit("the proxy did not start")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/liveliness", timeout=2)
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the proxy does not answer")


def run_all(vouch, root, folder, port):
    cases = [(model, dialect, streams) for model in EXPECTED for dialect in ("openai", "anthropic")
             for streams in (True, False)]
    with open(f"{folder}/vouch.yaml", "w") as file:
        file.write("schema: vouch/config/1\nmodels:\n")
        for model, dialect, streams in cases:
            path = "/v1" if dialect == "openai" else ""
            file.write(
                f"  - {{name: {model}.{dialect}.{streams}, dialect: {dialect}, model: {model},"
                f" url: 'http://127.0.0.1:{port}{path}', stream: {str(streams).lower()},"
                " key: {variable: JUDGE_KEY}, attempts: 2}\n")
    with open(f"{folder}/note.txt", "w") as file:
        file.write(NOTE)
    failures = 0
    for model, dialect, streams in cases + [("wrong key", "openai", True)]:
        name = f"{model}.{dialect}.{streams}" if model != "wrong key" else "right.openai.True"
        result = subprocess.run(
            [vouch, "summarize", "--engine", "remote", "--model", name, "--format", "json",
             "--audit", f"{folder}/audit", "note.txt"], cwd=folder, capture_output=True, text=True,
            env=dict(os.environ, JUDGE_KEY=KEY if model != "wrong key" else "sk-wrong",
                     VOUCH_POLICIES=f"{root}/Policies", VOUCH_PROMPTS=f"{root}/Prompts",
                     XDG_STATE_HOME=f"{folder}/state/{name}-{model}"))
        if result.returncode not in (0, 2):
            print(f"{name}: exit code {result.returncode}: {result.stderr[-300:]}")
            failures += 1
            continue
        outcome = json.loads(result.stdout)
        failure = outcome["remote"]["failure"]
        code = failure and failure["code"]
        expected = EXPECTED.get(model, {"key-refused"})
        is_right = code in expected and bool(outcome["escalations"])
        failures += not is_right
        print(f"{'as expected' if is_right else 'WRONG'}: {model}, {dialect}, "
              f"{'streaming' if streams else 'whole'}: {code or 'used'}, {outcome['decision']}")
    print(f"LiteLLM: {len(cases) + 1} runs, {failures} not as they should be")
    return failures


if __name__ == "__main__":
    main()
