// @ts-check
/**
 * Documents as one HTML file, made in the browser and of nothing but what lies beside the page. The rules, the template
 * and the style come from onefile-kit.js; its counterpart is portal/publish/onefile (clean.py, make.py).
 */
const portalOneFile = (() => {
  "use strict";

  /** @typedef {{key: string, lang: string, html: string}} Text */
  /** @typedef {{drop: string, dead: string, keep: string[], attributes: string[], pictures: Object<string, string>}} Rules */
  /** @typedef {{page: string, style: string, policy: string, rules: Rules, words: Object<string, Object<string, string>>, address: string}} Kit */
  const kit = /** @type {{portalOneFileKit: Kit}} */ (/** @type {unknown} */ (window)).portalOneFileKit;
  /** What a course has that other files have not: course-kit.js. @typedef {{style: string, script: string, policy: string, rules: Rules}} CourseKit */
  const SIGNS = /** @type {Object<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" });
  const SITE = "https://portal.invalid/";
  const onDisk = window.location.protocol === "file:";

  /** @param {string} text */
  const escape = (text) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]);
  /** @param {string} lang @param {string} key */
  const addressOf = (lang, key) => portalFolder(lang) + key + ".html";

  /** Where a link leads in the file; empty where it cannot lead anywhere.
   * @param {string} href @param {string} source @param {Object<string, string>} anchors @param {string} prefix @param {Set<string>} ids */
  function target(href, source, anchors, prefix, ids) {
    if (href.startsWith("#")) {
      let id = href.slice(1);
      try {
        id = decodeURIComponent(id);
      } catch {
        return "";
      }
      return ids.has(id) ? "#" + prefix + href.slice(1) : "";
    }
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) return /^(?:https?|mailto):/i.test(href) ? href : "";
    const url = new URL(href, SITE + source), path = url.pathname.slice(1);
    if (anchors[path]) return "#" + anchors[path];
    return kit.address ? kit.address + path + url.search + url.hash : "";
  }

  /** A picture as data; nothing on file://, where no page may read one. @param {string} path @returns {Promise<string>} */
  async function picture(path) {
    const kind = kit.rules.pictures[(path.split(".").pop() || "").toLowerCase()];
    if (!kind || onDisk) return "";
    try {
      const answer = await fetch(portalList.root + path);
      if (!answer.ok) return "";
      const bytes = new Uint8Array(await answer.arrayBuffer());
      let text = "";
      for (const byte of bytes) text += String.fromCharCode(byte);
      return `data:${kind};base64,${btoa(text)}`;
    } catch {
      return "";
    }
  }

  /**
   * The article of a page without what has no place in a file. It is parsed in a document of its own, where no script
   * runs and nothing is loaded.
   * @param {Text} text @param {Object<string, string>} anchors @param {string} prefix @param {boolean} down @param {Rules} [rules]
   * @returns {Promise<{title: string, lang: string, address: string, html: string}>}
   */
  async function clean(text, anchors, prefix, down, rules = kit.rules) {
    const keep = new Set(rules.keep), attributes = new Set(rules.attributes.map((name) => name.toLowerCase()));
    const parsed = new DOMParser().parseFromString(text.html, "text/html");
    const article = parsed.querySelector("article#content"), address = addressOf(text.lang, text.key);
    if (!article) throw new Error(address);
    for (const node of article.querySelectorAll(rules.drop)) node.remove();
    const heading = article.querySelector("h1");
    const title = heading ? (heading.textContent || "").replace(/\s+/g, " ").trim() : address;
    const ids = new Set([...article.querySelectorAll("[id]")].map((node) => node.id));
    for (const node of [...article.querySelectorAll("*")]) {
      if (!keep.has(node.localName)) {
        node.replaceWith(...node.childNodes);
        continue;
      }
      const href = node.getAttribute("href");
      if (href !== null) {
        const place = node.localName === "a" ? target(href, address, anchors, prefix, ids) : "";
        if (place) node.setAttribute("href", place);
        else node.removeAttribute("href");
      }
      if (node.localName === "img") {
        const url = new URL(node.getAttribute("src") || "", SITE + address);
        const data = url.origin + "/" === SITE ? await picture(decodeURIComponent(url.pathname.slice(1))) : "";
        if (data) {
          node.setAttribute("src", data);
        } else {
          const note = parsed.createElement("span");
          note.className = "of-picture";
          note.textContent = kit.words[text.lang].picture.replace("{alt}", node.getAttribute("alt") || "");
          node.replaceWith(note);
        }
      }
    }
    for (const node of article.querySelectorAll(rules.dead)) node.remove();
    for (const node of article.querySelectorAll("*")) {
      for (const { name } of [...node.attributes]) {
        if (!attributes.has(name.toLowerCase()) && !(name === "src" && node.localName === "img")) node.removeAttribute(name);
      }
      if (prefix && node.id) node.id = prefix + node.id;
    }
    article.normalize();
    let html = article.innerHTML;
    if (down) html = html.replace(/<(\/?)h([1-5])\b/g, (_, mark, level) => `<${mark}h${Number(level) + 1}`);
    return { title, lang: text.lang, address, html: html.trim() };
  }

  /** @param {string} name @param {string} around */
  const langOf = (name, around) => (name === around ? "" : ` lang="${name}"`);

  /** The whole file. @param {Text[]} texts @param {string} lang language of its frame @param {CourseKit} [course] @returns {Promise<string>} */
  async function make(texts, lang, course) {
    const edition = /** @type {any} */ (window).portalEdition || {}, many = texts.length > 1;
    const line = (/** @type {string} */ name) => (edition[name] && String(edition[name].line)) || "";
    const anchors = Object.fromEntries(texts.map((text, number) => [addressOf(text.lang, text.key), "d" + (number + 1)]));
    const parts = [];
    for (const [number, text] of texts.entries()) parts.push(await clean(text, anchors, many ? `d${number + 1}-` : "", many, course && course.rules));
    // The frame speaks the languages of all its parts, its own first.
    const langs = [...new Set([lang, ...parts.map((part) => part.lang)])];
    const title = many ? langs.map((name) => kit.words[name].collection).join(" · ") : parts[0].title;
    const head = langs.flatMap((name) => [kit.words[name].from, line(name)].map((said) => `<p${langOf(name, lang)}>${escape(said)}</p>`));
    if (many) {
      const items = parts.map((part, number) => `<li${langOf(part.lang, lang)}><a href="#d${number + 1}">${escape(part.title)}</a></li>\n`);
      const said = (/** @type {string} */ word) => langs.map((name) => `<span${langOf(name, lang)}>${escape(kit.words[name][word])}</span>`).join(" · ");
      head.push(`<h1>${said("collection")}</h1>`, `<p>${said("contents")}:</p>`, `<ol>\n${items.join("")}</ol>`);
    }
    const main = parts.map((part, number) => {
      const named = escape(kit.address + part.address), shown = kit.address ? `<a href="${named}">${named}</a>` : named;
      const [before, after] = kit.words[part.lang].address.split("{address}");
      const told = `<p class="of-address">${escape(before)}${shown}${escape(after)}</p>\n`;
      return `<article class="of-part" id="d${number + 1}" lang="${part.lang}">\n${part.html}\n${told}</article>\n`;
    });
    const foot = langs.flatMap((name) =>
      [line(name), kit.words[name].licence, kit.words[name].unofficial].map((said) => `<p${langOf(name, lang)}>${escape(said)}</p>`));
    /** @type {Object<string, string>} */
    const values = { lang, policy: course ? course.policy : kit.policy, title: escape(title), style: kit.style + (course ? course.style : ""), head: head.join("\n") + "\n",
      main: main.join(""), foot: foot.join("\n") + "\n", script: course ? `\n<script>${course.script}</script>` : "" };
    return kit.page.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
  }

  /** @param {string} template @param {string} text @param {string} name */
  const told = (template, text, name) =>
    template.replace("{name}", name).replace("{size}", String(Math.ceil(new Blob([text]).size / 1024)));

  return { make, clean, told };
})();
