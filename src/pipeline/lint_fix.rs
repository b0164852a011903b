//! Safe fixes over one catalogue or XLIFF file, outside any project.
//!
//! Invariant: what no rule offers an edit for stays byte for byte, and a file that cannot be read whole is not rewritten.

use super::lint_language::{Declared, declared_language, unknown_language};
use super::lint_waivers::{Bound, ledger_beside};
use super::lint_xliff::{is_checked, language_of};
use crate::check::{self, Content, Context, Plan, Settings, Text};
use crate::exchange::xliff::{self, Segment, SegmentState};
use crate::language::Language;
use crate::ledger::{Document, Evidence};
use crate::model::Failure;
use crate::po::{Catalogue, Entry, Slot};

/// One text that can be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintFix {
    /// The 1-based line of the entry or segment.
    pub line: usize,
    /// The text before.
    pub old: String,
    /// The text after.
    pub new: String,
    /// Whether it was left alone because somebody revised or approved it.
    pub is_signed: bool,
}

/// Puts right what the rules can put right in a catalogue, and returns it with the new bytes. The language is the given one,
/// else that of the header; in another than the 24 nothing is put right. Texts that the ledger beside it calls revised or
/// approved are changed only with `signed`; `ledger` is empty where there is none.
///
/// # Errors
/// When the catalogue cannot be read whole, or is not in UTF-8; when the ledger has a line that cannot be read.
pub fn fix_po(
    bytes: Vec<u8>,
    name: &str,
    ledger: Vec<u8>,
    language: Option<&'static Language>,
    settings: &Settings,
    signed: bool,
) -> Result<(Vec<LintFix>, Vec<u8>), Failure> {
    let ledger = Document::parse(ledger);
    if let Some(torn) = ledger.torn().first() {
        return Err(Failure::from(torn.clone()).in_file(ledger_beside(name)));
    }
    let evidence = Evidence::of(ledger.lines());
    let catalogue = Catalogue::parse(bytes).map_err(Failure::from)?;
    if let Some(charset) = catalogue.converted_from() {
        return Err(Failure::new(format!("put the file right: it is in {charset}"))
            .hint("convert it first: msgconv --to-code=UTF-8"));
    }
    let language = match language.map_or_else(|| declared_language(&catalogue, name), Declared::Official) {
        Declared::Official(language) => language,
        Declared::Other(_) => return Ok((Vec::new(), catalogue.into_bytes())),
        Declared::Unknown => return Err(unknown_language("put the file right")),
    };
    let mut slots: Vec<Slot> = (0..catalogue.len()).map(Slot::Keep).collect();
    let mut fixes = Vec::new();
    for fixed in check::fix_catalogue(&catalogue, language, name, settings) {
        let is_signed = !signed && catalogue.entry(fixed.entry).is_some_and(|entry| is_on_record(&entry, &evidence));
        let changed = fixed.old.iter().zip(&fixed.new).filter(|(old, new)| old != new);
        fixes.extend(changed.map(|(old, new)| LintFix {
            line: fixed.line,
            old: old.clone(),
            new: new.clone(),
            is_signed,
        }));
        if !is_signed && let (Some(entry), Some(slot)) = (catalogue.entry(fixed.entry), slots.get_mut(fixed.entry)) {
            let mut message = entry.to_message();
            message.forms = fixed.new;
            *slot = Slot::Put(message);
        }
    }
    let is_same = slots.iter().all(|slot| matches!(slot, Slot::Keep(_)));
    let bytes = if is_same { catalogue.into_bytes() } else { catalogue.rebuild(&slots) };
    Ok((fixes, bytes))
}

/// Returns whether somebody revised or approved an entry as it stands.
fn is_on_record(entry: &Entry<'_>, evidence: &Evidence) -> bool {
    Bound::of(entry, false).names().any(|(name, source, target)| {
        let standing = evidence.standing(name, source, target);
        standing.is_some_and(|standing| standing.reviser.is_some() || standing.approver.is_some())
    })
}

/// Puts right what the rules can put right in an XLIFF file, and returns it with the new bytes. Segments that are reviewed or
/// final are changed only with `signed`; one whose change would touch a tag is left out.
///
/// # Errors
/// When the file cannot be read, or the target language is not known.
pub fn fix_xliff(
    bytes: &[u8],
    language: Option<&'static Language>,
    settings: &Settings,
    signed: bool,
) -> Result<(Vec<LintFix>, Vec<u8>), Failure> {
    let package = xliff::read(bytes)?;
    let mut changes: Vec<(&Segment, String)> = Vec::new();
    for index in 0..package.files.len() {
        let own: Vec<&Segment> = package.segments.iter().filter(|segment| is_checked(segment, index)).collect();
        if own.is_empty() {
            continue;
        }
        let language = language_of(&package, index, language)?;
        let plan = Plan::new(settings, language);
        changes.extend(own.into_iter().filter_map(|segment| Some((segment, fixed(segment, language, &plan)?))));
    }
    let is_left = |segment: &Segment| !signed && segment.state >= SegmentState::Reviewed;
    let wanted: Vec<(&Segment, &str)> = changes
        .iter()
        .filter(|(segment, _)| !is_left(segment))
        .map(|(segment, new)| (*segment, new.as_str()))
        .collect();
    let (bytes, done) = xliff::rewrite(bytes, &wanted)?;
    let mut done = done.into_iter();
    let mut fixes = Vec::new();
    for (segment, new) in &changes {
        let is_signed = is_left(segment);
        if is_signed || done.next() == Some(true) {
            let old = segment.target.clone().unwrap_or_default();
            fixes.push(LintFix { line: segment.line, old, new: new.clone(), is_signed });
        }
    }
    Ok((fixes, bytes))
}

fn fixed(segment: &Segment, language: &'static Language, plan: &Plan) -> Option<String> {
    let target = segment.target.as_deref()?;
    let source = Text::new(&segment.source, Content::Plain);
    let forms = [Text::new(target, Content::Plain)];
    let context = Context::new(&source, &forms, language, Content::Plain);
    let new = check::fixed_forms(&context, plan, &|_| true)?.into_iter().next()?;
    (new != target).then_some(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_approved_entry_is_left_until_asked() {
        let file = "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\nmsgid \"Wait…\"\nmsgstr \"Warten...\"\n\nmsgid \"Stop…\"\nmsgstr \"Halt...\"\n";
        let catalogue = Catalogue::parse(file.as_bytes().to_vec()).unwrap();
        let bound = Bound::of(&catalogue.entry(0).unwrap(), false);
        let (name, source, target) = bound.names().last().unwrap();
        let ledger = format!(
            "{{\"unit\":\"{name}\",\"act\":\"approve\",\"source\":\"{source}\",\"target\":\"{target}\",\"at\":\"2026-11-27\",\"by\":\"A\"}}\n"
        );
        let fixed = |signed| {
            let settings = Settings::default();
            fix_po(file.into(), "a.po", ledger.clone().into_bytes(), None, &settings, signed).unwrap()
        };
        let (fixes, bytes) = fixed(false);
        assert_eq!(fixes.iter().map(|fix| fix.is_signed).collect::<Vec<_>>(), [true, false]);
        assert_eq!(String::from_utf8(bytes).unwrap(), file.replace("Halt...", "Halt…"));
        assert_eq!(String::from_utf8(fixed(true).1).unwrap(), file.replace("...", "…"));
    }

    #[test]
    fn a_signed_segment_is_left_until_asked() {
        let text = "<xliff version=\"1.2\"><file original=\"x\" target-language=\"de\"><body>\
                    <trans-unit id=\"1\" approved=\"yes\"><source>Wait…</source><target>Warten...</target></trans-unit>\
                    <trans-unit id=\"2\"><source>Stop…</source><target>Halt...</target></trans-unit></body></file></xliff>";
        let settings = Settings::default();
        let (fixes, bytes) = fix_xliff(text.as_bytes(), None, &settings, false).unwrap();
        assert_eq!(fixes.iter().map(|fix| fix.is_signed).collect::<Vec<_>>(), [true, false]);
        assert_eq!(String::from_utf8(bytes).unwrap(), text.replace("Halt...", "Halt…"));
        let (_, bytes) = fix_xliff(text.as_bytes(), None, &settings, true).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), text.replace("...", "…"));
    }
}
