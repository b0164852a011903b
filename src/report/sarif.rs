//! SARIF 2.1.0 (OASIS, `sarif-schema-2.1.0.json`), for code-scanning services.

use serde_json::{Value, json};

use super::checked::{Checked, names, sentence};
use crate::model::{Failure, Finding, Severity};

/// Returns one run as SARIF.
#[must_use]
pub fn sarif(checked: Checked<'_>) -> Value {
    let rules = rules(checked.findings);
    let results: Vec<Value> = checked
        .findings
        .iter()
        .zip(names(checked.findings))
        .map(|(finding, name)| result(checked, finding, name, &rules))
        .collect();
    let rule = |id: &&str| match (checked.summary)(id) {
        Some(summary) => json!({"id": id, "shortDescription": {"text": summary}}),
        None => json!({"id": id}),
    };
    let reason = |reason: &String| json!({"level": "error", "message": {"text": reason}});
    let notifications: Vec<Value> = checked
        .reasons
        .iter()
        .map(reason)
        .chain(checked.failures.iter().map(|failure| notification(checked, failure)))
        .collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "concordia", "version": checked.version, "semanticVersion": checked.version,
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "invocations": [{
                "executionSuccessful": checked.failures.is_empty(), "toolExecutionNotifications": notifications,
            }],
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": {"verdict": if checked.passed { "pass" } else { "fail" }},
        }],
    })
}

/// Returns what could not be read as a notification (section 3.58), at its place.
fn notification(checked: Checked<'_>, failure: &Failure) -> Value {
    let mut notification = json!({"level": "error", "message": {"text": failure.message}});
    if let Some(path) = &failure.path {
        let mut place = json!({"artifactLocation": {"uri": uri(&checked.placed(path))}});
        if let Some(line) = failure.line {
            place["region"] = json!({"startLine": line.max(1)});
        }
        notification["locations"] = json!([{"physicalLocation": place}]);
    }
    notification
}

/// Returns the names of all rules with findings, sorted.
fn rules(findings: &[Finding]) -> Vec<&str> {
    let mut rules: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

fn result(checked: Checked<'_>, finding: &Finding, name: String, rules: &[&str]) -> Value {
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": rules.iter().position(|rule| *rule == finding.rule.as_str()),
        "level": level(finding.severity),
        "message": {"text": sentence(finding)},
        "partialFingerprints": {"concordia/v1": name},
        "properties": properties(finding),
    });
    if let (Some(path), Some(object)) = (&finding.path, result.as_object_mut()) {
        let mut location = json!({"physicalLocation": {"artifactLocation": {"uri": uri(&checked.placed(path))}}});
        if let Some(line) = finding.line {
            location["physicalLocation"]["region"] = json!({"startLine": line.max(1)});
        }
        if let Some(unit) = &finding.unit {
            location["logicalLocations"] = json!([{"name": unit, "kind": "resource"}]);
        }
        object.insert("locations".to_owned(), json!([location]));
    }
    result
}

fn properties(finding: &Finding) -> Value {
    let all = json!({
        "severity": finding.severity, "language": finding.language, "module": finding.module,
        "source": finding.source, "target": finding.target,
    });
    match all {
        Value::Object(fields) => fields.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        other => other,
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error | Severity::Critical => "error",
    }
}

/// Writes a relative path as a URI reference (RFC 3986): everything but unreserved characters and `/` is encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::checked::samples;
    use super::*;

    #[test]
    fn every_result_has_what_the_schema_asks_for() {
        let findings = samples::findings();
        let log = sarif(samples::checked(&findings, &["too much".to_owned()]));
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["name"], "concordia");
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        assert_eq!(ids, ["numbers", "project"]);
        assert_eq!(rules[0]["shortDescription"]["text"], "Numbers agree");
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), findings.len());
        for result in results {
            let index = result["ruleIndex"].as_u64().unwrap();
            assert_eq!(rules[usize::try_from(index).unwrap()]["id"], result["ruleId"]);
            assert!(["note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
            assert!(!result["message"]["text"].as_str().unwrap().is_empty());
            if let Some(locations) = result.get("locations") {
                let place = &locations[0]["physicalLocation"];
                assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
                let uri = place["artifactLocation"]["uri"].as_str().unwrap();
                assert!(uri.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b)), "{uri}");
            }
        }
        assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"], "too much");
    }

    #[test]
    fn what_could_not_be_read_is_no_success() {
        let failures = [samples::failure()];
        let checked = Checked { failures: &failures, passed: false, ..samples::checked(&[], &[]) };
        let invocation = sarif(checked)["runs"][0]["invocations"][0].clone();
        assert_eq!(invocation["executionSuccessful"], false);
        let place = &invocation["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "translations/da/a%2Cb.po");
        assert_eq!(place["region"]["startLine"], 7);
    }

    #[test]
    fn paths_are_encoded_and_findings_without_a_place_have_none() {
        let findings = samples::findings();
        let results = sarif(samples::checked(&findings, &[]))["runs"][0]["results"].clone();
        assert_eq!(
            results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "translations/da/rules%20%26%20s%C3%B8n.md.po"
        );
        assert_eq!(results[2].get("locations"), None);
        assert_eq!(results[0]["locations"][0]["logicalLocations"][0]["name"], "nav-home");
    }
}
