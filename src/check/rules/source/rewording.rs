//! Two wordings of one heading, for the rule `source-heading`: other capitals, articles or marks, or an action named by a noun
//! in one place and by a verb in the other.

use std::collections::BTreeMap;

use super::SourceModule;
use super::heading::is_numbered;
use crate::check::Hit;
use crate::check::word::words;
use crate::model::UnitKind;

/// A wording and where it stands first.
struct Heading<'a> {
    raw: &'a str,
    /// What a reader sees.
    shown: String,
    module: usize,
    unit: usize,
    count: usize,
}

/// Reports every wording of a heading that has a more frequent twin, or an earlier one among equals; once.
pub(super) fn rewordings(modules: &[SourceModule<'_>]) -> Vec<(usize, usize, Hit)> {
    let mut all: Vec<Heading<'_>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (module, source) in modules.iter().enumerate() {
        let headings =
            source.units.iter().enumerate().filter(|(_, unit)| unit.kind == UnitKind::Heading || unit.is_title);
        for (unit, context) in headings.filter(|(_, unit)| !is_numbered(&unit.text.clean)) {
            let at = *known.entry(context.text.raw).or_insert(all.len());
            if at == all.len() {
                let (raw, shown) = (context.text.raw, context.text.rendered());
                all.push(Heading { raw, shown, module, unit, count: 0 });
            }
            if let Some(heading) = all.get_mut(at) {
                heading.count += 1;
            }
        }
    }
    let mut twins: BTreeMap<Vec<String>, Vec<&Heading<'_>>> = BTreeMap::new();
    for heading in &all {
        twins.entry(meaning(&heading.shown)).or_default().push(heading);
    }
    let mut hits = Vec::new();
    for (meaning, group) in twins.into_iter().filter(|(meaning, group)| !meaning.is_empty() && group.len() > 1) {
        let Some(standard) = group.iter().enumerate().max_by_key(|(at, one)| (one.count, std::cmp::Reverse(*at)))
        else {
            continue;
        };
        let standard = standard.1;
        for own in group.iter().filter(|own| own.raw != standard.raw && is_reworded(own, standard, &meaning)) {
            let place = modules.get(standard.module).map_or(String::new(), |module| format!(" in {}", module.module));
            let hit = Hit::new(0, format!("worded otherwise{place}: {}", standard.raw));
            hits.push((own.module, own.unit, hit.hint("use one wording, or waive it")));
        }
    }
    hits
}

/// Returns whether two headings of one meaning are one: in one word only other marks and capitals tell, since `Planning` and
/// `Plan` may be two things.
fn is_reworded(own: &Heading<'_>, other: &Heading<'_>, meaning: &[String]) -> bool {
    let plain = |heading: &Heading<'_>| words(&heading.shown).map(|word| word.text.to_lowercase()).collect::<Vec<_>>();
    meaning.len() > 1 || plain(own) == plain(other)
}

/// Returns what a heading is made of, whatever the order: its words without articles, `of`, inflection and the ending that
/// makes a noun of a verb, and the signs that are no marks of a sentence.
fn meaning(shown: &str) -> Vec<String> {
    // `C` and `C++` are two things.
    let is_sign = |c: &char| !c.is_alphanumeric() && !c.is_whitespace() && !MARKS.contains(*c);
    let signs: String = shown.chars().filter(is_sign).collect();
    let mut all: Vec<String> = words(shown)
        .map(|word| word.text.to_lowercase().replace('’', "'"))
        .filter(|word| !matches!(word.as_str(), "a" | "an" | "the" | "of"))
        .map(|word| action(word.trim_end_matches("'s")))
        .collect();
    all.sort_unstable();
    if !signs.is_empty() && !all.is_empty() {
        all.push(signs);
    }
    all
}

/// The marks of a sentence, which change no meaning.
const MARKS: &str = ".,:;!?…'’‘“”\"()–—-`*_";

/// What makes a noun of a verb, and the endings of the verb itself, each with the least number of letters before it.
const ENDINGS: [(&str, usize); 8] =
    [("ement", 5), ("ment", 5), ("ation", 4), ("ating", 4), ("ate", 4), ("ion", 4), ("ing", 4), ("e", 4)];

/// What is left of verbs that end in `ment` themselves.
const NO_VERBS: [&str; 3] = ["imple", "supple", "comple"];

/// Returns a word without the endings of plurals and of actions: `recruiting`, `recruitment` and `recruit` are one.
fn action(word: &str) -> String {
    let bare = match word.strip_suffix('s').filter(|bare| bare.len() >= 4 && !bare.ends_with('s')) {
        Some(bare) => bare.strip_suffix("ie").map_or(bare.to_owned(), |stem| format!("{stem}y")),
        None => word.to_owned(),
    };
    let stem = ENDINGS.iter().find_map(|(ending, least)| bare.strip_suffix(ending).filter(|stem| stem.len() >= *least));
    let stem = stem.filter(|stem| !NO_VERBS.contains(stem)).unwrap_or(&bare);
    // `planning` is of `plan`.
    let mut letters = stem.chars().rev();
    let is_double = letters.next().is_some_and(|last| Some(last) == letters.next() && !"aeiousl".contains(last));
    let stem = if is_double && bare.ends_with("ing") { stem.get(..stem.len() - 1).unwrap_or(stem) } else { stem };
    stem.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_action_has_one_stem() {
        for (one, other) in [
            ("recruiting", "recruitment"),
            ("planning", "plan"),
            ("evaluating", "evaluation"),
            ("evaluations", "evaluate"),
            ("involving", "involvement"),
            ("budgets", "budget"),
            ("implement", "implementing"),
        ] {
            assert_eq!(action(one), action(other), "{one}");
        }
        for (one, other) in [("participant", "participation"), ("facilitator", "facilitation"), ("document", "docket")]
        {
            assert_ne!(action(one), action(other), "{one}");
        }
    }

    #[test]
    fn order_and_articles_change_no_meaning() {
        assert_eq!(meaning("Recruitment of the participants"), meaning("Participant recruitment."));
        assert_ne!(meaning("Before the first meeting"), meaning("After the first meeting"));
        assert_ne!(meaning("Working with C"), meaning("Working with C++"));
        assert_ne!(meaning("Evaluation of participation"), meaning("Evaluation of participants"));
    }
}
