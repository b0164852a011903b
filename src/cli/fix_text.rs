//! What `check --fix` and `lint --fix` put right, word by word.

use crate::diff;

/// One text that was, or would be, put right.
pub(super) struct Shown {
    /// The file, as it is called in messages.
    pub(super) path: String,
    /// The 1-based line of the entry before the fix.
    pub(super) line: usize,
    pub(super) old: String,
    pub(super) new: String,
    /// Whether it was left alone because somebody signed it.
    pub(super) is_left: bool,
}

/// Returns the differences file by file, and their number.
pub(super) fn text(fixes: &[Shown], is_dry: bool) -> String {
    let bold = anstyle::Style::new().bold();
    let mut out = String::new();
    let mut path = None;
    for fix in fixes.iter().filter(|fix| !fix.is_left) {
        if path != Some(&fix.path) {
            path = Some(&fix.path);
            out.push_str(&format!("{bold}{}{bold:#}\n", fix.path));
        }
        out.push_str(&format!("  {}: {}\n", fix.line, shown(&diff::plain(&diff::words(&fix.old, &fix.new)))));
    }
    let done = fixes.iter().filter(|fix| !fix.is_left).count();
    let left = fixes.len() - done;
    let verb = if is_dry { "would be put right" } else { "put right" };
    out.push_str(&match done {
        0 => "Nothing to put right.\n".to_owned(),
        1 => format!("\n1 text {verb}.\n"),
        _ => format!("\n{done} texts {verb}.\n"),
    });
    if left > 0 {
        out.push_str(&format!("{left} revised or approved left as they are; --signed changes them as well.\n"));
    }
    out
}

/// No-break spaces are shown, since they are what most fixes are about.
fn shown(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], "⍽").replace('\n', " ")
}
