//! The site's service worker: after the first visit the page opens without a
//! network. The page itself is asked for anew where there is one, so that a new
//! version is seen at once; its parts have their hashes in their names. When the
//! page has been open for a while it asks for the page as one file to be kept,
//! too, so that a hand-out can be made without a network.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Its name beside the page; Trunk.toml's script names it, too.
const NAME: &str = "worker.js";

/// Writes the worker for everything that is in `site`.
pub fn write(site: &Path) -> Result<()> {
    let mut names = Vec::new();
    for entry in fs::read_dir(site).context("there is no site")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        // The page as one file is large: it is kept later, when all else is done.
        if name != NAME && name != "mailroom.html" {
            names.push(name);
        }
    }
    names.sort();
    let page = fs::read(site.join("index.html"))?;
    let version: String = Sha256::digest(page)[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    fs::write(site.join(NAME), text(&version, &names))?;
    Ok(())
}

fn text(version: &str, names: &[String]) -> String {
    let files: Vec<String> = names.iter().map(|name| format!("'./{name}'")).collect();
    format!(
        r#"// Written by `cargo xtask dist`.
const CACHE = 'mailroom-{version}';
const FILES = ['./', {}];
const SINGLE = './mailroom.html';
self.addEventListener('install', (event) => {{
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
}});
self.addEventListener('activate', (event) => {{
  const old = (name) => name.startsWith('mailroom-') && name !== CACHE;
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
}});
self.addEventListener('message', (event) => {{
  const keep = (cache) => cache.match(SINGLE).then((kept) => kept ?? cache.add(SINGLE));
  if (event.data === 'keep-single') event.waitUntil(caches.open(CACHE).then(keep).catch(() => {{}}));
}});
self.addEventListener('fetch', (event) => {{
  if (event.request.method !== 'GET') return;
  const kept = () => caches.match(event.request, {{ ignoreSearch: true }});
  const answer = event.request.mode === 'navigate'
    ? fetch(event.request).catch(kept)
    : kept().then((found) => found ?? fetch(event.request));
  event.respondWith(answer);
}});
"#,
        files.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_of_the_page_is_kept() {
        let site = std::env::temp_dir().join(format!("mailroom-worker-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        for name in ["index.html", "a.css", "mailroom.html"] {
            fs::write(site.join(name), name).unwrap();
        }
        write(&site).unwrap();
        let worker = fs::read_to_string(site.join(NAME)).unwrap();
        fs::remove_dir_all(&site).unwrap();
        assert!(
            worker.contains("['./', './a.css', './index.html']"),
            "{worker}"
        );
    }
}
