// ESLint rule: a method call that the oldest browsers served do not know, whatever object it is called on.
//
// eslint-plugin-compat sees globals and what hangs on them (`Object.hasOwn`), eslint-plugin-es-x the methods of the
// language (`list.at`). Neither knows the type of `el` in `el.replaceChildren()`. This rule goes by the name alone: it
// reports a method if every interface of browser and language that has one of this name got it too late, by MDN's compatibility data.
// So methods of our own must not carry the name of a new one of the browser. Where an older interface has a method of
// the same name the rule cannot see the newer one; those that we met are listed in eslint.config.mjs.
import { createRequire } from "node:module";
import browserslist from "browserslist";

const data = createRequire(import.meta.url)("@mdn/browser-compat-data");
const INTERFACES = /^(?:(?:HTML|SVG).*Element|Element|Document|DocumentFragment|ShadowRoot|Node|NodeList|HTMLCollection|CharacterData|Text|Window|EventTarget|(?:Mouse|Keyboard|Pointer|Input|Message|Submit|Extendable|Fetch)?Event|Blob|File|FileReader|Response|Request|Headers|URL|URLSearchParams|Navigator|MediaQueryList|Abort\w+|Cache|CacheStorage|Clients?|ServiceWorker\w*|Storage|StorageManager|History|Location|DOMTokenList|DOMParser|Range|Selection|Crypto|SubtleCrypto|FormData)$/;

/** @param {any} support what MDN says of one browser @param {number} oldest its oldest version served @returns {boolean} */
function supported(support, oldest) {
  return [support].flat().some((one) => one && one.version_added && one.version_added !== "preview" && !one.version_removed
    && !one.flags && !one.prefix && !one.alternative_name && !one.partial_implementation
    && parseFloat(String(one.version_added).replace("≤", "")) <= oldest);
}

/**
 * Name of a method → the browsers that do not know it.
 * @param {[string, number][]} browsers @returns {Map<string, string[]>}
 */
export function unsupported(browsers) {
  /** @type {Map<string, Set<string>>} */
  const missing = new Map();
  /** @type {Set<string>} */
  const asked = new Set();
  for (const [name, members] of [...Object.entries(data.api), ...Object.entries(data.javascript.builtins)]) {
    for (const [member, { __compat: compat }] of Object.entries(members)) {
      if (member === "__compat" || !compat || /_event$/.test(member)) continue;
      const method = member.replace(/_static$/, "");
      const without = browsers.filter(([browser, oldest]) => !supported(compat.support[browser], oldest)).map(([browser, oldest]) => `${browser} ${oldest}`);
      const before = missing.get(method);
      missing.set(method, new Set(before ? without.filter((one) => before.has(one)) : without));
      if (INTERFACES.test(name)) asked.add(method);
    }
  }
  return new Map([...missing].filter(([method, without]) => without.size && asked.has(method)).map(([method, without]) => [method, [...without]]));
}

/** Whether the code asks for the method before it calls it. @param {any} node @param {string} name @param {any} source @returns {boolean} */
function guarded(node, name, source) {
  const asks = (/** @type {any} */ test) => new RegExp(`\\.${name}\\b(?!\\()`).test(source.getText(test));
  for (let child = node, at = node.parent; at; child = at, at = at.parent) {
    if ((at.type === "IfStatement" || at.type === "ConditionalExpression") && child === at.consequent && asks(at.test)) return true;
    if (at.type === "LogicalExpression" && at.operator === "&&" && child === at.right && asks(at.left)) return true;
    if (/Function/.test(at.type)) return false;
  }
  return false;
}

/** The name of the method that made a constant. @param {any} node @param {any} source @returns {string} */
function maker(node, source) {
  if (node.type === "CallExpression") return (node.callee.property || node.callee).name || "";
  if (node.type !== "Identifier") return "";
  for (let scope = source.getScope(node); scope; scope = scope.upper) {
    const found = scope.set.get(node.name);
    const start = found && found.defs[0] && found.defs[0].node.init;
    if (found) return start && start.type === "CallExpression" ? maker(start, source) : "";
  }
  return "";
}

export default {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      unsupported: "{{name}}() is not there in {{browsers}}",
      media: "what matchMedia gives has {{name}} from Safari 14 on: addListener",
    },
  },
  create(/** @type {any} */ context) {
    const methods = unsupported(browserslist(undefined, { path: context.cwd }).map((one) => {
      const [browser, version] = one.split(" ");
      return [browser, parseFloat(version)];
    }));
    return {
      "CallExpression > MemberExpression.callee[computed=false]"(/** @type {any} */ node) {
        const { name } = node.property, browsers = methods.get(name), source = context.sourceCode;
        if (/^(add|remove)EventListener$/.test(name) && maker(node.object, source) === "matchMedia") {
          context.report({ node: node.property, messageId: "media", data: { name } });
        }
        // What a class of ours calls on itself is its own method.
        if (!browsers || node.object.type === "ThisExpression" || guarded(node, name, source)) return;
        context.report({ node: node.property, messageId: "unsupported", data: { name, browsers: browsers.join(", ") } });
      },
    };
  },
};
