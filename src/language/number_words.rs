//! The words for two to twelve, and with `greater_number_words.rs` to ninety, in the forms that stand before what is counted.
//!
//! Forms with a second meaning that could stand before a unit of time are left out (Hungarian `hét` is also the week).

use std::sync::LazyLock;

use super::greater_number_words::{GREATER, VALUES};

/// The words of each language for 2, 3, …, 12; alternatives with `|`, `-` where there is none to be sure of.
static WORDS: [(&str, &str); 24] = [
    (
        "bg",
        "два|две|двама|двете|двата три|трима|трите четири|четирима пет|петима шест|шестима седем осем девет десет \
         единадесет|единайсет дванадесет|дванайсет",
    ),
    ("es", "dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    (
        "cs",
        "dva|dvě|dvou|dvěma tři|tří|třech|třem|třemi čtyři|čtyř|čtyřech|čtyřem|čtyřmi pět|pěti šest|šesti sedm|sedmi \
         osm|osmi devět|devíti deset|deseti jedenáct|jedenácti dvanáct|dvanácti",
    ),
    ("da", "to tre fire fem seks syv otte ni ti elleve tolv"),
    ("de", "zwei|zweier|zweien|beiden|beide drei|dreier|dreien vier fünf sechs sieben acht neun zehn elf zwölf"),
    (
        "et",
        "kaks|kahe|kahte|kahel kolm|kolme|kolmel neli|nelja viis|viie|viit kuus|kuue|kuut seitse|seitsme|seitset \
         kaheksa|kaheksat üheksa|üheksat kümme|kümne|kümmet üksteist|üheteistkümne kaksteist|kaheteistkümne",
    ),
    (
        "el",
        "δύο|δυο τρεις|τρία|τριών τέσσερις|τέσσερα|τεσσάρων πέντε έξι επτά|εφτά οκτώ|οχτώ εννέα|εννιά δέκα \
         έντεκα|ένδεκα δώδεκα",
    ),
    ("en", "two three four five six seven eight nine ten eleven twelve"),
    ("fr", "deux trois quatre cinq six sept huit neuf dix onze douze"),
    ("ga", "dhá|dó trí ceithre|ceathair cúig sé|se seacht ocht naoi deich - -"),
    ("hr", "dva|dvije|dvaju|dviju tri|triju četiri pet šest sedam osam devet deset jedanaest dvanaest"),
    ("it", "due tre quattro cinque sei sette otto nove dieci undici dodici"),
    (
        "lv",
        "divi|divas|divu|diviem|divām|divus trīs|triju|trim četri|četras|četru|četriem|četrām|četrus \
         pieci|piecas|piecu|pieciem|piecām|piecus seši|sešas|sešu|sešiem|sešām|sešus \
         septiņi|septiņas|septiņu|septiņiem|septiņām|septiņus astoņi|astoņas|astoņu|astoņiem|astoņām|astoņus \
         deviņi|deviņas|deviņu|deviņiem|deviņām|deviņus desmit vienpadsmit divpadsmit",
    ),
    (
        "lt",
        "du|dvi|dviejų|dviem trys|tris|trijų|trims keturi|keturios|keturis|keturias|keturių|keturiems|keturioms \
         penki|penkios|penkis|penkias|penkių|penkiems|penkioms šeši|šešios|šešis|šešias|šešių|šešiems|šešioms \
         septyni|septynios|septynis|septynias|septynių|septyniems|septynioms \
         aštuoni|aštuonios|aštuonis|aštuonias|aštuonių|aštuoniems|aštuonioms \
         devyni|devynios|devynis|devynias|devynių|devyniems|devynioms dešimt|dešimties vienuolika|vienuolikos \
         dvylika|dvylikos",
    ),
    (
        "hu",
        "két|kettő|kettőt három|hármat|hárman négy|négyet|négyen öt|ötöt|öten hat|hatot|hatan - nyolc|nyolcat kilenc|kilencet tíz|tízet tizenegy tizenkét|tizenkettő",
    ),
    (
        "mt",
        "żewġ|żewġt|tnejn tliet|tlieta erba|erbat|erbgħa ħames|ħamest|ħamsa sitt|sitta seba|sebat|sebgħa tmien|tmint|tmienja \
         disa|disat|disgħa għaxar|għaxart|għaxra ħdax tnax",
    ),
    ("nl", "twee drie vier vijf zes zeven acht negen tien elf twaalf"),
    (
        "pl",
        "dwa|dwie|dwóch|dwu|dwoma|dwaj|dwoje trzy|trzech|trzem|trzema|trzej cztery|czterech|czterem|czterema \
         pięć|pięciu sześć|sześciu siedem|siedmiu osiem|ośmiu dziewięć|dziewięciu dziesięć|dziesięciu \
         jedenaście|jedenastu dwanaście|dwunastu",
    ),
    ("pt", "dois|duas três quatro cinco seis sete oito nove dez onze doze"),
    ("ro", "doi|două trei patru cinci șase|şase șapte|şapte opt nouă zece unsprezece doisprezece|douăsprezece"),
    (
        "sk",
        "dva|dve|dvoch|dvaja|dvom|dvoma tri|troch|traja|trom|tromi štyri|štyroch|štyria|štyrom päť|piatich|piati \
         šesť|šiestich|šiesti sedem|siedmich osem|ôsmich deväť|deviatich desať|desiatich jedenásť|jedenástich \
         dvanásť|dvanástich",
    ),
    (
        "sl",
        "dva|dve|dveh|dvema tri|trije|treh|trem štiri|štirje|štirih|štirim pet|petih|petim šest|šestih|šestim \
         sedem|sedmih|sedmim osem|osmih|osmim devet|devetih|devetim deset|desetih|desetim enajst|enajstih \
         dvanajst|dvanajstih",
    ),
    (
        "fi",
        "kaksi|kahden|kahta|kahdessa|kahdella kolme|kolmen|kolmea|kolmessa neljä|neljän|neljää|neljässä \
         viisi|viiden|viittä|viidessä kuusi|kuuden|kuutta|kuudessa seitsemän|seitsemää|seitsemässä \
         kahdeksan|kahdeksaa|kahdeksassa yhdeksän|yhdeksää|yhdeksässä kymmenen|kymmentä|kymmenessä \
         yksitoista|yhdentoista|yhtätoista kaksitoista|kahdentoista|kahtatoista",
    ),
    ("sv", "två tre fyra fem sex sju åtta nio tio elva tolv"),
];

/// The number words of one language, by what they begin with.
#[derive(Debug)]
pub struct NumberWords {
    values: [Vec<(&'static str, u32)>; 27],
}

impl NumberWords {
    fn of(list: &'static str, greater: &'static str) -> Self {
        let mut own = Self { values: std::array::from_fn(|_| Vec::new()) };
        let greater = greater.split_whitespace().zip(VALUES);
        for (forms, value) in list.split_whitespace().zip(2_u32..).chain(greater) {
            for form in forms.split('|').filter(|form| *form != "-") {
                if let Some(values) = own.values.get_mut(start(form)) {
                    values.push((form, value));
                }
            }
        }
        own
    }

    /// Returns the value, from 2 to 20 or a ten below 100, of a word in any capitalisation; none where it is no number word that
    /// is known.
    #[must_use]
    pub fn value(&self, word: &str) -> Option<u32> {
        // Capitals are as long as small letters in the alphabets of the Union.
        let alike = || self.values.get(start(word)).into_iter().flatten().filter(|(form, _)| form.len() == word.len());
        alike().next()?;
        let value = |word: &str| alike().find(|(form, _)| *form == word).map(|(_, value)| *value);
        let in_small = || value(&word.to_lowercase());
        value(word).or_else(|| if word.contains(char::is_uppercase) { in_small() } else { None })
    }
}

/// Returns a place for the letter that a word begins with: one for each of a to z, one for all others.
fn start(word: &str) -> usize {
    match word.as_bytes().first().map(u8::to_ascii_lowercase) {
        Some(letter @ b'a'..=b'z') => usize::from(letter - b'a'),
        _ => 26,
    }
}

static NUMBER_WORDS: LazyLock<[NumberWords; 24]> = LazyLock::new(|| {
    let greater = |code| GREATER.iter().find(|(other, _)| *other == code).map_or("", |(_, list)| list);
    WORDS.map(|(code, list)| NumberWords::of(list, greater(code)))
});

/// Returns the number words of a language.
#[must_use]
pub fn number_words(code: &str) -> Option<&'static NumberWords> {
    NUMBER_WORDS.get(WORDS.iter().position(|(other, _)| *other == code)?)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn every_language_has_its_words_and_none_with_two_values() {
        let mut seen = HashMap::new();
        for (code, list) in WORDS {
            assert_eq!(list.split_whitespace().count(), 11, "{code}");
            for (forms, value) in list.split_whitespace().zip(2_u32..) {
                for form in forms.split('|').filter(|form| *form != "-") {
                    assert_eq!(seen.insert((code, form), value), None, "{code} {form}");
                }
            }
        }
        for (code, list) in GREATER {
            assert_eq!(list.split_whitespace().count(), VALUES.len(), "{code}");
            for (forms, value) in list.split_whitespace().zip(VALUES) {
                for form in forms.split('|').filter(|form| *form != "-") {
                    assert_eq!(seen.insert((code, form), value), None, "{code} {form}");
                }
            }
        }
        assert_eq!(GREATER.map(|(code, _)| code), WORDS.map(|(code, _)| code));
        assert_eq!(number_words("fr").unwrap().value("Quatre-vingt-dix"), Some(90));
        let codes: Vec<_> = crate::language::OFFICIAL.iter().map(|language| language.code).collect();
        assert_eq!(WORDS.map(|(code, _)| code).to_vec(), codes);
        assert_eq!(
            (number_words("pl").unwrap().value("pięciu"), number_words("hu").unwrap().value("hét")),
            (Some(5), None)
        );
        assert_eq!(
            (
                number_words("el").unwrap().value("ΤΡΕΙΣ"),
                number_words("de").unwrap().value("Drei"),
                number_words("de").unwrap().value("-")
            ),
            (Some(3), Some(3), None)
        );
    }
}
