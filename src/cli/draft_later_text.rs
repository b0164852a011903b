//! What `concordia draft --submit` and `--collect` say to people.

use super::draft_text::{findings, is_refusal, money, number, units};
use crate::pipeline::{Asked, Collection, Destination, RequestFate, Submission, SubmittedLanguage};
use crate::report::{self, Align, Cell};

pub(super) fn submitted(
    submission: &Submission,
    to: &Destination<'_>,
    engine: &str,
    currency: &str,
    is_whole: bool,
) -> String {
    let mut out = memory(submission, engine, matches!(to, Destination::Nowhere));
    out.push_str(&documents(submission, to, currency));
    for asked in &submission.waiting {
        out.push_str(&waiting(asked));
    }
    for one in &submission.languages {
        if let Some(stopped) = &one.stopped {
            out.push_str(&format!("{}: {stopped}\n", one.language));
        }
    }
    if let Some(why) = &submission.note {
        out.push_str(&format!("What {engine} offers could not be asked ({why}); it was tried all the same.\n"));
    }
    let is_empty = submission.documents.is_empty();
    match to {
        _ if is_empty => {
            let is_done = |one: &SubmittedLanguage| one.stopped.is_none() && one.rejected_before + one.refused_before == 0;
            let is_silent = submission.waiting.is_empty() && submission.languages.iter().all(is_done);
            if is_silent && is_whole {
                out.push_str("Nothing to ask for: everything is drafted or translated.\n");
            }
        }
        Destination::Folder(folder) => out.push_str(&format!(
            "\nUpload the files in {} on the web page of eTranslation, put the translated files into a folder, and run\n\
             `concordia draft --collect FOLDER`.\n",
            folder.display()
        )),
        Destination::Engine(_) => out.push_str(
            "\nThe results are delivered to the callback address; then run `concordia draft --collect`.\n",
        ),
        Destination::Nowhere => {}
    }
    out
}

/// Lists the documents.
fn documents(submission: &Submission, to: &Destination<'_>, currency: &str) -> String {
    let mut rows = Vec::new();
    for one in &submission.documents {
        let what = match (to, one.request) {
            (Destination::Nowhere, _) => "would be asked for".to_owned(),
            (_, None) => "to be uploaded".to_owned(),
            (_, Some(request)) => format!("request {request}"),
        };
        let texts = format!("{} text{}", report::grouped(one.texts), if one.texts == 1 { "" } else { "s" });
        let characters = format!("{} characters", report::grouped(one.characters));
        let mut row = [&one.language, &one.reference, &texts, &characters].map(Cell::plain).to_vec();
        row.extend(one.cost.map(|cost| money(Some(cost), currency)));
        row.push(Cell::plain(what));
        rows.push(row);
    }
    let last = if submission.documents.iter().any(|one| one.cost.is_some()) { Align::Right } else { Align::Left };
    report::table(&[Align::Left, Align::Left, Align::Right, Align::Right, last], &rows)
}

/// Says what was drafted without asking, and what is not asked for.
fn memory(submission: &Submission, engine: &str, is_dry: bool) -> String {
    let mut out = String::new();
    let sum = |of: fn(&SubmittedLanguage) -> u64| submission.languages.iter().map(of).sum::<u64>();
    let known = sum(|one| one.from_memory);
    if known > 0 {
        let what = if is_dry { "would come from the memory, and is" } else { "drafted from the memory, and" };
        out.push_str(&format!("{} {what} not asked for.\n", units(known)));
    }
    let rejected = sum(|one| one.rejected_before);
    if rejected > 0 {
        let count = units(rejected);
        out.push_str(&format!("{count}: thrown away as drafts of {engine} before, and not asked for again.\n"));
    }
    let refused = sum(|one| one.refused_before);
    if refused > 0 {
        let count = units(refused);
        out.push_str(&format!("{count}: refused when it came before; `--submit --again` asks once more.\n"));
    }
    out
}

fn waiting(asked: &Asked) -> String {
    let Asked { language, request, at, .. } = asked;
    let what = match asked.fate {
        RequestFate::Unknown => "whether it arrived is not known, and nothing came yet",
        RequestFate::Waiting | RequestFate::Failed => "nothing came yet",
        RequestFate::Delivered => "it came, and its texts were refused or taken away again",
    };
    let number = request.map_or_else(|| "no number".to_owned(), |request| format!("request {request}"));
    format!("{language}: asked for on {at} ({number}); {what}. `--submit --again` asks once more.\n")
}

pub(super) fn collected(collection: &Collection, is_whole: bool) -> String {
    let mut out = String::new();
    let is_news = |one: &crate::pipeline::Collected| {
        one.drafted + one.known + one.late + one.partial > 0 || !one.findings.is_empty()
    };
    let all: Vec<_> = collection.languages.iter().filter(|one| is_news(one)).collect();
    if !all.is_empty() {
        let head = ["", "drafted", "there already", "late", "partial", "refused"];
        let mut rows: Vec<Vec<Cell>> = vec![head.into_iter().map(Cell::plain).collect()];
        for one in &all {
            let mut row = vec![Cell::plain(&one.language)];
            let refused = one.findings.iter().filter(|finding| is_refusal(finding)).count() as u64;
            row.extend([one.drafted, one.known, one.late, one.partial, refused].map(number));
            rows.push(row);
        }
        let mut align = vec![Align::Left];
        align.resize(head.len(), Align::Right);
        out.push_str(&report::table(&align, &rows));
    } else if collection.languages.is_empty() && is_whole {
        out.push_str("Nothing was delivered yet.\n");
    } else if is_whole {
        out.push_str("Nothing new was delivered.\n");
    }
    if all.iter().any(|one| one.late > 0) {
        out.push_str("Late: the English was edited or removed since; such texts are not used.\n");
    }
    out.push_str(&findings(all.iter().flat_map(|one| &one.findings)));
    for path in &collection.passed_over {
        out.push_str(&format!("{path} is no delivery; it was passed over.\n"));
    }
    for asked in &collection.waiting {
        out.push_str(&waiting(asked));
    }
    out
}
