//! How the numbers came about: words per state, language and wave on sampled days, and how the English moved, from Git
//! history alone. No state is stored; what was counted once is cached by content.

mod churn;
mod tallies;

use tallies::Tallies;

use super::Workspace;
use crate::git::Mainline;
use crate::language::Language;
use crate::model::{Day, Tally};
use crate::project::Wave;
use crate::report::{LanguageTally, StatusTable};
use crate::status::{Churn, schedule};

/// Where the project stood at the end of a day. Modules, languages and rules are those of today's configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendPoint {
    /// The day.
    pub day: Day,
    /// English words in each state, one tally per language of the report.
    pub languages: Vec<Tally>,
    /// English words in each state, for each wave of the project one tally per language of the report.
    pub waves: Vec<Vec<Tally>>,
}

/// What a movement is asked to be counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// So many days back.
    Days(u32),
    /// The end of a day.
    Day(Day),
    /// A commit.
    Commit {
        /// As it was named.
        name: String,
        /// Its full name.
        id: String,
    },
}

/// Where the project stood when a movement began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// The day or revision; none when it is as many days back as was asked for.
    pub since: Option<String>,
    /// English words in each state, one tally per language of the report.
    pub languages: Vec<Tally>,
}

/// The history of a project in numbers.
#[derive(Debug, Clone)]
pub struct Trend {
    /// The day of the present commit, to which everything is counted.
    pub now: Day,
    /// The day of the first commit of this clone.
    pub begins: Day,
    /// Whether older commits exist that this clone does not have.
    pub is_shallow: bool,
    /// How many days had to be left out, because their files are missing from this clone.
    pub skipped: usize,
    /// The sampled days, ascending; the last is `now`, with the files as they are.
    pub points: Vec<TrendPoint>,
    /// What a movement is counted from; none without an earlier day.
    pub base: Option<Base>,
    /// How the English moved in each of the last weeks, ascending.
    pub churn: Vec<Churn>,
}

/// Returns the history along the main line, whose present numbers are `status`. A movement is counted from the first day of
/// the history when that is later than what was asked for. None when there is no commit.
#[must_use]
pub fn trend(
    workspace: &Workspace,
    languages: &[&'static Language],
    status: &StatusTable,
    mainline: &Mainline,
    since: &Since,
) -> Option<Trend> {
    let (now, begins) = (Day::of_seconds(mainline.commits.first()?.1), Day::of_seconds(mainline.commits.last()?.1));
    // The commits are newest first: the first that is old enough is the last one of its day.
    let commit_on = |day: Day| {
        let at = mainline.commits.partition_point(|(_, time)| Day::of_seconds(*time) > day);
        mainline.commits.get(at).map(|(commit, _)| commit.as_str())
    };
    let mut tallies = Tallies::open(workspace, languages);
    let mut skipped = 0;
    let mut point = |day: Day| {
        let found = commit_on(day).and_then(|commit| tallies.at(commit));
        skipped += usize::from(found.is_none());
        found.map(|(languages, waves)| TrendPoint { day, languages, waves })
    };
    let mut points: Vec<TrendPoint> = schedule(begins, now).into_iter().filter_map(&mut point).collect();
    let wanted = match since {
        Since::Days(days) => Some(now.plus(-i64::from(*days))),
        Since::Day(day) => Some(*day),
        Since::Commit { .. } => None,
    };
    let day = wanted.map(|day| day.max(begins)).filter(|&day| day < now);
    let at_day = day.and_then(&mut point).map(|point| point.languages);
    let base = match (since, day) {
        (Since::Commit { name, id }, _) => tallies.at(id).map(|(words, _)| (Some(name.clone()), words)),
        (Since::Days(_), day) if day == wanted => at_day.map(|words| (None, words)),
        (Since::Days(_) | Since::Day(_), day) => at_day.map(|words| (day.map(|day| day.to_string()), words)),
    };
    let base = base.map(|(since, languages)| Base { since, languages });
    tallies.save();
    let present = |row: &LanguageTally| row.words;
    points.push(TrendPoint {
        day: now,
        languages: status.languages.iter().map(present).collect(),
        waves: workspace.project.config.waves.iter().map(|wave| wave_words(status, wave)).collect(),
    });
    let churn = churn::churn(workspace, begins, now);
    Some(Trend { now, begins, is_shallow: mainline.is_shallow, skipped, points, base, churn })
}

/// Returns the English words of a wave in each state, one tally per language of the table.
#[must_use]
pub(super) fn wave_words(status: &StatusTable, wave: &Wave) -> Vec<Tally> {
    let of_language = |row: &LanguageTally| {
        let mut words = Tally::default();
        for module in row.modules.iter().filter(|module| wave.contains(row.language, &module.module)) {
            words.merge(&module.words);
        }
        words
    };
    status.languages.iter().map(of_language).collect()
}
