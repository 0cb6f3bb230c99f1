import os
os.environ["MAIL"] = "box"
print(os.environ["MAIL"], os.environ.get("NOPE"), os.getenv("NOPE", "d"), os.getenv("MAIL"), "MAIL" in os.environ, os.environ.setdefault("MAIL", "z"))
del os.environ["MAIL"]
for f in (lambda: os.environ["MAIL"], lambda: os.environ.__setitem__("A", 5)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(os.getpid() == os.getpid(), isinstance(os.getpid(), int), len(os.urandom(8)), type(os.urandom(1)), isinstance(os.getcwd(), str), os.environ.pop("NOPE", 1), os.strerror(111), os.strerror(2), os.path.expandvars("$NOPE/x"))
