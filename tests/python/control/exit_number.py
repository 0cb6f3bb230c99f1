import sys
try:
    sys.exit(3)
except SystemExit as e:
    print(repr(e), e.code)
try:
    sys.exit()
except SystemExit as e:
    print(repr(e), e.code)
try:
    sys.exit((1, 2))
except SystemExit as e:
    print(repr(e), e.code)
try:
    raise SystemExit
except BaseException as e:
    print(type(e).__mro__[1].__name__, e.code)
try: quit()
except SystemExit as e: print("quit", e.code)
try: exit(4)
except SystemExit as e: print("exit", e.code)
try:
    sys.exit(258)
finally:
    print("finally runs")
