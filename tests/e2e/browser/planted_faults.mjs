// Plants faults in a small site, one a page, and sees that check.mjs finds each of them and nothing on the page
// without a fault. Takes the arguments of check.mjs, with a directory for the site instead of --site.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const page = ({ head = "", body = "<p>Text.</p>" } = {}) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A page</title>
${head}
</head>
<body>
<main>
<h1>A page</h1>
${body}
</main>
</body>
</html>
`;

const faults = [
  { file: "axe.html", body: '<p style="color: #bbb; background: #fff">Pale.</p>', found: "axe color-contrast at 360 px" },
  { file: "paper.html", head: "<style>@media print { p { color: #bbb } }</style>", found: "axe color-contrast on paper" },
  { file: "console.html", head: '<script>console.log("a word")</script>', found: "console: a word" },
  { file: "error.html", head: '<script>throw new Error("a mistake")</script>', found: "error: a mistake" },
  { file: "foreign.html", body: '<p><img src="https://elsewhere.example.org/a.png" alt="A"></p>',
    found: "asks another host: https://elsewhere.example.org/a.png" },
  { file: "missing.html", head: '<link rel="stylesheet" href="/missing.css">', found: "404 for" },
  { file: "link.html", body: '<p><a href="/nowhere/">Nowhere</a></p>', found: "links to /nowhere/, which is not there" },
  { file: "anchor.html", body: '<p><a href="#nothing">Nothing</a></p>', found: "no element has the id nothing" },
  { file: "wide.html", body: '<p style="inline-size: 500px">Wide.</p>', found: "px wide on a screen of 360 px" },
  { file: "script.html", body: '<p id="p">Text.</p><script>document.getElementById("p").textContent = "Other."</script>',
    found: "says something else without JavaScript" },
  { file: "markup.html", body: '<p align="center">Old.</p>', found: "attribute on the “p” element is obsolete" },
];

const directory = process.argv.at(-1);
const site = path.join(directory, "site");
fs.rmSync(directory, { recursive: true, force: true });
fs.mkdirSync(site, { recursive: true });
fs.writeFileSync(path.join(site, "index.html"), page());
for (const fault of faults) fs.writeFileSync(path.join(site, fault.file), page(fault));

const check = path.join(path.dirname(fileURLToPath(import.meta.url)), "check.mjs");
const result = spawnSync(process.execPath,
  [check, ...process.argv.slice(2, -1), "--site", site, "--artefacts", path.join(directory, "screenshots")],
  { encoding: "utf8" });
const lines = result.stderr.split("\n").filter(Boolean);
const wrong = faults
  .filter(({ file, found }) => !lines.some((line) => line.includes(`/${file}`) && line.includes(found)))
  .map(({ file, found }) => `${file}: nobody said "${found}"`);
wrong.push(...lines.filter((line) => line.startsWith("/:") || line.includes("/index.html")).map((line) => `no fault: ${line}`));
if (result.status !== 1) wrong.push(`check.mjs ended with ${result.status}, not with 1`);
if (wrong.length > 0) {
  console.error(`${wrong.join("\n")}\n\nIt said:\n${result.stderr}`);
  process.exit(1);
}
console.log(`${faults.length} planted faults, all found`);
