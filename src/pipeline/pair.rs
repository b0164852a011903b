//! One module in one language: the catalogue and ledger beside their source.

use std::borrow::Cow;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::refreshed::Refreshed;
use super::{Source, Workspace, divided};
use crate::language::{Language, PluralForms};
use crate::ledger::{self, Evidence};
use crate::model::{Failure, ModuleId};
use crate::po::{Catalogue, Entry};
use crate::status::{Assessment, assess_shared};
use crate::store;
use crate::sync::{Applied, ChangePolicy, English, apply};

/// One module in one language.
#[derive(Debug)]
pub struct Pair<'a> {
    /// The target language.
    pub language: &'static Language,
    /// The English module.
    pub source: &'a Source,
    /// Its units, with the alignments that all languages share.
    pub english: &'a English<'a>,
    /// The path of the catalogue relative to the project; the file need not exist.
    pub catalogue_path: String,
    /// The catalogue, where the file exists.
    pub catalogue: Option<Catalogue>,
    /// The path of the ledger relative to the project; the file need not exist.
    pub ledger_path: String,
    /// The ledger; empty where there is no file.
    pub ledger: ledger::Document,
    /// What it comes to, once somebody asked.
    pub(super) evidence: OnceLock<Evidence>,
    /// The module's former name, when the catalogue and ledger still lie under it.
    pub renamed_from: Option<&'a ModuleId>,
    /// Whether the files under the module's own name belong to another module now, and are not read therefore.
    pub is_given_away: bool,
    /// What the project does about English edits.
    pub changes: &'a ChangePolicy,
    /// What the history says was declared fresh untouched.
    pub(super) refreshed: &'a Refreshed,
}

impl Pair<'_> {
    /// Returns whether the files lie under another name than the module's, so that `sync` has to move them.
    #[must_use]
    pub fn is_astray(&self) -> bool {
        self.renamed_from.is_some() || self.is_given_away
    }

    /// Refuses to write beside files that `sync` has to move first.
    ///
    /// # Errors
    /// When the catalogue lies under another module's name.
    pub fn settled(&self) -> Result<(), Failure> {
        if !self.is_astray() {
            return Ok(());
        }
        let message = format!("{} was renamed, and its catalogue still lies under another name", self.source.module);
        Err(Failure::new(message).in_file(&self.catalogue_path).hint("run `concordia sync` first; it moves the files"))
    }

    /// Returns what the ledger comes to.
    #[must_use]
    pub fn evidence(&self) -> &Evidence {
        self.evidence.get_or_init(|| Evidence::of(self.ledger.lines()))
    }

    /// Returns the catalogue brought up to the English of today; `today` is the day to write into the ledger.
    #[must_use]
    pub fn applied(&self, today: &str) -> Applied<'_> {
        let evidence = || self.evidence();
        apply(self.english, self.catalogue.as_ref(), self.language, self.changes, &evidence, today)
    }

    /// Returns the state of every unit that has an entry; parallel to `Source::entries`.
    #[must_use]
    pub fn assess(&self) -> Assessment {
        let mut assessment = assess_shared(self.english, self.catalogue.as_ref(), self.evidence(), self.changes);
        self.refreshed.mark(self, &mut assessment);
        assessment
    }

    /// Returns the forms of an entry in the order of the language's plural categories, whatever order the catalogue's
    /// header gives them; a category that the header cannot say takes the most general form.
    #[must_use]
    pub fn forms(&self, entry: &Entry<'_>) -> Vec<String> {
        let forms: Vec<String> = entry.forms().into_iter().map(Cow::into_owned).collect();
        if !entry.is_plural() {
            return forms;
        }
        let header = self.catalogue.as_ref().and_then(|catalogue| catalogue.header().plural_forms());
        let foreign = header.filter(|header| *header != self.language.plural.header());
        let Some(Ok(foreign)) = foreign.map(PluralForms::parse) else { return forms };
        let leading = foreign.led_to(&self.language.plural);
        let general = forms.last().cloned().unwrap_or_default();
        let lead = |source: &Option<usize>| source.and_then(|source| forms.get(source)).unwrap_or(&general).clone();
        leading.sources.iter().map(lead).collect()
    }
}

/// What came of one module in one language, and what failed.
type Worked<T> = (Option<T>, Vec<Failure>);

impl Workspace {
    /// Reads every module in every language and works on it, in parallel. Results keep the order of languages, then
    /// modules. A catalogue that cannot be read is a failure, and so is each unreadable line of a ledger; the rest is
    /// worked on all the same.
    pub fn pairs<T: Send>(
        &self,
        languages: &[&'static Language],
        work: impl Fn(&Pair<'_>) -> T + Sync,
    ) -> (Vec<T>, Vec<Failure>) {
        self.pairs_unless(languages, |_, _| None, work)
    }

    /// As [`Self::pairs`], but a result that is known already is taken without reading anything.
    pub(super) fn pairs_unless<T: Send>(
        &self,
        languages: &[&'static Language],
        known: impl Fn(&'static Language, &Source) -> Option<T> + Sync,
        work: impl Fn(&Pair<'_>) -> T + Sync,
    ) -> (Vec<T>, Vec<Failure>) {
        let english: Vec<English<'_>> =
            self.sources.iter().map(|source| English::with_entries(&source.document, &source.entries)).collect();
        // All languages of a module one after the other: its English stays in the caches of the processor.
        let modules = self.sources.iter().zip(&english).enumerate();
        let pairs: Vec<_> =
            modules.flat_map(|module| languages.iter().enumerate().map(move |language| (language, module))).collect();
        self.refreshed();
        self.progress.expect(pairs.len());
        let mut results: Vec<((usize, usize), Worked<T>)> = pairs
            .par_iter()
            .map(|&((rank, &language), (place, (source, english)))| {
                let result = match known(language, source) {
                    Some(known) => (Some(known), Vec::new()),
                    None => self.worked(language, source, english, &work),
                };
                self.progress.step();
                ((rank, place), result)
            })
            .collect();
        self.progress.finish();
        results.sort_unstable_by_key(|(order, _)| *order);
        let mut done = Vec::with_capacity(results.len());
        let mut failures = Vec::new();
        for (_, (value, failed)) in results {
            done.extend(value);
            failures.extend(failed);
        }
        (done, failures)
    }

    fn worked<T>(
        &self,
        language: &'static Language,
        source: &Source,
        english: &English<'_>,
        work: &impl Fn(&Pair<'_>) -> T,
    ) -> Worked<T> {
        match self.read_pair(language, source, english) {
            Ok(pair) => {
                let torn = pair.ledger.torn().iter().cloned();
                let torn = torn.map(|torn| Failure::from(torn).in_file(&pair.ledger_path)).collect();
                (Some(work(&pair)), torn)
            }
            Err(failure) => (None, vec![failure]),
        }
    }

    fn read_pair<'a>(
        &'a self,
        language: &'static Language,
        source: &'a Source,
        english: &'a English<'a>,
    ) -> Result<Pair<'a>, Failure> {
        let catalogue_path = self.project.catalogue_path(language.code, &source.module);
        let ledger_path = self.project.ledger_path(language.code, &source.module);
        let own = self.catalogue_at(&catalogue_path, english)?;
        let moved = self.moved(language, source, own.as_ref());
        let is_given_away = moved.is_some() && own.is_some();
        let renamed_from = moved.flatten();
        let catalogue = match renamed_from {
            Some(former) => self.catalogue_at(&self.project.catalogue_path(language.code, former), english)?,
            None if is_given_away => own.and_then(|own| divided::staying(source, &own)),
            None => own,
        };
        let is_divided = is_given_away && renamed_from.is_none() && catalogue.is_some();
        let own_ledger = if is_given_away && !is_divided { None } else { self.read_if_there(&ledger_path)? };
        let ledger = match (own_ledger, renamed_from) {
            (None, Some(former)) => self.read_if_there(&self.project.ledger_path(language.code, former))?,
            (own, _) => own,
        };
        let ledger = ledger.map(ledger::Document::parse).unwrap_or_default();
        let ledger = if is_divided { divided::staying_lines(source, &ledger) } else { ledger };
        let changes = &self.project.config.changes;
        Ok(Pair {
            language,
            source,
            english,
            catalogue_path,
            catalogue,
            ledger_path,
            ledger,
            evidence: OnceLock::new(),
            renamed_from,
            is_given_away,
            changes,
            refreshed: self.refreshed(),
        })
    }

    fn catalogue_at(&self, path: &str, english: &English<'_>) -> Result<Option<Catalogue>, Failure> {
        let Some(bytes) = self.read_if_there(path)? else { return Ok(None) };
        Catalogue::parse_beside(bytes, english.heads()).map(Some).map_err(|error| Failure::from(error).in_file(path))
    }

    fn read_if_there(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        match store::read(&self.project.root.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(Failure::from(error).in_file(path)),
        }
    }
}
