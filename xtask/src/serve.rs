//! `cargo xtask serve`: the page in a browser on this machine, built anew
//! whenever a source file changes.

use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;

use anyhow::{Context, Result, bail};

use crate::{dist, tools, wasm};

/// Where the page is served unless the port is taken.
const PORT: u16 = 8080;

/// What can be said after `serve`.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// None: the first free port from [`PORT`] on.
    port: Option<u16>,
    profile: dist::Profile,
}

impl Options {
    /// Reads the words after `serve`.
    pub fn parse(words: &[String]) -> Result<Self> {
        let mut options = Self {
            port: None,
            profile: dist::Profile::Release,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--dev" => options.profile = dist::Profile::Dev,
                "--port" => {
                    let port = words.next().context("--port needs a number")?;
                    options.port = Some(port.parse().context("--port needs a number")?);
                }
                other => bail!("serve knows --port N and --dev, not `{other}`"),
            }
        }
        Ok(options)
    }
}

/// Builds, says where the page is, and serves until stopped.
pub fn serve(options: &Options) -> Result<()> {
    let compiler = wasm::ensure()?;
    tools::ensure_page_tools()?;
    let port = match options.port {
        Some(port) => port,
        None => free_port()?,
    };
    // First a build of its own: Trunk's server would stay up without a page.
    dist::trunk_build(&compiler, options.profile)?;
    println!("Mailroom is at http://127.0.0.1:{port}/ (Ctrl-C ends it)");
    let (mut trunk, _) = dist::trunk(&compiler, options.profile);
    trunk.args(["serve", "--port", &port.to_string()]);
    trunk.args(options.profile.trunk_options());
    trunk.args(["--dist", &dist::serve_folder().to_string_lossy()]);
    // This process becomes Trunk, so that whoever ends it ends the server.
    Err(trunk.exec()).context("cannot start trunk")
}

fn free_port() -> Result<u16> {
    (PORT..PORT + 100)
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .context("no free port between 8080 and 8179; choose one with --port")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Option<Options> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Options::parse(&words).ok()
    }

    #[test]
    fn options_are_read_or_refused() {
        let (port, profile) = (Some(9000), dist::Profile::Dev);
        let dev = Options { port, profile };
        assert_eq!(parse(&["--dev", "--port", "9000"]), Some(dev));
        assert_eq!(parse(&["--port"]), None);
        assert_eq!(parse(&["--port", "x"]), None);
        assert_eq!(parse(&["--fast"]), None);
    }
}
