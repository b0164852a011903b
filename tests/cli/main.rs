//! All end-to-end tests, in one binary.

#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

mod across;
mod apply;
mod architecture;
mod check_fix;
mod decisions;
mod draft;
mod draft_killed;
mod draft_memory;
mod draft_money;
mod draft_proof;
mod draft_refused;
mod draft_trust;
mod english;
mod etranslation;
mod etranslation_offers;
mod exchange;
mod file_rule_pairs;
mod fluent;
mod gate;
mod glossary;
mod glossary_files;
mod glossary_impact;
mod histories;
mod identity;
mod languages;
mod libretranslate;
mod lineage;
mod lint;
mod markdown;
mod markdown_found;
mod mdx;
mod merge;
mod other_processors;
mod pipeline;
mod po;
mod po_properties;
mod refreshed;
mod renumbered;
mod repeated;
mod report;
mod rule_pairs;
mod rules;
mod sandbox;
mod scripted_server;
mod site_generators;
mod start;
mod store;
mod trend;
mod unreadable;
mod waivers;
