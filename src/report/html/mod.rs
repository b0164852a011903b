//! Static pages: self-contained, accessible (WCAG 2.2 AA), without scripts that anything depends on.

mod anchor;
mod chart;
mod dashboard;
mod drafts_page;
mod effort_table;
mod escape;
mod findings_page;
mod frame;
mod glossary_page;
mod language_table;
mod matrix_table;
mod module_page;
mod outlook;
mod readiness;
mod ready_table;
mod review_page;
mod state_bar;
mod table_frame;
mod trend_page;
mod wave_table;
mod work_list;

pub use anchor::{anchor, slug};
pub use dashboard::{Dashboard, DashboardWave, Effort, dashboard};
pub use drafts_page::{DraftRow, DraftsPage, drafts_page};
pub use escape::escape;
pub use findings_page::findings_page;
pub use frame::{Link, Page, page};
pub use glossary_page::glossary_page;
pub use module_page::{ModuleLanguage, ModulePage, module_page};
pub use outlook::{Movement, OldestDebt, Outlook};
pub use readiness::blocker_words;
pub use review_page::{Neighbour, Offer, ReviewPage, ReviewTerm, ReviewUnit, review_page};
pub use trend_page::{TrendPage, TrendSeries, trend_page};
pub use work_list::{WorkDebt, WorkList, WorkModule, work_list};
