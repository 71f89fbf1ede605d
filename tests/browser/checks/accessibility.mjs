// axe-core's rules for WCAG 2.2 A and AA and its best practices.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function accessibility({ page, expected, check }) {
  await page.evaluate(AXE);
  const modes = expected.pairs ? ["slider", "side", "change"] : [null];
  for (const mode of modes) {
    await check(`axe-core finds nothing serious${mode ? ` in the mode ${mode}` : ""}`, async () => {
      if (mode) await page.locator(`.modes label:has(input[value=${mode}])`).first().click();
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
      const results = await page.evaluate(
        (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }), TAGS);
      assert.ok(results.passes.length > 20, `only ${results.passes.length} rules were applied`);
      const found = results.violations
        .filter((v) => ["serious", "critical"].includes(v.impact))
        .map((v) => `${v.id}: ${v.help}\n  ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join("\n  ")}`);
      assert.equal(found.join("\n"), "");
    });
  }
}
