#!/usr/bin/env python3
"""Runs `concordia draft --engine deepl` against DeepL's own mock server on this machine.

  git clone https://github.com/DeepLcom/deepl-mock && (cd deepl-mock && npm install --omit=dev)
  scripts/try-deepl-mock.py deepl-mock [--spec openapi.yaml] [--program target/debug/concordia]

With --spec (from https://github.com/DeepLcom/openapi) the mock checks every request and answer against it. Faults are
asked for by a header that the program does not send, so a small relay adds it. Needs Node.js and Python, nothing else.
"""
import argparse, http.server, json, os, pathlib, shutil, socket, subprocess, sys, tempfile, threading, time, urllib.error, urllib.request

arguments = argparse.ArgumentParser()
arguments.add_argument("mock")
arguments.add_argument("--spec")
arguments.add_argument("--program", default="target/debug/concordia")
arguments = arguments.parse_args()
program = os.path.abspath(arguments.program)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


port = free_port()
environment = dict(os.environ, DEEPL_MOCK_SERVER_PORT=str(port))
if arguments.spec:
    environment.update(DEEPL_MOCK_SPEC_PATH=os.path.abspath(arguments.spec), VALIDATE_REQUESTS="1", VALIDATE_RESPONSES="1")
mock = subprocess.Popen(["node", "index.js"], cwd=arguments.mock, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
seen = []
messages = {}


def relay(session):
    class Relay(http.server.BaseHTTPRequestHandler):
        def pass_on(self):
            body = self.rfile.read(int(self.headers.get("content-length") or 0)) or None
            headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection", "accept-encoding")}
            request = urllib.request.Request(f"http://127.0.0.1:{port}{self.path}", body, headers | session, method=self.command)
            try:
                answer = urllib.request.urlopen(request)
            except urllib.error.HTTPError as error:
                answer = error
            data = answer.read()
            seen.append((self.command, self.path, answer.status, data.decode(errors="replace")[:300]))
            self.send_response(answer.status)
            self.send_header("content-type", answer.headers.get("content-type") or "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        do_GET = do_POST = pass_on
        def log_message(self, *_): pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Relay)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def run(session, languages, more=()):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="concordia-mock-"))
    (folder / "p/source-en").mkdir(parents=True)
    (folder / "p/glossaries").mkdir()
    (folder / "p/concordia.toml").write_text(f'[project]\nlanguages = {json.dumps(languages)}\n[glossary]\nfiles = ["glossaries/*.csv"]\n'
                                            f'[engines.deepl]\nurl = "{relay(session)}"\nmodel = "prefer_quality_optimized"\n')
    (folder / "p/source-en/a.md").write_text("proton beam\n\nIt has a **bold** word.\n")
    (folder / "p/source-en/ui.ftl").write_text("## Physics\n\n# On a button.\nbeam = proton beam\n")
    glossary = pathlib.Path(__file__).parent.parent / "glossaries"
    for file in glossary.glob("*.csv"):
        shutil.copy(file, folder / "p/glossaries")
    result = subprocess.run([program, "draft", "--engine", "deepl", "--format", "json", *more], cwd=folder / "p", capture_output=True, text=True,
                            env=dict(os.environ, DEEPL_AUTH_KEY="mock-key-" + session.get("mock-server-session", "plain"), XDG_CACHE_HOME=str(folder / "cache")))
    catalogues = {f.parent.name: f.read_text() for f in (folder / "p").glob("translations/*/a.md.po")}
    messages.update({f.parent.name: f.read_text() for f in (folder / "p").glob("translations/*/ui.ftl.po")})
    shutil.rmtree(folder)
    return result, catalogues


def check(what, holds, show=""):
    print(("ok    " if holds else "WRONG ") + what, "" if holds else show)
    return holds


try:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            break
        except OSError:
            time.sleep(0.1)
    good = True
    languages = ["bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"]
    result, catalogues = run({}, languages)
    good &= check("all 23 languages: refused texts (exit 1), no failure", result.returncode == 1 and not result.stderr, result.stderr)
    filled = [code for code in languages if '#, fuzzy\nmsgid "proton beam"\nmsgstr "' in catalogues.get(code, "")]
    good &= check(f"all 23 languages: {len(filled)} drafts of the mock's only text", len(filled) == 23, sorted(set(languages) - set(filled)))
    keyed = [code for code in languages if '#, fuzzy\nmsgctxt "beam"' in messages.get(code, "")]
    good &= check(f"messages with their context: {len(keyed)} drafts", len(keyed) == 23, sorted(set(languages) - set(keyed)))
    good &= check("the mock drops tags: the marked-up unit was refused everywhere", all("bold** word.\"\nmsgstr \"\"" in text for text in catalogues.values()))
    made = [line for line in seen if line[:2] == ("POST", "/v3/glossaries") and line[2] in (200, 201)]
    good &= check(f"glossaries made: {len(made)} (none for ga, hr, mt)", len(made) > 0 and not any(f'"target_lang":"{c}"' in line[3] for line in made for c in ("ga", "hr", "mt")))
    good &= check("the features of the languages were asked for", any(path.startswith("/v3/languages") and status == 200 for _, path, status, _ in seen))
    bad = [line for line in seen if line[2] >= 400]
    good &= check(f"{len(seen)} requests, none rejected" + (" by the published schema" if arguments.spec else ""), not bad, bad[:3])
    seen.clear()
    result, catalogues = run({"mock-server-session": "busy", "mock-server-session-429-count": "2"}, ["da"])
    statuses = [status for _, path, status, _ in seen if path == "/v2/translate"]
    good &= check(f"429 twice, then done: {statuses}", statuses[:3] == [429, 429, 200] and result.returncode == 1, result.stderr)
    seen.clear()
    result, catalogues = run({"mock-server-session": "broken", "mock-server-session-5xx-count": "2"}, ["da"])
    good &= check("503 twice, then done", result.returncode == 1 and "#, fuzzy" in catalogues.get("da", ""), result.stderr)
    result, _ = run({"mock-server-session": "poor", "mock-server-session-init-character-limit": "12"}, ["da"])
    stopped = json.loads(result.stdout)["languages"][0]["stopped"] or ""
    good &= check("what the account has left caps the run", "account has left" in stopped and result.returncode == 2, result.stdout + result.stderr)
    sys.exit(not good)
finally:
    mock.terminate()
    errors = mock.stderr.read()
    if errors.strip():
        print(errors[-600:], file=sys.stderr)
