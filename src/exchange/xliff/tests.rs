//! Both generations as tools write them, and what must be refused.

use super::*;

const ONE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0">
  <file original="rules.md" source-language="en" target-language="da" datatype="plaintext">
    <header><note>of the file</note><sdl:ref-files/></header>
    <body>
      <group id="g1">
        <trans-unit id="1" resname="nav-home" approved="yes" maxwidth="24" size-unit="char">
          <source>Go <g id="1" ctype="bold">home</g> &amp; <x id="2" equiv-text="{name}"/> &lt;b&gt;</source>
          <seg-source><mrk mtype="seg" mid="1">Go</mrk></seg-source>
          <target state="translated">Gå <g id="1">hjem</g> &amp; <x id="2"/> &#38;</target>
          <note from="x"> A button. </note>
          <alt-trans><source>old</source><target>gammel</target></alt-trans>
          <sdl:seg-defs><sdl:source>no</sdl:source></sdl:seg-defs>
        </trans-unit>
      </group>
      <trans-unit id="2"><source>Press <ph id="1">&lt;br/><sub>x</sub></ph> <bpt id="2">{b}</bpt>now<ept id="2">{/b}</ept></source></trans-unit>
      <trans-unit id="3" translate="no"><source>skip</source></trans-unit>
      <group translate="no"><trans-unit id="4"><source>skip</source></trans-unit></group>
      <trans-unit id="5"><source>a</source><target state="needs-review-translation">b</target></trans-unit>
      <trans-unit id="6"><source>a</source><target/></trans-unit>
      <trans-unit id="7"><source><![CDATA[<a> & b]]></source><target state="new">x</target></trans-unit>
    </body>
  </file>
</xliff>
"#;

const TWO: &str = r##"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="pl" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0">
 <file id="f1">
  <notes><note>of the file</note></notes>
  <group id="g"><unit id="u1" name="nav-home">
    <mtc:matches><mtc:match ref="#1"><source>no</source><target>nie</target></mtc:match></mtc:matches>
    <notes><note id="n1">A button.</note><note>Short.</note></notes>
    <originalData><data id="d1">&lt;b></data></originalData>
    <segment id="s1" state="reviewed"><source>One <pc id="1" dataRefStart="d1">two</pc><ph id="2" disp="{x}"/></source><target>Jeden <pc id="1">dwa</pc><ph id="2"/></target></segment>
    <ignorable><source> </source></ignorable>
    <segment state="translated" subState="poedit:fuzzy"><source><sc id="3"/>T<cp hex="001a"/>hree<ec startRef="3"/></source><target>Trzy</target></segment>
    <segment id="s3"><source><mrk id="m1" type="term">Four</mrk></source></segment>
  </unit></group>
  <unit id="u2"><segment state="final"><source>a</source><target>b</target></segment></unit>
 </file>
</xliff>"##;

fn parsed(text: &str) -> Package {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn error(text: &str) -> XliffError {
    read(text.as_bytes()).expect_err("it cannot be read")
}

fn one(body: &str) -> String {
    format!("<xliff version=\"1.2\">\n<file original=\"x\"><body>\n{body}\n</body></file></xliff>")
}

#[test]
fn the_first_generation_is_read() {
    let package = parsed(ONE);
    assert_eq!(package.version, Version::One);
    assert_eq!(package.files.len(), 1);
    assert_eq!(package.files[0].original, "rules.md");
    assert_eq!(package.files[0].target_language.as_deref(), Some("da"));
    let ids: Vec<(&str, SegmentState)> =
        package.segments.iter().map(|segment| (segment.id.as_str(), segment.state)).collect();
    assert_eq!(
        ids,
        [
            ("1", SegmentState::Final),
            ("2", SegmentState::New),
            ("5", SegmentState::NeedsReview),
            ("6", SegmentState::New),
            ("7", SegmentState::NeedsReview)
        ]
    );
    let first = &package.segments[0];
    assert_eq!(first.source, "Go <g1>home</g1> & <x2/> <b>");
    assert_eq!(first.target.as_deref(), Some("Gå <g1>hjem</g1> & <x2/> &"));
    assert_eq!((first.context.as_deref(), first.line, first.max_length), (Some("nav-home"), 7, Some(24)));
    assert_eq!(first.notes, ["A button."]);
    assert_eq!(package.segments[1].source, "Press <ph1/> <bpt2/>now<ept2/>");
    assert_eq!(package.segments[3].target, None);
    assert_eq!(package.segments[4].source, "<a> & b");
}

#[test]
fn the_second_generation_is_read() {
    let package = parsed(TWO);
    assert_eq!(package.version, Version::Two);
    assert_eq!(package.files[0].target_language.as_deref(), Some("pl"));
    let found: Vec<(&str, &str, Option<&str>, SegmentState)> = package
        .segments
        .iter()
        .map(|segment| (segment.id.as_str(), segment.source.as_str(), segment.target.as_deref(), segment.state))
        .collect();
    assert_eq!(
        found,
        [
            ("u1/s1", "One <pc1>two</pc1><ph2/>", Some("Jeden <pc1>dwa</pc1><ph2/>"), SegmentState::Reviewed),
            ("u1/2", "<sc3/>T\u{fffd}hree<ec3/>", Some("Trzy"), SegmentState::NeedsReview),
            ("u1/s3", "Four", None, SegmentState::New),
            ("u2", "a", Some("b"), SegmentState::Final),
        ]
    );
    assert_eq!(package.segments[0].notes, ["A button.", "Short."]);
    assert_eq!(package.segments[0].line, 8);
}

#[test]
fn prefixes_and_missing_namespaces_do_not_matter() {
    let prefixed = "<x:xliff version=\"1.2\" xmlns:x=\"urn:oasis:names:tc:xliff:document:1.2\"><x:file><x:body>\
        <x:trans-unit id=\"1\"><x:source>a</x:source></x:trans-unit></x:body></x:file></x:xliff>";
    assert_eq!(parsed(prefixed).segments.len(), 1);
    assert_eq!(parsed(&one("<trans-unit id=\"1\"><source>a</source></trans-unit>")).segments[0].line, 3);
    assert!(parsed(&one("")).segments.is_empty());
}

#[test]
fn doctypes_and_entities_are_refused() {
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>\n{ONE}");
    assert!(error(&bomb).message.contains("DOCTYPE"));
    let foreign = error(&one("<trans-unit id=\"1\"><source>\n&b;</source></trans-unit>"));
    assert_eq!((foreign.line, foreign.message.as_str()), (4, "read the XML: the entity `&b;` is not defined"));
    assert!(read(one("<trans-unit id=\"&b;\"><source/></trans-unit>").as_bytes()).is_err());
}

#[test]
fn what_is_no_whole_xliff_is_refused_with_its_line() {
    for (text, line, part) in [
        ("", 1, "no root"),
        ("hello", 1, "outside the root"),
        ("<html/>", 1, "the root is <html>"),
        ("<xliff version=\"3.0\"/>", 1, "version `3.0`"),
        ("<xliff/>", 1, "version ``"),
        ("<xliff version=\"1.2\">\n<file>", 2, "end is missing"),
        ("<xliff version=\"1.2\"/>\n<xliff version=\"1.2\"/>", 2, "more than one root"),
        ("<xliff version=\"1.2\">\n</file></xliff>", 2, "read the XML"),
        ("<xliff version=\"1.2\">\n<trans-unit/></xliff>", 2, "wrong place"),
        ("<xliff version=\"1.2\" a=\"1\" a=\"2\"/>", 1, "read the XML"),
    ] {
        let error = error(text);
        assert_eq!(error.line, line, "{text}: {error}");
        assert!(error.message.contains(part), "{text}: {error}");
    }
    assert!(error(&one("<trans-unit id=\"1\"><target>a</target></trans-unit>")).message.contains("no <source>"));
    assert!(error(&one("<trans-unit id=\"1\"><source><b>x</b></source></trans-unit>")).message.contains("<b>"));
}

#[test]
fn deep_and_long_files_are_refused() {
    let deep = one(&format!("{}{}", "<group>".repeat(300), "</group>".repeat(300)));
    assert!(error(&deep).message.contains("nest"));
    let skipped = one(&format!("{}{}", "<y>".repeat(300_000), "</y>".repeat(300_000)));
    assert!(error(&skipped).message.contains("nest"));
    let long = one(&format!("<trans-unit id=\"1\"><source>{}</source></trans-unit>", "x".repeat(5 << 20)));
    assert!(error(&long).message.contains("longer"));
}

#[test]
fn names_of_codes_cannot_end_their_tag() {
    let package = parsed(&one("<trans-unit id=\"1\"><source><x id=\"a/> b\"/></source></trans-unit>"));
    assert_eq!(package.segments[0].source, "<xa___b/>");
}

#[test]
fn cut_files_never_panic() {
    for text in [ONE, TWO] {
        for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
            let _ = read(&text.as_bytes()[..end]);
            let _ = read(&text.as_bytes()[end..]);
        }
    }
}
