//! Fluent sources (Fluent Syntax 1.0).
//!
//! # Units
//!
//! | in the file | unit | context |
//! |---|---|---|
//! | value of a message or term | one | `message`, `-term` |
//! | attribute | one | `message.attribute`, `-term.attribute` |
//! | selector over plural categories | one plural unit: `source` is `one`, `plural` is `other` | the key |
//! | number literal in such a selector | one each | `key[0]` |
//! | selector over names | one per variant | `key[name]` |
//! | several, nested or ordinal selectors | one, in Fluent's own notation | the key |
//!
//! Text around a selector is folded into its variants, so that each unit is a whole sentence. A unit's text is the
//! value without its common indent, line ends as `\n`, placeables as written. A value that is one placeable and nothing
//! else is no unit.
//!
//! # Rendering
//!
//! Only the bytes of values change. A plural unit becomes one variant per category that the language's integers reach,
//! and `*[other]`; where they never reach `other` (Polish), the default repeats the last form. Number literals stand before
//! the categories, since Fluent takes the first variant that fits. What Fluent cannot hold bare is put into string literals. A translation may reorder and repeat the placeables of the English and choose the
//! options of functions and the parameters of terms; a placeable that the English has not, a broken one, or a selector
//! is refused, and the English stays. A unit in Fluent's own notation must keep its named selectors with their
//! variants; plural selectors may have any categories and may be left out. Every value is read back before it is used.
//!
//! # What only the target has
//!
//! Grammatical cases and genders that English lacks are entries of the catalogue with a context that no unit has
//! ([`accepts_extra`]): `-brand.gender`, `-brand[$case=genitive]`, `key[name]`, `key[7]`. Synchronisation keeps them,
//! [`read_target`] finds them in an existing file, and the renderer gets them in `Target::extras`.

mod chosen;
mod comments;
#[cfg(test)]
mod conformance;
#[cfg(test)]
mod every_language;
mod extract;
mod extras;
#[cfg(test)]
mod hostile;
mod parse;
mod pattern;
mod prove;
mod read;
mod render;
mod shape;
mod signature;
mod skeleton;
mod span;
mod token;
mod units;
mod verify;
mod whole;
mod write;

pub use chosen::{Unchosen, unchosen};
pub use extras::accepts_extra;
pub(in crate::source) use prove::in_doubt;
pub use read::{ReadBack, ReadEntry, read_target};
pub use skeleton::Skeleton;

use super::{Document, Options, Rendered, Target, Translation};
use crate::model::{ModuleId, Unit};

/// Extracts the units of a Fluent module.
#[must_use]
pub fn extract(module: ModuleId, text: &str, _options: &Options) -> Document {
    extract::extract(module, text)
}

/// Renders a Fluent module.
pub fn render<'t>(
    document: &Document,
    skeleton: &Skeleton,
    text: &str,
    target: &Target<'_>,
    translate: &dyn Fn(&Unit) -> Option<Translation<'t>>,
) -> Rendered {
    render::render(document, skeleton, text, target, translate)
}

/// Returns whether a translation without selector and stray braces can be written as a value with the placeables of its
/// English.
#[must_use]
pub fn writes(english: &str, translation: &str) -> bool {
    const LEAD: &str = "\n    ";
    let place = write::Place { indent: 4, is_block: true, newline: "\n" };
    let found = std::cell::RefCell::new(Vec::new());
    let is_plain = verify::with_value(LEAD, &write::value(&token::trusted(english), place), |_, pattern, _| {
        signature::collect(pattern, &mut found.borrow_mut());
        whole::selectors(pattern).is_empty()
    });
    let signatures = found.into_inner();
    let tokens = token::tokenise(translation, token::Allowed { signatures: &signatures, any_variable: true });
    // A brace that opens no placeable can be written, but was hardly meant.
    let is_meant = |token: &token::Token| !matches!(token, token::Token::Text(text) if text.contains(['{', '}']));
    is_plain
        && tokens.is_ok_and(|tokens| {
            tokens.iter().all(is_meant) && verify::holds_value(LEAD, &write::value(&tokens, place), &tokens)
        })
}

/// Rebuilds the text with every unit unchanged.
#[must_use]
pub fn identity(document: &Document, skeleton: &Skeleton, text: &str) -> String {
    skeleton.rebuild(&document.units, text)
}
