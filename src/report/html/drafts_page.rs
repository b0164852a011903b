//! What became of the machine drafts: by engine and language, then by module.

use super::table_frame::{SORT_SCRIPT, TABLE_END, number_head, table_head, text_head, text_table_head};
use super::{Link, Page, anchor, dashboard, escape, page, slug};
use crate::language::{Language, find};
use crate::model::{ModuleId, UnitId};
use crate::report::wording::{Value, Wording};
use crate::report::{grouped, percent, shorten};

/// One engine's drafts in one module of one language, or summed up over modules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftRow {
    /// The engine.
    pub engine: String,
    /// The language code.
    pub language: String,
    /// The module; none in a sum.
    pub module: Option<ModuleId>,
    /// The title of the module; empty in a sum.
    pub title: String,
    /// Whether the language has a review page for the module.
    pub has_page: bool,
    /// Drafts on record.
    pub drafts: u64,
    /// Of these, drafts that nobody has decided on.
    pub open: u64,
    /// Drafts that were accepted as they were.
    pub unchanged: u64,
    /// Drafts that were changed before they were accepted.
    pub edited: u64,
    /// Drafts that were thrown away.
    pub rejected: u64,
    /// Drafts whose English changed before anybody decided.
    pub lapsed: u64,
    /// Units without a draft of which an answer was refused.
    pub refused: u64,
    /// Characters that people changed (edit distance); of rejected drafts all.
    pub distance: u64,
    /// Characters of the accepted texts and the rejected drafts.
    pub characters: u64,
}

/// One refused answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalRow<'a> {
    /// The engine.
    pub engine: &'a str,
    /// The language code.
    pub language: &'a str,
    /// The module.
    pub module: &'a ModuleId,
    /// The unit.
    pub unit: &'a UnitId,
    /// Its English.
    pub source: &'a str,
    /// The day; may be empty.
    pub at: &'a str,
    /// Why, in English.
    pub reason: &'a str,
    /// Whether the language has a review page for the module.
    pub has_page: bool,
}

/// How many refused answers the page lists; the number counts all.
const SHOWN: usize = 300;

/// What the page shows.
#[derive(Debug)]
pub struct DraftsPage<'a> {
    /// One row per engine and language.
    pub sums: &'a [DraftRow],
    /// One row per engine, language and module.
    pub rows: &'a [DraftRow],
    /// The refused answers of units without a draft.
    pub refusals: &'a [RefusalRow<'a>],
    /// The navigation.
    pub links: &'a [Link],
    /// The commit that the report was made from.
    pub commit: Option<&'a str>,
    /// The words of the page.
    pub wording: &'a Wording,
}

/// Returns the page.
#[must_use]
pub fn drafts_page(view: &DraftsPage<'_>) -> String {
    let wording = view.wording;
    let say = |key: &str| escape(&wording.say(key));
    let mut main = String::new();
    if view.rows.is_empty() {
        main.push_str(&format!("<p>{}</p>\n", say("drafts-none")));
    } else {
        main.push_str(&format!("<p>{}</p>\n", say("drafts-how")));
        main.push_str(&table(view, view.sums, "drafts-languages", false));
        main.push_str(&table(view, view.rows, "drafts-modules", true));
        main.push_str(&refusals(view));
    }
    let drafts: u64 = view.sums.iter().map(|row| row.drafts).sum();
    let open: u64 = view.sums.iter().map(|row| row.open).sum();
    let lead = wording.say_with("drafts-lead", &[("drafts", Value::Count(drafts)), ("open", Value::Count(open))]);
    page(&Page {
        title: &wording.say("nav-drafts"),
        lead: &lead,
        links: view.links,
        main: &main,
        commit: view.commit,
        script: SORT_SCRIPT,
        wording,
    })
}

fn table(view: &DraftsPage<'_>, rows: &[DraftRow], key: &str, with_module: bool) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = table_head(&say(&format!("{key}-heading")), &say("drafts-caption"), key);
    out.push_str(&text_head(&say("column-language")));
    if with_module {
        out.push_str(&text_head(&say("column-module")));
    }
    out.push_str(&text_head(&say("column-engine")));
    for key in ["drafts", "draft-open", "unchanged", "edited", "rejected", "lapsed", "refused", "edit-share"] {
        out.push_str(&number_head(&say(&format!("column-{key}"))));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        let language: Option<&Language> = find(&row.language);
        let name = language.map_or_else(|| escape(&row.language), dashboard::name);
        out.push_str(&format!("<tr><th scope=\"row\">{name}</th>"));
        if let Some(module) = row.module.as_ref().filter(|_| with_module) {
            let title = format!("<span lang=\"en\">{}</span>", escape(&row.title));
            out.push_str(&if row.has_page {
                format!("<td class=\"text\"><a href=\"{}/{}.html\">{title}</a></td>", row.language, slug(module))
            } else {
                format!("<td class=\"text\">{title}</td>")
            });
        }
        out.push_str(&format!("<td class=\"text\">{}</td>", escape(&row.engine)));
        for number in [row.drafts, row.open, row.unchanged, row.edited, row.rejected, row.lapsed, row.refused] {
            out.push_str(&format!("<td>{}</td>", grouped(number)));
        }
        let share = if row.characters == 0 { "–".to_owned() } else { percent(row.distance, row.characters) };
        out.push_str(&format!("<td>{share}</td></tr>\n"));
    }
    out.push_str(TABLE_END);
    out
}

/// Lists what was refused.
fn refusals(view: &DraftsPage<'_>) -> String {
    if view.refusals.is_empty() {
        return String::new();
    }
    let say = |key: &str| escape(&view.wording.say(key));
    let heading = format!("{} ({})", say("drafts-refused-heading"), grouped(view.refusals.len() as u64));
    let mut out = text_table_head(&heading, &say("drafts-refused-caption"), "drafts-refused");
    for key in ["column-language", "column-place", "column-engine", "column-finding"] {
        out.push_str(&text_head(&say(key)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in view.refusals.iter().take(SHOWN) {
        let place = escape(&format!("{} {}", row.module, row.unit));
        let place = match row.has_page {
            true => {
                let page = format!("{}/{}.html", escape(row.language), slug(row.module));
                format!("<a href=\"{page}#{}\">{place}</a>", anchor(row.module, row.unit))
            }
            false => place,
        };
        let day = if row.at.is_empty() { String::new() } else { format!(", {}", escape(row.at)) };
        out.push_str(&format!(
            "<tr><td class=\"text\">{}</td><th scope=\"row\">{place}</th><td class=\"text\">{}{day}</td>\
             <td class=\"text wide\" lang=\"en\">{}<br><em>{}</em></td></tr>\n",
            escape(row.language),
            escape(row.engine),
            escape(row.reason),
            escape(&shorten(row.source, 200)),
        ));
    }
    out.push_str(TABLE_END);
    if view.refusals.len() > SHOWN {
        let more = Value::Count((view.refusals.len() - SHOWN) as u64);
        out.push_str(&format!(
            "<p>{}</p>\n",
            escape(&view.wording.say_with("drafts-refused-more", &[("answers", more)]))
        ));
    }
    out
}
