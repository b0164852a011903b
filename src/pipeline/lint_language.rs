//! The language of a catalogue outside any project: what its header says, else what its path does.

use crate::language::{Language, find, of_tag};
use crate::model::{Failure, Finding, RuleId, Severity};
use crate::po::Catalogue;

/// What is known about the language of a catalogue's translations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declared {
    /// One of the 24.
    Official(&'static Language),
    /// Another, with its tag: the rules on translations know nothing of it.
    Other(String),
    /// Nothing says it.
    Unknown,
}

/// Returns the language that the header names; where it names none, that of the path, `/` separated: `de.po`, `de/app.po`,
/// `de/LC_MESSAGES/app.po`.
#[must_use]
pub fn declared_language(catalogue: &Catalogue, name: &str) -> Declared {
    match catalogue.header().language() {
        Some(tag) => of_tag(tag).map_or_else(|| Declared::Other(tag.to_owned()), Declared::Official),
        None => of_path(name).map_or(Declared::Unknown, Declared::Official),
    }
}

/// Says that nobody knows the language of a catalogue, which therefore cannot be …; `task` is what was to be done.
#[must_use]
pub fn unknown_language(task: &str) -> Failure {
    Failure::new(format!("{task}: neither its header nor its path says the language of its translations"))
        .hint("name the language with --lang, or in the header: Language: pl")
}

/// Says that the translations in a language other than the 24 are not checked.
#[must_use]
pub fn other_language(tag: &str) -> Finding {
    let message = format!("the translations are not checked: `{tag}` is not an official language of the Union");
    let mut finding = Finding::new(RuleId::new("header"), Severity::Note, message);
    finding.line = Some(1);
    finding.hint =
        Some("only the rules of the format were applied; correct the Language field, or use --lang".to_owned());
    finding
}

/// Returns the language of a path: that of the name, of its folder, or of the folder around `LC_MESSAGES`.
fn of_path(name: &str) -> Option<&'static Language> {
    let mut parts = name.rsplit('/');
    let stem = parts.next()?.trim_end_matches(".po");
    let folder = parts.find(|part| *part != "LC_MESSAGES").unwrap_or("");
    [stem, folder].into_iter().find_map(of_part)
}

/// Returns the language of a part of a path that is a code, perhaps with a region: `de`, `pt_PT`.
pub(super) fn of_part(part: &str) -> Option<&'static Language> {
    let code = part.split(['_', '-']).next()?;
    find(code).filter(|_| part.len() <= code.len() + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_counts_before_the_path() {
        let declared = |header: &str, name: &str| {
            let text = format!("msgid \"\"\nmsgstr \"{header}\"\n\nmsgid \"a\"\nmsgstr \"b\"\n");
            match declared_language(&Catalogue::parse(text.into_bytes()).unwrap(), name) {
                Declared::Official(language) => language.code.to_owned(),
                Declared::Other(tag) => format!("other {tag}"),
                Declared::Unknown => "unknown".to_owned(),
            }
        };
        for tag in ["de-DE", "DE", "deu", "German", "de_DE.UTF-8"] {
            assert_eq!(declared(&format!("Language: {tag}\\n"), "fr.po"), "de");
        }
        assert_eq!(declared("Language: zh_CN\\n", "de.po"), "other zh_CN");
        for name in ["de.po", "po/de_AT.po", "de/app.po", "locale/de/LC_MESSAGES/django.po"] {
            assert_eq!(declared("", name), "de", "{name}");
        }
        assert_eq!(declared("Language: \\n", "de/po/app.po"), "unknown");
    }
}
