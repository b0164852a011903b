//! Markdown that other processors than CommonMark's read: MkDocs, Jekyll, Pandoc, Quarto.

use super::markdown::{extract, rendered, sources};
use concordia::model::UnitKind;

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
    let translated = rendered(page, &[("The costs {#tbl-costs}", "Prisen {#tbl-costs}")]);
    assert!(translated.ends_with("\n: Prisen {#tbl-costs}\n"), "{translated}");
    assert_eq!(rendered("a\n", &[("a", ": x")]), "\\: x\n");
}

/// Translates every unit `x` to `xX`.
fn grown(page: &str) -> String {
    let sources = sources(page);
    let pairs: Vec<(String, String)> =
        sources.into_iter().map(|source| (source.clone(), format!("{source}X"))).collect();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    rendered(page, &pairs)
}

fn kept(page: &str) -> Vec<&str> {
    extract(page).opaque.iter().map(|opaque| opaque.reason).collect()
}

#[test]
fn a_grid_table_stays_as_it_is() {
    let table = "+---+---+\n| a | b |\n+===+===+\n| c | d |\n|   | e |\n+---+---+\n";
    let page = format!("Text.\n\n{table}\n: A caption\n\n> {}\n", table.trim_end().replace('\n', "\n> "));
    assert_eq!(sources(&page), ["Text.", "A caption"]);
    assert_eq!(grown(&page), page.replace("Text.", "Text.X").replace("caption", "captionX"));
    assert_eq!(kept(&page), ["grid table", "grid table"]);
    assert_eq!(kept(&format!("- {}\n- x\n", table.trim_end().replace('\n', "\n  "))), ["grid table"]);
    // One border makes no table.
    assert_eq!(sources("+---+ a\n\n+---+\nb\n"), ["+---+ a", "+---+ b"]);
}

#[test]
fn the_lines_of_a_line_block_are_units() {
    let page = "| One *line*\n|     another\n|          far\n  goes on\n|\n| - last\n\nText.\n\n> | q\n> | r\n\n- | s\n  | t\n";
    let units = ["One *line*", "another", "far goes on", "last", "Text.", "q", "r", "s", "t"];
    assert_eq!(sources(page), units);
    assert_eq!(
        grown(page),
        "| One *line*X\n|     anotherX\n|          far goes onX\n|\n| - lastX\n\nText.X\n\n> | qX\n> | rX\n\n- | sX\n  | tX\n"
    );
    assert_eq!(extract(page).units[0].kind, UnitKind::Paragraph);
    // Tables stay tables, with or without a bar in front.
    for table in ["| a | b |\n|---|---|\n| c | d |\n", "| a | b |\n:--|--:\n| c | d |\n"] {
        assert_eq!(sources(table), ["a", "b", "c", "d"]);
    }
    assert_eq!(sources("a\n| b\n| c\n"), ["a | b | c"]);
}

#[test]
fn the_items_of_lettered_lists_are_units() {
    for (first, second) in
        [("a.", "b."), ("(i)", "(ii)"), ("#.", "#."), ("(1)", "(2)"), ("(@)", "(@b)"), ("A)", "B)"), ("(viii)", "(ix)")]
    {
        let page = format!("{first} One\n   goes on\n{second} two\n\nText.\n\n1. x\n   {first} y\n   {second} z\n");
        assert_eq!(sources(&page), ["One goes on", "two", "Text.", "x", "y", "z"]);
        assert_eq!(
            grown(&page),
            format!("{first} One goes onX\n{second} twoX\n\nText.X\n\n1. xX\n   {first} yX\n   {second} zX\n")
        );
        assert_eq!(extract(&page).units[1].kind, UnitKind::ListItem);
    }
    let page = "a.  x\n\n    more\nb.  y\n    i)  z\n    ii) w\nc.  v\n\nd.  u\n\ne. g. this\n";
    assert_eq!(sources(page), ["x", "more", "y", "z", "w", "v", "u", "g. this"]);
    assert_eq!(sources("a. x\nb. y\n\n   more\n\nc. z\n"), ["x", "y", "more", "z"]);
}

#[test]
fn what_no_processor_reads_as_a_list_is_a_paragraph() {
    for text in [
        "We want to\n(a) do this and\n(b) do that.\n",
        "- We (a) do this and\n  (b) do that.\n",
        "A. Smith and\nB. Jones.\n",
        "(c) 2026 The authors\nand others\n",
        "e. g. this\nand that\n",
        "a. x  \nb. y\n",
        "*a* b\n(a) c\n(b) d\n",
    ] {
        assert_eq!(sources(text).len(), 1, "{text}");
        assert_eq!(rendered(text, &[]), text);
    }
    // Nor is a translation one.
    assert_eq!(rendered("For example\n", &[("For example", "f. eks. x")]), "f\\. eks. x\n");
    assert_eq!(rendered("(a) x\n", &[("(a) x", "(a) y")]), "(a) y\n");
    assert_eq!(rendered("- Cards\n", &[("Cards", "z. B. Karten")]), "- z\\. B. Karten\n");
    assert_eq!(rendered("a  \nb\n", &[("a\\\nb", "x\\\n(a) y")]), "x  \n\\(a) y\n");
}

#[test]
fn a_hash_begins_a_heading_where_the_english_has_one() {
    assert_eq!(rendered("New\n", &[("New", "#nyt")]), "\\#nyt\n");
    assert_eq!(rendered("#new\n", &[("#new", "#nyt")]), "#nyt\n");
    assert_eq!(rendered("#new\n", &[("#new", "# nyt")]), "\\# nyt\n");
}

#[test]
fn markdown_within_html_keeps_its_lines() {
    let page = "<div markdown>\n## Inside\n- one\n- two\n</div>\nText\n\n\
                <details markdown=\"1\" title=\"Tip\">\n<summary>More</summary>\n- a\n- b\n\n</details>\n";
    assert_eq!(sources(page), ["Inside", "one", "two", "Text", "Tip", "More", "a", "b"]);
    assert_eq!(
        grown(page),
        "<div markdown>\n## InsideX<a id=\"inside\"></a>\n- oneX\n- twoX\n</div>\nTextX\n\n\
         <details markdown=\"1\" title=\"TipX\">\n<summary>MoreX</summary>\n- aX\n- bX\n\n</details>\n"
    );
    let figure =
        "<figure markdown=\"span\">\n  ![Alt](a.png){ width=\"3\" }\n  <figcaption>Cap</figcaption>\n</figure>\n";
    assert_eq!(sources(figure), ["Alt", "Cap"]);
}

#[test]
fn markdown_within_html_that_is_not_understood_is_kept() {
    for page in [
        "<div markdown>*a*\n- one\n- two\n</div>\n",
        "<table><tr><td markdown>\n- one\n- two\n</td></tr></table>\n",
        "<section><div markdown=\"1\">\n1. one\n2. two\n</div></section>\n",
    ] {
        assert_eq!((sources(page).len(), kept(page)), (0, vec!["Markdown within HTML"]), "{page}");
    }
    assert_eq!(sources("<td markdown>one\ntwo</td>\n"), ["one two"]);
    assert_eq!(sources("<div>\n- one\n- two\n</div>\n"), ["- one - two"]);
}

#[test]
fn a_translation_brings_no_markdown_link_into_html() {
    let result = super::markdown::render_to(
        &super::markdown::target(),
        "<td markdown>one</td>\n",
        &[("one", "[een](https://evil.eu)")],
    );
    assert_eq!((result.text.as_str(), result.refusals.len()), ("<td markdown>one</td>\n", 1));
}

#[test]
fn a_call_out_needs_no_blank_line_above_or_below() {
    let page = "## Heading\n!!! note \"Title\"\n    Body\nOutside *it*\n\n=== \"Tab\"\n    One\n=== \"Tab two\"\n    Two\n\nPara\n??? q\n    body\n\n    more\n\nText\n\n- item\n    !!! tip\n        deep\n  outside\n";
    let units = [
        "Heading",
        "Title",
        "Body",
        "Outside *it*",
        "Tab",
        "One",
        "Tab two",
        "Two",
        "Para",
        "body",
        "more",
        "Text",
        "item",
        "deep",
        "outside",
    ];
    assert_eq!(sources(page), units);
    let expected = "## HeadingX<a id=\"heading\"></a>\n!!! note \"TitleX\"\n    BodyX\nOutside *it*X\n\n=== \"TabX\"\n    OneX\n=== \"Tab twoX\"\n    TwoX\n\nParaX\n??? q\n    bodyX\n\n    moreX\n\nTextX\n\n- itemX\n    !!! tip\n        deepX\n  outsideX\n";
    assert_eq!(grown(page), expected);
    assert_eq!(sources("Wow\n!!! note that\nit goes on\n"), ["Wow !!! note that it goes on"]);
    assert_eq!(sources("| a | b |\n|---|---|\n| c | d |\n!!! note\n    e\n"), ["a", "b", "c", "d", "e"]);
}

#[test]
fn blocks_of_pymdown_keep_their_fences() {
    let page = "/// note | Title\n    type: warning\n    attrs: {id: x}\n\nBody\nof it.\n///\n\n![Image](i.png)\n/// caption\nThe caption.\n///\n\n//// details | More\n/// html | div.x\nText\n///\n////\n";
    assert_eq!(sources(page), ["Title", "Body of it.", "Image", "The caption.", "More", "Text"]);
    let expected = page
        .replace("Title", "TitleX")
        .replace("Body\nof it.", "Body of it.X")
        .replace("Image", "ImageX")
        .replace("caption.", "caption.X")
        .replace("More", "MoreX")
        .replace("Text", "TextX");
    assert_eq!(grown(page), expected);
    assert_eq!(sources("/// this is a comment\n"), ["/// this is a comment"]);
}

#[test]
fn targets_contents_and_includes_stay() {
    let page = "(first)=\n(second)=\nText.\n\n(third)=\n## Sub\n\n[TOC]\n\n--8<-- \"a.md\"\n\n{{#include b.md}}\n\n{{ toc }}\n\nA {{ b }} c\n{{ d }}\n";
    assert_eq!(sources(page), ["Text.", "Sub", "A {{ b }} c {{ d }}"]);
    let document = extract(page);
    let anchors = concordia::source::anchors(&document, page).unwrap();
    assert!(
        ["first", "second", "third", "sub"].iter().all(|anchor| anchors.iter().any(|own| own == anchor)),
        "{anchors:?}"
    );
    let kept: Vec<&str> = document.opaque.iter().map(|one| one.reason).collect();
    let expected = ["target", "target", "target", "table of contents", "include", "template tag", "template tag"];
    assert_eq!(kept, expected);
}

#[test]
fn code_between_template_tags_and_in_directives_stays() {
    let page = "{% highlight bash %}\n# Install\nnpm i\n{% endhighlight %}\n\n{{< mermaid >}}\ngraph TD\n\n  A[x] --> B[y]\n{{< /mermaid >}}\n\n:::{toctree}\n:maxdepth: 2\n\nintro\nTitle <usage>\n:::\n\n:::{grid-item-card} Card\nBody\n+++\nFooter\n:::\n";
    assert_eq!(sources(page), ["Card", "Body", "Footer"]);
    assert_eq!(grown(page), page.replace("Card", "CardX").replace("Body", "BodyX").replace("Footer", "FooterX"));
}

#[test]
fn a_definition_may_lead_to_a_template_tag() {
    let page =
        "See [the log] and [other].\n\n[the log]: {% link CHANGELOG.md %}\n[other]: {{ site.url }}/x \"Title\"\n";
    assert_eq!(sources(page), ["See [the log] and [other].", "Title"]);
    let translated = rendered(page, &[("See [the log] and [other].", "Se [loggen] og [other].")]);
    assert_eq!(translated, page.replace("See [the log] and", "Se [loggen][the log] og"));
}

#[test]
fn a_fence_may_begin_an_item() {
    for marker in ["-  ", "*  ", "1. "] {
        let page = format!("{marker} ::: {{.callout-note}}\n    Body\n    :::\n");
        assert_eq!(sources(&page), ["Body"], "{page}");
        assert_eq!(grown(&page), page.replace("Body", "BodyX"));
    }
}

#[test]
fn each_term_of_a_definition_is_a_unit() {
    let page = "Apple\nOrange *red*\n:   A fruit\n";
    assert_eq!(sources(page), ["Apple", "Orange *red*", "A fruit"]);
    assert_eq!(grown(page), "AppleX\nOrange *red*X\n:   A fruitX\n");
}

#[test]
fn tables_of_dashes_and_captions_stay() {
    let table = "  Right   Left\n-------  ------\n     12  12\n    123  123\n";
    let page = format!("{table}\nTable: The costs {{#tbl-x}}\n\nTable: of contents\n");
    assert_eq!(sources(&page), ["The costs {#tbl-x}", "Table: of contents"]);
    let translated = rendered(&page, &[("The costs {#tbl-x}", "Prisen {#tbl-x}"), ("Table: of contents", "Tabel: x")]);
    assert_eq!(translated, page.replace("The costs", "Prisen").replace("Table: of contents", "Tabel: x"));
    assert_eq!(kept(&page), ["table of dashes"]);
}

#[test]
fn a_colon_without_a_blank_begins_no_definition() {
    let page = "A page with an icon as\n:material-x: __new__ or\n:y:{ .z } old.\n";
    assert_eq!(sources(page), ["A page with an icon as :material-x: __new__ or :y:{ .z } old."]);
    // The lines of a field list stay apart.
    let fields = "Options:\n:name: One\n:class: Two\n\nText\n";
    assert_eq!(sources(fields).len(), 4);
    let fields = &fields.replace("Options:", "Options");
    assert_eq!(
        grown(fields),
        fields.replace("Options", "OptionsX").replace("One", "OneX").replace("Two", "TwoX").replace("Text", "TextX")
    );
    assert_eq!(sources("a | b\n:--|--:\nc | d\n"), ["a", "b", "c", "d"]);
    assert_eq!(sources("a\n: b\n"), ["a", "b"]);
    assert_eq!(sources("| a |\n|---|\n\n: {tbl-colwidths=\"[50]\"}\n"), ["a"]);
}

#[test]
fn directives_of_myst_in_backticks_hold_text_where_it_is_prose() {
    let page = "````{admonition} Our title\n:class: tip\n\nBody one.\n\n```{tip}\nInner text.\n```\n\n```python\ncode = 1\n```\n\nLast.\n````\n\n\
                ```{figure} ../a.png\n:alt: x\n\nCaption here.\n```\n\n```{code-block} python\nx = 1\n```\n\nAfter.\n";
    assert_eq!(sources(page), ["Our title", "Body one.", "Inner text.", "Last.", "Caption here.", "After."]);
    let given = [("Our title", "Titel"), ("Inner text.", "```\nx"), ("Caption here.", "Billede."), ("After.", "Så.")];
    let led = rendered(page, &given);
    let wanted = page
        .replace("Our title", "Titel")
        .replace("Inner text.", "\\``` x")
        .replace("Caption here.", "Billede.")
        .replace("After.", "Så.");
    assert_eq!(led, wanted);
    // One that nothing closes is code, as is what stands in code.
    assert_eq!(sources("```{note}\nText\n"), Vec::<String>::new());
    assert_eq!(sources("````\n```{note}\nText\n```\n````\n\nAfter\n"), ["After"]);
    let open = "<!-- concordia: skip -->\n```{note}\na\n```\n\nb\n";
    assert_eq!(sources(open), ["b"]);
}

#[test]
fn emoji_at_the_start_of_a_line_are_text_and_fields_are_none() {
    assert_eq!(
        sources("Hello there\n\n:tada: Welcome\n\nPara\n:smile: more\n"),
        ["Hello there", ":tada: Welcome", "Para :smile: more"]
    );
    assert_eq!(sources(":orphan:\n:author: Me\n\n# Title\n\nText\n"), ["Title", "Text"]);
    assert_eq!(sources("Term\n: Meaning\n"), ["Term", "Meaning"]);
    assert_eq!(sources("Text\n\n:One field: a\n:Another: b\n").len(), 3);
}

#[test]
fn code_between_tags_on_one_line_stays() {
    assert_eq!(sources("{{< highlight go >}}fmt.Println(\"Hello\"){{< /highlight >}}\n\nText\n"), ["Text"]);
    assert_eq!(sources("{{< command >}}\nls the folder\n{{< /command >}}\n\nText\n"), ["Text"]);
}

#[test]
fn comments_of_myst_and_the_title_block_of_pandoc_stay_lines() {
    let page = "```{note}\nText\n```\n\n% a comment\n\nAfter\n% another\nLast\n";
    assert_eq!(sources(page), ["Text", "After", "Last"]);
    let page = "% The title\n% The author\n% 2026\n\n# Heading\n\nText\n";
    assert_eq!(sources(page), ["The title", "The author", "Heading", "Text"]);
    let given = [("The title", "Titlen"), ("The author", "Forfatter"), ("Text", "% af alle")];
    let wanted =
        page.replace("The title", "Titlen").replace("The author", "Forfatter").replace("Text", "&#37; af alle");
    assert_eq!(rendered(page, &given), wanted);
    assert_eq!(sources("Text\n\n% of people\n"), ["Text", "% of people"]);
}

#[test]
fn an_image_with_attributes_gives_its_alternative() {
    assert_eq!(sources("![Our map](a.png){ width=\"300\" }\n\n![Fig](b.png){#fig-x width=50%}\n"), ["Our map", "Fig"]);
    let led = rendered("![Our map](a.png){ .big }\n", &[("Our map", "Vores kort")]);
    assert_eq!(led, "![Vores kort](a.png){ .big }\n");
    assert_eq!(sources("![Our map](a.png) see {.it}\n"), ["![Our map](a.png) see {.it}"]);
}

#[test]
fn commands_of_tex_stay() {
    assert_eq!(sources("Text\n\n\\newpage\n\n\\vspace{1cm}\n\nMore \\emph{x}\n"), ["Text", "More \\emph{x}"]);
}

#[test]
fn call_outs_begin_and_end_directly_below_html() {
    for (page, units) in [
        (
            "::: tip\nSome text.\n\n<img src=\"a.png\" alt=\"Pic\">\n:::\nText after.\n",
            &["Some text.", "Pic", "Text after."][..],
        ),
        (":::{tip}\n<p>One</p>\n:::\n:::{note} Title two\nBody two\n:::\n", &["One", "Title two", "Body two"]),
        (
            "::::{tab-set}\n:::{tab-item} Render\n<div id=\"x\"></div>\n:::\n:::{tab-item} Raw\n<div>Text</div>\n:::\n::::\n",
            &["Render", "Raw", "Text"],
        ),
        ("<div>x here</div>\n!!! note \"T two\"\n    Body one\n", &["x here", "T two", "Body one"]),
        ("<p>y here</p>\n=== \"Tab\"\n    Body\n", &["y here", "Tab", "Body"]),
        ("- item\n\n  <p>One</p>\n  :::\n  more\n", &["item", "One", "more"]),
    ] {
        assert_eq!(sources(page), units, "{page}");
        let mut expected = page.to_owned();
        for unit in units {
            expected = expected.replace(unit, &format!("{unit}X"));
        }
        assert_eq!(grown(page), expected);
    }
    // Where there is no room for a blank line, and in code.
    for page in ["> <p>One</p>\n> ::: tip\n> Two\n", "<div>x here</div>\n!!! a\n    Body\n"] {
        assert_eq!(kept(page), ["call-out that is not understood"], "{page}");
    }
    assert_eq!(sources("<div>One <pre>\n::: tip\nTwo\n</pre></div>\n"), ["One"]);
}

#[test]
fn comments_of_myst_and_lines_of_fields_stay() {
    let page = "# H {ref}`x`\n\n% A comment\nText after.\n\n- item\n  % TODO: check\n  more text\n\nBefore.\n% comment\nAfter, 5 %.\n\n+++ {\"a\": 1}\n\nEnd\n";
    assert_eq!(sources(page), ["H {ref}`x`", "Text after.", "item", "more text", "Before.", "After, 5 %.", "End"]);
    assert_eq!(kept(page), ["comment", "comment", "comment", "separator"]);
    assert_eq!(rendered("a\n", &[("a", "% x")]), "&#37; x\n");
    assert_eq!(rendered("a\n", &[("a", "+++ x")]), "\\+++ x\n");
    for page in ["title: One two\nauthor: X\n\nText\n", "title: One two\n\nText\n"] {
        assert_eq!(sources(page), ["Text"], "{page}");
        assert_eq!(kept(page).len(), 1);
        assert_eq!(grown(page), page.replace("Text", "TextX"));
    }
}

#[test]
fn formulas_on_lines_of_their_own_stay() {
    for formula in [
        "$$\na = \\text{cost}\n% half\n$$ (eq-cost)",
        "$$ a $$ {#eq-cost}",
        "$$\na\n% half\nb\n$$",
        "\\begin{align}\na &= \\text{cost} \\\\\nb &= 2 % half\n\\end{align}",
        "\\[\nx = \\frac{1}{2}\n\\]",
        "\\[ x^2 = \\text{cost} \\]",
    ] {
        for page in
            [format!("Text\n\n{formula}\n\nMore\n"), format!("- Text\n\n  {}\n\nMore\n", formula.replace('\n', "\n  "))]
        {
            assert_eq!(sources(&page), ["Text", "More"], "{page}");
            assert_eq!(kept(&page), ["mathematics"]);
        }
    }
    // What is part of a sentence stays in it.
    assert_eq!(sources("Where\n$$\na\n% b\n$$\nis it.\n"), ["Where $$ a % b $$ is it."]);
    assert_eq!(sources("\\[Note\\] this.\n\n$$ a $$ is it.\n"), ["\\[Note\\] this.", "$$ a $$ is it."]);
}

#[test]
fn roles_stay_in_the_titles_of_directives() {
    let page = ":::{warning} Compatibility with {term}`Sphinx` here\nBody\n:::\n";
    let english = "Compatibility with {term}`Sphinx` here";
    let own = "Kompatibilitet med {term}`Sphinx` her";
    assert_eq!(rendered(page, &[(english, own)]), page.replace(english, own));
    let page = ":::{grid-item-card} {octicon}`markdown;1.5em` Plus\n:::\n";
    assert_eq!(grown(page), page.replace("Plus", "PlusX"));
    assert_eq!(rendered("::: tip Plan\na\n:::\n", &[("Plan", "Plan {a=b}")]), "::: tip Plan &#123;a=b}\na\n:::\n");
}

#[test]
fn words_in_brackets_are_no_references_where_none_is_defined() {
    for (page, unit, own) in [
        (
            "<div>\nWorking on [freenode] helped me.\n</div>\n",
            "Working on [freenode] helped me.",
            "Arbejdet [frinode] hjalp.",
        ),
        ("!!! note \"Our [sic] plan\"\n    a\n", "Our [sic] plan", "Vores [sic!] plan"),
        ("::: tip Our [sic] plan\na\n:::\n", "Our [sic] plan", "Vores [sic!] plan"),
    ] {
        assert_eq!(rendered(page, &[(unit, own)]), page.replace(unit, own));
    }
    let page = "::: tip Our [sic] plan\na\n:::\n\n[other]: c.md\n";
    let pairs = [("Our [sic] plan", "Vores [other] plan")];
    let refused = super::markdown::render_to(&super::markdown::target(), page, &pairs);
    assert_eq!((refused.text.as_str(), refused.refusals.len()), (page, 1));
}

#[test]
fn alternatives_in_attribute_lists_are_text() {
    for (list, own) in [
        ("{alt='A diagram of the process'}", "{alt='Et diagram over processen'}"),
        ("{#fig-x fig-alt=\"The plan\" width=50%}", "{#fig-x fig-alt=\"Planen\" width=50%}"),
        ("{ title=\"Opens the plan\" }", "{ title=\"Åbner planen\" }"),
    ] {
        let (page, unit) = (format!("![](b.png){list}\n"), format!("![](b.png){list}"));
        assert_eq!(rendered(&page, &[(&unit, &format!("![](b.png){own}"))]), page.replace(list, own));
    }
    let page = "![](b.png){#x alt='A plan'}\n";
    let pairs = [("![](b.png){#x alt='A plan'}", "![](b.png){#y alt='En plan'}")];
    let refused = super::markdown::render_to(&super::markdown::target(), page, &pairs);
    assert_eq!((refused.text.as_str(), refused.refusals.len()), (page, 1));
}

#[test]
fn call_outs_begin_definitions_and_footnotes() {
    for page in [
        "Term\n:   !!! note \"Title t\"\n        Body text\n\n    More def\n",
        "Term\n\n:   !!! note \"Title t\"\n\n        Body text\n\n    More def\n",
        "Term[^1]\n\n[^1]: !!! note \"Title t\"\n        Body text\n\n    More def\n",
    ] {
        let units = sources(page);
        assert_eq!(units.get(1..), Some(&["Title t", "Body text", "More def"].map(str::to_owned)[..]), "{page}");
        let expected = page.replace("Title t", "Title tX").replace("Body text", "Body textX");
        assert_eq!(
            grown(page),
            expected.replace("More def", "More defX").replacen(&units[0], &format!("{}X", units[0]), 1)
        );
    }
}

#[test]
fn a_stray_backtick_reaches_no_other_cell() {
    let page = "| Open it | Press `x` now |\n|---|---|\n| a | b |\n";
    let pairs = [("Open it", "Åbn `det"), ("Press `x` now", "Tryk `x` nu")];
    assert!(rendered(page, &pairs).starts_with("| Åbn \\`det | Tryk `x` nu |\n"));
}

#[test]
fn a_bar_makes_no_table() {
    assert_eq!(rendered("Yes or no.\n", &[("Yes or no.", "Ja | nej \\| `a|b`.")]), "Ja &#124; nej &#124; `a|b`.\n");
    assert_eq!(rendered("Yes | no.\n", &[("Yes | no.", "Ja | nej.")]), "Ja | nej.\n");
}
