//! Whether the announced plural forms can be right.

use crate::language::{Language, PluralForms, find};
use crate::model::{Finding, RuleId, Severity};
use crate::po::Catalogue;

pub(super) fn check(catalogue: &Catalogue, language: Option<&'static Language>, findings: &mut Vec<Finding>) {
    let line = catalogue.header_entry().map_or(1, |entry| entry.line());
    let mut report = |severity, message: String, hint: String| {
        let mut finding = Finding::new(RuleId::new("plural-forms"), severity, message);
        finding.line = Some(line);
        finding.hint = Some(hint);
        findings.push(finding);
    };
    let header = catalogue.header();
    let code = header.language().and_then(|tag| tag.split(['_', '-', '@', '.']).next());
    let language = language.or_else(|| code.and_then(find));
    let advice = match language {
        Some(language) => format!("for {}: Plural-Forms: {}", language.english, language.plural.header()),
        None => "see the GNU gettext manual, \"Plural forms\"".to_owned(),
    };
    let Some(value) = header.plural_forms() else {
        let is_needed = catalogue.entries().any(|entry| entry.is_plural() && !entry.is_obsolete() && entry.has_text());
        if is_needed {
            let message = "there are plural entries, but the header has no Plural-Forms".to_owned();
            report(Severity::Error, message, advice);
        }
        return;
    };
    // The language's own rule has no fault, and most catalogues have it.
    let squeeze = |text: &str| text.replace([' ', '(', ')'], "");
    if language.is_some_and(|language| squeeze(value) == squeeze(&language.plural.header())) {
        return;
    }
    let forms = match PluralForms::parse(value) {
        Ok(forms) => forms,
        Err(error) => return report(Severity::Error, format!("Plural-Forms cannot be read: {error}"), advice),
    };
    if let Some(n) = forms.first_gap() {
        return report(Severity::Error, format!("Plural-Forms gives no valid form for the count {n}"), advice);
    }
    let unreachable = forms.unreachable();
    if !unreachable.is_empty() {
        let names: Vec<String> = unreachable.iter().map(|form| format!("msgstr[{form}]")).collect();
        report(Severity::Warning, format!("no count selects {}", names.join(", ")), advice.clone());
    }
    let Some(language) = language else { return };
    let leading = forms.led_to(&language.plural);
    if !leading.doubtful.is_empty() {
        let categories = leading.doubtful.iter().filter_map(|form| language.plural.categories.get(*form));
        let names: Vec<&str> = categories.map(|category| category.keyword()).collect();
        let message = format!("Plural-Forms mixes counts that {} tells apart: {}", language.english, names.join(", "));
        report(Severity::Warning, message, advice);
    }
}
