//! Whether a translation takes the arguments of its source, where a flag says that it is a format string.
//!
//! As in `msgfmt --check-format`: every form that stands for many counts must take what `msgid_plural` takes; a form
//! for one or two counts may leave arguments out.

use super::catalogue::about;
use super::printf::{self, Arguments};
use crate::model::{Finding, Severity};
use crate::po::Entry;

/// How format strings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Percent,
    PercentWithNames,
    Braces,
    Numbered,
}

impl Style {
    fn of(entry: &Entry<'_>) -> Option<Self> {
        entry.flags().find_map(|flag| match flag.as_ref() {
            "c-format" | "objc-format" | "php-format" => Some(Self::Percent),
            "python-format" => Some(Self::PercentWithNames),
            "python-brace-format" | "csharp-format" | "perl-brace-format" | "rust-format" => Some(Self::Braces),
            "qt-format" | "qt-plural-format" | "kde-format" => Some(Self::Numbered),
            _ => None,
        })
    }

    fn read(self, text: &str) -> Result<Arguments, String> {
        match self {
            Self::Percent => printf::percent(text, false),
            Self::PercentWithNames => printf::percent(text, true),
            Self::Braces => printf::braces(text),
            Self::Numbered => Ok(printf::numbered(text)),
        }
    }
}

/// Compares the forms of an entry that has a flag with its source; `is_for_many` says whether a form stands for many counts.
pub(super) fn check(entry: &Entry<'_>, is_for_many: &dyn Fn(usize) -> bool, findings: &mut Vec<Finding>) {
    let Some(style) = Style::of(entry) else { return };
    let source = entry.id_plural().unwrap_or_else(|| entry.id());
    let Ok(wanted) = style.read(&source) else { return };
    for (index, form) in entry.forms().into_iter().enumerate().filter(|(_, form)| !form.is_empty()) {
        let may_omit = entry.is_plural() && !is_for_many(index);
        let Some(message) = difference(&wanted, style.read(&form), may_omit) else { continue };
        let hint = "use the same directives as the source; `%2$s` or names allow another order";
        let mut finding = about(entry, "format-strings", Severity::Error, message, hint);
        finding.line = Some(entry.form_line(index));
        finding.source = Some(source.clone().into_owned());
        finding.target = Some(form.into_owned());
        findings.push(finding);
    }
}

fn difference(wanted: &Arguments, found: Result<Arguments, String>, may_omit: bool) -> Option<String> {
    let found = match found {
        Ok(found) => found,
        Err(error) => return Some(format!("not a valid format string: {error}")),
    };
    for (name, kind) in &found {
        match wanted.get(name) {
            None => return Some(format!("takes an argument {name} that the source does not have")),
            Some(other) if other != kind => {
                return Some(format!("takes argument {name} as {kind}, but the source takes it as {other}"));
            }
            Some(_) => {}
        }
    }
    if may_omit {
        return None;
    }
    let missing = wanted.keys().find(|name| !found.contains_key(*name))?;
    Some(format!("leaves out argument {missing} of the source"))
}
