import argparse, sys
sys.stderr = sys.stdout
def run(setup, *lines):
    p = argparse.ArgumentParser(prog="p")
    setup(p)
    print(p.format_usage(), end="")
    for line in lines:
        try:
            print(line, p.parse_args(line.split()))
        except SystemExit as e:
            print("exit", e.code)
run(lambda p: p.add_argument("files", nargs="*"), "", "a b c")
run(lambda p: p.add_argument("files", nargs="+"), "", "a b")
run(lambda p: p.add_argument("one", nargs="?", default="d"), "", "a", "a b")
run(lambda p: p.add_argument("pair", nargs=2, type=int), "1 2", "1", "1 x")
run(lambda p: p.add_argument("--opt", nargs="?", const="c", default="d"), "", "--opt", "--opt x")
run(lambda p: p.add_argument("--many", nargs="+", type=int), "--many 1 2 3", "--many", "--many -1 -2")
run(lambda p: p.add_argument("--xy", nargs=2, metavar=("X", "Y")), "--xy 1 2", "--xy 1")
run(lambda p: (p.add_argument("src", nargs="+"), p.add_argument("dst")), "a b c", "a", "a b")
run(lambda p: (p.add_argument("a"), p.add_argument("b", nargs="?"), p.add_argument("-v", action="store_true")), "1 -v 2", "-v 1 2", "1 2 -v")
run(lambda p: (p.add_argument("cmd"), p.add_argument("rest", nargs=argparse.REMAINDER)), "run -x --y z", "run")
run(lambda p: p.add_argument("n", type=float), "-5", "1e3", "-.5")
