//! The profile of one language and how to find it by code.

use super::{Category, OFFICIAL, Plural};

/// A writing system used by the supported languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Latin (ISO 15924 `Latn`).
    Latin,
    /// Cyrillic (`Cyrl`).
    Cyrillic,
    /// Greek (`Grek`).
    Greek,
    /// Any other script.
    Other,
}

/// Where the euro sign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EuroPlace {
    /// Before the amount, without a space.
    Before,
    /// After the amount, with a no-break space.
    After,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberStyle {
    /// The decimal separator.
    pub decimal: char,
    /// The group separator; a space is always the no-break space.
    pub group: char,
    /// Whether a (no-break) space stands before the percent sign.
    pub percent_space: bool,
    /// Where the euro sign stands.
    pub euro: EuroPlace,
}

/// The profile of one language. Profiles live for the whole program; compare them by `code`.
#[derive(Debug)]
pub struct Language {
    /// The code used in configuration and folder names, for example `pt`.
    pub code: &'static str,
    /// The full BCP 47 tag, for example `pt-PT`.
    pub tag: &'static str,
    /// The language's own name for itself, in its own capitalisation.
    pub endonym: &'static str,
    /// The English name.
    pub english: &'static str,
    /// The script of running text.
    pub script: Script,
    /// Whether the script runs from right to left.
    pub rtl: bool,
    /// The 1-based place in the protocol order; other languages follow at 100 and above.
    pub order: u16,
    /// The forms of a plural entry.
    pub plural: Plural,
    /// All CLDR cardinal categories, including those that only fractions or compact numbers reach.
    pub cldr_categories: &'static [Category],
    /// Opening and closing quotation marks by level (Publications Office).
    pub quotes: &'static [(char, char)],
    /// Opening and closing quotation marks by level (CLDR).
    pub quotes_cldr: &'static [(char, char)],
    /// Numbers as in the Interinstitutional Style Guide.
    pub numbers: NumberStyle,
    /// Numbers as in CLDR.
    pub numbers_cldr: NumberStyle,
    /// How many digits must stand before the first group separator (CLDR).
    pub min_grouping_digits: u8,
    /// The long date pattern (CLDR).
    pub date_long: &'static str,
    /// The short date pattern (CLDR).
    pub date_short: &'static str,
    /// The ratio of translated to English characters over all texts.
    pub expansion: f32,
    /// The same for texts of at most 20 characters (median).
    pub expansion_short: f32,
    /// The question mark of running text.
    pub question_mark: char,
    /// The DeepL target code.
    pub deepl: &'static str,
    /// The eTranslation code.
    pub etranslation: &'static str,
    /// The LibreTranslate code, where its models cover the language.
    pub libretranslate: Option<&'static str>,
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Language {}

/// Returns the official language with this code.
#[must_use]
pub fn find(code: &str) -> Option<&'static Language> {
    OFFICIAL.iter().find(|language| language.code == code)
}

/// Returns the 23 official languages other than English, in protocol order.
#[must_use]
pub fn official_targets() -> Vec<&'static Language> {
    OFFICIAL.iter().filter(|language| language.code != "en").collect()
}
