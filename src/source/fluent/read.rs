//! From a target file that exists already to catalogue entries, by key.
//!
//! The English document says which units there are; the target file says what each of them is in its language. A text
//! is read as Fluent would show it: a variant that the target has not is that of its plural category, else its default. A
//! text that equals the English is no translation: it may have been left in English. What cannot be carried is reported,
//! never dropped in silence.

use std::collections::{HashMap, HashSet};

use fluent_syntax::ast::{Entry, InlineExpression, Pattern};

use super::extract::{DUPLICATE, SYNTAX, value_offset};
use super::extras::{ExtraKey, fits};
use super::parse::{guard, parse};
use super::pattern::{Fragment, Layout, fragment_text, variant_start};
use super::shape::{Select, Shape, key_text};
use super::skeleton::{Choice, Form, Skeleton, Slot};
use super::span::Span;
use super::units::around;
use super::{signature, whole};
use crate::language::{Category, Language, PluralForms};
use crate::model::{Finding, RuleId, Severity, line_of};
use crate::source::Document;

/// Something in a target file that has no place in the catalogue.
const TARGET: RuleId = RuleId::new("fluent-target");

/// One text of a target file, ready for the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadEntry {
    /// The catalogue's `msgctxt`: a unit's key, or the key of an extra.
    pub context: String,
    /// The text, or one per plural category in the order of the language's forms.
    pub forms: Vec<String>,
    /// Whether only the target has it; then `source::Extra` carries it.
    pub is_extra: bool,
    /// The 1-based line of the message or attribute.
    pub line: usize,
}

/// What a target file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadBack {
    /// The texts in the order of the English units; what only the target has follows its message. A unit that the
    /// target has not is not there.
    pub entries: Vec<ReadEntry>,
    /// What could not be read or carried, by line.
    pub findings: Vec<Finding>,
}

/// Reads a target file by the keys of the English document.
#[must_use]
pub fn read_target(english: &Document, text: &str, language: &Language) -> ReadBack {
    let crate::source::Skeleton::Fluent(skeleton) = &english.skeleton else { return ReadBack::default() };
    let guarded = guard(text);
    let parsed = parse(&guarded.text);
    let mut reader = Reader {
        english,
        skeleton,
        text,
        language,
        patterns: HashMap::new(),
        english_left: Vec::new(),
        back: ReadBack::default(),
    };
    let mut keys: Vec<(String, usize)> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    for entry in &parsed.resource.body {
        let (prefix, id, value, attributes) = match entry {
            Entry::Message(message) => ("", &message.id, message.value.as_ref(), &message.attributes),
            Entry::Term(term) => ("-", &term.id, Some(&term.value), &term.attributes),
            Entry::Junk { content } => {
                reader.report(SYNTAX, Severity::Error, content.start, "not understood as Fluent; it is not read");
                continue;
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
        };
        let key = format!("{prefix}{}", id.name.text);
        if !seen.insert(key.clone()) {
            let message = format!("`{key}` occurs a second time; only the first is read");
            reader.report(DUPLICATE, Severity::Error, id.name.start, message);
            continue;
        }
        let places = value.map(|value| (key.clone(), value, value_offset(text, id))).into_iter().chain(
            attributes.iter().map(|attribute| {
                let key = format!("{key}.{}", attribute.id.name.text);
                (key, &attribute.value, value_offset(text, &attribute.id))
            }),
        );
        for (key, pattern, start) in places {
            keys.push((key.clone(), start));
            reader.patterns.entry(key).or_insert_with(|| (start, Reading::of(text, pattern, start)));
        }
    }
    for range in guarded.too_deep {
        reader.report(SYNTAX, Severity::Error, range.start, "placeables nest too deeply to be read");
    }
    reader.read();
    reader.leftovers(keys);
    reader.report_english();
    reader.back.findings.sort_by_key(|finding| finding.line);
    reader.back
}

/// A pattern of the target file, as texts.
enum Reading {
    /// A text without selector.
    Plain(String),
    /// One selector; the text around it is folded into each variant.
    Select {
        /// What is selected on, without options.
        signature: String,
        /// What is selected on, if a key of an extra can say it.
        selector: Option<String>,
        variants: Vec<ReadVariant>,
        /// The whole pattern in Fluent's own notation, and its selectors.
        whole: (String, Vec<super::skeleton::Selector>),
    },
    /// Fluent's own notation, with its selectors.
    Whole(String, Vec<super::skeleton::Selector>),
}

struct ReadVariant {
    key: String,
    is_default: bool,
    text: String,
}

impl Reading {
    fn of(text: &str, pattern: &Pattern<Span<'_>>, start: usize) -> Self {
        let layout = Layout::of(text, pattern, start);
        match Shape::of(pattern) {
            Shape::Plain => Self::Plain(joined(text, &layout.fragments)),
            Shape::Whole => Self::Whole(joined(text, &whole::lines(text, &layout)), whole::selectors(pattern)),
            Shape::Plural(select) | Shape::Variants(select) => {
                let whole = (joined(text, &whole::lines(text, &layout)), whole::selectors(pattern));
                Self::select(text, &select, &layout, whole)
            }
        }
    }

    fn select(
        text: &str,
        select: &Select<'_, '_>,
        layout: &Layout,
        whole: (String, Vec<super::skeleton::Selector>),
    ) -> Self {
        let (before, after) = around(select, layout);
        let (before, after) = (joined(text, before), joined(text, after));
        let variants = select
            .variants
            .iter()
            .map(|variant| {
                let value = Layout::of(text, &variant.value, variant_start(text, variant));
                let own = joined(text, &value.fragments);
                ReadVariant {
                    key: key_text(variant).to_owned(),
                    is_default: variant.default,
                    text: format!("{before}{own}{after}"),
                }
            })
            .collect();
        let signature = signature::signature(select.selector).unwrap_or_default();
        let selector = match select.selector {
            InlineExpression::VariableReference { .. } => Some(signature.clone()),
            InlineExpression::TermReference { arguments: None, .. } => Some(signature.clone()),
            _ => None,
        };
        Self::Select { signature, selector, variants, whole }
    }
}

fn joined(text: &str, fragments: &[Fragment]) -> String {
    fragments.iter().map(|fragment| fragment_text(text, fragment)).collect()
}

/// Takes those string literals away that `write` puts around blanks and marks at the ends of lines, so that what was built
/// from a text is read as that text. Literals that the English has are its own.
fn typed(text: &str, english: &str) -> String {
    let mut out = text.to_owned();
    for content in [".", "*", "["] {
        let literal = format!("{{ \"{content}\" }}");
        if !english.contains(&literal) {
            out = out.replace(&literal, content);
        }
    }
    let mut from = 0;
    while let Some(at) = out.get(from..).and_then(|rest| rest.find("{ \"")).map(|at| from + at) {
        let rest = out.get(at + 3..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        let literal = at..at + 3 + spaces + 3;
        let is_blank = rest.get(spaces..).is_some_and(|rest| rest.starts_with("\" }"));
        let is_own = out.get(literal.clone()).is_none_or(|literal| english.contains(literal));
        from = at + 3;
        if is_blank && !is_own {
            out.replace_range(literal, &" ".repeat(spaces));
            from = at + spaces;
        }
    }
    if out.trim().is_empty() { text.to_owned() } else { out }
}

/// Returns the text that a key selects.
fn chosen<'v>(variants: &'v [ReadVariant], key: &str) -> Option<&'v str> {
    let own = variants.iter().find(|variant| variant.key == key);
    own.or_else(|| variants.iter().find(|variant| variant.is_default)).map(|variant| variant.text.as_str())
}

struct Reader<'r> {
    english: &'r Document,
    skeleton: &'r Skeleton,
    text: &'r str,
    language: &'r Language,
    /// The target's patterns by key; the first of each.
    patterns: HashMap<String, (usize, Reading)>,
    /// The keys of the texts that equal the English.
    english_left: Vec<String>,
    back: ReadBack,
}

impl<'r> Reader<'r> {
    fn report(&mut self, rule: RuleId, severity: Severity, offset: usize, message: impl Into<String>) {
        let mut finding = Finding::new(rule, severity, message);
        finding.language = Some(self.language.code.to_owned());
        finding.module = Some(self.english.module.clone());
        finding.line = Some(line_of(self.text, offset));
        self.back.findings.push(finding);
    }

    fn read(&mut self) {
        let skeleton = self.skeleton;
        for slot in &skeleton.slots {
            let Some((start, reading)) = self.patterns.remove(&slot.key) else { continue };
            match &slot.form {
                Form::Plain(unit) => self.plain(slot, *unit, start, reading),
                Form::Select { choices, .. } => self.select(slot, choices, start, reading),
                Form::Whole(unit, expected) => self.whole(*unit, expected, start, reading),
            }
        }
    }

    fn plain(&mut self, slot: &Slot, unit: usize, start: usize, reading: Reading) {
        match reading {
            Reading::Plain(text) => self.unit(unit, vec![text], start),
            Reading::Select { selector: Some(selector), variants, .. } => {
                self.base_and_variants(Some(unit), &slot.key, &selector, variants, start);
            }
            Reading::Select { .. } | Reading::Whole(..) => self.not_carried(&slot.key, start),
        }
    }

    /// Takes the default variant as the text of the key, and the others as what only the target has.
    fn base_and_variants(
        &mut self,
        unit: Option<usize>,
        key: &str,
        selector: &str,
        variants: Vec<ReadVariant>,
        start: usize,
    ) {
        for variant in &variants {
            match (variant.is_default, unit) {
                // Beside variants that only the target has, a text that equals the English was meant so.
                (true, Some(unit)) => self.take(unit, vec![typed(&variant.text, "")], start),
                (true, None) => self.extra(key.to_owned(), variant.text.clone(), start),
                (false, _) => {}
            }
        }
        for variant in variants.into_iter().filter(|variant| !variant.is_default) {
            self.extra(format!("{key}[{selector}={}]", variant.key), variant.text, start);
        }
    }

    fn select(&mut self, slot: &Slot, choices: &[Choice], start: usize, reading: Reading) {
        let (variants, is_same) = match reading {
            Reading::Plain(text) => (vec![ReadVariant { key: "other".to_owned(), is_default: true, text }], true),
            Reading::Select { signature, variants, .. } => {
                let is_same = slot.allowed.contains(&signature);
                (variants, is_same)
            }
            Reading::Whole(..) => (Vec::new(), false),
        };
        if !is_same {
            return self.not_carried(&slot.key, start);
        }
        let mut used: Vec<&str> = Vec::new();
        for choice in choices {
            match choice {
                Choice::Number(key, unit) => {
                    used.push(key);
                    let has_own = variants.iter().any(|variant| variant.key == *key);
                    let wanted = match self.category(key) {
                        Some(category) if !has_own => category.keyword(),
                        _ => key.as_str(),
                    };
                    self.unit(*unit, chosen(&variants, wanted).map(str::to_owned).into_iter().collect(), start);
                }
                Choice::Named { key, unit, .. } => {
                    used.push(key);
                    self.unit(*unit, chosen(&variants, key).map(str::to_owned).into_iter().collect(), start);
                }
                Choice::Plural(unit) => {
                    used.extend(Category::ALL.map(Category::keyword));
                    self.plural(*unit, &variants, start);
                }
            }
        }
        let is_plain = variants.len() == 1;
        for variant in variants.iter().filter(|variant| !used.contains(&variant.key.as_str())) {
            if !is_plain {
                self.extra(format!("{}[{}]", slot.key, variant.key), variant.text.clone(), start);
            }
        }
    }

    fn plural(&mut self, unit: usize, variants: &[ReadVariant], start: usize) {
        let categories = self.language.plural.categories;
        let forms: Vec<String> =
            categories.iter().filter_map(|category| chosen(variants, category.keyword())).map(str::to_owned).collect();
        for variant in variants.iter().filter(|variant| !forms.contains(&variant.text)) {
            if variant.key.parse::<Category>().is_ok() {
                let message = format!("no whole number reaches the form `{}`; it is not carried", variant.key);
                self.report(TARGET, Severity::Note, start, message);
            }
        }
        self.unit(unit, forms, start);
    }

    /// Returns the plural category of a whole number.
    fn category(&self, number: &str) -> Option<Category> {
        let form = PluralForms::parse(&self.language.plural.header()).ok()?.index(number.parse().ok()?)?;
        self.language.plural.categories.get(form).copied()
    }

    fn whole(&mut self, unit: usize, expected: &[super::skeleton::Selector], start: usize, reading: Reading) {
        let (text, is_same) = match reading {
            Reading::Whole(text, selectors) => (text, whole::is_kept(expected, &selectors)),
            Reading::Plain(text) => (text, whole::is_kept(expected, &[])),
            Reading::Select { whole: (text, selectors), .. } => {
                let is_same = whole::is_kept(expected, &selectors);
                (text, is_same)
            }
        };
        if !is_same {
            let message = "its selectors differ from the English; the text is read, but will not be used";
            self.report(TARGET, Severity::Warning, start, message);
        }
        self.add(unit, vec![text], start);
    }

    /// Takes the forms of a unit as their translator typed them.
    fn unit(&mut self, unit: usize, forms: Vec<String>, start: usize) {
        let english = self.english.units.get(unit).map_or("", |unit| unit.source.as_str());
        self.add(unit, forms.into_iter().map(|form| typed(&form, english)).collect(), start);
    }

    /// Takes the forms of a unit, unless they are those of the English.
    fn add(&mut self, unit: usize, forms: Vec<String>, start: usize) {
        let Some(english) = self.english.units.get(unit) else { return };
        let is_english = |form: &String| *form == english.source || Some(form) == english.plural.as_ref();
        match &english.context {
            Some(context) if !forms.is_empty() && forms.iter().all(is_english) => {
                self.english_left.push(context.clone());
            }
            _ => self.take(unit, forms, start),
        }
    }

    fn take(&mut self, unit: usize, forms: Vec<String>, start: usize) {
        let Some(context) = self.english.units.get(unit).and_then(|unit| unit.context.clone()) else { return };
        if !forms.is_empty() {
            let line = line_of(self.text, start);
            self.back.entries.push(ReadEntry { context, forms, is_extra: false, line });
        }
    }

    /// Reports the texts that equal the English, the first few by name.
    fn report_english(&mut self) {
        const NAMED: usize = 5;
        let Some(first) = self.english_left.first() else { return };
        let more = self.english_left.len().saturating_sub(NAMED);
        let message = match self.english_left.len() {
            1 => format!("`{first}` equals the English and is not taken"),
            count => {
                let names: Vec<String> = self.english_left.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
                let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("{count} texts equal the English and are not taken: {}{rest}", names.join(", "))
            }
        };
        let mut finding = Finding::new(TARGET, Severity::Note, message);
        finding.language = Some(self.language.code.to_owned());
        finding.module = Some(self.english.module.clone());
        finding.hint = Some("attest those that are right as they are".to_owned());
        self.back.findings.push(finding);
    }

    fn extra(&mut self, context: String, text: String, start: usize) {
        if ExtraKey::parse(&context).is_some_and(|key| fits(self.skeleton, &key)) {
            let line = line_of(self.text, start);
            self.back.entries.push(ReadEntry { context, forms: vec![typed(&text, "")], is_extra: true, line });
        } else {
            self.not_carried(&context, start);
        }
    }

    fn not_carried(&mut self, key: &str, start: usize) {
        let message = format!("`{key}` is built otherwise than in English and is not carried");
        self.report(TARGET, Severity::Warning, start, message);
    }

    /// Reads what the English has not: attributes are carried, messages are reported.
    fn leftovers(&mut self, keys: Vec<(String, usize)>) {
        for (key, start) in keys {
            let Some((own, reading)) = self.patterns.remove(&key) else { continue };
            let is_known = self.skeleton.slots.iter().any(|slot| slot.key == key) || own != start;
            let is_attribute = ExtraKey::parse(&key).is_some_and(|parsed| fits(self.skeleton, &parsed));
            match reading {
                _ if is_known => {}
                Reading::Plain(text) if is_attribute => self.extra(key, text, start),
                Reading::Select { selector: Some(selector), variants, .. } if is_attribute => {
                    self.base_and_variants(None, &key, &selector, variants, start);
                }
                _ if is_attribute => self.not_carried(&key, start),
                _ => {
                    let message = format!("`{key}` is not translated in the English module and is not carried");
                    self.report(TARGET, Severity::Note, start, message);
                }
            }
        }
    }
}
