s = "abracadabra"
print(s.find("a"), s.find("a", 1), s.find("a", 1, 3), s.find("z"), s.rfind("a"), s.rfind("a", 0, -1), s.find(""), s.find("", 20), s.rfind(""))
print(s.index("cad"), s.rindex("abra"), s.count("a"), s.count("abra"), s.count(""), s.count("a", 1, -1), s.count("zz"), "aaaa".count("aa"))
print(s.startswith("abra"), s.startswith(("x", "ab")), s.startswith("bra", 1), s.endswith("bra"), s.endswith(("q", "ra"), 0, -1), s.startswith(""), s.startswith("", 50), s.startswith(()))
print(s.replace("a", "A"), s.replace("a", "A", 2), s.replace("", "-"), s.replace("abra", ""), "aaa".replace("aa", "b"), s.replace("a", "A", 0), s.replace("", "-", 3), s.replace("q", "z", -1))
for f in (lambda: s.index("z"), lambda: s.rindex("z"), lambda: s.startswith(5), lambda: s.startswith(["a"]), lambda: s.find(5), lambda: s.replace("a"), lambda: s.replace(1, 2), lambda: s.count(), lambda: 5 in s, lambda: b"a" in s, lambda: None in "abc", lambda: s.endswith((1,)), lambda: s.index("a", "b")):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
print("abra" in s, "" in "", "x" not in s, s.find("a", -4), s.find("a", -100, 100), s.find("b", None, None))
