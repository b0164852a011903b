//! Markdown that other processors than CommonMark's read: MkDocs, Jekyll, Pandoc, Quarto.

use super::markdown::{rendered, sources};

#[test]
fn attribute_lists_stay_in_lines_of_their_own() {
    let page = "Lorem ipsum.\n{ .annotate }\n\n- item\n{: .x}\n\n{% hint %}\nText here.\n{% endhint %}\n";
    assert_eq!(sources(page), ["Lorem ipsum.", "item", "Text here."]);
    let translated = rendered(page, &[("Lorem ipsum.", "Dansk."), ("item", "punkt"), ("Text here.", "Tekst.")]);
    assert_eq!(translated, "Dansk.\n{ .annotate }\n\n- punkt\n{: .x}\n\n{% hint %}\nTekst.\n{% endhint %}\n");
    // A translation brings in none.
    assert_eq!(rendered("a *b*\n", &[("a *b*", "x *y*{ onclick=z }")]), "x *y*&#123; onclick=z }\n");
    assert_eq!(rendered("a\n", &[("a", "{ .x }")]), "&#123; .x }\n");
}

#[test]
fn an_anchor_goes_into_the_attribute_list_of_its_heading() {
    let page = "# One {.unnumbered}\n\n# Two {#two}\n\n# Three {: .x}\n\n# Four {-}\n";
    let translated = rendered(page, &[("One", "En"), ("Two", "To"), ("Three", "Tre"), ("Four", "Fire")]);
    assert_eq!(translated, "# En {#one .unnumbered}\n\n# To {#two}\n\n# Tre {: #three .x}\n\n# Fire {#four -}\n");
}

#[test]
fn anchors_of_other_processors_are_kept_as_well() {
    let translated =
        rendered("## Roles & duties\n\n## Why?\n\n## Why?\n", &[("Roles & duties", "Roller"), ("Why?", "Hvorfor?")]);
    assert_eq!(
        translated,
        "## Roller<a id=\"roles--duties\"></a><a id=\"roles-duties\"></a>\n\n\
         ## Hvorfor?<a id=\"why\"></a>\n\n## Hvorfor?<a id=\"why-1\"></a><a id=\"why_1\"></a>\n"
    );
}

#[test]
fn a_caption_begins_as_the_english_does() {
    let page = "| A | B |\n|---|---|\n| x | y |\n\n: The costs {#tbl-costs}\n";
    let translated = rendered(page, &[(": The costs {#tbl-costs}", ": Prisen {#tbl-costs}")]);
    assert!(translated.ends_with("\n: Prisen {#tbl-costs}\n"), "{translated}");
    assert_eq!(rendered("a\n", &[("a", ": x")]), "\\: x\n");
}
