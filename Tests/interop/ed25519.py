"""Ed25519 (RFC 8032) from its definition, so that judging a log needs nothing but Python.

Where PyPI's `cryptography` is there, it has to agree. Slow, and not for secrets: the time it takes
tells of the key.
"""

import hashlib

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ed25519 as library
except ImportError:
    library = None

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def hash_number(data):
    return int.from_bytes(hashlib.sha512(data).digest(), "little")


def add(a, b):
    """Points in extended coordinates (section 5.1.4)."""
    s = (a[1] - a[0]) * (b[1] - b[0]) % P
    t = (a[1] + a[0]) * (b[1] + b[0]) % P
    u, v = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = t - s, v - u, v + u, t + s
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def recovered(y, sign):
    """The x of a point (section 5.1.3), or None."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def decoded(data):
    number = int.from_bytes(data, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    x = recovered(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def encoded(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


Y = 4 * pow(5, P - 2, P) % P
X = recovered(Y, 0)
BASE = (X, Y, 1, X * Y % P)


def expanded(seed):
    digest = hashlib.sha512(seed).digest()
    number = int.from_bytes(digest[:32], "little")
    return number & ((1 << 254) - 8) | 1 << 254, digest[32:]


def public(seed):
    return encoded(times(expanded(seed)[0], BASE))


def sign(seed, message):
    number, prefix = expanded(seed)
    key = encoded(times(number, BASE))
    r = hash_number(prefix + message) % ORDER
    start = encoded(times(r, BASE))
    k = hash_number(start + key + message) % ORDER
    signature = start + ((r + k * number) % ORDER).to_bytes(32, "little")
    if library:
        assert library.Ed25519PrivateKey.from_private_bytes(seed).sign(message) == signature
    return signature


def verify(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    accepted = verified(key, message, signature)
    if library:
        try:
            library.Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
            assert accepted, "the library accepts what the definition refuses"
        except (InvalidSignature, ValueError):
            assert not accepted, "the definition accepts what the library refuses"
    return accepted


def verified(key, message, signature):
    point, start = decoded(key), decoded(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if point is None or start is None or s >= ORDER:
        return False
    k = hash_number(signature[:32] + key + message) % ORDER
    return equal(times(s, BASE), add(start, times(k, point)))


def selftest():
    """RFC 8032, section 7.1, the second vector."""
    seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
    assert public(seed) == key and sign(seed, b"\x72") == signature
    assert verify(key, b"\x72", signature) and not verify(key, b"\x73", signature)


selftest()
