//! A badge per language, as an SVG that needs no font of its own and no other file.

use super::LanguageTally;

/// Returns the badge: code and share of fresh words. The text stands in `<title>` too, for those who do not see it.
#[must_use]
pub fn badge(row: &LanguageTally) -> String {
    let (language, words) = (row.language, &row.words);
    let share = row.share(words);
    let colour = match (words.fresh() * 100).checked_div(words.total()).unwrap_or(0) {
        100 if row.unreadable.is_empty() => "#1c7a43",
        50..100 => "#2a62b0",
        _ => "#5a6170",
    };
    let label = format!("{}: {share} fresh", language.code);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"84\" height=\"20\" role=\"img\" aria-label=\"{label}\">\
         <title>{label}</title><rect width=\"32\" height=\"20\" fill=\"#30353f\"/>\
         <rect x=\"32\" width=\"52\" height=\"20\" fill=\"{colour}\"/>\
         <g fill=\"#fff\" font-family=\"Arial,sans-serif\" font-size=\"12\" text-anchor=\"middle\">\
         <text x=\"16\" y=\"14\">{}</text><text x=\"58\" y=\"14\">{share}</text></g></svg>\n",
        language.code
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Tally;

    #[test]
    fn a_badge_says_its_share_in_words() {
        let words = Tally { translated: 1, missing: 3, ..Tally::default() };
        let language = crate::language::find("da").unwrap();
        let mut row = LanguageTally { language, units: words, words, modules: Vec::new(), unreadable: Vec::new() };
        let svg = badge(&row);
        assert!(svg.contains("<title>da: 25\u{a0}% fresh</title>"), "{svg}");
        row.unreadable.push(crate::model::ModuleId::new("broken.md"));
        assert!(badge(&row).contains("<title>da: ? fresh</title>"));
    }
}
