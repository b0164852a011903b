//! A small receiver for pushed translations.
//!
//! Invariants: a delivery is on the disk before it is acknowledged; the same delivery twice is one file; whoever does
//! not know the secret in the address gets a 404, what is no delivery a 400, and both leave nothing behind; nobody who is slow
//! keeps others waiting.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Delivery, EngineError, Returned, Secret};
use crate::model::Fingerprint;

/// The largest delivery, in bytes.
const LARGEST: u64 = 32 << 20;
/// The longest head of a request, in bytes.
const LONGEST_HEAD: u64 = 16 << 10;
/// The longest line between the chunks of a body, in bytes.
const LONGEST_LINE: u64 = 1 << 10;
/// So long somebody may take to say what they want.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// So long somebody who knows the secret may take for a delivery.
const BODY_TIME: Duration = Duration::from_secs(300);
/// The most connections at the same time.
const CONNECTIONS: usize = 64;

/// A receiver that listens on one address.
#[derive(Debug)]
pub struct Receiver {
    address: SocketAddr,
    outcomes: mpsc::Receiver<Result<Received, EngineError>>,
}

/// What serves the connections.
#[derive(Debug)]
struct Desk {
    secret: Secret,
    folder: PathBuf,
    open: AtomicUsize,
    /// Held while a delivery is written, so that the same one twice at once is one file.
    writing: Mutex<()>,
}

/// A connection that is read until a moment and no longer, however slowly its bytes drip.
struct Timed<'a> {
    stream: &'a TcpStream,
    until: Instant,
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(std::io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        (&mut self.stream).read(buffer)
    }
}

/// What became of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// A new delivery, in this file.
    Stored(PathBuf),
    /// A delivery that was there already.
    Again(PathBuf),
    /// A note that a document is done, without the document; it is not kept.
    Noted,
    /// Nothing of ours.
    Refused,
}

impl Receiver {
    /// Listens on an address such as `127.0.0.1:8080`; port 0 lets the system choose.
    ///
    /// # Errors
    /// `Connection` when the address is taken or the folder cannot be made.
    pub fn bind(address: &str, secret: Secret, folder: &Path) -> Result<Self, EngineError> {
        let failed = |error: std::io::Error| EngineError::Connection(format!("{address}: {error}"));
        std::fs::create_dir_all(folder).map_err(failed)?;
        let listener = TcpListener::bind(address).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let desk =
            Arc::new(Desk { secret, folder: folder.to_owned(), open: AtomicUsize::new(0), writing: Mutex::new(()) });
        let (sender, outcomes) = mpsc::channel();
        std::thread::spawn(move || accept(&listener, &desk, &sender));
        Ok(Self { address, outcomes })
    }

    /// Returns the address that it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until one request is answered. A broken connection counts as refused.
    ///
    /// # Errors
    /// `Connection` when no connection can be accepted any more.
    pub fn receive(&self) -> Result<Received, EngineError> {
        let ended = || EngineError::Connection("the receiver has ended".to_owned());
        self.outcomes.recv().unwrap_or_else(|_| Err(ended()))
    }
}

/// Serves every connection in a thread of its own, as many at a time as there may be.
fn accept(listener: &TcpListener, desk: &Arc<Desk>, outcomes: &Sender<Result<Received, EngineError>>) {
    for stream in listener.incoming() {
        let stream = match stream {
            Ok(stream) => stream,
            Err(error) => {
                let _ = outcomes.send(Err(EngineError::Connection(error.to_string())));
                return;
            }
        };
        if desk.open.fetch_add(1, Ordering::SeqCst) >= CONNECTIONS {
            desk.open.fetch_sub(1, Ordering::SeqCst);
            // 5xx: who delivers tries again.
            let _ = answer(&stream, "503 Service Unavailable", Received::Refused);
            continue;
        }
        let (desk, outcomes) = (Arc::clone(desk), outcomes.clone());
        std::thread::spawn(move || {
            let received = desk.serve(&stream).unwrap_or(Received::Refused);
            desk.open.fetch_sub(1, Ordering::SeqCst);
            let _ = outcomes.send(Ok(received));
        });
    }
}

impl Desk {
    fn serve(&self, stream: &TcpStream) -> std::io::Result<Received> {
        stream.set_write_timeout(Some(HEAD_TIME))?;
        let mut reader = BufReader::new(Timed { stream, until: Instant::now() + HEAD_TIME });
        let head = head_of(&mut reader)?;
        let mut request = head.lines().next().unwrap_or("").split(' ');
        let (method, path) = (request.next().unwrap_or(""), request.next().unwrap_or(""));
        if !self.knows(path) {
            return answer(stream, "404 Not Found", Received::Refused);
        }
        if method != "POST" {
            return answer(stream, "405 Method Not Allowed", Received::Refused);
        }
        reader.get_mut().until = Instant::now() + BODY_TIME;
        let header = |name: &str| {
            let fields = head.lines().skip(1).filter_map(|line| line.split_once(':'));
            fields.into_iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
        };
        let is_chunked = header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
        let length = header("content-length").and_then(|value| value.parse::<u64>().ok());
        if !is_chunked && length.is_none() {
            return answer(stream, "411 Length Required", Received::Refused);
        }
        if !is_chunked && length.is_some_and(|length| length > LARGEST) {
            return answer(stream, "413 Content Too Large", Received::Refused);
        }
        if header("expect").is_some() {
            let mut stream = stream;
            stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        let body = match length.filter(|_| !is_chunked) {
            Some(length) => whole(&mut reader, length)?,
            None => chunks(&mut reader)?,
        };
        let Some(body) = body else { return answer(stream, "400 Bad Request", Received::Refused) };
        match Delivery::read("", &body) {
            None => return answer(stream, "400 Bad Request", Received::Refused),
            Some(Delivery { returned: Returned::Note, .. }) => return answer(stream, "200 OK", Received::Noted),
            Some(_) => {}
        }
        match self.store(&body) {
            Ok(received) => answer(stream, "200 OK", received),
            Err(_) => answer(stream, "503 Service Unavailable", Received::Refused),
        }
    }

    /// Looks for the secret among the parts of an address, since a proxy may leave its own before it; each is compared at the
    /// same pace, right or wrong.
    fn knows(&self, path: &str) -> bool {
        let secret = self.secret.expose().as_bytes();
        let is_it = |given: &[u8]| {
            let difference = given.iter().zip(secret).fold(0, |sum, (a, b)| sum | (a ^ b));
            given.len() == secret.len() && difference == 0
        };
        let path = path.split(['?', '#']).next().unwrap_or("");
        path.split('/').fold(false, |found, part| found | is_it(part.as_bytes()))
    }

    fn store(&self, body: &[u8]) -> std::io::Result<Received> {
        let name = Fingerprint::of([String::from_utf8_lossy(body).as_ref()]).to_string();
        let path = self.folder.join(format!("{name}.json"));
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if path.exists() {
            return Ok(Received::Again(path));
        }
        let temporary = self.folder.join(format!(".{name}.part"));
        let mut file = std::fs::File::create(&temporary)?;
        file.write_all(body)?;
        file.sync_all()?;
        std::fs::rename(&temporary, &path)?;
        Ok(Received::Stored(path))
    }
}

/// Reads the head of a request, without the blank line behind it.
fn head_of(reader: &mut impl BufRead) -> std::io::Result<String> {
    let mut head = Vec::new();
    let mut limited = reader.take(LONGEST_HEAD);
    loop {
        let before = head.len();
        limited.read_until(b'\n', &mut head)?;
        let line = head.get(before..).unwrap_or(&[]);
        if line.is_empty() || line == b"\r\n" || line == b"\n" {
            return Ok(String::from_utf8_lossy(&head).into_owned());
        }
    }
}

/// Reads a body of a known length; none where it ends before.
fn whole(reader: &mut impl BufRead, length: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body)?;
    Ok((body.len() as u64 == length).then_some(body))
}

/// Reads a body in chunks (RFC 9112, 7.1); none where it is not well formed, or too large.
fn chunks(reader: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut body = Vec::new();
    loop {
        let Some(line) = line_of(reader)? else { return Ok(None) };
        let size = line.split(';').next().unwrap_or("").trim();
        let Ok(size) = u64::from_str_radix(size, 16) else { return Ok(None) };
        if size == 0 {
            // Whatever is said behind the last chunk is passed over.
            while line_of(reader)?.is_some_and(|line| !line.trim().is_empty()) {}
            return Ok(Some(body));
        }
        if size.saturating_add(body.len() as u64) > LARGEST {
            return Ok(None);
        }
        let Some(chunk) = whole(reader, size)? else { return Ok(None) };
        body.extend(chunk);
        if line_of(reader)?.is_none_or(|line| !line.trim().is_empty()) {
            return Ok(None);
        }
    }
}

/// Reads a line; none at the end, or where it has none.
fn line_of(reader: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut line = Vec::new();
    reader.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    Ok(line.ends_with(b"\n").then(|| String::from_utf8_lossy(&line).into_owned()))
}

fn answer(mut stream: &TcpStream, status: &str, received: Received) -> std::io::Result<Received> {
    let text = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(text.as_bytes())?;
    Ok(received)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn send(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).expect("connected");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    }

    #[test]
    fn only_who_knows_the_secret_leaves_a_delivery_and_twice_is_once() {
        let folder = std::env::temp_dir().join(format!("concordia-receiver-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let receiver = Receiver::bind("127.0.0.1:0", Secret::new("s3cret").expect("a secret"), &folder).expect("bound");
        let address = receiver.address();
        let server =
            std::thread::spawn(move || (0..9).map(|_| receiver.receive().expect("served")).collect::<Vec<_>>());
        let send_body = |path: &str, body: &str| {
            send(address, &format!("POST {path} HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}", body.len()))
        };
        let post = |path: &str| send_body(path, r#"{"requestId": 7, "errorCode": -1}"#);
        assert!(post("/s3cret").starts_with("HTTP/1.1 200"));
        assert!(post("/s3cret/x?y=1").starts_with("HTTP/1.1 200"));
        assert!(post("/behind/a/proxy/s3cret").starts_with("HTTP/1.1 200"));
        assert!(post("/wrong?s3cret").starts_with("HTTP/1.1 404"));
        assert!(send(address, "GET /s3cret HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
        assert!(send(address, "POST /s3cret HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 411"));
        assert!(
            send(address, "POST /s3cret HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n").starts_with("HTTP/1.1 413")
        );
        assert!(send_body("/s3cret", "garbage").starts_with("HTTP/1.1 400"));
        assert!(send_body("/s3cret", r#"{"requestId": 7}"#).starts_with("HTTP/1.1 200"));
        let received = server.join().expect("ended");
        let count = |is: fn(&Received) -> bool| received.iter().filter(|one| is(one)).count();
        assert_eq!(count(|one| matches!(one, Received::Stored(_))), 1);
        assert_eq!(count(|one| matches!(one, Received::Again(_))), 2);
        assert_eq!((count(|one| *one == Received::Noted), count(|one| *one == Received::Refused)), (1, 5));
        assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 1);
        let _ = std::fs::remove_dir_all(&folder);
    }

    #[test]
    fn nobody_who_is_slow_keeps_a_delivery_out_and_chunks_are_put_together() {
        let folder = std::env::temp_dir().join(format!("concordia-receiver-slow-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let receiver = Receiver::bind("127.0.0.1:0", Secret::new("s3cret").expect("a secret"), &folder).expect("bound");
        let address = receiver.address();
        // They hold their connections and say half of what they want.
        let slow: Vec<TcpStream> = (0..20)
            .map(|_| {
                let mut stream = TcpStream::connect(address).expect("connected");
                stream.write_all(b"POST /s3c").expect("sent");
                stream
            })
            .collect();
        let post =
            |body: &str| send(address, &format!("POST /s3cret HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{body}"));
        let begun = Instant::now();
        let body = r#"{"requestId": 7, "errorCode": -1}"#;
        let (head, tail) = body.split_at(9);
        let whole = format!("{:x};x=y\r\n{head}\r\n{:X}\r\n{tail}\r\n0\r\nA: b\r\n\r\n", head.len(), tail.len());
        assert!(post(&whole).starts_with("HTTP/1.1 200"));
        assert!(
            matches!(receiver.receive(), Ok(Received::Stored(path)) if std::fs::read_to_string(&path).ok().as_deref() == Some(body))
        );
        for wrong in ["x\r\n", "5\r\nab", "2\r\nabc\r\n0\r\n\r\n", "ffffffffffffffff\r\n", "3000000\r\n", "-1\r\n"] {
            let stream = TcpStream::connect(address).expect("connected");
            let text = format!("POST /s3cret HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{wrong}");
            (&stream).write_all(text.as_bytes()).expect("sent");
            stream.shutdown(std::net::Shutdown::Write).expect("ended");
            let mut answer = String::new();
            let _ = (&stream).read_to_string(&mut answer);
            assert!(answer.starts_with("HTTP/1.1 400"), "{wrong:?} {answer}");
        }
        assert!(begun.elapsed() < HEAD_TIME / 2, "waited for somebody slow");
        assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 1);
        drop(slow);
        let _ = std::fs::remove_dir_all(&folder);
    }
}
