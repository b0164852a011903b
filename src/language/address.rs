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
    ("hu", "ön önnek önt öntől önök önöknek önöket önhöz", "téged neked tied nálad veled tőled"),
    ("nl", "u uw", "jij jou jouw je"),
    ("pl", "pan pani państwo państwa państwu", "twój twoja twoje twoich twoim twojego twojej ciebie tobie"),
    ("pt", "você vocês", "teu tua teus tuas contigo"),
    ("ro", "dumneavoastră dvs", "tău tăi ție tine"),
    ("sk", "vás vám váš vaše vaši vášho vašich vami", "tvoj tvoje tvoja tvojho tvojich tebe tebou"),
    ("sl", "vas vam vaš vaša vaše vašega vaših", "tvoj tvoja tvoje tvojega tebe tebi"),
    ("fi", "te teidän teille teitä", "sinä sinun sinulle sinua"),
    ("sv", "Ni Er Ert Era", "du dig din ditt dina"),
];
