//! Parses Markdown files bare, or extracts their units, ten times over, so that whole processes can be compared.
//!
//! `cargo run --release --example markdown_passes -- parse|extract FILE…`

#![allow(clippy::print_stdout)]

use std::error::Error;

use concordia::model::{Format, ModuleId};
use concordia::source::{Options, extract};
use pulldown_cmark::{Options as Flavour, Parser};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let is_bare = match arguments.next().as_deref() {
        Some("parse") => true,
        Some("extract") => false,
        _ => return Err("usage: markdown_passes parse|extract FILE…".into()),
    };
    let texts: Vec<String> = arguments.map(std::fs::read_to_string).collect::<Result<_, _>>()?;
    let mut count = 0;
    for _ in 0..10 {
        for text in &texts {
            count += if is_bare { parsed(text) } else { extracted(text) };
        }
    }
    println!("{count}");
    Ok(())
}

/// The number of events, with the extensions that extraction understands.
fn parsed(text: &str) -> usize {
    let flavour = Flavour::ENABLE_TABLES
        | Flavour::ENABLE_FOOTNOTES
        | Flavour::ENABLE_STRIKETHROUGH
        | Flavour::ENABLE_TASKLISTS
        | Flavour::ENABLE_HEADING_ATTRIBUTES
        | Flavour::ENABLE_DEFINITION_LIST
        | Flavour::ENABLE_GFM
        | Flavour::ENABLE_MATH
        | Flavour::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    Parser::new_ext(text, flavour).into_offset_iter().count()
}

/// The number of units.
fn extracted(text: &str) -> usize {
    extract(ModuleId::new("x.md"), Format::Markdown, text, &Options::default()).units.len()
}
