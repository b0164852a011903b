// Opens every kind of report page in a real browser and proves what must hold of it: no console errors, no request to
// anywhere, links and anchors resolve, no finding of axe-core, no sideways scrolling at 320 pixels, and a form that
// comes back through `concordia apply`.
//
//   node .ci/pages.mjs PROJECT PROGRAM [PICTURES]
//
// PROJECT is a scratch copy of the project whose reports are written (the form is applied to it); PROGRAM is the
// concordia binary. Installs puppeteer-core and axe-core where they are missing; needs Node 20 and a Chromium
// (CHROMIUM, else /usr/bin/chromium).
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL, fileURLToPath } from "node:url";

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
const reports = join(project, "reports");
const pages = [];
(function walk(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path);
    else if (name.endsWith(".html")) pages.push(path);
  }
})(reports);
const problems = [];
const say = (page, text) => problems.push(`${relative(project, page)}: ${text}`);

// Links and anchors, on all pages, from the files themselves.
const anchors = new Map(pages.map((page) => [page, new Set([...readFileSync(page, "utf8").matchAll(/ id="([^"]*)"/g)].map((m) => m[1]))]));
for (const page of pages) {
  const text = readFileSync(page, "utf8");
  const own = [...text.matchAll(/ id="([^"]*)"/g)].map((m) => m[1]);
  if (new Set(own).size !== own.length) say(page, `the id ${own.find((id, at) => own.indexOf(id) !== at)} occurs twice`);
  if (/(?:src|href)="(?:https?:)?\/\//.test(text)) say(page, "asks for something from outside");
  for (const [, to] of text.matchAll(/<(?:a|img)[^>]* (?:href|src)="([^"]*)"/g)) {
    const [path, fragment] = to.replaceAll("&amp;", "&").split("#");
    const target = path ? resolve(dirname(page), decodeURIComponent(path)) : page;
    if (!existsSync(target)) say(page, `link to ${to} leads nowhere`);
    else if (fragment && anchors.has(target) && !anchors.get(target).has(decodeURIComponent(fragment))) say(page, `no anchor for ${to}`);
  }
}

// One page of each kind in the browser: the fullest one.
const kind = (page) => {
  const path = relative(reports, page);
  if (/^modules\//.test(path)) return "module";
  if (!path.includes("/")) return path;
  return path.endsWith("/index.html") ? "language" : "review";
};
const kinds = new Map();
for (const page of pages) {
  const size = statSync(page).size;
  const best = kinds.get(kind(page));
  if (!best || size > best.size) kinds.set(kind(page), { page, size });
}
if (process.env.REVIEW_PAGE) kinds.set("review", { page: join(reports, process.env.REVIEW_PAGE), size: 0 });
const home = mkdtempSync(join(tmpdir(), "concordia-browser-"));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  userDataDir: home,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  protocolTimeout: 240000,
});
if (pictures) mkdirSync(pictures, { recursive: true });
let runs = 0;
try {
  for (const [name, { page: path }] of kinds) {
    for (const width of [1280, 320]) for (const scheme of ["light", "dark"]) {
      const page = await browser.newPage();
      page.on("console", (message) => message.type() === "error" && say(path, `console: ${message.text()}`));
      page.on("pageerror", (error) => say(path, `script: ${error.message}`));
      page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || say(path, `asks for ${request.url()}`));
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto(pathToFileURL(path).href);
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) say(path, `scrolls sideways at ${width}`);
      if (pictures) await page.screenshot({ path: join(pictures, `${name.replace(".html", "")}-${width}-${scheme}.png`) });
      // Large pages repeat one pattern: the first fifty units stand for all of them.
      await page.evaluate(() => {
        [...document.querySelectorAll("article")].slice(50).forEach((unit) => unit.remove());
        document.querySelectorAll("details").forEach((details, at) => { details.open = at < 3; });
      });
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      for (const violation of found.violations) say(path, `axe ${violation.id} at ${width} ${scheme}: ${violation.help}: ${violation.nodes[0].html.slice(0, 160)}`);
      runs += 1;
      await page.close();
    }
  }
  // By keyboard alone: Tab reaches the skip link first, and then every link, button and field in turn.
  const home = await browser.newPage();
  await home.goto(pathToFileURL(join(reports, "index.html")).href);
  await home.keyboard.press("Tab");
  if (!(await home.evaluate(() => document.activeElement.matches(".skip")))) say(join(reports, "index.html"), "Tab does not reach the skip link first");
  const sorted = await home.evaluate(() => {
    const button = document.querySelector("table.sorts th button");
    if (!button) return "no table can be sorted";
    button.focus();
    button.click();
    return button.closest("th").hasAttribute("aria-sort") ? "" : "sorting is not announced";
  });
  if (sorted) say(join(reports, "index.html"), sorted);
  await home.close();
  // The form: correct the first unit, save, apply.
  const review = kinds.get("review")?.page;
  if (review) {
    const page = await browser.newPage();
    const folder = mkdtempSync(join(tmpdir(), "concordia-form-"));
    const client = await page.createCDPSession();
    await client.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    await page.goto(pathToFileURL(review).href);
    const unit = await page.evaluate(() => {
      document.querySelector("details").open = true;
      return document.querySelector("article").dataset.unit;
    });
    await page.type("#who", "Page Tester");
    await page.focus("article textarea");
    await page.keyboard.type("Żółć „próba” ");
    const texts = await page.evaluate(() => [...document.querySelector("article").querySelectorAll("textarea")].map((area) => area.value || (area.value = "x")));
    await page.click(".save button");
    for (let wait = 0; wait < 50 && !readdirSync(folder).some((name) => name.endsWith(".json")); wait += 1) await new Promise((done) => setTimeout(done, 100));
    const saved = readdirSync(folder).find((name) => name.endsWith(".json"));
    if (!saved) say(review, "saved no file");
    else {
      const run = spawnSync(program, ["apply", "--format", "json", join(folder, saved)], { cwd: project, encoding: "utf8" });
      const answer = run.status === 0 ? JSON.parse(run.stdout).files[0].units : [];
      if (answer.length !== 1 || answer[0].unit !== unit || answer[0].fate !== "applied") say(review, `apply said ${run.status}: ${run.stdout} ${run.stderr}`);
      const again = spawnSync(program, ["apply", "--format", "json", join(folder, saved)], { cwd: project, encoding: "utf8" });
      const fate = again.stdout ? JSON.parse(again.stdout).files[0].units[0].fate : "nothing";
      if (fate !== "unchanged") say(review, `applying twice: ${fate}`);
      console.log(`form: ${unit} came back as ${JSON.stringify(texts[0]).slice(0, 60)}`);
    }
    await page.close();
    rmSync(folder, { recursive: true });
  }
} finally {
  await browser.close();
  rmSync(home, { recursive: true, force: true });
}
for (const problem of problems) console.log(problem);
console.log(`${pages.length} pages with their links, ${kinds.size} kinds in the browser ${runs} times, ${problems.length} problems.`);
process.exit(problems.length ? 1 : 0);
