def wait():
    raise KeyboardInterrupt("stop")
try:
    wait()
except Exception:
    print("not an Exception")
finally:
    print("finally")
