//! The words that show whether a reader is addressed formally or informally.
//!
//! Irish and Maltese are left out: their plural is no polite form.

/// The pronouns of each language that address the reader, formally and informally, chosen so that none has a second meaning.
/// One with a capital tells only inside a sentence, where other words are small.
pub static PRONOUNS: [(&str, &str, &str); 21] = [
    ("bg", "вие вас ваш вашата вашия вашите вашето", "теб твоя твоят твоето твоите твоята"),
    ("es", "usted ustedes", "tú tus contigo"),
    ("cs", "vás vám váš vaše vaši vašeho vašich vámi", "tvůj tvoje tvého tvé tebe tobě tebou"),
    ("da", "Dem Deres", "du dig din dit dine"),
    (
        "de",
        "Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer Ihres",
        "du dich dir dein deine deinen deinem deiner deines euch euer eure euren eurem eurer eures",
    ),
    ("et", "teie teil teile teid", "sinu sinul sinule sind sulle"),
    ("el", "σας εσείς", "εσύ εσένα σου"),
    ("fr", "vous votre vos", "tu toi ta tes"),
    ("hr", "vas vam vaš vaša vaše vašeg vaših vašim", "tvoj tvoja tvoje tvojeg tebe tebi"),
    ("it", "Lei", "tu tuo tua tuoi tue te"),
    ("lv", "jūs jūsu jums jūsos", "tev tevi tevis tavs tava tavu tavi tavas"),
    ("lt", "jūs jūsų jums jus", "tau tave tavo"),
    ("hu", "ön önnek önt öntől önök önöknek önöket önhöz", "te téged neked tied nálad veled tőled"),
    ("nl", "u uw", "jij jou jouw je"),
    ("pl", "Pan Pani Państwo Państwa Państwu", "twój twoja twoje twoich twoim twojego twojej ciebie tobie"),
    ("pt", "você vocês", "tu teu tua teus tuas contigo"),
    ("ro", "dumneavoastră dvs", "tu tău tăi ție tine"),
    ("sk", "vás vám váš vaše vaši vášho vašich vami", "tvoj tvoje tvoja tvojho tvojich tebe tebou"),
    ("sl", "vas vam vaš vaša vaše vašega vaših", "tvoj tvoja tvoje tvojega tebe tebi"),
    ("fi", "te teidän teille teitä", "sinä sinun sinulle sinua"),
    ("sv", "Ni Er Ert Era", "du dig din ditt dina"),
];

/// Imperatives at the start of a text that address the reader formally and informally; `-te` stands for all words with this
/// ending. Where programs are told what to do in the singular (Croatian `Otvori`, Italian `Apri`), a singular shows nothing and
/// is left out, and so is one that is also a noun or what a program does (French `ouvre`, Spanish `abre`).
pub static IMPERATIVES: [(&str, &str, &str); 16] = [
    (
        "bg",
        "-йте -ете щракнете изберете напишете въведете натиснете прочетете обяснете попълнете разгледайте",
        "щракни натисни въведи напиши прочети отговори провери използвай изпрати попитай помисли опиши обясни обсъди запомни \
         намери реши прегледай",
    ),
    (
        "es",
        "haga seleccione elija escriba introduzca pulse abra lea responda añada utilice compruebe guarde \
     envíe describa explique empiece busque vaya mantenga incluya pida escoja consulte ingrese asegúrese \
     deje marque indique imprima cierre siga tenga diga piense acuerde redacte dé complete cite prevea \
     defina resuma prepare organice reúna traduzca confirme borre elimine copie",
        "haz elige escribe escoge responde ten mantén pon di asegúrate piensa descubre",
    ),
    (
        "cs",
        "-te",
        "klikni vyber zvol napiš zadej otevři přečti odpověz přidej použij zkontroluj ulož pošli popiš \
     vysvětli začni porovnej najdi podívej zapiš doplň nastav stiskni přejdi zkus vytvoř smaž",
    ),
    (
        "de",
        "",
        "wähle klicke gib lies schreib schreibe öffne nutze verwende prüfe überprüfe sende speichere lade \
     füge nimm beginne erkläre notiere beschreibe vergleiche finde mach mache lass schütze übernimm \
     teste erfahre sieh beantworte drücke erstelle vereinbare plane überlege besprich sprich hilf triff \
     halte kopiere entferne lösche antworte sammle",
    ),
    ("et", "-ge -ke", ""),
    (
        "el",
        "-τε",
        "κάνε επίλεξε διάλεξε γράψε άνοιξε διάβασε πρόσθεσε χρησιμοποίησε αποθήκευσε στείλε περίγραψε εξήγησε \
     σύγκρινε βρες δες πάτησε ρώτησε σκέψου δώσε πες θυμήσου",
    ),
    ("fr", "-ez faites dites", "choisis écris lis saisis décris fais dis prends réponds apprends"),
    ("hr", "-te", ""),
    (
        "it",
        "clicchi scelga scriva inserisca apra legga risponda prema faccia chieda spieghi descriva aggiunga \
     verifichi includa preveda",
        "",
    ),
    ("lv", "-iet -ieties", "izvēlies noklikšķini uzraksti izlasi paskaties pārliecinies iepazīsties"),
    (
        "lt",
        "-kite -kitės",
        "spustelėk pasirink parašyk atidaryk perskaityk atsakyk įvesk naudok patikrink išsaugok siųsk aprašyk \
     paaiškink pradėk palygink rask pažiūrėk pridėk sukurk",
    ),
    (
        "hu",
        "válasszon válassza írjon írja kattintson adja adjon nyissa olvassa olvasson válaszoljon használja \
     használjon ellenőrizze mentse küldje küldjön kérje kérjen nézze keresse magyarázza kezdje hasonlítsa \
     jelölje nyomja törölje hagyja hagyjon számoljon nevezzen köszönje tegye vegye lépjen gondoljon \
     győződjön",
        "válassz válaszd írj írd kattints adj add nyisd olvasd olvass válaszolj használd használj ellenőrizd \
     mentsd küldd küldj kérd kérj nézd keresd magyarázd kezdd hasonlítsd jelöld nyomd töröld hagyd tedd \
     vedd lépj gondolj győződj",
    ),
    (
        "pt",
        "clique selecione escreva abra leia responda pressione introduza utilize adicione verifique veja \
     insira digite defina faça descreva explique comece siga pense indique inclua peça deixe certifique- \
     se mantenha redija preveja conclua reúna traduza confirme elimine copie diga traga",
        "escolhe escreve responde pensa",
    ),
    (
        "ro",
        "-ați -eți citiți găsiți părăsiți opriți numiți folosiți definiți stabiliți porniți vorbiți gândiți priviți alăturați",
        "",
    ),
    (
        "sk",
        "-te",
        "klikni vyber zvoľ napíš zadaj otvor prečítaj odpovedz pridaj použi skontroluj ulož pošli opíš \
     vysvetli začni porovnaj nájdi pozri zapíš doplň nastav stlač prejdi skús vytvor vymaž priprav",
    ),
    ("sl", "-te", ""),
];

/// English verbs that tell a reader what to do where a text starts with them.
pub static COMMANDS: &str = "add adjust allow answer apply arrange ask avoid begin build check choose click collect compare \
     complete confirm consider contact copy create decide define delete describe develop discuss draw \
     edit encourage enter ensure explain explore fill find follow give go hold identify imagine include \
     indicate insert introduce invite keep learn leave let listen make mark meet name note open organise \
     organize pay pick place plan prepare present press print publish put read recall record remember \
     remove reply report respond return save say search select send set share sort speak start stop \
     submit summarise take talk tell think translate try turn type use visit wait watch work write";

/// Words that end like imperatives and are none.
pub static NO_IMPERATIVES: &str = "assez chez дете ръцете нозете aiziet pāriet ieiet iziet ešte ještě ste jste είτε ούτε μήτε τότε ποτέ πάντοτε όποτε biste niste jeste dijete iste toți câți mulți frați părți";
