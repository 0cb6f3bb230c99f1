import base64, binascii
for data in (b"", b"a", b"ab", b"abc", bytes(range(256))[::7], b"\xff\xfe\xfd"):
    e = base64.b64encode(data)
    print(e, base64.b64decode(e) == data, base64.urlsafe_b64encode(data), base64.b32encode(data), base64.b32decode(base64.b32encode(data)) == data, base64.b16encode(data), base64.b85encode(data), base64.b85decode(base64.b85encode(data)) == data)
print(base64.b64decode("aGVsbG8="), base64.urlsafe_b64decode("_-4="), base64.b64decode(b"aGV\nsbG8="), base64.encodebytes(b"x" * 60), base64.b16decode("FF0a", casefold=True))
for f in (lambda: base64.b64decode("abc"), lambda: base64.b64decode("a"), lambda: base64.b64encode("str"), lambda: base64.b64decode("ab!d", validate=True), lambda: base64.b64decode("é"), lambda: base64.b16decode("zz"), lambda: base64.b64decode("abcde")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(binascii.hexlify(b"\x00\xffab"), binascii.unhexlify("00ff"), binascii.hexlify(b"abcd", ":"), binascii.b2a_base64(b"hi"), binascii.a2b_base64("aGk="), binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.a2b_hex(b"6162"), binascii.crc_hqx(b"abc", 0))
for f in (lambda: binascii.unhexlify("0"), lambda: binascii.unhexlify("zz"), lambda: binascii.hexlify("s")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
