//! Concepts, terms, and finding them in inflected text.
//!
//! Everything here is a pure function over a [`Termbase`] and texts; files are read by the layers above.

mod audit;
mod check;
mod concept;
mod consistency;
mod csv;
mod csv_forms;
mod delimited;
mod english_inflection;
mod english_reading;
mod file_format;
mod fnv;
mod hit;
mod iate;
mod identity;
mod index;
mod language_tag;
mod matcher;
mod morphology;
mod named;
mod precedence;
mod quotation;
mod reading;
mod rules;
mod soft_hyphen;
mod spelling;
mod tbx;
mod term_lines;
mod termbase;
mod trace;
mod trial;
mod twins;
mod words;

pub use audit::{Fault, audit};
pub use check::{Checker, Rendering, check_english};
pub use concept::{Concept, Section, Term, TermKind, TermStatus};
pub use consistency::{TermUnit, Use, check_consistency, uses};
pub use csv::{COLUMNS, read_csv, write_csv};
pub use csv_forms::{NewForm, add_forms};
pub use english_inflection::is_english_inflection;
pub use file_format::TermbaseFormat;
pub use hit::{Hit, Match};
pub use iate::{is_iate, not_in_iate, read_iate, write_iate};
pub use identity::Clash;
pub use matcher::{Matcher, longest};
pub use named::{Named, named_concepts};
pub use quotation::kept_quotations;
pub use reading::{PassedOver, Reading, passed_over_text};
pub use rules::{AMBIGUOUS, DEPRECATED, DO_NOT_TRANSLATE, INCONSISTENT, MISSING, TERM_RULES, TermRule};
pub use spelling::{spellings, wording};
pub use tbx::{TbxStyle, read_tbx, write_tbx};
pub use term_lines::{TermLine, term_lines};
pub use termbase::{TermPlace, Termbase};
pub use trial::Trial;
