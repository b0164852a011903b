//! Static pages: self-contained, accessible (WCAG 2.2 AA), without scripts that anything depends on.

mod anchor;
mod dashboard;
mod escape;
mod frame;
mod review_page;
mod state_bar;
mod work_list;

pub use anchor::{anchor, slug};
pub use dashboard::{Dashboard, DashboardWave, dashboard};
pub use escape::escape;
pub use frame::{Link, Page, page};
pub use review_page::{ReviewPage, ReviewTerm, ReviewUnit, review_page};
pub use work_list::{WorkDebt, WorkList, WorkModule, work_list};
