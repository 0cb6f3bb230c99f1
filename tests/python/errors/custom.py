class ZError(Exception):
    def __init__(self, errno, msg):
        self.errno = errno
        self.strerror = msg
    def __str__(self):
        return self.strerror + " (custom)"
def go():
    raise ZError(11, "Resource temporarily unavailable")
go()
