//! The `Plural-Forms` header: reading it, evaluating it, and leading its forms over to ours.
//!
//! The expression is C over one unsigned variable `n` (GNU gettext manual, "Plural forms"). Forms are never led over by
//! index: two headers may number the same categories differently.

use std::fmt;
use std::sync::OnceLock;

use super::Plural;

/// The length of the longest header that is read, in bytes.
const LONGEST: usize = 4096;
/// How deep an expression may nest.
const DEEPEST: usize = 100;
/// Counts below this are compared one by one, beside some large ones.
const SAMPLES: u64 = 1000;

/// A `Plural-Forms` header that was understood.
#[derive(Debug, Clone)]
pub struct PluralForms {
    count: usize,
    expression: Expression,
    /// The form of each sample, computed when it is first asked for.
    sampled: OnceLock<Vec<(u64, Option<usize>)>>,
}

impl PartialEq for PluralForms {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.expression == other.expression
    }
}

impl Eq for PluralForms {}

/// Why a `Plural-Forms` header was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluralFormsError {
    /// The 0-based byte in the header's value.
    pub offset: usize,
    /// What is wrong: a lower-case fragment.
    pub message: &'static str,
}

impl fmt::Display for PluralFormsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.message, self.offset)
    }
}

impl std::error::Error for PluralFormsError {}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Expression {
    Count,
    Number(u64),
    Not(Box<Expression>),
    Binary(Operator, Box<(Expression, Expression)>),
    Choice(Box<(Expression, Expression, Expression)>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    LessEqual,
    GreaterEqual,
    Less,
    Greater,
    Plus,
    Minus,
    Times,
    Divide,
    Modulo,
}

/// The binary operators by rising precedence; longer signs stand before their beginnings.
const LEVELS: [&[(&str, Operator)]; 6] = [
    &[("||", Operator::Or)],
    &[("&&", Operator::And)],
    &[("==", Operator::Equal), ("!=", Operator::Unequal)],
    &[("<=", Operator::LessEqual), (">=", Operator::GreaterEqual), ("<", Operator::Less), (">", Operator::Greater)],
    &[("+", Operator::Plus), ("-", Operator::Minus)],
    &[("*", Operator::Times), ("/", Operator::Divide), ("%", Operator::Modulo)],
];

impl PluralForms {
    /// Reads the value of a header: `nplurals=N; plural=EXPRESSION;`.
    ///
    /// # Errors
    ///
    /// Returns the first place that is not understood.
    pub fn parse(value: &str) -> Result<Self, PluralFormsError> {
        let mut parser = Parser { text: value, at: 0, depth: 0 };
        if value.len() > LONGEST {
            return Err(parser.error("the header is too long"));
        }
        parser.expect("nplurals", "`nplurals` expected")?;
        parser.expect("=", "`=` expected")?;
        let count = parser.number().ok_or_else(|| parser.error("a number of forms expected"))?;
        parser.expect(";", "`;` expected")?;
        parser.expect("plural", "`plural` expected")?;
        parser.expect("=", "`=` expected")?;
        let expression = parser.choice()?;
        parser.take(";");
        parser.blanks();
        if parser.at < value.len() {
            return Err(parser.error("end of the expression expected"));
        }
        let count = usize::try_from(count).ok().filter(|count| (1..=1000).contains(count));
        let count = count.ok_or(PluralFormsError { offset: 0, message: "the number of forms must be 1 to 1000" })?;
        Ok(Self { count, expression, sampled: OnceLock::new() })
    }

    /// Returns the number of forms, at least 1.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Returns the 0-based form for a count; none where the expression divides by zero or leaves the range.
    #[must_use]
    pub fn index(&self, n: u64) -> Option<usize> {
        let value = evaluate(&self.expression, n)?;
        usize::try_from(value).ok().filter(|index| *index < self.count)
    }

    /// Returns the form of every sample, in their order.
    fn sampled(&self) -> &[(u64, Option<usize>)] {
        self.sampled.get_or_init(|| samples().map(|n| (n, self.index(n))).collect())
    }

    /// Returns the first count for which there is no form.
    #[must_use]
    pub fn first_gap(&self) -> Option<u64> {
        self.sampled().iter().find(|(_, index)| index.is_none()).map(|(n, _)| *n)
    }

    /// Returns the forms that no count selects.
    #[must_use]
    pub fn unreachable(&self) -> Vec<usize> {
        let mut used = vec![false; self.count];
        for index in self.sampled().iter().filter_map(|(_, index)| *index) {
            if let Some(used) = used.get_mut(index) {
                *used = true;
            }
        }
        used.iter().enumerate().filter(|(_, used)| !**used).map(|(index, _)| index).collect()
    }

    /// Returns the first counts that select a form, in order; at most `limit`.
    #[must_use]
    pub fn counts(&self, form: usize, limit: usize) -> Vec<u64> {
        samples().filter(|&n| self.index(n) == Some(form)).take(limit).collect()
    }

    /// Returns whether both choose the same form for every count.
    #[must_use]
    pub fn is_equivalent(&self, other: &Self) -> bool {
        self.count == other.count && self.sampled() == other.sampled()
    }

    /// Finds for each form of a language the form of this header that says the same counts.
    #[must_use]
    pub fn led_to(&self, plural: &Plural) -> Leading {
        match Self::parse(&plural.header()) {
            // Each of our own forms has a count.
            Ok(ours) if *self == ours => {
                Leading { sources: (0..self.count).map(Some).collect(), doubtful: Vec::new(), unused: Vec::new() }
            }
            Ok(ours) => self.led_to_forms(&ours),
            // The table's own formulas are held by a test.
            Err(_) => Leading { sources: Vec::new(), doubtful: Vec::new(), unused: Vec::new() },
        }
    }

    /// Finds for each form of another header the form of this one that says the same counts.
    #[must_use]
    pub fn led_to_forms(&self, other: &Self) -> Leading {
        let mut shared = vec![vec![0_u32; self.count]; other.count];
        for ((_, own), (_, index)) in self.sampled().iter().zip(other.sampled()) {
            let row = index.and_then(|index| shared.get_mut(index));
            if let (Some(row), Some(theirs)) = (row, *own)
                && let Some(cell) = row.get_mut(theirs)
            {
                *cell += 1;
            }
        }
        let mut leading = Leading { sources: Vec::new(), doubtful: Vec::new(), unused: Vec::new() };
        for (form, row) in shared.iter().enumerate() {
            let best = row.iter().copied().max().unwrap_or(0);
            let total: u32 = row.iter().sum();
            leading.sources.push(row.iter().position(|&cell| cell == best && cell > 0));
            if best * 20 < total * 19 || total == 0 {
                leading.doubtful.push(form);
            }
        }
        leading.unused = (0..self.count).filter(|index| !leading.sources.contains(&Some(*index))).collect();
        leading
    }
}

/// How the forms under one header become those under another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leading {
    /// For each new form, in the order of the language's categories: the old form to take, if any says its counts.
    pub sources: Vec<Option<usize>>,
    /// The new forms that stand for counts of several old ones, so that a person should look.
    pub doubtful: Vec<usize>,
    /// The old forms that no new one takes.
    pub unused: Vec<usize>,
}

impl Leading {
    /// Returns whether every form stays where it is.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.unused.is_empty()
            && self.doubtful.is_empty()
            && self.sources.iter().enumerate().all(|(form, source)| *source == Some(form))
    }
}

fn samples() -> impl Iterator<Item = u64> {
    (0..SAMPLES).chain([1_000, 1_001, 10_000, 100_000, 1_000_000, 1_000_001, 2_000_000])
}

fn evaluate(expression: &Expression, n: u64) -> Option<u64> {
    Some(match expression {
        Expression::Count => n,
        Expression::Number(value) => *value,
        Expression::Not(inner) => u64::from(evaluate(inner, n)? == 0),
        Expression::Choice(parts) => {
            let (condition, yes, no) = &**parts;
            if evaluate(condition, n)? != 0 { evaluate(yes, n)? } else { evaluate(no, n)? }
        }
        Expression::Binary(operator, sides) => {
            let left = evaluate(&sides.0, n)?;
            match operator {
                Operator::Or if left != 0 => return Some(1),
                Operator::And if left == 0 => return Some(0),
                _ => {}
            }
            let right = evaluate(&sides.1, n)?;
            match operator {
                Operator::Or | Operator::And => u64::from(right != 0),
                Operator::Equal => u64::from(left == right),
                Operator::Unequal => u64::from(left != right),
                Operator::LessEqual => u64::from(left <= right),
                Operator::GreaterEqual => u64::from(left >= right),
                Operator::Less => u64::from(left < right),
                Operator::Greater => u64::from(left > right),
                Operator::Plus => left.wrapping_add(right),
                Operator::Minus => left.wrapping_sub(right),
                Operator::Times => left.wrapping_mul(right),
                Operator::Divide => left.checked_div(right)?,
                Operator::Modulo => left.checked_rem(right)?,
            }
        }
    })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn error(&self, message: &'static str) -> PluralFormsError {
        PluralFormsError { offset: self.at, message }
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, sign: &str) -> bool {
        self.blanks();
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    fn expect(&mut self, sign: &str, message: &'static str) -> Result<(), PluralFormsError> {
        if self.take(sign) { Ok(()) } else { Err(self.error(message)) }
    }

    fn number(&mut self) -> Option<u64> {
        self.blanks();
        let rest = self.rest();
        let digits = rest.get(..rest.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(rest.len()))?;
        self.at += digits.len();
        digits.parse().ok()
    }

    fn choice(&mut self) -> Result<Expression, PluralFormsError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error("the expression nests too deep"));
        }
        let condition = self.level(0)?;
        let expression = if self.take("?") {
            let yes = self.choice()?;
            self.expect(":", "`:` expected")?;
            let no = self.choice()?;
            Expression::Choice(Box::new((condition, yes, no)))
        } else {
            condition
        };
        self.depth -= 1;
        Ok(expression)
    }

    fn level(&mut self, level: usize) -> Result<Expression, PluralFormsError> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.level(level + 1)?;
        loop {
            let Some(&(_, operator)) = operators.iter().find(|(sign, _)| self.take(sign)) else { return Ok(left) };
            let right = self.level(level + 1)?;
            left = Expression::Binary(operator, Box::new((left, right)));
        }
    }

    fn unary(&mut self) -> Result<Expression, PluralFormsError> {
        let mut negations = 0;
        while self.take("!") {
            negations += 1;
        }
        let inner = if self.take("(") {
            let inner = self.choice()?;
            self.expect(")", "`)` expected")?;
            inner
        } else if self.take("n") {
            Expression::Count
        } else {
            Expression::Number(self.number().ok_or_else(|| self.error("`n`, a number or `(` expected"))?)
        };
        // Two negations make a truth value, three the same as one.
        Ok((0..if negations > 2 { 2 - negations % 2 } else { negations })
            .fold(inner, |inner, _| Expression::Not(Box::new(inner))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Category, find};
    use super::*;

    fn forms(expression: &str) -> PluralForms {
        PluralForms::parse(expression).unwrap()
    }

    fn led(header: &str, code: &str) -> Leading {
        forms(header).led_to(&find(code).unwrap().plural)
    }

    #[test]
    fn precedence_is_that_of_c() {
        let polish = forms("nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;");
        let indices: Vec<_> = [1, 2, 5, 12, 22, 101, 102].iter().map(|&n| polish.index(n).unwrap()).collect();
        assert_eq!(indices, [0, 1, 2, 2, 1, 2, 1]);
        assert_eq!(forms("nplurals=9; plural=1+2*3-n/2").index(4), Some(5));
        assert_eq!(forms("nplurals=2; plural=!!n").index(7), Some(1));
        assert_eq!(forms("nplurals=2; plural=!!!n").index(7), Some(0));
    }

    #[test]
    fn every_official_rule_is_total_and_uses_each_form() {
        for language in super::super::OFFICIAL.iter() {
            let ours = forms(&language.plural.header());
            assert_eq!((ours.first_gap(), ours.unreachable()), (None, vec![]), "{}", language.code);
            assert!(ours.led_to(&language.plural).is_identity());
        }
    }

    #[test]
    fn forms_follow_their_category_not_their_index() {
        // Latvian in the gettext manual: one, other, and a form for 0 alone; in CLDR: zero, one, other.
        let latvian = led("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);", "lv");
        assert_eq!(find("lv").unwrap().plural.categories, [Category::Zero, Category::One, Category::Other]);
        assert_eq!((latvian.sources, latvian.unused), (vec![Some(1), Some(0), Some(1)], vec![2]));
        // Maltese grew a form for 2, which was said like the few.
        let header =
            "nplurals=4; plural=(n==1 ? 0 : n==0 || ( n%100>1 && n%100<11) ? 1 : (n%100>10 && n%100<20 ) ? 2 : 3);";
        let maltese = led(header, "mt");
        assert_eq!(maltese.sources, [Some(0), Some(1), Some(1), Some(2), Some(3)]);
        assert!(maltese.doubtful.is_empty() && maltese.unused.is_empty());
        // Spanish with the CLDR form for millions.
        let spanish = led("nplurals=3; plural=n==1 ? 0 : n!=0 && n%1000000==0 ? 1 : 2;", "es");
        assert_eq!((spanish.sources, spanish.unused), (vec![Some(0), Some(2)], vec![1]));
        assert_eq!(led("nplurals=1; plural=0;", "da").sources, [Some(0), Some(0)]);
        assert!(led("nplurals=2; plural=n!=1;", "pl").doubtful.is_empty());
        assert_eq!(led("nplurals=2; plural=n%2;", "da").doubtful, [1]);
    }

    #[test]
    fn nonsense_is_refused_with_its_place() {
        for (text, offset) in [
            ("", 0),
            ("nplurals=INTEGER; plural=EXPRESSION;", 9),
            ("nplurals=2; plural=n +;", 22),
            ("nplurals=2; plural=(n", 21),
            ("nplurals=2; plural=n = 1;", 21),
            ("nplurals=0; plural=0;", 0),
            ("nplurals=2; plural=n?1;", 22),
        ] {
            assert_eq!(PluralForms::parse(text).unwrap_err().offset, offset, "{text}");
        }
        let deep = format!("nplurals=2; plural={}n{}", "(".repeat(500), ")".repeat(500));
        assert!(PluralForms::parse(&deep).is_err());
        assert_eq!(forms("nplurals=2; plural=1/n").index(0), None);
        assert_eq!(forms("nplurals=2; plural=n").first_gap(), Some(2));
        assert_eq!(forms("nplurals=3; plural=n!=1").unreachable(), [2]);
    }
}
