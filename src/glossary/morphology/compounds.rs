//! Parts of compound words.

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
            "ität", "itat", "erung", "eren", "erer", "eres", "erem", "tion", "tionen", "iger", "ige", "igen", "iges",
        ],
        "nl" => &[
            "heid", "heden", "lijk", "lijke", "ing", "ingen", "baar", "loos", "loze", "schap", "achtig", "isch",
            "ische", "atie", "aties", "eren", "eerd", "erij", "ster", "sters", "aar", "aren", "ers", "end", "ende",
        ],
        "sv" => &[
            "het", "heten", "lig", "liga", "ligt", "ing", "ingen", "ning", "ningen", "ande", "ende", "arna", "erna",
            "orna", "are", "aren", "arnas", "isk", "iska", "iskt", "ism", "ist", "skap", "bar", "bara", "ade", "ades",
        ],
        "da" => &[
            "hed", "heden", "lig", "lige", "ligt", "ing", "ingen", "ning", "ningen", "ende", "erne", "ernes", "eren",
            "erens", "isk", "iske", "isme", "ist", "skab", "bar", "bare", "ede", "ene", "enes", "ers", "ens",
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
            "isse", "ile", "ilt", "iga", "ist", "ides", "idest", "idele", "idega", "ina", "ine", "ise", "ist",
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
