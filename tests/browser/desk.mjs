// Does at the desk what a practitioner does, from an empty clinic to the cohort page, by mouse.
//
//   node desk.mjs CHROMIUM ADDRESS PHOTOS WIDTH [SCREENSHOTS]
//
// ADDRESS is what `tricholapse serve --no-open` printed; PHOTOS a folder of photos of two views, three
// dates each, their names telling dates and views; DESK_CLOSEUP a close-up. Prints one line per check;
// exit status 1 when one fails.
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const [, , executablePath, address, photos, width, shots] = process.argv;
const browser = await chromium.launch({
  executablePath,
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    ...(process.env.DESK_CAMERA ? [`--use-file-for-fake-video-capture=${process.env.DESK_CAMERA}`] : []),
  ],
});
const context = await browser.newContext({ viewport: { width: Number(width), height: 900 }, locale: "en-GB" });
const page = await context.newPage();
const errors = [];
const foreign = [];
const refused = [];
page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
page.on("response", (response) => { if (response.status() >= 400 && ![404, 409].includes(response.status())) refused.push(`${response.status()} ${response.url()}`); });
page.on("pageerror", (error) => errors.push(error.message));
page.on("request", (request) => {
  const url = new URL(request.url());
  if (!["blob:", "data:"].includes(url.protocol) && url.origin !== new URL(address).origin) foreign.push(request.url());
});

let failures = 0;
let shot = 0;
async function check(what, test) {
  try {
    await test();
    console.log(`ok    ${width}: ${what}`);
  } catch (error) {
    failures += 1;
    console.log(`FAIL  ${width}: ${what}\n      ${String(error.message).replaceAll("\n", "\n      ")}`);
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) {
    failures += 1;
    console.log(`FAIL  ${width}: no sideways scrolling after: ${what}\n      ${over} px`);
  }
  if (shots) {
    mkdirSync(shots, { recursive: true });
    shot += 1;
    await page.screenshot({ path: join(shots, `${width}-${String(shot).padStart(2, "0")}.png`), fullPage: true }).catch(() => {});
  }
}

function expect(truth, why) {
  if (!truth) throw new Error(why);
}

async function accessible() {
  // In a world of its own: the desk's policy lets no script into the page.
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const world = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  const run = `${AXE}; axe.run(document, { runOnly: { type: "tag", values: ${JSON.stringify(TAGS)} }, iframes: false })`;
  const told = await session.send("Runtime.evaluate", { expression: run, contextId: world.executionContextId, awaitPromise: true, returnByValue: true });
  const found = told.result.value;
  expect(found?.passes?.length > 15, `axe did not run: ${JSON.stringify(told.exceptionDetails ?? {})}`);
  const serious = found.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  expect(serious.length === 0, serious.map((v) => `${v.id}: ${v.nodes[0].html} ${v.nodes[0].failureSummary}`).join("\n"));
}

async function tab(name) {
  await page.click(`.tabs a[href$="/${name}"]`);
  // The page shown before is not busy either, until the address has changed: the tab itself tells.
  await page.waitForSelector(`.tabs a[href$="/${name}"][aria-current=page]`);
  await page.waitForFunction(() => !document.getElementById("main").hasAttribute("aria-busy"));
}

const clickOn = async (selector, index, fx, fy) => {
  const place = page.locator(selector).nth(index);
  await place.scrollIntoViewIfNeeded();
  const box = await place.boundingBox();
  await page.mouse.click(box.x + fx * box.width, box.y + fy * box.height);
};

// Files let go over the page's place for photos, as from a folder's window.
const dropped = async (paths) => {
  const read = paths.map((path) => ({ name: basename(path), text: readFileSync(path).toString("base64") }));
  const dataTransfer = await page.evaluateHandle((read) => {
    const held = new DataTransfer();
    for (const { name, text } of read) {
      held.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name, { type: "image/jpeg" }));
    }
    return held;
  }, read);
  await page.dispatchEvent("#drop", "drop", { dataTransfer });
};

const files = readdirSync(photos).sort().map((name) => join(photos, name));
const subject = `P-${width}`;

await page.goto(address);
await check("the address opens the clinic, and no longer holds the secret", async () => {
  await page.waitForSelector("#new-name");
  expect(!page.url().includes("t="), page.url());
  await accessible();
});
await check("a new subject", async () => {
  await page.fill("#new-name", subject);
  await page.click("form button.main");
  await page.waitForSelector("#drop");
});
await check("photos dropped, each with its date and view", async () => {
  await dropped(files);
  await page.waitForFunction((n) => document.querySelectorAll("#photos .photo").length === n, files.length, { timeout: 60000 });
  const views = await page.$$eval("#photos select", (all) => all.map((s) => s.value));
  expect(new Set(views).size === 2, `views: ${views}`);
  const dates = await page.$$eval("#photos input[type=date]", (all) => all.map((s) => s.value));
  expect(dates.every((d) => /^2026-/.test(d)), `dates: ${dates}`);
  await accessible();
});
await check("chosen again, they are told to be copies", async () => {
  await page.setInputFiles("#choose", files.slice(0, 1));
  await page.waitForFunction(() => document.getElementById("notice").textContent.includes("already"));
});
await check("what the program sees stands beside what was said", async () => {
  await page.waitForFunction((n) => [...document.querySelectorAll("#photos .photo > .seen")].filter((p) => /% sure/.test(p.textContent)).length === n, files.length, { timeout: 60000 });
  await accessible();
});
await check("the forehead confirmed by one press for each view: as seen, and by its arrow", async () => {
  await page.locator(".seen-front .accept").first().click();
  await page.waitForFunction(() => document.querySelectorAll('.fronts button.up[aria-pressed="true"]').length === 1);
  const other = page.locator("fieldset", { has: page.locator(".fronts") }).filter({ has: page.locator(".accept") });
  await other.first().locator("button.up").click();
  await page.waitForFunction(() => document.querySelectorAll('.fronts button.up[aria-pressed="true"]').length === 2);
});
await check("a day typed key by key is stored once it is whole, and given back when it is emptied", async () => {
  const field = page.locator("#photos input[type=date]").first();
  const file = await page.locator("#photos .photo .name").first().textContent();
  const before = await field.inputValue();
  await field.focus();
  for (const key of "05052026") {
    await page.keyboard.press(key, { delay: 60 });
    expect(await field.evaluate((one) => document.activeElement === one), `${key}: the field was left`);
  }
  // The calendar's button lies in the field: the second step leaves it.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  // Cards stand in the order of their days.
  const card = page.locator("#photos .photo", { hasText: file });
  await card.locator("text=Date given by a person").waitFor();
  expect(await card.locator("input[type=date]").inputValue() === "2026-05-05", await card.locator("input[type=date]").inputValue());
  await card.locator("input[type=date]").fill("");
  await card.locator("text=Date read from the name").waitFor();
  expect(await card.locator("input[type=date]").inputValue() === before, "the name's day is back");
});
await check("the start of the course is given, kept and given back", async () => {
  await tab("course");
  const start = page.locator('[data-key="start"]');
  expect(await start.inputValue() === "", "nobody gave one");
  await start.focus();
  for (const key of "01052026") await page.keyboard.press(key, { delay: 60 });
  await page.keyboard.press("Enter");
  await tab("photos");
  await tab("course");
  expect(await start.inputValue() === "2026-01-05", await start.inputValue());
  await start.fill("");
  await start.blur();
  await tab("photos");
  await tab("course");
  expect(await start.inputValue() === "", "given back");
  await tab("photos");
});
await check("a form filled from field to field keeps every letter", async () => {
  await tab("course");
  const input = (label) => page.locator("label.field", { hasText: label }).locator("input");
  await input("Subject").fill(`${subject}-a`);
  await page.keyboard.press("Tab");
  await page.keyboard.type("hair mesotherapy", { delay: 50 });
  await page.keyboard.press("Tab");
  await input("Subject").fill(subject);
  await page.keyboard.press("Tab");
  await tab("photos");
  await tab("course");
  expect(await input("Treatment").inputValue() === "hair mesotherapy", await input("Treatment").inputValue());
  expect(await input("Subject").inputValue() === subject, await input("Subject").inputValue());
});
await check("what is selected in a field when the page is drawn anew is replaced by what is typed", async () => {
  const field = (label) => page.locator("label.field", { hasText: label }).locator("input");
  await field("Subject").fill(`${subject}-b`);
  const drawn = await field("Treatment").elementHandle();
  await page.keyboard.press("Tab");
  await page.waitForFunction((before) => !before.isConnected, drawn);
  await page.keyboard.type("hair care", { delay: 20 });
  await page.keyboard.press("Shift+Tab");
  expect(await field("Treatment").inputValue() === "hair care", await field("Treatment").inputValue());
  await page.waitForFunction((name) => document.activeElement.value === name, `${subject}-b`);
  await page.keyboard.type(subject, { delay: 20 });
  await page.keyboard.press("Tab");
  await page.keyboard.type("hair mesotherapy", { delay: 20 });
  await page.keyboard.press("Enter");
  await tab("photos");
  await tab("course");
  expect(await field("Treatment").inputValue() === "hair mesotherapy", await field("Treatment").inputValue());
  expect(await field("Subject").inputValue() === subject, await field("Subject").inputValue());
});
await check("two sessions, by mouse", async () => {
  await tab("course");
  for (const [i, day] of ["2026-01-12", "2026-01-22"].entries()) {
    await page.click(`[data-day="${day}"]`);
    await page.waitForFunction((n) => document.querySelectorAll("#sessions li").length === n, i + 1);
  }
  await accessible();
});
await check("numbers that a course cannot hold are told beside their field, and nothing is stored", async () => {
  for (const [label, bad] of [["Marks, months", ["-1", "1.5", "x", "1, 1"]], ["Days between sessions", ["abc", "7", "14 - 7"]], ["Sessions planned", ["-2", "2 3"]]]) {
    const field = page.locator("label.field", { hasText: label });
    for (const text of bad) {
      await field.locator("input").fill(text);
      await page.keyboard.press("Tab");
      const told = field.locator("xpath=..").locator("p[role=alert]");
      expect((await told.textContent()).includes(`“${text}”`), `${label}: ${text}: ${await told.textContent()}`);
    }
  }
});
await check("a region drawn, named and kept", async () => {
  await tab("regions");
  await page.waitForSelector("#regions-stage img");
  await page.waitForFunction(() => document.querySelector("#regions-stage img").complete);
  await page.click("#draw-region");
  for (const [x, y] of [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6]]) await clickOn("#regions-stage", 0, x, y);
  await page.keyboard.press("Escape");
  expect(await page.locator("#regions-stage .mark").count() === 0, "an outline that was begun can be given up");
  await page.click("#draw-region");
  for (const [x, y] of [[0.4, 0.4], [0.6, 0.4], [0.5, 0.5]]) await clickOn("#regions-stage", 0, x, y);
  await page.click("#undo-region");
  expect(await page.locator("#regions-stage .mark").count() === 2, "undo takes the last corner back");
  for (const [x, y] of [[0.6, 0.6], [0.4, 0.6]]) await clickOn("#regions-stage", 0, x, y);
  await page.click("#finish-region");
  await page.waitForSelector("path.region");
  await page.click("#save-regions");
  await page.waitForFunction(() => document.getElementById("notice").textContent.includes("Saved"));
  await accessible();
});
await check("a refused pair says so, and three points on it answer at once", async () => {
  await tab("align");
  await page.waitForSelector("#certificate dd");
  await page.selectOption("#pair", { value: await page.$eval("#pair", (pair) => [...pair.options].find((option) => option.value.endsWith("2026-07-12_vertex.jpg")).value) });
  await page.waitForFunction(() => document.querySelector("#certificate strong.bad"), undefined, { timeout: 60000 });
  const [reference, moving] = JSON.parse(process.env.DESK_MARKS);
  for (const [i, place] of reference.entries()) {
    await clickOn(".pair .stage", 0, ...place);
    await clickOn(".pair .stage", 1, ...moving[i]);
  }
  await page.waitForSelector("#misfit", { timeout: 60000 });
  const marks = await page.locator(".mark").count();
  expect(marks === 6, `${marks} points`);
  await page.click("#undo");
  await page.waitForFunction(() => document.querySelectorAll(".mark").length === 5);
  await clickOn(".pair .stage", 1, ...moving[2]);
  await page.waitForFunction(() => document.querySelectorAll(".mark").length === 6);
  await page.waitForSelector("#certificate strong.good, #certificate strong.warn", { timeout: 60000 });
  await accessible();
  await page.click("#save-points");
  await page.waitForFunction(() => document.getElementById("notice").textContent.includes("Saved"));
});
await check("a photo that cannot be opened leaves nothing to mark, and the pair in the address stays", async () => {
  const wanted = await page.$eval("#pair", (pair) => [...pair.options].map((option) => option.value).find((name) => !name.endsWith("2026-07-12_vertex.jpg")));
  await page.route("**/api/size?*", (route) => (route.request().url().includes(encodeURIComponent(wanted)) ? route.fulfill({ status: 404, json: { error: "not a picture" } }) : route.continue()));
  await page.selectOption("#pair", { value: wanted });
  await page.waitForSelector("#no-pair");
  expect((await page.textContent("#no-pair")).includes(wanted), await page.textContent("#no-pair"));
  expect(await page.locator(".stage, #save-points").count() === 0, "the pair before still stands there");
  await page.unroute("**/api/size?*");
  await page.selectOption("#language", "de");
  await page.waitForFunction((name) => document.querySelector("#save-points") && document.getElementById("pair").value === name, wanted, { timeout: 60000 });
  await page.selectOption("#language", "en");
  await page.waitForFunction(() => document.querySelector("#save-points")?.textContent.includes("Keep"));
});
await check("the live picture is held against the baseline: closer, turn, hold", async () => {
  await tab("capture");
  await page.selectOption("#capture-view", "vertex");
  await page.click("#open-camera");
  for (const wanted of ["closer", "turn_counterclockwise|turn_clockwise", "hold"]) {
    await page.waitForFunction((w) => new RegExp(`^(${w})$`).test(document.getElementById("pose").dataset.hints ?? ""), wanted, { timeout: 120000 });
    expect(await page.locator(".live polygon").count() === 1, "the head's outline is not drawn");
  }
  await accessible();
});
await check("the shot is kept, judged at once, and left out again", async () => {
  await page.click("#shutter");
  await page.waitForSelector("#shot-answer h2", { timeout: 120000 });
  expect((await page.textContent("#shot-answer")).includes("_vertex.jpg"), "no file named");
});
await check("the answer to the shot", async () => {
  await accessible();
  await page.click("#discard");
  await page.waitForFunction(() => document.getElementById("shot-answer").textContent.includes("Left out"));
});
await check("measured, and the report opens inside", async () => {
  await tab("measure");
  await page.click("#measure");
  await page.waitForSelector("progress");
  // A page loaded anew follows the run that is at work.
  await page.reload();
  await page.waitForSelector("iframe.report", { timeout: 300000 });
  const frame = page.frameLocator("iframe.report");
  await frame.locator("h1").first().waitFor({ timeout: 30000 });
});
// A place on a hair where no other one is pressed instead.
const onHair = (hair) => page.evaluate((wanted) => {
  const grips = [...document.querySelectorAll(".hair-grip")].filter((grip) => wanted === undefined || grip.dataset.hair === wanted);
  for (const grip of grips) {
    for (const share of [0.5, 0.4, 0.6]) {
      const at = grip.getPointAtLength(share * grip.getTotalLength()).matrixTransform(grip.getScreenCTM());
      if (grip.getTotalLength() > 80 && document.elementFromPoint(at.x, at.y) === grip) return [at.x, at.y, grip.dataset.hair];
    }
  }
  return undefined;
}, hair);
const counted = () => page.$eval("#hairs-count strong", (text) => Number(text.textContent.match(/\d+/)[0]));
const byHand = (words) => page.waitForFunction((w) => (document.querySelector("#hairs-by-hand")?.textContent ?? "").includes(w), words);
const pickHair = async () => {
  const found = await onHair();
  expect(found, "no hair can be pressed");
  await page.mouse.click(found[0], found[1]);
  await page.waitForSelector(".hair.picked");
  return found;
};
await check("a close-up brought in, its hairs found", async () => {
  await page.goto(new URL("/#/", address).href);
  await page.fill("#new-name", `C-${width}`);
  await page.click("form button.main");
  await page.waitForSelector("#drop");
  await page.setInputFiles("#choose", [process.env.DESK_CLOSEUP]);
  await page.waitForSelector("#photos .photo");
  await tab("closeups");
  await page.waitForSelector("#hairs-count strong", { timeout: 120000 });
  expect((await counted()) > 5, `${await counted()} hairs`);
  await accessible();
});
await check("hairs deleted, split, turned round and drawn, the last one undone", async () => {
  await page.locator("#hairs-stage").scrollIntoViewIfNeeded();
  await pickHair();
  await page.click("#hair-delete");
  await byHand("1 deleted");
  const [x, y] = await pickHair();
  await page.click("#hair-split");
  await page.mouse.click(x, y);
  await byHand("1 split");
  await pickHair();
  await page.click("#hair-swap");
  await byHand("1 turned");
  for (const shift of [0, 0.05]) {
    await page.click("#hair-draw");
    await clickOn("#hairs-stage", 0, 0.45 + shift, 0.5);
    await clickOn("#hairs-stage", 0, 0.55 + shift, 0.55);
    await page.click("#hair-finish");
    await byHand(shift ? "2 added" : "1 added");
  }
  await page.click("#hair-undo");
  await byHand("1 added, 1 deleted, 1 split, 1 turned");
  await accessible();
});
await check("the corrections kept, and there again", async () => {
  await page.click("#hairs-save");
  await page.waitForFunction(() => document.getElementById("notice").textContent.includes("Saved"));
  const before = await counted();
  await tab("photos");
  await tab("closeups");
  await byHand("1 added, 1 deleted, 1 split, 1 turned");
  expect((await counted()) === before, `${await counted()}, not ${before}`);
});
await check("the cohort page", async () => {
  await page.goto(new URL("/#/cohort", address).href);
  await page.click("#measure-all");
  await page.waitForSelector("iframe.report", { timeout: 300000 });
  await page.frameLocator("iframe.report").locator("h1").first().waitFor({ timeout: 30000 });
});
await check("a hostile name is text", async () => {
  const name = `<img src=x onerror="document.title='broken'">`;
  await page.goto(new URL("/#/", address).href);
  await page.fill("#new-name", `H-${width}`);
  await page.click("form button.main");
  await page.waitForSelector("#drop");
  await tab("course");
  await page.locator("label.field", { hasText: "Subject" }).locator("input").fill(name);
  await Promise.all([page.waitForResponse((answer) => answer.url().includes("/api/edit")), page.keyboard.press("Tab")]);
  await tab("photos");
  expect(await page.textContent("h1") === name, await page.textContent("h1"));
  expect(await page.title() !== "broken", "a name ran as a script");
});
await check("the same words in German, Turkish and Spanish", async () => {
  await page.goto(new URL("/#/", address).href);
  for (const [lang, word] of [["de", "Neue Person"], ["tr", "Yeni hasta"], ["es", "Nueva persona"], ["en", "New subject"]]) {
    await page.selectOption("#language", lang);
    await page.waitForFunction((w) => document.body.textContent.includes(w), word);
  }
});
await check("nothing asked for elsewhere, nothing on the console", () => {
  expect(foreign.length === 0, `asked for ${foreign.join(", ")}`);
  const told = errors.filter((text) => !/status of (409|404)/.test(text));
  expect(told.length === 0, [...told, ...refused].join("\n"));
});
await browser.close();
process.exitCode = failures ? 1 : 0;
