//! HTTP digest authentication (RFC 7616) with MD5 or SHA-256 and `qop=auth`.

use sha2::{Digest as _, Sha256};

use super::md5;

/// Returns the value of an `Authorization` header that answers a `WWW-Authenticate` challenge, or none when the
/// challenge asks for something else. `nonce` is the client's own.
pub(super) fn answer(
    challenge: &str,
    method: &str,
    path: &str,
    user: &str,
    password: &str,
    nonce: &str,
) -> Option<String> {
    let fields = challenge.trim().strip_prefix("Digest").or_else(|| challenge.trim().strip_prefix("digest"))?;
    let field =
        |name: &str| fields_of(fields).find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    let algorithm = field("algorithm").unwrap_or_else(|| "MD5".to_owned());
    let hash = |text: String| -> Option<String> {
        match algorithm.to_ascii_uppercase().trim_end_matches("-SESS") {
            "MD5" => Some(md5::hex(text.as_bytes())),
            "SHA-256" => Some(Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()),
            _ => None,
        }
    };
    let (realm, server) = (field("realm")?, field("nonce")?);
    let mut first = hash(format!("{user}:{realm}:{password}"))?;
    if algorithm.to_ascii_uppercase().ends_with("-SESS") {
        first = hash(format!("{first}:{server}:{nonce}"))?;
    }
    let second = hash(format!("{method}:{path}"))?;
    let has_auth = field("qop").is_some_and(|qop| qop.split(',').any(|qop| qop.trim() == "auth"));
    let response = match has_auth {
        true => hash(format!("{first}:{server}:00000001:{nonce}:auth:{second}"))?,
        false => hash(format!("{first}:{server}:{second}"))?,
    };
    let mut header = format!(
        "Digest username=\"{user}\", realm=\"{realm}\", nonce=\"{server}\", uri=\"{path}\", algorithm={algorithm}, response=\"{response}\""
    );
    if has_auth {
        header.push_str(&format!(", qop=auth, nc=00000001, cnonce=\"{nonce}\""));
    }
    if let Some(opaque) = field("opaque") {
        header.push_str(&format!(", opaque=\"{opaque}\""));
    }
    Some(header)
}

/// `name=value` and `name="value"`, separated by commas.
fn fields_of(text: &str) -> impl Iterator<Item = (String, String)> {
    let mut rest = text.to_owned();
    std::iter::from_fn(move || {
        let (name, tail) = rest.split_once('=')?;
        let name = name.trim_matches([' ', ',', '\t']).to_owned();
        let (value, tail) = match tail.trim_start().strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => tail.split_once(',').unwrap_or((tail, "")),
        };
        let found = (name, value.trim().to_owned());
        rest = tail.to_owned();
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::answer;

    /// RFC 7616, section 3.9.1.
    #[test]
    fn the_examples_of_the_rfc_hold() {
        for (algorithm, response) in [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ] {
            let challenge = format!(
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={algorithm}, \
                 nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
            );
            let nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
            let header =
                answer(&challenge, "GET", "/dir/index.html", "Mufasa", "Circle of Life", nonce).expect("an answer");
            assert!(header.contains(&format!("response=\"{response}\"")), "{header}");
            assert!(header.contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""), "{header}");
        }
        assert_eq!(answer("Basic realm=\"x\"", "GET", "/", "u", "p", "n"), None);
        assert_eq!(answer("Digest realm=\"x\", nonce=\"y\", algorithm=SHA-512", "GET", "/", "u", "p", "n"), None);
    }
}
