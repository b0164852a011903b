//! Decides which catalogue belongs to which module, by what they hold.
//!
//! Modules are renamed and renumbered as a set: when `01` becomes `02` and `02` becomes `03`, every name but one is taken
//! already. Invariants: a catalogue is given to one module; a module whose own catalogue fits it keeps it, unless another
//! one fits clearly better and its own goes to another module; the answer depends on the texts alone.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Text;
use crate::model::{Format, ModuleId};

/// The least share of a module's English that a catalogue must hold to belong to it, in percent.
const FITS: u64 = 50;
/// The same where the module has no catalogue and the catalogue has no module: what does not fit becomes obsolete, and is kept.
const FREE: u64 = 25;
/// How much more of a module's English another catalogue must hold than its own, in percent of the module.
const CLEARLY: u64 = 20;
/// The least share of a catalogue's English that a module must have to take it over, in percent.
const HEART: u64 = 25;

/// The English of one module, or of one catalogue.
#[derive(Debug, Clone)]
pub struct Holding {
    /// The module, or the one that the catalogue is named after.
    pub module: ModuleId,
    /// Hash of each distinct text, hash of its identity, and its weight.
    texts: Vec<(u64, u64, u64)>,
}

impl Holding {
    /// Takes in the texts of a module or catalogue.
    #[must_use]
    pub fn new<'a>(module: ModuleId, format: Format, texts: impl Iterator<Item = Text<'a>>) -> Self {
        let mut seen = HashSet::new();
        let held = texts.filter_map(|text| {
            let whole = hash(&(text.context, text.source));
            let identity = if format == Format::Fluent { hash(&text.context) } else { whole };
            seen.insert(whole).then_some((whole, identity, text.source.len() as u64 + 1))
        });
        let texts = held.collect();
        Self { module, texts }
    }

    fn weight(&self) -> u64 {
        self.texts.iter().map(|(.., weight)| weight).sum()
    }

    /// Returns how much of this module's English a catalogue of its own name holds, in percent; 100 for no English.
    #[must_use]
    pub fn share_in(&self, own: &Self) -> u64 {
        let known: HashSet<u64> = own.texts.iter().map(|&(_, identity, _)| identity).collect();
        let shared: u64 =
            self.texts.iter().filter(|(_, identity, _)| known.contains(identity)).map(|(.., weight)| weight).sum();
        (100 * shared).checked_div(self.weight()).unwrap_or(100)
    }
}

/// Returns whether a module holds so much of its own catalogue that no other can belong to it.
#[must_use]
pub fn fits_clearly(share: u64) -> bool {
    share + CLEARLY > 100
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A catalogue that may belong to a module: share in percent, weight, index of the module, index of the catalogue.
type Claim = (u64, u64, usize, usize);

/// Returns the modules whose catalogue lies under another name, with that name; none for a module whose own catalogue
/// belongs to another module now, and that has none therefore.
///
/// `known` are renames that somebody else vouches for, as (module, former name).
#[must_use]
pub fn moves(
    modules: &[Holding],
    held: &[Holding],
    known: &[(ModuleId, ModuleId)],
) -> BTreeMap<ModuleId, Option<ModuleId>> {
    let places: HashMap<&ModuleId, usize> = held.iter().enumerate().map(|(at, one)| (&one.module, at)).collect();
    let owners: HashMap<&ModuleId, usize> = modules.iter().enumerate().map(|(at, one)| (&one.module, at)).collect();
    let own: Vec<Option<usize>> = modules.iter().map(|module| places.get(&module.module).copied()).collect();
    let own_share: Vec<u64> = modules
        .iter()
        .zip(&own)
        .map(|(module, own)| own.and_then(|at| held.get(at)).map_or(0, |own| module.share_in(own)))
        .collect();
    let claims = claims(modules, held, &own, &own_share);
    let mut pinned: Vec<(usize, usize)> =
        known.iter().filter_map(|(module, former)| Some((*owners.get(module)?, *places.get(former)?))).collect();
    loop {
        let given = give(&pinned, &claims, &own, held.len());
        // A module that fits its catalogue, and would lose it without getting a better one, keeps it.
        let robbed = given.iter().enumerate().find_map(|(module, at)| {
            let at = (*at)?;
            let owner = *owners.get(&held.get(at)?.module)?;
            let is_taken = owner != module && given.get(owner) == Some(&None) && !pinned.contains(&(module, at));
            let weight =
                |of: usize| claims.iter().find(|claim| (claim.2, claim.3) == (of, at)).map_or(0, |claim| claim.1);
            let is_loss =
                || own_share.get(owner).is_some_and(|&share| share >= FITS) || weight(module) < 2 * weight(owner);
            (is_taken && is_loss()).then_some((owner, at))
        });
        match robbed {
            Some(pin) => pinned.push(pin),
            None => return answer(modules, held, &own, &given),
        }
    }
}

/// Finds every catalogue that may belong to a module, likeliest first.
fn claims(modules: &[Holding], held: &[Holding], own: &[Option<usize>], own_share: &[u64]) -> Vec<Claim> {
    let mut index: HashMap<u64, Vec<(usize, u64)>> = HashMap::new();
    for (at, module) in modules.iter().enumerate() {
        for &(text, _, weight) in &module.texts {
            index.entry(text).or_default().push((at, weight));
        }
    }
    let weights: Vec<u64> = modules.iter().map(Holding::weight).collect();
    let mut claims: Vec<Claim> = Vec::new();
    for (at, catalogue) in held.iter().enumerate() {
        let mut shared: BTreeMap<usize, u64> = BTreeMap::new();
        for (text, ..) in &catalogue.texts {
            for &(module, weight) in index.get(text).into_iter().flatten() {
                *shared.entry(module).or_default() += weight;
            }
        }
        let whole = catalogue.weight().max(1);
        for (module, weight) in shared {
            let is_own = own.get(module) == Some(&Some(at));
            let own_share = own_share.get(module).copied().unwrap_or_default();
            let share = match weights.get(module) {
                _ if is_own => own_share,
                Some(total) => (100 * weight).checked_div(*total).unwrap_or(0),
                None => 0,
            };
            let is_free = own.get(module) == Some(&None) && !modules.iter().any(|one| one.module == catalogue.module);
            let least = if is_free { FREE } else { FITS };
            let is_clear = share >= least && share >= own_share + CLEARLY && 100 * weight >= HEART * whole;
            if is_own || is_clear {
                claims.push((share, weight, module, at));
            }
        }
    }
    let is_own = |claim: &Claim| own.get(claim.2) == Some(&Some(claim.3));
    claims.sort_by_key(|claim| (std::cmp::Reverse((claim.0, is_own(claim), claim.1)), claim.2, claim.3));
    claims
}

/// Gives each catalogue to one module: those that are pinned first, then by share; what nobody claims stays where it is.
fn give(pinned: &[(usize, usize)], claims: &[Claim], own: &[Option<usize>], count: usize) -> Vec<Option<usize>> {
    let mut given: Vec<Option<usize>> = vec![None; own.len()];
    let mut taken = vec![false; count];
    let is_own = |claim: &Claim| own.get(claim.2) == Some(&Some(claim.3));
    let clear = claims.iter().filter(|claim| claim.0 >= FITS || !is_own(claim)).map(|&(.., module, at)| (module, at));
    let rest = own.iter().enumerate().filter_map(|(module, at)| Some((module, (*at)?)));
    for (module, at) in pinned.iter().copied().chain(clear).chain(rest) {
        if let (Some(given @ None), Some(taken @ false)) = (given.get_mut(module), taken.get_mut(at)) {
            *given = Some(at);
            *taken = true;
        }
    }
    given
}

fn answer(
    modules: &[Holding],
    held: &[Holding],
    own: &[Option<usize>],
    given: &[Option<usize>],
) -> BTreeMap<ModuleId, Option<ModuleId>> {
    let changed = modules.iter().zip(own).zip(given).filter(|((_, own), given)| own != given);
    let name = |at: &usize| held.get(*at).map(|held| held.module.clone());
    changed.map(|((module, _), given)| (module.module.clone(), given.as_ref().and_then(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holding(name: &str, texts: &[&str]) -> Holding {
        Holding::new(ModuleId::new(name), Format::Markdown, texts.iter().map(|text| Text::plain(text)))
    }

    fn moved(modules: &[(&str, &[&str])], held: &[(&str, &[&str])]) -> Vec<String> {
        let of = |list: &[(&str, &[&str])]| list.iter().map(|(name, texts)| holding(name, texts)).collect::<Vec<_>>();
        let found = moves(&of(modules), &of(held), &[]);
        let shown = |(module, from): (ModuleId, Option<ModuleId>)| {
            format!("{module} < {}", from.map_or_else(|| "-".to_owned(), |from| from.to_string()))
        };
        found.into_iter().map(shown).collect()
    }

    const ONE: &[&str] = &["The first module is about rights.", "It has two paragraphs."];
    const TWO: &[&str] = &["The second one is about duties.", "Its paragraphs differ."];
    const NEW: &[&str] = &["A new beginning.", "Nobody has seen it yet."];

    #[test]
    fn renumbered_modules_are_followed_as_a_set() {
        let old = [("01", ONE), ("02", TWO)];
        assert_eq!(moved(&[("01", NEW), ("02", ONE), ("03", TWO)], &old), ["01 < -", "02 < 01", "03 < 02"]);
        assert_eq!(moved(&[("01", TWO), ("02", ONE)], &old), ["01 < 02", "02 < 01"]);
        assert_eq!(moved(&[("02", ONE), ("03", TWO)], &old), ["02 < 01", "03 < 02"]);
        assert!(moved(&[("01", ONE), ("02", TWO)], &old).is_empty());
    }

    #[test]
    fn a_module_that_was_renamed_and_edited_finds_what_nobody_else_claims() {
        let edited = [ONE[0], NEW[0], NEW[1]];
        assert_eq!(moved(&[("03", &edited)], &[("01", ONE)]), ["03 < 01"]);
        // Not from a module that is still there, and not for a heading.
        assert!(moved(&[("01", TWO), ("03", &edited)], &[("01", &[ONE, TWO].concat())]).is_empty());
        assert!(moved(&[("03", &[NEW[0], "Summary"])], &[("01", &[ONE, &["Summary"]].concat())]).is_empty());
    }

    #[test]
    fn modules_that_are_half_alike_swap_and_a_copy_takes_nothing() {
        let both = "A paragraph that all modules share, and that is rather long, so that it counts.";
        let (one, two) = ([&[both], ONE].concat(), [&[both], TWO].concat());
        let old: [(&str, &[&str]); 2] = [("01", &one), ("02", &two)];
        assert_eq!(moved(&[("01", &two), ("02", &one)], &old), ["01 < 02", "02 < 01"]);
        let edited = [&one[..2], &["It has three paragraphs."]].concat();
        assert!(moved(&[("01", &edited), ("03", &one)], &[("01", &one)]).is_empty());
    }

    #[test]
    fn a_rewritten_module_is_not_robbed_by_a_small_new_one() {
        let old: &[&str] = &["Summary", ONE[0], ONE[1], TWO[0], TWO[1]];
        let new: &[&str] = &["Summary", ONE[0], NEW[0], NEW[1], "And more that is new, much more than before."];
        assert!(moved(&[("01", new), ("09", &["Summary"])], &[("01", old)]).is_empty());
    }
}
