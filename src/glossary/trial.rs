//! Trying out terms on texts: the protocol of `glossary test`.
//!
//! One JSON object in, `{"lang","term","text"}`; one out, `{"match","span"}`, the span in bytes of `text`, or null.

use std::collections::HashMap;

use super::hit::Match;
use super::language_tag::language_code;
use super::{Matcher, Term, Termbase};
use crate::language;

/// Remembers prepared terms from line to line.
#[derive(Debug, Default)]
pub struct Trial {
    base: Termbase,
    ready: HashMap<(String, String), Matcher>,
}

/// How many prepared terms are remembered before all are forgotten.
const REMEMBERED: usize = 4096;

#[derive(serde::Deserialize)]
struct Question {
    lang: String,
    term: String,
    text: String,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    case_sensitive: bool,
}

#[derive(serde::Serialize)]
struct Answer {
    #[serde(rename = "match")]
    level: Match,
    span: Option<[usize; 2]>,
}

impl Trial {
    /// Starts with a termbase, whose listed forms count for the terms it has; an empty one is fine.
    #[must_use]
    pub fn new(base: Termbase) -> Self {
        Self { base, ready: HashMap::new() }
    }

    /// Answers one line with one line, without line ends. A line may also state `forms` and `case_sensitive`.
    ///
    /// # Errors
    /// What is wrong with the line, in a few words.
    pub fn answer(&mut self, line: &str) -> Result<String, String> {
        let question: Question = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let code = language_code(&question.lang);
        let language =
            language::find(&code).ok_or_else(|| format!("“{}” is not one of the official languages", question.lang))?;
        if question.term.trim().is_empty() {
            return Err("the term is empty".to_owned());
        }
        if self.ready.len() >= REMEMBERED {
            self.ready.clear();
        }
        let plain = question.forms.is_empty() && !question.case_sensitive;
        let key = (code, question.term);
        let fresh;
        let matcher = if plain {
            let base = &self.base;
            self.ready.entry(key).or_insert_with_key(|(code, term)| {
                let known =
                    base.terms(code).find(|(_, _, known)| known.text == *term).map(|(_, _, known)| known.clone());
                Matcher::for_term(&known.unwrap_or_else(|| Term::new(term.as_str())), language)
            })
        } else {
            let term = Term { forms: question.forms, case_sensitive: question.case_sensitive, ..Term::new(key.1) };
            fresh = Matcher::for_term(&term, language);
            &fresh
        };
        let best = matcher
            .find(&question.text)
            .into_iter()
            .max_by_key(|hit| (hit.level, hit.span.len(), usize::MAX - hit.span.start));
        let answer = Answer {
            level: best.as_ref().map_or(Match::None, |hit| hit.level),
            span: best.map(|hit| [hit.span.start, hit.span.end]),
        };
        serde_json::to_string(&answer).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(line: &str) -> String {
        Trial::default().answer(line).unwrap()
    }

    #[test]
    fn forms_stems_and_compounds_are_told_apart() {
        assert_eq!(
            ask(r#"{"lang":"en","term":"citizens' assembly","text":"A **citizens’** assembly"}"#),
            r#"{"match":"form","span":[4,26]}"#
        );
        assert_eq!(
            ask(r#"{"lang":"pl","term":"panel obywatelski","text":"O panelu obywatelskim."}"#),
            r#"{"match":"stem","span":[2,21]}"#
        );
        assert_eq!(
            ask(r#"{"lang":"de","term":"Bürgerrat","text":"Das Bürgerratsmitglied"}"#),
            r#"{"match":"compound","span":[4,23]}"#
        );
        assert_eq!(
            ask(r#"{"lang":"fi","term":"katu","text":"`katu` { katu } [x](katu)"}"#),
            r#"{"match":"none","span":null}"#
        );
    }

    /// Returns how a form of a term is recognised, without the quotes.
    fn level(language: &str, term: &str, form: &str) -> String {
        let line = serde_json::json!({ "lang": language, "term": term, "text": format!("– {form}.") }).to_string();
        let answer: serde_json::Value = serde_json::from_str(&ask(&line)).unwrap();
        answer["match"].as_str().unwrap().to_owned()
    }

    #[test]
    fn suspended_compounds_are_compounds() {
        for (language, term, text) in [
            ("de", "Arbeitsgruppe", "Arbeits- und Steuerungsgruppen"),
            ("de", "Arbeitsgruppe", "Die Arbeits- und die Steuerungsgruppe"),
            ("de", "Bürgerrat", "Bürger-, Jugend- und Seniorenräte"),
            ("de", "Arbeitsplatz", "Arbeitsgruppen und -plätze"),
            ("fi", "työryhmä", "Työ- ja ohjausryhmät"),
            ("sv", "arbetsgrupp", "arbets- och styrgrupper"),
            ("nl", "werkgroep", "werk- en stuurgroepen"),
            ("da", "arbejdsgruppe", "arbejds- og styregrupper"),
            ("et", "töörühm", "töö- ja juhtrühmad"),
            ("hu", "munkacsoport", "munka- és irányítócsoport"),
        ] {
            assert_eq!(level(language, term, text), "compound", "{language} {text}");
        }
        assert_eq!(level("de", "Arbeitsgruppe", "Arbeits- und Steuerungsplan"), "none");
    }

    #[test]
    fn two_words_the_other_way_round_are_probably_the_term() {
        for (language, term, text) in [
            ("pl", "organ publiczny", "publicznym organom"),
            ("pl", "panel obywatelski", "w obywatelskich panelach"),
            ("hr", "radna skupina", "skupine radne"),
            ("it", "ente pubblico", "i pubblici enti"),
        ] {
            assert_eq!(level(language, term, text), "probable", "{language} {text}");
        }
        for (language, term, text) in [
            ("fr", "groupe de travail", "un travail de groupe"),
            ("pl", "organ publiczny", "publiczny, organ"),
            ("pl", "organ publiczny", "publiczny nowy organ"),
        ] {
            assert_eq!(level(language, term, text), "none", "{language} {text}");
        }
        assert_eq!(level("pl", "organ publiczny", "organom publicznym"), "stem");
    }

    #[test]
    fn words_that_only_end_like_a_term_are_no_sure_compounds() {
        for (language, term, form) in [
            ("de", "Leitung", "Begleitung"),
            ("de", "Wort", "Antwort"),
            ("de", "Arbeit", "Verarbeitung"),
            ("de", "Teilung", "Beurteilung"),
            ("de", "Sorge", "Vorsorge"),
            ("hu", "ülés", "repülés"),
            ("hu", "elem", "kegyelem"),
            ("fi", "raati", "demokraatit"),
            ("fi", "asia", "fantasia"),
            ("nl", "deel", "voordeel"),
            ("et", "rahvakogu", "rahvakogumisest"),
            ("de", "Los", "lose"),
            ("es", "caso", "casa"),
            ("pt", "porto", "porta"),
            ("sl", "del", "Delo"),
        ] {
            let level = level(language, term, form);
            assert!(level == "none" || level == "probable", "{language} {term} {form} {level}");
        }
        assert_eq!(level("de", "Arbeitsgruppe", "Steuerungsarbeitsgruppen"), "compound");
        assert_eq!(level("fi", "raati", "kansalaisraadit"), "compound");
    }

    #[test]
    fn common_words_that_look_like_a_term_are_not_surely_one() {
        for (language, term, text) in [
            ("de", "Land", "Sie landen in Rom"),
            ("de", "Los", "Jetzt geht es los"),
            ("de", "Bericht", "Wir berichtigen das"),
            ("el", "πόλη", "πολύ καλά"),
            ("et", "kogu", "kogudus"),
            ("fi", "kunta", "eduskunnan"),
            ("fi", "kunta", "yhteiskunta"),
            ("fr", "avis", "aviser"),
            ("hu", "hely", "helyett"),
            ("it", "parere", "parete"),
            ("lv", "padome", "padomju"),
            ("nl", "raad", "raadsel"),
            ("ro", "plan", "plantă"),
        ] {
            let level = level(language, term, text);
            assert!(level == "none" || level == "probable", "{language} {term} {text} {level}");
        }
        for (language, term, text) in [
            ("de", "Land", "in den Ländern"),
            ("el", "πόλη", "πόλεις"),
            ("fi", "kunta", "kunnan"),
            ("lv", "padome", "padomes"),
            ("hu", "hely", "helyek"),
        ] {
            assert_eq!(level(language, term, text), "stem", "{language} {term} {text}");
        }
        assert_eq!(level("fi", "eduskunta", "eduskunnan"), "stem", "the word itself");
    }

    #[test]
    fn another_word_of_the_same_stem_is_not_surely_the_term() {
        for (language, term, other) in [
            ("fr", "maire", "mairie"),
            ("fr", "parti", "partir"),
            ("fr", "conseil", "conseiller"),
            ("es", "parte", "partido"),
            ("pt", "parte", "partido"),
            ("it", "parte", "partito"),
            ("it", "legge", "leggere"),
            ("it", "sede", "sedia"),
            ("lt", "teisė", "teisėjas"),
            ("lt", "balsas", "balsuoti"),
            ("fi", "kunta", "kunnia"),
            ("fi", "asia", "asiantuntija"),
            ("et", "kogu", "kogukond"),
            ("et", "vald", "valdkond"),
            ("sv", "stat", "statistik"),
            ("nl", "macht", "machtig"),
            ("ro", "medic", "medical"),
            ("pl", "zalecenie", "zaleciła"),
        ] {
            assert_eq!(level(language, term, other), "none", "{language} {term} {other}");
        }
        for (language, term, other) in [
            ("fr", "parti", "partie"),
            ("fr", "droit", "droite"),
            ("fr", "cours", "course"),
            ("cs", "právo", "právě"),
            ("cs", "strana", "stranou"),
            ("pl", "prawo", "prawie"),
            ("ro", "drept", "dreapta"),
            ("el", "μέρος", "μέρα"),
            ("el", "νόμος", "νομός"),
            ("fi", "vuosi", "vuosisata"),
            ("mt", "belt", "beltin"),
            ("de", "Stand", "Gegenstand"),
        ] {
            assert_eq!(level(language, term, other), "probable", "{language} {term} {other}");
        }
    }

    #[test]
    fn inflected_forms_need_no_stemmer() {
        for (language, term, form) in [
            ("fr", "maire", "maires"),
            ("fr", "citoyen", "citoyennes"),
            ("es", "partido", "partidos"),
            ("it", "legge", "leggi"),
            ("it", "decidere", "deciderlo"),
            ("it", "votare", "votavano"),
            ("cs", "právo", "práva"),
            ("pl", "prawo", "prawem"),
            ("pl", "głosować", "głosującym"),
            ("lt", "teisė", "teisės"),
            ("lt", "svarstomoji demokratija", "svarstomajai demokratijai"),
            ("el", "νόμος", "νόμου"),
            ("el", "νόμος", "ΝΟΜΟΙ"),
            ("fi", "kunta", "kuntia"),
            ("fi", "palaute", "palautteessa"),
            ("fi", "pelisäännöt", "pelisäännöstä"),
            ("de", "Ergebnis", "Ergebnisse"),
            ("de", "Teilnehmer", "Teilnehmerinnen"),
            ("de", "Stand", "Stände"),
            ("nl", "macht", "machten"),
            ("ro", "drept", "drepturile"),
        ] {
            assert_eq!(level(language, term, form), "stem", "{language} {term} {form}");
        }
        assert_eq!(level("de", "Bürgerrat", "Bürgerratssitzung"), "compound");
        assert_eq!(level("sl", "otrok", "otroci"), "probable", "few words in -k");
        assert_eq!(level("sl", "dan", "dni"), "probable", "a short word");
        assert_eq!(level("el", "ΝΟΜΟΣ", "νομός"), "form", "capitals do not tell the stress");
    }

    #[test]
    fn core_words_of_the_field_are_found_in_every_case() {
        for (language, term, forms) in [
            ("hr", "građanin", &["građani", "građane", "građana", "građanima"][..]),
            ("hr", "otac", &["oca"]),
            ("bg", "гражданин", &["граждани", "гражданите"]),
            ("sk", "obec", &["obcou", "obciam", "obciach"]),
            ("sk", "mesto", &["miest", "mestá"]),
            ("sk", "starosta", &["starostov"]),
            ("cs", "obec", &["obcemi"]),
            ("pl", "mieszkaniec", &["mieszkańców", "mieszkańcom"]),
            ("fi", "kaupunki", &["kaupungeissa"]),
            ("ga", "moladh", &["moltaí"]),
            ("ro", "masă", &["mese", "mesele"]),
            ("ro", "participant", &["participanții"]),
            ("es", "enviar", &["envíenosla", "enviarlo"]),
            ("sv", "möte", &["mötena"]),
        ] {
            for form in forms {
                assert_eq!(level(language, term, form), "stem", "{language} {term} {form}");
            }
        }
        assert_eq!(level("es", "votar", "vótelo"), "probable", "a short pronoun");
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said() {
        let mut trial = Trial::default();
        assert!(trial.answer("{").is_err());
        assert!(trial.answer(r#"{"lang":"xx","term":"a","text":"a"}"#).unwrap_err().contains("xx"));
        assert!(trial.answer(r#"{"lang":"en","term":" ","text":"a"}"#).is_err());
    }
}
