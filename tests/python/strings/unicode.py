s = "naïve café 日本 😀"
print(len(s), s.upper(), s.encode(), len(s.encode()), s.encode("utf-16-le")[:4], s[::-1])
print(s.encode("ascii", "ignore"), s.encode("ascii", "replace"), s.encode("latin-1", "xmlcharrefreplace"), s.encode("ascii", "backslashreplace"))
print([ord(c) for c in "aé日😀"], [chr(i) for i in (97, 233, 26085, 128512)], "é" == "e\u0301", "日" > "z", sorted("éaz"))
print("%5s|%-5s|" % ("日", "é"), f"{'日本':>5}|{'é':^3}|", "日本".center(6, "*"), "ÀB".isupper(), "日".isalpha(), "٣".isdigit(), int("٣"), "Ⅷ".isnumeric())
for f in (lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: b"\xc3".decode(), lambda: b"a\x80b".decode("ascii"), lambda: "日".encode("latin-1"), lambda: b"abc".decode("nope"), lambda: chr(-1), lambda: chr(1114112), lambda: ord("ab"), lambda: ord(""), lambda: ord(5), lambda: "a".encode(5), lambda: b"\xe6\x97".decode("utf-8"), lambda: "aéiñ".encode("ascii"), lambda: chr("a")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(b"caf\xc3\xa9".decode(), b"\xff\xfe".decode("latin-1"), b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode(errors="ignore"), b"\xff".decode("ascii", "backslashreplace"), str(b"x", "ascii"), str(b"abc"))
e = None
try: "aé".encode("ascii")
except UnicodeEncodeError as err: e = err
print(e.encoding, e.start, e.end, e.reason, isinstance(e, ValueError))
