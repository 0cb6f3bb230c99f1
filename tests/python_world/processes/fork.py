import os
import sys

x = 1
pid = os.fork()
if pid == 0:
    x = 2
    print("child", x, flush=True)
    os._exit(3)
done, status = os.waitpid(pid, 0)
print("parent", x, done == pid, os.WEXITSTATUS(status))
r = os.fork()
if r == 0:
    sys.exit("leaves")
print(os.waitstatus_to_exitcode(os.waitpid(r, 0)[1]))
try:
    os.kill(pid, 0)
except ProcessLookupError as e:
    print(e)
