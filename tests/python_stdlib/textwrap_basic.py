import textwrap
text = "The quick brown fox jumps over the lazy dog, and then well-known things happen -- or not; a_very_long_word_that_does_not_fit_anywhere ends it."
for w in (20, 33, 70):
    print(textwrap.wrap(text, w))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.dedent("    a\n      b\n\n    c"), repr(textwrap.dedent("\tx\n\t  y\n")), repr(textwrap.dedent("  a\n b\n")))
print(textwrap.indent("a\n\nb\n", "> "), textwrap.shorten("Hello  world and others", 14), textwrap.shorten("Hello world", 11), textwrap.shorten("Hello world", 5))
print(textwrap.wrap(""), textwrap.wrap("abc def", 3), textwrap.wrap("a\tb\nc", 10), textwrap.wrap("aaaaaaaaaa", 4, break_long_words=False))
