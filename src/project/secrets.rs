//! Keeping keys out of `concordia.toml`, and out of what is said about it.
//!
//! Invariant: no message and no picture shows a line on which somebody may have written a key.

use super::CONFIG_NAME;
use crate::model::Failure;

/// The last words of names under which people write keys: `auth-key`, `DEEPL_AUTH_KEY`, `password`, `pwd`.
const NAMES: [&str; 24] = [
    "apikey",
    "auth",
    "authkey",
    "authorization",
    "bearer",
    "credential",
    "credentials",
    "geheimnis",
    "kennwort",
    "key",
    "login",
    "pass",
    "passcode",
    "passphrase",
    "passwd",
    "passwort",
    "password",
    "pw",
    "pwd",
    "secret",
    "secrets",
    "sig",
    "signature",
    "token",
];

/// Returns whether a name is one under which people write keys.
fn is_secret(name: &str) -> bool {
    let name = name.trim().trim_start_matches('-').rsplit('.').next().unwrap_or("");
    let name = name.trim_matches(['"', '\'', ' ']).to_ascii_lowercase();
    NAMES.contains(&name.rsplit(['-', '_']).next().unwrap_or(""))
}

/// Looks for keys and passwords in a configuration. The failure names the line and never shows it.
///
/// # Errors
/// When a line sets something that is named like a key, holds an address with a password or a key in its query, hands a key
/// to a program, or looks like a key of a known service.
pub(super) fn refuse(text: &str) -> Result<(), Failure> {
    let mut is_command = false;
    for (index, line) in text.lines().enumerate() {
        let (code, comment) = code_of(line);
        let is_named = code.split(['{', ',']).filter_map(|part| part.split_once('=')).any(|(name, value)| {
            is_secret(name) && (value.contains(['"', '\'']) || value.trim_start().starts_with('['))
        });
        let has_login = code.match_indices("://").any(|(at, _)| {
            let authority = code.get(at + 3..).unwrap_or("").split(['/', '"', '\'', ' ']).next().unwrap_or("");
            authority.contains('@')
        });
        is_command = (is_command && !code.trim_start().starts_with('['))
            || code.split_once('=').is_some_and(|(name, _)| name.trim().rsplit('.').next() == Some("command"));
        let is_handed = is_command && hands_key(code);
        is_command &= !code.trim_end().ends_with(']');
        if is_named || has_login || is_handed || asks_with_key(code) || holds_key(code) || holds_key(comment) {
            return Err(Failure::new("a key or password stands in the configuration; it must not be committed")
                .in_file(CONFIG_NAME)
                .at_line(index + 1)
                .hint(
                    "remove it, consider it public and replace it; keys come from the environment (DEEPL_AUTH_KEY, \
                     ETRANSLATION_USER and ETRANSLATION_PASSWORD, LIBRETRANSLATE_API_KEY; a command finds its own there) \
                     or from `key-file`, outside the repository",
                ));
        }
    }
    Ok(())
}

/// Divides a line at the `#` that begins its comment.
fn code_of(line: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '#') => return (line.get(..at).unwrap_or(line), line.get(at..).unwrap_or("")),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    (line, "")
}

/// Returns the texts between quotation marks.
fn quoted(code: &str) -> Vec<&str> {
    let mut texts = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '\'']) {
        let (open, tail) = (rest.as_bytes().get(at).copied().unwrap_or(b'"'), rest.get(at + 1..).unwrap_or(""));
        let end = tail.find(char::from(open)).unwrap_or(tail.len());
        texts.push(tail.get(..end).unwrap_or(""));
        rest = tail.get(end + 1..).unwrap_or("");
    }
    texts
}

/// Returns whether an address has a key in its query: `?api_key=…`.
fn asks_with_key(code: &str) -> bool {
    quoted(code).iter().filter_map(|text| text.split_once('?')).any(|(_, query)| {
        let parameters = query.split(['&', ';']).filter_map(|parameter| parameter.split_once('='));
        parameters.into_iter().any(|(name, value)| is_secret(name) && !is_variable(value))
    })
}

/// Returns whether the arguments of a program hold a key: `Authorization: …`, `--token=…`, or `--token` and then a word.
fn hands_key(code: &str) -> bool {
    let arguments = quoted(code);
    let is_word = |word: Option<&&str>| word.is_some_and(|word| !word.starts_with('-') && !is_variable(word));
    arguments.iter().enumerate().any(|(at, argument)| {
        let named = argument.split_once(['=', ':']);
        let is_given = named.is_some_and(|(name, value)| is_secret(name) && !value.is_empty() && !is_variable(value));
        let is_flag = argument.starts_with('-') && is_secret(argument) && is_word(arguments.get(at + 1));
        is_given || is_flag || argument.contains("Bearer ") && !argument.contains('$')
    })
}

/// Returns whether a value is taken from the environment.
fn is_variable(value: &str) -> bool {
    value.trim().starts_with('$')
}

/// Returns whether a text holds what only a key looks like: a UUID, as of DeepL, with or without hyphens, or a word that
/// begins as the keys of a known service do.
fn holds_key(text: &str) -> bool {
    let is_uuid = text.split(|c: char| !c.is_ascii_hexdigit() && c != '-').any(|word| {
        let lengths: Vec<usize> = word.split('-').map(str::len).collect();
        lengths == [8, 4, 4, 4, 12] || lengths == [32]
    });
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    let is_known = |word: &str| {
        let begins = ["sk-", "ghp_", "gho_", "github_pat_", "glpat-", "AIza", "AKIA", "xoxb-"];
        word.len() >= 20 && begins.iter().any(|begin| word.starts_with(begin))
    };
    is_uuid || words.into_iter().any(is_known)
}

/// Returns the text of a configuration as it may be shown: in the tables of engines, and on the lines with `span`, letters
/// and digits of values are asterisks, so that every byte keeps its place.
pub(super) fn shown(text: &str, span: &std::ops::Range<usize>, is_value_secret: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut is_engine, mut at) = (false, 0);
    for line in text.split_inclusive('\n') {
        let code = code_of(line).0.trim();
        let head = code.trim_start_matches('[');
        let is_header = code.len() > head.len() && code.ends_with(']') && head.starts_with(|c: char| c.is_alphabetic());
        let is_of_engines = head.starts_with("engines");
        if is_header {
            is_engine = is_of_engines;
        }
        let is_pointed = is_value_secret && at < span.end.max(span.start + 1) && span.start < at + line.len();
        at += line.len();
        if is_header || !(is_engine || is_of_engines || is_pointed) {
            out.push_str(line);
            continue;
        }
        let value = line.find('=').map_or(0, |at| at + 1);
        out.push_str(line.get(..value).unwrap_or(""));
        for c in line.get(value..).unwrap_or("").chars() {
            match c.is_alphanumeric() {
                true => out.extend(std::iter::repeat_n('*', c.len_utf8())),
                false => out.push(c),
            }
        }
    }
    out
}

/// Returns a message of the parser without the values that it quotes.
pub(super) fn without_values(message: &str) -> String {
    let mut out = String::new();
    for (index, part) in message.split('"').enumerate() {
        out.push_str(if index % 2 == 1 { "“•••”" } else { part });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_refused_and_not_shown() {
        for line in [
            "auth-key = \"hunter2\"",
            "DEEPL_AUTH_KEY = \"hunter2\"",
            "ETRANSLATION_PASSWORD='hunter2'",
            "deepl = { kind = \"deepl\", password = 'hunter2' }",
            "engines.deepl.api_key=\"abc\"",
            "pwd = \"hunter2\"",
            "passwort = \"hunter2\"",
            "key = [",
            "url = \"https://me:hunter2@api.example.org\"",
            "url = \"https://api.example.org/v2?api_key=hunter2hunter2\"",
            "command = [\"curl\", \"-H\", \"Authorization: Bearer hunter2\"]",
            "command = [\"mt\", \"--api-key=hunter2\"]",
            "command = [\"mt\", \"--token\", \"hunter2\"]",
            "model = \"279a2e9d83b3c4167e2df721593e42a0:fx\"",
            "model = \"sk-proj-hunter2hunter2hunter2\"",
            "# 279a2e9d-83b3-c416-7e2d-f721593e42a0:fx",
        ] {
            let failure = refuse(&format!("[engines.deepl]\n{line}\n")).expect_err(line);
            assert_eq!(failure.line, Some(2));
            assert!(failure.excerpt.is_none());
            assert!(!format!("{failure:?}").contains("hunter2"));
        }
        let lines = "[engines.mine]\ncommand = [\n  \"curl\",\n  \"-H\", \"X-Api-Key: hunter2\",\n]\n";
        assert_eq!(refuse(lines).expect_err("must be refused").line, Some(4));
    }

    #[test]
    fn ordinary_settings_pass() {
        for text in [
            "[engines.deepl]\nurl = \"https://api.deepl.com\"\nkey-file = \"/etc/deepl.key\"\n[[sources]]\nfront-matter = [\"title\", \"keywords\"]\n",
            "[engines.mine]\ncommand = [\"sh\", \"-c\", \"mt --token $MT_TOKEN --from en\"]\n",
            "[engines.mine]\ncommand = [\"curl\", \"-H\", \"Authorization: $MT_HEADER\", \"--key\", \"$MT_KEY\"]\n",
            "[engines.mine]\nurl = \"https://mt.example.org/#a?b\" # about key = value\nmodel = \"quality_optimized\"\n",
        ] {
            assert!(refuse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_picture_hides_the_values_of_engines_and_keeps_their_places() {
        let text = "[project]\nname = \"x\"\n[engines.mine]\nwort = \"hünter2\"\ncommand = [\n\"hunter2\"]\n[check]\nx = \"y\"\n";
        let shown = shown(text, &(0..1), false);
        assert_eq!(shown.len(), text.len());
        assert!(shown.contains("wort = \"********\"\n") && shown.contains("[check]\nx = \"y\""), "{shown}");
        assert!(!shown.contains("nter2"), "{shown}");
        let at = text.find("x = \"y\"").unwrap_or_default();
        assert!(super::shown(text, &(at..at + 1), true).contains("x = \"*\""));
        assert_eq!(
            without_values("invalid type: string \"hunter2\", expected u64"),
            "invalid type: string “•••”, expected u64"
        );
    }
}
