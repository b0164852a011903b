//! What comes back from eTranslation: pushed JSON, or a file that somebody downloaded.

use serde_json::Value;

use super::base64;

/// A delivery, whoever brought it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The target language's code in lower case, where the delivery or its file name tells.
    pub language: Option<String>,
    /// The engine's number of the request, where the delivery tells.
    pub request: Option<i64>,
    /// Our own name for the document, where the delivery tells.
    pub reference: Option<String>,
    /// The translations, or why there are none.
    pub returned: Returned,
}

/// What a delivery brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Returned {
    /// (key, masked translation), in document order; some of those asked for, or all.
    Texts(Vec<(String, String)>),
    /// The engine failed; what it says.
    Failed(String),
    /// A note that a document is done, without the document.
    Note,
}

impl Delivery {
    /// Reads a delivery: the JSON of a push, or a translated HTML document. Returns none for anything else, and for
    /// documents that hold none of our texts and do not say what they are.
    #[must_use]
    pub fn read(name: &str, bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if let Ok(value @ Value::Object(_)) = serde_json::from_str::<Value>(text) {
            return Self::of_json(&value);
        }
        let html = match text.trim_start().starts_with('<') {
            true => text.to_owned(),
            false => String::from_utf8(base64::decode(text)?).ok()?,
        };
        let language =
            attribute(html.split("<html").nth(1).and_then(|tail| tail.split('>').next()).unwrap_or(""), "lang");
        let language = language.filter(|code| code != "en").or_else(|| of_name(name));
        let texts = Some(paragraphs(&html)).filter(|texts| !texts.is_empty())?;
        Some(Self { language, request: None, reference: reference_of(&html), returned: Returned::Texts(texts) })
    }

    fn of_json(value: &Value) -> Option<Self> {
        let text = |names: &[&str]| names.iter().find_map(|name| value.get(*name).and_then(Value::as_str));
        let language = text(&["targetLanguage", "target-language"]).map(str::to_lowercase);
        let request = ["requestId", "request-id"]
            .iter()
            .find_map(|name| value.get(*name))
            .and_then(|id| id.as_i64().or_else(|| id.as_str().and_then(|id| id.parse().ok())));
        let document = text(&["result", "translatedText", "translated-text"]).map(|result| {
            match result.trim_start().starts_with('<') {
                true => Some(result.to_owned()),
                false => base64::decode(result).and_then(|bytes| String::from_utf8(bytes).ok()),
            }
        });
        let own = text(&["externalReference", "external-reference"]).map(str::to_owned);
        let reference = own.or_else(|| reference_of(document.as_ref()?.as_deref()?));
        let error = text(&["errorMessage", "error-message"]);
        let has_error = error.is_some() || value.get("errorCode").is_some();
        let is_named = request.is_some() || reference.is_some();
        let returned = match document {
            Some(Some(html)) => match paragraphs(&html) {
                texts if !texts.is_empty() => Returned::Texts(texts),
                _ if is_named => Returned::Failed("the document holds none of the texts".to_owned()),
                _ => return None,
            },
            Some(None) if is_named => Returned::Failed("the document cannot be read".to_owned()),
            Some(None) => return None,
            None if has_error => {
                let code = value.get("errorCode").map(ToString::to_string).unwrap_or_default();
                let words: String = error.unwrap_or("").chars().take(200).filter(|c| !c.is_control()).collect();
                Returned::Failed(format!("{code} {words}").trim().to_owned())
            }
            None if is_named => Returned::Note,
            None => return None,
        };
        Some(Self { language, request, reference, returned })
    }
}

/// Returns the language that a file name such as `x_DA.html` or `x.da.html` tells.
fn of_name(name: &str) -> Option<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let last = stem.rsplit(['_', '.', '-']).next()?.to_lowercase();
    crate::language::find(&last).map(|language| language.code.to_owned())
}

/// Returns our name for a document, which stands in its head.
fn reference_of(html: &str) -> Option<String> {
    let head = html.split("<meta ").skip(1).filter_map(|tail| tail.split('>').next());
    head.filter(|head| attribute(head, "name").as_deref() == Some("concordia"))
        .find_map(|head| attribute(head, "content"))
}

/// Returns the paragraphs with our keys; line breaks that a tool put in are spaces.
fn paragraphs(html: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    // A tool may write the names of elements in capitals.
    let html = html.replace("<P ", "<p ").replace("</P>", "</p>");
    for part in html.split("<p ").skip(1) {
        let Some((head, tail)) = part.split_once('>') else { continue };
        let key = attribute(head, "id").or_else(|| attribute(head, "ID"));
        let (Some(key), Some((body, _))) = (key, tail.split_once("</p>")) else { continue };
        found.push((key, body.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    found
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let tail = head.split(&format!("{name}=")).nth(1)?;
    let value = tail.trim_start_matches(['"', '\'']).split(['"', '\'', ' ', '>']).next()?;
    (!value.is_empty()).then(|| value.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::Parcel;
    use super::*;

    fn texts() -> Vec<(String, String)> {
        vec![("c1".to_owned(), "En <span id=\"g1\">to</span>".to_owned()), ("c2".to_owned(), "tre".to_owned())]
    }

    #[test]
    fn a_pushed_document_is_read() {
        let content = base64::encode(Parcel::new("r", &texts()).html.as_bytes());
        let body =
            format!(r#"{{"requestId": 7, "targetLanguage": "DA", "externalReference": "r", "result": "{content}"}}"#);
        let delivery = Delivery::read("x.json", body.as_bytes()).expect("a delivery");
        assert_eq!(delivery.language.as_deref(), Some("da"));
        assert_eq!((delivery.request, delivery.reference.as_deref()), (Some(7), Some("r")));
        assert_eq!(delivery.returned, Returned::Texts(texts()));
    }

    #[test]
    fn a_downloaded_file_is_read() {
        let html = Parcel::new("r", &texts()).html.replace("tre", "tre\n   fire").replace("<p id", "<P class=\"x\" ID");
        let html = format!("\u{feff}{html}");
        let delivery = Delivery::read("concordia-1_DA.html", html.as_bytes()).expect("a delivery");
        assert_eq!(delivery.language.as_deref(), Some("da"));
        assert_eq!(delivery.reference.as_deref(), Some("r"));
        let Returned::Texts(texts) = delivery.returned else { panic!("texts") };
        assert_eq!(texts[1], ("c2".to_owned(), "tre fire".to_owned()));
    }

    #[test]
    fn a_failure_and_a_note_are_told_apart() {
        let failed = Delivery::read("x", br#"{"requestId":"7","errorCode":-40010,"errorMessage":"too many"}"#);
        assert_eq!(failed.map(|delivery| delivery.returned), Some(Returned::Failed("-40010 too many".to_owned())));
        let note = Delivery::read("x", br#"{"requestId":7,"targetLanguage":"DA"}"#);
        assert_eq!(note.map(|delivery| delivery.returned), Some(Returned::Note));
        assert_eq!(Delivery::read("x", b"\xff"), None);
        for text in ["not base64!", "garbage", "{}", "[]", "<html><p>Hello</p></html>", r#"{"result":"<p>Hello</p>"}"#]
        {
            assert_eq!(Delivery::read("x", text.as_bytes()), None, "{text}");
        }
        let empty = Delivery::read("x", br#"{"requestId":7,"result":"<p>Hello</p>"}"#);
        assert!(matches!(empty.map(|delivery| delivery.returned), Some(Returned::Failed(_))));
    }
}
