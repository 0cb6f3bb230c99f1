//! ZMTP 3.1 on the wire: the greeting, the READY command, frames. Bytes in,
//! bytes out; whole units only, what is incomplete waits.
//!
//! Spec: ZeroMQ RFC 23 (ZMTP 3.0) and 37 (ZMTP 3.1); where they leave a choice,
//! libzmq 4.3.5's. Only the NULL mechanism.

/// Length of the whole greeting.
pub(super) const GREETING: usize = 64;
/// Its first part, which says "ZMTP 2.0 or later" to old peers.
pub(super) const SIGNATURE: usize = 10;

const MORE: u8 = 1;
const LONG: u8 = 2;
const COMMAND: u8 = 4;

/// Largest frame that a length field may announce: what a simulated process
/// could ever hold. More is treated as a broken peer.
const FRAME_LIMIT: u64 = 1 << 30;

/// What arrived is not ZMTP, or not what we speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// The first ten bytes. libzmq puts the length its ZMTP 1.0 identity message
/// would have into the padding.
pub(super) fn signature(identity: usize) -> [u8; SIGNATURE] {
    let mut bytes = [0; SIGNATURE];
    bytes[0] = 0xFF;
    bytes[1..9].copy_from_slice(&(identity as u64 + 1).to_be_bytes());
    bytes[9] = 0x7F;
    bytes
}

/// The eleventh byte: the major version.
pub(super) const MAJOR: u8 = 3;

/// The rest: minor version, mechanism, as-server, filler.
pub(super) fn greeting_rest() -> [u8; GREETING - SIGNATURE - 1] {
    let mut bytes = [0; GREETING - SIGNATURE - 1];
    bytes[0] = 1;
    bytes[1..5].copy_from_slice(b"NULL");
    bytes
}

/// Looks at as much of a peer's greeting as has come.
pub(super) fn check_greeting(bytes: &[u8]) -> Result<(), Malformed> {
    let is = |at: usize, good: &dyn Fn(u8) -> bool| bytes.get(at).is_none_or(|byte| good(*byte));
    let mechanism = bytes.get(12..32);
    let null = mechanism.is_none_or(|name| name.starts_with(b"NULL\0"));
    let good = is(0, &|byte| byte == 0xFF)
        && is(9, &|byte| byte & 1 == 1)
        && is(10, &|byte| byte >= MAJOR)
        && null;
    if good { Ok(()) } else { Err(Malformed) }
}

/// Writes a frame of a message.
pub(super) fn encode_frame(out: &mut Vec<u8>, body: &[u8], more: bool) {
    let flags = if more { MORE } else { 0 };
    encode(out, flags, body);
}

fn encode(out: &mut Vec<u8>, flags: u8, body: &[u8]) {
    match u8::try_from(body.len()) {
        Ok(short) => out.extend([flags, short]),
        Err(_) => {
            out.push(flags | LONG);
            out.extend((body.len() as u64).to_be_bytes());
        }
    }
    out.extend(body);
}

/// Writes a command.
pub(super) fn encode_command(out: &mut Vec<u8>, name: &str, data: &[u8]) {
    let mut body = vec![name.len() as u8];
    body.extend(name.as_bytes());
    body.extend(data);
    encode(out, COMMAND, &body);
}

/// Writes the READY command of the NULL mechanism.
pub(super) fn encode_ready(out: &mut Vec<u8>, socket_type: &str, identity: Option<&[u8]>) {
    let mut data = Vec::new();
    property(&mut data, "Socket-Type", socket_type.as_bytes());
    if let Some(identity) = identity {
        property(&mut data, "Identity", identity);
    }
    encode_command(out, "READY", &data);
}

fn property(out: &mut Vec<u8>, name: &str, value: &[u8]) {
    out.push(name.len() as u8);
    out.extend(name.as_bytes());
    out.extend((value.len() as u32).to_be_bytes());
    out.extend(value);
}

/// What the wire carries after the greeting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit<'a> {
    /// A frame of a message, and whether more follow.
    Frame(&'a [u8], bool),
    /// A command: name and data.
    Command(&'a [u8], &'a [u8]),
}

/// The first whole unit of `bytes` and its length; `None` if there is none yet.
pub(super) fn decode(bytes: &[u8]) -> Result<Option<(Unit<'_>, usize)>, Malformed> {
    let Some((flags, rest)) = bytes.split_first() else {
        return Ok(None);
    };
    let (size, head) = match flags & LONG {
        0 => match rest.first() {
            Some(size) => (u64::from(*size), 2),
            None => return Ok(None),
        },
        _ => match rest.first_chunk::<8>() {
            Some(size) => (u64::from_be_bytes(*size), 9),
            None => return Ok(None),
        },
    };
    if size > FRAME_LIMIT {
        return Err(Malformed);
    }
    let end = head + size as usize;
    let Some(body) = bytes.get(head..end) else {
        return Ok(None);
    };
    let unit = match flags & COMMAND {
        0 => Unit::Frame(body, flags & MORE != 0),
        _ => {
            let (length, rest) = body.split_first().ok_or(Malformed)?;
            let (name, data) = rest
                .split_at_checked(usize::from(*length))
                .ok_or(Malformed)?;
            Unit::Command(name, data)
        }
    };
    Ok(Some((unit, end)))
}

/// The properties of a READY command: names (which do not tell upper from
/// lower case) with values.
pub(super) fn properties(mut data: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Malformed> {
    let mut all = Vec::new();
    while let Some((length, rest)) = data.split_first() {
        let split = rest.split_at_checked(usize::from(*length));
        let (name, rest) = split.ok_or(Malformed)?;
        let (size, rest) = rest.split_first_chunk::<4>().ok_or(Malformed)?;
        let split = rest.split_at_checked(u32::from_be_bytes(*size) as usize);
        let (value, rest) = split.ok_or(Malformed)?;
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        all.push((name, value.to_vec()));
        data = rest;
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The frame diagrams of RFC 23 as bytes.
    #[track_caller]
    fn check_frame(body: &[u8], more: bool, head: &[u8]) {
        let mut bytes = Vec::new();
        encode_frame(&mut bytes, body, more);
        assert_eq!(bytes, [head, body].concat());
        let unit = Unit::Frame(body, more);
        assert_eq!(decode(&bytes), Ok(Some((unit, bytes.len()))));
        for cut in 0..bytes.len().min(20) {
            assert_eq!(decode(&bytes[..cut]), Ok(None));
        }
    }

    #[test]
    fn frames_are_those_of_the_specification() {
        check_frame(b"", false, &[0x00, 0]);
        check_frame(b"", true, &[0x01, 0]);
        check_frame(b"Hello", false, &[0x00, 5]);
        check_frame(b"Hello", true, &[0x01, 5]);
        check_frame(&[7; 255], false, &[0x00, 255]);
        check_frame(&[7; 256], false, &[0x02, 0, 0, 0, 0, 0, 0, 1, 0]);
        check_frame(&[7; 70_000], true, &[0x03, 0, 0, 0, 0, 0, 1, 0x11, 0x70]);
    }

    #[test]
    fn the_greeting_is_the_specification_s() {
        let whole = [&signature(0)[..], &[MAJOR], &greeting_rest()].concat();
        let mut expected = vec![0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 1];
        expected.extend(b"NULL");
        expected.resize(GREETING, 0);
        assert_eq!(whole, expected);
        for cut in 0..=GREETING {
            assert_eq!(check_greeting(&whole[..cut]), Ok(()));
        }
        let spoil = |at: usize, byte: u8| {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            check_greeting(&bytes)
        };
        assert_eq!(spoil(0, b'G'), Err(Malformed), "HTTP");
        assert_eq!(spoil(9, 0x7E), Err(Malformed), "ZMTP 1.0");
        assert_eq!(spoil(10, 2), Err(Malformed), "ZMTP 2.0");
        assert_eq!(spoil(12, b'P'), Err(Malformed), "PLAIN");
    }

    #[test]
    fn ready_is_what_libzmq_sends() {
        let mut bytes = Vec::new();
        encode_ready(&mut bytes, "REQ", Some(b"ab"));
        let expected = b"\x04\x28\x05READY\x0bSocket-Type\0\0\0\x03REQ\x08Identity\0\0\0\x02ab";
        assert_eq!(bytes, expected);
        let Ok(Some((Unit::Command(name, data), length))) = decode(&bytes) else {
            panic!("not a command");
        };
        assert_eq!((name, length), (&b"READY"[..], bytes.len()));
        let pairs = [("socket-type", "REQ"), ("identity", "ab")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec()));
        assert_eq!(properties(data), Ok(pairs.to_vec()));
    }

    #[test]
    fn nonsense_is_refused_without_harm() {
        let huge = [0x02, 0xFF, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(decode(&huge), Err(Malformed));
        assert_eq!(
            decode(&[0x04, 0]),
            Err(Malformed),
            "a command without a name"
        );
        assert_eq!(decode(&[0x04, 2, 9, b'R']), Err(Malformed));
        assert_eq!(properties(&[3, b'a']), Err(Malformed));
        assert_eq!(properties(&[1, b'a', 0, 0, 0, 9]), Err(Malformed));
    }
}
