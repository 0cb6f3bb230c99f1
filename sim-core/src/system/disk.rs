//! Files in memory: each host has its own. The files of the scenario lie in
//! the home folder of every host; what a program changes, it changes there.
//!
//! Not here: permissions, links, times of change, open files that outlive
//! their names.

use std::rc::Rc;

use super::System;
use super::calls::{Answer, Ask, bad_call, done, os_error};
use crate::base::HostId;
use crate::python::{Data, Source};

/// Where programs run and the scenario's files are.
pub const HOME: &str = "/app";

/// Bytes of all files of one host: far more than a lesson writes, little
/// enough for a page.
const DISK_BYTES: usize = 16 << 20;

/// Files and folders of one host.
const ENTRIES: usize = 10_000;

/// What has a name.
#[derive(Clone, Debug, PartialEq)]
enum Entry {
    Folder,
    File(Rc<Vec<u8>>),
}

/// The files of one host.
#[derive(Clone, Debug, PartialEq)]
pub struct Disk {
    /// By full path, sorted.
    entries: Vec<(Rc<str>, Entry)>,
    bytes: usize,
}

/// The number of an error of the operating system.
type Errno = i64;

const NO_SUCH_FILE: Errno = 2;
const EXISTS: Errno = 17;
const NO_FOLDER: Errno = 20;
const IS_FOLDER: Errno = 21;
const NO_SPACE: Errno = 28;
const NOT_EMPTY: Errno = 39;

impl Disk {
    /// The usual folders and the files of the scenario.
    pub fn new(files: &[Source]) -> Disk {
        let mut disk = Disk {
            entries: Vec::new(),
            bytes: 0,
        };
        for folder in ["/", HOME, "/tmp"] {
            disk.put(folder, Entry::Folder);
        }
        for file in files {
            let path = full_path(&file.name);
            for (at, _) in path.match_indices('/').skip(1) {
                if disk.find(&path[..at]).is_none() {
                    disk.put(&path[..at], Entry::Folder);
                }
            }
            let text = file.text.as_bytes().to_vec();
            disk.put(&path, Entry::File(Rc::new(text)));
        }
        disk
    }

    fn place(&self, path: &str) -> Result<usize, usize> {
        self.entries
            .binary_search_by(|(known, _)| (**known).cmp(path))
    }

    fn find(&self, path: &str) -> Option<&Entry> {
        self.place(path).ok().map(|at| &self.entries[at].1)
    }

    fn put(&mut self, path: &str, entry: Entry) {
        self.bytes += size(&entry);
        match self.place(path) {
            Ok(at) => {
                let old = std::mem::replace(&mut self.entries[at].1, entry);
                self.bytes -= size(&old);
            }
            Err(at) => self.entries.insert(at, (path.into(), entry)),
        }
    }

    fn file(&self, path: &str) -> Result<&Rc<Vec<u8>>, Errno> {
        match self.find(path) {
            Some(Entry::File(content)) => Ok(content),
            Some(Entry::Folder) => Err(IS_FOLDER),
            None => Err(NO_SUCH_FILE),
        }
    }

    /// A new name needs a folder around it, and room.
    fn check_new(&self, path: &str) -> Result<(), Errno> {
        match self.find(parent(path)) {
            None => return Err(NO_SUCH_FILE),
            Some(Entry::File(_)) => return Err(NO_FOLDER),
            Some(Entry::Folder) => {}
        }
        if self.entries.len() >= ENTRIES {
            return Err(NO_SPACE);
        }
        Ok(())
    }

    fn read(&self, path: &str, at: usize, count: usize) -> Result<Data, Errno> {
        let content = self.file(path)?;
        let from = at.min(content.len());
        let to = from.saturating_add(count).min(content.len());
        Ok(Data::Bytes(content[from..to].into()))
    }

    /// Writes at a place, or at the end; answers the place after what was written.
    fn write(&mut self, path: &str, at: Option<usize>, data: &[u8]) -> Result<Data, Errno> {
        if self.find(path).is_none() {
            self.check_new(path)?;
            self.put(path, Entry::File(Rc::default()));
        }
        let length = self.file(path)?.len();
        let from = at.unwrap_or(length);
        let end = from.saturating_add(data.len());
        self.grow(path, end.max(length))?;
        if let Ok(place) = self.place(path)
            && let Entry::File(content) = &mut self.entries[place].1
        {
            Rc::make_mut(content)[from..end].copy_from_slice(data);
        }
        Ok(Data::Int(end as i64))
    }

    /// Makes a file so long, by zeros or by a cut.
    fn grow(&mut self, path: &str, length: usize) -> Result<Data, Errno> {
        let now = self.file(path)?.len();
        if length > now && self.bytes + (length - now) > DISK_BYTES {
            return Err(NO_SPACE);
        }
        if let Ok(place) = self.place(path)
            && let Entry::File(content) = &mut self.entries[place].1
        {
            Rc::make_mut(content).resize(length, 0);
            self.bytes = self.bytes + length - now;
        }
        Ok(Data::None)
    }

    fn inside<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a str> {
        let names = self.entries.iter().map(|(name, _)| &**name);
        names.filter(move |name| *name != "/" && parent(name) == path)
    }

    fn list(&self, path: &str) -> Result<Data, Errno> {
        match self.find(path) {
            None => return Err(NO_SUCH_FILE),
            Some(Entry::File(_)) => return Err(NO_FOLDER),
            Some(Entry::Folder) => {}
        }
        let last = |name: &str| Data::from(name.rsplit('/').next().unwrap_or(name));
        Ok(Data::List(self.inside(path).map(last).collect()))
    }

    fn remove(&mut self, path: &str, folder: bool) -> Result<Data, Errno> {
        match (self.find(path), folder) {
            (None, _) => return Err(NO_SUCH_FILE),
            (Some(Entry::Folder), false) => return Err(IS_FOLDER),
            (Some(Entry::File(_)), true) => return Err(NO_FOLDER),
            _ => {}
        }
        if folder && self.inside(path).next().is_some() {
            return Err(NOT_EMPTY);
        }
        if let Ok(at) = self.place(path) {
            let (_, entry) = self.entries.remove(at);
            self.bytes -= size(&entry);
        }
        Ok(Data::None)
    }

    /// Moves a file, or a folder with all that is in it.
    fn rename(&mut self, from: &str, to: &str) -> Result<Data, Errno> {
        if self.find(from).is_none() {
            return Err(NO_SUCH_FILE);
        }
        self.check_new(to)?;
        let below = format!("{from}/");
        let is_moved = |name: &str| name == from || name.starts_with(&below);
        let (moved, kept) = self.entries.drain(..).partition(|(name, _)| is_moved(name));
        self.entries = kept;
        let moved: Vec<(Rc<str>, Entry)> = moved;
        for (name, entry) in moved {
            self.bytes -= size(&entry);
            self.put(&format!("{to}{}", &name[from.len()..]), entry);
        }
        Ok(Data::None)
    }

    fn make_folder(&mut self, path: &str) -> Result<Data, Errno> {
        if self.find(path).is_some() {
            return Err(EXISTS);
        }
        self.check_new(path)?;
        self.put(path, Entry::Folder);
        Ok(Data::None)
    }
}

fn size(entry: &Entry) -> usize {
    match entry {
        Entry::Folder => 0,
        Entry::File(content) => content.len(),
    }
}

fn parent(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) | None => "/",
        Some(at) => &path[..at],
    }
}

/// The full path, without `.`, `..` and doubled slashes.
fn full_path(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let start = if path.starts_with('/') { "" } else { HOME };
    for part in start.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

impl System {
    /// A call about files: the path comes first.
    pub(super) fn call_file(&mut self, ask: &Ask<'_>) -> Answer {
        let [Data::Str(written), rest @ ..] = ask.args else {
            return bad_call("file_...(path, ...)");
        };
        let path = full_path(written);
        let host = self.process(ask.process).host.index();
        let disk = &self.disks[host];
        let answer = match (ask.name, rest) {
            ("file_kind", []) => Ok(match disk.find(&path) {
                // A Unix domain socket's path is a name in the file system, too.
                None if self.messaging.has_path(HostId(host as u32), written) => "file".into(),
                None => Data::None,
                Some(Entry::Folder) => "dir".into(),
                Some(Entry::File(_)) => "file".into(),
            }),
            ("file_size", []) => disk.file(&path).map(|file| Data::Int(file.len() as i64)),
            ("file_list", []) => disk.list(&path),
            ("file_read", [Data::Int(at), Data::Int(count)]) => {
                disk.read(&path, *at as usize, *count as usize)
            }
            ("file_remove", []) if disk.find(&path).is_none() => {
                let host = HostId(host as u32);
                match self.messaging.unlink(host, written, &mut self.network) {
                    true => Ok(Data::None),
                    false => Err(NO_SUCH_FILE),
                }
            }
            (name, rest) => {
                let disk = Rc::make_mut(&mut self.disks[host]);
                match change(disk, name, &path, rest) {
                    Some(answer) => answer,
                    None => return bad_call("file_...(path, ...)"),
                }
            }
        };
        match answer {
            Ok(data) => done(data),
            Err(number) => os_error(number, Some(written)),
        }
    }
}

fn change(disk: &mut Disk, name: &str, path: &str, rest: &[Data]) -> Option<Result<Data, Errno>> {
    Some(match (name, rest) {
        ("file_write", [Data::Int(at), Data::Bytes(data)]) => {
            disk.write(path, Some(*at as usize), data)
        }
        ("file_write", [Data::None, Data::Bytes(data)]) => disk.write(path, None, data),
        ("file_cut", [Data::Int(length)]) => disk.grow(path, *length as usize),
        ("file_remove", []) => disk.remove(path, false),
        ("file_rmdir", []) => disk.remove(path, true),
        ("file_mkdir", []) => disk.make_folder(path),
        ("file_rename", [Data::Str(to)]) => disk.rename(path, &full_path(to)),
        _ => return None,
    })
}
