//! The `concordia` program: a thin door to the library.

fn main() -> std::process::ExitCode {
    concordia::cli::main()
}
