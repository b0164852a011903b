//! The command line as it is typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    build, check, completions, diff, draft, extract, glossary, identity, import, init, lint, man, merge_driver,
    merge_repair, outdated, pseudo, report, status, sync,
};

/// Localisation pipeline for training material in the 24 official EU languages
///
/// Concordia reads English modules (Markdown and Fluent), keeps one PO catalogue per module and language, and knows for
/// every unit in every language whether it is missing, drafted, stale, translated, revised or approved.
#[derive(Debug, Parser)]
#[command(name = "concordia", version, propagate_version = true, disable_help_subcommand = true)]
#[command(after_help = "Start with `concordia status`. Every verb has its own --help with examples.\n\
    Exit codes: 0 fine, 1 the gate or a check says no, 2 could not run.")]
pub struct Arguments {
    /// Options of every verb.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every verb.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The project's folder [default: the nearest concordia.toml upwards]
    #[arg(long, value_name = "DIR", global = true)]
    pub project: Option<PathBuf>,
    /// Only these languages: `-l da,pl`
    #[arg(short, long, value_name = "CODES", value_delimiter = ',', global = true)]
    pub lang: Vec<String>,
    /// Only these modules, by path, name, number or glob: `-m 3`, `-m 'advanced/*'`
    #[arg(short, long, value_name = "GLOB", value_delimiter = ',', global = true)]
    pub module: Vec<String>,
    /// How to print the result [default: text]
    #[arg(long, value_name = "FORMAT", value_enum, global = true)]
    pub format: Option<OutputFormat>,
    /// Write the result to a file instead of the terminal
    #[arg(short, long, value_name = "FILE", global = true)]
    pub output: Option<PathBuf>,
    /// When to use colour: auto, always or never
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto, hide_possible_values = true, hide_default_value = true, global = true)]
    pub color: Color,
    /// Print no progress and no closing remarks
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How a result is printed. Each verb accepts some of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For people.
    Text,
    /// For programs: one object with a `schema`.
    Json,
    /// For spreadsheets.
    Csv,
    /// For pull requests.
    Markdown,
    /// SARIF 2.1.0, for code-scanning services.
    Sarif,
    /// JUnit XML, for CI servers.
    Junit,
    /// GitHub workflow commands.
    Github,
    /// GitLab code-quality JSON.
    Gitlab,
    /// Gettext template; `extract` alone writes it, and its help says so.
    #[value(hide = true)]
    Pot,
}

/// The verbs; what each does is said at its arguments, so that `--help` shows it whole.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a word here would replace the long help of the verb")]
pub enum Command {
    Init(init::Args),
    Extract(extract::Args),
    Sync(sync::Args),
    Status(status::Args),
    Build(build::Args),
    Check(check::Args),
    Report(report::Args),
    Apply(super::apply::Args),
    Identity(identity::Args),
    Pseudo(pseudo::Args),
    Outdated(outdated::Args),
    Diff(diff::Args),
    Attest(super::attest::Args),
    Revise(super::revise::Args),
    Approve(super::approve::Args),
    Waive(super::waive::Args),
    Impact(super::impact::Args),
    Explain(super::explain::Args),
    Glossary(glossary::Args),
    Import(import::Args),
    Lint(lint::Args),
    MergeDriver(merge_driver::Args),
    MergeRepair(merge_repair::Args),
    Draft(draft::Args),
    Completions(completions::Args),
    Man(man::Args),
}
