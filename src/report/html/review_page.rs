//! The review page of one module in one language. The form is added by a small script; without it the page reads the same.
//!
//! A long page is divided. The address of a unit stays `<page>.html#<anchor>` whatever part it is in: the first part knows
//! all anchors and leads to the others.

use std::fmt::Write;
use std::ops::Range;

use super::review_unit::UnitFrame;
use super::{Link, Page, ReviewUnit, ReviewWords, escape, page, slug};
use crate::language::Language;
use crate::model::ModuleId;
use crate::report::wording::{Value, Wording};

const SCRIPT: &str = include_str!("../../../assets/review.js");

/// The bytes of units that a page holds at most, about; it opens at once then, also on an old telephone.
const MOST: usize = 220_000;

/// One module in one language.
#[derive(Debug)]
pub struct ReviewPage<'a> {
    /// The language.
    pub language: &'static Language,
    /// The module.
    pub module: &'a ModuleId,
    /// Its title.
    pub title: &'a str,
    /// The path of the English file, relative to the project.
    pub path: &'a str,
    /// The units to look at, in the order of the document.
    pub units: &'a [ReviewUnit<'a>],
    /// Which units each part holds, as [`review_parts`] divides them.
    pub parts: &'a [Range<usize>],
    /// The navigation.
    pub links: &'a [Link],
    /// The commit that the report was made from.
    pub commit: Option<&'a str>,
    /// The words of the page.
    pub wording: &'a Wording,
    /// The words of the units.
    pub words: &'a ReviewWords,
}

/// Divides units into parts of nearly the same size; into one where they are few, or have to stay together.
#[must_use]
pub fn review_parts(units: &[ReviewUnit<'_>], is_whole: bool) -> Vec<Range<usize>> {
    let total: usize = units.iter().map(ReviewUnit::weight).sum();
    let number = if is_whole { 1 } else { total.div_ceil(MOST).max(1) };
    let (mut parts, mut first, mut sum) = (Vec::with_capacity(number), 0, 0);
    for (index, unit) in units.iter().enumerate() {
        sum += unit.weight();
        if sum * number >= total * (parts.len() + 1) && parts.len() + 1 < number {
            parts.push(first..index + 1);
            first = index + 1;
        }
    }
    parts.push(first..units.len());
    parts
}

/// Returns the name of a part's file; `part` counts from 0.
#[must_use]
pub fn review_file(module: &ModuleId, part: usize) -> String {
    let slug = slug(module);
    if part == 0 { format!("{slug}.html") } else { format!("{slug}.{}.html", part + 1) }
}

/// Returns one part of the page; `part` counts from 0.
#[must_use]
pub fn review_page(view: &ReviewPage<'_>, part: usize) -> String {
    let wording = view.wording;
    let say = |key: &str| escape(&wording.say(key));
    let range = view.parts.get(part).cloned().unwrap_or_default();
    let units = view.units.get(range).unwrap_or_default();
    let mut main = String::with_capacity(units.iter().map(ReviewUnit::weight).sum::<usize>() * 5 / 4 + 4096);
    let _ = writeln!(main, "<p>{}</p>", say("review-how"));
    parts(&mut main, view, part);
    let _ = writeln!(main, "<h2 id=\"units\">{}</h2>", say("review-units"));
    if view.units.is_empty() {
        let _ = writeln!(main, "<p>{}</p>", say("review-nothing"));
    }
    form(&mut main, view, part, units);
    if part == 0 {
        elsewhere(&mut main, view);
    }
    let title = wording.say_with(
        "review-title",
        &[("module", Value::Text(view.title)), ("language", Value::Text(wording.name(view.language)))],
    );
    let lead = wording
        .say_with("review-lead", &[("units", Value::Count(view.units.len() as u64)), ("path", Value::Text(view.path))]);
    page(&Page {
        title: &title,
        lead: &lead,
        links: view.links,
        main: &main,
        commit: view.commit,
        script: SCRIPT,
        wording,
    })
}

/// Writes the units, with the headings above them wherever these change.
fn form(out: &mut String, view: &ReviewPage<'_>, part: usize, units: &[ReviewUnit<'_>]) {
    let _ = write!(
        out,
        "<div id=\"form\" data-language=\"{}\" data-tag=\"{}\" data-dir=\"{}\" data-module=\"{}\" data-commit=\"{}\"",
        view.language.code,
        view.language.tag,
        if view.language.rtl { "rtl" } else { "ltr" },
        escape(view.module.as_str()),
        escape(view.commit.unwrap_or("")),
    );
    if view.parts.len() > 1 {
        let _ = write!(out, " data-part=\"{}\"", part + 1);
    }
    out.push_str(&view.words.form);
    out.push_str(">\n");
    let home = if part == 0 { String::new() } else { review_file(view.module, 0) };
    let frame = UnitFrame::new(view.language, view.words, view.wording, &home);
    let mut path = "";
    for unit in units {
        if unit.english.path != path {
            path = &unit.english.path;
            let _ = writeln!(out, "<p class=path lang=en>{path}");
        }
        frame.article(out, unit);
    }
    out.push_str("</div>\n");
}

/// Writes the links between the parts.
fn parts(out: &mut String, view: &ReviewPage<'_>, part: usize) {
    if view.parts.len() < 2 {
        return;
    }
    let _ = write!(out, "<nav class=parts aria-label=\"{}\"><ul>", escape(&view.wording.say("review-parts")));
    for at in 0..view.parts.len() {
        let here = if at == part { " aria-current=page" } else { "" };
        let values = [("part", Value::Count(at as u64 + 1)), ("parts", Value::Count(view.parts.len() as u64))];
        let name = escape(&view.wording.say_with("review-part", &values));
        let _ = write!(out, "<li><a href=\"{}\"{here}>{name}</a></li>", review_file(view.module, at));
    }
    let _ = writeln!(out, "</ul></nav>\n<p>{}</p>", escape(&view.wording.say("review-parts-how")));
}

/// Writes where the units of the other parts are, under their anchors.
fn elsewhere(out: &mut String, view: &ReviewPage<'_>) {
    if view.parts.len() < 2 {
        return;
    }
    let _ = writeln!(out, "<h2 id=\"elsewhere\">{}</h2>", escape(&view.wording.say("review-elsewhere")));
    for (at, range) in view.parts.iter().enumerate().skip(1) {
        let file = review_file(view.module, at);
        out.push_str("<p class=elsewhere>");
        for unit in view.units.get(range.clone()).unwrap_or_default() {
            let anchor = &unit.english.anchor;
            let _ = writeln!(out, "<a id={anchor} href={file}#{anchor}>{}</a>", escape(unit.english.id.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, State, Unit};
    use crate::report::html::{DraftOrigin, MemoryOrigin, Neighbour, Offer, ReviewEnglish, ReviewTerm};

    fn english(source: &str) -> (ModuleId, Unit) {
        let module = ModuleId::new("a.md");
        let text = format!("# A & B\n\n<!-- concordia: note </script> -->\n\n{source}\n");
        let document = crate::source::extract(module.clone(), Format::Markdown, &text, &Default::default());
        (module, document.units.into_iter().nth(1).unwrap())
    }

    fn origin() -> DraftOrigin<'static> {
        let pieces = crate::diff::words("You <may> come.", "You must come.");
        let memory = Some(MemoryOrigin { module: "<b>.md", percent: 83, pieces });
        DraftOrigin { engine: "memory", model: None, date: "2026-11-27", memory, is_earlier: false }
    }

    fn unit<'a>(english: &'a ReviewEnglish, target: &'a str) -> ReviewUnit<'a> {
        ReviewUnit {
            english,
            at: 1,
            state: State::Stale,
            pieces: crate::diff::words("You may come.", "You must come."),
            change: "meaning: may → must".to_owned(),
            since: None,
            categories: Vec::new(),
            forms: vec![target.into()],
            rendered: Some("Jesteś.".to_owned()),
            origin: None,
            offer: Some(Offer { origin: origin(), forms: vec!["Musisz <u>.".to_owned()] }),
            beside: [None, Some(Neighbour { source: "<After>".to_owned(), target: String::new() })],
            terms: vec![ReviewTerm { english: "a\"b", rendering: Some("<i>") }],
            findings: &[],
            remarks: Vec::new(),
        }
    }

    fn shown(source: &str, target: &str, copies: usize, part: usize) -> (String, usize) {
        let (module, of) = english(source);
        let (wording, words) = (Wording::english(), ReviewWords::new(&Wording::english()));
        let english = ReviewEnglish::new(&module, &of, &of.source, &words, &wording);
        let units: Vec<ReviewUnit<'_>> = (0..copies).map(|_| unit(&english, target)).collect();
        let parts = review_parts(&units, false);
        let page = ReviewPage {
            language: crate::language::find("pl").unwrap(),
            module: &module,
            title: "<img src=x onerror=alert(1)>",
            path: "source-en/a.md",
            units: &units,
            parts: &parts,
            links: &[],
            commit: None,
            wording: &wording,
            words: &words,
        };
        (review_page(&page, part), parts.len())
    }

    #[test]
    fn changed_words_are_marked_on_both_sides() {
        let (page, _) = shown("You must come.", "Możesz przyjść.", 1, 0);
        assert!(page.contains("You <del>may</del> come.") && page.contains("You <ins>must</ins> come."), "{page}");
        assert!(page.contains("<dd lang=pl>Możesz przyjść."), "{page}");
    }

    #[test]
    fn a_draft_stands_beside_the_old_translation_and_the_unit_beside_its_neighbours() {
        let (page, _) = shown("You must come.", "Możesz przyjść.", 1, 0);
        assert!(page.contains("<dt>Machine draft<dd lang=pl class=offer>Musisz &lt;u&gt;."), "{page}");
        assert!(page.contains("another sentence, 83\u{a0}% alike, in &lt;b&gt;.md<dt>"), "{page}");
        assert!(page.contains("You <del>&lt;may&gt;</del><ins>must</ins> come."), "{page}");
        let here = "<p class=here><bdi lang=en>You must come.</bdi><bdi lang=pl>Jesteś.</bdi>";
        assert!(page.contains(here), "{page}");
        assert!(page.contains("<bdi lang=en>&lt;After&gt;</bdi><span>none yet</span>"));
        assert!(page.contains("<p class=path lang=en>A &amp; B"));
    }

    #[test]
    fn hostile_text_stays_text() {
        let (page, _) = shown("<b>alert(1)</b> \u{202e}x", "\"><svg onload=alert(1)>\u{200b}", 1, 0);
        assert_eq!(page.matches("<script>").count(), 1, "only the form's own");
        assert!(!page.contains("<svg") && !page.contains("<img") && !page.contains('\u{202e}'));
        assert!(page.contains("data-forms=\"[&quot;\\&quot;&gt;&lt;svg onload=alert(1)&gt;\\u200b&quot;]\""), "{page}");
    }

    #[test]
    fn a_long_page_is_divided_and_keeps_all_addresses() {
        let text = "You must come. ".repeat(20);
        let (first, parts) = shown(&text, &text, 500, 0);
        assert!(parts > 2, "{parts}");
        let articles = |page: &str| page.matches("<article").count();
        let pages: Vec<String> = (0..parts).map(|part| shown(&text, &text, 500, part).0).collect();
        assert_eq!(pages.iter().map(|page| articles(page)).sum::<usize>(), 500);
        assert!(pages.iter().all(|page| page.len() < 300_000 && articles(page) * parts > 400));
        let moved = first.matches("<a id=a-md-").count();
        assert_eq!(moved + articles(&first), 500, "every anchor is on the first part");
        assert!(first.contains("href=a-md.2.html#a-md-") && pages[1].contains("<h3><a href=a-md.html#a-md-"));
    }
}
