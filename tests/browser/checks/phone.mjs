// A phone: nothing to scroll sideways, the slider follows a finger.
import assert from "node:assert/strict";
import { drawn, outside } from "./layout.mjs";

export async function phone({ page, context, expected, check }) {
  await check("nothing is wider than the screen", async () => {
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    // What sticks out is named before the width that it makes.
    assert.deepEqual(await page.evaluate(outside, 390), []);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 390);
  });
  if (!expected.pairs) return;
  await check("the slider follows a finger", async () => {
    const picture = page.locator(".viewer .pane-a .picture").first();
    await picture.scrollIntoViewIfNeeded();
    const box = await drawn(picture);
    const session = await context.newCDPSession(page);
    const touch = (type, share) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: type === "touchEnd" ? [] : [{ x: box.x + box.width * share, y: box.y + 12 }],
      });
    await touch("touchStart", 0.5);
    for (const share of [0.55, 0.65, 0.75]) await touch("touchMove", share);
    await touch("touchEnd");
    const value = Number(await page.locator(".viewer .slide input").first().inputValue());
    assert.ok(Math.abs(value - 75) <= 2, `the divider is at ${value} %`);
  });
}
