// Compiles MDX pages that Concordia has built from hostile translations with the reference compiler.
//
// Usage: node scripts/check_mdx.mjs CONCORDIA FOLDER
// FOLDER holds node_modules/@mdx-js/mdx. Exit code 1 when a page does not compile.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [program, folder] = process.argv.slice(2).map((argument) => resolve(argument));
const { compile } = await import(pathToFileURL(join(folder, "node_modules/@mdx-js/mdx/index.js")));

const pages = [
  '<Card title="Card title">\n  Inner text here.\n\n  Para in card.\n</Card>\n',
  'Text before\n<Card>\ntext in between\n</Card>\ntext after\n',
  '# When a \\< b\n\nText {props.name} and `{code}` here.\n\n- Item one\n  <Note />\n- Item two\n',
  'import A from "./a.js"\n\nexport const meta = {\n  title: "x",\n\n  other: 1\n}\n\nSome text\n',
  '<>\n\nFragment text\n\n</>\n',
  '<div>Text *in* a block <b>bold</b></div>\n\n<p>One\nTwo</p>\n',
  '<Tabs\n  a={() => { return "x" }}\n>\n  <Tab label="One">\n\nIn the tab\n\n  </Tab>\n</Tabs>\n',
  '{/* concordia: note keep */}\n\nNoted text with <Kbd>Ctrl</Kbd> and <br/> break.\n\n{cond && <b>shown</b>}\n',
  '| a | b |\n| - | - |\n| cell {x} | cell <b>two</b> |\n\n![An image](a.png "Its title")\n\n> Quoted\n> <B>\n> text\n> </B>\n',
  '<details>\n<summary>Summary text</summary>\n\nHidden text\n\n</details>\n\nSetext title\n===\n',
  'Text **with *nested <i>tags</i> here* and** a [link <b>bold</b>](x.md).\n\n```js\n<Card\n```\n\nAfter the code\n',
  '<Card>\n    Indented *text* here.\n    More of it.\n\n        # A deeper heading\n\n    - An item\n</Card>\n',
  '# Title\n    Text below a heading\n\n      Text with <b>bold</b> and {x}\n',
  '1. First\n\n   <Steps>\n\n   Inside the step\n\n   </Steps>\n\n2. Second {1 + 1}\n',
];
const hostile = [
  "Hvis a < b", "{/* x */} } {", "{evil()}", "}", "</Card>", "<Card>", "<Card", "<>", "</>", "a\\\n</Card>\\\nb",
  "import x from 'y'", "export default 1", "<http://a.b>", "<!-- a -->", "a <b>c", "a </b>", "*a <b>c* d</b>", "`{`",
  "`a` < ` {", "\\{a}", "\\\\{a}", "a<br>b", "# {a}", "a {", "{a\\\nb}", "<b\\\n>", "<?a?>", "a {#id}", "*", "<3", "<1a",
  "<a.b />", "<a:b>", "<$>", "<_x>", "{props.name}", "{x}\\\n{x}", "<b>a</b>\\\n<i>c</i>", "`<b>`", "a ``` {",
];

const project = mkdtempSync(join(tmpdir(), "mdx-"));
const run = (...words) => {
  try {
    return execFileSync(program, words, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    if (error.status !== 1) throw error;
    return error.stdout;
  }
};
// Wraps every unit in what it is not, so that tags and expressions of the English stay.
const translations = [
  ...hostile.map((text) => () => text),
  ...hostile.map((text) => (english) => `${english} ${text}`),
  ...hostile.map((text) => (english) => `${text} ${english}`),
];
mkdirSync(join(project, "source-en"));
pages.forEach((page, index) => writeFileSync(join(project, "source-en", `p${index}.mdx`), page));
writeFileSync(join(project, "concordia.toml"), '[[sources]]\nfiles = "**/*.mdx"\n');

let [compiled, failed, changed] = [0, 0, 0];
const check = async (path, what) => {
  const text = readFileSync(path, "utf8");
  compiled += 1;
  changed += pages.includes(text) ? 0 : 1;
  try {
    await compile(text);
  } catch (error) {
    failed += 1;
    console.log(`${what}: ${error.message}\n${text.replace(/^/gm, "  | ")}`);
  }
};
for (const [index] of pages.entries()) await check(join(project, "source-en", `p${index}.mdx`), `english ${index}`);
run("sync", "-l", "da");
run("pseudo");
for (const [index] of pages.entries()) await check(join(project, "build/en-XA", `p${index}.mdx`), `pseudo ${index}`);
const catalogues = readdirSync(join(project, "translations/da")).filter((name) => name.endsWith(".po"));
const empty = new Map(catalogues.map((name) => [name, readFileSync(join(project, "translations/da", name), "utf8")]));
const unquoted = (lines) => lines.match(/"(.*)"/g).map((line) => JSON.parse(line)).join("");
for (const [number, translate] of translations.entries()) {
  for (const [name, text] of empty) {
    const filled = text.replace(/^msgid ((?:".*"\n)+)msgstr ""$/gm, (whole, id) =>
      unquoted(id) === "" ? whole : `msgid ${id}msgstr ${JSON.stringify(translate(unquoted(id)))}`);
    writeFileSync(join(project, "translations/da", name), filled);
  }
  run("build", "-q", "-l", "da");
  for (const [index] of pages.entries()) {
    await check(join(project, "build/da", `p${index}.mdx`), `page ${index}, translation ${number}: ${translate("English")}`);
  }
}
rmSync(project, { recursive: true });
console.log(`${compiled} pages compiled, ${changed} of them changed; ${failed} failed`);
process.exit(failed ? 1 : 0);
