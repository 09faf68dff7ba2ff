"""Compares what becomes of summaries that a model sends with what `check` makes of the same summaries.

rates.py VOUCH DATA [COUNT]: a stand-in answers with the faithful summaries of DATA/bench_dev.jsonl, then with
each of their corrupted forms. Prints for both how many are shown: the two ways must agree, since a model is
trusted no more than anybody else.
"""

import hashlib
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading

ANSWERS = {}


class Stub(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        marks = re.findall(r"<note-([0-9a-f]{16})>", body)
        claims = [{"text": text, "section": "key_findings", "cites": [1]} for text in ANSWERS[marks[-1]]]
        answer = json.dumps({
            "model": "stub", "choices": [{"message": {"content": json.dumps({"claims": claims})},
                                          "finish_reason": "stop"}],
            "usage": {"prompt_tokens": len(body) // 4, "completion_tokens": 9}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


def sentences(text):
    return [part for part in re.split(r"(?<=[.!?;])\s+|\n+", text.strip()) if re.search("[A-Za-z]", part)]


def run(vouch, root, folder, arguments, lines):
    with open(f"{folder}/in.jsonl", "w") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
    result = subprocess.run(
        [vouch, *arguments, "--jsonl", "--no-audit", "in.jsonl"], cwd=folder, capture_output=True, text=True,
        env=dict(os.environ, VOUCH_POLICIES=f"{root}/Policies", VOUCH_PROMPTS=f"{root}/Prompts",
                 XDG_STATE_HOME=folder))
    return {line["id"]: line for line in map(json.loads, result.stdout.splitlines())}


def main():
    vouch, data = map(os.path.abspath, sys.argv[1:3])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    root = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
    read = lambda name: [json.loads(line) for line in open(f"{data}/{name}")]
    notes = {entry.get("note_id") or entry["id"]: entry.get("note") or entry["text"]
             for entry in read("bench_dev_notes.jsonl")}
    faithful, corrupted = [], []
    for entry in read("bench_dev.jsonl")[:count]:
        summary = entry["faithful_clinician"]
        if not summary or len(notes[entry["note_id"]]) > 40_000:
            continue
        faithful.append((entry["note_id"], notes[entry["note_id"]], summary))
        for number, error in enumerate(entry["errors"]):
            if error["base"] == "clinician" and error["old"] in summary:
                corrupted.append((f"{entry['note_id']}/{number}", notes[entry["note_id"]],
                                  summary.replace(error["old"], error["new"], 1)))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    differences = 0
    with tempfile.TemporaryDirectory(prefix="vouch-rates-") as folder:
        with open(f"{folder}/vouch.yaml", "w") as file:
            file.write("schema: vouch/config/1\nmodels:\n  - {name: stub, dialect: openai, model: stub, "
                       f"url: 'http://127.0.0.1:{server.server_port}/v1', stream: false, attempts: 1}}\n")
        for name, cases in [("faithful", faithful), ("corrupted", corrupted)]:
            shown = {"check": 0, "model": 0}
            # A note has one answer at a time.
            while cases:
                batch, rest, used = [], [], set()
                for case in cases:
                    (rest if case[1] in used else batch).append(case)
                    used.add(case[1])
                cases = rest
                for _, note, summary in batch:
                    mark = hashlib.sha256(note.encode()).hexdigest()[:16]
                    ANSWERS[mark] = list(dict.fromkeys(sentences(summary)))
                # The same sentences, one a line as a draft has them.
                lines = [{"id": case, "note": note, "summary": "Key findings:\n" + "\n".join(
                    "- " + text for text in dict.fromkeys(sentences(summary)))}
                    for case, note, summary in batch]
                checked = run(vouch, root, folder, ["check"], lines)
                written = run(vouch, root, folder, ["summarize", "--engine", "remote"], lines)
                for case, _, _ in batch:
                    by_check = checked[case].get("summary") is not None
                    model = written[case]
                    by_model = bool(model.get("remote", {}).get("used")) and model["summary"] is not None
                    shown["check"] += by_check
                    shown["model"] += by_model
                    if by_check != by_model:
                        differences += 1
                        rules = lambda outcome: sorted({finding["rule"] for finding in outcome["findings"]
                                                        if finding["disposition"] in ("hold", "block")})
                        print(f"  {case}: check {checked[case]['decision']} {rules(checked[case])}, "
                              f"model {model['decision']} {model.get('remote', {}).get('failure')}")
            total = len(faithful if name == "faithful" else corrupted)
            print(f"{name}: {shown['model']} of {total} shown by the model's way, {shown['check']} by check's")
    print(f"{differences} decided differently")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
