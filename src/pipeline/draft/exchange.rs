//! Drafts that come later: documents out to eTranslation, deliveries in.
//!
//! A text is named by a hash of its module, unit, English and form, so a delivery needs nothing but the project of
//! today: what was edited since is recognised as late, what comes twice changes nothing, and a part of a document is as
//! good as the whole. The request ledger says who asked for what and when.

use std::collections::HashMap;
use std::path::Path;

use serde_json::json;

use super::gather::{Work, gather};
use super::terms::Terms;
use super::verify;
use super::write::{Draft, write};
use crate::check::{Content, Plan};
use crate::draft::{Capabilities, Masking, Prepared, Task, plural_sample};
use crate::engine::{Delivery, ETranslation, Parcel, Returned};
use crate::glossary::Termbase;
use crate::language::{Category, Language};
use crate::model::{Failure, Finding, Fingerprint, RuleId, Severity};
use crate::pipeline::{ModuleFilter, Workspace};
use crate::store;

/// The request ledger, below the folder of the translations.
const REQUESTS: &str = "etranslation.requests.jsonl";

/// One document that was sent, or written for somebody to send.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Submitted {
    /// The language code.
    pub language: String,
    /// Our name for the document.
    pub reference: String,
    /// The engine's number; none for a document that was written to a folder.
    pub request: Option<i64>,
    /// Texts in it.
    pub texts: u64,
    /// Characters in it.
    pub characters: u64,
}

/// What was taken from deliveries.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Collected {
    /// The language code.
    pub language: String,
    /// Units drafted.
    pub drafted: u64,
    /// Texts whose English was edited or translated since, or that were collected before.
    pub late: u64,
    /// Units of which the deliveries hold some forms only.
    pub partial: u64,
    /// Refused texts.
    pub findings: Vec<Finding>,
}

/// The forms of a unit that a delivery holds, by category; none where it was refused or is not there.
type Forms = Vec<(usize, Option<String>)>;

struct Wish {
    key: String,
    module: usize,
    wanted: usize,
    category: usize,
    prepared: Prepared,
}

/// Documents of many short paragraphs can be cut anywhere, so no text is too long.
fn capabilities() -> Capabilities {
    Capabilities {
        is_supported: true,
        maskings: vec![Masking::Html],
        has_glossary: false,
        has_formality: false,
        has_context: false,
        max_texts: usize::MAX,
        max_bytes: usize::MAX,
        max_characters: usize::MAX,
    }
}

fn wishes(work: &Work<'_>, terms: &Terms<'_>) -> Vec<Wish> {
    let mut wishes = Vec::new();
    for (module, one) in work.modules.iter().enumerate() {
        for (index, wanted) in one.wanted.iter().enumerate() {
            let Some(unit) = work.unit(module, wanted) else { continue };
            let content = Content::of_format(one.source.format);
            let mut add = |source: &str, category: usize, count: Option<u32>| {
                let task = Task { source: source.to_owned(), content, keep: terms.kept(source), count };
                let form = category.to_string();
                let name = [one.source.module.as_str(), wanted.id.as_str(), &wanted.source.to_string(), &form];
                let key = format!("c{}", Fingerprint::of(name));
                if let Some(prepared) = task.prepare(&capabilities(), 0) {
                    wishes.push(Wish { key, module, wanted: index, category, prepared });
                }
            };
            match &unit.plural {
                None => add(&unit.source, 0, None),
                Some(_) if one.forms.is_empty() => {}
                Some(plural) => {
                    for (at, &category) in work.language.plural.categories.iter().enumerate() {
                        let source = if category == Category::One { &unit.source } else { plural };
                        add(source, at, Some(plural_sample(work.language, category)));
                    }
                }
            }
        }
    }
    wishes
}

/// Asks for everything that is missing: through the engine, or as documents in a folder.
pub fn submit(
    workspace: &Workspace,
    languages: &[&'static Language],
    filter: &ModuleFilter,
    base: &Termbase,
    to: Result<&ETranslation, &Path>,
    today: &str,
) -> (Vec<Submitted>, Vec<Failure>) {
    let mut submitted = Vec::new();
    let mut failures = Vec::new();
    let ledger_path = format!("{}/{REQUESTS}", workspace.project.config.translations);
    let path = workspace.project.root.join(&ledger_path);
    let mut ledger = store::read(&path).unwrap_or_default();
    for &language in languages {
        let (work, failed) = gather(workspace, language, filter, today);
        failures.extend(failed);
        let terms = Terms::new(base, language);
        let texts: Vec<(String, String)> =
            wishes(&work, &terms).iter().map(|wish| (wish.key.clone(), wish.prepared.parts().concat())).collect();
        if texts.is_empty() {
            continue;
        }
        let hash = Fingerprint::of(texts.iter().map(|(key, _)| key.as_str()).chain([language.code])).to_string();
        let reference = format!("concordia-{}", hash.get(..12).unwrap_or(&hash));
        let parcel = Parcel::new(&reference, &texts);
        let asked = String::from_utf8_lossy(&ledger);
        let is_asked = asked
            .lines()
            .any(|line| line.contains(&format!("\"reference\":\"{reference}\"")) && line.contains("\"request\":"));
        let outcome = match to {
            // The same document was asked for and is still on its way.
            Ok(_) if is_asked => continue,
            Ok(engine) => engine.submit(&parcel, language).map(|order| Some(order.request)).map_err(Failure::from),
            Err(folder) => {
                let file = folder.join(format!("{reference}_{}.html", language.etranslation));
                store::write_atomic(&file, parcel.html.as_bytes()).map(|_| None).map_err(Failure::from)
            }
        };
        let request = match outcome {
            Ok(request) => request,
            Err(failure) => {
                failures.push(failure);
                continue;
            }
        };
        let characters = texts.iter().map(|(_, text)| text.chars().count() as u64).sum();
        let mut line = json!({
            "act": "submit", "engine": "etranslation", "reference": reference, "language": language.code,
            "texts": texts.len(), "characters": characters, "at": today,
            "source": Fingerprint::of([parcel.html.as_str()]),
        });
        if let (Some(request), Some(fields)) = (request, line.as_object_mut()) {
            fields.insert("request".into(), json!(request));
        }
        ledger.extend_from_slice(format!("{line}\n").as_bytes());
        // Written at once: what was asked for must not be asked for again after an interruption.
        if let Err(error) = store::write_atomic(&path, &ledger) {
            failures.push(error.into());
        }
        let (language, texts) = (language.code.to_owned(), texts.len() as u64);
        submitted.push(Submitted { language, reference, request, texts, characters });
    }
    (submitted, failures)
}

/// Takes what a folder of deliveries holds. Files stay where they are; taking them again changes nothing.
///
/// # Errors
/// When the folder cannot be read.
pub fn collect(
    workspace: &Workspace,
    languages: &[&'static Language],
    base: &Termbase,
    folder: &Path,
    today: &str,
) -> Result<(Vec<Collected>, Vec<Failure>), Failure> {
    let mut failures = Vec::new();
    let mut delivered: HashMap<String, Vec<(String, String)>> = HashMap::new();
    let entries = std::fs::read_dir(folder)
        .map_err(|error| Failure::new(error.to_string()).in_file(folder.display().to_string()))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        let failed = |message: String| Failure::new(message).in_file(path.display().to_string());
        let delivery = store::read(&path).ok().and_then(|bytes| Delivery::read(&name, &bytes));
        match delivery {
            None => failures.push(failed("this is no delivery".to_owned()).hint("deliveries are JSON or HTML")),
            Some(Delivery { returned: Returned::Note, .. }) => {}
            Some(Delivery { returned: Returned::Failed(why), request, .. }) => {
                let number = request.map_or(String::new(), |request| format!(" of request {request}"));
                failures.push(failed(format!("the translation{number} failed: {why}")));
            }
            Some(Delivery { language: None, .. }) => failures.push(
                failed("the language of this delivery is not known".to_owned())
                    .hint("end the file name in the language's code, as in `name_DA.html`"),
            ),
            Some(Delivery { language: Some(code), returned: Returned::Texts(texts), .. }) => {
                delivered.entry(code.split('-').next().unwrap_or("").to_owned()).or_default().extend(texts);
            }
        }
    }
    let mut collected = Vec::new();
    for &language in languages {
        let Some(texts) = delivered.remove(language.code) else { continue };
        let (work, failed) = gather(workspace, language, &ModuleFilter::default(), today);
        failures.extend(failed);
        let (one, failed) = take(workspace, &work, &Terms::new(base, language), texts, today);
        failures.extend(failed);
        collected.push(one);
    }
    Ok((collected, failures))
}

fn take(
    workspace: &Workspace,
    work: &Work<'_>,
    terms: &Terms<'_>,
    texts: Vec<(String, String)>,
    today: &str,
) -> (Collected, Vec<Failure>) {
    let language = work.language;
    let plan = Plan::new(&workspace.project.config.check, language);
    let mut collected = Collected { language: language.code.to_owned(), ..Collected::default() };
    let mut failures = Vec::new();
    let mut answers: HashMap<String, String> = HashMap::new();
    for (key, text) in texts {
        answers.entry(key).or_insert(text);
    }
    let mut units: HashMap<(usize, usize), Forms> = HashMap::new();
    for wish in wishes(work, terms) {
        let answer = answers.remove(&wish.key);
        let Some(module) = work.modules.get(wish.module) else { continue };
        let Some(unit) = module.wanted.get(wish.wanted).and_then(|wanted| work.unit(wish.module, wanted)) else {
            continue;
        };
        let text = answer.and_then(|answer| {
            let accepted = wish.prepared.accept(&[answer]).and_then(|text| {
                let content = Content::of_format(module.source.format);
                let many = unit.plural.as_deref().unwrap_or(&unit.source);
                let is_one = language.plural.categories.get(wish.category) == Some(&Category::One);
                let english = if is_one { &unit.source } else { many };
                verify::checked(english, &text, unit, content, language, &plan)?;
                Ok(text)
            });
            accepted
                .map_err(|damage| {
                    let message = format!("the draft of etranslation was refused: {damage}");
                    let mut finding = Finding::new(RuleId::new("draft"), Severity::Warning, message);
                    finding.language = Some(language.code.to_owned());
                    finding.module = Some(module.source.module.clone());
                    finding.unit = Some(unit.id());
                    finding.source = Some(unit.source.clone());
                    collected.findings.push(finding);
                })
                .ok()
        });
        units.entry((wish.module, wish.wanted)).or_default().push((wish.category, text));
    }
    collected.late = answers.len() as u64;
    for (module, one) in work.modules.iter().enumerate() {
        let mut drafts = Vec::new();
        for (index, wanted) in one.wanted.iter().enumerate() {
            let Some(texts) = units.get(&(module, index)) else { continue };
            let is_plural = work.unit(module, wanted).is_some_and(|unit| unit.plural.is_some());
            let mut forms = vec![String::new(); texts.len()];
            for (category, text) in texts {
                let place = if is_plural { one.forms.get(*category).copied().unwrap_or(0) } else { 0 };
                if let (Some(form), Some(text)) = (forms.get_mut(place), text) {
                    form.clone_from(text);
                }
            }
            let filled = forms.iter().filter(|form| !form.is_empty()).count();
            if filled < forms.len() {
                collected.partial += u64::from(filled > 0);
                continue;
            }
            let engine = "etranslation".to_owned();
            drafts.push(Draft { wanted: index, forms, engine, model: None, origin: None, characters: 0, cost: None });
        }
        let by_unit =
            drafts.iter().filter_map(|draft| Some((one.wanted.get(draft.wanted)?.id.clone(), draft.forms.clone())));
        let refused = verify::structure(one, language, &by_unit.collect());
        drafts.retain(|draft| one.wanted.get(draft.wanted).is_some_and(|wanted| !refused.contains_key(&wanted.id)));
        for (unit, damage) in refused {
            let message = format!("the draft of etranslation was refused: {damage}");
            let mut finding = Finding::new(RuleId::new("draft"), Severity::Warning, message);
            (finding.language, finding.unit) = (Some(language.code.to_owned()), Some(unit));
            finding.module = Some(one.source.module.clone());
            collected.findings.push(finding);
        }
        collected.drafted += drafts.len() as u64;
        if let Err(failure) = write(&workspace.project.root, one, &drafts, today) {
            failures.push(failure);
        }
    }
    (collected, failures)
}
