//! Catalogues through the public door: what is accepted comes back byte for byte, what is not is refused with a place.

use concordia::po::{Catalogue, PoErrorKind, Slot};

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=n != 1;\\n\"\n\n";

/// Reads a catalogue and asserts that it is written back as it was, kept and edited.
fn kept(text: &str) -> Catalogue {
    let catalogue = Catalogue::parse(text.as_bytes().to_vec()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let slots: Vec<Slot> = (0..catalogue.len()).map(Slot::Keep).collect();
    assert_eq!(String::from_utf8_lossy(&catalogue.rebuild(&slots)), text);
    let edited: Vec<Slot> = catalogue.entries().map(|entry| Slot::Put(entry.to_message())).collect();
    let rewritten = Catalogue::parse(catalogue.rebuild(&edited)).unwrap();
    let messages = |catalogue: &Catalogue| catalogue.entries().map(|entry| entry.to_message()).collect::<Vec<_>>();
    assert_eq!(messages(&rewritten), messages(&catalogue));
    let again: Vec<Slot> = messages(&rewritten).into_iter().map(Slot::Put).collect();
    assert_eq!(rewritten.rebuild(&again), rewritten.bytes());
    catalogue
}

fn refused(text: &[u8]) -> (PoErrorKind, usize, usize, String) {
    let error = Catalogue::parse(text.to_vec()).expect_err(&String::from_utf8_lossy(text));
    assert!(!error.hint.is_empty());
    (error.kind, error.line, error.column, error.message)
}

#[test]
fn a_comment_behind_a_vertical_tab_is_a_comment() {
    let catalogue = kept("\u{b}# note\n\u{b}#, fuzzy\n\u{c}#| msgid \"old\"\nmsgid \"a\"\nmsgstr \"b\"\n");
    let message = catalogue.entry(0).unwrap().to_message();
    assert!(message.is_fuzzy());
    assert_eq!(message.translator_comments().collect::<Vec<_>>(), ["note"]);
    assert_eq!(message.previous.unwrap().id, "old");
    let catalogue = kept("#~ \u{b}\u{b}\n# note\nmsgid \"a\"\nmsgstr \"b\"\n");
    assert_eq!(catalogue.entry(0).unwrap().to_message().comments, ["# note"]);
    let catalogue = kept("# note\r\r\r\nmsgid \"a\"\nmsgstr \"b\"\n");
    assert_eq!(catalogue.entry(0).unwrap().to_message().comments, ["# note"]);
}

#[test]
fn a_comment_behind_a_text_flags_nothing() {
    let text = "#| msgid \"x\" #, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n";
    let catalogue = Catalogue::parse(text.as_bytes().to_vec()).unwrap();
    let entry = catalogue.entry(0).unwrap();
    assert!(!entry.is_fuzzy() && !entry.to_message().is_fuzzy());
    assert_eq!(catalogue.rebuild(&[Slot::Keep(0)]), text.as_bytes());
    let text = "msgid \"a\"\nmsgstr \"b\" #, fuzzy\nmsgid \"c\"\nmsgstr \"d\"\n";
    let catalogue = Catalogue::parse(text.as_bytes().to_vec()).unwrap();
    for (place, is_fuzzy) in [(0, false), (1, true)] {
        let entry = catalogue.entry(place).unwrap();
        assert_eq!((entry.is_fuzzy(), entry.to_message().is_fuzzy()), (is_fuzzy, is_fuzzy), "{place}");
    }
}

#[test]
fn obsolete_entries_stay_with_everything_they_carry() {
    let catalogue = kept(
        "#~ msgid \"a\"\n#~ msgstr \"b\"\n\n# note\n#, fuzzy\n#~| msgctxt \"old\"\n#~| msgid \"\"\n#~| \"was\\n\"\n#~| \"so\"\n#~ msgctxt \"c\"\n#~ msgid \"\"\n#~ \"a\\n\"\n#~ \"b\"\n#~ msgid_plural \"c\"\n#~ msgstr[0] \"d\"\n#~ msgstr[1] \"\"\n#~ \"e\"\n",
    );
    let entry = catalogue.entry(1).unwrap();
    assert!(entry.is_obsolete() && entry.is_fuzzy() && entry.is_translated());
    assert_eq!(entry.id(), "a\nb");
    assert_eq!(entry.forms(), ["d", "e"]);
    let previous = entry.previous().unwrap();
    assert_eq!((previous.context.as_deref(), previous.id.as_str()), (Some("old"), "was\nso"));
    assert_eq!(entry.translator_comments().collect::<Vec<_>>(), ["note"]);
    kept("#~ # note\n#~ #, fuzzy\n#~ msgid \"a\"\n#~ msgstr \"b\"\n");
    kept("#~ msgid \"a\"\n#~\n#~ msgstr \"b\"\n#~\n#~ msgid \"c\"\n#~ msgstr \"d\"\n#~");
}

#[test]
fn previous_sources_stay() {
    let catalogue = kept(
        "#| msgctxt \"c\"\n#| msgid \"old\"\n#| msgid_plural \"olds\"\n#, fuzzy\nmsgctxt \"c\"\nmsgid \"new\"\nmsgid_plural \"news\"\nmsgstr[0] \"x\"\nmsgstr[1] \"y\"\n",
    );
    let previous = catalogue.entry(0).unwrap().previous().unwrap();
    assert_eq!(previous.id_plural.as_deref(), Some("olds"));
}

#[test]
fn headers_stay_with_unknown_fields_and_flags() {
    let catalogue = kept(&format!("# Danish team\n#, fuzzy\n{HEADER}msgid \"a\"\nmsgstr \"b\"\n"));
    assert_eq!(catalogue.header().get("plural-forms"), Some("nplurals=2; plural=n != 1;"));
    assert_eq!(catalogue.header().form_count(), Some(2));
    assert_eq!(catalogue.len(), 1);
    kept("msgid \"\"\nmsgstr \"\"\n\"Report-Msgid-Bugs-To: \\n\"\n\"X-Poedit-Bookmarks: -1,2\\n\"\n\"stray\\n\"\n");
    let late = kept(&format!("msgid \"a\"\nmsgstr \"b\"\n\n{HEADER}msgid \"c\"\nmsgstr \"d\"\n"));
    assert_eq!((late.len(), late.header().form_count()), (2, Some(2)));
}

#[test]
fn flags_stay_in_place_and_order() {
    let catalogue =
        kept("#= sticky, odd\n#, machine-draft, c-format,fuzzy\n#,range: 0..10\nmsgid \"a\"\nmsgstr \"b\"\n");
    let entry = catalogue.entry(0).unwrap();
    let flags: Vec<_> = entry.flags().map(|flag| flag.into_owned()).collect();
    assert_eq!(flags, ["sticky", "odd", "machine-draft", "c-format", "fuzzy", "range: 0..10"]);
    assert!(entry.is_fuzzy());
}

#[test]
fn an_empty_context_is_not_an_absent_one() {
    let catalogue = kept(
        "msgctxt \"\"\nmsgid \"a\"\nmsgstr \"1\"\n\nmsgid \"a\"\nmsgstr \"2\"\n\nmsgctxt \"c\"\nmsgid \"\"\nmsgstr \"3\"\n",
    );
    assert_eq!(catalogue.find(None, "a"), Some(1));
    assert_eq!(catalogue.find(Some(""), "a"), Some(0));
    assert_eq!(catalogue.find(Some("c"), ""), Some(2));
    assert!(catalogue.entry(0).unwrap().context_eq(Some("")) && !catalogue.entry(0).unwrap().context_eq(None));
}

#[test]
fn entries_need_no_blank_lines_between() {
    let catalogue = kept(
        "#\n# first line\nmsgid \"a\"\nmsgstr \"A\"\nmsgid \"b\"\nmsgstr \"B\"\n#\n#: x\nmsgid \"c\"\nmsgstr \"C\"\n#",
    );
    let forms: Vec<_> = catalogue.entries().map(|entry| entry.form(0).into_owned()).collect();
    assert_eq!(forms, ["A", "B", "C"]);
    kept("msgid \"a\" msgstr \"b\" msgid \"c\"\nmsgstr \"\" \"d\"");
}

#[test]
fn blanks_and_their_absence_are_kept() {
    let catalogue = kept(
        "#,fuzzy\n#:x\n#.y\n#z\n\tmsgid\t\"a\"\n  msgstr\"b\"  \n   \"c\"\t\n\n\n  # late\n\nmsgid \"d\"\nmsgstr\n\"e\"\n\n\n",
    );
    assert_eq!(catalogue.entry(0).unwrap().form(0), "bc");
    assert_eq!(catalogue.entry(0).unwrap().references().collect::<Vec<_>>(), ["x"]);
    assert_eq!(catalogue.entry(1).unwrap().translator_comments().collect::<Vec<_>>(), ["late"]);
    assert_eq!(catalogue.entry(1).unwrap().form(0), "e");
}

#[test]
fn many_forms_and_long_lines_are_read_whole() {
    let forms: String = (0..12).map(|n| format!("msgstr[{n}] \"f{n}\"\n")).collect();
    let catalogue = kept(&format!("msgid \"a\"\nmsgid_plural \"b\"\n{forms}"));
    assert_eq!(catalogue.entry(0).unwrap().form(11), "f11");
    assert_eq!(catalogue.entry(0).unwrap().form_line(11), 14);
    let long = "ø".repeat(150_000);
    let catalogue = kept(&format!("msgid \"a\"\nmsgstr \"{long}\"\n"));
    assert_eq!(catalogue.entry(0).unwrap().form(0), long);
}

#[test]
fn every_escape_is_understood() {
    let catalogue = kept("msgid \"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\x41\\101\\303\\251\"\nmsgstr \"tab\there\"\n");
    assert!(catalogue.entry(0).unwrap().id_eq("\u{7}\u{8}\u{c}\n\r\t\u{b}\\\"AAé"));
    assert_eq!(catalogue.entry(0).unwrap().form(0), "tab\there");
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let catalogue = kept(
        "\u{feff}msgid \"\"\r\nmsgstr \"Language: da\\n\"\r\n\r\n# c\r\n#, fuzzy\r\nmsgid \"a\"\r\nmsgstr \"\"\r\n\"b\"\r\n",
    );
    assert_eq!(catalogue.entry(0).unwrap().form(0), "b");
    assert_eq!(catalogue.entry(0).unwrap().translator_comments().collect::<Vec<_>>(), ["c"]);
    let mut message = catalogue.entry(0).unwrap().to_message();
    message.forms = vec!["x\ny".to_owned()];
    let written = String::from_utf8(catalogue.rebuild(&[Slot::Put(message)])).unwrap();
    assert!(written.starts_with("\u{feff}msgid \"\"\r\n"));
    assert!(written.ends_with("msgstr \"\"\r\n\"x\\n\"\r\n\"y\"\r\n"));
}

#[test]
fn comments_and_isolated_references_stay() {
    kept(
        "#: \u{2068}a b.md\u{2069}:3 c.md:4\n#.\n#.   indented\n#   two\nmsgid \"a\"\nmsgstr \"b\"\n\n# tail\n#. of the file\n",
    );
}

#[test]
fn nothing_is_something() {
    for text in ["", "\n\n", "# only\n", "\u{feff}", "\u{feff}\n# x"] {
        assert!(kept(text).is_empty());
    }
}

#[test]
fn broken_syntax_is_refused_with_its_place() {
    use PoErrorKind::Syntax;
    let cases: [(&str, usize, usize); 16] = [
        ("msgid \nmsgstr \"x\"\n", 2, 1),
        ("msgid \"a\nmsgstr \"x\"\n", 1, 7),
        ("msgid \"a\"\nmsgstr \"x\\q\"\n", 2, 10),
        ("msgid \"a\"\nmsgstr \"x\"\ngarbage\n", 3, 1),
        ("msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"x\"\n", 1, 1),
        ("msgid \"a\"\n# mid\nmsgstr \"x\"\n", 1, 1),
        ("msgid \"a\"", 1, 1),
        ("msgctxt \"a\"\nmsgstr \"x\"\n", 2, 1),
        ("\"a\"\n", 1, 1),
        ("msgstr \"a\"\n", 1, 1),
        ("msgid \"a\"\nmsgstr[0] \"x\"\n", 2, 1),
        ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"x\"\n", 3, 1),
        ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"x\"\n", 3, 1),
        ("msgid \"a\"\n#~ msgstr \"x\"\n", 2, 1),
        ("domain \"x\"\n", 1, 1),
        ("msgid \"a\"\nmsgstr \"x\" y\n", 2, 12),
    ];
    for (text, line, column) in cases {
        let (kind, at_line, at_column, message) = refused(text.as_bytes());
        assert_eq!((kind, at_line, at_column), (Syntax, line, column), "{text}: {message}");
    }
}

#[test]
fn a_comment_hides_no_entry_behind_a_carriage_return() {
    let file = "msgid \"a\"\nmsgstr \"b\"\n\n#. heading\nmsgid \"c\"\nmsgstr \"d\"\n".replace('\n', "\r");
    let (kind, line, column, message) = refused(file.as_bytes());
    assert_eq!((kind, line, column), (PoErrorKind::Syntax, 1, 34));
    assert!(message.contains("carriage return"), "{message}");
    kept(&file.replace("#. heading", ""));
    kept("# one\r# two\r\nmsgid \"a\"\r\nmsgstr \"b\"\r\n");
}

#[test]
fn conflict_markers_are_named() {
    for marker in ["<<<<<<< HEAD", "=======", ">>>>>>> branch", "||||||| base"] {
        let text = format!("msgid \"a\"\n{marker}\nmsgstr \"x\"\n");
        let (kind, line, ..) = refused(text.as_bytes());
        assert_eq!((kind, line), (PoErrorKind::ConflictMarkers, 2));
    }
}

#[test]
fn bytes_of_no_character_are_named() {
    let (kind, line, column, message) = refused(b"msgid \"a\"\n# \xc3\xa9 \xe9\nmsgstr \"b\"\n");
    assert_eq!((kind, line, column), (PoErrorKind::Encoding, 2, 5));
    assert!(message.contains("0xE9"), "{message}");
    assert_eq!(refused(b"msgid \"a\\xe9\"\nmsgstr \"b\"\n").0, PoErrorKind::Encoding);
    for nul in [&b"msgid \"a\0\"\nmsgstr \"b\"\n"[..], b"msgid \"a\\000\"\nmsgstr \"b\"\n"] {
        let (kind, _, _, message) = refused(nul);
        assert!(
            kind == PoErrorKind::Encoding && (message.contains("NUL") || message.contains("zero byte")),
            "{message}"
        );
    }
    assert_eq!(refused(b"\xff\xfem\0s\0").0, PoErrorKind::Encoding);
}

#[test]
fn wrong_numbers_of_forms_are_refused() {
    let entry = |flags: &str, forms: &str| format!("{HEADER}{flags}msgid \"a\"\nmsgid_plural \"b\"\n{forms}");
    let (kind, line, ..) = refused(entry("", "msgstr[0] \"x\"\n").as_bytes());
    assert_eq!((kind, line), (PoErrorKind::PluralForms, 6));
    kept(&entry("#, fuzzy\n", "msgstr[0] \"x\"\n"));
    kept(&entry("", "msgstr[0] \"\"\nmsgstr[1] \"\"\nmsgstr[2] \"\"\n"));
}

#[test]
fn editing_one_entry_changes_one_entry() {
    let text = format!(
        "{HEADER}# one\nmsgid \"a\"\nmsgstr \"A\"\n\nmsgid \"b\"\nmsgstr \"\"\n\"B\"\n\n\n# three\nmsgid \"c\"\nmsgstr \"C\"\n"
    );
    let catalogue = kept(&text);
    let mut message = catalogue.entry(1).unwrap().to_message();
    message.forms = vec!["neu".to_owned()];
    let written = catalogue.rebuild(&[Slot::Keep(0), Slot::Put(message), Slot::Keep(2)]);
    assert_eq!(String::from_utf8(written).unwrap(), text.replace("\"\"\n\"B\"\n\n\n", "\"neu\"\n\n"));
}

#[test]
fn entries_move_and_leave_without_stray_lines() {
    let text = format!("{HEADER}msgid \"a\"\nmsgstr \"A\"\n\nmsgid \"b\"\nmsgstr \"B\"\n\nmsgid \"c\"\nmsgstr \"C\"");
    let catalogue = kept(&text);
    let order = |slots: &[Slot]| String::from_utf8(catalogue.rebuild(slots)).unwrap();
    assert_eq!(order(&[Slot::Keep(0)]), format!("{HEADER}msgid \"a\"\nmsgstr \"A\"\n"));
    assert_eq!(
        order(&[Slot::Keep(2), Slot::Keep(0)]),
        format!("{HEADER}msgid \"c\"\nmsgstr \"C\"\n\nmsgid \"a\"\nmsgstr \"A\"\n")
    );
    assert_eq!(order(&[]), HEADER.trim_end().to_owned() + "\n");
}

#[test]
fn other_character_sets_are_read_and_become_utf8_when_edited() {
    let mut bytes =
        b"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-2\\n\"\n\nmsgid \"a\"\nmsgstr \"".to_vec();
    bytes.extend_from_slice(b"\xbf\xf3\xb3w\"\n");
    let catalogue = Catalogue::parse(bytes.clone()).unwrap();
    assert_eq!(catalogue.entry(0).unwrap().form(0), "żółw");
    assert_eq!(catalogue.converted_from(), Some("ISO-8859-2"));
    assert_eq!(catalogue.rebuild(&[Slot::Keep(0)]), bytes);
    let edited = catalogue.rebuild(&[Slot::Put(catalogue.entry(0).unwrap().to_message())]);
    assert_eq!(
        String::from_utf8(edited).unwrap(),
        "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"a\"\nmsgstr \"żółw\"\n"
    );
}

#[test]
fn wrong_declarations_are_refused() {
    let with = |charset: &str, form: &[u8]| {
        let mut bytes =
            format!("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset={charset}\\n\"\n\nmsgid \"a\"\nmsgstr \"")
                .into_bytes();
        bytes.extend_from_slice(form);
        bytes.extend_from_slice(b"\"\n");
        bytes
    };
    for (charset, form, line) in [
        ("ISO-8859-1", "é".as_bytes(), 5),
        ("us-ascii", "é".as_bytes(), 5),
        ("KLINGON", b"\xe9", 1),
        ("UTF-8", b"\xe9", 5),
        ("EUC-JP", b"\xff\xff", 5),
    ] {
        let (kind, at_line, _, message) = refused(&with(charset, form));
        assert_eq!((kind, at_line), (PoErrorKind::Encoding, line), "{charset}: {message}");
    }
    for charset in ["ISO-8859-1", "ASCII", "CHARSET", "UTF-8", "KLINGON"] {
        assert!(Catalogue::parse(with(charset, b"plain")).is_ok(), "{charset}");
    }
}

/// Reads, rewrites and compares every catalogue below the folder `CONCORDIA_CORPUS`, beside GNU gettext.
#[test]
#[ignore = "needs CONCORDIA_CORPUS, a folder of real catalogues, and GNU gettext"]
fn real_catalogues_come_back_and_agree_with_gettext() {
    let Some(folder) = std::env::var_os("CONCORDIA_CORPUS").map(std::path::PathBuf::from) else { return };
    let msgcat = |path: &std::path::Path| {
        let output = std::process::Command::new("msgcat").args(["--no-wrap", "--force-po"]).arg(path).output().unwrap();
        output.status.success().then_some(output.stdout)
    };
    let (mut files, mut entries, mut refused, mut compared, mut stable, mut wrong) = (0, 0, vec![], 0, 0, vec![]);
    for inside in concordia::store::list(&folder, &["po", "pot"]).unwrap() {
        let path = folder.join(&inside);
        let bytes = std::fs::read(&path).unwrap();
        files += 1;
        let catalogue = match Catalogue::parse(bytes.clone()) {
            Ok(catalogue) => catalogue,
            Err(error) => {
                let verdict = if msgcat(&path).is_some() { "gettext accepts it" } else { "gettext refuses it too" };
                refused.push(format!("{}:{error} ({verdict})", inside.display()));
                continue;
            }
        };
        entries += catalogue.len();
        let slots: Vec<Slot> = (0..catalogue.len()).map(Slot::Keep).collect();
        assert!(catalogue.rebuild(&slots) == bytes, "{}", path.display());
        let Some(theirs) = msgcat(&path) else { continue };
        let edited: Vec<Slot> = catalogue.entries().map(|entry| Slot::Put(entry.to_message())).collect();
        let rewritten = catalogue.rebuild(&edited);
        // Templates are judged by their extension.
        let temporary = std::env::temp_dir().join(format!("concordia-corpus-{}", std::process::id()));
        let temporary = temporary.with_extension(path.extension().unwrap());
        std::fs::write(&temporary, &rewritten).unwrap();
        let ours = msgcat(&temporary).unwrap_or_default();
        std::fs::remove_file(&temporary).unwrap();
        compared += 1;
        stable += usize::from(ours == rewritten);
        let is_utf8 = catalogue.header().charset().is_none_or(|charset| charset.eq_ignore_ascii_case("UTF-8"));
        if is_utf8 && ours != theirs {
            wrong.push(inside.display().to_string());
        }
    }
    println!(
        "{files} files, {entries} entries, {} refused, {compared} compared, {} differ",
        refused.len(),
        wrong.len()
    );
    println!("{stable} rewritten files are stable under msgcat --no-wrap to the last byte");
    println!("{}\ndiffer:\n{}", refused.join("\n"), wrong.join("\n"));
    assert!(wrong.is_empty());
}

#[test]
fn a_previous_source_is_read_as_it_is_written_or_refused() {
    let entry = "msgid \"b\"\nmsgstr \"c\"\n";
    for previous in ["#| msgid \"a\"\n", "#| msgid\n#| \"a\"\n#| \"\"\n", "#| msgctxt \"x\"\n#| msgid \"a\"\n"] {
        let catalogue = Catalogue::parse(format!("{previous}{entry}").into_bytes()).unwrap();
        let message = catalogue.entry(0).unwrap().to_message();
        assert_eq!(message.previous.as_ref().unwrap().id, "a", "{previous}");
    }
    for previous in [
        // Found by fuzzing: the text in the comment was taken for the previous source.
        "#| msgid # \"\\0\"\n#| \"a\"\n",
        "#| msgid\n# x \"y\"\n",
        "#| msgid \"a\"\n# x\n#| \"b\"\n",
        "#| msgid \"a\" # x\n#| \"b\"\n",
        "#| msgid \"a\" #| \"b\"\n",
        "#| msgctxt \"a\" msgid \"b\"\n",
        "#| \"a\"\n",
        "#~| msgid \"a\"\n#~\n#~| \"b\"\n",
        "#| msgid\n",
    ] {
        assert!(Catalogue::parse(format!("{previous}{entry}").into_bytes()).is_err(), "{previous}");
    }
}
