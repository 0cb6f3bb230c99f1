"""Paths of files."""

import _os

sep, altsep, pathsep, extsep, curdir, pardir, defpath, devnull = "/", None, ":", ".", ".", "..", "/bin:/usr/bin", "/dev/null"


def _text(path):
    if isinstance(path, (str, bytes)):
        return path
    convert = getattr(type(path), "__fspath__", None)
    if convert is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    return convert(path)


def join(a, /, *p):
    path = _text(a)
    for part in map(_text, p):
        if not isinstance(part, type(path)):
            raise TypeError("Can't mix strings and bytes in path components")
        slash = "/" if isinstance(path, str) else b"/"
        if part.startswith(slash):
            path = part
        elif not path or path.endswith(slash):
            path += part
        else:
            path += slash + part
    return path


def split(p):
    p = _text(p)
    slash = "/" if isinstance(p, str) else b"/"
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    if head.strip(slash):
        head = head.rstrip(slash)
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _text(p)
    dot, slash = (".", "/") if isinstance(p, str) else (b".", b"/")
    at = p.rfind(dot)
    begin = p.rfind(slash) + 1
    if at <= begin or not p[begin:at].strip(dot):
        return p, p[:0]
    return p[:at], p[at:]


def splitdrive(p):
    p = _text(p)
    return p[:0], p


def isabs(s):
    s = _text(s)
    return s.startswith("/" if isinstance(s, str) else b"/")


def normpath(path):
    path = _text(path)
    if not path:
        return "."
    lead = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or not lead and not parts or parts and parts[-1] == "..":
            parts.append(part)
        elif parts:
            parts.pop()
    return lead + "/".join(parts) or "."


def abspath(path):
    path = _text(path)
    return normpath(path if isabs(path) else join(_os.getcwd(), path))


def realpath(filename, *, strict=False):
    return abspath(filename)


def expanduser(path):
    path = _text(path)
    if path == "~" or path.startswith("~/"):
        import os
        return os.environ.get("HOME", "/").rstrip("/") + path[1:] or "/"
    return path


def expandvars(path):
    import os
    out = ""
    at = 0
    while at < len(path):
        end = at + 1
        if path[at] == "$":
            braced = path[end:end + 1] == "{"
            end += braced
            begin = end
            while end < len(path) and (path[end].isalnum() or path[end] == "_" or braced and path[end] != "}"):
                end += 1
            name = path[begin:end]
            end += braced
            out += os.environ.get(name, path[at:end])
        else:
            out += path[at]
        at = end
    return out


def normcase(s):
    return _text(s)


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for at, item in enumerate(low):
        if item != high[at]:
            return low[:at]
    return low


def commonpath(paths):
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = [_text(path) for path in paths]
    if len({isabs(path) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    pieces = [[part for part in path.split("/") if part not in ("", ".")] for path in paths]
    return ("/" if isabs(paths[0]) else "") + "/".join(commonprefix(pieces))


def relpath(path, start="."):
    if not path:
        raise ValueError("no path specified")
    here = [part for part in abspath(start).split("/") if part]
    there = [part for part in abspath(path).split("/") if part]
    common = len(commonprefix([here, there]))
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def exists(path):
    return _os.kind(_text(path)) is not None


lexists = exists


def isfile(path):
    return _os.kind(_text(path)) == "file"


def isdir(path):
    return _os.kind(_text(path)) == "dir"


def islink(path):
    return False


def getsize(filename):
    if _os.kind(_text(filename)) is None:
        raise OSError(2, "No such file or directory", filename)
    return _os.size(_text(filename))
