//! Failures as people read them: the place, what is wrong, the line itself, what to do.
//!
//! Invariant: what comes from files, names and arguments cannot steer a terminal or reorder the text around it.

use std::io::Write;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::model::Failure;
use crate::report::visible;

/// Prints a failure on standard error.
pub(super) fn print(failure: &Failure, color: anstream::ColorChoice) {
    let mut err = anstream::AutoStream::new(std::io::stderr().lock(), color);
    let _ = writeln!(err, "{}", render(&shown(failure)));
}

/// Prints what is wrong with the arguments on standard error, or the help that was asked for on standard output.
pub(super) fn print_usage(error: &clap::Error) {
    let text = error.render().to_string();
    let shown = visible(&text);
    if error.use_stderr() && shown != text {
        let _ = writeln!(std::io::stderr().lock(), "{}", shown.trim_end());
    } else {
        let _ = error.print();
    }
}

/// Makes the hidden characters of a failure visible.
fn shown(failure: &Failure) -> Failure {
    let excerpt = failure.excerpt.as_ref().map(|excerpt| {
        let (text, span) = excerpt.as_ref();
        let length = |end: usize| visible(text.get(..text.floor_char_boundary(end)).unwrap_or_default()).len();
        Box::new((visible(text), length(span.start)..length(span.end)))
    });
    Failure {
        path: failure.path.as_deref().map(visible),
        line: failure.line,
        column: failure.column,
        message: visible(&failure.message),
        hint: failure.hint.as_deref().map(visible),
        excerpt,
    }
}

/// Returns the text of a failure, with colour.
fn render(failure: &Failure) -> String {
    match &failure.excerpt {
        Some(excerpt) => {
            let (text, span) = excerpt.as_ref();
            let span = span.start.min(text.len())..span.end.min(text.len());
            let path = failure.path.as_deref().unwrap_or("input");
            let title = failure.message.clone();
            let snippet =
                Snippet::source(text.as_str()).line_start(1).path(path).annotation(AnnotationKind::Primary.span(span));
            let mut group = Level::ERROR.primary_title(title).element(snippet);
            if let Some(hint) = &failure.hint {
                group = group.element(Level::HELP.message(hint.as_str()));
            }
            Renderer::styled().render(&[group])
        }
        None => {
            let red = anstyle::AnsiColor::Red.on_default().bold();
            let bold = anstyle::Style::new().bold();
            let mut text = format!("{red}error{red:#}{bold}:{bold:#} {failure}");
            if let Some(hint) = &failure.hint {
                text.push_str(&format!("\n  {bold}help:{bold:#} {hint}"));
            }
            text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_of_a_failure_are_shown() {
        let text = "languages = [\u{202e}\"xx\"]\n".to_owned();
        let span = text.find('"').map(|at| at..at + 4).unwrap_or_default();
        let failure = Failure {
            path: Some("a\u{202e}b.toml".to_owned()),
            line: Some(1),
            column: None,
            message: "unknown \u{1b}[31mlanguage".to_owned(),
            hint: Some("\u{200b}".to_owned()),
            excerpt: Some(Box::new((text, span))),
        };
        let shown = shown(&failure);
        let rendered = anstream::adapter::strip_str(&render(&shown)).to_string();
        for hidden in ['\u{202e}', '\u{1b}', '\u{200b}'] {
            assert!(!rendered.contains(hidden), "{rendered:?}");
        }
        assert!(
            rendered.contains("a[U+202E]b.toml") && rendered.contains("unknown [U+001B][31mlanguage"),
            "{rendered}"
        );
        let (text, span) = *shown.excerpt.unwrap();
        assert_eq!(text.get(span), Some("\"xx\""));
    }
}
