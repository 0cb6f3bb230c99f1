print("%s %d %i %u" % ("a", 5, 6.9, True), "%5d|%-5d|%05d|%+d|% d" % (42, 42, 42, 42, 42), "%x %X %#x %o %#o" % (255, 255, 255, 8, 8))
print("%.2f %8.3f|%-8.2f|%e %E %g %G" % (3.14159, 2.5, 1.5, 12345.678, 0.00012, 1e10, 1e-10), "%5s|%-5s|%.2s|%5.1s|" % ("a", "b", "cde", "fg"))
print("%c%c" % (65, "b"), "%%", "%d%%" % 50, "%(a)s %(b)05.1f" % {"a": 1, "b": 2.25}, "%r %a %s" % ("é", "é", [1, "x"]), "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159))
print("%s" % None, "%s" % (1,), "%s" % [1, 2], "%s" % {"a": 1}, "%s %s" % (1, (2, 3)), "%d" % 10**20, "%x" % -255, "%#.3g" % 1.0, "%s" % b"b", "%5%|")
for f in (lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%d" % "a", lambda: "%d" % None, lambda: "%x" % 1.5, lambda: "%z" % 1, lambda: "%(a)s" % {}, lambda: "%(a)s" % 1, lambda: "%c" % "ab", lambda: "%c" % 1114112, lambda: "%" % 1, lambda: "%s" % (), lambda: "abc" % 1, lambda: "abc" % {"a": 1}, lambda: "abc" % [], lambda: "%(a" % {}, lambda: "%*d" % ("a", 1), lambda: "%f" % "x", lambda: "%d" % [], lambda: "%.f" % 2.5, lambda: "%d %s" % (1,), lambda: "%e" % None, lambda: "%c" % 1.5, lambda: "%s%" % 1) if True else ():
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
