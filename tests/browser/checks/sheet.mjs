// The patient's sheet: two photos and a sentence, no script, nothing wider than a phone, one A4 page.
import assert from "node:assert/strict";
import { outside } from "./layout.mjs";

export async function sheet({ page, expected, check }) {
  await check("the language is declared and the subject is text", async () => {
    assert.equal(await page.getAttribute("html", "lang"), expected.lang);
    assert.equal(await page.textContent(".subject"), expected.subject);
    assert.equal(await page.locator("script").count(), 0);
  });
  await check("photos side by side under the sentence", async () => {
    const lead = await page.locator(".lead").first().boundingBox();
    const photos = page.locator(".pair").first().locator("svg");
    const boxes = [await photos.nth(0).boundingBox(), await photos.nth(1).boundingBox()];
    assert.ok(boxes[0].y > lead.y && Math.abs(boxes[0].y - boxes[1].y) < 2);
    assert.ok(boxes[0].width > 120 && boxes[1].x >= boxes[0].x + boxes[0].width);
  });
  await check("no figures of studies", async () => {
    assert.equal(await page.locator("#yardstick").count(), 0);
  });
}

export async function sheetOnPhone({ page, check }) {
  await check("nothing is wider than the screen", async () => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.deepEqual(await page.evaluate(outside, 390), []);
  });
}

export async function sheetOnPaper({ page, check }) {
  await check("it is one A4 page", async () => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[([^\]]+)\]/g)].map((m) => m[1].trim().split(/\s+/).map(Number));
    assert.equal(boxes.length, 1, `${boxes.length} pages`);
    assert.ok(Math.abs(boxes[0][2] - 595) < 2 && Math.abs(boxes[0][3] - 842) < 2);
  });
}
