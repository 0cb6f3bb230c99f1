import argparse, sys
sys.stderr = sys.stdout
p = argparse.ArgumentParser(prog="client.py", description="A client that talks to a server somewhere, with a description long enough to be wrapped over lines.")
p.add_argument("host", help="server host")
p.add_argument("-p", "--port", type=int, default=5555, help="port number (default: %(default)s)")
p.add_argument("-v", "--verbose", action="store_true")
p.add_argument("-n", "--count", type=int, metavar="N", help="how many messages are to be sent before the program gives up and ends")
p.add_argument("--mode", choices=["push", "pull"], default="push", help="direction")
for args in [["h"], ["h", "-p", "80", "-v"], ["--port=99", "h"], ["-p7", "h"], ["h", "--mode", "pull", "--count", "3"], ["h", "--verb"], ["--", "-h"]]:
    print(args, p.parse_args(args))
p.print_help()
p.print_usage()
for args in [[], ["h", "-p"], ["h", "-p", "x"], ["h", "--mode", "z"], ["h", "extra", "--no"], ["h", "-x"], ["-h"], ["h", "--verbose=1"], ["h", "-vq"]]:
    try:
        p.parse_args(args)
    except SystemExit as e:
        print("exit", e.code)
ns = p.parse_args(["h"])
print(ns.port, vars(ns), ns == p.parse_args(["h"]), "port" in ns)
