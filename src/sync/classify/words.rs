//! The words that decide a class.
//!
//! Whatever stands in no list is a word whose change nobody can judge, and therefore a change of meaning.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Negation,
    Modal,
    Quantifier,
    Number,
    Date,
    Condition,
    Time,
    Person,
    Tense,
    /// Articles, copulas, plain prepositions: their change is wording.
    Light,
    Plain,
}

impl Role {
    /// Returns the reason shown in front of the words; empty where none is needed.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Modal => "modal verb",
            Self::Quantifier => "quantifier",
            Self::Number => "number",
            Self::Date => "date",
            Self::Condition => "condition",
            Self::Time => "time",
            Self::Person => "person",
            Self::Tense => "tense",
            Self::Light => "wording",
            Self::Plain => "words",
        }
    }
}

const NEGATIONS: &str = "not no never none nobody nothing nowhere neither nor without cannot non hardly scarcely barely \
    refuse refuses refused forbid forbids forbidden prohibit prohibits prohibited deny denies denied lack lacks fail fails failed \
    unable impossible false";
const MODALS: &str = "must may shall should can could might will would ought need needs needed required require requires \
    mandatory compulsory obligatory optional optionally voluntary permitted permit permits allowed allow allows \
    recommended recommend recommends encouraged expected supposed entitled obliged obligation shan't let lets";
const QUANTIFIERS: &str = "all any only every each some both either few fewer fewest many much most several more less least \
    enough almost nearly about approximately around roughly exactly precisely maximum minimum max min total entire entirely \
    whole half double twice once thrice always often sometimes usually rarely seldom generally mostly mainly partly \
    partially fully completely everyone everybody anyone anybody someone somebody everything anything something other \
    others another same such additional further single sole solely merely majority minority per up least-one";
const NUMBERS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand \
    thousands million millions billion billions dozen dozens first second third fourth fifth sixth seventh eighth ninth \
    tenth last next quarter third-party percent percentage euro euros cent cents";
const DATES: &str = "january february march april may june july august september october november december monday tuesday \
    wednesday thursday friday saturday sunday day days week weeks month months year years hour hours minute minutes \
    second seconds daily weekly monthly yearly annual annually hourly quarterly today tomorrow yesterday noon midnight \
    morning afternoon evening night weekend weekday weekdays fortnight decade century am pm spring summer autumn winter";
const CONDITIONS: &str = "if unless except and or but otherwise whether because although though while whereas instead \
    provided although despite including excluding include includes exclude excludes with against versus than if-only";
const TIMES: &str = "before after until till by since within during when whenever then from between above below over under \
    beyond through into out off onto upon again already yet still early earlier late later soon immediately now ever \
    earliest latest previously currently formerly past";
const PERSONS: &str = "i you he she we they me him her us them my your his our their mine yours hers ours theirs myself \
    yourself himself herself ourselves themselves who whom whose";
const TENSES: &str = "was were had did been";
const LIGHT: &str = "a an the of to in at on for as that which there it its it's this these is are be being has have \
    do does very really simply just also too please quite rather so thus hence therefore however moreover furthermore \
    indeed actually basically i.e e.g that's there's itself well thereby";

/// The role of every listed word; a word in several lists has the first of its roles.
static ROLES: LazyLock<HashMap<&str, Role>> = LazyLock::new(|| {
    let lists = [
        (NEGATIONS, Role::Negation),
        (MODALS, Role::Modal),
        (QUANTIFIERS, Role::Quantifier),
        (NUMBERS, Role::Number),
        (DATES, Role::Date),
        (CONDITIONS, Role::Condition),
        (TIMES, Role::Time),
        (PERSONS, Role::Person),
        (TENSES, Role::Tense),
        (LIGHT, Role::Light),
    ];
    let mut roles = HashMap::new();
    for (list, role) in lists {
        for word in list.split_ascii_whitespace() {
            roles.entry(word).or_insert(role);
        }
    }
    roles
});

/// Returns the role of a lower-case word with straight apostrophes.
pub(super) fn role(word: &str) -> Role {
    let listed = ROLES.get(word).copied();
    let first = word.split_once('-').map(|(first, _)| first);
    match listed {
        Some(role) => role,
        None if word.ends_with("n't") => Role::Negation,
        // `four-week` counts as `four` does.
        None if first.is_some_and(|first| ROLES.get(first) == Some(&Role::Number)) => Role::Number,
        None => Role::Plain,
    }
}

/// Words that mean the same in training material; one group a line.
const SYNONYMS: &[&str] = &[
    "use utilise utilize employ",
    "uses utilises utilizes employs",
    "start begin commence",
    "starts begins commences",
    "finish conclude",
    "help assist aid",
    "helps assists aids",
    "show display",
    "shows displays",
    "choose select pick",
    "chooses selects picks",
    "gather collect",
    "gathers collects",
    "big large",
    "bigger larger",
    "small little",
    "fast quick rapid",
    "quickly fast rapidly swiftly",
    "explain clarify",
    "explains clarifies",
    "discuss debate",
    "talk speak",
    "buy purchase",
    "get obtain",
    "gets obtains",
    "give provide",
    "gives provides",
    "keep retain",
    "lead guide",
    "leads guides",
    "subject topic theme",
    "subjects topics themes",
    "idea thought",
    "ideas thoughts",
    "goal aim objective",
    "goals aims objectives",
    "task assignment",
    "tasks assignments",
    "way manner",
    "ways manners",
    "thorough in-depth detailed",
    "thoroughly carefully",
    "important significant",
    "easy simple",
    "easily simply",
    "hard difficult",
    "find locate",
    "finds locates",
    "check verify",
    "checks verifies",
    "ask enquire inquire",
    "tell inform",
    "tells informs",
    "see view",
    "look glance",
    "think consider",
    "create make",
    "creates makes",
    "build construct",
    "builds constructs",
    "good suitable appropriate",
    "meeting gathering",
    "meetings gatherings",
    "brief short concise",
    "answer reply",
    "answers replies",
    "try attempt",
    "tries attempts",
    "place location",
    "places locations",
    "begin start",
    "permit allow",
    "like enjoy",
    "often frequently",
    "about regarding concerning",
    "usually typically normally",
    "also additionally",
    "but however",
    "because since",
    "enhance improve",
    "enhances improves",
    "support back",
    "outline sketch",
    "outcome result",
    "outcomes results",
    "error mistake",
    "errors mistakes",
    "advice guidance",
    "welcome greet",
    "separate distinct",
];

/// The groups of each word.
static GROUPS: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, group) in SYNONYMS.iter().enumerate() {
        for word in group.split_ascii_whitespace() {
            groups.entry(word).or_default().push(index);
        }
    }
    groups
});

/// Returns whether two words may stand for each other.
pub(super) fn are_synonyms(one: &str, other: &str) -> bool {
    match (GROUPS.get(one), GROUPS.get(other)) {
        (Some(ones), Some(others)) => ones.iter().any(|group| others.contains(group)),
        _ => false,
    }
}

/// A longer way to say something, and the shorter one.
type Phrase = (&'static [&'static str], &'static [&'static str]);

/// Longer ways to say the same, with the shorter one; replaced before words are compared.
const PHRASES: &[Phrase] = &[
    (&["in", "order", "to"], &["to"]),
    (&["so", "as", "to"], &["to"]),
    (&["for", "example"], &["e.g"]),
    (&["for", "instance"], &["e.g"]),
    (&["such", "as"], &["like"]),
    (&["that", "is"], &["i.e"]),
    (&["due", "to"], &["because", "of"]),
    (&["a", "number", "of"], &["several"]),
    (&["carry", "out"], &["conduct"]),
    (&["find", "out"], &["learn"]),
    (&["set", "up"], &["establish"]),
    (&["take", "part"], &["participate"]),
    (&["takes", "part"], &["participates"]),
    (&["make", "use", "of"], &["use"]),
    (&["as", "well", "as"], &["and"]),
    (&["help", "to"], &["help"]),
    (&["helps", "to"], &["helps"]),
    (&["can", "not"], &["cannot"]),
    (&["can't"], &["cannot"]),
    (&["don't"], &["do", "not"]),
    (&["doesn't"], &["does", "not"]),
    (&["isn't"], &["is", "not"]),
    (&["aren't"], &["are", "not"]),
    (&["won't"], &["will", "not"]),
    (&["shouldn't"], &["should", "not"]),
    (&["mustn't"], &["must", "not"]),
    (&["it's"], &["it", "is"]),
    (&["you'll"], &["you", "will"]),
    (&["you're"], &["you", "are"]),
    (&["we'll"], &["we", "will"]),
    (&["we're"], &["we", "are"]),
    (&["let's"], &["let", "us"]),
    (&["they're"], &["they", "are"]),
    (&["that's"], &["that", "is"]),
];

/// The phrases that begin with each word.
static BEGINNINGS: LazyLock<HashMap<&str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut beginnings: HashMap<&str, Vec<Phrase>> = HashMap::new();
    for phrase in PHRASES {
        if let Some(first) = phrase.0.first() {
            beginnings.entry(first).or_default().push(*phrase);
        }
    }
    beginnings
});

/// Returns the longer ways to say something that begin with a lower-case word.
pub(super) fn phrases(first: &str) -> &'static [Phrase] {
    BEGINNINGS.get(first).map_or(&[], Vec::as_slice)
}

/// Words that mean something else with an `s`.
const WITHOUT_S: &str = "arm content custom damage force glass good ground letter manner mean minute new odd premise quarter saving \
    spectacle spirit term work young";

/// Returns whether one word is the plural or third person of the other, or its `-ing` form in a heading.
pub(super) fn is_inflection(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let is_ending = |ending: &str| matches!(ending, "s" | "es" | "'s" | "'" | "ing");
    let stem = short.strip_suffix('e').unwrap_or(short);
    let is_other =
        long.strip_suffix('s') == Some(short) && WITHOUT_S.split_ascii_whitespace().any(|word| word == short);
    short.len() >= 3
        && !is_other
        && (long.strip_prefix(short).is_some_and(is_ending)
            || long.strip_prefix(stem) == Some("ing")
            || (short.ends_with('y')
                && short.strip_suffix('y').and_then(|stem| long.strip_prefix(stem)) == Some("ies"))
            || short
                .chars()
                .last()
                .is_some_and(|last| long.strip_prefix(short).and_then(|rest| rest.strip_prefix(last)) == Some("ing")))
}

/// Words that mean something else with a capital letter: institutions, parties, places, languages, tools. Names that are no
/// words of their own need not be here.
pub(super) const CASED: &str = "us it who may march august polish turkey china aids act state states union commission parliament \
    council court treaty member directive regulation bill lent job mark will frank grant rose catholic roman german pole \
    poles finish danish swede swedes chamber senate congress commons lords house church bible scripture minister ministry \
    president chancellor ombudsman ombudsperson government cabinet assembly convention charter constitution crown king queen \
    green greens left right centre center liberal liberals democrat democrats conservative conservatives labour republican \
    republicans socialist socialists social radical radicals independent independents pirate pirates volt renew alternative \
    freedom progress justice moderate moderates orthodox reformed internet web west east north south western eastern northern \
    southern earth moon sun god lord bank fund agency authority office community convent schengen nice essen reading bath cork \
    split lens nancy tours brest bergen halle rugby deal sandwich orange bar hull sale wells battle rye lime limerick buckle \
    jersey guernsey champagne java cologne hamburg frankfurter vienna wiener teams team word words windows window excel outlook \
    access zoom slack notion edge drive meet forms sheets docs slides signal maps pages numbers keynote canvas consul polis \
    twitter threads stories reels spaces rooms chat chats mail calendar contacts photos safari opera brave chrome firefox python \
    rust ruby go swift basic apple amazon oracle alphabet meta target shell which time guardian mirror \
    observer economist nature science spectator standard express star post herald chronicle discord matrix mural doodle miro \
    loop planner stream lists bookings whiteboard sway publisher project power point visio slide jam classroom \
    workplace mentor stormboard box dropbox asana basecamp linear confluence jira trello";

/// Light words that may stand for each other; the others are changes of meaning where one takes the place of another.
const EXCHANGED: &[&str] = &[
    "a an the",
    "this these",
    "that which",
    "is are",
    "has have",
    "do does",
    "in at on",
    "thus hence therefore thereby so",
    "moreover furthermore also too",
    "actually indeed really",
    "simply just",
];

/// Light words that may come or go. A preposition or an auxiliary verb may not: `report to the mayor`, `you have to pay`.
const DROPPED: &str = "a an the that very really simply just also please thus hence therefore however moreover furthermore \
    indeed actually basically thereby";

/// Returns whether two light words may stand for each other.
pub(super) fn are_exchanged(one: &str, other: &str) -> bool {
    EXCHANGED.iter().any(|group| {
        let is_in = |word: &str| group.split_ascii_whitespace().any(|listed| listed == word);
        is_in(one) && is_in(other)
    })
}

/// Returns whether a word may come or go without a change of meaning.
pub(super) fn is_dropped(word: &str) -> bool {
    DROPPED.split_ascii_whitespace().any(|listed| listed == word)
}

/// Returns whether a word is a preposition of place that may stand for another one.
pub(super) fn is_place(word: &str) -> bool {
    matches!(word, "in" | "at" | "on")
}
