// Looks at the pages of a site directory as readers do: on a phone, a tablet and a wide screen, in the dark,
// on paper and without JavaScript. Fails on anything that axe-core or the Nu HTML checker finds, on console
// messages, on requests to other hosts, on pages wider than the screen and on links that lead nowhere.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { serve } from "./serve.mjs";

const usage = `Usage: node check.mjs --site DIR --artefacts DIR [--modules DIR] [--chromium PROGRAM] [--java PROGRAM] [--absent REGEX] [PAGE…]

Examples:
  node check.mjs --site build/site --artefacts build/screens                    every page of the site
  node check.mjs --site build/site --artefacts build/screens /en/ /404.html     these pages

  --modules DIR    where npm installed the packages (default: beside this file)
  --absent REGEX   paths that may be linked to though the site does not have them
Ends with 0 when nothing was found, 1 when something was, 2 when it was called wrongly.`;

const widths = [360, 768, 1280];

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        site: { type: "string" },
        artefacts: { type: "string" },
        modules: { type: "string", default: import.meta.dirname ?? "." },
        chromium: { type: "string", default: "/usr/bin/chromium" },
        java: { type: "string", default: "java" },
        absent: { type: "string", default: "^$" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) { console.log(usage); process.exit(0); }
    if (!values.site || !values.artefacts) throw new Error("--site and --artefacts are needed");
    return { ...values, pages: positionals };
  } catch (error) {
    console.error(`check: ${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

// Every page, as the address it is served under. A page that leads elsewhere at once cannot be looked at.
function pagesOf(site) {
  const leadsElsewhere = (file) => fs.readFileSync(path.join(site, file), "utf8").includes('http-equiv="refresh"');
  return fs.readdirSync(site, { recursive: true })
    .filter((file) => file.endsWith(".html") && !leadsElsewhere(file))
    .map((file) => "/" + file.split(path.sep).join("/").replace(/index\.html$/, ""))
    .sort();
}

class Findings {
  #count = 0;
  add(page, what) {
    this.#count += 1;
    console.error(`${page}: ${what}`);
  }
  get count() { return this.#count; }
}

// Reports what a page says, asks for and fails to get.
async function watch(context, origin, address, findings) {
  const page = await context.newPage();
  await page.route((url) => url.origin !== origin, (route) => {
    findings.add(address, `asks another host: ${route.request().url()}`);
    return route.abort();
  });
  page.on("console", (message) => findings.add(address, `console: ${message.text()}`));
  page.on("pageerror", (error) => findings.add(address, `error: ${error.message}`));
  page.on("response", (response) => {
    const ofThePage = new URL(response.url()).pathname === address;
    if (response.status() >= 400 && !(ofThePage && address === "/404.html")) {
      findings.add(address, `${response.status()} for ${response.url()}`);
    }
  });
  return page;
}

async function runAxe(page, address, where, AxeBuilder, findings) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const violation of violations) {
    for (const node of violation.nodes) {
      findings.add(address, `axe ${violation.id} ${where}: ${violation.help}: ${node.html.slice(0, 200)}`);
    }
  }
}

async function checkLinks(page, origin, address, { site, absent }, findings) {
  const links = await page.$$eval("a[href]", (anchors) => anchors.map((anchor) => anchor.href));
  const mayBeAbsent = new RegExp(absent);
  for (const link of new Set(links)) {
    const url = new URL(link);
    if (url.origin !== origin) continue;
    const target = decodeURIComponent(url.pathname);
    if (url.pathname === address && url.hash) {
      const id = decodeURIComponent(url.hash.slice(1));
      if (!(await page.evaluate((wanted) => document.getElementById(wanted) !== null, id))) {
        findings.add(address, `no element has the id ${id}`);
      }
    } else if (!mayBeAbsent.test(target)) {
      const file = path.join(site, target.endsWith("/") ? target + "index.html" : target);
      if (!fs.existsSync(file)) findings.add(address, `links to ${target}, which is not there`);
    }
  }
}

async function checkPage(contexts, origin, address, settings, AxeBuilder, findings) {
  const name = address.replace(/^\/|\/$|\.html$/g, "").replaceAll("/", "-") || "root";
  const shot = (page, what) =>
    page.screenshot({ path: path.join(settings.artefacts, `${name}-${what}.png`), fullPage: true });
  const page = await watch(contexts.scripting, origin, address, findings);
  await page.goto(origin + address);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await runAxe(page, address, `at ${width} px`, AxeBuilder, findings);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) findings.add(address, `is ${wide} px wide on a screen of ${width} px`);
    await shot(page, width);
  }
  await checkLinks(page, origin, address, settings, findings);
  await page.emulateMedia({ colorScheme: "dark" });
  await runAxe(page, address, "in the dark", AxeBuilder, findings);
  await shot(page, "dark");
  await page.emulateMedia({ colorScheme: "light", media: "print" });
  await runAxe(page, address, "on paper", AxeBuilder, findings);
  await page.pdf({ path: path.join(settings.artefacts, `${name}.pdf`), preferCSSPageSize: true });
  const text = await page.locator("main").innerText();
  await page.close();
  const still = await watch(contexts.still, origin, address, findings);
  await still.goto(origin + address);
  await still.emulateMedia({ media: "print" });
  const withoutScripts = await still.locator("main").innerText();
  if (text.trim() === "") findings.add(address, "shows nothing");
  if (withoutScripts !== text) findings.add(address, "says something else without JavaScript");
  await still.close();
}

function validate(settings, findings) {
  const jar = path.join(settings.modules, "node_modules/vnu-jar/build/dist/vnu.jar");
  // A file has no origin, so that the validator takes 'self' for nobody; the browser has judged the policy.
  const notForFiles = ".*violates Content Security Policy.*";
  const result = spawnSync(settings.java,
    ["-jar", jar, "--skip-non-html", "--format", "gnu", "--filterpattern", notForFiles, settings.site],
    { encoding: "utf8", maxBuffer: 1 << 26 });
  for (const line of (result.stderr ?? "").split("\n").filter(Boolean)) findings.add("validator", line);
  if (result.status !== 0 && !result.stderr) findings.add("validator", `ended with ${result.status ?? result.error}`);
}

async function main() {
  const settings = options();
  const require = createRequire(pathToFileURL(path.resolve(settings.modules, "package.json")));
  const { chromium } = require("playwright-core");
  const { AxeBuilder } = require("@axe-core/playwright");
  fs.mkdirSync(settings.artefacts, { recursive: true });
  const findings = new Findings();
  const server = await serve(settings.site);
  const browser = await chromium.launch({
    executablePath: settings.chromium,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
  const contexts = {
    scripting: await browser.newContext(),
    still: await browser.newContext({ javaScriptEnabled: false }),
  };
  const pages = settings.pages.length > 0 ? settings.pages : pagesOf(settings.site);
  try {
    for (const address of pages) {
      console.log(address);
      await checkPage(contexts, server.origin, address, settings, AxeBuilder, findings);
    }
  } finally {
    await browser.close();
    await server.close();
  }
  validate(settings, findings);
  console.log(`${pages.length} pages, ${findings.count} findings; screenshots in ${settings.artefacts}`);
  process.exit(findings.count === 0 ? 0 : 1);
}

await main();
