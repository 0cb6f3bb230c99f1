print("a b  c".split(), "a b  c".split(" "), " a ".split(), "".split(), "".split(","), ",".split(","))
print("a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "a b c".split(None, 1), " a b c ".rsplit(None, 1), "abc".split("bc"))
print("a\nb\r\nc\rd\x0be\x1cf\u2028g\n".splitlines(), "a\n\nb".splitlines(True), "".splitlines(), "\n".splitlines())
print("-".join("abc"), ", ".join(["x"]), "".join([]), " ".join(str(i) for i in range(3)), "ab".join(("1", "2")))
print("a=b=c".partition("="), "abc".partition("="), "a=b=c".rpartition("="), "abc".rpartition("="))
for f in (lambda: "a".split(""), lambda: "-".join([1]), lambda: "-".join(["a", None]), lambda: "-".join(5), lambda: "a".partition(""), lambda: "a".split(1), lambda: "a".join(b"ab"), lambda: "a".split(b","), lambda: "".split(sep=",", maxsplit="x")):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
print("a, b".split(sep=", "), "a b c".split(maxsplit=1), "1  2".rsplit(" "))
