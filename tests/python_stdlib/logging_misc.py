import logging, sys, io
print(logging.getLevelName(20), logging.getLevelName("ERROR"), logging.getLevelName(15))
logging.addLevelName(15, "NOTICE")
logging.basicConfig(stream=sys.stdout, level=15, format="%(levelname)s:%(message)s")
logging.log(15, "noticed")
for f in (lambda: logging.getLogger().setLevel("LOUD"), lambda: logging.getLogger().setLevel(1.5), lambda: logging.getLogger(5), lambda: logging.getLogger().log("x", "y"), lambda: logging.getLogger().warning("x", extra={"name": 1})):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
logging.getLogger("e").warning("extra", extra={"user": "ann"})
ad = logging.LoggerAdapter(logging.getLogger("ad"), {"user": "bob"})
ad.info("hidden? %s", 1)
ad.error("adapted")
s = io.StringIO()
logging.basicConfig(stream=s, level=logging.WARNING, force=True)
logging.warning("into s")
print(repr(s.getvalue()))
logging.getLogger("n").addHandler(logging.NullHandler())
class ListHandler(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []
    def emit(self, record):
        self.records.append(self.format(record))
lh = ListHandler()
logging.getLogger("q").addHandler(lh)
logging.getLogger("q").error("e %d", 5)
print(lh.records)
