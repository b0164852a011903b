//! `source-link`: links between English modules lead somewhere.

use super::SourceModule;
use crate::check::text::PieceKind;
use crate::check::{Content, Example, Hit, Rule, Run, Settings};
use crate::model::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-link",
    severity: Severity::Error,
    summary: "an English link leads to a module or an anchor that does not exist",
    why: "A broken link is broken 24 times. Links to modules of the project and to their anchors are followed; other files and \
          addresses on the web are not.",
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
        for (index, unit) in module.units.iter().enumerate() {
            for piece in unit.text.of_kind(PieceKind::Target) {
                let target = unit.text.inner(piece);
                if let Some(problem) = problem(modules, module, target) {
                    hits.push((at, index, Hit::new(0, problem).at(piece.inner.clone())));
                }
            }
        }
    }
    hits
}

fn problem(modules: &[SourceModule<'_>], from: &SourceModule<'_>, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") || target.starts_with('/') || target.contains(['{', '%'])
    {
        return None;
    }
    let (path, anchor) = match target.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (target, None),
    };
    let module = if path.is_empty() {
        from
    } else {
        if !(path.ends_with(".md") || path.ends_with(".markdown")) {
            return None;
        }
        let Some(wanted) = resolve(from.module.as_str(), path) else {
            return Some(format!("the link {target} leads out of the sources"));
        };
        match modules.iter().find(|module| module.module.as_str() == wanted) {
            Some(module) => module,
            None => return Some(format!("there is no module {wanted}")),
        }
    };
    let (anchor, known) = (anchor.filter(|anchor| !anchor.is_empty())?, module.anchors?);
    (!known.iter().any(|one| one == anchor)).then(|| format!("{} has no anchor #{anchor}", module.module))
}

/// Returns the module that a relative path leads to, or none above the sources.
fn resolve(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_are_followed_and_confined() {
        assert_eq!(resolve("advanced/01.md", "../basic.md").as_deref(), Some("basic.md"));
        assert_eq!(resolve("advanced/01.md", "./02.md").as_deref(), Some("advanced/02.md"));
        assert_eq!(resolve("a.md", "../b.md"), None);
    }
}
