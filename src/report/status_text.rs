//! `status` for people: one line per language, module or wave, in 80 columns.

use anstyle::Style;

use super::table::{Align, Cell, grouped, percent, shorten, table};
use super::{ModuleTally, StatusTable, bar};
use crate::language::Language;
use crate::model::{ModuleId, State, Tally};

/// What one line of the table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusGroup {
    /// A language.
    Language,
    /// A module, over all languages.
    Module,
    /// A group of languages that are published together.
    Wave,
}

/// A group of languages that are published together.
#[derive(Debug, Clone)]
pub struct StatusWave<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its languages.
    pub languages: &'a [&'static Language],
    /// The modules that belong to it; all when empty.
    pub modules: &'a [globset::GlobMatcher],
    /// The day on which it is due.
    pub due: Option<&'a str>,
}

impl StatusWave<'_> {
    fn contains(&self, module: &ModuleId) -> bool {
        self.modules.is_empty() || self.modules.iter().any(|glob| glob.is_match(module.as_str()))
    }
}

/// How the table is written.
#[derive(Debug, Clone, Copy)]
pub struct StatusOptions<'a> {
    /// What one line is about.
    pub group: StatusGroup,
    /// Whether units are counted instead of English words.
    pub units: bool,
    /// The columns of the terminal.
    pub columns: usize,
    /// The waves of the project.
    pub waves: &'a [StatusWave<'a>],
}

/// One line: its name, a second name, its numbers.
struct Line {
    name: String,
    note: String,
    tally: Tally,
}

/// Returns the table with its totals and legend.
#[must_use]
pub fn status_text(status: &StatusTable, options: &StatusOptions<'_>) -> String {
    let bold = Style::new().bold();
    let dim = Style::new().dimmed();
    let mut lines = lines(status, options);
    let mut total = Tally::default();
    for language in &status.languages {
        total.merge(if options.units { &language.units } else { &language.words });
    }
    lines.push(Line { name: "all".into(), note: String::new(), tally: total });
    let room = options.columns.saturating_sub(64).clamp(10, 40);
    let mut rows = vec![
        ["", "done", "", "missing", "stale", "draft", "transl.", "revised", "approved"]
            .into_iter()
            .map(|head| Cell::styled(head, bold))
            .collect::<Vec<_>>(),
    ];
    let last = lines.len() - 1;
    for (index, line) in lines.iter().enumerate() {
        let style = if index == last { bold } else { Style::new() };
        let name = if line.note.is_empty() { line.name.clone() } else { format!("{} {}", line.name, line.note) };
        let mut row = vec![
            Cell::styled(shorten(&name, room), style),
            Cell::styled(percent(line.tally.fresh(), line.tally.total()), style),
            Cell::plain(bar(&line.tally, 8)),
        ];
        row.extend(State::ALL.into_iter().map(|state| match line.tally.get(state) {
            0 => Cell::styled("–", dim),
            number => Cell::styled(grouped(number), style),
        }));
        rows.push(row);
    }
    let mut align = vec![Align::Left, Align::Right, Align::Left];
    align.extend([Align::Right; 6]);
    let what = if options.units { "units" } else { "English words" };
    format!(
        "{}\n{dim}Numbers are {what}. █ approved ▓ revised ▒ translated ░ draft ~ stale · missing{dim:#}\n",
        table(&align, &rows)
    )
}

fn lines(status: &StatusTable, options: &StatusOptions<'_>) -> Vec<Line> {
    let pick = |module: &ModuleTally| if options.units { module.units } else { module.words };
    match options.group {
        StatusGroup::Language => status
            .languages
            .iter()
            .map(|row| Line {
                name: row.language.code.to_owned(),
                note: row.language.endonym.to_owned(),
                tally: if options.units { row.units } else { row.words },
            })
            .collect(),
        StatusGroup::Module => {
            let mut lines: Vec<(ModuleId, Tally)> = Vec::new();
            for module in status.languages.iter().flat_map(|row| &row.modules) {
                match lines.binary_search_by(|(id, _)| id.cmp(&module.module)) {
                    Ok(at) => {
                        if let Some((_, tally)) = lines.get_mut(at) {
                            tally.merge(&pick(module));
                        }
                    }
                    Err(at) => lines.insert(at, (module.module.clone(), pick(module))),
                }
            }
            let short = |id: &ModuleId| id.as_str().rsplit('/').next().unwrap_or("").to_owned();
            lines.into_iter().map(|(id, tally)| Line { name: short(&id), note: String::new(), tally }).collect()
        }
        StatusGroup::Wave => options
            .waves
            .iter()
            .map(|wave| {
                let mut tally = Tally::default();
                for row in status.languages.iter().filter(|row| wave.languages.contains(&row.language)) {
                    for module in row.modules.iter().filter(|module| wave.contains(&module.module)) {
                        tally.merge(&pick(module));
                    }
                }
                let note = wave.due.map_or(String::new(), |due| format!("({due})"));
                Line { name: wave.name.to_owned(), note, tally }
            })
            .collect(),
    }
}

/// Returns the numbers as CSV (RFC 4180), one line per language and module.
#[must_use]
pub fn status_csv(status: &StatusTable) -> String {
    let mut out = String::from("language,module");
    for what in ["units", "words"] {
        for state in State::ALL {
            out.push_str(&format!(",{what}_{state}"));
        }
    }
    out.push_str("\r\n");
    for row in &status.languages {
        for module in &row.modules {
            out.push_str(&format!("{},{}", row.language.code, csv_field(module.module.as_str())));
            for tally in [&module.units, &module.words] {
                for state in State::ALL {
                    out.push_str(&format!(",{}", tally.get(state)));
                }
            }
            out.push_str("\r\n");
        }
    }
    out
}

/// Quotes a CSV field, and keeps a spreadsheet from reading it as a formula (OWASP, "CSV Injection").
fn csv_field(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

/// Returns the matrix of modules and languages as a Markdown table: the share of fresh words, and what is stale.
#[must_use]
pub fn status_markdown(status: &StatusTable) -> String {
    let mut out = String::from("| Language | Fresh | Missing | Stale | Draft | Translated | Revised | Approved |\n");
    out.push_str("|:--|--:|--:|--:|--:|--:|--:|--:|\n");
    for row in &status.languages {
        out.push_str(&format!(
            "| {} {} | {} |",
            row.language.code,
            row.language.endonym,
            percent(row.words.fresh(), row.words.total())
        ));
        for state in State::ALL {
            out.push_str(&format!(" {} |", grouped(row.words.get(state))));
        }
        out.push('\n');
    }
    out.push_str(&status_matrix(status));
    out
}

/// Returns modules × languages as a Markdown table: the share of English words with a fresh translation.
fn status_matrix(status: &StatusTable) -> String {
    let mut out = String::from("\n| Module |");
    for row in &status.languages {
        out.push_str(&format!(" {} |", row.language.code));
    }
    out.push_str("\n|:--|");
    out.push_str(&"--:|".repeat(status.languages.len()));
    out.push('\n');
    let mut modules: Vec<&ModuleId> =
        status.languages.iter().flat_map(|row| &row.modules).map(|tally| &tally.module).collect();
    modules.sort();
    modules.dedup();
    for module in modules {
        let name: String =
            module.as_str().chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().replace('`', "'");
        out.push_str(&format!("| `{}` |", name.replace('|', "\\|")));
        for row in &status.languages {
            let words = row.modules.iter().find(|tally| tally.module == *module).map(|tally| tally.words);
            let share = words.map_or_else(|| "?".to_owned(), |words| percent(words.fresh(), words.total()));
            out.push_str(&format!(" {share} |"));
        }
        out.push('\n');
    }
    out
}
