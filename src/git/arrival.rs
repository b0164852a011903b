//! When commits came to the branch that is checked out: those of a merged branch on the day of the merge.

use std::collections::HashMap;
use std::path::Path;

use super::history::git;

/// The day on which each commit came to the main line, as `2026-11-23`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrivals(HashMap<String, String>);

impl Arrivals {
    /// Reads the commits before the present one; empty without Git, or before the first commit.
    #[must_use]
    pub fn read(root: &Path) -> Self {
        Self::parse(&git(root, &["log", "--format=%H %cs %P"]).unwrap_or_default())
    }

    /// Returns the day of a commit's arrival: its own on the main line, else that of the merge that brought it.
    #[must_use]
    pub fn day(&self, commit: &str) -> Option<&str> {
        self.0.get(commit).map(String::as_str)
    }

    /// Reads lines of `commit day parent …`, the present commit first.
    fn parse(log: &str) -> Self {
        let mut commits: HashMap<&str, (&str, Vec<&str>)> = HashMap::new();
        let mut first = None;
        for line in log.lines() {
            let mut fields = line.split(' ');
            let (Some(id), Some(day)) = (fields.next(), fields.next()) else { continue };
            first.get_or_insert(id);
            commits.insert(id, (day, fields.collect()));
        }
        let mut mainline = Vec::new();
        let mut next = first;
        while let Some((id, (day, parents))) = next.and_then(|id| Some((id, commits.get(id)?))) {
            mainline.push((id, *day, parents));
            next = parents.first().copied();
        }
        let mut days: HashMap<String, String> = HashMap::with_capacity(commits.len());
        for (id, day, parents) in mainline.into_iter().rev() {
            days.insert(id.to_owned(), day.to_owned());
            let mut open: Vec<&str> = parents.iter().skip(1).copied().collect();
            while let Some((id, (_, parents))) = open.pop().and_then(|id| commits.get_key_value(id)) {
                if days.contains_key(*id) {
                    continue;
                }
                days.insert((*id).to_owned(), day.to_owned());
                open.extend(parents.iter().copied());
            }
        }
        Self(days)
    }
}

#[cfg(test)]
mod tests {
    use super::Arrivals;

    #[test]
    fn a_merged_commit_arrives_with_its_merge() {
        let log = "m 2026-11-27 b f2\nf2 2026-11-06 f1\nb 2026-11-20 a\nf1 2026-11-05 a\na 2026-11-01 \n";
        let arrivals = Arrivals::parse(log);
        let days = ["m", "b", "a", "f1", "f2", "x"].map(|id| arrivals.day(id));
        let merged = Some("2026-11-27");
        assert_eq!(days, [merged, Some("2026-11-20"), Some("2026-11-01"), merged, merged, None]);
        assert_eq!(Arrivals::parse(""), Arrivals::default());
    }
}
