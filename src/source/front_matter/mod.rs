//! Front matter: the fields of YAML or TOML at the top of a page, with the bytes of every string.
//!
//! A scanner for the part of both languages that front matter uses. What it does not understand it leaves alone: a
//! string that is not reported can never be changed.

mod block;
mod encode;
mod toml;
mod yaml;

pub use block::{Block, Field, Scalar, Syntax, find};
pub use encode::encode;

/// Returns the strings of a front-matter block in document order: values of keys, and items of lists.
#[must_use]
pub fn fields(text: &str, block: &Block) -> Vec<Field> {
    match block.syntax {
        Syntax::Yaml => yaml::fields(text, block.inner.clone()),
        Syntax::Toml => toml::fields(text, block.inner.clone()),
    }
}
