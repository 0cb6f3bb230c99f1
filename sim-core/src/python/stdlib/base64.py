"""Bytes as text of 16, 32, 64 or 85 characters."""

import binascii as _binascii

_UP32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_UP85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"


def _bytes_of(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(s, (bytes, bytearray, memoryview)):
        return bytes(s)
    raise TypeError(f"argument should be a bytes-like object or ASCII string, not {type(s).__name__!r}")


def b64encode(s, altchars=None):
    encoded = _binascii.b2a_base64(s, newline=False)
    return encoded if altchars is None else encoded.translate(bytes.maketrans(b"+/", altchars))


def b64decode(s, altchars=None, validate=False):
    s = _bytes_of(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_bytes_of(altchars), b"+/"))
    return _binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def encodebytes(s):
    return b"".join([_binascii.b2a_base64(s[at:at + 57]) for at in range(0, len(s), 57)])


def decodebytes(s):
    return _binascii.a2b_base64(s)


def encode(input, output):
    output.write(encodebytes(input.read()))


def decode(input, output):
    output.write(decodebytes(input.read()))


def b32encode(s):
    s = bytes(s)
    rest = len(s) % 5
    padded = s + bytes(-len(s) % 5)
    out = bytearray()
    for at in range(0, len(padded), 5):
        number = int.from_bytes(padded[at:at + 5], "big")
        out += bytes([_UP32[number >> shift & 31] for shift in range(35, -1, -5)])
    if rest:
        pads = (0, 6, 4, 3, 1)[rest]
        out[-pads:] = b"=" * pads
    return bytes(out)


def b32decode(s, casefold=False, map01=None):
    s = _bytes_of(s)
    if len(s) % 8:
        raise _binascii.Error("Incorrect padding")
    if casefold:
        s = s.upper()
    body = s.rstrip(b"=")
    pads = len(s) - len(body)
    body += b"A" * pads
    out = bytearray()
    for at in range(0, len(body), 8):
        number = 0
        for char in body[at:at + 8]:
            place = _UP32.find(bytes([char]))
            if place < 0:
                raise _binascii.Error("Non-base32 digit found")
            number = number << 5 | place
        out += number.to_bytes(5, "big")
    if pads not in (0, 1, 3, 4, 6):
        raise _binascii.Error("Incorrect padding")
    return bytes(out[:len(out) - (pads * 5 + 7) // 8]) if pads else bytes(out)


def b16encode(s):
    return bytes(s).hex().upper().encode()


def b16decode(s, casefold=False):
    s = _bytes_of(s)
    if casefold:
        s = s.upper()
    if any(char not in b"0123456789ABCDEF" for char in s):
        raise _binascii.Error("Non-base16 digit found")
    return _binascii.unhexlify(s)


def b85encode(b, pad=False):
    b = bytes(b)
    missing = -len(b) % 4
    padded = b + bytes(missing)
    out = bytearray()
    for at in range(0, len(padded), 4):
        number = int.from_bytes(padded[at:at + 4], "big")
        digits = []
        for _ in range(5):
            number, digit = divmod(number, 85)
            digits.append(_UP85[digit])
        out += bytes(digits[::-1])
    return bytes(out[:len(out) - missing] if missing and not pad else out)


def b85decode(b):
    b = _bytes_of(b)
    missing = -len(b) % 5
    padded = b + b"~" * missing
    out = bytearray()
    for at in range(0, len(padded), 5):
        number = 0
        for place, char in enumerate(padded[at:at + 5]):
            digit = _UP85.find(bytes([char]))
            if digit < 0:
                raise ValueError(f"bad base85 character at position {at + place}")
            number = number * 85 + digit
        if number > 0xffffffff:
            raise ValueError(f"base85 overflow in hunk starting at byte {at}")
        out += number.to_bytes(4, "big")
    return bytes(out[:len(out) - missing])
