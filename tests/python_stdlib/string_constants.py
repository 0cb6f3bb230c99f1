import string
print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, repr(string.punctuation), repr(string.whitespace), len(string.printable))
print(string.capwords("hello big  world"), string.capwords("a-b", "-"))
f = string.Formatter()
print(f.format("{0} {x:>5} {1!r}", 1, "a", x="y"), list(f.parse("a{b:c}d{e!r}")), f.vformat("{}-{}", (1, 2), {}))
class Default(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, "?") if isinstance(key, str) else args[key]
print(Default().format("{a} {b} {0:03d} {{}}", 7, a=1))
