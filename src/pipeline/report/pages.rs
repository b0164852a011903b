//! All files of the reports folder but the review pages, by name.

use std::collections::HashMap;

use super::super::{EngineRow, Refusal, Source, Workspace};
use super::material::Material;
use super::review::Reviewed;
use super::{effort, numbers, outlook};
use crate::language::Language;
use crate::model::{Failure, Format, ModuleId, Severity, State, UnitKind};
use crate::report::html::{
    Dashboard, DraftRow, DraftsPage, Link, ModuleLanguage, ModulePage, RefusalRow, TrendPage, WorkDebt, WorkList,
    WorkModule, WorkUnit, dashboard, drafts_page, findings_page, glossary_page, module_page, slug, trend_page,
    work_list,
};
use crate::report::{self, Value, Wording};

/// What came of the review pages, by language and module.
type ByPair<'a> = HashMap<(&'a str, &'a ModuleId), &'a Reviewed>;

/// Returns all files but the review pages, by name.
pub(super) fn pages(
    workspace: &Workspace,
    languages: &[&'static Language],
    material: &Material,
    reviewed: &[Reviewed],
) -> Result<Vec<(String, String)>, Failure> {
    let status = &material.status;
    let wording = &material.wording;
    let commit = material.commit.as_deref();
    let reviewed: ByPair<'_> = reviewed.iter().map(|one| ((one.language.code, &one.module), one)).collect();
    let has_page = |code: &str, module: &ModuleId| reviewed.get(&(code, module)).is_some_and(|one| one.open.is_some());
    let mut files = vec![
        ("index.html".to_owned(), index(workspace, languages, material)),
        ("trend.html".to_owned(), trend(material, languages)),
        ("drafts.html".to_owned(), drafts(workspace, material, &has_page)),
        (
            "findings.html".to_owned(),
            findings_page(&material.findings, &has_page, &links(wording, "", "findings.html"), commit, wording),
        ),
        (
            "glossary.html".to_owned(),
            glossary_page(&material.base, languages, &links(wording, "", "glossary.html"), commit, wording),
        ),
        ("status.json".to_owned(), numbers::json(workspace, languages, material)?),
        ("status.csv".to_owned(), numbers::csv(material)),
        ("STATUS.md".to_owned(), numbers::markdown(workspace, status)),
    ];
    files.extend(languages.iter().map(|language| {
        (format!("{}/index.html", language.code), language_page(workspace, language, material, &reviewed))
    }));
    files.extend(
        workspace
            .sources
            .iter()
            .map(|source| (format!("modules/{}.html", slug(&source.module)), module(source, material, &has_page))),
    );
    files.extend(status.languages.iter().map(|row| (format!("badges/{}.svg", row.language.code), report::badge(row))));
    Ok(files)
}

/// Returns the navigation of a page: `up` leads to the reports folder, `here` is the page itself.
fn links(wording: &Wording, up: &str, here: &str) -> Vec<Link> {
    [
        ("index.html", "nav-dashboard"),
        ("trend.html", "nav-trend"),
        ("findings.html", "nav-findings"),
        ("drafts.html", "nav-drafts"),
        ("glossary.html", "nav-glossary"),
    ]
    .into_iter()
    .map(|(page, key)| Link { to: format!("{up}{page}"), text: wording.say(key), is_here: page == here })
    .collect()
}

/// Returns the navigation of the pages of a language.
pub(super) fn language_links(wording: &Wording, language: &Language, is_here: bool) -> Vec<Link> {
    let values = [("code", Value::Text(language.code)), ("language", Value::Text(wording.name(language)))];
    let own = Link { to: "index.html".to_owned(), text: wording.say_with("nav-language", &values), is_here };
    let mut all = links(wording, "../", "");
    all.insert(1, own);
    all
}

fn index(workspace: &Workspace, languages: &[&'static Language], material: &Material) -> String {
    let config = &workspace.project.config;
    let modules: Vec<(ModuleId, String)> =
        workspace.sources.iter().map(|source| (source.module.clone(), title(source))).collect();
    dashboard(&Dashboard {
        project: &config.name,
        status: &material.status,
        modules: &modules,
        words: workspace.sources.iter().flat_map(|source| source.words()).sum(),
        waves: &outlook::waves(workspace, material),
        publication: &material.publication,
        effort: &effort::efforts(workspace, languages, material),
        outlook: &outlook::outlooks(material, languages),
        findings: Severity::ALL.map(|severity| material.count(severity, None)),
        start: &material.start,
        currency: config.rates.translation_per_word.map(|_| config.rates.currency.as_str()),
        links: &links(&material.wording, "", "index.html"),
        commit: material.commit.as_deref(),
        wording: &material.wording,
    })
}

fn trend(material: &Material, languages: &[&'static Language]) -> String {
    let trend = material.trend.as_ref();
    trend_page(&TrendPage {
        series: &outlook::series(material, languages),
        churn: trend.map(|trend| trend.churn.as_slice()).unwrap_or_default(),
        begins: trend.map(|trend| trend.begins),
        is_shallow: trend.is_some_and(|trend| trend.is_shallow),
        skipped: trend.map_or(0, |trend| trend.skipped),
        links: &links(&material.wording, "", "trend.html"),
        commit: material.commit.as_deref(),
        wording: &material.wording,
    })
}

fn drafts<'a>(workspace: &Workspace, material: &'a Material, has_page: &dyn Fn(&str, &ModuleId) -> bool) -> String {
    let row = |row: &EngineRow| {
        let module = (!row.module.is_empty()).then(|| ModuleId::new(row.module.clone()));
        let source = workspace.sources.iter().find(|source| Some(&source.module) == module.as_ref());
        DraftRow {
            engine: row.engine.clone(),
            language: row.language.clone(),
            has_page: module.as_ref().is_some_and(|module| has_page(&row.language, module)),
            module,
            title: source.map(title).unwrap_or_default(),
            drafts: row.drafts,
            open: row.open,
            unchanged: row.unchanged,
            edited: row.edited,
            rejected: row.rejected,
            lapsed: row.lapsed,
            refused: row.refused,
            distance: row.distance,
            characters: row.characters,
        }
    };
    let refusal = |one: &'a Refusal| RefusalRow {
        engine: &one.engine,
        language: &one.language,
        module: &one.module,
        unit: &one.unit,
        source: &one.source,
        at: &one.at,
        reason: &one.reason,
        has_page: has_page(&one.language, &one.module),
    };
    drafts_page(&DraftsPage {
        sums: &material.drafts.by_language().iter().map(row).collect::<Vec<_>>(),
        rows: &material.drafts.rows.iter().map(row).collect::<Vec<_>>(),
        refusals: &material.drafts.refusals.iter().map(refusal).collect::<Vec<_>>(),
        links: &links(&material.wording, "", "drafts.html"),
        commit: material.commit.as_deref(),
        wording: &material.wording,
    })
}

fn module(source: &Source, material: &Material, has_page: &dyn Fn(&str, &ModuleId) -> bool) -> String {
    let one = |row: &crate::report::LanguageTally| {
        let tally = row.modules.iter().find(|one| one.module == source.module);
        let blockers = material.publication.get(&(row.language.code, source.module.clone()));
        (row.language, tally.map(|one| one.words).unwrap_or_default(), blockers)
    };
    let rows: Vec<_> = material.status.languages.iter().map(one).collect();
    let rows: Vec<ModuleLanguage<'_>> = rows
        .iter()
        .map(|(language, words, blockers)| ModuleLanguage {
            language,
            words: *words,
            blockers: blockers.map(Vec::as_slice),
            has_page: has_page(language.code, &source.module),
        })
        .collect();
    module_page(&ModulePage {
        module: &source.module,
        title: &title(source),
        path: &source.path,
        languages: &rows,
        links: &links(&material.wording, "../", ""),
        commit: material.commit.as_deref(),
        wording: &material.wording,
    })
}

fn language_page(
    workspace: &Workspace,
    language: &'static Language,
    material: &Material,
    reviewed: &ByPair<'_>,
) -> String {
    let wording = &material.wording;
    let titles: Vec<String> = workspace.sources.iter().map(title).collect();
    let row = material.status.languages.iter().find(|row| row.language == language);
    let modules: Vec<WorkModule<'_>> = workspace
        .sources
        .iter()
        .zip(&titles)
        .map(|(source, title)| {
            let tally = row.and_then(|row| row.modules.iter().find(|tally| tally.module == source.module));
            WorkModule {
                module: &source.module,
                title,
                words: tally.map(|tally| tally.words).unwrap_or_default(),
                open: reviewed.get(&(language.code, &source.module)).and_then(|one| one.open),
            }
        })
        .collect();
    let debts: Vec<WorkDebt<'_>> = material
        .debts
        .iter()
        .filter(|item| item.language == language)
        .map(|item| WorkDebt {
            module: &item.module,
            unit: &item.unit,
            source: &item.new,
            class: item.class.word(),
            since: item.since.as_ref().map(|since| since.date.as_str()),
        })
        .collect();
    let page = |source: &Source| reviewed.get(&(language.code, &source.module)).copied();
    let pages: Vec<&Reviewed> = workspace.sources.iter().filter_map(page).collect();
    work_list(&WorkList {
        language,
        modules: &modules,
        debts: &debts,
        waiting: &waiting(workspace, &titles, &pages),
        waits: pages.iter().map(|page| page.waits).sum(),
        links: &language_links(wording, language, true),
        commit: material.commit.as_deref(),
        wording,
    })
}

/// Returns the units that wait on some pages, what is missing first.
fn waiting<'a>(workspace: &'a Workspace, titles: &'a [String], pages: &[&Reviewed]) -> Vec<WorkUnit<'a>> {
    let mut waiting = Vec::new();
    for (source, title) in workspace.sources.iter().zip(titles) {
        let of_page = pages.iter().filter(|page| page.module == source.module).flat_map(|page| &page.waiting);
        let unit = |&(at, state): &(usize, State)| {
            let unit = source.document.units.get(at)?;
            Some(WorkUnit { module: &source.module, title, unit: unit.id(), source: &unit.source, state })
        };
        waiting.extend(of_page.filter_map(unit));
    }
    waiting.sort_by_key(|one| one.state);
    waiting
}

/// A longer first line of a Fluent file is no title.
const LONGEST_TITLE: usize = 80;

/// Returns the title of a module: its front matter, else its first heading, else what a Fluent file says of itself in its
/// first line, else its path.
#[must_use]
pub(super) fn title(source: &Source) -> String {
    let units = &source.document.units;
    let field = units.iter().find(|unit| unit.kind == UnitKind::FrontMatter && unit.line <= 3);
    let heading = units.iter().find(|unit| unit.kind == UnitKind::Heading);
    let own_words = || {
        let comment = source.text.lines().next()?.strip_prefix("### ").filter(|_| source.format == Format::Fluent)?;
        let words = comment.trim().trim_end_matches('.');
        (!words.is_empty() && words.chars().count() <= LONGEST_TITLE).then(|| words.to_owned())
    };
    let written = field.or(heading).map(|unit| unit.source.clone());
    written.or_else(own_words).unwrap_or_else(|| source.module.to_string())
}
