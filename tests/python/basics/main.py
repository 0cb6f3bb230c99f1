"""Module docstring."""
import sys
import time
def main(argv):
    print("main", len(argv), __name__, __doc__)
    start = time.time()
    time.sleep(0.01)
    print(time.time() - start >= 0.009, isinstance(time.monotonic(), float))
    return 0
if __name__ == "__main__":
    sys.exit(main(sys.argv))
