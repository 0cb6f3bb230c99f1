//! Error numbers as Linux and `zmq.h` have them, with names and texts.

use crate::python::{Data, Raise};

/// An error that a call returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Errno(pub i32);

macro_rules! errnos {
    ($($name:ident = $number:expr, $text:literal;)*) => {
        #[allow(missing_docs)]
        impl Errno {
            $(pub const $name: Errno = Errno($number);)*

            /// Its name; `errno` for one that this table does not have.
            pub fn name(self) -> &'static str {
                match self {
                    $(Errno::$name => stringify!($name),)*
                    _ => "errno",
                }
            }

            /// What `strerror` and `zmq_strerror` say.
            pub fn text(self) -> String {
                match self {
                    $(Errno::$name => $text.to_owned(),)*
                    Errno(number) => format!("Unknown error {number}"),
                }
            }
        }
    };
}

/// What `zmq.h` adds to its own error numbers to keep clear of the system's.
const HAUSNUMERO: i32 = 156_384_712;

errnos! {
    EPERM = 1, "Operation not permitted";
    ENOENT = 2, "No such file or directory";
    EINTR = 4, "Interrupted system call";
    EBADF = 9, "Bad file descriptor";
    EAGAIN = 11, "Resource temporarily unavailable";
    ENOMEM = 12, "Cannot allocate memory";
    EACCES = 13, "Permission denied";
    EFAULT = 14, "Bad address";
    EBUSY = 16, "Device or resource busy";
    ENODEV = 19, "No such device";
    EINVAL = 22, "Invalid argument";
    EMFILE = 24, "Too many open files";
    EPIPE = 32, "Broken pipe";
    ENAMETOOLONG = 36, "File name too long";
    EPROTO = 71, "Protocol error";
    ENOTSOCK = 88, "Socket operation on non-socket";
    EMSGSIZE = 90, "Message too long";
    EPROTONOSUPPORT = 93, "Protocol not supported";
    ENOTSUP = 95, "Operation not supported";
    EAFNOSUPPORT = 97, "Address family not supported by protocol";
    EADDRINUSE = 98, "Address already in use";
    EADDRNOTAVAIL = 99, "Cannot assign requested address";
    ENETDOWN = 100, "Network is down";
    ENETUNREACH = 101, "Network is unreachable";
    ENETRESET = 102, "Network dropped connection on reset";
    ECONNABORTED = 103, "Software caused connection abort";
    ECONNRESET = 104, "Connection reset by peer";
    ENOBUFS = 105, "No buffer space available";
    ENOTCONN = 107, "Transport endpoint is not connected";
    ETIMEDOUT = 110, "Connection timed out";
    ECONNREFUSED = 111, "Connection refused";
    EHOSTUNREACH = 113, "Host unreachable";
    EINPROGRESS = 115, "Operation now in progress";
    EFSM = HAUSNUMERO + 51, "Operation cannot be accomplished in current state";
    ENOCOMPATPROTO = HAUSNUMERO + 52, "The protocol is not compatible with the socket type";
    ETERM = HAUSNUMERO + 53, "Context was terminated";
    EMTHREAD = HAUSNUMERO + 54, "No thread available";
}

impl Errno {
    /// The exception that pyzmq raises for it.
    pub fn raise(self) -> Raise {
        let class = match self {
            Errno::EAGAIN => "Again",
            Errno::ETERM => "ContextTerminated",
            _ => "ZMQError",
        };
        Raise::new("zmq.error", class, vec![Data::Int(i64::from(self.0))])
    }
}
