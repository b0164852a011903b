//! The arrows between the modules point down, and files stay small.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first. Modules of one layer do not use each other, except as `SIBLINGS` says.
const LAYERS: [&[&str]; 8] = [
    &["language"],
    &["model"],
    &["source", "po", "ledger", "glossary"],
    &["memory"],
    &["check", "draft", "sync", "status", "outdated", "diff", "exchange", "build"],
    &["report", "gate"],
    &["project", "store", "git", "engine"],
    &["pipeline"],
];

/// The arrows inside one layer that are meant: `(user, used)`.
const SIBLINGS: &[(&str, &str)] = &[
    ("status", "sync"),
    ("outdated", "status"),
    ("outdated", "diff"),
    ("sync", "diff"),
    ("build", "status"),
    ("draft", "check"),
    ("report", "gate"),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn source_files() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(&root).unwrap();
            let module = inside.components().next().unwrap().as_os_str().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            (module, path, text)
        })
        .collect()
}

/// The modules of this crate that a text names: in `use crate::x`, `crate::x::y` and `use crate::{x, y}`.
fn uses(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let list = &list[..list.find('}').unwrap_or(list.len())];
            found.extend(list.split(',').map(|item| item.trim().split("::").next().unwrap_or("").to_owned()));
        } else {
            found.push(rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("").to_owned());
        }
    }
    found
}

#[test]
fn no_module_uses_one_above_it() {
    let mut rank = HashMap::new();
    for (height, layer) in LAYERS.iter().enumerate() {
        for module in *layer {
            rank.insert(*module, height);
        }
    }
    let mut wrong = Vec::new();
    for (module, path, text) in source_files() {
        let Some(&height) = rank.get(module.as_str()) else { continue };
        for used in uses(&text) {
            let Some(&other) = rank.get(used.as_str()) else { continue };
            let sibling = other == height && used != module && !SIBLINGS.contains(&(module.as_str(), used.as_str()));
            if other > height || sibling {
                wrong.push(format!("{} uses crate::{used}", path.display()));
            }
        }
        if text.contains("crate::cli") && module != "cli" {
            wrong.push(format!("{} uses crate::cli", path.display()));
        }
    }
    assert!(wrong.is_empty(), "arrows that point up:\n{}", wrong.join("\n"));
}

#[test]
fn the_test_knows_an_upward_arrow_when_it_sees_one() {
    assert_eq!(uses("use crate::{model, pipeline::Workspace};"), ["model", "pipeline"]);
    assert_eq!(uses("let x = crate::cli::main();"), ["cli"]);
}

/// Whether a file is a module that its neighbours declare for tests only.
fn is_test_only(path: &Path, files: &[(String, PathBuf, String)]) -> bool {
    let name = path.file_name().unwrap().to_str().unwrap();
    let stem = name.trim_end_matches(".rs");
    name.ends_with("_tests.rs")
        || files.iter().any(|(_, other, text)| {
            other.parent() == path.parent() && text.contains(&format!("#[cfg(test)]\nmod {stem};"))
        })
}

#[test]
fn only_the_named_modules_touch_files_clock_or_environment() {
    let allowed = ["project", "store", "git", "engine", "pipeline", "cli", "main.rs"];
    let mut wrong = Vec::new();
    let files = source_files();
    for (module, path, text) in &files {
        if is_test_only(path, &files) {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for call in ["std::fs", "std::env", "SystemTime", "std::process::Command", "std::net"] {
            if code.contains(call) && !allowed.contains(&module.as_str()) {
                wrong.push(format!("{} uses {call}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_pipeline_is_parallel() {
    let wrong: Vec<String> = source_files()
        .into_iter()
        .filter(|(module, _, text)| module != "pipeline" && text.contains("rayon::"))
        .map(|(_, path, _)| path.display().to_string())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_its_purpose_and_stays_below_500_lines() {
    let mut wrong = Vec::new();
    for (_, path, text) in source_files() {
        if !text.starts_with("//!") {
            wrong.push(format!("{}: no opening `//!`", path.display()));
        }
        let lines = text.lines().count();
        if lines > 500 {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
