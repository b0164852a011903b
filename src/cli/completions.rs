//! `concordia completions`.

use super::{Outcome, Session, formats};
use crate::model::Failure;

/// Print shell completions
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  concordia completions bash > ~/.local/share/bash-completion/completions/concordia")]
pub struct Args {
    /// The shell
    pub shell: clap_complete::Shell,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let mut buffer = Vec::new();
    clap_complete::generate(args.shell, &mut formats::command(), "concordia", &mut buffer);
    session.print(&String::from_utf8_lossy(&buffer))?;
    Ok(Outcome::fine())
}
