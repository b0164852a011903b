//! The shape of a rule and of what it reports.

use std::ops::Range;

use super::context::Case;
use super::fix::Edit;
use super::rules::across::Version;
use super::rules::source::SourceModule;
use super::{Content, Plan, Settings, Text, Together};
use crate::model::{Finding, ModuleId, Severity, UnitId};

/// A pair of texts that shows a rule.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The language of `target`.
    pub language: &'static str,
    /// The message format.
    pub content: Content,
    /// The English text.
    pub source: &'static str,
    /// The translation.
    pub target: &'static str,
}

/// Work on one unit in one language.
pub(super) type UnitRun = fn(&Case<'_>, &mut Vec<Hit>);
/// Work on the units of one language; each hit names the place of its unit in the slice.
pub type ModuleRun = fn(&[Together<'_>], &Plan) -> Vec<(usize, Hit)>;
/// Work on the English; each hit names the places of its module and of its unit in that module.
pub type SourceRun = fn(&[SourceModule<'_>], &Settings) -> Vec<(usize, usize, Hit)>;
/// Work on one unit in all languages; each hit names the place of its language, or none for the English.
pub type AcrossRun = fn(&Text<'_>, &[Version<'_>]) -> Vec<(Option<usize>, Hit)>;

/// Returns how many languages have a translation of a unit that is checked.
pub type Having<'a> = &'a dyn Fn(&ModuleId, &UnitId) -> usize;

/// Work on all findings of a run; hits are complete findings without severity.
pub type FindingsRun = fn(&[Finding], Having<'_>) -> Vec<Finding>;

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Run {
    /// One unit in one language.
    Unit(UnitRun),
    /// All given units of one language together.
    Module(ModuleRun),
    /// The English units of all modules.
    Source(SourceRun),
    /// One unit in all languages.
    Across(AcrossRun),
    /// The findings of the other rules.
    Findings(FindingsRun),
}

/// A quality rule.
#[derive(Debug)]
pub struct Rule {
    /// The stable kebab-case name.
    pub id: &'static str,
    /// What its findings count as unless the settings say otherwise.
    pub severity: Severity,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Why that matters, and where its limits are, in a few sentences.
    pub why: &'static str,
    /// A pair it reports.
    pub bad: Example,
    /// The same pair put right.
    pub good: Example,
    /// The languages it is for; empty means all.
    pub languages: &'static [&'static str],
    /// Whether it offers safe fixes.
    pub fixes: bool,
    /// Whether it runs only where the settings give it a level.
    pub opt_in: bool,
    /// The work.
    pub run: Run,
}

impl Rule {
    /// Returns whether the rule is for a language.
    #[must_use]
    pub fn speaks(&self, code: &str) -> bool {
        self.languages.is_empty() || self.languages.contains(&code)
    }
}

/// One thing a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The form it is about.
    pub form: usize,
    /// The bytes in that form; none for the whole.
    pub span: Option<Range<usize>>,
    /// The 1-based line in the file, for a hit on a place that is no unit's; none for the line of the unit.
    pub line: Option<usize>,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// A milder severity than the rule's own, where this hit is less sure.
    pub at_most: Option<Severity>,
    /// Edits of the form that put it right without changing its meaning.
    pub fix: Vec<Edit>,
    /// The files, by their paths in the project, of which one that is there makes the hit void.
    pub unless: Vec<String>,
}

impl Hit {
    /// Creates a hit on a whole form.
    #[must_use]
    pub fn new(form: usize, message: impl Into<String>) -> Self {
        Self {
            form,
            span: None,
            line: None,
            message: message.into(),
            hint: None,
            at_most: None,
            fix: Vec::new(),
            unless: Vec::new(),
        }
    }

    /// Points at bytes of the form.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Points at a line of the file.
    #[must_use]
    pub fn on_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Lowers the severity.
    #[must_use]
    pub fn at_most(mut self, severity: Severity) -> Self {
        self.at_most = Some(severity);
        self
    }

    /// Offers a replacement of bytes.
    #[must_use]
    pub fn fix(mut self, span: Range<usize>, with: impl Into<String>) -> Self {
        self.fix.push(Edit { span, with: with.into() });
        self
    }

    /// Makes the hit void where one of these files of the project is there.
    #[must_use]
    pub fn unless(mut self, files: impl IntoIterator<Item = String>) -> Self {
        self.unless = files.into_iter().collect();
        self
    }

    /// Makes a finding of the hit; the caller adds the place, and looks for the files that stand as its target, one a line.
    #[must_use]
    pub fn into_finding(self, rule: &'static Rule, severity: Severity) -> Finding {
        let severity = self.at_most.map_or(severity, |limit| limit.min(severity));
        let mut finding = Finding::new(crate::model::RuleId::new(rule.id), severity, self.message);
        finding.hint = self.hint;
        finding.span = self.span;
        finding.line = self.line;
        finding.target = (!self.unless.is_empty()).then(|| self.unless.join("\n"));
        finding
    }
}
