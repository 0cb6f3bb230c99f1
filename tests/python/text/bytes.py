b = b"hello"
print(b, b[0], b[1:3], len(b), b + b"!", b * 2, b"ell" in b, 104 in b, list(b"ab"), bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"))
print(b.upper(), b.split(b"l"), b.find(b"l"), b.replace(b"l", b"L"), b.hex(), bytes.fromhex("68 69"), b"a,b".split(b","), b",".join([b"x", b"y"]), b" x ".strip())
print(b"%s=%d" % (b"k", 5), b"\x00\xff'\"\n", b'it\'s', bytearray(b"xy"), b == b"hello", b < b"help", b.startswith(b"he"), b.decode().upper())
ba = bytearray(b"abc"); ba[0] = 65; ba.append(100); ba.extend(b"ef"); ba += b"g"; print(ba, len(ba), ba[1], ba[::2], bytes(ba)); del ba[0]; print(ba, ba.pop())
print(int.from_bytes(b"\x01\x00", "big"), (1000).to_bytes(2, "little"), hash(b"a") == hash(b"a"), {b"k": 1}[b"k"], b"a" != "a", f"{b'x'}", "%s" % b"x", str(b"q"), repr(b"\t"))
for bad in (lambda: b"a" + "b", lambda: "a" + b"b", lambda: bytes([256]), lambda: b"abc"[5], lambda: bytes("x"), lambda: b"a".join(["x"]), lambda: "x" in b"x", lambda: b"x".decode("nope"), lambda: b"a".split(","), lambda: bytes(-1), lambda: [1] + b"a", lambda: b"a" < "a"):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
msg = [b"id", b"", b"body"]
print(msg, *msg)
addr, empty, body = msg
print(addr, empty, body, b"".join(msg), msg[0].decode())
