//! What Markdown becomes: units out, translations in.

use super::sandbox::Sandbox;
use concordia::language;
use concordia::model::{Format, ModuleId, Unit, UnitKind};
use concordia::source::{self, Anchors, Document, Options, Rendered, Target, Translation};

const PAGE: &str = include_str!("../fixtures/markdown/page.md");

pub(super) fn extract_as(name: &str, text: &str) -> Document {
    let fields = ["title", "description", "keywords"].map(str::to_owned).to_vec();
    source::extract(ModuleId::new(name), Format::Markdown, text, &Options { front_matter: fields, mdx: false })
}

pub(super) fn extract(text: &str) -> Document {
    extract_as("page.md", text)
}

pub(super) fn sources(text: &str) -> Vec<String> {
    extract(text).units.into_iter().map(|unit| unit.source).collect()
}

pub(super) fn target() -> Target<'static> {
    Target::new(language::find("de").unwrap())
}

pub(super) fn render_to(target: &Target<'_>, text: &str, pairs: &[(&str, &str)]) -> Rendered {
    let translate = |unit: &Unit| {
        pairs
            .iter()
            .find(|(english, _)| *english == unit.source)
            .map(|(_, translation)| Translation::single(*translation))
    };
    source::render(&extract(text), text, target, &translate)
}

pub(super) fn rendered(text: &str, pairs: &[(&str, &str)]) -> String {
    let result = render_to(&target(), text, pairs);
    assert_eq!(result.refusals, []);
    result.text
}

#[test]
fn references_that_change_places_are_named_or_written_in_full() {
    let page = "See [one] and [two].\n\n[one]: https://a.eu/1\n[two]: https://a.eu/2\n";
    let english = "See [one] and [two].";
    let turned = rendered(page, &[(english, "Siehe [zwei][two] und [eins].")]);
    assert!(turned.starts_with("Siehe [zwei][two] und [eins][one].\n"), "{turned}");
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"de\"]\n").write("source-en/a.md", page);
    sandbox.run(&["sync", "-q"]);
    let translate = |text: &str| {
        let catalogue = sandbox.read("translations/de/a.md.po");
        let at = catalogue.find(&format!("msgid \"{english}\"\n")).unwrap();
        let (head, tail) = catalogue.split_at(at);
        let rest = tail.split_once("msgstr \"").unwrap().1.split_once('"').unwrap().1;
        sandbox.write("translations/de/a.md.po", format!("{head}msgid \"{english}\"\nmsgstr \"{text}\"{rest}"));
        sandbox.run(&["check"]).stdout
    };
    let checked = translate("Siehe [zwei] und [eins].");
    assert!(checked.contains("nothing but the order leads [zwei] to [one], [eins] to [two]"), "{checked}");
    let checked = translate("Siehe [zwei][two] und [eins].");
    assert!(!checked.contains("nothing but the order"), "{checked}");
}

#[test]
fn an_ordinary_page_gives_the_units_that_a_translator_expects() {
    let document = extract(PAGE);
    let shown: Vec<(UnitKind, &str)> = document.units.iter().map(|unit| (unit.kind, unit.source.as_str())).collect();
    let expected = [
        (UnitKind::FrontMatter, "Public consultation: first steps"),
        (UnitKind::FrontMatter, "How to prepare a consultation"),
        (UnitKind::FrontMatter, "consultation"),
        (UnitKind::FrontMatter, "public hearing"),
        (UnitKind::Heading, "Public consultation: first steps"),
        (
            UnitKind::Paragraph,
            "This page shows *every* construct that a module uses, in as few lines as possible; see the [guide][] and \
             [module 2](../advanced/02-planning.md#mandate).",
        ),
        (UnitKind::Paragraph, "Answer every contribution, even a short one."),
        (UnitKind::ListItem, "Prepare the question."),
        (UnitKind::ListItem, "Ask one thing at a time.\\\nThen stop."),
        (UnitKind::ListItem, "Test it with five people."),
        (UnitKind::ListItem, "Publish it for 4 weeks."),
        (UnitKind::Paragraph, "Keep a paper version at the town hall."),
        (UnitKind::TableCell, "Channel"),
        (UnitKind::TableCell, "Suitable for"),
        (UnitKind::TableCell, "Cost"),
        (UnitKind::TableCell, "Letter"),
        (UnitKind::TableCell, "Residents \\| tenants"),
        (UnitKind::TableCell, "1.20"),
        (UnitKind::TableCell, "**Online** answers"),
        (UnitKind::ListItem, "Send the invitation"),
        (UnitKind::ListItem, "Book the room"),
        (UnitKind::DefinitionTerm, "Quorum"),
        (UnitKind::Definition, "The number of members who must be present."),
        (UnitKind::Paragraph, "A claim needs a source.[^1]"),
        (UnitKind::Footnote, "Written in two lines, because it is long."),
        (UnitKind::Title, "A tip"),
        (UnitKind::Html, "Call us<br>or <b>write</b>."),
        (UnitKind::ImageAlt, "Map of the town"),
        (UnitKind::ImageAlt, "Three people at a table"),
        (UnitKind::Title, "A small group"),
        (UnitKind::CalloutTitle, "Before you publish"),
        (UnitKind::Paragraph, "Check the dates."),
        (UnitKind::Heading, "Second heading"),
        (UnitKind::Paragraph, "Costs $x^2$ per head, or &euro;5.\\\nWrite to <info@example.org>."),
        (UnitKind::Title, "The trainers' guide"),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn what_is_kept_is_explained() {
    let document = extract(PAGE);
    let reasons: Vec<(&str, &str)> = document
        .opaque
        .iter()
        .map(|opaque| (opaque.reason, PAGE[opaque.span.clone()].lines().next().unwrap()))
        .collect();
    assert_eq!(
        reasons,
        [
            ("only code or mathematics", "`form.md`"),
            ("no words", "0"),
            ("code block", "```python"),
            ("directive", "<!-- concordia: note Keep this short. -->"),
        ]
    );
}

#[test]
fn rewrapping_indenting_and_quoting_change_no_unit() {
    let long = sources("- one two three four\n\n  five six\n");
    assert_eq!(sources("-   one two\n    three\n four\n\n    five\n  six\n"), long);
    assert_eq!(sources("> - one\n>   two three\nfour\n>\n>   five\n> six\n"), long);
    assert_eq!(sources("one\r\n`two\r\nthree` [four\r\nfive](x)\r\n"), ["one `two three` [four five](x)"]);
    assert_eq!(sources("> a `b\n> c` <i\n> title='d'>e</i>\n"), ["a `b c` <i title='d'>e</i>"]);
}

#[test]
fn units_know_their_place() {
    let text = "# A\n\n## B *c*\n\n> d\n> e\n\n# F\n\ng\n";
    let document = extract(text);
    let headings: Vec<Vec<String>> = document.units.iter().map(|unit| unit.heading.to_vec()).collect();
    assert_eq!(
        headings,
        [vec![], vec!["A".to_owned()], vec!["A".to_owned(), "B c".to_owned()], vec![], vec!["F".to_owned()]]
    );
    let quoted = &document.units[2];
    assert_eq!((quoted.line, &text[quoted.span.clone()]), (5, "d\n> e"));
}

#[test]
fn directives_reach_the_next_block_and_no_further() {
    let text = "<!-- concordia: note Be brief -->\n<!-- concordia: max-length 9 -->\n- a\n- b\n\nc\n\n<!-- concordia: skip -->\n\
                > d\n\ne\n\n<!-- concordia: skip-start -->\n\nf\n\n<!-- concordia: skip-end -->\n\n\
                <!-- concordia: context verb -->\nOpen\n\nOpen\n";
    let document = extract(text);
    let shown: Vec<_> = document
        .units
        .iter()
        .map(|unit| (unit.source.as_str(), unit.notes.join(" "), unit.max_length, unit.context.as_deref()))
        .collect();
    let brief = "Be brief".to_owned();
    assert_eq!(
        shown,
        [
            ("a", brief.clone(), Some(9), None),
            ("b", brief, Some(9), None),
            ("c", String::new(), None, None),
            ("e", String::new(), None, None),
            ("Open", String::new(), None, Some("verb")),
            ("Open", String::new(), None, None),
        ]
    );
    assert_ne!(document.units[4].id(), document.units[5].id());
    assert_eq!(document.findings, []);
}

#[test]
fn misspelt_and_unclosed_directives_are_found() {
    let document = extract("a\n\n<!-- concordia: skip-strat -->\n\n<!-- concordia: skip-start -->\n\nb\n");
    let shown: Vec<_> = document.findings.iter().map(|finding| (finding.line, finding.message.as_str())).collect();
    assert_eq!(shown[0], (Some(3), "unknown directive `skip-strat`"));
    assert_eq!(shown[1].0, Some(5));
}

#[test]
fn a_translation_goes_where_its_unit_stood_and_nothing_else_moves() {
    let page = rendered(
        PAGE,
        &[
            ("Ask one thing at a time.\\\nThen stop.", "Nur eine Frage.\\\n- Dann Schluss."),
            ("Residents \\| tenants", "Bewohner | Mieter"),
            ("Answer every contribution, even a short one.", "# Antworten Sie"),
            (
                "Costs $x^2$ per head, or &euro;5.\\\nWrite to <info@example.org>.",
                "Je Kopf $x^2$.\\\n<info@example.org>",
            ),
        ],
    );
    for line in [
        "   - Nur eine Frage.\\\n     \\- Dann Schluss.\n   - Test it",
        "| Letter    | Bewohner \\| Mieter  |  1.20 |",
        "> [!NOTE]\n> \\# Antworten Sie\n\n1. Prepare",
        "\nJe Kopf $x^2$.  \n<info@example.org>\n\n<!--",
    ] {
        assert!(page.contains(line), "{line} in {page}");
    }
    assert_eq!(page.lines().count(), PAGE.lines().count() - 1);
}

#[test]
fn translated_references_still_resolve() {
    let text = "See [the guide], [map][] and [sic]; ![logo].\n\n[the guide]: g.md\n[map]: m.png 'Map'\n[logo]: l.png\n";
    let english = "See [the guide], [map][] and [sic]; ![logo].";
    assert_eq!(
        rendered(text, &[(english, "Siehe [Leitfaden], [Karte][] und [sic]; ![Logo].")]).lines().next().unwrap(),
        "Siehe [Leitfaden][the guide], [Karte][map] und [sic]; ![Logo]."
    );
}

#[test]
fn translated_headings_keep_their_anchors() {
    let pairs = [("Steps", "Schritte"), ("The end", "Ende")];
    let plain = "# Steps\n\n# Steps\n\nThe end\n===\n";
    assert_eq!(
        rendered(plain, &pairs),
        "# Schritte<a id=\"steps\"></a>\n\n# Schritte<a id=\"steps-1\"></a><a id=\"steps_1\"></a>\n\nEnde<a id=\"the-end\"></a>\n===\n"
    );
    let known = "# Steps ##\n\n# Other {#o}\n\nThe end\n===\n";
    assert_eq!(
        rendered(known, &[("Steps", "Schritte"), ("The end", "Ende"), ("Other", "Anderes")]),
        "# Schritte ## {#steps}\n\n# Anderes {#o}\n\nEnde {#the-end}\n===\n"
    );
    // Hugo drops HTML, and so may other processors.
    let hugo = "+++\n+++\n";
    assert_eq!(
        rendered(&format!("{hugo}{plain}"), &pairs),
        format!("{hugo}# Schritte {{#steps}}\n\n# Schritte {{#steps-1}}\n\nEnde {{#the-end}}\n===\n")
    );
    let wanted = |anchors| render_to(&Target { anchors, ..target() }, plain, &pairs).text;
    assert_eq!(wanted(Anchors::Attribute), "# Schritte {#steps}\n\n# Schritte {#steps-1}\n\nEnde {#the-end}\n===\n");
    assert_eq!(rendered("# Steps\n", &[("Steps", "STEPS")]), "# STEPS\n");
}

#[test]
fn a_changed_destination_is_refused_and_english_stays() {
    let text = "a [b](c.md)\n\n- d\n\ne\n";
    for wrong in ["x [b](evil.md)", "x", "x [b](c.md) ![y](z.png)", "x [b](c.md) <a href=\"https://e.eu\">y</a> [q](r)"]
    {
        let result = render_to(&target(), text, &[("a [b](c.md)", wrong), ("d", "D"), ("e", "E")]);
        assert_eq!(result.text, "a [b](c.md)\n\n- D\n\nE\n", "{wrong}");
        assert_eq!(result.refusals.len(), 1);
        assert_eq!(result.refusals[0].unit, extract(text).units[0].id());
    }
}

#[test]
fn many_bad_translations_do_not_hide_the_good_ones() {
    let text: String = (0..200).map(|number| format!("[link {number}](t{number}.md) text\n\n")).collect();
    let document = extract(&text);
    let translate = |unit: &Unit| {
        let is_good = unit.source.contains("0]");
        Some(Translation::single(if is_good { unit.source.replace("text", "Text") } else { "kein Verweis".into() }))
    };
    let result = source::render(&document, &text, &target(), &translate);
    assert_eq!(result.refusals.len(), 180);
    assert_eq!(result.text.matches("Text").count(), 20);
}

#[test]
fn foreign_tags_mean_themselves() {
    assert_eq!(rendered("a\n", &[("a", "<script>x</script>")]), "&lt;script>x&lt;/script>\n");
    assert_eq!(rendered("<p>a</p>\n", &[("a", "</p><p>")]), "<p>&lt;/p>&lt;p></p>\n");
    assert_eq!(rendered("1st\n", &[("1st", "1<sup>er</sup>")]), "1<sup>er</sup>\n");
}

#[test]
fn html_in_quotes_and_lists_is_found_and_replaced() {
    let text = "> <div title=\"Tip\">\n> One\n> two <b>three</b>\n> </div>\n\n<details>\n<summary>More</summary>\n\nText\n\n</details>\n";
    assert_eq!(sources(text), ["Tip", "One two <b>three</b>", "More", "Text"]);
    assert_eq!(
        rendered(text, &[("Tip", "\"Rat\""), ("One two <b>three</b>", "Eins <b>drei</b>")]),
        "> <div title=\"&quot;Rat&quot;\">\n> Eins <b>drei</b>\n> </div>\n\n<details>\n<summary>More</summary>\n\nText\n\n</details>\n"
    );
    assert_eq!(sources("<pre>\na\n</pre>\n\n<script>\nb\n</script>\n\n<!-- c -->\n"), Vec::<String>::new());
}

#[test]
fn callouts_of_three_flavours_have_titles_and_content() {
    let text = "!!! tip \"A title\"\n    Some text\n    more\n\n    - item\n\n:::note[Mind this]\nText\n:::\n\n> [!faq]- Why?\n> Because\n";
    assert_eq!(sources(text), ["A title", "Some text more", "item", "Mind this", "Text", "Why?", "Because"]);
    assert_eq!(
        rendered(text, &[("A title", "Ein \"Titel\""), ("Mind this", "A] b"), ("Some text more", "::: x")]),
        "!!! tip \"Ein &quot;Titel&quot;\"\n    \\::: x\n\n    - item\n\n:::note[A\\] b]\nText\n:::\n\n> [!faq]- Why?\n> Because\n"
    );
    assert_eq!(sources("```\n::: note Title\n!!! tip \"x\"\n```\n"), Vec::<String>::new());
}

#[test]
fn the_title_of_a_callout_brings_in_no_tag_and_no_link() {
    for page in [
        "::: tip Mind\ny\n:::\n",
        ":::note[Mind]\ny\n:::\n",
        ":::{note} Mind\ny\n:::\n",
        "!!! note \"Mind\"\n    y\n",
        "> [!WARNING] Mind\n> y\n",
    ] {
        assert_eq!(sources(page), ["Mind", "y"]);
        let result = render_to(&target(), page, &[("Mind", "<script>alert(1)</script> a</div>b")]);
        assert!(!result.text.contains("<script") && !result.text.contains("</div"), "{}", result.text);
        for evil in ["Achtung [x](evil)", "Achtung ![x](evil.png)", "Achtung <https://e.vil>"] {
            let result = render_to(&target(), page, &[("Mind", evil)]);
            assert!(!result.text.replace("\\](", "").contains("](evil"), "{}", result.text);
            assert!(!result.text.contains("<https"), "{}", result.text);
        }
        assert_eq!(rendered(page, &[("Mind", "Achtung *sehr*")]), page.replace("Mind", "Achtung *sehr*"));
    }
    let page = "::: tip See [this](x.md)\ny\n:::\n";
    let pairs = [("See [this](x.md)", "Siehe [dies](x.md)")];
    assert_eq!(rendered(page, &pairs), page.replace("See [this]", "Siehe [dies]"));
}

#[test]
fn text_below_a_lone_bar_becomes_no_row_of_the_table_above() {
    let page = "a|\n| -\nC\n|\nx\n";
    assert_eq!(sources(page), ["a", "C", "| x"]);
    let result = render_to(&target(), page, &[("C", "D"), ("| x", "y")]);
    assert_eq!((result.text.as_str(), result.refusals.len()), ("a|\n| -\nD\n|\nx\n", 1));
}

#[test]
fn a_heading_does_not_take_the_anchor_of_a_later_one() {
    let page = "# Form\n\nx\n\n## Formular\n\ny\n";
    let result = render_to(&target(), page, &[("Form", "Formular"), ("Formular", "Formblatt")]);
    assert_eq!(result.text, "# Form\n\nx\n\n## Formblatt<a id=\"formular\"></a>\n\ny\n");
    assert_eq!(result.refusals.len(), 1);
    // The other way round the first one with this anchor is the right one.
    let page = "# Formular\n\nx\n\n## Form\n\ny\n";
    let text = rendered(page, &[("Form", "Formular"), ("Formular", "Formblatt")]);
    assert_eq!(text, "# Formblatt<a id=\"formular\"></a>\n\nx\n\n## Formular<a id=\"form\"></a>\n\ny\n");
}

#[test]
fn what_a_page_would_refuse_is_an_error_before_it_is_built() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\"]\n");
    sandbox.write("source-en/a.md", "Read [x] today.\n\n[x]: z\n");
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    let path = "translations/da/a.md.po";
    let empty = "msgid \"Read [x] today.\"\nmsgstr \"";
    let catalogue = sandbox.read(path);
    assert!(catalogue.contains(empty), "{catalogue}");
    sandbox.write(path, catalogue.replace(empty, &format!("{empty}Ret i dag.")));
    let checked = sandbox.run(&["check", "--format", "json"]);
    assert_eq!(checked.code, 1, "{}", checked.stdout);
    assert!(checked.stdout.contains("\"rendering\""), "{}", checked.stdout);
    let built = sandbox.run(&["build"]);
    assert!(built.stdout.contains("translations/da/a.md.po:"), "{}", built.stdout);
    assert_eq!(sandbox.read("build/da/a.md"), "Read [x] today.\n\n[x]: z\n");
}

#[test]
fn what_follows_a_definition_list_is_a_unit_whatever_is_defined_below() {
    let text = "Term\n: Meaning\n\n[ref][] and [short].\n\n[ref]: https://example.org \"Title\"\n[short]: page.md\n";
    assert_eq!(sources(text), ["Term", "Meaning", "[ref][] and [short].", "Title"]);
}

#[test]
fn text_in_an_indented_callout_is_a_paragraph() {
    let document = extract("!!! note \"Title\"\n    Text\n\n    - item\n");
    let kinds: Vec<UnitKind> = document.units.iter().map(|unit| unit.kind).collect();
    assert_eq!(kinds, [UnitKind::CalloutTitle, UnitKind::Paragraph, UnitKind::ListItem]);
}

#[test]
fn options_arguments_and_abbreviations_hold_no_text_and_are_explained() {
    let text = "::::{admonition} Our title\n:class: tip\nBody\n::::\n\n:::{note} Short title\nText\n:::\n\n\
                :::{figure} a.png\n:alt: x\nCaption\n:::\n\nThe HTML page.\n\n*[HTML]: Hyper Text\n";
    let document = extract(text);
    assert_eq!(sources(text), ["Our title", "Body", "Short title", "Text", "Caption", "The HTML page."]);
    let kept: Vec<(&str, &str)> =
        document.opaque.iter().map(|opaque| (&text[opaque.span.clone()], opaque.reason)).collect();
    assert_eq!(
        kept,
        [
            (":class: tip", "options of a directive"),
            (":::{figure} a.png", "argument of a directive"),
            (":alt: x", "options of a directive"),
            ("*[HTML]: Hyper Text", "abbreviation"),
        ]
    );
    assert!(rendered(text, &[("Body", "Text\\\n*[A]: b")]).contains("\nText  \n\\*[A]: b\n"));
}

#[test]
fn the_term_of_a_definition_stays_on_its_line() {
    let text = "Definition term\n: Para\n";
    assert_eq!(rendered(text, &[("Definition term", "Definition\\\nudtryk")]), "Definition udtryk\n: Para\n");
    assert_eq!(rendered(text, &[("Definition term", "- a\\")]), "\\- a\\\\\n: Para\n");
}

#[test]
fn front_matter_is_quoted_when_it_must_be() {
    let text = "---\r\ntitle: Plain\r\nduration: 45\r\nkeywords:\r\n  - one\r\n---\r\n\r\nText\r\n";
    assert_eq!(sources(text), ["Plain", "one", "Text"]);
    assert_eq!(
        rendered(text, &[("Plain", "Titel: \"neu\""), ("one", "- zwei")]),
        "---\r\ntitle: \"Titel: \\\"neu\\\"\"\r\nduration: 45\r\nkeywords:\r\n  - \"- zwei\"\r\n---\r\n\r\nText\r\n"
    );
    assert_eq!(rendered("+++\ntitle = 'a'\n+++\n", &[("a", "l'eau")]), "+++\ntitle = \"l'eau\"\n+++\n");
}

#[test]
fn a_page_says_its_language_and_state_and_finds_its_files() {
    let text = "---\ntitle: T\n---\n\n# T\n\n![a](x.png) [b](other.md) [c](#t)\n";
    let target =
        Target { notice: Some("Maschinell übersetzt."), assets: "../../source-en", set_lang: true, ..target() };
    assert_eq!(
        render_to(&target, text, &[]).text,
        "---\ntitle: T\nlang: de\n---\n\n# T\n\n> Maschinell übersetzt.\n\n![a](../../source-en/x.png) [b](other.md) [c](#t)\n"
    );
}

#[test]
fn extract_shows_exact_places_as_json() {
    let sandbox = Sandbox::new();
    sandbox.write("source-en/page.md", PAGE);
    assert_eq!(sandbox.run(&["init"]).code, 0);
    let run = sandbox.run(&["extract", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let unit =
        json["modules"][0]["units"].as_array().unwrap().iter().find(|unit| unit["kind"] == "definition-term").unwrap();
    let place = |key: &str| usize::try_from(unit[key].as_u64().unwrap()).unwrap();
    assert_eq!(&PAGE[place("start")..place("end")], "Quorum");
    assert_eq!(PAGE.lines().nth(place("line") - 1), Some("Quorum"));
}

#[test]
fn links_out_of_the_sources_are_right_from_the_built_page() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\"]\n");
    sandbox.write("source-en/a.md", "[data](../README.md#x) and [page](sub/b.md)\n");
    sandbox.write("source-en/sub/b.md", "![Logo](../../logo.png) and [back](../a.md)\n");
    sandbox.write("README.md", "# X\n").write("logo.png", "png");
    for (verb, folder) in [("build", "da"), ("pseudo", "en-XA")] {
        assert_eq!(sandbox.run(&[verb]).code, 0);
        let page = sandbox.read(&format!("build/{folder}/a.md"));
        assert!(page.contains("](../../README.md#x)") && page.contains("](sub/b.md)"), "{page}");
        let page = sandbox.read(&format!("build/{folder}/sub/b.md"));
        assert!(page.contains("](../../../logo.png)") && page.contains("](../a.md)"), "{page}");
    }
}
