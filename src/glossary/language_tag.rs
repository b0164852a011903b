//! Language tags as termbases write them, and our codes for them.

use crate::language;

/// Returns our code for a language tag: `PT`, `pt-PT`, `pt_BR` and `por` are `pt`; an unknown language keeps its tag.
pub(super) fn language_code(tag: &str) -> String {
    language::of_tag(tag).map_or_else(|| shown_tag(tag), |language| language.code.to_owned())
}

/// Returns a language tag in the way that we compare and show it: `pt_BR` is `pt-BR`.
pub(super) fn shown_tag(tag: &str) -> String {
    tag.trim().replace('_', "-")
}

/// The regions whose wording is the project's, where the region is not named like the language.
const HOMES: [(&str, &str); 8] =
    [("en", "GB"), ("cs", "CZ"), ("da", "DK"), ("el", "GR"), ("et", "EE"), ("ga", "IE"), ("sl", "SI"), ("sv", "SE")];

/// Returns whether a tag names its language as it is written in the Union's own texts: without a region, or with that of
/// its home, for example `pt`, `pt-PT` and `en-GB`.
fn is_home(tag: &str) -> bool {
    let code = language_code(tag);
    let home = HOMES
        .iter()
        .find(|(of, _)| *of == code)
        .map_or_else(|| code.to_ascii_uppercase(), |(_, home)| (*home).to_owned());
    let mut regions = tag.split('-').skip(1).filter(|part| part.len() == 2);
    regions.all(|region| region.eq_ignore_ascii_case(&home))
}

/// Returns the tags whose wording is not taken from a file: where it has several regions of one language, all but the
/// language at home, and all but the first where none is at home.
pub(super) fn foreign_regions<'a>(tags: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: Vec<(String, String)> = Vec::new();
    for tag in tags {
        let tag = shown_tag(tag);
        if !seen.iter().any(|(_, known)| *known == tag) {
            seen.push((language_code(&tag), tag));
        }
    }
    let kept = |code: &str| {
        let mut tags = seen.iter().filter(|(of, _)| of == code);
        tags.clone().find(|(_, tag)| is_home(tag)).or_else(|| tags.next()).map(|(_, tag)| tag.as_str())
    };
    let is_foreign = |(code, tag): &&(String, String)| !is_home(tag) && kept(code) != Some(tag.as_str());
    seen.iter().filter(is_foreign).map(|(_, tag)| tag.clone()).collect()
}

/// Returns whether a text has the form of a language tag: letters, then letters and digits between hyphens (BCP 47).
pub(super) fn is_language_tag(text: &str) -> bool {
    let mut parts = text.trim().split(['-', '_']);
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_language = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    parts.next().is_some_and(is_language) && parts.all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_to_write_a_language_are_one() {
        for tag in ["de", "DE", "de-AT", "de_CH", "deu", "ger"] {
            assert_eq!(language_code(tag), "de", "{tag}");
        }
        assert_eq!(language_code("zh-Hant"), "zh-Hant");
    }

    #[test]
    fn of_several_regions_the_one_at_home_is_taken() {
        let foreign = |tags: &[&str]| foreign_regions(tags.iter().copied());
        assert_eq!(foreign(&["pt-BR", "pt_PT", "en-US", "en-GB", "de"]), ["pt-BR", "en-US"]);
        assert_eq!(foreign(&["de", "de-AT", "el-GR", "el"]), ["de-AT"]);
        assert_eq!(foreign(&["de-AT", "de-CH"]), ["de-CH"]);
        assert!(foreign(&["pt-BR", "DE", "deu", "ger", "sr-Latn"]).is_empty());
    }

    #[test]
    fn what_is_no_tag_is_told_from_one() {
        assert!(["la", "mul", "zh-Hant", "en_GB"].iter().all(|tag| is_language_tag(tag)));
        assert!(["", " ", "klingon!!", "d", "4", "de AT", "de-"].iter().all(|tag| !is_language_tag(tag)));
    }
}
