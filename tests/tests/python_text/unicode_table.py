#!/usr/bin/env python3.11
"""Writes src/python/text/{unicode,case}_table.rs: properties of code points as CPython 3.11 has them."""
import os
import sys
import unicodedata

assert unicodedata.unidata_version == "14.0.0", "the table is that of CPython 3.11"
TARGET = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../sim-core/src/python/text/unicode_table.rs")


def packed(numbers):
    """Seven bits a byte, the lowest first; the highest bit says that more follow."""
    found = []
    for number in numbers:
        while number > 127:
            found.append(number & 127 | 128)
            number >>= 7
        found.append(number)
    return found


def gaps(numbers):
    """What each is more than the one before."""
    return [now - before for before, now in zip([0] + numbers, numbers)]


def write(out, name, numbers, kind="u8"):
    out.write(f"pub(super) static {name}: [{kind}; {len(numbers)}] = [" + ", ".join(map(str, numbers)) + "];\n")


def properties(code):
    """The bits that `unicode.rs` names."""
    if 0xD800 <= code < 0xE000:
        return 1 << 7
    c = chr(code)
    bits = [c.isprintable(), c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isidentifier(), ("a" + c).isidentifier(), unicodedata.category(c) != "Cn"]
    return sum(bit << place for place, bit in enumerate(bits))


starts, sets, last = [], [], None
for code in range(sys.maxunicode + 1):
    now = properties(code)
    if now != last:
        starts.append(code)
        sets.append(now)
        last = now
kinds = sorted(set(sets))
assert len(kinds) <= 16, "four bits name a set"
with open(TARGET, "w", encoding="utf-8") as out:
    out.write("//! Properties of code points, Unicode 14.0 as in CPython 3.11. Written by\n")
    out.write("//! `tests/tests/python_text/unicode_table.py`; the bits are named in `unicode`.\n\n")
    out.write("/// The sets of properties that there are.\n")
    write(out, "SETS", kinds)
    out.write("\n/// Runs of equal property sets: how far each begins from where the one before\n")
    out.write("/// began, times 16, plus the place of its set.\n")
    runs = [packed([gap << 4 | kinds.index(now)]) for gap, now in zip(gaps(starts), sets)]
    write(out, "RUNS", sum(runs, []))
    out.write("\n/// Every 64th run: its first code point, the place of its set, and where the next\n/// one is in `RUNS`.\n")
    blocks = [(starts[at], kinds.index(sets[at]), sum(map(len, runs[: at + 1]))) for at in range(0, len(runs), 64)]
    write(out, "BLOCKS", blocks, "(u32, u8, u16)")


def mapping_runs(mapping):
    """(first, last, step, distance) of code points that map to one, and the texts of those that map to several."""
    found, several = [], []
    for code in range(128, sys.maxunicode + 1):
        to = "" if 0xD800 <= code < 0xE000 else mapping(chr(code))
        if to in ("", chr(code)):
            continue
        if len(to) > 1:
            several.append(chr(code) + to)
            continue
        first, last, step, distance = found[-1] if found else (0, 0, 0, 0)
        if ord(to) - code == distance and code - last in ([1, 2] if first == last else [step]):
            found[-1] = (first, code, code - last, distance)
        else:
            found.append((code, code, 1, ord(to) - code))
    return found, several


def is_ignorable(code):
    """Whether what decides about a final sigma looks past it."""
    return "\u03c3" in ("A" + chr(code) + "\u03a3A").lower() and "\u03c2" in ("A" + chr(code) + "\u03a3").lower() and "\u03c3" in ("A\u03a3" + chr(code) + "A").lower() and "\u03c3" in (chr(code) + "\u03a3").lower()


def write_runs(out, name, found):
    numbers, before = [], 0
    for first, last, step, distance in found:
        sign = 2 * distance if distance >= 0 else -2 * distance - 1
        numbers += [first - before, (last - first) << 1 | step - 1, sign]
        before = last
    write(out, name, packed(numbers))


lower, lower_several = mapping_runs(str.lower)
upper, upper_several = mapping_runs(str.upper)
assert lower_several == ["\u0130i\u0307"], "unicode.rs knows only this one"
ignorable, last = [], False
for code in range(128, sys.maxunicode + 1):
    now = not 0xD800 <= code < 0xE000 and is_ignorable(code)
    if now != last:
        ignorable.append(code)
        last = now
with open(TARGET.replace("unicode_table", "case_table"), "w", encoding="utf-8") as out:
    out.write("//! Case mappings of code points beyond ASCII, Unicode 14.0 as in CPython 3.11.\n")
    out.write("//! Written by `tests/tests/python_text/unicode_table.py`.\n\n")
    out.write("/// Runs of code points that have lower-case forms at one distance: the first,\n")
    out.write("/// from the last of the run before; how far it is to the last, times 2, plus 1\n")
    out.write("/// if every other one is meant; the distance, times 2, its sign in the lowest bit.\n")
    write_runs(out, "LOWER", lower)
    out.write("\n/// No code point beyond this one has another case.\n")
    out.write(f"pub(super) const LAST_CASED: u32 = {max(lower[-1][1], upper[-1][1])};\n")
    out.write("\n/// The same for the upper-case form.\n")
    write_runs(out, "UPPER", upper)
    out.write("\n/// Characters whose upper-case form is several: each followed by that form.\n")
    out.write(f"pub(super) static UPPER_SEVERAL: [&str; {len(upper_several)}] = [" + ", ".join('"' + "".join(f"\\u{{{ord(c):x}}}" for c in text) + '"' for text in upper_several) + "];\n")
    out.write("\n/// Starts of runs of what is ignored when a letter's place in its word is\n/// looked for, and of what is not, by turns: how far each is from the last.\n")
    write(out, "IGNORABLE", packed(gaps(ignorable)))
