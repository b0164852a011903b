//! The language table against Unicode's own data.

use std::collections::BTreeSet;

use concordia::language::{Category, OFFICIAL};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

fn category(category: PluralCategory) -> Category {
    match category {
        PluralCategory::Zero => Category::Zero,
        PluralCategory::One => Category::One,
        PluralCategory::Two => Category::Two,
        PluralCategory::Few => Category::Few,
        PluralCategory::Many => Category::Many,
        PluralCategory::Other => Category::Other,
    }
}

fn rules(tag: &str) -> PluralRules {
    let locale: Locale = tag.parse().unwrap();
    PluralRules::try_new(locale.into(), PluralRulesOptions::default()).unwrap()
}

#[test]
fn the_24_languages_stand_in_protocol_order() {
    let codes: Vec<&str> = OFFICIAL.iter().map(|language| language.code).collect();
    assert_eq!(codes.join(" "), "bg es cs da de et el en fr ga hr it lv lt hu mt nl pl pt ro sk sl fi sv");
    assert!(OFFICIAL.iter().enumerate().all(|(index, language)| usize::from(language.order) == index + 1));
}

#[test]
fn the_forms_of_a_plural_are_the_categories_that_integers_below_a_million_reach() {
    for language in &OFFICIAL {
        let rules = rules(language.tag);
        let reached: BTreeSet<Category> = (0u32..=2000).map(|n| category(rules.category_for(n))).collect();
        let ours: BTreeSet<Category> = language.plural.categories.iter().copied().collect();
        assert_eq!(ours, reached, "{}", language.code);
    }
}

#[test]
fn all_cldr_categories_are_listed() {
    for language in &OFFICIAL {
        let theirs: BTreeSet<Category> = rules(language.tag).categories().map(category).collect();
        let ours: BTreeSet<Category> = language.cldr_categories.iter().copied().collect();
        assert_eq!(ours, theirs, "{}", language.code);
    }
}
