"""Text in lines of a width."""

_SPACE = "\t\n\x0b\x0c\r "


class TextWrapper:
    """How to wrap."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = "".join([" " if char in _SPACE else char for char in text])
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        return self._lines(self._chunks(text))

    def fill(self, text):
        return "\n".join(self.wrap(text))

    def _chunks(self, text):
        """Runs of spaces and parts of words, in reverse."""
        chunks = []
        begin = 0
        for at in range(1, len(text) + 1):
            if at == len(text) or (text[at] in _SPACE) != (text[begin] in _SPACE):
                chunk = text[begin:at]
                if self.break_on_hyphens and "-" in chunk:
                    chunks.extend(_hyphenated(chunk))
                else:
                    chunks.append(chunk)
                begin = at
        chunks.reverse()
        return chunks

    def _lines(self, chunks):
        lines = []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line = []
            length = 0
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                room = max(width - length, 1) if width >= 1 else 1
                if self.break_long_words:
                    end = room
                    chunk = chunks[-1]
                    if self.break_on_hyphens and len(chunk) > room:
                        hyphen = chunk.rfind("-", 0, room)
                        if hyphen > 0 and any(char != "-" for char in chunk[:hyphen]):
                            end = hyphen + 1
                    line.append(chunk[:end])
                    chunks[-1] = chunk[end:]
                elif not line:
                    line.append(chunks.pop())
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            if self.max_lines is not None and len(lines) + 1 >= self.max_lines and any(chunk.strip() for chunk in chunks):
                lines.append(self._cut(lines, line, length, indent, width))
                return [shown for shown in lines if shown is not None]
            lines.append(indent + "".join(line))
        return lines

    def _cut(self, lines, line, length, indent, width):
        """The last line, which ends with the placeholder."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                return indent + "".join(line) + self.placeholder
            length -= len(line.pop())
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return None
        return indent + self.placeholder.lstrip()


def _hyphenated(word):
    """The parts of a word that may stand on different lines."""
    parts = []
    begin = at = 0
    while at < len(word):
        if word[at] == "-":
            end = at
            while end < len(word) and word[end] == "-":
                end += 1
            letters = word[at - 2:at] if at - begin >= 2 else ""
            if end - at == 1 and len(letters) == 2 and letters.isalpha() and word[end:end + 2].isalpha() and len(word) > end + 1:
                parts.append(word[begin:end])
                begin = end
            elif end - at > 1 and begin < at and end < len(word) and word[end].isalnum():
                # A dash between words stands alone.
                parts += [word[begin:at], word[at:end]]
                begin = end
            at = end
        else:
            at += 1
    if begin < len(word):
        parts.append(word[begin:])
    return parts


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    lines = text.split("\n")
    margin = None
    for place, line in enumerate(lines):
        if not line.strip(" \t"):
            lines[place] = ""
            continue
        indent = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = indent
        else:
            common = 0
            while common < min(len(margin), len(indent)) and margin[common] == indent[common]:
                common += 1
            margin = margin[:common]
    cut = len(margin or "")
    return "\n".join([line[cut:] for line in lines])


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return "".join([prefix + line if predicate(line) else line for line in text.splitlines(True)])
