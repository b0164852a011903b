//! Source formats: English modules in, units out; translations in, localised modules out.
//!
//! Invariant: rendering with every unit unchanged returns the file byte for byte.

use std::borrow::Cow;
use std::collections::BTreeSet;

mod document;
pub mod fluent;
pub mod front_matter;
pub mod markdown;
mod pseudo;

pub use document::{Document, Extra, Opaque, Refusal, Rendered, Skeleton};

pub use pseudo::pseudo;

use crate::language::Language;
use crate::model::{Format, ModuleId, Unit};

/// What the project says about its sources.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The front-matter fields that are translated, in any order; empty for none.
    pub front_matter: Vec<String>,
    /// Whether pages are MDX whatever their names end in.
    pub mdx: bool,
}

/// The translation of one unit: one text, or one per plural category of the language, in the order of
/// `Language::plural.categories`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation<'t> {
    first: Cow<'t, str>,
    /// Mostly none, so that no memory is asked for.
    others: Vec<String>,
}

impl<'t> Translation<'t> {
    /// Wraps a single text.
    #[must_use]
    pub fn single(text: impl Into<Cow<'t, str>>) -> Self {
        Self { first: text.into(), others: Vec::new() }
    }

    /// Takes the forms of a unit; none count as one that is empty.
    #[must_use]
    pub fn of_forms(forms: Vec<String>) -> Self {
        let mut forms = forms.into_iter();
        Self { first: forms.next().unwrap_or_default().into(), others: forms.collect() }
    }

    /// Returns the first form, without the others.
    #[must_use]
    pub fn into_first(self) -> Cow<'t, str> {
        self.first
    }

    /// Returns all forms.
    #[must_use]
    pub fn into_forms(self) -> Vec<String> {
        std::iter::once(self.first.into_owned()).chain(self.others).collect()
    }
}

/// What the renderer must know about the target.
#[derive(Debug, Clone)]
pub struct Target<'a> {
    /// The target language.
    pub language: &'static Language,
    /// What the page says about its own state, above the text, if anything (already worded in the page's language).
    pub notice: Option<&'a str>,
    /// Leads from the folder of the rendered file to the folder of the English file, for links and images that are not
    /// translated; empty when both trees have the same shape and nothing needs rewriting.
    pub assets: &'a str,
    /// The folders of the sources and of the rendered files; then relative links that leave the sources are led to the
    /// same files from where the page comes to stand.
    pub folders: Option<Folders<'a>>,
    /// What only this language has, in the order of its catalogue; empty for Markdown.
    pub extras: &'a [Extra],
    /// Whether the page's front matter says its language, in a field `lang`.
    pub set_lang: bool,
    /// How the anchors of translated headings are kept.
    pub anchors: Anchors,
}

/// Where English modules stand and where their localised pages come to stand, relative to the project, `/` separated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folders<'a> {
    /// The folder of the sources, for example `source-en`.
    pub source: &'a str,
    /// The folder of the pages, for example `build/da`.
    pub output: &'a str,
    /// Those of [`outward`]'s paths where a file or a folder stands. A destination that leads nowhere may be right for the
    /// address that the page has on the site, and stays.
    pub there: &'a BTreeSet<String>,
}

/// How a translated heading keeps the anchor that links point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Anchors {
    /// `{#id}` on pages whose author uses it, on those of Hugo, which drops HTML, and of Docusaurus; `<a id="…"></a>` on others.
    #[default]
    Auto,
    /// Always `{#id}`.
    Attribute,
    /// Always `<a id="…"></a>`.
    Html,
}

impl<'a> Target<'a> {
    /// A target without notice, whose links need no rewriting and whose front matter stays as it is.
    #[must_use]
    pub const fn new(language: &'static Language) -> Self {
        Self { language, notice: None, assets: "", folders: None, extras: &[], set_lang: false, anchors: Anchors::Auto }
    }
}

/// Extracts the units of a module. Never fails: what cannot be understood stays in the skeleton and is reported in
/// `Document::findings` or `Document::opaque`.
#[must_use]
pub fn extract(module: ModuleId, format: Format, text: &str, options: &Options) -> Document {
    match format {
        Format::Markdown => markdown::extract(module, text, options),
        Format::Fluent => fluent::extract(module, text, options),
    }
}

/// Renders a document from the text it was extracted from. `translate` returns none where English stays.
pub fn render<'t>(
    document: &Document,
    text: &str,
    target: &Target<'_>,
    translate: &dyn Fn(&Unit) -> Option<Translation<'t>>,
) -> Rendered {
    match &document.skeleton {
        Skeleton::Markdown(skeleton) => markdown::render(document, skeleton, text, target, translate),
        Skeleton::Fluent(skeleton) => fluent::render(document, skeleton, text, target, translate),
    }
}

/// Returns the indices of the units whose translations only [`render`] can judge, in order; it refuses none of the others,
/// with or without them. `forms` gives the translation of a unit, without forms where it stays English.
#[must_use]
pub fn in_doubt<'t>(document: &Document, text: &str, forms: &dyn Fn(usize) -> &'t [&'t str]) -> Vec<usize> {
    match &document.skeleton {
        Skeleton::Markdown(skeleton) => markdown::in_doubt(document, skeleton, text, forms),
        Skeleton::Fluent(skeleton) => fluent::in_doubt(document, skeleton, forms),
    }
}

/// Returns the translated labels of the references in a unit, `[label]`, each with the English one that it is taken for, where
/// nothing but their order tells several apart; else none.
#[must_use]
pub fn guessed_references(document: &Document, text: &str, index: usize, translation: &str) -> Vec<(String, String)> {
    match (&document.skeleton, document.units.get(index)) {
        (Skeleton::Markdown(skeleton), Some(unit)) => markdown::guesses(skeleton, text, index, unit, translation),
        (Skeleton::Fluent(_), _) | (_, None) => Vec::new(),
    }
}

/// Returns whether the renderer can write a Fluent value so that it is read back as it is meant: it escapes what Fluent
/// cannot hold bare, except in units with several selectors, which are in Fluent's own notation.
#[must_use]
pub fn writes_fluent(english: &str, translation: &str) -> bool {
    fluent::writes(english, translation)
}

/// Returns the anchors that links may lead to, without `#`, or none for a format that has no anchors.
#[must_use]
pub fn anchors(document: &Document, text: &str) -> Option<Vec<String>> {
    match &document.skeleton {
        Skeleton::Markdown(skeleton) => Some(markdown::page_anchors(skeleton, text)),
        Skeleton::Fluent(_) => None,
    }
}

/// Returns the paths outside the folder of the sources, relative to the project, that a module leads to by relative links; they
/// need not be there. `source` is the folder of the sources.
#[must_use]
pub fn outward(document: &Document, text: &str, source: &str) -> BTreeSet<String> {
    match &document.skeleton {
        Skeleton::Markdown(skeleton) => markdown::outward(text, skeleton, document.module.as_str(), source),
        Skeleton::Fluent(_) => BTreeSet::new(),
    }
}

/// Returns the text with every unit replaced by itself, through the whole machinery of rendering but without its
/// safety nets. Equal to `text` for every input.
#[must_use]
pub fn identity(document: &Document, text: &str) -> String {
    match &document.skeleton {
        Skeleton::Markdown(skeleton) => markdown::identity(document, skeleton, text),
        Skeleton::Fluent(skeleton) => fluent::identity(document, skeleton, text),
    }
}
