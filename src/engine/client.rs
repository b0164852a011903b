//! HTTP with manners: time limits, back-off, no redirects, no key on the wire in plain text.

use std::time::Duration;

use super::error::seconds;
use super::{EngineError, Secret, http_date};

/// From so many bytes on a secret is looked for in answers; shorter ones occur in any text.
const TELLING: usize = 8;

/// The largest answer that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// How often a request may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tries {
    /// Until there is an answer, or the attempts are used up.
    Many,
    /// The same, but not again where the answer was lost: nobody knows what came of it.
    UntilSent,
    /// Once: it costs something each time.
    Once,
}

/// A client of one server.
#[derive(Debug)]
pub struct Client {
    agent: ureq::Agent,
    base: String,
    attempts: u32,
    timeout: Duration,
    /// What no message may show.
    secrets: Vec<Secret>,
}

/// What a server answered.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The `WWW-Authenticate` header of a refusal.
    pub challenge: Option<String>,
    /// The body, not checked in any way.
    pub body: Vec<u8>,
}

impl Client {
    /// Prepares a client. `secret` is kept out of every message.
    ///
    /// # Errors
    /// `Settings` when the address is no plain `https` one; `http` is accepted for the own machine.
    pub fn new(base: &str, timeout: Duration, attempts: u32, secret: Option<Secret>) -> Result<Self, EngineError> {
        let base = base.trim_end_matches('/');
        let wrong = |why: &str| Err(EngineError::Settings(format!("the engine's url {why}")));
        let (scheme, rest) = base.split_once("://").unwrap_or(("", base));
        let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
        if authority.contains('@') {
            return wrong("holds a user name or password");
        }
        if rest.contains(['?', '#']) {
            return wrong("holds a query; the engine's own paths are put behind it");
        }
        let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
        let is_own = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        match scheme {
            "https" => {}
            "http" if is_own => {}
            "http" => return wrong("must begin with https://, since texts and key would travel in the open"),
            _ => return wrong("must begin with https://"),
        }
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(timeout))
            .user_agent(concat!("concordia/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self {
            agent: config.into(),
            base: base.to_owned(),
            attempts: attempts.max(1),
            timeout,
            secrets: secret.into_iter().collect(),
        })
    }

    /// Keeps another secret out of every message.
    #[must_use]
    pub fn hiding(mut self, secret: &Secret) -> Self {
        self.secrets.push(secret.clone());
        self
    }

    /// Returns the base URL, without a slash at its end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Fetches a path below the base URL.
    ///
    /// # Errors
    /// As [`Self::post`].
    pub fn get(&self, path: &str, headers: &[(&str, String)]) -> Result<Reply, EngineError> {
        self.patiently(Tries::Many, || {
            let mut request = self.agent.get(format!("{}{path}", self.base));
            for (name, value) in headers {
                request = request.header(*name, value);
            }
            request.call()
        })
    }

    /// Sends a JSON body to a path below the base URL. Tries again, later and later, as long as the server is busy (429)
    /// or broken (5xx) or the connection fails, and as `Retry-After` asks; `tries` says how far.
    ///
    /// # Errors
    /// `Unavailable`, `Connection` and `Lost` after the last attempt; `Quota` for 456 and `Key` for 403; `Redirect`;
    /// `Rejected` for any other status but 2xx and 401.
    pub fn post(
        &self,
        path: &str,
        headers: &[(&str, String)],
        body: &serde_json::Value,
        tries: Tries,
    ) -> Result<Reply, EngineError> {
        let text = body.to_string();
        self.patiently(tries, || self.send(path, headers, &text))
    }

    fn send(
        &self,
        path: &str,
        headers: &[(&str, String)],
        text: &str,
    ) -> Result<ureq::http::Response<ureq::Body>, ureq::Error> {
        let mut request = self.agent.post(format!("{}{path}", self.base)).header("Content-Type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        request.send(text)
    }

    /// Asks until there is an answer, or the attempts are used up.
    fn patiently(
        &self,
        tries: Tries,
        call: impl Fn() -> Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<Reply, EngineError> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let error = match self.once(&call) {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            };
            let is_final = match tries {
                Tries::Many => false,
                Tries::UntilSent => matches!(error, EngineError::Lost(_)),
                Tries::Once => true,
            };
            match error.pause(attempt).filter(|_| !is_final) {
                Some(pause) if attempt < self.attempts => std::thread::sleep(pause),
                _ => return Err(error),
            }
        }
    }

    fn once(
        &self,
        call: impl Fn() -> Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<Reply, EngineError> {
        let outcome = call().and_then(|mut response| {
            let body = response.body_mut().with_config().limit(LARGEST).read_to_vec()?;
            Ok((response, body))
        });
        match outcome {
            Ok((response, body)) => self.judge(&response, body),
            Err(error) => Err(self.broken(&error)),
        }
    }

    /// Says why there is no answer, and whether anything was sent.
    fn broken(&self, error: &ureq::Error) -> EngineError {
        use std::io::ErrorKind;
        let host = || self.base.split("://").nth(1).unwrap_or("").split('/').next().unwrap_or("").to_owned();
        match error {
            ureq::Error::HostNotFound => EngineError::Connection(format!("there is no host {}", host())),
            ureq::Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => {
                EngineError::Connection(format!("nothing answers at {}", host()))
            }
            ureq::Error::Io(io)
                if matches!(io.kind(), ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable)
                    || io.to_string().contains("lookup address") =>
            {
                EngineError::Connection(format!("{} cannot be found; is there a network?", host()))
            }
            ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => EngineError::Connection(format!(
                "no connection to {} within {} (`timeout`)",
                host(),
                seconds(self.timeout)
            )),
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) => EngineError::Connection(format!(
                "no secure connection to {}: {}",
                host(),
                self.clean(&error.to_string())
            )),
            ureq::Error::ConnectionFailed => EngineError::Connection(format!("no connection to {}", host())),
            ureq::Error::ConnectProxyFailed(_) => EngineError::Connection(self.clean(&error.to_string())),
            ureq::Error::Timeout(_) => {
                EngineError::Lost(format!("no answer came within {} (`timeout`)", seconds(self.timeout)))
            }
            ureq::Error::Io(_) => EngineError::Lost("the connection was cut".to_owned()),
            other => EngineError::Lost(self.clean(&other.to_string())),
        }
    }

    fn judge(&self, response: &ureq::http::Response<ureq::Body>, body: Vec<u8>) -> Result<Reply, EngineError> {
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
        let status = response.status().as_u16();
        let holds = |secret: &Secret| {
            let secret = secret.expose().as_bytes();
            secret.len() >= TELLING && memchr::memmem::find(&body, secret).is_some()
        };
        match status {
            // A translation would end up in a catalogue, and the key with it.
            200..=299 if self.secrets.iter().any(holds) => Err(EngineError::Malformed("it holds the key".to_owned())),
            200..=299 | 401 => Ok(Reply { status, challenge: header("www-authenticate").map(str::to_owned), body }),
            300..=399 => Err(EngineError::Redirect(self.clean(header("location").unwrap_or("an unknown address")))),
            403 => Err(EngineError::Key),
            456 => Err(EngineError::Quota),
            429 | 500..=599 => Err(EngineError::Unavailable(status, retry_after(response))),
            _ => Err(EngineError::Rejected(status, self.clean(&message_of(&body)))),
        }
    }

    /// Makes a server's words fit for printing: one line, not long, without any secret.
    pub(super) fn clean(&self, text: &str) -> String {
        let whole = self.secrets.iter().fold(text.to_owned(), |text, secret| secret.redact(&text));
        let line: String = whole.chars().take(300).map(|c| if c.is_control() { ' ' } else { c }).collect();
        line.trim().to_owned()
    }
}

impl Reply {
    /// Reads the body as JSON.
    ///
    /// # Errors
    /// `Key` for a 401; `Malformed` when it is something else, for example a page for people.
    pub fn json(&self) -> Result<serde_json::Value, EngineError> {
        if self.status == 401 {
            return Err(EngineError::Key);
        }
        serde_json::from_slice(&self.body).map_err(|_| {
            let head = String::from_utf8_lossy(self.body.get(..200).unwrap_or(&self.body)).trim_start().to_lowercase();
            let is_page = head.starts_with("<!doctype") || head.starts_with("<html");
            EngineError::Malformed(if is_page { "it is an HTML page" } else { "it is not JSON" }.to_owned())
        })
    }
}

/// Returns what a JSON error object says: `message`, `error`, `errorMessage`.
fn message_of(body: &[u8]) -> String {
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(body) else { return String::new() };
    let text = |name: &str| value.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    text("message").or_else(|| text("error")).or_else(|| text("errorMessage")).unwrap_or_default()
}

/// Returns the pause that a `Retry-After` header asks for (RFC 9110, 10.2.3).
///
/// A date is held against the server's own `Date`, so that a wrong clock on either side does no harm; without one it is not
/// read.
fn retry_after(response: &ureq::http::Response<ureq::Body>) -> Option<Duration> {
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let value = header("retry-after")?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let pause = http_date::seconds(value)? - http_date::seconds(header("date")?)?;
    Some(Duration::from_secs(u64::try_from(pause).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pause(headers: &[(&str, &str)]) -> Option<u64> {
        let builder =
            headers.iter().fold(ureq::http::Response::builder(), |all, (name, value)| all.header(*name, *value));
        retry_after(&builder.body(ureq::Body::builder().data("")).unwrap()).map(|pause| pause.as_secs())
    }

    #[test]
    fn a_pause_is_asked_for_in_seconds_or_until_a_date() {
        let date = ("Date", "Thu, 26 Nov 2026 23:59:50 GMT");
        assert_eq!(pause(&[("Retry-After", "7")]), Some(7));
        assert_eq!(pause(&[("Retry-After", "Fri, 27 Nov 2026 00:00:10 GMT"), date]), Some(20));
        assert_eq!(pause(&[("Retry-After", "Thu, 26 Nov 2026 23:00:00 GMT"), date]), Some(0));
        for value in ["Fri, 27 Nov 2026 00:00:10 GMT", "soon", "-3", ""] {
            assert_eq!(pause(&[("Retry-After", value)]), None, "{value}");
        }
        assert_eq!(pause(&[date]), None);
    }

    #[test]
    fn texts_travel_in_the_open_on_the_own_machine_only() {
        let client = |url| Client::new(url, Duration::from_secs(1), 1, None).map(|client| client.base);
        assert_eq!(client("https://api.deepl.com/"), Ok("https://api.deepl.com".to_owned()));
        assert!(client("http://127.0.0.1:3000").is_ok());
        for url in
            ["http://api.deepl.com", "http://127.0.0.1.evil.example", "http://localhost@evil.example", "ftp://x", "x"]
        {
            assert!(matches!(client(url), Err(EngineError::Settings(_))), "{url}");
        }
        assert!(client("https://user:pass@api.deepl.com").is_err());
        assert!(client("https://api.deepl.com/?token=x").is_err());
    }
}
