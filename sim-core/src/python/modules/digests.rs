//! `_hashlib`: digests of whole texts, by the usual crates.

use crate::python::heap::Value;
use crate::python::vm::Machine;
use crate::python::vm::native::{Answer, Body, Native};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

pub static FUNCTIONS: &[Native] = &[Native::function("digest", Body::Two(digest))];

fn digest(m: &mut Machine, name: Value, data: Value) -> Answer {
    let data = m.bytes_arg(data)?;
    let digest = match m.heap.as_str(name) {
        Some("md5") => Md5::digest(data).to_vec(),
        Some("sha1") => Sha1::digest(data).to_vec(),
        Some("sha224") => Sha224::digest(data).to_vec(),
        Some("sha256") => Sha256::digest(data).to_vec(),
        Some("sha384") => Sha384::digest(data).to_vec(),
        Some("sha512") => Sha512::digest(data).to_vec(),
        _ => return m.value_error("unsupported hash type"),
    };
    Ok(m.heap.bytes_value(&digest))
}
