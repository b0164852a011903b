//! What front matter in YAML holds, construct by construct.

use super::*;

fn shown(text: &str) -> Vec<(String, String)> {
    read(text, 0..text.len()).fields.into_iter().map(|field| (field.path, field.scalar.value)).collect()
}

fn left(text: &str) -> Vec<&str> {
    read(text, 0..text.len()).left.into_iter().map(|span| &text[span]).collect()
}

fn pair(path: &str, value: &str) -> (String, String) {
    (path.to_owned(), value.to_owned())
}

#[test]
fn scalars_of_every_style() {
    let text = "title: A plain one # note\nsub: 'It''s'\nd: \"a\\tb\"\nlit: |\n  one\n  two\nfold: >-\n  one\n  two\n\n  three\nn: 12\n";
    assert_eq!(
        shown(text),
        [
            pair("title", "A plain one"),
            pair("sub", "It's"),
            pair("d", "a\tb"),
            pair("lit", "one\ntwo"),
            pair("fold", "one two\nthree"),
        ]
    );
}

#[test]
fn a_list_that_another_bracket_closes_is_left_alone() {
    assert_eq!(shown("a: [b}\nc: [}]\nd: e\n"), [pair("d", "e")]);
}

#[test]
fn lists_and_nested_keys() {
    let text = "k:\n  - a b\n  - \"c\"\nf: [x, 'y', 3]\nseo:\n  description: text\n  more: t2\nend: z\nitems:\n- title: one\n  x: 2\n- title: two\n";
    assert_eq!(
        shown(text),
        [
            pair("k", "a b"),
            pair("k", "c"),
            pair("f", "x"),
            pair("f", "y"),
            pair("seo.description", "text"),
            pair("seo.more", "t2"),
            pair("end", "z"),
            pair("items.title", "one"),
            pair("items.title", "two"),
        ]
    );
}

#[test]
fn values_below_their_keys_and_items_are_read() {
    let text = "authors:\n-\n  name: Ana\n-\n  name: Bo\nd:\n  \"one\n  two\" # note\nk:\n  -\n    'three'\n";
    let expected = [pair("authors.name", "Ana"), pair("authors.name", "Bo"), pair("d", "one two"), pair("k", "three")];
    assert_eq!(shown(text), expected);
    assert_eq!(doubtful(text, 0..text.len()), None);
    assert_eq!(shown("a: b\n\"c\"\n"), [pair("a", "b")]);
}

#[test]
fn long_plain_and_quoted_scalars_are_folded() {
    assert_eq!(
        shown("d: one\n  two\n  three\ne: \"one\n  two\"\n"),
        [pair("d", "one two three"), pair("e", "one two")]
    );
}

#[test]
fn what_is_not_understood_is_left_alone_and_told() {
    let text = "b: *x\nf: !!binary g\nh: \"open\n? i\n:\n  title: j\nm: n: o\np: ! q\n";
    assert_eq!((shown(text), left(text).len()), (vec![], 6));
    assert_eq!(left("{title: A}\n- B\n"), ["{title: A}", "B"]);
    assert_eq!(left("n: 12\nd: 2026-11-27\nb: true\ne:\n  f: {}\n# c\n"), Vec::<&str>::new());
}

#[test]
fn what_stands_below_what_is_left_alone_is_left_alone() {
    for text in ["a: !x\n  title: b\n", "? a\n  title: b\n", "a: { b\n  title: c }} d\n", "a: >b\n  title: c\n"] {
        assert_eq!((shown(text), left(text)), (vec![], vec![text.trim_start_matches("a: ").trim_end()]), "{text}");
    }
    assert_eq!(shown("a: @x\nb: c\n"), [pair("b", "c")]);
    assert_eq!(shown("a: b\rc: d\n"), []);
}

#[test]
fn anchors_the_tag_of_a_string_and_indentations_are_read() {
    let text = "a: &x one\nb: !!str 12\nc: &y !!str \"d\"\ne: |2\n    f\n  g\nh: &z\n  i: j\n";
    let expected = [pair("a", "one"), pair("b", "12"), pair("c", "d"), pair("e", "  f\ng"), pair("h.i", "j")];
    assert_eq!(shown(text), expected);
    assert_eq!(left(text), Vec::<&str>::new());
}

#[test]
fn values_below_quoted_keys_are_read_with_their_quotes() {
    let text = "\"title\": >\n  Say \"hi\": it's\n'it''s':\n  \"a \\\"b\\\": c\"\n\"d\\u0065\" : 'f'\nit's: g\n";
    let expected = [pair("title", "Say \"hi\": it's"), pair("it's", "a \"b\": c"), pair("de", "f"), pair("it's", "g")];
    assert_eq!(shown(text), expected);
    assert_eq!(left(text), Vec::<&str>::new());
}

#[test]
fn values_of_every_style_stand_below_their_keys() {
    let text = "a:\n  b c # note\nd: # e\n\n  # f\n  |-\n  g\nh:\n  [i j]\nk: &l\n  m\n  n\no:\n  !!str 1\n";
    let expected = [pair("a", "b c"), pair("d", "g"), pair("h", "i j"), pair("k", "m n"), pair("o", "1")];
    assert_eq!(shown(text), expected);
}

#[test]
fn blank_lines_do_not_end_plain_scalars() {
    assert_eq!(shown("a: b\n\n  c\n\n\n  d\ne: f\n"), [pair("a", "b\nc\n\nd"), pair("e", "f")]);
    assert_eq!(shown("a: b\n  # c\n  d\n"), []);
    assert_eq!(shown("a: - b\nc: ] d\n"), []);
}

#[test]
fn an_item_ends_by_the_column_of_its_dash() {
    let text = "a:\n-   b\n c\n-   |\n  title: d\n- |2\n   e\n-\n  >\n f\n";
    let expected = [pair("a", "b c"), pair("a", "title: d"), pair("a", " e"), pair("a", "f")];
    assert_eq!(shown(text), expected);
}

#[test]
fn lines_are_folded_as_the_specification_says() {
    for (text, value) in [
        ("a: >\n  one\n    two\n  three\n  four\n\n\n  five\n", "one\n  two\nthree four\n\nfive"),
        ("a: >2\n    one\n  two\n", "  one\ntwo"),
        ("a: |\n  one\n     \n  two\n", "one\n   \ntwo"),
        ("a: \"one\\\n  two \\\n\n  three\"\n", "onetwo \nthree"),
        ("a: \"one\\ \n  two\"\n", "one  two"),
        ("a: '\n  one\n\n  two\n  '\n", " one\ntwo "),
    ] {
        assert_eq!(shown(text), [pair("a", value)], "{text}");
    }
}

#[test]
fn collections_in_brackets_are_read_over_several_lines() {
    let text = "a: {\n  b: c d, # e }\n  \"f\":'g', h: [i, {k: l}, m: n\n    o],\n  p }\ntitle: q\n";
    let expected = [
        pair("a.b", "c d"),
        pair("a.f", "g"),
        pair("a.h", "i"),
        pair("a.h.k", "l"),
        pair("a.h.m", "n o"),
        pair("title", "q"),
    ];
    assert_eq!(shown(text), expected);
    for text in ["a: {{ b }}\n", "a: {% b %}\n", "a: [b c]d\n", "a: [!x b]\n", "a: {b c: d: e}\n", "a: [b\nc: d\n"] {
        assert_eq!((shown(text), left(text).len()), (vec![], 1), "{text}");
    }
}

#[test]
fn fields_that_repeat_others_are_told() {
    let text = "a: &x b\nc: *x # d\ne: {f: &y {g: h}}\ni:\n  <<: *y\nj: [*x, k]\nl: !m [*x]\n";
    let repeats: Vec<_> =
        read(text, 0..text.len()).repeats.into_iter().map(|repeat| (repeat.of, repeat.path)).collect();
    let expected = [("a", "c"), ("e.f", "i"), ("a", "j"), ("a", "*")];
    assert_eq!(repeats, expected.map(|(of, path)| (of.to_owned(), path.to_owned())));
}

#[test]
fn a_name_that_is_given_again_means_the_last_before() {
    let text = "a: &x b\nc: *x\nd: &x e\nf: {g: [*x]}\nh: &x [i, *x]\n";
    let repeats: Vec<_> =
        read(text, 0..text.len()).repeats.into_iter().map(|repeat| (repeat.of, repeat.path)).collect();
    assert_eq!(repeats, [("a", "c"), ("d", "f.g"), ("h", "h")].map(|(of, path)| (of.to_owned(), path.to_owned())));
}

#[test]
fn a_no_break_space_is_part_of_a_text() {
    for value in ["b\u{a0}", "\u{a0}b", "b\u{a0}:\u{a0}", "b \u{a0} c"] {
        assert_eq!(shown(&format!("a: {value} # d\n")), [pair("a", value)], "{value}");
        assert_eq!(doubtful(&format!("a: {value}\n"), 0..4 + value.len()), None, "{value}");
    }
    assert_eq!(shown("a: b\n  \u{a0}c\n"), [pair("a", "b \u{a0}c")]);
    assert_eq!(shown("a: 'b'\u{a0}\n"), []);
}

#[test]
fn a_key_that_is_too_long_is_none() {
    let long = "k".repeat(1025);
    assert_eq!(shown(&format!("{long}: b\n")), []);
    assert_eq!(shown(&format!("a: {{{long}: b}}\n")), []);
    assert_eq!(shown(&format!("{}: b\n", long.split_at(1).1)).len(), 1);
}

#[test]
fn strings_are_what_both_versions_of_yaml_take_for_strings() {
    for text in ["yes", "1.5", "2026-11-27", "2026-11-27 10:00:00", "0x1F", "-0b1", "12:30", "+.inf", "=", "~"] {
        assert_eq!(shown(&format!("a: {text}\n")), [], "{text}");
    }
    for text in ["1.5 a", "2024 - 2025", "0xyz", "E5", "T1", "y", "None", "a=b"] {
        assert_eq!(shown(&format!("a: {text}\n")), [pair("a", text)], "{text}");
    }
}
