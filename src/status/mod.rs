//! Where every unit of a module stands in one language, from evidence alone.
//!
//! Source and catalogue are compared in memory: nobody has to run `sync` first, and nothing is written.

mod assess;
mod churn;
mod forecast;
mod refresh;
mod schedule;

pub use crate::sync::Action;
pub use assess::{Assessed, Assessment, assess, assess_shared};
pub use churn::Churn;
pub use forecast::{Forecast, LEAST_WEEKS, MOST_WEEKS, Promise, forecast, promise, slowest};
pub use refresh::{Refresh, refreshes, short};
pub use schedule::schedule;
