//! Endpoints: `tcp://HOST:PORT`, `ipc://PATH`, `inproc://NAME`, taken apart
//! with libzmq's own leniency (`5x` is port 5, 65536 is port 0).

use core::net::Ipv4Addr;
use std::rc::Rc;

use super::errno::Errno;

/// An endpoint, taken apart but not resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Endpoint {
    Tcp { host: Rc<str>, port: u16 },
    Ipc(Rc<str>),
    Inproc(Rc<str>),
}

/// Longest path of a Unix domain socket, without its final zero.
const PATH: usize = 107;

/// For `bind`: `*` is every interface, port `*` or 0 any free port.
pub(super) fn parse_bind(text: &str) -> Result<Endpoint, Errno> {
    let (transport, rest) = split(text)?;
    if transport != "tcp" {
        return other(transport, rest);
    }
    let (host, port) = rest.rsplit_once(':').ok_or(Errno::EINVAL)?;
    let number = match port {
        "*" | "0" => 0,
        digits => match leading_number(digits) {
            0 => return Err(Errno::EINVAL),
            number => number,
        },
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    Ok(Endpoint::Tcp {
        host: host.into(),
        port: number,
    })
}

/// For `connect`: only the form is checked; the name is looked up later, and
/// again with every attempt.
pub(super) fn parse_connect(text: &str) -> Result<Endpoint, Errno> {
    let (transport, rest) = split(text)?;
    if transport != "tcp" {
        return other(transport, rest);
    }
    let good = |c: char| c.is_ascii_alphanumeric() || ".-:%;[]_*".contains(c);
    let first = |c: char| c.is_ascii_alphanumeric() || c == '[' || c == ':';
    let (_, port) = rest.rsplit_once(':').ok_or(Errno::EINVAL)?;
    let well_formed = rest.starts_with(first)
        && rest.chars().all(good)
        && port.starts_with(|c: char| c.is_ascii_digit());
    if !well_formed {
        return Err(Errno::EINVAL);
    }
    // `tcp://SOURCE;DESTINATION`: the source address has no meaning here.
    let destination = rest.rsplit_once(';').map_or(rest, |(_, there)| there);
    let (host, port) = destination.rsplit_once(':').ok_or(Errno::EINVAL)?;
    Ok(Endpoint::Tcp {
        host: host.into(),
        port: leading_number(port),
    })
}

/// How `LAST_ENDPOINT` spells a bound port.
pub(super) fn tcp_address(ip: Ipv4Addr, port: u16) -> Rc<str> {
    format!("tcp://{ip}:{port}").into()
}

fn split(text: &str) -> Result<(&str, &str), Errno> {
    match text.split_once("://") {
        Some((transport, rest)) if !transport.is_empty() && !rest.is_empty() => {
            Ok((transport, rest))
        }
        _ => Err(Errno::EINVAL),
    }
}

fn other(transport: &str, rest: &str) -> Result<Endpoint, Errno> {
    match transport {
        "ipc" if rest.len() > PATH => Err(Errno::ENAMETOOLONG),
        "ipc" => Ok(Endpoint::Ipc(rest.into())),
        "inproc" => Ok(Endpoint::Inproc(rest.into())),
        "udp" => Err(Errno::ENOCOMPATPROTO),
        _ => Err(Errno::EPROTONOSUPPORT),
    }
}

/// C's `atoi`, cut to 16 bits.
fn leading_number(text: &str) -> u16 {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1i32, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = text.bytes().take_while(u8::is_ascii_digit);
    let number = digits.fold(0i32, |number, digit| {
        number
            .wrapping_mul(10)
            .wrapping_add(i32::from(digit - b'0'))
    });
    number.wrapping_mul(sign) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tcp(host: &str, port: u16) -> Result<Endpoint, Errno> {
        let host = host.into();
        Ok(Endpoint::Tcp { host, port })
    }

    #[test]
    fn bind_and_connect_accept_what_libzmq_accepts() {
        // What libzmq 4.3.5 answered: (text, for bind, for connect).
        let bad = Err(Errno::EINVAL);
        let cases = [
            (
                "tcp://localhost:5995",
                tcp("localhost", 5995),
                tcp("localhost", 5995),
            ),
            ("tcp://127.0.0.1:*", tcp("127.0.0.1", 0), bad.clone()),
            ("tcp://*:5555", tcp("*", 5555), bad.clone()),
            ("tcp://*:99999", tcp("*", 34_463), bad.clone()),
            ("tcp://*:-1", tcp("*", 65_535), bad.clone()),
            ("tcp://*:abc", bad.clone(), bad.clone()),
            ("tcp://*:5x", tcp("*", 5), bad.clone()),
            ("tcp://:5555", tcp("", 5555), tcp("", 5555)),
            ("tcp://server", bad.clone(), bad.clone()),
            ("tcp://", bad.clone(), bad.clone()),
            ("tcp", bad.clone(), bad.clone()),
            ("inproc://", bad.clone(), bad.clone()),
            (
                "foo://x",
                Err(Errno::EPROTONOSUPPORT),
                Err(Errno::EPROTONOSUPPORT),
            ),
            (
                "udp://*:44",
                Err(Errno::ENOCOMPATPROTO),
                Err(Errno::ENOCOMPATPROTO),
            ),
            (
                "ipc:///tmp/x",
                Ok(Endpoint::Ipc("/tmp/x".into())),
                Ok(Endpoint::Ipc("/tmp/x".into())),
            ),
        ];
        for (text, bind, connect) in cases {
            assert_eq!(parse_bind(text), bind, "bind {text}");
            assert_eq!(parse_connect(text), connect, "connect {text}");
        }
    }
}
