//! Every quality rule over every unit in every language, over every module, and across languages.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::check_files::{holds, stray_links};
use super::check_kept::{Kept, KeyedPart, Part};
use super::check_terms::{Terms, with_levels};
use super::survey::{Survey, Translated, TranslatedUnit};
use super::{Source, Workspace, build};
use crate::check::{
    self, Content, Context, Features, Noted, Plan, SourceContext, SourceModule, Text, Together, Version,
};
use crate::glossary::{Named, TermUnit};
use crate::language::Language;
use crate::model::{Failure, Finding, ModuleId, Severity, Unit, UnitId};
use crate::project::Project;
use crate::source;
use crate::source::{Anchors, Target, Translation};

/// Checks the English and all translations. Findings stand in the order of files and lines. Drafts are
/// checked too; missing and stale texts are not. What an earlier run found in the same texts is not looked for again.
#[must_use]
pub fn check(workspace: &Workspace, survey: &Survey) -> (Vec<Finding>, Vec<Failure>) {
    let settings = &workspace.project.config.check;
    let Survey { languages, translated, .. } = survey;
    let mut failures = Vec::new();
    let kept = Kept::open(workspace, languages, translated);
    let known: Vec<Option<Vec<Finding>>> = kept.parts().par_iter().map(|part| kept.read(part)).collect();
    let found: Vec<Vec<Finding>> = if known.iter().all(Option::is_some) {
        known.into_iter().flatten().collect()
    } else {
        let (terms, unreadable) = Terms::load(&workspace.project);
        let mut english: Vec<English<'_>> =
            workspace.sources.par_iter().map(|source| English::new(source, &terms)).collect();
        English::note_repeated(&mut english);
        let project = &workspace.project;
        let places = english.iter().enumerate().map(|(at, english)| (&english.source.module, at)).collect();
        let features = translated.iter().map(|_| OnceLock::new()).collect();
        let work =
            Work { english: &english, places, translated, languages, project, settings, terms: &terms, features };
        let find = |(part, known): (&KeyedPart, Option<Vec<Finding>>)| {
            known.unwrap_or_else(|| {
                let findings = work.check(part.what);
                // A termbase that cannot be read is reported by every run.
                if unreadable.is_empty() {
                    kept.write(part, &findings);
                }
                findings
            })
        };
        // The languages are compared last, by what each of them noted when it was checked.
        let (across, others): (Vec<_>, Vec<_>) =
            kept.parts().iter().zip(known).partition(|(part, _)| part.what == Part::Across);
        let mut found: Vec<Vec<Finding>> = others.into_par_iter().map(find).collect();
        found.extend(across.into_iter().map(find));
        failures.extend(unreadable);
        found
    };
    let mut findings = Vec::new();
    for (part, found) in kept.parts().iter().zip(found) {
        match part.what {
            Part::English => findings.extend(found.into_iter().filter_map(|one| holds(&workspace.project.root, one))),
            Part::Terms | Part::Language(_) | Part::Across => findings.extend(found),
        }
    }
    findings.extend(stray_links(&workspace.project));
    let having = |module: &ModuleId, unit: &UnitId| survey.having(workspace, module, unit);
    let mut suspects = check::check_findings(&findings, &having, settings);
    for finding in &mut suspects {
        if let Some(module) = workspace.sources.iter().find(|source| Some(&source.module) == finding.module.as_ref()) {
            finding.path = Some(module.path.clone());
        }
    }
    findings.extend(suspects);
    let of_format: Vec<Finding> = translated.iter().flat_map(|one| one.findings.iter().cloned()).collect();
    check::drop_repeats(&mut findings, &of_format);
    findings.extend(of_format);
    findings.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    (with_levels(findings, settings), failures)
}

/// Everything that is checked, prepared.
struct Work<'a> {
    english: &'a [English<'a>],
    translated: &'a [Translated],
    languages: &'a [&'static Language],
    project: &'a Project,
    settings: &'a check::Settings,
    terms: &'a Terms,
    /// The place of each module in `english`.
    places: HashMap<&'a ModuleId, usize>,
    /// What is compared between the languages, unit by unit, once it was noted; parallel to `translated`.
    features: Vec<OnceLock<Vec<Features>>>,
}

impl<'a> Work<'a> {
    fn english(&self, one: &Translated) -> Option<&'a English<'a>> {
        self.places.get(&one.module).and_then(|at| self.english.get(*at))
    }

    /// Returns what is compared of one module in one language.
    fn features(&self, at: usize, one: &Translated, english: &English<'_>) -> &[Features] {
        let content = Content::of_format(english.source.format);
        let features_of = |unit: &TranslatedUnit| {
            let forms: Vec<Text<'_>> = prepared(one, unit, content).collect();
            Features::of(&forms)
        };
        let note = || one.units.iter().map(features_of).collect();
        self.features.get(at).map_or(&[], |features| features.get_or_init(note))
    }

    fn check(&self, part: Part) -> Vec<Finding> {
        match part {
            Part::English => check_sources(self.english, self.settings, self.terms),
            Part::Terms => {
                let mut findings = self.terms.audit(self.project, self.languages);
                findings.extend(check_english_terms(self.english, self.terms));
                findings
            }
            Part::Language(language) => {
                let of_language =
                    self.translated.iter().zip(&self.features).filter(|(one, _)| one.language == language);
                let modules: Vec<InLanguage<'_>> = of_language
                    .filter_map(|(translated, features)| {
                        Some(InLanguage { translated, english: self.english(translated)?, features })
                    })
                    .collect();
                check_language(language, &modules, self.project, self.terms)
            }
            Part::Across => {
                let mut of_module: Vec<Vec<usize>> = vec![Vec::new(); self.english.len()];
                for (at, one) in self.translated.iter().enumerate() {
                    let list = self.places.get(&one.module).and_then(|place| of_module.get_mut(*place));
                    list.into_iter().for_each(|list| list.push(at));
                }
                let check = |(english, places): (&English<'_>, &Vec<usize>)| check_across(self, english, places);
                let across: Vec<Vec<Finding>> = self.english.par_iter().zip(&of_module).map(check).collect();
                across.into_iter().flatten().collect()
            }
        }
    }
}

/// One module in one language.
struct InLanguage<'a> {
    translated: &'a Translated,
    english: &'a English<'a>,
    features: &'a OnceLock<Vec<Features>>,
}

/// One English module, prepared once for all languages; the vectors are parallel to `Source::entries`.
struct English<'a> {
    source: &'a Source,
    texts: Vec<Text<'a>>,
    /// Most units have none.
    plurals: Vec<Option<Box<Text<'a>>>>,
    ids: Vec<UnitId>,
    named: Vec<Vec<Named>>,
    /// The units whose English stands more than once in the project.
    repeated: HashSet<usize>,
    /// The first place of each unit, found out when it is first asked for.
    places: OnceLock<HashMap<UnitId, usize>>,
}

impl<'a> English<'a> {
    fn new(source: &'a Source, terms: &Terms) -> Self {
        let content = Content::of_format(source.format);
        let units: Vec<_> = source.entries.iter().filter_map(|&index| source.document.units.get(index)).collect();
        Self {
            source,
            texts: units.iter().map(|unit| Text::new(&unit.source, content)).collect(),
            plurals: units.iter().map(|unit| Some(Box::new(Text::new(unit.plural.as_deref()?, content)))).collect(),
            ids: source.entries.iter().filter_map(|&at| source.document.name(at)).map(|(id, _)| id.clone()).collect(),
            named: units.iter().map(|unit| terms.named(&unit.source)).collect(),
            repeated: HashSet::new(),
            places: OnceLock::new(),
        }
    }

    /// Notes in every module which units have the same English text as another unit anywhere.
    fn note_repeated(modules: &mut [Self]) {
        let mut seen: HashMap<&'a str, (usize, usize)> = HashMap::new();
        let mut repeated: Vec<(usize, usize)> = Vec::new();
        for (module, english) in modules.iter().enumerate() {
            for (index, text) in english.texts.iter().enumerate() {
                match seen.entry(text.raw.trim()) {
                    Entry::Vacant(slot) => drop(slot.insert((module, index))),
                    Entry::Occupied(first) => repeated.extend([*first.get(), (module, index)]),
                }
            }
        }
        for (module, index) in repeated {
            if let Some(english) = modules.get_mut(module) {
                english.repeated.insert(index);
            }
        }
    }

    fn unit(&self, index: usize) -> Option<&'a Unit> {
        self.source.entries.get(index).and_then(|&at| self.source.document.units.get(at))
    }

    /// Returns what the rules are told of one unit in a language.
    fn context<'t>(&'t self, index: usize, forms: &'t [Text<'t>], language: &'static Language) -> Option<Context<'t>> {
        let unit = self.unit(index)?;
        let content = Content::of_format(self.source.format);
        let mut context = Context::new(self.texts.get(index)?, forms, language, content);
        context.plural = self.plurals.get(index)?.as_deref();
        context.kind = Some(unit.kind);
        context.max_length = unit.max_length;
        context.module = Some(&self.source.module);
        context.unit = self.ids.get(index);
        Some(context)
    }

    /// Returns what the rules over many units are told of one.
    fn together<'t>(&'t self, index: usize, forms: &[Text<'t>], noted: Noted) -> Option<Together<'t>> {
        let unit = self.unit(index)?;
        let mut forms = forms.iter().map(|form| form.raw);
        Some(Together {
            source: &unit.source,
            may_be_repeated: self.repeated.contains(&index),
            is_plural: unit.plural.is_some(),
            first: forms.next().unwrap_or(""),
            others: forms.collect(),
            module: Some(&self.source.module),
            unit: self.ids.get(index),
            noted,
        })
    }

    /// Returns a unit whose English names concepts, with its most general form.
    fn term_unit<'t>(&'t self, index: usize, forms: &[Text<'t>]) -> Option<TermUnit<'t>> {
        let named = self.named.get(index).filter(|named| !named.is_empty())?;
        let target = forms.iter().rev().find(|form| !form.is_blank())?.raw;
        let (unit, module) = (self.ids.get(index)?, &self.source.module);
        Some(TermUnit { module, unit, named, source: &self.unit(index)?.source, target })
    }

    fn index_of(&self, unit: &UnitId) -> Option<usize> {
        let places =
            self.places.get_or_init(|| self.ids.iter().cloned().enumerate().rev().map(|(at, id)| (id, at)).collect());
        places.get(unit).copied()
    }
}

fn check_sources(english: &[English<'_>], settings: &check::Settings, terms: &Terms) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        english.iter().flat_map(|module| module.source.document.findings.iter().cloned()).collect();
    findings.extend(with_sources(english, terms, |modules| check::check_source(modules, settings)));
    for finding in &mut findings {
        place_english(finding, english);
    }
    findings
}

/// Hands the English modules to a check as its rules see them; the findings get their files.
fn with_sources(
    english: &[English<'_>],
    terms: &Terms,
    check: impl FnOnce(&[SourceModule<'_>]) -> Vec<Finding>,
) -> Vec<Finding> {
    let contexts: Vec<Vec<SourceContext<'_>>> = english
        .iter()
        .map(|module| {
            let units = module.source.entries.iter().filter_map(|&index| module.source.document.units.get(index));
            units
                .zip(&module.texts)
                .zip(&module.ids)
                .map(|((unit, text), id)| SourceContext {
                    unit: id,
                    kind: unit.kind,
                    is_title: unit.notes.iter().any(|note| note == "field: title"),
                    text,
                    line: unit.line,
                    span: &unit.span,
                    max_length: unit.max_length,
                })
                .collect()
        })
        .collect();
    let anchors: Vec<Option<Vec<String>>> =
        english.iter().map(|module| source::anchors(&module.source.document, &module.source.text)).collect();
    let terms = terms.english();
    let modules: Vec<SourceModule<'_>> = english
        .iter()
        .zip(&contexts)
        .zip(&anchors)
        .map(|((module, units), anchors)| {
            let mut own = SourceModule::new(&module.source.module, &module.source.path, &module.source.text);
            (own.units, own.anchors, own.terms) = (units, anchors.as_deref(), &terms);
            own
        })
        .collect();
    let mut findings = check(&modules);
    for finding in &mut findings {
        place_english(finding, english);
    }
    findings
}

/// Gives a finding on the English its file.
fn place_english(finding: &mut Finding, english: &[English<'_>]) {
    if let Some(module) = english.iter().find(|module| Some(&module.source.module) == finding.module.as_ref()) {
        finding.path.get_or_insert_with(|| module.source.path.clone());
    }
}

/// Returns what is wrong with the terms of the English, with the places of the units.
fn check_english_terms(english: &[English<'_>], terms: &Terms) -> Vec<Finding> {
    let mut units = Vec::new();
    let mut places = Vec::new();
    for module in english {
        let entries = module.source.entries.iter().filter_map(|&index| module.source.document.units.get(index));
        for ((unit, id), named) in entries.zip(&module.ids).zip(&module.named).filter(|(_, named)| !named.is_empty()) {
            let text = unit.source.as_str();
            units.push(TermUnit { module: &module.source.module, unit: id, named, source: text, target: text });
            places.push((&module.source.path, unit.line));
        }
    }
    let mut findings = terms.check_english(&units);
    for finding in &mut findings {
        let is_here = |unit: &TermUnit<'_>| {
            Some(unit.module) == finding.module.as_ref() && Some(unit.unit) == finding.unit.as_ref()
        };
        if let Some((path, line)) = units.iter().position(is_here).and_then(|at| places.get(at)) {
            finding.path = Some((*path).clone());
            finding.line = Some(*line);
        }
    }
    findings
}

fn check_language(
    language: &'static Language,
    modules: &[InLanguage<'_>],
    project: &Project,
    terms: &Terms,
) -> Vec<Finding> {
    let settings = &project.config.check;
    let plan = Plan::new(settings, language);
    let checker = terms.checker(language);
    let count = modules.iter().map(|one| one.translated.units.len()).sum();
    let (mut units, mut term_units) = (Vec::with_capacity(count), Vec::new());
    let mut findings = Vec::new();
    for InLanguage { translated, english, features } in modules {
        let content = Content::of_format(english.source.format);
        let mut noted_features = Vec::with_capacity(translated.units.len());
        let mut forms = Vec::new();
        for (index, target) in translated.units.iter().enumerate() {
            // The prepared texts are needed no longer than their unit is looked at.
            forms.clear();
            forms.extend(prepared(translated, target, content));
            noted_features.push(Features::of(&forms));
            let (false, Some(context)) = (forms.is_empty(), english.context(index, &forms, language)) else { continue };
            let first = findings.len();
            let noted = check::check_unit_with(&context, &plan, &mut findings);
            let term_unit = english.term_unit(index, &forms);
            if let Some(unit) = &term_unit {
                findings.extend(checker.check(unit.source, unit.named, unit.target).into_iter().map(|finding| {
                    Finding { module: Some(unit.module.clone()), unit: Some(unit.unit.clone()), ..finding }
                }));
            }
            for finding in findings.get_mut(first..).unwrap_or_default() {
                finding.path = Some(translated.path.clone());
                finding.line = Some(target.line());
            }
            units.extend(english.together(index, &forms, noted));
            term_units.extend(term_unit);
        }
        features.get_or_init(|| noted_features);
        findings.extend(super::check_references::guessed(translated, english.source, settings));
        let refused = refused(translated, english, project.config.build.anchors);
        let is_known = |one: &Finding| {
            let mut of_unit = findings.iter().filter(|known| known.unit == one.unit && known.module == one.module);
            of_unit.any(|known| known.severity >= Severity::Error)
        };
        findings.extend(refused.into_iter().filter(|one| !is_known(one)).collect::<Vec<_>>());
    }
    let mut together = check::check_module(&units, language, settings);
    together.extend(terms.consistency(&checker, language, &term_units));
    let by_module: HashMap<&ModuleId, &InLanguage<'_>> =
        modules.iter().map(|one| (&one.english.source.module, one)).collect();
    for finding in &mut together {
        if let Some(InLanguage { translated, english, .. }) =
            finding.module.as_ref().and_then(|module| by_module.get(module))
        {
            place(finding, translated, english);
        }
    }
    findings.extend(together);
    findings
}

/// Returns the translations that would change the page around them, so that `build` leaves the English there.
fn refused(translated: &Translated, english: &English<'_>, anchors: Anchors) -> Vec<Finding> {
    let source = english.source;
    let texts: Vec<&str> = translated.texts.range(0..translated.texts.len()).collect();
    let forms = |index: usize| {
        let unit = source.entry_of.get(index).and_then(|place| translated.units.get(*place));
        unit.and_then(|unit| texts.get(unit.forms())).unwrap_or_default()
    };
    let doubtful = source::in_doubt(&source.document, &source.text, &forms);
    if doubtful.is_empty() {
        return Vec::new();
    }
    let of_unit = |unit: &Unit| {
        let index = source.document.units.element_offset(unit)?;
        // What changes nothing need not be written to know it.
        doubtful.binary_search(&index).is_ok().then(|| match forms(index) {
            [form] => Translation::single(*form),
            forms => Translation::of_forms(forms.iter().map(|&form| form.to_owned()).collect()),
        })
    };
    let rendered = source::render(
        &source.document,
        &source.text,
        &Target { anchors, ..Target::new(translated.language) },
        &of_unit,
    );
    let place = (translated.language, &source.module, translated.path.as_str());
    let line = |unit: &UnitId| Some(translated.units.get(english.index_of(unit)?)?.line());
    rendered.refusals.into_iter().map(|refusal| build::refused(place, line(&refusal.unit), refusal)).collect()
}

/// Returns the forms of a unit, prepared for the rules.
fn prepared<'t>(
    translated: &'t Translated,
    unit: &TranslatedUnit,
    content: Content,
) -> impl Iterator<Item = Text<'t>> + use<'t> {
    translated.texts.range(unit.forms()).map(move |form| Text::new(form, content))
}

/// Compares the languages; `places` are those of the module in `Work::translated`.
fn check_across(work: &Work<'_>, english: &English<'_>, places: &[usize]) -> Vec<Finding> {
    let modules: Vec<(&Translated, &[Features])> = places
        .iter()
        .filter_map(|&at| work.translated.get(at).map(|one| (one, work.features(at, one, english))))
        .collect();
    let content = Content::of_format(english.source.format);
    let mut findings = Vec::new();
    for (index, (source, id)) in english.texts.iter().zip(&english.ids).enumerate() {
        let versions = modules.iter().filter_map(|(one, features)| {
            let forms = one.units.get(index).map(|unit| one.texts.range(unit.forms()));
            let target = forms.and_then(|mut forms| forms.next()).unwrap_or("");
            Some(Version { language: one.language, features: features.get(index)?, target, content })
        });
        let versions: Vec<Version<'_>> = versions.collect();
        let first = findings.len();
        let module = Some(&english.source.module);
        findings.extend(check::check_across(module, Some(id), source, &versions, work.settings));
        for finding in findings.get_mut(first..).unwrap_or_default() {
            match modules.iter().find(|(one, _)| Some(one.language.code) == finding.language.as_deref()) {
                Some((one, _)) => place(finding, one, english),
                None => finding.path = Some(english.source.path.clone()),
            }
        }
    }
    findings
}

/// Gives a finding in one module its file and line, if it is one of the language.
fn place(finding: &mut Finding, translated: &Translated, english: &English<'_>) {
    if finding.language.as_deref() != Some(translated.language.code) || finding.path.is_some() {
        return;
    }
    finding.path = Some(translated.path.clone());
    let index = finding.unit.as_ref().and_then(|unit| english.index_of(unit));
    finding.line = index.and_then(|index| translated.units.get(index)).map(TranslatedUnit::line);
}
