//! The quality rules over one XLIFF file, outside any project.

use super::{LintTerms, TermPair};
use crate::check::{self, Content, Context, Plan, Settings, Text, Together};
use crate::exchange::xliff::{self, Package, Segment, SegmentState};
use crate::language::{self, Language};
use crate::model::{Failure, Finding, RuleId, Severity, UnitId};

/// A file that `lint` has read.
#[derive(Debug, Clone, Copy)]
pub struct LintedFile<'a> {
    /// Its path as findings have it.
    pub name: &'a str,
    /// All of it.
    pub bytes: &'a [u8],
    /// Whether it is XLIFF; a catalogue or template otherwise.
    pub is_xliff: bool,
    /// The language of its translations, where it is known.
    pub language: Option<&'static str>,
}

/// Checks an XLIFF file, its terms too where a termbase is given. `language` is that of the targets; none to take what the
/// file says. Findings carry the
/// segment's name and line; the caller adds the path.
///
/// # Errors
/// When the file cannot be read, or the target language is not known.
pub fn lint_xliff(
    bytes: &[u8],
    language: Option<&'static Language>,
    settings: &Settings,
    terms: Option<&LintTerms<'_>>,
) -> Result<Vec<Finding>, Failure> {
    let package = xliff::read(bytes)?;
    let mut findings = Vec::new();
    for index in 0..package.files.len() {
        let own: Vec<&Segment> = package.segments.iter().filter(|segment| is_checked(segment, index)).collect();
        if own.is_empty() {
            continue;
        }
        let language = language_of(&package, index, language)?;
        findings.extend(repeated(&package, index));
        findings.extend(lint_segments(&own, language, settings));
        if let Some(terms) = terms {
            let pairs: Vec<TermPair> = own.iter().map(|segment| pair(segment)).collect();
            findings.extend(terms.lint(language, &pairs));
        }
    }
    findings.sort_by_key(|finding| finding.line);
    Ok(findings)
}

/// Returns a finding for each segment of a file whose name another one has before it; a program that reads the file back
/// finds one of the two (XLIFF 1.2, section 2.2.1 `id`; XLIFF 2.1, section 4.3.1.20).
fn repeated(package: &Package, file: usize) -> Vec<Finding> {
    let mut seen = std::collections::HashSet::new();
    let own = package.segments.iter().filter(|segment| segment.file == file && !segment.id.is_empty());
    let finding = |segment: &Segment| Finding {
        unit: Some(UnitId::keyed(segment.context.as_ref().unwrap_or(&segment.id))),
        line: Some(segment.line),
        hint: Some("give each unit of a file an id of its own".to_owned()),
        ..Finding::new(RuleId::new("duplicates"), Severity::Error, format!("the id “{}” occurs twice", segment.id))
    };
    own.filter(|segment| !seen.insert(segment.id.as_str())).map(finding).collect()
}

fn pair(segment: &Segment) -> TermPair {
    let unit = UnitId::keyed(segment.context.as_ref().unwrap_or(&segment.id));
    let target = segment.target.clone().unwrap_or_default();
    TermPair { unit, source: segment.source.clone(), target, line: segment.line }
}

/// Returns the language of a file's targets: the given one, else the one it says.
pub(super) fn language_of(
    package: &Package,
    file: usize,
    given: Option<&'static Language>,
) -> Result<&'static Language, Failure> {
    let file_of = package.files.get(file);
    let declared = || file_of?.target_language.as_deref().and_then(language::of_tag);
    let source = file_of.and_then(|file| file.source_language.as_deref());
    if let Some(tag) = source.filter(|tag| language::of_tag(tag).is_none_or(|language| language.code != "en")) {
        return Err(Failure::new(format!("check the file: its source language is `{tag}`"))
            .hint("the rules compare translations with English"));
    }
    given.or_else(declared).ok_or_else(|| no_language(package, file))
}

pub(super) fn is_checked(segment: &Segment, file: usize) -> bool {
    segment.file == file && segment.state != SegmentState::New
}

fn no_language(package: &Package, file: usize) -> Failure {
    let said = package.files.get(file).and_then(|file| file.target_language.as_deref());
    let message = match said {
        Some(tag) => format!("check the file: `{tag}` is not an official language of the Union"),
        None => "check the file: it does not say its target language".to_owned(),
    };
    Failure::new(message).hint("name the language with --lang")
}

fn lint_segments(segments: &[&Segment], language: &'static Language, settings: &Settings) -> Vec<Finding> {
    let content = Content::Plain;
    let ids: Vec<UnitId> =
        segments.iter().map(|segment| UnitId::keyed(segment.context.as_ref().unwrap_or(&segment.id))).collect();
    let sources: Vec<Text<'_>> = segments.iter().map(|segment| Text::new(&segment.source, content)).collect();
    let targets: Vec<[Text<'_>; 1]> =
        segments.iter().map(|segment| [Text::new(segment.target.as_deref().unwrap_or(""), content)]).collect();
    let contexts: Vec<Context<'_>> = segments
        .iter()
        .enumerate()
        .filter_map(|(index, segment)| {
            let mut context = Context::new(sources.get(index)?, targets.get(index)?, language, content);
            context.unit = ids.get(index);
            context.max_length = segment.max_length;
            Some(context)
        })
        .collect();
    let plan = Plan::new(settings, language);
    let mut findings = Vec::new();
    let mut together = Vec::with_capacity(contexts.len());
    for (context, segment) in contexts.iter().zip(segments) {
        let first = findings.len();
        let noted = check::check_unit_with(context, &plan, &mut findings);
        together.push(Together::of(context, noted));
        findings.iter_mut().skip(first).for_each(|finding| finding.line = Some(segment.line));
    }
    let lines: std::collections::HashMap<&UnitId, usize> =
        ids.iter().zip(segments).map(|(id, segment)| (id, segment.line)).collect();
    for mut finding in check::check_module(&together, language, settings) {
        finding.line = finding.unit.as_ref().and_then(|unit| lines.get(unit).copied());
        findings.push(finding);
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(language: &str, segments: &str) -> String {
        format!("<xliff version=\"1.2\">\n<file original=\"x\"{language}><body>\n{segments}</body></file></xliff>")
    }

    #[test]
    fn rules_see_numbers_and_inline_codes() {
        let text = file(
            " target-language=\"da-DK\"",
            "<trans-unit id=\"1\"><source>Answer within 72 hours, <g id=\"1\">please</g>.</source>\n\
             <target>Svar inden for 27 timer, venligst.</target></trans-unit>\n\
             <trans-unit id=\"2\"><source>Not 5</source></trans-unit>\n",
        );
        let findings = lint_xliff(text.as_bytes(), None, &Settings::default(), None).unwrap();
        let of = |rule: &str| findings.iter().find(|finding| finding.rule.as_str() == rule);
        assert_eq!(
            of("numbers").map(|finding| (finding.line, finding.language.as_deref())),
            Some((Some(3), Some("da")))
        );
        assert!(findings.iter().any(|finding| finding.message.contains("g1")), "{findings:#?}");
        assert!(findings.iter().all(|finding| finding.unit == Some(UnitId::keyed("1"))));
    }

    #[test]
    fn an_id_that_occurs_twice_is_reported_where_it_does() {
        let unit = |id: &str| format!("<trans-unit id=\"{id}\"><source>Go</source><target>Gå</target></trans-unit>\n");
        let text = file(" target-language=\"da\"", &[unit("1"), unit("2"), unit("1")].concat());
        let findings = lint_xliff(text.as_bytes(), None, &Settings::default(), None).unwrap();
        let found: Vec<_> = findings.iter().map(|one| (one.rule.as_str(), one.line)).collect();
        assert_eq!(found, [("duplicates", Some(5))]);
    }

    #[test]
    fn the_language_must_be_known() {
        let segment = "<trans-unit id=\"1\"><source>a</source><target>b</target></trans-unit>";
        for declared in ["", " target-language=\"xx\""] {
            let text = file(declared, segment);
            assert!(lint_xliff(text.as_bytes(), None, &Settings::default(), None).is_err());
            assert!(lint_xliff(text.as_bytes(), language::find("pl"), &Settings::default(), None).is_ok());
        }
        assert_eq!(lint_xliff(file("", "").as_bytes(), None, &Settings::default(), None), Ok(Vec::new()));
    }
}
