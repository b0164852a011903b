//! `source-link`: links between English modules lead somewhere.

use super::SourceModule;
use crate::check::rules::links::attributes;
use crate::check::text::PieceKind;
use crate::check::{Content, Example, Hit, Rule, Run, Settings};
use crate::model::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-link",
    severity: Severity::Error,
    summary: "an English link leads to a module or an anchor that does not exist",
    why: "A broken link is broken 24 times. Links to modules of the project and to their anchors are followed, also those of HTML \
          tags; other files and addresses on the web are not.",
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
            let kinds = [PieceKind::Target, PieceKind::Tag];
            for piece in unit.text.pieces.iter().filter(|piece| kinds.contains(&piece.kind)) {
                let targets = match piece.kind {
                    PieceKind::Target => vec![unit.text.inner(piece)],
                    _ => attributes(unit.text.whole(piece)),
                };
                for problem in targets.into_iter().filter_map(|target| problem(modules, module, target)) {
                    hits.push((at, index, Hit::new(0, problem).at(piece.inner.clone())));
                }
            }
        }
    }
    hits
}

fn problem(modules: &[SourceModule<'_>], from: &SourceModule<'_>, target: &str) -> Option<String> {
    if target.trim().is_empty() {
        return Some("a link leads nowhere".to_owned());
    }
    let has_scheme =
        target.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
    if has_scheme || target.starts_with('/') || target.contains('{') {
        return None;
    }
    let decoded = percent_decoded(target);
    let (path, anchor) = match decoded.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (decoded.as_str(), None),
    };
    let path = path.split('?').next().unwrap_or(path);
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

/// Returns an address with its `%20` read; what is no escape, or no text, stays.
fn percent_decoded(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let digits = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok()).filter(|_| byte == b'%');
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(value) => {
                bytes.push(value);
                rest = tail.get(2..).unwrap_or(&[]);
            }
            None => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| target.to_owned())
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
