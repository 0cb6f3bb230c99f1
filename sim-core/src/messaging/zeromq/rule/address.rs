//! What is wrong with an address that ZeroMQ does not accept, and how it should
//! be. The error itself says only "Invalid argument"; whether there is one is
//! decided where addresses are taken apart.

/// What is wrong with the address `text`, given to `connect` or to `bind`.
pub(super) fn fault(text: &str, connect: bool) -> String {
    let call = if connect { "connect" } else { "bind" };
    let Some((transport, rest)) = text.split_once("://") else {
        let rest = if text.contains(':') {
            text
        } else {
            "HOST:PORT"
        };
        return format!("“{text}” names no transport; {call} needs one: tcp://{rest}.");
    };
    let host = match (connect, rest.rsplit_once(':')) {
        (true, Some((host, _))) if !host.starts_with('*') && !host.is_empty() => host,
        (true, _) => "HOST",
        (false, _) => "*",
    };
    match transport {
        "tcp" if connect && rest.starts_with('*') => {
            let port = rest.rsplit_once(':').map_or("PORT", |(_, port)| port);
            format!(
                "* is every interface of the own host, and only bind can listen there; connect \
                 needs the name of the other host: tcp://HOST:{port}."
            )
        }
        "tcp" if !rest.contains(':') && !rest.is_empty() => {
            format!("“{text}” names no port: tcp://{rest}:PORT.")
        }
        "tcp" => format!(
            "what stands after the last colon of “{text}” is no port: tcp://{host}:5555, say."
        ),
        "ipc" | "inproc" if rest.is_empty() => {
            format!("“{text}” names nothing: {transport}://NAME.")
        }
        "ipc" => "the path is too long for a Unix domain socket.".to_owned(),
        _ => format!(
            "“{transport}” is no transport that this socket has; there are tcp, ipc and inproc."
        ),
    }
}
