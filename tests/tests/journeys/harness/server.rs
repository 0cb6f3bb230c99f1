//! Serves a folder to the browser: GET of a file, nothing more; and hangs up,
//! so that nothing in a browser can reach it, a service worker neither.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{fs, io, thread};

/// A folder's server on a port of its own, until the process ends.
pub struct Server {
    /// Where it is; ends with a slash.
    pub address: String,
    silent: Arc<AtomicBool>,
}

impl Server {
    /// Serves `folder` on a free port.
    pub fn start(folder: PathBuf) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = format!("http://{}/", listener.local_addr()?);
        let silent = Arc::new(AtomicBool::new(false));
        let hung_up = Arc::clone(&silent);
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let folder = folder.clone();
                if !hung_up.load(Ordering::SeqCst) {
                    // A browser that hangs up early is none of our business.
                    thread::spawn(move || drop(answer(connection, &folder)));
                }
            }
        });
        Ok(Self { address, silent })
    }

    /// From now on every connection is closed without a word.
    pub fn hang_up(&self) {
        self.silent.store(true, Ordering::SeqCst);
    }
}

fn answer(mut connection: TcpStream, folder: &Path) -> io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(&connection).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines
        .next()
        .transpose()?
        .is_some_and(|header| !header.is_empty())
    {}
    let found = file_of(&request, folder).and_then(|file| {
        let kind = content_type(&file);
        fs::read(file).ok().map(|body| ("200 OK", kind, body))
    });
    let missing = ("404 Not Found", "text/plain", b"no such file\n".to_vec());
    let (status, kind, body) = found.unwrap_or(missing);
    write!(
        connection,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        body.len()
    )?;
    connection.write_all(&body)
}

/// The file that a request line asks for, if it is below the folder.
fn file_of(request: &str, folder: &Path) -> Option<PathBuf> {
    let target = request.strip_prefix("GET /")?.split([' ', '?']).next()?;
    let name = if target.is_empty() {
        "index.html"
    } else {
        target
    };
    let below = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    below.then(|| folder.join(name))
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
