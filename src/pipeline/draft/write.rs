//! Drafts on paper: fuzzy entries in the catalogue, provenance in the ledger.
//!
//! Invariant: an entry that holds any text is not touched; a draft for a stale unit stands in the ledger alone, beside
//! the translation that a person wrote.

use std::collections::HashMap;
use std::path::Path;

use super::gather::ModuleWork;
use super::refusals::Refused;
use crate::ledger::{Act, Line};
use crate::model::{Failure, Fingerprint};
use crate::po::Slot;
use crate::store;

/// Where the memory found a draft.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// The module.
    pub(super) module: String,
    /// How near its English is, in percent.
    pub(super) percent: usize,
    /// Its English.
    pub(super) english: String,
}

/// One accepted draft.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The place of its unit among the wanted ones of its module.
    pub(super) wanted: usize,
    /// The forms in the order of the catalogue.
    pub(super) forms: Vec<String>,
    /// The engine, as in `engine:deepl`.
    pub(super) engine: String,
    pub(super) model: Option<String>,
    /// Where the memory found it.
    pub(super) origin: Option<Origin>,
    /// The characters sent for it.
    pub(super) characters: u64,
    pub(super) cost: Option<f64>,
}

/// Writes the drafts of one module, and what was refused; without either nothing is written. The ledger comes first: should
/// the catalogue then fail, its lines speak of texts that do not exist yet.
pub(super) fn write(
    root: &Path,
    module: &ModuleWork<'_>,
    drafts: &[Draft],
    refused: &[Refused],
    today: &str,
) -> Result<(), Failure> {
    if drafts.is_empty() && refused.is_empty() {
        return Ok(());
    }
    untouched(root, module)?;
    let mut lines = module.lines.clone();
    let mut by_entry: HashMap<usize, &Draft> = HashMap::new();
    for draft in drafts {
        let Some(wanted) = module.wanted.get(draft.wanted) else { continue };
        let line = line_of(module, draft, today);
        if let Some(line) = line.filter(|line| !is_known(module.ledger.lines(), line)) {
            lines.push(line);
        }
        if !wanted.is_stale {
            by_entry.insert(wanted.entry, draft);
        }
    }
    lines.extend(refused.iter().filter_map(|one| Some(one.line(module.wanted.get(one.wanted)?, today))));
    let ledger = module.ledger.append(&lines).map_err(|torn| Failure::from(torn).in_file(&module.ledger_path))?;
    let slots: Vec<Slot> = module
        .catalogue
        .entries()
        .enumerate()
        .map(|(index, entry)| match by_entry.get(&index) {
            Some(draft) if !entry.has_text() => {
                let mut message = entry.to_message();
                message.forms.clone_from(&draft.forms);
                message.previous = None;
                message.set_fuzzy(true);
                Slot::Put(message)
            }
            _ => Slot::Keep(index),
        })
        .collect();
    module.unfinished.begin();
    if !lines.is_empty() {
        store::write_atomic(&store::confined(root, module.ledger_path.as_ref())?, &ledger)?;
    }
    store::write_atomic(&store::confined(root, module.catalogue_path.as_ref())?, &module.catalogue.rebuild(&slots))?;
    module.unfinished.end();
    Ok(())
}

/// Makes sure that nobody worked on the files while the engine did.
fn untouched(root: &Path, module: &ModuleWork<'_>) -> Result<(), Failure> {
    let read = |path: &str| match store::read(&root.join(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(Failure::from(error).in_file(path)),
    };
    let changed = |path: &str| {
        Err(Failure::new("the file changed while drafts were made")
            .in_file(path)
            .hint("run the same command again; it takes in the change, and nothing is bought twice"))
    };
    if read(&module.catalogue_path)? != module.on_disk {
        return changed(&module.catalogue_path);
    }
    if read(&module.ledger_path)?.unwrap_or_default() != module.ledger.bytes() {
        return changed(&module.ledger_path);
    }
    Ok(())
}

fn line_of(module: &ModuleWork<'_>, draft: &Draft, today: &str) -> Option<Line> {
    let wanted = module.wanted.get(draft.wanted)?;
    let target = Fingerprint::of(draft.forms.iter().map(String::as_str));
    let by = format!("engine:{}", draft.engine);
    let mut line = Line::new(Act::Draft, wanted.id.clone(), wanted.source, Some(target), &by, today);
    line.more.insert("forms".into(), draft.forms.clone().into());
    if let Some(model) = &draft.model {
        line.more.insert("model".into(), model.clone().into());
    }
    if let Some(origin) = &draft.origin {
        line.more.insert("from".into(), origin.module.clone().into());
        line.more.insert("percent".into(), origin.percent.into());
        if origin.percent < 100 {
            line.more.insert("english".into(), origin.english.clone().into());
        }
    }
    if draft.characters > 0 {
        line.more.insert("characters".into(), draft.characters.into());
    }
    if let Some(cost) = draft.cost {
        line.more.insert("cost".into(), cost.into());
    }
    if wanted.is_stale {
        line.more.insert("beside".into(), true.into());
    }
    Some(line)
}

/// Returns whether the ledger holds this draft already: a run was interrupted between ledger and catalogue.
fn is_known(lines: &[Line], line: &Line) -> bool {
    lines.iter().any(|known| {
        known.act == Act::Draft
            && known.unit == line.unit
            && known.source == line.source
            && known.target == line.target
            && known.by == line.by
    })
}
