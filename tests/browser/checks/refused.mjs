// A pair that allows no number: shown large all the same, side by side and in turn, with the reasons.
import assert from "node:assert/strict";

export async function refused({ page, check }) {
  await check("both photos stand large at the head, without a number", async () => {
    const figures = page.locator(".glance figure svg");
    assert.equal(await figures.count(), 2);
    for (const i of [0, 1]) assert.ok((await figures.nth(i).boundingBox()).width > 450);
    assert.doesNotMatch(await page.locator(".verdict").first().textContent(), /\d+[.,]\d/);
    assert.equal(await page.locator("table.forest").count(), 0);
  });
  await check("every reason once, with what to do", async () => {
    const said = await page.locator(".refusal li").allTextContents();
    assert.equal(new Set(said).size, said.length);
    assert.ok(await page.locator(".steps li").count() >= 3);
  });
  const root = page.locator(".viewer").first();
  await check("side by side at first; what would lay one on the other is not offered", async () => {
    assert.ok(await root.locator("input[value=side]").isChecked());
    for (const mode of ["slider", "checker"]) assert.ok(await root.locator(`input[value=${mode}]`).isDisabled(), mode);
    const left = await root.locator(".pane-a .picture").boundingBox();
    const right = await root.locator(".pane-b .picture").boundingBox();
    assert.ok(right && right.x >= left.x + left.width && right.width > 200);
    assert.equal(await root.locator(".outlines").first().isVisible(), false);
  });
  await check("in turn", async () => {
    await root.locator(".modes label:has(input[value=flicker])").click();
    const tag = root.locator(".tag-a");
    const first = await tag.textContent();
    const element = await tag.elementHandle();
    await page.waitForFunction(([tag, text]) => tag.textContent !== text, [element, first], { timeout: 3000 });
  });
}
