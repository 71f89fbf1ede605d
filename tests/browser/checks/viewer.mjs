// Before and after: slider, dates, flicker, side by side, maps, regions.
import assert from "node:assert/strict";
import { drawn } from "./layout.mjs";

export async function viewer({ page, check, calm }) {
  const root = page.locator(".viewer").first();
  const stage = root.locator(".stage");
  const picture = root.locator(".pane-a .picture");
  const range = root.locator(".slide input");
  const mode = (name) => root.locator(`.modes label:has(input[value=${name}])`).click();
  // Where the second photo begins, 0 to 1 across the picture.
  const divider = () =>
    picture.evaluate((svg) => {
      const box = svg.viewBox.baseVal;
      const clip = svg.querySelector(".layer-b").getAttribute("clip-path").match(/#([\w-]+)/)[1];
      const rect = document.querySelector(`#${clip} rect`);
      return (Number(rect.getAttribute("x")) - box.x) / box.width;
    });
  const near = (value, wanted) =>
    assert.ok(Math.abs(value - wanted) < 0.02, `${value} instead of ${wanted}`);

  await check("the slider follows the mouse", async () => {
    await picture.scrollIntoViewIfNeeded();
    const before = await stage.screenshot();
    const box = await drawn(picture);
    const y = box.y + box.height * 0.03;
    await page.mouse.move(box.x + box.width * 0.5, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.25, y, { steps: 5 });
    await page.mouse.up();
    near(await divider(), 0.25);
    assert.equal(await range.inputValue(), "25");
    assert.notDeepEqual(await stage.screenshot(), before, "the picture did not change");
    await page.mouse.move(box.x + box.width * 0.9, y);
    near(await divider(), 0.25);
  });
  await check("the slider follows the arrow keys", async () => {
    await range.focus();
    for (let i = 0; i < 10; i += 1) await page.keyboard.press("ArrowRight");
    near(await divider(), 0.35);
    await page.keyboard.press("ArrowLeft");
    near(await divider(), 0.34);
    await page.keyboard.press("Home");
    near(await divider(), 0);
  });

  await check("any two dates can be chosen", async () => {
    const options = await root.locator(".pick-from option").evaluateAll((all) => all.map((o) => o.value));
    assert.ok(options.length >= 3, "the page under test has three photos to choose from");
    const shown = () => root.locator(".layer-a, .layer-b").evaluateAll((all) => all.map((u) => u.href.baseVal));
    const heads = () => page.locator("table.pair .head-from, table.pair .head-to").allTextContents();
    const seen = new Set();
    for (const [from, to] of [[options[1], options[2]], [options[2], options[0]]]) {
      await root.locator(".pick-from").selectOption(from);
      await root.locator(".pick-to").selectOption(to);
      const [a, b] = await shown();
      assert.ok(a.endsWith(`p${from}a`) && b.endsWith(`p${to}a`), `${a} and ${b}`);
      const [fromDate, toDate] = [await root.locator(".tag-a").textContent(), await root.locator(".tag-b").textContent()];
      const [fromHead, toHead] = await heads();
      assert.ok(fromHead.includes(fromDate) && toHead.includes(toDate), `${fromHead}, ${toHead}`);
      assert.notEqual(fromDate, toDate);
      seen.add(fromDate + toDate);
    }
    assert.equal(seen.size, 2);
    await root.locator(".pick-from").selectOption(options[0]);
    await root.locator(".pick-to").selectOption(options.at(-1));
  });

  await check(calm ? "flicker waits for the button" : "flicker changes the photo by itself", async () => {
    await mode("flicker");
    const tag = root.locator(".tag-a");
    const first = await tag.textContent();
    const element = await tag.elementHandle();
    if (calm) {
      await page.waitForTimeout(1500);
      assert.equal(await tag.textContent(), first, "moved although motion is not wished");
      await root.locator(".swap").click();
    }
    await page.waitForFunction(([tag, text]) => tag.textContent !== text, [element, first], { timeout: 3000 });
  });
  await check("side by side shows both photos at one height", async () => {
    await mode("side");
    const left = await picture.boundingBox();
    const right = await root.locator(".pane-b .picture").boundingBox();
    assert.ok(right && right.width > 200 && right.x >= left.x + left.width);
    assert.ok(Math.abs(left.y - right.y) < 2 && Math.abs(left.width - right.width) < 2);
  });
  for (const [name, legend] of [["change", ".legend-change"], ["coverage", ".legend-coverage"]]) {
    await check(`the ${name} map is drawn, with its scale`, async () => {
      await mode(name);
      const heat = await root.locator(".layer-heat").evaluate((use) => [
        use.getAttribute("visibility"),
        document.querySelector(use.href.baseVal)?.tagName,
      ]);
      assert.deepEqual(heat, ["visible", "image"]);
      assert.ok(await root.locator(legend).isVisible());
    });
  }

  await check("a region tells its numbers to mouse and keyboard", async () => {
    await mode("slider");
    const readout = root.locator(".readout");
    const names = await root.locator(".pane-a .outlines path").evaluateAll((all) => all.map((p) => p.getAttribute("aria-label")));
    assert.ok(names.length >= 2);
    await root.locator(".pane-a .outlines path").nth(0).focus();
    assert.ok((await readout.textContent()).startsWith(names[0]));
    await page.keyboard.press("Tab");
    const told = await readout.textContent();
    assert.ok(told.startsWith(names[1]) && /\d/.test(told), told);
    // The label of a region lies in its middle.
    const box = await root.locator(".outlines text").nth(0).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    assert.ok((await readout.textContent()).startsWith(names[0]));
    assert.equal(await page.locator("table.pair").first().locator("tr.picked th").textContent(), names[0]);
  });
}
