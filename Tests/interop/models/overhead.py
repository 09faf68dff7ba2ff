"""Prints what talking to a model costs.

First what one request takes through vouch (measured by vouch-bench) beside the same through libcurl alone,
one after the other, against a server that answers at once. Then how many notes a second are summarized
where 64 are asked for at once and the server takes 200 ms for each answer, and the most memory that vouch
had. A hundred rounds, so that the first and the last weigh little. overhead.py VOUCH BENCH [NOTES]
"""

import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time


def start_server(seconds):
    here = os.path.dirname(os.path.abspath(__file__))
    server = subprocess.Popen(
        [sys.executable, f"{here}/fixed.py", str(seconds)], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True)
    return server, server.stdout.readline().strip()


def by_libcurl_alone(port, count=1000, warm_up=50):
    """Median milliseconds of a request by curl_easy_perform on one handle."""
    library = ctypes.CDLL("libcurl.so.4")
    library.curl_easy_init.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(library.curl_easy_init())
    body = b"x" * 8000
    sink = ctypes.CFUNCTYPE(ctypes.c_size_t, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t,
                            ctypes.c_void_p)(lambda bytes, size, number, context: size * number)
    for option, value in [
        (10002, ctypes.c_char_p(f"http://127.0.0.1:{port}/v1".encode())),
        (10015, ctypes.c_char_p(body)), (60, ctypes.c_long(len(body))), (20011, sink)]:
        library.curl_easy_setopt(handle, option, value)
    times = []
    for _ in range(warm_up + count):
        start = time.perf_counter()
        if library.curl_easy_perform(handle):
            raise SystemExit("libcurl failed")
        times.append(1000 * (time.perf_counter() - start))
    return sorted(times[warm_up:])[count // 2]


def main():
    vouch, bench = map(os.path.abspath, sys.argv[1:3])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 6400
    server, port = start_server(0)
    print(f"a request by libcurl alone, median  {by_libcurl_alone(port):.2f} ms", flush=True)
    subprocess.run([bench, "--models", port], check=True)
    server.stdin.close()
    server.wait()
    here = os.path.dirname(os.path.abspath(__file__))
    root = os.path.abspath(os.path.join(here, "../../.."))
    note = open(f"{root}/Corpus/cardiology-chest-pain.txt").read()
    with tempfile.TemporaryDirectory(prefix="vouch-overhead-") as folder:
        server, port = start_server(0.2)
        with open(f"{folder}/vouch.yaml", "w") as file:
            file.write(
                "schema: vouch/config/1\nengine: remote\nmodels:\n"
                f"  - {{name: m, dialect: openai, url: 'http://127.0.0.1:{port}/v1', model: tiny-1,"
                " stream: false, concurrency: 64}\n")
        with open(f"{folder}/notes.jsonl", "w") as file:
            for number in range(count):
                file.write(json.dumps({"id": str(number), "note": note}) + "\n")
        environment = dict(
            os.environ, VOUCH_POLICIES=f"{root}/Policies", VOUCH_PROMPTS=f"{root}/Prompts",
            XDG_STATE_HOME=folder)
        start = time.monotonic()
        run = subprocess.Popen(
            [vouch, "summarize", "--jsonl", "notes.jsonl", "--output", "out.jsonl"], cwd=folder,
            env=environment, stderr=subprocess.PIPE, text=True)
        messages = run.stderr.read()
        _, _, usage = os.wait4(run.pid, 0)
        seconds = time.monotonic() - start
        server.stdin.close()
        server.wait()
        used = sum(json.loads(line)["remote"]["used"] for line in open(f"{folder}/out.jsonl"))
    print(f"{count} notes in {seconds:.1f} s: {count / seconds:.0f} a second, {used} by the model, "
          f"{usage.ru_maxrss / 1024:.0f} MB, {usage.ru_utime + usage.ru_stime:.1f} s of processor")
    print(messages.strip())


if __name__ == "__main__":
    main()
