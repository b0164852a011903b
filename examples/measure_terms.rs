//! Measures term recognition on lemma-annotated text (Universal Dependencies, CoNLL-U).
//!
//! `cargo run --release --example measure_terms -- FOLDER [--split dev,test] [-l fi,et] [--show recall|lookalike|multi]`
//!
//! FOLDER holds `*.conllu` files anywhere below it; the part of a file's name before `_` or `.` is the language. A case
//! is a lemma as the term and a sentence as the text. Nothing of the treebanks is printed unless `--show` asks for it.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use concordia::glossary::{Match, Matcher, Term};
use concordia::language::{self, Language};

/// The most distinct cases of one kind per language.
const CASES: usize = 1500;

struct Token {
    form: String,
    lemma: String,
    pos: String,
    head: usize,
    id: usize,
}

struct Sentence {
    text: String,
    tokens: Vec<Token>,
}

#[derive(Default)]
struct Score {
    hits: usize,
    cases: usize,
}

impl Score {
    fn add(&mut self, hit: bool) {
        self.cases += 1;
        self.hits += usize::from(hit);
    }

    fn rate(&self) -> f64 {
        if self.cases == 0 { f64::NAN } else { self.hits as f64 / self.cases as f64 }
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|at| args.get(at + 1)).cloned();
    let folder = args.first().expect("a folder with .conllu files");
    let splits = value("--split").unwrap_or_else(|| "dev,test".to_owned());
    let only = value("-l");
    let show = value("--show");
    let mut files: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    collect(Path::new(folder), &splits, &mut files);
    println!(
        "| language | inflected forms | recall | sure recall | look-alikes | false | sure false | without | false | multi-word | recall |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let mut sums = [(0.0, 0.0); 6];
    for (code, paths) in files {
        if only.as_ref().is_some_and(|only| !only.split(',').any(|wanted| wanted == code)) {
            continue;
        }
        let Some(language) = language::find(&code) else { continue };
        let sentences: Vec<Sentence> =
            paths.iter().flat_map(|path| read(&fs::read_to_string(path).expect("a readable file"))).collect();
        let scores = measure(language, &sentences, show.as_deref());
        let [recall, sure, alike, without, multi, sure_alike] = scores;
        for ((sum, languages), score) in sums.iter_mut().zip([&recall, &sure, &alike, &without, &multi, &sure_alike]) {
            // English is the source; the average is over the translations.
            if score.cases > 0 && code != "en" {
                *sum += score.rate();
                *languages += 1.0;
            }
        }
        println!(
            "| {code} | {} | {:.3} | {:.3} | {} | {:.3} | {:.3} | {} | {:.3} | {} | {:.3} |",
            recall.cases,
            recall.rate(),
            sure.rate(),
            alike.cases,
            alike.rate(),
            sure_alike.rate(),
            without.cases,
            without.rate(),
            multi.cases,
            multi.rate()
        );
    }
    let [recall, sure, alike, without, multi, sure_alike] = sums.map(|(sum, languages)| sum / languages);
    println!(
        "| average | | {recall:.3} | {sure:.3} | | {alike:.3} | {sure_alike:.3} | | {without:.3} | | {multi:.3} |"
    );
}

fn collect(folder: &Path, splits: &str, files: &mut BTreeMap<String, Vec<PathBuf>>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("").to_owned();
        if path.is_dir() {
            collect(&path, splits, files);
        } else if name.ends_with(".conllu") && splits.split(',').any(|split| name.contains(split)) {
            let code: String = name.chars().take_while(char::is_ascii_lowercase).collect();
            files.entry(code).or_default().push(path);
        }
    }
}

fn read(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence { text: String::new(), tokens: Vec::new() };
    let mut plain = String::new();
    let mut range_end = 0;
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !sentence.tokens.is_empty() {
                if sentence.text.is_empty() {
                    sentence.text = plain.trim().to_owned();
                }
                sentences.push(std::mem::replace(&mut sentence, Sentence { text: String::new(), tokens: Vec::new() }));
            }
            plain.clear();
            range_end = 0;
            continue;
        }
        if let Some(given) = line.strip_prefix("# text = ") {
            sentence.text = given.to_owned();
        }
        let fields: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') || fields.len() < 8 {
            continue;
        }
        let space = if fields.last().is_some_and(|misc| misc.contains("SpaceAfter=No")) { "" } else { " " };
        if let Some((_, end)) = fields[0].split_once('-') {
            range_end = end.parse().unwrap_or(0);
            plain.push_str(fields[1]);
            plain.push_str(space);
            continue;
        }
        let Ok(id) = fields[0].parse::<usize>() else { continue };
        if id > range_end {
            plain.push_str(fields[1]);
            plain.push_str(space);
        }
        sentence.tokens.push(Token {
            form: fields[1].to_owned(),
            lemma: fields[2].replace(['#', '_', '='], ""),
            pos: fields[3].to_owned(),
            head: fields[6].parse().unwrap_or(0),
            id,
        });
    }
    sentences
}

fn is_word(text: &str, least: usize) -> bool {
    text.chars().count() >= least && text.chars().all(char::is_alphabetic)
}

fn is_content(token: &Token) -> bool {
    matches!(token.pos.as_str(), "NOUN" | "ADJ" | "VERB") && is_word(&token.lemma, 4) && is_word(&token.form, 3)
}

/// A fixed pseudo-random order, so that every run measures the same cases.
fn order(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        ^ 0x9e37_79b9_7f4a_7c15
}

fn measure(language: &'static Language, sentences: &[Sentence], show: Option<&str>) -> [Score; 6] {
    let mut pairs: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut multi: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut lemmas_of: HashMap<String, HashSet<String>> = HashMap::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut with_lemma: HashMap<String, HashSet<usize>> = HashMap::new();
    let mut lemmas: BTreeSet<String> = BTreeSet::new();
    for (number, sentence) in sentences.iter().enumerate() {
        for (at, token) in sentence.tokens.iter().enumerate() {
            let (form, lemma) = (token.form.to_lowercase(), token.lemma.to_lowercase());
            lemmas_of.entry(form.clone()).or_default().insert(lemma.clone());
            with_lemma.entry(lemma.clone()).or_default().insert(number);
            if !is_content(token) || !sentence.text.contains(&token.form) {
                continue;
            }
            seen.entry(form.clone()).or_insert(number);
            lemmas.insert(lemma.clone());
            if form != lemma {
                pairs.entry((lemma.clone(), token.form.clone())).or_insert(number);
            }
            let Some(next) = sentence.tokens.get(at + 1) else { continue };
            let agrees = (token.pos == "ADJ" && next.pos == "NOUN" && token.head == next.id)
                || (token.pos == "NOUN" && next.pos == "ADJ" && next.head == token.id);
            let changed = form != lemma || next.form.to_lowercase() != next.lemma.to_lowercase();
            let words = format!("{} {}", token.form, next.form);
            if agrees && changed && is_content(next) && sentence.text.contains(&words) {
                multi.entry((format!("{} {}", token.lemma, next.lemma), words)).or_insert(number);
            }
        }
    }
    let mut scores: [Score; 6] = Default::default();
    let matcher_of = |term: &str| Matcher::for_term(&Term::new(term), language);
    let best = |matcher: &Matcher, text: &str, within: Option<&str>| {
        let places: Vec<_> =
            within.map(|w| text.match_indices(w).map(|(at, _)| at..at + w.len()).collect()).unwrap_or_default();
        let counts = |span: &std::ops::Range<usize>| {
            within.is_none() || places.iter().any(|p| p.start < span.end && span.start < p.end)
        };
        matcher.find(text).into_iter().filter(|hit| counts(&hit.span)).map(|hit| hit.level).max().unwrap_or(Match::None)
    };
    for ((lemma, form), number) in sample(&pairs) {
        let level = best(&matcher_of(lemma), &sentences[*number].text, Some(form));
        scores[0].add(level > Match::None);
        scores[1].add(level.is_sure());
        if level == Match::None && show == Some("recall") {
            println!("missed {lemma} → {form}");
        }
    }
    for ((lemma, form), number) in sample(&multi) {
        let level = best(&matcher_of(lemma), &sentences[*number].text, Some(form));
        scores[4].add(level > Match::None);
        if level == Match::None && show == Some("multi") {
            println!("missed {lemma} → {form}");
        }
    }
    let by_beginning = {
        let mut map: HashMap<String, Vec<&String>> = HashMap::new();
        for form in seen.keys() {
            map.entry(form.chars().take(4).collect()).or_default().push(form);
        }
        map
    };
    let mut alike: BTreeMap<(String, String), usize> = BTreeMap::new();
    for lemma in &lemmas {
        let beginning: String = lemma.chars().take(4).collect();
        let length = lemma.chars().count();
        for form in by_beginning.get(&beginning).into_iter().flatten() {
            let number = seen[*form];
            let other = !lemmas_of[*form].contains(lemma) && !with_lemma[lemma].contains(&number);
            if other && form.chars().count().abs_diff(length) <= 2 {
                alike.insert((lemma.clone(), (*form).clone()), number);
            }
        }
    }
    for ((lemma, form), number) in sample(&alike) {
        let level = best(&matcher_of(lemma), &sentences[*number].text, None);
        scores[2].add(level > Match::None);
        scores[5].add(level.is_sure());
        if level > Match::None && show == Some("lookalike") {
            println!("{level} {lemma} → {form}");
        }
    }
    let all: Vec<&String> = lemmas.iter().collect();
    for (at, sentence) in sentences.iter().enumerate().take(if all.is_empty() { 0 } else { CASES }) {
        let lemma = all[(order(&sentence.text) % all.len() as u64) as usize];
        if !with_lemma[lemma].contains(&at) {
            let level = best(&matcher_of(lemma), &sentence.text, None);
            scores[3].add(level > Match::None);
            if level > Match::None && show == Some("without") {
                println!("{level} {lemma} in {}", sentence.text);
            }
        }
    }
    scores
}

fn sample(cases: &BTreeMap<(String, String), usize>) -> Vec<(&(String, String), &usize)> {
    let mut all: Vec<_> = cases.iter().collect();
    all.sort_by_key(|((a, b), _)| order(&format!("{a}\t{b}")));
    all.truncate(CASES);
    all
}
