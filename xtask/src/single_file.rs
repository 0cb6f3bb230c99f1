//! The page as one file: styles, scripts and the packed WebAssembly inside, so
//! that it opens from a disk without any server or network.
//!
//! It rewrites what Trunk has written. Nothing may be left that a browser
//! would have to fetch: that is an error, not a page that half works.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};

type HandlerResult = std::result::Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// The page of `site` as one HTML text; `module` is its WebAssembly, `packed`
/// the same with fewer bytes.
///
/// Errors: a file that the page names is missing, or something stays outside.
pub fn pack(site: &Path, module: &Path, packed: &[u8]) -> Result<String> {
    let page = fs::read_to_string(site.join("index.html"))?;
    let glue = module_glue(site, module)?;
    let boot = boot_script(packed, &fs::read_to_string(&glue)?)?;
    let whole = inline(&page, site, &boot)?;
    check_complete(&whole)?;
    Ok(whole)
}

/// The script that wasm-bindgen wrote for `NAME_bg.wasm` is `NAME.js`.
pub fn module_glue(site: &Path, module: &Path) -> Result<PathBuf> {
    let name = module.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix("_bg.wasm");
    let stem = stem.with_context(|| format!("wasm-bindgen would not name a module {name}"))?;
    Ok(site.join(format!("{stem}.js")))
}

/// Takes the packed module out of the page and starts it, as Trunk.toml's own
/// script does for the site.
fn boot_script(packed: &[u8], glue: &str) -> Result<String> {
    let exports = exports(glue)?;
    let packed = STANDARD.encode(packed);
    let glue = script_safe(glue);
    Ok(format!(
        r#"<script type="application/gzip" id="module">{packed}</script>
<script type="module" id="boot">
{glue}
window.wasmBindings = {{ {exports} }};
const packed = Uint8Array.from(atob(document.getElementById('module').textContent), (c) => c.charCodeAt(0));
try {{
  await __wbg_init({{ module_or_path: await unpackedModule(new Blob([packed]).stream()) }});
}} catch (problem) {{
  console.error(problem);
  document.body.replaceChildren(document.getElementById('refused').content.cloneNode(true));
}}
</script>"#
    ))
}

/// The names of the functions that the glue exports, for `window.wasmBindings`.
fn exports(glue: &str) -> Result<String> {
    if glue.lines().any(|line| line.starts_with("import ")) {
        bail!("wasm-bindgen's script imports another file, which one page cannot hold");
    }
    if !glue.contains("__wbg_init as default") {
        bail!("wasm-bindgen's script has no `__wbg_init` to start the module with");
    }
    let names: Vec<&str> = glue
        .lines()
        .filter_map(|line| line.strip_prefix("export function "))
        .filter_map(|line| line.split('(').next())
        .collect();
    Ok(names.join(", "))
}

/// A script's text that cannot end the element around it.
fn script_safe(text: &str) -> String {
    text.replace("</script", "<\\/script")
}

fn inline(page: &str, site: &Path, boot: &str) -> Result<String> {
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("link[rel=modulepreload]", remove))
        .append_element_content_handler(element!("link[rel=preload]", remove))
        .append_element_content_handler(element!("link[rel=stylesheet]", |el| {
            inline_style(el, site)
        }))
        .append_element_content_handler(element!("link[rel=icon]", |el| inline_icon(el, site)))
        .append_element_content_handler(element!("script[src]", |el| inline_script(el, site)))
        .append_element_content_handler(element!("script#boot", |el| {
            el.replace(boot, ContentType::Html);
            Ok(())
        }));
    rewrite_str(page, settings).map_err(|error| anyhow!("cannot pack the page: {error}"))
}

fn remove(element: &mut Element) -> HandlerResult {
    element.remove();
    Ok(())
}

fn inline_style(element: &mut Element, site: &Path) -> HandlerResult {
    let text = String::from_utf8(read(element, "href", site)?)?;
    let style = format!("<style>\n{text}\n</style>");
    element.replace(&style, ContentType::Html);
    Ok(())
}

fn inline_icon(element: &mut Element, site: &Path) -> HandlerResult {
    if element
        .get_attribute("href")
        .is_some_and(|href| href.starts_with("data:"))
    {
        return Ok(());
    }
    let icon = STANDARD.encode(read(element, "href", site)?);
    let kind = element
        .get_attribute("type")
        .unwrap_or_else(|| "image/svg+xml".to_owned());
    element.set_attribute("href", &format!("data:{kind};base64,{icon}"))?;
    Ok(())
}

fn inline_script(element: &mut Element, site: &Path) -> HandlerResult {
    let text = String::from_utf8(read(element, "src", site)?)?;
    element.remove_attribute("src");
    element.set_inner_content(&script_safe(&text), ContentType::Html);
    Ok(())
}

/// The file that an element's attribute names, relative to the site.
fn read(element: &Element, attribute: &str, site: &Path) -> Result<Vec<u8>> {
    let name = element.get_attribute(attribute).unwrap_or_default();
    let file = site.join(name.trim_start_matches("./"));
    fs::read(&file).with_context(|| format!("the page names {name}, which is not in dist/"))
}

/// Fails if the page still names another file.
fn check_complete(page: &str) -> Result<()> {
    let mut outside = Vec::new();
    let look = element!("link[href], script[src], img[src]", |el| {
        let named = [el.get_attribute("href"), el.get_attribute("src")];
        let named = named.into_iter().flatten();
        outside.extend(named.filter(|at| !at.starts_with("data:") && !at.starts_with('#')));
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(look);
    rewrite_str(page, settings).map_err(|error| anyhow!("cannot read the page: {error}"))?;
    if !page.contains("id=\"module\"") {
        bail!("the page has no script `boot` to be replaced (see Trunk.toml)");
    }
    if let Some(first) = outside.first() {
        bail!("the single file would still fetch {first}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "export function selftest(a) {}\nasync function __wbg_init(m) {}\n\
                        export { initSync, __wbg_init as default };\n";

    fn site(name: &str, index: &str, glue: &str) -> PathBuf {
        let site = std::env::temp_dir().join(format!("mailroom-{}-{name}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        fs::write(site.join("index.html"), index).unwrap();
        fs::write(site.join("a.css"), "b { color: red }").unwrap();
        fs::write(site.join("x.js"), glue).unwrap();
        site
    }

    fn check(name: &str, index: &str, glue: &str) -> Result<String> {
        let site = site(name, index, glue);
        let page = pack(&site, &site.join("x_bg.wasm"), b"packed");
        fs::remove_dir_all(&site).unwrap();
        page
    }

    #[test]
    fn everything_the_page_names_is_inside() {
        let index = r#"<head><link rel="stylesheet" href="./a.css">
            <link rel="modulepreload" href="./x.js"><link rel="preload" href="./x_bg.wasm">
            <script type="module" id="boot">import init from './x.js';</script></head>"#;
        let page = check("whole", index, GLUE).unwrap();
        assert!(page.contains("b { color: red }"));
        assert!(page.contains("window.wasmBindings = { selftest };"));
        assert!(!page.contains("./x"), "{page}");
    }

    #[test]
    fn what_cannot_be_packed_is_refused() {
        let boot = r#"<script id="boot"></script>"#;
        let missing = format!(r#"<link rel="stylesheet" href="no.css">{boot}"#);
        let outside = format!(r#"<img src="picture.png">{boot}"#);
        let imports = format!("import {{ f }} from './snippets/f.js';\n{GLUE}");
        assert!(check("missing", &missing, GLUE).is_err());
        assert!(check("outside", &outside, GLUE).is_err());
        assert!(check("no-boot", "<p>", GLUE).is_err());
        assert!(check("imports", boot, &imports).is_err());
        assert!(check("no-init", boot, "").is_err());
        assert!(check("fine", boot, GLUE).is_ok());
    }
}
