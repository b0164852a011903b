//! How much of the English moves: words of units that came or changed, and of units that left, week by week.

use std::collections::BTreeMap;

use super::super::Workspace;
use super::super::versions::{Units, Versions};
use crate::git::History;
use crate::model::Day;
use crate::status::Churn;

/// How many weeks are told, the present one among them.
const WEEKS: i64 = 52;

/// Returns the weeks up to the present one, ascending, at most 52; weeks without a change are among them.
pub(super) fn churn(workspace: &Workspace, begins: Day, now: Day) -> Vec<Churn> {
    let project = &workspace.project;
    let Some(history) = History::read(&project.root, &project.config.source) else { return Vec::new() };
    let first = begins.monday().max(now.monday().plus(-7 * (WEEKS - 1)));
    let mut weeks: BTreeMap<Day, Churn> = BTreeMap::new();
    let mut monday = first;
    while monday <= now {
        weeks.insert(monday, Churn { monday, came: 0, left: 0 });
        monday = monday.plus(7);
    }
    let touches = || {
        // What a merge brought was counted on its branch.
        history.touches.iter().filter(|touch| touch.other_sides.is_empty()).filter_map(|touch| {
            let commit = history.commits.get(touch.commit)?;
            let day = Day::parse(&commit.date)?;
            Some((touch, project.source_file(&touch.new_path)?, day.monday()))
        })
    };
    let recent = || touches().filter(|(.., monday)| weeks.contains_key(monday));
    let wanted: Vec<(&str, crate::project::SourceFile)> = recent()
        .flat_map(|(touch, file, _)| {
            [&touch.old_blob, &touch.new_blob].into_iter().flatten().map(move |blob| (blob.as_str(), file.clone()))
        })
        .collect();
    let versions = Versions::read(workspace, wanted);
    let mut moved: Vec<(Day, u64, u64)> = Vec::new();
    let nothing = Units::default();
    for (touch, _, monday) in recent() {
        let units = |blob: &Option<String>| match blob {
            Some(blob) => versions.of(blob),
            None => Some(&nothing),
        };
        if let (Some(old), Some(new)) = (units(&touch.old_blob), units(&touch.new_blob)) {
            moved.push((monday, beyond(new, old), beyond(old, new)));
        }
    }
    for (monday, came, left) in moved {
        if let Some(week) = weeks.get_mut(&monday) {
            week.came += came;
            week.left += left;
        }
    }
    weeks.into_values().collect()
}

/// Returns the words of the units that the other version lacks.
fn beyond(units: &Units, other: &Units) -> u64 {
    units.iter().filter(|(hash, _)| !other.contains_key(hash)).map(|(_, words)| words).sum()
}
