import signal
print(signal.SIGINT, repr(signal.SIGINT), int(signal.SIGTERM), signal.SIG_DFL, repr(signal.SIG_IGN), signal.getsignal(signal.SIGINT) is signal.default_int_handler)
def handler(number, frame):
    print("handled", number, signal.Signals(number).name)
old = signal.signal(signal.SIGINT, handler)
print(old is signal.default_int_handler, signal.getsignal(signal.SIGINT) is handler)
signal.raise_signal(signal.SIGINT)
print(signal.signal(signal.SIGTERM, handler))
signal.raise_signal(signal.SIGTERM)
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.raise_signal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    signal.raise_signal(signal.SIGINT)
    print("not here")
except KeyboardInterrupt as e:
    print("interrupted", repr(e))
for f in (lambda: signal.signal(signal.SIGINT, 5.5), lambda: signal.signal(99, handler), lambda: signal.signal(signal.SIGKILL, handler)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(signal.strsignal(2), signal.Signals.SIGHUP)
