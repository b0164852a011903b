//! `concordia merge-driver`.

use std::path::{Path, PathBuf};

use super::{Outcome, Session};
use crate::model::Failure;
use crate::po::Catalogue;
use crate::po::merge::{is_mergeable, merge};
use crate::{git, ledger, store};

/// Merge three versions of a catalogue or ledger, for Git
///
/// Git runs this for each catalogue that both branches changed; `concordia init --git` tells it to. Units are merged by
/// context and id, wherever they stand. Only a unit that both branches changed differently is a conflict; it stands in
/// the result in three versions between conflict markers. Exit code 1 when there are conflicts.
#[derive(Debug, clap::Args)]
#[command(after_help = "Set up by hand:\n  git config merge.concordia.driver 'concordia merge-driver %O %A %B %P'\n  \
    echo '*.po merge=concordia' >> .gitattributes")]
pub struct Args {
    /// The common ancestor (%O)
    pub base: PathBuf,
    /// Our version (%A); the result is written here
    pub ours: PathBuf,
    /// Their version (%B)
    pub theirs: PathBuf,
    /// The name of the file in the repository (%P)
    pub path: Option<PathBuf>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let place = |path: &Path| session.cwd.join(path);
    let (base, ours, theirs) = (place(&args.base), place(&args.ours), place(&args.theirs));
    let bytes = [store::read(&base)?, store::read(&ours)?, store::read(&theirs)?];
    let name = args.path.as_ref().unwrap_or(&args.ours).display().to_string();
    let (result, conflicts) = match merged(bytes, &name) {
        Some(merged) => merged,
        None => {
            session.remark(&format!("{name}: not every version can be read as a catalogue; merged line by line"));
            let (text, is_clean) = git::merge_text(&ours, &base, &theirs).ok_or_else(|| {
                Failure::new("git merge-file cannot merge the file").in_file(name.as_str()).hint("merge it by hand")
            })?;
            (text, if is_clean { Vec::new() } else { vec![String::new()] })
        }
    };
    store::write_atomic(&ours, &result)?;
    for conflict in conflicts.iter().filter(|conflict| !conflict.is_empty()) {
        session.remark(&format!("{name}: both sides changed {conflict}"));
    }
    Ok(Outcome { passed: conflicts.is_empty(), failures: Vec::new() })
}

/// Returns the merged file and the names of the units in conflict; none when a version cannot be read.
fn merged([base, ours, theirs]: [Vec<u8>; 3], name: &str) -> Option<(Vec<u8>, Vec<String>)> {
    if is_ledger(name, &ours) && is_ledger(name, &theirs) {
        return Some((ledger::join(&ours, &theirs), Vec::new()));
    }
    let read = |bytes| Catalogue::inspect(bytes).catalogue.filter(is_mergeable);
    let merged = merge(&read(base)?, &read(ours)?, &read(theirs)?);
    let conflicts: Vec<String> =
        merged.conflicts.iter().map(|(context, id)| unit_name(context.as_deref(), id)).collect();
    // A result that nobody can read would be worse than Git's own.
    let is_sound = !conflicts.is_empty() || Catalogue::inspect(merged.bytes.clone()).catalogue.is_some();
    is_sound.then_some((merged.bytes, conflicts))
}

/// Returns whether a file is a ledger, by its name or, for Git's temporary files, by its first line.
pub(super) fn is_ledger(name: &str, bytes: &[u8]) -> bool {
    name.ends_with(".jsonl") || (!name.ends_with(".po") && bytes.trim_ascii_start().starts_with(b"{\""))
}

/// Returns how a message names a unit: by its context, else by the beginning of its English.
pub(super) fn unit_name(context: Option<&str>, id: &str) -> String {
    let text = context.filter(|context| !context.is_empty()).unwrap_or(id);
    let short: String = text.chars().take(60).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("\"{}{dots}\"", short.replace('\n', " "))
}
