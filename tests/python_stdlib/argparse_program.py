import argparse, sys
def mk():
    p = argparse.ArgumentParser(prog="tool", description="A tool that does things.", epilog="Bye.")
    p.add_argument("host", help="the host"); p.add_argument("port", type=int, nargs="?", default=80, help="port (default: %(default)s)")
    p.add_argument("-v", "--verbose", action="store_true", help="talk more"); p.add_argument("-n", "--count", type=int, default=1, metavar="N"); p.add_argument("--mode", choices=["a", "b"], required=True); p.add_argument("--tag", action="append"); p.add_argument("-q", action="count", default=0); p.add_argument("--version", action="version", version="%(prog)s 1.0"); p.add_argument("--ratio", type=float); p.add_argument("rest", nargs="*")
    return p
p = mk(); p.print_help(); print(p.format_usage())
for a in [["h", "--mode", "a"], ["h", "5", "-v", "-n3", "--mode=b", "--tag", "x", "--tag=y", "-qqq", "r1", "r2"], [], ["h", "x", "--mode", "a"], ["h", "--mode", "c"], ["h", "--mode"], ["h", "--mode", "a", "--nope"], ["--version"], ["-h"], ["h", "--mode", "a", "--ratio", "zz"], ["h", "--mode", "a", "--verb"], ["h", "--mode", "a", "-n", "-5"]]:
    try: print(vars(mk().parse_args(a)))
    except SystemExit as e: print("exit", e.code); sys.stdout.flush()
sp = argparse.ArgumentParser(prog="git"); s = sp.add_subparsers(dest="cmd", required=True, help="commands"); c = s.add_parser("clone", help="clone it"); c.add_argument("url"); c.set_defaults(func=lambda a: print("cloning", a.url)); pu = s.add_parser("push"); pu.add_argument("--force", action="store_true")
a = sp.parse_args(["clone", "u"]); a.func(a); print(sp.parse_args(["push", "--force"]))
try: sp.parse_args([])
except SystemExit as e: print(e.code)
try: sp.parse_args(["zz"])
except SystemExit as e: print(e.code)
g = argparse.ArgumentParser(prog="g"); x = g.add_mutually_exclusive_group(); x.add_argument("--a", action="store_true"); x.add_argument("--b", action="store_true"); print(g.parse_args(["--a"]), g.parse_known_args(["--b", "zz", "--q"]))
try: g.parse_args(["--a", "--b"])
except SystemExit as e: print(e.code)
print(p.parse_args(["h", "--mode", "a"]).port, argparse.Namespace(x=1), argparse.Namespace(x=1) == argparse.Namespace(x=1))
p.error("custom problem")
