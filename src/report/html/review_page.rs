//! The review page of one module in one language: per unit what the English was and is, what the translation says, and
//! what to know about it. The form is added by a small script; without it the page reads the same.

use super::{Link, Page, anchor, escape, page};
use crate::diff::{Piece, PieceKind};
use crate::language::Language;
use crate::model::{Finding, ModuleId, State, UnitId};
use crate::report::grouped;
use crate::report::wording::{Value, Wording};

const SCRIPT: &str = include_str!("../../../assets/review.js");

/// A term that the English names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewTerm {
    /// The English words.
    pub english: String,
    /// The approved rendering; none when the name stays as it is.
    pub rendering: Option<String>,
}

/// A unit that stands beside another in its document, as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The English.
    pub source: String,
    /// What stands in the translation; empty where it is missing.
    pub target: String,
}

/// A machine draft that was made beside an out-of-date translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The engine.
    pub engine: String,
    /// Its text, or one per category.
    pub forms: Vec<String>,
}

/// One unit.
#[derive(Debug, Clone)]
pub struct ReviewUnit {
    /// The unit.
    pub id: UnitId,
    /// The state.
    pub state: State,
    /// The kind, as catalogues name it.
    pub kind: &'static str,
    /// The headings above it, outermost first.
    pub headings: Vec<String>,
    /// The 1-based line in the English file.
    pub line: usize,
    /// What the author tells translators.
    pub notes: Vec<String>,
    /// The greatest length of a translation, in characters.
    pub max_length: Option<usize>,
    /// The English; for a plural unit the singular.
    pub source: String,
    /// The English plural.
    pub plural: Option<String>,
    /// The difference to the English that the translation was made from; empty when there is none.
    pub pieces: Vec<Piece>,
    /// What the English edit did, with the words that decided it; empty when the translation is not stale.
    pub change: String,
    /// The day since which the translation is out of date.
    pub since: Option<String>,
    /// The categories of the forms; empty for a unit without plural.
    pub categories: Vec<&'static str>,
    /// The translation, one text or one per category; empty texts where it is missing.
    pub forms: Vec<String>,
    /// A machine draft of the English of today, beside an out-of-date translation.
    pub offer: Option<Offer>,
    /// What stands before it, itself, and what stands after it, rendered; none where the document begins or ends.
    pub context: [Option<Neighbour>; 3],
    /// Terms with their approved renderings.
    pub terms: Vec<ReviewTerm>,
    /// What the checks found.
    pub findings: Vec<Finding>,
    /// The fingerprint of the English.
    pub source_print: String,
    /// The fingerprint of the translation.
    pub target_print: String,
}

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
    pub units: &'a [ReviewUnit],
    /// The navigation.
    pub links: &'a [Link],
    /// The commit that the report was made from.
    pub commit: Option<&'a str>,
    /// The words of the page.
    pub wording: &'a Wording,
}

/// The words that every unit needs, said once.
struct Labels {
    states: [String; 6],
    before: String,
    now: String,
    english: String,
    plural: String,
    translation: String,
    translation_before: String,
    draft: String,
    context: String,
    terms: String,
    stays: String,
    findings: String,
    notes: String,
    none: String,
    severities: [String; 4],
}

/// Returns the page.
#[must_use]
pub fn review_page(view: &ReviewPage<'_>) -> String {
    let wording = view.wording;
    let say = |key: &str| escape(&wording.say(key));
    let labels = Labels {
        states: State::ALL.map(|state| say(&format!("state-{state}"))),
        before: say("review-before"),
        now: say("review-now"),
        english: say("review-english"),
        plural: say("review-plural"),
        translation: say("review-translation"),
        translation_before: say("review-translation-before"),
        draft: say("review-draft"),
        context: say("review-context"),
        terms: say("review-terms"),
        stays: say("review-stays"),
        findings: say("review-findings"),
        notes: say("review-notes"),
        none: say("review-none"),
        severities: crate::model::Severity::ALL.map(|severity| say(&format!("severity-{severity}"))),
    };
    let mut main = format!("<p>{}</p>\n<h2 id=\"units\">{}</h2>\n", say("review-how"), say("review-units"));
    if view.units.is_empty() {
        main.push_str(&format!("<p>{}</p>\n", say("review-nothing")));
    }
    main.push_str(&format!(
        "<div id=\"form\" data-language=\"{}\" data-tag=\"{}\" data-dir=\"{}\" data-module=\"{}\" data-commit=\"{}\"{}>\n",
        view.language.code,
        view.language.tag,
        if view.language.rtl { "rtl" } else { "ltr" },
        escape(view.module.as_str()),
        escape(view.commit.unwrap_or("")),
        form_words(wording),
    ));
    for unit in view.units {
        article(&mut main, view, unit, &labels);
    }
    main.push_str("</div>\n");
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

/// Returns the words of the form as data attributes, for the script.
fn form_words(wording: &Wording) -> String {
    const KEYS: [&str; 16] = [
        "decision",
        "none",
        "accept",
        "attest",
        "revise",
        "approve",
        "correction",
        "remark",
        "name",
        "save",
        "chosen",
        "show",
        "all",
        "role",
        "form",
        "take",
    ];
    KEYS.iter().map(|key| format!(" data-say-{key}=\"{}\"", escape(&wording.say(&format!("form-{key}"))))).collect()
}

fn article(out: &mut String, view: &ReviewPage<'_>, unit: &ReviewUnit, labels: &Labels) {
    let anchor = anchor(view.module, &unit.id);
    let state = State::ALL.iter().position(|&state| state == unit.state).and_then(|at| labels.states.get(at));
    let mut data = format!(
        " data-unit=\"{}\" data-state=\"{}\" data-source=\"{}\" data-target=\"{}\"",
        escape(unit.id.as_str()),
        unit.state,
        unit.source_print,
        unit.target_print
    );
    if !unit.categories.is_empty() {
        data.push_str(&format!(" data-categories=\"{}\"", unit.categories.join(" ")));
    }
    if unit.forms.iter().any(|form| escape(form).contains("[U+")) {
        data.push_str(&format!(" data-forms=\"{}\"", raw_json(&unit.forms)));
    }
    if let Some(offer) = unit.offer.as_ref().filter(|offer| offer.forms.iter().any(|form| escape(form).contains("[U+")))
    {
        data.push_str(&format!(" data-offer=\"{}\"", raw_json(&offer.forms)));
    }
    let state = state.map_or("", String::as_str);
    out.push_str(&format!(
        "<article id=\"{anchor}\" class=\"unit {}\"{data}>\n<h3><a href=\"#{anchor}\">{}</a> \
         <span class=\"tag\">{state}</span></h3>\n<p class=\"place\">{}</p>\n<dl>\n",
        unit.state,
        escape(unit.id.as_str()),
        place(unit, view.wording),
    ));
    if unit.pieces.is_empty() {
        row(out, &labels.english, &foreign("en", false, &unit.source));
    } else {
        row(out, &labels.before, &format!("<span lang=\"en\">{}</span>", marked(&unit.pieces, PieceKind::Gone)));
        row(out, &labels.now, &format!("<span lang=\"en\">{}</span>", marked(&unit.pieces, PieceKind::Come)));
    }
    if let Some(plural) = &unit.plural {
        row(out, &labels.plural, &foreign("en", false, plural));
    }
    translation(out, view.language, unit, labels);
    if let Some(offer) = &unit.offer {
        for (index, form) in offer.forms.iter().enumerate() {
            let category = unit.categories.get(index).map_or(String::new(), |name| format!(" ({name})"));
            let text = foreign(view.language.tag, view.language.rtl, form);
            let label = format!("{}{category}<br>{}", labels.draft, escape(&offer.engine));
            row(out, &label, &format!("<span class=\"offer\">{text}</span>"));
        }
    }
    if !unit.terms.is_empty() {
        let item = |term: &ReviewTerm| {
            let rendering = term
                .rendering
                .as_ref()
                .map_or_else(|| labels.stays.clone(), |text| foreign(view.language.tag, view.language.rtl, text));
            format!("<li><span lang=\"en\">{}</span> → {rendering}</li>", escape(&term.english))
        };
        row(out, &labels.terms, &list(unit.terms.iter().map(item)));
    }
    if !unit.findings.is_empty() {
        let item = |finding: &Finding| finding_item(finding, labels);
        row(out, &labels.findings, &list(unit.findings.iter().map(item)));
    }
    if !unit.notes.is_empty() {
        row(out, &labels.notes, &list(unit.notes.iter().map(|note| format!("<li lang=\"en\">{}</li>", escape(note)))));
    }
    out.push_str("</dl>\n");
    context(out, view.language, unit, labels);
    out.push_str("</article>\n");
}

/// Shows the unit between its neighbours, English and translation side by side.
fn context(out: &mut String, language: &Language, unit: &ReviewUnit, labels: &Labels) {
    if unit.context.iter().flatten().count() < 2 {
        return;
    }
    out.push_str(&format!("<details class=\"context\"><summary>{}</summary>\n", labels.context));
    for (index, neighbour) in unit.context.iter().enumerate() {
        let Some(neighbour) = neighbour else { continue };
        let here = if index == 1 { " here" } else { "" };
        let target = if neighbour.target.is_empty() {
            format!("<span>{}</span>", labels.none)
        } else {
            foreign(language.tag, language.rtl, &neighbour.target)
        };
        out.push_str(&format!("<p class=\"row{here}\">{}{target}</p>\n", foreign("en", false, &neighbour.source)));
    }
    out.push_str("</details>\n");
}

fn finding_item(finding: &Finding, labels: &Labels) -> String {
    let at = crate::model::Severity::ALL.iter().position(|&severity| severity == finding.severity);
    let severity = at.and_then(|at| labels.severities.get(at)).map_or("", String::as_str);
    let hint = finding.hint.as_ref().map_or(String::new(), |hint| format!(" <em lang=\"en\">{}</em>", escape(hint)));
    format!(
        "<li><b>{severity}</b> <span lang=\"en\">{}</span> <code>{}</code>{hint}</li>",
        escape(&finding.message),
        finding.rule
    )
}

fn translation(out: &mut String, language: &Language, unit: &ReviewUnit, labels: &Labels) {
    let label = match unit.state {
        State::Stale => &labels.translation_before,
        State::Draft => &labels.draft,
        State::Missing | State::Translated | State::Revised | State::Approved => &labels.translation,
    };
    if unit.state == State::Missing {
        row(out, label, &labels.none);
        return;
    }
    for (index, form) in unit.forms.iter().enumerate() {
        let category = unit.categories.get(index).map_or(String::new(), |name| format!(" ({name})"));
        let text = format!("<span class=\"form\">{}</span>", foreign(language.tag, language.rtl, form));
        row(out, &format!("{label}{category}"), &text);
    }
}

fn row(out: &mut String, term: &str, definition: &str) {
    out.push_str(&format!("<dt>{term}</dt><dd>{definition}</dd>\n"));
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("<ul>{}</ul>", items.collect::<String>())
}

fn foreign(tag: &str, rtl: bool, text: &str) -> String {
    let dir = if rtl { " dir=\"rtl\"" } else { "" };
    format!("<bdi lang=\"{tag}\"{dir}>{}</bdi>", escape(text))
}

fn place(unit: &ReviewUnit, wording: &Wording) -> String {
    let mut parts = vec![escape(&wording.say(&format!("kind-{}", unit.kind.to_lowercase().replace(' ', "-"))))];
    if !unit.headings.is_empty() {
        let path = unit.headings.iter().map(|heading| escape(heading)).collect::<Vec<_>>().join(" › ");
        parts.push(format!("<span lang=\"en\">{path}</span>"));
    }
    parts.push(escape(&wording.say_with("review-line", &[("line", Value::Text(&grouped(unit.line as u64)))])));
    if let Some(length) = unit.max_length {
        parts.push(escape(&wording.say_with("review-length", &[("length", Value::Count(length as u64))])));
    }
    if !unit.change.is_empty() {
        parts.push(escape(&wording.say_with("review-change", &[("change", Value::Text(&unit.change))])));
    }
    if let Some(since) = &unit.since {
        parts.push(escape(&wording.say_with("review-since", &[("date", Value::Text(since))])));
    }
    parts.join(" · ")
}

/// Returns one side of a difference; `kind` says which pieces are marked.
fn marked(pieces: &[Piece], kind: PieceKind) -> String {
    let element = if kind == PieceKind::Gone { "del" } else { "ins" };
    let shown = pieces.iter().filter(|piece| piece.kind == PieceKind::Same || piece.kind == kind);
    shown
        .map(|piece| match piece.kind {
            PieceKind::Same => escape(&piece.text),
            PieceKind::Gone | PieceKind::Come => {
                crate::diff::bracketed(&escape(&piece.text), &format!("<{element}>"), &format!("</{element}>"))
            }
        })
        .collect()
}

/// Returns texts as JSON inside an attribute, with every invisible character as a JSON escape.
fn raw_json(forms: &[String]) -> String {
    let json = serde_json::to_string(forms).unwrap_or_default();
    let mut out = String::new();
    for c in json.chars() {
        if escape(c.encode_utf8(&mut [0; 4])).starts_with("[U+") {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    escape(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn unit(source: &str, target: &str) -> ReviewUnit {
        ReviewUnit {
            id: UnitId::of(None, source),
            state: State::Stale,
            kind: "paragraph",
            headings: vec!["A <b>".to_owned()],
            line: 3,
            notes: vec!["</script>".to_owned()],
            max_length: None,
            source: source.to_owned(),
            plural: None,
            pieces: crate::diff::words("You may come.", source),
            change: "meaning: may → must".to_owned(),
            since: None,
            categories: Vec::new(),
            forms: vec![target.to_owned()],
            offer: Some(Offer { engine: "<e>".to_owned(), forms: vec!["Musisz <u>.".to_owned()] }),
            context: [None, Some(neighbour("Here.", "Tu.")), Some(neighbour("<After>", ""))],
            terms: vec![ReviewTerm { english: "a\"b".to_owned(), rendering: Some("<i>".to_owned()) }],
            findings: Vec::new(),
            source_print: "0".repeat(32),
            target_print: "1".repeat(32),
        }
    }

    fn neighbour(source: &str, target: &str) -> Neighbour {
        Neighbour { source: source.to_owned(), target: target.to_owned() }
    }

    fn shown(unit: ReviewUnit) -> String {
        let module = ModuleId::new("a.md");
        let language = crate::language::find("pl").unwrap();
        review_page(&ReviewPage {
            language,
            module: &module,
            title: "<img src=x onerror=alert(1)>",
            path: "source-en/a.md",
            units: &[unit],
            links: &[],
            commit: None,
            wording: &Wording::english(),
        })
    }

    #[test]
    fn changed_words_are_marked_on_both_sides() {
        let page = shown(unit("You must come.", "Możesz przyjść."));
        assert!(page.contains("You <del>may</del> come.") && page.contains("You <ins>must</ins> come."), "{page}");
        assert!(page.contains("<bdi lang=\"pl\">Możesz przyjść.</bdi>"));
    }

    #[test]
    fn a_draft_stands_beside_the_old_translation_and_the_unit_between_its_neighbours() {
        let page = shown(unit("You must come.", "Możesz przyjść."));
        assert!(
            page.contains(
                "Machine draft<br>&lt;e&gt;</dt><dd><span class=\"offer\"><bdi lang=\"pl\">Musisz &lt;u&gt;."
            )
        );
        assert!(
            page.contains("<p class=\"row here\"><bdi lang=\"en\">Here.</bdi><bdi lang=\"pl\">Tu.</bdi></p>"),
            "{page}"
        );
        assert!(page.contains("<bdi lang=\"en\">&lt;After&gt;</bdi><span>none yet</span>"));
    }

    #[test]
    fn hostile_text_stays_text() {
        let page = shown(unit("<script>alert(1)</script> \u{202e}x", "\"><svg onload=alert(1)>\u{200b}"));
        assert_eq!(page.matches("<script>").count(), 1, "only the form's own");
        assert!(!page.contains("<svg") && !page.contains("<img") && !page.contains('\u{202e}'));
        assert!(page.contains("data-forms=\"[&quot;\\&quot;&gt;&lt;svg onload=alert(1)&gt;\\u200b&quot;]\""), "{page}");
    }
}
