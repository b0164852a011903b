//! A small receiver for pushed translations.
//!
//! Invariants: a delivery is on the disk before it is acknowledged; the same delivery twice is one file; whoever does
//! not know the secret in the address gets a 404, what is no delivery a 400, and both leave nothing behind.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Delivery, EngineError, Returned, Secret};
use crate::model::Fingerprint;

/// The largest delivery, in bytes.
const LARGEST: u64 = 32 << 20;
/// The longest head of a request, in bytes.
const LONGEST_HEAD: u64 = 16 << 10;

/// A receiver that listens on one address.
#[derive(Debug)]
pub struct Receiver {
    listener: TcpListener,
    secret: Secret,
    folder: PathBuf,
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
        Ok(Self { listener: TcpListener::bind(address).map_err(failed)?, secret, folder: folder.to_owned() })
    }

    /// Returns the address that it listens on.
    ///
    /// # Errors
    /// `Connection` when the system does not tell.
    pub fn address(&self) -> Result<SocketAddr, EngineError> {
        self.listener.local_addr().map_err(|error| EngineError::Connection(error.to_string()))
    }

    /// Waits for one request and answers it. A broken connection counts as refused.
    ///
    /// # Errors
    /// `Connection` when no connection can be accepted any more.
    pub fn receive(&self) -> Result<Received, EngineError> {
        let (stream, _) = self.listener.accept().map_err(|error| EngineError::Connection(error.to_string()))?;
        Ok(self.serve(stream).unwrap_or(Received::Refused))
    }

    fn serve(&self, stream: TcpStream) -> std::io::Result<Received> {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        stream.set_write_timeout(Some(Duration::from_secs(30)))?;
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut head = Vec::new();
        let mut limited = (&mut reader).take(LONGEST_HEAD);
        loop {
            let before = head.len();
            limited.read_until(b'\n', &mut head)?;
            let line = head.get(before..).unwrap_or(&[]);
            if line.is_empty() || line == b"\r\n" || line == b"\n" {
                break;
            }
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        let mut lines = head.lines();
        let mut request = lines.next().unwrap_or("").split(' ');
        let (method, path) = (request.next().unwrap_or(""), request.next().unwrap_or(""));
        if !self.knows(path) {
            return answer(stream, "404 Not Found", Received::Refused);
        }
        if method != "POST" {
            return answer(stream, "405 Method Not Allowed", Received::Refused);
        }
        let header = |name: &str| {
            head.lines().filter_map(|line| line.split_once(':')).find(|(field, _)| field.eq_ignore_ascii_case(name))
        };
        let Some(length) = header("content-length").and_then(|(_, value)| value.trim().parse::<u64>().ok()) else {
            return answer(stream, "411 Length Required", Received::Refused);
        };
        if length > LARGEST {
            return answer(stream, "413 Content Too Large", Received::Refused);
        }
        if header("expect").is_some() {
            (&stream).write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        let mut body = Vec::new();
        reader.take(length).read_to_end(&mut body)?;
        if body.len() as u64 != length {
            return answer(stream, "400 Bad Request", Received::Refused);
        }
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

    /// Compares the whole address at the same pace, right or wrong.
    fn knows(&self, path: &str) -> bool {
        let given = path.trim_start_matches('/').split(['/', '?']).next().unwrap_or("").as_bytes();
        let secret = self.secret.expose().as_bytes();
        let difference = given.iter().zip(secret).fold(0, |sum, (a, b)| sum | (a ^ b));
        given.len() == secret.len() && difference == 0
    }

    fn store(&self, body: &[u8]) -> std::io::Result<Received> {
        let name = Fingerprint::of([String::from_utf8_lossy(body).as_ref()]).to_string();
        let path = self.folder.join(format!("{name}.json"));
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

fn answer(mut stream: TcpStream, status: &str, received: Received) -> std::io::Result<Received> {
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
        let address = receiver.address().expect("an address");
        let server =
            std::thread::spawn(move || (0..8).map(|_| receiver.receive().expect("served")).collect::<Vec<_>>());
        let send_body = |path: &str, body: &str| {
            send(address, &format!("POST {path} HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}", body.len()))
        };
        let post = |path: &str| send_body(path, r#"{"requestId": 7, "errorCode": -1}"#);
        assert!(post("/s3cret").starts_with("HTTP/1.1 200"));
        assert!(post("/s3cret/x?y=1").starts_with("HTTP/1.1 200"));
        assert!(post("/wrong").starts_with("HTTP/1.1 404"));
        assert!(send(address, "GET /s3cret HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
        assert!(send(address, "POST /s3cret HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 411"));
        assert!(
            send(address, "POST /s3cret HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n").starts_with("HTTP/1.1 413")
        );
        assert!(send_body("/s3cret", "garbage").starts_with("HTTP/1.1 400"));
        assert!(send_body("/s3cret", r#"{"requestId": 7}"#).starts_with("HTTP/1.1 200"));
        let received = server.join().expect("ended");
        assert!(matches!(received[0], Received::Stored(_)));
        assert!(matches!(received[1], Received::Again(_)));
        assert!(received[2..7].iter().all(|one| *one == Received::Refused));
        assert_eq!(received[7], Received::Noted);
        assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 1);
        let _ = std::fs::remove_dir_all(&folder);
    }
}
