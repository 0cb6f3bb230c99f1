//! Modules of the standard library and well-known packages that cannot be
//! imported here, and what works in their place. Importing one is refused
//! before the run, unless the `import` stands in a `try`, which then finds
//! `ModuleNotFoundError`. An unknown name is no matter for this list: it is the
//! same error at run time as everywhere.
//!
//! A file of the program's own cannot have one of these names.

/// Names, and what works instead.
const ABSENT: &[(&str, &str)] = &[
    (
        "asyncio aiohttp aiozmq trio anyio uvloop asyncore asynchat gevent eventlet twisted tornado",
        "a thread for each task (`threading`, `queue`), or one loop over several sockets",
    ),
    (
        "subprocess pty popen2 commands sh pexpect",
        "another process in the scenario file, and messages between them",
    ),
    (
        "ssl cryptography Crypto OpenSSL nacl",
        "messages without encryption; digests are in `hashlib` and `hmac`",
    ),
    (
        "requests urllib urllib2 urllib3 http httplib httpx ftplib smtplib imaplib poplib telnetlib xmlrpc email flask django fastapi bottle",
        "a protocol of one's own over messages or plain sockets",
    ),
    (
        "numpy pandas scipy matplotlib sklearn tensorflow torch cv2 PIL numba",
        "lists, and the modules `math`, `statistics`, `random` and `struct`",
    ),
    (
        "decimal fractions cmath",
        "`int`, which has no bound, and `float`",
    ),
    (
        "array ctypes mmap cffi cython",
        "`bytes`, `bytearray` and `struct`",
    ),
    (
        "re regex",
        "the methods of `str`: `split`, `partition`, `find`, `startswith`, `isdigit`",
    ),
    (
        "csv configparser xml html yaml tomllib toml sqlite3 shelve dbm marshal msgpack ujson simplejson orjson bson cPickle protobuf google avro",
        "`json`, `pickle` or `struct`",
    ),
    (
        "pathlib shutil glob fnmatch fileinput zipfile tarfile gzip zlib bz2 lzma",
        "`open` and `os`, on files in memory; data goes uncompressed",
    ),
    (
        "tkinter turtle curses readline cmd code pygame colorama tqdm rich click docopt fire",
        "`print` and `input`; options are read by `argparse`",
    ),
    (
        "unittest doctest pytest nose hypothesis mock",
        "`assert`, and the expectations of the scenario file",
    ),
    (
        "gc weakref tracemalloc resource psutil platform sysconfig locale gettext pwd grp fcntl termios tty syslog msvcrt winreg",
        "`sys` and `os`",
    ),
    (
        "inspect ast dis tokenize symtable importlib imp pkgutil runpy zipimport site code codeop pdb bdb trace cProfile profile pstats timeit faulthandler",
        "stepping through the program, and `time.perf_counter`",
    ),
    (
        "codecs unicodedata stringprep",
        "`str.encode` and `bytes.decode`",
    ),
    ("sched", "`threading.Timer`, or `heapq` and `time.sleep`"),
    ("getpass", "`input`"),
    (
        "six past future builtins2 Queue SocketServer ConfigParser StringIO cStringIO thread",
        "the Python 3 module, such as `queue`, `socketserver` or `io`",
    ),
];

/// What works instead of this module, if it is a known one that is not here.
pub fn instead_of(module: &str) -> Option<&'static str> {
    let top = module.split('.').next().unwrap_or(module);
    ABSENT
        .iter()
        .find(|(names, _)| names.split(' ').any(|name| name == top))
        .map(|(_, instead)| *instead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::{Texts, modules};

    #[test]
    fn what_is_there_is_not_refused() {
        for (name, _) in modules::texts(&Texts::default()) {
            assert_eq!(instead_of(&name), None, "{name}");
        }
        assert!(instead_of("xml.etree.ElementTree").is_some());
    }
}
