//! The `git` program, behind few questions.
