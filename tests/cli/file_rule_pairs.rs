//! What the rules on files say about a labelled pair: catalogues, English sources, adopted Fluent, rendering, drafts, termbases.
//!
//! What stands in the two columns of texts differs by rule:
//!
//! | rules | source | target |
//! |---|---|---|
//! | `syntax`, `conflict-markers`, `duplicates` | – | entries below a good header |
//! | `encoding` | the character set of the bytes | the file |
//! | `header` | – | the fields, or the file |
//! | `plural-forms` | `Plural-Forms` | the forms, between ` | ` |
//! | `format-strings`, `newlines` | the id, or singular ` | ` plural | the text, or the forms |
//! | `directive`, `front-matter`, `fluent-…` | the English file | – |
//! | `fluent-target` | the English file | the translated file |
//! | `rendering` | the English file, the unit between `⟦` and `⟧` | its translation |
//! | `draft`, `draft-term` | the English | the engine's answer, marks and all |
//! | `termbase-…` | – | rows of a CSV termbase |

use concordia::check::Content;
use concordia::glossary::{audit, read_csv};
use concordia::language::Language;
use concordia::model::{Finding, Format, ModuleId};
use concordia::po::lint::lint;
use concordia::source::{self, Options, Target, Translation, fluent};

use super::rule_pairs::{Pair, TERMS, root, set};
use super::sandbox::Sandbox;

/// Returns the names of the rules that speak on a pair of a rule on files, or none for another rule.
pub(super) fn speaking(rule: &str, pair: &Pair) -> Option<Vec<String>> {
    let findings = match rule {
        "syntax" | "conflict-markers" | "duplicates" => {
            lint(format!("{}{}", header(pair.language), pair.target).into_bytes(), Some(pair.language), false).findings
        }
        "encoding" => lint(encoded(pair), Some(pair.language), false).findings,
        "header" => lint(headed(&pair.target).into_bytes(), Some(pair.language), false).findings,
        "plural-forms" => lint(plural(pair).into_bytes(), Some(pair.language), false).findings,
        "format-strings" | "newlines" => lint(entry(pair).into_bytes(), Some(pair.language), false).findings,
        "directive" | "front-matter" | "fluent-syntax" | "fluent-duplicate-key" | "fluent-indented-message" => {
            document(pair.content, &pair.source).findings
        }
        "fluent-target" => {
            fluent::read_target(&document(Content::Fluent, &pair.source), &pair.target, pair.language).findings
        }
        "rendering" => return Some(rendered(pair)),
        "draft" | "draft-term" => return Some(drafted(pair)),
        "termbase-duplicate" | "termbase-contradiction" | "termbase-gap" | "termbase-homograph" => termbase(pair),
        _ => return None,
    };
    Some(findings.into_iter().map(|finding| finding.rule.to_string()).collect())
}

/// The header of a catalogue of a language.
fn header(language: &Language) -> String {
    headed(&format!(
        "Language: {}\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: {}",
        language.code,
        language.plural.header()
    ))
}

/// Makes a header of its fields; a text that holds entries is left as it is.
fn headed(fields: &str) -> String {
    if fields.contains("msgid") {
        return fields.to_owned();
    }
    let lines: String = fields.lines().map(|field| format!("\"{field}\\n\"\n")).collect();
    format!("msgid \"\"\nmsgstr \"\"\n{lines}\n")
}

/// Writes a string of a catalogue.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

fn encoded(pair: &Pair) -> Vec<u8> {
    match pair.source.as_str() {
        "UTF-16" => [0xfeff].into_iter().chain(pair.target.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        name => {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
            let (bytes, used, is_lossy) = encoding.encode(&pair.target);
            assert!(used == encoding && !is_lossy, "{name}: {}", pair.target);
            bytes.into_owned()
        }
    }
}

fn forms(target: &str) -> String {
    set(target).into_iter().enumerate().map(|(n, form)| format!("msgstr[{n}] {}\n", quoted(form))).collect()
}

fn plural(pair: &Pair) -> String {
    let fields = format!("Language: {}\nContent-Type: text/plain; charset=UTF-8", pair.language.code);
    let fields = match pair.source.as_str() {
        "" => fields,
        value => format!("{fields}\nPlural-Forms: {value}"),
    };
    format!("{}msgid \"%d group\"\nmsgid_plural \"%d groups\"\n{}", headed(&fields), forms(&pair.target))
}

/// A catalogue of one entry, whose flag is that of the pair's content.
fn entry(pair: &Pair) -> String {
    let flag = match pair.content {
        Content::C => "#, c-format\n",
        Content::Python => "#, python-format\n",
        Content::Brace => "#, python-brace-format\n",
        Content::Qt => "#, qt-format\n",
        Content::Markdown | Content::Fluent | Content::Plain | Content::Text => "",
    };
    let body = match pair.source.split_once(" | ") {
        Some((one, other)) => {
            format!("msgid {}\nmsgid_plural {}\n{}", quoted(one), quoted(other), forms(&pair.target))
        }
        None => format!("msgid {}\nmsgstr {}\n", quoted(&pair.source), quoted(&pair.target)),
    };
    format!("{}{flag}{body}", header(pair.language))
}

fn format(content: Content) -> Format {
    if content == Content::Fluent { Format::Fluent } else { Format::Markdown }
}

fn document(content: Content, text: &str) -> source::Document {
    let name = if content == Content::Fluent { "a.ftl" } else { "a.md" };
    source::extract(ModuleId::new(name), format(content), text, &Options::default())
}

fn rendered(pair: &Pair) -> Vec<String> {
    let start = pair.source.find('⟦').unwrap();
    let text = pair.source.replace(['⟦', '⟧'], "");
    let document = document(pair.content, &text);
    let unit = document.units.iter().find(|unit| unit.span.start >= start).unwrap();
    assert!(pair.source.contains(&format!("⟦{}⟧", &text[unit.span.clone()])), "{}", pair.source);
    let translate = |one: &concordia::model::Unit| (one.id() == unit.id()).then(|| Translation::single(&*pair.target));
    let rendered = source::render(&document, &text, &Target::new(pair.language), &translate);
    rendered.refusals.iter().map(|_| "rendering".to_owned()).collect()
}

/// The draft that an engine's answer becomes, in a project of its own.
fn drafted(pair: &Pair) -> Vec<String> {
    let sandbox = Sandbox::new();
    let code = pair.language.code;
    let engine = "[engines.own]\nkind = \"command\"\ncommand = [\"cat\", \"answer\"]\n";
    let config = format!("[project]\nlanguages = [\"{code}\"]\n[glossary]\nfiles = [\"glossaries/*\"]\n{engine}");
    sandbox.write("concordia.toml", config);
    sandbox.write("answer", format!("{}\n", serde_json::json!({ "text": pair.target })));
    sandbox.write("glossaries/terms.csv", std::fs::read(root(TERMS)).unwrap());
    sandbox.write("source-en/page.md", format!("{}\n", pair.source));
    let arguments = ["draft", "--engine", "own", "-l", code, "--format", "json"];
    let run = sandbox.run(&arguments);
    assert!(run.code < 2, "{}: {}", pair.source, run.stderr);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let language = &object["languages"][0];
    let findings = language["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

fn termbase(pair: &Pair) -> Vec<Finding> {
    let base = read_csv(&format!("concept,language,term,status,type,forms\n{}\n", pair.target)).unwrap();
    audit(&base, &["en", pair.language.code]).into_iter().map(|fault| fault.finding).collect()
}
