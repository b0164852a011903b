//! Brings catalogues up to the English sources, and says what each English edit did.

mod align;
mod likeness;
mod lineage_runs;
mod text;

pub use align::{Alignment, Origin, align};
pub use likeness::distance;
pub use text::Text;
