import argparse, sys
sys.stderr = sys.stdout
def positive(text):
    n = int(text)
    if n <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return n
p = argparse.ArgumentParser(prog="p")
p.add_argument("-n", type=positive)
p.add_argument("-f", type=float, default="1.5")
p.add_argument("-l", type=lambda s: s.split(","))
p.add_argument("--num", type=int, choices=range(1, 4))
p.add_argument("--foo-bar", dest="fb")
p.add_argument("--foo-baz")
for line in ["-n 5", "-n -5", "-n x", "-f 2", "-f z", "-l a,b", "--num 2", "--num 9", "--foo-bar 1", "--foo-b 1", "--foo 1", "--foo-baz=a=b", "-n5 -f2"]:
    try:
        print(p.parse_args(line.split()))
    except SystemExit as e:
        print("exit", e.code)
q = argparse.ArgumentParser(prog="q", exit_on_error=False)
q.add_argument("-n", type=int)
try:
    q.parse_args(["-n", "x"])
except argparse.ArgumentError as e:
    print("caught", e)
try:
    q.add_argument("-n")
except argparse.ArgumentError as e:
    print(e)
for bad in [lambda: q.add_argument("x", required=True), lambda: q.add_argument("-z", action="nope"), lambda: q.add_argument("-z", type="int")]:
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
