//! What a rule is told about one unit in one language.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Content, Plan, Text};
use crate::language::{Language, OFFICIAL, Plural, Reach};
use crate::model::{ModuleId, UnitId, UnitKind};

/// The counts that the forms of every official language stand for.
static REACH: LazyLock<HashMap<&str, Vec<Reach>>> = LazyLock::new(|| {
    let forms = |plural: &Plural| (0..plural.categories.len()).map(|form| plural.reach(form)).collect();
    OFFICIAL.iter().map(|language| (language.code, forms(&language.plural))).collect()
});

/// One translated unit. The English is prepared once and shared by all languages.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The English text; the singular of a plural unit.
    pub source: &'a Text<'a>,
    /// The English plural, for a plural unit.
    pub plural: Option<&'a Text<'a>>,
    /// The translation: one text, or one per form of the language; empty forms are skipped by every rule.
    pub forms: &'a [Text<'a>],
    /// The target language.
    pub language: &'static Language,
    /// The message format.
    pub content: Content,
    /// What the unit is, where that is known.
    pub kind: Option<UnitKind>,
    /// The author's limit, in characters.
    pub max_length: Option<usize>,
    /// The module, where one is known.
    pub module: Option<&'a ModuleId>,
    /// The unit, where one is known.
    pub unit: Option<&'a UnitId>,
}

impl<'a> Context<'a> {
    /// Creates a context without place, kind or limit; set the public fields for more.
    #[must_use]
    pub fn new(source: &'a Text<'a>, forms: &'a [Text<'a>], language: &'static Language, content: Content) -> Self {
        Self { source, plural: None, forms, language, content, kind: None, max_length: None, module: None, unit: None }
    }

    /// Returns the English text that a form is compared with first: the singular for a form that stands for one alone, the
    /// plural for all others.
    #[must_use]
    pub fn english(&self, form: usize) -> &'a Text<'a> {
        match self.plural {
            Some(plural) if !(form == 0 && self.forms.len() > 1 && self.reach(form) == Reach::One) => plural,
            _ => self.source,
        }
    }

    /// Returns the counts that a form stands for.
    #[must_use]
    pub fn reach(&self, form: usize) -> Reach {
        // Fluent chooses by CLDR, whose Portuguese has one form for one and none.
        if self.content == Content::Fluent && self.language.code == "pt" && form == 0 {
            return Reach::NoneOrOne;
        }
        REACH.get(self.language.code).and_then(|forms| forms.get(form)).copied().unwrap_or(Reach::Many)
    }

    /// Returns the non-empty forms with their indices.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &'a Text<'a>)> {
        self.forms.iter().enumerate().filter(|(_, form)| !form.is_blank())
    }
}

/// A context together with the resolved settings of its language.
#[derive(Debug)]
pub struct Case<'a> {
    /// The unit.
    pub unit: &'a Context<'a>,
    /// What the settings say for its language.
    pub plan: &'a Plan,
    same_code: OnceCell<Vec<bool>>,
}

impl<'a> Case<'a> {
    /// Pairs a unit with its settings.
    pub(super) fn new(unit: &'a Context<'a>, plan: &'a Plan) -> Self {
        Self { unit, plan, same_code: OnceCell::new() }
    }

    /// Returns whether a form has the code of its English, piece for piece and in the same order; asked once for all rules.
    pub(super) fn has_same_code(&self, form: usize) -> bool {
        if self.unit.forms.get(form).is_some_and(|text| text.pieces.is_empty()) {
            return self.unit.english(form).pieces.is_empty();
        }
        let same = || {
            let forms = self.unit.forms.iter().enumerate();
            forms.map(|(form, text)| has_same_code(self.unit.english(form), text)).collect()
        };
        self.same_code.get_or_init(same).get(form).copied().unwrap_or(false)
    }
}

fn has_same_code(english: &Text<'_>, text: &Text<'_>) -> bool {
    let mut pairs = english.pieces.iter().zip(&text.pieces);
    english.pieces.len() == text.pieces.len()
        && pairs.all(|(one, other)| one.kind == other.kind && english.whole(one) == text.whole(other))
}
