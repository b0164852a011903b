//! Data categories: what a piece of text in a TBX file is about.

/// What a piece of text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Category {
    /// The term itself.
    Term,
    /// The subject field of the concept.
    Domain,
    /// A definition.
    Definition,
    /// Whether the term may be used.
    Status,
    /// The part of speech.
    PartOfSpeech,
    /// The grammatical gender.
    Gender,
    /// What kind of name the term is.
    Kind,
    /// Where the term, or the definition, comes from.
    Source,
    /// How far IATE trusts the term.
    Reliability,
    /// A note.
    Note,
    /// A reference to a page elsewhere.
    Reference,
    /// Whether the term is translated.
    Translation,
    /// An inflected form.
    Form,
    /// Whether case matters.
    Case,
}

/// Returns the category of an element, by its `type` in DCA and martif, by its own name in DCT.
pub(super) fn category(element: &str, kind: Option<&str>) -> Option<Category> {
    let name = match element {
        "term" | "note" => element,
        "descrip" | "admin" | "adminNote" | "termNote" | "xref" | "ref" | "descripNote" => kind?,
        other => other,
    };
    Some(match name {
        "term" => Category::Term,
        "note" => Category::Note,
        "subjectField" => Category::Domain,
        "definition" => Category::Definition,
        "administrativeStatus" | "normativeAuthorization" => Category::Status,
        "partOfSpeech" => Category::PartOfSpeech,
        "grammaticalGender" => Category::Gender,
        "termType" => Category::Kind,
        "source" => Category::Source,
        "reliabilityCode" => Category::Reliability,
        "externalCrossReference" | "xref" => Category::Reference,
        "translationNote" | "Translation needed" => Category::Translation,
        "x-inflectedForm" => Category::Form,
        "x-caseSensitive" => Category::Case,
        _ => return None,
    })
}
