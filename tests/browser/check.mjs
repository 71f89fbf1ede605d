// Opens report pages in headless Chromium and does what a reader does.
//
//   node check.mjs CHROMIUM < pages.json
//
// pages.json: [{"kind": "report", "path": "/abs/report.html", "lang": "en", "subject": "P-0042",
// "pairs": true}, {"kind": "refused", ...}, {"kind": "sheet", ...}, {"kind": "reading", "path": ..., "lang": "en", "sheet": "0a1b", "items": 3}, ...];
// `pairs` says that the first view has at least two photos to compare. Prints one line per check;
// exit status 1 when one fails.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { accessibility } from "./checks/accessibility.mjs";
import { opening } from "./checks/opening.mjs";
import { phone } from "./checks/phone.mjs";
import { printing } from "./checks/printing.mjs";
import { reading } from "./checks/reading.mjs";
import { refused } from "./checks/refused.mjs";
import { sheet, sheetOnPaper, sheetOnPhone } from "./checks/sheet.mjs";
import { viewer } from "./checks/viewer.mjs";

const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
// A4 at 96 px per inch, less the page's own margins of 14 mm.
const PAPER = { viewport: { width: 688, height: 1016 } };

const groups = [
  { name: "opening", context: DESK, run: opening },
  { name: "viewer", context: DESK, run: viewer, needsPairs: true },
  { name: "viewer without motion", context: { ...DESK, reducedMotion: "reduce" }, run: viewer, needsPairs: true },
  { name: "accessibility", context: DESK, run: accessibility },
  { name: "phone", context: PHONE, run: phone },
  { name: "accessibility on a phone", context: PHONE, run: accessibility },
  { name: "print", context: PAPER, run: printing },
  { name: "refused pair", kind: "refused", context: DESK, run: refused },
  { name: "refused pair, accessibility", kind: "refused", context: DESK, run: accessibility },
  { name: "refused pair on a phone", kind: "refused", context: PHONE, run: phone },
  { name: "refused pair, print", kind: "refused", context: PAPER, run: printing },
  { name: "sheet", kind: "sheet", context: DESK, run: sheet },
  { name: "sheet, accessibility", kind: "sheet", context: DESK, run: accessibility },
  { name: "sheet on a phone", kind: "sheet", context: PHONE, run: sheetOnPhone },
  { name: "sheet on paper", kind: "sheet", context: PAPER, run: sheetOnPaper },
  { name: "reading", kind: "reading", context: DESK, run: reading },
  { name: "reading, accessibility", kind: "reading", context: PHONE, run: accessibility },
];

const browser = await chromium.launch({
  executablePath: process.argv[2],
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

let failures = 0;
for (const expected of JSON.parse(readFileSync(0, "utf8"))) {
  for (const group of groups) {
    if ((group.kind ?? "report") !== expected.kind) continue;
    if (group.needsPairs && !expected.pairs) continue;
    const label = `${expected.lang} ${group.name}`;
    const context = await browser.newContext({ ...group.context, offline: true });
    const page = await context.newPage();
    const watched = watch(page);
    const check = async (what, test) => {
      try {
        await test();
        console.log(`ok    ${label}: ${what}`);
      } catch (error) {
        failures += 1;
        console.log(`FAIL  ${label}: ${what}\n      ${error.message.replaceAll("\n", "\n      ")}`);
      }
    };
    const url = pathToFileURL(expected.path).href;
    await page.goto(url);
    await group.run({ page, context, expected, watched, check, calm: !!group.context.reducedMotion });
    await check("no error on the console, nothing asked for but the page itself", () => {
      const others = watched.requests.filter((asked) => asked !== url && !/^(data|blob):/.test(asked));
      if (others.length) throw new Error(`asked for ${others.join(", ")}`);
      if (watched.errors.length) throw new Error(watched.errors.join("\n"));
    });
    await context.close();
  }
}
await browser.close();
process.exitCode = failures ? 1 : 0;
console.log(failures ? `${failures} check(s) failed` : "all checks passed");

/** What the page writes to the console and asks of the network. */
function watch(page) {
  const watched = { errors: [], requests: [] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) watched.errors.push(message.text());
  });
  page.on("pageerror", (error) => watched.errors.push(String(error)));
  page.on("request", (request) => watched.requests.push(request.url()));
  return watched;
}
