//! What covers which lines.

use super::*;

fn masked(text: &str) -> (String, Vec<String>) {
    let (out, callouts) = mask(text, Flavour::default());
    assert_eq!(out.len(), text.len());
    (out.into_owned(), callouts.iter().map(|c| text[c.title.clone()].to_owned()).collect())
}

#[test]
fn text_without_callouts_is_borrowed() {
    assert!(matches!(mask("# A\n\nb\n", Flavour::default()).0, Cow::Borrowed(_)));
}

#[test]
fn fences_become_breaks() {
    let (out, titles) = masked("::: warning Take care\ntext\n:::\n");
    assert_eq!(out, "___                  \ntext\n___\n");
    assert_eq!(titles, ["Take care", ""]);
}

#[test]
fn bracketed_titles_are_found() {
    assert_eq!(masked(":::note[Mind *this*]{.x}\n").1, ["Mind *this*"]);
}

#[test]
fn indented_callouts_become_items() {
    let (out, titles) = masked("!!! note \"Our title\"\n    text\n");
    assert_eq!(out, "+   #               \n    text\n");
    assert_eq!(titles, ["Our title"]);
}

#[test]
fn known_alerts_stay_and_titled_ones_are_masked() {
    assert_eq!(masked("> [!NOTE]\n> a\n").0, "> [!NOTE]\n> a\n");
    let (out, titles) = masked("> [!faq]- Why?\n> a\n");
    assert_eq!(out, "> ___         \n> a\n");
    assert_eq!(titles, ["Why?"]);
}

#[test]
fn exclamation_in_a_paragraph_is_text() {
    assert_eq!(masked("a\n!!! note\n").0, "a\n!!! note\n");
}

#[test]
fn options_and_arguments_of_directives_hold_no_text() {
    let (out, titles) = masked("::::{admonition} T\n:class: tip\nBody\n::::\n");
    assert_eq!(out, "___               \n___        \nBody\n___\u{20}\n");
    assert_eq!(titles, ["T", "", ""]);
    assert_eq!(masked(":::{note}\n---\na: b\n---\nBody\n").0, "___      \n___         \nBody\n");
    assert_eq!(masked(":::{figure} a.png\ntext").1, [""]);
}

#[test]
fn attributes_and_template_tags_hold_no_text() {
    assert_eq!(masked("a\n{ .lead }\n\n> b\n> {: #c}\n").0, "a\n___      \n\n> b\n> ___   \n");
    assert_eq!(masked("{% hint %}\na {.b}\n{% endhint %}\n").0, "___       \na {.b}\n___          \n");
}

#[test]
fn abbreviations_hold_no_text() {
    assert_eq!(masked("a\n*[HTML]: Hyper Text\n").0, "a\n___                \n");
    assert_eq!(masked("*[a]: b*\n").0, "*[a]: b*\n");
}

#[test]
fn indented_text_of_mdx_becomes_items() {
    let out = |text| mask(text, Flavour { mdx: true, ..Flavour::default() }).0.into_owned();
    assert_eq!(out("<A>\n    a\n    b\n\n      c\n</A>\n"), "___\n+   a\n    b\n\n  +   c\n___ \n");
    assert_eq!(out("# H\n        a\n"), "# H\n+   +   a\n");
    for text in ["a\n    b\n", "- a\n\n    b\n", "1. a\n\n   b\n\n      c\n", "```\n    a\n```\n", "[^1]: a\n\n    b\n"]
    {
        assert_eq!(out(text), text);
    }
    assert_eq!(mask("    a\n", Flavour::default()).0, "    a\n");
}

#[test]
fn tags_of_mdx_are_masked_outside_code() {
    let out = |text| mask(text, Flavour { mdx: true, ..Flavour::default() }).0.into_owned();
    assert_eq!(out("<A\n b>\ntext\n\n</A>\n"), "___   \ntext\n\n___ \n");
    assert_eq!(out("```\n<A\n```\n>\n</B>"), "```\n<A\n```\n>\n___ ");
    assert_eq!(out("<>\na\n</>\n"), "# \na\n___\n");
}
