"""Asks a server that speaks HTTP/2 over TLS and is none of ours (hypercorn, with its own h2), many things at once.

http2.py VOUCH: all requests must come over HTTP/2 and over one connection, whose certificate was verified.
Run by the Python of an environment that has hypercorn; see `make interop-models`.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile

import matrix
from hypercorn.asyncio import serve
from hypercorn.config import Config

NOTES = 48
REPLY = json.dumps({
    "model": "tiny-1",
    "choices": [{"message": {"content": json.dumps({"claims": [
        {"text": "Acute inferior ST elevation myocardial infarction.", "section": "assessment", "cites": [1]}]})},
        "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 2000, "completion_tokens": 9}}).encode()
SEEN = []


async def application(scope, receive, send):
    if scope["type"] != "http":
        return
    SEEN.append((scope["http_version"], tuple(scope["client"])))
    while (await receive()).get("more_body"):
        pass
    # So long that the requests of the others are under way at the same time.
    await asyncio.sleep(0.05)
    await send({"type": "http.response.start", "status": 200,
                "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": REPLY})


async def run(vouch, folder, name, certificates):
    root = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))
    SEEN.clear()
    environment = dict(os.environ, VOUCH_POLICIES=f"{root}/Policies", VOUCH_PROMPTS=f"{root}/Prompts",
                       XDG_STATE_HOME=f"{folder}/{name}")
    if certificates:
        environment["SSL_CERT_FILE"] = certificates
    process = await asyncio.create_subprocess_exec(
        vouch, "summarize", "--jsonl", "--no-audit", "notes.jsonl", cwd=folder, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    output, _ = await process.communicate()
    return [json.loads(line) for line in output.splitlines()]


async def main():
    vouch = os.path.abspath(sys.argv[1])
    failures = 0
    with tempfile.TemporaryDirectory(prefix="vouch-http2-") as folder:
        certificate, key = matrix.certificates(folder)["right"]
        config = Config()
        config.bind = ["127.0.0.1:0"]
        config.certfile, config.keyfile = certificate, key
        config.accesslog = config.errorlog = None
        config.loglevel = "CRITICAL"
        sockets = config.create_sockets()
        port = sockets.secure_sockets[0].getsockname()[1]
        config.create_sockets = lambda: sockets
        stop = asyncio.Event()
        server = asyncio.create_task(serve(application, config, shutdown_trigger=stop.wait))
        with open(f"{folder}/vouch.yaml", "w") as file:
            file.write("schema: vouch/config/1\nengine: remote\nmodels:\n  - {name: m, dialect: openai, model: tiny-1,"
                       f" url: 'https://localhost:{port}/v1', stream: false, attempts: 1, concurrency: 16}}\n")
        with open(f"{folder}/notes.jsonl", "w") as file:
            for number in range(NOTES):
                file.write(json.dumps({"id": str(number), "note": f"Note {number}. {matrix.NOTE}"}) + "\n")
        outcomes = await run(vouch, folder, "trusted", certificate)
        used = sum(outcome["remote"]["failure"] is None for outcome in outcomes)
        versions = {version for version, _ in SEEN}
        connections = {client for _, client in SEEN}
        print(f"HTTP/2: {len(SEEN)} requests by HTTP/{', '.join(sorted(versions))} over "
              f"{len(connections)} connection(s), {used} of {NOTES} replies used")
        # A summary that rules want mended is asked for again.
        if len(SEEN) < NOTES or versions != {"2"} or len(connections) != 1:
            failures += 1
            print("  WRONG: it must be HTTP/2 over one connection")
        outcomes = await run(vouch, folder, "untrusted", None)
        codes = {outcome["remote"]["failure"]["code"] for outcome in outcomes}
        print(f"HTTP/2, certificate not trusted: {', '.join(sorted(codes))}, {len(SEEN)} requests arrived")
        if not codes <= {"untrusted-certificate", "circuit-open"} or SEEN or len(outcomes) != NOTES:
            failures += 1
            print("  WRONG: nothing may be sent")
        stop.set()
        server.cancel()
        try:
            await server
        except asyncio.CancelledError:
            pass
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    asyncio.run(main())
