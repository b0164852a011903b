//! Translations in MDX pages: braces are code there, and so are lines that begin with `import` or `export`.

/// Escapes what MDX would run: every `{…}` that the English does not hold, and a leading import or export.
pub(super) fn guard(source: &str, translation: &str) -> String {
    let mut out = String::with_capacity(translation.len() + 8);
    let first = translation.trim_start();
    let mut rest = translation;
    if first.starts_with("import") || first.starts_with("export") {
        let code = if first.starts_with('i') { "&#105;" } else { "&#101;" };
        out.push_str(code);
        rest = first.get(1..).unwrap_or_default();
    }
    let mut is_escaped = false;
    while let Some(c) = rest.chars().next() {
        if c == '{' && !is_escaped {
            let expression = rest.find('}').and_then(|end| rest.get(..=end)).unwrap_or(rest);
            if expression.ends_with('}') && source.contains(expression) {
                out.push_str(expression);
                rest = rest.get(expression.len()..).unwrap_or_default();
                continue;
            }
        }
        if matches!(c, '{' | '}') && !is_escaped {
            out.push('\\');
        }
        is_escaped = c == '\\' && !is_escaped;
        out.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::guard;

    #[test]
    fn only_expressions_of_the_english_run() {
        assert_eq!(guard("a {props.b} c", "x {props.b} {evil()} }"), "x {props.b} \\{evil()\\} \\}");
        assert_eq!(guard("a", "import x"), "&#105;mport x");
    }
}
