//! From translations to a localised Fluent file.
//!
//! Only the bytes of values change, except that what only the target has is added. A pattern of which nothing is
//! translated keeps its bytes.

use super::extras::{ExtraKey, fits};
use super::skeleton::{Choice, EntrySlot, Form, Skeleton, Slot};
use super::token::{Allowed, Token, tokenise, trusted};
use super::write::{Place, Variant, raw, select, value};
use super::{verify, whole};
use crate::language::Category;
use crate::model::{Unit, UnitId};
use crate::source::{Document, Extra, Refusal, Rendered, Target, Translation};

/// Renders a Fluent module.
pub(super) fn render<'t>(
    document: &Document,
    skeleton: &Skeleton,
    text: &str,
    target: &Target<'_>,
    translate: &dyn Fn(&Unit) -> Option<Translation<'t>>,
) -> Rendered {
    let mut renderer =
        Renderer { document, skeleton, text, target, translate, extras: Vec::new(), refusals: Vec::new() };
    renderer.take_extras();
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    out.push_str(text.get(..skeleton.top).unwrap_or(""));
    renderer.notice(&mut out);
    let mut at = skeleton.top;
    for entry in &skeleton.entries {
        for slot in skeleton.slots.get(entry.slots.clone()).unwrap_or(&[]) {
            if let Some(written) = renderer.slot(entry, slot) {
                out.push_str(text.get(at..slot.body.start).unwrap_or(""));
                out.extend(std::iter::repeat_n(' ', slot.missing_indent));
                out.push_str(&written);
                at = slot.body.end;
            }
        }
        let added = renderer.attributes(entry);
        if !added.is_empty() {
            out.push_str(text.get(at..entry.end).unwrap_or(""));
            out.push_str(&added);
            at = at.max(entry.end);
        }
    }
    out.push_str(text.get(at..).unwrap_or(""));
    Rendered { text: out, refusals: renderer.refusals }
}

struct Renderer<'r, 't> {
    document: &'r Document,
    skeleton: &'r Skeleton,
    text: &'r str,
    target: &'r Target<'r>,
    translate: &'r dyn Fn(&Unit) -> Option<Translation<'t>>,
    /// What only the target has and has a place.
    extras: Vec<(ExtraKey<'r>, &'r Extra)>,
    refusals: Vec<Refusal>,
}

impl<'r> Renderer<'r, '_> {
    /// Sorts out the extras that have a place in this file.
    fn take_extras(&mut self) {
        for extra in self.target.extras {
            match ExtraKey::parse(&extra.context).filter(|key| fits(self.skeleton, key)) {
                Some(key) => self.extras.push((key, extra)),
                None => self.refuse(UnitId::keyed(extra.context.as_str()), "it has no place in this file"),
            }
        }
    }

    fn notice(&self, out: &mut String) {
        if let Some(notice) = self.target.notice {
            for line in notice.lines() {
                out.push_str("### ");
                out.push_str(line);
                out.push_str(self.skeleton.newline);
            }
            out.push_str(self.skeleton.newline);
        }
    }

    fn refuse(&mut self, unit: UnitId, reason: impl Into<String>) {
        self.refusals.push(Refusal { unit, reason: reason.into() });
    }

    /// Returns the new bytes of a pattern; none when it stays English.
    fn slot(&mut self, entry: &EntrySlot, slot: &Slot) -> Option<String> {
        let allowed = Allowed { signatures: &slot.allowed, any_variable: false };
        match &slot.form {
            Form::Plain(unit) => self.plain(entry, slot, *unit, allowed),
            Form::Select { selector, choices } => self.select(slot, selector, choices, allowed),
            Form::Whole(unit, _) => self.whole(slot, *unit),
        }
    }

    fn plain(&mut self, entry: &EntrySlot, slot: &Slot, index: usize, allowed: Allowed<'_>) -> Option<String> {
        let own = self.single(index, allowed);
        let extras = self.selected_extras(&slot.key);
        if let Some((selector, variants)) = self.extra_variants(entry, slot, &extras) {
            let base = own.clone().or_else(|| Some(trusted(&self.document.units.get(index)?.source)))?;
            if let Some(written) = self.checked_select(slot, selector, variants, base) {
                return Some(written);
            }
            self.refuse(UnitId::keyed(slot.key.as_str()), "its further variants cannot be written");
        }
        self.checked_value(slot, index, &own?)
    }

    /// Returns the tokens of a unit with one form.
    fn single(&mut self, index: usize, allowed: Allowed<'_>) -> Option<Vec<Token>> {
        let forms = self.forms(index, 1)?;
        self.tokens(index, forms.first()?, allowed)
    }

    /// Returns the forms of a unit, if it is translated and has as many as it must.
    fn forms(&mut self, index: usize, count: usize) -> Option<Vec<String>> {
        let unit = self.document.units.get(index)?;
        let forms = (self.translate)(unit)?.into_forms();
        if forms.len() != count {
            let reason = format!("it has {} forms, {} needs {count}", forms.len(), self.target.language.english);
            self.refuse(unit.id(), reason);
            return None;
        }
        (!forms.iter().any(String::is_empty)).then_some(forms)
    }

    fn tokens(&mut self, index: usize, form: &str, allowed: Allowed<'_>) -> Option<Vec<Token>> {
        match tokenise(form, allowed) {
            Ok(tokens) => Some(tokens),
            Err(reason) => {
                let id = self.document.units.get(index)?.id();
                self.refuse(id, reason);
                None
            }
        }
    }

    fn select(&mut self, slot: &Slot, selector: &str, choices: &[Choice], allowed: Allowed<'_>) -> Option<String> {
        let mut variants = Vec::new();
        let mut is_translated = false;
        for choice in choices {
            let (own, found) = match choice {
                Choice::Number(key, unit) | Choice::Named { key, unit, is_default: false } => {
                    self.variant(key, *unit, false, allowed)
                }
                Choice::Named { key, unit, is_default: true } => self.variant(key, *unit, true, allowed),
                Choice::Plural(unit) => self.plural(*unit, allowed),
            };
            is_translated |= found;
            variants.extend(own);
        }
        let extras: Vec<(ExtraKey<'r>, &'r Extra)> = self.selected_extras(&slot.key);
        for (key, extra) in extras {
            let (Some((None, name)), Ok(tokens)) = (key.variant, tokenise(&extra.text, allowed)) else {
                self.refuse(UnitId::keyed(extra.context.as_str()), "its placeables are not in the English text");
                continue;
            };
            is_translated = true;
            variants.insert(0, Variant { key: name.to_owned(), is_default: false, value: tokens });
        }
        if !is_translated {
            return None;
        }
        let written = select(selector, &variants, self.place(slot));
        if verify::holds_variants(&self.lead(slot), &written, &variants) {
            return Some(written);
        }
        self.refuse(UnitId::keyed(slot.key.as_str()), "it would change the structure of the message");
        None
    }

    /// Returns one named variant, in English if need be, and whether it is translated.
    fn variant(&mut self, key: &str, unit: usize, is_default: bool, allowed: Allowed<'_>) -> (Vec<Variant>, bool) {
        let own = self.single(unit, allowed);
        let is_translated = own.is_some();
        let english = || self.document.units.get(unit).map(|unit| trusted(&unit.source)).unwrap_or_default();
        let value = own.unwrap_or_else(english);
        (vec![Variant { key: key.to_owned(), is_default, value }], is_translated)
    }

    /// Returns one variant per plural category, and whether they are translated.
    ///
    /// The default must be `other`. Where no integer reaches that category (Polish), it shows what fractions are
    /// closest to: the last form, which is that of large numbers.
    fn plural(&mut self, index: usize, allowed: Allowed<'_>) -> (Vec<Variant>, bool) {
        let Some(unit) = self.document.units.get(index) else { return (Vec::new(), false) };
        let categories = self.target.language.plural.categories;
        let forms = self
            .forms(index, categories.len())
            .and_then(|forms| forms.iter().map(|form| self.tokens(index, form, allowed)).collect::<Option<Vec<_>>>());
        let is_translated = forms.is_some();
        let pairs: Vec<(Category, Vec<Token>)> = match forms {
            Some(forms) => categories.iter().copied().zip(forms).collect(),
            None => {
                let plural = unit.plural.as_deref().unwrap_or(&unit.source);
                vec![(Category::One, trusted(&unit.source)), (Category::Other, trusted(plural))]
            }
        };
        let default = pairs.iter().find(|(category, _)| *category == Category::Other).or(pairs.last());
        let default = default.map(|(_, tokens)| tokens.clone()).unwrap_or_default();
        let mut variants: Vec<Variant> = pairs
            .into_iter()
            .filter(|(category, _)| *category != Category::Other)
            .map(|(category, value)| Variant { key: category.keyword().to_owned(), is_default: false, value })
            .collect();
        variants.push(Variant { key: Category::Other.keyword().to_owned(), is_default: true, value: default });
        (variants, is_translated)
    }

    /// Returns a unit in Fluent's own notation, if its structure is that of the English.
    fn whole(&mut self, slot: &Slot, index: usize) -> Option<String> {
        let forms = self.forms(index, 1)?;
        let written = raw(forms.first()?.trim(), self.place(slot));
        match whole::check(slot, &self.lead(slot), &written) {
            Ok(()) => Some(written),
            Err(reason) => {
                self.refuse(self.document.units.get(index)?.id(), reason);
                None
            }
        }
    }

    /// Returns the extras that are variants of a key.
    fn selected_extras(&self, base: &str) -> Vec<(ExtraKey<'r>, &'r Extra)> {
        self.extras.iter().filter(|(key, _)| key.base == base && key.variant.is_some()).copied().collect()
    }

    /// Returns the variants that a plain pattern gets, all of the first one's selector.
    fn extra_variants(
        &mut self,
        entry: &EntrySlot,
        slot: &Slot,
        extras: &[(ExtraKey<'r>, &'r Extra)],
    ) -> Option<(&'r str, Vec<Variant>)> {
        let selector = extras.first().and_then(|(key, _)| key.variant)?.0?;
        let allowed = Allowed { signatures: &slot.allowed, any_variable: entry.key.starts_with('-') };
        let mut variants = Vec::new();
        for (key, extra) in extras {
            let id = UnitId::keyed(extra.context.as_str());
            match (key.variant, tokenise(&extra.text, allowed)) {
                (Some((Some(own), name)), Ok(value)) if own == selector => {
                    variants.push(Variant { key: name.to_owned(), is_default: false, value });
                }
                (_, Ok(_)) => self.refuse(id, format!("another variant of this text selects on `{selector}`")),
                (_, Err(reason)) => self.refuse(id, reason),
            }
        }
        (!variants.is_empty()).then_some((selector, variants))
    }

    fn checked_select(
        &self,
        slot: &Slot,
        selector: &str,
        mut variants: Vec<Variant>,
        base: Vec<Token>,
    ) -> Option<String> {
        let is_free = |name: &&str| !variants.iter().any(|variant| variant.key == **name);
        let key = ["other", "default", "base"].into_iter().find(is_free)?;
        variants.push(Variant { key: key.to_owned(), is_default: true, value: base });
        let written = select(selector, &variants, self.place(slot));
        verify::holds_variants(&self.lead(slot), &written, &variants).then_some(written)
    }

    fn checked_value(&mut self, slot: &Slot, index: usize, tokens: &[Token]) -> Option<String> {
        let written = value(tokens, self.place(slot));
        if verify::holds_value(&self.lead(slot), &written, tokens) {
            return Some(written);
        }
        let id = self.document.units.get(index)?.id();
        self.refuse(id, "it would change the structure of the message");
        None
    }

    /// Returns the lines of the attributes that only the target has.
    fn attributes(&mut self, entry: &EntrySlot) -> String {
        let own: Vec<(ExtraKey<'r>, &'r Extra)> = self
            .extras
            .iter()
            .filter(|(key, _)| key.entry == entry.key)
            .filter(|(key, _)| key.attribute.is_some_and(|name| !entry.attributes.iter().any(|own| own == name)))
            .copied()
            .collect();
        let slots = self.skeleton.slots.get(entry.slots.clone()).unwrap_or(&[]);
        let signatures: Vec<String> = slots.iter().flat_map(|slot| slot.allowed.iter().cloned()).collect();
        let mut out = String::new();
        for (key, extra) in own.iter().filter(|(key, _)| key.variant.is_none()) {
            let slot = Slot {
                key: key.base.to_owned(),
                lead: 0..0,
                body: 0..0,
                is_block: false,
                indent: 8,
                missing_indent: 0,
                form: Form::Plain(usize::MAX),
                allowed: signatures.clone(),
            };
            let allowed = Allowed { signatures: &slot.allowed, any_variable: entry.key.starts_with('-') };
            let variants: Vec<_> =
                own.iter().filter(|(k, _)| k.base == key.base && k.variant.is_some()).copied().collect();
            let written = tokenise(&extra.text, allowed).and_then(|base| {
                let selected = self.extra_variants(entry, &slot, &variants);
                let written = match selected {
                    Some((selector, variants)) => self.checked_select(&slot, selector, variants, base),
                    None => {
                        let written = value(&base, self.place(&slot));
                        verify::holds_value(" ", &written, &base).then_some(written)
                    }
                };
                written.ok_or_else(|| "it would change the structure of the message".to_owned())
            });
            match (written, key.attribute) {
                (Ok(written), Some(name)) => out.push_str(&format!("{}    .{name} = {written}", self.skeleton.newline)),
                (Ok(_), None) => {}
                (Err(reason), _) => self.refuse(UnitId::keyed(extra.context.as_str()), reason),
            }
        }
        out
    }

    fn place(&self, slot: &Slot) -> Place<'r> {
        Place { indent: slot.indent, is_block: slot.is_block, newline: self.skeleton.newline }
    }

    /// Returns what stands between the `=` and the value.
    fn lead(&self, slot: &Slot) -> String {
        let mut lead = self.text.get(slot.lead.clone()).unwrap_or("").to_owned();
        if lead.is_empty() {
            lead.push(' ');
        }
        lead.extend(std::iter::repeat_n(' ', slot.missing_indent));
        lead
    }
}
