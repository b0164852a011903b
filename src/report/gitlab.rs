//! GitLab code-quality JSON (a subset of the Code Climate format), for merge requests.

use serde_json::{Value, json};

use super::checked::{Checked, names, sentence};
use crate::model::{Failure, Severity};

/// The file that a finding about the whole project is shown on; GitLab ignores findings without one.
const PROJECT: &str = "concordia.toml";

/// Returns the findings as an array. GitLab has no place for a verdict; a refusal by the gate is a blocker of its own.
#[must_use]
pub fn gitlab(checked: Checked<'_>) -> Value {
    let issue = |(finding, name): (&crate::model::Finding, String)| {
        json!({
            "description": sentence(finding),
            "check_name": finding.rule,
            "fingerprint": name,
            "severity": severity(finding.severity),
            "location": {
                "path": checked.placed(finding.path.as_deref().unwrap_or(PROJECT)),
                "lines": {"begin": finding.line.unwrap_or(1).max(1)},
            },
        })
    };
    let verdict = |reason: &String| {
        json!({
            "description": reason,
            "check_name": "gate",
            "fingerprint": crate::model::Fingerprint::of(["gate", reason]).to_string(),
            "severity": "blocker",
            "location": {"path": checked.placed(PROJECT), "lines": {"begin": 1}},
        })
    };
    let unread = |failure: &Failure| {
        let path = failure.path.as_deref().unwrap_or(PROJECT);
        json!({
            "description": failure.message,
            "check_name": "unreadable",
            "fingerprint": crate::model::Fingerprint::of(["unreadable", path, &failure.message]).to_string(),
            "severity": "blocker",
            "location": {"path": checked.placed(path), "lines": {"begin": failure.line.unwrap_or(1).max(1)}},
        })
    };
    let findings = checked.findings.iter().zip(names(checked.findings)).map(issue);
    findings.chain(checked.reasons.iter().map(verdict)).chain(checked.failures.iter().map(unread)).collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "info",
        Severity::Warning => "minor",
        Severity::Error => "major",
        Severity::Critical => "critical",
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::samples;
    use super::*;

    #[test]
    fn every_issue_has_the_fields_that_gitlab_asks_for() {
        let findings = samples::findings();
        let issues = gitlab(samples::checked(&findings, &["no".to_owned()]));
        let issues = issues.as_array().unwrap();
        let placed = gitlab(Checked { prefix: "docs/", ..samples::checked(&findings, &["no".to_owned()]) });
        for (issue, placed) in issues.iter().zip(placed.as_array().unwrap()) {
            let path = format!("docs/{}", issue["location"]["path"].as_str().unwrap());
            assert_eq!(placed["location"]["path"], path);
            assert_eq!(placed["fingerprint"], issue["fingerprint"]);
        }
        assert_eq!(issues.len(), findings.len() + 1);
        for issue in issues {
            for field in ["description", "check_name", "fingerprint", "severity"] {
                assert!(issue[field].as_str().is_some_and(|text| !text.is_empty()), "{issue}");
            }
            assert!(issue["location"]["path"].is_string());
            assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
            assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap()));
        }
        let mut prints: Vec<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), issues.len());
    }
}
