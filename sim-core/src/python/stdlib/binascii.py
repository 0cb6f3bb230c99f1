"""Bytes as text and checksums."""

_UP64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_DOWN64 = {char: place for place, char in enumerate(_UP64)}


class Error(ValueError):
    """The text is not what it should be."""


class Incomplete(Exception):
    """Kept for programs that name it."""


def _data_of(data):
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")


def _text_of(data):
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode()
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    raise TypeError(f"argument should be bytes, buffer or ASCII string, not '{type(data).__name__}'")


def hexlify(data, sep=None, bytes_per_sep=1):
    data = _data_of(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode()


b2a_hex = hexlify


def unhexlify(hexstr):
    text = _text_of(hexstr)
    if len(text) % 2:
        raise Error("Odd-length string")
    if any(char not in b"0123456789abcdefABCDEF" for char in text):
        raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(text.decode())


a2b_hex = unhexlify


def b2a_base64(data, *, newline=True):
    data = _data_of(data)
    out = bytearray()
    for at in range(0, len(data), 3):
        group = data[at:at + 3]
        number = int.from_bytes(group, "big") << (8 * (3 - len(group)))
        quad = [_UP64[number >> 18], _UP64[number >> 12 & 63], _UP64[number >> 6 & 63], _UP64[number & 63]]
        out += bytes(quad[:len(group) + 1]) + b"=" * (3 - len(group))
    if newline:
        out += b"\n"
    return bytes(out)


def a2b_base64(data, /, *, strict_mode=False):
    text = _text_of(data)
    if strict_mode and text[:1] == b"=":
        raise Error("Leading padding not allowed")
    out = bytearray()
    number = count = pads = 0
    for place, char in enumerate(text):
        if char == 61:
            if count < 2:
                if strict_mode:
                    raise Error("Discontinuous padding not allowed" if pads else "Excess data after padding")
                continue
            pads += 1
            if count + pads >= 4:
                if strict_mode and place + 1 < len(text):
                    raise Error("Excess data after padding")
                out += _tail(number, count)
                return bytes(out)
            continue
        bits = _DOWN64.get(char)
        if bits is None:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if strict_mode and pads:
            raise Error("Discontinuous padding not allowed")
        pads = 0
        number = number << 6 | bits
        count += 1
        if count == 4:
            out += number.to_bytes(3, "big")
            number = count = 0
    if count == 1:
        given = len(out) // 3 * 4 + 1
        raise Error(f"Invalid base64-encoded string: number of data characters ({given}) cannot be 1 more than a multiple of 4")
    if count:
        raise Error("Incorrect padding")
    return bytes(out)


def _tail(number, count):
    return (number >> 4).to_bytes(1, "big") if count == 2 else (number >> 2).to_bytes(2, "big")


_table = []


def crc32(data, value=0, /):
    if not _table:
        for byte in range(256):
            for _ in range(8):
                byte = byte >> 1 ^ (0xedb88320 if byte & 1 else 0)
            _table.append(byte)
    value ^= 0xffffffff
    for byte in _data_of(data):
        value = value >> 8 ^ _table[(value ^ byte) & 255]
    return value ^ 0xffffffff


def crc_hqx(data, value, /):
    for byte in _data_of(data):
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ (0x1021 if value & 0x8000 else 0)) & 0xffff
    return value
