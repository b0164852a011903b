//! What a localised page says about its own state, in its own language.

use crate::language::Language;

/// What a page must tell its readers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageState {
    /// Some of its text is an unreviewed machine draft.
    pub has_draft: bool,
    /// Some of its text translates an earlier English wording.
    pub has_stale: bool,
    /// Some of its text is still English.
    pub has_english: bool,
}

/// The three sentences in one language.
struct Wording {
    code: &'static str,
    draft: &'static str,
    stale: &'static str,
    english: &'static str,
}

/// Returns the sentences that apply, in the page's language, in the order draft, stale, English; empty when nothing
/// needs saying. A language without its own wording is told in English.
#[must_use]
pub fn notice(language: &Language, page: PageState) -> String {
    let wording = WORDINGS.iter().find(|wording| wording.code == language.code).unwrap_or(&ENGLISH);
    [(page.has_draft, wording.draft), (page.has_stale, wording.stale), (page.has_english, wording.english)]
        .into_iter()
        .filter_map(|(applies, sentence)| applies.then_some(sentence))
        .collect::<Vec<_>>()
        .join(" ")
}

const ENGLISH: Wording = Wording {
    code: "en",
    draft: "Parts of this page were translated by machine and have not been reviewed.",
    stale: "Parts of this page are out of date: the English original has changed since.",
    english: "Parts of this page have not been translated yet and are shown in English.",
};

#[rustfmt::skip]
static WORDINGS: [Wording; 23] = [
    Wording {
        code: "bg",
        draft: "Части от тази страница са преведени машинно и не са проверени.",
        stale: "Части от тази страница не са актуални: оригиналът на английски език е променен междувременно.",
        english: "Части от тази страница все още не са преведени и са на английски език.",
    },
    Wording {
        code: "es",
        draft: "Algunas partes de esta página se han traducido automáticamente y no se han revisado.",
        stale: "Algunas partes de esta página no están actualizadas: el original inglés ha cambiado desde entonces.",
        english: "Algunas partes de esta página aún no se han traducido y se muestran en inglés.",
    },
    Wording {
        code: "cs",
        draft: "Části této stránky byly přeloženy strojově a nebyly zkontrolovány.",
        stale: "Části této stránky nejsou aktuální: anglický originál se mezitím změnil.",
        english: "Části této stránky ještě nejsou přeloženy a jsou uvedeny v angličtině.",
    },
    Wording {
        code: "da",
        draft: "Dele af denne side er maskinoversat og ikke gennemgået.",
        stale: "Dele af denne side er forældede: Den engelske original er ændret siden.",
        english: "Dele af denne side er endnu ikke oversat og vises på engelsk.",
    },
    Wording {
        code: "de",
        draft: "Teile dieser Seite wurden maschinell übersetzt und nicht überprüft.",
        stale: "Teile dieser Seite sind nicht mehr aktuell: Das englische Original wurde inzwischen geändert.",
        english: "Teile dieser Seite sind noch nicht übersetzt und erscheinen auf Englisch.",
    },
    Wording {
        code: "et",
        draft: "Osa sellest lehest on masintõlge, mida ei ole üle vaadatud.",
        stale: "Osa sellest lehest on aegunud: ingliskeelset originaali on vahepeal muudetud.",
        english: "Osa sellest lehest ei ole veel tõlgitud ja on inglise keeles.",
    },
    Wording {
        code: "el",
        draft: "Τμήματα αυτής της σελίδας έχουν μεταφραστεί αυτόματα και δεν έχουν ελεγχθεί.",
        stale: "Τμήματα αυτής της σελίδας δεν είναι επικαιροποιημένα: το αγγλικό πρωτότυπο έχει αλλάξει στο μεταξύ.",
        english: "Τμήματα αυτής της σελίδας δεν έχουν ακόμη μεταφραστεί και εμφανίζονται στα αγγλικά.",
    },
    Wording {
        code: "fr",
        draft: "Certaines parties de cette page ont été traduites automatiquement et n'ont pas été relues.",
        stale: "Certaines parties de cette page ne sont plus à jour: l'original anglais a été modifié depuis.",
        english: "Certaines parties de cette page ne sont pas encore traduites et apparaissent en anglais.",
    },
    Wording {
        code: "ga",
        draft: "Rinneadh codanna den leathanach seo a mheaisínaistriú agus níor athbhreithníodh iad.",
        stale: "Tá codanna den leathanach seo as dáta: athraíodh an bunleagan Béarla ó shin.",
        english: "Níor aistríodh codanna den leathanach seo fós agus tá siad i mBéarla.",
    },
    Wording {
        code: "hr",
        draft: "Dijelovi ove stranice strojno su prevedeni i nisu provjereni.",
        stale: "Dijelovi ove stranice nisu ažurni: engleski izvornik u međuvremenu je izmijenjen.",
        english: "Dijelovi ove stranice još nisu prevedeni i prikazani su na engleskom jeziku.",
    },
    Wording {
        code: "it",
        draft: "Alcune parti di questa pagina sono state tradotte automaticamente e non sono state riviste.",
        stale: "Alcune parti di questa pagina non sono aggiornate: nel frattempo l'originale inglese è cambiato.",
        english: "Alcune parti di questa pagina non sono ancora state tradotte e sono in inglese.",
    },
    Wording {
        code: "lv",
        draft: "Šīs lapas daļas ir mašīntulkotas un nav pārskatītas.",
        stale: "Šīs lapas daļas nav aktuālas: oriģināls angļu valodā pa šo laiku ir mainīts.",
        english: "Šīs lapas daļas vēl nav iztulkotas un ir angļu valodā.",
    },
    Wording {
        code: "lt",
        draft: "Dalis šio puslapio išversta mašininiu būdu ir neperžiūrėta.",
        stale: "Dalis šio puslapio pasenusi: originalas anglų kalba per tą laiką pakeistas.",
        english: "Dalis šio puslapio dar neišversta ir pateikiama anglų kalba.",
    },
    Wording {
        code: "hu",
        draft: "Az oldal egyes részei gépi fordítással készültek, és nem ellenőrizték őket.",
        stale: "Az oldal egyes részei elavultak: az angol eredeti időközben megváltozott.",
        english: "Az oldal egyes részeit még nem fordították le, ezek angolul jelennek meg.",
    },
    Wording {
        code: "mt",
        draft: "Partijiet minn din il-paġna ġew tradotti b'mod awtomatiku u ma ġewx riveduti.",
        stale: "Partijiet minn din il-paġna mhumiex aġġornati: l-oriġinal bl-Ingliż inbidel minn dak iż-żmien 'l hawn.",
        english: "Partijiet minn din il-paġna għadhom ma ġewx tradotti u jidhru bl-Ingliż.",
    },
    Wording {
        code: "nl",
        draft: "Delen van deze pagina zijn automatisch vertaald en niet nagekeken.",
        stale: "Delen van deze pagina zijn verouderd: het Engelse origineel is inmiddels gewijzigd.",
        english: "Delen van deze pagina zijn nog niet vertaald en staan in het Engels.",
    },
    Wording {
        code: "pl",
        draft: "Części tej strony zostały przetłumaczone maszynowo i nie zostały sprawdzone.",
        stale: "Części tej strony są nieaktualne: angielski oryginał w międzyczasie zmieniono.",
        english: "Części tej strony nie zostały jeszcze przetłumaczone i są w języku angielskim.",
    },
    Wording {
        code: "pt",
        draft: "Partes desta página foram traduzidas automaticamente e não foram revistas.",
        stale: "Partes desta página estão desatualizadas: o original inglês foi entretanto alterado.",
        english: "Partes desta página ainda não foram traduzidas e são apresentadas em inglês.",
    },
    Wording {
        code: "ro",
        draft: "Unele părți ale acestei pagini au fost traduse automat și nu au fost revizuite.",
        stale: "Unele părți ale acestei pagini nu sunt la zi: originalul în limba engleză s-a modificat între timp.",
        english: "Unele părți ale acestei pagini nu au fost încă traduse și sunt în limba engleză.",
    },
    Wording {
        code: "sk",
        draft: "Časti tejto stránky boli preložené strojovo a neboli skontrolované.",
        stale: "Časti tejto stránky nie sú aktuálne: anglický originál sa medzičasom zmenil.",
        english: "Časti tejto stránky ešte nie sú preložené a sú uvedené v angličtine.",
    },
    Wording {
        code: "sl",
        draft: "Deli te strani so bili strojno prevedeni in niso bili pregledani.",
        stale: "Deli te strani niso posodobljeni: angleški izvirnik se je medtem spremenil.",
        english: "Deli te strani še niso prevedeni in so prikazani v angleščini.",
    },
    Wording {
        code: "fi",
        draft: "Osa tästä sivusta on konekäännetty, eikä käännöstä ole tarkistettu.",
        stale: "Osa tästä sivusta on vanhentunut: englanninkielistä alkutekstiä on muutettu käännöksen jälkeen.",
        english: "Osaa tästä sivusta ei ole vielä käännetty, ja se näkyy englanniksi.",
    },
    Wording {
        code: "sv",
        draft: "Delar av denna sida är maskinöversatta och har inte granskats.",
        stale: "Delar av denna sida är inaktuella: det engelska originalet har ändrats sedan dess.",
        english: "Delar av denna sida är ännu inte översatta och visas på engelska.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    #[test]
    fn every_target_language_has_its_own_wording() {
        for language in language::official_targets() {
            assert!(WORDINGS.iter().any(|wording| wording.code == language.code), "{}", language.code);
        }
    }

    #[test]
    fn a_page_in_order_says_nothing() {
        let danish = language::find("da").expect("official");
        assert_eq!(notice(danish, PageState::default()), "");
        let page = PageState { has_draft: true, has_stale: false, has_english: true };
        assert_eq!(notice(danish, page).matches('.').count(), 2);
    }
}
