//! What arguments a format string takes.

use std::collections::BTreeMap;

/// The argument that a directive takes: its position or name, and the kind of value.
pub(super) type Arguments = BTreeMap<String, String>;

/// Reads `%` directives (`printf(3)`; Python "printf-style String Formatting"). Positions are counted from 1.
///
/// # Errors
///
/// What is wrong with a directive.
pub(super) fn percent(text: &str, has_names: bool) -> Result<Arguments, String> {
    let mut arguments = Arguments::new();
    let mut next = 1;
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        rest = rest.get(at + 1..).unwrap_or("");
        let directive = Directive::read(rest, has_names)
            .ok_or_else(|| format!("`%{}` is no directive", rest.chars().take(8).collect::<String>()))?;
        rest = rest.get(directive.length..).unwrap_or("");
        if directive.kind == "%" {
            continue;
        }
        for _ in 0..directive.stars {
            insert(&mut arguments, next.to_string(), "integer".to_owned())?;
            next += 1;
        }
        let name = directive.name.unwrap_or_else(|| {
            next += 1;
            (next - 1).to_string()
        });
        insert(&mut arguments, name, directive.kind)?;
    }
    Ok(arguments)
}

fn insert(arguments: &mut Arguments, name: String, kind: String) -> Result<(), String> {
    match arguments.insert(name.clone(), kind.clone()) {
        Some(old) if old != kind => Err(format!("argument {name} is used as {old} and as {kind}")),
        _ => Ok(()),
    }
}

struct Directive {
    length: usize,
    name: Option<String>,
    stars: usize,
    kind: String,
}

impl Directive {
    /// Reads what follows a percent sign.
    fn read(text: &str, has_names: bool) -> Option<Self> {
        let mut rest = text;
        let mut name = None;
        if has_names && rest.starts_with('(') {
            let end = rest.find(')')?;
            name = Some(rest.get(1..end)?.to_owned());
            rest = rest.get(end + 1..)?;
        } else if let Some((number, after)) = rest.split_once('$')
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            name = Some(number.to_owned());
            rest = after;
        }
        rest = rest.trim_start_matches(['-', '+', ' ', '#', '0', '\'', 'I']);
        let mut stars = 0;
        let width = |rest: &mut &str| {
            if let Some(after) = rest.strip_prefix('*') {
                *rest = after;
                1
            } else {
                *rest = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
                0
            }
        };
        stars += width(&mut rest);
        if let Some(after) = rest.strip_prefix('.') {
            rest = after;
            stars += width(&mut rest);
        }
        if let Some(after) = rest.strip_prefix("<PRI").or_else(|| rest.strip_prefix("<SCN")) {
            let (macro_name, after) = after.split_once('>')?;
            return Some(Self { length: text.len() - after.len(), name, stars, kind: format!("<{macro_name}>") });
        }
        let size_end = rest.find(|size| !"hlLqjzt".contains(size))?;
        let size = rest.get(..size_end)?;
        rest = rest.get(size_end..)?;
        let conversion = rest.chars().next()?;
        let class = match conversion {
            '%' => "%",
            'd' | 'i' => "integer",
            'o' | 'u' | 'x' | 'X' if has_names => "integer",
            'o' | 'u' | 'x' | 'X' => "unsigned integer",
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'a' | 'A' if !(has_names && conversion == 'a') => "number",
            'c' | 'C' => "character",
            's' | 'S' | 'r' | 'a' => "text",
            'p' | 'n' | '@' if !has_names => "pointer",
            'm' if !has_names => "%",
            _ => return None,
        };
        let length = text.len() - rest.len() + conversion.len_utf8();
        let kind = if size.is_empty() || has_names { class.to_owned() } else { format!("{size} {class}") };
        Some(Self { length, name, stars, kind })
    }
}

/// Reads `{name}` fields (Python `str.format`, C# and Perl braces); positions are counted from 0.
///
/// # Errors
///
/// What is wrong with a field.
pub(super) fn braces(text: &str) -> Result<Arguments, String> {
    let mut arguments = Arguments::new();
    let mut next = 0;
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let found = rest.get(at..).unwrap_or("");
        if found.starts_with("{{") || found.starts_with("}}") {
            rest = found.get(2..).unwrap_or("");
            continue;
        }
        let Some(inside) = found.strip_prefix('{') else { return Err("`}` without `{`".to_owned()) };
        let end = closing(inside).ok_or_else(|| "`{` without `}`".to_owned())?;
        let field = inside.get(..end).unwrap_or("");
        let name = field.split(['!', ':', ',', '.', '[']).next().unwrap_or("").trim();
        let name = if name.is_empty() {
            next += 1;
            (next - 1).to_string()
        } else {
            name.to_owned()
        };
        arguments.insert(name, "value".to_owned());
        rest = inside.get(end + 1..).unwrap_or("");
    }
    Ok(arguments)
}

/// The closing brace of a field, behind fields inside its format.
fn closing(inside: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in inside.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Reads `%1`, `%L1` and `%n` (Qt `QString::arg`, KDE `i18n`). Nothing is ever wrong with them.
pub(super) fn numbered(text: &str) -> Arguments {
    let mut arguments = Arguments::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        rest = rest.get(at + 1..).unwrap_or("");
        let plain = rest.strip_prefix('L').unwrap_or(rest);
        let digits: String = plain.chars().take(2).take_while(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            arguments.insert(digits, "value".to_owned());
        } else if plain.starts_with('n') {
            arguments.insert("n".to_owned(), "value".to_owned());
        }
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(arguments: Result<Arguments, String>) -> String {
        arguments.map_or_else(
            |error| error,
            |arguments| arguments.iter().map(|(name, kind)| format!("{name}={kind}")).collect::<Vec<_>>().join(" "),
        )
    }

    #[test]
    fn directives_are_counted_and_typed() {
        assert_eq!(shown(percent("%d%% of %s, %.2f", false)), "1=integer 2=text 3=number");
        assert_eq!(shown(percent("%2$s %1$-5ld", false)), "1=l integer 2=text");
        assert_eq!(shown(percent("%*d %<PRIu64>", false)), "1=integer 2=integer 3=<u64>");
        assert_eq!(shown(percent("%(name)s and %(n)05d", true)), "n=integer name=text");
        assert_eq!(shown(percent("100 %", false)), "`%` is no directive");
        assert_eq!(shown(percent("50%ø", false)), "`%ø` is no directive");
    }

    #[test]
    fn fields_are_named_or_counted() {
        assert_eq!(shown(braces("{} {{x}} {a.b!r:>{w}} {}")), "0=value 1=value a=value");
        assert_eq!(shown(braces("{a")), "`{` without `}`");
        assert_eq!(shown(Ok(numbered("%1 of %L2, %n, 5%"))), "1=value 2=value n=value");
    }
}
