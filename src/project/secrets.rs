//! Keeping keys out of `concordia.toml`.

use super::CONFIG_NAME;
use crate::model::Failure;

/// The last words of names under which people write keys: `auth-key`, `DEEPL_AUTH_KEY`, `password`.
const NAMES: [&str; 11] = [
    "apikey",
    "auth",
    "authkey",
    "authorization",
    "credential",
    "credentials",
    "key",
    "passwd",
    "password",
    "secret",
    "token",
];

/// Looks for keys and passwords in a configuration. The failure names the line and never shows it.
///
/// # Errors
/// When a line sets something that is named like a key, holds an address with a password, or looks like a DeepL key.
pub(super) fn refuse(text: &str) -> Result<(), Failure> {
    for (index, line) in text.lines().enumerate() {
        let (code, comment) = line.split_once('#').unwrap_or((line, ""));
        let is_named = code.split(['{', ',']).filter_map(|part| part.split_once('=')).any(|(name, value)| {
            let name = name.trim().rsplit('.').next().unwrap_or("").trim_matches(['"', '\'', ' ']).to_ascii_lowercase();
            let last = name.rsplit(['-', '_']).next().unwrap_or("");
            NAMES.contains(&last) && value.contains(['"', '\''])
        });
        let has_login = code.match_indices("://").any(|(at, _)| {
            let authority = code.get(at + 3..).unwrap_or("").split(['/', '"', '\'', ' ']).next().unwrap_or("");
            authority.contains('@')
        });
        if is_named || has_login || holds_key(code) || holds_key(comment) {
            return Err(Failure::new("a key or password stands in the configuration; it must not be committed")
                .in_file(CONFIG_NAME)
                .at_line(index + 1)
                .hint(
                    "remove it, consider it public and replace it; keys come from the environment (DEEPL_AUTH_KEY, \
                     ETRANSLATION_USER and ETRANSLATION_PASSWORD, LIBRETRANSLATE_API_KEY) or from `key-file`, outside \
                     the repository",
                ));
        }
    }
    Ok(())
}

/// Returns whether a text holds a UUID, the shape of DeepL's keys.
fn holds_key(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_hexdigit() && c != '-').any(|word| {
        let lengths: Vec<usize> = word.split('-').map(str::len).collect();
        lengths == [8, 4, 4, 4, 12]
    })
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
            "url = \"https://me:hunter2@api.example.org\"",
            "# 279a2e9d-83b3-c416-7e2d-f721593e42a0:fx",
        ] {
            let failure = refuse(&format!("[engines.deepl]\n{line}\n")).expect_err("must be refused");
            assert_eq!(failure.line, Some(2));
            assert!(failure.excerpt.is_none());
            assert!(!format!("{failure:?}").contains("hunter2"));
        }
    }

    #[test]
    fn ordinary_settings_pass() {
        let text = "[engines.deepl]\nurl = \"https://api.deepl.com\"\nkey-file = \"/etc/deepl.key\"\n[[sources]]\nfront-matter = [\"title\", \"keywords\"]\n";
        assert!(refuse(text).is_ok());
    }
}
