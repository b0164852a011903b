//! Engines with their keys, for `concordia draft`.
//!
//! Invariant: a key comes from the environment or from a file outside the project, and goes nowhere but into the engine.

use std::path::{Path, PathBuf};

use super::Session;
use crate::draft::{EngineKind, EngineSettings};
use crate::engine::{Command, DeepL, ETranslation, Engine, EngineError, LibreTranslate, Secret};
use crate::model::Failure;
use crate::project::Project;

/// Returns the settings of an engine; those of a kind by itself when nothing is configured.
pub(super) fn settings_of(name: &str, project: &Project) -> Result<(EngineKind, EngineSettings), Failure> {
    let settings = project.config.engines.get(name).cloned();
    let kind = settings.as_ref().and_then(|settings| settings.kind).or_else(|| EngineKind::named(name));
    let kind = kind.ok_or_else(|| {
        let mut names: Vec<&str> = project.config.engines.keys().map(String::as_str).collect();
        names.extend(["memory", "deepl", "libretranslate"]);
        names.sort_unstable();
        names.dedup();
        Failure::new(format!("there is no engine `{name}`"))
            .hint(format!("known are {}; others are described under [engines.{name}] with a kind", names.join(", ")))
    })?;
    Ok((kind, settings.unwrap_or_default()))
}

/// Prepares an engine that answers at once. For a price no key is needed.
pub(super) fn engine_of(
    name: &str,
    session: &Session,
    project: &Project,
    is_dry: bool,
) -> Result<(Box<dyn Engine>, EngineSettings), Failure> {
    let (kind, settings) = settings_of(name, project)?;
    let engine: Box<dyn Engine> = match kind {
        EngineKind::DeepL => {
            let key = match key_of("DEEPL_AUTH_KEY", &settings, session, project) {
                Ok(key) => key,
                Err(failure) => Secret::new("none").filter(|_| is_dry).ok_or(failure)?,
            };
            Box::new(DeepL::new(&settings, key)?)
        }
        EngineKind::LibreTranslate => {
            let key = key_of("LIBRETRANSLATE_API_KEY", &settings, session, project);
            // Most servers need none; a file that was named must be there.
            let key = if settings.key_file.is_some() { Some(key?) } else { key.ok() };
            Box::new(LibreTranslate::new(&settings, key)?)
        }
        EngineKind::Command => Box::new(Command::new(&settings, &project.root)?),
        EngineKind::ETranslation => {
            return Err(Failure::new("eTranslation answers later")
                .hint("use `draft --submit`, then `draft --listen` or a folder, then `draft --collect`"));
        }
    };
    Ok((engine, settings))
}

/// Returns the settings of an engine that answers later.
pub(super) fn etranslation_settings(name: &str, project: &Project) -> Result<EngineSettings, Failure> {
    match settings_of(name, project)? {
        (EngineKind::ETranslation, settings) => Ok(settings),
        _ => Err(Failure::new(format!("`{name}` answers at once")).hint("leave out --submit")),
    }
}

/// Prepares eTranslation.
pub(super) fn etranslation(
    settings: &EngineSettings,
    session: &Session,
    project: &Project,
) -> Result<ETranslation, Failure> {
    let user = variable("ETRANSLATION_USER", "set it to the name of your application, which the Commission gives out")?;
    let password = key_of("ETRANSLATION_PASSWORD", settings, session, project)?;
    Ok(ETranslation::new(settings, user.expose(), password, &callback_secret()?)?)
}

/// Reads the secret of the delivery address.
pub(super) fn callback_secret() -> Result<Secret, Failure> {
    let hint = "set it to a long random word of your own, the same for --submit and --listen; it ends the address to which \
                translations are delivered";
    let secret = variable("CONCORDIA_CALLBACK_SECRET", hint)?;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    match secret.expose().bytes().all(is_part) {
        true => Ok(secret),
        false => Err(Failure::new("CONCORDIA_CALLBACK_SECRET holds characters that an address cannot")
            .hint("use letters, digits, `-` and `_`, for example what `openssl rand -hex 24` prints")),
    }
}

/// Reads a variable that has no file beside it.
fn variable(name: &str, hint: &str) -> Result<Secret, Failure> {
    let missing = || Failure::new(format!("the variable {name} is not set")).hint(hint);
    std::env::var(name).ok().and_then(|value| Secret::new(&value)).ok_or_else(missing)
}

/// Reads a key from a variable.
fn secret_of(variable: &str) -> Result<Secret, Failure> {
    let value = std::env::var(variable).ok().and_then(|value| Secret::new(&value));
    value.ok_or_else(|| EngineError::NoKey(variable.to_owned()).into())
}

/// Reads a key from a variable, or from the file that the settings name, which must lie outside the project.
fn key_of(variable: &str, settings: &EngineSettings, session: &Session, project: &Project) -> Result<Secret, Failure> {
    if let Ok(secret) = secret_of(variable) {
        return Ok(secret);
    }
    let Some(file) = &settings.key_file else { return Err(EngineError::NoKey(variable.to_owned()).into()) };
    let path = match (file.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => session.cwd.join(file),
    };
    let failed = |message: String| Failure::new(message).in_file(file.clone());
    let real = path.canonicalize().map_err(|error| failed(format!("read the key file: {error}")))?;
    if is_inside(&real, &project.root) {
        return Err(failed("the key file lies inside the project, where it would be committed".to_owned())
            .hint("move it, for example to ~/.config/concordia"));
    }
    let text = crate::store::read_text(&real)?;
    Secret::new(&text).ok_or_else(|| failed("the key file holds no key".to_owned()))
}

/// Returns the folder of the cache, which must lie outside the project.
pub(super) fn cache_folder(project: &Project) -> Result<PathBuf, Failure> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = variable("XDG_CACHE_HOME")
        .or_else(|| variable("LOCALAPPDATA"))
        .or_else(|| variable("HOME").map(|home| home.join(".cache")))
        .unwrap_or_else(std::env::temp_dir);
    Ok(folder.join("concordia").join("drafts")).map(|folder| {
        // A cache inside the project is kept apart from what is committed by a folder that ignores itself.
        if is_inside(&folder, &project.root) { project.root.join(".concordia").join("drafts") } else { folder }
    })
}

fn is_inside(path: &Path, root: &Path) -> bool {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let known = path.ancestors().find_map(|part| part.canonicalize().ok().map(|real| real.starts_with(&root)));
    known.unwrap_or(false)
}
