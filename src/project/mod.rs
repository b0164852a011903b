//! `concordia.toml` and the files it names.

mod config;
mod config_file;
mod discover;
mod names;
mod secrets;

pub use config::{CONFIG_NAME, Config, SourceSet, Wave, is_date, parse};
pub use config_file::{ConfigFile, Flavour, RatesTable};
pub use discover::{Project, SourceFile};
