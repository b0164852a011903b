//! CLDR plural categories and the integer rules by which each language picks one.
//!
//! Only integers are counted in catalogues, so a category that only fractions reach (`many` in Czech) is not a form.

use std::fmt;
use std::str::FromStr;

use super::PluralForms;

/// A CLDR plural category (UTS 35, part 3, section 5).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// `zero`
    Zero,
    /// `one`
    One,
    /// `two`
    Two,
    /// `few`
    Few,
    /// `many`
    Many,
    /// `other`
    Other,
}

impl Category {
    /// All six categories in CLDR order.
    pub const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// Returns the CLDR keyword.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.keyword())
    }
}

impl FromStr for Category {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|category| category.keyword() == text).ok_or(())
    }
}

/// How many counts a plural form stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// One count, which the text may leave out or write in words.
    One,
    /// 0 and 1.
    NoneOrOne,
    /// Several, so that the text has to name the number.
    Many,
}

/// The plural rule of one language for integers.
///
/// `categories[i]` is the category of `msgstr[i]`; `formula` is the C expression of a `Plural-Forms` header that maps
/// a count `n` to that index (GNU gettext manual, "Plural forms").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plural {
    /// The integer-reachable categories, in the order of the catalogue's forms; never empty.
    pub categories: &'static [Category],
    /// The C expression over `n`, without the final semicolon.
    pub formula: &'static str,
}

impl Plural {
    /// Returns the value of a `Plural-Forms` header field.
    #[must_use]
    pub fn header(&self) -> String {
        format!("nplurals={}; plural={};", self.categories.len(), self.formula)
    }

    /// Returns the counts that a form stands for: in German `msgstr[0]` is for 1 alone, in French for 0 as well, in Croatian for
    /// 21 and 101.
    #[must_use]
    pub fn reach(&self, form: usize) -> Reach {
        let counts = PluralForms::parse(&self.header()).map(|forms| forms.counts(form, 3)).unwrap_or_default();
        match counts.as_slice() {
            [_] => Reach::One,
            [0, 1] => Reach::NoneOrOne,
            _ => Reach::Many,
        }
    }

    /// Returns the index of a category among the forms.
    #[must_use]
    pub fn index_of(&self, category: Category) -> Option<usize> {
        self.categories.iter().position(|&c| c == category)
    }
}
