//! Writing and reading the marks that stand for code.

use super::damage::Damage;
use super::pairing::{Role, Spot};
use super::references::reference;
use super::{Event, Masking};

/// Writes prose. Returns none when it holds what would be taken for a mark.
pub(super) fn write_text(out: &mut String, text: &str, masking: Masking) -> Option<()> {
    match masking {
        Masking::Xml | Masking::Html => escape(out, text),
        Masking::Brackets if text.contains(['⟦', '⟧']) => return None,
        Masking::Letters if text.to_ascii_uppercase().contains("XQ") => return None,
        Masking::Brackets | Masking::Letters => out.push_str(text),
    }
    Some(())
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
}

/// Writes the mark of a piece of code.
pub(super) fn write(out: &mut String, spot: &Spot, code: &str, masking: Masking) {
    let number = spot.number;
    let shown = spot.shown.as_deref().unwrap_or(code);
    match (masking, spot.role) {
        (Masking::Xml, Role::Open) => out.push_str(&format!("<g{number}>")),
        (Masking::Xml, Role::Close) => out.push_str(&format!("</g{number}>")),
        (Masking::Xml, Role::Single) => out.push_str(&format!("<x{number}/>")),
        (Masking::Xml, Role::Word) => {
            out.push_str(&format!("<k{number}>"));
            escape(out, shown.trim_matches('`'));
            out.push_str(&format!("</k{number}>"));
        }
        (Masking::Html, Role::Open) => out.push_str(&format!("<span id=\"g{number}\">")),
        (Masking::Html, Role::Close) => out.push_str("</span>"),
        (Masking::Html, Role::Single | Role::Word) => {
            out.push_str(&format!("<span id=\"x{number}\" translate=\"no\" class=\"notranslate\">"));
            escape(out, if spot.is_visible { shown.trim_matches('`') } else { "·" });
            out.push_str("</span>");
        }
        (Masking::Brackets, Role::Close) => out.push_str(&format!("⟦/{number}⟧")),
        (Masking::Brackets, Role::Open | Role::Single | Role::Word) => out.push_str(&format!("⟦{number}⟧")),
        (Masking::Letters, Role::Open) => out.push_str(&format!("XQ{number}A")),
        (Masking::Letters, Role::Close) => out.push_str(&format!("XQ{number}Z")),
        (Masking::Letters, Role::Single | Role::Word) => out.push_str(&format!("XQ{number}X")),
    }
}

/// Reads an answer. With brackets, opening marks and single ones look alike: one whose closing mark occurs opens.
///
/// # Errors
/// `Unreadable` for something that looks like a mark and is none.
pub(super) fn read(answer: &str, masking: Masking) -> Result<Vec<Event>, Damage> {
    let mut reader = Reader { rest: answer, events: Vec::new(), text: String::new() };
    match masking {
        Masking::Xml => reader.elements(xml)?,
        Masking::Html => reader.html()?,
        Masking::Brackets => reader.brackets()?,
        Masking::Letters => reader.letters(),
    }
    reader.flush();
    Ok(reader.events)
}

struct Reader<'a> {
    rest: &'a str,
    events: Vec<Event>,
    text: String,
}

/// A start or end tag: its name in lower case, whether it ends, whether it is empty, the whole tag.
struct Tag<'a> {
    name: String,
    is_end: bool,
    is_empty: bool,
    whole: &'a str,
}

type Meaning = fn(&Tag<'_>) -> Option<(char, usize)>;

/// `g1`, `x2`, `k3`.
fn xml(tag: &Tag<'_>) -> Option<(char, usize)> {
    numbered(&tag.name)
}

fn numbered(name: &str) -> Option<(char, usize)> {
    let kind = name.chars().next().filter(|c| matches!(c, 'g' | 'x' | 'k'))?;
    let digits = name.get(1..)?;
    let is_number = !digits.is_empty() && digits.len() < 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten().map(|number| (kind, number))
}

impl<'a> Reader<'a> {
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.events.push(Event::Text(std::mem::take(&mut self.text)));
        }
    }

    fn push(&mut self, event: Event) {
        self.flush();
        self.events.push(event);
    }

    /// Takes prose up to the next tag and the tag itself; none at the end.
    fn tag(&mut self) -> Result<Option<Tag<'a>>, Damage> {
        loop {
            let Some(at) = self.rest.find(['<', '&']) else {
                self.text.push_str(self.rest);
                self.rest = "";
                return Ok(None);
            };
            self.text.push_str(self.rest.get(..at).unwrap_or(""));
            self.rest = self.rest.get(at..).unwrap_or("");
            if self.rest.starts_with('&') {
                let (c, length) = reference(self.rest);
                self.text.push(c);
                self.rest = self.rest.get(length..).unwrap_or("");
                continue;
            }
            let is_tag =
                self.rest.get(1..).is_some_and(|tail| tail.starts_with(|c: char| c.is_alphabetic() || c == '/'));
            if !is_tag {
                self.text.push('<');
                self.rest = self.rest.get(1..).unwrap_or("");
                continue;
            }
            let sample = || Damage::Unreadable(self.rest.chars().take(20).collect());
            let end = self.rest.find('>').ok_or_else(sample)?;
            let whole = self.rest.get(..=end).unwrap_or("");
            let body = whole.trim_start_matches('<').trim_end_matches('>').trim();
            let (body, is_end) = body.strip_prefix('/').map_or((body, false), |body| (body.trim(), true));
            let (body, is_empty) = body.strip_suffix('/').map_or((body, false), |body| (body.trim(), true));
            let name = body.split_whitespace().next().unwrap_or("").to_ascii_lowercase();
            self.rest = self.rest.get(end + 1..).unwrap_or("");
            return Ok(Some(Tag { name, is_end, is_empty, whole }));
        }
    }

    fn elements(&mut self, meaning: Meaning) -> Result<(), Damage> {
        while let Some(tag) = self.tag()? {
            match meaning(&tag) {
                Some(('g', number)) if tag.is_end => self.push(Event::Close(number)),
                Some(('g', number)) if !tag.is_empty => self.push(Event::Open(number)),
                Some(('x' | 'k', number)) if !tag.is_end => {
                    self.push(Event::Single(number));
                    if !tag.is_empty {
                        self.skip_to_end(&tag)?;
                    }
                }
                _ => return Err(Damage::Unreadable(tag.whole.to_owned())),
            }
        }
        Ok(())
    }

    /// Passes over what the engine made of a piece of code, up to its end tag.
    fn skip_to_end(&mut self, start: &Tag<'_>) -> Result<(), Damage> {
        let kept = std::mem::take(&mut self.text);
        let end = self.tag()?;
        self.text = kept;
        match end {
            Some(end) if end.is_end && end.name == start.name => Ok(()),
            _ => Err(Damage::Unreadable(start.whole.to_owned())),
        }
    }

    fn html(&mut self) -> Result<(), Damage> {
        let mut open = Vec::new();
        while let Some(tag) = self.tag()? {
            let unreadable = || Damage::Unreadable(tag.whole.to_owned());
            if tag.name != "span" {
                return Err(unreadable());
            }
            if tag.is_end {
                let number = open.pop().ok_or_else(unreadable)?;
                self.push(Event::Close(number));
                continue;
            }
            let id = tag.whole.split("id=").nth(1).map(|tail| tail.trim_start_matches(['"', '\'']));
            let id = id.map(|tail| tail.split(['"', '\'', ' ', '>', '/']).next().unwrap_or("").to_ascii_lowercase());
            match id.as_deref().and_then(numbered) {
                Some(('g', number)) => {
                    self.push(Event::Open(number));
                    open.push(number);
                }
                Some(('x', number)) => {
                    self.push(Event::Single(number));
                    self.skip_to_end(&tag)?;
                }
                _ => return Err(unreadable()),
            }
        }
        Ok(())
    }

    fn brackets(&mut self) -> Result<(), Damage> {
        while let Some(at) = self.rest.find(['⟦', '⟧']) {
            self.text.push_str(self.rest.get(..at).unwrap_or(""));
            let tail = self.rest.get(at..).unwrap_or("");
            let unreadable = || Damage::Unreadable(tail.chars().take(6).collect());
            let body = tail.strip_prefix('⟦').ok_or_else(unreadable)?;
            let (body, after) = body.split_once('⟧').ok_or_else(unreadable)?;
            let (digits, is_close) =
                body.trim().strip_prefix('/').map_or((body.trim(), false), |body| (body.trim(), true));
            let number = digits.parse().map_err(|_| unreadable())?;
            self.rest = after;
            self.push(if is_close { Event::Close(number) } else { Event::Single(number) });
        }
        self.text.push_str(self.rest);
        let closed: Vec<usize> = self
            .events
            .iter()
            .filter_map(|event| if let Event::Close(number) = event { Some(*number) } else { None })
            .collect();
        for event in &mut self.events {
            if let Event::Single(number) = event
                && closed.contains(number)
            {
                *event = Event::Open(*number);
            }
        }
        Ok(())
    }

    fn letters(&mut self) {
        while let Some(at) = self.rest.find("XQ").or_else(|| self.rest.find("xq")) {
            let tail = self.rest.get(at + 2..).unwrap_or("");
            let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
            let number = tail.get(..digits).and_then(|digits| digits.parse().ok());
            let event = match (number, tail.as_bytes().get(digits)) {
                (Some(number), Some(b'A' | b'a')) => Some(Event::Open(number)),
                (Some(number), Some(b'Z' | b'z')) => Some(Event::Close(number)),
                (Some(number), Some(b'X' | b'x')) => Some(Event::Single(number)),
                _ => None,
            };
            let used = if event.is_some() { at + 2 + digits + 1 } else { at + 2 };
            self.text.push_str(self.rest.get(..if event.is_some() { at } else { used }).unwrap_or(""));
            self.rest = self.rest.get(used..).unwrap_or("");
            if let Some(event) = event {
                self.push(event);
            }
        }
        self.text.push_str(self.rest);
    }
}
