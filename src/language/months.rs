//! The names of the months in running text.
//!
//! Invariant: what is listed names a month wherever it stands, or, where another word is spelt alike, in a date only.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The months that a word may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthWord {
    /// The month, from 0.
    pub month: usize,
    /// Whether it names the month beside a day or year only.
    pub in_date: bool,
    /// Whether it is an abbreviation that another word is spelt like: only with a full stop.
    pub with_stop: bool,
}

#[derive(Debug, Default)]
struct Months {
    whole: HashMap<&'static str, MonthWord>,
    beginnings: Vec<(&'static str, usize)>,
}

static MONTHS: LazyLock<HashMap<&str, Months>> = LazyLock::new(|| {
    let read = |(code, names): &(&'static str, &'static str)| {
        let mut months = Months::default();
        for (month, names) in names.split_whitespace().enumerate() {
            for name in names.split('|') {
                match (name.strip_suffix('$'), name.strip_suffix('#')) {
                    (Some(name), _) => {
                        months.whole.insert(name, MonthWord { month, in_date: false, with_stop: false });
                    }
                    (_, Some(name)) => {
                        months.whole.insert(name, MonthWord { month, in_date: true, with_stop: false });
                    }
                    _ => months.beginnings.push((name, month)),
                }
            }
        }
        let short = SHORT.iter().find(|(other, _)| other == code).map_or("", |(_, names)| names);
        for (month, names) in short.split_whitespace().enumerate() {
            for name in names.split('|').filter(|name| *name != "-") {
                let bare = name.trim_end_matches('.');
                let word = MonthWord { month, in_date: true, with_stop: bare != name };
                months.whole.entry(bare).or_insert(word);
            }
        }
        (*code, months)
    };
    NAMES.iter().map(read).collect()
});

/// Returns whether the months of a language are known.
#[must_use]
pub fn has_months(code: &str) -> bool {
    MONTHS.contains_key(code)
}

/// Returns the month that a word in lower case and NFC names.
#[must_use]
pub fn month_word(code: &str, word: &str) -> Option<MonthWord> {
    let months = MONTHS.get(code)?;
    let beginning = || {
        let month = months.beginnings.iter().find(|(name, _)| word.starts_with(name))?.1;
        Some(MonthWord { month, in_date: false, with_stop: false })
    };
    months.whole.get(word).copied().or_else(beginning)
}

/// The beginnings that all case forms of a month's name share and no other word has, January to December (CLDR 47, format and
/// stand-alone); with `$` whole words, with `#` whole words that also mean something else; alternatives with `|`.
static NAMES: [(&str, &str); 23] = [
    ("bg", "януари февруари март$|марта$ април май# юни$ юли$ август септември октомври ноември декември"),
    (
        "es",
        "enero$ febrero$ marzo$ abril$ mayo$ junio$ julio$ agosto$ septiembre$|setiembre$ octubre$ noviembre$ diciembre$",
    ),
    (
        "cs",
        "leden$|ledna$|lednu$|lednem$|lednov únor březen|březn duben|dubna$|dubnu$|dubnem$|dubnov \
         květen$|května$|květnu$|květnem$|květnov červen$|června$|červnu$|červnem$|červnov \
         červenec$|července$|červenci$|červencem$|červencov srpen|srpna$|srpnu$|srpnem$|srpnov září$|zářij říjen|říjn listopad \
         prosinec|prosinc",
    ),
    ("da", "januar februar marts$ april maj$ juni$ juli$ august september oktober november december"),
    ("de", "januar|jänner februar märz april mai$ juni$ juli$ august september oktober november dezember"),
    (
        "et",
        "jaanuar veebruar märts|märtsi aprill mai$|mais$|maist$|maini$|maiks$|mail$|maikuu juuni$|juunis$|juunist$|juunini$|juuniks$|juunil$|juunikuu \
         juuli$|juulis$|juulist$|juulini$|juuliks$|juulil$|juulikuu august september|septembr oktoober|oktoobr november|novembr detsember|detsembr",
    ),
    (
        "el",
        "ιανουάρι|ιανουαρί|ιανουαρι φεβρουάρι|φεβρουαρί|φεβρουαρι|φλεβάρη μάρτιο|μάρτη$|μαρτίο|μαρτιο απρίλ|απριλ \
         μάιο|μάης$|μάη$|μαΐο|μαϊο|μαιο ιούνι|ιουνί|ιουνι|ιούνη$ ιούλι|ιουλί|ιουλι|ιούλη$ αύγουστ|αυγούστ|αυγουστ \
         σεπτέμβρ|σεπτεμβρ οκτώβρ|οκτωβρ νοέμβρ|νοεμβρ δεκέμβρ|δεκεμβρ",
    ),
    ("fr", "janvier$ février$ mars$ avril$ mai$ juin$ juillet$ août$|aout$ septembre$ octobre$ novembre$ décembre$"),
    (
        "ga",
        "eanáir$|eanair$ feabhra$|fheabhra$|bhfeabhra$ márta$|mhárta$ aibreán|aibreáin$ bealtaine$|bhealtaine$|mbealtaine$ \
         meitheamh$|mheitheamh$|meithimh$|mheithimh$ iúil$ lúnasa$ meán_fómhair$|mheán_fómhair$ \
         deireadh_fómhair$|dheireadh_fómhair$|deireadh_fhómhair$ samhain$|samhna$|shamhain$|tsamhain$|tsamhna$ nollaig$|nollag$",
    ),
    (
        "hr",
        "siječanj|siječnj veljač ožujak|ožujk travanj$|travnja$|travnju$|travnjem$ svibanj|svibnj lipanj$|lipnja$|lipnju$|lipnjem$ \
         srpanj$|srpnja$|srpnju$|srpnjem$ kolovoz rujan|rujna$|rujnu$|rujnom$ listopad studeni$|studenog$|studenoga$|studenom$|studenome$|studenomu$ \
         prosinac|prosinc",
    ),
    ("it", "gennaio$ febbraio$ marzo$ aprile$ maggio$ giugno$ luglio$ agosto$ settembre$ ottobre$ novembre$ dicembre$"),
    (
        "lv",
        "janvār februār marts$|marta$|martā$|martam$|martu$|martos$ aprīl|aprīļ maijs$|maija$|maijā$|maijam$|maiju$ jūnij jūlij august \
         septembr oktobr novembr decembr",
    ),
    (
        "lt",
        "sausis$|sausio$|sausiui$|sausį$|sausiu$|sausyje$ vasaris$|vasario$|vasariui$|vasarį$|vasariu$|vasaryje$ \
         kovas$|kovo$|kovui$|kovą#|kovu$|kove$ balandis$|balandž|balandį$|balandyje$ gegužė|gegužę|gegužiu birželi|birželį|birželyje \
         liepa$|liepos$|liepai$|liepą$|liepoje$ rugpjū rugsėj spalis$|spalio$|spaliui$|spalį$|spaliu$|spalyje$ lapkri \
         gruodis$|gruodž|gruodį$|gruodyje$",
    ),
    ("hu", "január február március|márciu április május június július augusztus szeptember október november december"),
    ("mt", "jannar frar$ marzu$ april$ mejju$ ġunju$ lulju$ awwissu$ settembru$ ottubru$ novembru$ diċembru$"),
    ("nl", "januari februari maart$ april mei$ juni$ juli$ augustus september oktober november december"),
    (
        "pl",
        "styczeń|styczni luty$|lutego$|lutemu$|lutym$ marzec$|marca$|marcu$|marcem$|marcow kwiecień|kwietni \
         maj$|maja$|maju$|majem$ czerwiec$|czerwca$|czerwcu$|czerwcem$|czerwcow lipiec$|lipca$|lipcu$|lipcem$|lipcow \
         sierpień|sierpni wrzesień|wrześni październik listopad grudzień|grudni",
    ),
    ("pt", "janeiro$ fevereiro$ março$ abril$ maio$ junho$ julho$ agosto$ setembro$ outubro$ novembro$ dezembro$"),
    ("ro", "ianuarie februarie martie aprilie mai# iunie iulie august septembrie octombrie noiembrie decembrie"),
    (
        "sk",
        "január február marec$|marca$|marcu$|marci$|marcom$ apríl máj$|mája$|máju$|máji$|májom$ jún$|júna$|júnu$|júni$|júnom$ \
         júl$|júla$|júlu$|júli$|júlom$ august septemb októb novemb decemb",
    ),
    (
        "sl",
        "januar februar marec$|marca$|marcu$|marcem$ april maj$|maja$|maju$|majem$ junij julij avgust septemb oktob novemb decemb",
    ),
    ("fi", "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu"),
    ("sv", "januari februari mars$ april maj$ juni$ juli$ augusti september oktober november december"),
];

/// Abbreviations (CLDR 47; the Interinstitutional Style Guide, 10.5 and the national parts), `-` for none: they name a month in a
/// date only, and with a full stop in the table only before one.
static SHORT: [(&str, &str); 23] = [
    ("bg", "ян|яну февр|фев мар апр май юни юли авг септ|сеп окт ноем|ное дек"),
    ("es", "ene feb mar abr may jun jul ago sept|sep oct nov dic"),
    ("cs", "led. úno. bře. dub. kvě. čvn. čvc. srp. zář. říj. lis. pros."),
    ("da", "jan feb|febr mar. apr maj jun jul aug sept|sep okt nov dec"),
    ("de", "jan|jän febr|feb mrz|mär apr mai jun jul aug sept|sep okt nov dez"),
    ("et", "jaan veebr märts apr mai juuni juuli aug sept okt nov dets"),
    ("el", "ιαν φεβ|φεβρ μαρ|μάρ απρ μαΐ|μάι|μαϊ ιουν|ιούν ιουλ|ιούλ αυγ|αύγ σεπ|σεπτ οκτ νοε|νοέ|νοεμ δεκ"),
    ("fr", "janv févr|fév mars avr mai juin juil aoû|août sept oct nov déc"),
    ("ga", "ean feabh|feabh. márt aib beal meith iúil lún mfómh dfómh samh noll"),
    ("hr", "sij velj|vel. ožu tra. svi. lip srp. kol. ruj lis stu pro."),
    ("it", "genn|gen febbr|feb mar. apr magg|mag giu lug ago sett|set ott nov dic"),
    ("lv", "janv febr marts apr maijs jūn jūl aug sept okt nov dec"),
    ("lt", "saus vas kov bal|baland geg birž liep rugp rugs spal|spal. lapkr gruod|gr."),
    ("hu", "jan febr|feb márc ápr máj jún júl aug szept|szep okt nov dec"),
    ("mt", "jan fra mar apr mej ġun lul aww|awissu sett|set ott nov diċ"),
    ("nl", "jan feb|febr mrt|maart apr mei jun jul aug sept|sep okt nov dec"),
    (
        "pl",
        "stycz|sty. lut. marz|mar. kwiec|kwi maj czerw|cze lip. sierp|sie. wrzes|wrz paźdz|paź listop|lis. grudz|gru",
    ),
    ("pt", "jan fev mar. abr mai jun jul ago set. out nov dez"),
    ("ro", "ian febr|feb mart|mar. apr mai iun iul aug sept|sep oct noiem|nov|noi. dec"),
    ("sk", "jan feb mar. apr máj jún júl aug sept|sep okt nov dec"),
    ("sl", "jan febr|feb mar. apr maj jun jul avg sept|sep okt nov dec"),
    ("fi", "tammik helmik maalisk huhtik toukok kesäk heinäk elok syysk lokak marrask jouluk"),
    ("sv", "jan febr|feb mars apr maj juni|jun juli|jul aug sept|sep okt nov dec"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_twelve_months_and_their_abbreviations() {
        let codes: Vec<_> = crate::language::official_targets().into_iter().map(|language| language.code).collect();
        for table in [&NAMES, &SHORT] {
            assert_eq!(table.iter().map(|(code, _)| *code).collect::<Vec<_>>(), codes);
            for (code, names) in table {
                assert_eq!(names.split_whitespace().count(), 12, "{code}");
            }
        }
    }

    #[test]
    fn a_look_alike_is_no_month() {
        for (code, word) in [
            ("es", "mayoría"),
            ("pt", "maioria"),
            ("it", "maggioranza"),
            ("fr", "maire"),
            ("de", "mail"),
            ("pl", "mają"),
            ("sv", "majoritet"),
            ("nl", "meisje"),
            ("lt", "vasara"),
            ("hr", "student"),
            ("el", "μαρτυρία"),
            ("el", "αυγό"),
        ] {
            assert_eq!(month_word(code, word), None, "{code} {word}");
        }
        let month = |code, word| month_word(code, word).map(|word| (word.month, word.in_date));
        assert_eq!(month("cs", "července"), Some((6, false)));
        assert_eq!(month("cs", "června"), Some((5, false)));
        assert_eq!(month("lv", "aprīļa"), Some((3, false)));
        assert_eq!(month("ga", "aibreáin"), Some((3, false)));
        assert_eq!(month("ro", "mai"), Some((4, true)));
        assert_eq!(month("fi", "toukokuussa"), Some((4, false)));
        assert_eq!(month("de", "sept"), Some((8, true)));
    }
}
