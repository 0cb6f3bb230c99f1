"""Runs a test program on CPython with the library text of Mailroom's machine
in place of the standard library, and compares what it prints with what the
real standard library prints.

    python3 harness.py            every program: ours against the .out files
    python3 harness.py random     only programs whose name begins so
    python3 harness.py --record   writes the .out files with the real library
    python3 harness.py --run x.py runs one program with our text
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TEXT = os.path.join(HERE, "..", "..", "sim-core", "src", "python", "stdlib")


def text_files():
    """Path by dotted module name."""
    found = {}
    for folder, _, names in os.walk(TEXT):
        for name in names:
            if not name.endswith(".py"):
                continue
            path = os.path.join(folder, name)
            dotted = os.path.relpath(path, TEXT)[:-3].replace(os.sep, ".")
            found[dotted.removesuffix(".__init__")] = path
    return found


def programs(prefix):
    return sorted(
        name for name in os.listdir(HERE)
        if name.endswith(".py") and name != "harness.py" and name != "stand_ins.py" and name.startswith(prefix)
    )


def real_output(name):
    return run([sys.executable, name])


def our_output(name):
    return run([sys.executable, "harness.py", "--run", name])


def run(command):
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0", "TZ": "UTC", "COLUMNS": "80", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        result = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:
        return "TIMED OUT\n"
    ending = "" if result.returncode == 0 else f"exit {result.returncode}\n{result.stderr}"
    return (result.stdout + ending).replace(HERE + os.sep, "")


def compare(prefix):
    import difflib
    bad = 0
    names = programs(prefix)
    for name in names:
        with open(os.path.join(HERE, name[:-3] + ".out")) as file:
            wanted = file.read()
        got = our_output(name)
        if got != wanted:
            bad += 1
            print("DIFFERS:", name)
            sys.stdout.writelines(list(difflib.unified_diff(
                wanted.splitlines(True), got.splitlines(True), "CPython", "ours", n=0))[:24])
    print(f"{len(names) - bad} of {len(names)} programs agree")
    return bad == 0


def record(prefix):
    for name in programs(prefix):
        output = real_output(name)
        if output.endswith(")\n") and "\nexit 1\n" in output or "Traceback (most recent" in output and "exit 1" in output:
            print("FAILS ON CPython:", name)
            print(output[-600:])
        with open(os.path.join(HERE, name[:-3] + ".out"), "w") as file:
            file.write(output)


def run_with_our_text(name):
    import stand_ins
    stand_ins.install(text_files())
    sys.argv = [name]
    with open(name) as file:
        code = compile(file.read(), name, "exec")
    main = type(sys)("__main__")
    sys.modules["__main__"] = main
    main.__file__ = name
    exec(code, main.__dict__)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--run"]:
        run_with_our_text(arguments[1])
    elif arguments[:1] == ["--record"]:
        record((arguments + [""])[1])
    else:
        sys.exit(0 if compare((arguments + [""])[0]) else 1)
