//! Puts a reviewer's form into the project: corrections into the catalogue, decisions into the ledger. Every answer
//! comes back with what became of it.

use std::collections::HashMap;

use super::answer_fate::{AnswerFate, Fate, act_of, on_record};
use super::authors::may_revise_new;
use super::{Decision, Pair, Selection, Workspace, decide};
use crate::exchange::{Answer, Choice, ReviewForm};
use crate::language::Language;
use crate::ledger::{Act, Line};
use crate::model::{Failure, Fingerprint, State, Unit};
use crate::po::{Catalogue, Entry, Slot};
use crate::status::Assessed;
use crate::store;

/// Who answers, and how.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    /// The name or role that signs.
    pub by: &'a str,
    /// The Git identity where it differs.
    pub via: Option<&'a str>,
    /// The day.
    pub today: &'a str,
    /// Whether all is tried and nothing written.
    pub is_dry: bool,
}

/// What an answer does to its entry in the catalogue.
enum Put {
    /// Other forms, which are a translation.
    Forms(Vec<String>),
    /// The text stays and is a draft again, for this reason.
    Rejected(String),
}

/// Applies a form that is about `language`; the workspace must hold the one module of the form.
///
/// # Errors
/// When the catalogue or the ledger cannot be read or written.
pub fn apply_form(
    workspace: &Workspace,
    language: &'static Language,
    form: &ReviewForm,
    signed: Signed<'_>,
) -> Result<Vec<AnswerFate>, Failure> {
    let (mut results, mut failures) = workspace.pairs(&[language], |pair| correct(workspace, pair, form, signed));
    let settled = match (results.pop(), failures.pop()) {
        (Some(result), None) => result?,
        (_, Some(failure)) => return Err(failure),
        (None, None) => return Err(Failure::new("a form is about one module")),
    };
    let mut fates = Vec::with_capacity(form.answers.len());
    for (answer, settled) in form.answers.iter().zip(settled) {
        let fate = match (answer, settled) {
            (_, Some(fate)) => fate,
            (Ok(answer), None) => decided(workspace, language, answer, signed),
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

/// Writes corrections, rejections and remarks; an answer without a fate afterwards still has a decision to be written.
fn correct(
    workspace: &Workspace,
    pair: &Pair<'_>,
    form: &ReviewForm,
    signed: Signed<'_>,
) -> Result<Vec<Option<AnswerFate>>, Failure> {
    pair.settled()?;
    let synced = pair.applied(signed.today);
    let catalogue = Catalogue::parse(synced.bytes.into_owned())
        .map_err(|error| Failure::from(error).in_file(&pair.catalogue_path))?;
    let unit = |assessed: Assessed| {
        let unit = pair.source.document.units.get(assessed.unit)?;
        Some((unit.id().to_string(), (assessed, unit)))
    };
    let assessed: HashMap<String, (Assessed, &Unit)> = pair.assess().units.into_iter().filter_map(unit).collect();
    let mut names: HashMap<&str, usize> = HashMap::new();
    for answer in form.answers.iter().flatten() {
        *names.entry(answer.unit.as_str()).or_default() += 1;
    }
    let mut puts: HashMap<usize, Put> = HashMap::new();
    let mut lines = Vec::new();
    let mut fates = Vec::with_capacity(form.answers.len());
    for answer in &form.answers {
        let settled = match answer {
            Err(_) => Settled::default(),
            Ok(answer) if names.get(answer.unit.as_str()).is_some_and(|&count| count > 1) => {
                Settled::with(AnswerFate::of(answer, Fate::Conflicting, "the form answers twice for this unit"))
            }
            Ok(answer) => settle(workspace, pair, &catalogue, assessed.get(&answer.unit), answer, signed),
        };
        puts.extend(settled.put);
        lines.extend(settled.line);
        fates.push(settled.fate);
    }
    if !signed.is_dry {
        let synced = (!puts.is_empty()).then_some(synced.lines);
        let lines: Vec<Line> = synced.into_iter().flatten().chain(lines).collect();
        write(workspace, pair, &catalogue, puts, &lines)?;
    }
    Ok(fates)
}

/// What one answer comes to before decisions are written.
#[derive(Default)]
struct Settled {
    /// None where there is still a decision to be written.
    fate: Option<AnswerFate>,
    put: Option<(usize, Put)>,
    line: Option<Line>,
}

impl Settled {
    fn with(fate: AnswerFate) -> Self {
        Self { fate: Some(fate), ..Self::default() }
    }
}

/// Settles one answer. What an earlier run took is unchanged, whether it fits still or not.
fn settle(
    workspace: &Workspace,
    pair: &Pair<'_>,
    catalogue: &Catalogue,
    known: Option<&(Assessed, &Unit)>,
    answer: &Answer,
    signed: Signed<'_>,
) -> Settled {
    let judged = match known {
        None => Err(AnswerFate::of(answer, Fate::Unknown, "there is no such unit in the English of today")),
        Some((assessed, unit)) => judge(pair, catalogue, assessed, unit, answer, signed).map(|put| (put, *unit)),
    };
    let is_correction = matches!(&judged, Ok((Some((_, Put::Forms(_))), _)));
    if let Some(line) = on_record(pair.ledger.lines(), answer, signed.by).filter(|_| !is_correction) {
        return Settled::with(AnswerFate::of(answer, Fate::Unchanged, format!("it was taken on {}", line.at)));
    }
    match judged {
        Err(fate) => Settled::with(fate),
        Ok((put, unit)) => {
            let what = put.as_ref().map(|(_, put)| put);
            let fate = taken(workspace, pair, unit, answer, what, signed);
            let line = line(unit, answer, what, signed);
            Settled { fate, put, line }
        }
    }
}

/// Returns what becomes of an answer that fits; none when its decision is still to be written.
fn taken(
    workspace: &Workspace,
    pair: &Pair<'_>,
    unit: &Unit,
    answer: &Answer,
    put: Option<&Put>,
    signed: Signed<'_>,
) -> Option<AnswerFate> {
    let applied = |message: &str| Some(AnswerFate::of(answer, Fate::Applied, message));
    let is_decided = matches!(answer.choice, Choice::Revise | Choice::Approve);
    match put {
        Some(Put::Rejected(_)) if signed.is_dry => applied("would be rejected"),
        Some(Put::Rejected(_)) => applied("rejected: a draft until somebody translates it anew"),
        Some(Put::Forms(_)) if !is_decided && signed.is_dry => applied("the translation would be taken"),
        Some(Put::Forms(_)) if !is_decided => applied("the translation was taken"),
        Some(Put::Forms(forms)) if signed.is_dry => {
            let target = Fingerprint::of(forms.iter().map(String::as_str));
            let refused = match answer.choice {
                Choice::Revise => may_revise_new(workspace, pair, unit, target, signed.by).err(),
                _ => None,
            };
            match refused {
                Some(failure) => {
                    let why = format!("the correction would be taken, but: {}", failure.message);
                    Some(AnswerFate::of(answer, Fate::Refused, why))
                }
                None => applied(&format!("would be corrected and {}", past(&answer.choice))),
            }
        }
        None if answer.choice == Choice::None && signed.is_dry => applied("the remark would be kept"),
        None if answer.choice == Choice::None => applied("the remark is kept"),
        Some(Put::Forms(_)) | None => None,
    }
}

/// Returns the line that records a correction, a rejection or a remark. What a reviser corrects is revised; without that
/// decision the reviewer is its translator.
fn line(unit: &Unit, answer: &Answer, put: Option<&Put>, signed: Signed<'_>) -> Option<Line> {
    let act = act_of(answer).filter(|act| matches!(act, Act::Translate | Act::Reject | Act::Remark))?;
    let target = match put {
        Some(Put::Forms(forms)) => Some(Fingerprint::of(forms.iter().map(String::as_str))),
        Some(Put::Rejected(_)) | None => Fingerprint::parse(&answer.target),
    };
    let mut line = Line::new(act, unit.id(), unit.source_print(), target, signed.by, signed.today);
    line.reason = Some(answer.remark.clone()).filter(|remark| !remark.is_empty());
    Some(line)
}

/// What the comment begins with that tells a translator in an editor why a text is a draft again.
const REJECTED: &str = "# Rejected by ";

fn rejection(answer: &Answer, signed: Signed<'_>) -> String {
    let text = format!("{REJECTED}{}, {}: {}", signed.by, signed.today, answer.remark);
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Writes the ledger and, where an entry changes, the catalogue.
fn write(
    workspace: &Workspace,
    pair: &Pair<'_>,
    catalogue: &Catalogue,
    mut puts: HashMap<usize, Put>,
    lines: &[Line],
) -> Result<(), Failure> {
    let root = &workspace.project.root;
    let batch = store::Batch::default();
    if !lines.is_empty() {
        let ledger = pair.ledger.append(lines).map_err(|torn| Failure::from(torn).in_file(&pair.ledger_path))?;
        batch.put(&store::confined(root, pair.ledger_path.as_ref())?, &ledger)?;
    }
    let slot = |(index, entry): (usize, Entry<'_>)| {
        let Some(put) = puts.remove(&index) else { return Slot::Keep(index) };
        let mut message = entry.to_message();
        message.comments.retain(|line| !line.starts_with(REJECTED));
        message.previous = None;
        match put {
            Put::Forms(forms) => {
                message.forms = forms;
                message.set_fuzzy(false);
            }
            Put::Rejected(comment) => {
                let place = message.translator_comments().count();
                message.comments.insert(place.min(message.comments.len()), comment);
                message.set_fuzzy(true);
            }
        }
        Slot::Put(message)
    };
    let slots: Vec<Slot> = catalogue.entries().enumerate().map(slot).collect();
    if slots.iter().any(|slot| matches!(slot, Slot::Put(_))) {
        batch.put(&store::confined(root, pair.catalogue_path.as_ref())?, &catalogue.rebuild(&slots))?;
    }
    batch.place().into_iter().next().map_or(Ok(()), |error| Err(error.into()))
}

/// What an answer does to an entry, by its index. None when there is only a line to be written.
type Judged = Option<(usize, Put)>;

/// Compares what the reviewer saw with what stands.
fn judge(
    pair: &Pair<'_>,
    catalogue: &Catalogue,
    assessed: &Assessed,
    unit: &Unit,
    answer: &Answer,
    signed: Signed<'_>,
) -> Result<Judged, AnswerFate> {
    let old = assessed.entry.and_then(|index| pair.catalogue.as_ref()?.entry(index));
    let forms: Vec<String> =
        old.map_or_else(Vec::new, |entry| entry.forms().into_iter().map(std::borrow::Cow::into_owned).collect());
    let refused = |message: &str| Err(AnswerFate::of(answer, Fate::Refused, message));
    if answer.source != unit.source_print().to_string() {
        return Err(AnswerFate::of(answer, Fate::Stale, "the English changed after the form was made"));
    }
    let is_taken = |new: &Vec<String>| *new == forms && assessed.state.is_fresh();
    if answer.target != Fingerprint::of(forms.iter().map(String::as_str)).to_string() {
        return match (&answer.translation, answer.choice) {
            (Some(new), Choice::None | Choice::Accept) if is_taken(new) => {
                Err(AnswerFate::of(answer, Fate::Unchanged, "the catalogue says so already"))
            }
            (Some(new), Choice::Revise | Choice::Approve) if is_taken(new) => Ok(None),
            _ => Err(AnswerFate::of(answer, Fate::Conflicting, "the translation changed after the form was made")),
        };
    }
    let new = match (&answer.translation, answer.choice) {
        (Some(_), Choice::Attest) => return refused("a corrected translation cannot be attested as still correct"),
        (Some(_), Choice::Reject) => return refused("a text is either corrected or rejected"),
        (Some(new), _) if new.iter().any(|form| form.trim().is_empty()) => {
            return refused("a form of the translation is empty; to reject it, choose so and say why in the remark");
        }
        (Some(new), _) => Put::Forms(new.clone()),
        (None, Choice::Reject) => match assessed.state {
            State::Missing => return refused("is missing: there is nothing to reject"),
            State::Stale => return refused("is stale: it has to be translated anew in any case"),
            _ if !says_why(answer) => return refused("say in the remark why it is rejected"),
            _ => Put::Rejected(rejection(answer, signed)),
        },
        (None, Choice::Accept) if assessed.state == State::Draft => Put::Forms(forms),
        (None, Choice::Accept) => {
            return refused(&format!("is {}: only a draft can be accepted", assessed.state));
        }
        (None, Choice::None) if answer.remark.is_empty() => {
            return Err(AnswerFate::of(answer, Fate::Unchanged, "the answer says nothing"));
        }
        (None, Choice::None | Choice::Attest | Choice::Revise | Choice::Approve) => return Ok(None),
    };
    placed(catalogue, unit, answer, new)
}

/// Finds the entry that a change is about.
fn placed(catalogue: &Catalogue, unit: &Unit, answer: &Answer, put: Put) -> Result<Judged, AnswerFate> {
    let place = catalogue
        .entries()
        .enumerate()
        .find(|(_, entry)| {
            !entry.is_obsolete() && entry.id_eq(&unit.source) && entry.context_eq(unit.context.as_deref())
        })
        .map(|(index, entry)| (index, entry.form_count()));
    match (place, put) {
        (None, _) => Err(AnswerFate::of(answer, Fate::Unknown, "the catalogue has no entry for it")),
        (Some((_, count)), Put::Forms(new)) if count != new.len() => {
            let message = format!("it has {} forms where the catalogue has {count}", new.len());
            Err(AnswerFate::of(answer, Fate::Damaged, message))
        }
        (Some((index, _)), put) => Ok(Some((index, put))),
    }
}

/// Returns whether a remark says something.
fn says_why(answer: &Answer) -> bool {
    answer.remark.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

fn past(choice: &Choice) -> &'static str {
    match choice {
        Choice::Attest => "attested",
        Choice::Revise => "revised",
        Choice::Approve => "approved",
        Choice::Reject => "rejected",
        Choice::None | Choice::Accept => "taken",
    }
}

/// Writes a decision into the ledger.
fn decided(workspace: &Workspace, language: &'static Language, answer: &Answer, signed: Signed<'_>) -> AnswerFate {
    let act = match act_of(answer) {
        Some(act @ (Act::Attest | Act::Revise | Act::Approve)) => act,
        _ => return AnswerFate::of(answer, Fate::Unchanged, "nothing to decide"),
    };
    if act == Act::Attest && !says_why(answer) {
        return AnswerFate::of(answer, Fate::Refused, "say in the remark why it is still correct");
    }
    let decision = Decision {
        act,
        by: signed.by.to_owned(),
        via: signed.via.map(str::to_owned),
        is_from_form: true,
        today: signed.today.to_owned(),
        reason: Some(answer.remark.clone()).filter(|remark| !remark.is_empty()),
        rule: None,
        until: None,
        accepted: Vec::new(),
    };
    let selection = Selection { units: vec![answer.unit.clone()], is_exact: true, ..Selection::default() };
    let with = if answer.translation.is_some() { "corrected and " } else { "" };
    let would = if signed.is_dry { "would be " } else { "" };
    match decide(workspace, &[language], &selection, &decision, signed.is_dry) {
        Ok((units, _)) if !units.is_empty() => {
            AnswerFate::of(answer, Fate::Applied, format!("{would}{with}{}", past(&answer.choice)))
        }
        Ok((_, failures)) => {
            let why = failures.first().map_or("nothing to decide on".to_owned(), |failure| failure.message.clone());
            AnswerFate::of(answer, Fate::Refused, why)
        }
        Err(failure) => {
            let done = if answer.translation.is_some() { "the correction was taken, but: " } else { "" };
            AnswerFate::of(answer, Fate::Refused, format!("{done}{}", failure.message))
        }
    }
}
