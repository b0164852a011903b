//! What `concordia draft` says to people.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Session;
use crate::draft::in_cents;
use crate::engine::Usage;
use crate::model::Finding;
use crate::pipeline::{DraftProgress, DraftStatistics, Drafted, EngineRow, Refusal, Unknown};
use crate::report::{self, Align, Cell};

/// How many units without a draft are listed.
const LISTED: usize = 20;

/// Prepares the progress line on standard error; hidden with `--quiet` and where nobody looks.
pub(super) fn progress(session: &Session) -> ProgressBar {
    let bar = ProgressBar::new(0);
    if session.global.quiet {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} characters, {eta} left") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}

pub(super) fn report(bar: &ProgressBar, at: &DraftProgress) {
    bar.set_message(match at.pause {
        Some(pause) => format!("{} (waits {} s)", at.language, pause.as_secs().max(1)),
        None => at.language.to_owned(),
    });
    bar.set_length(at.characters);
    bar.set_position(at.done);
}

pub(super) fn number(value: u64) -> Cell {
    Cell::plain(if value == 0 { "–".to_owned() } else { report::grouped(value) })
}

pub(super) fn money(value: Option<f64>, currency: &str) -> Cell {
    Cell::plain(value.map_or("–".to_owned(), |value| format!("{currency} {:.2}", in_cents(value))))
}

pub(super) fn drafted(all: &[Drafted], engine: &str, is_dry: bool, currency: &str, usage: Option<Usage>) -> String {
    let has_engine = engine != "memory";
    let mut head = vec!["", "memory"];
    if has_engine {
        head.extend([if is_dry { "to draft" } else { "drafted" }, "words", "texts", "characters", "cached", "cost"]);
    }
    head.extend(["beside stale", "without"]);
    let mut rows: Vec<Vec<Cell>> = vec![head.iter().map(|cell| Cell::plain(*cell)).collect()];
    for one in all {
        let mut row = vec![Cell::plain(&one.language), number(one.from_memory)];
        if has_engine {
            let price = &one.price;
            row.push(number(if is_dry { price.units } else { one.from_engine }));
            row.extend([price.words, price.texts, price.characters, price.cached_characters].map(number));
            row.push(money(price.cost, currency));
        }
        row.extend([number(one.beside), number(one.left)]);
        rows.push(row);
    }
    let mut align = vec![Align::Left];
    align.resize(head.len(), Align::Right);
    let mut out = report::table(&align, &rows);
    if has_engine {
        let sum = |of: fn(&Drafted) -> u64| all.iter().map(of).sum::<u64>();
        let costs = |of: fn(&Drafted) -> Option<f64>| {
            let known: Vec<f64> = all.iter().filter_map(of).collect();
            let sum = || format!(", {currency} {:.2}", in_cents(known.iter().sum()));
            if known.is_empty() { String::new() } else { sum() }
        };
        let characters = report::grouped(sum(|one| one.price.characters));
        let verb = if is_dry { "would send" } else { "sent" };
        out.push_str(&format!(
            "\nThis run {verb} {characters} characters to {engine}{}.\n",
            costs(|one| one.price.cost)
        ));
        let most = sum(|one| one.price.most_characters);
        if is_dry && most > sum(|one| one.price.characters) {
            let most = report::grouped(most);
            let cost = costs(|one| one.price.most_cost);
            out.push_str(&format!("If every text with marks has to be asked for twice: {most} characters{cost}.\n"));
        }
        let doubtful = sum(|one| one.price.doubtful_characters);
        if doubtful > 0 {
            let doubtful = report::grouped(doubtful);
            out.push_str(&format!("Of these, {doubtful} brought no usable answer and may be billed all the same.\n"));
        }
        let refused = sum(|one| one.price.refused_characters);
        if refused > 0 {
            out.push_str(&format!("Of these, {} were turned away, which is not billed.\n", report::grouped(refused)));
        }
        if let Some(billed) = all.iter().filter_map(|one| one.price.billed).reduce(u64::saturating_add) {
            out.push_str(&format!("{engine} says that it bills {} characters.\n", report::grouped(billed)));
        }
        if let Some(Usage { characters, limit: Some(limit) }) = usage {
            let (characters, limit) = (report::grouped(characters), report::grouped(limit));
            out.push_str(&format!("Before it, the account had used {characters} of {limit} characters.\n"));
        }
    }
    for one in all.iter().filter(|one| one.stopped.is_some()) {
        out.push_str(&format!("{}: {}\n", one.language, one.stopped.as_deref().unwrap_or("")));
    }
    let before = all.iter().map(|one| one.rejected_before).sum::<u64>();
    if before > 0 {
        out.push_str(&format!(
            "{}: thrown away as drafts of {engine} before, and not asked for again.\n",
            units(before)
        ));
    }
    out.push_str(&refused_before(all, engine, is_dry));
    out.push_str(&findings(all.iter().flat_map(|one| &one.findings)));
    out.push_str(&unknown(all));
    out
}

/// Says which units were refused before.
fn refused_before(all: &[Drafted], engine: &str, is_dry: bool) -> String {
    let held: u64 = all.iter().map(|one| one.held_back).sum();
    let proved = all.iter().map(|one| one.refused_before).sum::<u64>() - held;
    let mut out = String::new();
    if held > 0 {
        let held = units(held);
        out.push_str(&format!(
            "{held}: refused as drafts of {engine} before, and not asked for again; `--again` does.\n"
        ));
    }
    if proved > 0 {
        let what = if is_dry {
            "what the cache holds of the answers is proved once more and costs nothing"
        } else {
            "and again; `draft --stats` says why"
        };
        out.push_str(&format!("{}: refused as drafts of {engine} before; {what}.\n", units(proved)));
    }
    out
}

/// Returns whether a finding says that a draft was refused.
pub(super) fn is_refusal(finding: &Finding) -> bool {
    finding.rule.as_str() == "draft"
}

/// Shows refused drafts with their English, and counts the others, which were written.
pub(super) fn findings<'a>(all: impl Iterator<Item = &'a Finding>) -> String {
    let mut out = String::new();
    let (refused, others): (Vec<&Finding>, Vec<&Finding>) = all.partition(|one| is_refusal(one));
    if !refused.is_empty() {
        out.push_str(&format!("\nRefused ({}):\n", refused.len()));
        for finding in refused.iter().take(LISTED) {
            out.push_str(&line_of(finding));
        }
        rest(&mut out, refused.len());
    }
    if !others.is_empty() {
        let count = units(others.iter().map(|one| (&one.language, &one.unit)).collect::<BTreeSet<_>>().len() as u64);
        out.push_str(&format!(
            "\nWritten, but to be looked at: {count} without the termbase's translation of a term (`--format json` lists all).\n"
        ));
    }
    out
}

fn line_of(finding: &Finding) -> String {
    let language = finding.language.as_deref().unwrap_or("");
    let module = finding.module.as_ref().map_or("", |module| module.as_str());
    let unit = finding.unit.as_ref().map_or("", |unit| unit.as_str());
    let english = report::shorten(finding.source.as_deref().unwrap_or(""), 100);
    format!("  {language} {module} {unit}: {}\n      {english}\n", finding.message)
}

pub(super) fn units(count: u64) -> String {
    format!("{} unit{}", report::grouped(count), if count == 1 { "" } else { "s" })
}

fn unknown(all: &[Drafted]) -> String {
    let mut out = String::new();
    let mut near: Vec<&Unknown> =
        all.iter().flat_map(|one| &one.unknown).filter(|unit| !unit.suggestions.is_empty()).collect();
    let far: usize = all.iter().flat_map(|one| &one.unknown).filter(|unit| unit.suggestions.is_empty()).count();
    near.sort_by_key(|unit| std::cmp::Reverse(unit.suggestions.first().map_or(0, |best| best.percent)));
    if !near.is_empty() {
        out.push_str(&format!("\nWithout a draft, but near something translated ({}):\n", near.len()));
        for unit in near.iter().take(LISTED) {
            let Some(best) = unit.suggestions.first() else { continue };
            out.push_str(&format!("  {} {} {}, {} %\n", unit.language, unit.module, unit.unit, best.percent));
            out.push_str(&format!("      {}\n", around(&best.difference, 100)));
            out.push_str(&format!("      {}\n", report::shorten(&best.translation, 100)));
        }
        rest(&mut out, near.len());
    }
    if far > 0 {
        let verb = if far == 1 { "has" } else { "have" };
        let what = if far == 1 { "it" } else { "them" };
        out.push_str(&format!("\n{} without a draft {verb} nothing near {what}.\n", units(far as u64)));
    }
    out
}

/// Cuts a difference to a width, so that its first mark is seen.
fn around(difference: &str, width: usize) -> String {
    let mark = ["[-", "{+"].iter().filter_map(|mark| difference.find(mark)).min().unwrap_or(0);
    let before = difference.get(..mark).unwrap_or("").chars().count();
    match before.saturating_sub(width / 3) {
        skipped if before > width / 2 => {
            let tail: String = difference.chars().skip(skipped).collect();
            report::shorten(&format!("…{tail}"), width)
        }
        _ => report::shorten(difference, width),
    }
}

fn rest(out: &mut String, count: usize) {
    if count > LISTED {
        out.push_str(&format!("  and {} more; `--format json` lists all\n", count - LISTED));
    }
}

/// `with_modules` adds a table by module.
pub(super) fn statistics(statistics: &DraftStatistics, with_modules: bool) -> String {
    if statistics.rows.is_empty() {
        return "There are no drafts on record, and no refused ones.\n".to_owned();
    }
    let sums = statistics.by_language();
    let mut out = fates(&sums, false);
    if with_modules {
        out.push('\n');
        out.push_str(&fates(&statistics.rows, true));
    }
    out.push_str(&refusals(&statistics.refusals, with_modules));
    out.push_str(
        "\nChanged: characters between draft and accepted text; a rejected draft counts as changed throughout.\n",
    );
    for (language, (engine, _, count)) in &statistics.best {
        let row = sums.iter().find(|row| row.engine == *engine && row.language == *language);
        let share = row.map_or_else(String::new, |row| report::percent(row.distance, row.characters));
        out.push_str(&format!("{language}: least is changed of {engine} ({share} of {count} decided drafts)\n"));
    }
    if !with_modules {
        out.push_str("`--lang` and `--module` show the modules.\n");
    }
    out
}

/// Says what was refused: how much of it, or each with its place and why.
fn refusals(all: &[Refusal], is_listed: bool) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut out = format!("\nRefused, and without a draft since ({}):\n", all.len());
    if !is_listed {
        let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
        for one in all {
            *reasons.entry(one.code.as_str()).or_default() += 1;
        }
        let counts: Vec<String> = reasons.iter().map(|(code, count)| format!("{code} {count}")).collect();
        out.push_str(&format!("  {}\n", counts.join(", ")));
        return out;
    }
    for one in all.iter().take(LISTED) {
        let english = report::shorten(&one.source, 100);
        let Refusal { engine, language, module, unit, at, reason, .. } = one;
        out.push_str(&format!("  {language} {module} {unit}: {engine}, {at}: {reason}\n      {english}\n"));
    }
    rest(&mut out, all.len());
    out
}

fn fates(rows: &[EngineRow], with_module: bool) -> String {
    let mut head = vec!["engine", ""];
    head.extend(with_module.then_some("module"));
    let texts = head.len();
    head.extend(["drafts", "open", "unchanged", "edited", "rejected", "lapsed", "refused", "changed"]);
    let mut table: Vec<Vec<Cell>> = vec![head.iter().map(|cell| Cell::plain(*cell)).collect()];
    for row in rows {
        let mut cells = vec![Cell::plain(&row.engine), Cell::plain(&row.language)];
        cells.extend(with_module.then(|| Cell::plain(&row.module)));
        cells.extend(
            [row.drafts, row.open, row.unchanged, row.edited, row.rejected, row.lapsed, row.refused].map(number),
        );
        cells
            .push(Cell::plain(row.changed().map_or("–".to_owned(), |_| report::percent(row.distance, row.characters))));
        table.push(cells);
    }
    let mut align = vec![Align::Left; texts];
    align.resize(head.len(), Align::Right);
    report::table(&align, &table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_difference_is_cut_before_its_mark_and_not_in_it() {
        let long = format!("{}[-may-]{{+must+}} come.", "word ".repeat(40));
        let cut = around(&long, 100);
        assert!(cut.starts_with('…') && cut.ends_with("[-may-]{+must+} come."), "{cut}");
        assert_eq!(around("You [-may-]{+must+} come.", 100), "You [-may-]{+must+} come.");
        assert!(around(&"word ".repeat(40), 100).starts_with("word "));
    }
}
