//! MDX pages: what compiles in English compiles in every language.

use concordia::language;
use concordia::model::{Format, ModuleId};
use concordia::source::{self, Document, Options, Rendered, Target, Translation};

fn extract_as(name: &str, text: &str) -> Document {
    source::extract(ModuleId::new(name), Format::Markdown, text, &Options { front_matter: Vec::new(), mdx: false })
}

fn sources(text: &str) -> Vec<String> {
    extract_as("page.mdx", text).units.into_iter().map(|unit| unit.source).collect()
}

/// Renders a page with one translation for everything.
fn rendered(text: &str, translation: &str) -> Rendered {
    let target = Target::new(language::find("da").unwrap());
    source::render(&extract_as("page.mdx", text), text, &target, &|_| Some(Translation::single(translation)))
}

#[test]
fn tags_on_lines_of_their_own_stay_with_their_line_breaks() {
    let text = "<Card title=\"Card title\">\n  Inner text here.\n\n  Para in card.\n</Card>\n";
    assert_eq!(sources(text), ["Card title", "Inner text here.", "Para in card."]);
    let expected = "<Card title=\"Tekst\">\n  Tekst\n\n  Tekst\n</Card>\n";
    assert_eq!(rendered(text, "Tekst").text, expected);
    assert_eq!(sources("Before\n<Card\n  a={() => b}\n>\nInside\n</Card>\nAfter\n"), ["Before", "Inside", "After"]);
    assert_eq!(sources("<img alt=\"A cat\" src=\"a.png\" />\n"), ["A cat"]);
}

#[test]
fn indented_text_is_no_code() {
    let text = "<Card>\n    Inner *text* here.\n    More of it.\n\n        # A heading\n\n    - An item\n</Card>\n\n- Item\n\n      code\n";
    assert_eq!(sources(text), ["Inner *text* here. More of it.", "A heading", "An item", "Item"]);
    let kinds: Vec<&str> = extract_as("page.mdx", text).units.iter().map(|unit| unit.kind.words()).collect();
    assert_eq!(kinds, ["paragraph", "heading", "list item", "list item"]);
    let result = rendered(text, "Tekst [a](b)");
    assert_eq!((result.refusals.len(), result.text.as_str()), (4, text));
    let expected = "<Card>\n    Tekst\n\n        # Tekst<a id=\"a-heading\"></a>\n\n    - Tekst\n</Card>\n\n- Tekst\n\n      code\n";
    assert_eq!(rendered(text, "Tekst").text, expected);
    assert_eq!(sources("    Not in a card.\n\nText\n"), ["Not in a card.", "Text"]);
}

#[test]
fn angles_and_braces_mean_themselves_in_every_place() {
    assert_eq!(rendered("A paragraph\n", "Hvis a < b").text, "Hvis a \\< b\n");
    assert_eq!(rendered("# Heading\n", "Hvis a < {b}").text, "# Hvis a &lt; &#123;b&#125;<a id=\"heading\"></a>\n");
    assert_eq!(rendered("<div>Text</div>\n", "{/* x */} } {").text, "<div>&#123;/* x */&#125; &#125; &#123;</div>\n");
    assert_eq!(rendered("Text `{a}`\n", "Tekst `{a}` `{b}`").text, "Tekst `{a}` `{b}`\n");
}

#[test]
fn tags_that_do_not_nest_are_refused_in_translations_and_kept_in_english() {
    let result = rendered("Text <Card>x</Card>\n", "</Card>x<Card>");
    assert_eq!((result.refusals.len(), result.text.as_str()), (1, "Text <Card>x</Card>\n"));
    assert_eq!(rendered("*Text* <Card>x</Card>\n", "*x <Card>y* z</Card>").refusals.len(), 1);
    let document = extract_as("page.mdx", "a </B> b <B> c\n");
    assert_eq!((document.units.len(), document.opaque.len()), (0, 1));
}

#[test]
fn code_with_blank_lines_is_one_stretch() {
    let text = "export const a = {\n  b: 'text',\n\n  c: 'more text'\n}\n\nA paragraph\n";
    assert_eq!(sources(text), ["A paragraph"]);
}

#[test]
fn mdx_code_stays_and_braces_are_guarded() {
    let text = "import Tabs from '@theme/Tabs'\n\nexport const a = 1\n\n{/* concordia: note Short */}\n\nHello {props.name}\n\n\
                <Tabs label=\"x\">\n\nInside\n\n</Tabs>\n";
    let document = extract_as("page.mdx", text);
    let shown: Vec<(&str, String)> =
        document.units.iter().map(|unit| (unit.source.as_str(), unit.notes.join(" "))).collect();
    assert_eq!(shown, [("Hello {props.name}", "Short".to_owned()), ("Inside", String::new())]);
    let result = source::render(&document, text, &Target::new(language::find("de").unwrap()), &|_| {
        Some(Translation::single("{props.name} {evil}"))
    });
    assert!(result.text.contains("\n{props.name} \\{evil\\}\n"), "{}", result.text);
}

#[test]
fn a_lost_expression_is_refused_with_a_finding_and_a_text_in_quotes_is_not() {
    let text = "Text {1 + 1} end.\n\n# Heading {props.name}!\n\nText ending with {\"string literal text\"}\n";
    let result = rendered(text, "Tekst {\"tekst\"}");
    assert_eq!(result.text, text.replace("Text ending with {\"string literal text\"}", "Tekst {\"tekst\"}"));
    let reasons: Vec<&str> = result.refusals.iter().map(|refusal| refusal.reason.as_str()).collect();
    let lacks = |what: &str| format!("the translation lacks the expression `{what}` of the English");
    assert_eq!(reasons, [lacks("{1 + 1}"), lacks("{props.name}")]);
    let sandbox = super::sandbox::Sandbox::new();
    sandbox
        .write("concordia.toml", "[project]\nlanguages = [\"da\"]\n")
        .write("source-en/a.mdx", "Text {1 + 1} end.\n");
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    let path = "translations/da/a.mdx.po";
    let catalogue = sandbox.read(path).replace("end.\"\nmsgstr \"\"", "end.\"\nmsgstr \"Tekst slut.\"");
    sandbox.write(path, catalogue);
    let found = sandbox.run(&["check"]).stdout;
    assert!(found.contains("rendering") && found.contains("lacks the expression `{1 + 1}`"), "{found}");
}

#[test]
fn a_project_says_that_its_pages_are_mdx() {
    let sandbox = super::sandbox::Sandbox::new();
    let sources = "[[sources]]\nfiles = \"**/*.md\"\nflavour = \"mdx\"\n";
    sandbox.write("concordia.toml", format!("[project]\nlanguages = [\"da\"]\n\n{sources}"));
    sandbox.write(
        "source-en/a.md",
        "import A from \"@b/a\";\nimport C from \"@b/c\";\n\nText {name}.\n\n<A>\n            deep\n</A>\n",
    );
    let listed = sandbox.run(&["extract"]).stdout;
    assert!(listed.contains("2 units") && listed.contains("Text {name}.") && listed.contains("deep"), "{listed}");
}

#[test]
fn a_translated_text_in_quotes_passes_the_rules() {
    let sandbox = super::sandbox::Sandbox::new();
    sandbox
        .write("concordia.toml", "[project]\nlanguages = [\"da\"]\n")
        .write("source-en/a.mdx", "Text ending with {\"some words\"}\n");
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    let path = "translations/da/a.mdx.po";
    let catalogue = sandbox.read(path);
    let catalogue =
        catalogue.replace("words\\\"}\"\nmsgstr \"\"", "words\\\"}\"\nmsgstr \"Tekst, som slutter med {\\\"ord\\\"}\"");
    assert!(catalogue.contains("som slutter"), "{catalogue}");
    sandbox.write(path, catalogue);
    let found = sandbox.run(&["check"]);
    assert_eq!(found.code, 0, "{}", found.stdout);
}

#[test]
fn an_anchor_in_mdx_is_a_comment_where_the_author_writes_comments() {
    let led = |page: &str| rendered(page, "Titel").text;
    assert_eq!(led("# Title\n\n## 2 {/* #own */}\n"), "# Titel {/* #title */}\n\n## 2 {/* #own */}\n");
    assert_eq!(led("# Title\n\n## 2 {#own}\n"), "# Titel {#title}\n\n## 2 {#own}\n");
}
