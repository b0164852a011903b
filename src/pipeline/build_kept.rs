//! Which localised modules stand already as they would be built, so that nothing is read or rendered for them.
//!
//! A page is known by this build of the program, the configuration, and the stamps of the English module, its catalogue,
//! its ledger and itself. The list lies in the build folder and goes with it; losing it costs time, nothing
//! else. A page without a catalogue is never known.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::workspace::is_there;
use super::{Built, BuiltResult};
use crate::build::PageState;
use crate::language::Language;
use crate::model::{Finding, Fingerprint, ModuleId};
use crate::project::{Project, SourceFile};
use crate::store::{self, Stamp};

/// The name of the list in the build folder.
const NAME: &str = ".concordia-pages";

/// The pages that the build folder holds.
pub(super) struct Kept {
    /// This build of the program and the configuration.
    base: String,
    /// The stamp of each English module, from before it was read.
    english: BTreeMap<ModuleId, Stamp>,
    /// By language and module.
    pages: BTreeMap<String, BTreeMap<String, Page>>,
    /// When the build began, by the clock of the file system; none when the build folder cannot be written.
    now: Option<Stamp>,
    /// Whether the list has to be written.
    is_changed: bool,
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
    /// The paths outside the sources that the module leads to, and whether something stood there.
    needs: BTreeMap<String, bool>,
}

impl Kept {
    /// Reads the list, and makes the mark that tells which files were written since.
    pub(super) fn open(project: &Project, files: &[SourceFile]) -> Self {
        let base = Fingerprint::of([env!("CONCORDIA_BUILD"), project.config_text.as_str()]).to_string();
        let stamp = |file: &SourceFile| Some((file.module.clone(), Stamp::of(&project.root.join(&file.path))?));
        let english = files.iter().filter_map(stamp).collect();
        let mut kept = Self { base, english, pages: BTreeMap::new(), now: None, is_changed: true };
        let Some(path) = path(project) else { return kept };
        let mark = path.with_extension("mark");
        let _ = std::fs::remove_file(&mark);
        kept.now = store::write_derived(&mark, b"").ok().and_then(|_| Stamp::of(&mark));
        let _ = std::fs::remove_file(&mark);
        let text = store::read_text(&path).unwrap_or_default();
        let mut lines = text.lines();
        if lines.next() == Some(kept.base.as_str()) {
            lines.filter_map(Page::parse).for_each(|page| kept.insert(page));
            kept.is_changed = false;
        }
        kept
    }

    fn insert(&mut self, page: Page) {
        match self.pages.get_mut(&page.language) {
            Some(pages) => drop(pages.insert(page.module.clone(), page)),
            None => drop(self.pages.insert(page.language.clone(), BTreeMap::from([(page.module.clone(), page)]))),
        }
    }

    /// Takes note of a page that was built now.
    pub(super) fn add(&mut self, page: Option<Page>) {
        if let Some(page) = page {
            self.insert(page);
            self.is_changed = true;
        }
    }

    /// Returns what came of a page that stands already as it would be built; `path` is where.
    pub(super) fn page(
        &self,
        project: &Project,
        language: &'static Language,
        module: &ModuleId,
        path: &str,
    ) -> Option<BuiltResult> {
        let page = self.pages.get(language.code)?.get(module.as_str())?;
        let stands = Stamp::of(&project.root.join(path)) == Some(page.page)
            && self.stamps(project, language, module)?.0 == page.inputs
            && page.needs.iter().all(|(path, was_there)| is_there(project, path) == *was_there);
        stands.then(|| BuiltResult::Done { is_new: false, page: page.state, findings: page.findings.clone() })
    }

    /// Looks at what a page is made from; none when a write after it was read might go unseen.
    pub(super) fn inputs(&self, project: &Project, language: &'static Language, module: &ModuleId) -> Option<String> {
        let (text, stamps) = self.stamps(project, language, module)?;
        let now = self.now?;
        let is_settled = stamps.iter().flatten().all(|stamp| stamp.is_settled(&now));
        is_settled.then_some(text)
    }

    fn stamps(
        &self,
        project: &Project,
        language: &'static Language,
        module: &ModuleId,
    ) -> Option<(String, [Option<Stamp>; 3])> {
        let english = *self.english.get(module)?;
        let catalogue = Stamp::of(&project.root.join(project.catalogue_path(language.code, module)))?;
        let ledger = Stamp::of(&project.root.join(project.ledger_path(language.code, module)));
        let shown = ledger.map_or_else(|| "-".to_owned(), |stamp| stamp.to_string());
        Some((format!("{english} {catalogue} {shown}"), [Some(english), Some(catalogue), ledger]))
    }

    /// Writes the list: the pages built now, and those of the languages and modules that were not asked about.
    pub(super) fn write(&self, project: &Project) {
        if !self.is_changed {
            return;
        }
        let mut text = format!("{}\n", self.base);
        for page in self.pages.values().flat_map(BTreeMap::values) {
            text.push_str(&page.line());
        }
        if let Some(path) = path(project) {
            let _ = store::write_derived(&path, text.as_bytes());
        }
    }
}

/// Returns the file of the list; none when a link leads it out of the project.
fn path(project: &Project) -> Option<PathBuf> {
    let relative = Path::new(&project.config.build_folder).join(NAME);
    store::confined(&project.root, &relative).ok()
}

impl Page {
    /// Returns what to know a page by that was just built from `inputs` and has a stamp; none for one that was refused.
    pub(super) fn of(built: &Built, inputs: String, page: Stamp, needs: &BTreeMap<String, bool>) -> Option<Self> {
        let BuiltResult::Done { page: state, findings, .. } = &built.result else { return None };
        let (language, module) = (built.language.code.to_owned(), built.module.as_str().to_owned());
        let (state, findings, needs) = (*state, findings.clone(), needs.clone());
        Some(Self { language, module, inputs, page, state, findings, needs })
    }

    /// Language, inputs, page, flags, findings and needs as JSON, and module, separated by tabs; the name stands last, as it
    /// may hold anything but a line end.
    fn line(&self) -> String {
        let PageState { has_draft, has_stale, has_english } = self.state;
        let flags = [(has_draft, 'd'), (has_stale, 's'), (has_english, 'e')];
        let flags: String = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| flag).collect();
        let findings = match self.findings.as_slice() {
            [] => String::new(),
            findings => serde_json::to_string(findings).unwrap_or_default(),
        };
        let needs =
            if self.needs.is_empty() { String::new() } else { serde_json::to_string(&self.needs).unwrap_or_default() };
        format!("{}\t{}\t{}\t{flags}\t{findings}\t{needs}\t{}\n", self.language, self.inputs, self.page, self.module)
    }

    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(7, '\t');
        let (language, inputs) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let (page, flags) = (Stamp::parse(parts.next()?)?, parts.next()?);
        let findings = match parts.next()? {
            "" => Vec::new(),
            text => serde_json::from_str(text).ok()?,
        };
        let needs = match parts.next()? {
            "" => BTreeMap::new(),
            text => serde_json::from_str(text).ok()?,
        };
        let module = parts.next()?.to_owned();
        let state = PageState {
            has_draft: flags.contains('d'),
            has_stale: flags.contains('s'),
            has_english: flags.contains('e'),
        };
        Some(Self { language, module, inputs, page, state, findings, needs })
    }
}
