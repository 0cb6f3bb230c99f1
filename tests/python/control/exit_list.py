import sys
def main():
    try:
        sys.exit([1, "two"])
    except Exception:
        print("not caught: no Exception")
main()
