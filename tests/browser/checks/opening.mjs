// The page opens from disk, shows what the course says as text, and can load nothing.
import assert from "node:assert/strict";

export async function opening({ page, context, expected, check }) {
  await check("the language is declared", async () => {
    assert.equal(await page.getAttribute("html", "lang"), expected.lang);
  });
  await check("the subject is text, whatever it holds", async () => {
    assert.equal(await page.textContent(".subject"), expected.subject);
    assert.equal(await page.title(), (await page.textContent("h1")) + ": " + expected.subject);
  });
  await check("every picture decodes", async () => {
    const broken = await page.evaluate(async () => {
      const failed = [];
      for (const image of document.querySelectorAll("image")) {
        const probe = new Image();
        probe.src = image.getAttribute("href");
        await probe.decode().catch(() => failed.push(image.id));
      }
      return failed;
    });
    assert.deepEqual(broken, []);
  });
  await check("the verdict is on the first screen", async () => {
    const box = await page.locator(".verdict, .result > .note").first().boundingBox();
    assert.ok(box.y + box.height < 900, `the verdict ends at ${box.y + box.height} px`);
  });
  if (expected.pairs) {
    await check("two photos, each half of the width, stand under the sentence", async () => {
      const summary = page.locator(".summary").first();
      const [whole, lead] = [await summary.boundingBox(), await summary.locator(".lead").boundingBox()];
      const photos = summary.locator(".glance figure svg");
      assert.equal(await photos.count(), 2);
      const boxes = [await photos.nth(0).boundingBox(), await photos.nth(1).boundingBox()];
      for (const box of boxes) {
        assert.ok(box.width > 0.48 * whole.width, `${box.width} of ${whole.width} px`);
        assert.ok(box.y > lead.y + lead.height - 1);
      }
      assert.ok(Math.abs(boxes[0].y - boxes[1].y) < 2);
    });
    await check("the visits follow in pictures, the figures below", async () => {
      const cards = page.locator(".summary").first().locator(".cards .card");
      assert.ok(await cards.count() >= 3);
      assert.ok(await cards.first().locator("svg.thumb").isVisible());
      const forest = await page.locator("table.forest").first().boundingBox();
      assert.ok(forest.y > (await cards.first().boundingBox()).y);
    });
    await check("each view has one line above all of them", async () => {
      const lines = page.locator(".overview li");
      assert.equal(await lines.count(), await page.locator(".summary").count());
    });
  }
  // In a page of its own: what the policy refuses is written to the console as an error.
  await check("the policy refuses foreign scripts and every load", async () => {
    const probe = await context.newPage();
    const outcomes = [];
    await probe.goto(page.url());
    probe.on("requestfailed", (request) => outcomes.push(request.failure().errorText));
    probe.on("requestfinished", (request) => outcomes.push(`loaded ${request.url()}`));
    const refused = await probe.evaluate(async () => {
      const violated = new Set();
      document.addEventListener("securitypolicyviolation", (e) => violated.add(e.effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "window.foreign = true";
      const image = document.createElement("img");
      image.src = "https://example.invalid/image.png";
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = "https://example.invalid/style.css";
      document.head.append(script, image, link);
      await fetch("https://example.invalid/").catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { violated: [...violated].sort(), ran: window.foreign === true };
    });
    await probe.close();
    assert.deepEqual(refused, {
      violated: ["connect-src", "img-src", "script-src-elem", "style-src-elem"],
      ran: false,
    });
    assert.deepEqual(outcomes, ["csp", "csp"], "image and style, each stopped by the policy itself");
  });
}
