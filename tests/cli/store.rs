//! Files under fire: killed writers, several writers, full disks, links that lead away.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use concordia::store::{Lock, StoreError, confined, read, read_text, write_atomic};

use crate::sandbox::Sandbox;

/// A file whose every byte tells which version it belongs to.
fn version(number: u8) -> Vec<u8> {
    let line = format!("version {number:03} {}\n", "x".repeat(60));
    line.repeat(2000 + usize::from(number) * 40).into_bytes()
}

fn assert_whole(bytes: &[u8]) {
    let number: u8 = std::str::from_utf8(&bytes[8..11]).unwrap().parse().unwrap();
    assert!(bytes == version(number), "torn file: {} bytes of version {number}", bytes.len());
}

fn leftovers(folder: &Path) -> usize {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with("concordia-tmp")).count()
}

/// Starts this very binary as a process that writes versions without end.
fn writer(root: &Path, first: u8) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["store::writes_without_end", "--exact", "--ignored", "--nocapture"])
        .env("CONCORDIA_TEST_ROOT", root)
        .env("CONCORDIA_TEST_FIRST", first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until a writer has written its first file.
fn wait_for_start(child: &mut Child) {
    let stdout = child.stdout.as_mut().unwrap();
    let mut seen = Vec::new();
    let mut byte = [0];
    while !seen.ends_with(b"started") && stdout.read(&mut byte).unwrap() == 1 {
        seen.push(byte[0]);
    }
}

#[test]
#[ignore = "a child process of the tests below"]
fn writes_without_end() {
    let Ok(root) = std::env::var("CONCORDIA_TEST_ROOT") else { return };
    let first: u8 = std::env::var("CONCORDIA_TEST_FIRST").unwrap().parse().unwrap();
    let root = Path::new(&root);
    for round in 0_u32.. {
        let lock = Lock::acquire(root, Duration::from_secs(60)).unwrap();
        write_atomic(&root.join("a.po"), &version(first + (round % 10) as u8)).unwrap();
        drop(lock);
        if round == 0 {
            print!("started");
            std::io::stdout().flush().unwrap();
        }
    }
}

#[test]
fn a_killed_writer_leaves_the_old_or_the_new_file() {
    let sandbox = Sandbox::new();
    let path = sandbox.root().join("a.po");
    for round in 0..60_u64 {
        let mut child = writer(sandbox.root(), 100);
        wait_for_start(&mut child);
        std::thread::sleep(Duration::from_micros(round * 397 % 9000));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_whole(&read(&path).unwrap());
    }
    drop(Lock::acquire(sandbox.root(), Duration::from_secs(5)).unwrap());
    assert_eq!(leftovers(sandbox.root()), 0, "the next holder sweeps what the dead left");
}

#[test]
fn several_writers_at_once_never_tear_a_file() {
    let sandbox = Sandbox::new();
    let path = sandbox.root().join("a.po");
    let mut children: Vec<Child> = (0..4).map(|number| writer(sandbox.root(), 10 + number * 20)).collect();
    children.iter_mut().for_each(wait_for_start);
    for _ in 0..300 {
        assert_whole(&read(&path).unwrap());
    }
    for child in &mut children {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_whole(&read(&path).unwrap());
}

#[test]
fn a_full_disk_leaves_the_old_file() {
    let sandbox = Sandbox::new();
    sandbox.write("a.po", version(1));
    // Files of this process tree may not grow beyond 64 KiB; the signal is ignored, so that writing fails instead.
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"";
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .args(["store::writes_without_end", "--exact", "--ignored", "--nocapture"])
        .env("CONCORDIA_TEST_ROOT", sandbox.root())
        .env("CONCORDIA_TEST_FIRST", "100")
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert_eq!(read(&sandbox.root().join("a.po")).unwrap(), version(1));
    assert_eq!(leftovers(sandbox.root()), 0);
}

#[test]
fn equal_bytes_are_not_written_again() {
    let sandbox = Sandbox::new();
    let path = sandbox.root().join("deep/er/a.po");
    assert!(write_atomic(&path, b"x").unwrap());
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    assert!(!write_atomic(&path, b"x").unwrap());
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
    assert_eq!(leftovers(path.parent().unwrap()), 0);
}

#[test]
fn a_lock_in_use_is_waited_for_and_then_refused() {
    let sandbox = Sandbox::new();
    let held = Lock::acquire(sandbox.root(), Duration::ZERO).unwrap();
    let refused = Lock::acquire(sandbox.root(), Duration::from_millis(50)).unwrap_err();
    assert!(matches!(&refused, StoreError::Locked { holder, .. } if holder.starts_with("process ")), "{refused}");
    drop(held);
    Lock::acquire(sandbox.root(), Duration::ZERO).unwrap();
    assert_eq!(sandbox.read(".concordia/.gitignore"), "*\n");
}

#[test]
fn text_in_another_character_set_is_refused_with_its_line() {
    let sandbox = Sandbox::new();
    sandbox.write("a.md", b"one\ntw\xf6\n");
    let error = read_text(&sandbox.root().join("a.md")).unwrap_err();
    assert!(matches!(error, StoreError::NotText { line: 2, .. }), "{error}");
    assert!(matches!(read(sandbox.root()).unwrap_err(), StoreError::NotAFile { .. }));
    assert!(read(&sandbox.root().join("none")).unwrap_err().is_not_found());
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_read_only_files_are_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new();
    let path = sandbox.root().join("a.po");
    sandbox.write("a.po", "old");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    write_atomic(&path, b"new").unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    assert!(matches!(write_atomic(&path, b"newer").unwrap_err(), StoreError::ReadOnly { .. }));
    assert_eq!(sandbox.read("a.po"), "new");
}

#[cfg(unix)]
#[test]
fn no_path_leads_out_of_the_project() {
    let sandbox = Sandbox::new();
    let outside = Sandbox::new();
    let root = sandbox.root();
    sandbox.write("translations/da/a.po", "x");
    std::os::unix::fs::symlink(outside.root(), root.join("away")).unwrap();
    std::os::unix::fs::symlink(outside.root().join("none"), root.join("dangling.po")).unwrap();
    for good in ["translations/da/a.po", "translations/sv/new.po", "./b.po"] {
        assert_eq!(confined(root, Path::new(good)).unwrap(), root.join(good));
    }
    for bad in ["/etc/passwd", "../a.po", "translations/../../a.po", "away/a.po", "dangling.po"] {
        assert!(matches!(confined(root, Path::new(bad)), Err(StoreError::Outside { .. })), "{bad}");
    }
    assert!(matches!(write_atomic(&root.join("dangling.po"), b"x"), Err(StoreError::NotAFile { .. })));
}
