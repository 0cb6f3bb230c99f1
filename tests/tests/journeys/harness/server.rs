//! Serves a folder to the browser: GET of a file, nothing more.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;
use std::{fs, io, thread};

/// Starts a server of `folder` on a free port, until the process ends; its
/// address ends with a slash.
pub fn serve(folder: PathBuf) -> io::Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = format!("http://{}/", listener.local_addr()?);
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let folder = folder.clone();
            // A browser that hangs up early is none of our business.
            thread::spawn(move || drop(answer(connection, &folder)));
        }
    });
    Ok(address)
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
