//! The commits of the main line: what the branch was, day by day, without the insides of merges.

use std::path::Path;

use super::history::git;

/// The commits of the main line, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mainline {
    /// Full names and the committers' times in seconds since 1970. A commit is never older than one before it: where
    /// clocks went wrong, the greater time counts.
    pub commits: Vec<(String, i64)>,
    /// Whether older commits exist that this clone does not have.
    pub is_shallow: bool,
}

/// Returns the commits from the present one along first parents; none without Git, outside a repository, or before the
/// first commit.
#[must_use]
pub fn mainline(root: &Path) -> Option<Mainline> {
    let output = git(root, &["log", "--first-parent", "--format=%H %ct"])?;
    let is_shallow = git(root, &["rev-parse", "--is-shallow-repository"]).is_some_and(|answer| answer.trim() == "true");
    let mut commits = parse(&output);
    let mut latest = i64::MIN;
    for (_, time) in commits.iter_mut().rev() {
        latest = latest.max(*time);
        *time = latest;
    }
    (!commits.is_empty()).then_some(Mainline { commits, is_shallow })
}

fn parse(output: &str) -> Vec<(String, i64)> {
    output
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(id, time)| (id.to_owned(), time.parse().unwrap_or(0)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn commits_are_read_with_their_times() {
        assert_eq!(parse("ab 12\ncd 11\n"), [("ab".to_owned(), 12), ("cd".to_owned(), 11)]);
    }
}
