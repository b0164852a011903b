//! Modules × languages of the dashboard: the fresh share of each, and which may be published.

use super::dashboard::Dashboard;
use super::state_bar::state_bar;
use super::table_frame::{TABLE_END, table_head, text_head};
use super::{escape, slug};
use crate::model::ModuleId;
use crate::report::{LanguageTally, percent};

/// Returns the table.
pub(super) fn matrix_table(view: &Dashboard<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = table_head(&say("modules-heading"), &say("modules-caption"), "modules");
    out.push_str(&text_head(&say("column-module")));
    for row in &view.status.languages {
        let language = row.language;
        out.push_str(&format!(
            "<th scope=\"col\"><abbr lang=\"{}\" title=\"{}\">{}</abbr></th>",
            language.tag,
            escape(language.endonym),
            language.code
        ));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let ready = format!("<b class=\"tick\" title=\"{0}\"><span class=\"unseen\">{0}: </span></b>", say("ready"));
    for (module, title) in view.modules {
        out.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"modules/{}.html\" lang=\"en\">{}</a></th>",
            slug(module),
            escape(title)
        ));
        for row in &view.status.languages {
            out.push_str(&cell(view, row, module, &ready));
        }
        out.push_str("</tr>\n");
    }
    out.push_str(TABLE_END);
    out
}

fn cell(view: &Dashboard<'_>, row: &LanguageTally, module: &ModuleId, ready: &str) -> String {
    // Modules stand in the order of their paths, as in the status.
    let Ok(at) = row.modules.binary_search_by(|tally| tally.module.cmp(module)) else {
        return format!("<td class=\"cell\">{}</td>", escape(&view.wording.say("unreadable")));
    };
    let words = row.modules.get(at).map(|tally| tally.words).unwrap_or_default();
    let is_ready =
        view.publication.get(&(row.language.code, module.clone())).is_some_and(|blockers| blockers.is_empty());
    let class = if words.fresh() == 0 { "cell zero" } else { "cell" };
    let mark = if is_ready { ready } else { "" };
    format!("<td class=\"{class}\">{mark}{}{}</td>", percent(words.fresh(), words.total()), state_bar(&words))
}
