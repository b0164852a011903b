//! `concordia.toml` and the files it names.
