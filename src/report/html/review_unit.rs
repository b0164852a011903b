//! One unit of a review page: what the English was and is, what the translation says, and what to know about it.
//!
//! The English of a unit is made into HTML once and shared by the pages of all languages. Attributes that hold nothing but
//! letters, digits, `-`, `_` and `.` stand without quotation marks, and end tags that HTML does not need are left out: a page
//! repeats them hundreds of times.

use std::borrow::Cow;
use std::fmt::Write;

use super::escape::{escape, escape_into};
use super::{DraftOrigin, ReviewWords, anchor};
use crate::diff::{Piece, PieceKind, bracketed};
use crate::language::Language;
use crate::model::{Finding, Fingerprint, ModuleId, State, Unit, UnitId};
use crate::report::grouped;
use crate::report::wording::{Value, Wording};

/// A term that the English names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewTerm<'a> {
    /// The English words.
    pub english: &'a str,
    /// The approved rendering; none when the name stays as it is.
    pub rendering: Option<&'a str>,
}

/// A unit that stands beside another in its document, as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The English.
    pub source: String,
    /// What stands in the translation; empty where it is missing.
    pub target: String,
}

/// What somebody said about a translation as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewRemark<'a> {
    /// Whether the translation was rejected.
    pub is_rejection: bool,
    /// Who.
    pub by: &'a str,
    /// The day.
    pub date: &'a str,
    /// The words.
    pub text: &'a str,
}

/// A machine draft that was made beside an out-of-date translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'a> {
    /// Where it comes from.
    pub origin: DraftOrigin<'a>,
    /// Its text, or one per category.
    pub forms: Vec<String>,
}

/// The English of one unit as HTML, for the pages of all languages.
#[derive(Debug)]
pub struct ReviewEnglish {
    pub(super) id: UnitId,
    pub(super) anchor: String,
    /// The headings above it; empty at the top of the document.
    pub(super) path: String,
    place: String,
    source: String,
    plural: Option<String>,
    notes: String,
    /// As a reader sees it, where that is not what the author wrote.
    rendered: Option<String>,
    print: Fingerprint,
}

impl ReviewEnglish {
    /// Makes the HTML; `rendered` is the English as a reader sees it.
    #[must_use]
    pub fn new(module: &ModuleId, unit: &Unit, rendered: &str, words: &ReviewWords, wording: &Wording) -> Self {
        let id = unit.id();
        let mut notes = String::new();
        if unit.own_notes().next().is_some() {
            label(&mut notes, &words.notes, "");
            notes.push_str("<ul>");
            for note in unit.own_notes() {
                notes.push_str("<li lang=en>");
                escape_into(&mut notes, note);
            }
            notes.push_str("</ul>");
        }
        Self {
            anchor: anchor(module, &id),
            path: unit.heading.iter().map(|heading| escape(heading)).collect::<Vec<_>>().join(" › "),
            place: place(unit, wording),
            source: escape(&unit.source),
            plural: unit.plural.as_deref().map(escape),
            notes,
            rendered: (rendered != unit.source).then(|| escape(rendered)),
            print: unit.source_print(),
            id,
        }
    }

    /// Returns the unit.
    #[must_use]
    pub fn id(&self) -> &UnitId {
        &self.id
    }

    /// Returns whether a reader sees something else than the author wrote, such as a link without its address.
    #[must_use]
    pub fn has_markup(&self) -> bool {
        self.rendered.is_some()
    }
}

/// Returns the kind, the line and the greatest length.
fn place(unit: &Unit, wording: &Wording) -> String {
    let mut out = escape(&wording.say(&format!("kind-{}", unit.kind.words().to_lowercase().replace(' ', "-"))));
    let mut more = |key: &str, value: (&str, Value<'_>)| {
        out.push_str(" · ");
        escape_into(&mut out, &wording.say_with(key, &[value]));
    };
    more("review-line", ("line", Value::Text(&grouped(unit.line as u64))));
    if let Some(length) = unit.max_length {
        more("review-length", ("length", Value::Count(length as u64)));
    }
    out
}

/// One unit in one language.
#[derive(Debug)]
pub struct ReviewUnit<'a> {
    /// Its English.
    pub english: &'a ReviewEnglish,
    /// Its place in the document, counted from 0.
    pub at: usize,
    /// The state.
    pub state: State,
    /// The difference to the English that the translation was made from; empty when there is none.
    pub pieces: Vec<Piece>,
    /// What the English edit did, with the words that decided it; empty when the translation is not stale.
    pub change: String,
    /// The day since which the translation is out of date.
    pub since: Option<&'a str>,
    /// The categories of the forms; empty for a unit without plural.
    pub categories: Vec<&'static str>,
    /// The translation, one text or one per category; empty texts where it is missing.
    pub forms: Vec<Cow<'a, str>>,
    /// The translation as a reader sees it, where the English has markup; empty where it is missing.
    pub rendered: Option<String>,
    /// Where the translation comes from, of a draft.
    pub origin: Option<DraftOrigin<'a>>,
    /// A machine draft of the English of today, beside an out-of-date translation.
    pub offer: Option<Offer<'a>>,
    /// What stands before it, and what after it, in the document; none where it stands on the same page already, and at the
    /// ends.
    pub beside: [Option<Neighbour>; 2],
    /// Terms with their approved renderings.
    pub terms: Vec<ReviewTerm<'a>>,
    /// What the checks found.
    pub findings: &'a [&'a Finding],
    /// What reviewers said about the translation as it stands, oldest first.
    pub remarks: Vec<ReviewRemark<'a>>,
}

impl ReviewUnit<'_> {
    /// Returns about how many bytes of a page the unit takes.
    pub(super) fn weight(&self) -> usize {
        let english = self.english.source.len() * if self.pieces.is_empty() { 1 } else { 3 };
        let texts = |texts: &[Cow<'_, str>]| -> usize { texts.iter().map(|text| text.len() + 30).sum() };
        let offer = self.offer.as_ref().map_or(0, |offer| offer.forms.iter().map(|form| form.len() + 60).sum());
        let context: usize = self.beside.iter().flatten().map(|one| one.source.len() + one.target.len() + 60).sum();
        let rendered = self.rendered.as_ref().map_or(0, |text| english + text.len() + 100);
        let findings: usize = self.findings.iter().map(|one| one.message.len() + 160).sum();
        let origins = self.origin.iter().chain(self.offer.as_ref().map(|offer| &offer.origin));
        let origins: usize = origins.map(DraftOrigin::weight).sum();
        let remarks: usize = self.remarks.iter().map(|one| one.text.len() + 100).sum();
        300 + origins
            + remarks
            + english
            + texts(&self.forms)
            + offer
            + context
            + rendered
            + findings
            + self.terms.len() * 80
    }
}

/// What all units of a page share.
pub(super) struct UnitFrame<'a> {
    words: &'a ReviewWords,
    wording: &'a Wording,
    /// ` lang=pl`, with a direction where it is not that of English.
    foreign: String,
    /// The page that anchors are addressed on; empty for the page itself.
    home: &'a str,
}

impl<'a> UnitFrame<'a> {
    pub(super) fn new(
        language: &'static Language,
        words: &'a ReviewWords,
        wording: &'a Wording,
        home: &'a str,
    ) -> Self {
        let dir = if language.rtl { " dir=rtl" } else { "" };
        Self { words, wording, foreign: format!(" lang={}{dir}", language.tag), home }
    }

    /// Writes the unit as an article.
    pub(super) fn article(&self, out: &mut String, unit: &ReviewUnit<'_>) {
        let english = unit.english;
        let target = Fingerprint::of(unit.forms.iter().map(AsRef::as_ref));
        let _ =
            write!(out, "<article class={} id={} data-p=\"{} {target}\"", unit.state, english.anchor, english.print);
        self.data(out, unit);
        let _ = write!(out, ">\n<h3><a href={}#{}>", self.home, english.anchor);
        escape_into(out, english.id.as_str());
        out.push_str("</a> <b>");
        out.push_str(self.words.state(unit.state));
        out.push_str("</b></h3>\n<p>");
        out.push_str(&english.place);
        self.change(out, unit);
        out.push_str("\n<dl>\n");
        self.english(out, unit);
        self.translation(out, unit);
        self.offer(out, unit);
        self.terms(out, unit);
        self.findings(out, unit);
        self.remarks(out, unit);
        out.push_str(&english.notes);
        out.push_str("</dl>\n");
        self.context(out, unit);
        out.push_str("</article>\n");
    }

    /// Writes what only some units have to tell the script.
    fn data(&self, out: &mut String, unit: &ReviewUnit<'_>) {
        if !unit.categories.is_empty() {
            let _ = write!(out, " data-categories=\"{}\"", unit.categories.join(" "));
        }
        let is_hidden = |text: &str| text.chars().any(|c| crate::report::visible::code_point(c).is_some());
        if unit.forms.iter().any(|form| is_hidden(form)) {
            let _ = write!(out, " data-forms=\"{}\"", raw_json(&unit.forms));
        }
        if let Some(offer) = unit.offer.as_ref().filter(|offer| offer.forms.iter().any(|form| is_hidden(form))) {
            let _ = write!(out, " data-offer=\"{}\"", raw_json(&offer.forms));
        }
    }

    fn change(&self, out: &mut String, unit: &ReviewUnit<'_>) {
        let mut more = |key: &str, value: (&str, Value<'_>)| {
            out.push_str(" · ");
            escape_into(out, &self.wording.say_with(key, &[value]));
        };
        if !unit.change.is_empty() {
            more("review-change", ("change", Value::Text(&unit.change)));
        }
        if let Some(since) = unit.since {
            more("review-since", ("date", Value::Text(since)));
        }
    }

    fn english(&self, out: &mut String, unit: &ReviewUnit<'_>) {
        if unit.pieces.is_empty() {
            label(out, &self.words.english, " lang=en");
            out.push_str(&unit.english.source);
        } else {
            label(out, &self.words.before, " lang=en");
            marked(out, &unit.pieces, PieceKind::Gone);
            label(out, &self.words.now, " lang=en");
            marked(out, &unit.pieces, PieceKind::Come);
        }
        if let Some(plural) = &unit.english.plural {
            label(out, &self.words.plural, " lang=en");
            out.push_str(plural);
        }
    }

    fn translation(&self, out: &mut String, unit: &ReviewUnit<'_>) {
        let name = match unit.state {
            State::Stale => &self.words.translation_before,
            State::Draft if unit.origin.as_ref().is_some_and(|origin| origin.memory.is_some()) => {
                self.words.state(State::Draft)
            }
            State::Draft if !unit.remarks.iter().any(|one| one.is_rejection) => &self.words.draft,
            State::Missing | State::Draft | State::Translated | State::Revised | State::Approved => {
                &self.words.translation
            }
        };
        if unit.state == State::Missing {
            label(out, name, "");
            out.push_str(&self.words.none);
            return;
        }
        for (index, form) in unit.forms.iter().enumerate() {
            self.form(out, name, unit.categories.get(index).copied(), "", form);
        }
        if let Some(origin) = &unit.origin {
            origin.rows(out, self.words, self.wording);
        }
    }

    fn form(&self, out: &mut String, name: &str, category: Option<&str>, class: &str, text: &str) {
        match category {
            None => label(out, name, ""),
            Some(category) => label(out, &format!("{name} ({category})"), ""),
        }
        out.pop();
        out.push_str(&self.foreign);
        out.push_str(class);
        out.push('>');
        escape_into(out, text);
    }

    fn offer(&self, out: &mut String, unit: &ReviewUnit<'_>) {
        let Some(offer) = &unit.offer else { return };
        for (index, form) in offer.forms.iter().enumerate() {
            self.form(out, &self.words.draft, unit.categories.get(index).copied(), " class=offer", form);
        }
        offer.origin.rows(out, self.words, self.wording);
    }

    fn terms(&self, out: &mut String, unit: &ReviewUnit<'_>) {
        if unit.terms.is_empty() {
            return;
        }
        label(out, &self.words.terms, "");
        out.push_str("<ul>");
        for term in &unit.terms {
            out.push_str("<li><span lang=en>");
            escape_into(out, term.english);
            out.push_str("</span> → ");
            match term.rendering {
                None => out.push_str(&self.words.stays),
                Some(text) => self.bdi(out, text),
            }
        }
        out.push_str("</ul>");
    }

    fn findings(&self, out: &mut String, unit: &ReviewUnit<'_>) {
        if unit.findings.is_empty() {
            return;
        }
        label(out, &self.words.findings, "");
        out.push_str("<ul>");
        for finding in unit.findings {
            let _ = write!(out, "<li><b>{}</b> <span lang=en>", self.words.severity(finding.severity));
            escape_into(out, &finding.message);
            let _ = write!(out, "</span> <code>{}</code>", finding.rule);
            if let Some(hint) = &finding.hint {
                out.push_str(" <em lang=en>");
                escape_into(out, hint);
                out.push_str("</em>");
            }
        }
        out.push_str("</ul>");
    }

    fn remarks(&self, out: &mut String, unit: &ReviewUnit<'_>) {
        if unit.remarks.is_empty() {
            return;
        }
        label(out, &self.words.remarks, "");
        out.push_str("<ul>");
        for remark in &unit.remarks {
            let key = if remark.is_rejection { "review-rejected-by" } else { "review-remark-by" };
            let values = [("by", Value::Text(remark.by)), ("date", Value::Text(remark.date))];
            out.push_str("<li><b>");
            escape_into(out, &self.wording.say_with(key, &values));
            out.push_str("</b> <bdi>");
            escape_into(out, remark.text);
            out.push_str("</bdi>");
        }
        out.push_str("</ul>");
    }

    /// Shows the unit as readers see it, between those neighbours that do not stand beside it on the page.
    fn context(&self, out: &mut String, unit: &ReviewUnit<'_>) {
        let [before, after] = &unit.beside;
        if before.is_none() && after.is_none() && unit.rendered.is_none() {
            return;
        }
        let _ = writeln!(out, "<details class=context><summary>{}</summary>", self.words.context);
        let row = |out: &mut String, class: &str, english: &str, target: &str| {
            let _ = write!(out, "<p{class}><bdi lang=en>{english}</bdi>");
            if target.is_empty() {
                let _ = write!(out, "<span>{}</span>", self.words.none);
            } else {
                self.bdi(out, target);
            }
            out.push('\n');
        };
        if let Some(one) = before {
            row(out, "", &escape(&one.source), &one.target);
        }
        let english = unit.english.rendered.as_ref().unwrap_or(&unit.english.source);
        let form = unit.forms.first().map_or("", AsRef::as_ref);
        row(out, " class=here", english, unit.rendered.as_deref().unwrap_or(form));
        if let Some(one) = after {
            row(out, "", &escape(&one.source), &one.target);
        }
        out.push_str("</details>\n");
    }

    fn bdi(&self, out: &mut String, text: &str) {
        out.push_str("<bdi");
        out.push_str(&self.foreign);
        out.push('>');
        escape_into(out, text);
        out.push_str("</bdi>");
    }
}

/// Begins a row of the list: a name, and an opening tag that ends in `>`.
pub(super) fn label(out: &mut String, name: &str, attributes: &str) {
    out.push_str("<dt>");
    out.push_str(name);
    out.push_str("<dd");
    out.push_str(attributes);
    out.push('>');
}

/// Writes one side of a difference; `kind` says which pieces are marked.
fn marked(out: &mut String, pieces: &[Piece], kind: PieceKind) {
    let element = if kind == PieceKind::Gone { "del" } else { "ins" };
    for piece in pieces.iter().filter(|piece| piece.kind == PieceKind::Same || piece.kind == kind) {
        match piece.kind {
            PieceKind::Same => escape_into(out, &piece.text),
            PieceKind::Gone | PieceKind::Come => {
                out.push_str(&bracketed(&escape(&piece.text), &format!("<{element}>"), &format!("</{element}>")));
            }
        }
    }
}

/// Returns texts as JSON inside an attribute, with every invisible character as a JSON escape.
fn raw_json(forms: &[impl AsRef<str>]) -> String {
    let forms: Vec<&str> = forms.iter().map(AsRef::as_ref).collect();
    escape(&crate::report::visible_json(&serde_json::to_string(&forms).unwrap_or_default()))
}
