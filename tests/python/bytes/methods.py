b = b"one,two,,three"
print(b.split(b","), b.split(b",", 1), b.rsplit(b",", 1), b" a b ".split(), b.partition(b","), b.rpartition(b"x"), b",".join([b"a", bytearray(b"b")]), b.replace(b"o", b"0"), b.replace(b",", b"", 2), b.count(b","), b.count(111), b.find(b"two"), b.find(116), b.index(b"t"), b.rfind(b","), b.find(b"zz"))
print(b.startswith(b"one"), b.startswith((b"x", b"o")), b.endswith(b"e"), b" x ".strip(), b"xxaxx".strip(b"x"), b"  a".lstrip(), b"a  ".rstrip(), b"a".ljust(3), b"a".rjust(3, b"-"), b"a".center(4, b"*"), b"7".zfill(3), b"-7".zfill(4), b"a\nb\r\n".splitlines(), b"a\tb".expandtabs(4))
print(b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"), b"TestX".removeprefix(b"Test"), b"aX".removesuffix(b"X"), b"aB".islower(), b"AB".isupper(), b"Ab Cd".istitle(), b" ".isspace(), b"a1".isalnum(), b"\xff".isascii())
print(b"%s=%d" % (b"k", 5), b"%b %a %r" % (b"x", "é", "é"), b"%5.1f|%-4d|%x|%c%c" % (2.5, 7, 255, 65, b"B"), b"%(a)s" % {b"a": b"v"}, b"%%" % (), b"%5s|" % b"ab")
for f in (lambda: b"%s" % "text", lambda: b"%d" % "a", lambda: b"%s" % 5, lambda: b"%s %s" % b"a", lambda: b"%c" % 256, lambda: b"%c" % "a", lambda: b",".join([1]), lambda: b",".join("ab"), lambda: b.split(b""), lambda: b.center(5, "x"), lambda: b"a".count("a"), lambda: b"a".index("a"), lambda: bytes.maketrans(b"a", b"bc"), lambda: b"%s" % None, lambda: b"%s" % [1]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
