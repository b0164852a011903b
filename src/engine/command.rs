//! Any program as an engine: JSON lines in, JSON lines out.
//!
//! For each text the program reads `{"text": …, "source": "en", "target": "da", "masking": "xml", "context": …}` on its
//! standard input and writes `{"text": …}` on its standard output, in the same order; `{"error": …}` stands for no
//! answer to that text. It may add `"model"`. It is started once for each batch, ends when its input does, and is ended
//! when it takes longer than `timeout`. A program that is named with a slash lies below the project.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::error::seconds;
use super::{Answer, Engine, EngineError, Request, Secret};
use crate::draft::{Capabilities, EngineSettings, Masking};
use crate::language::Language;

/// A program.
#[derive(Debug)]
pub struct Command {
    program: String,
    arguments: Vec<String>,
    timeout: Duration,
    max_texts: usize,
    max_characters: usize,
    /// Keys of its own that the program finds in the environment; what it says is kept free of them.
    secrets: Vec<Secret>,
}

impl Command {
    /// Names the program; a relative path begins at `root`.
    ///
    /// # Errors
    /// `Settings` when there is none.
    pub fn new(settings: &EngineSettings, root: &Path) -> Result<Self, EngineError> {
        let (program, arguments) = settings
            .command
            .split_first()
            .ok_or_else(|| EngineError::Settings("the engine has no `command`".to_owned()))?;
        Ok(Self {
            program: match program.contains('/') {
                true => root.join(program).display().to_string(),
                false => program.clone(),
            },
            arguments: arguments.to_vec(),
            timeout: Duration::from_secs(settings.timeout.unwrap_or(60)),
            max_texts: settings.max_texts.unwrap_or(100).max(1),
            max_characters: settings.max_text_characters.unwrap_or(5000),
            secrets: std::env::vars().filter_map(|(name, value)| secret(&name, &value)).collect(),
        })
    }
}

/// Returns the value of a variable whose name says that it is a key; none when it is too short to be told from any word.
fn secret(name: &str, value: &str) -> Option<Secret> {
    let name = name.to_ascii_uppercase();
    let is_key = ["KEY", "TOKEN", "SECRET", "PASSW"].iter().any(|word| name.contains(word));
    Secret::new(value).filter(|secret| is_key && secret.expose().len() >= 8)
}

impl Engine for Command {
    fn name(&self) -> &'static str {
        "command"
    }

    fn variant(&self) -> String {
        format!("{} {}", self.program, self.arguments.join(" "))
    }

    fn capabilities(&self, language: &'static Language) -> Result<Capabilities, EngineError> {
        Ok(self.assumed(language))
    }

    fn assumed(&self, _language: &'static Language) -> Capabilities {
        Capabilities {
            is_supported: true,
            maskings: vec![Masking::Xml, Masking::Brackets],
            has_glossary: false,
            has_formality: false,
            has_context: true,
            max_texts: self.max_texts,
            max_bytes: 1 << 20,
            max_characters: self.max_characters,
        }
    }

    fn translate(&self, request: Request<'_>) -> Result<Answer, EngineError> {
        let broken = |error: std::io::Error| EngineError::Settings(format!("{} cannot be run: {error}", self.program));
        let mut child = Process::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(broken)?;
        let mut lines = String::new();
        for text in request.texts {
            let line = json!({
                "text": text, "source": "en", "target": request.language.code, "masking": request.masking,
                "context": request.context,
            });
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
        let mut input = child.stdin.take();
        // Written and read beside waiting, so that no pipe can fill up and stop both programs.
        std::thread::spawn(move || {
            if let Some(input) = &mut input {
                let _ = input.write_all(lines.as_bytes());
            }
        });
        let output = listen(child.stdout.take());
        let errors = listen(child.stderr.take());
        self.wait(&mut child, &errors)?;
        // A program may leave another behind that holds its output open; that one is not waited for.
        let output = output.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
        let text = String::from_utf8(output).map_err(|_| EngineError::Malformed("it is not UTF-8".to_owned()))?;
        if self.clean(&text) != text {
            return Err(EngineError::Malformed("it holds a key from the environment".to_owned()));
        }
        let mut model = None;
        let mut texts = Vec::with_capacity(request.texts.len());
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let value: Value =
                serde_json::from_str(line).map_err(|_| EngineError::Malformed("a line is not JSON".to_owned()))?;
            if let Some(error) = value.get("error").and_then(Value::as_str) {
                texts.push(Err(self.clean(error).chars().filter(|c| !c.is_control()).take(200).collect()));
                continue;
            }
            let text = value.get("text").and_then(Value::as_str);
            texts.push(Ok(text.ok_or_else(|| EngineError::Malformed("a line has no `text`".to_owned()))?.to_owned()));
            model = model.or_else(|| value.get("model").and_then(Value::as_str).map(str::to_owned));
        }
        if texts.len() != request.texts.len() {
            let (sent, came) = (request.texts.len(), texts.len());
            return Err(EngineError::Malformed(format!("{sent} texts were sent, {came} came back")));
        }
        Ok(Answer { texts, billed: None, model })
    }
}

/// Reads a stream to its end in a thread of its own.
fn listen(stream: Option<impl Read + Send + 'static>) -> std::sync::mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(stream) = stream {
            let _ = stream.take(64 << 20).read_to_end(&mut bytes);
        }
        let _ = sender.send(bytes);
    });
    receiver
}

impl Command {
    fn clean(&self, text: &str) -> String {
        self.secrets.iter().fold(text.to_owned(), |text, secret| secret.redact(&text))
    }

    /// Waits for the end of the program, and ends it when its time is over.
    fn wait(&self, child: &mut Child, errors: &std::sync::mpsc::Receiver<Vec<u8>>) -> Result<(), EngineError> {
        let failed = |why: String| EngineError::Program(format!("{} {why}", self.program));
        let start = Instant::now();
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if start.elapsed() < self.timeout => std::thread::sleep(Duration::from_millis(5)),
                Ok(None) => {
                    let _ = child.kill();
                    let _ = child.wait();
                    return Err(failed(format!("did not end within {} (`timeout`)", seconds(self.timeout))));
                }
                Err(error) => return Err(failed(format!("cannot be waited for: {error}"))),
            }
        };
        if status.success() {
            return Ok(());
        }
        let said = errors.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
        let said = self.clean(&String::from_utf8_lossy(&said));
        let last: String =
            said.trim().lines().last().unwrap_or("").chars().filter(|c| !c.is_control()).take(300).collect();
        Err(failed(if last.is_empty() {
            format!("ended with {status}")
        } else {
            format!("ended with {status}: {last}")
        }))
    }
}
