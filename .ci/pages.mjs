// Opens every kind of report page in a real browser and proves what must hold of it: no console errors, no request to
// anywhere, links and anchors resolve, no finding of axe-core, no sideways scrolling at 320 pixels, every interactive
// element is reached and seen by keyboard alone, tables sort, and a form comes back through `concordia apply`.
//
//   node .ci/pages.mjs PROJECT PROGRAM [PICTURES]
//
// PROJECT is a scratch copy of the project (its reports are written and its form is applied); PROGRAM is the concordia
// binary. A second project full of hostile names and texts, with a history of ten weeks, is made on the spot. Installs
// puppeteer-core and axe-core where they are missing; needs Node 20, Git and a Chromium (CHROMIUM, else
// /usr/bin/chromium). With PICTURES, screenshots and A4 prints go into that folder.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [project, program, pictures] = process.argv.slice(2).map((path) => resolve(path));
if (!project || !program) {
  console.error("usage: node .ci/pages.mjs PROJECT PROGRAM [PICTURES]");
  process.exit(2);
}
const tools = process.env.PAGES_TOOLS ?? join(tmpdir(), "concordia-pages-tools");
if (!existsSync(join(tools, "node_modules", "axe-core"))) {
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(tools, "package.json"), "{}");
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "puppeteer-core@24", "axe-core@4"], { cwd: tools, stdio: "inherit" });
}
const require = createRequire(join(tools, "package.json"));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const keys = [...readFileSync(join(dirname(fileURLToPath(import.meta.url)), "../assets/report/en/report.ftl"), "utf8").matchAll(/^([a-z]+(?:-[a-z]+)+) =/gm)].map((match) => match[1]);
const problems = [];
let runs = 0;
let stops = 0;
let sorts = 0;

/** Makes a project whose every name and text tries to be something else, with ten weeks of history. */
function hostileProject() {
  const folder = mkdtempSync(join(tmpdir(), "concordia-hostile-"));
  const git = (args, env = {}) => execFileSync("git", ["-c", "user.name=\"><script>alert(1)</script>", "-c", "user.email=x@example.org", ...args], { cwd: folder, env: { ...process.env, ...env } });
  const long = "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(4);
  writeFileSync(join(folder, "concordia.toml"), `[project]\nname = '</title><script>alert("name")</script> ${long}'\nlanguages = ["de", "ga", "pl"]\n[[waves]]\nname = "<img src=x onerror=alert(1)>${long}"\nlanguages = ["de"]\ndue = "2027-01-01"\n`);
  mkdirSync(join(folder, "source-en"), { recursive: true });
  const points = (count) => Array.from({ length: 30 }, (_, at) => `=SUM(A${at}) "><script>alert(${at})</script> \u202eevil${at < count ? "" : " must not"} word\n`).join("\n");
  writeFileSync(join(folder, "source-en", "a<b>&'c.md"), `# "><svg onload=alert(1)>\n\n${long}\n\n${points(30)}`);
  git(["init", "-q"]);
  spawnSync(program, ["sync"], { cwd: folder });
  const catalogue = join(folder, "translations", "de", "a<b>&'c.md.po");
  for (let week = 0; week < 10; week += 1) {
    let at = 0;
    const text = readFileSync(catalogue, "utf8").replace(/(msgid "[^]+?"\nmsgstr )"([^"]*)"/g, (whole, head, old) => (head.includes('msgid ""\n') ? whole : `${head}"${at++ < week * 2 ? `=cmd|' /C calc'!A0 <script>alert(2)</script>\u200b ${long}` : old}"`));
    writeFileSync(catalogue, text);
    git(["add", "-A"]);
    const time = new Date(Date.UTC(2026, 8, 7 + 7 * week, 12)).toISOString();
    git(["commit", "-q", "--allow-empty", "-m", "<b>week</b>", "--date", time], { GIT_COMMITTER_DATE: time });
  }
  writeFileSync(join(folder, "source-en", "a<b>&'c.md"), `# "><svg onload=alert(1)>\n\n${long}\n\n${points(20)}`);
  git(["commit", "-qam", "\u202eedit <script>"], { GIT_COMMITTER_DATE: "2026-11-20T12:00:00Z" });
  return folder;
}

/** Returns every page below a folder. */
function pagesIn(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? pagesIn(path) : name.endsWith(".html") ? [path] : [];
  });
}

/** Checks links, anchors, ids and words of every page from the files themselves. */
function examineFiles(pages, say) {
  const ids = new Map(pages.map((page) => [page, [...readFileSync(page, "utf8").matchAll(/<[a-z0-9]+[^>]* id=(?:"([^"]*)"|([^\s>]+))/g)].map((match) => match[1] ?? match[2])]));
  const anchors = new Map([...ids].map(([page, own]) => [page, new Set(own)]));
  for (const page of pages) {
    const text = readFileSync(page, "utf8");
    const own = ids.get(page);
    if (anchors.get(page).size !== own.length) say(page, `the id ${own.find((id, at) => own.indexOf(id) !== at)} occurs twice`);
    if (/(?:src|href)="?(?:https?:)?\/\//.test(text)) say(page, "asks for something from outside");
    if (/[\u202a-\u202e\u2066-\u2069\u200b]/.test(text)) say(page, "holds a character that nobody sees");
    const key = keys.find((key) => text.includes(`>${key}<`));
    if (key) say(page, `shows the key ${key} instead of words`);
    for (const [, quoted, bare] of text.matchAll(/<(?:a|img)[^>]* (?:href|src)=(?:"([^"]*)"|([^\s>]+))/g)) {
      const to = quoted ?? bare;
      const [path, fragment] = to.replaceAll("&amp;", "&").split("#");
      const target = path ? resolve(dirname(page), decodeURIComponent(path)) : page;
      if (!existsSync(target)) say(page, `link to ${to} leads nowhere`);
      else if (fragment && anchors.has(target) && !anchors.get(target).has(decodeURIComponent(fragment))) say(page, `no anchor for ${to}`);
    }
  }
}

/** Returns the fullest page of each kind. */
function kindsOf(pages, reports) {
  const kind = (page) => {
    const path = relative(reports, page);
    if (path.startsWith("modules/")) return "module";
    if (!path.includes("/")) return path.replace(".html", "");
    return path.endsWith("/index.html") ? "language" : "review";
  };
  const kinds = new Map();
  for (const page of pages) {
    const size = statSync(page).size;
    const best = kinds.get(kind(page));
    if (!best || size > best.size) kinds.set(kind(page), { page, size });
  }
  return kinds;
}

/** Opens a page, listens for what must not happen, and keeps a bounded part of what repeats. */
async function open(browser, path, width, scheme, say) {
  const page = await browser.newPage();
  page.on("console", (message) => message.type() === "error" && say(path, `console: ${message.text()}`));
  page.on("pageerror", (error) => say(path, `script: ${error.message}`));
  page.on("dialog", (dialog) => (dialog.type() !== "beforeunload" && say(path, `dialog: ${dialog.message()}`), dialog.accept()));
  page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || say(path, `asks for ${request.url()}`));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(path).href);
  return page;
}

/** Large pages repeat one pattern: the first units, rows and charts stand for all of them. */
const thin = (page, most) => page.evaluate((most) => {
  [...document.querySelectorAll("article")].slice(most).forEach((unit) => unit.remove());
  document.querySelectorAll("tbody").forEach((body) => [...body.rows].slice(most).forEach((row) => row.remove()));
  [...document.querySelectorAll(".figures section")].slice(most).forEach((section) => section.remove());
  [...document.querySelectorAll("main > h2 ~ dl")].slice(most).forEach((list) => list.remove());
  document.querySelectorAll("details").forEach((details, at) => { details.open = at < 3; });
}, most);

/** Presses Tab until the page ends, and holds the stops against everything that can be operated. */
async function byKeyboard(page, path, say) {
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
    const shown = all.filter((element) => element.checkVisibility({ visibilityProperty: true }));
    shown.forEach((element, at) => { element.dataset.stop = at; });
    return shown.map((element) => element.outerHTML.slice(0, 90));
  });
  const reached = new Set();
  for (let press = 0; press < wanted.length + 2; press += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const here = document.activeElement;
      const style = getComputedStyle(here);
      return { at: here.dataset?.stop, seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, skip: here.matches(".skip") };
    });
    if (press === 0 && !stop.skip) say(path, "Tab does not reach the skip link first");
    if (stop.at === undefined) continue;
    if (!stop.seen) say(path, `the focus is not seen on ${wanted[stop.at]}`);
    reached.add(Number(stop.at));
  }
  stops += reached.size;
  wanted.forEach((html, at) => reached.has(at) || say(path, `the keyboard does not reach ${html}`));
}

/** Sorts every table by every column, with the keyboard, up and down. */
async function sortTables(page, path, say) {
  const heads = await page.$$("table.sorts th button");
  for (const head of heads) {
    const order = () => head.evaluate((button) => [...button.closest("table").tBodies[0].rows].map((row) => row.cells[button.closest("th").cellIndex].textContent));
    const before = await order();
    await head.focus();
    await page.keyboard.press("Enter");
    const down = await order();
    await page.keyboard.press("Space");
    const up = await order();
    const said = await head.evaluate((button) => button.closest("th").getAttribute("aria-sort"));
    if (said !== "ascending") say(path, "sorting is not announced");
    if ([...down].sort().join() !== [...before].sort().join()) say(path, "sorting loses rows");
    const numbers = (list) => list.map((text) => text.replace(/[\s\u00a0%]/g, "")).map((text) => (/^\d+$/.test(text) ? Number(text) : NaN));
    const rising = numbers(up);
    if (rising.length && rising.every((value) => !Number.isNaN(value)) && rising.some((value, at) => at && value < rising[at - 1])) say(path, `does not sort numbers: ${up.slice(0, 5)}`);
    sorts += 1;
  }
}

/** Corrects the first unit of a review page, saves the form, and applies it twice. */
async function fillForm(browser, review, project, say) {
  const page = await open(browser, review, 1280, "light", say);
  const folder = mkdtempSync(join(tmpdir(), "concordia-form-"));
  const client = await page.createCDPSession();
  await client.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  const unit = await page.evaluate(() => {
    document.querySelector("article details.answer").open = true;
    return document.querySelector("article h3 a").textContent;
  });
  await page.focus("article textarea");
  await page.keyboard.type("Żółć „próba” ");
  await page.click(".save button");
  const asked = await page.evaluate(() => [document.activeElement.id, document.querySelector(".save output").textContent]);
  if (asked[0] !== "who" || readdirSync(folder).length) say(review, `saved without a name: ${asked}`);
  await page.type("#who", "Page Tester");
  const texts = await page.evaluate(() => [...document.querySelector("article").querySelectorAll("textarea")].map((area) => area.value || (area.value = "x")));
  await page.click(".save button");
  for (let wait = 0; wait < 50 && !readdirSync(folder).some((name) => name.endsWith(".json")); wait += 1) await new Promise((done) => setTimeout(done, 100));
  const saved = readdirSync(folder).find((name) => name.endsWith(".json"));
  if (!saved) say(review, "saved no file");
  else {
    const apply = () => spawnSync(program, ["apply", "--format", "json", join(folder, saved)], { cwd: project, encoding: "utf8" });
    const run = apply();
    const answer = run.status === 0 ? JSON.parse(run.stdout).files[0].units : [];
    if (answer.length !== 1 || answer[0].unit !== unit || answer[0].fate !== "applied") say(review, `apply said ${run.status}: ${run.stdout} ${run.stderr}`);
    const again = apply();
    const fate = again.stdout ? JSON.parse(again.stdout).files[0].units[0].fate : "nothing";
    if (fate !== "unchanged") say(review, `applying twice: ${fate}`);
    console.log(`form: ${unit} came back as ${JSON.stringify(texts[0]).slice(0, 60)}`);
  }
  await page.close();
  rmSync(folder, { recursive: true });
}

async function examine(browser, project, name, hasForm) {
  const say = (page, text) => problems.push(`${name}: ${relative(project, page)}: ${text}`);
  const written = spawnSync(program, ["report", "-q", "--xlsx"], { cwd: project, encoding: "utf8" });
  if (written.status !== 0) return say(project, `report said ${written.status}: ${written.stderr}`);
  const reports = join(project, "reports");
  const pages = pagesIn(reports);
  examineFiles(pages, say);
  const kinds = kindsOf(pages, reports);
  if (process.env.REVIEW_PAGE && hasForm) kinds.set("review", { page: join(reports, process.env.REVIEW_PAGE), size: 0 });
  for (const [kind, { page: path }] of kinds) {
    for (const width of [1280, 320]) for (const scheme of ["light", "dark"]) {
      const page = await open(browser, path, width, scheme, say);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) say(path, `is ${wide} pixels too wide at ${width}`);
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${kind}-${width}-${scheme}.png`) });
      await thin(page, 40);
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      for (const violation of found.violations) say(path, `axe ${violation.id} at ${width} ${scheme}: ${violation.help}: ${violation.nodes[0].html.slice(0, 160)}`);
      runs += 1;
      await page.close();
    }
    const page = await open(browser, path, 1280, "light", say);
    if (pictures) await page.pdf({ path: join(pictures, `${name}-${kind}.pdf`), preferCSSPageSize: true });
    await sortTables(page, path, say);
    await page.close();
    // A page of its own: the first Tab counts from the top, not from the last column that was sorted.
    const fresh = await open(browser, path, 1280, "light", say);
    await thin(fresh, 12);
    await byKeyboard(fresh, path, say);
    await fresh.close();
  }
  if (hasForm && kinds.has("review")) await fillForm(browser, kinds.get("review").page, project, say);
  console.log(`${name}: ${pages.length} pages, of the kinds ${[...kinds.keys()].join(", ")}`);
}

if (pictures) mkdirSync(pictures, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), "concordia-browser-"));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  userDataDir: profile,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  protocolTimeout: 240000,
});
const hostile = hostileProject();
try {
  await examine(browser, project, "project", true);
  await examine(browser, hostile, "hostile", false);
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
  rmSync(hostile, { recursive: true, force: true });
}
for (const problem of [...new Set(problems)]) console.log(problem);
console.log(`${runs} looks with axe-core, ${stops} stops by keyboard, ${sorts} columns sorted, ${problems.length} problems.`);
process.exit(problems.length ? 1 : 0);
