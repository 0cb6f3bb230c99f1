"""Sockets, as CPython 3.11's `socket`: blocking happens in the system calls."""

import _system
import _socket_files
import errno as _errno
from _socket_constants import *
from _socket_constants import services as _services
from operator import index as _index

EBADF = _errno.EBADF
EAGAIN = EWOULDBLOCK = _errno.EAGAIN
error = OSError
timeout = TimeoutError
has_ipv6 = False
_default_timeout = None
_GLOBAL_DEFAULT_TIMEOUT = object()


class herror(OSError):
    pass


class gaierror(OSError):
    pass


herror.__module__ = gaierror.__module__ = "socket"


def _known(kind, value):
    try:
        return kind(value)
    except ValueError:
        return value


def _buffer(data):
    if isinstance(data, (bytes, bytearray, memoryview)):
        return data
    raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")


def _checked_timeout(value):
    if value is None:
        return None
    if not isinstance(value, (int, float)):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if value < 0:
        raise ValueError("Timeout value out of range")
    return float(value)


class socket:
    """One end of a conversation."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._handle = None
        self._closed = False
        self._io_refs = 0
        self._timeout = _default_timeout
        if fileno is not None:
            if isinstance(fileno, float):
                raise TypeError("integer argument expected, got float")
            if _index(fileno) < 0:
                raise ValueError("negative file descriptor")
            self._handle, family, type, proto = _system.sock_adopt(fileno)
            self._fd = fileno
        else:
            family = AF_INET if family == -1 else _index(family)
            type = SOCK_STREAM if type == -1 else _index(type)
            proto = 0 if proto == -1 else _index(proto)
            if type & ~(15 | SOCK_NONBLOCK | SOCK_CLOEXEC):
                raise OSError(_errno.EINVAL, "Invalid argument")
            if family == AF_INET and type & 15 == SOCK_RAW:
                raise PermissionError(1, "Operation not permitted")
            self._handle, self._fd = _system.sock_open(family, type, proto)
            if type & SOCK_NONBLOCK:
                self._timeout = 0.0
        self._family = int(family)
        self._type = int(type) & 15
        self.proto = int(proto)

    @classmethod
    def _made(cls, opened, family, type, proto):
        made = object.__new__(cls)
        made._handle, made._fd = opened
        made._closed = False
        made._io_refs = 0
        made._timeout = _default_timeout
        made._family = family
        made._type = type
        made.proto = proto
        return made

    @property
    def family(self):
        return _known(AddressFamily, self._family)

    @property
    def type(self):
        return _known(SocketKind, self._type)

    @property
    def timeout(self):
        return self._timeout

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __repr__(self):
        kind = self.__class__
        closed = " [closed]" if self._closed else ""
        text = (
            f"<{kind.__module__}.{kind.__qualname__}{closed} fd={self.fileno()}, "
            f"family={self._family}, type={self._type}, proto={self.proto}"
        )
        if not self._closed:
            for word, peer in (("laddr", False), ("raddr", True)):
                try:
                    name = _system.sock_name(self._handle, peer)
                    if name:
                        text += f", {word}={name}"
                except OSError:
                    pass
        return text + ">"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    def fileno(self):
        return -1 if self._handle is None else self._fd

    def dup(self):
        opened = _system.sock_dup(self._handle)
        made = self.__class__._made(opened, self._family, self._type, self.proto)
        made._timeout = self._timeout
        return made

    def detach(self):
        self._closed = True
        fd = self.fileno()
        if self._handle is not None:
            _system.sock_detach(self._handle)
            self._handle = None
        return fd

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def close(self):
        self._closed = True
        if self._io_refs <= 0 and self._handle is not None:
            handle, self._handle = self._handle, None
            _system.sock_close(handle)

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        return _socket_files.make(self, mode, buffering, encoding, errors, newline)

    def _address(self, call, address):
        if self._family == AF_UNIX:
            if isinstance(address, bytes):
                return address.decode()
            if not isinstance(address, str):
                raise TypeError(f"a bytes-like object is required, not '{type(address).__name__}'")
            return address
        if not isinstance(address, tuple):
            kind = type(address).__name__
            raise TypeError(f"{call}(): AF_INET address must be tuple, not {kind}")
        if len(address) != 2:
            raise TypeError("AF_INET address must be a pair (host, port)")
        host, port = address
        if isinstance(host, (bytes, bytearray)):
            host = host.decode()
        elif not isinstance(host, str):
            kind = type(host).__name__
            raise TypeError(f"str, bytes or bytearray expected, not {kind}")
        port = _index(port)
        if not 0 <= port <= 65535:
            raise OverflowError(f"{call}(): port must be 0-65535.")
        return (host, port)

    def bind(self, address, /):
        _system.sock_bind(self._handle, self._address("bind", address))

    def listen(self, backlog=128, /):
        _system.sock_listen(self._handle, _index(backlog))

    def accept(self):
        opened, address = _system.sock_accept(self._handle, self._timeout)
        made = socket._made(opened, self._family, self._type, self.proto)
        return made, address

    def connect(self, address, /):
        _system.sock_connect(self._handle, self._address("connect", address), self._timeout)

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except gaierror:
            raise
        except OSError as e:
            return EAGAIN if e.errno is None else e.errno
        return 0

    def send(self, data, flags=0, /):
        return _system.sock_send(self._handle, _buffer(data), int(flags), self._timeout, False)

    def sendall(self, data, flags=0, /):
        data = _buffer(data)
        if len(data):
            _system.sock_send(self._handle, data, int(flags), self._timeout, True)

    def sendto(self, *args):
        if len(args) not in (2, 3):
            raise TypeError(f"sendto() takes 2 or 3 arguments ({len(args)} given)")
        data = _buffer(args[0])
        flags = args[1] if len(args) == 3 else 0
        address = self._address("sendto", args[-1])
        return _system.sock_sendto(self._handle, data, int(flags), address, self._timeout)

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None, /):
        if ancdata:
            raise NotImplementedError("ancillary data is not simulated")
        data = b"".join(bytes(_buffer(part)) for part in buffers)
        if address is None:
            return self.send(data, flags)
        return self.sendto(data, flags, address)

    def sendfile(self, file, offset=0, count=None):
        if "b" not in getattr(file, "mode", "b"):
            raise ValueError("file should be opened in binary mode")
        if self._type != SOCK_STREAM:
            raise ValueError("only SOCK_STREAM type sockets are supported")
        if offset:
            file.seek(offset)
        total = 0
        while count is None or total < count:
            data = file.read(8192 if count is None else min(8192, count - total))
            if not data:
                break
            self.sendall(data)
            total += len(data)
        return total

    def _receive(self, call, size, flags):
        size = _index(size)
        if size < 0:
            raise ValueError(f"negative buffersize in {call}")
        return _system.sock_recv(self._handle, size, int(flags), self._timeout)

    def recv(self, bufsize, flags=0, /):
        return self._receive("recv", bufsize, flags)[0]

    def recvfrom(self, bufsize, flags=0, /):
        data, address, _ = self._receive("recvfrom", bufsize, flags)
        return data, address

    def recvmsg(self, bufsize, ancbufsize=0, flags=0, /):
        data, address, length = self._receive("recvmsg", bufsize, flags)
        return data, [], int(MSG_TRUNC) if length > len(data) else 0, address

    def recv_into(self, buffer, nbytes=0, flags=0):
        return self.recvfrom_into(buffer, nbytes, flags, "recv_into")[0]

    def recvfrom_into(self, buffer, nbytes=0, flags=0, _call="recvfrom_into"):
        if nbytes < 0:
            raise ValueError(f"negative buffersize in {_call}")
        if nbytes > len(buffer):
            raise ValueError("nbytes is greater than the length of the buffer")
        data, address, _ = self._receive(_call, nbytes or len(buffer), flags)
        buffer[:len(data)] = data
        return len(data), address

    def shutdown(self, how, /):
        _system.sock_shutdown(self._handle, _index(how))

    def getsockname(self):
        return _system.sock_name(self._handle, False)

    def getpeername(self):
        return _system.sock_name(self._handle, True)

    def settimeout(self, value, /):
        self._timeout = _checked_timeout(value)

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0.0

    def setsockopt(self, level, optname, value, optlen=None, /):
        if not isinstance(value, int):
            value = bytes(_buffer(value))
        _system.sock_setopt(self._handle, int(level), int(optname), value)

    def getsockopt(self, level, optname, buflen=0, /):
        value = _system.sock_getopt(self._handle, int(level), int(optname))
        if not buflen:
            return value if isinstance(value, int) else int.from_bytes(value[:4], "little")
        if isinstance(value, int):
            value = value.to_bytes(4, "little")
        return value[:buflen]

    def get_inheritable(self):
        return False

    def set_inheritable(self, inheritable):
        pass


SocketType = socket


def fromfd(fd, family, type, proto=0):
    first = socket(fileno=fd)
    made = first.dup()
    first.detach()
    return made


def close(fd):
    socket(fileno=fd).close()


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    family = AF_UNIX if family is None else family
    pair = _system.sock_pair(int(family), int(type), int(proto))
    return tuple(socket._made(end, int(family), int(type), int(proto)) for end in pair)


def create_connection(
    address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, all_errors=False
):
    host, port = address
    found = getaddrinfo(host, port, 0, SOCK_STREAM)
    for family, kind, proto, _, place in found:
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(place)
            return sock
        except OSError:
            if sock is not None:
                sock.close()
            raise


def create_server(
    address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False
):
    sock = socket(family, SOCK_STREAM)
    try:
        sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        try:
            sock.bind(address)
        except OSError as e:
            text = f"{e.strerror} (while attempting to bind on address {address!r})"
            raise OSError(e.errno, text) from None
        if backlog is None:
            sock.listen()
        else:
            sock.listen(backlog)
        return sock
    except OSError:
        sock.close()
        raise


def has_dualstack_ipv6():
    return False


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = _checked_timeout(timeout)


def gethostname():
    return _system.sock_host()


def gethostbyname(name):
    return _system.sock_resolve(name)


def gethostbyname_ex(name):
    return (name, [], [gethostbyname(name)])


def gethostbyaddr(address):
    ip = gethostbyname(address)
    name = _system.sock_host_of(ip)
    if name is None:
        raise herror(1, "Unknown host")
    return (name, [], [ip])


def getfqdn(name=""):
    name = name.strip()
    if not name or name == "0.0.0.0":
        name = gethostname()
    try:
        return gethostbyaddr(name)[0]
    except OSError:
        return name


def _port_of(port):
    if port is None:
        return 0
    if isinstance(port, (bytes, bytearray)):
        port = port.decode()
    if isinstance(port, str):
        if port.isdigit():
            return int(port)
        if port in _services:
            return _services[port]
        raise gaierror(EAI_SERVICE, "Servname not supported for ai_socktype")
    return _index(port)


_KINDS = ((SOCK_STREAM, IPPROTO_TCP), (SOCK_DGRAM, IPPROTO_UDP), (SOCK_RAW, 0))


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if family not in (AF_UNSPEC, AF_INET):
        raise gaierror(EAI_FAMILY, "ai_family not supported")
    port = _port_of(port)
    if isinstance(host, bytes):
        host = host.decode()
    if not host:
        host = "0.0.0.0" if flags & AI_PASSIVE else "127.0.0.1"
    place = (gethostbyname(host), port)
    name = host if flags & AI_CANONNAME else ""
    found = []
    for kind, number in _KINDS:
        if type in (0, kind) and proto in (0, number):
            found.append((AF_INET, kind, number, name, place))
    if not found:
        raise gaierror(EAI_SOCKTYPE, "ai_socktype not supported")
    return found


def getnameinfo(sockaddr, flags):
    host, port = sockaddr[:2]
    name = host if flags & NI_NUMERICHOST else getfqdn(host)
    by_port = {number: service for service, number in _services.items()}
    service = str(port) if flags & NI_NUMERICSERV else by_port.get(port, str(port))
    return (name, service)


def getservbyname(name, protocol=None):
    if name not in _services:
        raise OSError("service/proto not found")
    return _services[name]


def getservbyport(port, protocol=None):
    for name, number in _services.items():
        if number == port:
            return name
    raise OSError("port/proto not found")


def getprotobyname(name):
    known = {"ip": 0, "icmp": 1, "tcp": 6, "udp": 17}
    if name not in known:
        raise OSError("protocol not found")
    return known[name]


def if_nameindex():
    return [(1, "lo"), (2, "eth0")]


def inet_aton(text):
    parts = text.split(".")
    try:
        numbers = [int(part, 0) for part in parts]
        if len(parts) > 4 or any(not 0 <= number < 256 for number in numbers[:-1]):
            raise ValueError
        packed = bytes(numbers[:-1])
        return packed + numbers[-1].to_bytes(4 - len(packed), "big")
    except (ValueError, OverflowError):
        raise OSError("illegal IP address string passed to inet_aton") from None


def inet_ntoa(packed):
    if len(_buffer(packed)) != 4:
        raise OSError("packed IP wrong length for inet_ntoa")
    return ".".join(str(byte) for byte in bytes(packed))


def inet_pton(family, text):
    if family != AF_INET:
        raise OSError(_errno.EAFNOSUPPORT, "Address family not supported by protocol")
    parts = text.split(".")
    if len(parts) != 4 or not all(part.isdigit() and int(part) < 256 for part in parts):
        raise OSError("illegal IP address string passed to inet_pton")
    return bytes(int(part) for part in parts)


def inet_ntop(family, packed):
    if family != AF_INET:
        raise OSError(_errno.EAFNOSUPPORT, "Address family not supported by protocol")
    if len(_buffer(packed)) != 4:
        raise ValueError("invalid length of packed IP address string")
    return inet_ntoa(packed)


def _swapped(name, number, bytes_):
    number = _index(number)
    bits = 8 * bytes_
    if number < 0:
        raise OverflowError(
            f"{name}: can't convert negative Python int to C {bits}-bit unsigned integer"
            if bytes_ == 2
            else "can't convert negative value to unsigned int"
        )
    if number >> bits:
        raise OverflowError(
            f"{name}: Python int too large to convert to C {bits}-bit unsigned integer"
            if bytes_ == 2
            else "int larger than 32 bits"
        )
    return int.from_bytes(number.to_bytes(bytes_, "big"), "little")


def htons(number):
    return _swapped("htons", number, 2)


def ntohs(number):
    return _swapped("ntohs", number, 2)


def htonl(number):
    return _swapped("htonl", number, 4)


def ntohl(number):
    return _swapped("ntohl", number, 4)
