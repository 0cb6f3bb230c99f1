#!/usr/bin/env python3.11
"""Writes src/python/text/unicode_table.rs: properties of code points as CPython 3.11 has them."""
import os
import sys
import unicodedata

assert unicodedata.unidata_version == "14.0.0", "the table is that of CPython 3.11"
TARGET = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../src/python/text/unicode_table.rs")


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
