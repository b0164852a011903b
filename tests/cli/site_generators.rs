//! Pages as static-site generators read them: Jekyll (Liquid, then kramdown), mdBook and HonKit, Docusaurus. Each page here was built
//! with the generator itself, in English and pseudo-localised, and the two sites compared.

use super::markdown::{extract, extract_as, rendered, sources};
use concordia::language;
use concordia::source::{self, Target, Translation};

/// Pseudo-localises a page; nothing may be refused.
fn pseudo(path: &str, page: &str) -> String {
    let document = extract_as(path, page);
    let target = Target::new(language::find("de").unwrap());
    let result =
        source::render(&document, page, &target, &|unit| Some(Translation::single(source::pseudo(&unit.source))));
    assert!(result.refusals.is_empty(), "{:?}", result.refusals);
    result.text
}

fn kept(page: &str) -> Vec<&str> {
    extract(page).opaque.iter().map(|opaque| opaque.reason).collect()
}

#[test]
fn titles_in_lists_and_template_tags_are_texts() {
    let page = "A quote.\n{: .x title=\"A title\"}\n\n{{< figure src=\"a.png\" caption=\"A caption\" >}}\n\n\
                {% include b.html\n   alt='A map'\n%}\n\n{% code title=\"a.js\" %}\n";
    assert_eq!(sources(page), ["A quote.", "A title", "A caption", "A map"]);
    let pairs = [("A title", "\"T\""), ("A caption", "\"T\" {{ x }}"), ("A map", "Kort")];
    let expected =
        page.replace("A title", "&quot;T&quot;").replace("A caption", "'T' (( x ))").replace("A map", "Kort");
    assert_eq!(rendered(page, &pairs), expected);
}

#[test]
fn a_bar_in_a_template_tag_is_none_of_the_table() {
    let page = "| A | B |\n|---|---|\n| `c` | {{ page.title | upcase }} of {% t a | b %} |\n";
    assert_eq!(sources(page), ["A", "B", "{{ page.title | upcase }} of {% t a | b %}"]);
    let pair = ("{{ page.title | upcase }} of {% t a | b %}", "{{ page.title | upcase }} | {% t a | b %}");
    assert!(rendered(page, &[pair]).ends_with("| {{ page.title | upcase }} \\| {% t a | b %} |\n"));
}

#[test]
fn a_bar_in_code_is_none_of_the_table() {
    let page = "| A | B |\n|---|---|\n| use `a|b` | `c||d` |\n| `x\\|y` z | w |\n";
    assert_eq!(sources(page), ["A", "B", "use `a|b`", "`x\\|y` z", "w"]);
    let translated = rendered(page, &[("use `a|b`", "`a|b` | `e|f`"), ("`x\\|y` z", "`x|y` å")]);
    assert!(translated.ends_with("| `a|b` \\| `e\\|f` | `c||d` |\n| `x\\|y` å | w |\n"), "{translated}");
}

#[test]
fn template_tags_alone_hold_no_text() {
    for page in [
        "{% include note.html\n   kind=\"info\"\n   text=\"Text\"\n%}\n",
        "- {{ site.title }}\n",
        "<ul>\n{% for a in b %}\n  <li>{{ a.name }}</li>\n{% endfor %}\n</ul>\n",
        "{# a comment #} {{ b }}\n",
    ] {
        assert_eq!(sources(page), Vec::<String>::new(), "{page}");
    }
    assert_eq!(sources("{{ a }} and {{ b }}\n").len(), 1);
}

#[test]
fn the_list_in_front_of_an_item_is_none_of_its_text() {
    let page = "- {:.a} One\n- Two\n\nTerm\n: {:.b} Three\n";
    assert_eq!(sources(page), ["One", "Two", "Term", "Three"]);
    assert_eq!(rendered(page, &[("One", "En"), ("Three", "Tre")]), page.replace("One", "En").replace("Three", "Tre"));
}

#[test]
fn two_backslashes_break_a_line_of_kramdown() {
    let page = "First line\\\\\nsecond line\nthird line\n";
    assert_eq!(sources(page), ["First line\\\\\nsecond line third line"]);
    assert_eq!(rendered(page, &[("First line\\\\\nsecond line third line", "En\\\\\nto\ntre")]), "En\\\\\nto tre\n");
}

#[test]
fn a_title_behind_a_template_tag_is_text() {
    let page = "A [link][a].\n\n[a]: {{ site.url }}/x \"A title\"\n";
    assert_eq!(sources(page), ["A [link][a].", "A title"]);
    assert_eq!(rendered(page, &[("A title", "Titel")]), page.replace("A title", "Titel"));
}

#[test]
fn pseudo_keeps_tags_in_destinations_and_links_alone() {
    let page = "- [One](a.md)\n- [Two]({{ site.url }}{% post_url 2026-01-01-a %}) b\n";
    let done = pseudo("SUMMARY.md", page);
    assert!(done.starts_with("- [⟦") && done.contains("⟧](a.md)\n"), "{done}");
    assert!(done.contains("({{ site.url }}{% post_url 2026-01-01-a %})"), "{done}");
}

#[test]
fn a_summary_holds_links_alone() {
    let page = "# Summary\n\n- [One](a.md)\n- [Two]()\n";
    let document = extract_as("sub/SUMMARY.md", page);
    let target = Target::new(language::find("de").unwrap());
    let result = source::render(&document, page, &target, &|unit| {
        Some(Translation::single(unit.source.replace("](a.md)", "](a.md) (kurz)").replace("[Two]", "[Zwei]")))
    });
    assert_eq!(result.text, page.replace("Two", "Zwei"));
    assert_eq!(result.refusals.len(), 1);
}

#[test]
fn a_page_is_of_myst_or_not_as_a_whole() {
    // A role that a translation brings in makes no comment of another paragraph.
    let page = "# A\n\n% of all people say so.\n\nUse it.\n";
    let code = "Brug `{x}` og {ref}`y`.";
    let translated = rendered(page, &[("% of all people say so.", "% af alle."), ("Use it.", code)]);
    assert_eq!(translated, format!("# A\n\n% af alle.\n\n{code}\n"));
    // Braces in code are no role.
    assert_eq!(sources("`{x}`\n\n% of all\n").len(), 1);
    assert_eq!(sources("{ref}`x` b\n\n% a comment\n").len(), 1);
}

#[test]
fn tabs_of_docusaurus_stay_tabs() {
    let page = "<Tabs>\n  <TabItem value=\"a\" label=\"First tab\">One *apple*</TabItem>\n  \
                <TabItem value=\"b\" label=\"Second\" default>Two</TabItem>\n</Tabs>\n\n\
                <TabItem value=\"c\" label=\"Third\">\n\nThree\n\n</TabItem>\n\n<Code title=\"src/a.js\" label=\"x\" />\n";
    let document = extract_as("page.mdx", page);
    let found: Vec<&str> = document.units.iter().map(|unit| unit.source.as_str()).collect();
    assert_eq!(found, ["First tab", "One *apple*", "Second", "Two", "Third", "Three"]);
    let done = pseudo("page.mdx", page);
    assert!(done.contains("  <TabItem value=\"b\" label=\"⟦Šéçöñð öñ⟧\" default>⟦Ţŵö ö⟧</TabItem>\n</Tabs>"), "{done}");
}

#[test]
fn a_sign_before_a_blank_is_no_tag_of_mdx() {
    let document = extract_as("page.mdx", "It holds that 1 < 2 and a < b.\n");
    assert_eq!(document.units.len(), 1);
}

#[test]
fn headings_of_docusaurus_have_attributes() {
    let page = "import A from '@theme/A'\n\n# One\n";
    assert_eq!(pseudo("page.mdx", page), "import A from '@theme/A'\n\n# ⟦Öñé ö⟧ {#one}\n");
}
