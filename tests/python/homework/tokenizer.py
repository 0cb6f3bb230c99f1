def tokenize(text):
    position = 0
    while position < len(text):
        char = text[position]
        if char.isspace():
            position += 1
        elif char.isdigit() or char == ".":
            start = position
            while position < len(text) and (text[position].isdigit() or text[position] == "."):
                position += 1
            number = text[start:position]
            yield ("number", float(number) if "." in number else int(number))
        elif char.isalpha() or char == "_":
            start = position
            while position < len(text) and (text[position].isalnum() or text[position] == "_"):
                position += 1
            yield ("name", text[start:position])
        elif char in "+-*/()=^":
            yield ("op", char)
            position += 1
        else:
            raise SyntaxError(f"unexpected {char!r} at {position}")
class Parser:
    def __init__(self, text, names):
        self.tokens = list(tokenize(text)) + [("end", None)]
        self.at = 0
        self.names = names
    def peek(self): return self.tokens[self.at]
    def take(self):
        token = self.tokens[self.at]
        self.at += 1
        return token
    def expression(self):
        value = self.term()
        while self.peek() in (("op", "+"), ("op", "-")):
            _, op = self.take()
            right = self.term()
            value = value + right if op == "+" else value - right
        return value
    def term(self):
        value = self.power()
        while self.peek() in (("op", "*"), ("op", "/")):
            _, op = self.take()
            right = self.power()
            value = value * right if op == "*" else value / right
        return value
    def power(self):
        base = self.atom()
        if self.peek() == ("op", "^"):
            self.take()
            return base ** self.power()
        return base
    def atom(self):
        kind, value = self.take()
        if kind == "number": return value
        if kind == "name": return self.names[value]
        if (kind, value) == ("op", "-"): return -self.power()
        if (kind, value) == ("op", "("):
            inner = self.expression()
            assert self.take() == ("op", ")"), "missing )"
            return inner
        raise SyntaxError(f"unexpected {kind} {value!r}")
names = {"x": 3, "pi": 3.14159}
for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-x ^ 2", "10 / 4", "1 / 0", "y + 1", "(1 + 2", "3 $ 4", "2 * pi * x", ")", "1.2.3"):
    try: print(f"{text:<14} = {Parser(text, names).expression()}")
    except Exception as e: print(f"{text:<14} ! {type(e).__name__}: {e}")
