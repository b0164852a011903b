//! Beginnings of words, whole words and parts of words, each with what it stands for: `stund|minut$|*halb`.
//!
//! A list is cut up once, and a word is compared only with what begins with the same byte.

/// Beginnings and words by their first byte; those with the same one stand in the order of the lists.
#[derive(Debug)]
pub(super) struct Stems<T> {
    list: Vec<Stem<T>>,
    /// The parts, in the order of the lists.
    parts: Vec<(&'static str, T)>,
}

#[derive(Debug)]
struct Stem<T> {
    text: &'static str,
    is_whole: bool,
    value: T,
}

impl<T: Copy> Stems<T> {
    /// Reads lists of beginnings, with `|` between them, `$` behind whole words and `*` before parts.
    pub(super) fn new(lists: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut stems = Self { list: Vec::new(), parts: Vec::new() };
        for (list, value) in lists {
            for stem in list.split('|') {
                match (stem.strip_prefix('*'), stem.strip_suffix('$')) {
                    (Some(part), _) => stems.parts.push((part, value)),
                    (None, Some(text)) => stems.list.push(Stem { text, is_whole: true, value }),
                    (None, None) => stems.list.push(Stem { text: stem, is_whole: false, value }),
                }
            }
        }
        stems.list.sort_by_key(Stem::first);
        stems
    }

    /// Returns what a word in lower case stands for; where several entries fit, those of the earlier lists come first, and parts
    /// last.
    pub(super) fn of<'a>(&'a self, lower: &'a str) -> impl Iterator<Item = T> + 'a {
        let first = lower.as_bytes().first().copied();
        let start = self.list.partition_point(|stem| stem.first() < first);
        let alike = self.list.get(start..).unwrap_or(&[]).iter().take_while(move |stem| stem.first() == first);
        let fits = move |stem: &&Stem<T>| if stem.is_whole { lower == stem.text } else { lower.starts_with(stem.text) };
        let parts = self.parts.iter().filter(|(part, _)| lower.contains(part)).map(|(_, value)| *value);
        alike.filter(fits).map(|stem| stem.value).chain(parts)
    }
}

impl<T> Stem<T> {
    fn first(&self) -> Option<u8> {
        self.text.as_bytes().first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_its_beginning_or_whole() {
        let stems = Stems::new([("stund|tag$", 1), ("stunden$|jahr", 2)]);
        let of = |word| stems.of(word).collect::<Vec<_>>();
        assert_eq!((of("stunden"), of("stunde"), of("tag"), of("jahres")), (vec![1, 2], vec![1], vec![1], vec![2]));
        assert_eq!((of("tage"), of("uhr"), of("")), (vec![], vec![], vec![]));
    }

    #[test]
    fn a_part_is_found_anywhere() {
        let stems = Stems::new([("*halb|ein", 1)]);
        let count = |word| stems.of(word).count();
        assert_eq!((count("halbe"), count("anderthalb"), count("einhalb"), count("hal")), (1, 1, 2, 0));
    }
}
