//! The guides that the page carries in elements that are not shown.

/// The text of the guide in the template `id`; a word if there is none.
pub fn text(id: &str) -> String {
    let element = super::document().and_then(|document| document.get_element_by_id(id));
    let html = element.map(|element| element.inner_html());
    // Inside of an element the markup's own signs are written out.
    html.map(|html| {
        html.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    })
    .unwrap_or_else(|| "This guide did not come with the page.".to_owned())
}
