//! The theme and the title of the page.

/// Puts the theme's names on the root element; style sheets do the rest.
pub fn set(dark: Option<bool>, projector: bool) {
    let Some(root) = super::document().and_then(|d| d.document_element()) else {
        return;
    };
    let name = match dark {
        Some(true) => "dark",
        Some(false) => "light",
        None => "system",
    };
    let mode = if projector { "projector" } else { "desk" };
    // Fails only for names that are no names.
    let _ = root.set_attribute("data-theme", name);
    let _ = root.set_attribute("data-mode", mode);
}

/// True if the system asks for a dark page.
pub fn system_is_dark() -> bool {
    matches_media("(prefers-color-scheme: dark)")
}

/// True if the system asks for little motion.
pub fn reduced_motion() -> bool {
    matches_media("(prefers-reduced-motion: reduce)")
}

fn matches_media(query: &str) -> bool {
    super::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|media| media.matches())
}

/// The browser tab's title.
pub fn set_title(title: &str) {
    if let Some(document) = super::document() {
        document.set_title(title);
    }
}
