//! The rules on terms: what they are called, how much they matter, and why.

use crate::model::{RuleId, Severity};

/// A rule on terms, as `check --list` and `check --explain` show it.
#[derive(Debug, Clone, Copy)]
pub struct TermRule {
    /// The stable kebab-case name.
    pub id: &'static str,
    /// The greatest severity of its findings.
    pub severity: Severity,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Why that matters, and where its limits are.
    pub why: &'static str,
    /// An example: language, English, a translation it reports, and one that is right.
    pub example: [&'static str; 4],
}

impl TermRule {
    /// Returns the name for findings.
    #[must_use]
    pub const fn rule_id(&self) -> RuleId {
        RuleId::new(self.id)
    }
}

/// The English has a term, the translation none of its equivalents.
pub const MISSING: TermRule = TermRule {
    id: "term-missing",
    severity: Severity::Error,
    summary: "an English term is there, its equivalent is not",
    why: "Readers recognise a concept by its name. Inflected forms, compounds and listed forms count as the term. The \
          finding is an error only where the term has several words or is a name and no word of the translation resembles \
          it; a warning where a part of it is there, or where it is one common word, which may be paraphrased; a note where the term is only proposed, where a word merely begins alike, or where the English word may be a verb and the term is a \
          noun (or the other way round). Where the words around tell the other one (`they consent`), nothing is reported.",
    example: [
        "pl",
        "The citizens' assembly meets in May.",
        "Zebranie mieszkańców odbędzie się w maju.",
        "Panel obywatelski zbierze się w maju.",
    ],
};

/// A term that must not be used.
pub const DEPRECATED: TermRule = TermRule {
    id: "term-deprecated",
    severity: Severity::Error,
    summary: "a deprecated or obsolete term is used",
    why: "The termbase names a term not to use, mostly because it means something else in law or politics. It is \
          reported only where the English has the concept, so the same word in another sense is left alone. A term that the \
          termbase forbids in English is reported in the English; what its translations lack is a note then.",
    example: [
        "de",
        "The citizens' assembly meets in May.",
        "Die Bürgerversammlung tagt im Mai.",
        "Der Bürgerrat tagt im Mai.",
    ],
};

/// A name that stays English was translated.
pub const DO_NOT_TRANSLATE: TermRule = TermRule {
    id: "term-do-not-translate",
    severity: Severity::Error,
    summary: "a name that stays as it is was translated or changed",
    why: "Names of methods and products are known by their English or original form in every language.",
    example: ["fr", "Run a World Café.", "Organisez un café mondial.", "Organisez un World Café."],
};

/// One concept, several terms.
pub const INCONSISTENT: TermRule = TermRule {
    id: "term-inconsistent",
    severity: Severity::Warning,
    summary: "one concept is rendered by different terms",
    why: "Readers take two names for two things. The preferred term sets the standard wherever it is used, else the most \
          frequent one; the others are reported: a warning within one module, a note across modules. Abbreviations and short forms are no \
          other term. The English is held to the same rule.",
    example: [
        "nl",
        "The facilitator …",
        "De facilitator … de gespreksleider …",
        "De gespreksleider … de gespreksleider …",
    ],
};

/// One term, two concepts.
pub const AMBIGUOUS: TermRule = TermRule {
    id: "term-ambiguous",
    severity: Severity::Warning,
    summary: "a concept is rendered by the term of another one",
    why: "Where two concepts share one name, readers cannot tell them apart. Reported where the translation has none \
          of the concept's terms, but one that the termbase gives to another concept that the English does not mention.",
    example: ["es", "The citizens' jury decides.", "La asamblea ciudadana decide.", "El jurado ciudadano decide."],
};

/// All rules on terms in one table.
pub const TERM_RULES: [TermRule; 5] = [MISSING, DEPRECATED, DO_NOT_TRANSLATE, INCONSISTENT, AMBIGUOUS];
