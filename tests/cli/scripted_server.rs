//! A small HTTP server that does what a test tells it, on the own machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// One request as it came.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or(serde_json::Value::Null)
    }

    /// The texts of a DeepL or LibreTranslate request.
    pub fn texts(&self) -> Vec<String> {
        let json = self.json();
        let list = json["text"].as_array().or_else(|| json["q"].as_array()).cloned().unwrap_or_default();
        list.iter().map(|text| text.as_str().unwrap_or("").to_owned()).collect()
    }
}

/// What the server does with a request.
#[derive(Debug, Clone)]
pub enum Reply {
    /// Status, further headers, body.
    Send(u16, Vec<(String, String)>, String),
    /// The same after a while.
    Slow(Duration, String),
    /// Half of an answer, then the connection is cut.
    Cut,
}

impl Reply {
    pub fn ok(body: impl ToString) -> Self {
        Self::Send(200, Vec::new(), body.to_string())
    }

    pub fn status(status: u16) -> Self {
        Self::Send(status, Vec::new(), String::new())
    }

    pub fn with(status: u16, header: (&str, &str)) -> Self {
        Self::Send(status, vec![(header.0.to_owned(), header.1.to_owned())], String::new())
    }

    /// DeepL's answer with these texts.
    pub fn deepl(texts: &[String]) -> Self {
        let texts: Vec<_> =
            texts.iter().map(|text| serde_json::json!({"text": text, "model_type_used": "m"})).collect();
        Self::ok(serde_json::json!({"translations": texts}))
    }
}

type Script = dyn Fn(&Request, usize) -> Reply + Send + Sync;

pub struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Request>>>,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server; the script gets each request and how many came before it.
    pub fn start(script: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (seen, is_over) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (requests, over) = (Arc::clone(&seen), Arc::clone(&is_over));
        let script: Arc<Script> = Arc::new(script);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                let (requests, script) = (Arc::clone(&requests), Arc::clone(&script));
                std::thread::spawn(move || serve(stream, &requests, script.as_ref()));
            }
        });
        Self { address, seen, is_over, thread: Some(thread) }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn requests(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }

    /// The requests to one path.
    pub fn to(&self, path: &str) -> Vec<Request> {
        self.requests().into_iter().filter(|request| request.path.starts_with(path)).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(mut stream: TcpStream, seen: &Mutex<Vec<Request>>, script: &Script) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    if reader.read_line(&mut line).unwrap_or(0) == 0 {
        return;
    }
    let mut words = line.split(' ');
    let (method, path) = (words.next().unwrap_or("").to_owned(), words.next().unwrap_or("").to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    let length = |(name, value): &(String, String)| {
        name.eq_ignore_ascii_case("content-length").then(|| value.parse::<u64>().ok()).flatten()
    };
    let length = headers.iter().find_map(length).unwrap_or(0);
    let mut body = String::new();
    let _ = reader.take(length).read_to_string(&mut body);
    let request = Request { method, path, headers, body };
    let number = {
        let mut seen = seen.lock().unwrap();
        seen.push(request.clone());
        seen.len() - 1
    };
    let (status, headers, body) = match script(&request, number) {
        Reply::Send(status, headers, body) => (status, headers, body),
        Reply::Slow(pause, body) => {
            std::thread::sleep(pause);
            (200, Vec::new(), body)
        }
        Reply::Cut => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"transl");
            return;
        }
    };
    let mut head = format!("HTTP/1.1 {status} Scripted\r\nContent-Length: {}\r\nConnection: close\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let _ = stream.write_all(format!("{head}\r\n{body}").as_bytes());
}
