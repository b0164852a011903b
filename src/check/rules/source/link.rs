//! `source-link`: links and references of the English lead somewhere.

use super::SourceModule;
use super::place::{self, hit_at};
use crate::check::rules::links::attributes;
use crate::check::text::PieceKind;
use crate::check::{Content, Example, Hit, Rule, Run, Settings};
use crate::model::{Format, Severity, UnitKind};

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-link",
    severity: Severity::Error,
    summary: "an English link leads to a module or an anchor that does not exist, or a label or footnote is not defined",
    why: "A broken link is broken 24 times. Links to modules of the project and to their anchors are followed, also those of \
          HTML tags and of definitions; `[text][label]` needs a definition of the label, `[^1]` a footnote of that name. Words \
          in brackets are no link. Other files are for `source-file`; addresses on the web are not asked for.",
    bad: Example { language: "en", content: Content::Markdown, source: "See [the plan](02-planing.md).", target: "" },
    good: Example { language: "en", content: Content::Markdown, source: "See [the plan](02-planning.md).", target: "" },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Source(run),
};

fn run(modules: &[SourceModule<'_>], _settings: &Settings) -> Vec<(usize, usize, Hit)> {
    let mut hits = Vec::new();
    for (at, module) in modules.iter().enumerate() {
        let is_page = Format::of_path(module.module.as_str()) == Some(Format::Markdown);
        let found = if is_page { of_page(modules, module) } else { Vec::new() };
        hits.extend(found.into_iter().chain(of_units(modules, module, is_page)).map(|(unit, hit)| (at, unit, hit)));
    }
    hits
}

/// Looks at what a page says outside its front matter.
fn of_page(modules: &[SourceModule<'_>], module: &SourceModule<'_>) -> Vec<(usize, Hit)> {
    let page = module.page();
    let mut hits = Vec::new();
    for one in &page.destinations {
        if let Some((problem, file)) = problem(modules, module, &one.target) {
            let (unit, hit) = hit_at(module, &one.span, &one.target, problem);
            hits.push((unit, hit.unless(file)));
        }
    }
    // Brackets behind brackets are code as well, in the expressions of MDX.
    for (label, span) in page.undefined.iter().filter(|_| !module.is_mdx()) {
        let (unit, hit) = hit_at(module, span, label, format!("the reference [{label}] is not defined"));
        // The name of an object of a program (`[text][config.name]`) is defined by a plug-in that reads the program.
        let is_object =
            label.contains('.') && label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'));
        hits.push((unit, if is_object { hit.at_most(Severity::Note) } else { hit }));
    }
    for (at, unit) in module.units.iter().enumerate() {
        for piece in unit.text.of_kind(PieceKind::Footnote) {
            let name = unit.text.whole(piece).trim_start_matches("[^").trim_end_matches(']');
            if !page.footnotes.contains(&name.to_lowercase()) {
                hits.push((at, Hit::new(0, format!("the footnote {name} has no text")).at(piece.span.clone())));
            }
        }
    }
    hits
}

/// Looks at units that are no part of a page's text: messages, and the front matter.
fn of_units(modules: &[SourceModule<'_>], module: &SourceModule<'_>, is_page: bool) -> Vec<(usize, Hit)> {
    let mut hits = Vec::new();
    let kinds = [PieceKind::Target, PieceKind::Tag];
    let units = module.units.iter().enumerate().filter(|(_, unit)| !is_page || unit.kind == UnitKind::FrontMatter);
    for (index, unit) in units {
        for piece in unit.text.pieces.iter().filter(|piece| kinds.contains(&piece.kind)) {
            let targets = match piece.kind {
                PieceKind::Target => vec![unit.text.inner(piece)],
                _ => attributes(unit.text.whole(piece)),
            };
            for (problem, file) in targets.into_iter().filter_map(|target| problem(modules, module, target)) {
                hits.push((index, Hit::new(0, problem).at(piece.inner.clone()).unless(file)));
            }
        }
    }
    hits
}

/// Returns what is wrong with a destination, and the file whose being there makes it right: a page may be left out of the
/// modules on purpose.
fn problem(modules: &[SourceModule<'_>], from: &SourceModule<'_>, target: &str) -> Option<(String, Option<String>)> {
    if target.trim().is_empty() {
        // mdBook lists a chapter so that is not written yet.
        let is_draft = from.module.as_str().ends_with("SUMMARY.md");
        return (!is_draft).then(|| ("a link leads nowhere".to_owned(), None));
    }
    if from.is_alone {
        return None;
    }
    if !place::is_path(target) && !target.starts_with(['#', '?']) {
        return None;
    }
    let (path, anchor) = place::parts(target);
    let module = if path.is_empty() {
        from
    } else {
        if !(path.ends_with(".md") || path.ends_with(".markdown")) {
            return None;
        }
        let wanted = match (place::resolve(from.module.as_str(), &path), place::resolve(from.path, &path)) {
            (Some(wanted), _) => wanted,
            // A file of the project outside the sources is no module.
            (None, Some(_)) => return None,
            (None, None) => return Some((format!("the link {target} leads out of the project"), None)),
        };
        match modules.iter().find(|module| module.module.as_str() == wanted) {
            Some(module) => module,
            None => return Some((format!("there is no module {wanted}"), place::resolve(from.path, &path))),
        }
    };
    let (anchor, known) = (anchor.filter(|anchor| !anchor.is_empty())?, module.anchors?);
    (!known.contains(&anchor)).then(|| (format!("{} has no anchor #{anchor}", module.module), None))
}
