//! Conflict markers: taking a marked file apart, and showing a conflict.

/// The versions in a file with conflict markers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    /// The file as one side had it.
    pub ours: Vec<u8>,
    /// The file as both had it, if Git wrote that too (`merge.conflictStyle` `diff3` or `zdiff3`).
    pub base: Option<Vec<u8>>,
    /// The file as the other side had it.
    pub theirs: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Both,
    Ours,
    Base,
    Theirs,
}

/// Takes a file with conflict markers apart. Returns none when it has no markers, and the 1-based line of the first
/// one that does not fit when they are not complete.
///
/// # Errors
///
/// The 1-based line of a marker in the wrong place, or of one without its end.
pub fn split(bytes: &[u8]) -> Result<Option<Sides>, usize> {
    let mut sides = Sides { ours: Vec::new(), base: None, theirs: Vec::new() };
    let mut base = Vec::new();
    let (mut part, mut has_base, mut opened_at) = (Part::Both, false, 0);
    for (index, line) in bytes.split_inclusive(|&byte| byte == b'\n').enumerate() {
        part = match (marker(line), part) {
            (Some(b'<'), Part::Both) => {
                opened_at = index + 1;
                Part::Ours
            }
            (Some(b'|'), Part::Ours) => {
                has_base = true;
                Part::Base
            }
            (Some(b'='), Part::Ours | Part::Base) => Part::Theirs,
            (Some(b'>'), Part::Theirs) => Part::Both,
            (Some(_), _) => return Err(index + 1),
            (None, part) => {
                if matches!(part, Part::Both | Part::Ours) {
                    sides.ours.extend_from_slice(line);
                }
                if matches!(part, Part::Both | Part::Base) {
                    base.extend_from_slice(line);
                }
                if matches!(part, Part::Both | Part::Theirs) {
                    sides.theirs.extend_from_slice(line);
                }
                part
            }
        };
    }
    if part != Part::Both {
        return Err(opened_at);
    }
    sides.base = has_base.then_some(base);
    Ok((opened_at > 0).then_some(sides))
}

/// Returns the sign of a conflict marker line: seven equal signs and a blank or nothing.
fn marker(line: &[u8]) -> Option<u8> {
    let line = line.trim_ascii_end();
    let (&sign, _) = line.split_first()?;
    let run = line.iter().take_while(|&&byte| byte == sign).count();
    let is_marker = matches!(sign, b'<' | b'|' | b'=' | b'>') && run == 7 && matches!(line.get(7), None | Some(b' '));
    is_marker.then_some(sign)
}

/// Shows three versions of an entry between markers; an absent version is empty.
pub(super) fn show(ours: &str, base: &str, theirs: &str) -> Vec<u8> {
    format!("<<<<<<< ours\n{ours}||||||| base\n{base}=======\n{theirs}>>>>>>> theirs\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_file_comes_apart() {
        let sides = split(b"1\n<<<<<<< HEAD\n2\n||||||| abc\n3\n=======\n4\n>>>>>>> x\n5\n").unwrap().unwrap();
        assert_eq!(
            (sides.ours, sides.base, sides.theirs),
            (b"1\n2\n5\n".into(), Some(b"1\n3\n5\n".into()), b"1\n4\n5\n".into())
        );
        let sides = split(b"<<<<<<< HEAD\r\n2\r\n=======\r\n>>>>>>> x\r\n").unwrap().unwrap();
        assert_eq!((sides.ours, sides.base, sides.theirs), (b"2\r\n".into(), None, vec![]));
        assert_eq!(split(b"msgid \"=======\"\n========\n"), Ok(None));
    }

    #[test]
    fn incomplete_markers_are_refused() {
        assert_eq!(split(b"a\n<<<<<<< HEAD\nb\n"), Err(2));
        assert_eq!(split(b"a\n=======\nb\n"), Err(2));
        assert_eq!(split(b"<<<<<<< a\n<<<<<<< b\n"), Err(2));
    }
}
