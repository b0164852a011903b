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

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a project in this folder
    Init(init::Args),
    /// List the units of the English modules
    Extract(extract::Args),
    /// Bring the catalogues up to the English of today
    Sync(sync::Args),
    /// Show where every language stands
    Status(status::Args),
    /// Write the localised modules
    Build(build::Args),
    /// Check quality and terminology, and ask the gate
    Check(check::Args),
    /// Write the reports
    Report(report::Args),
    /// Take the form that a reviewer filled in
    Apply(super::apply::Args),
    /// Prove that rendering returns files byte for byte
    Identity(identity::Args),
    /// Write pseudo-localised modules
    Pseudo(pseudo::Args),
    /// List every stale unit, the most dangerous and oldest first
    Outdated(outdated::Args),
    /// Show what changed in English beside the translation
    Diff(diff::Args),
    /// Say that a stale translation is still correct
    Attest(super::attest::Args),
    /// Say that a second person compared a translation with the English
    Revise(super::revise::Args),
    /// Release translations for publication
    Approve(super::approve::Args),
    /// Accept one finding, with a reason and an end date
    Waive(super::waive::Args),
    /// Show what an English edit costs
    Impact(super::impact::Args),
    /// Tell the life of one unit
    Explain(super::explain::Args),
    /// Work with the termbase
    Glossary(glossary::Args),
    /// Take a localised file that exists already into the catalogue
    Import(import::Args),
    /// Check catalogues and XLIFF files outside a project
    Lint(lint::Args),
    /// Merge three versions of a catalogue, for Git
    MergeDriver(merge_driver::Args),
    /// Merge a catalogue that Git left with conflict markers
    MergeRepair(merge_repair::Args),
    /// Draft missing translations by memory or machine
    Draft(draft::Args),
    /// Print shell completions
    Completions(completions::Args),
    /// Print the manual page
    Man(man::Args),
}
