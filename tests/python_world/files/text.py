import os

with open("out.txt", "w") as f:
    print(f.write("one\n"), f.writable(), f.readable(), f.name, f.mode)
    f.writelines(["two\n", "three\n"])
    print("four", "five", sep=",", file=f)
print(f.closed)
with open("out.txt") as f:
    for line in f:
        print(repr(line))
with open("out.txt") as f:
    print(repr(f.read(5)), f.tell(), repr(f.readline()), f.tell(), f.readlines(), repr(f.read()))
    print(f.seek(4), repr(f.readline()))
with open("out.txt", "a") as f:
    f.write("six")
print(open("out.txt").read().split())
with open("out.txt", "r+") as f:
    print(f.read(3))
    f.seek(0)
    f.write("ONE")
    f.seek(0, 2)
    f.write("!")
print(open("out.txt").readlines())
with open("out.txt", "w+") as f:
    f.write("ä€\r\nx\ry\n")
    f.seek(0)
    print(f.readlines())
with open("out.txt", newline="") as f:
    print(f.readlines())
print(open("out.txt", "rb").read(), os.path.getsize("out.txt"))
with open("new.txt", "x") as f:
    f.write("n")
for call in (
    lambda: open("new.txt", "x"), lambda: open("missing.txt"), lambda: open("no/such/dir.txt", "w"),
    lambda: open("out.txt", "z"), lambda: open("out.txt", "rw"), lambda: open("out.txt", "rbt"),
    lambda: open("out.txt", "rb", encoding="utf-8"), lambda: open("."), lambda: f.write("x"),
    lambda: open("out.txt").write("x"), lambda: open("out.txt", "w").read(),
    lambda: open("out.txt", "w").write(b"x"), lambda: open("out.txt", "wb").write("x"), lambda: open(1.5),
):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
try:
    open("gone.txt")
except FileNotFoundError as e:
    print(e.errno, e.strerror, e.filename, isinstance(e, OSError))
print(repr(open("new.txt")), repr(open("new.txt", "rb")), repr(open("new.txt", "wb")))
os.remove("new.txt")
os.remove("out.txt")
