//! From the bytes of a termbase to its text: UTF-8, UTF-16 by its first bytes, and the character set that an XML head declares.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The text of a file, and its character set where that is not UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark where it was converted.
    pub text: String,
    /// The name of the character set that it was converted from.
    pub charset: Option<&'static str>,
}

/// Reads the bytes of a termbase (XML 1.0, appendix F; CSV as spreadsheets write it, “Unicode text”).
///
/// # Errors
/// What is wrong, in a few words, with the 1-based line where that is known.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, (String, Option<usize>)> {
    let encoding = match bytes.as_slice() {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] | [0, b'<', ..] => Some(UTF_16BE),
        _ => declared(&bytes),
    };
    let Some(encoding) = encoding else {
        return String::from_utf8(bytes).map(|text| Decoded { text, charset: None }).map_err(|error| {
            let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            ("it is not text in UTF-8".to_owned(), Some(memchr::memchr_iter(b'\n', good).count() + 1))
        });
    };
    let (text, _, is_torn) = encoding.decode(&bytes);
    if is_torn {
        return Err((format!("it is not text in {}, as it says", encoding.name()), None));
    }
    Ok(Decoded { text: text.into_owned(), charset: Some(encoding.name()) })
}

/// Returns the character set of an XML head, unless that is UTF-8 or a wide one that the file is plainly not in.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let head = std::str::from_utf8(head.get(..head.iter().take(200).position(|byte| *byte == b'>')?)?).ok()?;
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = value.get(1..)?.split(['"', '\'']).next()?;
    let is_wide = label.to_ascii_lowercase().starts_with("utf-16");
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != encoding_rs::UTF_8 && !is_wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_set_is_that_of_the_first_bytes_or_of_the_head() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let text = |bytes: Vec<u8>| decode(bytes).map(|decoded| decoded.text);
        assert_eq!(text(wide("\u{feff}a,é")), Ok("a,é".to_owned()));
        assert_eq!(text(wide("<?xml?><é/>")), Ok("<?xml?><é/>".to_owned()));
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>".to_vec();
        let read = decode(latin).unwrap();
        assert!(read.text.ends_with("<a>é</a>") && read.charset.is_some());
        assert_eq!(decode(b"a\n\xe9".to_vec()).unwrap_err().1, Some(2));
        assert_eq!(decode("<?xml encoding=\"utf-8\"?>é".into()).unwrap().charset, None);
        assert!(decode(vec![0xff, 0xfe, 0x00, 0xd8]).is_err());
    }
}
