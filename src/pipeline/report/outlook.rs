//! What history says about languages and waves: movement, oldest debt, forecast, due date.

use super::super::Workspace;
use super::super::trend::wave_words;
use super::material::Material;
use crate::language::Language;
use crate::model::{Day, ModuleId, Tally};
use crate::project::Wave;
use crate::report::html::{DashboardWave, Movement, OldestDebt, Outlook, TrendSeries, anchor, slug};
use crate::status::{Forecast, forecast, promise, slowest};

/// Returns what history says about each language.
pub(super) fn outlooks(material: &Material, languages: &[&'static Language]) -> Vec<Outlook> {
    let of = |(at, language): (usize, &&'static Language)| Outlook {
        forecast: forecast_of(material, |point| point.languages.get(at)),
        movement: movement(material, at),
        oldest: oldest(material, language),
    };
    languages.iter().enumerate().map(of).collect()
}

/// Returns each language over time; empty without history.
pub(super) fn series(material: &Material, languages: &[&'static Language]) -> Vec<TrendSeries> {
    let Some(trend) = &material.trend else { return Vec::new() };
    let one = |(at, &language): (usize, &&'static Language)| {
        let points = trend.points.iter().filter_map(|point| Some((point.day, *point.languages.get(at)?))).collect();
        let forecast = forecast_of(material, |point| point.languages.get(at))?;
        Some(TrendSeries { language, points, forecast })
    };
    languages.iter().enumerate().filter_map(one).collect()
}

/// Returns the waves with what is to be expected of them.
pub(super) fn waves<'a>(workspace: &'a Workspace, material: &Material) -> Vec<DashboardWave<'a>> {
    let wave = |(at, wave): (usize, &'a Wave)| {
        let by_language = wave_words(&material.status, wave);
        let mut words = Tally::default();
        for tally in &by_language {
            words.merge(tally);
        }
        let of_language = |language| forecast_of(material, |point| point.waves.get(at)?.get(language));
        let forecasts: Option<Vec<Forecast>> = (0..by_language.len()).map(of_language).collect();
        let forecast = match forecasts {
            None if words.fresh() == words.total() => Some(Forecast::Done),
            forecasts => forecasts.map(slowest),
        };
        let due = wave.due.as_deref().and_then(Day::parse);
        DashboardWave {
            name: &wave.name,
            languages: &wave.languages,
            pairs: pairs(workspace, wave),
            due: wave.due.as_deref(),
            words,
            forecast,
            promise: due.map(|due| promise(forecast.unwrap_or(Forecast::TooShort(0)), due, material.now)),
        }
    };
    workspace.project.config.waves.iter().enumerate().map(wave).collect()
}

/// Returns the modules of a wave in each of its languages.
fn pairs<'a>(workspace: &'a Workspace, wave: &'a Wave) -> Vec<(&'static Language, &'a ModuleId)> {
    let modules = |&language: &&'static Language| {
        let ours = workspace.sources.iter().map(|source| &source.module);
        ours.filter(move |module| wave.contains(language, module)).map(move |module| (language, module))
    };
    wave.languages.iter().flat_map(modules).collect()
}

fn forecast_of(material: &Material, pick: impl Fn(&super::super::TrendPoint) -> Option<&Tally>) -> Option<Forecast> {
    let trend = material.trend.as_ref()?;
    let rest = |tally: &Tally| tally.total() - tally.fresh();
    let history: Vec<(Day, u64)> =
        trend.points.iter().filter_map(|point| Some((point.day, rest(pick(point)?)))).collect();
    let (_, remaining) = history.last()?;
    Some(forecast(&history, trend.now, *remaining))
}

fn movement(material: &Material, at: usize) -> Option<Movement> {
    let trend = material.trend.as_ref()?;
    let (before, now) = (trend.base.as_ref()?.languages.get(at)?, trend.points.last()?.languages.get(at)?);
    let difference = |pick: fn(&Tally) -> u64| pick(now) as i64 - pick(before) as i64;
    Some(Movement { fresh: difference(Tally::fresh), rest: difference(|tally| tally.total() - tally.fresh()) })
}

fn oldest(material: &Material, language: &Language) -> Option<OldestDebt> {
    let ours = material.debts.iter().filter(|item| item.language == language);
    let dated = ours.filter_map(|item| Some((item, item.since.as_ref()?)));
    dated.min_by(|one, other| one.1.date.cmp(&other.1.date)).map(|(item, since)| OldestDebt {
        date: since.date.clone(),
        at_least: since.at_least,
        link: format!("{}/{}.html#{}", language.code, slug(&item.module), anchor(&item.module, &item.unit)),
    })
}
