//! `concordia glossary export`.

use super::list::select;
use super::{known_languages, termbase};
use crate::cli::{Outcome, Session};
use crate::glossary::{TbxStyle, TermbaseFormat, not_in_iate};
use crate::model::Failure;

/// Write the termbase as TBX, CSV or in IATE's columns
///
/// TBX and CSV lose nothing: an export and an import give the same termbase. IATE's columns hold terms, types and
/// evaluations only.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia glossary export --to tbx -o terms.tbx\n  \
    concordia glossary export --to martif -l pl -o for-weblate.tbx")]
pub(super) struct Args {
    /// The file format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = To::Tbx)]
    to: To,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum To {
    /// ISO 30042:2019, TBX-Basic, DCA style
    Tbx,
    /// ISO 30042:2019, TBX-Basic, DCT style
    TbxDct,
    /// The older TBX that Weblate and IATE use
    Martif,
    /// Our own columns
    Csv,
    /// IATE's pipe-separated columns
    Iate,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let (project, base, failures) = termbase(session)?;
    let format = match args.to {
        To::Tbx => TermbaseFormat::Tbx(TbxStyle::Dca),
        To::TbxDct => TermbaseFormat::Tbx(TbxStyle::Dct),
        To::Martif => TermbaseFormat::Tbx(TbxStyle::Martif),
        To::Csv => TermbaseFormat::Csv,
        To::Iate => TermbaseFormat::Iate,
    };
    known_languages(session, &project, &base)?;
    let chosen = select(base, session, |_| true);
    let lost = if format == TermbaseFormat::Iate { not_in_iate(&chosen) } else { Vec::new() };
    if !lost.is_empty() {
        session.remark(&format!("IATE's columns have no place for {}; they are left out", lost.join(", ")));
    }
    session.print(&format.write(&chosen, &project.config.name))?;
    Ok(Outcome::with(failures))
}
