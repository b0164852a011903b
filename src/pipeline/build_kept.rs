//! Which localised modules stand already as they would be built, so that nothing is read or rendered for them.
//!
//! A page is known by this build of the program, the configuration, the English module, and the stamps of its
//! catalogue, its ledger and itself. The list lies in the build folder and goes with it; losing it costs time, nothing
//! else. A page without a catalogue is never known.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::build::page_path;
use super::{Built, BuiltResult, Source, Workspace};
use crate::build::PageState;
use crate::language::Language;
use crate::model::{Finding, Fingerprint, ModuleId};
use crate::store::{self, Stamp};

/// The name of the list in the build folder.
const NAME: &str = ".concordia-pages";

/// The pages that the build folder holds.
pub(super) struct Kept<'a> {
    workspace: &'a Workspace,
    /// This build of the program and the configuration.
    base: String,
    /// The hash of each English module.
    english: BTreeMap<&'a ModuleId, Fingerprint>,
    pages: BTreeMap<(String, String), Page>,
    /// When the build began, by the clock of the file system; none when the build folder cannot be written.
    now: Option<Stamp>,
}

/// One page with everything it was made from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    language: String,
    module: String,
    inputs: String,
    page: Stamp,
    state: PageState,
    findings: Vec<Finding>,
}

/// What a page is about to be made from.
pub(super) struct Inputs<'a> {
    language: &'static Language,
    module: &'a ModuleId,
    text: String,
}

impl<'a> Kept<'a> {
    /// Reads the list, and makes the mark that tells which files were written since.
    pub(super) fn open(workspace: &'a Workspace) -> Self {
        let base = Fingerprint::of([env!("CONCORDIA_BUILD"), workspace.project.config_text.as_str()]).to_string();
        let hash = |source: &'a Source| (&source.module, Fingerprint::of([source.text.as_str()]));
        let mut kept = Self {
            workspace,
            base,
            english: workspace.sources.iter().map(hash).collect(),
            pages: BTreeMap::new(),
            now: None,
        };
        let path = kept.path();
        let Some(path) = path else { return kept };
        let mark = path.with_extension("mark");
        let _ = std::fs::remove_file(&mark);
        kept.now = store::write_derived(&mark, b"").ok().and_then(|_| Stamp::of(&mark));
        let _ = std::fs::remove_file(&mark);
        let text = store::read_text(&path).unwrap_or_default();
        let mut lines = text.lines();
        if lines.next() == Some(kept.base.as_str()) {
            let page = |page: Page| ((page.language.clone(), page.module.clone()), page);
            kept.pages = lines.filter_map(Page::parse).map(page).collect();
        }
        kept
    }

    /// Returns the file of the list; none when a link leads it out of the project.
    fn path(&self) -> Option<PathBuf> {
        let relative = Path::new(&self.workspace.project.config.build_folder).join(NAME);
        store::confined(&self.workspace.project.root, &relative).ok()
    }

    /// Returns what came of a page that stands already as it would be built.
    pub(super) fn page(&self, language: &'static Language, source: &Source) -> Option<BuiltResult> {
        let page = self.pages.get(&(language.code.to_owned(), source.module.as_str().to_owned()))?;
        let target = self.workspace.project.root.join(page_path(self.workspace, language, &source.module));
        let stands = Stamp::of(&target) == Some(page.page) && self.stamps(language, source)?.0 == page.inputs;
        stands.then(|| BuiltResult::Done { is_new: false, page: page.state, findings: page.findings.clone() })
    }

    /// Looks at what a page is made from, before it is read; none when a later write might go unseen.
    pub(super) fn inputs<'b>(&self, language: &'static Language, source: &'b Source) -> Option<Inputs<'b>>
    where
        'a: 'b,
    {
        let (text, stamps) = self.stamps(language, source)?;
        let now = self.now?;
        let is_settled = stamps.iter().flatten().all(|stamp| stamp.is_settled(&now));
        is_settled.then_some(Inputs { language, module: &source.module, text })
    }

    fn stamps(&self, language: &'static Language, source: &Source) -> Option<(String, [Option<Stamp>; 2])> {
        let project = &self.workspace.project;
        let catalogue = Stamp::of(&project.root.join(project.catalogue_path(language.code, &source.module)))?;
        let ledger = Stamp::of(&project.root.join(project.ledger_path(language.code, &source.module)));
        let english = self.english.get(&source.module)?;
        let shown = ledger.map_or_else(|| "-".to_owned(), |stamp| stamp.to_string());
        Some((format!("{english} {catalogue} {shown}"), [Some(catalogue), ledger]))
    }

    /// Writes the list: the pages built now, and those of the languages and modules that were not asked about.
    pub(super) fn write(mut self, built: Vec<Page>) {
        self.pages.extend(built.into_iter().map(|page| ((page.language.clone(), page.module.clone()), page)));
        let mut text = format!("{}\n", self.base);
        for page in self.pages.values() {
            text.push_str(&page.line());
        }
        if let Some(path) = self.path() {
            let _ = store::write_derived(&path, text.as_bytes());
        }
    }
}

impl Inputs<'_> {
    /// Returns the page that was made, under its stamp, to be known from now on.
    pub(super) fn built(self, built: &Built, page: Stamp) -> Option<Page> {
        let BuiltResult::Done { page: state, findings, .. } = &built.result else { return None };
        let (language, module) = (self.language.code.to_owned(), self.module.as_str().to_owned());
        Some(Page { language, module, inputs: self.text, page, state: *state, findings: findings.clone() })
    }
}

impl Page {
    /// Language, inputs, page, flags, findings as JSON and module, separated by tabs; the name stands last, as it may
    /// hold anything but a line end.
    fn line(&self) -> String {
        let PageState { has_draft, has_stale, has_english } = self.state;
        let flags = [(has_draft, 'd'), (has_stale, 's'), (has_english, 'e')];
        let flags: String = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| flag).collect();
        let findings = match self.findings.as_slice() {
            [] => String::new(),
            findings => serde_json::to_string(findings).unwrap_or_default(),
        };
        format!("{}\t{}\t{}\t{flags}\t{findings}\t{}\n", self.language, self.inputs, self.page, self.module)
    }

    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(6, '\t');
        let (language, inputs) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let (page, flags) = (Stamp::parse(parts.next()?)?, parts.next()?);
        let findings = match parts.next()? {
            "" => Vec::new(),
            text => serde_json::from_str(text).ok()?,
        };
        let module = parts.next()?.to_owned();
        let state = PageState {
            has_draft: flags.contains('d'),
            has_stale: flags.contains('s'),
            has_english: flags.contains('e'),
        };
        Some(Self { language, module, inputs, page, state, findings })
    }
}
