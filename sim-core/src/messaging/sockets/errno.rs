//! Error numbers of Linux that socket calls give, with names, texts, and the
//! exception that CPython makes of each.

use crate::python::{Data, Raise};

/// An error that a call returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Errno(pub i32);

macro_rules! errnos {
    ($($name:ident = $number:literal, $text:literal, $class:literal;)*) => {
        #[allow(missing_docs)]
        impl Errno {
            $(pub const $name: Errno = Errno($number);)*

            /// Number, name, text and exception of each.
            const ALL: &[(i32, &str, &str, &str)] =
                &[$(($number, stringify!($name), $text, $class)),*];
        }
    };
}

errnos! {
    ENOENT = 2, "No such file or directory", "FileNotFoundError";
    EBADF = 9, "Bad file descriptor", "OSError";
    EAGAIN = 11, "Resource temporarily unavailable", "BlockingIOError";
    EACCES = 13, "Permission denied", "PermissionError";
    EINVAL = 22, "Invalid argument", "OSError";
    EMFILE = 24, "Too many open files", "OSError";
    EPIPE = 32, "Broken pipe", "BrokenPipeError";
    EDESTADDRREQ = 89, "Destination address required", "OSError";
    EMSGSIZE = 90, "Message too long", "OSError";
    EPROTOTYPE = 91, "Protocol wrong type for socket", "OSError";
    ENOPROTOOPT = 92, "Protocol not available", "OSError";
    EPROTONOSUPPORT = 93, "Protocol not supported", "OSError";
    ESOCKTNOSUPPORT = 94, "Socket type not supported", "OSError";
    EOPNOTSUPP = 95, "Operation not supported", "OSError";
    EAFNOSUPPORT = 97, "Address family not supported by protocol", "OSError";
    EADDRINUSE = 98, "Address already in use", "OSError";
    EADDRNOTAVAIL = 99, "Cannot assign requested address", "OSError";
    ENETUNREACH = 101, "Network is unreachable", "OSError";
    ECONNABORTED = 103, "Software caused connection abort", "ConnectionAbortedError";
    ECONNRESET = 104, "Connection reset by peer", "ConnectionResetError";
    EISCONN = 106, "Transport endpoint is already connected", "OSError";
    ENOTCONN = 107, "Transport endpoint is not connected", "OSError";
    ETIMEDOUT = 110, "Connection timed out", "TimeoutError";
    ECONNREFUSED = 111, "Connection refused", "ConnectionRefusedError";
    EHOSTUNREACH = 113, "No route to host", "OSError";
    EALREADY = 114, "Operation already in progress", "BlockingIOError";
    EINPROGRESS = 115, "Operation now in progress", "BlockingIOError";
}

impl Errno {
    fn entry(self) -> (i32, &'static str, &'static str, &'static str) {
        let found = Errno::ALL.iter().find(|entry| entry.0 == self.0);
        found
            .copied()
            .unwrap_or((self.0, "errno", "Unknown error", "OSError"))
    }

    /// Its name: `ECONNREFUSED`.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// The exception that a program sees.
    pub fn raise(self) -> Raise {
        let (number, _, text, class) = self.entry();
        Raise::new(
            "builtins",
            class,
            vec![Data::Int(i64::from(number)), Data::from(text)],
        )
    }
}
