"""Bytes of numbers; the formats themselves are read natively."""

import _struct


class error(Exception):
    """A value or a length does not fit the format."""


def calcsize(format, /):
    try:
        return _struct.calcsize(format)
    except ValueError as problem:
        raise error(str(problem)) from None


def pack(format, /, *v):
    try:
        return _struct.pack(format, *v)
    except ValueError as problem:
        raise error(str(problem)) from None


def unpack(format, buffer, /):
    try:
        return _struct.unpack(format, buffer)
    except ValueError as problem:
        raise error(str(problem)) from None


def _room(name, verb, size, buffer, offset):
    """The start of `size` bytes in the buffer."""
    length = len(buffer)
    if offset < 0:
        if offset + size > 0:
            raise error(f"not enough data to unpack {size} bytes" if verb == "unpacking"
                        else f"no space to pack {size} bytes at offset {offset}")
        if offset + length < 0:
            raise error(f"offset {offset} out of range for {length}-byte buffer")
        offset += length
    if length - offset < size:
        raise error(
            f"{name} requires a buffer of at least {size + offset} bytes for {verb} {size} bytes at offset {offset} "
            f"(actual buffer size is {length})"
        )
    return offset


def unpack_from(format, /, buffer, offset=0):
    size = calcsize(format)
    start = _room("unpack_from", "unpacking", size, buffer, offset)
    return unpack(format, bytes(buffer[start:start + size]))


def pack_into(format, buffer, offset, /, *v):
    data = pack(format, *v)
    start = _room("pack_into", "packing", len(data), buffer, offset)
    buffer[start:start + len(data)] = data


def iter_unpack(format, buffer, /):
    size = calcsize(format)
    if not size:
        raise error("cannot iteratively unpack with a struct of length 0")
    if len(buffer) % size:
        raise error(f"iterative unpacking requires a buffer of a multiple of {size} bytes")
    return (unpack(format, bytes(buffer[at:at + size])) for at in range(0, len(buffer), size))


class Struct:
    """A format to be used many times."""

    def __init__(self, format):
        self.size = calcsize(format)
        self.format = format if isinstance(format, str) else format.decode()

    def pack(self, *v):
        return pack(self.format, *v)

    def pack_into(self, buffer, offset, *v):
        pack_into(self.format, buffer, offset, *v)

    def unpack(self, buffer, /):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return f"Struct({self.format!r})"
