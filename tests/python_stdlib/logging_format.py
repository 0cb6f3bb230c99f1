import logging, sys
def handler(fmt, **kw):
    h = logging.StreamHandler(sys.stdout)
    h.setFormatter(logging.Formatter(fmt, **kw))
    return h
log = logging.getLogger("fmt")
log.setLevel(logging.DEBUG)
log.propagate = False
for fmt, kw in [("%(name)s|%(levelname)-8s|%(message)s", {}), ("[%(levelno)d] %(funcName)s:%(lineno)d %(module)s %(threadName)s %(message)s", {}), ("{levelname:>10}|{message}", {"style": "{"}), ("$name: ${message}", {"style": "$"}), (None, {})]:
    h = handler(fmt, **kw)
    log.addHandler(h)
    log.warning("text %s", "x")
    log.removeHandler(h)
def inside():
    h = handler("%(filename)s %(funcName)s %(processName)s %(message)s")
    log.addHandler(h)
    log.info("here")
    log.removeHandler(h)
inside()
h = handler("%(asctime)s", datefmt="%Y")
log.addHandler(h)
h2 = handler("%(asctime)s %(msecs)03d")
rec = log.makeRecord("n", 20, "p/f.py", 5, "m", (), None)
rec.created, rec.msecs = 1700000000.123, 123.0
print(h.format(rec), h2.format(rec), handler("%(extra1)s %(pathname)s").format(logging.makeLogRecord({"extra1": "E", "pathname": "x"})))
for f in (lambda: logging.Formatter("no fields"), lambda: logging.Formatter("x", style="!")):
    try:
        f()
    except ValueError as e:
        print(e)
