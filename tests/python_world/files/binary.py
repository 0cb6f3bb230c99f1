import struct

with open("d.bin", "wb") as f:
    print(f.write(b"\x00\x01\x02"), f.write(struct.pack(">I", 7)), f.tell())
with open("d.bin", "rb") as f:
    print(f.read(2), f.tell(), f.read(), f.read(), f.seek(-4, 2), struct.unpack(">I", f.read(4)))
with open("d.bin", "r+b") as f:
    f.seek(1)
    f.write(b"ZZ")
    print(f.tell(), f.read(1))
    f.truncate(5)
print(open("d.bin", "rb").read())
with open("d.bin", "ab") as f:
    f.write(b"\nline\nlast")
print(open("d.bin", "rb").readlines())
with open("d.bin", "rb") as f:
    buffer = bytearray(3)
    print(f.readinto(buffer), buffer, f.readline(), list(f))
