//! The 24 official EU languages in protocol order, as facts.
//!
//! Order and endonyms: Interinstitutional Style Guide 7.2.1. Quotation marks: Publications Office Formex table
//! (`quotes`) and CLDR 47 (`quotes_cldr`). Plural categories: CLDR 47, integers only; `tests` compare them with
//! ICU4X. Expansion: measured on public interface translations, ratio of characters to English.

use super::Category::{Few, Many, One, Other, Two, Zero};
use super::EuroPlace::{self, After, Before};
use super::{Language, NumberStyle, Plural, Script};

/// The 24 official languages of the European Union, in the protocol order of language versions.
#[rustfmt::skip]
pub static OFFICIAL: [Language; 24] = [
    Language {
        code: "bg", tag: "bg", endonym: "български", english: "Bulgarian", script: Script::Cyrillic, rtl: false, order: 1,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Other],
        quotes: &[('„', '“'), ('„', '“'), ('„', '“')], quotes_cldr: &[('„', '“'), ('„', '“')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{a0}', false, After), min_grouping_digits: 2,
        date_long: "d MMMM y 'г'.", date_short: "d.MM.yy 'г'.", expansion: 1.16, expansion_short: 1.24, question_mark: '?',
        deepl: "BG", etranslation: "BG", libretranslate: Some("bg"),
    },
    Language {
        code: "es", tag: "es", endonym: "español", english: "Spanish", script: Script::Latin, rtl: false, order: 2,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Many, Other],
        quotes: &[('«', '»'), ('“', '”'), ('‘', '’')], quotes_cldr: &[('“', '”'), ('‘', '’')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '.', true, After), min_grouping_digits: 2,
        date_long: "d 'de' MMMM 'de' y", date_short: "d/M/yy", expansion: 1.19, expansion_short: 1.25, question_mark: '?',
        deepl: "ES", etranslation: "ES", libretranslate: Some("es"),
    },
    Language {
        code: "cs", tag: "cs", endonym: "čeština", english: "Czech", script: Script::Latin, rtl: false, order: 3,
        plural: Plural { categories: &[One, Few, Other], formula: "(n == 1) ? 0 : ((n >= 2 && n <= 4) ? 1 : 2)" }, cldr_categories: &[One, Few, Many, Other],
        quotes: &[('„', '“'), ('‚', '‘'), ('»', '«')], quotes_cldr: &[('„', '“'), ('‚', '‘')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{a0}', true, After), min_grouping_digits: 1,
        date_long: "d. MMMM y", date_short: "dd.MM.yy", expansion: 1.08, expansion_short: 1.14, question_mark: '?',
        deepl: "CS", etranslation: "CS", libretranslate: Some("cs"),
    },
    Language {
        code: "da", tag: "da", endonym: "dansk", english: "Danish", script: Script::Latin, rtl: false, order: 4,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Other],
        quotes: &[('»', '«'), ('»', '«')], quotes_cldr: &[('“', '”'), ('‘', '’')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '.', true, After), min_grouping_digits: 1,
        date_long: "d. MMMM y", date_short: "dd.MM.y", expansion: 1.05, expansion_short: 1.08, question_mark: '?',
        deepl: "DA", etranslation: "DA", libretranslate: Some("da"),
    },
    Language {
        code: "de", tag: "de", endonym: "Deutsch", english: "German", script: Script::Latin, rtl: false, order: 5,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Other],
        quotes: &[('„', '“'), ('‚', '‘')], quotes_cldr: &[('„', '“'), ('‚', '‘')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '.', true, After), min_grouping_digits: 1,
        date_long: "d. MMMM y", date_short: "dd.MM.yy", expansion: 1.16, expansion_short: 1.20, question_mark: '?',
        deepl: "DE", etranslation: "DE", libretranslate: Some("de"),
    },
    Language {
        code: "et", tag: "et", endonym: "eesti keel", english: "Estonian", script: Script::Latin, rtl: false, order: 6,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Other],
        quotes: &[('„', '“'), ('„', '“'), ('„', '“')], quotes_cldr: &[('„', '“'), ('‚', '‘')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{a0}', false, After), min_grouping_digits: 2,
        date_long: "d. MMMM y", date_short: "dd.MM.yy", expansion: 1.02, expansion_short: 1.12, question_mark: '?',
        deepl: "ET", etranslation: "ET", libretranslate: Some("et"),
    },
    Language {
        code: "el", tag: "el", endonym: "ελληνικά", english: "Greek", script: Script::Greek, rtl: false, order: 7,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Other],
        quotes: &[('«', '»'), ('“', '”'), ('‘', '’')], quotes_cldr: &[('«', '»'), ('“', '”')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '.', false, After), min_grouping_digits: 1,
        date_long: "d MMMM y", date_short: "d/M/yy", expansion: 1.24, expansion_short: 1.29, question_mark: ';',
        deepl: "EL", etranslation: "EL", libretranslate: Some("el"),
    },
    Language {
        code: "en", tag: "en-GB", endonym: "English", english: "English", script: Script::Latin, rtl: false, order: 8,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Other],
        quotes: &[('‘', '’'), ('“', '”')], quotes_cldr: &[('“', '”'), ('‘', '’')],
        numbers: numbers('.', '\u{a0}', true, Before), numbers_cldr: numbers('.', ',', false, Before), min_grouping_digits: 1,
        date_long: "d MMMM y", date_short: "dd/MM/y", expansion: 1.00, expansion_short: 1.00, question_mark: '?',
        deepl: "EN-GB", etranslation: "EN", libretranslate: Some("en"),
    },
    Language {
        code: "fr", tag: "fr", endonym: "français", english: "French", script: Script::Latin, rtl: false, order: 9,
        plural: Plural { categories: &[One, Other], formula: "n > 1" }, cldr_categories: &[One, Many, Other],
        quotes: &[('«', '»'), ('“', '”'), ('‘', '’')], quotes_cldr: &[('«', '»'), ('«', '»')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{202f}', true, After), min_grouping_digits: 1,
        date_long: "d MMMM y", date_short: "dd/MM/y", expansion: 1.23, expansion_short: 1.25, question_mark: '?',
        deepl: "FR", etranslation: "FR", libretranslate: Some("fr"),
    },
    Language {
        code: "ga", tag: "ga", endonym: "Gaeilge", english: "Irish", script: Script::Latin, rtl: false, order: 10,
        plural: Plural { categories: &[One, Two, Few, Many, Other], formula: "(n == 1) ? 0 : ((n == 2) ? 1 : ((n >= 3 && n <= 6) ? 2 : ((n >= 7 && n <= 10) ? 3 : 4)))" }, cldr_categories: &[One, Two, Few, Many, Other],
        quotes: &[('“', '”'), ('‘', '’'), ('“', '”')], quotes_cldr: &[('“', '”'), ('‘', '’')],
        numbers: numbers('.', '\u{a0}', true, Before), numbers_cldr: numbers('.', ',', false, Before), min_grouping_digits: 1,
        date_long: "d MMMM y", date_short: "dd/MM/y", expansion: 1.24, expansion_short: 1.31, question_mark: '?',
        deepl: "GA", etranslation: "GA", libretranslate: Some("ga"),
    },
    Language {
        code: "hr", tag: "hr", endonym: "hrvatski", english: "Croatian", script: Script::Latin, rtl: false, order: 11,
        plural: Plural { categories: &[One, Few, Other], formula: "(n % 10 == 1 && n % 100 != 11) ? 0 : ((n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14)) ? 1 : 2)" }, cldr_categories: &[One, Few, Other],
        quotes: &[('„', '”'), ('‚', '’'), ('‚', '’')], quotes_cldr: &[('„', '“'), ('‚', '‘')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '.', true, After), min_grouping_digits: 1,
        date_long: "d. MMMM y.", date_short: "dd. MM. y.", expansion: 1.06, expansion_short: 1.18, question_mark: '?',
        deepl: "HR", etranslation: "HR", libretranslate: None,
    },
    Language {
        code: "it", tag: "it", endonym: "italiano", english: "Italian", script: Script::Latin, rtl: false, order: 12,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Many, Other],
        quotes: &[('«', '»'), ('“', '”'), ('‘', '’')], quotes_cldr: &[('«', '»'), ('“', '”')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '.', false, After), min_grouping_digits: 2,
        date_long: "d MMMM y", date_short: "dd/MM/yy", expansion: 1.13, expansion_short: 1.19, question_mark: '?',
        deepl: "IT", etranslation: "IT", libretranslate: Some("it"),
    },
    Language {
        code: "lv", tag: "lv", endonym: "latviešu valoda", english: "Latvian", script: Script::Latin, rtl: false, order: 13,
        plural: Plural { categories: &[Zero, One, Other], formula: "(n % 10 == 0 || n % 100 >= 11 && n % 100 <= 19) ? 0 : ((n % 10 == 1 && n % 100 != 11) ? 1 : 2)" }, cldr_categories: &[Zero, One, Other],
        quotes: &[('“', '”'), ('“', '”'), ('“', '”')], quotes_cldr: &[('“', '”'), ('‘', '’')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{a0}', false, After), min_grouping_digits: 2,
        date_long: "y. 'gada' d. MMMM", date_short: "dd.MM.yy", expansion: 1.08, expansion_short: 1.20, question_mark: '?',
        deepl: "LV", etranslation: "LV", libretranslate: Some("lv"),
    },
    Language {
        code: "lt", tag: "lt", endonym: "lietuvių kalba", english: "Lithuanian", script: Script::Latin, rtl: false, order: 14,
        plural: Plural { categories: &[One, Few, Other], formula: "(n % 10 == 1 && (n % 100 < 11 || n % 100 > 19)) ? 0 : ((n % 10 >= 2 && n % 10 <= 9 && (n % 100 < 11 || n % 100 > 19)) ? 1 : 2)" }, cldr_categories: &[One, Few, Many, Other],
        quotes: &[('„', '“'), ('„', '“'), ('„', '“')], quotes_cldr: &[('„', '“'), ('„', '“')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{a0}', true, After), min_grouping_digits: 1,
        date_long: "y 'm'. MMMM d 'd'.", date_short: "y-MM-dd", expansion: 1.09, expansion_short: 1.28, question_mark: '?',
        deepl: "LT", etranslation: "LT", libretranslate: Some("lt"),
    },
    Language {
        code: "hu", tag: "hu", endonym: "magyar", english: "Hungarian", script: Script::Latin, rtl: false, order: 15,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Other],
        quotes: &[('„', '”'), ('»', '«'), ('’', '’')], quotes_cldr: &[('„', '”'), ('»', '«')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{a0}', false, After), min_grouping_digits: 2,
        date_long: "y. MMMM d.", date_short: "y. MM. dd.", expansion: 1.19, expansion_short: 1.27, question_mark: '?',
        deepl: "HU", etranslation: "HU", libretranslate: Some("hu"),
    },
    Language {
        code: "mt", tag: "mt", endonym: "Malti", english: "Maltese", script: Script::Latin, rtl: false, order: 16,
        plural: Plural { categories: &[One, Two, Few, Many, Other], formula: "(n == 1) ? 0 : ((n == 2) ? 1 : ((n == 0 || n % 100 >= 3 && n % 100 <= 10) ? 2 : ((n % 100 >= 11 && n % 100 <= 19) ? 3 : 4)))" }, cldr_categories: &[One, Two, Few, Many, Other],
        quotes: &[('“', '”'), ('‘', '’'), ('“', '”')], quotes_cldr: &[('“', '”'), ('‘', '’')],
        numbers: numbers('.', '\u{a0}', true, Before), numbers_cldr: numbers('.', ',', false, Before), min_grouping_digits: 1,
        date_long: "d 'ta'’ MMMM y", date_short: "dd/MM/y", expansion: 1.16, expansion_short: 1.26, question_mark: '?',
        deepl: "MT", etranslation: "MT", libretranslate: None,
    },
    Language {
        code: "nl", tag: "nl", endonym: "Nederlands", english: "Dutch", script: Script::Latin, rtl: false, order: 17,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Other],
        quotes: &[('„', '”'), ('„', '”')], quotes_cldr: &[('‘', '’'), ('‘', '’')],
        numbers: numbers(',', '\u{a0}', true, Before), numbers_cldr: numbers(',', '.', false, Before), min_grouping_digits: 1,
        date_long: "d MMMM y", date_short: "dd-MM-y", expansion: 1.08, expansion_short: 1.17, question_mark: '?',
        deepl: "NL", etranslation: "NL", libretranslate: Some("nl"),
    },
    Language {
        code: "pl", tag: "pl", endonym: "polski", english: "Polish", script: Script::Latin, rtl: false, order: 18,
        plural: Plural { categories: &[One, Few, Many], formula: "(n == 1) ? 0 : ((n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14)) ? 1 : 2)" }, cldr_categories: &[One, Few, Many, Other],
        quotes: &[('„', '”'), ('»', '«'), ('‘', '’')], quotes_cldr: &[('„', '”'), ('«', '»')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{a0}', false, After), min_grouping_digits: 2,
        date_long: "d MMMM y", date_short: "d.MM.y", expansion: 1.12, expansion_short: 1.19, question_mark: '?',
        deepl: "PL", etranslation: "PL", libretranslate: Some("pl"),
    },
    Language {
        code: "pt", tag: "pt-PT", endonym: "português", english: "Portuguese", script: Script::Latin, rtl: false, order: 19,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Many, Other],
        quotes: &[('«', '»'), ('“', '”'), ('‘', '’')], quotes_cldr: &[('«', '»'), ('“', '”')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{a0}', false, After), min_grouping_digits: 2,
        date_long: "d 'de' MMMM 'de' y", date_short: "dd/MM/yy", expansion: 1.15, expansion_short: 1.20, question_mark: '?',
        deepl: "PT-PT", etranslation: "PT", libretranslate: Some("pt"),
    },
    Language {
        code: "ro", tag: "ro", endonym: "română", english: "Romanian", script: Script::Latin, rtl: false, order: 20,
        plural: Plural { categories: &[One, Few, Other], formula: "(n == 1) ? 0 : ((n == 0 || n != 1 && n % 100 >= 1 && n % 100 <= 19) ? 1 : 2)" }, cldr_categories: &[One, Few, Other],
        quotes: &[('„', '”'), ('«', '»'), ('„', '”')], quotes_cldr: &[('„', '”'), ('«', '»')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '.', true, After), min_grouping_digits: 1,
        date_long: "d MMMM y", date_short: "dd.MM.y", expansion: 1.17, expansion_short: 1.20, question_mark: '?',
        deepl: "RO", etranslation: "RO", libretranslate: Some("ro"),
    },
    Language {
        code: "sk", tag: "sk", endonym: "slovenčina", english: "Slovak", script: Script::Latin, rtl: false, order: 21,
        plural: Plural { categories: &[One, Few, Other], formula: "(n == 1) ? 0 : ((n >= 2 && n <= 4) ? 1 : 2)" }, cldr_categories: &[One, Few, Many, Other],
        quotes: &[('„', '“'), ('‚', '‘'), ('»', '«')], quotes_cldr: &[('„', '“'), ('‚', '‘')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{a0}', true, After), min_grouping_digits: 1,
        date_long: "d. MMMM y", date_short: "d. M. y", expansion: 1.06, expansion_short: 1.17, question_mark: '?',
        deepl: "SK", etranslation: "SK", libretranslate: Some("sk"),
    },
    Language {
        code: "sl", tag: "sl", endonym: "slovenščina", english: "Slovenian", script: Script::Latin, rtl: false, order: 22,
        plural: Plural { categories: &[One, Two, Few, Other], formula: "(n % 100 == 1) ? 0 : ((n % 100 == 2) ? 1 : ((n % 100 == 3 || n % 100 == 4) ? 2 : 3))" }, cldr_categories: &[One, Two, Few, Other],
        quotes: &[('„', '“'), ('‚', '‘'), ('‚', '‘')], quotes_cldr: &[('„', '“'), ('‚', '‘')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '.', true, After), min_grouping_digits: 2,
        date_long: "d. MMMM y", date_short: "d. M. yy", expansion: 1.02, expansion_short: 1.17, question_mark: '?',
        deepl: "SL", etranslation: "SL", libretranslate: Some("sl"),
    },
    Language {
        code: "fi", tag: "fi", endonym: "suomi", english: "Finnish", script: Script::Latin, rtl: false, order: 23,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Other],
        quotes: &[('”', '”'), ('’', '’')], quotes_cldr: &[('”', '”'), ('’', '’')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{a0}', true, After), min_grouping_digits: 1,
        date_long: "d. MMMM y", date_short: "d.M.y", expansion: 1.02, expansion_short: 1.17, question_mark: '?',
        deepl: "FI", etranslation: "FI", libretranslate: Some("fi"),
    },
    Language {
        code: "sv", tag: "sv", endonym: "svenska", english: "Swedish", script: Script::Latin, rtl: false, order: 24,
        plural: Plural { categories: &[One, Other], formula: "n != 1" }, cldr_categories: &[One, Other],
        quotes: &[('”', '”'), ('’', '’')], quotes_cldr: &[('”', '”'), ('’', '’')],
        numbers: numbers(',', '\u{a0}', true, After), numbers_cldr: numbers(',', '\u{a0}', true, After), min_grouping_digits: 1,
        date_long: "d MMMM y", date_short: "y-MM-dd", expansion: 0.98, expansion_short: 1.07, question_mark: '?',
        deepl: "SV", etranslation: "SV", libretranslate: Some("sv"),
    },
];

const fn numbers(decimal: char, group: char, percent_space: bool, euro: EuroPlace) -> NumberStyle {
    NumberStyle { decimal, group, percent_space, euro }
}
