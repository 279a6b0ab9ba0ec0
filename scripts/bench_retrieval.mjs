// Questions → what the portal, MiniSearch and lunr answer from the same documents; a helper of bench_retrieval.py.
// Usage: node scripts/bench_retrieval.mjs SITE_DIR ky|ru ENGINE,… < questions (JSON list); prints one JSON object.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import vm from "node:vm";

const MOST = 10;
const [site, lang, wanted] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), "package.json"));
const context = vm.createContext({ console });
const run = (path) => {
  if (!existsSync(join(site, path))) throw new Error(path);
  vm.runInContext(readFileSync(join(site, path), "utf8"), context, { filename: path });
};
const scripts = readdirSync(join(site, "assets/javascripts"));
for (const name of ["language", "language-stems", "language-roots", "search"]) run("assets/javascripts/" + scripts.find((one) => one.replace(/\.[0-9a-f]{8}\.js$/, "") === name));
const { portalSearch } = context;
portalSearch.use(async (address) => run(address.split("?")[0]));
const index = await portalSearch.open(lang, "");

const folder = context.portalFolder(lang);
const key = (path) => path.replace(/#.*/, "").replace(/\.html$/, "").slice(path.startsWith(folder) ? folder.length : 0);
/** Documents with a text in this language, as readers see them. */
const documents = [];
for (const card of await index.cards(Array.from({ length: index.manifest.docs }, (_, doc) => doc))) {
  if (card.state === "missing") continue;
  const text = (await index.text(card.doc)).join("\n");
  documents.push({
    id: key(card.path), title: card.title, summary: card.summary, passport: card.passport,
    headings: card.units.map((unit) => unit.title).join("\n"), text,
  });
}

const FIELDS = ["title", "summary", "passport", "headings", "text"];
const engines = {
  async portal(questions) {
    const found = [];
    for (const question of questions) {
      const result = await index.search(question, { all: true });
      const some = result.hits.slice(0, MOST), cards = await index.cards(some.map((hit) => hit.doc));
      const named = index.named ? await index.named(result) : [];
      found.push({ paths: cards.map((card) => key(card.path)), named: named.map((item) => key(item.path)) });
    }
    return found;
  },
  minisearch(questions) {
    const MiniSearch = require("minisearch");
    const engine = new MiniSearch({ fields: FIELDS });
    engine.addAll(documents);
    return questions.map((question) => ({
      paths: engine.search(question, { prefix: true, fuzzy: 0.2, boost: { title: 4, headings: 2, summary: 2 } }).slice(0, MOST).map((hit) => hit.id),
    }));
  },
  lunr(questions) {
    const lunr = require("lunr");
    require("lunr-languages/lunr.stemmer.support.js")(lunr);
    let own = true;
    try {
      require(`lunr-languages/lunr.${lang}.js`)(lunr);
    } catch {
      own = false;
    }
    const engine = lunr(function build() {
      if (own) this.use(lunr[lang]);
      else {
        // Its own trimmer takes every letter that is not Latin away, its stemmer is English.
        this.pipeline.reset();
        this.searchPipeline.reset();
      }
      for (const field of FIELDS) this.field(field, { boost: { title: 4, headings: 2, summary: 2 }[field] || 1 });
      for (const document of documents) this.add(document);
    });
    return questions.map((question) => {
      const plain = question.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
      return { paths: plain ? engine.search(plain.toLowerCase()).slice(0, MOST).map((hit) => hit.ref) : [] };
    });
  },
};

const questions = JSON.parse(readFileSync(0, "utf8"));
const answers = {};
for (const name of wanted.split(",").filter(Boolean)) answers[name] = await engines[name](questions);
process.stdout.write(JSON.stringify({ documents, answers }));
