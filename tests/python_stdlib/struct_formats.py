import struct
for fmt, vals in [("<I", (1,)), (">H", (65535,)), ("!BHIQ", (1, 2, 3, 4)), ("<bhiq", (-1, -2, -3, -4)), ("3s5sx", (b"ab", b"hello!")), ("?f d", (True, 1.5, -2.25)), ("=c", (b"x",)), ("4p", (b"abc",)), ("<e", (1.5,)), ("@iqh", (1, 2, 3)), (">2H3B", (1, 2, 3, 4, 5)), ("nN", (-1, 5)), ("P", (7,))]:
    d = struct.pack(fmt, *vals)
    print(fmt, d, struct.calcsize(fmt), struct.unpack(fmt, d))
for f in [lambda: struct.pack("<I", -1), lambda: struct.pack("<I"), lambda: struct.unpack("<I", b"abc"), lambda: struct.pack("B", 256), lambda: struct.pack("H", "x"), lambda: struct.pack("zz", 1), lambda: struct.pack("<I", 1.5), lambda: struct.pack("3s", "abc"), lambda: struct.unpack_from("<I", b"abcd", 2), lambda: struct.pack("<f", "a"), lambda: struct.pack("h", 40000)]:
    try: print(f())
    except struct.error as e: print("struct.error:", e)
    except Exception as e: print(type(e), e)
s = struct.Struct("!IB")
buf = bytearray(10)
s.pack_into(buf, 2, 7, 8); print(buf, s.unpack_from(buf, 2), s.size, s.format)
print(list(struct.iter_unpack("<H", b"\x01\x00\x02\x00")))
header = struct.pack("!I", len(b"payload")) + b"payload"
(length,) = struct.unpack("!I", header[:4]); print(length, header[4:4+length])
class Idx:
    def __index__(self): return 9
print(struct.pack("<B", Idx()))
