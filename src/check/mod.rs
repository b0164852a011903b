//! Quality rules: one file per rule, one static table, pure functions from prepared texts to findings.
//!
//! Invariant: a rule reads its arguments and nothing else, so the same catalogue always gives the same findings.

mod catalogue;
mod catalogue_fix;
mod content;
mod context;
mod emphasis;
mod enclosed;
mod explain;
mod file_rules;
mod fix;
mod fluent_nesting;
mod link_end;
mod longest_run;
mod multiset;
mod number;
mod placeholder;
mod plan;
mod quick_hash;
mod readings;
mod rule;
mod rules;
mod run;
mod scale;
mod scan;
mod settings;
mod spelt;
mod stems;
mod template;
mod term_pages;
mod text;
mod together;
mod traits;
mod word;

pub use catalogue::{check_catalogue, content_of, drop_repeats};
pub use catalogue_fix::{FixedEntry, fix_catalogue};
pub use content::Content;
pub use context::Context;
pub use explain::{RuleLine, explain, list_lines, list_markdown, list_text, summary};
pub use file_rules::file_rule_severity;
pub use fix::{Edit, fixed_forms};
pub use number::Number;
pub use plan::Plan;
pub use rule::{AcrossRun, Example, FindingsRun, Having, Hit, ModuleRun, Rule, Run, SourceRun};
pub use rules::across::{Features, QUORUM, Version};
pub use rules::numbers::swapped as swapped_number;
pub use rules::source::{SourceContext, SourceModule};
pub use rules::{RULES, find};
pub use run::{check_across, check_findings, check_module, check_source, check_unit, check_unit_with};
pub use settings::{Address, LanguageSettings, Level, Profile, Settings};
pub use template::check_template;
pub use text::{Piece, PieceKind, Text};
pub use together::{Noted, Together};
pub use traits::Traits;
