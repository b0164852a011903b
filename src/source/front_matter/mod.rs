//! Front matter: the fields of YAML, TOML or JSON at the top of a page, with the bytes of every string.
//!
//! TOML is read by a parser, YAML and JSON by scanners for what front matter uses of them. What they do not understand they leave
//! alone: a string that is not reported can never be changed.

mod block;
mod encode;
mod fault;
mod json;
mod language;
mod toml;
mod yaml;

pub use block::{Block, Field, Reading, Repeat, Scalar, Syntax, find};
pub use encode::encode;
pub use fault::fault;
pub use language::set_language;

/// Returns the strings of a front-matter block in document order: values of keys, and items of lists.
#[must_use]
pub fn fields(text: &str, block: &Block) -> Vec<Field> {
    read(text, block).fields
}

/// Reads a front-matter block.
#[must_use]
pub fn read(text: &str, block: &Block) -> Reading {
    match block.syntax {
        Syntax::Yaml => yaml::read(text, block.inner.clone()),
        Syntax::Toml => toml::read(text, block.inner.clone()),
        Syntax::Json => Reading { fields: json::read(text, block.inner.clone()), ..Reading::default() },
    }
}
