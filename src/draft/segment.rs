//! Cutting a long text at sentence ends, and joining the parts again.

/// Words after which a full stop ends no sentence, in lower case and without it.
const ABBREVIATIONS: [&str; 40] = [
    "al", "approx", "art", "cf", "ch", "co", "corp", "dept", "dr", "ed", "eds", "e.g", "est", "etc", "ex", "fig",
    "gen", "i.e", "inc", "jr", "ltd", "max", "min", "mr", "mrs", "ms", "no", "nos", "p", "para", "pp", "prof", "reg",
    "sec", "sr", "st", "tel", "vol", "vs", "viz",
];

/// Returns where the sentences of an English text end, as byte offsets behind the spaces that follow; the last is the
/// end of the text. No end lies inside a pair of marks.
#[must_use]
pub fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut depth = 0_usize;
    while let Some((at, c)) = chars.next() {
        depth = depth_after(text.get(at..).unwrap_or(""), depth);
        if !matches!(c, '.' | '!' | '?' | '…') || depth > 0 {
            continue;
        }
        while chars.peek().is_some_and(|(_, next)| matches!(next, '.' | '!' | '?' | '"' | '’' | '”' | ')' | '\'')) {
            chars.next();
        }
        let after = chars.peek().map_or(text.len(), |(at, _)| *at);
        let tail = text.get(after..).unwrap_or("");
        let rest = tail.trim_start();
        let is_end = tail.len() != rest.len()
            && rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphabetic())
            && !(c == '.' && is_abbreviation(text.get(..at).unwrap_or("")));
        if is_end {
            ends.push(text.len() - rest.len());
        }
    }
    if ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    ends
}

/// Counts the pairs of marks that are open behind a mark that starts here: `<g1>`, `<span id="g1"`, `XQ1A`.
fn depth_after(tail: &str, depth: usize) -> usize {
    if tail.starts_with("<g") || tail.starts_with("<k") || tail.starts_with("<span") {
        return depth + 1;
    }
    if tail.starts_with("</") {
        return depth.saturating_sub(1);
    }
    let digits = tail.strip_prefix("XQ").map(|tail| tail.trim_start_matches(|c: char| c.is_ascii_digit()));
    match digits.and_then(|tail| tail.chars().next()) {
        Some('A') => depth + 1,
        Some('Z') => depth.saturating_sub(1),
        _ => depth,
    }
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“')).next().unwrap_or("");
    let lower = word.to_lowercase();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    is_initial || ABBREVIATIONS.contains(&lower.as_str())
}

/// Cuts a text into parts of at most `limit` characters, at sentence ends only, with the spaces at their ends. Returns
/// none when a sentence alone is longer.
#[must_use]
pub(super) fn parts(text: &str, limit: usize) -> Option<Vec<String>> {
    if text.chars().count() <= limit {
        return Some(vec![text.to_owned()]);
    }
    let mut parts: Vec<String> = Vec::new();
    let mut start = 0;
    for end in sentence_ends(text) {
        let sentence = text.get(start..end)?;
        start = end;
        let length = sentence.chars().count();
        match parts.last_mut() {
            Some(part) if part.chars().count() + length <= limit => part.push_str(sentence),
            _ if length <= limit => parts.push(sentence.to_owned()),
            _ => return None,
        }
    }
    // A bracket pair that a cut separates could not be checked part by part; it is checked after joining.
    Some(parts)
}

/// Joins the translations of parts, with the spaces that stood between them.
#[must_use]
pub(super) fn join(parts: &[String], answers: &[String]) -> String {
    let mut out = String::new();
    for (part, answer) in parts.iter().zip(answers) {
        out.push_str(answer.trim());
        out.push_str(part.get(part.trim_end().len()..).unwrap_or(""));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_say_so() {
        let text = "Ask Dr. Ø. Berg, e.g. on p. 5. Is it 3.5 km? “Yes.” (See fig. 2.) Then go… on. End";
        let ends = sentence_ends(text);
        let mut from = 0;
        let sentences: Vec<&str> =
            ends.iter().map(|&end| text[std::mem::replace(&mut from, end)..end].trim()).collect();
        assert_eq!(
            sentences,
            ["Ask Dr. Ø. Berg, e.g. on p. 5.", "Is it 3.5 km?", "“Yes.”", "(See fig. 2.)", "Then go… on.", "End"]
        );
    }

    #[test]
    fn no_cut_lies_inside_a_pair() {
        assert_eq!(sentence_ends("A <g1>b. C</g1> d. E"), [19, 20]);
        assert_eq!(sentence_ends("A XQ1Ab. CXQ1Z d. E").len(), 2);
    }

    #[test]
    fn parts_hold_whole_sentences_and_join_again() {
        let text = "One two three.  Four five six. Seven eight nine.";
        let cut = parts(text, 32).expect("short sentences");
        assert_eq!(cut, ["One two three.  Four five six. ", "Seven eight nine."]);
        assert_eq!(join(&cut, &cut), text);
        assert_eq!(parts(text, 5), None);
    }
}
