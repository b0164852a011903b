//! `concordia diff`.

use super::pieces::{coloured, new_side, old_side};
use super::{Outcome, OutputFormat, Session};
use crate::diff::{self, EntryChange, EntryDiff};
use crate::model::Failure;
use crate::outdated::Item;
use crate::pipeline::{self, CatalogueDiff, ModuleFilter};
use crate::report;

/// Show what changed in English beside the current translation, word by word
///
/// Without options: every stale unit. With `--rev`: what changed in the catalogues, entry by entry and not line by line.
/// Removed words stand in `[-brackets-]`, added ones in `{+braces+}`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia diff -l da -m 3\n  concordia diff --side-by-side\n  \
    concordia diff --rev main..HEAD -l pl     what this branch changed in Polish\n  concordia diff --rev v1.0         since a release")]
pub struct Args {
    /// Show what changed in the catalogues from A to B; from A to the files as they are when B is left out
    #[arg(long, value_name = "A[..B]")]
    pub rev: Option<String>,
    /// Old and new in two columns: the English, or with --rev the translations
    #[arg(long)]
    pub side_by_side: bool,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json])?;
    let workspace = session.workspace()?;
    let languages = session.languages(&workspace.project)?;
    let failures = if let Some(range) = &args.rev {
        let (old, new) = match range.split_once("..") {
            Some((old, "")) => (old, None),
            Some((old, new)) => (old, Some(new.trim_start_matches('.'))),
            None => (range.as_str(), None),
        };
        let filter = ModuleFilter::new(&session.global.module)?;
        let (diffs, failures) = pipeline::diff_catalogues(&workspace, &languages, &filter, old, new)?;
        match format {
            OutputFormat::Json => {
                session.print_json(&serde_json::json!({ "schema": "concordia/diff/1", "catalogues": diffs }))?;
            }
            _ => session.print(&catalogues(&diffs, args.side_by_side.then(|| session.columns())))?,
        }
        failures
    } else {
        let (items, failures) = pipeline::outdated(&workspace, &languages, &session.today);
        match format {
            OutputFormat::Json => {
                session.print_json(&serde_json::json!({ "schema": "concordia/diff/1", "items": items }))?;
            }
            _ if args.side_by_side => session.print(&columns(&items, session.columns()))?,
            _ => session.print(&units(&items))?,
        }
        failures
    };
    Ok(Outcome::with(workspace.failures.into_iter().chain(failures).collect()))
}

fn units(items: &[Item]) -> String {
    if items.is_empty() {
        return "No English changed since it was translated.\n".to_owned();
    }
    let bold = anstyle::Style::new().bold();
    let mut out = String::new();
    for item in items {
        let pieces = item.pieces();
        out.push_str(&format!("{bold}{}:{}{bold:#}  {}  {}\n", item.path, item.line, item.unit, item.class));
        out.push_str(&format!("  old  {}\n  new  {}\n", old_side(&pieces), new_side(&pieces)));
        for form in &item.translation {
            out.push_str(&format!("  {:3}  {form}\n", item.language.code));
        }
        out.push('\n');
    }
    out
}

fn columns(items: &[Item], width: usize) -> String {
    let bold = anstyle::Style::new().bold();
    let mut out = String::new();
    for item in items {
        let pieces = item.pieces();
        out.push_str(&format!("{bold}{}:{}{bold:#}  {}  {}\n", item.path, item.line, item.unit, item.class));
        out.push_str(&two_columns(old_side(&pieces), new_side(&pieces), width));
        for form in &item.translation {
            for (index, line) in wrap(form, width.saturating_sub(4).max(20)).iter().enumerate() {
                out.push_str(&format!("{:3} {line}\n", if index == 0 { item.language.code } else { "" }));
            }
        }
        out.push('\n');
    }
    if out.is_empty() { "No English changed since it was translated.\n".to_owned() } else { out }
}

/// Sets two texts side by side. Colour would have to be wrapped too: here the brackets alone mark the words.
fn two_columns(left: String, right: String, width: usize) -> String {
    let half = (width.saturating_sub(3) / 2).max(20);
    let side = |text: String| wrap(&anstream::adapter::strip_str(&text).to_string(), half);
    let (left, right) = (side(left), side(right));
    let mut out = String::new();
    for row in 0..left.len().max(right.len()) {
        let cell = |lines: &[String]| lines.get(row).cloned().unwrap_or_default();
        let (one, other) = (cell(&left), cell(&right));
        let pad = half.saturating_sub(unicode_width::UnicodeWidthStr::width(one.as_str()));
        out.push_str(format!("{one}{} │ {other}", " ".repeat(pad)).trim_end());
        out.push('\n');
    }
    out
}

/// Breaks a text at spaces into lines of at most `width` columns; longer words stand out.
fn wrap(text: &str, width: usize) -> Vec<String> {
    use unicode_width::UnicodeWidthStr;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Shows catalogue changes; with a width, the translations in two columns.
fn catalogues(diffs: &[CatalogueDiff], width: Option<usize>) -> String {
    if diffs.is_empty() {
        return "No catalogue entry changed.\n".to_owned();
    }
    let bold = anstyle::Style::new().bold();
    let mut out = String::new();
    let mut total = 0;
    for diff in diffs {
        out.push_str(&format!("{bold}{}{bold:#}\n", diff.path));
        for item in &diff.entries {
            total += 1;
            out.push_str(&entry(item, width));
        }
        out.push('\n');
    }
    let entries = if total == 1 { "1 entry".to_owned() } else { format!("{} entries", report::grouped(total)) };
    out.push_str(&format!("{entries} in {} changed.\n", report::counted(diffs.len() as u64, "catalogue")));
    out
}

fn entry(item: &EntryDiff, width: Option<usize>) -> String {
    let sign = match item.change {
        EntryChange::Added => '+',
        EntryChange::Removed => '-',
        EntryChange::Changed => '~',
    };
    let state = match (item.old_state, item.new_state) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        (_, Some(new)) => new.to_string(),
        (Some(_), None) => "removed".to_owned(),
        (None, None) => String::new(),
    };
    let source = |text: &Option<String>| text.clone().unwrap_or_default();
    let (old, new) = (source(&item.old_source), source(&item.new_source));
    let english = match item.change {
        EntryChange::Added => new,
        EntryChange::Removed => old,
        EntryChange::Changed => coloured(&diff::words(&old, &new)),
    };
    let context = item.context.as_ref().map_or(String::new(), |context| format!("{context}: "));
    let mut out = format!("{sign} {context}{english}  ({state})\n");
    for index in 0..item.old_forms.len().max(item.new_forms.len()) {
        let form = |forms: &[String]| forms.get(index).cloned().unwrap_or_default();
        let (old, new) = (form(&item.old_forms), form(&item.new_forms));
        if let (Some(width), false) = (width, old.is_empty() && new.is_empty()) {
            let pieces = diff::words(&old, &new);
            let is_both = item.change == EntryChange::Changed && !item.old_forms.is_empty();
            let (old, new) = if is_both { (old_side(&pieces), new_side(&pieces)) } else { (old, new) };
            out.push_str(&two_columns(old, new, width));
        } else if !(old.is_empty() && new.is_empty()) {
            let shown = if item.change == EntryChange::Removed {
                old
            } else if item.old_forms.is_empty() {
                new
            } else {
                coloured(&diff::words(&old, &new))
            };
            out.push_str(&format!("    {shown}\n"));
        }
    }
    out
}
