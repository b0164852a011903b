//! Machine drafts for what is missing, beside what is stale.

mod attempt;
mod cache;
mod exchange;
mod gather;
mod run;
mod send;
mod stats;
mod terms;
mod verify;
mod write;

use cache::DraftCache;
pub use exchange::{Collected, Submitted, collect, submit};
pub use gather::{Suggestion, Unknown};
pub use run::{DraftOptions, DraftProgress, Drafted, EngineChoice, draft};
pub use stats::{DraftStatistics, EngineRow, draft_statistics};
