// Paper: everything unfolded, nothing cut at the edge, nothing taller than a page kept whole.
import assert from "node:assert/strict";
import { outside } from "./layout.mjs";

export async function printing({ page, expected, check }) {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await check("nothing sticks out of an A4 page", async () => {
    assert.deepEqual(await page.evaluate(outside, 688), []);
  });
  await check("no block that is kept whole is taller than a page", async () => {
    const tall = await page.evaluate(() =>
      [...document.body.querySelectorAll("*")]
        .filter((e) => getComputedStyle(e).breakInside.startsWith("avoid"))
        .map((e) => [e.className, Math.round(e.getBoundingClientRect().height)])
        .filter(([, height]) => height > 1016));
    assert.deepEqual(tall, []);
  });
  await check("folded parts are unfolded, controls are gone", async () => {
    assert.equal(await page.locator("details:not([open])").count(), 0);
    for (const hidden of [".viewer", ".contents"]) {
      assert.equal(await page.locator(hidden).first().isVisible().catch(() => false), false, hidden);
    }
    if (expected.pairs) assert.ok(await page.locator(".glance").first().isVisible());
  });
  await check("it prints to A4", async () => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[([^\]]+)\]/g)].map((m) => m[1].trim().split(/\s+/).map(Number));
    assert.ok(boxes.length >= 1, "no page");
    for (const [, , width, height] of boxes) {
      assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} x ${height} pt`);
    }
  });
}
