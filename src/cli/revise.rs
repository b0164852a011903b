//! `concordia revise`.

use super::decisions::{self, Details};
use super::{Outcome, Session};
use crate::ledger::Act;
use crate::model::Failure;
use crate::pipeline::Selection;

/// Say that you, a second person, compared a translation with the English
///
/// Four eyes: the reviser must not be the author, whom the ledger names, or else the history of the text: whoever brought
/// it in, however the file was wrapped or reordered since (ISO 17100, 5.3.3). `--as` is for a role; it does not make a second
/// person of the author. The decision ends by itself when the English or the translation changes.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia revise 1f0a9c2b 77b01d3e -l da\n  concordia revise --all -l da -m 3 --as reviser-2"
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
        act: Act::Revise,
        reason: args.reason.as_deref(),
        by: args.by.as_deref(),
        rule: None,
        until: None,
        accepted: Vec::new(),
    };
    decisions::run(session, &selection, &details)
}
