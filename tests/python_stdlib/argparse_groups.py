import argparse, sys
sys.stderr = sys.stdout
p = argparse.ArgumentParser(prog="p")
g = p.add_argument_group("network", "options of the network")
g.add_argument("--host", default="localhost", help="the host")
m = p.add_mutually_exclusive_group()
m.add_argument("--client", action="store_true")
m.add_argument("--server", action="store_true")
r = p.add_mutually_exclusive_group(required=True)
r.add_argument("-x", type=int)
r.add_argument("-y", type=int)
p.print_help()
for line in ["-x 1", "-x 1 --client", "--client --server -x 1", "", "-x 1 -y 2"]:
    try:
        print(p.parse_args(line.split()))
    except SystemExit as e:
        print("exit", e.code)
