//! What a termbase holds: concepts, and per language the terms for them.
//!
//! Words are those of ISO 30042:2019 (TBX) and of the IATE handbook.

use std::fmt;

/// Whether a term may be used.
///
/// IATE "evaluation": blank means fine to use, which is [`TermStatus::Admitted`].
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum TermStatus {
    /// The term to use.
    Preferred,
    /// Fine to use.
    #[default]
    Admitted,
    /// Not yet adopted; may be used, never demanded.
    Proposed,
    /// Widely seen, but must not be used.
    Deprecated,
    /// No longer in use.
    Obsolete,
}

impl TermStatus {
    /// All statuses, best first.
    pub const ALL: [Self; 5] = [Self::Preferred, Self::Admitted, Self::Proposed, Self::Deprecated, Self::Obsolete];

    /// Returns the word used everywhere.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Admitted => "admitted",
            Self::Proposed => "proposed",
            Self::Deprecated => "deprecated",
            Self::Obsolete => "obsolete",
        }
    }

    /// Returns whether the term must not be used.
    #[must_use]
    pub fn is_forbidden(self) -> bool {
        matches!(self, Self::Deprecated | Self::Obsolete)
    }

    /// Reads our own word, the ISO picklist value (`preferredTerm-admn-sts`), IATE's and Weblate's (`forbidden`).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "preferred" | "preferredterm" | "preferredterm-admn-sts" => Some(Self::Preferred),
            ""
            | "admitted"
            | "admittedterm"
            | "admittedterm-admn-sts"
            | "standardizedterm-admn-sts"
            | "legalterm-admn-sts"
            | "regulatedterm-admn-sts" => Some(Self::Admitted),
            "proposed" | "proposedterm-admn-sts" => Some(Self::Proposed),
            "deprecated"
            | "deprecatedterm"
            | "deprecatedterm-admn-sts"
            | "forbidden"
            | "notrecommended"
            | "not recommended" => Some(Self::Deprecated),
            "obsolete" | "superseded" | "supersededterm" | "supersededterm-admn-sts" => Some(Self::Obsolete),
            _ => None,
        }
    }
}

impl fmt::Display for TermStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// Returns the letter of a grammatical gender (`m`, `f`, `n`, `c` for common) by its letter or English name; anything
/// else is kept.
#[must_use]
pub(super) fn gender_letter(text: &str) -> String {
    match text.trim().to_ascii_lowercase().as_str() {
        "masculine" | "masc" => "m".to_owned(),
        "feminine" | "fem" => "f".to_owned(),
        "neuter" | "neut" => "n".to_owned(),
        "common" => "c".to_owned(),
        _ => text.trim().to_owned(),
    }
}

/// Returns the name of a gender as TBX writes it.
#[must_use]
pub(super) fn gender_name(letter: &str) -> &str {
    match letter {
        "m" => "masculine",
        "f" => "feminine",
        "n" => "neuter",
        "c" => "common",
        other => other,
    }
}

/// What kind of name a term is.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum TermKind {
    /// The full form.
    #[default]
    FullForm,
    /// A shorter wording of the full form.
    ShortForm,
    /// An abbreviation.
    Abbreviation,
    /// An acronym.
    Acronym,
    /// A spelling variant.
    Variant,
    /// A fixed phrase.
    Phrase,
    /// A formula.
    Formula,
    /// An IATE look-up form: helps to find the concept, is no term.
    LookupForm,
}

impl TermKind {
    /// Returns the word used in CSV files and reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::FullForm => "full form",
            Self::ShortForm => "short form",
            Self::Abbreviation => "abbreviation",
            Self::Acronym => "acronym",
            Self::Variant => "variant",
            Self::Phrase => "phrase",
            Self::Formula => "formula",
            Self::LookupForm => "look-up form",
        }
    }

    /// Reads our own word, TBX's (`fullForm`, `phraseologicalUnit`) and IATE's (`Term`, `Abbrev`, `Short form`).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters: String = text.chars().filter(|c| c.is_ascii_alphabetic()).collect::<String>().to_ascii_lowercase();
        match letters.as_str() {
            "" | "term" | "fullform" | "full" | "entryterm" => Some(Self::FullForm),
            "shortform" | "short" => Some(Self::ShortForm),
            "abbrev" | "abbreviation" | "initialism" => Some(Self::Abbreviation),
            "acronym" => Some(Self::Acronym),
            "variant" | "orthographicalvariant" => Some(Self::Variant),
            "phrase" | "phraseologicalunit" => Some(Self::Phrase),
            "formula" => Some(Self::Formula),
            "lookup" | "lookupform" => Some(Self::LookupForm),
            _ => None,
        }
    }
}

impl fmt::Display for TermKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// One term of one concept in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Term {
    /// The term in its base form: singular, lower case unless the language writes it otherwise.
    pub text: String,
    /// Whether it may be used.
    pub status: TermStatus,
    /// The part of speech, for example `noun`; empty when unknown.
    pub part_of_speech: String,
    /// The grammatical gender: `m`, `f`, `n`, `c` for common; empty when unknown or none.
    pub gender: String,
    /// What kind of name it is.
    pub kind: TermKind,
    /// Inflected forms that count as this term, in the order given; often empty.
    pub forms: Vec<String>,
    /// A note about the use of this term.
    pub note: String,
    /// Where the term comes from.
    pub source: String,
    /// How far IATE trusts the term, from 1 (not verified) to 4 (very reliable); empty when unknown.
    pub reliability: String,
    /// Whether the term stays as it is in every language.
    pub do_not_translate: bool,
    /// Whether upper and lower case must agree.
    pub case_sensitive: bool,
}

impl Term {
    /// Creates an admitted term of this text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// What a concept is called, and how it is defined, in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Section {
    /// The language code, for example `pl`.
    pub language: String,
    /// The definition in this language; may be empty.
    pub definition: String,
    /// Where the definition comes from; may be empty.
    pub definition_source: String,
    /// The terms in the order of the file; empty for a language that has only a definition.
    pub terms: Vec<Term>,
}

impl Section {
    /// Returns the term to recommend: the first preferred one, else the first that is not forbidden.
    #[must_use]
    pub fn recommended(&self) -> Option<&Term> {
        let usable = |term: &&Term| !term.status.is_forbidden() && term.kind != TermKind::LookupForm;
        self.terms.iter().find(|term| term.status == TermStatus::Preferred).or_else(|| self.terms.iter().find(usable))
    }

    /// Returns whether a check may demand a term: one that is adopted, not only proposed.
    #[must_use]
    pub fn is_adopted(&self) -> bool {
        let is_adopted = |term: &Term| matches!(term.status, TermStatus::Preferred | TermStatus::Admitted);
        self.terms.iter().any(|term| is_adopted(term) && term.kind != TermKind::LookupForm)
    }
}

/// A concept: one meaning, with its terms in every language.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Concept {
    /// The identifier, unique in the termbase, for example `citizens-assembly`.
    pub id: String,
    /// Whether the file gave no identifier, so that [`Concept::id`] is made up from a term and is no key.
    #[serde(skip)]
    pub has_made_up_id: bool,
    /// The subject field; may be empty.
    pub domain: String,
    /// The entry's number in IATE; may be empty.
    pub iate: String,
    /// A note on the concept as a whole; may be empty.
    pub note: String,
    /// One section per language, in the order of the file.
    pub sections: Vec<Section>,
}

impl Concept {
    /// Returns the section of a language.
    #[must_use]
    pub fn section(&self, language: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.language == language)
    }

    /// Returns the section of a language, created at the end where there was none.
    pub fn section_mut(&mut self, language: &str) -> &mut Section {
        let at = self.sections.iter().position(|section| section.language == language).unwrap_or_else(|| {
            self.sections.push(Section { language: language.to_owned(), ..Section::default() });
            self.sections.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "`at` was found or pushed just above")]
        &mut self.sections[at]
    }

    /// Returns whether the English terms stay as they are in every language.
    #[must_use]
    pub fn is_do_not_translate(&self) -> bool {
        self.section("en").is_some_and(|section| section.terms.iter().any(|term| term.do_not_translate))
    }

    /// Returns the name to show in messages: the recommended English term, else any term, else the identifier.
    #[must_use]
    pub fn name(&self) -> &str {
        self.section("en")
            .and_then(Section::recommended)
            .or_else(|| self.sections.iter().find_map(Section::recommended))
            .map_or(self.id.as_str(), |term| term.text.as_str())
    }
}
