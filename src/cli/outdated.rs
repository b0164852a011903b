//! `concordia outdated`.

use super::pieces::coloured;
use super::{Outcome, OutputFormat, Session};
use crate::model::{ChangeClass, Failure};
use crate::outdated::Item;
use crate::pipeline::{self, Workspace};
use crate::{diff, report};

/// List every stale unit: what changed in English, how much it matters, since when
///
/// The most dangerous class comes first, in it the oldest debt. Writes nothing and needs no `sync` before.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia outdated\n  concordia outdated -l pl --class meaning --older-than 14\n  \
    concordia outdated --wave first --format csv -o outdated.csv\n\nClasses: whitespace, markup, punctuation, typo, wording, meaning"
)]
pub struct Args {
    /// Only these classes of English edits: `--class meaning,wording`
    #[arg(long, value_name = "CLASSES", value_delimiter = ',', value_parser = class)]
    pub class: Vec<ChangeClass>,
    /// Only what is stale for more than this many days
    #[arg(long, value_name = "DAYS")]
    pub older_than: Option<u32>,
    /// Only the languages and modules of this wave
    #[arg(long, value_name = "NAME")]
    pub wave: Option<String>,
    /// Stop after this many units
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Reads the word of a class.
pub(super) fn class(word: &str) -> Result<ChangeClass, String> {
    let names: Vec<&str> = ChangeClass::ALL.into_iter().map(ChangeClass::word).collect();
    let found = ChangeClass::ALL.into_iter().find(|class| class.word() == word);
    found.ok_or_else(|| format!("the classes are {}", names.join(", ")))
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json, OutputFormat::Csv, OutputFormat::Markdown])?;
    let workspace = session.workspace()?;
    let languages = session.languages(&workspace.project)?;
    let (mut items, failures) = pipeline::outdated(&workspace, &languages, &session.today);
    filter(args, &workspace, &mut items)?;
    match format {
        OutputFormat::Json => session.print_json(
            &serde_json::json!({ "schema": "concordia/outdated/1", "total": items.len(), "items": items }),
        )?,
        OutputFormat::Csv => session.print(&csv(&items))?,
        OutputFormat::Markdown => session.print(&markdown(&items))?,
        _ => session.print(&text(&items))?,
    }
    Ok(Outcome::with(workspace.failures.into_iter().chain(failures).collect()))
}

fn filter(args: &Args, workspace: &Workspace, items: &mut Vec<Item>) -> Result<(), Failure> {
    let waves = &workspace.project.config.waves;
    let wave = match &args.wave {
        Some(name) => Some(waves.iter().find(|wave| wave.name == *name).ok_or_else(|| {
            let names: Vec<&str> = waves.iter().map(|wave| wave.name.as_str()).collect();
            let hint = if names.is_empty() { "concordia.toml names none".to_owned() } else { names.join(", ") };
            Failure::new(format!("there is no wave `{name}`")).hint(format!("waves: {hint}"))
        })?),
        None => None,
    };
    items.retain(|item| {
        let is_in_wave = wave.is_none_or(|wave| {
            let has_module =
                wave.modules.is_empty() || wave.modules.iter().any(|glob| glob.is_match(item.module.as_str()));
            has_module && wave.languages.contains(&item.language)
        });
        is_in_wave
            && (args.class.is_empty() || args.class.contains(&item.class))
            && args.older_than.is_none_or(|days| item.age_days.is_some_and(|age| age > days))
    });
    items.truncate(args.limit.unwrap_or(usize::MAX));
    Ok(())
}

fn text(items: &[Item]) -> String {
    if items.is_empty() {
        return "Nothing is out of date.\n".to_owned();
    }
    let (bold, dim) = (anstyle::Style::new().bold(), anstyle::Style::new().dimmed());
    let mut out = String::new();
    for item in items {
        let style = class_style(item.class);
        out.push_str(&format!(
            "{bold}{}{bold:#}  {}:{}  {dim}{}{dim:#}\n",
            item.language.code, item.path, item.line, item.unit
        ));
        out.push_str(&format!("    {style}{}{style:#}", item.class));
        if !item.tokens.is_empty() {
            out.push_str(&format!(" ({})", report::shorten(&item.tokens.join("; "), 90)));
        }
        out.push_str(&format!(", {}", item.age_words()));
        if let Some(since) = &item.since {
            let commit = since.commit.get(..10).unwrap_or(&since.commit);
            out.push_str(&format!(
                "{dim}, since {} {commit} {}: {}{}{dim:#}",
                since.date,
                since.author,
                report::shorten(&since.subject, 50),
                since.arrived.as_ref().map_or(String::new(), |day| format!(", here since {day}"))
            ));
        }
        out.push_str(&format!("\n    {}\n", coloured(&item.pieces())));
        for form in &item.translation {
            out.push_str(&format!("    {dim}{form}{dim:#}\n"));
        }
        out.push('\n');
    }
    let words: u64 = items.iter().map(|item| item.words).sum();
    out.push_str(&format!(
        "{}, {}: out of date.\n",
        report::counted(items.len() as u64, "unit"),
        report::counted(words, "word")
    ));
    out
}

fn class_style(class: ChangeClass) -> anstyle::Style {
    use anstyle::AnsiColor::{Red, Yellow};
    match class {
        ChangeClass::Meaning => Red.on_default().bold(),
        ChangeClass::Wording => Yellow.on_default(),
        ChangeClass::Whitespace | ChangeClass::Markup | ChangeClass::Punctuation | ChangeClass::Typo => {
            anstyle::Style::new()
        }
    }
}

fn csv(items: &[Item]) -> String {
    let mut out = String::from(
        "language,module,unit,line,class,tokens,age_days,since,commit,author,subject,words,old,new,translation\n",
    );
    for item in items {
        let since = |field: fn(&crate::outdated::Since) -> &str| item.since.as_ref().map_or("", field).to_owned();
        let cells = [
            item.language.code.to_owned(),
            item.module.to_string(),
            item.unit.to_string(),
            item.line.to_string(),
            item.class.to_string(),
            item.tokens.join("; "),
            item.age_days.map_or(String::new(), |age| age.to_string()),
            since(|since| &since.date),
            since(|since| &since.commit),
            since(|since| &since.author),
            since(|since| &since.subject),
            item.words.to_string(),
            item.old.clone(),
            item.new.clone(),
            item.translation.join("\n"),
        ];
        out.push_str(&cells.map(|cell| csv_cell(&cell)).join(","));
        out.push('\n');
    }
    out
}

/// Quotes a cell (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe in front.
fn csv_cell(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

fn markdown(items: &[Item]) -> String {
    let mut out =
        String::from("| language | unit | class | age | English | translation |\n|---|---|---|---|---|---|\n");
    let cell = |text: &str| text.replace('\\', "\\\\").replace('|', "\\|").replace('\n', " ").replace('<', "&lt;");
    for item in items {
        out.push_str(&format!(
            "| {} | {}:{} | {} | {} | {} | {} |\n",
            item.language.code,
            cell(item.module.as_str()),
            item.line,
            item.class,
            item.age_words(),
            cell(&diff::plain(&item.pieces())),
            cell(&item.translation.join(" / ")),
        ));
    }
    out
}
