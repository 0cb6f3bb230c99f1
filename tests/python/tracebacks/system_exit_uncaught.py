def quit_it():
    raise SystemExit("goodbye")
try:
    quit_it()
except Exception:
    print("never")
