//! Function words of the 24 official languages: the small words that give a language away.
//!
//! Articles, pronouns, prepositions, conjunctions, auxiliaries and particles in lower case, chosen by hand from
//! grammars and checked against public translations (`docs/quality.md`). A word may belong to several languages.

use std::sync::OnceLock;

use super::address;

/// The words of each language, separated by spaces.
pub(super) static WORDS: [(&str, &str); 24] = [
    (
        "bg",
        "и на за се да от с в е не са по при ще или този тази това тези който която което които като към до без във със \
         може трябва има няма ако когато след преди между върху само още много също така но че бъде беше бяха вашия \
         вашата вашите вие вас ви ми му ги го им си те той тя ние как какво къде защо всички всеки всяка нито чрез \
         според относно през над под около",
    ),
    (
        "es",
        "el la los las un una unos unas de del al y e o u que en es son por para con sin se su sus no lo le les este \
         esta estos estas ese esa esto como más pero si ya cuando donde desde hasta entre sobre puede pueden debe \
         deben ser estar ha han hay fue era está están usted ustedes nos también muy cada todos todas otro otra qué \
         quién cuál según durante",
    ),
    (
        "cs",
        "a v ve na se s si k ke z ze o u do od po pro při za nebo ani že ale pokud když aby jako jak než i je jsou být \
         bude budou byl byla bylo byly není nejsou tento tato toto tyto ten ta to který která které kteří jejich jeho \
         její vaše váš vám vás jste můžete může mohou musí má mají také ještě jen pouze všechny každý podle mezi před \
         přes bez pod nad co kde proč kdo jsme jsem jsi",
    ),
    (
        "da",
        "og i at er en et den det de der som på til af for med ikke kan skal vil har fra om ved eller men du din dit \
         dine dig jeg vi os vores hvis når hvor hvad hvordan hvorfor hvilke hvilken dette denne disse være bliver blev \
         var også kun meget mere alle hver efter før under over mellem uden så sig sin sit sine hun han deres jer jeres \
         må bør mod hos samt",
    ),
    (
        "de",
        "der die das den dem des ein eine einen einem einer eines und oder aber nicht ist sind war wird werden wurde \
         wurden sein haben hat kann können muss müssen soll sollen mit von vom zu zum zur in im an am auf aus bei für \
         nach über unter vor durch ohne um als wie wenn dass ob sich sie ihr ihre ihrer ihren ihrem es er wir uns auch \
         nur noch mehr diese dieser dieses diesem diesen alle jede jeder bitte kein keine was wer wo warum",
    ),
    (
        "et",
        "ja on ei ole oli olid olla et see selle seda sellest sellele need nende kas või kui kuid aga ka mis mida mille \
         kes keda kelle ning oma saab saate võib võivad peab tuleb teie teil teile te me meie ta nad tema nende kõik \
         iga ainult veel enne pärast ilma koos kuni jaoks kohta alates vahel üle all juures siis nii kuidas miks kus \
         pole seotud",
    ),
    (
        "el",
        "και το τα τη την της του των τους τις στο στη στην στον στα στις στους ο η οι ένα ένας μια μία με για από σε \
         που πως ότι αν είναι ήταν έχει έχουν έχετε θα να δεν μην ή αλλά όπως όταν πριν μετά κατά προς χωρίς μεταξύ \
         σας μας εσείς αυτό αυτή αυτός αυτά αυτές αυτού κάθε όλα όλες όλοι μόνο επίσης πολύ μπορεί μπορείτε πρέπει \
         τι πού γιατί ποιος ως",
    ),
    (
        "en",
        "the of and to in a an is are was were be been for on at by with from as that this these those it its not or \
         but if you your we our they their he she his her can could may must should would will shall do does did has \
         have had what which who when where how why all any each every no only also more most than then there here \
         into about between before after over under through out up during without please",
    ),
    (
        "fr",
        "le la les l un une des de du d au aux et ou mais que qui qu dont où ne pas plus n est sont été être avoir a \
         ont était sera peut peuvent doit doivent pour par avec sans dans sur sous entre vers chez ce cet cette ces \
         c son sa ses leur leurs votre vos vous nous notre nos il elle ils elles on se s si comme aussi très tout tous \
         toutes toute chaque autre quand comment pourquoi quel quelle après avant selon depuis",
    ),
    (
        "ga",
        "an na agus is ar i in le do go ag leis don den sa san as ó faoi chun nó ach má mura níl tá bhí bhfuil beidh ní \
         nach gur gan trí roimh tar éis idir mar seo sin é í iad sé sí siad tú sibh muid mé a atá d bhur cad conas cén \
         cé gach eile freisin féin áit nuair dá ina inar chuig maidir thar faoin ón leo leat agat agaibh agam \
         féidir ba cheart raibh",
    ),
    (
        "hr",
        "i u na za se je su da s sa od do iz o po pri ili ne nije nisu ali ako kada kako što koji koja koje kojih kojim \
         ovaj ova ovo ovi taj ta to te biti bio bila bilo bit će ćete može mogu mora moraju treba ima nema vas vam vaš \
         vaša vaše ste smo nas nam njihov njegov svi sve svaki samo također još već prije poslije nakon između bez \
         kroz prema pod nad gdje zašto tko",
    ),
    (
        "it",
        "il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai \
         in nel nella nei nelle su sul sulla con per tra fra e ed o ma se che chi cui non è sono era essere stato stata \
         ha hanno può possono deve devono si questo questa questi queste quello come quando dove perché più anche solo \
         ogni tutti tutte sua suo loro vostro vostra ci ne voi noi quale dopo prima durante senza",
    ),
    (
        "lv",
        "un ir nav ar par no uz pie pēc bez līdz kas kā ka ja lai vai bet gan arī tikai jau vēl šis šī šo šie šīs tas \
         tā to tie tās viņš viņa viņi jūs jūsu jums mēs mūsu mums jābūt var varat būt bija būs tiek tika kad kur kāpēc \
         kurš kura kuri kuru visi visas katrs katra savu savas starp pirms pret zem virs caur kopā nevar esat esam",
    ),
    (
        "lt",
        "ir yra nėra su į iš už prie po per be nuo iki apie tarp prieš dėl pagal kad kaip kai jei ar arba bet tačiau taip \
         ne tik dar jau taip pat šis ši šie šios šio šią tas ta tai tie jis ji jie jų jo jos jūs jūsų jums mes mūsų \
         mums gali galite turi turite būti buvo bus kuris kuri kurie kurių kokie kas kur kodėl visi visos kiekvienas \
         savo esate daugiau",
    ),
    (
        "hu",
        "a az és is nem hogy van vannak volt egy ez ezt ezek azt azok de ha vagy mint csak még már meg el ki be le fel \
         kell lehet lesz ön önök önnek ők mi mit milyen melyik hol hogyan miért minden után előtt között alatt felett \
         nélkül szerint által mellett során vagyis illetve valamint amely amelyek amelyet aki akik ami amit pedig sem \
         legyen nincs nincsenek ennek annak ezen azon",
    ),
    (
        "mt",
        "il l ta ta’ li u ma f fil fi mill minn għal għall biex jew dan din dawn dak dik dawk kien kienet hija hu huwa \
         hi huma bi bil b tal tat tas tad tar tax mal ma’ lil lill is it id ir in ix iż iċ iz fuq taħt bejn wara qabel \
         jekk meta kif x’ xi kull aktar biss ukoll hemm għandu għandha għandhom għandek jista’ tista’ tistgħu jistgħu \
         jkun tkun ikun tiegħek tiegħu tagħha tagħhom tagħkom tagħna int intom aħna permezz mhux mhuwiex bħala",
    ),
    (
        "nl",
        "de het een en of van in op te met voor aan bij naar uit over om door tot als dat die dit deze is zijn was \
         waren wordt worden werd heeft hebben had kan kunnen moet moeten mag zal zullen niet geen maar ook nog al dan \
         er u uw je jouw jullie hij zij ze wij we ons onze hun wat wie waar waarom hoe wanneer welke alle elke meer \
         tussen zonder na voordat omdat indien zich",
    ),
    (
        "pl",
        "i w we na z ze do od o po za przy dla przez przed nad pod między bez oraz lub albo ale że żeby aby jeśli gdy \
         jak czy nie się jest są był była było były być będzie będą ten ta to te tego tej tym tych który która które \
         których można może mogą należy musi ma mają twój twoje pan pani państwa ich jego jej już tylko także również \
         wszystkie każdy każda co gdzie dlaczego kto",
    ),
    (
        "pt",
        "o a os as um uma uns umas de do da dos das em no na nos nas ao à aos às por pelo pela pelos pelas para com sem \
         e ou mas que se não é são foi era ser estar está estão tem têm há pode podem deve devem este esta estes estas \
         esse essa isto isso como quando onde mais muito também já só sobre entre até desde seu sua seus suas você qual \
         quem porque cada todos todas outro outra",
    ),
    (
        "ro",
        "și în de la cu pe din pentru prin sau dar că să nu este sunt a fost fi fie va vor o un unei unui unor al ale ai \
         cel cea cei cele acest această aceste acești aceasta care ce cum când unde dacă mai foarte doar numai după \
         înainte între fără către despre dumneavoastră vă vi noi ne lui lor se îl le poate pot trebuie au are aveți \
         puteți orice toate toți fiecare nici decât până",
    ),
    (
        "sk",
        "a v vo na sa s so z zo k ku o u do od po pre pri za alebo ani že ale ak keď aby ako než i je sú byť bude budú \
         bol bola bolo boli nie nemá tento táto toto tieto ten tá to ktorý ktorá ktoré ktorí ktorých ich jeho jej vaše \
         váš vám vás ste môžete môže môžu musí má majú tiež ešte len iba všetky každý podľa medzi pred cez bez pod nad \
         čo kde prečo kto sme som",
    ),
    (
        "sl",
        "in v na za se je so da z s od do iz o po pri ali ne ni niso pa če ko kako kot ki kar kaj kateri katera katere \
         katerih ta to te tega tem teh biti bil bila bilo bili bo bodo boste lahko mora morajo treba ima imajo vas vam \
         vaš vaša vaše ste smo nas nam njihov njegov vsi vse vsak samo tudi še že pred med brez skozi pod nad kje zakaj \
         kdo",
    ),
    (
        "fi",
        "ja on ei ole oli olla että se sen sitä siitä siihen ne niiden niitä tämä tämän tätä tässä nämä näiden joka \
         jonka jota jotka joiden mitä mikä kuka tai kun jos mutta myös vain vielä jo niin kuin kuten sekä eli voi \
         voivat voit voitte pitää täytyy tulee hän he me te sinä minä meidän teidän sinun heidän kaikki jokainen ennen \
         jälkeen ilman kanssa välillä mukaan aikana kautta miten miksi missä eivät ovat",
    ),
    (
        "sv",
        "och i att är en ett den det de som på till av för med inte kan ska skall vill har från om vid eller men du din \
         ditt dina dig jag vi oss vår våra hur när var vad varför vilka vilken detta denna dessa vara blir blev också \
         bara mycket mer alla varje efter före under över mellan utan så sig sin sitt sina hon han deras ni er era får \
         bör mot hos samt inom",
    ),
];

/// The hash under which a word is looked up, built byte by byte from its lower-case UTF-8.
///
/// Building the hash while a text is read spares every word a copy. Up to seven bytes are kept as they are, so that short
/// words never share a hash; of the listed words, no two do (a test); an unlisted longer one shares one by a chance of about
/// one in 10¹⁶.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordHash {
    state: u64,
    bytes: u64,
}

impl WordHash {
    /// The hash of no letters.
    pub const START: Self = Self { state: 0, bytes: 0 };

    /// Adds a byte, which must not be 0.
    #[must_use]
    #[inline]
    pub fn with(self, byte: u8) -> Self {
        let bytes = self.bytes << 8 | u64::from(byte);
        if bytes >> 56 == 0 { Self { bytes, ..self } } else { Self { state: mix(self.state ^ bytes), bytes: 0 } }
    }

    /// Returns the set of languages that have the word among their function words.
    #[must_use]
    pub fn mask(self) -> u32 {
        lists().known(self).languages
    }

    fn finish(self) -> u64 {
        mix(self.state.rotate_left(1) ^ self.bytes)
    }
}

/// Spreads the bits of a number over all of it; different numbers stay different.
fn mix(bits: u64) -> u64 {
    let bits = (bits ^ bits >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits ^ bits >> 29
}

/// What is known about a word, as sets of languages by protocol order; empty for most words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// The languages that have it among their function words.
    pub languages: u32,
    /// The languages that address the reader with it: [`super::address::PRONOUNS`] in lower case.
    pub address: u32,
}

/// Places in the table; about three times the number of words.
const SLOTS: usize = 8192;
/// Words of the small set, of 64 bits each: sixteen bits for each listed word.
const SEEN: usize = 1024;

fn slot(hash: u64) -> usize {
    usize::try_from(hash % SLOTS as u64).unwrap_or(0)
}

/// Returns the place of a hash in the small set.
fn seen(hash: u64) -> (usize, u32) {
    (usize::try_from((hash >> 40) % SEEN as u64).unwrap_or(0), (hash >> 58) as u32)
}

/// What is known about words.
pub struct Lists {
    /// Open addressing: an entry stands in its own slot or in the next free one.
    slots: Vec<(u64, Known)>,
    /// A bit for every hash; those of other words are mostly not set.
    seen: Vec<u64>,
}

impl Lists {
    /// Returns what is known about a word.
    #[must_use]
    #[inline]
    pub fn known(&self, word: WordHash) -> Known {
        let hash = word.finish();
        // Most words are not listed, and that the small set tells without a look at the table.
        let (word, bit) = seen(hash);
        if self.seen.get(word).is_none_or(|set| set >> bit & 1 == 0) {
            return Known::default();
        }
        let mut at = slot(hash);
        loop {
            match self.slots.get(at) {
                Some((other, known)) if *known != Known::default() => {
                    if *other == hash {
                        return *known;
                    }
                    at = (at + 1) % SLOTS;
                }
                _ => return Known::default(),
            }
        }
    }

    fn add(&mut self, word: &str, more: Known) {
        let hash = hash_of(word).finish();
        let (set, bit) = seen(hash);
        if let Some(set) = self.seen.get_mut(set) {
            *set |= 1 << bit;
        }
        let mut at = slot(hash);
        while let Some(entry) = self.slots.get_mut(at) {
            if entry.1 == Known::default() || entry.0 == hash {
                entry.0 = hash;
                entry.1.languages |= more.languages;
                entry.1.address |= more.address;
                break;
            }
            at = (at + 1) % SLOTS;
        }
    }
}

/// Returns the lists of all languages.
#[must_use]
pub fn lists() -> &'static Lists {
    static TABLE: OnceLock<Lists> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Lists { slots: vec![(0, Known::default()); SLOTS], seen: vec![0; SEEN] };
        for (bit, (_, words)) in WORDS.iter().enumerate() {
            let known = Known { languages: 1 << bit, address: 0 };
            words.split_whitespace().for_each(|word| table.add(word, known));
        }
        for (code, formal, informal) in address::PRONOUNS {
            let known = Known { languages: 0, address: bit(code).map_or(0, |bit| 1 << bit) };
            formal.split(' ').chain(informal.split(' ')).for_each(|word| table.add(&word.to_lowercase(), known));
        }
        table
    })
}

fn hash_of(word: &str) -> WordHash {
    word.bytes().fold(WordHash::START, WordHash::with)
}

/// Returns the set of languages that have `word`, in lower case, among their function words; 0 for other words.
/// Test it with [`has`] or count it with [`each`].
#[must_use]
pub fn mask(word: &str) -> u32 {
    hash_of(word).mask()
}

/// Returns the function words of a language, in lower case.
pub fn of(code: &str) -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(move |(other, _)| *other == code).flat_map(|(_, words)| words.split_whitespace())
}

/// Returns whether a set holds a language; `false` for a language without a list.
#[must_use]
pub fn has(mask: u32, code: &str) -> bool {
    mask != 0 && bit(code).is_some_and(|bit| mask & (1 << bit) != 0)
}

/// Returns the place of a language in the sets, or none for a language without a list.
#[must_use]
pub fn bit(code: &str) -> Option<usize> {
    WORDS.iter().position(|(other, _)| *other == code)
}

/// Returns the codes of the languages in a set, in protocol order.
pub fn each(mask: u32) -> impl Iterator<Item = &'static str> {
    WORDS.iter().enumerate().filter(move |(bit, _)| mask & (1 << bit) != 0).map(|(_, (code, _))| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_official_language_has_a_list_in_protocol_order() {
        let codes: Vec<_> = crate::language::OFFICIAL.iter().map(|language| language.code).collect();
        assert_eq!(WORDS.map(|(code, _)| code).to_vec(), codes);
        for (code, words) in WORDS {
            let count = words.split_whitespace().count();
            assert!((60..=140).contains(&count), "{code}: {count}");
            assert!(words.split_whitespace().all(|word| word == word.to_lowercase()), "{code}");
        }
    }

    #[test]
    fn no_two_words_share_a_hash() {
        let pronouns = address::PRONOUNS.iter().flat_map(|(_, formal, informal)| [formal, informal]);
        let lists = WORDS.iter().map(|(_, words)| words).chain(pronouns);
        let mut words: Vec<String> = lists.flat_map(|words| words.split_whitespace()).map(str::to_lowercase).collect();
        words.sort_unstable();
        words.dedup();
        let mut hashes: Vec<u64> = words.iter().map(|word| hash_of(word).finish()).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), words.len());
        assert!(words.len() * 2 < SLOTS);
    }

    #[test]
    fn a_word_of_two_languages_is_in_both() {
        assert!(has(mask("und"), "de") && !has(mask("und"), "en"));
        assert!(has(mask("in"), "de") && has(mask("in"), "en"));
    }
}
