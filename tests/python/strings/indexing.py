s = "Python"
print(s[0], s[-1], s[1:3], s[:2], s[2:], s[::-1], s[::2], s[-3:], s[10:], s[4:1], s[5:1:-2], s[-100:100], s[:], s[True])
print(s[slice(1, 4)], s[slice(None, None, -2)], "é日本😀"[2], len("é日本😀"), "é日本😀"[::-1], "e\u0301"[0], len("e\u0301"))
for f in (lambda: s[6], lambda: s[-7], lambda: s["a"], lambda: s[1.0], lambda: s[::0], lambda: s[None], lambda: s[1, 2], lambda: s["a":], lambda: ""[0]):
    try: print(f())
    except (TypeError, ValueError, IndexError) as e: print(type(e).__name__, e)
try: s[0] = "J"
except TypeError as e: print(e)
try: del s[0]
except TypeError as e: print(e)
print(s * 2, 3 * "ab", "a" * 0, "a" * -1, s + "!", "a" "b", "x" < "y", "Z" < "a", "abc" < "abd", "" < "a", "a" == b"a")
for f in (lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" * 1.5, lambda: "a" - "b", lambda: "a" < 1, lambda: -"a", lambda: "a" + b"b", lambda: "a" + None, lambda: "1" / 2, lambda: "a" & "b", lambda: "a" * None, lambda: "a" ** 2, lambda: "x" @ 1, lambda: ~"a", lambda: "a" // 2, lambda: "3" > 2):
    try: print(f())
    except TypeError as e: print(e)
