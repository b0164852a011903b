//! Machine drafts: masking, proof, price.
//!
//! Pure: what is sent to an engine, what may be used of its answer, and what a run would cost. Invariant: a draft holds
//! every piece of code of its English exactly once, or there is no draft.

mod capability;
mod damage;
mod event;
mod marks;
mod mask;
mod mask_tests;
mod pairing;
mod plural_sample;
mod prepared;
mod price;
mod references;
mod segment;
mod settings;

pub use capability::Capabilities;
pub use damage::Damage;
pub use event::Event;
pub use mask::{Masked, Masking, intact};
pub use plural_sample::plural_sample;
pub use prepared::{Prepared, Task};
pub use price::{Budget, Limit, Price, cost, in_cents};
pub use segment::sentence_ends;
pub use settings::{EngineKind, EngineSettings, Revision, Settings};
