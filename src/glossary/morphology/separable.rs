//! Verbs that part with their particle.

/// Returns the particle of a German or Dutch infinitive, and the verb without it. Whether the word is a verb is not
/// known: it may be a noun of the same shape, whose parts rarely stand in one sentence.
pub(crate) fn separated<'w>(language: &str, word: &'w str) -> Option<(&'static str, &'w str)> {
    let particles: &[&'static str] = match language {
        "de" => &[
            "zusammen", "zurück", "weiter", "statt", "teil", "fest", "fort", "nach", "durch", "über", "unter", "auf",
            "aus", "bei", "dar", "ein", "her", "hin", "los", "mit", "vor", "weg", "ab", "an", "um", "zu",
        ],
        "nl" => &[
            "samen", "terug", "verder", "plaats", "waar", "voor", "door", "over", "onder", "deel", "aan", "achter",
            "bij", "mee", "toe", "uit", "weg", "af", "in", "na", "om", "op", "vast", "vorm", "rond", "open", "los",
            "neer",
        ],
        _ => return None,
    };
    if !word.ends_with('n') {
        return None;
    }
    particles.iter().find_map(|particle| {
        let rest = word.strip_prefix(particle)?;
        (rest.chars().count() >= 4 || (language == "nl" && rest.chars().count() >= 3)).then_some((*particle, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_part_with_their_particle() {
        assert_eq!(separated("de", "abstimmen"), Some(("ab", "stimmen")));
        assert_eq!(separated("nl", "meespelen"), Some(("mee", "spelen")));
        assert_eq!(separated("de", "Abstimmung"), None);
    }
}
