//! The texts of a run: priced, sent, proved, and put together to units.

use std::collections::{HashMap, HashSet};

use super::run::Run;
use super::send::{Part, Sender, Sent};
use super::terms::Terms;
use super::verify;
use crate::check::{Content, Plan};
use crate::draft::{Budget, Damage, EngineSettings, Task, cost, plural_sample};
use crate::language::Category;
use crate::model::{Format, Unit, UnitId, UnitKind};
use crate::pipeline::Source;

/// One text: a unit, or one form of a plural unit.
pub(super) struct Slot {
    pub(super) module: usize,
    pub(super) wanted: usize,
    pub(super) category: usize,
    pub(super) task: Task,
    pub(super) context: String,
    pub(super) note: String,
    pub(super) result: Option<Result<String, Damage>>,
    pub(super) characters: u64,
    pub(super) model: Option<String>,
    /// Whether its answer was refused before, so that it is not bought again.
    pub(super) is_held: bool,
}

/// Returns the title of a module, which tells an engine what its units are about; empty where there is none.
fn title_of(source: &Source) -> String {
    let title = source.document.units.iter().find(|unit| unit.kind == UnitKind::Heading);
    title.map_or(String::new(), |unit| unit.source.clone())
}

/// Returns what the texts of one part of a module share: the title of a page, the heading of a group of messages.
fn shared_context(source: &Source, unit: &Unit) -> String {
    match source.format {
        Format::Fluent => unit.heading.join(" › "),
        Format::Markdown => title_of(source),
    }
}

/// Returns what is to be known about one text: the key of a message, and what its author tells translators, but for the
/// heading of its group, which is among what all of them share.
fn note_of(source: &Source, unit: &Unit) -> String {
    let mut lines: Vec<&str> = unit.own_notes().collect();
    if source.format == Format::Fluent {
        lines.extend(unit.context.as_deref());
    }
    lines.join("\n")
}

impl Slot {
    /// Returns all that the translation may depend on besides the text itself.
    pub(super) fn surroundings(&self) -> String {
        if self.note.is_empty() { self.context.clone() } else { format!("{}\n{}", self.context, self.note) }
    }
}

impl Run<'_> {
    /// Makes a text of every open unit, and one of every category of a plural unit.
    pub(super) fn slots(&self, open: &[(usize, usize)], terms: &Terms<'_>) -> Vec<Slot> {
        let language = self.work.language;
        let mut slots = Vec::new();
        for &(module, index) in open {
            let Some(one) = self.work.modules.get(module) else { continue };
            let Some(wanted) = one.wanted.get(index) else { continue };
            let Some(unit) = self.work.unit(module, wanted) else { continue };
            let content = Content::of_format(one.source.format);
            let (context, note) = (shared_context(one.source, unit), note_of(one.source, unit));
            let mut add = |source: &str, category: usize, count: Option<u32>| {
                let task = Task { source: source.to_owned(), content, keep: terms.kept(source), count };
                let (context, note) = (context.clone(), note.clone());
                slots.push(Slot {
                    module,
                    wanted: index,
                    category,
                    task,
                    context,
                    note,
                    result: None,
                    characters: 0,
                    model: None,
                    is_held: false,
                });
            };
            match &unit.plural {
                None => add(&unit.source, 0, None),
                Some(_) if one.forms.is_empty() => {}
                Some(plural) => {
                    for (at, &category) in language.plural.categories.iter().enumerate() {
                        let source = if category == Category::One { &unit.source } else { plural };
                        add(source, at, Some(plural_sample(language, category)));
                    }
                }
            }
        }
        slots
    }

    pub(super) fn price(&mut self, sender: &Sender<'_>, slots: &[Slot], settings: &EngineSettings) {
        let mut seen = HashSet::new();
        for slot in slots {
            let Some(prepared) = slot.task.prepare(sender.capabilities, 0) else { continue };
            let mut is_bought = false;
            for text in prepared.parts() {
                let key = sender.key(text, prepared.masking(), &slot.surroundings());
                let characters = text.chars().count() as u64;
                if sender.cache.get(&key).is_some() || !seen.insert(key) {
                    self.drafted.price.cached_characters += characters;
                } else {
                    is_bought = true;
                    self.drafted.price.texts += 1;
                    self.drafted.price.characters += characters;
                }
            }
            // Texts without marks are the same in every masking, and are not asked for again.
            if is_bought && prepared.has_marks() && sender.capabilities.maskings.len() > 1 {
                let again = slot.task.prepare(sender.capabilities, 1);
                self.drafted.price.most_characters += again.map_or(0, |again| again.characters());
            }
        }
        let price = &mut self.drafted.price;
        price.most_characters += price.characters;
        price.cost = cost(price.characters, settings.price_per_million);
        price.most_cost = cost(price.most_characters, settings.price_per_million);
    }

    /// Sends the texts that have no good answer yet, and proves the answers.
    pub(super) fn attempt(
        &mut self,
        sender: &Sender<'_>,
        slots: &mut [Slot],
        attempt: usize,
        budget: &mut Budget,
        plan: &Plan,
    ) -> Sent {
        let is_open = |slot: &Slot| match &slot.result {
            None => attempt == 0,
            Some(Err(damage)) => damage.may_come_from_masking(),
            Some(Ok(_)) => false,
        };
        let mut parts = Vec::new();
        let mut prepared = Vec::new();
        for (at, slot) in slots.iter_mut().enumerate().filter(|(_, slot)| is_open(slot)) {
            // Without any code another masking is the same text.
            let Some(one) = slot.task.prepare(sender.capabilities, attempt) else {
                if slot.result.is_none() {
                    slot.result = Some(Err(Damage::Check("it cannot be cut or masked for this engine".to_owned())));
                }
                continue;
            };
            if attempt > 0 && !one.has_marks() || slot.is_held && !sender.has(&one, &slot.surroundings()) {
                continue;
            }
            for text in one.parts() {
                let key = sender.key(text, one.masking(), &slot.surroundings());
                let (context, note) = (slot.context.clone(), slot.note.clone());
                parts.push(Part { key, text: text.clone(), masking: one.masking(), context, note });
            }
            prepared.push((at, one));
        }
        let sent = sender.send(&parts, budget);
        let language = self.work.language;
        for (at, one) in prepared {
            let Some(slot) = slots.get_mut(at) else { continue };
            let surroundings = slot.surroundings();
            let keys = one.parts().iter().map(|text| sender.key(text, one.masking(), &surroundings));
            let keys: Vec<String> = keys.collect();
            let answers: Option<Vec<_>> = keys.iter().map(|key| sender.cache.get(key)).collect();
            let Some(answers) = answers else {
                if let Some(error) = keys.iter().find_map(|key| sent.failed.get(key)) {
                    slot.result = Some(Err(Damage::Engine(error.to_string())));
                }
                continue;
            };
            slot.characters += one.characters();
            slot.model = answers.iter().find_map(|answer| answer.model.clone());
            let texts: Vec<String> = answers.into_iter().map(|answer| answer.text).collect();
            let accepted = one.accept(&texts).and_then(|text| {
                let module = self.work.modules.get(slot.module);
                let unit = module.and_then(|module| self.work.unit(slot.module, module.wanted.get(slot.wanted)?));
                if let (Some(module), Some(unit)) = (module, unit) {
                    let content = Content::of_format(module.source.format);
                    verify::checked(&slot.task.source, &text, unit, content, language, plan)?;
                }
                Ok(text)
            });
            slot.result = Some(accepted);
        }
        self.refuse_structure(slots);
        let price = &mut self.drafted.price;
        price.characters += sent.characters;
        price.doubtful_characters += sent.doubtful;
        price.refused_characters += sent.refused;
        price.texts += sent.texts;
        if let Some(billed) = sent.billed {
            let sum = price.billed.get_or_insert(0);
            *sum = sum.saturating_add(billed);
        }
        sent
    }

    /// Takes back the drafts with which a page could not be rendered.
    fn refuse_structure(&self, slots: &mut [Slot]) {
        for (module, one) in self.work.modules.iter().enumerate() {
            let drafts: HashMap<UnitId, Vec<String>> = self
                .complete(slots)
                .into_iter()
                .filter(|((of, _), _)| *of == module)
                .filter_map(|((_, index), forms)| Some((one.wanted.get(index)?.id.clone(), forms)))
                .collect();
            let refused = verify::structure(one, self.work.language, &drafts);
            for slot in slots.iter_mut().filter(|slot| slot.module == module) {
                let damage = one.wanted.get(slot.wanted).and_then(|wanted| refused.get(&wanted.id));
                if let Some(damage) = damage {
                    slot.result = Some(Err(damage.clone()));
                }
            }
        }
    }

    /// Returns the forms, in the order of the catalogue, of the units all of whose texts were accepted.
    pub(super) fn complete(&self, slots: &[Slot]) -> Vec<((usize, usize), Vec<String>)> {
        let mut units: Vec<((usize, usize), Vec<&Slot>)> = Vec::new();
        for slot in slots {
            match units.last_mut() {
                Some((place, of)) if *place == (slot.module, slot.wanted) => of.push(slot),
                _ => units.push(((slot.module, slot.wanted), vec![slot])),
            }
        }
        let forms = |(place, slots): ((usize, usize), Vec<&Slot>)| {
            let module = self.work.modules.get(place.0)?;
            let is_plural = self.work.unit(place.0, module.wanted.get(place.1)?)?.plural.is_some();
            let mut forms = vec![String::new(); slots.len()];
            for slot in &slots {
                let Some(Ok(text)) = &slot.result else { return None };
                let form = if is_plural { *module.forms.get(slot.category)? } else { 0 };
                forms.get_mut(form)?.clone_from(text);
            }
            Some((place, forms))
        };
        units.into_iter().filter_map(forms).collect()
    }
}
