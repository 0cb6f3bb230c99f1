def ping(n): return pong(n + 1)
def pong(n): return ping(n + 1)
try:
    ping(0)
except RecursionError as error:
    print("caught", str(error)[:32])
def limited(n):
    if n == 3: raise ValueError("deep")
    limited(n + 1)
limited(0)
