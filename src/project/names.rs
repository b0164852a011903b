//! Whether what the configuration names is there: a gate that guards a wave nobody declared would guard nothing.

use globset::Glob;

use super::CONFIG_NAME;
use super::config_file::ConfigFile;
use crate::check;
use crate::draft::EngineSettings;
use crate::language::{self, Language};
use crate::model::Failure;

/// Refuses languages, waves, quality rules and globs under `[gate]`, `[check]` and `[engines]` that name nothing, and settings
/// of engines that cannot hold. `text` is the file.
///
/// # Errors
/// The first such name, with its line.
pub(super) fn check_names(text: &str, file: &ConfigFile, custom: &[&'static Language]) -> Result<(), Failure> {
    let waves: Vec<&str> = file.waves.iter().map(|wave| wave.name.as_str()).collect();
    let is_language = |code: &str| {
        code != "en" && language::find(code).is_some() || custom.iter().any(|language| language.code == code)
    };
    for rule in file.gate.rules.iter().chain(&file.gate.publish) {
        if let Some(code) = rule.languages.iter().find(|code| !is_language(code)) {
            return Err(place(text, code, format!("gate rule `{}` names the unknown language `{code}`", rule.name))
                .hint("use a code such as `pl`; `en` is the source"));
        }
        let asked = file.project.languages.as_ref();
        let is_ours = |code: &String| asked.is_none_or(|ours| ours.iter().any(|ours| ours.get_ref() == code));
        if let Some(code) = rule.languages.iter().find(|code| !is_ours(code)) {
            let message = format!("gate rule `{}` is about `{code}`, which is no language of this project", rule.name);
            return Err(place(text, code, message).hint("add it to `languages`, or take it out of the rule"));
        }
        if let Some(state) = rule.states.iter().find(|state| state.is_fresh()) {
            let message = format!("gate rule `{}` counts `{state}`, but a gate holds up what is not fresh", rule.name);
            return Err(place(text, state.word(), message).hint("the states are missing, stale and draft"));
        }
        if let Some(percent) = rule.at_most_percent.filter(|percent| !(0.0..=100.0).contains(percent)) {
            let message = format!("gate rule `{}` allows {percent} %", rule.name);
            return Err(place(text, "at-most-percent", message).hint("write a number from 0 to 100"));
        }
        if let Some(wave) = rule.waves.iter().find(|wave| !waves.contains(&wave.as_str())) {
            let hint = match waves.is_empty() {
                true => "declare it under [[waves]]".to_owned(),
                false => format!("the waves are {}", waves.join(", ")),
            };
            return Err(
                place(text, wave, format!("gate rule `{}` names the unknown wave `{wave}`", rule.name)).hint(hint)
            );
        }
        for glob in &rule.modules {
            if let Err(error) = Glob::new(glob) {
                return Err(place(text, glob, format!("gate rule `{}`: bad glob: {error}", rule.name)));
            }
        }
    }
    for (name, engine) in &file.engines {
        check_engine(text, name, engine, &is_language)?;
    }
    let settings = &file.check;
    let mut named = settings.rules.keys().chain(settings.languages.values().flat_map(|language| language.rules.keys()));
    if let Some(name) = named.find(|name| check::summary(name).is_none()) {
        return Err(
            place(text, name, format!("there is no quality rule `{name}`")).hint("`concordia check --list` lists them")
        );
    }
    if let Some(code) = settings.languages.keys().find(|code| !is_language(code)) {
        return Err(
            place(text, code, format!("settings for the unknown language `{code}`")).hint("use a code such as `pl`")
        );
    }
    Ok(())
}

/// A budget that names no language would cap nothing.
fn check_engine(
    text: &str,
    name: &str,
    engine: &EngineSettings,
    is_language: &dyn Fn(&str) -> bool,
) -> Result<(), Failure> {
    let at = |key: &str, message: String| Err(place_under(text, &[&format!("[engines.{name}")], key, message));
    if let Some(code) = engine.budget.keys().find(|code| !is_language(code)) {
        return at("budget", format!("the engine `{name}` has a budget for the unknown language `{code}`"))
            .map_err(|failure| failure.hint("use a code such as `pl`; without a budget a language has no limit"));
    }
    if engine.price_per_million.is_some_and(|price| !price.is_finite() || price < 0.0) {
        return at("price-per-million", format!("the engine `{name}` has a price that is no amount of money"));
    }
    let numbers = [
        ("concurrency", engine.concurrency.map(|number| number as u64), 16),
        ("max-texts", engine.max_texts.map(|number| number as u64), u64::MAX),
        ("max-text-characters", engine.max_text_characters.map(|number| number as u64), u64::MAX),
        ("timeout", engine.timeout, 86_400),
        ("attempts", engine.attempts.map(u64::from), 100),
    ];
    for (key, number, most) in numbers {
        if number.is_some_and(|number| number == 0 || number > most) {
            let hint = if most == u64::MAX { "write 1 or more".to_owned() } else { format!("write 1 to {most}") };
            return at(key, format!("the engine `{name}` cannot work with this `{key}`"))
                .map_err(|failure| failure.hint(hint));
        }
    }
    Ok(())
}

/// Points at the first place under `[gate` or `[check` where the name stands as a whole word.
fn place(text: &str, name: &str, message: String) -> Failure {
    place_under(text, &["[gate", "[[gate", "[check"], name, message)
}

/// The same under the first of some tables.
fn place_under(text: &str, tables: &[&str], name: &str, message: String) -> Failure {
    let from = tables.iter().filter_map(|table| text.find(table)).min().unwrap_or(0);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let found = text.get(from..).unwrap_or("").match_indices(name).map(|(at, _)| from + at).find(|at| {
        let before = text.get(..*at).and_then(|head| head.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|tail| tail.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    });
    let failure = Failure::new(message).in_file(CONFIG_NAME);
    match found {
        Some(at) => failure.pointing_at(text, at..at + name.len()),
        None => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::super::config::parse;

    fn refusal(text: &str) -> (String, Option<usize>) {
        let failure = parse(text).expect_err("refused");
        (failure.message, failure.line)
    }

    #[test]
    fn a_gate_that_guards_nothing_is_refused() {
        let waves = "[[waves]]\nname = \"pilot\"\nlanguages = [\"da\"]\n\n[[gate.rules]]\nname = \"x\"\n";
        assert!(parse(&format!("{waves}waves = [\"pilot\"]\nlanguages = [\"pl\"]\nmodules = [\"a/*\"]\n")).is_ok());
        let (message, line) = refusal(&format!("{waves}waves = [\"pilots\"]\n"));
        assert!(message.contains("unknown wave `pilots`"), "{message}");
        assert_eq!(line, Some(7));
        assert!(refusal(&format!("{waves}languages = [\"zz\"]\n")).0.contains("unknown language `zz`"));
        assert!(refusal(&format!("{waves}modules = [\"a[\"]\n")).0.contains("bad glob"));
        assert!(refusal(&format!("{waves}states = [\"translated\"]\n")).0.contains("not fresh"));
        for percent in ["nan", "-5", "100.5", "inf"] {
            assert!(refusal(&format!("{waves}at-most-percent = {percent}\n")).0.contains("allows"), "{percent}");
        }
        let message = refusal(&format!("[project]\nlanguages = [\"da\"]\n\n{waves}languages = [\"pl\"]\n")).0;
        assert!(message.contains("no language of this project"), "{message}");
    }

    #[test]
    fn an_engine_whose_limits_do_not_hold_is_refused() {
        let refused = |line: &str| refusal(&format!("[engines.mine]\nkind = \"deepl\"\n{line}\n"));
        let (message, line) = refused("budget = { dk = 1000 }");
        assert!(message.contains("unknown language `dk`") && line == Some(3), "{message} {line:?}");
        for line in ["price-per-million = -1.0", "price-per-million = nan", "price-per-million = inf"] {
            assert!(refused(line).0.contains("no amount of money"), "{line}");
        }
        for line in ["concurrency = 17", "concurrency = 0", "max-texts = 0", "timeout = 0", "attempts = 0"] {
            assert!(refused(line).0.contains("cannot work with this"), "{line}");
        }
        assert!(parse("[engines.deepl]\nbudget = { da = 0 }\nconcurrency = 16\nprice-per-million = 0.0\n").is_ok());
    }

    #[test]
    fn a_rule_without_a_name_is_named_by_its_number() {
        let config = parse("[[gate.rules]]\nname = \"x\"\n\n[[gate.rules]]\nstates = [\"stale\"]\n").unwrap();
        assert_eq!(config.gate.rules.iter().map(|rule| rule.name.as_str()).collect::<Vec<_>>(), ["x", "rule 2"]);
    }

    #[test]
    fn settings_of_rules_and_languages_that_do_not_exist_are_refused() {
        assert!(parse("[check.rules]\nnumbers = \"off\"\nterm-missing = \"note\"\n").is_ok());
        let (message, line) = refusal("[check.rules]\nnumber = \"off\"\n");
        assert_eq!((message.as_str(), line), ("there is no quality rule `number`", Some(2)));
        assert!(refusal("[check.languages.zz]\naddress = \"formal\"\n").0.contains("unknown language `zz`"));
        assert!(refusal("[check.languages.da.rules]\nnothing = \"off\"\n").0.contains("no quality rule `nothing`"));
    }
}
