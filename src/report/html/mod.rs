//! Static pages: self-contained, accessible (WCAG 2.2 AA), without scripts that anything depends on.

mod anchor;
mod dashboard;
mod escape;
mod findings_page;
mod frame;
mod glossary_page;
mod module_page;
mod readiness;
mod review_page;
mod state_bar;
mod work_list;

pub use anchor::{anchor, slug};
pub use dashboard::{Dashboard, DashboardWave, Effort, dashboard};
pub use escape::escape;
pub use findings_page::findings_page;
pub use frame::{Link, Page, page};
pub use glossary_page::glossary_page;
pub use module_page::{ModuleLanguage, ModulePage, module_page};
pub use readiness::{Blocker, Readiness, blocks};
pub use review_page::{ReviewPage, ReviewTerm, ReviewUnit, review_page};
pub use work_list::{WorkDebt, WorkList, WorkModule, work_list};
