//! The module as it is delivered: packed by us, since a server packs with less
//! patience, or not at all. `web-ui/unpacked.js` unpacks it in the browser.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use flate2::Compression;
use flate2::write::GzEncoder;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use zopfli::{Format, Options};

/// How the name of the packed module ends: as nothing that a server would pack
/// or unpack, and as all servers know.
pub const ENDING: &str = "bin";

/// More blocks, each with codes of its own, than are worth their tables in two
/// megabytes. The packer's usual 15 are made for small files: they cost 1 %.
const MOST_BLOCKS: u16 = 200;

/// Gzip's format by the most patient packer: a twentieth less than `gzip -9`.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let options = Options {
        maximum_block_splits: MOST_BLOCKS,
        ..Options::default()
    };
    let mut packed = Vec::new();
    zopfli::compress(options, Format::Gzip, bytes, &mut packed)
        .expect("invariant: writing to memory does not fail");
    packed
}

/// Gzip at its strongest, which is what servers keep ready: at once, and a
/// twentieth larger.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("invariant: writing to memory does not fail")
}

/// Puts the packed module into the site, instead of the plain one.
///
/// Errors: the site cannot be changed, or does not name the module.
pub fn deliver(site: &Path, module: &Path, packed: &[u8]) -> Result<()> {
    let target = module.with_extension(ENDING);
    let name = |path: &Path| path.file_name().map(|it| it.to_string_lossy().into_owned());
    let (old, new) = name(module)
        .zip(name(&target))
        .context("the module has no name")?;
    let index = site.join("index.html");
    fs::write(&index, renamed(&fs::read_to_string(&index)?, &old, &new)?)?;
    fs::write(target, packed)?;
    fs::remove_file(module).context("the plain module cannot be removed")
}

/// The page with another name for its module.
fn renamed(page: &str, old: &str, new: &str) -> Result<String> {
    // A browser would not load in advance what it must take for a plain module.
    let preload = element!("link[rel=preload][type='application/wasm']", |link| {
        link.remove_attribute("type");
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(preload);
    let page = rewrite_str(page, settings).map_err(|error| anyhow!("cannot read it: {error}"))?;
    anyhow::ensure!(page.contains(old), "the page does not load {old}");
    Ok(page.replace(old, new))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_packed_is_gzip_and_comes_out_whole() {
        let bytes = "a module, a module and another one".repeat(50);
        let packed = pack(bytes.as_bytes());
        assert!(packed.len() * 10 < bytes.len());
        let mut unpacked = String::new();
        let mut reader = flate2::read::GzDecoder::new(packed.as_slice());
        reader.read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, bytes);
    }

    #[test]
    fn the_page_loads_the_packed_module_only() {
        let site = std::env::temp_dir().join(format!("mailroom-packed-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        let page = "<link rel=\"preload\" href=\"./x_bg.wasm\" as=\"fetch\" type=\"application/wasm\">\
            <script>fetch('./x_bg.wasm')</script>";
        fs::write(site.join("index.html"), page).unwrap();
        let module = site.join("x_bg.wasm");
        fs::write(&module, "plain").unwrap();
        deliver(&site, &module, b"packed").unwrap();
        let page = fs::read_to_string(site.join("index.html")).unwrap();
        let packed = fs::read(site.join("x_bg.bin")).unwrap();
        let is_missing = deliver(&site, &module, b"packed").is_err();
        let is_plain_there = module.exists();
        fs::remove_dir_all(&site).unwrap();
        assert_eq!(
            page,
            "<link rel=\"preload\" href=\"./x_bg.bin\" as=\"fetch\">\
             <script>fetch('./x_bg.bin')</script>"
        );
        assert_eq!(packed, b"packed");
        assert!(is_missing && !is_plain_there);
    }
}
