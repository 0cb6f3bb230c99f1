import logging, sys
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(asctime)s %(levelname)s %(name)s: %(message)s", datefmt="X")
logging.debug("d"); logging.info("i %d %s", 1, "x"); logging.warning("w %(a)s", {"a": 5}); logging.error("e"); logging.critical("c")
log = logging.getLogger("app.sub"); log.info("hello"); log.setLevel("WARNING"); log.info("no"); log.warning("yes"); print(log, log.level, log.getEffectiveLevel(), log.parent, logging.getLogger("app"), log.isEnabledFor(10), log.name, logging.getLevelName(30), logging.getLevelName("INFO"))
try: 1 / 0
except ZeroDivisionError: log.exception("bad %s", "thing"); log.error("err", exc_info=True)
h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter("[%(levelname)-8s] %(funcName)s:%(lineno)d %(filename)s %(module)s %(message)s")); log.addHandler(h); log.propagate = False
def fn(): log.warning("inside")
fn(); log.log(45, "custom"); logging.addLevelName(45, "ODD"); log.log(45, "custom")
class Fil(logging.Filter):
    def filter(self, r): return "skip" not in r.getMessage()
log.addFilter(Fil()); log.error("skip me"); log.error("keep")
f = logging.Formatter("{levelname} {message}", style="{"); h.setFormatter(f); log.error("braces")
log.error("extra", extra={"ip": "1.2.3.4"}); h.setFormatter(logging.Formatter("%(ip)s %(message)s")); log.error("extra", extra={"ip": "1.2.3.4"})
class MyH(logging.Handler):
    def emit(self, record): print("MyH", self.format(record), record.levelno, record.args)
log.handlers = [MyH()]; log.warning("to my %s", "handler"); log.removeHandler(log.handlers[0]); print(log.handlers, log.hasHandlers())
logging.getLogger().setLevel(logging.ERROR); logging.warning("not shown"); logging.disable(logging.CRITICAL); logging.critical("nothing"); logging.disable(logging.NOTSET)
ad = logging.LoggerAdapter(logging.getLogger("ad"), {"k": 1}); ad.error("adapted")
logging.warn if False else None
