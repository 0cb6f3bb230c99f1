//! The texts that stand beside the module in the finished page: the Python text
//! of the core, packed, the scenarios, and what new ones begin from. They compress better than inside of
//! the module, and a change to one of them is no new module to load.
//!
//! They are one JSON string, since a script's text cannot hold every text: each
//! below a line `#: path`, as `sim_core::python::Texts` reads them.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};

#[path = "../../sim-core/build/pack.rs"]
mod pack;

/// The page with the texts at the end of its head: the body is for the program.
///
/// Errors: a text cannot be read, or looks like several.
pub fn add(page: &str, root: &Path) -> Result<String> {
    let written = serde_json::to_string(&all(root)?)?.replace('<', "\\u003c");
    let holder = format!("<script type=\"application/json\" id=\"library\">{written}</script>");
    let end = element!("head", |head| {
        head.append(&holder, ContentType::Html);
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(end);
    Ok(rewrite_str(page, settings)?)
}

fn all(root: &Path) -> Result<String> {
    let mut written = String::new();
    let core = root.join("sim-core/src");
    for path in pack::files(&core, |name| name.ends_with(".py"))? {
        let text = pack::pack(&fs::read_to_string(core.join(&path))?);
        write(&mut written, &path, &text)?;
    }
    for (name, folder) in [
        ("scenarios", "scenarios"),
        ("templates", "web-ui/templates"),
    ] {
        let folder = root.join(folder);
        for path in pack::files(&folder, |_| true)? {
            let text = fs::read_to_string(folder.join(&path))?;
            write(&mut written, &format!("{name}/{path}"), &text)?;
        }
    }
    Ok(written)
}

fn write(all: &mut String, path: &str, text: &str) -> Result<()> {
    let is_one = !text.starts_with("#: ") && !text.contains("\n#: ");
    ensure!(is_one, "{path} has a line that begins with `#: `");
    *all += &format!("\n#: {path}\n{text}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process;

    #[test]
    fn the_page_holds_every_text() {
        let page = add("<head></head><p>", &process::root()).unwrap();
        let from = page.find("id=\"library\">").unwrap() + "id=\"library\">".len();
        let inside = page[from..].strip_suffix("</script></head><p>").unwrap();
        assert!(!inside.contains('<'));
        let texts: String = serde_json::from_str(inside).unwrap();
        for path in [
            "python/prelude/operators.py",
            "scenarios/01-one-machine/",
            "templates/empty.toml",
        ] {
            assert!(texts.contains(&format!("\n#: {path}")), "{path}");
        }
    }

    #[test]
    fn a_text_that_looks_like_two_is_refused() {
        assert!(write(&mut String::new(), "a", "x\n#: b\n").is_err());
        assert!(write(&mut String::new(), "a", "x #: b\n").is_ok());
    }
}
