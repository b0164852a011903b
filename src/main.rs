//! The `concordia` program: a thin door to the library, and the allocator it runs on.

/// Catalogues are many small allocations on several threads, which this allocator serves in far less time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    concordia::cli::main()
}
