//! From bytes to text: UTF-8 with or without a byte order mark, and UTF-16 with one.

use super::XliffError;

/// The largest file that is read, in bytes.
const MAX_BYTES: usize = 256 << 20;

/// Decodes a file; the byte order mark is not part of the text.
pub(super) fn decode(bytes: &[u8]) -> Result<String, XliffError> {
    if bytes.len() > MAX_BYTES {
        return Err(XliffError::new(1, "read the XLIFF file: it is larger than 256 MiB").hint("split it into several"));
    }
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => {
            let rest = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            std::str::from_utf8(rest).map(str::to_owned).map_err(|error| {
                let head = rest.get(..error.valid_up_to()).unwrap_or(&[]);
                XliffError::new(memchr::memchr_iter(b'\n', head).count() + 1, "read the text: it is not UTF-8")
                    .hint("save the file as UTF-8")
            })
        }
    }
}

/// Writes a text in the encoding of the file it came from, with its byte order mark.
pub(super) fn encode(text: &str, like: &[u8]) -> Vec<u8> {
    let mark = "\u{feff}";
    let units = || mark.encode_utf16().chain(text.encode_utf16());
    match like {
        [0xff, 0xfe, ..] => units().flat_map(u16::to_le_bytes).collect(),
        [0xfe, 0xff, ..] => units().flat_map(u16::to_be_bytes).collect(),
        _ if like.starts_with(mark.as_bytes()) => [mark.as_bytes(), text.as_bytes()].concat(),
        _ => text.as_bytes().to_vec(),
    }
}

fn utf16(bytes: &[u8], join: fn([u8; 2]) -> u16) -> Result<String, XliffError> {
    let bad =
        || XliffError::new(1, "read the text: it is not UTF-16, as its first bytes say").hint("save the file as UTF-8");
    if !bytes.len().is_multiple_of(2) {
        return Err(bad());
    }
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(join);
    char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| bad())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_tell_the_encoding() {
        let little: Vec<u8> = "\u{feff}<é>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}<é>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big, "\u{feff}<é>".as_bytes().to_vec(), "<é>".as_bytes().to_vec()] {
            assert_eq!(decode(&bytes).as_deref(), Ok("<é>"));
        }
    }

    #[test]
    fn bad_bytes_are_named_by_line() {
        assert_eq!(decode(b"a\nb\xff").map_err(|error| error.line), Err(2));
        assert!(decode(b"\xff\xfea").is_err());
    }
}
