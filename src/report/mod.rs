//! Pure renderers: values in, text, JSON, CSV, Markdown or HTML out.

mod badge;
mod bar;
mod checked;
mod github;
mod gitlab;
pub mod html;
mod junit;
mod markdown_text;
mod sarif;
mod status_csv;
mod status_table;
mod status_text;
mod table;
mod visible;
mod wording;
mod workbook;

pub use badge::badge;
pub use bar::bar;
pub use checked::Checked;
pub use github::github;
pub use gitlab::gitlab;
pub use junit::junit;
pub use markdown_text::markdown_text;
pub use sarif::sarif;
pub use status_csv::{CsvExtra, report_csv, status_csv};
pub use status_table::{LanguageTally, ModuleTally, StatusTable};
pub use status_text::{StatusGroup, StatusOptions, StatusWave, status_markdown, status_text};
pub use table::{Align, Cell, counted, grouped, percent, shorten, signed, table};
pub use visible::{visible, visible_json};
pub use wording::{Value, Wording};
pub use workbook::{Sheet, SheetCell, SheetRows, workbook};
