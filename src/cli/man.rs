//! `concordia man`.

use super::{Outcome, Session, formats};
use crate::model::Failure;

/// Print the manual page, or that of one verb
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  concordia man > concordia.1 && man ./concordia.1")]
pub struct Args {
    /// The verb
    pub verb: Option<String>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let mut command = formats::command();
    command.build();
    let command = match &args.verb {
        None => command,
        Some(verb) => command
            .find_subcommand(verb)
            .cloned()
            .ok_or_else(|| Failure::new(format!("there is no verb `{verb}`")).hint("`concordia --help` lists them"))?,
    };
    let mut buffer = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut buffer)
        .map_err(|error| Failure::new(format!("the manual page cannot be written: {error}")))?;
    session.print(&String::from_utf8_lossy(&buffer))?;
    Ok(Outcome::fine())
}
