//! Any program as an engine: JSON lines in, JSON lines out.
//!
//! For each text the program reads `{"text": …, "source": "en", "target": "da", "masking": "xml", "context": …}` on its
//! standard input and writes `{"text": …}` on its standard output, in the same order; `{"error": …}` stands for no
//! answer. It may add `"model"`. It is started once for each batch and ends when its input does.

use std::io::Write;
use std::process::{Command as Process, Stdio};

use serde_json::{Value, json};

use super::{Answer, Engine, EngineError, Request};
use crate::draft::{Capabilities, EngineSettings, Masking};
use crate::language::Language;

/// A program.
#[derive(Debug)]
pub struct Command {
    program: String,
    arguments: Vec<String>,
    max_texts: usize,
    max_characters: usize,
}

impl Command {
    /// Names the program.
    ///
    /// # Errors
    /// `Settings` when there is none.
    pub fn new(settings: &EngineSettings) -> Result<Self, EngineError> {
        let (program, arguments) = settings
            .command
            .split_first()
            .ok_or_else(|| EngineError::Settings("the engine has no `command`".to_owned()))?;
        Ok(Self {
            program: program.clone(),
            arguments: arguments.to_vec(),
            max_texts: settings.max_texts.unwrap_or(100).max(1),
            max_characters: settings.max_text_characters.unwrap_or(5000),
        })
    }
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
        let broken = |error: std::io::Error| EngineError::Connection(format!("{}: {error}", self.program));
        let mut child = Process::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
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
        // Written beside reading, so that neither pipe can fill up and stop both programs.
        let writer = std::thread::spawn(move || {
            if let Some(input) = &mut input {
                let _ = input.write_all(lines.as_bytes());
            }
        });
        let output = child.wait_with_output().map_err(broken)?;
        let _ = writer.join();
        if !output.status.success() {
            return Err(EngineError::Connection(format!("{} ended with {}", self.program, output.status)));
        }
        let text =
            String::from_utf8(output.stdout).map_err(|_| EngineError::Malformed("it is not UTF-8".to_owned()))?;
        let mut model = None;
        let mut texts = Vec::with_capacity(request.texts.len());
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let value: Value =
                serde_json::from_str(line).map_err(|_| EngineError::Malformed("a line is not JSON".to_owned()))?;
            if let Some(error) = value.get("error").and_then(Value::as_str) {
                return Err(EngineError::Rejected(0, error.chars().take(200).collect()));
            }
            let text = value.get("text").and_then(Value::as_str);
            texts.push(text.ok_or_else(|| EngineError::Malformed("a line has no `text`".to_owned()))?.to_owned());
            model = model.or_else(|| value.get("model").and_then(Value::as_str).map(str::to_owned));
        }
        if texts.len() != request.texts.len() {
            let (sent, came) = (request.texts.len(), texts.len());
            return Err(EngineError::Malformed(format!("{sent} texts were sent, {came} came back")));
        }
        Ok(Answer { texts, billed: None, model })
    }
}
