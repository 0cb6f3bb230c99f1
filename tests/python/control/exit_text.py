import sys
print("before")
sys.exit("some text for stderr")
