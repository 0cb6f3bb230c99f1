//! The content security policy of a built page: only its own scripts run, named
//! by their hashes, so that nothing from a scenario could ever be one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What stands before the policy in the page: nothing may be loaded earlier.
const HEAD: &str = "<head>";

/// The page with its policy.
pub fn add(page: &str) -> String {
    let hashes: String = scripts(page)
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
        .collect();
    // Styles that a drawing sets on its elements cannot be hashed.
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; \
         style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; \
         worker-src 'self'; base-uri 'none'; form-action 'none'"
    );
    let meta = format!("{HEAD}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    page.replacen(HEAD, &meta, 1)
}

/// The texts of the page's own scripts that a browser executes.
fn scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once("</script>")?;
        let runs = !attributes.contains("type=") || attributes.contains("type=\"module\"");
        (runs && !attributes.contains("src=")).then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_that_run_are_named() {
        let page = "<html><head><script type=\"module\" id=\"boot\">alert(1)</script>\
                    <script type=\"application/gzip\">H4sI</script><script src=\"a.js\"></script></head>";
        let found: Vec<&str> = scripts(page).collect();
        assert_eq!(found, ["alert(1)"]);
        let safe = add(page);
        // The hash of `alert(1)`, as any other tool gives it.
        assert!(
            safe.contains("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"),
            "{safe}"
        );
        assert_eq!(safe.matches("sha256-").count(), 1);
    }
}
