//! A number for each plural form, so that an engine inflects the words around it.

use crate::language::{Category, Language};

/// Returns an integer that the language counts in this category.
#[must_use]
pub fn plural_sample(language: &Language, category: Category) -> u32 {
    match (category, language.code) {
        (Category::Zero, _) => 10,
        (Category::One, _) => 1,
        (Category::Two, _) => 2,
        (Category::Few, _) => 3,
        (Category::Many, "mt") => 11,
        (Category::Many, _) => 7,
        (Category::Other, "lv") => 22,
        (Category::Other, _) => 100,
    }
}

#[cfg(test)]
mod tests {
    use icu_plurals::{PluralCategory, PluralRules};

    use super::*;
    use crate::language::official_targets;

    #[test]
    fn every_sample_is_counted_in_its_category() {
        for language in official_targets() {
            let locale: icu_locale_core::Locale = language.tag.parse().expect("a tag");
            let rules = PluralRules::try_new_cardinal(locale.into()).expect("rules");
            for &category in language.plural.categories {
                let expected = match category {
                    Category::Zero => PluralCategory::Zero,
                    Category::One => PluralCategory::One,
                    Category::Two => PluralCategory::Two,
                    Category::Few => PluralCategory::Few,
                    Category::Many => PluralCategory::Many,
                    Category::Other => PluralCategory::Other,
                };
                let sample = plural_sample(language, category);
                assert_eq!(rules.category_for(sample), expected, "{} {category} {sample}", language.code);
            }
        }
    }
}
