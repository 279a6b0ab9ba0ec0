// Firefox for the tests, driven by lines of JSON: {"id", "do", ...} on standard input, {"id", "value" | "error"} on
// standard output. The browser's own network is cut but for addresses of this machine that the tests name.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const [executablePath, width, height] = process.argv.slice(2);
const PATIENCE = 60_000, ASKED = 20_000;
const NOBODY = 9; // the port of "discard": nobody answers there

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  headless: true,
  // What a browser says to its makers, and every name that it might look up, goes to a proxy that is not there.
  extraPrefsFirefox: {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": NOBODY,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": NOBODY,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": NOBODY,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "network.proxy.allow_hijacking_localhost": false,
    "browser.download.folderList": 2,
    "intl.accept_languages": "ru, ky",
    "ui.prefersReducedMotion": 1,
  },
});
/** @type {import("puppeteer-core").Page} */
let page;
/** @type {import("puppeteer-core").Page[]} */
let tabs = [];
/** What the pages asked for, what failed, what was said to the console as an error. */
let requests = [];
let errors = [];

async function open() {
  const made = await browser.newPage();
  await made.setViewport({ width: Number(width), height: Number(height) });
  made.setDefaultTimeout(PATIENCE);
  made.on("request", (request) => requests.push(request.url()));
  made.on("pageerror", (error) => errors.push(String(error)));
  made.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return made;
}

function within(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the page does not answer: ${page.url()}`)), ASKED);
  });
  promise.catch(() => undefined);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const actions = {
  /** A tab of its own for every test; storage is that of the whole run, so that it is cleared by the test. */
  async fresh() {
    const old = new Set([page, ...tabs].filter(Boolean));
    tabs = [];
    page = await open();
    for (const one of old) await one.close();
    await page.bringToFront();
    requests = [];
    errors = [];
  },
  /** One of several tabs, opened when it is first asked for. */
  async tab({ number }) {
    tabs[0] = tabs[0] || page;
    page = tabs[number] = tabs[number] || (await open());
    await page.bringToFront();
  },
  goto: async ({ url }) => void (await page.goto(url, { waitUntil: "load" })),
  url: () => page.url(),
  /** A page that goes away in the very moment never answers; nor does the driver say so. */
  evaluate: ({ script, argument }) =>
    within(page.evaluate((text, value) => new Function("argument", `return (${text})`)(value), script, argument)),
  /** Asked again and again from here: the pages' own policy forbids what a watcher inside of them would be made of. */
  async wait({ script, argument }) {
    const end = Date.now() + PATIENCE;
    let told = "";
    while (Date.now() < end) {
      try {
        if (await actions.evaluate({ script, argument })) return;
      } catch (error) {
        told = String(error); // between two pages there is nobody to ask
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`not within ${PATIENCE} ms, at ${page.url()} ${told}`);
  },
  click: ({ selector }) => page.locator(selector).click(),
  /** A click that leads to another page. */
  async follow({ selector }) {
    await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.locator(selector).click()]);
  },
  type: ({ selector, text }) => page.type(selector, text),
  press: ({ key }) => page.keyboard.press(key),
  async enter({ key }) {
    await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press(key)]);
  },
  pdf: async ({ path }) => void (await page.pdf({ path, format: "A4" })),
  screenshot: async ({ path }) => void (await page.screenshot({ path, fullPage: true })),
  requests: () => requests,
  errors: () => errors,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, do: name, ...values } = JSON.parse(line);
  let answer;
  try {
    answer = { id, value: (await actions[name](values)) ?? null };
  } catch (error) {
    answer = { id, error: String(error && error.stack ? error.stack : error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
await browser.close();
