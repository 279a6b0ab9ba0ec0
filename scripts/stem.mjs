// Words, one a line, from standard input → their query-side stems, one a line: node scripts/stem.mjs ky|ru
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const source = (name) => readFileSync(new URL(`../overrides/assets/javascripts/${name}`, import.meta.url), "utf8");
const parts = JSON.parse(source("scripts.json"));
for (const name of ["language-roots.js", "language.js", "language-stems.js"]) runInThisContext(parts[name].map(source).join(""));

const [lang, ...more] = process.argv.slice(2);
if (!(lang in portalLanguages()) || more.length) { // eslint-disable-line no-undef -- of the scripts above
  console.error("usage: node scripts/stem.mjs ky|ru < words");
  process.exit(2);
}
const text = readFileSync(0, "utf8").replaceAll("\r\n", "\n");
const words = text ? text.replace(/\n$/, "").split("\n") : [];
process.stdout.write(words.map((word) => globalThis.portalLanguage.queryStem(word.trim(), lang) + "\n").join(""));
