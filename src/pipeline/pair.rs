//! One module in one language: the catalogue and ledger beside their source.

use rayon::prelude::*;

use super::{Source, Workspace};
use crate::language::Language;
use crate::model::Failure;
use crate::po::Catalogue;

/// One module in one language.
#[derive(Debug)]
pub struct Pair<'a> {
    /// The target language.
    pub language: &'static Language,
    /// The English module.
    pub source: &'a Source,
    /// The path of the catalogue relative to the project; the file need not exist.
    pub catalogue_path: String,
    /// The catalogue, where the file exists.
    pub catalogue: Option<Catalogue>,
}

impl Workspace {
    /// Reads every module in every language and works on it, in parallel. Results keep the order of languages, then
    /// modules. A catalogue that cannot be read is a failure; the others are worked on all the same.
    pub fn pairs<T: Send>(
        &self,
        languages: &[&'static Language],
        work: impl Fn(&Pair<'_>) -> T + Sync,
    ) -> (Vec<T>, Vec<Failure>) {
        let pairs: Vec<(&'static Language, &Source)> =
            languages.iter().flat_map(|&language| self.sources.iter().map(move |source| (language, source))).collect();
        let results: Vec<Result<T, Failure>> = pairs
            .par_iter()
            .map(|&(language, source)| self.read_pair(language, source).map(|pair| work(&pair)))
            .collect();
        let mut done = Vec::with_capacity(results.len());
        let mut failures = Vec::new();
        for result in results {
            match result {
                Ok(value) => done.push(value),
                Err(failure) => failures.push(failure),
            }
        }
        (done, failures)
    }

    fn read_pair<'a>(&self, language: &'static Language, source: &'a Source) -> Result<Pair<'a>, Failure> {
        let catalogue_path = self.project.catalogue_path(language.code, &source.module);
        let catalogue = match std::fs::read(self.project.root.join(&catalogue_path)) {
            Ok(bytes) => Some(Catalogue::parse(bytes).map_err(|error| Failure::from(error).in_file(&catalogue_path))?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::new(error.to_string()).in_file(catalogue_path)),
        };
        Ok(Pair { language, source, catalogue_path, catalogue })
    }
}
