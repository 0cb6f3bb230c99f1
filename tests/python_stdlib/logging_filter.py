import logging, sys
h = logging.StreamHandler(sys.stdout)
log = logging.getLogger("f")
log.addHandler(h)
class Only(logging.Filter):
    def filter(self, record):
        record.msg = "* " + record.msg
        return "skip" not in record.getMessage().lower()
log.addFilter(Only())
log.warning("please skip")
log.warning("keep %s", 1)
h.addFilter(lambda record: record.levelno > logging.WARNING)
log.warning("gone")
log.error("stays")
h.filters.clear()
h.addFilter(logging.Filter("g"))
log.error("not g")
logging.getLogger("g").addHandler(h)
logging.getLogger("g.x").error("from g.x")
