//! Text of a page that is easily overlooked: each becomes a unit, or is explained.

use super::markdown::{extract, render_to, rendered, sources, target};
use super::sandbox::Sandbox;
use concordia::source::Target;

fn kept(text: &str) -> Vec<(String, &'static str)> {
    extract(text).opaque.into_iter().map(|opaque| (text[opaque.span].to_owned(), opaque.reason)).collect()
}

#[test]
fn a_page_that_begins_with_a_rule_is_read_from_its_first_line() {
    let text = "---\n\n# Hello\n\nPara.\n\n---\n\nMore\n";
    assert_eq!(sources(text), ["Hello", "Para.", "More"]);
    assert_eq!(sources("---\n\ntitle: A\n\n---\n\nMore\n"), ["A", "More"]);
    let target = Target { set_lang: true, ..target() };
    let page = render_to(&target, text, &[("Para.", "Absatz.")]).text;
    assert!(page.starts_with("---\nlang: de\n---\n\n---\n\n# Hello\n\nAbsatz.\n"), "{page}");
}

#[test]
fn front_matter_that_is_not_understood_is_explained() {
    let text = "---\ntitle: &t A\nseo: !x {description: b}\n? c\n---\n";
    assert_eq!(rendered(text, &[("A", "true")]), text.replace("&t A", "&t \"true\""));
    let reason = "front matter that is not understood";
    assert_eq!(kept(text), [("!x {description: b}".to_owned(), reason), ("? c".to_owned(), reason)]);
    assert_eq!(rendered("---\ntitle: |2\n   A\n---\n", &[("A", "B\nC")]), "---\ntitle: |2\n  B\n  C\n---\n");
    let below = rendered("---\ndescription:\n  \"text\" # note\n-\n  b: c\n---\n", &[("text", "the \"text\": it")]);
    assert_eq!(below, "---\ndescription:\n  \"the \\\"text\\\": it\" # note\n-\n  b: c\n---\n");
}

#[test]
fn front_matter_in_braces_is_translated_and_what_is_not_listed_stays() {
    let text = "---\n\"title\": >-\n  A \"b\": c\nhero: {\n  title: x, # }\n  description: [D e]}\n'description':\n  F\n\n  g\n---\n";
    let expected = text.replace("F\n\n  g", "'h': i").replace("  A \"b\": c", "  J:\n\n  k");
    assert_eq!(
        rendered(text, &[("A \"b\": c", "J:\nk"), ("F\ng", "'h': i")]),
        expected.replace("'h': i", "\"'h': i\"")
    );
    let text = "---\ntitle: &t A\nslug: *t\n---\n";
    let reason = "front matter that a field that is not listed repeats";
    assert_eq!((rendered(text, &[("A", "B")]), kept(text)), (text.to_owned(), vec![("A".to_owned(), reason)]));
    let text = "---\ntitle: &t A\ndescription: *t\n---\n";
    assert_eq!(rendered(text, &[("A", "B")]), text.replace('A', "B"));
}

#[test]
fn callouts_in_lists_and_quotes_have_titles() {
    let text = "- li\n\n    !!! note \"Two\"\n\n        Body\n\n    === \"Three\"\n\n        More\n\n> ??? tip \"Four\"\n>     Quoted\n>\n>     - item\n";
    assert_eq!(sources(text), ["li", "Two", "Body", "Three", "More", "Four", "Quoted", "item"]);
    let page = rendered(text, &[("Two", "A > B"), ("Body", "- C"), ("Four", "\"D\""), ("Quoted", "# E")]);
    let expected = text.replace("Two", "A > B").replace("Body", "\\- C").replace("Four", "&quot;D&quot;");
    assert_eq!(page, expected.replace("Quoted", "\\# E"));
}

#[test]
fn the_heads_of_callouts_are_those_that_mkdocs_knows() {
    let text = "!!! note \"Settings > General\"\n    Body of the note.\n\n    - item\n\n!!!note \"T\"\n    B\n\n??? \"No type\"\n    C\n\n===! \"Tab\"\n    D\n\n!!! danger\n    E\n";
    let expected = ["Settings > General", "Body of the note.", "item", "T", "B", "No type", "C", "Tab", "D", "E"];
    assert_eq!(sources(text), expected);
    assert_eq!(kept(text), [("!!! danger".to_owned(), "call-out without a title")]);
    assert_eq!(
        rendered(text, &[("T", "Indstillinger > Generelt")]),
        text.replace("\"T\"", "\"Indstillinger > Generelt\"")
    );
    assert_eq!(sources("!!! Stop, and read this.\n"), ["!!! Stop, and read this."]);
    assert_eq!(rendered("Text\n", &[("Text", "===+ \"a\"")]), "\\===+ \"a\"\n");
}

#[test]
fn titles_among_the_attributes_of_a_fence_are_units() {
    let text = "::: {.callout-note title=\"One\"}\nBody\n:::\n\n:::tab{data-title=\"x\" label='Two'}\nMore\n:::\n\n::: {.columns}\n";
    assert_eq!(sources(text), ["One", "Body", "Two", "More"]);
    let expected = text.replace("One", "a &quot;b&quot; &#92;").replace("Two", "l&#39;eau");
    assert_eq!(rendered(text, &[("One", "a \"b\" \\"), ("Two", "l'eau")]), expected);
}

#[test]
fn what_tags_say_beside_their_text_is_translated() {
    let text = "<figure><img src=\"a.png\" alt=\"Alt\" title=\"T\"><figcaption>Cap</figcaption></figure>\n\n<p align=\"center\"><img alt=\"Logo\"></p>\n\n\
                <a href=\"x\"><img alt=\"Pic\"></a> ![Map](m.png)\n\n| <img alt=\"Cell\"> | b |\n|-|-|\n\n\
                [![Build](b.svg)](l.md \"Link title\")\n\n<input type=\"button\" value=\"Send\"><option label=\"One\" value=\"1\">\n";
    let units = ["Alt", "T", "Cap", "Logo", "Pic", "Map", "Cell", "b", "Build", "Link title", "Send", "One"];
    assert_eq!(sources(text), units);
    let pairs = [
        ("Alt", "\"x\""),
        ("T", "<b>"),
        ("Logo", "L"),
        ("Pic", "P > Q"),
        ("Cell", "C | D"),
        ("Link title", "\"y\""),
        ("One", "1"),
    ];
    let page = rendered(text, &pairs);
    for part in [
        "alt=\"&quot;x&quot;\" title=\"&lt;b&gt;\"",
        "<p align=\"center\"><img alt=\"L\"></p>",
        "<a href=\"x\"><img alt=\"P &gt; Q\"></a> ![Map](m.png)",
        "| <img alt=\"C &#124; D\"> | b |",
        "(l.md \"&quot;y&quot;\")",
        "label=\"1\" value=\"1\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_eq!(kept("<img alt=Cat>\n"), [("Cat".to_owned(), "attribute without quotes")]);
    assert_eq!(sources("`<img alt=\"a\">` ![](b.png)\n"), Vec::<String>::new());
}

#[test]
fn text_that_is_kept_in_html_is_explained_by_what_it_is() {
    let text = "<div>Some text<pre>shown</pre>tail</div>\n\n<pre title=\"Code\">x</pre>\n\n<div><svg><title>Map</title></svg></div>\n\n<pre></pre>\n";
    assert_eq!(sources(text), ["Some text", "tail", "Code"]);
    let expected = [
        ("<pre>shown</pre>", "preformatted HTML"),
        ("<pre title=\"Code\">x</pre>", "preformatted HTML"),
        ("<svg><title>Map</title></svg>", "text in a drawing"),
        ("<pre></pre>\n", "HTML without text"),
    ];
    assert_eq!(kept(text), expected.map(|(bytes, reason)| (bytes.to_owned(), reason)));
}

#[test]
fn directives_before_a_text_in_their_block_are_obeyed_and_those_within_are_reported() {
    let text = "<!-- concordia: skip -->one\n\n- <!-- concordia: skip --> two\n- three\n\n\
                | <!-- concordia: skip --> four | five |\n|-|-|\n| six <!-- concordia: skip --> | <!-- concordia: note N --> seven |\n\n\
                <div>\n<p>eight</p>\n<!-- concordia: skip-start -->\n<p>nine</p>\n<!-- concordia: skip-end -->\n<p>ten</p>\n</div>\n\n\
                # <!-- concordia: max-length 5 --> Last\n\n- [ ] <!-- concordia: skip --> task\n\n- end\n";
    let document = extract(text);
    let units = ["three", "five", "six <!-- concordia: skip -->", "seven", "eight", "ten", "Last", "end"];
    assert_eq!(sources(text), units);
    assert_eq!(document.units[3].notes, ["N"]);
    assert_eq!((document.units[6].max_length, document.units[7].max_length), (Some(5), None));
    let found: Vec<_> = document.findings.iter().map(|finding| (finding.line, finding.message.as_str())).collect();
    assert_eq!(found, [(Some(8), "a directive inside a text has no effect: write it before the text")]);
    let skipped = document.opaque.iter().filter(|opaque| opaque.reason == "skipped by the author").count();
    assert_eq!(skipped, 5);
    assert!(rendered(text, &[("Last", "Fin")]).contains("# <!-- concordia: max-length 5 --> Fin"));
}

#[test]
fn what_is_kept_is_explained_to_machines() {
    let sandbox = Sandbox::new();
    sandbox.write("source-en/page.md", "Text\n\n<!-- concordia: skipp -->\n\n<pre>b</pre>\n");
    assert_eq!(sandbox.run(&["init"]).code, 0);
    let run = sandbox.run(&["extract", "--explain", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let module = &json["modules"][0];
    let kept = &module["kept"][1];
    assert_eq!((kept["reason"].as_str(), kept["line"].as_u64()), (Some("preformatted HTML"), Some(5)));
    assert_eq!(kept["text"], "<pre>b</pre>");
    assert_eq!(module["findings"][0]["message"], "unknown directive `skipp`");
    assert_eq!(module["units"].as_array().unwrap().len(), 1);
    let run = sandbox.run(&["extract", "--explain", "--format", "pot"]);
    assert!(run.code == 2 && run.stderr.contains("a template cannot say"), "{}", run.stderr);
    let run = sandbox.run(&["extract", "--format", "json"]);
    assert!(!run.stdout.contains("\"kept\""), "{}", run.stdout);
}

#[test]
fn callouts_in_code_are_explained_by_their_code() {
    let text = "```\n!!! tip \"x\"\n```\n\nText\n\n```\n::: note Title\n```\n";
    let reasons: Vec<&str> = kept(text).into_iter().map(|(_, reason)| reason).collect();
    assert_eq!(reasons, ["code block", "code block"]);
}

#[test]
fn what_is_said_above_a_fenced_callout_holds_down_to_its_end() {
    let text = "<!-- concordia: skip -->\n::: warning Title\nBody\n\n:::: note Inner\nMore\n::::\n\nLast\n:::\n\nAfter\n\n::: tip Next\nText\n:::\n";
    assert_eq!(sources(text), ["After", "Next", "Text"]);
    let text = text.replace("concordia: skip", "concordia: note Short");
    let notes: Vec<(String, usize)> =
        extract(&text).units.into_iter().map(|unit| (unit.source, unit.notes.len())).collect();
    let noted = ["Title", "Body", "Inner", "More", "Last"].map(|text| (text.to_owned(), 1));
    assert_eq!(notes[..5], noted);
    assert_eq!(notes[5..].iter().map(|(_, notes)| notes).sum::<usize>(), 0);
    let open = "- a\n\n  <!-- concordia: skip -->\n  ::: note T\n\n  b\n\nc\n";
    assert_eq!(sources(open), ["a", "c"]);
}

#[test]
fn what_is_said_above_a_definition_holds_for_its_title_and_those_below_it() {
    let text = "<!-- concordia: skip -->\n[a]: a.md \"Title a\"\n[b]: b.md\n[c]: c.md \"Title c\"\n\n[d]: d.md \"Title d\"\n\nText [a] [b] [c] [d]\n";
    assert_eq!(sources(text), ["Title d", "Text [a] [b] [c] [d]"]);
    let text = "<!-- concordia: skip -->\n\n[a]: a.md\n\nSkipped\n\nText [a]\n";
    assert_eq!(sources(text), ["Text [a]"]);
}

#[test]
fn a_definition_that_leads_nowhere_is_a_comment() {
    let text = "[//]: # (A comment)\n\nText\n\n[comment]: <> (Another)\n\n[//]: # (concordia: note Short)\n\n[x]: # \"Title\"\n";
    assert_eq!(sources(text), ["Text", "Title"]);
    let comments: Vec<String> =
        kept(text).into_iter().filter(|(_, why)| *why == "comment").map(|(text, _)| text).collect();
    assert_eq!(comments.first().map(|text| text.trim_end()), Some("[//]: # (A comment)"));
}

#[test]
fn front_matter_in_json_is_no_text_and_takes_the_language() {
    let text = "{\n  \"title\": \"A page\",\n  \"tags\": [\"x\"],\n  \"seo\": {\"k\": \"v\"}\n}\n\nText\n";
    assert_eq!(sources(text), ["A page", "Text"]);
    let reason = "front matter field that is not listed";
    assert_eq!(kept(text), [("\"x\"".to_owned(), reason), ("\"v\"".to_owned(), reason)]);
    let target = Target { set_lang: true, ..target() };
    let page = render_to(&target, text, &[("A page", "Eine \"Seite\""), ("Text", "Absatz")]).text;
    let expected = text.replace("  \"title\": \"A page\"", "  \"lang\": \"de\",\n  \"title\": \"Eine \\\"Seite\\\"\"");
    assert_eq!(page, expected.replace("Text", "Absatz"));
}

#[test]
fn references_in_titles_of_callouts_lead_where_the_english_ones_do() {
    let text = "!!! note \"See [the guide]\"\n    Body\n\n[the guide]: g.md\n";
    let page = rendered(text, &[("See [the guide]", "Se [vejledningen]")]);
    assert_eq!(page, text.replace("See [the guide]", "Se [vejledningen][the guide]"));
}

#[test]
fn a_linked_image_at_the_beginning_is_no_callout() {
    let text = "[![Build](b.svg)](l.md) Text here.\n";
    let page = rendered(text, &[("[![Build](b.svg)](l.md) Text here.", "[![Byg](b.svg)](l.md) Tekst.")]);
    assert_eq!(page, "[![Byg](b.svg)](l.md) Tekst.\n");
    let text = "[![Logo alt]][logo]\n\n[logo alt]: a.png\n[logo]: l.md\n";
    let page = rendered(text, &[("[![Logo alt]][logo]", "[![Logotekst]][logo]")]);
    assert_eq!(page, text.replacen("[![Logo alt]]", "[![Logotekst][Logo alt]]", 1));
    for text in ["[!NOTE] x", "[!warning]- y", "[!info|wide] z"] {
        let expected = format!("\\{text}\n").replace('|', "&#124;");
        assert_eq!(rendered("Text\n", &[("Text", text)]), expected);
    }
}

#[test]
fn what_begins_a_tag_is_written_as_text() {
    let page = |given| rendered("Text one here.\n", &[("Text one here.", given)]);
    assert_eq!(page("Temperatur <minus 5 grader."), "Temperatur &lt;minus 5 grader.\n");
    assert_eq!(page("a </b c"), "a &lt;/b c\n");
    for kept in ["5 < 6", "`<minus`", "x <5"] {
        assert_eq!(page(kept), format!("{kept}\n"));
    }
    let link = "See <https://a.eu/x> or <a@b.eu>.";
    assert_eq!(
        rendered(&format!("{link}\n"), &[(link, "Se <https://a.eu/x> <a@b.eu>")]),
        "Se <https://a.eu/x> <a@b.eu>\n"
    );
}

#[test]
fn a_line_may_begin_with_the_end_of_a_link() {
    for text in [
        "Read [text\n](https://a.eu/x), more.\n",
        "> - Read [text\n>   ](x.md) and\n>   more.\n",
        "See ![alt\n](a.png) there.\n",
        "See [text\n][r] and [r\n][] and [r\n].\n\n[r]: x.md\n",
        "Read [text  \n](x.md), more.\r\n",
    ] {
        let units = extract(text).units;
        let source = &units[0].source;
        assert_eq!(source.matches('[').count(), source.matches(']').count(), "{text}: {source}");
        assert!(source.contains("](") || source.contains("]["), "{text}: {source}");
        let page = rendered(text, &[(source.as_str(), &source.replace("more", "mere").replace("See", "Se"))]);
        assert!(page.contains("mere") || page.contains("Se "), "{text}: {page}");
    }
}

#[test]
fn a_formula_begins_only_where_the_english_has_one() {
    let page = |english: &str, given| rendered(&format!("{english}\n"), &[(english, given)]);
    assert_eq!(page("Price: \\$5 to \\$10.", "Pris: $5 til $10."), "Pris: \\$5 til \\$10.\n");
    assert_eq!(page("From $x$ on.", "Fra $x$."), "Fra $x$.\n");
}

#[test]
fn a_link_may_lead_to_the_page_in_the_language_of_the_reader() {
    let text = "See the [guide](https://commission.europa.eu/guide_en).\n\n<p>Read <a href=\"https://a.eu/en/x\">it</a>.</p>\n";
    let own = "Siehe den [Leitfaden](https://commission.europa.eu/guide_de).";
    let tag = "Lesen Sie <a href=\"https://a.eu/de/x\">es</a>.";
    let units = sources(text);
    let page = rendered(text, &[(&units[0], own), (&units[1], tag)]);
    assert!(page.contains(own) && page.contains(tag), "{page}");
    let astray = "Siehe den [Leitfaden](https://commission.europa.eu/guides_de).";
    assert_eq!(render_to(&target(), text, &[(&units[0], astray)]).refusals.len(), 1);
}

#[test]
fn directives_without_effect_are_told() {
    for (page, message) in [
        ("Text.\n\n<!-- concordia: skip -->\n", "nothing follows"),
        ("<!-- Concordia: skip -->\n\nText.\n", "begins with `concordia:`"),
        ("<!-- concordia skip -->\n\nText.\n", "begins with `concordia:`"),
        (
            "<!-- concordia: skip-start -->\n\na\n\n<!-- concordia: skip-start -->\n\nb\n\n<!-- concordia: skip-end -->\n",
            "ends both",
        ),
        ("<!-- concordia: context nav\n     note: x -->\n\nText.\n", "two directives"),
    ] {
        let findings = extract(page).findings;
        assert_eq!(findings.len(), 1, "{page}: {findings:?}");
        assert!(findings[0].message.contains(message) && findings[0].hint.is_some(), "{:?}", findings[0]);
    }
    for page in ["<!-- concordia: skip -->\n\nText.\n", "<!-- Concordia builds this page -->\n\nText.\n"] {
        assert!(extract(page).findings.is_empty(), "{page}");
    }
}

#[test]
fn a_heading_over_an_underline_keeps_its_hard_breaks() {
    let page = "> Markdown for the\\\n> **era** one\n> ===\n";
    let given = [("Markdown for the\\\n**era** one", "Markdown for\\\n# **æraen** {#en}")];
    let led = rendered(page, &given);
    assert!(led.starts_with("> Markdown for\\\n> \\# **æraen** &#123;#en}"), "{led}");
    assert!(led.ends_with("\n> ===\n"), "{led}");
}

#[test]
fn a_table_behind_blank_and_tab_in_a_quotation_is_one() {
    let page = "> \t| a | b |\n> \t|---|---|\n> \t| c | d |\n";
    assert_eq!(sources(page), ["a", "b", "c", "d"]);
    assert_eq!(rendered(page, &[("d", "x | y")]), page.replace("d", "x \\| y"));
}

#[test]
fn carriage_returns_alone_end_lines() {
    let text = "# Head one\r\rText here\rand there\r\r- item\r\r| a | b |\r|---|---|\r| c | d |\r";
    let document = extract(text);
    let lines: Vec<(usize, &str)> = document.units.iter().map(|unit| (unit.line, unit.source.as_str())).collect();
    let cells = [(8, "a"), (8, "b"), (10, "c"), (10, "d")];
    assert_eq!(lines[..3], [(1, "Head one"), (3, "Text here and there"), (6, "item")]);
    assert_eq!(lines[3..], cells);
    assert_eq!(rendered(text, &[]), text);
    let page = rendered(text, &[("Head one", "Kopf"), ("Text here and there", "Hier\\\nund\rda"), ("c", "x | y")]);
    assert!(page.ends_with("\r\r- item\r\r| a | b |\r|---|---|\r| x \\| y | d |\r"), "{page:?}");
    assert!(page.starts_with("# Kopf\r\rHier\\\rund da\r\r") || page.starts_with("# Kopf"), "{page:?}");
}

#[test]
fn a_label_that_nobody_defines_any_more_keeps_the_english_on_the_page() {
    let english = "See [the manual] and [a map][k].\n\n[the manual]: g.md\n[k]: g.md\n";
    let unit = "See [the manual] and [a map][k].";
    let lost = render_to(&target(), english, &[(unit, "Siehe [das Handbuch] und [eine Karte][m].")]);
    assert_eq!(lost.text, english);
    assert!(lost.refusals[0].reason.contains("`[m]` is not defined"), "{:?}", lost.refusals);
    let page = rendered(english, &[(unit, "Siehe [das Handbuch] und [eine Karte][k].")]);
    assert!(page.starts_with("Siehe [das Handbuch][the manual] und [eine Karte][k].\n"), "{page}");
    // What another processor may know by its name stays a matter of the English.
    for (english, own) in [
        (r"Read \[new\][the guide](b.md) now.", r"Lies \[neu\][den Leitfaden](b.md) jetzt."),
        ("note[^1][here](b.md)", "Anmerkung[^1][hier](b.md)"),
        ("[optional] [new]", "[optionale][neue]"),
    ] {
        assert_eq!(rendered(&format!("{english}\n"), &[(english, own)]), format!("{own}\n"));
    }
    let page = rendered("See [it][out].\n", &[("See [it][out].", "Siehe [es][out].")]);
    assert_eq!(page, "Siehe [es][out].\n");
}

#[test]
fn names_of_fields_stay_outside_their_texts() {
    let page = ":name: some text\n:other-name: more text\n    goes on\n\n:param x: what it is\n\nText\n:align: in the middle\n";
    let found = ["some text", "more text goes on", "what it is", "Text", "in the middle"];
    assert_eq!(sources(page), found);
    let grown = rendered(page, &found.map(|text| (text, "- x")));
    let wanted = ":name: \\- x\n:other-name: \\- x\n\n:param x: \\- x\n\n\\- x\n:align: \\- x\n";
    assert_eq!(grown, wanted);
    for item in ["1. :param z: item text\n   :return: zed text\n", "> 10) :alt: item text\n>     :caption: zed text\n"]
    {
        assert_eq!(sources(item), ["item text", "zed text"], "{item}");
    }
    // What readers see of a name, and emoji.
    assert_eq!(sources(":The cost: high\n"), [":The cost: high"]);
    assert_eq!(sources(":a.b: one\n:c: two\n\n:name: three\n:The *cost*: high\n").len(), 4);
    assert_eq!(sources(":tada: Welcome\n"), [":tada: Welcome"]);
}

#[test]
fn a_callout_in_a_definition_below_a_comment_keeps_its_lines() {
    for page in [
        "<!-- md:x -->\n:   !!! note \"Title t\"\n        Body text\n",
        "<!-- md:x -->\n\n:   !!! note \"Title t\"\n\n        Body text\n",
        "Text\n\n<!-- a\nb -->\n: ??? note \"Title t\"\n        Body text\n",
    ] {
        let found = sources(page);
        assert_eq!(found[found.len() - 2..], ["Title t", "Body text"], "{page}");
        let wanted = page.replace("Title t", "Titel").replace("Body text", "\\- x");
        assert_eq!(rendered(page, &[("Title t", "Titel"), ("Body text", "- x")]), wanted);
    }
    assert_eq!(sources("<!-- x -->\n: A caption\n"), ["A caption"]);
}

#[test]
fn a_fence_may_have_two_titles() {
    let page = "::: details Click me {open title=\"More words\"}\nBody\n:::\n";
    assert_eq!(sources(page), ["Click me", "More words", "Body"]);
    let wanted = page.replace("Click me", "Klik").replace("More words", "x &quot;y&quot;");
    assert_eq!(rendered(page, &[("Click me", "Klik"), ("More words", "x \"y\"")]), wanted);
    assert_eq!(sources("::: {.tip title=\"One\"}\nB\n:::\n"), ["One", "B"]);
}

#[test]
fn a_text_and_its_label_apart_are_one_reference_in_every_language() {
    let page = "See the [sort documentation]\n[sort guide] for more.\n\n  [sort guide]: http://x.eu/\n";
    let unit = "See the [sort documentation] [sort guide] for more.";
    let built = rendered(page, &[(unit, "Se [vejledningen] [sorteringsguide] her.")]);
    assert_eq!(built, "Se [vejledningen][sort guide] her.\n\n  [sort guide]: http://x.eu/\n");
}

#[test]
fn a_stale_text_whose_label_is_gone_is_not_shown() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\"]\n\n[build]\nstale = \"previous\"\n");
    let page =
        |guide: &str, map: &str| format!("See [{guide}] and [a map][{map}].\n\n[{guide}]: g.md\n[{map}]: g.md\n");
    sandbox.write("source-en/g.md", "Guide\n").write("source-en/a.md", page("the guide", "m"));
    sandbox.run(&["sync"]);
    let path = "translations/da/a.md.po";
    let unit = "msgid \"See [the guide] and [a map][m].\"\nmsgstr ";
    let given = format!("{unit}\"Se [vejledningen] og [et kort][m].\"");
    sandbox.write(path, sandbox.read(path).replace(&format!("{unit}\"\""), &given));
    // Only the other label is renamed: the earlier text still leads where it should.
    sandbox.write("source-en/a.md", page("the manual", "m"));
    sandbox.run(&["sync"]);
    sandbox.run(&["build"]);
    assert!(sandbox.read("build/da/a.md").starts_with("Se [vejledningen][the manual] og [et kort][m].\n"));
    sandbox.write("source-en/a.md", page("the manual", "k"));
    sandbox.run(&["sync"]);
    let run = sandbox.run(&["build"]);
    assert!(sandbox.read("build/da/a.md").contains("See [the manual] and [a map][k].\n"), "{}", run.stdout);
}
