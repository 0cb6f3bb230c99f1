import time
from clone import Clone

time.sleep(0.5)
SUBTREE = b"/client/"
clone = Clone()
clone.subtree = SUBTREE
clone.connect("tcp://localhost", 41040)
time.sleep(0.2)
for number in range(6):
    key = b"%d" % (number % 4)
    clone.set(SUBTREE + key, b"value %d" % number, 1 if number == 5 else 0)
clone[b"/elsewhere/x"] = b"seen by nobody"
time.sleep(0.6)
print([clone[SUBTREE + b"%d" % n] for n in range(5)])
time.sleep(1.5)
print([clone[SUBTREE + b"%d" % n] for n in range(5)])
