def work():
    try:
        1 / 0
    except ZeroDivisionError:
        print("logging")
        raise
def main():
    try:
        work()
    finally:
        print("finally")
main()
