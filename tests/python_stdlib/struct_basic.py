import struct
print(struct.pack("!IHB", 1, 2, 3), struct.unpack("!IHB", b"\0\0\0\1\0\2\3"), struct.calcsize("!IHB"), struct.calcsize("iqb"))
s = struct.Struct("<hd")
print(s.size, s.format, s.unpack(s.pack(-5, 2.5)), struct.pack(">5s3x2H", b"ab", 1, 2))
buf = bytearray(12)
struct.pack_into("!I", buf, 4, 0xdeadbeef)
print(buf, struct.unpack_from("!I", buf, 4), list(struct.iter_unpack("!H", b"\0\1\0\2")))
def check(f):
    try:
        print(f())
    except struct.error as e:
        print("error", e)
check(lambda: struct.unpack("!I", b"abc"))
check(lambda: struct.pack("!I", -1))
check(lambda: struct.pack("!H", 70000))
check(lambda: struct.pack("!HH", 1))
check(lambda: struct.pack("Z", 1))
check(lambda: struct.unpack_from("!I", b"abcdef", 4))
check(lambda: struct.pack_into("!I", buf, 10, 1))
check(lambda: struct.pack("!I", "x"))
check(lambda: struct.pack("4s", "x"))
check(lambda: list(struct.iter_unpack("!H", b"abc")))
