import argparse
p = argparse.ArgumentParser(description="Echo server.", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
p.add_argument("--host", default="127.0.0.1", help="address to bind"); p.add_argument("--port", "-p", type=int, default=5555, help="port"); p.add_argument("--workers", type=int, choices=range(1, 5), default=2)
p.add_argument("-x", dest="xs", nargs="+", type=float); p.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True)
g = p.add_argument_group("logging", "about logs"); g.add_argument("--log", metavar="LEVEL", default="INFO")
a = p.parse_args([]); print(a); print(a.port, p.parse_args(["-x", "1", "2.5", "--no-flag"])); p.print_help(); p.print_usage()
p2 = argparse.ArgumentParser(add_help=False, prog="raw", formatter_class=argparse.RawDescriptionHelpFormatter, description="line1\n  line2"); p2.add_argument("f", type=open if False else str); print(p2.format_help())
def pos(s):
    v = int(s)
    if v < 0: raise argparse.ArgumentTypeError(f"{v} is negative")
    return v
p3 = argparse.ArgumentParser(prog="p3"); p3.add_argument("n", type=pos); p3.parse_args(["-3"] if False else ["--", "-3"])
