//! Safe fixes: typography put right in catalogues, and nothing that somebody has signed.
//!
//! Invariant: an entry changes only by the edits that the rules offer, and a revised or approved one only when asked.

use super::{Pair, Workspace};
use crate::check::{self, Content, Context, Plan, Text};
use crate::language::Language;
use crate::model::{Failure, ModuleId, State, UnitId};
use crate::po::Slot;
use crate::store;

/// One text that was, or would be, put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The language.
    pub language: &'static Language,
    /// The module.
    pub module: ModuleId,
    /// The unit.
    pub unit: UnitId,
    /// The catalogue, relative to the project.
    pub path: String,
    /// The 1-based line of the entry before the fix.
    pub line: usize,
    /// The form.
    pub form: usize,
    /// The text before.
    pub old: String,
    /// The text after.
    pub new: String,
    /// Whether it was left alone because somebody revised or approved it.
    pub is_signed: bool,
}

/// Puts right what the rules can put right, in the modules that `wanted` accepts, and returns it, signed texts included.
/// Revised and approved texts are written only with `signed`; nothing is written in a dry run. The caller holds the
/// project's lock.
pub fn fix(
    workspace: &Workspace,
    languages: &[&'static Language],
    wanted: &(dyn Fn(&ModuleId) -> bool + Sync),
    signed: bool,
    is_dry: bool,
) -> (Vec<Fix>, Vec<Failure>) {
    let (done, mut failures) = workspace.pairs(languages, |pair| {
        if wanted(&pair.source.module) { fix_pair(workspace, pair, signed, is_dry) } else { (Vec::new(), None) }
    });
    let mut fixes = Vec::new();
    for (found, failure) in done {
        fixes.extend(found);
        failures.extend(failure);
    }
    (fixes, failures)
}

fn fix_pair(workspace: &Workspace, pair: &Pair<'_>, signed: bool, is_dry: bool) -> (Vec<Fix>, Option<Failure>) {
    let Some(catalogue) = &pair.catalogue else { return (Vec::new(), None) };
    // A catalogue that still lies under the module's former name is moved by `sync` first.
    if pair.is_astray() {
        return (Vec::new(), None);
    }
    let plan = Plan::new(&workspace.project.config.check, pair.language);
    let content = Content::of_format(pair.source.format);
    let mut slots: Vec<Slot> = (0..catalogue.len()).map(Slot::Keep).collect();
    let mut fixes = Vec::new();
    for assessed in pair.assess().units {
        let is_signed = match assessed.state {
            State::Draft | State::Translated => false,
            State::Revised | State::Approved => true,
            State::Missing | State::Stale => continue,
        };
        let (Some(index), Some(unit)) = (assessed.entry, pair.source.document.units.get(assessed.unit)) else {
            continue;
        };
        let Some(entry) = catalogue.entry(index) else { continue };
        let old: Vec<String> = entry.forms().into_iter().map(|form| form.into_owned()).collect();
        let source = Text::new(&unit.source, content);
        let plural = unit.plural.as_deref().map(|plural| Text::new(plural, content));
        let forms: Vec<Text<'_>> = old.iter().map(|form| Text::new(form, content)).collect();
        let mut context = Context::new(&source, &forms, pair.language, content);
        context.plural = plural.as_ref();
        context.kind = Some(unit.kind);
        let Some(new) = check::fixed_forms(&context, &plan, &|_| true) else { continue };
        for (form, (old, new)) in old.iter().zip(&new).enumerate().filter(|(_, (old, new))| old != new) {
            fixes.push(Fix {
                language: pair.language,
                module: pair.source.module.clone(),
                unit: unit.id(),
                path: pair.catalogue_path.clone(),
                line: entry.line(),
                form,
                old: old.clone(),
                new: new.clone(),
                is_signed: is_signed && !signed,
            });
        }
        if (!is_signed || signed)
            && let Some(slot) = slots.get_mut(index)
        {
            let mut message = entry.to_message();
            message.forms = new;
            *slot = Slot::Put(message);
        }
    }
    let is_changed = slots.iter().any(|slot| matches!(slot, Slot::Put(_)));
    if !is_changed || is_dry {
        return (fixes, None);
    }
    let written = store::confined(&workspace.project.root, pair.catalogue_path.as_ref())
        .and_then(|path| store::write_atomic(&path, &catalogue.rebuild(&slots)));
    (fixes, written.err().map(|error| Failure::from(error).in_file(&pair.catalogue_path)))
}
