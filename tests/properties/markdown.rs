//! Markdown: identity on every input, and translations that cannot change the page around them.
//!
//! The second opinion on structure is comrak's, a parser that shares no code with the one the program uses.

use comrak::nodes::{AstNode, NodeValue};
use concordia::language;
use concordia::model::{Format, ModuleId, Unit};
use concordia::source::{self, Document, Options, Rendered, Target, Translation};
use proptest::prelude::*;

const SPECIFICATIONS: [&str; 2] =
    [include_str!("../fixtures/markdown/commonmark-0.31.2.jsonl"), include_str!("../fixtures/markdown/gfm-0.29.jsonl")];

fn examples() -> Vec<String> {
    SPECIFICATIONS
        .iter()
        .flat_map(|lines| lines.lines())
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["markdown"].as_str().unwrap().to_owned())
        .collect()
}

fn extract(text: &str) -> Document {
    let fields = ["title", "description", "keywords"].map(str::to_owned).to_vec();
    source::extract(ModuleId::new("page.md"), Format::Markdown, text, &Options { front_matter: fields, mdx: false })
}

fn render(text: &str, document: &Document, translate: &dyn Fn(&Unit) -> Option<String>) -> Rendered {
    let target = Target::new(language::find("pl").unwrap());
    source::render(document, text, &target, &|unit| translate(unit).map(Translation::single))
}

/// The structure as the second parser sees it: blocks with their data, and per block the set of destinations.
fn structure(text: &str) -> Vec<String> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    let arena = comrak::Arena::new();
    // The shorter a page is, the fewer references comrak resolves in it.
    let long = format!("{text}{}", "\n".repeat(500));
    let root = comrak::parse_document(&arena, &long, &options);
    let mut out = Vec::new();
    walk(root, 0, &mut out);
    out
}

fn walk<'a>(node: &'a AstNode<'a>, depth: usize, out: &mut Vec<String>) {
    let value = &node.data.borrow().value;
    let name = match value {
        NodeValue::Heading(heading) => format!("heading {}", heading.level),
        NodeValue::List(list) => format!("list {:?} {}", list.list_type, list.start),
        NodeValue::CodeBlock(code) => format!("code {:?} {:?}", code.info, code.literal),
        NodeValue::HtmlBlock(_) => "html".to_owned(),
        NodeValue::Table(table) => format!("table {:?}", table.alignments),
        NodeValue::FootnoteDefinition(footnote) => format!("footnote {}", footnote.name),
        NodeValue::Paragraph => "paragraph".to_owned(),
        NodeValue::BlockQuote => "quote".to_owned(),
        NodeValue::Item(_) => "item".to_owned(),
        NodeValue::TaskItem(task) => format!("task {:?}", task.symbol),
        NodeValue::TableRow(is_head) => format!("row {is_head}"),
        NodeValue::TableCell => "cell".to_owned(),
        NodeValue::ThematicBreak => "break".to_owned(),
        _ => String::new(),
    };
    let is_block = !name.is_empty() || depth == 0;
    if !is_block {
        return;
    }
    let mut links = Vec::new();
    let has_inline = collect(node, &mut links);
    links.sort();
    links.dedup();
    if !name.is_empty() {
        out.push(format!("{}{name} {}{}", " ".repeat(depth), if has_inline { "text " } else { "" }, links.join(" ")));
    }
    for child in node.children() {
        walk(child, depth + 1, out);
    }
}

fn collect<'a>(node: &'a AstNode<'a>, links: &mut Vec<String>) -> bool {
    let mut has_inline = false;
    for child in node.children() {
        if child.data.borrow().value.block() {
            continue;
        }
        has_inline = true;
        match &child.data.borrow().value {
            NodeValue::Link(link) => links.push(format!("link:{}", link.url)),
            NodeValue::Image(image) => links.push(format!("image:{}", image.url)),
            NodeValue::FootnoteReference(reference) => links.push(format!("note:{}", reference.name)),
            _ => {}
        }
        collect(child, links);
    }
    has_inline
}

fn check_identity(text: &str) {
    let document = extract(text);
    assert_eq!(source::identity(&document, text), text);
    let rendered = render(text, &document, &|unit| Some(unit.source.clone()));
    assert_eq!(rendered.text, text);
    assert_eq!(rendered.refusals, []);
    let mut end = 0;
    for unit in &document.units {
        assert!(unit.span.start >= end && text.get(unit.span.clone()).is_some());
        assert_eq!(unit.line, concordia::model::line_of(text, unit.span.start));
        end = unit.span.end;
    }
}

/// Returns whether both parsers see the same English page; where they do not, the second cannot judge. They must agree
/// on the blocks, and a plain word in the place of each unit must leave the blocks of the second as they are.
fn agrees(text: &str, document: &Document) -> bool {
    let mut out = text.to_owned();
    for unit in document.units.iter().rev() {
        out.replace_range(unit.span.clone(), "word");
    }
    blocks(text) == blocks(&out) && names(text) == first_opinion(text)
}

fn blocks(text: &str) -> Vec<String> {
    structure(text).into_iter().map(|line| line.split(" text ").next().unwrap_or_default().to_owned()).collect()
}

fn names(text: &str) -> Vec<String> {
    let names =
        ["heading", "list", "code", "html", "table", "footnote", "quote", "item", "task", "row", "cell", "break"];
    let mut out = Vec::new();
    let mut above: Vec<(usize, bool)> = Vec::new();
    for line in structure(text) {
        let depth = line.len() - line.trim_start().len();
        above.retain(|(over, _)| *over < depth);
        let name = line.trim_start();
        let is_loose = above.last().is_none_or(|(_, is_item)| !is_item);
        above.push((depth, ["item", "task", "footnote"].iter().any(|item| name.starts_with(item))));
        if name.starts_with("paragraph") {
            out.extend(is_loose.then(|| "paragraph".to_owned()));
        } else if let Some(known) = names.iter().find(|known| name.starts_with(**known)) {
            out.push(if *known == "task" { "item" } else { *known }.to_owned());
        }
    }
    out
}

fn first_opinion(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut out = Vec::new();
    let mut above = vec![false];
    for event in Parser::new_ext(text, options) {
        let name = match &event {
            Event::Rule => Some("break"),
            Event::Start(Tag::Heading { .. }) => Some("heading"),
            Event::Start(Tag::List(_)) => Some("list"),
            Event::Start(Tag::CodeBlock(_)) => Some("code"),
            Event::Start(Tag::HtmlBlock) => Some("html"),
            Event::Start(Tag::Table(_)) => Some("table"),
            Event::Start(Tag::FootnoteDefinition(_)) => Some("footnote"),
            Event::Start(Tag::BlockQuote(_)) => Some("quote"),
            Event::Start(Tag::Item) => Some("item"),
            Event::Start(Tag::TableHead | Tag::TableRow) => Some("row"),
            Event::Start(Tag::TableCell) => Some("cell"),
            Event::Start(Tag::Paragraph) if !above.last().is_some_and(|is_item| *is_item) => Some("paragraph"),
            _ => None,
        };
        out.extend(name.map(str::to_owned));
        match event {
            Event::Start(tag) => above.push(matches!(tag, Tag::Item | Tag::FootnoteDefinition(_))),
            Event::End(_) => drop(above.pop()),
            _ => {}
        }
    }
    out
}

/// Checks that a page with foreign translations keeps its structure.
fn check_structure(text: &str, translate: &dyn Fn(&Unit) -> Option<String>) {
    let document = extract(text);
    if !agrees(text, &document) {
        return;
    }
    let rendered = render(text, &document, translate);
    assert_eq!(structure(text), structure(&rendered.text), "\n--- english\n{text}\n--- rendered\n{}", rendered.text);
}

#[test]
fn every_specification_example_survives_identity() {
    for example in examples() {
        check_identity(&example);
        check_identity(&example.replace('\n', "\r\n"));
        check_identity(&example.replace('\n', "\r"));
        check_identity(&format!("\u{feff}{}", example.trim_end_matches('\n')));
    }
}

#[test]
fn every_specification_example_keeps_its_structure_under_pseudo_translation() {
    let (mut units, mut refused, mut judged, mut all) = (0, 0, 0, 0);
    for example in examples() {
        let document = extract(&example);
        let rendered = render(&example, &document, &|unit| Some(source::pseudo(&unit.source)));
        units += document.units.len();
        refused += rendered.refusals.len();
        all += 1;
        judged += usize::from(agrees(&example, &document));
        check_structure(&example, &|unit| Some(source::pseudo(&unit.source)));
    }
    println!("{units} units, {refused} refused; {judged} of {all} pages judged by the second parser");
    assert!(refused * 100 < units, "{refused} of {units} refused");
    assert!(judged * 100 > all * 90, "{judged} of {all} judged");
}

#[test]
fn every_specification_example_keeps_its_structure_under_hostile_translation() {
    let hostile = [
        "# a",
        "- a",
        "1. a",
        "> a",
        "```",
        "~~~",
        "---",
        "***",
        "===",
        "<div>",
        "</div>",
        "<!--",
        "<script>",
        "| a | b |",
        "a | b",
        "[a]: /x",
        "[^1]: a",
        "[ ] a",
        "\\",
        "`",
        "``",
        "a\\\n- b",
        "a\\\n===",
        "a\\\n|-|",
        "a  \n# b",
        "a\n\nb",
        "    a",
        "\ta",
        ": a",
        "::: a",
        "!!! note",
        "![",
        "](x)",
        "[foo]",
        "{#id}",
        "$$",
        "a #",
        "*",
        "**",
        "_",
        "&lt;div>",
        "\u{0}",
        "\r\n# a",
        "<b>",
        "</b>",
        "<a href=\"x\">a</a>",
        "![a](b)",
        "<http://a.b>",
        "[!NOTE]",
        "+++",
        "<?",
        "<![CDATA[",
        "\"",
        "'",
        ")",
        "]",
    ];
    for example in examples() {
        for text in hostile {
            check_structure(&example, &|_| Some(text.to_owned()));
        }
    }
}

#[test]
fn definition_lists_stay_whole_under_hostile_translation() {
    let outline = |text: &str| {
        let mut options = comrak::Options::default();
        options.extension.description_lists = true;
        let arena = comrak::Arena::new();
        let root = comrak::parse_document(&arena, text, &options);
        let nodes = root.descendants().map(|node| node.data.borrow().value.clone());
        let blocks = nodes.filter(|value| value.block() && !matches!(value, NodeValue::Paragraph));
        blocks.map(|value| value.xml_node_name().to_owned()).collect::<Vec<_>>()
    };
    for page in ["Definition term\n: Para\n", "A\n: B\n\nC\n: D\n: E\n", "Text\n\nA\n\n: B\n\n  More\n"] {
        assert!(outline(page).iter().any(|name| name == "description_term"), "{:?}", outline(page));
        for hostile in ["x\\\ny", "x  \ny", ": a", "a\n: b", "a\\\n: b", "- a", "\\", "```", "a\\", "# a", "> a"] {
            let rendered = render(page, &extract(page), &|_| Some(hostile.to_owned()));
            assert_eq!(outline(page), outline(&rendered.text), "{hostile:?}\n{}", rendered.text);
        }
    }
}

/// Strings full of Markdown and HTML syntax.
fn syntax() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "#",
        "-",
        "+",
        "*",
        "_",
        "~",
        "=",
        "|",
        ">",
        "<",
        "`",
        "```",
        "[",
        "]",
        "(",
        ")",
        "!",
        "\\",
        "\n",
        "\\\n",
        "  \n",
        "\n\n",
        "\t",
        " ",
        "    ",
        ":",
        ":::",
        "!!!",
        "1.",
        "2)",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<a href='x'>",
        "{",
        "}",
        "{#x}",
        "[x]: y",
        "[^1]",
        "[^1]:",
        "[ ]",
        "[x]",
        "a",
        "foo",
        "é",
        "日",
        "&amp;",
        "&#35;",
        "$",
        "$$",
        "http://a.b",
        "\u{0}",
        "\r",
        "---",
        "***",
        "===",
        "+++",
        "\"",
        "'",
        "\u{a0}",
        "\u{2028}",
        "<?",
        "<!X",
        "](y)",
        "![",
        "<pre>",
        "</pre>",
        ".",
        ",",
    ]);
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

/// Lines that both parsers know.
const LINES: [&str; 32] = [
    "# Heading one",
    "## Two {#two}",
    "Three\n===",
    "A paragraph with *emphasis*",
    "and `code` and [link](x.md)",
    "> A quote",
    "> - an item\n>   more",
    "- item",
    "  - nested item",
    "    more of it",
    "1. one",
    "| a | b |\n| - | - |\n| c | d \\| e |",
    "a | b\n:- | -\nc | d",
    "",
    "",
    "[foo]: /url \"Title\"",
    "See [foo] and [bar][foo] and [foo][].",
    "![An image](x.png \"Its title\")",
    "<div title=\"Tip\">\nText in HTML\n</div>",
    "```\ncode\n```",
    "- [ ] task",
    "A note[^1].",
    "[^1]: The note",
    "hard\\\nbreak",
    "hard  \nbreak",
    "***",
    "<!-- concordia: note Keep -->",
    "Text <b>bold</b> <a href=\"x\">a</a>",
    "    code",
    "\\*not a list",
    "7) seven\n   > quoted",
    "> # Quoted heading",
];

/// Lines that only the first parser knows, and the program's own masks.
const CALLOUTS: [&str; 7] = [
    "Term\n: Definition",
    "::: note Title\nText\n:::",
    ":::tip[A title]",
    "!!! tip \"Title\"\n    Text",
    "> [!NOTE]\n> Text",
    "> [!faq]- Why?\n> Text",
    "$$\nx\n$$",
];

/// Pages made of lines with Markdown syntax.
fn pages(lines: Vec<&'static str>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(lines), 1..10).prop_map(|lines| lines.join("\n"))
}

fn common_pages() -> impl Strategy<Value = String> {
    pages(LINES.to_vec())
}

fn all_pages() -> impl Strategy<Value = String> {
    pages([LINES.as_slice(), &CALLOUTS].concat())
}

proptest! {
    #[test]
    fn identity_holds_for_any_text(text in any::<String>()) {
        check_identity(&text);
    }

    #[test]
    fn identity_holds_for_syntax(text in syntax()) {
        check_identity(&text);
    }

    #[test]
    fn identity_holds_for_pages(page in all_pages()) {
        check_identity(&page);
        check_identity(&page.replace('\n', "\r\n"));
    }

    #[test]
    fn hostile_translations_keep_the_structure(page in common_pages(), translations in prop::collection::vec(syntax(), 1..5)) {
        let next = std::cell::Cell::new(0);
        check_structure(&page, &|_| {
            next.set(next.get() + 1);
            translations.get(next.get() % translations.len()).cloned()
        });
    }

    #[test]
    fn hostile_translations_change_nothing_outside_their_units(page in all_pages(), translation in syntax()) {
        let document = extract(&page);
        let rendered = render(&page, &document, &|_| Some(translation.clone()));
        let again = extract(&rendered.text);
        prop_assert_eq!(document.units.len() >= again.units.len(), true, "{}", rendered.text);
        let kept: Vec<_> = document.opaque.iter().filter(|o| o.reason != "no words").map(|o| &page[o.span.clone()]).collect();
        for opaque in kept {
            prop_assert!(rendered.text.contains(opaque), "{}", rendered.text);
        }
    }
}
