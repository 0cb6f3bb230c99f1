import logging, sys
logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s")
try:
    1 / 0
except ZeroDivisionError:
    logging.exception("failed %s", "here")
    logging.error("with info", exc_info=True)
    logging.warning("without")
try:
    {}["k"]
except KeyError as e:
    logging.error("given", exc_info=e)
logging.error("none", exc_info=True)
