//! The reports folder: dashboard, numbers for programs, and the page that a hosting site shows.

mod effort;
mod material;
mod review;

use material::Material;
pub(in crate::pipeline) use review::source_print;
use review::{Reviewed, review_pages};

use super::{Source, Workspace};
use crate::language::Language;
use crate::model::{Failure, ModuleId, Tally, UnitKind};
use crate::report::html::{
    Dashboard, DashboardWave, Link, ModuleLanguage, ModulePage, WorkDebt, WorkList, WorkModule, dashboard,
    findings_page, glossary_page, module_page, slug, work_list,
};
use crate::report::{self, StatusTable, Value, Wording};
use crate::store;

/// What `report` wrote.
#[derive(Debug)]
pub struct Reported {
    /// The numbers that everything shows.
    pub status: StatusTable,
    /// The files that were written, relative to the project; those whose bytes did not change are left out.
    pub written: Vec<String>,
}

/// Writes the reports. `is_part` writes only the review pages of these modules and languages, complete and without
/// links to other pages, to be sent around. `today` is the day to count ages to.
///
/// # Errors
/// When a report cannot be written; then the others may have been.
pub fn report(
    workspace: &Workspace,
    languages: &[&'static Language],
    is_part: bool,
    today: &str,
) -> Result<(Reported, Vec<Failure>), Failure> {
    let (material, mut failures) = Material::gather(workspace, languages, today);
    let (reviewed, more) = review_pages(workspace, languages, &material, is_part);
    failures.extend(more);
    let mut written: Vec<String> = Vec::new();
    if !is_part {
        for (name, text) in pages(workspace, languages, &material, &reviewed)? {
            let path = format!("{}/{name}", workspace.project.config.reports);
            if store::write_derived(&workspace.project.root.join(&path), text.as_bytes())? {
                written.push(path);
            }
        }
    }
    written.extend(reviewed.into_iter().filter_map(|reviewed| reviewed.written));
    Ok((Reported { status: material.status, written }, failures))
}

/// Returns all files but the review pages, by name.
fn pages(
    workspace: &Workspace,
    languages: &[&'static Language],
    material: &Material,
    reviewed: &[Reviewed],
) -> Result<Vec<(String, String)>, Failure> {
    let status = &material.status;
    let mut files = vec![
        ("index.html".to_owned(), index(workspace, languages, material)),
        ("status.json".to_owned(), json(status)?),
        ("status.csv".to_owned(), report::status_csv(status)),
        ("STATUS.md".to_owned(), markdown(workspace, status)),
    ];
    files.extend(languages.iter().map(|language| {
        (format!("{}/index.html", language.code), language_page(workspace, language, material, reviewed))
    }));
    let has_page = |code: &str, module: &ModuleId| {
        reviewed.iter().any(|one| one.language.code == code && one.module == *module && one.open.is_some())
    };
    let wording = &material.wording;
    let commit = material.commit.as_deref();
    let text = findings_page(&material.findings, &has_page, &links(wording, "", "findings.html"), commit, wording);
    files.push(("findings.html".to_owned(), text));
    let text = glossary_page(&material.base, languages, &links(wording, "", "glossary.html"), commit, wording);
    files.push(("glossary.html".to_owned(), text));
    let readiness = effort::readiness(workspace, material);
    for (at, source) in workspace.sources.iter().enumerate() {
        let rows: Vec<ModuleLanguage> = status
            .languages
            .iter()
            .zip(&readiness)
            .map(|(row, modules)| ModuleLanguage {
                language: row.language,
                words: row
                    .modules
                    .iter()
                    .find(|one| one.module == source.module)
                    .map(|one| one.words)
                    .unwrap_or_default(),
                readiness: modules.get(at).cloned().unwrap_or_default(),
                has_page: has_page(row.language.code, &source.module),
            })
            .collect();
        let text = module_page(&ModulePage {
            module: &source.module,
            title: &title(source),
            path: &source.path,
            languages: &rows,
            links: &links(wording, "../", ""),
            commit,
            wording,
        });
        files.push((format!("modules/{}.html", slug(&source.module)), text));
    }
    files.extend(
        status
            .languages
            .iter()
            .map(|row| (format!("badges/{}.svg", row.language.code), report::badge(row.language, &row.words))),
    );
    Ok(files)
}

/// Returns the navigation of a page: `up` leads to the reports folder, `here` is the page itself.
fn links(wording: &Wording, up: &str, here: &str) -> Vec<Link> {
    [("index.html", "nav-dashboard"), ("findings.html", "nav-findings"), ("glossary.html", "nav-glossary")]
        .into_iter()
        .map(|(page, key)| Link { to: format!("{up}{page}"), text: wording.say(key), is_here: page == here })
        .collect()
}

/// Returns the text of a link to the page of a language.
fn language_link(wording: &Wording, language: &Language) -> String {
    wording
        .say_with("nav-language", &[("code", Value::Text(language.code)), ("language", Value::Text(language.english))])
}

fn language_page(
    workspace: &Workspace,
    language: &'static Language,
    material: &Material,
    reviewed: &[Reviewed],
) -> String {
    let wording = &material.wording;
    let titles: Vec<String> = workspace.sources.iter().map(title).collect();
    let row = material.status.languages.iter().find(|row| row.language == language);
    let modules: Vec<WorkModule<'_>> = workspace
        .sources
        .iter()
        .zip(&titles)
        .map(|(source, title)| {
            let page = reviewed.iter().find(|one| one.language == language && one.module == source.module);
            let tally = row.and_then(|row| row.modules.iter().find(|tally| tally.module == source.module));
            WorkModule {
                module: &source.module,
                title,
                words: tally.map(|tally| tally.words).unwrap_or_default(),
                open: page.and_then(|page| page.open),
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
    let links = [
        Link { to: "../index.html".to_owned(), text: wording.say("nav-dashboard"), is_here: false },
        Link { to: "index.html".to_owned(), text: language_link(wording, language), is_here: true },
    ];
    work_list(&WorkList {
        language,
        modules: &modules,
        debts: &debts,
        links: &links,
        commit: material.commit.as_deref(),
        wording,
    })
}

fn index(workspace: &Workspace, languages: &[&'static Language], material: &Material) -> String {
    let status = &material.status;
    let config = &workspace.project.config;
    let waves: Vec<DashboardWave<'_>> = config
        .waves
        .iter()
        .map(|wave| DashboardWave {
            name: &wave.name,
            languages: &wave.languages,
            due: wave.due.as_deref(),
            words: wave_words(status, wave),
        })
        .collect();
    let modules: Vec<(ModuleId, String)> =
        workspace.sources.iter().map(|source| (source.module.clone(), title(source))).collect();
    dashboard(&Dashboard {
        project: &config.name,
        status,
        modules: &modules,
        words: workspace.sources.iter().flat_map(|source| &source.words).sum(),
        waves: &waves,
        readiness: &effort::readiness(workspace, material),
        effort: &effort::efforts(workspace, languages, material),
        currency: config.rates.translation_per_word.map(|_| config.rates.currency.as_str()),
        links: &links(&material.wording, "", "index.html"),
        commit: material.commit.as_deref(),
        wording: &material.wording,
    })
}

fn wave_words(status: &StatusTable, wave: &crate::project::Wave) -> Tally {
    let mut words = Tally::default();
    for row in status.languages.iter().filter(|row| wave.languages.contains(&row.language)) {
        for module in &row.modules {
            if wave.modules.is_empty() || wave.modules.iter().any(|glob| glob.is_match(module.module.as_str())) {
                words.merge(&module.words);
            }
        }
    }
    words
}

/// Returns the title of a module: its front matter, else its first heading, else its path.
#[must_use]
pub(super) fn title(source: &Source) -> String {
    let units = &source.document.units;
    let field = units.iter().find(|unit| unit.kind == UnitKind::FrontMatter && unit.line <= 3);
    let heading = units.iter().find(|unit| unit.kind == UnitKind::Heading);
    field.or(heading).map_or_else(|| source.module.to_string(), |unit| unit.source.clone())
}

fn json(status: &StatusTable) -> Result<String, Failure> {
    let object = serde_json::json!({"schema": "concordia/status/1", "languages": status.languages});
    serde_json::to_string_pretty(&object)
        .map(|text| text + "\n")
        .map_err(|error| Failure::new(format!("the status cannot be written as JSON: {error}")))
}

fn markdown(workspace: &Workspace, status: &StatusTable) -> String {
    format!(
        "# {}: status of the translations\n\nNumbers are English words. Written by `concordia report`.\n\n{}",
        workspace.project.config.name,
        report::status_markdown(status)
    )
}
