//! `status` for people: one line per language, module or wave, in 80 columns.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::table::{Align, Cell, grouped, percent, shorten, table};
use super::{ModuleTally, StatusTable, bar, markdown_text, visible};
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
    /// The columns that the table may take.
    pub columns: usize,
    /// The waves of the project.
    pub waves: &'a [StatusWave<'a>],
}

/// The cells of a bar.
const BAR: usize = 6;
/// The least room for a name.
const NAME: usize = 10;

/// One line: its name, a second name, its numbers.
struct Line {
    name: String,
    note: String,
    tally: Tally,
    /// Whether all that the line is about could be read.
    is_known: bool,
}

impl Line {
    fn full_name(&self) -> String {
        if self.note.is_empty() { self.name.clone() } else { format!("{} {}", self.name, self.note) }
    }
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
    let is_known = status.languages.iter().all(|row| row.unreadable.is_empty());
    lines.push(Line { name: "all".into(), note: String::new(), tally: total, is_known });
    let heads = ["missing", "stale", "draft", "transl.", "revised", "approved"];
    // What the numbers leave is shared by the names and, where there is room for both, a bar.
    let widths =
        heads.iter().zip(State::ALL).map(|(head, state)| head.len().max(grouped(total.get(state)).width()) + 2);
    let left = options.columns.saturating_sub(widths.sum::<usize>() + "100 %".len() + 2);
    // A name comes before a bar where a bar would cut it; languages are known by their codes.
    let needed = lines.iter().map(|line| line.full_name().width()).max().unwrap_or(0);
    let is_cut_by_bar = needed <= left && needed + BAR + 2 > left;
    let has_bar = left >= NAME + BAR + 2 && (options.group == StatusGroup::Language || !is_cut_by_bar);
    let room = if has_bar { left - BAR - 2 } else { left.max(NAME) };
    let head = ["", "done"].into_iter().chain(has_bar.then_some("")).chain(heads);
    let mut rows = vec![head.map(|head| Cell::styled(head, bold)).collect::<Vec<_>>()];
    let last = lines.len() - 1;
    for (index, line) in lines.iter().enumerate() {
        let style = if index == last { bold } else { Style::new() };
        let mut row = vec![
            Cell::styled(shorten(&line.full_name(), room), style),
            Cell::styled(
                if line.is_known { percent(line.tally.fresh(), line.tally.total()) } else { "?".to_owned() },
                style,
            ),
        ];
        row.extend(has_bar.then(|| Cell::plain(bar(&line.tally, BAR))));
        row.extend(State::ALL.into_iter().map(|state| match line.tally.get(state) {
            0 => Cell::styled("–", dim),
            number => Cell::styled(grouped(number), style),
        }));
        rows.push(row);
    }
    let mut align = vec![Align::Left, Align::Right];
    align.extend(has_bar.then_some(Align::Left));
    align.extend([Align::Right; 6]);
    let what = if options.units { "units" } else { "English words" };
    format!(
        "{}\n{dim}In {what}. █ approved ▓ revised ▒ translated ░ draft ~ stale · missing{dim:#}\n",
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
                is_known: row.unreadable.is_empty(),
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
            let is_known = |id: &ModuleId| !status.languages.iter().any(|row| row.unreadable.contains(id));
            let line = |(id, tally): (ModuleId, Tally)| Line {
                name: short(&id),
                note: String::new(),
                tally,
                is_known: is_known(&id),
            };
            lines.into_iter().map(line).collect()
        }
        StatusGroup::Wave => options
            .waves
            .iter()
            .map(|wave| {
                let mut tally = Tally::default();
                let mut is_known = true;
                for row in status.languages.iter().filter(|row| wave.languages.contains(&row.language)) {
                    for module in row.modules.iter().filter(|module| wave.contains(&module.module)) {
                        tally.merge(&pick(module));
                    }
                    is_known &= !row.unreadable.iter().any(|module| wave.contains(module));
                }
                let note = wave.due.map_or(String::new(), |due| format!("({due})"));
                Line { name: wave.name.to_owned(), note, tally, is_known }
            })
            .collect(),
    }
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
            markdown_text(row.language.endonym),
            row.share(&row.words)
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
        let name = visible(module.as_str()).replace('`', "'");
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

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(words: Tally, columns: usize, group: StatusGroup) -> Vec<String> {
        let language = crate::language::find("lt").unwrap();
        let module = ModuleTally {
            module: ModuleId::new("a/a-very-long-name-of-a-module-about-it-all.md"),
            units: words,
            words,
        };
        let status = StatusTable::new(&[language], vec![(language, module.clone())], &[module.module]);
        let waves = [StatusWave {
            name: "a wave with a long name",
            languages: &[language],
            modules: &[],
            due: Some("2027-01-01"),
        }];
        let options = StatusOptions { group, units: false, columns, waves: &waves };
        let text = anstream::adapter::strip_str(&status_text(&status, &options)).to_string();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn every_line_fits_its_terminal_and_keeps_its_numbers() {
        let small = Tally { missing: 1, approved: 2, ..Tally::default() };
        let large = Tally {
            missing: 376_421,
            stale: 19_412,
            draft: 77_200,
            translated: 300_350,
            revised: 99_999,
            approved: 12_345,
        };
        let huge = Tally {
            missing: 9_999_999,
            stale: 999_999,
            draft: 999_999,
            translated: 999_999,
            revised: 999_999,
            approved: 999_999,
        };
        for group in [StatusGroup::Language, StatusGroup::Module, StatusGroup::Wave] {
            for words in [small, large, huge] {
                for line in lines_of(words, 80, group) {
                    assert!(line.width() <= 80, "{} columns: {line}", line.width());
                }
            }
        }
        assert!(lines_of(small, 80, StatusGroup::Language)[1].contains("lt lietuvių k"));
        for columns in [140, usize::MAX] {
            assert!(lines_of(huge, columns, StatusGroup::Wave)[1].starts_with("a wave with a long name (2027-01-01) "));
            assert!(
                lines_of(small, columns, StatusGroup::Module)[1].starts_with("a-very-long-name-of-a-module-about-")
            );
        }
        let narrow = &lines_of(small, 94, StatusGroup::Wave)[1];
        assert!(narrow.starts_with("a wave with a long name (2027-01-01) ") && !narrow.contains('█'), "{narrow}");
        assert!(lines_of(small, 80, StatusGroup::Language)[1].contains('█'));
        assert!(lines_of(huge, 80, StatusGroup::Language)[1].contains("9\u{a0}999\u{a0}999"));
    }
}
