//! How deep a Fluent pattern nests, asked before the parser sees it: the parser is recursive, and a text that nests without
//! end would end the program.

/// The deepest nesting that is parsed. Real patterns stay below ten levels; the parser's stack holds thousands.
const DEEPEST: usize = 100;

/// Returns whether braces and parentheses nest deeper than anybody writes. String literals are read like the rest, so that
/// nothing hides in them.
pub(super) fn is_too_deep(pattern: &str) -> bool {
    let mut depth = 0_usize;
    pattern.bytes().any(|byte| {
        match byte {
            b'{' | b'(' => depth += 1,
            b'}' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_writes_is_too_deep() {
        assert!(!is_too_deep("{ $n ->\n [one] { NUMBER($n) }\n *[other] { -term(case: \"x\") }\n}"));
        assert!(!is_too_deep(&"{ $n } ".repeat(1000)));
        assert!(is_too_deep(&"{ ".repeat(200_000)));
        assert!(is_too_deep(&format!("{{ {} }}", "F(".repeat(200_000))));
    }
}
