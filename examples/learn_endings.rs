//! Learns the tables of endings under `src/glossary/morphology/endings/` from pairs of base form and inflected form.
//!
//! `cargo run --release --example learn_endings -- LANGUAGE PAIRS.tsv > TABLE`, with `base<TAB>form` on each line.
//! A table keeps endings only, with how often they were right and wrong; no word of the input is in it.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;

use concordia::glossary::spellings;

type Pair = (String, String);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [language, path, rest @ ..] = args.as_slice() else { panic!("language and file") };
    let number = |name: &str, default: f64| {
        rest.iter().position(|a| a == name).and_then(|at| rest.get(at + 1)).map_or(default, |v| v.parse().unwrap())
    };
    let least = number("--support", 2.0);
    let probable = number("--probable", 0.25);
    let sure = number("--sure", 0.6);
    let most = number("--most", 4000.0) as usize;
    let text = fs::read_to_string(path).expect("a readable file");
    let mut bases: HashSet<String> = HashSet::new();
    let mut bases_of: HashMap<String, HashSet<String>> = HashMap::new();
    for line in text.lines() {
        let Some((base, form)) = line.split_once('\t') else { continue };
        let Some(base) = spellings(language, base).into_iter().next() else { continue };
        for form in spellings(language, form) {
            bases_of.entry(form).or_default().insert(base.clone());
        }
        bases.insert(base);
    }
    let mut good: HashMap<Pair, HashSet<&str>> = HashMap::new();
    for (form, its_bases) in &bases_of {
        for base in its_bases {
            if let Some(pair) = pair(base, form) {
                good.entry(pair).or_default().insert(base);
            }
        }
    }
    // A pair seen with one base form only must be short: a rule, not a word.
    let is_short = |(base, form): &Pair| base.chars().count() <= 4 && form.chars().count() <= 6;
    good.retain(|pair, its| its.len() as f64 >= least && (its.len() > 1 || is_short(pair)));
    let mut by_form: HashMap<&str, Vec<&str>> = HashMap::new();
    for (base, form) in good.keys() {
        by_form.entry(form).or_default().push(base);
    }
    let mut bad: HashMap<Pair, f64> = HashMap::new();
    for (form, its_bases) in &bases_of {
        for (at, _) in form.char_indices().skip(2).chain([(form.len(), ' ')]) {
            let (beginning, ending) = form.split_at(at);
            for base_ending in by_form.get(ending).into_iter().flatten() {
                let candidate = format!("{beginning}{base_ending}");
                if candidate != *form && bases.contains(&candidate) && !its_bases.contains(&candidate) {
                    *bad.entry(((*base_ending).to_owned(), ending.to_owned())).or_default() += 1.0;
                }
            }
        }
    }
    let mut rules: Vec<(f64, f64, Pair)> = good
        .iter()
        .map(|(pair, its)| {
            let right = its.len() as f64;
            let wrong = bad.get(pair).copied().unwrap_or(0.0);
            (right / (right + wrong), right, pair.clone())
        })
        .filter(|(precision, _, _)| *precision >= probable)
        .collect();
    rules.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.2.cmp(&b.2)));
    rules.truncate(most);
    let mut table: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (precision, right, (base, form)) in &rules {
        let mark = if *precision >= sure && *right >= 2.0 { "" } else { "?" };
        let blank = |ending: &str| if ending.is_empty() { "_".to_owned() } else { ending.to_owned() };
        table.entry(blank(base)).or_default().push(format!("{mark}{}", blank(form)));
    }
    for (base, mut forms) in table {
        forms.sort();
        println!("{base}: {}", forms.join(" "));
    }
    eprintln!("{language}: {} pairs of endings from {} base forms", rules.len(), bases.len());
}

/// What remains of base form and form after their common beginning of at least two letters.
fn pair(base: &str, form: &str) -> Option<Pair> {
    let common: usize = base.chars().zip(form.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (&base[common..], &form[common..]);
    let fits = base[..common].chars().count() >= 2 && a.chars().count() <= 6 && b.chars().count() <= 9;
    (fits && base != form).then(|| (a.to_owned(), b.to_owned()))
}
