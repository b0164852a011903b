//! Answers of engines that were kept out: on record in the ledger, and open as long as nothing stands in their place.
//!
//! Invariants: a refusal is bound to the English that was asked for and holds no target text; the last one of an engine
//! counts, and a later draft of the same English, by whichever engine, ends it.

use std::collections::{HashMap, HashSet};

use super::attempt::Slot;
use super::gather::{Wanted, Work};
use super::run::{EngineChoice, Run, in_millionths};
use super::send::Sender;
use crate::draft::Damage;
use crate::engine::Engine;
use crate::ledger::{Act, Line};
use crate::model::{Fingerprint, ModuleId, Severity, Unit, UnitId};

/// An answer that was kept out, about to be noted.
#[derive(Debug, Clone)]
pub(super) struct Refused {
    /// The place of its unit among the wanted ones of its module.
    pub(super) wanted: usize,
    /// The engine, as in `engine:deepl`.
    pub(super) engine: String,
    /// What the engine was set to; see [`settings_print`].
    pub(super) settings: Option<String>,
    pub(super) model: Option<String>,
    /// The characters sent for it.
    pub(super) characters: u64,
    pub(super) cost: Option<f64>,
    pub(super) damage: Damage,
}

impl Refused {
    /// Returns the line of the ledger.
    pub(super) fn line(&self, wanted: &Wanted, today: &str) -> Line {
        let by = format!("engine:{}", self.engine);
        let mut line = Line::new(Act::Refuse, wanted.id.clone(), wanted.source, None, &by, today);
        line.reason = Some(self.damage.to_string());
        line.more.insert("code".into(), self.damage.code().into());
        let texts = [("model", &self.model), ("settings", &self.settings)];
        line.more.extend(texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text.clone()?.into()))));
        if self.characters > 0 {
            line.more.insert("characters".into(), self.characters.into());
        }
        line.more.extend(self.cost.map(|cost| ("cost".to_owned(), cost.into())));
        line
    }
}

/// An answer that was kept out, of a unit that still has no draft.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Refusal {
    /// The engine, by its name in the configuration.
    pub engine: String,
    /// The language code.
    pub language: String,
    /// The module.
    pub module: ModuleId,
    /// The unit.
    pub unit: UnitId,
    /// Its English.
    pub source: String,
    /// The day, as `2026-11-27`; may be empty.
    pub at: String,
    /// What was wrong, in a word that stays the same: `lost`, `check`, `structure` and so on.
    pub code: String,
    /// The same in so many words.
    pub reason: String,
    /// The model that the engine said it used.
    pub model: Option<String>,
    /// The price of the answer, in the currency of the project; none without a rate.
    pub cost: Option<f64>,
}

impl Refusal {
    pub(super) fn of(line: &Line, language: &str, module: &ModuleId, unit: &Unit) -> Self {
        Self {
            engine: line.by.strip_prefix("engine:").unwrap_or(&line.by).to_owned(),
            language: language.to_owned(),
            module: module.clone(),
            unit: unit.id(),
            source: unit.source.clone(),
            at: line.at.clone(),
            code: line.text("code").unwrap_or_default().to_owned(),
            reason: line.reason.clone().unwrap_or_default(),
            model: line.text("model").map(str::to_owned),
            cost: line.more.get("cost").and_then(serde_json::Value::as_f64),
        }
    }
}

/// Names what makes an engine's answers differ, without giving it away; a refusal holds back what is asked in the same way.
pub(super) fn settings_print(engine: &dyn Engine) -> String {
    let print = Fingerprint::of([engine.name(), &engine.variant()]).to_string();
    print.get(..12).unwrap_or(&print).to_owned()
}

/// The refusals of one ledger by unit and English, the last one of each engine.
pub(super) struct Refusals<'a> {
    open: HashMap<(&'a UnitId, Fingerprint), Vec<&'a Line>>,
    /// What was drafted at all.
    drafted: HashSet<(&'a UnitId, Fingerprint)>,
}

impl<'a> Refusals<'a> {
    pub(super) fn of(lines: &'a [Line]) -> Self {
        let mut all = Self { open: HashMap::new(), drafted: HashSet::new() };
        for line in lines {
            let Some(source) = line.source else { continue };
            let about = (&line.unit, source);
            match line.act {
                Act::Refuse => {
                    let of_unit = all.open.entry(about).or_default();
                    of_unit.retain(|known| known.by != line.by);
                    of_unit.push(line);
                }
                Act::Draft => {
                    all.open.remove(&about);
                    all.drafted.insert(about);
                }
                _ => {}
            }
        }
        all
    }

    /// Returns the refusals of a unit without a draft, at most one of each engine. Beside a stale translation a draft stands
    /// in the ledger alone, so any ends them.
    pub(super) fn open<'s>(&'s self, unit: &'s UnitId, source: Fingerprint, is_stale: bool) -> &'s [&'s Line] {
        let is_over = is_stale && self.drafted.contains(&(unit, source));
        self.open.get(&(unit, source)).filter(|_| !is_over).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Returns whether a line says that this engine's answer was refused.
pub(super) fn is_by(line: &Line, engine: &str) -> bool {
    line.by.strip_prefix("engine:") == Some(engine)
}

/// Returns whether a refusal is on record.
pub(super) fn is_known(wanted: &Wanted, engine: &str, damage: &Damage) -> bool {
    let is_same = |line: &Line| line.text("code") == Some(damage.code()) && line.reason == Some(damage.to_string());
    wanted.refused.iter().any(|line| is_by(line, engine) && is_same(line))
}

impl<'a> Run<'a> {
    /// Leaves out the units whose draft was refused before and whose answer the cache does not hold, and counts what is left.
    pub(super) fn hold_back(&mut self, engine: &str, settings: &str, sender: &Sender<'_>, slots: &mut Vec<Slot>) {
        let mut held: HashSet<(usize, usize)> = HashSet::new();
        for slot in slots.iter_mut().filter(|_| !self.options.is_again) {
            let Some(wanted) = self.wanted(slot) else { continue };
            // What had no answer was not bought.
            let is_held = |line: &Line| {
                is_by(line, engine) && line.text("settings") == Some(settings) && line.text("code") != Some("no-answer")
            };
            slot.is_held = wanted.refused.iter().any(is_held);
            let prepared = slot.task.prepare(sender.capabilities, 0).filter(|_| slot.is_held);
            if prepared.is_some_and(|one| !sender.has(&one, &slot.surroundings())) {
                held.insert((slot.module, slot.wanted));
            }
        }
        let mut before: HashSet<(usize, usize)> = HashSet::new();
        let mut seen: HashSet<(usize, usize)> = HashSet::new();
        for slot in slots.iter() {
            let place = (slot.module, slot.wanted);
            let Some(wanted) = self.wanted(slot) else { continue };
            if wanted.refused.iter().any(|line| is_by(line, engine)) {
                before.insert(place);
            }
            if !held.contains(&place) && seen.insert(place) {
                self.drafted.price.units += 1;
                self.drafted.price.words += wanted.words;
            }
        }
        self.drafted.refused_before = before.len() as u64;
        self.drafted.held_back = held.len() as u64;
        slots.retain(|slot| !held.contains(&(slot.module, slot.wanted)));
    }

    /// Finds and keeps what was refused for the first time. What another masking may still mend is not refused yet.
    pub(super) fn note_refused(&mut self, choice: EngineChoice<'_>, settings: &str, slots: &[Slot]) {
        let is_over = self.drafted.stopped.is_none();
        for unit in slots.chunk_by(|a, b| (a.module, a.wanted) == (b.module, b.wanted)) {
            let Some(first) = unit.first() else { continue };
            let damages = unit.iter().filter_map(|slot| slot.result.as_ref()?.as_ref().err());
            let damages: Vec<&Damage> = damages.filter(|one| is_over || !one.may_come_from_masking()).collect();
            let Some(wanted) = self.wanted(first) else { continue };
            let is_before = wanted.refused.iter().any(|line| is_by(line, choice.name));
            let is_drafted = unit.iter().all(|slot| matches!(slot.result, Some(Ok(_))));
            let mended = u64::from(is_before && is_drafted);
            self.drafted.refused_before = self.drafted.refused_before.saturating_sub(mended);
            let Some(&damage) = damages.first().filter(|damage| !is_known(wanted, choice.name, damage)) else {
                continue;
            };
            let characters = unit.iter().map(|slot| slot.characters).sum();
            let refused = Refused {
                wanted: first.wanted,
                engine: choice.name.to_owned(),
                settings: Some(settings.to_owned()),
                model: unit.iter().find_map(|slot| slot.model.clone()),
                characters,
                cost: in_millionths(characters, choice.settings.price_per_million),
                damage: damage.clone(),
            };
            self.refused.push((first.module, refused));
            for damage in damages {
                let message = format!("the draft of {} was refused: {damage}", choice.name);
                self.find("draft", Severity::Warning, first.module, first.wanted, message);
            }
        }
    }

    fn wanted(&self, slot: &Slot) -> Option<&'a Wanted> {
        let work: &'a Work<'a> = self.work;
        work.modules.get(slot.module)?.wanted.get(slot.wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(act: Act, by: &str) -> Line {
        let mut line = Line::new(act, UnitId::of(None, "One."), Fingerprint::of(["One."]), None, by, "2026-11-27");
        line.reason = Some(by.to_owned());
        line
    }

    fn open(lines: &[Line], is_stale: bool) -> Vec<String> {
        let unit = UnitId::of(None, "One.");
        let refusals = Refusals::of(lines);
        refusals.open(&unit, Fingerprint::of(["One."]), is_stale).iter().map(|line| line.by.clone()).collect()
    }

    #[test]
    fn a_refusal_is_open_until_a_draft_comes_and_the_last_of_an_engine_counts() {
        let (a, b) = (line(Act::Refuse, "engine:a"), line(Act::Refuse, "engine:b"));
        let draft = line(Act::Draft, "engine:b");
        assert_eq!(open(&[a.clone(), b.clone(), a.clone()], false), ["engine:b", "engine:a"]);
        assert_eq!(open(&[a.clone(), draft.clone()], false), Vec::<String>::new());
        assert_eq!(open(&[draft.clone(), a.clone()], false), ["engine:a"]);
        assert_eq!(open(&[draft, a.clone()], true), Vec::<String>::new());
        let other = Line { source: Some(Fingerprint::of(["Two."])), ..a };
        assert_eq!(open(&[other, b], false), ["engine:b"]);
    }
}
