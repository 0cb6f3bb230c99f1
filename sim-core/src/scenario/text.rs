//! The bytes of a file as text: a scenario, a program or data is plain UTF-8.

/// The text of the file `name`.
///
/// Errors: a sentence that says why it is none.
pub fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, String> {
    let what = "Scenarios and programs are plain text in UTF-8";
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(format!(
            "{name} is text in UTF-16. {what}: save it again as that."
        ));
    }
    let not = |byte: usize| {
        format!("{name} is not text (byte {byte} is not part of a character). {what}.")
    };
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(not(at));
    }
    match String::from_utf8(bytes) {
        // An editor's mark that the rest is UTF-8 says nothing.
        Ok(text) => Ok(text
            .strip_prefix('\u{feff}')
            .map(str::to_owned)
            .unwrap_or(text)),
        Err(problem) => Err(not(problem.utf8_error().valid_up_to())),
    }
}
