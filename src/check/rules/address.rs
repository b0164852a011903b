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
    let formal: Vec<&str> = formal.split_whitespace().collect();
    let informal: Vec<&str> = informal.split_whitespace().collect();
    let mut seen = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        if let Some(found) = unit.filled().find_map(|(form, text)| Some((form, judge(text, &formal, &informal)?))) {
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

/// Returns the form of address of a text and a word that shows it; nothing where there is none, or both.
fn judge(text: &Text<'_>, formal: &[&str], informal: &[&str]) -> Option<(Address, Range<usize>)> {
    let mut found: Option<(Address, Range<usize>)> = None;
    let mut starts = true;
    let mut end = 0;
    for word in words(&text.clean) {
        let gap = text.clean.get(end..word.span.start).unwrap_or("");
        starts = starts && end == 0 || gap.contains(['.', '!', '?', ':', '"', '„', '«', '\n', '(', '\u{1}', '•']);
        end = word.span.end;
        let lower = word.text.to_lowercase();
        // A marker with a capital (`Sie`, `Lei`, `De`) tells only inside a sentence.
        let tells = |markers: &[&str]| {
            markers.iter().any(|marker| {
                if marker.starts_with(char::is_uppercase) { !starts && *marker == word.text } else { *marker == lower }
            })
        };
        let address = if tells(formal) {
            Address::Formal
        } else if tells(informal) {
            Address::Informal
        } else {
            continue;
        };
        match &found {
            Some((other, _)) if *other != address => return None,
            Some(_) => {}
            None => found = Some((address, word.span)),
        }
    }
    found
}

/// Pronouns that address the reader, formally and informally, chosen so that none has a second meaning.
static MARKERS: [(&str, &str, &str); 21] = [
    ("bg", "вие вас ваш вашата вашия вашите вашето", "теб твоя твоят твоето твоите твоята"),
    ("es", "usted ustedes", "tú tus contigo"),
    ("cs", "vás vám váš vaše vaši vašeho vašich vámi", "tvůj tvoje tvého tvé tebe tobě tebou"),
    ("da", "Dem Deres", "du dig din dit dine"),
    ("de", "Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer Ihres", "du dich dir dein deine deinen deinem deiner deines"),
    ("et", "teie teil teile teid", "sinu sinul sinule sind sulle"),
    ("el", "σας εσείς", "εσύ εσένα σου"),
    ("fr", "vous votre vos", "tu toi ta tes"),
    ("hr", "vas vam vaš vaša vaše vašeg vaših vašim", "tvoj tvoja tvoje tvojeg tebe tebi"),
    ("it", "Lei", "tu tuo tua tuoi tue"),
    ("lv", "jūs jūsu jums jūsos", "tev tevi tevis tavs tava tavu tavi tavas"),
    ("lt", "jūs jūsų jums jus", "tau tave tavo"),
    ("hu", "ön önnek önt öntől önök önöknek önöket önhöz", "téged neked tied nálad veled tőled"),
    ("nl", "u uw", "jij jou jouw"),
    ("pl", "pan pani państwo państwa państwu", "twój twoja twoje twoich twoim twojego twojej ciebie tobie"),
    ("pt", "você vocês", "teu tua teus tuas contigo"),
    ("ro", "dumneavoastră dvs", "tău tăi ție tine"),
    ("sk", "vás vám váš vaše vaši vášho vašich vami", "tvoj tvoje tvoja tvojho tvojich tebe tebou"),
    ("sl", "vas vam vaš vaša vaše vašega vaših", "tvoj tvoja tvoje tvojega tebe tebi"),
    ("fi", "te teidän teille teitä", "sinä sinun sinulle sinua"),
    ("sv", "Ni Er Ert Era", "du dig din ditt dina"),
];
