//! `%`-formatting of str and bytes: the parser of format strings and the
//! conversions of single arguments.
//!
//! How the machine uses it: parse, then for every piece in order
//! - `Literal`: append;
//! - `Directive` with a `key`: the right operand must be a mapping
//!   (`requires_mapping`), its item under the key is the only argument now;
//! - width, then precision `Star`: take the next argument for
//!   `set_width` / `set_precision`;
//! - take the next argument (`not_enough_arguments`), prepare it as `wants()`
//!   says, `render`.
//!
//! At the end raise `fault`, if there is one (`fault_in_key` without a mapping:
//! `requires_mapping`), else `not_all_converted` when
//! arguments are left and the right operand is no mapping. A tuple is the
//! list of arguments, anything else is one argument; a mapping is whatever
//! has `__getitem__` and is neither tuple nor str (nor bytes, bytearray).

mod parse;
mod render;

pub use parse::{Directive, Percent, Piece, Size, Wants, parse, parse_bytes};
pub use render::{Argument, render, render_bytes};

use super::TextError;

/// There are fewer arguments than directives.
pub fn not_enough_arguments() -> TextError {
    TextError::kind("not enough arguments for format string")
}

/// There are more arguments than directives.
pub fn not_all_converted(of_bytes: bool) -> TextError {
    let what = if of_bytes { "bytes" } else { "string" };
    TextError::kind(format!(
        "not all arguments converted during {what} formatting"
    ))
}

/// `%(key)s` without a mapping.
pub fn requires_mapping() -> TextError {
    TextError::kind("format requires a mapping")
}
