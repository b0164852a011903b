//! Arguments in, text and exit codes out.
//!
//! Clock, environment and current directory are read here and handed down; no other module of the library does.

mod answer;
mod apply;
mod approve;
mod arguments;
mod attest;
mod build;
mod check;
mod check_fix;
mod completions;
mod decisions;
mod diff;
mod draft;
mod draft_engine;
mod draft_later;
mod draft_later_text;
mod draft_text;
mod explain;
mod extract;
mod failure_text;
mod fix_text;
mod formats;
mod glossary;
mod identity;
mod impact;
mod import;
mod init;
mod lint;
mod lint_fix;
mod man;
mod merge_driver;
mod merge_repair;
mod outcome;
mod outdated;
mod pieces;
mod pseudo;
mod report;
mod revise;
mod session;
mod status;
mod sync;
mod waive;
mod waive_file;

use std::process::ExitCode;

use clap::FromArgMatches;

pub use arguments::{Arguments, Command, Global, OutputFormat};
pub use outcome::Outcome;
pub use session::Session;

use crate::model::Failure;

/// Runs the program and returns its exit code: 0 fine, 1 the gate or a check says no, 2 could not run.
#[must_use]
pub fn main() -> ExitCode {
    let parsed = formats::command().try_get_matches().and_then(|found| Arguments::from_arg_matches(&found));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            failure_text::print_usage(&error);
            return ExitCode::from(code);
        }
    };
    let session = match Session::new(arguments.global) {
        Ok(session) => session,
        Err(failure) => {
            failure_text::print(&failure, anstream::ColorChoice::Auto);
            return ExitCode::from(2);
        }
    };
    let result = dispatch(&arguments.command, &session);
    let outcome = result.unwrap_or_else(|failure| Outcome { passed: true, failures: vec![failure] });
    for failure in &outcome.failures {
        failure_text::print(failure, session.color());
    }
    ExitCode::from(outcome.code())
}

fn dispatch(command: &Command, session: &Session) -> Result<Outcome, Failure> {
    match command {
        Command::Init(args) => init::run(args, session),
        Command::Extract(args) => extract::run(args, session),
        Command::Build(args) => build::run(args, session),
        Command::Check(args) => check::run(args, session),
        Command::Apply(args) => apply::run(args, session),
        Command::Report(args) => report::run(args, session),
        Command::Sync(args) => sync::run(args, session),
        Command::Status(args) => status::run(args, session),
        Command::Outdated(args) => outdated::run(args, session),
        Command::Diff(args) => diff::run(args, session),
        Command::Attest(args) => attest::run(args, session),
        Command::Revise(args) => revise::run(args, session),
        Command::Approve(args) => approve::run(args, session),
        Command::Waive(args) => waive::run(args, session),
        Command::Impact(args) => impact::run(args, session),
        Command::Explain(args) => explain::run(args, session),
        Command::Glossary(args) => glossary::run(args, session),
        Command::Import(args) => import::run(args, session),
        Command::Lint(args) => lint::run(args, session),
        Command::MergeDriver(args) => merge_driver::run(args, session),
        Command::MergeRepair(args) => merge_repair::run(args, session),
        Command::Identity(args) => identity::run(args, session),
        Command::Pseudo(args) => pseudo::run(args, session),
        Command::Draft(args) => draft::run(args, session),
        Command::Completions(args) => completions::run(args, session),
        Command::Man(args) => man::run(args, session),
    }
}
