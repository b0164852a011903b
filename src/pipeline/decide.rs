//! Writes people's decisions into the ledgers: all of them, or none when one is refused.

use std::collections::BTreeSet;

use super::answer_fate::is_same_person;
use super::authors::{Authors, Histories};
use super::stale_waivers::gist;
use super::{Pair, Workspace};
use crate::language::Language;
use crate::ledger::{Act, Evidence, Line};
use crate::model::{ChangeClass, Failure, Finding, Fingerprint, ModuleId, State, Unit, UnitId};
use crate::po::{Catalogue, Entry, Slot};
use crate::status::Assessed;
use crate::store;
use crate::sync::Action;

/// Which units a decision is about.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The names of units; the first digits of a hash are enough.
    pub units: Vec<String>,
    /// All stale units of these classes of English edits.
    pub classes: Vec<ChangeClass>,
    /// All units that the decision fits.
    pub all: bool,
    /// Whether a name means the unit of exactly that name.
    pub is_exact: bool,
}

impl Selection {
    /// Returns whether a unit is named.
    pub(super) fn names(&self, id: &UnitId) -> bool {
        let is_meant = |name: &String| {
            id.as_str() == name || (!self.is_exact && name.len() >= 4 && id.as_str().starts_with(name.as_str()))
        };
        self.units.iter().any(is_meant)
    }
}

/// What somebody decided.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Attest, revise, approve or waive.
    pub act: Act,
    /// Who.
    pub by: String,
    /// The Git identity, where `by` is a role.
    pub via: Option<String>,
    /// Whether a form brought it, which `by` filled in elsewhere.
    pub is_from_form: bool,
    /// The day.
    pub today: String,
    /// Why.
    pub reason: Option<String>,
    /// The rule whose finding is accepted.
    pub rule: Option<String>,
    /// The last day on which the finding is accepted.
    pub until: Option<String>,
    /// The findings that a waiver accepts.
    pub accepted: Vec<Finding>,
}

impl Decision {
    /// Returns the line that records the decision about one translation of one English text.
    pub(super) fn line(&self, unit: UnitId, source: Fingerprint, target: Fingerprint) -> Line {
        let mut line = Line::new(self.act.clone(), unit, source, Some(target), &self.by, &self.today);
        line.reason.clone_from(&self.reason);
        for (field, value) in [("via", &self.via), ("rule", &self.rule), ("until", &self.until)] {
            if let Some(value) = value {
                line.more.insert(field.to_owned(), value.as_str().into());
            }
        }
        line
    }

    /// Returns the line that accepts the findings of one place about one text, and what they say; none where there are none.
    pub(super) fn waiver(
        &self,
        (unit, source, target): (UnitId, Fingerprint, Fingerprint),
        is_here: impl Fn(&Finding) -> bool,
    ) -> Option<(Line, Vec<String>)> {
        let ours = self.accepted.iter().filter(|finding| finding.unit.as_ref() == Some(&unit) && is_here(finding));
        let said: BTreeSet<String> = ours.map(|finding| gist(finding).into_owned()).collect();
        let said: Vec<String> = said.into_iter().collect();
        let mut line = self.line(unit, source, target);
        line.more.insert(Evidence::ACCEPTS.to_owned(), said.clone().into());
        (!said.is_empty()).then_some((line, said))
    }
}

/// One unit in one language that was decided on.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Decided {
    /// The language code.
    pub language: &'static str,
    /// The module.
    pub module: ModuleId,
    /// The unit.
    pub unit: UnitId,
    /// Its English.
    pub source: String,
    /// What the accepted findings say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accepts: Vec<String>,
}

/// A decision for one unit, ready to be written.
struct Ready {
    decided: Decided,
    context: Option<String>,
    line: Line,
}

/// What one pair offers.
#[derive(Default)]
struct Found {
    ready: Vec<Ready>,
    refused: Vec<Failure>,
    named: Vec<String>,
    on_record: usize,
}

/// Decides on the selected units of the given languages. With `is_dry` all is tried and nothing is written.
///
/// # Errors
/// When nothing was selected, a name is unknown, or the decision does not fit a unit that was named. Then nothing is
/// written.
pub fn decide(
    workspace: &Workspace,
    languages: &[&'static Language],
    selection: &Selection,
    decision: &Decision,
    is_dry: bool,
) -> Result<(Vec<Decided>, Vec<Failure>), Failure> {
    let histories = Histories::default();
    let (found, failures) = workspace.pairs(languages, |pair| find(workspace, pair, selection, decision, &histories));
    let mut failures: Vec<Failure> = workspace.failures.iter().cloned().chain(failures).collect();
    if let Some(refused) = found.iter().flat_map(|found| &found.refused).next() {
        return Err(refused.clone());
    }
    let is_unknown = |name: &&String| !found.iter().any(|found| found.named.contains(name));
    if let Some(name) = selection.units.iter().find(is_unknown) {
        return Err(no_unit(name, &failures));
    }
    let mut found: Vec<Found> = found;
    let ready: Vec<Ready> = found.iter_mut().flat_map(|found| std::mem::take(&mut found.ready)).collect();
    if ready.is_empty() && found.iter().all(|found| found.on_record == 0) {
        let nothing = "no unit of these languages and modules fits the selection";
        return Err(failures.into_iter().next().unwrap_or_else(|| Failure::new("nothing to decide on").hint(nothing)));
    }
    if is_dry {
        return Ok((ready.into_iter().map(|ready| ready.decided).collect(), failures));
    }
    let (written, more) = workspace.pairs(languages, |pair| {
        let ours: Vec<&Ready> = ready
            .iter()
            .filter(|ready| ready.decided.language == pair.language.code && ready.decided.module == pair.source.module)
            .collect();
        if !ours.is_empty() {
            write(workspace, pair, &ours, decision)?;
        }
        Ok(ours.into_iter().map(|ready| ready.decided.clone()).collect::<Vec<Decided>>())
    });
    failures.extend(more);
    failures.dedup();
    let mut decided = Vec::with_capacity(ready.len());
    for result in written {
        match result {
            Ok(ours) => decided.extend(ours),
            Err(failure) => failures.push(failure),
        }
    }
    Ok((decided, failures))
}

/// Says that a unit is unknown, and which file it may stand in that could not be read.
pub(super) fn no_unit(name: &str, unread: &[Failure]) -> Failure {
    let Some(first) = unread.first() else {
        return Failure::new(format!("there is no unit `{name}` in these languages and modules"))
            .hint("`concordia outdated` and `concordia extract` show the names");
    };
    let message = format!("{}, and there is no unit `{name}` in the other files", first.message);
    Failure { message, ..first.clone() }
}

fn find(
    workspace: &Workspace,
    pair: &Pair<'_>,
    selection: &Selection,
    decision: &Decision,
    histories: &Histories,
) -> Found {
    let mut found = Found::default();
    if let Err(refused) = pair.settled() {
        let is_bulk = selection.all || !selection.classes.is_empty();
        let is_meant = is_bulk || pair.source.document.units.iter().any(|unit| selection.names(&unit.id()));
        found.refused.extend(is_meant.then_some(refused));
        return found;
    }
    let Some(catalogue) = &pair.catalogue else { return found };
    let evidence = pair.evidence();
    let mut authors = Authors::new(workspace, pair, histories);
    for assessed in pair.assess().units {
        let Some(unit) = pair.source.document.units.get(assessed.unit) else { continue };
        let id = unit.id();
        let is_named = selection.names(&id);
        if is_named {
            found.named.extend(selection.units.iter().filter(|name| id.as_str().starts_with(name.as_str())).cloned());
        }
        let may_match = is_named || selection.all || !selection.classes.is_empty();
        let judged = assessed.lag.as_ref().filter(|_| assessed.state == State::Stale && may_match);
        let judged = judged.map(|lag| lag.judge(unit.into(), pair.changes));
        let class = judged.as_ref().map(|(change, _)| change.class);
        let is_bulk = selection.all || class.is_some_and(|class| selection.classes.contains(&class));
        if !is_named && !is_bulk {
            continue;
        }
        let entry = assessed.entry.and_then(|index| catalogue.entry(index));
        if !is_named && entry.as_ref().is_some_and(|entry| is_on_record(evidence, unit, entry, decision)) {
            found.on_record += 1;
            continue;
        }
        let needs_a_name = judged.is_some_and(|(_, action)| action == Action::Retranslate);
        let verdict = fits(&assessed, is_named || !needs_a_name, &decision.act).and_then(|()| {
            let entry = entry.ok_or_else(|| Failure::new("the unit is missing in the catalogue"))?;
            if decision.act == Act::Revise {
                authors.four_eyes(evidence, unit, &entry, decision)?;
            }
            Ok(entry)
        });
        match verdict {
            Ok(entry) => found.ready.extend(ready(pair, unit, &entry, decision)),
            Err(refusal) if is_named || refusal.hint.is_some() => {
                let place = format!("{} {}: {}", pair.language.code, id, refusal.message);
                found.refused.push(Failure { message: place, ..refusal }.in_file(&pair.catalogue_path));
            }
            Err(_) => {}
        }
    }
    found
}

/// Returns whether the same was decided already: revised by the same person, or approved by anybody.
fn is_on_record(evidence: &Evidence, unit: &Unit, entry: &Entry<'_>, decision: &Decision) -> bool {
    let forms = entry.forms();
    let target = Fingerprint::of(forms.iter().map(AsRef::as_ref));
    let source = unit.source_print();
    let Some(standing) = evidence.standing(&unit.id(), source, target) else { return false };
    match decision.act {
        Act::Revise => standing.reviser.as_deref().is_some_and(|reviser| is_same_person(reviser, &decision.by)),
        Act::Approve => standing.approver.is_some(),
        _ => false,
    }
}

/// Returns whether a decision makes sense for a unit in its state.
fn fits(assessed: &Assessed, may_attest: bool, act: &Act) -> Result<(), Failure> {
    let state = assessed.state;
    match act {
        Act::Attest => match state {
            State::Stale if !may_attest => Err(Failure::new("its meaning changed: attest it by name, one at a time")),
            State::Stale => Ok(()),
            _ if assessed.is_suspicious => Ok(()),
            _ => Err(Failure::new(format!("is {state}: there is nothing to attest"))),
        },
        Act::Revise | Act::Approve if assessed.is_suspicious => {
            Err(Failure::new("was declared fresh without a change although its English had changed")
                .hint("translate it again, or first `concordia attest` it, with a reason"))
        }
        Act::Revise | Act::Approve if state.is_fresh() => Ok(()),
        Act::Revise | Act::Approve => Err(Failure::new(format!("is {state}: only a fresh translation can be {act}d"))),
        _ if state == State::Missing => Err(Failure::new("is missing: there is no translation to decide on")),
        _ => Ok(()),
    }
}

/// Prepares a decision about a unit; none where a waiver finds nothing to accept.
fn ready(pair: &Pair<'_>, unit: &Unit, entry: &Entry<'_>, decision: &Decision) -> Option<Ready> {
    let forms = entry.forms();
    let target = Fingerprint::of(forms.iter().map(AsRef::as_ref));
    let source = unit.source_print();
    let is_here = |finding: &Finding| {
        finding.language.as_deref() == Some(pair.language.code) && finding.module.as_ref() == Some(&pair.source.module)
    };
    let (mut line, accepts) = match decision.act {
        Act::Waive => decision.waiver((unit.id(), source, target), is_here)?,
        _ => (decision.line(unit.id(), source, target), Vec::new()),
    };
    if decision.act == Act::Attest {
        let core = Fingerprint::of_core(forms.iter().map(AsRef::as_ref));
        line.more.insert(Evidence::CORE.into(), core.to_string().into());
    }
    let decided = Decided {
        language: pair.language.code,
        module: pair.source.module.clone(),
        unit: unit.id(),
        source: unit.source.clone(),
        accepts,
    };
    Some(Ready { decided, context: unit.context.clone(), line })
}

fn write(workspace: &Workspace, pair: &Pair<'_>, ready: &[&Ready], decision: &Decision) -> Result<(), Failure> {
    let root = &workspace.project.root;
    let mut lines = Vec::new();
    let mut catalogue = None;
    if decision.act == Act::Attest {
        let applied = pair.applied(&decision.today);
        lines.extend(applied.lines);
        catalogue =
            Some(freed(applied.bytes.into_owned(), ready).map_err(|failure| failure.in_file(&pair.catalogue_path))?);
    }
    lines.extend(ready.iter().map(|ready| ready.line.clone()));
    let ledger = pair.ledger.append(&lines).map_err(|torn| Failure::from(torn).in_file(&pair.ledger_path))?;
    // Both files are on the disk before either takes its place: an attestation without its catalogue would be half a one.
    let batch = store::Batch::default();
    if let Some(bytes) = catalogue.filter(|bytes| pair.catalogue.as_ref().is_none_or(|old| old.bytes() != bytes)) {
        batch.put(&store::confined(root, pair.catalogue_path.as_ref())?, &bytes)?;
    }
    batch.put(&store::confined(root, pair.ledger_path.as_ref())?, &ledger)?;
    batch.place().into_iter().next().map_or(Ok(()), |error| Err(error.into()))
}

/// Removes the stale marks of the attested entries.
fn freed(bytes: Vec<u8>, ready: &[&Ready]) -> Result<Vec<u8>, Failure> {
    let catalogue = Catalogue::parse(bytes)?;
    let is_attested = |entry: &Entry<'_>| {
        !entry.is_obsolete()
            && entry.is_fuzzy()
            && ready
                .iter()
                .any(|ready| entry.id_eq(&ready.decided.source) && entry.context_eq(ready.context.as_deref()))
    };
    let slot = |(index, entry): (usize, Entry<'_>)| {
        if !is_attested(&entry) {
            return Slot::Keep(index);
        }
        let mut message = entry.to_message();
        message.set_fuzzy(false);
        message.previous = None;
        Slot::Put(message)
    };
    let slots: Vec<Slot> = catalogue.entries().enumerate().map(slot).collect();
    Ok(catalogue.rebuild(&slots))
}
