//! The configuration with every name resolved: languages found, globs compiled, folders confined.

use globset::{GlobBuilder, GlobMatcher};
use toml::Spanned;

use super::config_file::{ConfigFile, CustomLanguage, Flavour, RatesTable, WaveTable};
use crate::build;
use crate::check;
use crate::draft;
use crate::gate;
use crate::language::{self, Language, NumberStyle, Plural, Script};
use crate::model::{Failure, ModuleId};
use crate::sync::ChangePolicy;

/// The name of the configuration file.
pub const CONFIG_NAME: &str = "concordia.toml";

/// A resolved configuration.
#[derive(Debug)]
pub struct Config {
    /// The name shown in reports.
    pub name: String,
    /// The folder of the English modules, relative to the project, `/` separated.
    pub source: String,
    /// The folder of the catalogues and ledgers.
    pub translations: String,
    /// The folder of the localised modules.
    pub build_folder: String,
    /// The folder of the reports.
    pub reports: String,
    /// The target languages in protocol order, without repetition.
    pub languages: Vec<&'static Language>,
    /// The sets of English files.
    pub sources: Vec<SourceSet>,
    /// The groups of languages in the order of the file.
    pub waves: Vec<Wave>,
    /// The globs of the termbase's files.
    pub glossary: Vec<GlobMatcher>,
    /// What happens to a translation when its English is edited.
    pub changes: ChangePolicy,
    /// The quality rules.
    pub check: check::Settings,
    /// What the gate demands before a merge.
    pub gate: gate::Policy,
    /// How machine drafts are made.
    pub draft: draft::Settings,
    /// Machine translators by name.
    pub engines: std::collections::BTreeMap<String, draft::EngineSettings>,
    /// What a localised module shows where no fresh translation exists.
    pub build: build::Policy,
    /// Work and money.
    pub rates: RatesTable,
}

/// One set of English files.
#[derive(Debug)]
pub struct SourceSet {
    /// The files, below the source folder.
    pub files: GlobMatcher,
    /// The bytes of the glob in `concordia.toml`.
    pub span: std::ops::Range<usize>,
    /// Files that are left out.
    pub except: Vec<GlobMatcher>,
    /// The front-matter fields that are translated.
    pub front_matter: Vec<String>,
    /// Whether the files are MDX whatever their extension.
    pub mdx: bool,
}

impl SourceSet {
    /// Returns how its files are extracted.
    #[must_use]
    pub fn options(&self) -> crate::source::Options {
        crate::source::Options { front_matter: self.front_matter.clone(), mdx: self.mdx }
    }

    /// Returns whether a module path belongs to the set.
    #[must_use]
    pub fn contains(&self, module: &str) -> bool {
        self.files.is_match(module) && !self.except.iter().any(|glob| glob.is_match(module))
    }
}

/// A group of languages that are published together.
#[derive(Debug)]
pub struct Wave {
    /// The name shown in reports.
    pub name: String,
    /// The languages of the group.
    pub languages: Vec<&'static Language>,
    /// The modules of the group; all when empty.
    pub modules: Vec<GlobMatcher>,
    /// The day on which the group is due, as `2027-03-31`.
    pub due: Option<String>,
}

impl Wave {
    /// Returns whether a module in a language belongs to the wave.
    #[must_use]
    pub fn contains(&self, language: &Language, module: &ModuleId) -> bool {
        self.languages.iter().any(|one| one.code == language.code)
            && (self.modules.is_empty() || self.modules.iter().any(|glob| glob.is_match(module.as_str())))
    }
}

/// Reads the text of a `concordia.toml`.
///
/// # Errors
/// The first thing that is wrong, with its line and column: syntax, an unknown key, an unknown language, a bad glob, a
/// folder outside the project.
pub fn parse(text: &str) -> Result<Config, Failure> {
    super::secrets::refuse(text)?;
    let file: ConfigFile = toml::from_str(text).map_err(|error| syntax_failure(text, &error))?;
    // Pictures of errors elsewhere show no line of an engine either; every byte keeps its place.
    let text = &super::secrets::shown(text, &(0..0), false);
    Resolver { text }.resolve(file)
}

fn syntax_failure(text: &str, error: &toml::de::Error) -> Failure {
    let is_unknown = error.message().starts_with("unknown field");
    let span = error.span();
    // Whatever stands behind a name that is not known, or in the table of an engine, may be a key.
    let shown = span.as_ref().map(|span| super::secrets::shown(text, span, is_unknown));
    let is_hidden = shown.as_deref().zip(span.as_ref()).is_some_and(|(shown, span)| hides(text, shown, span));
    let message = if is_hidden { super::secrets::without_values(error.message()) } else { error.message().to_owned() };
    let failure = Failure::new(message).in_file(CONFIG_NAME);
    let failure = match (span, shown) {
        (Some(span), Some(shown)) => failure.pointing_at(&shown, span),
        _ => failure,
    };
    if is_unknown {
        failure.hint("the keys are listed by `concordia init --schema`; check the spelling")
    } else {
        failure.hint("see `concordia init --schema` for the accepted shape")
    }
}

/// Returns whether something on the lines that are pointed at is hidden.
fn hides(text: &str, shown: &str, span: &std::ops::Range<usize>) -> bool {
    let start = text.get(..span.start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(span.end..).and_then(|tail| tail.find('\n')).map_or(text.len(), |at| span.end + at);
    text.get(start..end) != shown.get(start..end)
}

struct Resolver<'a> {
    text: &'a str,
}

impl Resolver<'_> {
    fn resolve(&self, file: ConfigFile) -> Result<Config, Failure> {
        let custom = file
            .custom_languages
            .iter()
            .map(|(code, table)| self.custom(code, table))
            .collect::<Result<Vec<_>, _>>()?;
        super::names::check_names(self.text, &file, &custom)?;
        let mut languages = match &file.project.languages {
            Some(codes) => codes.iter().map(|code| self.language(code, &custom)).collect::<Result<Vec<_>, _>>()?,
            None => language::official_targets().into_iter().chain(custom.iter().copied()).collect(),
        };
        languages.sort_by_key(|language| (language.order, language.code));
        languages.dedup();
        let sources = if file.sources.is_empty() {
            vec![
                self.default_sources("**/*.{md,mdx}", &["title", "description"])?,
                self.default_sources("**/*.ftl", &[])?,
            ]
        } else {
            let mut sets = Vec::new();
            for table in file.sources {
                sets.push(SourceSet {
                    files: self.glob(&table.files)?,
                    span: table.files.span(),
                    except: table.except.iter().map(|glob| self.glob(glob)).collect::<Result<_, _>>()?,
                    front_matter: table.front_matter,
                    mdx: table.flavour == Some(Flavour::Mdx),
                });
            }
            sets
        };
        let waves = file.waves.iter().map(|wave| self.wave(wave, &custom)).collect::<Result<_, _>>()?;
        let folders = [&file.project.source, &file.project.translations, &file.project.build, &file.project.reports];
        for (index, folder) in folders.iter().enumerate() {
            self.confined(folder)?;
            if tidy(folder.get_ref()).is_empty() {
                return Err(self
                    .wrong(folder, format!("`{}` is the folder of the project itself", folder.get_ref()))
                    .hint("give sources, translations, build and reports separate folders below it"));
            }
            if let Some(twin) = folders.iter().take(index).find(|twin| is_within(twin.get_ref(), folder.get_ref())) {
                return Err(self
                    .wrong(folder, format!("the folders `{}` and `{}` overlap", twin.get_ref(), folder.get_ref()))
                    .hint("give sources, translations, build and reports separate folders"));
            }
        }
        Ok(Config {
            name: file.project.name,
            source: tidy(file.project.source.get_ref()),
            translations: tidy(file.project.translations.get_ref()),
            build_folder: tidy(file.project.build.get_ref()),
            reports: tidy(file.project.reports.get_ref()),
            languages,
            sources,
            waves,
            glossary: file.glossary.files.iter().map(|glob| self.glob(glob)).collect::<Result<_, _>>()?,
            changes: file.changes,
            check: file.check,
            gate: file.gate.named(),
            draft: file.draft,
            engines: file.engines,
            build: file.build,
            rates: file.rates,
        })
    }

    fn wrong<T>(&self, at: &Spanned<T>, message: String) -> Failure {
        Failure::new(message).in_file(CONFIG_NAME).pointing_at(self.text, at.span())
    }

    fn language(&self, code: &Spanned<String>, custom: &[&'static Language]) -> Result<&'static Language, Failure> {
        let name = code.get_ref().as_str();
        if name == "en" {
            return Err(self.wrong(code, "`en` is the source language".into()).hint("remove it from the targets"));
        }
        let known = custom.iter().copied().find(|language| language.code == name).or_else(|| language::find(name));
        known.ok_or_else(|| {
            let hint = match trap(name) {
                Some(right) => format!("did you mean `{right}`?"),
                None => {
                    format!("describe it under [custom-languages.{name}] with endonym, english, categories and formula")
                }
            };
            self.wrong(code, format!("unknown language `{name}`")).hint(hint)
        })
    }

    fn custom(&self, code: &str, table: &CustomLanguage) -> Result<&'static Language, Failure> {
        let place = self.text.find(&format!("custom-languages.{code}")).unwrap_or(0);
        let wrong = |message: String| Failure::new(message).in_file(CONFIG_NAME).pointing_at(self.text, place..place);
        if language::find(code).is_some() {
            return Err(wrong(format!("`{code}` is already in the built-in table")).hint("remove the table"));
        }
        let is_tag = code.split('-').all(|part| (1..=8).contains(&part.len()))
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_tag {
            return Err(wrong(format!("`{code}` is not a BCP 47 language tag")).hint("write it like `is` or `sr-Latn`"));
        }
        if table.categories.is_empty() {
            return Err(wrong(format!("language `{code}` has no plural categories"))
                .hint("list the CLDR categories of its integers, for example [\"one\", \"other\"]"));
        }
        let quotes = table
            .quotes
            .iter()
            .map(|pair| {
                let mut marks = pair.chars();
                match (marks.next(), marks.next(), marks.next()) {
                    (Some(open), Some(close), None) => Ok((open, close)),
                    _ => Err(wrong(format!("quotation marks `{pair}` are not a pair")).hint("write two characters")),
                }
            })
            .collect::<Result<Vec<_>, _>>()?;
        // A handful of profiles per process, alive until it ends: leaking is what makes them `'static`.
        let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
        let style =
            NumberStyle { decimal: ',', group: '\u{a0}', percent_space: true, euro: language::EuroPlace::After };
        let quotes: &'static [(char, char)] = Box::leak(quotes.into_boxed_slice());
        let categories: &'static [language::Category] = Box::leak(table.categories.clone().into_boxed_slice());
        Ok(Box::leak(Box::new(Language {
            code: leak(code),
            tag: leak(code),
            endonym: leak(&table.endonym),
            english: leak(&table.english),
            script: Script::Other,
            rtl: table.rtl,
            order: 100,
            plural: Plural { categories, formula: leak(&table.formula) },
            cldr_categories: categories,
            quotes,
            quotes_cldr: quotes,
            numbers: style,
            numbers_cldr: style,
            min_grouping_digits: 1,
            date_long: "d MMMM y",
            date_short: "d/M/y",
            expansion: 1.15,
            expansion_short: 1.2,
            question_mark: '?',
            deepl: leak(&code.to_ascii_uppercase()),
            etranslation: leak(&code.to_ascii_uppercase()),
            libretranslate: Some(leak(code)),
        })))
    }

    fn wave(&self, table: &WaveTable, custom: &[&'static Language]) -> Result<Wave, Failure> {
        if let Some(due) = &table.due
            && !is_date(due.get_ref())
        {
            return Err(self.wrong(due, format!("`{}` is not a date", due.get_ref())).hint("write it as 2027-03-31"));
        }
        Ok(Wave {
            name: table.name.clone(),
            languages: table.languages.iter().map(|code| self.language(code, custom)).collect::<Result<_, _>>()?,
            modules: table.modules.iter().map(|glob| self.glob(glob)).collect::<Result<_, _>>()?,
            due: table.due.as_ref().map(|due| due.get_ref().clone()),
        })
    }

    fn default_sources(&self, glob: &str, fields: &[&str]) -> Result<SourceSet, Failure> {
        Ok(SourceSet {
            files: self.glob(&Spanned::new(0..0, glob.to_owned()))?,
            span: 0..0,
            except: Vec::new(),
            front_matter: fields.iter().map(|&field| field.to_owned()).collect(),
            mdx: false,
        })
    }

    fn glob(&self, glob: &Spanned<String>) -> Result<GlobMatcher, Failure> {
        self.confined(glob)?;
        GlobBuilder::new(glob.get_ref()).literal_separator(true).build().map(|glob| glob.compile_matcher()).map_err(
            |error| self.wrong(glob, format!("bad glob: {}", error.kind())).hint("globs look like `advanced/**/*.md`"),
        )
    }

    fn confined(&self, path: &Spanned<String>) -> Result<(), Failure> {
        let text = path.get_ref();
        let leaves = text.is_empty()
            || text.starts_with('/')
            || text.contains('\\')
            || text.contains(':')
            || text.split('/').any(|part| part == "..");
        if leaves {
            return Err(self
                .wrong(path, format!("`{text}` leaves the project"))
                .hint("write a path below the folder of concordia.toml, with `/` between folders"));
        }
        Ok(())
    }
}

fn tidy(folder: &str) -> String {
    let parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    parts.join("/")
}

fn is_within(one: &str, other: &str) -> bool {
    let (one, other) = (tidy(one), tidy(other));
    one == other || one.starts_with(&format!("{other}/")) || other.starts_with(&format!("{one}/"))
}

/// Returns whether a text is a calendar day as `2027-03-31`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Returns the right code for a country code that is often mistaken for a language.
fn trap(code: &str) -> Option<&'static str> {
    Some(match code.to_ascii_lowercase().as_str() {
        "gr" => "el",
        "cz" => "cs",
        "dk" => "da",
        "ee" => "et",
        "se" => "sv",
        "si" => "sl",
        "ie" => "ga",
        "pt-pt" => "pt",
        "at" => "de",
        "lower" => return None,
        other => {
            return language::OFFICIAL.iter().find(|language| language.code == other).map(|language| language.code);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(text: &str) -> Failure {
        parse(text).expect_err("must be refused")
    }

    #[test]
    fn an_empty_file_means_all_23_languages() {
        let config = parse("").expect("valid");
        assert_eq!(config.languages.len(), 23);
        assert_eq!(config.languages[0].code, "bg");
        assert_eq!(config.source, "source-en");
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        let failure = failure("[project]\nname = \"x\"\nlanguage = []\n");
        assert_eq!((failure.line, failure.column), (Some(3), Some(1)));
        assert!(failure.message.contains("unknown field `language`"), "{}", failure.message);
    }

    #[test]
    fn a_country_code_gets_the_right_language_suggested() {
        let failure = failure("[project]\nlanguages = [\"da\", \"gr\"]\n");
        assert_eq!(failure.line, Some(2));
        assert_eq!(failure.hint.as_deref(), Some("did you mean `el`?"));
    }

    #[test]
    fn a_path_that_leaves_the_project_is_refused() {
        for path in ["../x", "/etc", "a/../../b", "C:\\x", ""] {
            let text = format!("[project]\ntranslations = '{path}'\n");
            assert!(failure(&text).message.contains("leaves the project"), "{path}");
        }
    }

    #[test]
    fn overlapping_folders_are_refused() {
        assert!(failure("[project]\nbuild = \"source-en/build\"\n").message.contains("overlap"));
        for folder in ["source", "translations", "build", "reports"] {
            let message = failure(&format!("[project]\n{folder} = \"./\"\n")).message;
            assert!(message.contains("the folder of the project itself"), "{message}");
        }
    }

    #[test]
    fn a_custom_language_brings_its_plural_rule() {
        let text = "[project]\nlanguages = [\"is\", \"da\"]\n[custom-languages.is]\nendonym = \"íslenska\"\nenglish = \"Icelandic\"\ncategories = [\"one\", \"other\"]\nformula = \"(n % 10 != 1 || n % 100 == 11)\"\n";
        let config = parse(text).expect("valid");
        assert_eq!(config.languages.iter().map(|l| l.code).collect::<Vec<_>>(), ["da", "is"]);
    }

    #[test]
    fn days_are_checked_against_the_calendar() {
        assert!(is_date("2028-02-29"));
        assert!(!is_date("2027-02-29"));
        assert!(!is_date("2027-2-9"));
    }
}
