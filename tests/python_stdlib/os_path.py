import os, os.path
from os.path import join, basename
print(join("a", "b", "c.txt"), join("a/", "/b"), join("", "x"), join("a", ""), basename("/x/y.z"), os.path.dirname("/x/y.z"), os.path.split("/a/b/"), os.path.splitext("a/b.tar.gz"), os.path.splitext(".bashrc"), os.path.splitext("a.b/c"))
print(os.path.isabs("/a"), os.path.normpath("a/./b/../c//d"), os.path.normpath("/../a"), os.path.normpath(""), os.path.commonprefix(["abc", "abd"]), os.path.commonpath(["/a/b", "/a/c"]), os.path.relpath("/a/b", "/a/c"), os.path.join(b"a", b"b"))
print(os.sep, repr(os.linesep), os.name, os.pathsep, os.curdir, os.path.exists("/no/such"), os.path.isfile("/no"), os.path.basename("x/"), os.path.abspath("/a/../b"))
for f in (lambda: join("a", 5), lambda: join("a", b"b"), lambda: os.listdir("/no/such"), lambda: os.remove("/no/such"), lambda: os.path.getsize("/no")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e if not isinstance(e, TypeError) else "")
