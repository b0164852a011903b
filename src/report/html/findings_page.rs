//! All open findings, worst first.

use super::table_frame::{SORT_SCRIPT, TABLE_END, text_head, text_table_head};
use super::{Link, Page, anchor, escape, page, slug};
use crate::model::{Finding, ModuleId, Severity};
use crate::report::grouped;
use crate::report::wording::{Value, Wording};

/// How many findings of one severity the page lists; the numbers count all.
const SHOWN: usize = 300;

/// Returns the page. `has_page` says whether a language has a review page for a module, so that a finding can link there.
#[must_use]
pub fn findings_page(
    findings: &[Finding],
    has_page: &dyn Fn(&str, &ModuleId) -> bool,
    links: &[Link],
    commit: Option<&str>,
    wording: &Wording,
) -> String {
    let say = |key: &str| escape(&wording.say(key));
    let mut main = String::new();
    for severity in Severity::ALL.into_iter().rev() {
        let ours: Vec<&Finding> = findings.iter().filter(|finding| finding.severity == severity).collect();
        if ours.is_empty() {
            continue;
        }
        let heading = format!("{} ({})", say(&format!("severity-{severity}")), grouped(ours.len() as u64));
        main.push_str(&text_table_head(&heading, &say("findings-caption"), severity.word()));
        for key in ["column-language", "column-place", "column-rule", "column-finding"] {
            main.push_str(&text_head(&say(key)));
        }
        main.push_str("</tr></thead>\n<tbody>\n");
        for finding in ours.iter().take(SHOWN) {
            main.push_str(&row(finding, has_page));
        }
        main.push_str(TABLE_END);
        if ours.len() > SHOWN {
            let more = wording.say_with("findings-more", &[("findings", Value::Count((ours.len() - SHOWN) as u64))]);
            main.push_str(&format!("<p>{}</p>\n", escape(&more)));
        }
    }
    if findings.is_empty() {
        main.push_str(&format!("<p>{}</p>\n", say("findings-none")));
    }
    let lead = wording.say_with("findings-lead", &[("findings", Value::Count(findings.len() as u64))]);
    page(&Page {
        title: &wording.say("nav-findings"),
        lead: &lead,
        links,
        main: &main,
        commit,
        script: SORT_SCRIPT,
        wording,
    })
}

fn row(finding: &Finding, has_page: &dyn Fn(&str, &ModuleId) -> bool) -> String {
    let line = finding.line.map_or(String::new(), |line| format!(":{line}"));
    let place = format!("{}{line}", escape(finding.path.as_deref().unwrap_or("–")));
    let language = finding.language.as_deref().unwrap_or("en");
    let place = match (&finding.module, &finding.unit) {
        (Some(module), Some(unit)) if has_page(language, module) => {
            format!("<a href=\"{}/{}.html#{}\">{place}</a>", escape(language), slug(module), anchor(module, unit))
        }
        _ => place,
    };
    let hint = finding.hint.as_ref().map_or(String::new(), |hint| format!("<br><em>{}</em>", escape(hint)));
    format!(
        "<tr><td class=\"text\">{}</td><th scope=\"row\">{place}</th><td class=\"text\"><code>{}</code></td>\
         <td class=\"text wide\" lang=\"en\">{}{hint}</td></tr>\n",
        escape(language),
        finding.rule,
        escape(&finding.message)
    )
}
