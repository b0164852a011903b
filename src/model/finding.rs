//! The result of a check. Findings are data; failures are errors.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use super::{ModuleId, UnitId};

/// How much a finding matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never blocks by default.
    Note,
    /// Probably wrong; a person should look.
    Warning,
    /// Wrong; readers would notice.
    Error,
    /// Breaks the page, the program or the reader's safety.
    Critical,
}

impl Severity {
    /// All severities, mildest first.
    pub const ALL: [Self; 4] = [Self::Note, Self::Warning, Self::Error, Self::Critical];

    /// Returns the word used everywhere.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Critical => "critical",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// The stable kebab-case name of a rule, for example `numbers`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    /// Names a rule.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// Returns the name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// One result of a check.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleId,
    /// How much it matters.
    pub severity: Severity,
    /// The language code of the target, or none for a finding in the English source.
    pub language: Option<String>,
    /// The module, where one is known.
    pub module: Option<ModuleId>,
    /// The file, relative to the project, with `/` separators.
    pub path: Option<String>,
    /// The unit, where one is known.
    pub unit: Option<UnitId>,
    /// The 1-based line in `path`.
    pub line: Option<usize>,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it, in one line.
    pub hint: Option<String>,
    /// The English text.
    pub source: Option<String>,
    /// The translation.
    pub target: Option<String>,
    /// The bytes in `target` (or in `source` when there is no target) that the finding is about.
    pub span: Option<Range<usize>>,
}

impl Finding {
    /// Creates a finding without a place.
    #[must_use]
    pub fn new(rule: RuleId, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            language: None,
            module: None,
            path: None,
            unit: None,
            line: None,
            message: message.into(),
            hint: None,
            source: None,
            target: None,
            span: None,
        }
    }
}
