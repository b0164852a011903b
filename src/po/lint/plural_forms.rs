//! Whether the announced plural forms can be right.

use crate::language::{Language, PluralForms, of_tag};
use crate::model::{Finding, RuleId, Severity};
use crate::po::{Catalogue, Entry};

pub(super) fn check(catalogue: &Catalogue, language: Option<&'static Language>, findings: &mut Vec<Finding>) {
    let line = catalogue.header_entry().map_or(1, |entry| entry.line());
    let mut report = |severity, message: String, hint: String| {
        let mut finding = Finding::new(RuleId::new("plural-forms"), severity, message);
        finding.line = Some(line);
        finding.hint = Some(hint);
        findings.push(finding);
    };
    let header = catalogue.header();
    let language = language.or_else(|| header.language().and_then(of_tag));
    let advice = || match language {
        Some(language) => format!("for {}: Plural-Forms: {}", language.english, language.plural.header()),
        None => "see the GNU gettext manual, \"Plural forms\"".to_owned(),
    };
    let Some(value) = header.plural_forms() else {
        if has_plurals(catalogue) {
            let message = "there are plural entries, but the header has no Plural-Forms".to_owned();
            report(Severity::Error, message, advice());
        }
        return;
    };
    // The language's own rule has no fault, and most catalogues have it.
    if language.is_some_and(|language| value == language.plural.header()) {
        return;
    }
    let forms = match PluralForms::parse(value) {
        Ok(forms) => forms,
        Err(error) => return report(Severity::Error, format!("Plural-Forms cannot be read: {error}"), advice()),
    };
    if language.is_some_and(|language| PluralForms::parse(&language.plural.header()).as_ref() == Ok(&forms)) {
        return;
    }
    if let Some(n) = forms.first_gap() {
        return report(Severity::Error, format!("Plural-Forms gives no valid form for the count {n}"), advice());
    }
    // The CLDR's own rules, as Transifex and Crowdin write them, have a form that whole numbers never reach.
    let has_fractions = language.is_some_and(|language| {
        forms.count() == language.cldr_categories.len() && !matches!(language.code, "es" | "fr" | "it" | "pt")
    });
    let unreachable = forms.unreachable();
    if !unreachable.is_empty() && !has_fractions {
        let names: Vec<String> = unreachable.iter().map(|form| format!("msgstr[{form}]")).collect();
        report(Severity::Warning, format!("no count selects {}", names.join(", ")), advice());
    }
    let Some(language) = language else { return };
    let wanted = language.plural.categories;
    if forms.count() < wanted.len() && has_plurals(catalogue) {
        let names: Vec<&str> = wanted.iter().map(|category| category.keyword()).collect();
        let (count, name) = (forms.count(), language.english);
        let message =
            format!("Plural-Forms has {count} forms, but {name} tells {} apart: {}", wanted.len(), names.join(", "));
        report(Severity::Warning, message, advice());
    }
    let leading = forms.led_to(&language.plural);
    if !leading.doubtful.is_empty() {
        let categories = leading.doubtful.iter().filter_map(|form| language.plural.categories.get(*form));
        let names: Vec<&str> = categories.map(|category| category.keyword()).collect();
        let message = format!("Plural-Forms mixes counts that {} tells apart: {}", language.english, names.join(", "));
        report(Severity::Warning, message, advice());
    }
    findings.extend(lost_forms(catalogue, language));
}

/// Returns whether there are plural entries with a translation.
fn has_plurals(catalogue: &Catalogue) -> bool {
    catalogue.entries().any(|entry| entry.is_plural() && !entry.is_obsolete() && entry.has_text())
}

/// Returns a finding for each form of the header that stands for counts of which the language has no form of its own, when
/// an entry says something there that it says nowhere else: no page shows it.
///
/// In the Latvian rule of the gettext manual, for example, `msgstr[2]` is for the count 0 alone; the CLDR category `zero`
/// is also that of 10 to 20, 30, 40 …, for which that header takes `msgstr[1]`.
#[must_use]
pub fn lost_forms(catalogue: &Catalogue, language: &'static Language) -> Vec<Finding> {
    if !catalogue.entries().any(|entry| entry.is_plural() && !entry.is_obsolete()) {
        return Vec::new();
    }
    let header = catalogue.header().plural_forms().filter(|header| *header != language.plural.header());
    let Some(Ok(forms)) = header.map(PluralForms::parse) else { return Vec::new() };
    let leading = forms.led_to(&language.plural);
    let mut findings = Vec::new();
    for &lost in &leading.unused {
        let is_lost = |entry: &Entry<'_>| {
            let text = entry.form(lost);
            let is_shown = leading.sources.iter().flatten().any(|&taken| entry.form(taken) == text);
            entry.is_plural() && !entry.is_obsolete() && !text.is_empty() && !is_shown
        };
        let entries: Vec<Entry<'_>> = catalogue.entries().filter(is_lost).collect();
        let counts = forms.counts(lost, 4);
        let (Some(first), false) = (entries.first(), counts.is_empty()) else { continue };
        // The form of the CLDR for whole millions is right, and shown by every program that counts so far.
        let is_millions = counts.iter().all(|count| count % 1_000_000 == 0 && *count > 0);
        let (severity, where_to) = match is_millions {
            true => (Severity::Note, "appears on no page, which never count so far"),
            false => (Severity::Warning, "appears nowhere"),
        };
        let message = format!(
            "the forms of this header do not map one to one onto those of {}: msgstr[{lost}] is for {}, and its text \
             {where_to} (entries: {})",
            language.english,
            named(&counts),
            entries.len(),
        );
        let mut finding = Finding::new(RuleId::new("plural-forms"), severity, message);
        finding.line = Some(first.form_line(lost));
        let header = language.plural.header();
        finding.hint = Some(format!("write the forms that {} has: Plural-Forms: {header}", language.english));
        findings.push(finding);
    }
    findings
}

/// Names the counts of a form, of which up to four are known.
fn named(counts: &[u64]) -> String {
    let shown: Vec<String> = counts.iter().take(3).map(u64::to_string).collect();
    match counts.len() {
        1 => format!("the count {} only", shown.concat()),
        2 | 3 => format!("the counts {} only", shown.join(", ")),
        _ => format!("the counts {} …", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::lost_forms;
    use crate::language::find;
    use crate::model::Severity;
    use crate::po::Catalogue;

    #[test]
    fn the_rules_of_the_cldr_are_no_fault() {
        let found = |code: &str, header: &str| {
            let mut text = format!(
                "msgid \"\"\nmsgstr \"\"\n\"Language: {code}\\n\"\n\"Plural-Forms: {header}\\n\"\n\nmsgid \"a\"\nmsgid_plural \"b\"\n"
            );
            let forms: usize = header.as_bytes().get(9).map_or(0, |digit| usize::from(*digit - b'0'));
            (0..forms).for_each(|form| text.push_str(&format!("msgstr[{form}] \"{form}\"\n")));
            let catalogue = Catalogue::parse(text.into_bytes()).unwrap();
            let mut findings = Vec::new();
            super::check(&catalogue, find(code), &mut findings);
            findings.into_iter().map(|finding| finding.severity).collect::<Vec<_>>()
        };
        for (code, header) in [
            (
                "cs",
                "nplurals=4; plural=(n == 1 && n % 1 == 0) ? 0 : (n >= 2 && n <= 4 && n % 1 == 0) ? 1: (n % 1 != 0 ) ? 2 : 3;",
            ),
            (
                "pl",
                "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);",
            ),
        ] {
            assert_eq!(found(code, header), [], "{code}");
        }
        assert_eq!(
            found("es", "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;"),
            [Severity::Note]
        );
        assert_eq!(found("de", "nplurals=3; plural=n == 1 ? 0 : 1;"), [Severity::Warning], "no form of the CLDR");
    }

    fn messages(code: &str, header: &str, forms: &[&str]) -> Vec<String> {
        let mut text =
            format!("msgid \"\"\nmsgstr \"\"\n\"Plural-Forms: {header}\\n\"\n\nmsgid \"a\"\nmsgid_plural \"b\"\n");
        for (index, form) in forms.iter().enumerate() {
            text.push_str(&format!("msgstr[{index}] \"{form}\"\n"));
        }
        let catalogue = Catalogue::parse(text.into_bytes()).unwrap();
        lost_forms(&catalogue, find(code).unwrap()).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_form_that_no_category_takes_is_told() {
        let latvian = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);";
        let found = messages("lv", latvian, &["ONE", "OTHER", "ZERO"]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("msgstr[2] is for the count 0 only"), "{found:?}");
        assert!(messages("lv", latvian, &["ONE", "OTHER", "OTHER"]).is_empty(), "nothing is lost");
        assert!(messages("lv", &find("lv").unwrap().plural.header(), &["ZERO", "ONE", "OTHER"]).is_empty());
        assert!(messages("da", "nplurals=2; plural=(n != 1);", &["a", "b"]).is_empty());
    }
}
