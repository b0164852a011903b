//! Static pages: self-contained, accessible (WCAG 2.2 AA), without scripts that anything depends on.

mod dashboard;
mod escape;
mod frame;
mod state_bar;

pub use dashboard::{Dashboard, DashboardWave, dashboard};
pub use escape::escape;
pub use frame::{Link, Page, page};
