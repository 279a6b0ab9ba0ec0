// Stylelint rule: `gap` outside of a grid. The lint of unsupported features sees `gap` and `display: flex` in one rule
// only; a rule that changes the gap of a flex container elsewhere (in a media query, by another class) is seen here.
import stylelint from "stylelint";

const NAME = "portal/gap-in-flex";
const messages = stylelint.utils.ruleMessages(NAME, {
  rejected: () => "a flex container has no gap in Chrome 80 and Safari 13.1: say it in @supports (inset: 0), or say in this rule that it is a grid",
});
const LAID_OUT = /^(?:columns|column-count|grid-template(?:-\w+)?)$/;

/** Whether a rule is about a grid or columns. @param {any} rule */
const grid = (rule) => rule.nodes.some((/** @type {any} */ one) => one.type === "decl" && (LAID_OUT.test(one.prop) || (one.prop === "display" && /grid/.test(one.value))));

/** Whether old browsers skip it. @param {any} node @returns {boolean} */
const apart = (node) => Boolean(node) && ((node.type === "atrule" && node.name === "supports" && !/^not\b/.test(node.params)) || apart(node.parent));

/** @type {any} */
const rule = () => (/** @type {any} */ root, /** @type {any} */ result) => {
  root.walkDecls(/^(?:row-|column-)?gap$/, (/** @type {any} */ node) => {
    if (node.parent.type !== "rule" || grid(node.parent) || apart(node)) return;
    stylelint.utils.report({ ruleName: NAME, result, node, word: node.prop, message: messages.rejected() });
  });
};
rule.ruleName = NAME;
rule.messages = messages;

export default stylelint.createPlugin(NAME, rule);
