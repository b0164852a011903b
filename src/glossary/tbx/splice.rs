//! Changing a TBX file in place.
//!
//! Invariant: every byte outside the entries that change stays as it is, and nothing that we do not read is lost.

use std::ops::Range;

use super::read::read_entries;
use super::write::{TbxStyle, write_entry};
use crate::glossary::{PassedOver, Termbase, passed_over_text};
use crate::model::{Failure, line_of};

/// Returns a TBX file with the concepts of `new`: what the file has in its order, then what comes in addition. Entries that
/// changed are written anew, further ones before the end of the body.
///
/// # Errors
/// A file that cannot be read; a changed entry that holds what we do not read; a file without the prefixes of the DCT style
/// or without a body.
pub(in crate::glossary) fn update_tbx(text: &str, style: TbxStyle, new: &Termbase) -> Result<String, Failure> {
    let (mark, text) = text.strip_prefix('\u{feff}').map_or(("", text), |rest| ("\u{feff}", rest));
    let (old, ranges) = read_entries(text)?;
    let mut out = mark.to_owned();
    let mut copied = 0;
    for ((known, concept), range) in old.base.concepts.iter().zip(&new.concepts).zip(&ranges) {
        if known == concept {
            continue;
        }
        is_whole(text, range, known.name(), &old.passed_over)?;
        out.push_str(text.get(copied..range.start).unwrap_or(""));
        out.push_str(write_entry(&with_own_id(known.has_made_up_id, concept), style, 0).trim_end());
        copied = range.end;
    }
    let more = new.concepts.get(old.base.concepts.len()..).unwrap_or_default();
    if !more.is_empty() {
        let end = body_end(text).ok_or_else(|| Failure::new("add to the TBX file: it has no </body>"))?;
        // The end tag keeps its indentation.
        let before = text.get(..end).map_or(end, |head| head.trim_end_matches([' ', '\t']).len());
        out.push_str(text.get(copied..before).unwrap_or(""));
        if !out.ends_with('\n') {
            out.push('\n');
        }
        for concept in more {
            out.push_str(&write_entry(concept, style, 3));
        }
        copied = before;
    }
    out.push_str(text.get(copied..).unwrap_or(""));
    if !is_declared(&out, "min") || !is_declared(&out, "basic") {
        return Err(Failure::new(
            "add to the TBX file: it does not declare the prefixes `min` and `basic` of the DCT style",
        )
        .hint("declare them at the root, or use another file of the termbase: --into FILE"));
    }
    match read_entries(&out) {
        Ok((reading, _)) if is_equal(&reading.base, new) => Ok(out),
        _ => Err(Failure::new("add to the TBX file: it would not hold what it should")
            .hint("use another file of the termbase: --into FILE")),
    }
}

/// Returns where the end tag of the last body begins.
fn body_end(text: &str) -> Option<usize> {
    let mut ends = text.rmatch_indices("</").map(|(at, _)| at);
    ends.find(|at| {
        let name = text.get(at + 2..).unwrap_or("").split('>').next().unwrap_or("").trim();
        name.rsplit(':').next() == Some("body")
    })
}

/// Returns the concept as it is written: without the identifier that its file does not have.
fn with_own_id(has_none: bool, concept: &crate::glossary::Concept) -> crate::glossary::Concept {
    let mut concept = concept.clone();
    if has_none {
        concept.id.clear();
    }
    concept
}

/// Compares what identifies and names; made-up identifiers follow from the terms.
fn is_equal(read: &Termbase, new: &Termbase) -> bool {
    read.concepts.len() == new.concepts.len()
        && read.concepts.iter().zip(&new.concepts).all(|(read, new)| {
            let is_named = read.has_made_up_id || read.id == new.id;
            is_named
                && (&read.domain, &read.iate, &read.note, &read.sections)
                    == (&new.domain, &new.iate, &new.note, &new.sections)
        })
}

/// Returns whether a prefix is declared, where it is used.
fn is_declared(text: &str, prefix: &str) -> bool {
    !text.contains(&format!("<{prefix}:")) || text.contains(&format!("xmlns:{prefix}="))
}

/// Refuses to change an entry that holds more than we read.
fn is_whole(text: &str, range: &Range<usize>, name: &str, passed_over: &[PassedOver]) -> Result<(), Failure> {
    let (first, last) = (line_of(text, range.start), line_of(text, range.end));
    let lost: Vec<_> = passed_over.iter().filter(|one| (first..=last).contains(&one.line)).cloned().collect();
    if lost.is_empty() {
        return Ok(());
    }
    let message = format!("change the entry “{name}”: it holds what would be lost: {}", passed_over_text(&lost));
    let hint = "add it by hand, or use another file of the termbase: --into FILE";
    Err(Failure::new(message).at_line(first).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Term, read_tbx};

    const OWN: &str = "<?xml version=\"1.0\"?>\n<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\">\n<tbxHeader><p>Ours, CC BY</p></tbxHeader>\n\
        <text><body>\n<!-- kept -->\n<conceptEntry id=\"a\">\n <transacGrp><transac type=\"x\">origination</transac></transacGrp>\n \
        <langSec xml:lang=\"en\"><termSec><term>jury</term></termSec></langSec>\n</conceptEntry>\n\
        <conceptEntry><langSec xml:lang=\"en\"><termSec><term>vote</term></termSec></langSec></conceptEntry>\n\t</body></text>\n</tbx>\n";

    fn with(change: impl FnOnce(&mut Termbase)) -> Result<String, Failure> {
        let mut base = read_tbx(OWN).unwrap();
        change(&mut base);
        update_tbx(OWN, TbxStyle::Dca, &base)
    }

    #[test]
    fn further_concepts_change_no_other_byte() {
        let new = with(|base| base.concept_mut("b").section_mut("de").terms.push(Term::new("Wahl <x>"))).unwrap();
        let (head, tail) = OWN.split_once("\t</body>").unwrap();
        let added = new
            .strip_prefix(head)
            .and_then(|rest| rest.strip_suffix(tail))
            .and_then(|rest| rest.strip_suffix("\t</body>"));
        assert!(added.is_some_and(|added| added.trim_start().starts_with("<conceptEntry id=\"b\">")), "{new}");
        assert_eq!(with(|_| {}).unwrap(), OWN);
    }

    #[test]
    fn an_entry_that_holds_more_than_we_read_is_not_written_anew() {
        let failure = with(|base| base.concepts[0].sections[0].terms[0].forms.push("juries".into())).unwrap_err();
        assert!(failure.message.contains("“jury”") && failure.message.contains("(line 7)"), "{failure:?}");
        assert_eq!(failure.line, Some(6));
        let new = with(|base| base.concepts[1].sections[0].terms[0].forms.push("votes".into())).unwrap();
        assert!(new.contains("origination") && new.contains("votes") && new.contains("<!-- kept -->"), "{new}");
        assert!(!new.contains("id=\"\"") && !new.contains("id=\"vote\""), "{new}");
    }

    #[test]
    fn a_dct_file_without_the_prefixes_is_refused() {
        let text = OWN.replace("style=\"dca\"", "style=\"dct\"");
        let mut base = read_tbx(&text).unwrap();
        base.concept_mut("b").section_mut("de").terms.push(Term::new("Wahl"));
        assert!(update_tbx(&text, TbxStyle::Dct, &base).is_err());
    }
}
