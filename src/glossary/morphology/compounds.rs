//! Parts of compound words.

/// What stands before a word's stem and makes another word of it, folded: `Antwort` is no kind of `Wort`.
fn prefixes(language: &str) -> &'static [&'static str] {
    match language {
        "de" => &[
            "ant", "auf", "aus", "ein", "emp", "ent", "her", "hin", "miss", "nach", "ver", "vor", "wider", "zer",
            "zurück", "über", "unter", "durch", "wieder",
        ],
        "nl" => &[
            "aan", "achter", "bij", "door", "her", "mis", "na", "onder", "ont", "over", "toe", "tegen", "uit", "ver",
            "voor", "weder",
        ],
        "sv" => &[
            "för", "fram", "från", "före", "miss", "ned", "någon", "över", "sam", "till", "under", "upp", "ute", "vid",
        ],
        "da" => &["for", "frem", "fra", "før", "ind", "mis", "ned", "over", "sam", "til", "under", "ved", "ude"],
        "hu" => &[
            "meg", "fel", "föl", "össze", "vissza", "oda", "ide", "szét", "túl", "ellen", "után", "elő", "hozzá",
            "végig",
        ],
        _ => &[],
    }
}

/// What may be such a prefix, and may as well be the first word of a compound: `Gegenstand` is no `Stand`, a `Gegenvorschlag` is a
/// `Vorschlag`.
fn particles(language: &str) -> &'static [&'static str] {
    match language {
        "de" => &["gegen", "rück", "zwischen", "neben", "wohl", "fort", "mittel", "voll", "still"],
        "nl" => &["tussen", "mede", "rond", "samen", "terug", "neven", "wel"],
        "sv" => &["åter", "mellan", "efter", "genom", "emot", "motsats"],
        "da" => &["gen", "mellem", "efter", "gennem", "mod"],
        _ => &[],
    }
}

/// How far the letters before a term inside a longer word speak for a compound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    /// They are a prefix or an ending: the longer word is another word.
    None,
    /// They are few, or hardly more than a prefix; they may be a word.
    Vague,
    /// They look like a word.
    Word,
}

/// Judges the folded letters before a term inside a longer word.
pub(crate) fn head(language: &str, rest: &str) -> Head {
    if !is_word_like(language, rest) || prefixes(language).contains(&rest) || language == "fi" && !is_finnish_word(rest)
    {
        return Head::None;
    }
    let left = prefixes(language).iter().chain(["be", "ge"].iter()).filter_map(|prefix| rest.strip_prefix(prefix));
    let is_prefixed = matches!(language, "de" | "nl") && left.into_iter().any(|left| left.chars().count() <= 2);
    if is_prefixed || particles(language).contains(&rest) || rest.chars().count() < 4 {
        Head::Vague
    } else {
        Head::Word
    }
}

/// Returns whether a Finnish word could end so: in a vowel, or in one of `n s t l r` after a vowel (Iso suomen kielioppi,
/// section 11).
fn is_finnish_word(word: &str) -> bool {
    let is_vowel = |c: char| "aeiouyäöå".contains(c);
    let mut back = word.chars().rev();
    match back.next() {
        Some(last) if "nstlr".contains(last) => back.next().is_some_and(is_vowel),
        Some(last) => is_vowel(last),
        None => false,
    }
}

/// Returns whether a word may begin with these letters: with one consonant or a group that begins words in some language that
/// writes words together, loans and digraphs included.
pub(crate) fn is_onset(rest: &str) -> bool {
    const GROUPS: [&str; 66] = [
        "bj", "bl", "br", "ch", "cl", "cr", "cs", "dj", "dr", "dz", "fj", "fl", "fr", "gh", "gj", "gl", "gn", "gr",
        "gy", "hj", "kj", "kl", "km", "kn", "kr", "kv", "kw", "lj", "ly", "mj", "nj", "ny", "pf", "ph", "pj", "pl",
        "pn", "pr", "ps", "qu", "rh", "sc", "sh", "sj", "sk", "sl", "sm", "sn", "sp", "st", "sv", "sw", "sz", "th",
        "tj", "tr", "ts", "tv", "tw", "ty", "vj", "vl", "vr", "wr", "zs", "zw",
    ];
    let is_consonant = |c: char| "bcdfghjklmnpqrstvwxz".contains(c);
    let mut chars = rest.chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return false };
    let is_group = || GROUPS.contains(&rest.get(..2).unwrap_or(""));
    !is_consonant(first) || !is_consonant(second) || is_group()
}

/// Returns whether letters left over beside a term's stem may be a word of their own, and are not just an ending.
///
/// `rest` is folded. A word has a vowel, at least three letters, and is none of the language's derivational endings.
pub(crate) fn is_word_like(language: &str, rest: &str) -> bool {
    const VOWELS: &str = "aeiouyäöüåæøáéíóúőűõ";
    let derivations: &[&str] = match language {
        "de" => &[
            "ung", "ungen", "lich", "liche", "lichen", "licher", "liches", "isch", "ische", "ischen", "ischer", "keit",
            "heit", "schaft", "schaften", "chen", "lein", "bar", "los", "lose", "losen", "haft", "sam", "erin",
            "erinnen", "innen", "rin", "end", "ende", "enden", "iert", "ieren", "ierung", "ismus", "ist", "isten",
            "istik", "istiken", "ität", "itat", "erung", "eren", "erer", "eres", "erem", "tion", "tionen", "iger",
            "ige", "igen", "iges",
        ],
        "nl" => &[
            "heid", "heden", "lijk", "lijke", "ing", "ingen", "baar", "loos", "loze", "schap", "achtig", "isch",
            "ische", "atie", "aties", "eren", "eerd", "erij", "ster", "sters", "aar", "aren", "ers", "end", "ende",
        ],
        "sv" => &[
            "het", "heten", "lig", "liga", "ligt", "ing", "ingen", "ning", "ningen", "ande", "ende", "arna", "erna",
            "orna", "are", "aren", "arnas", "isk", "iska", "iskt", "ism", "ist", "skap", "bar", "bara", "ade", "ades",
            "istik", "istiken", "istisk", "istiska",
        ],
        "da" => &[
            "hed", "heden", "lig", "lige", "ligt", "ing", "ingen", "ning", "ningen", "ende", "erne", "ernes", "eren",
            "erens", "isk", "iske", "isme", "ist", "skab", "bar", "bare", "ede", "ene", "enes", "ers", "ens", "istik",
            "istikken", "istisk", "istiske",
        ],
        "fi" => &[
            "nen", "inen", "isen", "iset", "isia", "isesti", "sti", "minen", "misen", "ton", "tön", "ttoman", "llinen",
            "llisen", "lainen", "laisen", "lliset", "uus", "yys", "uuden", "yyden", "ssa", "ssä", "sta", "stä", "lla",
            "llä", "lta", "ltä", "lle", "ksi", "iden", "ien", "jen", "den", "issa", "ista", "illa", "ille", "ilta",
            "ille", "iksi", "ineen", "taan", "sta", "nsa", "nsä", "mme", "staan", "ssaan", "lleen", "ksen", "kset",
        ],
        "et" => &[
            "line", "lise", "likku", "lik", "liku", "mine", "mise", "mist", "sus", "suse", "tus", "tuse", "dus",
            "duse", "ded", "dele", "dega", "des", "dest", "tele", "test", "tega", "tes", "ele", "est", "ega", "sse",
            "misest", "misele", "misega", "misel", "mises", "misesse", "mised", "miste", "isse", "ile", "ilt", "iga",
            "ist", "ides", "idest", "idele", "idega", "ina", "ine", "ise", "ist", "kond", "konna", "konda", "konnad",
            "konnas", "konnale", "kondade", "kondi", "kondlik", "kondliku",
        ],
        "hu" => &[
            "ság", "ség", "sági", "ségi", "nak", "nek", "val", "vel", "ban", "ben", "ból", "ből", "hoz", "hez", "höz",
            "nál", "nél", "ról", "ről", "tól", "től", "ként", "ért", "okat", "eket", "akat", "ások", "ések", "ása",
            "ése", "ást", "ést", "ott", "ett", "ött", "ani", "eni", "ával", "ével", "ában", "ében", "ához", "éhez",
            "ának", "ének", "ára", "ére", "ról", "jai", "jei", "ait", "eit", "ainak", "einek", "aival", "eivel", "ára",
            "ját", "jét", "jának", "jének", "jával", "jével", "unk", "ünk", "aink", "eink", "ják", "jék",
        ],
        _ => &[],
    };
    rest.chars().count() >= 3 && rest.chars().any(|c| VOWELS.contains(c)) && !derivations.contains(&rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_makes_no_compound() {
        assert_eq!(head("de", "ver"), Head::None);
        assert_eq!(head("nl", "voor"), Head::None);
        assert_eq!(head("fi", "demok"), Head::None);
        assert_eq!(head("de", "beg"), Head::Vague);
        assert_eq!(head("de", "tag"), Head::Vague);
        assert_eq!(head("de", "gruppen"), Head::Word);
        assert_eq!(head("fi", "kansalais"), Head::Word);
        assert_eq!(head("de", "gegen"), Head::Vague);
    }

    #[test]
    fn words_begin_with_few_groups_of_consonants() {
        for begins in ["sitzung", "stelle", "plan", "öffentlich", "szervezet", "kvinnor", "ystävä"] {
            assert!(is_onset(begins), "{begins}");
        }
        for rest in ["ntuntija", "rbeit", "nnia", "x"] {
            assert!(!is_onset(rest), "{rest}");
        }
    }
}
