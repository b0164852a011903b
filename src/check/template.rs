//! The rules on the English over a template outside any project: what `lint` says about a POT file.

use super::rules::source::{SourceContext, SourceModule};
use super::{Content, Level, Settings, Text, catalogue, check_source};
use crate::model::{Finding, ModuleId, UnitId, UnitKind};
use crate::po::Catalogue;

/// The rules that need the page, its headings, or the other modules, which a template does not have. Of links it is still told
/// whether they lead anywhere at all.
const OF_PAGES: [&str; 2] = ["source-heading", "source-fluent"];

/// Checks the English of a template. `terms` are the English terms that it should use, with their listed forms; empty for
/// none. Findings carry unit (the `msgctxt`, else the English) and line, but no path.
#[must_use]
pub fn check_template(catalogue: &Catalogue, name: &str, terms: &[String], settings: &Settings) -> Vec<Finding> {
    let mut settings = settings.clone();
    settings.rules.extend(OF_PAGES.map(|rule| (rule.to_owned(), Level::Off)));
    let rows: Vec<(UnitId, String, Content, usize)> = catalogue
        .entries()
        .filter(|entry| !entry.is_obsolete())
        .map(|entry| {
            let source = entry.id().into_owned();
            let named = entry.context().filter(|context| !context.is_empty()).map(|context| context.into_owned());
            let content = catalogue::content_of(&entry, name.trim_end_matches('t'));
            (UnitId::keyed(named.unwrap_or_else(|| source.clone())), source, content, entry.line())
        })
        .collect();
    let texts: Vec<Text<'_>> = rows.iter().map(|(_, source, content, _)| Text::new(source, *content)).collect();
    let units: Vec<SourceContext<'_>> = rows
        .iter()
        .zip(&texts)
        .map(|((unit, _, _, line), text)| SourceContext {
            unit,
            kind: UnitKind::Paragraph,
            is_title: false,
            text,
            line: *line,
            span: &(0..0),
            max_length: None,
        })
        .collect();
    let module = ModuleId::new(name);
    let mut alone = SourceModule::new(&module, name, "");
    (alone.is_alone, alone.units, alone.terms) = (true, &units, terms);
    let mut findings = check_source(&[alone], &settings);
    for finding in &mut findings {
        finding.module = None;
        finding.hint.get_or_insert_with(|| format!("`concordia lint --explain {}` tells why", finding.rule));
    }
    findings
}
