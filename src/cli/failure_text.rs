//! Failures as people read them: the place, what is wrong, the line itself, what to do.

use std::io::Write;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::model::Failure;

/// Prints a failure on standard error.
pub(super) fn print(failure: &Failure, color: anstream::ColorChoice) {
    let mut err = anstream::AutoStream::new(std::io::stderr().lock(), color);
    let _ = writeln!(err, "{}", render(failure));
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
