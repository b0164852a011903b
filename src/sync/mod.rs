//! Brings catalogues up to the English sources, and says what each English edit did.

mod align;
mod apply;
mod belonging;
mod classes;
mod classify;
mod edit;
mod follow;
mod likeness;
mod lineage_runs;
mod policy;
mod text;

pub use align::{Alignment, Origin, align};
pub use apply::{Applied, Fates, apply, template};
pub use belonging::{Holding, fits_clearly, moves};
pub use classify::classify;
pub use edit::{Edit, OldText, Relation};
pub use follow::{English, Followed, Step, follow};
pub use likeness::distance;
pub use policy::{Action, ChangePolicy};
pub use text::{Role, Text};
