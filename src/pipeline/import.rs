//! A target file that exists already, taken into the catalogue of its module.

use super::{Pair, Workspace};
use crate::exchange::{Incoming, TakeInPolicy, TakenIn, take_in};
use crate::language::{Language, PluralForms};
use crate::model::{Failure, Finding, Format};
use crate::po::Catalogue;
use crate::source::fluent::{ReadEntry, read_target};
use crate::store;

/// What came of an import.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The catalogue relative to the project.
    pub path: String,
    /// What was taken and what was not.
    pub taken_in: TakenIn,
    /// How many units the module has in all.
    pub units: usize,
    /// What could not be read from the file.
    pub findings: Vec<Finding>,
}

/// Reads a target file by key and writes its texts into the catalogue, which is brought up to the English first. The
/// workspace must hold one Fluent module. With `is_dry` nothing is written.
///
/// # Errors
/// When the module is not a Fluent one, or the catalogue cannot be read or written.
pub fn import_fluent(
    workspace: &Workspace,
    language: &'static Language,
    text: &str,
    policy: TakeInPolicy,
    today: &str,
    is_dry: bool,
) -> Result<Imported, Failure> {
    let [source] = workspace.sources.as_slice() else {
        return Err(Failure::new("an import is for one module").hint("name it with --module"));
    };
    if source.format != Format::Fluent {
        return Err(Failure::new(format!("{} is not a Fluent module", source.path)).hint("name one with --module"));
    }
    let (mut results, mut failures) =
        workspace.pairs(&[language], |pair| import_pair(workspace, pair, text, policy, today, is_dry));
    match (results.pop(), failures.pop()) {
        (Some(result), None) => result,
        (_, Some(failure)) => Err(failure),
        (None, None) => Err(Failure::new("an import is for one module").hint("name it with --module")),
    }
}

fn import_pair(
    workspace: &Workspace,
    pair: &Pair<'_>,
    text: &str,
    policy: TakeInPolicy,
    today: &str,
    is_dry: bool,
) -> Result<Imported, Failure> {
    pair.settled()?;
    let back = read_target(&pair.source.document, text, pair.language);
    let synced = pair.applied(today);
    let catalogue = Catalogue::parse(synced.bytes.into_owned())
        .map_err(|error| Failure::from(error).in_file(&pair.catalogue_path))?;
    let texts: Vec<Incoming> = back.entries.into_iter().map(|entry| incoming(pair, &catalogue, entry)).collect();
    let taken_in = take_in(&catalogue, &texts, policy);
    if !is_dry {
        let root = &workspace.project.root;
        if !synced.lines.is_empty() {
            let ledger = pair.ledger.append(&synced.lines);
            let ledger = ledger.map_err(|torn| Failure::from(torn).in_file(&pair.ledger_path))?;
            store::write_atomic(&store::confined(root, pair.ledger_path.as_ref())?, &ledger)?;
        }
        store::write_atomic(&store::confined(root, pair.catalogue_path.as_ref())?, &taken_in.bytes)?;
    }
    let units = pair.source.entries.len();
    Ok(Imported { path: pair.catalogue_path.clone(), taken_in, units, findings: back.findings })
}

/// Puts the forms into the order of the catalogue's header, and names the English of what only the target has.
fn incoming(pair: &Pair<'_>, catalogue: &Catalogue, entry: ReadEntry) -> Incoming {
    let own = PluralForms::parse(&pair.language.plural.header()).ok();
    let header = catalogue.header().plural_forms().and_then(|header| PluralForms::parse(header).ok());
    let forms = match (own, header) {
        (Some(own), Some(header)) if entry.forms.len() > 1 && !own.is_equivalent(&header) => {
            let general = entry.forms.last().cloned().unwrap_or_default();
            let leading = own.led_to_forms(&header);
            let lead = |source: &Option<usize>| source.and_then(|source| entry.forms.get(source)).unwrap_or(&general);
            leading.sources.iter().map(lead).cloned().collect()
        }
        _ => entry.forms,
    };
    let new_source = entry.is_extra.then(|| english_of(pair, &entry.context));
    Incoming { context: entry.context, new_source, forms }
}

/// Returns the English that an extra belongs to: that of its key, else of its message, else the key itself.
fn english_of(pair: &Pair<'_>, context: &str) -> String {
    let key = context.split('[').next().unwrap_or(context);
    let message = key.split('.').next().unwrap_or(key);
    let units = &pair.source.document.units;
    let is_of = |unit: &&crate::model::Unit, name: &str| {
        unit.context.as_deref().is_some_and(|own| own.split('[').next() == Some(name))
    };
    let own = units.iter().find(|unit| is_of(unit, key)).or_else(|| units.iter().find(|unit| is_of(unit, message)));
    own.map_or_else(|| key.to_owned(), |unit| unit.source.clone())
}
