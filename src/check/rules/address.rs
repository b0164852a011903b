//! `address`: a language keeps to one form of address.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::word::words;
use crate::check::{Address, Content, Example, Hit, Plan, Rule, Run, Text};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "address",
    severity: Severity::Warning,
    summary: "the reader is addressed formally here and informally elsewhere",
    why: "Sie and du, vous and tu, Pan and ty in one course read like two authors. The form that at least four fifths of the \
          units use counts, unless the settings name one (`address` of the language). Only pronouns that leave no doubt are \
          looked at; Irish and Maltese, in which the plural is no polite form, are left out.",
    bad: Example {
        language: "de",
        content: Content::Plain,
        source: "Enter your answer.",
        target: "Gib deine Antwort ein. (sonst: Geben Sie Ihre Antwort ein.)",
    },
    good: Example {
        language: "de",
        content: Content::Plain,
        source: "Enter your answer.",
        target: "Geben Sie Ihre Antwort ein.",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Module(run),
};

fn run(units: &[Context<'_>], plan: &Plan) -> Vec<(usize, Hit)> {
    let Some(language) = units.first().map(|unit| unit.language.code) else { return Vec::new() };
    let Some((_, formal, informal)) = MARKERS.iter().find(|(code, _, _)| *code == language) else { return Vec::new() };
    let markers = Markers::new(formal, informal);
    let mut seen = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        if let Some(found) = unit.filled().find_map(|(form, text)| Some((form, markers.judge(text)?))) {
            seen.push((index, found));
        }
    }
    let formals = seen.iter().filter(|(_, (_, (address, _)))| *address == Address::Formal).count();
    let usual = match plan.address {
        Some(address) => address,
        None if formals * 5 >= seen.len() * 4 && formals >= 4 => Address::Formal,
        None if formals * 5 <= seen.len() && seen.len() - formals >= 4 => Address::Informal,
        None => return Vec::new(),
    };
    seen.into_iter()
        .filter(|(_, (_, (address, _)))| *address != usual)
        .map(|(index, (form, (_, span)))| {
            let name = |address| if address == Address::Formal { "formal" } else { "informal" };
            let other = if usual == Address::Formal { Address::Informal } else { Address::Formal };
            let message = format!("the form of address is {}, elsewhere it is {}", name(other), name(usual));
            (index, Hit::new(form, message).at(span))
        })
        .collect()
}

/// The pronouns of one language, with what tells at once that a word is none of them.
struct Markers {
    formal: Vec<&'static str>,
    informal: Vec<&'static str>,
    /// The first letters in lower case.
    first: Vec<char>,
    /// The length of the longest, in bytes.
    longest: usize,
}

impl Markers {
    fn new(formal: &'static str, informal: &'static str) -> Self {
        let [formal, informal] = [formal, informal].map(|words| words.split(' ').collect::<Vec<_>>());
        let all = || formal.iter().chain(&informal);
        let first = all().filter_map(|word| word.chars().next()?.to_lowercase().next()).collect();
        let longest = all().map(|word| word.len()).max().unwrap_or(0);
        Self { formal, informal, first, longest }
    }

    /// Returns the form of address of a text and a word that shows it; nothing where there is none, or both.
    fn judge(&self, text: &Text<'_>) -> Option<(Address, Range<usize>)> {
        let mut found: Option<(Address, Range<usize>)> = None;
        let mut end = 0;
        for word in words(&text.clean) {
            let gap = end..word.span.start;
            end = word.span.end;
            let lower = |c: char| if c.is_ascii() { Some(c.to_ascii_lowercase()) } else { c.to_lowercase().next() };
            let first = word.text.chars().next().and_then(lower);
            if word.text.len() > self.longest || !first.is_some_and(|first| self.first.contains(&first)) {
                continue;
            }
            let is_first = gap.start == 0;
            let gap = text.clean.get(gap).unwrap_or("");
            let starts = is_first || gap.contains(['.', '!', '?', ':', '"', '„', '«', '\n', '(', '\u{1}', '•']);
            let Some(address) = self.address(word.text, starts) else { continue };
            match &found {
                Some((other, _)) if *other != address => return None,
                Some(_) => {}
                None => found = Some((address, word.span)),
            }
        }
        found
    }

    /// Returns what a word shows. A marker with a capital (`Sie`, `Lei`, `De`) tells only inside a sentence.
    fn address(&self, word: &str, starts: bool) -> Option<Address> {
        let lower = word.to_lowercase();
        let is = |marker: &&str| {
            if marker.starts_with(char::is_uppercase) { !starts && *marker == word } else { *marker == lower }
        };
        match () {
            () if self.formal.iter().any(is) => Some(Address::Formal),
            () if self.informal.iter().any(is) => Some(Address::Informal),
            () => None,
        }
    }
}

/// Pronouns that address the reader, formally and informally, chosen so that none has a second meaning.
static MARKERS: [(&str, &str, &str); 21] = [
    ("bg", "вие вас ваш вашата вашия вашите вашето", "теб твоя твоят твоето твоите твоята"),
    ("es", "usted ustedes", "tú tus contigo"),
    ("cs", "vás vám váš vaše vaši vašeho vašich vámi", "tvůj tvoje tvého tvé tebe tobě tebou"),
    ("da", "Dem Deres", "du dig din dit dine"),
    (
        "de",
        "Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer Ihres",
        "du dich dir dein deine deinen deinem deiner deines euch euer eure euren eurem eurer eures",
    ),
    ("et", "teie teil teile teid", "sinu sinul sinule sind sulle"),
    ("el", "σας εσείς", "εσύ εσένα σου"),
    ("fr", "vous votre vos", "tu toi ta tes"),
    ("hr", "vas vam vaš vaša vaše vašeg vaših vašim", "tvoj tvoja tvoje tvojeg tebe tebi"),
    ("it", "Lei", "tu tuo tua tuoi tue te"),
    ("lv", "jūs jūsu jums jūsos", "tev tevi tevis tavs tava tavu tavi tavas"),
    ("lt", "jūs jūsų jums jus", "tau tave tavo"),
    ("hu", "ön önnek önt öntől önök önöknek önöket önhöz", "téged neked tied nálad veled tőled"),
    ("nl", "u uw", "jij jou jouw je"),
    ("pl", "pan pani państwo państwa państwu", "twój twoja twoje twoich twoim twojego twojej ciebie tobie"),
    ("pt", "você vocês", "teu tua teus tuas contigo"),
    ("ro", "dumneavoastră dvs", "tău tăi ție tine"),
    ("sk", "vás vám váš vaše vaši vášho vašich vami", "tvoj tvoje tvoja tvojho tvojich tebe tebou"),
    ("sl", "vas vam vaš vaša vaše vašega vaših", "tvoj tvoja tvoje tvojega tebe tebi"),
    ("fi", "te teidän teille teitä", "sinä sinun sinulle sinua"),
    ("sv", "Ni Er Ert Era", "du dig din ditt dina"),
];
