//! Puts a reviewer's form into the project: corrections into the catalogue, decisions into the ledger. Every answer
//! comes back with what became of it.

use std::collections::HashMap;

use super::{Decision, Pair, Selection, Workspace, decide};
use crate::exchange::{Answer, Choice, ReviewForm};
use crate::language::Language;
use crate::ledger::{Act, Line};
use crate::model::{Failure, Fingerprint, State, Unit};
use crate::po::{Catalogue, Slot};
use crate::status::Assessed;
use crate::store;
use crate::sync::apply;

/// What became of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is in the catalogue or the ledger.
    Applied,
    /// There was nothing to do: the catalogue said so already, or the answer holds a remark only.
    Unchanged,
    /// The English changed after the form was made.
    Stale,
    /// The translation changed after the form was made, or the form answers twice.
    Conflicting,
    /// The decision does not fit the unit, or the reviser is the translator.
    Refused,
    /// The answer cannot be read.
    Damaged,
    /// There is no such unit.
    Unknown,
}

impl Fate {
    /// Returns the word used everywhere.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Unchanged => "unchanged",
            Self::Stale => "stale",
            Self::Conflicting => "conflicting",
            Self::Refused => "refused",
            Self::Damaged => "damaged",
            Self::Unknown => "unknown",
        }
    }

    /// Returns whether the reviewer's answer is in the project, or needed nothing.
    #[must_use]
    pub fn is_fine(self) -> bool {
        matches!(self, Self::Applied | Self::Unchanged)
    }
}

/// One answer with what became of it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct AnswerFate {
    /// The unit, or the number of the answer.
    pub unit: String,
    /// What became of it.
    pub fate: Fate,
    /// Why, or what was done.
    pub message: String,
    /// The corrected forms that were not taken, so that they can be copied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub translation: Vec<String>,
    /// The reviewer's remark.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

/// What the corrections of a form came to.
#[derive(Default)]
struct Corrected {
    fates: Vec<Option<AnswerFate>>,
}

/// Applies a form that is about `language`; the workspace must hold the one module of the form. `by` signs, `via` is the
/// Git identity where it differs. With `is_dry` nothing is written, and decisions are not tried.
///
/// # Errors
/// When the catalogue or the ledger cannot be read or written.
pub fn apply_form(
    workspace: &Workspace,
    language: &'static Language,
    form: &ReviewForm,
    by: &str,
    via: Option<&str>,
    today: &str,
    is_dry: bool,
) -> Result<Vec<AnswerFate>, Failure> {
    let (mut results, mut failures) =
        workspace.pairs(&[language], |pair| correct(workspace, pair, form, by, today, is_dry));
    let corrected = match (results.pop(), failures.pop()) {
        (Some(result), None) => result?,
        (_, Some(failure)) => return Err(failure),
        (None, None) => return Err(Failure::new("a form is about one module")),
    };
    let mut fates = Vec::with_capacity(form.answers.len());
    for (answer, settled) in form.answers.iter().zip(corrected.fates) {
        let fate = match (answer, settled) {
            (_, Some(fate)) => fate,
            (Ok(answer), None) => decided(workspace, language, answer, by, via, today, is_dry),
            (Err(damaged), None) => AnswerFate {
                unit: damaged.unit.clone(),
                fate: Fate::Damaged,
                message: damaged.message.clone(),
                translation: Vec::new(),
                remark: String::new(),
            },
        };
        fates.push(fate);
    }
    Ok(fates)
}

fn fate_of(answer: &Answer, fate: Fate, message: impl Into<String>) -> AnswerFate {
    let translation = if fate.is_fine() { Vec::new() } else { answer.translation.clone().unwrap_or_default() };
    AnswerFate { unit: answer.unit.clone(), fate, message: message.into(), translation, remark: answer.remark.clone() }
}

/// Writes the corrections; an answer without a fate afterwards still has a decision to be written.
fn correct(
    workspace: &Workspace,
    pair: &Pair<'_>,
    form: &ReviewForm,
    by: &str,
    today: &str,
    is_dry: bool,
) -> Result<Corrected, Failure> {
    pair.settled()?;
    let synced = apply(pair.english, pair.catalogue.as_ref(), pair.language, pair.changes, today);
    let catalogue =
        Catalogue::parse(synced.bytes.clone()).map_err(|error| Failure::from(error).in_file(&pair.catalogue_path))?;
    let assessed: HashMap<String, (Assessed, &Unit)> = pair
        .assess()
        .units
        .into_iter()
        .filter_map(|assessed| {
            let unit = pair.source.document.units.get(assessed.unit)?;
            Some((unit.id().to_string(), (assessed, unit)))
        })
        .collect();
    let mut names: HashMap<&str, usize> = HashMap::new();
    for answer in form.answers.iter().flatten() {
        *names.entry(answer.unit.as_str()).or_default() += 1;
    }
    let mut puts: HashMap<usize, Vec<String>> = HashMap::new();
    let mut lines = Vec::new();
    let mut corrected = Corrected::default();
    for answer in &form.answers {
        let Ok(answer) = answer else {
            corrected.fates.push(None);
            continue;
        };
        let judged = match assessed.get(&answer.unit) {
            _ if names.get(answer.unit.as_str()).is_some_and(|&count| count > 1) => {
                Err(fate_of(answer, Fate::Conflicting, "the form answers twice for this unit"))
            }
            None => Err(fate_of(answer, Fate::Unknown, "there is no such unit in the English of today")),
            Some((assessed, unit)) => judge(pair, &catalogue, assessed, unit, answer),
        };
        let judged = judged.map(|correction| {
            let (index, forms, unit) = correction?;
            let is_decided = matches!(answer.choice, Choice::Revise | Choice::Approve);
            let target = Fingerprint::of(forms.iter().map(String::as_str));
            // What a reviser corrects is revised; without that decision the reviewer is its translator.
            if !is_decided {
                let mut line = Line::new(Act::Translate, unit.id(), unit.source_print(), Some(target), by, today);
                line.reason = Some(answer.remark.clone()).filter(|remark| !remark.is_empty());
                lines.push(line);
            }
            puts.insert(index, forms);
            (!is_decided).then(|| fate_of(answer, Fate::Applied, "the translation was taken"))
        });
        corrected.fates.push(judged.unwrap_or_else(Some));
    }
    if puts.is_empty() || is_dry {
        return Ok(corrected);
    }
    let slot = |(index, entry): (usize, crate::po::Entry<'_>)| match puts.remove(&index) {
        None => Slot::Keep(index),
        Some(forms) => {
            let mut message = entry.to_message();
            message.forms = forms;
            message.set_fuzzy(false);
            message.previous = None;
            Slot::Put(message)
        }
    };
    let slots: Vec<Slot> = catalogue.entries().enumerate().map(slot).collect();
    let root = &workspace.project.root;
    let mut remembered = synced.lines;
    remembered.extend(lines);
    if !remembered.is_empty() {
        let ledger = pair.ledger.append(&remembered);
        let ledger = ledger.map_err(|torn| Failure::from(torn).in_file(&pair.ledger_path))?;
        store::write_atomic(&store::confined(root, pair.ledger_path.as_ref())?, &ledger)?;
    }
    store::write_atomic(&store::confined(root, pair.catalogue_path.as_ref())?, &catalogue.rebuild(&slots))?;
    Ok(corrected)
}

/// A correction: the index of its entry, its forms, its unit. None when there is only a decision to be written.
type Correction<'a> = Option<(usize, Vec<String>, &'a Unit)>;

/// Compares what the reviewer saw with what stands.
fn judge<'a>(
    pair: &Pair<'_>,
    catalogue: &Catalogue,
    assessed: &Assessed,
    unit: &'a Unit,
    answer: &Answer,
) -> Result<Correction<'a>, AnswerFate> {
    let old = assessed.entry.and_then(|index| pair.catalogue.as_ref()?.entry(index));
    let forms: Vec<String> =
        old.map_or_else(Vec::new, |entry| entry.forms().into_iter().map(std::borrow::Cow::into_owned).collect());
    if answer.source != unit.source_print().to_string() {
        return Err(fate_of(answer, Fate::Stale, "the English changed after the form was made"));
    }
    let is_taken = |new: &Vec<String>| *new == forms && assessed.state.is_fresh();
    if answer.target != Fingerprint::of(forms.iter().map(String::as_str)).to_string() {
        return Err(match &answer.translation {
            Some(new) if is_taken(new) && matches!(answer.choice, Choice::None | Choice::Accept) => {
                fate_of(answer, Fate::Unchanged, "the catalogue says so already")
            }
            _ => fate_of(answer, Fate::Conflicting, "the translation changed after the form was made"),
        });
    }
    let new = match (&answer.translation, answer.choice) {
        (Some(_), Choice::Attest) => {
            return Err(fate_of(answer, Fate::Refused, "a corrected translation cannot be attested as still correct"));
        }
        (Some(new), _) => new.clone(),
        (None, Choice::Accept) if assessed.state == State::Draft => forms,
        (None, Choice::Accept) => {
            return Err(fate_of(answer, Fate::Refused, format!("is {}: only a draft can be accepted", assessed.state)));
        }
        (None, Choice::None) => return Err(fate_of(answer, Fate::Unchanged, "a remark without a decision")),
        (None, Choice::Attest | Choice::Revise | Choice::Approve) => return Ok(None),
    };
    let place = catalogue
        .entries()
        .enumerate()
        .find(|(_, entry)| {
            !entry.is_obsolete() && entry.id_eq(&unit.source) && entry.context_eq(unit.context.as_deref())
        })
        .map(|(index, entry)| (index, entry.form_count()));
    match place {
        None => Err(fate_of(answer, Fate::Unknown, "the catalogue has no entry for it")),
        Some((_, count)) if count != new.len() => {
            let message = format!("it has {} forms where the catalogue has {count}", new.len());
            Err(fate_of(answer, Fate::Damaged, message))
        }
        Some(_) if new.iter().any(|form| form.trim().is_empty()) => {
            Err(fate_of(answer, Fate::Refused, "a form of the translation is empty"))
        }
        Some((index, _)) => Ok(Some((index, new, unit))),
    }
}

/// Writes a decision into the ledger.
fn decided(
    workspace: &Workspace,
    language: &'static Language,
    answer: &Answer,
    by: &str,
    via: Option<&str>,
    today: &str,
    is_dry: bool,
) -> AnswerFate {
    let (act, past) = match answer.choice {
        Choice::Attest => (Act::Attest, "attested"),
        Choice::Revise => (Act::Revise, "revised"),
        Choice::Approve => (Act::Approve, "approved"),
        Choice::None | Choice::Accept => return fate_of(answer, Fate::Unchanged, "nothing to decide"),
    };
    if act == Act::Attest && answer.remark.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return fate_of(answer, Fate::Refused, "say in the remark why it is still correct");
    }
    if is_dry {
        return fate_of(answer, Fate::Applied, format!("would be {past}"));
    }
    let decision = Decision {
        act,
        by: by.to_owned(),
        via: via.map(str::to_owned),
        today: today.to_owned(),
        reason: Some(answer.remark.clone()).filter(|remark| !remark.is_empty()),
        rule: None,
        until: None,
    };
    let selection = Selection { units: vec![answer.unit.clone()], is_exact: true, ..Selection::default() };
    let with = if answer.translation.is_some() { "corrected and " } else { "" };
    match decide(workspace, &[language], &selection, &decision) {
        Ok((units, failures)) if !units.is_empty() && failures.is_empty() => {
            fate_of(answer, Fate::Applied, format!("{with}{past}"))
        }
        Ok((_, failures)) => {
            let why = failures.first().map_or("nothing to decide on".to_owned(), |failure| failure.message.clone());
            fate_of(answer, Fate::Refused, why)
        }
        Err(failure) => {
            let done = if answer.translation.is_some() { "the correction was taken, but: " } else { "" };
            fate_of(answer, Fate::Refused, format!("{done}{}", failure.message))
        }
    }
}
