//! The quick proof beside a parse of the whole page: both must come to the same page and the same refusals.

use std::cell::Cell;

use proptest::prelude::*;

use super::*;
use crate::language;
use crate::model::ModuleId;
use crate::source::markdown::{Skeleton, extract, prove};
use crate::source::{Anchors, Document, Options, Target, Translation};

/// How a page came out.
#[derive(Debug, PartialEq)]
struct Outcome {
    out: String,
    refusals: Vec<Refusal>,
}

/// Renders a page; also returns how many translations proved themselves.
fn outcome(
    document: &Document,
    skeleton: &Skeleton,
    text: &str,
    translations: &[String],
    anchors: Anchors,
    is_wide: bool,
) -> (Outcome, usize) {
    let target = Target { anchors, ..Target::new(language::find("pl").unwrap()) };
    let mut page = Page::new(document, skeleton, text, &target);
    for (index, (unit, slot)) in document.units.iter().zip(&skeleton.slots).enumerate() {
        if let Some(translation) = translations.get(index % translations.len().max(1)) {
            let given = translation.replace("SAME", &unit.source);
            if prove::as_given(unit, slot, &given).is_some() {
                assert_eq!(page.written(unit, slot, &given).as_deref(), Ok(given.as_str()), "\n--- english\n{text}");
            }
            page.put(index, unit, slot, Translation::single(given));
        }
    }
    page.settle_front_matter();
    page.anchor();
    page.settle_body(is_wide);
    let proved = page.pieces.iter().flatten().filter(|piece| piece.links.is_some()).count();
    (Outcome { out: page.out, refusals: page.refusals }, proved)
}

/// Renders a page both ways; returns how many translations proved themselves.
fn compare(text: &str, translations: &[String]) -> usize {
    let document = extract(ModuleId::new("page.md"), text, &Options::default());
    let crate::source::Skeleton::Markdown(skeleton) = &document.skeleton else { unreachable!() };
    let mut proved = 0;
    for anchors in [Anchors::Auto, Anchors::Html, Anchors::Attribute] {
        let (quick, count) = outcome(&document, skeleton, text, translations, anchors, false);
        let (whole, _) = outcome(&document, skeleton, text, translations, anchors, true);
        assert_eq!(quick, whole, "\n--- english\n{text}\n--- translations\n{translations:?}");
        proved += count;
    }
    nothing_beyond_doubt_is_refused(&document, skeleton, text, translations);
    what_leads_elsewhere_changes_the_page(&document, skeleton, text, translations);
    proved
}

/// What is refused without a parse would be refused by one.
fn what_leads_elsewhere_changes_the_page(
    document: &Document,
    skeleton: &Skeleton,
    text: &str,
    translations: &[String],
) {
    let target = Target::new(language::find("pl").unwrap());
    let page = Page::new(document, skeleton, text, &target);
    let english = Shape::of(text, skeleton.body, skeleton.flavour);
    for (index, (unit, slot)) in document.units.iter().zip(&skeleton.slots).enumerate() {
        let Some(translation) = translations.get(index % translations.len().max(1)) else { continue };
        let given = translation.replace("SAME", &unit.source);
        let Ok(written) = page.written(unit, slot, &given) else { continue };
        if !skeleton.mdx && prove::leads_elsewhere(unit, slot, &written, prove::links(&slot.place, &written)) {
            let (head, tail) = (&text[..slot.span.start], &text[slot.span.end..]);
            let other = Shape::of(&format!("{head}{written}{tail}"), skeleton.body, skeleton.flavour);
            assert!(english.difference(&other).is_some(), "\n--- english\n{text}\n--- translation\n{written}");
        }
    }
}

/// What need not be rendered is refused by no rendering of the whole page.
fn nothing_beyond_doubt_is_refused(document: &Document, skeleton: &Skeleton, text: &str, translations: &[String]) {
    let given = |(index, unit): (usize, &crate::model::Unit)| {
        let form = translations.get(index % translations.len().max(1));
        form.map(|form| form.replace("SAME", &unit.source)).into_iter().collect::<Vec<_>>()
    };
    let forms: Vec<Vec<String>> = document.units.iter().enumerate().map(given).collect();
    let forms: Vec<Vec<&str>> = forms.iter().map(|forms| forms.iter().map(String::as_str).collect()).collect();
    let doubtful = crate::source::in_doubt(document, text, &|index| forms.get(index).map_or(&[], Vec::as_slice));
    if doubtful.is_empty() {
        let (outcome, _) = outcome(document, skeleton, text, translations, Anchors::Auto, true);
        assert_eq!(outcome.refusals, [], "\n--- english\n{text}\n--- translations\n{translations:?}");
    }
}

fn examples() -> Vec<String> {
    [
        include_str!("../../../tests/fixtures/markdown/commonmark-0.31.2.jsonl"),
        include_str!("../../../tests/fixtures/markdown/gfm-0.29.jsonl"),
    ]
    .iter()
    .flat_map(|lines| lines.lines())
    .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["markdown"].as_str().unwrap().to_owned())
    .collect()
}

/// Texts that are nearly plain: what the quick proof has to tell apart.
fn nearly_plain() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "ord",
        "é",
        "1",
        "12",
        "1986. ",
        "3) ",
        " ",
        " ",
        ", ",
        ". ",
        ": ",
        "; ",
        "(b)",
        "\"c\"",
        "'d'",
        "„e“",
        "*",
        "**",
        "_",
        "~",
        "~~",
        "^",
        "- ",
        "+ ",
        "# ",
        " #",
        "> ",
        "=",
        "===",
        "!",
        "!!! ",
        "???",
        "|",
        "`x`",
        "`",
        "``y``",
        "$",
        "$$",
        "{",
        "}",
        "{$n}",
        "{#i}",
        "\\",
        "\\*",
        "\\[",
        "&amp;",
        "&",
        "[f](x.md)",
        "[g](https://a.eu/b_c?d=e#f)",
        "[h]",
        "[foo]",
        "[i][foo]",
        "[]",
        "[j]()",
        "[k](a b)",
        "[l](a \"t\")",
        "[^1]",
        "[^2]",
        "[^1]:",
        "[ ]",
        "[x] ",
        "![m](n.png)",
        "[![o](p)](q)",
        "[`r`](s)",
        "[`]`](t)",
        "<b>",
        "</b>",
        "<",
        ">",
        "<http://u.eu>",
        "\\\n",
        "  \n",
        "\n",
        ":::",
        "--",
        "---",
        "*[v]: w",
        "SAME",
        ":",
        "+",
        "-",
        ">",
        "[",
        "]",
        "(",
        ")",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "```",
        "~~~",
        "1.",
        "\t",
        "    ",
        "+++",
        "[foo]:",
        "\u{a0}",
        "\u{2028}",
        "\u{85}",
        "\u{0}",
        "\r",
        "http://a.b",
        "<pre>",
        "&#35;",
        "</a>",
    ]);
    prop::collection::vec(pieces, 1..8).prop_map(|pieces| pieces.concat())
}

const LINES: [&str; 42] = [
    "# Heading one",
    "## Two [f](x.md)",
    "Three\n===",
    "Four | five\n---",
    "A paragraph with *emphasis*",
    "and `code` and [f](x.md)",
    "wrapped\nover [g](https://a.eu/b_c?d=e#f)\nlines",
    "> A quote\nand lazily on",
    "> - an item\n>   more",
    "- item",
    "  - nested [f](x.md)",
    "    more of it",
    "1. one",
    "| a | b |\n| - | - |\n| [f](x.md) | d \\| e |",
    "a | b\n:- | -\nc | d",
    "",
    "",
    "",
    "",
    "",
    "",
    "![m](n.png \"Its title\")",
    "With ![m](n.png) inside",
    "<div title=\"Tip\">\nText in HTML\n</div>",
    "```\ncode\n```",
    "- [ ] task",
    "- [ ]\u{c}task",
    "#\u{c}Five\u{c}#",
    "hard\\\nbreak",
    "hard  \nbreak",
    "***",
    "Text <b>bold</b> <a href=\"x\">a</a>",
    "    code",
    "\\*not a list",
    "7) seven\n   > quoted",
    "> # Quoted heading",
    "Costs {$n} and {$m}",
    "Term\n: Definition",
    "::: note Title\nText\n:::",
    "!!! tip \"Title\"\n    Text",
    "> [!NOTE]\n> Text",
    "$$\nx\n$$",
];

/// Lines whose labels reach beyond their blocks.
const LABELS: [&str; 5] = [
    "[foo]: /url \"Title\"",
    "See [foo] and [bar][foo] and [foo][].",
    "A note[^1].",
    "[^1]: The note",
    "## Two {#two}",
];

fn pages(lines: Vec<&'static str>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(lines), 1..14).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_quick_proof_agrees_with_the_whole_page(
        page in pages(LINES.to_vec()),
        translations in prop::collection::vec(nearly_plain(), 1..6),
    ) {
        compare(&page, &translations);
        compare(&page.replace('\n', "\r\n"), &translations);
        compare(&page.replace('\n', "\r"), &translations);
    }

    #[test]
    fn the_quick_proof_agrees_where_labels_are_defined(
        page in pages([LINES.as_slice(), &LABELS].concat()),
        translations in prop::collection::vec(nearly_plain(), 1..6),
    ) {
        compare(&page, &translations);
    }

    #[test]
    fn the_quick_proof_agrees_on_the_specification_examples(
        at in 0..examples().len(),
        translations in prop::collection::vec(nearly_plain(), 1..4),
    ) {
        let examples = examples();
        let text = examples.get(at).cloned().unwrap_or_default();
        compare(&text, &translations);
        compare(&format!("# A\n\n{text}\n\nB: c\n"), &translations);
    }
}

#[test]
fn plain_translations_prove_themselves() {
    let page = "# Title\n\nA [f](x.md) *b*.\n\n- c `d`\n- e\n\n| f | g |\n|---|---|\n| h | i |\n";
    let cell = Cell::new(0);
    for translations in [["Tytuł"], ["Dwa **słowa** i {$n}"]] {
        cell.set(cell.get() + compare(page, &translations.map(str::to_owned)));
    }
    assert!(cell.get() > 0);
    let own = ["Tytuł", "Nie *ma* [tu](x.md)!", "raz `dwa`", "é"].map(str::to_owned);
    assert!(compare(page, &own) >= 18);
}

#[test]
fn what_proves_itself_is_not_in_doubt() {
    let page = "# Title\n\nA [f](x.md) *b* in 2 steps.\n\n- c `d`\n- e\n\n| f | g |\n|---|---|\n| h | i |\n";
    let document = extract(ModuleId::new("page.md"), page, &Options::default());
    let doubtful = |own: [&str; 7]| {
        let forms = own.map(|own| vec![own]);
        crate::source::in_doubt(&document, page, &|index| forms.get(index).map_or(&[], Vec::as_slice))
    };
    let own = ["Tytuł", "Nie *ma* [tu](x.md): 2 kroki!", "raz `dwa`", "é", "f (1)", "g", "1"];
    assert_eq!(doubtful(own), [0_usize; 0]);
    // A link that leads elsewhere, and then whatever stands beside it.
    assert!(doubtful(["Tytuł", "Nie [tu](y.md)", "raz", "é", "f", "g", "h"]).contains(&1));
    // A dollar sign is escaped where the English has none outside code.
    let of_price = |english: &str, own: &str| {
        let document = extract(ModuleId::new("page.md"), english, &Options::default());
        let forms = [own];
        crate::source::in_doubt(&document, english, &|_| &forms[..]).len()
    };
    assert_eq!((of_price("Pay {$n} now\n", "Zapłać {$n}"), of_price("Pay `$n` now\n", "Zapłać `$n`")), (0, 0));
    assert_eq!((of_price("Pay `$n` now\n", "Zapłać $n"), of_price("Pay \\$5\n", "Zapłać $5")), (1, 1));
    // An anchor that a later heading needs.
    let page = "# Start\n\n# End\n";
    let document = extract(ModuleId::new("page.md"), page, &Options::default());
    let forms = ["End", "Koniec"].map(|own| vec![own]);
    let found = crate::source::in_doubt(&document, page, &|index| forms.get(index).map_or(&[], Vec::as_slice));
    assert_eq!(found, [0, 1]);
}

#[test]
fn many_refusals_come_out_the_same() {
    let page: String = (0..9).map(|number| format!("See [f](x{number}.md).\n\n")).collect();
    compare(&page, &["Nic".to_owned(), "- **Nic**".to_owned(), "SAME ![a](b)".to_owned()]);
}

/// Found by fuzzing: the form feed that ends a marker belongs to the unit and goes with it.
#[test]
fn a_unit_that_touches_a_marker_is_parsed() {
    let translation = ["e".to_owned()];
    for page in [
        "-  [ ]\u{c}\u{1} x\n",
        "- [x]\u{b}x\n",
        "#\u{c}x\n",
        "# x\u{c}{#i}\n",
        "# x\u{c}#\n",
        "-\u{c}x\n",
        "1.\u{c}x\n",
        ">\u{c}x\n",
    ] {
        compare(page, &translation);
    }
    assert_eq!(compare("# x\n\n> y\n\n>z\n\n|a|b|\n|-|-|\n|c|d|\n", &translation), 21);
}

/// Found by fuzzing: the parser takes the backtick in the line below for part of the fence's own line.
#[test]
fn a_page_with_bare_carriage_returns_is_parsed_whole() {
    for translation in ["#", "a", "b `c`"] {
        compare("```\r>`%", &[translation.to_owned()]);
    }
}

#[test]
fn a_link_that_is_plainly_lost_is_refused_without_a_parse() {
    let text = "# One\n\nSee [a](b.md).\n\n- [c](d.md) and more\n\nText.\n";
    let document = extract(ModuleId::new("page.md"), text, &Options::default());
    let crate::source::Skeleton::Markdown(skeleton) = &document.skeleton else { unreachable!() };
    let given = ["Jeden", "Zobacz.", "[c](d.md) i [e](f.md)", "Tekst."].map(str::to_owned);
    let (outcome, proved) = outcome(&document, skeleton, text, &given, Anchors::Auto, false);
    assert_eq!(outcome.refusals.iter().map(|one| one.reason.as_str()).collect::<Vec<_>>(), [ELSEWHERE; 2]);
    assert!(outcome.out.contains("See [a](b.md).") && outcome.out.contains("- [c](d.md) and more"), "{}", outcome.out);
    assert!(proved == 2 && skeleton.structure.get().is_none());
    let forms: Vec<[&str; 1]> = given.iter().map(|form| [form.as_str()]).collect();
    assert_eq!(crate::source::in_doubt(&document, text, &|index| &forms[index]), [1, 2]);
}

#[test]
fn a_text_that_makes_a_field_of_its_line_proves_nothing() {
    compare("'5:]\\\n:-   :\nC~\u{8}\u{4}C", &["\0~\u{8}\u{4}".to_owned()]);
    compare(":a: b\n:c: d\n\ne\n:   f", &["g: h".to_owned()]);
}
