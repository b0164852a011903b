//! The days of the week in running text.
//!
//! A day whose name has a second meaning is left out (`-`): Romanian `luni` is also months, Maltese days are mostly numbers.

/// Monday to Sunday in each language, in lower case: beginnings that all forms share, whole words with `$`, `|` between
/// alternatives. Sources: CLDR 47, format and stand-alone; the Interinstitutional Style Guide.
static DAYS: [(&str, &str); 24] = [
    ("bg", "понеделник вторник сряда$|сряда четвъртък петък|петъци събота|събот неделя$|неделята$"),
    ("es", "lunes$ martes$ miércoles$ jueves$ viernes$ sábado domingo"),
    (
        "cs",
        "pondělí|pondělk úterý$|úterk|úterek středa$|středě$|středy$|středu$ čtvrtek$|čtvrtk pátek$|pátk sobot neděl",
    ),
    ("da", "mandag tirsdag onsdag torsdag fredag lørdag søndag"),
    ("de", "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag"),
    ("et", "esmaspäev teisipäev kolmapäev neljapäev reede|reedel laupäev pühapäev"),
    (
        "el",
        "Δευτέρα|Δευτέρες Τρίτη$|Τρίτης$ Τετάρτη$|Τετάρτης$ Πέμπτη$|Πέμπτης$ παρασκευή|παρασκευές σάββατ|σαββάτ κυριακ",
    ),
    ("en", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    ("fr", "lundi mardi mercredi jeudi vendredi samedi dimanche"),
    ("ga", "luan$|luain$ - céadaoin|chéadaoin déardaoin aoine$|haoine$ satharn|sathairn domhnach$|domhnaigh$"),
    ("hr", "ponedjelj utorak$|utork srijeda$|srijedu$|srijede$|srijedom$ četvrtak$|četvrtk petak$|petk subot nedjelj"),
    ("it", "lunedì martedì mercoledì giovedì venerdì sabato$|sabati$ domenica$|domeniche$"),
    ("lv", "pirmdien otrdien trešdien ceturtdien piektdien sestdien svētdien"),
    ("lt", "pirmadien antradien trečiadien ketvirtadien penktadien šeštadien sekmadien"),
    ("hu", "hétfő kedd$|kedden$|kedd szerda$|szerdá csütörtök péntek szombat vasárnap"),
    ("mt", "- - - - - - -"),
    ("nl", "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
    ("pl", "poniedział wtorek$|wtork środa$|środę$|środy$|środzie$ czwartek$|czwartk piątek$|piątk sobot niedziel"),
    (
        "pt",
        "segunda-feira|segundas-feiras terça-feira|terças-feiras quarta-feira|quartas-feiras quinta-feira|quintas-feiras sexta-feira|sextas-feiras sábado domingo",
    ),
    ("ro", "- marți$|marţi$|marțea$ miercuri$|miercurea$ joi$|joia$ vineri$|vinerea$ sâmbătă|sâmbăta duminic"),
    ("sk", "pondel utor streda$|stredu$|stredy$|strede$ štvrtok$|štvrtk piatok$|piatk sobot nedeľ"),
    ("sl", "ponedelj torek$|tork sreda$|sredo$ četrtek$|četrtk petek$|petk sobot nedelj"),
    ("fi", "maanantai tiistai keskiviikko|keskiviiko torstai perjantai lauantai sunnuntai"),
    ("sv", "måndag tisdag onsdag torsdag fredag lördag söndag"),
];

/// Returns the names of Monday to Sunday in each official language, each as alternatives: a beginning, or a whole word with `$`.
/// One with a capital is written so; `-` stands for a day without a sure name.
pub fn weekdays() -> [(&'static str, impl Iterator<Item = &'static str>); 24] {
    DAYS.map(|(code, days)| (code, days.split(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_seven_days() {
        let codes: Vec<_> = crate::language::OFFICIAL.iter().map(|language| language.code).collect();
        assert_eq!(DAYS.map(|(code, _)| code).to_vec(), codes);
        assert!(weekdays().into_iter().all(|(_, days)| days.count() == 7));
    }
}
