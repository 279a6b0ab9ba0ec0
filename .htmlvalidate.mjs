// Settings of html-validate, which the tests run over built pages.
// A rule is switched off only with the reason beside it.
export default {
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    // Material's shell: autocomplete="off" on the checkboxes of its menus keeps
    // Firefox from opening the menu again after a reload. Harmless, not ours.
    "valid-autocomplete": "off",

    // Beyond the standard set, because editors write these by accident in Markdown
    // and a link without a target is a dead end.
    "empty-heading": "error",
    "empty-title": "error",
    "no-missing-references": "error",
    "no-redundant-for": "error",
    "wcag/h30": "error",
    "wcag/h37": "error",
    "wcag/h63": "error",
  },
};
