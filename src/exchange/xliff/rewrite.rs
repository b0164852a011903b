//! Putting changed targets back into an XLIFF file.
//!
//! Invariant: only the characters of a target that differ are replaced; every other byte of the file stays, and so does its
//! encoding. A target whose change would touch a tag stays whole.

use std::borrow::Cow;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::stretch::{Stretch, StretchKind};
use super::text::{decode, encode};
use super::{Segment, XliffError};

/// Returns the file with new targets, and for each change whether it could be made. `bytes` is the file that the segments
/// were read from.
///
/// # Errors
/// When the bytes are no text.
pub fn rewrite(bytes: &[u8], changes: &[(&Segment, &str)]) -> Result<(Vec<u8>, Vec<bool>), XliffError> {
    let text = decode(bytes)?;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut done = Vec::with_capacity(changes.len());
    for (segment, new) in changes {
        let own = edits_of(segment, new);
        done.push(own.is_some());
        edits.extend(own.into_iter().flatten());
    }
    edits.sort_by_key(|(place, _)| (place.start, place.end));
    let mut out = String::with_capacity(text.len() + 64);
    let mut copied = 0;
    for (place, with) in edits {
        out.push_str(text.get(copied..place.start).unwrap_or_default());
        out.push_str(&with);
        copied = place.end;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Ok((encode(&out, bytes), done))
}

/// Returns the edits of the file that make a segment's target another one.
fn edits_of(segment: &Segment, new: &str) -> Option<Vec<(Range<usize>, String)>> {
    let old = segment.target.as_deref()?;
    hunks(old, new)
        .into_iter()
        .map(|(range, with)| {
            let (place, kind) = place(&segment.stretches, &range)?;
            let with = if kind == StretchKind::Verbatim { Cow::Borrowed(with) } else { escaped(with) };
            Some((place, with.into_owned()))
        })
        .collect()
}

/// Returns what differs: bytes of the old text, and what stands in their place in the new one.
fn hunks<'n>(old: &str, new: &'n str) -> Vec<(Range<usize>, &'n str)> {
    let letters = |text: &str| text.char_indices().map(|(at, c)| (c, at)).collect::<Vec<_>>();
    let (before, after) = (letters(old), letters(new));
    let plain = |letters: &[(char, usize)]| letters.iter().map(|(c, _)| *c).collect::<Vec<char>>();
    let at = |letters: &[(char, usize)], index: usize, length: usize| letters.get(index).map_or(length, |(_, at)| *at);
    let ops = capture_diff_slices(Algorithm::Myers, &plain(&before), &plain(&after));
    let mut hunks: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for op in ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (one, other) = (op.old_range(), op.new_range());
        let one = at(&before, one.start, old.len())..at(&before, one.end, old.len());
        let other = at(&after, other.start, new.len())..at(&after, other.end, new.len());
        match hunks.last_mut() {
            Some((last, with)) if last.end == one.start && with.end == other.start => {
                (last.end, with.end) = (one.end, other.end);
            }
            _ => hunks.push((one, other)),
        }
    }
    hunks.into_iter().map(|(range, with)| (range, new.get(with).unwrap_or_default())).collect()
}

/// Returns where bytes of a target stand in the file; none where a tag is among them, or something between them.
fn place(stretches: &[Stretch], range: &Range<usize>) -> Option<(Range<usize>, StretchKind)> {
    let is_literal = |stretch: &&Stretch| matches!(stretch.kind, StretchKind::Text | StretchKind::Verbatim);
    if range.is_empty() {
        let touches = |stretch: &&Stretch| stretch.flat.start <= range.start && range.start <= stretch.flat.end;
        let stretch = stretches.iter().filter(is_literal).find(touches)?;
        let at = stretch.file.start + (range.start - stretch.flat.start);
        return Some((at..at, stretch.kind));
    }
    let inside: Vec<&Stretch> =
        stretches.iter().filter(|one| one.flat.start < range.end && range.start < one.flat.end).collect();
    let (first, last) = (inside.first()?, inside.last()?);
    let is_one = inside.windows(2).all(|pair| matches!(pair, [a, b] if a.file.end == b.file.start));
    let is_usable = |one: &&Stretch| match one.kind {
        StretchKind::Text | StretchKind::Verbatim => true,
        StretchKind::Reference => range.start <= one.flat.start && one.flat.end <= range.end,
        StretchKind::Opaque => false,
    };
    if !is_one || !inside.iter().all(is_usable) {
        return None;
    }
    let start = first.file.start + range.start.saturating_sub(first.flat.start);
    let end = last.file.end - last.flat.end.saturating_sub(range.end);
    Some((start..end, first.kind))
}

fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn file(target: &str) -> String {
        format!(
            "<xliff version=\"1.2\">\r\n<file original=\"x\"><body><trans-unit id='1' ><source>a</source>\n<!-- c -->\
             <target>{target}</target></trans-unit></body></file></xliff>\n"
        )
    }

    fn changed(target: &str, new: &str) -> Option<String> {
        let text = file(target);
        let package = read(text.as_bytes()).unwrap();
        let (bytes, done) = rewrite(text.as_bytes(), &[(&package.segments[0], new)]).unwrap();
        let written = String::from_utf8(bytes).unwrap();
        if done == [false] {
            assert_eq!(written, text, "a change that cannot be made leaves the file alone");
            return None;
        }
        assert_eq!(read(written.as_bytes()).unwrap().segments[0].target.as_deref(), Some(new));
        let inside = |text: &str| -> (String, String, String) {
            let (head, rest) = text.split_once("<target>").unwrap();
            let (inner, tail) = rest.split_once("</target>").unwrap();
            (head.to_owned(), inner.to_owned(), tail.to_owned())
        };
        let ((head, inner, tail), (old_head, _, old_tail)) = (inside(&written), inside(&text));
        assert_eq!((head, tail), (old_head, old_tail));
        Some(inner)
    }

    #[test]
    fn only_what_differs_is_replaced() {
        assert_eq!(changed("a \"b\" &#38; c", "a „b” & c").as_deref(), Some("a „b” &#38; c"));
        assert_eq!(
            changed("a &quot;b&quot; <g id=\"1\">c...</g>", "a „b” <g1>c…</g1>").as_deref(),
            Some("a „b” <g id=\"1\">c…</g>")
        );
        assert_eq!(changed("<![CDATA[a... <b>]]>", "a… <b>").as_deref(), Some("<![CDATA[a… <b>]]>"));
        assert_eq!(changed("a", "a < b & c").as_deref(), Some("a &lt; b &amp; c"));
        assert_eq!(changed("a b", "a\u{a0}b").as_deref(), Some("a\u{a0}b"));
    }

    #[test]
    fn a_change_of_tags_is_not_made() {
        assert_eq!(changed("a <x id=\"1\"/> b", "a <x2/> b"), None);
        assert_eq!(changed("a <x id=\"1\"/> b", "a  b"), None);
    }

    #[test]
    fn the_encoding_stays() {
        let text = file("a...");
        for bytes in [
            format!("\u{feff}{text}").into_bytes(),
            format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ] {
            let package = read(&bytes).unwrap();
            let (same, _) = rewrite(&bytes, &[]).unwrap();
            assert_eq!(same, bytes);
            let (other, _) = rewrite(&bytes, &[(&package.segments[0], "a…")]).unwrap();
            assert_eq!(other.get(..3), bytes.get(..3));
            assert_eq!(read(&other).unwrap().segments[0].target.as_deref(), Some("a…"));
        }
    }
}
