//! `check --fix`: typography put right, signed texts left alone.

use crate::sandbox::Sandbox;

/// A project with one sentence, translated into Croatian with three full stops.
fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"hr\"]\n").write("source-en/a.md", "Wait for it…\n");
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    let catalogue = sandbox.read("translations/hr/a.md.po");
    sandbox.write(
        "translations/hr/a.md.po",
        catalogue.replace("msgstr \"\"\n", "msgstr \"Pričekajte...\"\n").replacen(
            "msgstr \"Pričekajte...\"\n",
            "msgstr \"\"\n",
            1,
        ),
    );
    sandbox
}

#[test]
fn typography_is_put_right_and_shown() {
    let sandbox = project();
    let dry = sandbox.run(&["check", "--fix", "--dry-run"]);
    assert!(dry.stdout.contains("1 text would be put right"), "{}{}", dry.stdout, dry.stderr);
    assert!(sandbox.read("translations/hr/a.md.po").contains("Pričekajte..."));
    let run = sandbox.run(&["check", "--fix"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(sandbox.read("translations/hr/a.md.po").contains("msgstr \"Pričekajte…\"\n"));
    assert!(sandbox.run(&["check", "--fix"]).stdout.contains("Nothing to put right"), "a second run has nothing to do");
}

#[test]
fn an_approved_text_is_left_alone_until_asked() {
    let sandbox = project();
    let git = |arguments: &[&str]| {
        let done = std::process::Command::new("git").current_dir(sandbox.root()).args(arguments).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "-q"]);
    let approved = sandbox.run(&["approve", "-l", "hr", "--all", "--as", "Ana"]);
    assert_eq!(approved.code, 0, "{}{}", approved.stdout, approved.stderr);
    let run = sandbox.run(&["check", "--fix"]);
    assert!(run.stdout.contains("1 revised or approved left"), "{}{}", run.stdout, run.stderr);
    assert!(sandbox.read("translations/hr/a.md.po").contains("Pričekajte..."));
    sandbox.run(&["check", "--fix", "--signed"]);
    assert!(sandbox.read("translations/hr/a.md.po").contains("Pričekajte…"));
}
