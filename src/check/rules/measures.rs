//! Units and currencies beside a number, as the rule `amounts` compares them.
//!
//! Only what one can be sure of is listed: a measure that is not known is no measure.

use std::ops::Range;
use std::sync::LazyLock;

use crate::check::stems::Stems;
use crate::check::word::{near, words};

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Measure {
    dimension: u8,
    unit: &'static str,
    /// Its bytes.
    pub(super) span: Range<usize>,
}

impl Measure {
    /// Returns the name of the unit.
    pub(super) fn unit(&self) -> &'static str {
        self.unit
    }

    /// Returns whether both measure the same thing in different units.
    pub(super) fn differs(&self, other: &Self) -> bool {
        self.dimension == other.dimension && self.unit != other.unit
    }
}

/// Returns the measure that stands behind a number, or a currency before it. `start` and `end` are the number's bytes,
/// with a word such as `million`.
pub(super) fn measure(clean: &str, start: usize, end: usize, code: &str) -> Option<Measure> {
    let tail = clean.get(end..)?;
    let rest = tail.trim_start_matches(GAPS);
    let at = end + tail.len() - rest.len();
    let near = tail.len() - rest.len() <= 3;
    // `3 millions d’euros`, `100 de euro`.
    let joint =
        ["de ", "d’", "d'", "di "].iter().find(|joint| rest.starts_with(**joint)).map_or(0, |joint| joint.len());
    let (rest, at) = (rest.get(joint..).unwrap_or(rest), at + joint);
    if near && let Some((dimension, unit, length)) = symbol(rest).or_else(|| word(rest, code)) {
        return Some(Measure { dimension, unit, span: at..at + length });
    }
    let head = clean.get(..start)?;
    let rest = head.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let (dimension, unit, length) = CURRENCIES.iter().find_map(|(symbol, unit)| {
        let before = rest.strip_suffix(symbol)?;
        let is_whole = !symbol.ends_with(char::is_alphabetic) || !before.ends_with(char::is_alphanumeric);
        is_whole.then_some((CURRENCY, *unit, symbol.len()))
    })?;
    Some(Measure { dimension, unit, span: rest.len() - length..rest.len() })
}

const GAPS: [char; 4] = [' ', '\u{a0}', '\u{202f}', '-'];

/// Returns the dimension, unit and length of a symbol that a text starts with.
fn symbol(rest: &str) -> Option<(u8, &'static str, usize)> {
    let is_whole = |symbol: &str, tail: &str| {
        !symbol.ends_with(char::is_alphabetic)
            || !tail.starts_with(|c: char| c.is_alphanumeric() || c == '/' || c == '²')
    };
    let first = rest.as_bytes().first()?;
    let known = CURRENCIES.iter().map(|(symbol, unit)| (CURRENCY, *symbol, *unit)).chain(SYMBOLS);
    known
        .filter(|(_, symbol, _)| symbol.as_bytes().first() == Some(first))
        .filter(|(_, symbol, _)| rest.strip_prefix(symbol).is_some_and(|tail| is_whole(symbol, tail)))
        .map(|(dimension, symbol, unit)| (dimension, unit, symbol.len()))
        .next()
}

/// Returns the dimension, unit and length of a word that a text starts with.
fn word(rest: &str, code: &str) -> Option<(u8, &'static str, usize)> {
    let word = words(near(rest, 0)).next().filter(|word| word.span.start == 0)?;
    let (dimension, unit) = units(code).of(&word.text.to_lowercase()).next()?;
    Some((dimension, unit, word.span.end))
}

/// Returns the unit of time that a word in lower case names.
pub(super) fn time(lower: &str, code: &str) -> Option<&'static str> {
    units(code).of(lower).find(|(dimension, _)| *dimension == TIME).map(|(_, unit)| unit)
}

/// Returns the words for units in a language: its own units of time, where they are known, and those that every language has.
fn units(code: &str) -> &'static Stems<(u8, &'static str)> {
    static SHARED: LazyLock<Stems<(u8, &'static str)>> = LazyLock::new(|| Stems::new(shared()));
    static UNITS: LazyLock<[Stems<(u8, &'static str)>; 24]> = LazyLock::new(|| {
        TIMES.map(|(_, lists)| {
            let times = lists.split(' ').zip(SPANS).map(|(list, unit)| (list, (TIME, unit)));
            Stems::new(times.chain(shared()))
        })
    });
    let known = TIMES.iter().position(|(other, _)| *other == code).and_then(|at| UNITS.get(at));
    known.unwrap_or(&SHARED)
}

fn shared() -> impl Iterator<Item = (&'static str, (u8, &'static str))> {
    STEMS.into_iter().map(|(dimension, list, unit)| (list, (dimension, unit)))
}

const CURRENCY: u8 = 0;
const TIME: u8 = 1;
const LENGTH: u8 = 2;
const MASS: u8 = 3;
const DATA: u8 = 4;
const SHARE: u8 = 5;

static CURRENCIES: [(&str, &str); 22] = [
    ("€", "euro"),
    ("EUR", "euro"),
    ("$", "dollar"),
    ("USD", "dollar"),
    ("£", "pound"),
    ("GBP", "pound"),
    ("kr", "crown"),
    ("DKK", "crown"),
    ("SEK", "crown"),
    ("CZK", "crown"),
    ("Kč", "crown"),
    ("zł", "zloty"),
    ("PLN", "zloty"),
    ("lei", "leu"),
    ("RON", "leu"),
    ("Ft", "forint"),
    ("HUF", "forint"),
    ("лв", "lev"),
    ("BGN", "lev"),
    ("CHF", "franc"),
    ("Lt", "litas"),
    ("Ls", "lats"),
];

const SYMBOLS: [(u8, &str, &str); 26] = [
    (LENGTH, "km", "km"),
    (LENGTH, "cm", "cm"),
    (LENGTH, "mm", "mm"),
    (LENGTH, "m", "m"),
    (LENGTH, "км", "km"),
    (LENGTH, "см", "cm"),
    (LENGTH, "мм", "mm"),
    (LENGTH, "χλμ", "km"),
    (LENGTH, "χμ", "km"),
    (MASS, "kg", "kg"),
    (MASS, "mg", "mg"),
    (MASS, "g", "g"),
    (MASS, "кг", "kg"),
    (MASS, "мг", "mg"),
    (DATA, "KiB", "KiB"),
    (DATA, "MiB", "MiB"),
    (DATA, "GiB", "GiB"),
    (DATA, "TiB", "TiB"),
    (DATA, "kB", "kB"),
    (DATA, "KB", "kB"),
    (DATA, "MB", "MB"),
    (DATA, "GB", "GB"),
    (DATA, "TB", "TB"),
    (SHARE, "%", "%"),
    (SHARE, "‰", "‰"),
    (TIME, "h", "hour"),
];

/// Beginnings of words that mean one unit in every official language that has them, with `$` behind whole words.
const STEMS: [(u8, &str, &str); 7] = [
    (CURRENCY, "euro|eiro|eur$|ewro|евро|ευρώ|évr", "euro"),
    (CURRENCY, "dollar|dólar|dolar|dolár|dolār|долар|δολάρι|δολαρί|dhollar", "dollar"),
    (CURRENCY, "kron|kroon|крон|κορών|coroa|corona|couronne|koron", "crown"),
    (
        LENGTH,
        "kilomet|kilómet|quilómet|quilômet|chilomet|χιλιόμετρ|χιλιομέτρ|километ|ciliméad|gciliméad|chiliméad",
        "km",
    ),
    (LENGTH, "mile$|miles$|meile|mijl|milla|migli|milha|mérföld|jūdz|мили$|миля$|μίλι|μιλί|miil|mail$|maili", "mile"),
    (MASS, "kilogra|kilográ|chilogra|quilogra|килогра|κιλά$|κιλό$|χιλιόγραμμ|cileagra|gcileagra|chileagra", "kg"),
    (
        MASS,
        "gram$|grams$|gramm$|grammi$|grammaa$|gramo|grame$|grama$|gramas$|gramów$|gramy$|gramů$|gramov$|грама$|γραμμάρι",
        "g",
    ),
];

/// The units of time.
pub(super) static SPANS: [&str; 7] = ["hour", "minute", "second", "day", "week", "month", "year"];

/// Hour, minute, second, day, week, month and year (CLDR 47, units): beginnings of their forms behind a number, with `$`
/// behind whole words and `|` between alternatives.
static TIMES: [(&str, &str); 24] = [
    ("bg", "час$|часа$|часове$ минут секунд ден$|дни$|дена$|дневн седмиц месец годин"),
    ("es", "hora$|horas$ minuto segundo$|segundos$ día$|días$ semana mes$|meses$ año$|años$"),
    (
        "cs",
        "hodin|hod$ minut sekund|vteřin den$|dny$|dní$|dnů$|dnech$|dnem$ týden|týdn měsíc rok$|roky$|roků$|roku$|let$|letech$|léta$",
    ),
    ("da", "time$|timer$|timers$ minut sekund dag$|dage$|dages$|dags$ uge$|uger$|ugers$|uges$ måned år$|års$"),
    ("de", "stunde|stündig minut|minütig sekund tag$|tage$|tagen$|tages$|tägig woche|wöchig monat jahr|jährig"),
    ("et", "tund$|tundi$|tunni minut sekund päev nädal kuu$|kuud$ aasta"),
    (
        "el",
        "ώρα$|ώρες$|ωρών$ λεπτό$|λεπτά$|λεπτών$ δευτερόλεπτ ημέρ|μέρα$|μέρες$|ημερ εβδομάδ|εβδομαδ μήνα$|μήνες$|μηνών$ έτος$|έτη$|ετών$|χρόνια$",
    ),
    ("en", "hour$|hours$ minute$|minutes$ second$|seconds$ day$|days$ week$|weeks$ month$|months$ year$|years$"),
    ("fr", "heure minute seconde jour$|jours$ semaine mois$ an$|ans$|année"),
    (
        "ga",
        "uair|huair|n-uair nóiméad soicind lá$|laethanta seachtain|tseachtain mí$|mhí$|míonna bliain|bliana|mbliana|bhliain",
    ),
    ("hr", "sat$|sata$|sati$ minut sekund dan$|dana$|dani$ tjed mjesec godin|god$"),
    ("it", "ora$|ore$ minut second giorn settiman mese$|mesi$ anno$|anni$"),
    ("lv", "stund minūt sekun dien nedēļ mēne gad"),
    ("lt", "valand|val$ minu sekun dien savait mėnes|mėn$ metai$|metų$|metus$|metams$"),
    (
        "hu",
        "óra|órá|órán perc$|percet$|perce$|percen$|perces$|percig$ másodperc nap$|napot$|napon$|napos$|napig$|napja$|napra$ hét$|hetet$|hete$|heti$|hetes$|héten$ hónap év$|éve$|évet$|éves$|évig$|évre$|éven$",
    ),
    ("mt", "siegħ|sigħat minut sekond jum$|jiem$|ijiem$|ġurnata$ ġimgħ xahar$|xhur$ sena$|snin$"),
    ("nl", "uur$|uren$ minu seconde dag$|dagen$|daagse$ week$|weken$ maand jaar$|jaren$|jarig"),
    (
        "pl",
        "godzin|godz$ minut sekund dzień$|dni$|dniow|dniach$ tydzień$|tygodn miesiąc|miesięc rok$|roku$|lat$|lata$|latach$|letni",
    ),
    ("pt", "hora$|horas$ minuto segundo$|segundos$ dia$|dias$ semana mês$|meses$ ano$|anos$"),
    ("ro", "oră$|ore$|orele$ minut secund zi$|zile$ săptăm lună$|luni$ an$|ani$"),
    ("sk", "hodin|hod$ minút sekúnd|sekund deň$|dni$|dní$|dňoch$|dňami$ týžd mesiac rok$|roky$|rokov$|roku$|rokoch$"),
    (
        "sl",
        "ura$|ure$|ur$|uri$|urah$ minut sekund dan$|dni$|dneh$|dneva$ teden|tedn mesec let$|leta$|leti$|leto$|letih$",
    ),
    ("fi", "tunti|tunni|tunte minuut sekun päiv viikk|viiko kuukau vuosi|vuotta$|vuode"),
    ("sv", "timm minut sekund dag$|dagar$|dagars$|dagen$|dygn veck månad år$|års$"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str, code: &str) -> Option<&'static str> {
        let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
        measure(text, start, end, code).map(|measure| measure.unit)
    }

    #[test]
    fn measures_are_read_on_either_side() {
        for (text, code, wanted) in [
            ("10 kg of paper", "en", Some("kg")),
            ("€100", "en", Some("euro")),
            ("100\u{a0}kr. til", "da", Some("crown")),
            ("EUR 100", "da", Some("euro")),
            ("5 km/h", "en", None),
            ("5 hours", "en", Some("hour")),
            ("5-minuters", "sv", Some("minute")),
            ("5 kravlenisser", "da", None),
            ("5 části", "cs", None),
            ("3 d’euros", "fr", Some("euro")),
            ("100 de euro", "ro", Some("euro")),
            ("5 ½", "cs", None),
            ("5 dollar", "nb", Some("dollar")),
        ] {
            assert_eq!(unit(text, code), wanted, "{text}");
        }
    }

    #[test]
    fn every_language_has_all_spans_of_time() {
        let codes: Vec<_> = crate::language::OFFICIAL.iter().map(|language| language.code).collect();
        assert_eq!(TIMES.map(|(code, _)| code).to_vec(), codes);
        assert!(TIMES.iter().all(|(_, list)| list.split(' ').count() == SPANS.len()));
    }
}
