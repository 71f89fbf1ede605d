// The blinded reading sheet: rated by mouse and keys, saved to a file, kept over a reload.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

export async function reading({ page, expected, check }) {
  const shown = page.locator(".item:visible");
  const item = () => shown.getAttribute("data-item");
  await check("one pair at a time, two photos of one size side by side", async () => {
    assert.equal(await shown.count(), 1);
    const [left, right] = await Promise.all([0, 1].map((i) => shown.locator("img").nth(i).boundingBox()));
    assert.ok(right.x >= left.x + left.width && Math.abs(left.height - right.height) < 2 && left.height > 100);
    const broken = await page.evaluate(() => [...document.images].filter((i) => i.complete && !i.naturalWidth).length);
    assert.equal(broken, 0);
  });
  await check("saving asks for a name first", async () => {
    await page.locator(".save").click();
    assert.ok((await page.locator(".status").textContent()).length > 0);
    assert.ok(await page.locator(".reader").evaluate((e) => e === document.activeElement));
    await page.locator(".reader").fill("R <1>");
  });
  await check("ratings by mouse and keys reach the file", async () => {
    const given = {};
    const first = await item();
    await shown.locator("label:has(input[value='2'])").click();
    given[first] = 2;
    await page.locator(".next").click();
    const second = await item();
    assert.notEqual(second, first);
    await page.keyboard.press("Shift+Digit3");
    given[second] = -3;
    await page.keyboard.press("n");
    given[await item()] = null;
    await page.keyboard.press("x");
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".save").click()]);
    assert.equal(download.suggestedFilename(), `answers-${expected.sheet}-R__1_.json`);
    const saved = JSON.parse(readFileSync(await download.path(), "utf8"));
    assert.equal(saved.sheet, expected.sheet);
    assert.equal(saved.reader, "R <1>");
    assert.deepEqual(Object.fromEntries(saved.answers.map((a) => [a.item, a.rating])), given);
    assert.equal(Object.keys(given).length, Math.min(3, expected.items));
  });
  await check("answers survive a reload", async () => {
    await page.reload();
    assert.equal(await page.locator("input[type=radio]:checked").count(), Math.min(3, expected.items));
    assert.equal(await page.locator(".reader").inputValue(), "R <1>");
  });
}
