import argparse, sys
sys.stderr = sys.stdout
p = argparse.ArgumentParser(prog="tool", description="Tool.")
p.add_argument("-d", action="store_true", help="debug")
sub = p.add_subparsers(dest="command", required=True, help="what to do")
send = sub.add_parser("send", help="send a message", aliases=["s"])
send.add_argument("text")
send.add_argument("--times", type=int, default=1)
send.set_defaults(func=lambda a: a.text * a.times)
recv = sub.add_parser("recv", help="receive", description="Receives.")
recv.add_argument("-n", type=int)
p.print_help()
recv.print_help()
for line in ["send hi --times 2", "-d recv -n 3", "s x", "", "fly", "send", "recv -n x", "send a b"]:
    try:
        a = p.parse_args(line.split())
        print({k: v for k, v in vars(a).items() if k != "func"}, a.func(a) if "func" in a else "")
    except SystemExit as e:
        print("exit", e.code)
q = argparse.ArgumentParser(prog="t2")
s2 = q.add_subparsers(title="commands", metavar="CMD")
s2.add_parser("a", help="do a")
q.print_help()
print(q.parse_args(["a"]), q.parse_args([]))
