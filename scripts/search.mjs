// The client's own search engine over a built site on disk: queries on standard input, one JSON line for each.
// Usage: node scripts/search.mjs SITE_DIR ky|ru [--limit N]
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import vm from "node:vm";

const [site, lang, ...rest] = process.argv.slice(2);
const limit = rest[0] === "--limit" ? Number(rest[1]) : Infinity;
if (!site || !lang || Number.isNaN(limit)) {
  process.stderr.write("usage: node scripts/search.mjs SITE_DIR ky|ru [--limit N]\n");
  process.exit(2);
}

const context = vm.createContext({ console });
const run = (path) => vm.runInContext(readFileSync(join(site, path), "utf8"), context, { filename: path });
const scripts = readdirSync(join(site, "assets/javascripts"));
for (const name of ["language", "language-stems", "language-roots", "search"]) run("assets/javascripts/" + scripts.find((one) => one.replace(/\.[0-9a-f]{8}\.js$/, "") === name));
const { portalSearch } = context;
portalSearch.use(async (address) => run(address.split("?")[0]));
const index = await portalSearch.open(lang, "");

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const result = await index.search(line, { all: true });
  const some = result.hits.slice(0, limit);
  const cards = await index.cards(some.map((hit) => hit.doc));
  const by = new Map(some.map((hit) => [hit.doc, hit]));
  const hits = cards.map((card) => {
    const hit = by.get(card.doc);
    const unit = hit.units.includes(0) ? 0 : hit.units[0] || 0;
    const heading = unit ? card.units[unit - 1] : undefined;
    return { path: card.path, anchor: heading ? heading.anchor : "", title: card.title, score: Math.round(hit.score * 1e4) / 1e4 };
  });
  process.stdout.write(JSON.stringify({ query: line, total: result.hits.length, repaired: result.repaired, hits }) + "\n");
}
