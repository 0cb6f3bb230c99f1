import argparse, sys
sys.stderr = sys.stdout
p = argparse.ArgumentParser(prog="p", epilog="The end.")
p.add_argument("-v", action="count", default=0, help="more")
p.add_argument("-a", action="append", help="append")
p.add_argument("-q", action="store_false", dest="loud")
p.add_argument("-c", action="store_const", const=42)
p.add_argument("-e", action="extend", nargs="+")
p.add_argument("-k", action="append_const", const="k", dest="a2")
p.add_argument("--feature", action=argparse.BooleanOptionalAction, default=True, help="feature")
p.add_argument("--version", action="version", version="%(prog)s 1.0")
p.add_argument("--secret", help=argparse.SUPPRESS)
class Up(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values.upper())
p.add_argument("-u", action=Up)
print(p.parse_args("-vvv -a 1 -a 2 -q -c -e x y -e z -k -k --no-feature -u shout".split()))
print(p.parse_args([]))
p.print_help()
try:
    p.parse_args(["--version"])
except SystemExit as e:
    print(e.code)
print(p.parse_known_args(["-v", "--unknown", "pos"]))
p.set_defaults(extra=5, c=1)
print(p.parse_args([]).extra, p.get_default("c"))
