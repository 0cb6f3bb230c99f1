//! Names of hosts: what `gethostname`, `gethostbyname` and the like ask for.

use core::net::Ipv4Addr;

use super::calls::{Call, Called};
use super::socket::Halt;
use crate::base::HostId;
use crate::messaging::seam::Env;
use crate::python::{Data, Raise};

/// EAI_NONAME.
const NO_NAME: i64 = -2;

pub(super) fn call(name: &str, call: &mut Call, env: &Env) -> Called {
    let topology = env.network.topology();
    let here = call.caller.host;
    let name_of = |host: HostId| {
        topology
            .host(host)
            .map(|host| Data::from(host.name.as_str()))
    };
    match name {
        "sock_host" => Ok(name_of(here).unwrap_or(Data::None)),
        "sock_resolve" => {
            let ip = resolve(&call.text()?, here, env)?;
            Ok(Data::Str(ip.to_string().into()))
        }
        _ => {
            let ip: Option<Ipv4Addr> = call.text()?.parse().ok();
            let Some(ip) = ip else {
                return Ok(Data::None);
            };
            if ip.is_loopback() {
                return Ok(Data::from("localhost"));
            }
            let host = topology.host_of(here, ip);
            Ok(host.and_then(name_of).unwrap_or(Data::None))
        }
    }
}

/// The address that a name stands for on a host; the empty name is every
/// address, `<broadcast>` everybody's.
pub(super) fn resolve(name: &str, host: HostId, env: &Env) -> Result<Ipv4Addr, Halt> {
    match name {
        "" => return Ok(Ipv4Addr::UNSPECIFIED),
        "<broadcast>" => return Ok(Ipv4Addr::BROADCAST),
        _ => {}
    }
    env.network.resolve(host, name).map_err(|_| {
        Halt::Raise(Raise::new(
            "socket",
            "gaierror",
            vec![Data::Int(NO_NAME), Data::from("Name or service not known")],
        ))
    })
}
