//! Machine drafts for what is missing, beside what is stale.

mod attempt;
mod cache;
mod collect;
mod gather;
mod refusals;
mod requests;
mod run;
mod send;
mod stats;
mod submit;
mod terms;
mod unfinished;
mod verdict;
mod verify;
mod wishes;
mod write;

use cache::DraftCache;
pub use collect::{Collected, Collection, collect};
pub use gather::{Suggestion, Unknown};
pub use refusals::Refusal;
pub use requests::{Asked, RequestFate};
pub use run::{DraftOptions, DraftProgress, Drafted, EngineChoice, draft};
pub use stats::{DraftStatistics, EngineRow, draft_statistics};
pub use submit::{Destination, Submission, SubmitOptions, Submitted, SubmittedLanguage, submit};
