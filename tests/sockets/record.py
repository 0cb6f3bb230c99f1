"""Runs the programs of each folder with CPython 3.11 on this machine, one
process each, started 0.3 s apart, and writes what they print to `NAME.out`.
`NAME.in` has lines to be typed: seconds after its start, then the line."""

import pathlib
import subprocess
import sys
import threading
import time

here = pathlib.Path(__file__).parent


def typist(process, path):
    began = time.time()
    for entry in path.read_text().splitlines():
        at, _, line = entry.partition(" ")
        time.sleep(max(0, began + float(at) - time.time()))
        process.stdin.write(line + "\n")
        process.stdin.flush()


def record(folder):
    running = []
    for program in sorted(folder.glob("*.py")):
        process = subprocess.Popen(
            [sys.executable, "-u", program.name],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=open(program.with_suffix(".out"), "w"),
            text=True,
        )
        typed = program.with_suffix(".in")
        if typed.exists():
            threading.Thread(target=typist, args=(process, typed), daemon=True).start()
        running.append(process)
        time.sleep(0.3)
    for process in running:
        process.wait(30)
        if process.returncode:
            print(f"{folder.name}: {process.args[-1]} ended with {process.returncode}")


names = sys.argv[1:] or sorted(path.name for path in here.iterdir() if path.is_dir())
for name in names:
    record(here / name)
