//! The English as its rules see it.

use std::cell::OnceCell;
use std::ops::Range;

use super::page::{self, Page};
use crate::check::Text;
use crate::model::{ModuleId, UnitId, UnitKind};

/// One English unit.
#[derive(Debug, Clone, Copy)]
pub struct SourceContext<'a> {
    /// The unit's name.
    pub unit: &'a UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// Whether it is the `title` field of the front matter.
    pub is_title: bool,
    /// The prepared text.
    pub text: &'a Text<'a>,
    /// The 1-based line in the module.
    pub line: usize,
    /// Its bytes in the file, where it stands first.
    pub span: &'a Range<usize>,
    /// The author's limit, in characters.
    pub max_length: Option<usize>,
}

/// The English units of one module, and the places in it that links may lead to.
#[derive(Debug)]
pub struct SourceModule<'a> {
    /// The module.
    pub module: &'a ModuleId,
    /// Whether nobody knows what stands beside it: a template outside any project. Its links are judged by themselves.
    pub is_alone: bool,
    /// The path of its file, relative to the project, `/` separated.
    pub path: &'a str,
    /// The whole file.
    pub text: &'a str,
    /// Its units in document order.
    pub units: &'a [SourceContext<'a>],
    /// Its anchors without `#`; none where nobody knows them, so that links into it are not judged.
    pub anchors: Option<&'a [String]>,
    /// The project's English terms and their listed forms, forbidden ones among them; the same for every module, empty
    /// where there is no termbase.
    pub terms: &'a [String],
    page: OnceCell<Page>,
}

impl<'a> SourceModule<'a> {
    /// Names a module whose file has this text; set the public fields for its units and for what is known of them.
    #[must_use]
    pub fn new(module: &'a ModuleId, path: &'a str, text: &'a str) -> Self {
        Self { module, is_alone: false, path, text, units: &[], anchors: None, terms: &[], page: OnceCell::new() }
    }

    /// Returns where the page leads; it is read when it is first asked for.
    pub(super) fn page(&self) -> &Page {
        self.page.get_or_init(|| page::read(self.text, self.is_mdx()))
    }

    /// Returns whether the module is MDX.
    pub(super) fn is_mdx(&self) -> bool {
        self.module.as_str().ends_with(".mdx")
    }
}
