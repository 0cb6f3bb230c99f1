import errno, os
print(errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNREFUSED, errno.errorcode[111], errno.EADDRINUSE, errno.errorcode[errno.EINTR], errno.ETIMEDOUT, errno.EPIPE, errno.ENOTSUP, errno.ENOTSOCK, errno.EHOSTUNREACH, errno.EINPROGRESS)
try:
    raise OSError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))
except ConnectionRefusedError as e:
    print(e, e.errno == errno.ECONNREFUSED)
