import os
import os.path
import tempfile

os.mkdir("a")
os.makedirs("a/b/c")
os.makedirs("a/b/c", exist_ok=True)
for name in ("a/1.txt", "a/b/2.txt", "a/b/c/3.txt"):
    with open(name, "w") as f:
        f.write(name)
print(sorted(os.listdir("a")), os.path.exists("a/1.txt"), os.path.isdir("a"), os.path.isfile("a"))
for top, folders, files in os.walk("a"):
    print(top, folders, files)
os.rename("a/1.txt", "a/one.txt")
os.rename("a/b", "a/bb")
print(sorted(os.listdir("a")), open("a/bb/c/3.txt").read())
for call in (
    lambda: os.mkdir("a"), lambda: os.remove("a"), lambda: os.remove("none"), lambda: os.listdir("none"),
    lambda: os.rmdir("a"), lambda: os.mkdir("x/y"), lambda: os.rename("none", "n2"), lambda: os.makedirs("a"),
):
    try:
        call()
    except OSError as e:
        print(type(e).__name__, e)
os.remove("a/bb/c/3.txt")
os.rmdir("a/bb/c")
print(os.listdir("a/bb"), os.stat("a/one.txt").st_size)
print(os.path.basename(os.path.abspath("a/../b.txt")), os.path.join("a", "b"), os.path.splitext("x.tar.gz"))
with tempfile.TemporaryDirectory() as d:
    p = os.path.join(d, "t.txt")
    open(p, "w").write("hi")
    print(os.path.isdir(d), open(p).read())
print(os.path.exists(d))
with tempfile.NamedTemporaryFile("w+") as t:
    t.write("abc")
    t.flush()
    print(open(t.name).read())
    t.seek(0)
    print(t.read())
print(os.path.exists(t.name))
print(os.environ.get("NOT_THERE"), "HOME" in os.environ, os.getenv("NOT_THERE", "default"))
os.environ["MINE"] = "1"
print(os.environ["MINE"], os.getpid() > 0, os.getcwd() == os.path.abspath("."))
