for s in ("Hello World", "straße", "ǆ", "ÀÉ", "ß", "ŉ", "İ", "ΑΣ", "don't stop", "abc123def", "", "aB c1D"):
    print(repr(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
print("ΑΣ".lower(), "ΑΣ Β".lower(), "ﬁ".upper(), "ŉ".title())
for s in ("A", "a", "1", " ", "", "Ab", "²", "½", "_a", "1a", "é", "\n", "Title Case", "Title case"):
    print(repr(s), s.isupper(), s.islower(), s.istitle(), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isidentifier(), s.isascii(), s.isprintable())
