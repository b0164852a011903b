//! Word differences on a terminal: brackets that can be read without colour, colour where there is some.

use crate::diff::{Piece, PieceKind, bracketed};

/// Writes a difference on one line, as `must [-may-] {+not+} register`.
pub(super) fn coloured(pieces: &[Piece]) -> String {
    pieces.iter().map(piece).collect()
}

/// Writes the old side alone: what is gone is marked.
pub(super) fn old_side(pieces: &[Piece]) -> String {
    pieces.iter().filter(|piece| piece.kind != PieceKind::Come).map(piece).collect()
}

/// Writes the new side alone: what has come is marked.
pub(super) fn new_side(pieces: &[Piece]) -> String {
    pieces.iter().filter(|piece| piece.kind != PieceKind::Gone).map(piece).collect()
}

fn piece(piece: &Piece) -> String {
    use anstyle::AnsiColor::{Green, Red};
    match piece.kind {
        PieceKind::Same => piece.text.clone(),
        PieceKind::Gone => {
            let style = Red.on_default().strikethrough();
            bracketed(&piece.text, &format!("{style}[-"), &format!("-]{style:#}"))
        }
        PieceKind::Come => {
            let style = Green.on_default().underline();
            bracketed(&piece.text, &format!("{style}{{+"), &format!("+}}{style:#}"))
        }
    }
}
