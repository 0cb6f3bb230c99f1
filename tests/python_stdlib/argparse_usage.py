import argparse, sys
sys.stderr = sys.stdout
p = argparse.ArgumentParser(prog="program_with_long_name.py", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
for i in range(8):
    p.add_argument(f"--option-number-{i}", type=int, default=i, help=f"help for {i}")
p.add_argument("input_file", help="input")
p.add_argument("output_file", nargs="*", help="output")
p.print_help()
r = argparse.ArgumentParser(prog="raw", formatter_class=argparse.RawDescriptionHelpFormatter, description="line one\n  line two", epilog="example:\n  raw x", usage="%(prog)s [things]")
r.add_argument("x", help="100%% sure, choose %(prog)s")
r.print_help()
t = argparse.ArgumentParser(prog="t", formatter_class=argparse.RawTextHelpFormatter, add_help=False)
t.add_argument("--a", help="one\ntwo", required=True)
t.print_help()
try:
    t.parse_args([])
except SystemExit as e:
    print(e.code)
print(repr(argparse.ArgumentParser(prog="z").format_usage()), argparse.ArgumentParser(prog="n", add_help=False).format_help())
