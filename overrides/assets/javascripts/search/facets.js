// @ts-check
/**
 * Filters over documents, the same in the catalogue and on the page of the search: facets that combine, counts of what
 * a further choice would find, chips of what is chosen, sorting, and all of it in the address.
 */
const portalFacets = (() => {
  "use strict";

  /** @typedef {Awaited<ReturnType<typeof portalSearch.open>>} Index */
  /** @typedef {Awaited<ReturnType<Index["facets"]>>} Columns */
  /** @typedef {{q: string, chosen: Object<string, Set<string>>, sort: string}} State */
  /** @typedef {Object<string, any>} Words */
  /**
   * What a page does its own way: which documents come into question, in which order of their own, and how they look.
   * `idle`: nothing was asked for; `more`: draws what is found and not yet drawn; `counted`: those that the heading counts.
   * @typedef {{find: (state: State) => Promise<number[]>, draw: (docs: number[], state: State, count: number) => Promise<void>,
   *   idle: () => boolean, more: () => Promise<void>, counted?: (docs: number[]) => number[]}} Page
   */

  const ADDRESS = 400; // ms after which the address is written even if nothing has been found yet

  /** Text goes in as text: nothing of a document or of the address is ever read as markup.
   * @param {string} tag @param {string} [className] @param {string} [text] @returns {HTMLElement}
   */
  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /** @param {string} template @param {Object<string, string>} values */
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  /** @param {Object<string, string>} samples @param {number} count @param {string} lang @returns {string} */
  function counted(samples, count, lang) {
    const form = new Intl.PluralRules(lang).select(count);
    const sample = samples[count === 0 ? "0" : { one: "1", few: "2", many: "5" }[/** @type {"one"} */ (form)] || "5"];
    return sample.replace(/\d+/, String(count));
  }

  class Facets {
    /** @param {HTMLElement} root @param {() => Promise<Index>} index @param {Page} page */
    constructor(root, index, page) {
      const find = (/** @type {string} */ selector) => /** @type {any} */ (root.querySelector(selector));
      this.root = root;
      this.index = index;
      this.page = page;
      /** @type {Words} */
      this.words = JSON.parse(find("[data-portal-words]").textContent);
      /** @type {HTMLInputElement} */
      this.input = find("input[name=q]");
      /** @type {HTMLSelectElement} */
      this.sort = find("#p-sort");
      /** @type {HTMLElement} */
      this.count = find("[data-portal-count]");
      /** @type {HTMLElement} */
      this.active = find("[data-portal-active]");
      /** @type {HTMLElement} */
      this.chips = find("[data-portal-chips]");
      /** @type {HTMLFormElement} */
      this.form = find(".p-filters");
      /** @type {HTMLElement} */
      this.notices = find("[data-portal-notices]");
      /** What to offer while nothing is found. @type {HTMLElement|null} */
      this.relief = null;
      /** @type {(() => void)|null} */
      this.pending = null;
      this.turn = 0;
      this.shown = this.going = ""; // what the list holds, and what it is being made for
      /** What the list holds now, in its order. @type {number[]} */
      this.docs = [];
      this.close = portalSheet.use(this.form, find("[data-portal-filters]"));
      portalOutputs.use(root, {
        rows: () => this.table(), all: () => this.page.more(), name: "portal-" + this.words.lang, words: this.words,
      });
      for (const rest of /** @type {NodeListOf<HTMLElement>} */ (this.form.querySelectorAll(".p-facet__rest"))) {
        const facet = /** @type {HTMLElement} */ (rest.closest(".p-facet"));
        rest.addEventListener("click", () => rest.setAttribute("aria-expanded", String(facet.classList.toggle("p-facet--whole"))));
      }
      this.form.addEventListener("change", (event) => { if (event.target !== this.input) this.changed(true); });
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (this.shown !== this.sign()) this.changed(true);
        if (this.close()) this.count.scrollIntoView();
      });
      this.form.addEventListener("reset", (event) => {
        event.preventDefault();
        this.clear();
      });
      this.sort.addEventListener("change", () => this.changed(true));
      window.addEventListener("pagehide", () => this.settle());
      window.addEventListener("popstate", () => {
        this.pending = null;
        this.read();
        this.update();
      });
      // What was chosen on a slow line before this script came stays chosen.
      if (window.location.search || !this.touched()) this.read();
      else window.setTimeout(() => this.changed(false));
    }

    /** @returns {HTMLInputElement[]} */
    boxes() { return [...this.form.querySelectorAll("input")].filter((input) => input.type === "checkbox"); }

    empty() {
      for (const box of this.boxes()) box.checked = false;
      if (this.form.contains(this.input)) this.input.value = "";
    }

    clear() { this.empty(); this.changed(true); }

    /** @returns {State} */
    state() {
      /** @type {State} */
      const state = { q: this.input.value.trim(), chosen: {}, sort: this.sort.value };
      for (const box of this.boxes()) if (box.checked) (state.chosen[box.name] = state.chosen[box.name] || new Set()).add(box.value);
      return state;
    }

    /** Whether the form asks for anything. @returns {boolean} */
    touched() { return this.sort.selectedIndex > 0 || this.input.value !== "" || this.boxes().some((box) => box.checked); }

    /** The address → the form; what it names and the page does not know is left out, and told. */
    read() {
      const query = new URLSearchParams(window.location.search);
      this.input.value = query.get("q") || "";
      const order = query.get("sort") || "";
      this.sort.value = [...this.sort.options].some((option) => option.value === order) ? order : this.sort.options[0].value;
      for (const box of this.boxes()) box.checked = query.getAll(box.name).includes(box.value);
      portalStrays(this.form, this.notices, this.words.strays, query);
    }

    /** @param {State} state @param {boolean} step whether the button back shall lead to what was before */
    write(state, step) {
      const query = new URLSearchParams();
      if (state.q) query.set("q", state.q);
      for (const name in state.chosen) state.chosen[name].forEach((value) => query.append(name, value));
      if (state.sort !== this.sort.options[0].value) query.set("sort", state.sort);
      const text = query.toString(), search = text ? "?" + text : "";
      if (search === window.location.search) return;
      try {
        window.history[step ? "pushState" : "replaceState"](null, "", window.location.pathname + search);
      } catch {
        // Some browsers forbid this on file://; the filters work all the same.
      }
    }

    /** Writes the address that is still to be written. */
    settle() {
      const write = this.pending;
      this.pending = null;
      if (write) write();
    }

    /** @param {boolean} step */
    changed(step) {
      // Enter after typing: it stands there already, and who went on to the list stays there.
      const state = this.state(), done = [this.shown, this.going].includes(this.sign()) ? Promise.resolve() : this.update();
      // Not before something stands there, if that is soon: on a slow phone the browser takes its time for an address.
      this.settle();
      portalStrays(this.form, this.notices, "");
      this.pending = () => this.write(state, step);
      const settle = () => this.settle();
      window.setTimeout(settle, ADDRESS);
      done.then(settle);
      return done;
    }

    /** The way to keep the search on the device; none from a disk, where it is. @returns {HTMLElement[]} */
    keeping() {
      if (window.location.protocol === "file:") return [];
      const line = element("p"), link = /** @type {HTMLAnchorElement} */ (element("a", "p-more", this.words.keep));
      link.href = `${this.root.dataset.root || "./"}${portalFolder(document.documentElement.lang)}offline.html`;
      line.append(link);
      return [line];
    }

    /** All that the list depends on. @returns {string} */
    sign() {
      const { q, chosen, sort } = this.state();
      return JSON.stringify([q, Object.entries(chosen).map(([name, values]) => [name, ...values]), sort]);
    }

    /**
     * Finds and shows what the form asks for; a later call overtakes an earlier one.
     * @param {boolean} [again] whether the site proved to be newer than this page @returns {Promise<void>}
     */
    async update(again) {
      const turn = ++this.turn, state = this.state(), names = Object.keys(state.chosen);
      const sign = this.sign();
      [this.shown, this.going] = ["", sign];
      this.drawChips();
      if (this.page.idle()) return this.reveal();
      try {
        const docs = await this.page.find(state);
        if (turn !== this.turn) return;
        const index = await this.index();
        let found = docs;
        // Counts of facets can wait for the first result; a chosen facet cannot.
        const columns = names.length ? await index.facets() : null;
        if (columns) found = docs.filter((doc) => passes(columns, state.chosen, doc, ""));
        this.relief = columns && !found.length ? await this.offers(columns, docs, state) : null;
        found = await this.sorted(found, state.sort);
        if (turn !== this.turn) return;
        this.docs = found;
        await this.page.draw(found, state, docs.length);
        if (turn !== this.turn) return;
        [this.shown, this.going] = [sign, ""];
        // Without their counts the filters work all the same.
        const counts = columns || (await index.facets().catch(() => null));
        if (turn !== this.turn) return;
        if (counts) this.recount(counts, this.page.counted?.(docs) || docs, state);
        this.reveal();
      } catch (error) {
        if (turn !== this.turn) return;
        if (!again && error instanceof Error && error.name === "Stale") {
          await (await this.index()).renewed();
          return this.update(true);
        }
        this.going = "";
        console.warn(error);
        portalReplace(this.notices, element("p", "p-notice p-notice--failed", this.words.failed), ...this.keeping());
        this.count.textContent = "";
        this.reveal();
      }
    }

    /** What an address that asks for something hides until it stands there: else it would jump. */
    reveal() {
      document.documentElement.classList.remove("p-asked", "p-uncounted");
    }

    /** All documents of the list, drawn or not, in their order. @returns {Promise<number[]>} */
    async all() {
      return this.shown ? this.docs : this.sorted(await this.page.find(this.state()), this.sort.value);
    }

    /** @param {SearchCard} card @param {Set<string>} words */
    place(card, words) {
      const boxes = this.boxes().filter((box) => box.checked && box.name === "oblast");
      return portalPlaces(card, words, boxes.map((box) => box.nextElementSibling?.textContent || ""), this.words.lang);
    }

    /** The list as a table, with the values of all facets in words. @returns {Promise<string[][]>} */
    async table() {
      const index = await this.index(), columns = await index.facets();
      const docs = await this.all();
      const facets = /** @type {HTMLElement[]} */ ([...this.form.querySelectorAll(".p-facet")]);
      const names = facets.map((facet) => (facet.querySelector("legend") || facet).textContent || "");
      /** @type {Map<string, string>} */
      const labels = new Map(this.boxes().map((box) => [box.name + " " + box.value, (box.nextElementSibling || box).textContent || ""]));
      const rows = (await index.cards(docs)).map((card) => [
        card.title, card.summary, card.passport,
        ...facets.map(({ dataset: { facet = "", ceilings } }) =>
          columns[facet] ? columns[facet].of(card.doc).slice(0, ceilings === undefined ? undefined : 1).map((value) => labels.get(facet + " " + value) || value).join("; ") : ""),
        portalGiven(this.root, card.path),
      ]);
      return [[this.words.csv_title, this.words.csv_summary, this.words.csv_passport, ...names, this.words.csv_address], ...rows];
    }

    /** @param {number[]} docs @param {string} sort @returns {Promise<number[]>} */
    async sorted(docs, sort) {
      if (sort === "relevance") return docs;
      const index = await this.index(), [letters, ages] = await index.order();
      const byTitle = (/** @type {number} */ a, /** @type {number} */ b) => letters[a] - letters[b];
      if (sort === "newest") return [...docs].sort((a, b) => ages[b] - ages[a]);
      if (sort === "title") return [...docs].sort(byTitle);
      if (sort !== "year") return this.byValue(docs, sort, (await index.facets())[sort], byTitle);
      const { year } = await index.facets();
      const of = new Map(docs.map((doc) => [doc, Number(year.first(doc))]));
      return [...docs].sort((a, b) => (of.get(b) || 0) - (of.get(a) || 0) || byTitle(a, b));
    }

    /**
     * In the order in which a facet has its values; last what has none.
     * @param {number[]} docs @param {string} name @param {Columns[string]|undefined} column @param {(a: number, b: number) => number} byTitle
     */
    byValue(docs, name, column, byTitle) {
      const values = this.boxes().filter((box) => box.name === name).map((box) => box.value);
      const place = new Map(docs.map((doc) => [doc, column ? values.indexOf(column.first(doc)) : -1]));
      const of = (/** @type {number} */ doc) => /** @type {number} */ (place.get(doc)) >>> 0; // -1 is the last
      return [...docs].sort((a, b) => of(a) - of(b) || byTitle(a, b));
    }

    /** @param {Columns} columns @param {number[]} docs @param {State} state */
    recount(columns, docs, state) {
      /** @type {Object<string, Map<string, number>>} */
      const counts = {};
      for (const name in columns) counts[name] = columns[name].counts(docs.filter((doc) => passes(columns, state.chosen, doc, name)));
      for (const box of this.boxes()) {
        const number = counts[box.name]?.get(box.value) || 0;
        const line = /** @type {HTMLElement} */ (box.closest("li"));
        /** @type {HTMLElement} */ (line.querySelector(".p-facet__count")).textContent = String(number);
        line.toggleAttribute("data-empty", number === 0);
      }
      this.fold();
    }

    /** Values that nothing is found for are folded away, those that are chosen stay. */
    fold() {
      for (const facet of this.form.querySelectorAll(".p-facet")) {
        const rest = /** @type {HTMLElement} */ (facet.querySelector(".p-facet__rest"));
        let number = 0;
        for (const line of facet.querySelectorAll("li")) {
          const box = /** @type {HTMLInputElement} */ (line.querySelector("input"));
          const gone = line.hasAttribute("data-empty") && !box.checked;
          line.classList.toggle("p-facet__gone", gone);
          if (gone) number++;
        }
        rest.hidden = !number;
        rest.textContent = fill(rest.dataset.label || "", { n: String(number) });
      }
    }

    drawChips() {
      const chosen = this.boxes().filter((box) => box.checked);
      this.active.textContent = chosen.length ? String(chosen.length) : "";
      this.chips.hidden = !chosen.length;
      portalReplace(this.chips, ...chosen.map((box) => {
        const name = /** @type {HTMLElement} */ (box.nextElementSibling).textContent || "";
        const button = element("button", "p-chip", name);
        button.setAttribute("type", "button");
        button.setAttribute("aria-label", fill(this.words.chip, { name }));
        button.addEventListener("click", () => {
          box.checked = false;
          const place = chosen.indexOf(box);
          this.changed(true);
          const next = this.chips.querySelectorAll("button");
          /** @type {HTMLElement} */ (next[Math.min(place, next.length - 1)] || this.input).focus();
        });
        const item = element("li");
        item.append(button);
        return item;
      }));
    }

    /**
     * Buttons that lead out of an empty list: which filter to drop, with what would be found then; and all of them.
     * @param {Columns} columns @param {number[]} docs @param {State} state
     * @returns {Promise<HTMLElement>}
     */
    async offers(columns, docs, state) {
      /** @type {{text: string, count: number, act: () => void}[]} */
      const offers = Object.keys(state.chosen).map((name) => {
        const boxes = this.boxes().filter((box) => box.name === name && box.checked);
        return {
          text: fill(this.words.chip, { name: boxes.map((box) => box.nextElementSibling?.textContent || "").join(", ") }),
          count: docs.filter((doc) => passes(columns, state.chosen, doc, name)).length,
          act: () => boxes.forEach((box) => { box.checked = false; }),
        };
      });
      if (state.q && this.form.contains(this.input)) {
        const all = await this.page.find({ ...state, q: "" });
        const count = all.filter((doc) => passes(columns, state.chosen, doc, "")).length;
        offers.push({ text: fill(this.words.drop_words, { name: state.q.slice(0, 60) }), count, act: () => { this.input.value = ""; } });
      }
      const list = element("ul", "p-plain p-relief");
      const add = (/** @type {string} */ text, /** @type {() => void} */ act) => {
        const item = element("li"), button = element("button", "p-button p-button--quiet", text);
        button.setAttribute("type", "button");
        button.addEventListener("click", () => {
          act();
          this.count.tabIndex = -1;
          this.count.focus(); // the button will be gone
          this.changed(true);
        });
        item.append(button);
        list.append(item);
      };
      const some = offers.filter((offer) => offer.count).sort((a, b) => b.count - a.count);
      for (const { text, count, act } of some) add(`${text} (${counted(this.words.documents, count, this.words.lang)})`, act);
      if (list.childElementCount !== 1) add(this.words.clear, () => this.empty());
      return list;
    }

    /** How many there are; then the address may say what they are. @param {number} number */
    say(number) {
      queueMicrotask(() => this.settle());
      this.count.textContent = counted(this.words.found, number, this.words.lang);
      /** @type {HTMLElement} */ (this.form.querySelector("[data-portal-show]")).textContent = counted(this.words.show, number, this.words.lang);
      document.documentElement.classList.remove("p-asked");
    }

    /** A button that asks for more of a list; on paper it says how much there is. @param {number} shown @param {number} all @param {() => void} act */
    more(shown, all, act) {
      const made = Object.assign(element("button", "p-button p-results__more", this.words.more), { type: "button", onclick: act });
      made.dataset.paper = fill(this.words.paper, { range: `1–${shown}`, all: String(all) });
      return made;
    }
  }

  /** Whether a document passes every chosen facet but one.
   * @param {Columns} columns @param {Object<string, Set<string>>} chosen @param {number} doc @param {string} except */
  function passes(columns, chosen, doc, except) {
    return Object.keys(chosen).every((name) => name === except || Boolean(columns[name]?.has(doc, chosen[name])));
  }

  return { Facets, element, fill, counted };
})();
