//! Reads catalogues and writes them back: unedited, byte for byte; with one entry edited, only that entry.
//!
//! `po_round_trip < LIST-OF-FILES` prints one line per file that is refused or differs, and the totals.

#![allow(clippy::print_stdout)]

use std::io::{self, BufRead};

use concordia::po::{Catalogue, Slot};

/// What came of the files.
#[derive(Default)]
struct Totals {
    files: usize,
    bytes: usize,
    entries: usize,
    refused: usize,
    different: usize,
    converted: usize,
}

fn main() -> io::Result<()> {
    let mut totals = Totals::default();
    for path in io::stdin().lock().lines() {
        let path = path?;
        let bytes = std::fs::read(&path)?;
        totals.files += 1;
        match Catalogue::parse(bytes.clone()) {
            Ok(catalogue) => {
                totals.bytes += bytes.len();
                totals.entries += catalogue.len();
                totals.converted += usize::from(catalogue.converted_from().is_some());
                if let Some(reason) = difference(&catalogue, &bytes) {
                    totals.different += 1;
                    println!("{path}: {reason}");
                }
            }
            Err(error) => {
                totals.refused += 1;
                println!("{path}:{error}");
            }
        }
    }
    let Totals { files, bytes, entries, refused, different, converted } = totals;
    println!(
        "{files} files: {entries} entries, {bytes} bytes, {converted} in other charsets; {refused} refused, {different} \
         different"
    );
    Ok(())
}

/// Returns what is wrong with writing a catalogue back.
fn difference(catalogue: &Catalogue, bytes: &[u8]) -> Option<&'static str> {
    // A catalogue in another charset is kept as UTF-8 from the start.
    if catalogue.converted_from().is_none() && catalogue.bytes() != bytes {
        return Some("the bytes differ");
    }
    let keep: Vec<Slot> = (0..catalogue.len()).map(Slot::Keep).collect();
    if catalogue.rebuild(&keep) != catalogue.bytes() {
        return Some("the bytes differ when it is rebuilt");
    }
    let place = catalogue.entries().position(|entry| !entry.is_obsolete() && !entry.is_plural())?;
    let mut edited = catalogue.entry(place)?.to_message();
    edited.forms.first_mut()?.push_str(" edited \"\\\n");
    let mut slots = keep;
    *slots.get_mut(place)? = Slot::Put(edited.clone());
    let Ok(again) = Catalogue::parse(catalogue.rebuild(&slots)) else { return Some("an edited file cannot be read") };
    let is_expected = again.len() == catalogue.len()
        && again.entries().zip(catalogue.entries()).enumerate().all(|(index, (new, old))| {
            if index == place { new.to_message() == edited } else { new.to_message() == old.to_message() }
        });
    (!is_expected).then_some("editing one entry changed another")
}
