//! Pure renderers: text, JSON, CSV, Markdown, HTML.
