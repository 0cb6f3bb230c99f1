//! What programs see of the sockets, held against what libzmq 4.3.5 showed.

mod lab;
mod random;
mod reqrep;
mod trouble;
mod wire;

const EAGAIN: i64 = 11;
const EFSM: i64 = 156_384_763;
const ETERM: i64 = 156_384_765;
/// A call that would wait for ever.
const FOR_EVER: i64 = 0;

const RCVTIMEO: i64 = 27;
const LINGER: i64 = 17;
const RECONNECT_IVL: i64 = 18;
const SNDHWM: i64 = 23;
const RCVHWM: i64 = 24;
const RCVBUF: i64 = 12;
const SNDBUF: i64 = 11;
const SNDTIMEO: i64 = 28;
const IMMEDIATE: i64 = 39;
const ROUTING_ID: i64 = 5;
const PROBE_ROUTER: i64 = 51;
const CONFLATE: i64 = 54;
const ROUTER_HANDOVER: i64 = 56;
const XPUB_NODROP: i64 = 69;
const HEARTBEAT_IVL: i64 = 75;
const HEARTBEAT_TTL: i64 = 76;
const HEARTBEAT_TIMEOUT: i64 = 77;
const REQ_CORRELATE: i64 = 52;
const REQ_RELAXED: i64 = 53;

/// The three transports, each with an address that is free.
const TRANSPORTS: [&str; 3] = ["tcp://h0:5555", "inproc://x", "ipc:///tmp/x"];

fn numbered(transport: &str, number: usize) -> String {
    match transport.strip_prefix("tcp://h0:") {
        Some(_) => format!("tcp://127.0.0.1:{}", 5_555 + number),
        None => format!("{transport}{number}"),
    }
}
