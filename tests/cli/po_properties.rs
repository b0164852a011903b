//! Properties of reading and writing catalogues, on made-up files. `PROPTEST_CASES` sets how many.

use concordia::po::{Catalogue, Message, Previous, Slot, lint};
use proptest::prelude::*;

/// Pieces of catalogues, whole and broken, that are strung together to files.
const PIECES: [&str; 44] = [
    "msgid \"",
    "msgid \"a\"\n",
    "msgid \"b\"\n",
    "msgid \"\"\n",
    "msgstr \"\"\n",
    "msgstr \"x\"\n",
    "msgstr \"ø\\n\"\n",
    "msgctxt \"\"\n",
    "msgctxt \"c\"\n",
    "msgid_plural \"as\"\n",
    "msgstr[0] \"x\"\n",
    "msgstr[1] \"y\"\n",
    "msgstr[ 2 ] \"\"\n",
    "\"more\"\n",
    "\"\\t\\\"\\x41\\303\\251\"\n",
    "\"\\303\"\n",
    "\"\\251\"\n",
    "\"\\q\"\n",
    "#~ msgid \"a\"\n",
    "#~ msgstr \"o\"\n",
    "#~ \"more\"\n",
    "#~| msgid \"old\"\n",
    "#| msgid \"old\"\n",
    "#| \"er\"\n",
    "#, fuzzy\n",
    "#, c-format, fuzzy\n",
    "#= fuzzy\n",
    "#~ # note\n",
    "#~\n",
    "# note\n",
    "#\n",
    "#. text\n",
    "#: a.md:3\n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "\u{feff}",
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> x\n",
    "\"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n",
    "\"Plural-Forms: nplurals=2; plural=n!=1;\\n\"\n",
];

fn assembled() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        12 => (0..PIECES.len()).prop_map(|place| PIECES[place].as_bytes().to_vec()),
        4 => Just(b"msgid \"k\"\nmsgstr \"v\"\n\n".to_vec()),
        1 => "[ -~\u{e9}\n]{0,8}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 1..4),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-z \u{e9}\u{3b1}\u{1f600}]{0,12}", 1 => "[ -~\n\t\r\\\\\"\u{7}\u{8}\u{b}\u{c}\u{1b}\u{2028}]{0,12}"]
}

fn message() -> impl Strategy<Value = Message> {
    let previous = (prop::option::of(text()), text(), prop::option::of(text()));
    let previous = previous.prop_map(|(context, id, id_plural)| Previous { context, id, id_plural });
    let comment = prop_oneof![
        "# [a-z.:,~|=]{0,6}",
        "#\\. [a-z]{0,6}",
        "#: [a-z.]{0,6}",
        "#, [a-z]{1,5}(, fuzzy)?",
        "#= [a-z]{1,5}"
    ];
    let comments = prop::collection::vec(comment, 0..4);
    let forms = prop::collection::vec(text(), 1..5);
    let key = (prop::option::of(text()), text(), prop::option::of(text()));
    (key, forms, prop::option::of(previous), comments, any::<bool>()).prop_map(
        |((context, id, id_plural), mut forms, previous, comments, is_obsolete)| {
            if id_plural.is_none() {
                forms.truncate(1);
            }
            // A bare empty id is the header.
            let id = if id.is_empty() && context.is_none() { "h".to_owned() } else { id };
            Message { context, id, id_plural, forms, previous, comments, is_obsolete }
        },
    )
}

fn messages() -> impl Strategy<Value = Vec<Message>> {
    prop::collection::vec(message(), 1..6).prop_map(|all| {
        let mut seen = std::collections::HashSet::new();
        all.into_iter().filter(|message| seen.insert((message.context.clone(), message.id.clone()))).collect()
    })
}

fn read(catalogue: &Catalogue) -> Vec<Message> {
    catalogue.entries().map(|entry| entry.to_message()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_accepted_comes_back_byte_for_byte(bytes in assembled()) {
        let _ = lint::lint(bytes.clone(), None, false);
        if let Ok(catalogue) = Catalogue::parse(bytes.clone()) {
            let keep: Vec<Slot> = (0..catalogue.len()).map(Slot::Keep).collect();
            prop_assert_eq!(catalogue.rebuild(&keep), bytes);
            let put: Vec<Slot> = read(&catalogue).into_iter().map(Slot::Put).collect();
            let rewritten = Catalogue::parse(catalogue.rebuild(&put)).unwrap();
            prop_assert_eq!(read(&rewritten), read(&catalogue));
            for (entry, message) in catalogue.entries().zip(read(&catalogue)) {
                prop_assert!(entry.id_eq(&message.id) && entry.context_eq(message.context.as_deref()));
                prop_assert_eq!(entry.is_fuzzy(), message.is_fuzzy());
                prop_assert_eq!(entry.is_translated(), message.is_translated());
                prop_assert_eq!(entry.key_hash(), concordia::po::key_hash(message.context.as_deref(), &message.id));
            }
        }
    }

    #[test]
    fn what_is_written_is_read(messages in messages(), has_crlf in any::<bool>()) {
        let start = if has_crlf { "# start\r\n\r\nmsgid \"\"\r\nmsgstr \"Language: da\\n\"\r\n" } else { "" };
        let start = Catalogue::parse(start.into()).unwrap();
        let put: Vec<Slot> = messages.iter().cloned().map(Slot::Put).collect();
        let catalogue = Catalogue::inspect(start.rebuild(&put)).catalogue.unwrap();
        prop_assert_eq!(&read(&catalogue), &messages);
        prop_assert!(put.is_empty() || catalogue.rebuild(&put) == catalogue.bytes());
    }

    #[test]
    fn editing_one_entry_changes_one_entry(messages in messages(), place in any::<prop::sample::Index>(), form in text()) {
        let put: Vec<Slot> = messages.iter().cloned().map(Slot::Put).collect();
        let catalogue = Catalogue::inspect(Catalogue::empty().rebuild(&put)).catalogue.unwrap();
        let place = place.index(messages.len());
        let mut slots: Vec<Slot> = (0..messages.len()).map(Slot::Keep).collect();
        let mut expected = messages;
        expected[place].forms[0] = form;
        slots[place] = Slot::Put(expected[place].clone());
        let edited = Catalogue::inspect(catalogue.rebuild(&slots)).catalogue.unwrap();
        prop_assert_eq!(read(&edited), expected);
        for (index, (old, new)) in catalogue.entries().zip(edited.entries()).enumerate() {
            prop_assert!(index == place || old.bytes().trim_ascii_end() == new.bytes().trim_ascii_end());
        }
    }
}

/// What the crate polib supports: no obsolete or repeated entries, no previous sources, no odd escapes.
fn simple() -> impl Strategy<Value = Vec<Message>> {
    let text = || "[a-z\u{e9}\u{3b1}]([a-z ,.\n\t\"\\\\]{0,10}[a-z])?";
    let message = (prop::option::of("[a-z]{1,4}"), text(), prop::option::of(text()), text(), text());
    prop::collection::vec(message, 1..8).prop_map(|all| {
        let mut seen = std::collections::HashSet::new();
        let kept = all.into_iter().filter(|(context, id, ..)| seen.insert((context.clone(), id.clone())));
        let build = |(context, id, id_plural, one, other): (Option<String>, String, Option<String>, String, String)| {
            let forms = if id_plural.is_some() { vec![one, other] } else { vec![one] };
            Message { context, id, id_plural, forms, ..Message::default() }
        };
        kept.map(build).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn polib_reads_the_same_values(messages in simple()) {
        let header = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=n!=1;\\n\"\n";
        let put: Vec<Slot> = messages.iter().cloned().map(Slot::Put).collect();
        let bytes = Catalogue::parse(header.into()).unwrap().rebuild(&put);
        let theirs = polib::po_file::parse_from_reader(bytes.as_slice()).unwrap();
        prop_assert_eq!(theirs.messages().count(), messages.len());
        for message in &messages {
            let found = theirs.find_message(message.context.as_deref(), &message.id, message.id_plural.as_deref());
            let Some(found) = found else { return Err(TestCaseError::fail(format!("{message:?} is not found"))) };
            let forms = match message.id_plural {
                Some(_) => found.msgstr_plural().unwrap().clone(),
                None => vec![found.msgstr().unwrap().to_owned()],
            };
            prop_assert_eq!(&forms, &message.forms);
        }
    }
}
