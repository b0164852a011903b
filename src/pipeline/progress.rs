//! A bar for work that takes longer than a second.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const PATIENCE: Duration = Duration::from_secs(1);

/// How far a long piece of work has come. Shows nothing during the first second, and nothing at all where no terminal
/// is watching.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
    started: Instant,
    is_shown: AtomicBool,
}

impl Default for Progress {
    fn default() -> Self {
        Self { bar: None, started: Instant::now(), is_shown: AtomicBool::new(false) }
    }
}

impl Progress {
    /// Creates a bar that will be drawn on standard error.
    #[must_use]
    pub fn on_terminal() -> Self {
        Self { bar: Some(ProgressBar::hidden()), ..Self::default() }
    }

    /// Announces the number of steps.
    pub fn expect(&self, steps: usize) {
        if let Some(bar) = &self.bar {
            bar.set_length(steps as u64);
            bar.reset();
        }
    }

    /// Counts one step.
    pub fn step(&self) {
        let Some(bar) = &self.bar else { return };
        if self.started.elapsed() > PATIENCE && !self.is_shown.swap(true, Ordering::Relaxed) {
            let style = ProgressStyle::with_template("{bar:32} {pos}/{len}, {eta} left");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(1);
    }

    /// Removes the bar.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
