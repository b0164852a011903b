//! Which formats each verb writes, so that its help and its completions offer no other.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, CommandFactory, ValueEnum};

use super::OutputFormat::{self, Csv, Github, Gitlab, Json, Junit, Markdown, Pot, Sarif, Text};
use super::arguments::Arguments;

/// Returns the program's command line, each verb with its own formats.
pub(super) fn command() -> clap::Command {
    narrowed(Arguments::command(), "")
}

/// Returns the formats of a verb, given by its words.
fn of_verb(words: &str) -> &'static [OutputFormat] {
    match words {
        "status" | "outdated" => &[Text, Json, Csv, Markdown],
        "check" => &[Text, Json, Markdown, Sarif, Junit, Github, Gitlab],
        "lint" => &[Text, Json, Sarif, Junit, Github, Gitlab],
        "impact" => &[Text, Json, Markdown],
        "extract" => &[Text, Json, Pot],
        "glossary list" => &[Text, Json, Csv],
        _ => &[Text, Json],
    }
}

fn narrowed(command: clap::Command, words: &str) -> clap::Command {
    let verbs: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    if verbs.is_empty() {
        return command.arg(format(of_verb(words)));
    }
    verbs.into_iter().fold(command, |command, verb| {
        let words = format!("{words} {verb}");
        command.mut_subcommand(verb, |command| narrowed(command, words.trim_start()))
    })
}

/// The option `--format` of one verb; it takes the place of the option of all verbs.
fn format(formats: &'static [OutputFormat]) -> Arg {
    let names = formats.iter().filter_map(OutputFormat::to_possible_value);
    Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .help("How to print the result [default: text]")
        .help_heading("Global options")
        .value_parser(PossibleValuesParser::new(names).try_map(|name| OutputFormat::from_str(&name, false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(words: &[&str]) -> String {
        let mut command = command();
        command.build();
        let verb = words.iter().fold(&command, |command, word| command.find_subcommand(word).unwrap());
        verb.clone().render_long_help().to_string()
    }

    #[test]
    fn help_offers_the_formats_that_the_verb_writes() {
        assert!(offered(&["status"]).contains("csv") && !offered(&["status"]).contains("sarif"));
        assert!(offered(&["lint"]).contains("sarif") && !offered(&["lint"]).contains("csv:"));
        assert!(!offered(&["glossary", "usage"]).contains("csv"));
    }

    #[test]
    fn a_format_reaches_the_options_of_all_verbs() {
        use clap::FromArgMatches;
        let parsed = |arguments: &[&str]| {
            let matches = command().try_get_matches_from(arguments)?;
            Ok::<_, clap::Error>(Arguments::from_arg_matches(&matches)?.global.format)
        };
        for arguments in
            [&["concordia", "status", "--format", "csv"][..], &["concordia", "glossary", "list", "--format", "csv"]]
        {
            assert_eq!(parsed(arguments).unwrap(), Some(OutputFormat::Csv));
        }
        assert_eq!(parsed(&["concordia", "--format", "json", "status"]).unwrap(), Some(OutputFormat::Json));
        assert!(parsed(&["concordia", "check", "--format", "csv"]).is_err());
    }
}
