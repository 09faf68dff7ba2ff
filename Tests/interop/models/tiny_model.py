"""Writes a language model of random weights for llama.cpp's server: tiny_model.py FILE

It knows nothing; that is enough to see what a real server makes of requests. Its words are those of the
prompts in Prompts/, so that a prompt has about as many tokens as with a real model, and every byte. Quotation
marks and closing brackets are likelier than other tokens, so that what a schema forces out of it comes to an
end. The form is GGUF 3 (ggml, docs/gguf.md), written by hand: no package is needed.
"""

import glob
import os
import random
import re
import struct
import sys

WIDTH, HEADS, LAYERS, INNER, CONTEXT = 64, 4, 2, 128, 32_768
# By how much a token's logit is above others', in nats.
LIKELY = {'"': 6.5, "{": 8.5, "]": 7.0, "}": 7.0, ",": 5.5, "1": 4.0, "2": 2.0}
NORMAL, UNKNOWN, CONTROL, BYTE = 1, 2, 3, 6


def vocabulary():
    """Tokens with their types: special ones, bytes, characters, and the prefixes of words, which the
    tokenizer (SentencePiece's, by merging pairs) needs to get to the words."""
    tokens = [("<unk>", UNKNOWN), ("<s>", CONTROL), ("</s>", CONTROL)]
    tokens += [(f"<0x{byte:02X}>", BYTE) for byte in range(256)]
    pieces = ["\u2581"] + [chr(code) for code in range(33, 127)]
    seen = set(pieces)
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../..")
    for path in sorted(glob.glob(f"{root}/Prompts/*.yaml")):
        with open(path) as file:
            for word in re.findall(r"[A-Za-z]+", file.read()):
                for length in range(1, min(len(word), 12) + 1):
                    piece = "\u2581" + word[:length]
                    if piece not in seen:
                        seen.add(piece)
                        pieces.append(piece)
    return tokens + [(piece, NORMAL) for piece in pieces]


def text(value):
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def number(value):
    return struct.pack("<II", 4, value)


def array(kind, form, values):
    return struct.pack("<IIQ", 9, kind, len(values)) + b"".join(
        text(value) if form is None else struct.pack(form, value) for value in values)


def main():
    tokens = vocabulary()
    template = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant: "
    string = lambda value: struct.pack("<I", 8) + text(value)
    fields = {
        "general.architecture": string("llama"),
        "general.name": string("tiny-random"),
        "general.file_type": number(0),
        "llama.context_length": number(CONTEXT),
        "llama.embedding_length": number(WIDTH),
        "llama.block_count": number(LAYERS),
        "llama.feed_forward_length": number(INNER),
        "llama.attention.head_count": number(HEADS),
        "llama.attention.head_count_kv": number(HEADS),
        "llama.attention.layer_norm_rms_epsilon": struct.pack("<If", 6, 1e-5),
        "llama.rope.dimension_count": number(WIDTH // HEADS),
        "llama.vocab_size": number(len(tokens)),
        "tokenizer.ggml.model": string("llama"),
        "tokenizer.ggml.tokens": array(8, None, [token for token, _ in tokens]),
        # Longer pieces first; among equals the earlier one.
        "tokenizer.ggml.scores": array(6, "<f", [len(token) - index / 1e5 if kind == NORMAL else 0.0
                                                 for index, (token, kind) in enumerate(tokens)]),
        "tokenizer.ggml.token_type": array(5, "<i", [kind for _, kind in tokens]),
        "tokenizer.ggml.unknown_token_id": number(0),
        "tokenizer.ggml.bos_token_id": number(1),
        "tokenizer.ggml.eos_token_id": number(2),
        "tokenizer.ggml.add_bos_token": struct.pack("<I?", 7, True),
        "tokenizer.chat_template": string(template),
    }
    chance = random.Random(7)
    draw = lambda count, width: [chance.gauss(0, width) for _ in range(count)]
    ones = [1.0] * WIDTH
    # The first dimension is the same in all tokens; by it the output's own weights are a constant.
    embeddings, outputs = [], []
    for token, _ in tokens:
        embeddings += [1.0] + draw(WIDTH - 1, 0.05)
        outputs += [LIKELY.get(token, 0.0) / 7] + draw(WIDTH - 1, 0.1)
    tensors = [("token_embd.weight", [WIDTH, len(tokens)], embeddings),
               ("output.weight", [WIDTH, len(tokens)], outputs), ("output_norm.weight", [WIDTH], ones)]
    for layer in range(LAYERS):
        for name, shape in [("attn_q", [WIDTH, WIDTH]), ("attn_k", [WIDTH, WIDTH]), ("attn_v", [WIDTH, WIDTH]),
                            ("attn_output", [WIDTH, WIDTH]), ("ffn_gate", [WIDTH, INNER]),
                            ("ffn_up", [WIDTH, INNER]), ("ffn_down", [INNER, WIDTH])]:
            tensors.append((f"blk.{layer}.{name}.weight", shape, draw(shape[0] * shape[1], 0.02)))
        for name in ("attn_norm", "ffn_norm"):
            tensors.append((f"blk.{layer}.{name}.weight", [WIDTH], ones))

    with open(sys.argv[1], "wb") as file:
        file.write(struct.pack("<4sIQQ", b"GGUF", 3, len(tensors), len(fields)))
        for name, value in fields.items():
            file.write(text(name) + value)
        offset = 0
        for name, shape, values in tensors:
            file.write(text(name) + struct.pack("<I", len(shape)) + struct.pack(f"<{len(shape)}Q", *shape)
                       + struct.pack("<IQ", 0, offset))
            offset += (4 * len(values) + 31) // 32 * 32
        for _, _, values in tensors:
            file.write(bytes(-file.tell() % 32))
            file.write(struct.pack(f"<{len(values)}f", *values))
        file.write(bytes(-file.tell() % 32))


if __name__ == "__main__":
    main()
