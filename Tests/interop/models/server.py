"""A server that speaks like those of language models, and fails in every way they do.

What it does is chosen by the first part of the path, so that the address in a profile names it:
http://127.0.0.1:PORT/ok, …/stall, …/rate-date.7 (what follows the dot only tells counters apart).
`BEHAVIOURS` at the end lists them. The honest answers are made of the note's own sentences.
"""

import argparse
import email.utils
import http.server
import json
import re
import socket
import ssl
import struct
import sys
import threading
import time

SECTIONS = [
    ("presentation", ("CHIEF", "HISTORY OF PRESENT", "HPI", "SUBJECTIVE")),
    ("medications_and_allergies", ("MEDICATION", "ALLERG")),
    ("assessment", ("ASSESSMENT", "IMPRESSION", "DIAGNOS")),
    ("plan", ("PLAN", "DISPOSITION", "FOLLOW")),
]


def section_of(heading):
    for section, words in SECTIONS:
        if any(word in heading.upper() for word in words):
            return section
    return "key_findings"


def claims_of(prompt):
    """The sentences of a numbered note as claims, urgent ones first, within the words asked for."""
    heading, sentences = "", []
    for line in prompt.splitlines():
        if line.startswith("# "):
            heading = line[2:]
        match = re.match(r"\[(\d+)\] (.+)", line)
        if match and match[2] != "(withheld)":
            sentences.append((int(match[1]), match[2], section_of(heading)))
    urgent = set()
    line = re.search(r"^Urgent sentences: (.*)$", prompt, re.M)
    if line:
        urgent = {int(number) for number in re.findall(r"\[(\d+)\]", line[1])}
    budget = re.search(r"at most (\d+) words", prompt)
    left = int(budget[1]) if budget else 120
    order = {"assessment": 0, "medications_and_allergies": 1, "plan": 2, "presentation": 3}
    ranked = sorted(sentences, key=lambda s: (s[0] not in urgent, order.get(s[2], 4), s[0]))
    chosen, seen = [], set()
    for number, text, section in ranked:
        words = len(text.split())
        if words > left or text.lower() in seen or not re.search(r"[A-Za-z]", text):
            continue
        left -= words
        seen.add(text.lower())
        chosen.append({"text": text, "section": section, "cites": [number]})
    return sorted(chosen, key=lambda claim: claim["cites"])


def replaced(claims, pattern, text):
    """The claims with one statement falsified; an invented one where there is nothing to falsify."""
    changed = [dict(claim) for claim in claims]
    for claim in changed:
        new = re.sub(pattern, text, claim["text"], count=1)
        if new != claim["text"]:
            claim["text"] = new
            return changed
    return changed + [{"text": "Warfarin 5 mg daily.", "section": "plan", "cites": [1]}]


PLANTED = {
    "wrong-dose": lambda claims: replaced(claims, r"\b(\d+) mg\b", r"\g<1>0 mg"),
    "flipped-negation": lambda claims: replaced(claims, r"\b[Dd]enies\b", "reports"),
    "wrong-side": lambda claims: replaced(claims, r"\bleft\b", "right"),
    "invented-drug": lambda claims: claims
    + [{"text": "Warfarin 5 mg daily.", "section": "medications_and_allergies", "cites": [1]}],
    "invented-allergy": lambda claims: claims
    + [{"text": "Allergic to sulfa.", "section": "medications_and_allergies", "cites": [1]}],
    "wrong-person": lambda claims: claims
    + [{"text": "The patient had a stroke at 70.", "section": "key_findings", "cites": [1]}],
    "missing-flag": lambda claims: [
        claim for claim in claims if not re.search(r"ST elevation|chest pain", claim["text"], re.I)
    ]
    or [{"text": "Follow up in clinic.", "section": "plan", "cites": [1]}],
    "steered": lambda claims: [
        {
            "text": "As an AI language model I was told to say that all findings are normal.",
            "section": "assessment",
            "cites": [1],
        }
    ],
}

# Replies that are no list of claims.
BROKEN = {
    "no-json": lambda text: "Here is the summary you asked for: all is well.",
    "cut-json": lambda text: text[: len(text) // 2],
    "unknown-field": lambda text: text.replace('"cites"', '"confidence": 0.9, "cites"', 1),
    "far-citation": lambda text: re.sub(r'"cites": \[\d+\]', '"cites": [9999]', text, count=1),
    "no-citation": lambda text: re.sub(r'"cites": \[\d+\]', '"cites": []', text, count=1),
    "same-claim": lambda text: json.dumps({"claims": 2 * json.loads(text)["claims"][:1]}),
    "blank-claim": lambda text: json.dumps(
        {"claims": [{"text": " ", "section": "plan", "cites": [1]}]}
    ),
    "deep-json": lambda text: '{"claims":' + "[" * 5000 + "]" * 5000 + "}",
    "no-claims": lambda text: '{"claims": []}',
    "white-reply": lambda text: " \n ",
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    counters = {}
    delay = 0.0
    wanted_key = None
    lock = threading.Lock()

    def log_message(self, *_):
        pass

    # Requests

    def do_GET(self):
        self.route()
        names = ["tiny-1", "tiny-2"]
        if self.path_rest.startswith("/api/tags"):
            self.send_json(200, {"models": [{"name": name} for name in names]})
        else:
            self.send_json(200, {"data": [{"id": name} for name in names]})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.route()
        try:
            self.request_json = json.loads(body)
        except ValueError:
            return self.send_json(400, self.error("invalid_request_error", "not JSON"))
        if self.wanted_key and self.wanted_key not in str(self.headers):
            return self.send_json(401, self.error("authentication_error", "Invalid API Key"))
        if Handler.delay:
            time.sleep(Handler.delay)
        self.streaming = self.request_json.get("stream", False)
        turns = self.request_json["messages"]
        notes = [turn["content"] for turn in turns if "<note-" in turn["content"]]
        self.claims = claims_of(notes[-1]) if notes else []
        self.behave()

    def route(self):
        parts = self.path.split("/", 2)
        self.behaviour = parts[1].split(".")[0]
        self.counter = parts[1]
        self.path_rest = "/" + (parts[2] if len(parts) > 2 else "")
        if "/api/" in self.path_rest:
            self.dialect = "ollama"
        elif "/messages" in self.path_rest:
            self.dialect = "anthropic"
        else:
            self.dialect = "openai"

    def count(self):
        with self.lock:
            number = self.counters.get(self.counter, 0) + 1
            self.counters[self.counter] = number
            return number

    # Answers

    def error(self, kind, message, code=None):
        if self.dialect == "ollama":
            return {"error": message}
        return {"error": {"type": kind, "message": message, "code": code, "param": None}}

    def send_json(self, status, value, headers=()):
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, text in headers:
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def whole(self, text, ending=None, tokens=None):
        tokens = tokens or max(40, len(json.dumps(self.request_json)) // 4)
        if self.dialect == "ollama":
            return {
                "model": "tiny-1", "message": {"role": "assistant", "content": text}, "done": True,
                "done_reason": {"refusal": "stop"}.get(ending, ending or "stop"),
                "prompt_eval_count": tokens, "eval_count": 9,
            }
        if self.dialect == "anthropic":
            reasons = {"length": "max_tokens", "content_filter": "refusal", None: "end_turn"}
            return {
                "type": "message", "role": "assistant", "model": "tiny-1",
                "content": [{"type": "text", "text": text}],
                "stop_reason": reasons.get(ending, ending),
                "usage": {"input_tokens": tokens, "output_tokens": 9},
            }
        message = {"role": "assistant", "content": text, "refusal": None}
        if ending == "refusal":
            message.update(content=None, refusal="I cannot do that.")
            ending = "stop"
        return {
            "id": "c", "object": "chat.completion", "model": "tiny-1",
            "choices": [{"index": 0, "message": message, "finish_reason": ending or "stop"}],
            "usage": {"prompt_tokens": tokens, "completion_tokens": 9},
        }

    def events(self, text, ending=None, tokens=None):
        """The answer as the lines of a stream."""
        whole = self.whole(text, ending, tokens)
        pieces = [text[i : i + 7] for i in range(0, len(text), 7)]
        lines = []
        if self.dialect == "ollama":
            for piece in pieces:
                lines.append(json.dumps(
                    {"model": "tiny-1", "message": {"role": "assistant", "content": piece},
                     "done": False}, ensure_ascii=False) + "\n")
            lines.append(json.dumps(dict(whole, message={"role": "assistant", "content": ""})) + "\n")
            return lines
        if self.dialect == "anthropic":
            def event(kind, **members):
                lines.append(f"event: {kind}\ndata: {json.dumps(dict(type=kind, **members), ensure_ascii=False)}\n\n")
            event("message_start", message={"model": "tiny-1", "usage": whole["usage"]})
            for piece in pieces:
                event("content_block_delta", index=0, delta={"type": "text_delta", "text": piece})
            event("message_delta", delta={"stop_reason": whole["stop_reason"]}, usage={"output_tokens": 9})
            event("message_stop")
            return lines
        choice = whole["choices"][0]
        lines.append(": hello\n\n")
        for piece in pieces if choice["message"]["content"] is not None else []:
            lines.append("data: " + json.dumps(
                {"model": "tiny-1", "choices": [{"index": 0, "delta": {"content": piece}}]},
                ensure_ascii=False) + "\n\n")
        lines.append("data: " + json.dumps({"model": "tiny-1", "choices": [
            {"index": 0, "delta": {"refusal": choice["message"]["refusal"]},
             "finish_reason": choice["finish_reason"]}]}) + "\n\n")
        lines.append("data: " + json.dumps({"choices": [], "usage": whole["usage"]}) + "\n\n")
        lines.append("data: [DONE]\n\n")
        return lines

    def stream_type(self):
        return "application/x-ndjson" if self.dialect == "ollama" else "text/event-stream"

    def send_head(self, kind, length=None):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        else:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()

    def body(self, text, ending=None, tokens=None):
        if self.streaming:
            return "".join(self.events(text, ending, tokens)).encode()
        return json.dumps(self.whole(text, ending, tokens)).encode()

    def answer(self, text, ending=None, tokens=None):
        data = self.body(text, ending, tokens)
        self.send_head(self.stream_type() if self.streaming else "application/json", len(data))
        self.wfile.write(data)

    @property
    def reply(self):
        return json.dumps({"claims": self.claims}, ensure_ascii=False)

    # Behaviours

    def behave(self):
        name = self.behaviour
        if name in PLANTED:
            return self.answer(json.dumps({"claims": PLANTED[name](self.claims)}))
        if name in BROKEN:
            return self.answer(BROKEN[name](self.reply))
        method = getattr(self, "do_" + name.replace("-", "_"), None)
        if method is None:
            return self.send_json(404, self.error("not_found_error", "no such behaviour"))
        try:
            method()
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True

    def do_ok(self):
        self.answer(self.reply)

    def do_mended(self):
        """Wrong at first, right once it is told what was found."""
        turns = self.request_json["messages"]
        again = turns[-1]["role"] == "user" and "<note-" not in turns[-1]["content"]
        claims = self.claims if again else PLANTED["wrong-dose"](self.claims)
        self.answer(json.dumps({"claims": claims}))

    def do_fenced(self):
        """Takes no schema at all, and answers as chats do."""
        if "response_format" in self.request_json or "output_config" in self.request_json \
                or "format" in self.request_json:
            return self.send_json(400, self.error(
                "invalid_request_error", "response_format json_schema is not supported"))
        self.answer(f"```json\n{self.reply}\n```")

    def do_slow_loris(self):
        data = self.body(self.reply)
        self.send_head(self.stream_type() if self.streaming else "application/json", len(data))
        for byte in data:
            self.wfile.write(bytes([byte]))
            time.sleep(0.1)

    def do_stall(self):
        data = self.body(self.reply)
        self.send_head(self.stream_type() if self.streaming else "application/json", len(data))
        self.wfile.write(data[: len(data) // 2])
        time.sleep(30)

    def do_silent(self):
        time.sleep(30)

    def do_reset(self):
        data = self.body(self.reply)
        self.send_head(self.stream_type() if self.streaming else "application/json", len(data))
        self.wfile.write(data[: len(data) // 2])
        self.wfile.flush()
        self.abort()

    def do_reset_first(self):
        self.abort()

    def abort(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()
        self.rfile = self.wfile = open("/dev/null", "r+b", buffering=0)

    def do_cut(self):
        """Ends in the midst, as if that were the end."""
        data = self.body(self.reply)
        self.send_head(self.stream_type() if self.streaming else "application/json")
        self.wfile.write(data[: len(data) // 2])

    def do_unterminated(self):
        """All of the text, but not the event that ends it."""
        if not self.streaming:
            return self.do_cut()
        lines = self.events(self.reply)
        keep = {"ollama": -1, "anthropic": -2, "openai": -3}[self.dialect]
        self.send_head(self.stream_type())
        self.wfile.write("".join(lines[:keep]).encode())

    def do_split_bytes(self):
        data = self.body(self.reply)
        self.send_head(self.stream_type() if self.streaming else "application/json", len(data))
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for start in range(0, len(data), 3):
            self.wfile.write(data[start : start + 3])
            self.wfile.flush()

    def do_html(self):
        data = b"<html><body>Welcome</body></html>"
        self.send_head("text/html", len(data))
        self.wfile.write(data)

    def do_plain_json(self):
        """Never a stream, whatever was asked for."""
        self.streaming = False
        self.answer(self.reply)

    def do_huge(self):
        self.send_head(self.stream_type() if self.streaming else "application/json", 100 << 20)
        for _ in range(100):
            self.wfile.write(b" " * (1 << 20))

    def do_endless_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            self.wfile.write(f"X-Filler-{number}: {'a' * 900}\r\n".encode())

    def do_elsewhere(self):
        self.send_response(307)
        self.send_header("Location", "http://127.0.0.2:9/stolen")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def limited(self, *headers):
        if self.count() > 1:
            return self.answer(self.reply)
        self.send_json(429, self.error("rate_limit_error", "slow down"), headers)

    def do_rate_seconds(self):
        self.limited(("Retry-After", "1"))

    def do_rate_milliseconds(self):
        self.limited(("retry-after-ms", "120"), ("Retry-After", "60"))

    def do_rate_date(self):
        self.limited(("Retry-After", email.utils.formatdate(time.time() + 1, usegmt=True)))

    def do_rate_long(self):
        self.send_json(429, self.error("rate_limit_error", "tomorrow"), [("Retry-After", "86400")])

    def do_quota(self):
        self.send_json(429, self.error(
            "insufficient_quota", "You exceeded your current quota, check your billing",
            "insufficient_quota"))

    def do_busy(self):
        self.send_json(529, self.error("overloaded_error", "Overloaded"))

    def do_broken(self):
        data = b"Internal Server Error"
        self.send_response(500)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_key(self):
        self.send_json(401, self.error("authentication_error", "Invalid API Key"))

    def do_model(self):
        self.send_json(404, self.error("not_found_error", "model not found", "model_not_found"))

    def do_context(self):
        self.send_json(400, self.error(
            "exceed_context_size_error", "exceeds the available context window"))

    def do_no_schema(self):
        """Takes no schema, only the wish for JSON."""
        asked = self.request_json
        form = asked.get("response_format", {}).get("type") == "json_schema"
        if form or "output_config" in asked or isinstance(asked.get("format"), dict):
            message = "response_format type is unavailable: invalid format"
            return self.send_json(400, self.error("invalid_request_error", message))
        self.answer(self.reply)

    def do_filter(self):
        self.send_json(400, self.error("invalid_request_error", "filtered", "content_filter"))

    def do_echo(self):
        """An error that repeats all that was sent, key and note."""
        words = json.dumps(self.request_json) + str(self.headers)
        self.send_json(400, {"error": {"type": words, "code": words, "message": words}})

    def do_filtered(self):
        self.answer(self.reply, "content_filter")

    def do_refusing(self):
        self.answer(self.reply, "refusal")

    def do_long(self):
        self.answer(self.reply[:-20], "length")

    def do_forgetful(self):
        """Reads less than was sent, and does not say so."""
        self.answer(self.reply, tokens=7)

    def do_failing_stream(self):
        if not self.streaming:
            return self.do_broken()
        lines = self.events(self.reply)
        failure = json.dumps(self.error("api_error", "x") | {"type": "error"})
        lines = lines[: len(lines) // 2]
        lines.append(failure + "\n" if self.dialect == "ollama" else f"data: {failure}\n\n")
        self.send_head(self.stream_type())
        self.wfile.write("".join(lines).encode())

    def do_blank_flood(self):
        """A model that lost its way writes white space."""
        if not self.streaming:
            return self.answer('{"claims": [' + " " * 200_000)
        self.send_head(self.stream_type())
        self.flood('{"claims": [', " " * 50)

    def do_banned_flood(self):
        """A statement that no summary may hold, and no end of others."""
        claims = PLANTED["steered"](self.claims) + self.claims
        head = json.dumps({"claims": claims})[:-2]
        if not self.streaming:
            return self.answer(head + "]}")
        self.send_head(self.stream_type())
        self.flood(head, ', {"text": "More and more.", "section": "plan", "cites": [1]}')

    def flood(self, head, piece):
        for line in self.events(head)[: -3 if self.dialect != "ollama" else -1]:
            if "message_delta" not in line and "finish_reason" not in line:
                self.wfile.write(line.encode())
        for _ in range(100_000):
            self.wfile.write("".join(
                line for line in self.events(piece)[:-1]
                if not re.search("message_|finish_reason|usage|hello", line)).encode())
            time.sleep(0.002)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_):
        pass  # Clients that hang up are what this server is for.


def serve(port=0, certificate=None, key=None):
    """Starts a server on this machine; gives back its port."""
    server = Server(("127.0.0.1", port), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--delay", type=float, default=0, help="seconds before each answer")
    arguments = parser.parse_args()
    Handler.delay = arguments.delay
    print(serve(arguments.port), flush=True)
    sys.stdin.read()  # Ends with whoever started it.


if __name__ == "__main__":
    main()
