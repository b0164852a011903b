//! A heading that stands where other modules have another one, for the rule `source-heading`: `Objectives` between the same
//! neighbours between which at least three other modules have `Goals`.
//!
//! No list of synonyms: the place tells.

use std::collections::{BTreeMap, HashMap};

use super::SourceModule;
use crate::check::Hit;
use crate::model::UnitKind;

/// So many other modules must agree.
const SIBLINGS: usize = 3;

/// What stands beside a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Beside<'a> {
    /// The start or the end of the module.
    Edge,
    /// The first heading of a module, which is its own.
    Title,
    Heading(&'a str),
}

/// One heading of one module.
#[derive(Clone, Copy)]
struct Place<'a> {
    module: usize,
    unit: usize,
    text: &'a str,
}

/// Reports every heading that stands in no other module, between two neighbours between which all other modules that have
/// both, at least three, have one and the same heading, which its own module lacks.
pub(super) fn strangers(modules: &[SourceModule<'_>]) -> Vec<(usize, usize, Hit)> {
    let sequences: Vec<Vec<Place<'_>>> = modules.iter().enumerate().map(headings).collect();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    let mut between: BTreeMap<(Beside<'_>, Beside<'_>), Vec<Place<'_>>> = BTreeMap::new();
    for sequence in &sequences {
        for (at, place) in sequence.iter().enumerate() {
            *uses.entry(place.text).or_default() += 1;
            let beside = |at: Option<usize>| match at.and_then(|at| Some((at, sequence.get(at)?))) {
                None => Beside::Edge,
                Some((0, _)) => Beside::Title,
                Some((_, place)) => Beside::Heading(place.text),
            };
            let sides = (beside(at.checked_sub(1)), beside(Some(at + 1)));
            if at > 0 && (matches!(sides.0, Beside::Heading(_)) || matches!(sides.1, Beside::Heading(_))) {
                between.entry(sides).or_default().push(*place);
            }
        }
    }
    let uses = |text: &str| uses.get(text).copied().unwrap_or(0);
    let mut hits = Vec::new();
    for places in between.values().filter(|places| places.len() > SIBLINGS) {
        for own in places.iter().filter(|own| uses(own.text) == 1) {
            let mut others = places.iter().filter(|other| other.text != own.text);
            let Some(usual) = others.next().filter(|first| others.all(|other| other.text == first.text)) else {
                continue;
            };
            let is_own = || sequences.get(own.module).is_some_and(|own| own.iter().any(|one| one.text == usual.text));
            if is_own() || !are_of_different_modules(places) {
                continue;
            }
            let message = format!("{} other modules have here: {}", places.len() - 1, usual.text);
            hits.push((own.module, own.unit, Hit::new(0, message).hint("use one wording, or waive it")));
        }
    }
    hits
}

fn are_of_different_modules(places: &[Place<'_>]) -> bool {
    places.windows(2).all(|pair| matches!(pair, [one, other] if one.module < other.module))
}

/// Returns the headings of a module in order.
fn headings<'a>((module, source): (usize, &SourceModule<'a>)) -> Vec<Place<'a>> {
    let headings = source.units.iter().enumerate().filter(|(_, unit)| unit.kind == UnitKind::Heading && !unit.is_title);
    headings.map(|(unit, context)| Place { module, unit, text: context.text.raw }).collect()
}
