//! `concordia attest`.

use super::decisions::{self, Details};
use super::{Outcome, Session};
use crate::ledger::Act;
use crate::model::{ChangeClass, Failure};
use crate::pipeline::Selection;

/// Say that a stale translation is still correct after the English edit
///
/// The decision is bound to the English and the translation as they are, and ends by itself when either changes. Units
/// whose meaning changed are attested by name; the others may be attested in bulk, by class.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  concordia attest 1f0a9c2b -l da --reason \"the Danish already said six weeks\"\n  \
    concordia attest --class wording -l da -m 3 --reason \"read all of them, nothing changes in Danish\""
)]
pub struct Args {
    /// The units, by name
    #[arg(value_name = "UNIT")]
    pub units: Vec<String>,
    /// All stale units of these classes: whitespace, markup, punctuation, typo, wording
    #[arg(long, value_name = "CLASSES", value_delimiter = ',', value_parser = super::outdated::class)]
    pub class: Vec<ChangeClass>,
    /// Why the translation is still correct
    #[arg(long, required = true, value_parser = decisions::reason)]
    pub reason: String,
    /// Sign with another name or a role than the Git identity
    #[arg(long = "as", value_name = "NAME")]
    pub by: Option<String>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    if args.class.contains(&ChangeClass::Meaning) {
        return Err(Failure::new("changes of meaning cannot be attested in bulk").hint("name the units one by one"));
    }
    let selection = Selection { units: args.units.clone(), classes: args.class.clone(), all: false, is_exact: false };
    let details = Details {
        act: Act::Attest,
        reason: Some(&args.reason),
        by: args.by.as_deref(),
        rule: None,
        until: None,
        accepted: Vec::new(),
    };
    decisions::run(session, &selection, &details)
}
