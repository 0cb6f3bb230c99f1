//! A reader of ZMTP streams, written from ZeroMQ RFC 37 (ZMTP 3.1) and RFC 28
//! alone. It shares nothing with the simulator, and complains about everything
//! that the RFCs do not allow.

use std::collections::BTreeMap;

/// What one direction of a connection said.
#[derive(Debug, Default, PartialEq)]
pub struct Said {
    /// The Socket-Type of its READY command, if it came so far.
    pub socket_type: Option<String>,
    /// Its messages, frame by frame.
    pub messages: Vec<Vec<Vec<u8>>>,
    /// How often each command came.
    pub commands: BTreeMap<String, u32>,
    /// Bytes of a unit that is not complete: the connection was cut.
    pub rest: usize,
}

const TYPES: [&str; 11] = [
    "REQ", "REP", "DEALER", "ROUTER", "PUB", "XPUB", "SUB", "XSUB", "PUSH", "PULL", "PAIR",
];

/// RFC 37, "socket-type compatibility".
pub fn may_talk(one: &str, other: &str) -> bool {
    let partners: &[&str] = match one {
        "REQ" => &["REP", "ROUTER"],
        "REP" => &["REQ", "DEALER"],
        "DEALER" => &["REP", "DEALER", "ROUTER"],
        "ROUTER" => &["REQ", "DEALER", "ROUTER"],
        "PUB" | "XPUB" => &["SUB", "XSUB"],
        "SUB" | "XSUB" => &["PUB", "XPUB"],
        "PUSH" => &["PULL"],
        "PULL" => &["PUSH"],
        "PAIR" => &["PAIR"],
        _ => &[],
    };
    partners.contains(&other)
}

/// Bytes that are used up one after the other.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// So many bytes, if they are there.
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self, bytes: usize) -> Option<u64> {
        let digits = self.take(bytes)?.iter();
        Some(digits.fold(0, |number, digit| number << 8 | u64::from(*digit)))
    }
}

/// Reads one direction of a connection.
///
/// # Errors
/// What it does that the RFC forbids.
pub fn decode(bytes: &[u8]) -> Result<Said, String> {
    let mut said = Said::default();
    let mut reader = Reader(bytes);
    if !greeting(&mut reader)? {
        said.rest = reader.0.len();
        return Ok(said);
    }
    let mut open: Vec<Vec<u8>> = Vec::new();
    loop {
        let before = reader.0.len();
        let Some((flags, body)) = frame(&mut reader)? else {
            said.rest = before;
            return Ok(said);
        };
        match flags {
            4 if !open.is_empty() => return Err("a command within a message".into()),
            4 => command(body, &mut said)?,
            _ if said.socket_type.is_none() => return Err("a message before READY".into()),
            more => {
                open.push(body.to_vec());
                if more == 0 {
                    message(std::mem::take(&mut open), &mut said)?;
                }
            }
        }
    }
}

/// greeting = signature version mechanism as-server filler; false if it is
/// not complete.
fn greeting(reader: &mut Reader<'_>) -> Result<bool, String> {
    let whole = reader.0;
    let Some(bytes) = reader.take(64) else {
        return match whole.first() {
            None | Some(0xFF) => Ok(false),
            _ => Err("no signature".into()),
        };
    };
    let mechanism: Vec<u8> = [&b"NULL"[..], &[0; 16]].concat();
    let wrong = [
        (bytes[0] == 0xFF && bytes[9] == 0x7F, "signature"),
        (bytes[10..12] == [3, 1], "version"),
        (bytes[12..32] == mechanism, "mechanism"),
        (bytes[32] == 0, "as-server"),
        (bytes[33..].iter().all(|byte| *byte == 0), "filler"),
    ];
    match wrong.iter().find(|(good, _)| !good) {
        Some((_, part)) => Err(format!("the greeting's {part} is wrong")),
        None => Ok(true),
    }
}

/// The next frame: its flags without LONG, and its body.
fn frame<'a>(reader: &mut Reader<'a>) -> Result<Option<(u64, &'a [u8])>, String> {
    let Some(flags) = reader.number(1) else {
        return Ok(None);
    };
    let long = flags & 2 != 0;
    if flags & !7 != 0 || flags & 5 == 5 {
        return Err(format!("flags {flags:#04x}"));
    }
    let Some(size) = reader.number(if long { 8 } else { 1 }) else {
        return Ok(None);
    };
    if long && size < 256 {
        return Err(format!("a long frame of {size} bytes"));
    }
    if size >> 63 != 0 {
        return Err("a size beyond 63 bits".into());
    }
    Ok(reader.take(size as usize).map(|body| (flags & !2, body)))
}

fn command(body: &[u8], said: &mut Said) -> Result<(), String> {
    let mut reader = Reader(body);
    let name = reader.number(1).and_then(|size| reader.take(size as usize));
    let name = name.ok_or("a command without a name")?;
    let name = String::from_utf8(name.to_vec()).map_err(|error| error.to_string())?;
    let data = reader.0;
    let subscriber = matches!(said.socket_type.as_deref(), Some("SUB" | "XSUB"));
    match (name.as_str(), &said.socket_type) {
        ("READY", None) => said.socket_type = Some(ready(data)?),
        ("READY", Some(_)) => return Err("a second READY".into()),
        ("ERROR", None) => {}
        (_, None) => return Err(format!("{name} before READY")),
        ("SUBSCRIBE" | "CANCEL", _) if subscriber => {}
        // time to live, then up to 16 bytes of context
        ("PING", _) if (2..=18).contains(&data.len()) => {}
        ("PONG", _) if data.len() <= 16 => {}
        _ => return Err(format!("command {name} with {} bytes", data.len())),
    }
    *said.commands.entry(name).or_default() += 1;
    Ok(())
}

/// The metadata of READY; gives the socket type.
fn ready(data: &[u8]) -> Result<String, String> {
    let mut reader = Reader(data);
    let mut properties = BTreeMap::new();
    while !reader.0.is_empty() {
        let name = reader.number(1).and_then(|size| reader.take(size as usize));
        let name = name.filter(|name| !name.is_empty());
        let value = reader.number(4).and_then(|size| reader.take(size as usize));
        let (Some(name), Some(value)) = (name, value) else {
            return Err("metadata that ends within a property".into());
        };
        let legal = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.+".contains(byte);
        if !name.iter().all(legal) {
            return Err("a property's name has strange characters".into());
        }
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        if properties.insert(name, value.to_vec()).is_some() {
            return Err("a property twice".into());
        }
    }
    let kind = properties.get("socket-type").ok_or("no Socket-Type")?;
    let kind = String::from_utf8_lossy(kind).into_owned();
    if !TYPES.contains(&kind.as_str()) {
        return Err(format!("socket type {kind}"));
    }
    let named = ["REQ", "DEALER", "ROUTER"].contains(&kind.as_str());
    match properties.get("identity") {
        Some(_) if !named => Err(format!("{kind} says an identity")),
        Some(identity) if identity.len() > 255 => Err("an identity of more than 255".into()),
        _ => Ok(kind),
    }
}

fn message(frames: Vec<Vec<u8>>, said: &mut Said) -> Result<(), String> {
    match said.socket_type.as_deref() {
        // RFC 28: the delimiter that a REQ puts before its request.
        Some("REQ") if frames.len() < 2 || !frames[0].is_empty() => {
            Err("a request without its empty delimiter".into())
        }
        Some(kind @ ("SUB" | "PULL")) => Err(format!("a message from {kind}")),
        _ => {
            said.messages.push(frames);
            Ok(())
        }
    }
}

#[test]
fn the_decoder_complains() {
    let greeting = [
        &[0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 1][..],
        b"NULL",
        &[0; 48],
    ]
    .concat();
    let ready = b"\x04\x19\x05READY\x0bSocket-Type\x00\x00\x00\x03REQ";
    let check = |rest: &[&[u8]], good: bool| {
        let all = [&[&greeting[..], &ready[..]], rest].concat().concat();
        let said = decode(&all);
        assert_eq!(said.is_ok(), good, "{rest:?}: {said:?}");
        said.unwrap_or_default()
    };
    let said = check(&[b"\x01\x00", b"\x00\x02hi", b"\x00"], true);
    assert_eq!(said.messages, [[b"".to_vec(), b"hi".to_vec()]]);
    assert_eq!((said.socket_type.as_deref(), said.rest), (Some("REQ"), 1));
    check(&[b"\x00\x02hi"], false);
    check(&[b"\x01\x00", b"\x04\x05\x04PONG"], false);
    check(&[b"\x04\x09\x09SUBSCRIBE"], false);
    check(&[b"\x02\0\0\0\0\0\0\0\x02hi"], false);
    check(&[b"\x08\x00"], false);
    check(&[&ready[..]], false);
    check(&[b"\x04\x07\x04PING\0\0"], true);
    check(&[b"\x04\x06\x04PING\0"], false);
    for at in [0, 9, 10, 12, 32, 60] {
        let mut spoiled = greeting.clone();
        spoiled[at] ^= 0x40;
        assert!(decode(&spoiled).is_err(), "byte {at}");
    }
    assert!(decode(b"GET / HTTP/1.1").is_err());
    assert!(may_talk("REQ", "ROUTER") && !may_talk("REQ", "PUB"));
}
