//! Canonical writing of one message: stable under `msgcat --no-wrap`.
//!
//! Lines break after `\n` only. Comments stay in their order; the previous source stands right above the entry.

use super::Message;

/// Appends a message without a blank line after it.
pub(super) fn write(out: &mut String, message: &Message) {
    for line in &message.comments {
        out.push_str(line);
        out.push('\n');
    }
    let (prefix, previous_prefix) = if message.is_obsolete { ("#~ ", "#~| ") } else { ("", "#| ") };
    if let Some(previous) = &message.previous {
        if let Some(context) = &previous.context {
            value(out, previous_prefix, "msgctxt", context);
        }
        value(out, previous_prefix, "msgid", &previous.id);
        if let Some(plural) = &previous.id_plural {
            value(out, previous_prefix, "msgid_plural", plural);
        }
    }
    if let Some(context) = &message.context {
        value(out, prefix, "msgctxt", context);
    }
    value(out, prefix, "msgid", &message.id);
    let Some(plural) = &message.id_plural else {
        value(out, prefix, "msgstr", message.forms.first().map_or("", String::as_str));
        return;
    };
    value(out, prefix, "msgid_plural", plural);
    if message.forms.is_empty() {
        value(out, prefix, "msgstr[0]", "");
    }
    for (index, form) in message.forms.iter().enumerate() {
        value(out, prefix, &format!("msgstr[{index}]"), form);
    }
}

/// Appends an entry without translation, with two forms for a plural.
pub(super) fn missing(out: &mut String, context: Option<&str>, id: &str, plural: Option<&str>) {
    if let Some(context) = context {
        value(out, "", "msgctxt", context);
    }
    value(out, "", "msgid", id);
    match plural {
        None => out.push_str("msgstr \"\"\n"),
        Some(plural) => {
            value(out, "", "msgid_plural", plural);
            out.push_str("msgstr[0] \"\"\nmsgstr[1] \"\"\n");
        }
    }
}

fn value(out: &mut String, prefix: &str, keyword: &str, text: &str) {
    out.push_str(prefix);
    out.push_str(keyword);
    let mut lines = text.split_inclusive('\n');
    let (first, is_long) = (lines.next().unwrap_or(""), lines.next().is_some());
    if is_long {
        out.push_str(" \"\"\n");
        for line in text.split_inclusive('\n') {
            out.push_str(prefix);
            quote(out, line);
        }
    } else {
        out.push(' ');
        quote(out, first);
    }
}

fn quote(out: &mut String, line: &str) {
    out.push('"');
    let bytes = line.as_bytes();
    let mut copied = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        let escape = match byte {
            b'\n' => "\\n",
            b'\t' => "\\t",
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\r' => "\\r",
            7 => "\\a",
            8 => "\\b",
            11 => "\\v",
            12 => "\\f",
            // A catalogue must not hold a zero byte; no source can produce one.
            0 => "\u{fffd}",
            _ => continue,
        };
        out.push_str(line.get(copied..at).unwrap_or_default());
        out.push_str(escape);
        copied = at + 1;
    }
    out.push_str(line.get(copied..).unwrap_or_default());
    out.push_str("\"\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(message: &Message) -> String {
        let mut out = String::new();
        write(&mut out, message);
        out
    }

    #[test]
    fn lines_break_after_newlines_only() {
        let mut message = Message::new(None, "a\nb", None, 1);
        message.forms = vec!["one line\n".to_owned()];
        assert_eq!(written(&message), "msgid \"\"\n\"a\\n\"\n\"b\"\nmsgstr \"one line\\n\"\n");
    }

    #[test]
    fn obsolete_messages_keep_their_previous_source() {
        let mut message = Message::new(Some(String::new()), "a", Some("b".to_owned()), 2);
        message.previous = Some(super::super::Previous { id: "old".to_owned(), ..Default::default() });
        message.is_obsolete = true;
        message.comments = vec!["# note".to_owned(), "#, fuzzy".to_owned()];
        assert_eq!(
            written(&message),
            "# note\n#, fuzzy\n#~| msgid \"old\"\n#~ msgctxt \"\"\n#~ msgid \"a\"\n#~ msgid_plural \"b\"\n\
             #~ msgstr[0] \"\"\n#~ msgstr[1] \"\"\n"
        );
    }
}
