// Styles against the oldest browsers served, which package.json names ("browserslist"); `make lint-client`.
import gapInFlex from "./scripts/lint/gap-in-flex.mjs";

export default {
  plugins: ["stylelint-no-unsupported-browser-features", gapInFlex],
  reportNeedlessDisables: true,
  reportDescriptionlessDisables: true,
  rules: {
    "portal/gap-in-flex": true,
    "plugin/no-unsupported-browser-features": [true, {
      // What is only partly supported counts too: `inset` and `:is()` are parts of older features.
      ignorePartialSupport: false,
      ignore: [
        // A rule that is dropped whole leaves the ring that the browser itself draws.
        "css-focus-visible",
        // Ornament: without it the line under a link is as thick and as near as the browser draws it.
        "text-decoration",
        // Where the browser folds no words at syllables, a line is shorter.
        "css-hyphens",
        // Printing: margins of the page, single lines at its end, breaks; a browser without them prints all the same.
        "css-paged-media", "css-widows-orphans",
        // Partly only: overflow: clip, basic shapes on SVG, sticky in tables, mask without prefix, appearance: auto,
        // max-content without prefix, break-* in columns, smooth scrolling. What we use of them is supported.
        "css-overflow", "css-clip-path", "css-sticky", "css-masks", "css-appearance", "intrinsic-width", "multicolumn", "css-scroll-behavior",
        // Partly only: assistive technology missed some elements with display: contents; ours is a plain span.
        "css-display-contents",
      ],
    }],
  },
};
