//! What is wrong with the termbase, with the file and line of each fault.

use std::collections::HashMap;

use crate::glossary::{Fault, Termbase, TermbaseFormat, audit, term_lines};
use crate::model::{Finding, UnitId};
use crate::project::Project;
use crate::store;

/// Returns what is wrong with the project's termbase, in the order of its concepts; none for an empty one. Of a term that is
/// listed several times the last place is named, else the first place of the language or of the concept. The concept stands
/// as the unit.
#[must_use]
pub fn term_faults(project: &Project, base: &Termbase, languages: &[&str]) -> Vec<Finding> {
    if base.concepts.is_empty() {
        return Vec::new();
    }
    let faults = audit(base, languages);
    if faults.is_empty() {
        return Vec::new();
    }
    let places = Places::of(project);
    let placed = |fault: Fault| {
        let mut finding = fault.finding;
        finding.unit = Some(UnitId::keyed(&fault.concept));
        let language = finding.language.as_deref().unwrap_or("");
        if let Some((path, line)) = places.find(&fault.concept, language, fault.term.as_deref().unwrap_or("")) {
            finding.path = Some(path.clone());
            finding.line = Some(*line);
        }
        finding
    };
    faults.into_iter().map(placed).collect()
}

/// Where the files have each (concept, language, term), where a concept's language begins, and where the concept does; what
/// is not asked for is empty.
struct Places {
    places: HashMap<(String, String, String), (String, usize)>,
}

impl Places {
    fn of(project: &Project) -> Self {
        let mut places = HashMap::new();
        for path in project.glossary_files() {
            let Ok(text) = store::read_text(&project.root.join(&path)) else { continue };
            let Some(format) = TermbaseFormat::of(&path, &text) else { continue };
            for one in term_lines(format, &text) {
                let place = (path.clone(), one.line);
                places.entry((one.concept.clone(), String::new(), String::new())).or_insert_with(|| place.clone());
                places
                    .entry((one.concept.clone(), one.language.clone(), String::new()))
                    .or_insert_with(|| place.clone());
                places.insert((one.concept, one.language, one.term), place);
            }
        }
        Self { places }
    }

    fn find(&self, concept: &str, language: &str, term: &str) -> Option<&(String, usize)> {
        let tried = [(language, term), (language, ""), ("", "")];
        let key = |(language, term): (&str, &str)| (concept.to_owned(), language.to_owned(), term.to_owned());
        tried.into_iter().find_map(|place| self.places.get(&key(place)))
    }
}
