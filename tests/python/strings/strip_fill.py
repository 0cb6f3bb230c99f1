print("  x ".strip() + "|", "  x ".lstrip() + "|", "  x ".rstrip() + "|", "xxaxx".strip("x"), "abcba".strip("ab"), "\t\n x\u00a0\u2003".strip() + "|")
print("ab".ljust(5) + "|", "ab".rjust(5, "*"), "ab".center(5, "-"), "abc".center(6, "-"), "abc".center(2), "ab".center(7, "é"))
print("42".zfill(5), "-42".zfill(5), "+4".zfill(4), "".zfill(2), "--1".zfill(5), "abc".zfill(2))
print("TestHook".removeprefix("Test"), "TestHook".removesuffix("Hook"), "x".removeprefix("xx"), "aa".removesuffix(""))
print("a\tb\tcc\td".expandtabs(), "a\tb".expandtabs(4), "\t".expandtabs(0) + "|", "ab\n\tc".expandtabs(3))
for f in (lambda: "a".ljust("5"), lambda: "a".center(5, "ab"), lambda: "a".strip(5), lambda: "a".zfill(), lambda: "a".center(), lambda: "a".ljust(5, b" "), lambda: "a".removeprefix(1), lambda: "a".strip("a", "b")):
    try: print(f())
    except TypeError as e: print(e)
