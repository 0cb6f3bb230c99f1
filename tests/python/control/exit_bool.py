import sys
sys.stderr.write("to stderr\n")
print("to stderr by print", file=sys.stderr)
sys.exit(True)
