//! What may stand before a word's stem: Irish mutations, superlatives, negations, participle prefixes.

/// Calls `visit` with the word and with every word it may be after taking off what grammar put before it.
pub(crate) fn without_beginning(language: &str, word: &str, mut visit: impl FnMut(&str)) {
    visit(word);
    match language {
        "ga" => {
            if let Some(radical) = radical(word) {
                visit(&radical);
            }
        }
        "bg" => strip(word, &["най", "по"], 4, &mut visit),
        "cs" => strip(word, &["nej", "ne"], 4, &mut visit),
        "sk" => strip(word, &["naj", "ne"], 4, &mut visit),
        "hr" | "sl" => strip(word, &["naj", "ne"], 4, &mut visit),
        "pl" => strip(word, &["naj", "nie"], 4, &mut visit),
        "hu" => strip(word, &["leg"], 4, &mut visit),
        "lv" => strip(word, &["vis", "jā", "ne"], 4, &mut visit),
        "lt" => strip(word, &["nebe", "ne", "be", "te"], 4, &mut visit),
        "mt" => strip(word, &["j", "t", "n", "ji", "ti", "ni", "m"], 3, &mut visit),
        "de" => participle(word, &["ge", "zu"], &mut visit),
        "nl" => participle(word, &["ge", "te"], &mut visit),
        "fi" => finnish(word, &mut visit),
        "et" => strip_end(word, &["gi", "ki"], 4, &mut visit),
        _ => {}
    }
}

fn strip(word: &str, beginnings: &[&str], least: usize, visit: &mut impl FnMut(&str)) {
    for beginning in beginnings {
        if let Some(rest) = word.strip_prefix(beginning)
            && rest.chars().count() >= least
        {
            visit(rest);
        }
    }
}

fn strip_end(word: &str, ends: &[&str], least: usize, visit: &mut impl FnMut(&str)) {
    for end in ends {
        if let Some(rest) = word.strip_suffix(end)
            && rest.chars().count() >= least
        {
            visit(rest);
        }
    }
}

/// Takes `ge`, `zu` or `te` from the front of a participle or infinitive, or from behind a separable prefix.
fn participle(word: &str, marks: &[&str], visit: &mut impl FnMut(&str)) {
    for mark in marks {
        for (at, _) in word.match_indices(mark).take(3) {
            let (head, tail) = (word.get(..at).unwrap_or(""), word.get(at + mark.len()..).unwrap_or(""));
            let is_prefix = at >= 2 || (at == 0 && *mark == "ge");
            if is_prefix && tail.chars().count() >= 3 {
                visit(&format!("{head}{tail}"));
            }
        }
    }
}

/// Takes Finnish particles and possessive endings from the end, and gives back the case ending they may have hidden.
fn finnish(word: &str, visit: &mut impl FnMut(&str)) {
    const PARTICLES: [&str; 9] = ["kin", "kaan", "kään", "ko", "kö", "han", "hän", "pa", "pä"];
    const POSSESSIVES: [&str; 8] = ["ni", "si", "nsa", "nsä", "mme", "nne", "an", "än"];
    let bare = PARTICLES.iter().find_map(|particle| word.strip_suffix(particle)).filter(|rest| rest.len() >= 4);
    if let Some(bare) = bare {
        visit(bare);
    }
    for word in bare.into_iter().chain([word]) {
        for possessive in POSSESSIVES {
            if let Some(rest) = word.strip_suffix(possessive)
                && rest.len() >= 4
            {
                visit(rest);
                visit(&format!("{rest}n"));
            }
        }
    }
}

/// Returns an Irish word without lenition, eclipsis, or the `h`, `t`, `n` put before vowels and `s`, where it has one
/// (Christian Brothers, Graiméar Gaeilge, chapter 4).
pub(super) fn radical(word: &str) -> Option<String> {
    const ECLIPSIS: [(&str, usize); 8] =
        [("bhf", 2), ("mb", 1), ("gc", 1), ("nd", 1), ("ng", 1), ("bp", 1), ("dt", 1), ("ts", 1)];
    let is_vowel = |c: char| "aeiouáéíóú".contains(c);
    let mut chars = word.chars();
    let (first, second) = (chars.next()?, chars.next()?);
    if word.chars().count() < 4 {
        return None;
    }
    if let Some((_, length)) = ECLIPSIS.iter().find(|(mark, _)| word.starts_with(mark)) {
        return word.get(*length..).map(str::to_owned);
    }
    if second == 'h' && "bcdfgmpst".contains(first) {
        return Some(word.chars().enumerate().filter(|(at, _)| *at != 1).map(|(_, c)| c).collect());
    }
    if matches!(first, 'h' | 'n' | 't') && is_vowel(second) {
        return word.get(1..).map(str::to_owned);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irish_mutations_are_taken_off() {
        for (mutated, plain) in [
            ("bhainistíocht", "bainistíocht"),
            ("gcomhairle", "comhairle"),
            ("bhfiosrúchán", "fiosrúchán"),
            ("tseirbhís", "seirbhís"),
            ("hinstitiúid", "institiúid"),
        ] {
            assert_eq!(radical(mutated).as_deref(), Some(plain));
        }
        assert_eq!(radical("rialtas"), None);
    }

    #[test]
    fn german_participles_lose_their_mark_behind_a_separable_prefix() {
        let mut found = Vec::new();
        without_beginning("de", "teilgenommen", |word| found.push(word.to_owned()));
        assert!(found.contains(&"teilnommen".to_owned()));
    }
}
