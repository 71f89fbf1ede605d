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
    const box = await page.locator(".verdict, .result .note").first().boundingBox();
    assert.ok(box.y + box.height < 900, `the verdict ends at ${box.y + box.height} px`);
  });
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
