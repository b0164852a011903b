//! `concordia glossary test`.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use crate::cli::{Outcome, Session};
use crate::glossary::{Termbase, Trial};
use crate::model::Failure;
use crate::pipeline;

/// Try terms on texts: JSON lines in, JSON lines out
///
/// Reads `{"lang","term","text"}` from standard input, one object a line, and answers each with
/// `{"match":"form|stem|compound|probable|none","span":[start,end]}`, in order; the span is in bytes of the text, and
/// null for `none`. A line may add `"forms": […]` and `"case_sensitive": true`. Works without a project. A line that
/// cannot be read is answered with `{"error","line"}`, and the exit code is 2 in the end.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  echo '{\"lang\":\"fi\",\"term\":\"katu\",\"text\":\"Kadulla on hiljaista.\"}' | \
    concordia glossary test")]
pub(super) struct Args {
    /// Use the listed forms of this termbase
    #[arg(long, value_name = "FILE")]
    termbase: Option<PathBuf>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    let base = match &args.termbase {
        Some(path) => pipeline::read_termbase(&session.cwd.join(path), &path.display().to_string())?.base,
        None => Termbase::default(),
    };
    let mut trial = Trial::new(base);
    let mut failures = Vec::new();
    let mut kept = session.global.output.is_some().then(String::new);
    let mut out = std::io::stdout().lock();
    for (index, line) in std::io::stdin().lock().split(b'\n').enumerate() {
        let line = line.map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
        let is_blank = line.iter().all(u8::is_ascii_whitespace);
        let answer = match std::str::from_utf8(&line) {
            // Answers stay beside their questions, also where nothing was asked.
            _ if is_blank => Ok(serde_json::json!({ "match": "none", "span": null }).to_string()),
            Ok(line) => trial.answer(line),
            Err(error) => Err(format!("byte {} is not UTF-8", error.valid_up_to())),
        };
        let answer = answer.unwrap_or_else(|message| {
            let object = serde_json::json!({ "error": message, "line": index + 1 }).to_string();
            failures
                .push(Failure::new(format!("read a question: {message}")).in_file("standard input").at_line(index + 1));
            object
        });
        match &mut kept {
            Some(kept) => {
                kept.push_str(&answer);
                kept.push('\n');
            }
            None => {
                let written = writeln!(out, "{answer}").and_then(|()| out.flush());
                if let Err(error) = written {
                    if error.kind() == std::io::ErrorKind::BrokenPipe {
                        break;
                    }
                    return Err(Failure::new(format!("standard output cannot be written: {error}")));
                }
            }
        }
    }
    drop(out);
    if let Some(kept) = kept {
        session.print(&kept)?;
    }
    Ok(Outcome::with(failures))
}
