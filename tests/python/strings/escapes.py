print(repr("a\tb\nc\\d'e"), repr('it\'s "q"'), repr("\x00\x1f\x7f\x80\xa0\xad"), repr("\u200b\u2028\ue000\U0001f600"), "\101\x41\u0041\U00000041")
print(ascii("é日😀'"), repr("é日"), '\'', "\"", '''a'b"c''', r"\n\x", rb"\d", '\a\b\f\v\0'.encode())
print("multi\n  line\n", """first
second "quoted" 'single'
""", r"C:\new\table", "\q \d \ ", sep="")
print(len("\\n"), len(r"\\n"), "\\", len("\
"), "\07", "\0001".encode(), b"\x41\101\n\'", br"\n")
print(repr("'"), repr('"'), repr("'\""), repr(b"'"), repr(b"'\""), repr("\\'"), repr("\r"), repr("é\x85"))
print("%r %r" % ("a'b", 'c"d'), str("a'b"), f"{'x'!r} {'é'!a} {chr(0x1F600)!a}")
