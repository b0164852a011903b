//! Reports that draw on Git history: burn-down, churn, movement, forecast, due dates.

use std::process::Command;

use serde_json::Value;

use super::sandbox::Sandbox;

const CONFIG: &str = "[project]\nlanguages = [\"da\", \"pl\"]\n[[waves]]\nname = \"soon\"\nlanguages = [\"da\"]\n\
    due = \"2026-11-10\"\n[[waves]]\nname = \"calm\"\nlanguages = [\"da\"]\ndue = \"2027-12-31\"\n[[waves]]\nname = \"both\"\nlanguages = [\"da\", \"pl\"]\n\
    due = \"2027-12-31\"\n";

/// English of twenty units of four words each.
fn english() -> String {
    (0..20).map(|index| format!("Point {} of all.\n\n", name(index))).collect()
}

fn name(index: usize) -> String {
    format!("number{index}")
}

/// Commits everything as of noon on a day.
fn commit(sandbox: &Sandbox, day: &str) {
    sandbox.git(&["add", "source-en", "translations", "concordia.toml"]);
    let time = format!("{day}T12:00:00Z");
    let date = format!("--date={time}");
    sandbox.git_with(&["commit", "-q", "-m", day, &date], &[("GIT_COMMITTER_DATE", &time)]);
}

/// Gives Danish the translations of the first units.
fn translate(sandbox: &Sandbox, units: usize) {
    let path = "translations/da/points.md.po";
    let mut text = sandbox.read(path);
    for index in 0..units {
        let english = format!("msgid \"Point {} of all.\"\nmsgstr ", name(index));
        text = text.replace(&format!("{english}\"\""), &format!("{english}\"Punkt {} af alle.\"", name(index)));
    }
    sandbox.write(path, text);
}

/// Eight weeks in which Danish gains two units of twenty a week, the last commit on Thursday 2026-10-29.
fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", CONFIG).write("source-en/points.md", english());
    sandbox.git(&["init", "-q"]);
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    for (week, day) in
        ["2026-09-07", "2026-09-17", "2026-09-24", "2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22"]
            .into_iter()
            .enumerate()
    {
        translate(&sandbox, week * 2);
        commit(&sandbox, day);
    }
    sandbox.write("source-en/points.md", english().replace("Point number19 of all.", "The last point of them all."));
    commit(&sandbox, "2026-10-29");
    sandbox
}

fn status(sandbox: &Sandbox) -> Value {
    assert_eq!(sandbox.run(&["report", "-q"]).code, 0);
    serde_json::from_str(&sandbox.read("reports/status.json")).unwrap()
}

#[test]
fn the_pace_of_past_weeks_makes_a_forecast_and_a_promise() {
    let sandbox = project();
    let status = status(&sandbox);
    assert_eq!(status["day"], "2026-10-29", "counted to the commit, not to the clock");
    let (danish, polish) = (&status["languages"][0], &status["languages"][1]);
    assert_eq!(danish["language"], "da");
    // 20 units of 4 words, one of them now 6; 12 are translated. 34 words remain, at 8 words in each of six whole weeks.
    assert_eq!(danish["words"]["translated"], 48);
    assert_eq!(danish["forecast"]["kind"], "range", "{danish}");
    for end in ["earliest", "likely", "latest"] {
        assert_eq!(danish["forecast"][end], "2026-11-28", "34 / 8 weeks after 2026-10-29");
    }
    assert_eq!(danish["movement"]["fresh"], 0, "in seven days nothing was translated");
    assert_eq!(danish["movement"]["rest"], 2, "but the English grew");
    assert_eq!(polish["forecast"]["kind"], "no-end");
    let promises: Vec<&str> =
        status["waves"].as_array().unwrap().iter().filter_map(|one| one["promise"].as_str()).collect();
    assert_eq!(promises, ["late", "on-time", "late"]);
    assert_eq!(status["waves"][2]["forecast"]["kind"], "no-end", "Danish translators do not go on in Polish");
}

#[test]
fn changes_are_counted_since_a_day_or_a_commit() {
    let sandbox = project();
    let report = |options: &[&str]| {
        let run = sandbox.run(&[&["report", "-q"], options].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let status: Value = serde_json::from_str(&sandbox.read("reports/status.json")).unwrap();
        let fresh = status["languages"][0]["movement"]["fresh"].as_i64().unwrap();
        (fresh, status["movement_days"].as_u64(), status["movement_since"].as_str().map(str::to_owned))
    };
    let day = |day: &str| (None, Some(day.to_owned()));
    let (nothing, october) = day("2026-10-01");
    assert_eq!(report(&["--since", "2026-10-01"]), (24, nothing, october), "six of twelve units of four words");
    assert_eq!(report(&["--since", "HEAD~3"]), (16, None, Some("HEAD~3".to_owned())));
    assert!(sandbox.read("reports/index.html").contains("+16 words since HEAD~3"));
    let begins = Some("2026-09-07".to_owned());
    assert_eq!(report(&["--since", "2020-01-01"]), (48, None, begins.clone()), "there is no earlier day");
    assert_eq!(report(&["--days", "3000"]), (48, None, begins));
    assert!(sandbox.read("reports/index.html").contains("+48 words since 2026-09-07"));
    assert_eq!(report(&["--days", "20"]), (16, Some(20), None));
    assert_eq!(sandbox.run(&["report", "--since", "nonsense"]).code, 2);
    assert_eq!(sandbox.run(&["report", "--since", "HEAD~3", "--days", "3"]).code, 2);
}

#[test]
fn the_dashboard_begins_with_the_waves_and_what_blocks_them() {
    let sandbox = project();
    status(&sandbox);
    let page = sandbox.read("reports/index.html");
    let (waves, rest) = page.split_once("id=\"facts\"").unwrap();
    let both = waves.split("<th scope=\"row\">both</th>").nth(1).unwrap();
    assert!(both.contains("0 of 2 ready"), "{both}");
    assert!(both.contains("<a href=\"da/points-md.html\">da <span lang=\"en\">points.md</span></a>: 8 units missing"));
    assert!(both.contains("<a href=\"modules/points-md.html\">pl "), "nobody has started: there is no review page");
    assert!(rest.contains("translation-per-word"), "how costs come to be shown");
}

#[test]
fn names_are_cut_where_there_is_no_room_alone() {
    let sandbox = project();
    let config = CONFIG.replace("\"soon\"", "\"the first languages of all\"");
    sandbox.write("concordia.toml", config);
    let waves = |variables: &[(&str, &str)]| sandbox.run_with(&["status", "--by", "wave"], variables).stdout;
    assert!(waves(&[]).contains("the first languages of all (2026-11-10)"), "a pipe has room");
    assert!(waves(&[("COLUMNS", "140")]).contains("the first languages of all (2026-11-10)"));
    assert!(waves(&[("COLUMNS", "80")]).lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn the_trend_page_shows_every_sampled_day_as_chart_and_table() {
    let sandbox = project();
    status(&sandbox);
    let page = sandbox.read("reports/trend.html");
    assert!(page.contains("The history begins on 2026-09-07."), "{page}");
    assert_eq!(page.matches("<svg").count(), 4, "all languages, two languages, churn");
    let danish = page.split("id=\"table-da\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(danish.contains("<tr><th scope=\"row\">2026-10-18</th><td>50\u{a0}%</td><td>40</td>"), "{danish}");
    assert!(danish.contains("<tr><th scope=\"row\">2026-10-29</th>"));
    let churn = page.split("id=\"churn\"").nth(1).unwrap();
    assert!(churn.contains("<tr><th scope=\"row\">2026-10-26</th><td>6</td><td>4</td></tr>"), "{churn}");
    assert!(churn.contains("<tr><th scope=\"row\">2026-09-07</th><td>80</td><td>0</td></tr>"), "{churn}");
}

#[test]
fn a_report_follows_from_its_commit_and_leaves_no_trace_beside_it() {
    let sandbox = project();
    status(&sandbox);
    let page = sandbox.read("reports/trend.html");
    let cache = sandbox.root().join(".git/concordia");
    assert!(cache.is_dir(), "counted once");
    assert_eq!(sandbox.git(&["status", "--porcelain", "source-en", "translations"]).stdout, "");
    let again = sandbox.run(&["report", "--format", "json"]);
    assert!(again.stdout.contains("\"written\": []"), "{}", again.stdout);
    std::fs::remove_dir_all(&cache).unwrap();
    std::fs::remove_dir_all(sandbox.root().join("reports")).unwrap();
    status(&sandbox);
    assert_eq!(sandbox.read("reports/trend.html"), page);
}

#[test]
fn a_shallow_clone_says_that_its_history_is_cut() {
    let sandbox = project();
    let from = format!("file://{}", sandbox.root().display());
    assert!(
        Command::new("git")
            .args(["clone", "-q", "--depth=2", &from, "clone"])
            .current_dir(sandbox.root())
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(sandbox.run(&["report", "-q", "--project", "clone"]).code, 0);
    let page = sandbox.read("clone/reports/trend.html");
    assert!(page.contains("shallow clone: its history begins on 2026-10-22"), "{page}");
    assert!(page.contains("not enough history"));
}

#[test]
fn without_history_the_pages_say_so() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", CONFIG).write("source-en/points.md", english());
    let status = status(&sandbox);
    assert_eq!(status["languages"][0]["forecast"], Value::Null);
    assert!(sandbox.read("reports/trend.html").contains("There is no history"));
    assert!(sandbox.read("reports/index.html").contains("no history"));
}

#[test]
fn what_may_be_published_is_decided_by_the_policy() {
    let sandbox = project();
    assert_eq!(status(&sandbox)["languages"][0]["modules"][0]["ready"], false);
    let reasons = &status(&sandbox)["languages"][0]["modules"][0]["blocked"];
    assert_eq!(reasons[0], "8 units missing", "{reasons}");
    let policy = "[[gate.publish]]\nname = \"most\"\nat-most-percent = 50\n";
    sandbox.write("concordia.toml", format!("{CONFIG}{policy}"));
    let status = status(&sandbox);
    assert_eq!(status["languages"][0]["modules"][0]["ready"], true, "{status}");
    assert_eq!(status["languages"][1]["modules"][0]["blocked"][0], "20 units missing (at most 50\u{a0}% of the words)");
    let csv = sandbox.read("reports/status.csv");
    assert!(csv.lines().next().unwrap().contains(",ready,blocked,stale_since,findings_critical"), "{csv}");
    assert!(csv.contains(",yes,,,0,0,"), "{csv}");
}
