"""Runs the programs of each folder with pyzmq on this machine, one process each,
started 0.3 s apart in the order of their numbers, and writes what they print to
`NAME.out`; `--check` compares instead. `NAME.in` has lines to be typed: seconds
after the start, then the line. What still runs 2 s after the last program has
ended is killed: many serve for ever."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

here = pathlib.Path(__file__).resolve().parent


def typist(process, path):
    began = time.time()
    for entry in path.read_text().splitlines():
        at, _, line = entry.partition(" ")
        time.sleep(max(0, began + float(at) - time.time()))
        process.stdin.write(line + "\n")
        process.stdin.flush()


def run(folder, work):
    running = []
    for program in sorted(folder.glob("[0-9]*.py")):
        process = subprocess.Popen(
            [sys.executable, "-u", "-W", "ignore", folder / program.name],
            cwd=work,
            stdin=subprocess.PIPE,
            stdout=open(work / (program.stem + ".out"), "w"),
            text=True,
            env={**os.environ, "PYTHONPATH": str(here)},
        )
        typed = program.with_suffix(".in")
        if typed.exists():
            threading.Thread(target=typist, args=(process, typed), daemon=True).start()
        running.append(process)
        time.sleep(0.3)
    try:
        running[-1].wait(30)
    except subprocess.TimeoutExpired:
        print(f"{folder.name}: does not end")
    until = time.time() + 2
    for process in running:
        try:
            process.wait(max(0, until - time.time()))
        except subprocess.TimeoutExpired:
            process.kill()


def record(folder, check):
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        run(folder, work)
        for made in sorted(work.glob("[0-9]*.out")):
            kept = folder / made.name
            if not check:
                shutil.copyfile(made, kept)
            elif made.read_text() != kept.read_text():
                print(f"{kept.relative_to(here)} differs")


options = [argument for argument in sys.argv[1:] if argument.startswith("-")]
names = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
names = names or sorted(path.name for path in here.iterdir() if path.is_dir())
for name in names:
    print(name)
    record(here / name, "--check" in options)
