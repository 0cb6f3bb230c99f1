TEXT = """The quick brown fox jumps over the lazy dog.
The dog barks; the fox runs away!  "Why?" asks the dog...
It's a dog's life -- isn't it?"""
def words(text):
    for line in text.splitlines():
        for raw in line.lower().split():
            word = raw.strip(".,;!?\"-")
            if word: yield word
counts = {}
for word in words(TEXT): counts[word] = counts.get(word, 0) + 1
top = sorted(counts.items(), key=lambda p: (-p[1], p[0]))
for word, n in top[:6]: print(f"{word:.<12}{n:>3} {'#' * n}")
print(len(counts), sum(counts.values()), max(counts, key=len), {len(w) for w in counts if len(w) > 4} == {5})
by_letter = {}
for w in sorted(counts): by_letter.setdefault(w[0], []).append(w)
print({k: len(v) for k, v in by_letter.items()}, by_letter["t"])
def caesar(text, shift):
    out = []
    for c in text:
        if c.isalpha():
            base = ord("a") if c.islower() else ord("A")
            c = chr((ord(c) - base + shift) % 26 + base)
        out.append(c)
    return "".join(out)
secret = caesar(TEXT.split("\n")[0], 7); print(secret, caesar(secret, -7), sep="\n")
def runs(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]: j += 1
        out += s[i] + (str(j - i) if j - i > 1 else "")
        i = j
    return out
print(runs("aaabccdddd"), runs(""), [w for w in ("level", "Racecar", "python") if w.lower() == w.lower()[::-1]], sorted("listen") == sorted("silent"))
print("\n".join(f"{i:>2}: {line[:20]!r}" for i, line in enumerate(TEXT.splitlines(), 1)), TEXT.count("\n"), TEXT.title()[:25], "".join(c for c in TEXT if c in "aeiou")[:12])
