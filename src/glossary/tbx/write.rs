//! Writing TBX in three styles.

use crate::glossary::concept::gender_name;
use crate::glossary::{Concept, Term, TermKind, TermStatus, Termbase};

/// The dialect of a TBX file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TbxStyle {
    /// ISO 30042:2019, data categories as attributes (TBX-Basic).
    #[default]
    Dca,
    /// ISO 30042:2019, data categories as elements (TBX-Basic).
    Dct,
    /// The older martif, as IATE writes it and Weblate reads it.
    Martif,
}

/// Writes a termbase as TBX, two spaces deep, in the order of the termbase. The title of the file is `title`.
#[must_use]
pub fn write_tbx(base: &Termbase, style: TbxStyle, title: &str) -> String {
    let mut out = Writer { out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), depth: 0, style };
    let title = escape(title);
    match style {
        TbxStyle::Martif => {
            out.line("<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">");
            out.line("<martif type=\"TBX-Basic\" xml:lang=\"en\">");
            out.line(&format!(
                "<martifHeader><fileDesc><sourceDesc><p>{title}</p></sourceDesc></fileDesc></martifHeader>"
            ));
        }
        TbxStyle::Dca => {
            out.line("<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\">");
            out.line(&header(&title));
        }
        TbxStyle::Dct => {
            out.line(
                "<tbx type=\"TBX-Basic\" style=\"dct\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\" \
                 xmlns:min=\"http://www.tbxinfo.net/ns/min\" xmlns:basic=\"http://www.tbxinfo.net/ns/basic\">",
            );
            out.line(&header(&title));
        }
    }
    out.open("text");
    out.open("body");
    for concept in &base.concepts {
        out.concept(concept);
    }
    out.close("body");
    out.close("text");
    out.line(if style == TbxStyle::Martif { "</martif>" } else { "</tbx>" });
    out.out
}

/// Writes one entry, `depth` steps deep, ended by a line feed; one without an identifier gets none.
pub(super) fn write_entry(concept: &Concept, style: TbxStyle, depth: usize) -> String {
    let mut out = Writer { out: String::new(), depth, style };
    out.concept(concept);
    out.out
}

fn header(title: &str) -> String {
    format!("<tbxHeader><fileDesc><sourceDesc><p>{title}</p></sourceDesc></fileDesc></tbxHeader>")
}

struct Writer {
    out: String,
    depth: usize,
    style: TbxStyle,
}

impl Writer {
    fn line(&mut self, text: &str) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn open(&mut self, element: &str) {
        self.line(&format!("<{element}>"));
        self.depth += 1;
    }

    fn close(&mut self, element: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(&format!("</{element}>"));
    }

    /// Writes one data category: `element` and `kind` for DCA and martif, `module` and `kind` for DCT. Nothing for an
    /// empty value. A category without a module has no DCT name and stays as in DCA, which readers pass over.
    fn value(&mut self, element: &str, kind: &str, module: Option<&str>, value: &str) {
        if value.is_empty() {
            return;
        }
        let value = escape(value);
        match (self.style, module) {
            (TbxStyle::Dct, Some(module)) => self.line(&format!("<{module}:{kind}>{value}</{module}:{kind}>")),
            _ => self.line(&format!("<{element} type=\"{kind}\">{value}</{element}>")),
        }
    }

    fn concept(&mut self, concept: &Concept) {
        let martif = self.style == TbxStyle::Martif;
        let names = if martif { ("termEntry", "langSet", "tig") } else { ("conceptEntry", "langSec", "termSec") };
        match concept.id.as_str() {
            "" => self.line(&format!("<{}>", names.0)),
            id => self.line(&format!("<{} id=\"{}\">", names.0, escape(id))),
        }
        self.depth += 1;
        self.value("descrip", "subjectField", Some("min"), &concept.domain);
        if !concept.iate.is_empty() {
            let number = escape(&concept.iate);
            let target = format!("target=\"https://iate.europa.eu/entry/result/{number}\"");
            match self.style {
                TbxStyle::Dct => self
                    .line(&format!("<min:externalCrossReference {target}>IATE {number}</min:externalCrossReference>")),
                _ => self.line(&format!("<xref type=\"externalCrossReference\" {target}>IATE {number}</xref>")),
            }
        }
        self.note(&concept.note);
        for section in &concept.sections {
            self.line(&format!("<{} xml:lang=\"{}\">", names.1, escape(&section.language)));
            self.depth += 1;
            self.definition(&section.definition, &section.definition_source);
            for term in &section.terms {
                self.open(names.2);
                self.term(term);
                self.close(names.2);
            }
            self.close(names.1);
        }
        self.close(names.0);
    }

    /// Writes a definition, in a group with its source where it has one.
    fn definition(&mut self, definition: &str, source: &str) {
        let is_group = !source.is_empty();
        if is_group {
            self.open("descripGrp");
        }
        self.value("descrip", "definition", Some("basic"), definition);
        self.value("admin", "source", Some("basic"), source);
        if is_group {
            self.close("descripGrp");
        }
    }

    fn term(&mut self, term: &Term) {
        let text = escape(&term.text);
        self.line(&format!("<term>{text}</term>"));
        self.value("termNote", "administrativeStatus", Some("min"), status(term.status));
        if self.style == TbxStyle::Martif && term.status.is_forbidden() {
            let weblate = if term.status == TermStatus::Obsolete { "obsolete" } else { "forbidden" };
            self.value("termNote", "normativeAuthorization", None, weblate);
        }
        self.value("termNote", "partOfSpeech", Some("min"), &term.part_of_speech);
        self.value("termNote", "grammaticalGender", Some("basic"), gender_name(&term.gender));
        if term.kind != TermKind::FullForm {
            self.value("termNote", "termType", Some("basic"), kind(term.kind));
        }
        for form in &term.forms {
            self.value("termNote", "x-inflectedForm", None, form);
        }
        if term.do_not_translate {
            self.value("termNote", "translationNote", None, "no");
        }
        if term.case_sensitive {
            self.value("termNote", "x-caseSensitive", None, "yes");
        }
        self.value("descrip", "reliabilityCode", None, &term.reliability);
        self.value("admin", "source", Some("basic"), &term.source);
        self.note(&term.note);
    }

    fn note(&mut self, note: &str) {
        if !note.is_empty() {
            self.line(&format!("<note>{}</note>", escape(note)));
        }
    }
}

/// The picklist of ISO 30042 (TBX-Basic), and a value of our own for what it lacks.
fn status(status: TermStatus) -> &'static str {
    match status {
        TermStatus::Preferred => "preferredTerm-admn-sts",
        TermStatus::Admitted => "admittedTerm-admn-sts",
        TermStatus::Proposed => "proposed",
        TermStatus::Deprecated => "deprecatedTerm-admn-sts",
        TermStatus::Obsolete => "supersededTerm-admn-sts",
    }
}

fn kind(kind: TermKind) -> &'static str {
    match kind {
        TermKind::FullForm => "fullForm",
        TermKind::ShortForm => "shortForm",
        TermKind::Abbreviation => "abbreviation",
        TermKind::Acronym => "acronym",
        TermKind::Variant => "variant",
        TermKind::Phrase => "phraseologicalUnit",
        TermKind::Formula => "formula",
        TermKind::LookupForm => "lookupForm",
    }
}

/// Escapes text for content and attributes; characters that XML 1.0 cannot hold are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{read_csv, read_tbx, write_csv};

    const CSV: &str = "concept,domain,definition,language,term,status,pos,gender,type,forms,note,source,iate,do_not_translate,case_sensitive
a,\"politics, law\",\"A <body> & \"\"more\"\"\",en,citizens' assembly,preferred,noun,,full form,,note,,3584963,,
a,\"politics, law\",,pl,panel obywatelski,preferred,noun,m,short form,panelu; panele,,own,3584963,,
a,\"politics, law\",,pl,zgromadzenie,deprecated,noun,n,full form,,,,3584963,,
a,\"politics, law\",,pl,rada,obsolete,,,abbreviation,,,,3584963,,
a,\"politics, law\",only a definition,de,,,,,,,,,3584963,,
b,,,en,World Café,proposed,noun,,full form,,,,,yes,yes
";

    #[test]
    fn csv_to_tbx_and_back_loses_nothing_in_any_style() {
        let base = read_csv(CSV).unwrap();
        assert_eq!(write_csv(&base), CSV);
        for style in [TbxStyle::Dca, TbxStyle::Dct, TbxStyle::Martif] {
            let text = write_tbx(&base, style, "test & more");
            let back = read_tbx(&text).unwrap();
            assert_eq!(back, base, "{style:?}\n{text}");
        }
    }

    #[test]
    fn rare_fields_survive_every_style() {
        let csv = CSV.lines().map(|line| {
            let more = match line.split(',').next() {
                Some("concept") => ",definition_source,reliability,concept_note",
                Some("a") if line.contains("zgromadzenie") => ",,3,",
                Some("a") if line.contains("more") => ",\"COM(2018) 1 & more\",,",
                Some("b") => ",,,a <method>",
                _ => ",,,",
            };
            format!("{line}{more}\n")
        });
        let csv: String = csv.collect::<String>().replace("\"COM(2018) 1 & more\"", "COM(2018) 1 & more");
        let base = read_csv(&csv).unwrap();
        assert_eq!(write_csv(&base), csv);
        for style in [TbxStyle::Dca, TbxStyle::Dct, TbxStyle::Martif] {
            assert_eq!(read_tbx(&write_tbx(&base, style, "t")).unwrap(), base, "{style:?}");
        }
    }

    #[test]
    fn iate_martif_is_understood() {
        let text = "<?xml version=\"1.0\"?><!DOCTYPE martif SYSTEM \"x.dtd\"><martif type=\"TBX-Basic\"><text><body>
            <termEntry id=\"IATE-33032\"><descripGrp><descrip type=\"subjectField\">04</descrip></descripGrp>
            <langSet xml:lang=\"BG\"><descripGrp><descrip type=\"definition\">Събрание</descrip><admin type=\"source\">X-Y</admin></descripGrp><tig><term>гражданско &#x441;ъбрание</term>
            <termNote type=\"termType\">fullForm</termNote><descrip type=\"reliabilityCode\">3</descrip></tig></langSet>
            </termEntry></body></text></martif>";
        let base = read_tbx(text).unwrap();
        assert_eq!(base.concepts[0].iate, "33032");
        assert_eq!(base.concepts[0].domain, "04");
        assert_eq!(base.concepts[0].sections[0].language, "bg");
        assert_eq!(base.concepts[0].sections[0].definition_source, "X-Y");
        assert_eq!(base.concepts[0].sections[0].terms[0].reliability, "3");
        assert_eq!(base.concepts[0].sections[0].terms[0].text, "гражданско събрание");
    }

    #[test]
    fn faulty_files_name_their_line() {
        assert_eq!(read_tbx("<tbx>\n<text>").unwrap_err().line, Some(2));
        assert_eq!(read_tbx("<tbx>\n&lol;</tbx>").unwrap_err().line, Some(2));
        assert!(read_tbx("<html/>").is_err());
        assert!(read_tbx("").is_err());
        assert!(read_tbx(&format!("<tbx>{}", "<a>".repeat(100))).is_err());
    }
}
