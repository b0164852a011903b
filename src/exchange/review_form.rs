//! A reviewer's filled-in form: read without trust, so that one damaged answer costs no other.

use serde_json::Value;

/// The name of the format.
pub const SCHEMA: &str = "concordia/review/1";

/// What a reviewer decided about a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// Nothing, beside a correction or a remark.
    None,
    /// The draft is a translation.
    Accept,
    /// The translation still fits the edited English.
    Attest,
    /// It was compared with the English.
    Revise,
    /// It is released for publication.
    Approve,
    /// It cannot be used as it is.
    Reject,
}

impl Choice {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "" | "none" => Some(Self::None),
            "accept" => Some(Self::Accept),
            "attest" => Some(Self::Attest),
            "revise" => Some(Self::Revise),
            "approve" => Some(Self::Approve),
            "reject" => Some(Self::Reject),
            _ => None,
        }
    }
}

/// The answer about one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The name of the unit.
    pub unit: String,
    /// The fingerprint of the English that the reviewer saw.
    pub source: String,
    /// The fingerprint of the translation that the reviewer saw.
    pub target: String,
    /// The decision.
    pub choice: Choice,
    /// The corrected forms, in the order of the catalogue; none when nothing was corrected.
    pub translation: Option<Vec<String>>,
    /// A remark or reason; may be empty.
    pub remark: String,
}

/// An answer that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// The name of the unit, or the 1-based number of the answer as `answer 3`.
    pub unit: String,
    /// What is wrong with it.
    pub message: String,
}

/// A filled-in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewForm {
    /// The code of the language.
    pub language: String,
    /// The path of the module.
    pub module: String,
    /// Who reviewed; may be empty.
    pub reviewer: String,
    /// The answers in the order of the file.
    pub answers: Vec<Result<Answer, Damaged>>,
}

/// Reads a form.
///
/// # Errors
/// A lower-case fragment, when the file as a whole is no form. A damaged answer is no error; it stands among the answers.
pub fn read_review_form(bytes: &[u8]) -> Result<ReviewForm, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "not UTF-8: the file was damaged on its way".to_owned())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value: Value = serde_json::from_str(text).map_err(|error| format!("not a whole form: {error}"))?;
    let field = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
    if field("schema") != SCHEMA {
        return Err(format!("not a review form: its schema is not `{SCHEMA}`"));
    }
    let Some(units) = value.get("units").and_then(Value::as_array) else {
        return Err("not a whole form: it has no list of units".to_owned());
    };
    let mut answers: Vec<Result<Answer, Damaged>> = Vec::with_capacity(units.len());
    for (index, unit) in units.iter().enumerate() {
        let read = answer(unit).map_err(|message| {
            let name = unit.get("unit").and_then(Value::as_str).map(str::to_owned);
            Damaged { unit: name.unwrap_or_else(|| format!("answer {}", index + 1)), message }
        });
        answers.push(read);
    }
    Ok(ReviewForm { language: field("language"), module: field("module"), reviewer: field("reviewer"), answers })
}

fn answer(value: &Value) -> Result<Answer, String> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let needed = |name: &str| text(name).map(str::to_owned).ok_or_else(|| format!("`{name}` is missing"));
    let choice = text("decision").unwrap_or_default();
    let choice = Choice::parse(choice).ok_or_else(|| format!("unknown decision `{choice}`"))?;
    let translation = match value.get("translation") {
        None | Some(Value::Null) => None,
        Some(Value::Array(forms)) => {
            let forms: Option<Vec<String>> = forms.iter().map(|form| form.as_str().map(str::to_owned)).collect();
            Some(forms.ok_or("`translation` holds something that is no text")?)
        }
        Some(_) => return Err("`translation` is no list of texts".to_owned()),
    };
    if let Some(forms) = &translation {
        let is_broken = |c: char| c == '\u{fffd}' || c.is_control() && !matches!(c, '\n' | '\t');
        if forms.iter().any(|form| form.contains(is_broken)) {
            return Err("the translation holds characters that were broken on the way".to_owned());
        }
        if text("sum").is_some_and(|sum| sum != checksum(forms)) {
            return Err("the translation is not what the reviewer wrote: the file was changed or recoded".to_owned());
        }
    }
    Ok(Answer {
        unit: needed("unit")?,
        source: needed("source")?,
        target: needed("target")?,
        choice,
        translation,
        remark: text("remark").unwrap_or_default().trim().to_owned(),
    })
}

/// FNV-1a of 32 bits over the texts, a NUL between them, as eight hexadecimal digits: what the page's script writes.
fn checksum(forms: &[String]) -> String {
    let joined = forms.join("\0");
    let hash = joined.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"{"schema":"concordia/review/1","language":"pl","module":"a.md","reviewer":" Ewa ","units":["#;

    fn read(units: &str) -> ReviewForm {
        read_review_form(format!("{HEAD}{units}]}}").as_bytes()).unwrap()
    }

    #[test]
    fn one_damaged_answer_costs_no_other() {
        let form = read(
            r#"{"unit":"a","source":"s","target":"t","decision":"revise"},{"unit":"b","source":"s","target":"t","decision":"burn"},7,
            {"unit":"c","source":"s","target":"t","decision":"none","translation":["x\ufffd"]}"#,
        );
        assert_eq!(form.reviewer, "Ewa");
        assert_eq!(form.answers[0].as_ref().unwrap().choice, Choice::Revise);
        assert_eq!(form.answers[1].as_ref().unwrap_err().message, "unknown decision `burn`");
        assert_eq!(form.answers[2].as_ref().unwrap_err().unit, "answer 3");
        assert!(form.answers[3].is_err());
    }

    #[test]
    fn a_recoded_translation_is_noticed() {
        let sum = checksum(&["Zażółć".to_owned()]);
        let unit = |text: &str| {
            read(&format!(r#"{{"unit":"a","source":"s","target":"t","translation":["{text}"],"sum":"{sum}"}}"#))
        };
        assert!(unit("Zażółć").answers[0].is_ok());
        assert!(unit("ZaÅ¼Ã³Å‚Ä‡").answers[0].is_err());
        assert_eq!(checksum(&["a".to_owned()]), "e40c292c", "the published test value of FNV-1a");
    }

    #[test]
    fn what_is_no_form_is_refused_as_a_whole() {
        for bytes in [&b"\xff"[..], b"{", b"{}", br#"{"schema":"concordia/review/1"}"#] {
            assert!(read_review_form(bytes).is_err());
        }
    }
}
