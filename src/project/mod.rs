//! `concordia.toml` and the files it names.

mod config;
mod config_file;
mod discover;

pub use config::{CONFIG_NAME, Config, SourceSet, Wave, is_date, parse};
pub use config_file::{BuildTable, ConfigFile, DraftPolicy, MissingPolicy, RatesTable, StalePolicy};
pub use discover::{Project, SourceFile};
