//! `concordia impact`.

use super::pieces::coloured;
use super::{Outcome, OutputFormat, Session};
use crate::model::{ChangeClass, Failure};
use crate::pipeline::{self, Cost, Impact, ModuleFilter};
use crate::sync::Action;
use crate::{diff, git, report};

/// Show what an English edit costs: units and words that become stale, per class, in all languages
///
/// Compares the English as it is now with that of another commit: `HEAD` by default, so that edits can be weighed before
/// they are committed. Harmless edits are listed too. The Markdown is made for a pull-request comment.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia impact\n  concordia impact --base origin/main --format markdown -o comment.md"
)]
pub struct Args {
    /// The commit, tag or branch to compare with; of a branch, the commit where this one left it
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    pub base: String,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let format = session.format(&[OutputFormat::Json, OutputFormat::Markdown])?;
    let now = session.workspace()?;
    let languages = session.languages(&now.project)?;
    let common = git::merge_base(&now.project.root, &args.base).unwrap_or_else(|| args.base.clone());
    if !pipeline::has_project_at(&now.project, &common) {
        return Err(Failure::new(format!("{} has no concordia.toml: all of the English is new since", args.base))
            .hint("`concordia status` counts it"));
    }
    let base = pipeline::workspace_at(&now.project, &common, &ModuleFilter::new(&[])?)?;
    let (impact, failures) = pipeline::impact(&base, &now, &languages);
    match format {
        OutputFormat::Json => session.print_json(&serde_json::json!({
            "schema": "concordia/impact/1", "edits": impact.edits,
            "totals": {
                "edits": impact.edits.len(), "stale": impact.stale, "carried": impact.carried, "new": impact.new,
                "by_class": impact.by_class, "removed": impact.removed, "languages": languages.len(),
            },
        }))?,
        OutputFormat::Markdown => session.print(&markdown(&impact))?,
        _ => session.print(&text(&impact))?,
    }
    Ok(Outcome::with(now.failures.into_iter().chain(failures).collect()))
}

fn text(impact: &Impact) -> String {
    let mut out = String::new();
    for edit in &impact.edits {
        let class = edit.class.map_or("new", ChangeClass::word);
        let bold = anstyle::Style::new().bold();
        let fate = match edit.action {
            None => "to be translated",
            Some(Action::Carry) => "carried",
            Some(Action::Recheck) => "to be rechecked",
            Some(Action::Retranslate) => "to be retranslated",
        };
        let tokens = if edit.tokens.is_empty() { String::new() } else { format!(" ({})", edit.tokens.join("; ")) };
        out.push_str(&format!(
            "{bold}{}{bold:#} {}: {class}{tokens}, {fate} in {}, {} each\n    {}\n",
            edit.module,
            edit.unit,
            report::counted(edit.languages.len() as u64, "language"),
            report::counted(edit.words, "word"),
            coloured(&diff::words(&edit.old, &edit.new)),
        ));
    }
    out.push_str(&summary(impact));
    out
}

fn summary(impact: &Impact) -> String {
    let cost = |cost: &Cost, what: &str| {
        format!(
            "{what}: {}, {}, {}\n",
            report::counted(cost.edits, "English unit"),
            report::counted(cost.units, "translation"),
            report::counted(cost.words, "word")
        )
    };
    if impact.edits.is_empty() {
        return format!("No English unit was edited or added; {} left.\n", impact.removed);
    }
    let mut out = cost(&impact.stale, "stale") + &cost(&impact.carried, "carried") + &cost(&impact.new, "new");
    for (class, sum) in &impact.by_class {
        out.push_str("  ");
        out.push_str(&cost(sum, class));
    }
    if impact.removed > 0 {
        out.push_str(&format!("removed: {}\n", report::counted(impact.removed, "English unit")));
    }
    out
}

fn markdown(impact: &Impact) -> String {
    let mut out = format!("### What this English edit costs\n\n```\n{}```\n", summary(impact));
    if impact.edits.is_empty() {
        return out;
    }
    let cell = |text: &str| text.replace('\\', "\\\\").replace('|', "\\|").replace('\n', " ").replace('<', "&lt;");
    out.push_str("\n| module | class | languages | words | English |\n|---|---|---:|---:|---|\n");
    for edit in &impact.edits {
        let class = edit.class.map_or("new", ChangeClass::word);
        out.push_str(&format!(
            "| {} | {class} | {} | {} | {} |\n",
            cell(edit.module.as_str()),
            edit.languages.len(),
            edit.words,
            cell(&diff::plain(&diff::words(&edit.old, &edit.new)))
        ));
    }
    out
}
