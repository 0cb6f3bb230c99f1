#!/usr/bin/env python3.11
"""Writes src/python/text/unicode_table.rs: properties of code points as CPython 3.11 has them."""
import os
import sys
import unicodedata

assert unicodedata.unidata_version == "14.0.0", "the table is that of CPython 3.11"
TARGET = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../sim-core/src/python/text/unicode_table.rs")


def properties(code):
    """The bits that `unicode.rs` names."""
    if 0xD800 <= code < 0xE000:
        return 1 << 7
    c = chr(code)
    bits = [c.isprintable(), c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isidentifier(), ("a" + c).isidentifier(), unicodedata.category(c) != "Cn"]
    return sum(bit << place for place, bit in enumerate(bits))


runs, last = [], None
for code in range(sys.maxunicode + 1):
    now = properties(code)
    if now != last:
        runs.append(code << 8 | now)
        last = now
with open(TARGET, "w", encoding="utf-8") as out:
    out.write("//! Properties of code points, Unicode 14.0 as in CPython 3.11: runs of equal\n")
    out.write("//! property sets, each as first code point * 256 + set. Written by\n")
    out.write("//! `tests/tests/python_text/unicode_table.py`; the bits are named in `unicode`.\n\n")
    out.write("/// Sorted starts of runs; a run ends where the next starts.\n")
    out.write(f"pub(super) static RUNS: [u32; {len(runs)}] = [" + ", ".join(map(str, runs)) + "];\n")


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
    out.write(f"pub(super) static {name}: [(u32, u32, u8, i32); {len(found)}] = [" + ", ".join(map(str, found)) + "];\n")


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
    out.write("/// First and last code point, step from one to the next, distance to the\n/// lower-case form.\n")
    write_runs(out, "LOWER", lower)
    out.write("\n/// The same for the upper-case form.\n")
    write_runs(out, "UPPER", upper)
    out.write("\n/// Characters whose upper-case form is several: each followed by that form.\n")
    out.write(f"pub(super) static UPPER_SEVERAL: [&str; {len(upper_several)}] = [" + ", ".join('"' + "".join(f"\\u{{{ord(c):x}}}" for c in text) + '"' for text in upper_several) + "];\n")
    out.write("\n/// Starts of runs of what is ignored when a letter's place in its word is\n/// looked for, and of what is not, by turns.\n")
    out.write(f"pub(super) static IGNORABLE: [u32; {len(ignorable)}] = [" + ", ".join(map(str, ignorable)) + "];\n")
