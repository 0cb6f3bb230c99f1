//! The page's content security policy: it may run its own scripts and its own
//! WebAssembly, and load nothing from anywhere else. It is written into the
//! page, since a plain file server sends no headers. Reference: Content
//! Security Policy Level 3.

use std::cell::RefCell;

use anyhow::{Result, anyhow};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use sha2::{Digest, Sha256};

/// The page with its policy in front of everything else.
///
/// Errors: it cannot be read as HTML.
pub fn add(page: &str) -> Result<String> {
    let hashes: String = inline_scripts(page)?
        .iter()
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
        .collect();
    // Styles are set on elements of the picture by the program.
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; \
         style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; \
         connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    );
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let first = element!("head", |head| {
        head.prepend(&meta, ContentType::Html);
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(first);
    rewrite_str(page, settings).map_err(|error| anyhow!("cannot add the policy: {error}"))
}

/// The texts of the scripts that stand in the page and are run: what has
/// another type than a module is data.
fn inline_scripts(page: &str) -> Result<Vec<String>> {
    let scripts = RefCell::new(vec![String::new()]);
    let read = text!("script:not([src])[type=module]", |chunk| {
        let mut scripts = scripts.borrow_mut();
        if let Some(last) = scripts.last_mut() {
            last.push_str(chunk.as_str());
        }
        if chunk.last_in_text_node() {
            scripts.push(String::new());
        }
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(read);
    rewrite_str(page, settings).map_err(|error| anyhow!("cannot read the page: {error}"))?;
    let mut scripts = scripts.into_inner();
    scripts.retain(|script| !script.is_empty());
    Ok(scripts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_of_the_page_and_no_others_are_allowed() {
        let page = "<html><head><title>x</title></head><body>\
            <script type=\"application/gzip\">data</script>\
            <script type=\"module\" src=\"a.js\"></script>\
            <script type=\"module\">let a = 1 < 2;\n</script></body></html>";
        assert_eq!(inline_scripts(page).unwrap(), ["let a = 1 < 2;\n"]);
        let with = add(page).unwrap();
        let hash = STANDARD.encode(Sha256::digest("let a = 1 < 2;\n"));
        assert!(with.contains(&format!("'wasm-unsafe-eval' 'sha256-{hash}';")));
        assert!(with.find("Content-Security-Policy") < with.find("<title>"));
    }
}
