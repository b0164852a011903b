//! Counts the entries of catalogues as `msgfmt --statistics` does, file by file.
//!
//! `cargo run --release --example po_statistics -- FILE…`

#![allow(clippy::print_stdout, clippy::print_stderr)]

use concordia::po::Catalogue;

fn main() -> std::process::ExitCode {
    let mut code = std::process::ExitCode::SUCCESS;
    for path in std::env::args().skip(1) {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{path}: {error}");
                return std::process::ExitCode::from(2);
            }
        };
        match Catalogue::parse(bytes) {
            Ok(catalogue) => {
                let (mut translated, mut fuzzy, mut untranslated) = (0, 0, 0);
                for entry in catalogue.entries().filter(|entry| !entry.is_obsolete()) {
                    // msgfmt looks at the first form alone.
                    let has_first = entry.is_translated() || (entry.is_plural() && !entry.form(0).is_empty());
                    match (has_first, entry.is_fuzzy()) {
                        (false, _) => untranslated += 1,
                        (true, true) => fuzzy += 1,
                        (true, false) => translated += 1,
                    }
                }
                println!("{path}: {translated} translated, {fuzzy} fuzzy, {untranslated} untranslated");
            }
            Err(error) => {
                eprintln!("{path}:{error}\n  {}", error.hint);
                code = std::process::ExitCode::FAILURE;
            }
        }
    }
    code
}
