//! Look-ups in the memory: `cargo bench --bench memory` on made-up texts, or
//! `cargo bench --bench memory -- TEXTS QUERIES` on files with one JSON string a line, which prints for each query its
//! hits and its microseconds as a JSON line, and a summary on standard error (`scripts/compare-memory.py` compares them
//! with rapidfuzz). All queries are looked up one by one, three times over, and the least of its three times counts for
//! each: the machine may be busy with something else.
//! `cargo bench --bench memory -- --large` looks 10,000 made-up texts up among 1,000,000 on two threads.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use std::time::Instant;

use concordia::memory::Index;

fn main() {
    if std::env::args().any(|argument| argument == "--large") {
        return large();
    }
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let (texts, queries, is_listed) = match files.as_slice() {
        [texts, queries] => (read(texts), read(queries), true),
        _ => (made_up(43_500, 1), made_up(1_000, 2), false),
    };
    let start = Instant::now();
    let index = Index::new(texts.iter().map(String::as_str));
    eprintln!("index of {} texts: {:.0} ms", index.len(), start.elapsed().as_secs_f64() * 1e3);
    let mut times = vec![f64::MAX; queries.len()];
    for _ in 0..3 {
        for (query, time) in queries.iter().zip(&mut times) {
            let start = Instant::now();
            std::hint::black_box(index.nearest(query, 5, 70));
            *time = time.min(start.elapsed().as_secs_f64() * 1e6);
        }
    }
    if is_listed {
        for (query, time) in queries.iter().zip(&times) {
            let hits: Vec<_> = index.nearest(query, 5, 70).iter().map(|hit| (hit.index, hit.distance)).collect();
            println!("{}", serde_json::json!({ "hits": hits, "microseconds": time }));
        }
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    eprintln!("{} queries: mean {mean:.0} µs, median {:.0} µs, 99 % {:.0} µs", times.len(), at(0.5), at(0.99));
}

/// A whole new release against a large memory: half of the queries are edited texts of the memory, half are new.
fn large() {
    let texts = made_up(1_000_000, 1);
    let mut queries = made_up(5_000, 2);
    queries.extend(texts.iter().step_by(200).map(|text| text.replacen(' ', " very ", 1)));
    let before = resident();
    let start = Instant::now();
    let index = Index::new(texts.iter().map(String::as_str));
    eprintln!("index of {} texts: {:.1} s", index.len(), start.elapsed().as_secs_f64());
    if let (Some(before), Some(after)) = (before, resident()) {
        let size = texts.iter().map(String::len).sum::<usize>() >> 20;
        eprintln!("it takes {} MiB for {size} MiB of text", after - before);
    }
    let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
    let start = Instant::now();
    let hits: usize = std::thread::scope(|scope| {
        let halves: Vec<_> = queries.chunks(queries.len().div_ceil(2)).collect();
        let look_up = |half: &[&str]| index.nearest_each(half, 5, 70).iter().map(Vec::len).sum::<usize>();
        let workers: Vec<_> = halves.into_iter().map(|half| scope.spawn(move || look_up(half))).collect();
        workers.into_iter().map(|worker| worker.join().expect("a worker")).sum()
    });
    let seconds = start.elapsed().as_secs_f64();
    eprintln!("{} queries on 2 threads: {seconds:.1} s, {hits} hits", queries.len());
}

/// The memory of this process in MiB, where the system tells.
fn resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<usize>().ok()? >> 10)
}

fn read(path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a file of JSON strings");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON string")).collect()
}

/// Sentences of three to forty words out of three hundred, from a fixed seed (xorshift: G. Marsaglia, 2003).
fn made_up(count: usize, seed: u64) -> Vec<String> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    let words: Vec<String> = (0..300)
        .map(|_| (0..2 + random(8)).map(|_| char::from(b"etaoinshrdlucmfwypvbgk"[random(22)])).collect())
        .collect();
    (0..count).map(|_| (0..3 + random(38)).map(|_| words[random(300)].as_str()).collect::<Vec<_>>().join(" ")).collect()
}
