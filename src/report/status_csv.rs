//! The numbers as CSV (RFC 4180), one line per language and module.

use super::{LanguageTally, ModuleTally, StatusTable};
use crate::model::{Severity, State};

/// What a report adds to the numbers of a module in a language.
#[derive(Debug, Clone, Default)]
pub struct CsvExtra {
    /// Whether it may be published.
    pub is_ready: bool,
    /// What blocks publication, in English; empty when nothing does.
    pub blocked: String,
    /// The day of the oldest debt; empty without one.
    pub stale_since: String,
    /// Open findings, in the order of [`Severity::ALL`].
    pub findings: [u64; 4],
}

/// Returns the numbers.
#[must_use]
pub fn status_csv(status: &StatusTable) -> String {
    lines(status, &|_, _| None)
}

/// Returns the numbers with what a report adds, in further columns.
#[must_use]
pub fn report_csv(status: &StatusTable, extra: &dyn Fn(&LanguageTally, &ModuleTally) -> CsvExtra) -> String {
    lines(status, &|row, module| Some(extra(row, module)))
}

fn lines(status: &StatusTable, extra: &dyn Fn(&LanguageTally, &ModuleTally) -> Option<CsvExtra>) -> String {
    let mut out = String::from("language,module");
    for what in ["units", "words"] {
        for state in State::ALL {
            out.push_str(&format!(",{what}_{state}"));
        }
    }
    let first = status.languages.iter().find_map(|row| Some((row, row.modules.first()?)));
    if first.is_some_and(|(row, module)| extra(row, module).is_some()) {
        out.push_str(",ready,blocked,stale_since");
        for severity in Severity::ALL.into_iter().rev() {
            out.push_str(&format!(",findings_{severity}"));
        }
    }
    out.push_str("\r\n");
    for row in &status.languages {
        for module in &row.modules {
            out.push_str(&format!("{},{}", row.language.code, csv_field(module.module.as_str())));
            for tally in [&module.units, &module.words] {
                for state in State::ALL {
                    out.push_str(&format!(",{}", tally.get(state)));
                }
            }
            if let Some(extra) = extra(row, module) {
                let ready = if extra.is_ready { "yes" } else { "no" };
                out.push_str(&format!(",{ready},{},{}", csv_field(&extra.blocked), csv_field(&extra.stale_since)));
                for number in extra.findings.into_iter().rev() {
                    out.push_str(&format!(",{number}"));
                }
            }
            out.push_str("\r\n");
        }
    }
    out
}

/// Quotes a CSV field, and keeps a spreadsheet from reading it as a formula (OWASP, "CSV Injection").
fn csv_field(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::csv_field;

    #[test]
    fn no_field_is_a_formula_or_breaks_its_line() {
        assert_eq!(csv_field("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(csv_field("@a"), "'@a");
        assert_eq!(csv_field("a,b\nc"), "\"a,b\nc\"");
        assert_eq!(csv_field("a=b"), "a=b");
    }
}
