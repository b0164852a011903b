//! The frame of every table: a heading, a region that scrolls by itself, a caption.

/// Opens a section with a heading and a table whose columns can be sorted where scripts run. The region scrolls by itself
/// and can be reached with the keyboard.
pub(super) fn table_head(heading: &str, caption: &str, id: &str) -> String {
    head(heading, caption, id, "sorts")
}

/// As [`table_head`], for rows of texts, which stand below each other on a narrow screen.
pub(super) fn text_table_head(heading: &str, caption: &str, id: &str) -> String {
    head(heading, caption, id, "sorts texts")
}

fn head(heading: &str, caption: &str, id: &str, class: &str) -> String {
    format!(
        "<h2 id=\"{id}\">{heading}</h2>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\
         <table class=\"{class}\">\n<caption><span>{caption}</span></caption>\n<thead><tr>"
    )
}

/// Closes what [`table_head`] opened; `rows` ends the body or the foot.
pub(super) const TABLE_END: &str = "</tbody>\n</table></div>\n";

/// The script that sorts tables; pages read the same without it.
pub(super) const SORT_SCRIPT: &str = include_str!("../../../assets/sort.js");

/// Returns a heading cell for numbers.
pub(super) fn number_head(text: &str) -> String {
    format!("<th scope=\"col\">{text}</th>")
}

/// Returns a heading cell for texts.
pub(super) fn text_head(text: &str) -> String {
    format!("<th scope=\"col\" class=\"text\">{text}</th>")
}
