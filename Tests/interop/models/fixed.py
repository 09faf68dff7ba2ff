"""The least that can be a server of a language model: one settled answer after a settled time.

One thread serves all connections, so that what is measured against it is the client. fixed.py SECONDS
"""

import asyncio
import json
import sys

CLAIMS = {
    "claims": [
        {"text": "61-year-old woman with hypertension, type 2 diabetes and chronic kidney disease who was "
                 "woken at 4 a.m. by crushing chest pain with sweating and nausea.",
         "section": "presentation", "cites": [1]},
        {"text": "Inferior ST-elevation myocardial infarction.", "section": "assessment", "cites": [2]},
    ]
}
BODY = json.dumps({
    "model": "tiny-1",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": json.dumps(CLAIMS)},
                 "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 2000, "completion_tokens": 60},
}).encode()
ANSWER = (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY)) + BODY


async def serve(reader, writer, delay):
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = 0
            for line in head.lower().split(b"\r\n"):
                if line.startswith(b"content-length:"):
                    length = int(line[15:])
            await reader.readexactly(length)
            if delay:
                await asyncio.sleep(delay)
            writer.write(ANSWER)
            await writer.drain()
    except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
        writer.close()


async def main():
    delay = float(sys.argv[1]) if len(sys.argv) > 1 else 0
    server = await asyncio.start_server(
        lambda reader, writer: serve(reader, writer, delay), "127.0.0.1", 0, limit=1 << 24, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
