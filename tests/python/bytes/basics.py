b = b"hello"
print(b, b[0], b[1:3], b[-1], list(b), len(b), b"a" + b"b", b"ab" * 2, b"e" in b, 101 in b, b"" in b, b[::-1], b == b"hello", b < b"help", bytes(3), bytes([1, 255]), bytes("é", "utf-8"), bytes(b"x"), bytes(), bytes(range(3)))
print(b"\x00\t\n\r\\'\"\x7f\x80ab", repr(b'"'), b"'\"", str(b), f"{b}", "%s" % b, b.hex(), b.hex(" "), b.hex(":", 2), bytes.fromhex("68 65 6c"), b.decode(), b.upper(), b"Abc".swapcase(), b.title(), b.capitalize())
for f in (lambda: bytes("a"), lambda: bytes([256]), lambda: bytes(["a"]), lambda: bytes(-1), lambda: b + "x", lambda: "x" + b, lambda: "h" in b, lambda: b[10], lambda: b["a"], lambda: 300 in b, lambda: bytes.fromhex("zz"), lambda: bytes.fromhex("abc"), lambda: b.join(["a"]), lambda: b.split("e"), lambda: b.replace("a", "b"), lambda: b.startswith("h"), lambda: b.find("h"), lambda: b < "x", lambda: int(b"x"), lambda: bytes(1.5), lambda: bytes(None), lambda: b.encode(), lambda: "x".decode(), lambda: b % 1, lambda: ord(b"ab"), lambda: bytes([1], "utf-8"), lambda: b.strip("h"), lambda: b * b, lambda: b.index(b"z")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: b[0] = 1
except TypeError as e: print(e)
print(int(b"12"), float(b"1.5"), b"a" == "a", {b"a": 1}[b"a"], hash(b"a") == hash(b"a"), sorted([b"b", b"a"]), max(b), sum(b), b"abc".isalpha(), b"1".isdigit(), ord(b"a"))
