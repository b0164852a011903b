//! The history of a folder, in one pass of `git log`.
//!
//! Needs Git 2.30 or later. Nothing here fails loudly: without Git, outside a repository or before the first commit there
//! is no history, and callers say so.

use std::collections::HashMap;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The full name.
    pub id: String,
    /// The author's day, as `2026-11-23`.
    pub date: String,
    /// The committer's day: when it came to be as it is, for example by a rebase.
    pub committed: String,
    /// The author's name.
    pub author: String,
    /// The author's e-mail address.
    pub email: String,
    /// The first line of the message.
    pub subject: String,
}

/// One file that one commit changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// The index of the commit in [`History::commits`].
    pub commit: usize,
    /// The path before; equal to `new_path` unless the file was renamed.
    pub old_path: String,
    /// The path after.
    pub new_path: String,
    /// The content before; none when the file was added.
    pub old_blob: Option<String>,
    /// The content after; none when the file was deleted.
    pub new_blob: Option<String>,
    /// For a merge whose result differs from both sides: path and content on the other sides.
    pub other_sides: Vec<(String, Option<String>)>,
}

/// The commits that touched a folder, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The commits, newest first.
    pub commits: Vec<Commit>,
    /// What they changed, in the same order.
    pub touches: Vec<Touch>,
    /// The parents of each commit, among those that touched the folder.
    parents: Vec<Vec<usize>>,
    /// Whether older commits exist that this clone does not have.
    pub is_shallow: bool,
}

impl History {
    /// Reads the history of a folder; `root` is the project, `folder` is relative to it. None when there is none.
    #[must_use]
    pub fn read(root: &Path, folder: &str) -> Option<Self> {
        let format = "--format=%x01%H%x02%P%x02%as%x02%cs%x02%an%x02%ae%x02%s";
        // Merges are shown where their result differs from all sides; no commit stands before its children.
        let merges = ["-c", "--combined-all-paths", "--parents", "--date-order"];
        let output =
            git(root, &[&["log", "--raw", "-M", "--no-abbrev", "-z", format], &merges[..], &["--", folder]].concat())?;
        let about = git(root, &["rev-parse", "--is-shallow-repository", "--show-prefix"]).unwrap_or_default();
        let (is_shallow, prefix) = about.split_once('\n').unwrap_or_default();
        let mut history = parse(&output, prefix.trim_end_matches('\n'));
        history.is_shallow = is_shallow == "true";
        (!history.commits.is_empty()).then_some(history)
    }

    /// Returns the changes of one file, newest first, under whatever names it had.
    pub fn of_file<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a Touch> {
        self.places_of_file(path).into_iter().filter_map(|place| self.touches.get(place))
    }

    /// Returns the changes of one file as indices of [`Self::touches`]. Each branch is followed under the name that the
    /// file has there.
    #[must_use]
    pub fn places_of_file(&self, path: &str) -> Vec<usize> {
        let mut names: Vec<Vec<&str>> = vec![Vec::new(); self.commits.len()];
        if let Some(names) = names.first_mut() {
            names.push(path);
        }
        let mut found = Vec::new();
        let mut touches = self.touches.iter().enumerate().peekable();
        for (commit, parents) in self.parents.iter().enumerate() {
            let ours = names.get_mut(commit).map(std::mem::take).unwrap_or_default();
            let mut before: Vec<Vec<&str>> = vec![ours.clone(); parents.len()];
            while let Some((place, touch)) = touches.next_if(|(_, touch)| touch.commit == commit) {
                if !ours.contains(&touch.new_path.as_str()) {
                    continue;
                }
                found.push(place);
                let olds = std::iter::once(&touch.old_path).chain(touch.other_sides.iter().map(|(path, _)| path));
                for (old, names) in olds.zip(&mut before) {
                    names.retain(|name| *name != touch.new_path);
                    names.push(old);
                }
            }
            for (&parent, before) in parents.iter().zip(before) {
                let Some(names) = names.get_mut(parent) else { continue };
                for name in before.into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>() {
                    names.push(name);
                }
            }
        }
        found
    }

    /// Returns the renames inside the folder, newest first, as (old path, new path).
    pub fn renames(&self) -> impl Iterator<Item = (&str, &str)> {
        let renamed = self.touches.iter().filter(|touch| touch.old_path != touch.new_path);
        renamed.map(|touch| (touch.old_path.as_str(), touch.new_path.as_str()))
    }
}

/// Reads what `git log` printed; `prefix` is the folder of the project inside the repository, with a slash at its end.
fn parse(output: &str, prefix: &str) -> History {
    let mut history = History::default();
    let mut parents: Vec<String> = Vec::new();
    let mut fields = output.split('\0').map(|field| field.trim_start_matches('\n'));
    while let Some(field) = fields.next() {
        if let Some(commit) = field.strip_prefix('\u{1}') {
            let mut parts = commit.splitn(7, '\u{2}').map(str::to_owned);
            let mut part = || parts.next().unwrap_or_default();
            let id = part();
            parents.push(part());
            let (date, committed, author, email) = (part(), part(), part(), part());
            history.commits.push(Commit { id, date, committed, author, email, subject: part() });
        } else if field.starts_with(':') {
            let sides = field.bytes().take_while(|&byte| byte == b':').count();
            let commit = history.commits.len().saturating_sub(1);
            history.touches.extend(touch(field.get(sides..).unwrap_or_default(), sides, commit, prefix, &mut fields));
        }
    }
    let places: HashMap<&str, usize> =
        history.commits.iter().enumerate().map(|(place, commit)| (commit.id.as_str(), place)).collect();
    let of_line = |line: &String| line.split(' ').filter_map(|id| places.get(id).copied()).collect();
    history.parents = parents.iter().map(of_line).collect();
    history
}

/// Reads one changed file: the modes and contents of all sides and of the result, what happened, then the paths.
fn touch<'a>(
    raw: &str,
    sides: usize,
    commit: usize,
    prefix: &str,
    fields: &mut impl Iterator<Item = &'a str>,
) -> Option<Touch> {
    let parts: Vec<&str> = raw.split(' ').collect();
    let (blobs, status) = (parts.get(sides + 1..2 * sides + 2)?, *parts.get(2 * sides + 2)?);
    let is_named_twice = sides > 1 || status.starts_with(['R', 'C']);
    let mut path = || {
        let path = fields.next()?;
        Some(path.strip_prefix(prefix).unwrap_or(path).to_owned())
    };
    let mut olds: Vec<String> = (0..sides).map_while(|_| path()).collect();
    let new_path = if is_named_twice { path()? } else { olds.first()?.clone() };
    if status.starts_with('C') {
        olds = vec![new_path.clone(); sides];
    }
    let blob = |id: &&str| (!id.bytes().all(|byte| byte == b'0')).then(|| (*id).to_owned());
    let (new_blob, old_blobs) = blobs.split_last()?;
    let mut before = olds.into_iter().zip(old_blobs.iter().map(blob));
    let (old_path, old_blob) = before.next()?;
    Some(Touch { commit, old_path, new_path, old_blob, new_blob: blob(new_blob), other_sides: before.collect() })
}

/// Runs Git and returns what it printed, or none when it failed.
pub(super) fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Reads objects by name, in one run of `git cat-file`. Objects that are missing from this clone are left out.
#[must_use]
pub fn read_blobs(root: &Path, ids: &[&str]) -> HashMap<String, Vec<u8>> {
    read_blobs_or_error(root, ids).unwrap_or_default()
}

fn read_blobs_or_error(root: &Path, ids: &[&str]) -> std::io::Result<HashMap<String, Vec<u8>>> {
    let mut found = HashMap::with_capacity(ids.len());
    if ids.is_empty() {
        return Ok(found);
    }
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(["cat-file", "--batch"]).env("GIT_NO_LAZY_FETCH", "1");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else { return Ok(found) };
    let wanted = ids.join("\n") + "\n";
    // Git answers while it still reads: asking from a thread of its own keeps both pipes moving.
    let asker = std::thread::spawn(move || stdin.write_all(wanted.as_bytes()));
    let mut answers = BufReader::new(stdout);
    for id in ids {
        let mut head = Vec::new();
        let mut byte = [0; 1];
        while answers.read(&mut byte)? == 1 && byte != *b"\n" {
            head.extend_from_slice(&byte);
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        let Some(size) = head.split(' ').nth(2).and_then(|size| size.parse::<usize>().ok()) else { continue };
        let mut content = vec![0; size];
        answers.read_exact(&mut content)?;
        answers.read_exact(&mut byte)?;
        found.insert((*id).to_owned(), content);
    }
    let _ = asker.join();
    let _ = child.wait();
    Ok(found)
}

/// Returns a file as it was in a commit, tag or branch; none when it was not there.
#[must_use]
pub fn show(root: &Path, revision: &str, path: &str) -> Option<Vec<u8>> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["cat-file", "blob", &format!("{revision}:./{path}")])
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout)
}

/// Returns the files below a folder in a revision, relative to `root`; none when there is no such revision.
#[must_use]
pub fn list(root: &Path, revision: &str, folder: &str) -> Option<Vec<String>> {
    let output = git(root, &["ls-tree", "-r", "-z", "--name-only", revision, "--", folder])?;
    Some(output.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

/// Returns the files of a revision with their contents' names, as (path, blob), relative to `root`; symbolic links, whose
/// content is a path, are left out.
#[must_use]
pub fn tree(root: &Path, revision: &str) -> Vec<(String, String)> {
    let output = git(root, &["ls-tree", "-r", "-z", revision]).unwrap_or_default();
    let entry = |entry: &str| {
        let (head, path) = entry.split_once('\t')?;
        let mut parts = head.split(' ');
        let is_link = parts.next() == Some("120000");
        (parts.next() == Some("blob") && !is_link).then_some(())?;
        Some((path.to_owned(), parts.next()?.to_owned()))
    };
    output.split('\0').filter_map(entry).collect()
}

/// Returns the files that differ between a revision and the files as they are now, relative to `root`.
#[must_use]
pub fn changed_since(root: &Path, revision: &str) -> Option<Vec<String>> {
    let output = git(root, &["diff", "--name-only", "-z", "--relative", "--no-renames", revision, "--"])?;
    let untracked = git(root, &["ls-files", "-z", "--others", "--exclude-standard"]).unwrap_or_default();
    let files = output.split('\0').chain(untracked.split('\0'));
    Some(files.filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

/// Returns the full name of a revision; none when there is no such commit.
#[must_use]
pub fn resolve(root: &Path, revision: &str) -> Option<String> {
    let name = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")])?;
    Some(name.trim().to_owned())
}

/// Returns the commit from which the present one and `revision` went apart.
#[must_use]
pub fn merge_base(root: &Path, revision: &str) -> Option<String> {
    let name = git(root, &["merge-base", revision, "HEAD"])?;
    Some(name.trim().to_owned())
}

/// Returns the folder of the project inside its repository, with a slash at its end; empty at the top, or outside one.
#[must_use]
pub fn prefix(root: &Path) -> String {
    git(root, &["rev-parse", "--show-prefix"]).unwrap_or_default().trim_end_matches('\n').to_owned()
}

/// Returns the name that Git would write into a commit here.
#[must_use]
pub fn identity(root: &Path) -> Option<String> {
    setting(root, "user.name")
}

/// Returns the e-mail address that Git would write into a commit here.
#[must_use]
pub fn email(root: &Path) -> Option<String> {
    setting(root, "user.email")
}

fn setting(root: &Path, name: &str) -> Option<String> {
    let value = git(root, &["config", name])?.trim().to_owned();
    (!value.is_empty()).then_some(value)
}

/// Returns the folder in which caches may lie: inside the repository's own folder, never among tracked files.
#[must_use]
pub fn cache_folder(root: &Path) -> Option<PathBuf> {
    let common = common_folder(root).or_else(|| {
        let folder = git(root, &["rev-parse", "--git-common-dir"])?;
        Some(root.join(folder.trim()))
    });
    Some(common?.join("concordia"))
}

/// Finds the repository's own folder without asking Git, also from a work tree (gitrepository-layout(5)).
fn common_folder(root: &Path) -> Option<PathBuf> {
    let git = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists())?;
    if git.join("HEAD").is_file() {
        return Some(git);
    }
    let text = std::fs::read_to_string(&git).ok()?;
    let own = git.parent()?.join(text.strip_prefix("gitdir: ")?.trim());
    let common = std::fs::read_to_string(own.join("commondir")).ok()?;
    Some(own.join(common.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_read_with_its_renames() {
        let id = "a".repeat(40);
        let other = "b".repeat(40);
        let zero = "0".repeat(40);
        let log = format!(
            "\u{1}{id}\u{2}{other}\u{2}2026-11-23\u{2}2026-11-23\u{2}Anna\u{2}Anna@x\u{2}Move it\0\n:100644 100644 {id} {other} R090\0old.md\0new.md\0\
             \u{1}{other}\u{2}\u{2}2026-11-20\u{2}2026-11-20\u{2}Ben\u{2}Ben@x\u{2}Start\0\n:000000 100644 {zero} {id} A\0old.md\0:000000 100644 {zero} {id} A\0x.md\0"
        );
        let history = parse(&log, "");
        assert_eq!(history.commits.len(), 2);
        assert_eq!(history.commits[1].author, "Ben");
        let touched: Vec<&str> = history.of_file("new.md").map(|touch| touch.new_path.as_str()).collect();
        assert_eq!(touched, ["new.md", "old.md"]);
        assert_eq!(history.renames().collect::<Vec<_>>(), [("old.md", "new.md")]);
        assert_eq!(history.touches[1].old_blob, None);
    }

    #[test]
    fn a_merge_is_read_with_all_its_sides() {
        let ids = ["a", "b", "c", "d"].map(|letter| letter.repeat(40));
        let [merge, main, branch, result] = &ids;
        let log = format!(
            "\u{1}{merge}\u{2}{main} {branch}\u{2}2026-11-23\u{2}2026-11-23\u{2}Anna\u{2}Anna@x\u{2}Merge\0\n\
             ::100644 100644 100644 {main} {branch} {result} MR\0p/new.md\0p/old.md\0p/new.md\0\
             \u{1}{branch}\u{2}\u{2}2026-11-22\u{2}2026-11-22\u{2}Ben\u{2}Ben@x\u{2}Edit\0\n:100644 100644 {result} {branch} M\0p/old.md\0\
             \u{1}{main}\u{2}\u{2}2026-11-21\u{2}2026-11-21\u{2}Ann\u{2}Ann@x\u{2}Move\0\n:100644 100644 {result} {main} R090\0p/old.md\0p/new.md\0"
        );
        let history = parse(&log, "p/");
        assert_eq!(history.touches[0].old_blob.as_ref(), Some(main));
        assert_eq!(history.touches[0].other_sides, [("old.md".to_owned(), Some(branch.clone()))]);
        assert_eq!(history.places_of_file("new.md"), [0, 1, 2]);
    }
}
