"""Generated corpora, and projects made of them."""
import json
import pathlib
import shutil
import subprocess
import sys

from measure import CONCORDIA


class Corpora:
    """The generator, the editor, and the folder that everything is made in."""

    def __init__(self, generator, editor, folder):
        self.generator, self.editor, self.folder = generator, editor, folder

    def made(self, name, *options):
        """A corpus; made once."""
        out = self.folder / name
        if not (out / ".done").exists():
            command = [sys.executable, self.generator, out, *options]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            (out / ".done").touch()
        return out

    def edited(self, name):
        """The English of a corpus, edited."""
        out = self.folder / f"{name}-edited"
        if not (out / ".done").exists():
            command = [sys.executable, self.editor, self.folder / name, out]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            (out / ".done").touch()
        return out

    def project(self, size):
        """A project with one catalogue per module and language, in sync."""
        corpus, root = self.made(size, "--size", size), self.folder / f"{size}-project"
        if (root / ".done").exists():
            return root
        shutil.rmtree(root, ignore_errors=True)
        english(corpus, root)
        languages = sorted(path.name for path in (corpus / "po").iterdir() if path.is_dir())
        for language in languages:
            (root / "translations" / language).mkdir(parents=True)
            for catalogue in (corpus / "po" / language).glob("*.po"):
                if (root / "source-en" / f"{catalogue.stem}.md").exists():
                    shutil.copy(catalogue, root / "translations" / language / f"{catalogue.stem}.md.po")
        return configured(root, languages)

    def single(self, name, modules):
        """A project with one module, one language and one large catalogue, in sync."""
        options = ["--modules", str(modules), "--units", "300", "--langs", "de", "--layout", "single"]
        corpus, root = self.made(name, *options), self.folder / f"{name}-project"
        if (root / ".done").exists():
            return root
        shutil.rmtree(root, ignore_errors=True)
        (root / "source-en").mkdir(parents=True)
        (root / "translations" / "de").mkdir(parents=True)
        joined(corpus, root)
        shutil.copy(corpus / "po" / "de.po", root / "translations" / "de" / "all.md.po")
        return configured(root, ["de"])


def english(corpus, root):
    """Copies the English modules of a corpus into a project."""
    (root / "source-en").mkdir(parents=True, exist_ok=True)
    for module in sorted((corpus / "en").glob("*.md")):
        shutil.copyfile(module, root / "source-en" / module.name)


def joined(corpus, root):
    """Writes the English modules of a corpus, without their front matter, as one module of a project."""
    parts = []
    for module in sorted((corpus / "en").glob("*.md")):
        text = module.read_text()
        parts.append(text.split("\n---\n", 1)[1] if text.startswith("---\n") else text)
    (root / "source-en" / "all.md").write_text("\n".join(parts))


def configured(root, languages, marked=True):
    """Writes the configuration and brings the catalogues up to the English."""
    codes = ", ".join(json.dumps(code) for code in languages)
    (root / "concordia.toml").write_text(
        f'[project]\nname = "peers"\nlanguages = [{codes}]\n\n[[sources]]\nfiles = "**/*.md"\n'
    )
    subprocess.run([CONCORDIA, "sync", "-q"], cwd=root, check=True, stdout=subprocess.DEVNULL)
    if marked:
        (root / ".done").touch()
    return root


def catalogues(root):
    """The catalogues of a project, in order."""
    return [str(path) for path in sorted(pathlib.Path(root, "translations").rglob("*.po"))]


def book(corpus):
    """The modules of a corpus as an mdBook 0.5 book."""
    items = []
    for module in sorted((corpus / "en").glob("*.md")):
        items.append({"Chapter": {
            "name": module.stem, "content": module.read_text(), "number": None, "sub_items": [],
            "path": module.name, "source_path": module.name, "parent_names": [],
        }})
    return {"items": items}


def config(language, **tables):
    """The configuration of an mdBook 0.5 book."""
    return {"book": {"title": "peers", "language": language, "src": "en", "authors": []}, **tables}
