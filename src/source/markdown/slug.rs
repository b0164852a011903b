//! The anchors that Markdown processors give to headings.

use std::collections::{HashMap, HashSet};

use icu_normalizer::DecomposingNormalizerBorrowed;

/// The anchors of the headings of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Slugs {
    /// By GitHub's rules; parallel to the headings, empty where there is none.
    pub(super) github: Vec<String>,
    /// Those of other processors that no heading has by GitHub's rules; parallel to the headings.
    pub(super) others: Vec<Vec<String>>,
}

impl Slugs {
    /// Returns the anchors of headings, given by what readers see.
    pub(super) fn of<'a>(headings: impl Iterator<Item = &'a str> + Clone) -> Self {
        let github = github(headings.clone());
        let known: HashSet<&str> = github.iter().map(String::as_str).collect();
        let mut python = HashMap::new();
        let mut pandoc = Counted::default();
        let mut told = HashSet::new();
        let others = headings
            .map(|heading| {
                let found = [python_markdown(heading, &mut python), pandoc.next(pandoc_slug(heading))];
                let is_new =
                    |slug: &String| !slug.is_empty() && !known.contains(slug.as_str()) && told.insert(slug.clone());
                found.into_iter().filter(is_new).collect()
            })
            .collect();
        Self { github, others }
    }

    /// Returns whether all of them are ASCII.
    pub(super) fn is_ascii(&self) -> bool {
        self.github.iter().chain(self.others.iter().flatten()).all(|slug| slug.is_ascii())
    }
}

/// Returns the anchor of every heading in order, by GitHub's rules; empty where there is none.
///
/// Lower case; letters, digits, `-`, `_` and spaces stay, spaces become hyphens; a repeated anchor gets `-1`, `-2` …
/// (github-slugger, `index.js` and `regex.js`).
pub(super) fn github<'a>(headings: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counted = Counted::default();
    headings.map(|heading| counted.next(github_slug(heading))).collect()
}

/// The same, but only for headings whose anchor is ASCII; none for the others, which no ASCII anchor can equal.
pub(super) fn github_in_ascii<'a>(headings: impl Iterator<Item = &'a str>) -> Vec<Option<String>> {
    let mut counted = Counted::default();
    // The sign of the kelvin becomes a `k`.
    let is_beyond = |c: char| c.to_lowercase().any(|c| !c.is_ascii() && is_kept(c));
    let is_ascii = |heading: &str| heading.is_ascii() || !heading.chars().filter(|c| !c.is_ascii()).any(is_beyond);
    headings.map(|heading| is_ascii(heading).then(|| counted.next(github_slug(heading)))).collect()
}

/// Anchors that were given, with the last number behind each.
#[derive(Default)]
struct Counted(HashMap<String, usize>);

impl Counted {
    fn next(&mut self, base: String) -> String {
        let Some(&(mut count)) = self.0.get(&base) else {
            self.0.insert(base.clone(), 0);
            return base;
        };
        let slug = loop {
            count += 1;
            let slug = format!("{base}-{count}");
            if !self.0.contains_key(&slug) {
                break slug;
            }
        };
        self.0.insert(base, count);
        self.0.insert(slug.clone(), 0);
        slug
    }
}

fn github_slug(heading: &str) -> String {
    let heading = heading.trim();
    let mut slug = String::with_capacity(heading.len());
    for c in heading.chars() {
        match c {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            c if c.is_ascii() => {}
            c => slug.extend(c.to_lowercase().filter(|c| is_kept(*c))),
        }
    }
    slug
}

/// Returns whether GitHub keeps a character beyond ASCII: letters, marks, decimal digits and connecting punctuation, but no
/// other numbers (`²`, `₂`, `½`, `①`) (github-slugger, `script/generate-regex.js`).
fn is_kept(c: char) -> bool {
    let is_mark = matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20f0}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}');
    let connects = matches!(c, '‿' | '⁀' | '⁔' | '︳' | '︴' | '﹍'..='﹏' | '＿');
    let is_other_number = matches!(c, '²' | '³' | '¹' | '¼'..='¾' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '⅐'..='⅟' | '↉'
        | '①'..='⒛' | '⓪'..='⓿' | '❶'..='➓');
    is_mark || connects || c.is_alphabetic() || (c.is_numeric() && !is_other_number)
}

/// As `toc` of Python-Markdown, which MkDocs uses: ASCII letters, digits and `_` stay, each run of blanks and hyphens becomes
/// one hyphen, a repeated anchor gets `_1`, `_2` … (`markdown/extensions/toc.py`, `slugify` and `unique`).
///
/// `given` holds the anchors that were given, each with the last one that was found from it: all between the two are taken.
fn python_markdown(heading: &str, given: &mut HashMap<String, String>) -> String {
    let ascii: String = match heading.is_ascii() {
        true => heading.to_owned(),
        false => DecomposingNormalizerBorrowed::new_nfkd().normalize(heading).chars().filter(char::is_ascii).collect(),
    };
    let is_kept = |c: &char| c.is_ascii_alphanumeric() || c.is_ascii_whitespace() || matches!(c, '_' | '-');
    let kept: String = ascii.chars().filter(is_kept).collect::<String>().trim().to_ascii_lowercase();
    let mut slug = String::with_capacity(kept.len());
    for c in kept.chars() {
        match c {
            '-' | ' ' | '\t' | '\n' | '\r' | '\u{c}' if slug.ends_with('-') => {}
            '-' | ' ' | '\t' | '\n' | '\r' | '\u{c}' => slug.push('-'),
            c => slug.push(c),
        }
    }
    let first = slug.clone();
    slug = given.get(&first).cloned().unwrap_or(slug);
    while slug.is_empty() || given.contains_key(&slug) {
        let counted = slug.rsplit_once('_').and_then(|(base, count)| Some((base, count.parse::<u64>().ok()?)));
        slug = match counted.filter(|(base, _)| !base.is_empty()) {
            Some((base, count)) => format!("{base}_{}", count.saturating_add(1)),
            None => format!("{slug}_1"),
        };
    }
    given.insert(slug.clone(), slug.clone());
    given.insert(first, slug.clone());
    slug
}

/// As `auto_identifiers` of Pandoc and Quarto: letters, digits, `_`, `-` and `.` stay, each run of blanks becomes one hyphen,
/// and what stands before the first letter goes (Pandoc User's Guide, "Extension: `auto_identifiers`").
fn pandoc_slug(heading: &str) -> String {
    let is_kept = |c: &char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '-' | '.');
    let kept: String = heading.chars().filter(is_kept).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let slug = words.join("-").trim_start_matches(|c: char| !c.is_alphabetic()).to_owned();
    if slug.is_empty() { "section".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_follow_github() {
        let headings = ["Hello, World!", "a_b – c", "Hello world", "hello world", "Ünï 1.2", "hello world-1"];
        assert_eq!(
            github(headings.into_iter()),
            ["hello-world", "a_b--c", "hello-world-1", "hello-world-2", "ünï-12", "hello-world-1-1"]
        );
        assert_eq!(github(["a", "a-1", "a", "a"].into_iter()), ["a", "a-1", "a-2", "a-3"]);
        let some = |slug: &str| Some(slug.to_owned());
        let ascii = github_in_ascii(["Ünï", "A – b…", "a  b", "İ", "½ c", "–", "10 \u{212a}"].into_iter());
        assert_eq!(ascii, [None, some("a--b"), some("a--b-1"), None, some("-c"), some(""), some("10-k")]);
        // To count from the first again for each of them would take minutes.
        let many = Slugs::of(std::iter::repeat_n("Same", 50_000)).others;
        assert_eq!(many.last(), Some(&vec!["same_49999".to_owned()]));
    }

    #[test]
    fn marks_stay_and_superscripts_go() {
        let headings = ["CO₂ emissions", "Area in m²", "½ day", "Cafe\u{301}", "a‿b", "Step ①", "٣ x", "İ"];
        let slugs = ["co-emissions", "area-in-m", "-day", "cafe\u{301}", "a‿b", "step-", "٣-x", "i\u{307}"];
        assert_eq!(github(headings.into_iter()), slugs);
    }

    #[test]
    fn other_processors_have_their_own() {
        let others = |headings: &[&'static str]| Slugs::of(headings.iter().copied()).others;
        assert_eq!(others(&["Roles & duties", "Plain"]), [vec!["roles-duties"], vec![]]);
        assert_eq!(others(&["Why?", "Why?", "Why?"]), [vec![], vec!["why_1"], vec!["why_2"]]);
        assert_eq!(others(&["a", "a_2", "a", "a", "a_2"]), [vec![], vec![], vec!["a_1"], vec!["a_3"], vec!["a_4"]]);
        assert_eq!(others(&["1. Vote", "Café"]), [vec!["vote"], vec!["cafe"]]);
        // An anchor leads to one place: that of the heading that has it by GitHub's rules, else of the first.
        assert_eq!(others(&["A & B", "A B"]), [vec![], vec!["a-b_1", "a-b-1"]]);
    }
}
