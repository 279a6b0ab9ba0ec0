// Client scripts against the oldest browsers served, which package.json names ("browserslist"); `make lint-client`.
import compat from "eslint-plugin-compat";
import esX from "eslint-plugin-es-x";
import unsupportedMethods from "./scripts/lint/unsupported-methods.mjs";

// Iterators got what arrays have had for long: by the name alone `list.map()` cannot be told from `list.values().map()`.
const ITERATORS = Object.fromEntries(Object.keys(esX.configs["flat/restrict-to-es2020"].rules)
  .filter((rule) => rule.startsWith("es-x/no-iterator-prototype-")).map((rule) => [rule, "off"]));

export default [
  {
    files: ["overrides/assets/javascripts/**/*.js", "portal/publish/academy/*.js"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { sourceType: "script", ecmaVersion: "latest" },
    plugins: { compat, "es-x": esX, portal: { rules: { "unsupported-methods": unsupportedMethods } } },
    // Aggressive: es-x knows no types and goes by the name of the method.
    settings: { "es-x": { aggressive: true } },
    rules: {
      ...esX.configs["flat/restrict-to-es2020"].rules,
      ...ITERATORS,
      // Parts of ES2020 and before that Safari 13.1 does not have.
      "es-x/no-bigint": "error",
      "es-x/no-regexp-lookbehind-assertions": "error",
      "compat/compat": "error",
      "portal/unsupported-methods": "error",
      "no-restricted-syntax": [
        "error",
        // The name alone cannot tell these from the methods of a Response, hence: an answer is called an answer.
        {
          selector: "CallExpression[arguments.length=0][callee.property.name=/^(text|arrayBuffer)$/]:not([callee.object.name=/response|answer/i], [callee.object.callee.name='Response'])",
          message: "Blob and File have text() and arrayBuffer() from Safari 14 on: new Response(file).text(); name a Response `response` or `answer`",
        },
        {
          selector: ":matches(Literal[value=/:(is|where|has)[(]/], TemplateElement[value.raw=/:(is|where|has)[(]/])",
          message: "a selector with :is(), :where() or :has() throws in Chrome 80 and Safari 13.1",
        },
      ],
    },
  },
];
