//! What may go live: per module the languages that are ready, and what blocks the nearest of the others.

use super::dashboard::Dashboard;
use super::readiness::verdict;
use super::table_frame::{TABLE_END, number_head, table_head, text_head};
use super::{escape, slug};
use crate::gate::Blocker;
use crate::language::Language;

/// Returns the table.
pub(super) fn ready_table(view: &Dashboard<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = table_head(&say("ready-heading"), &say("ready-caption"), "ready");
    out.push_str(&text_head(&say("column-module")));
    out.push_str(&number_head(&say("column-ready-count")));
    for key in ["column-ready-languages", "column-nearest"] {
        out.push_str(&text_head(&say(key)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (module, title) in view.modules {
        let cells: Vec<(&Language, u64, &[Blocker])> = view
            .status
            .languages
            .iter()
            .filter_map(|row| {
                let blockers = view.publication.get(&(row.language.code, module.clone()))?;
                let at = row.modules.binary_search_by(|tally| tally.module.cmp(module)).ok()?;
                Some((row.language, row.modules.get(at)?.units.fresh(), blockers.as_slice()))
            })
            .collect();
        let ready: Vec<String> = cells
            .iter()
            .filter(|(.., blockers)| blockers.is_empty())
            .map(|(language, ..)| format!("<a href=\"{0}/index.html\">{0}</a>", language.code))
            .collect();
        let nearest = cells
            .iter()
            .filter(|(_, fresh, blockers)| !blockers.is_empty() && *fresh > 0)
            .min_by_key(|(language, _, blockers)| (blocked(blockers), language.order))
            .map(|(language, _, blockers)| format!("{}: {}", language.code, verdict(Some(blockers), view.wording)));
        let list = if ready.is_empty() {
            format!("<span class=\"note\">{}</span>", say("ready-none"))
        } else {
            ready.join(" ")
        };
        out.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"modules/{}.html\" lang=\"en\">{}</a></th><td>{}</td>\
             <td class=\"text codes\">{list}</td><td class=\"text wide\">{}</td></tr>\n",
            slug(module),
            escape(title),
            ready.len(),
            nearest.unwrap_or_else(|| format!("<span class=\"note\">{}</span>", say("ready-nobody")))
        ));
    }
    out.push_str(TABLE_END);
    out
}

/// Returns how many units and findings are in the way.
pub(super) fn blocked(blockers: &[Blocker]) -> u64 {
    let size = |blocker: &Blocker| match blocker {
        Blocker::Unreadable => 1,
        Blocker::Units { states, .. } => states.iter().map(|(_, count)| count).sum(),
        Blocker::Findings(_, count) | Blocker::Suspicious(count) => *count,
    };
    blockers.iter().map(size).sum()
}
