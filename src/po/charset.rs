//! Character sets: UTF-8 is read as it is, other declared sets are converted for reading.
//!
//! The declaration decides; nothing is guessed. A converted file stays as it is until an entry is edited; then the
//! whole file becomes UTF-8, its header included.

use encoding_rs::{Encoding, UTF_8};

use super::PoError;
use super::error::{self, PoErrorKind};

/// How far into a file its header is looked for, in bytes.
const HEAD: usize = 16 * 1024;

/// The text of a file in UTF-8.
#[derive(Debug)]
pub(super) struct Text {
    /// The text.
    pub(super) text: String,
    /// The file as it was, and the name of its character set, if it had to be converted.
    pub(super) original: Option<(Vec<u8>, String)>,
}

/// Returns the text of a file.
///
/// # Errors
///
/// `Encoding`, with the first byte that is no text in the declared character set.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Text, Box<PoError>> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(refuse(&bytes, 0, "the file is larger than 4 GiB".to_owned(), "split the catalogue"));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(refuse(&bytes, 0, "the file is in UTF-16".to_owned(), "convert it to UTF-8"));
    }
    // Escape sequences are the one sign of the sets that change their meaning within ASCII.
    let is_strange = memchr::memchr2(0, 0x1b, &bytes).is_some();
    if is_strange && let Some(zero) = memchr::memchr(0, &bytes) {
        return Err(refuse(
            &bytes,
            zero,
            "the file has a zero byte".to_owned(),
            "it is not a text file; restore it from Git",
        ));
    }
    // A quick check and a copy take less time than the check of the standard library, which would need none.
    let read = simdutf8::basic::from_utf8(&bytes);
    let (read, is_utf8) = (read.unwrap_or_default(), read.is_ok());
    if is_utf8 && !is_strange {
        return Ok(Text { text: read.to_owned(), original: None });
    }
    let name = declared(&bytes).filter(|name| !is_unicode(name));
    match name {
        Some(name) if !is_utf8 || name.to_ascii_uppercase().starts_with("ISO-2022") => match encoding_of(&name) {
            Some(encoding) if encoding != UTF_8 && !is_ascii(&name) => convert(bytes, encoding, name),
            Some(_) => Err(invalid(&bytes, &name, bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0))),
            None => Err(refuse(
                &bytes,
                0,
                format!("the character set `{name}` is not known"),
                "convert the file with `msgconv -t UTF-8`",
            )),
        },
        Some(_) | None if is_utf8 => Ok(Text { text: read.to_owned(), original: None }),
        Some(_) | None => Err(not_utf8(&bytes)),
    }
}

/// Refuses a text whose header, once read, declares something else than what it was read as.
///
/// # Errors
///
/// `Encoding`, with the first byte beyond ASCII.
pub(super) fn confirm(text: &[u8], read_as: Option<&str>, declared: Option<&str>) -> Result<(), Box<PoError>> {
    let is_right = match (read_as, declared) {
        (Some(name), Some(declared)) => name == declared,
        (Some(_), None) => false,
        (None, Some(declared)) => is_unicode(declared) || text.is_ascii(),
        (None, None) => true,
    };
    if is_right {
        return Ok(());
    }
    let offset = text.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let message = match (read_as, declared) {
        (None, Some(name)) => format!("the header declares {name}, but the text is UTF-8"),
        (Some(_), _) | (None, None) => "the file is not in UTF-8, and its header cannot be found safely".to_owned(),
    };
    Err(refuse(text, offset, message, "write charset=UTF-8 in the header, or convert the file"))
}

fn is_unicode(name: &str) -> bool {
    ["UTF-8", "UTF8", "CHARSET"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn is_ascii(name: &str) -> bool {
    ["ASCII", "US-ASCII", "ANSI_X3.4-1968"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Finds a character set by its name in the Encoding Standard, or by its Windows code page.
fn encoding_of(name: &str) -> Option<&'static Encoding> {
    let label = match name.to_ascii_uppercase().as_str() {
        "CP932" | "MS932" => "shift_jis",
        "CP936" | "MS936" => "gbk",
        "CP949" | "UHC" => "euc-kr",
        "CP950" => "big5",
        _ => name,
    };
    Encoding::for_label(label.as_bytes())
}

fn convert(bytes: Vec<u8>, encoding: &'static Encoding, name: String) -> Result<Text, Box<PoError>> {
    match encoding.decode_without_bom_handling_and_without_replacement(&bytes) {
        Some(text) => {
            let text = text.into_owned();
            Ok(Text { text, original: Some((bytes, name)) })
        }
        None => {
            let bad = first_bad(&bytes, encoding);
            Err(invalid(&bytes, &name, bad))
        }
    }
}

fn invalid(bytes: &[u8], name: &str, offset: usize) -> Box<PoError> {
    let byte = bytes.get(offset).copied().unwrap_or_default();
    refuse(
        bytes,
        offset,
        format!("byte 0x{byte:02X} is not valid in {name}, which the header declares"),
        "correct the charset in the header, or convert the file to UTF-8",
    )
}

/// Finds the first line that cannot be decoded, and in it the first byte beyond ASCII.
fn first_bad(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let mut start = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if encoding.decode_without_bom_handling_and_without_replacement(line).is_none() {
            return start + line.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
        }
        start += line.len();
    }
    0
}

fn not_utf8(bytes: &[u8]) -> Box<PoError> {
    let offset = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let byte = bytes.get(offset).copied().unwrap_or_default();
    let hint = "convert the file to UTF-8, or declare its character set in the header";
    refuse(bytes, offset, format!("byte 0x{byte:02X} is not valid UTF-8"), hint)
}

fn refuse(bytes: &[u8], offset: usize, message: String, hint: &str) -> Box<PoError> {
    error::at(bytes, offset, PoErrorKind::Encoding, message, hint)
}

/// Returns the character set that the header declares, from the raw bytes.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    // The field stands in a quoted line of its own; comments do not count.
    for line in head.split(|&byte| byte == b'\n') {
        let line = line.trim_ascii_start();
        if line.starts_with(b"#") {
            continue;
        }
        let Some(at) = memchr::memmem::find(line, b"charset=") else { continue };
        let before = line.get(..at).unwrap_or_default().to_ascii_lowercase();
        if memchr::memmem::find(&before, b"content-type:").is_none() {
            continue;
        }
        let value = line.get(at + 8..).unwrap_or_default();
        let end = value.iter().position(|byte| matches!(byte, b'\\' | b'"' | b';' | b' ' | b'\t'));
        let name = value.get(..end.unwrap_or(value.len())).unwrap_or_default();
        return Some(String::from_utf8_lossy(name).into_owned()).filter(|name| !name.is_empty());
    }
    None
}
