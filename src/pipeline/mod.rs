//! The chain from project to result, parallel over files.

mod answer_fate;
mod apply_form;
mod biography;
mod build;
mod build_kept;
mod catalogue_diff;
mod check;
mod check_kept;
mod check_terms;
mod debt;
mod decide;
mod draft;
mod english_waivers;
mod filter;
mod fix;
mod identity;
mod impact;
mod import;
mod lint_terms;
mod lint_xliff;
mod moving;
mod outdated;
mod pair;
mod position;
mod progress;
mod pseudo;
mod refreshed;
mod renamed;
mod report;
mod stale_waivers;
mod status;
mod survey;
mod sync;
mod template;
mod term_rows;
mod termbase;
mod trend;
mod versions;
mod workspace;
mod written;

pub use answer_fate::{AnswerFate, Fate};
pub use apply_form::{Signed, apply_form};
pub use biography::{Biography, Event, biographies};
pub use build::{Build, Built, BuiltResult, build};
pub use catalogue_diff::{CatalogueDiff, diff_catalogues};
pub use check::check;
pub use debt::{Debt, Debts};
pub use decide::{Decided, Decision, Selection, decide};
pub use draft::{
    Asked, Collected, Collection, Destination, DraftOptions, DraftProgress, DraftStatistics, Drafted, EngineChoice,
    EngineRow, RequestFate, Submission, SubmitOptions, Submitted, SubmittedLanguage, Suggestion, Unknown, collect,
    draft, draft_statistics, submit,
};
pub use english_waivers::waive_english;
pub use filter::ModuleFilter;
pub use fix::{Fix, fix};
pub use identity::{Identity, Unread, identity};
pub use impact::{Cost, Impact, ImpactEdit, impact};
pub use import::{Imported, import_fluent};
pub use lint_terms::{LintTerms, TermPair, term_pairs};
pub use lint_xliff::lint_xliff;
pub use outdated::outdated;
pub use pair::Pair;
pub use position::{position, rename_modules, workspace_at};
pub use progress::Progress;
pub use pseudo::{PSEUDO, Pseudo, pseudo};
pub use report::{ReportOptions, Reported, report};
pub use status::status;
pub use survey::Survey;
pub use sync::{Synced, sync};
pub use template::{template_of, write_templates};
pub use term_rows::{TermRow, check_terms, rename_rows, term_rows};
pub use termbase::{TermbaseFile, committed_termbase, load_termbase, read_termbase, termbase_files};
pub use trend::{Since, Trend, TrendPoint, trend};
pub use workspace::{Source, Workspace};
