//! `concordia approve`.

use super::decisions::{self, Details};
use super::{Outcome, Session};
use crate::ledger::Act;
use crate::model::Failure;
use crate::pipeline::Selection;

/// Release translations for publication
///
/// The decision ends by itself when the English or the translation changes.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia approve 1f0a9c2b -l da\n  concordia approve --all -l da -m 3 --as coordinator"
)]
pub struct Args {
    /// The units, by name
    #[arg(value_name = "UNIT")]
    pub units: Vec<String>,
    /// All fresh translations of these languages and modules
    #[arg(long)]
    pub all: bool,
    /// A remark
    #[arg(long)]
    pub reason: Option<String>,
    /// Sign with another name or a role than the Git identity
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let selection = Selection { units: args.units.clone(), classes: Vec::new(), all: args.all, is_exact: false };
    let details = Details {
        act: Act::Approve,
        reason: args.reason.as_deref(),
        by: args.by.as_deref(),
        rule: None,
        until: None,
        accepted: Vec::new(),
    };
    decisions::run(session, &selection, &details)
}
