//! `source-file`: images and files that the English shows or links to are there.

use super::SourceModule;
use super::place::{hit_at, is_path, parts, resolve};
use crate::check::{Content, Example, Hit, Rule, Run, Settings};
use crate::model::{Format, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-file",
    severity: Severity::Error,
    summary: "an English page shows an image or links to a file that is not there",
    why: "A missing image is missing in 24 languages. Followed are relative paths of images, links, definitions and HTML tags to \
          files inside the project. Pages that a site generator makes (`.html`, or no \
          extension), paths from the root of the site, and addresses on the web are not asked for. A file that is there as \
          seen from the page's address on the site (`a/` for `a.md`, as in MkDocs and Jekyll) is no fault.",
    bad: Example { language: "en", content: Content::Markdown, source: "![The cycle](images/cicle.svg)", target: "" },
    good: Example { language: "en", content: Content::Markdown, source: "![The cycle](images/cycle.svg)", target: "" },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Source(run),
};

fn run(modules: &[SourceModule<'_>], _settings: &Settings) -> Vec<(usize, usize, Hit)> {
    let mut hits = Vec::new();
    for (at, module) in modules.iter().enumerate() {
        if Format::of_path(module.module.as_str()) != Some(Format::Markdown) {
            continue;
        }
        for one in &module.page().destinations {
            if let Some(file) = needed(module, &one.target, one.is_image) {
                let message = format!("there is no file {file}");
                let (unit, hit) = hit_at(module, &one.span, &one.target, message);
                hits.push((at, unit, hit.unless(on_site(module, &one.target).into_iter().chain([file]))));
            }
        }
    }
    hits
}

/// Returns what a destination that climbs leads to from the address of its page on the site, where that is a folder of its own.
fn on_site(module: &SourceModule<'_>, target: &str) -> Option<String> {
    let (path, _) = parts(target);
    let page = module.path.rsplit_once('.')?.0;
    let is_folder = !page.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("index"));
    resolve(&format!("{page}/"), &path).filter(|file| is_folder && path.starts_with("../") && !file.is_empty())
}

/// Returns the file of the project that a destination needs, if it needs one that is no module.
fn needed(module: &SourceModule<'_>, target: &str, is_image: bool) -> Option<String> {
    if !is_path(target) {
        return None;
    }
    let (path, _) = parts(target);
    let name = path.rsplit('/').next()?;
    let extension = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, extension)| extension);
    let is_file = match extension.map(str::to_ascii_lowercase).as_deref() {
        None | Some("html" | "htm") => is_image,
        // What leads to a module is for `source-link`.
        Some("md" | "markdown") => resolve(module.module.as_str(), &path).is_none(),
        Some(_) => true,
    };
    resolve(module.path, &path).filter(|file| is_file && !file.is_empty())
}
