//! `concordia init`.

use std::path::Path;

use super::{Outcome, Session};
use crate::model::Failure;
use crate::project::{CONFIG_NAME, ConfigFile, Project};

/// Start a project in this folder
///
/// Writes concordia.toml. Asks nothing, and overwrites nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  concordia init                  write concordia.toml\n  \
    concordia init --git            also prepare merging of catalogues and ledgers\n  \
    concordia init --schema > concordia.schema.json")]
pub struct Args {
    /// Print the JSON Schema of concordia.toml and write nothing
    #[arg(long)]
    pub schema: bool,
    /// Write .gitattributes and register the merge driver of catalogues in this clone
    #[arg(long)]
    pub git: bool,
}

const TEMPLATE: &str = include_str!("init_template.toml");

const ATTRIBUTES: [&str; 3] = ["*.po merge=concordia", "*.ledger.jsonl merge=union", "*.requests.jsonl merge=union"];

pub(super) fn run(args: &Args, session: &Session) -> Result<Outcome, Failure> {
    if args.schema {
        session.print_json(&schemars::schema_for!(ConfigFile))?;
        return Ok(Outcome::fine());
    }
    let root = match &session.global.project {
        Some(folder) => session.cwd.join(folder),
        None => session.cwd.clone(),
    };
    let path = root.join(CONFIG_NAME);
    let mut did = Vec::new();
    if !path.exists() {
        let source = find_source(&root);
        let mut text =
            TEMPLATE.replace("@NAME@", &toml_text(&project_name(&root))).replace("@SOURCE@", &toml_text(&source));
        if is_docusaurus(&root) {
            for (key, line) in DOCUSAURUS {
                text = text.replace(key, &format!("{key}\n{line}"));
            }
        }
        create(&path, &text)?;
        did.push(format!("wrote {CONFIG_NAME} (English modules in {source}/)"));
    } else if !args.git {
        return Err(Failure::new("the file is already there")
            .in_file(CONFIG_NAME)
            .hint("edit it by hand; `concordia init --git` prepares merging only"));
    }
    let project = Project::open(&root, false)?;
    if args.git {
        did.extend(prepare_git(&root, &project.config.build_folder)?);
    }
    let mut text = did.join("\n");
    text.push('\n');
    let found = project.source_files().map_or(0, |(files, _)| files.len());
    text.push_str(&if found > 0 {
        format!("{found} English modules found. Next: `concordia status`, then `concordia sync`.\n")
    } else {
        format!(
            "No English module yet. Put Markdown or Fluent files into {}/, then run `concordia status`.\n",
            project.config.source
        )
    });
    session.print(&text)?;
    Ok(Outcome::fine())
}

/// What a site of Docusaurus needs, below which line: it reads every page as MDX, and takes an anchor of HTML for a broken one.
const DOCUSAURUS: [(&str, &str); 2] =
    [("front-matter = [\"title\", \"description\"]", "flavour = \"mdx\""), ("[build]", "anchors = \"attribute\"")];

fn is_docusaurus(root: &Path) -> bool {
    ["js", "ts", "mjs", "cjs", "mts", "cts"].iter().any(|end| root.join(format!("docusaurus.config.{end}")).is_file())
}

/// Returns the folder that looks like the English sources, or the default.
fn find_source(root: &Path) -> String {
    let candidates = ["source-en", "en", "docs/en", "content/en", "src/en", "locales/en", "docs", "content"];
    candidates.into_iter().find(|folder| root.join(folder).is_dir()).unwrap_or("source-en").to_owned()
}

fn project_name(root: &Path) -> String {
    root.file_name().and_then(|name| name.to_str()).unwrap_or("Untitled").to_owned()
}

fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn create(path: &Path, text: &str) -> Result<(), Failure> {
    use std::io::Write;
    let failed = |error: std::io::Error| Failure::new(error.to_string()).in_file(path.display().to_string());
    let mut file = std::fs::File::create_new(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}

fn prepare_git(root: &Path, build: &str) -> Result<Vec<String>, Failure> {
    let mut did = Vec::new();
    did.push(add_lines(root, ".gitattributes", &ATTRIBUTES.map(str::to_owned))?);
    did.push(add_lines(root, ".gitignore", &[format!("/{build}/")])?);
    let settings = [
        ("merge.concordia.name", "Concordia: catalogues, unit by unit"),
        ("merge.concordia.driver", "concordia merge-driver %O %A %B %P"),
    ];
    for (key, value) in settings {
        let status = std::process::Command::new("git").arg("-C").arg(root).args(["config", key, value]).output();
        match status {
            Ok(output) if output.status.success() => {}
            Ok(output) => {
                return Err(Failure::new(format!(
                    "git config {key}: {}",
                    String::from_utf8_lossy(&output.stderr).trim()
                ))
                .hint("run `git init` first"));
            }
            Err(error) => {
                return Err(Failure::new(format!("git cannot be run: {error}")).hint("install Git 2.30 or newer"));
            }
        }
    }
    did.push("registered the merge driver in this clone (each clone needs `concordia init --git` once)".to_owned());
    Ok(did)
}

/// Adds the lines that a file does not have yet, and tells what was done.
fn add_lines(root: &Path, name: &str, lines: &[String]) -> Result<String, Failure> {
    let path = root.join(name);
    let failed = |error: std::io::Error| Failure::new(error.to_string()).in_file(name);
    let mut text = if path.exists() { std::fs::read_to_string(&path).map_err(failed)? } else { String::new() };
    let is_there = |line: &&String| text.lines().any(|have| have.trim().trim_matches('/') == line.trim_matches('/'));
    let missing: Vec<&String> = lines.iter().filter(|line| !is_there(line)).collect();
    if missing.is_empty() {
        return Ok(format!("{name} is complete"));
    }
    let names = missing.iter().map(|line| line.as_str()).collect::<Vec<_>>().join(", ");
    let missing: Vec<String> = missing.into_iter().cloned().collect();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for line in &missing {
        text.push_str(line);
        text.push('\n');
    }
    std::fs::write(&path, text).map_err(failed)?;
    Ok(format!("added to {name}: {names}"))
}
