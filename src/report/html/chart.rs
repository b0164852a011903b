//! Charts as inline SVG: shapes only, without text, so that they scale to any width. What they show always stands in a
//! table beside them, and their labels are HTML.

use super::escape;
use crate::model::{Day, State, Tally};

/// The inner size of a chart; browsers stretch it to the width they have.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 160.0;

/// What remains is at the bottom, so that its upper edge burns down to the axis; what is done stands on it.
const ORDER: [State; 6] =
    [State::Stale, State::Draft, State::Missing, State::Translated, State::Revised, State::Approved];

/// Returns words in each state over time as stacked areas; `points` ascend. Empty for fewer than two days.
pub(super) fn area_chart(points: &[(Day, Tally)], label: &str) -> String {
    let (Some((first, _)), Some((last, _))) = (points.first(), points.last()) else { return String::new() };
    let most = points.iter().map(|(_, tally)| tally.total()).max().unwrap_or(0);
    let span = last.since(*first);
    if span <= 0 || most == 0 {
        return String::new();
    }
    let x = |day: Day| day.since(*first) as f64 / span as f64 * WIDTH;
    let y = |words: u64| HEIGHT - words as f64 / most as f64 * HEIGHT;
    let mut below: Vec<u64> = vec![0; points.len()];
    let mut shapes = String::new();
    for state in ORDER {
        let above: Vec<u64> = below.iter().zip(points).map(|(base, (_, tally))| base + tally.get(state)).collect();
        if above != below {
            let edge = |heights: &[u64]| -> Vec<String> {
                points.iter().zip(heights).map(|((day, _), &words)| point(x(*day), y(words))).collect()
            };
            let mut outline = edge(&above);
            outline.extend(edge(&below).into_iter().rev());
            shapes.push_str(&format!("<polygon class=\"{state}\" points=\"{}\"/>", outline.join(" ")));
        }
        below = above;
        if state == State::Missing {
            let line: Vec<String> =
                points.iter().zip(&below).map(|((day, _), &words)| point(x(*day), y(words))).collect();
            shapes.push_str(&format!("<polyline class=\"rest\" points=\"{}\"/>", line.join(" ")));
        }
    }
    frame(&shapes, label, &crate::report::grouped(most), &first.to_string(), &last.to_string())
}

/// Returns two numbers per week as bars, the first above the axis and the second below it.
pub(super) fn bar_chart(weeks: &[(Day, u64, u64)], label: &str) -> String {
    let most = weeks.iter().map(|&(_, up, down)| up.max(down)).max().unwrap_or(0);
    let (Some((first, ..)), Some((last, ..))) = (weeks.first(), weeks.last()) else { return String::new() };
    if most == 0 {
        return String::new();
    }
    let room = WIDTH / weeks.len() as f64;
    let half = HEIGHT / 2.0;
    let mut shapes = format!("<path class=\"axis\" d=\"M0 {half}H{WIDTH}\"/>");
    for (index, &(_, up, down)) in weeks.iter().enumerate() {
        let left = index as f64 * room + room * 0.1;
        let wide = (room * 0.8).min(40.0);
        let height = |words: u64| words as f64 / most as f64 * half;
        for (class, top, tall) in [("came", half - height(up), height(up)), ("left", half, height(down))] {
            if tall > 0.0 {
                shapes.push_str(&format!(
                    "<rect class=\"{class}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{tall:.1}\"/>"
                ));
            }
        }
    }
    frame(&shapes, label, &crate::report::grouped(most), &first.to_string(), &last.to_string())
}

fn point(x: f64, y: f64) -> String {
    format!("{x:.1},{y:.1}")
}

fn frame(shapes: &str, label: &str, most: &str, from: &str, to: &str) -> String {
    format!(
        "<div class=\"chart\"><span class=\"most\">{most}</span><svg role=\"img\" aria-label=\"{}\" \
         viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"none\">{shapes}</svg>\
         <p class=\"ends\"><span>{from}</span><span>{to}</span></p></div>\n",
        escape(label)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn what_remains_burns_down_to_the_axis() {
        let points = [
            (day("2026-11-01"), Tally { missing: 100, ..Tally::default() }),
            (day("2026-11-11"), Tally { missing: 50, translated: 50, ..Tally::default() }),
        ];
        let svg = area_chart(&points, "da <b>");
        assert!(svg.contains("<polyline class=\"rest\" points=\"0.0,0.0 600.0,80.0\"/>"), "{svg}");
        assert!(svg.contains("aria-label=\"da &lt;b&gt;\"") && !svg.contains("class=\"stale\""));
        assert_eq!(area_chart(&points[..1], ""), "");
    }

    #[test]
    fn bars_grow_from_the_axis_both_ways() {
        let svg = bar_chart(&[(day("2026-11-02"), 10, 0), (day("2026-11-09"), 5, 10)], "");
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(svg.contains("y=\"0.0\" width=\"40.0\" height=\"80.0\""), "{svg}");
    }
}
