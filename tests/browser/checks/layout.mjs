// What the checks need to know of the page's layout.

/** Where an SVG's view box lies on the screen; its element may be wider. */
export function drawn(svg) {
  return svg.evaluate((element) => {
    const { x, y, width, height } = element.viewBox.baseVal;
    const matrix = element.getScreenCTM();
    const a = new DOMPoint(x, y).matrixTransform(matrix);
    const b = new DOMPoint(x + width, y + height).matrixTransform(matrix);
    return { x: a.x, y: a.y, width: b.x - a.x, height: b.y - a.y };
  });
}

// Runs inside the page: what sticks out of the given width, or is cut by its own box.
export function outside(width) {
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg, .skip") && element.tagName !== "svg") continue;
    if (element.closest(".store")) continue;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (!box.width || !box.height || style.visibility === "hidden") continue;
    // A table that scrolls in its own frame is meant to be wider than the screen.
    const frame = element.parentElement.closest(".scroll");
    const scrolls = frame && getComputedStyle(frame).overflowX === "auto";
    const cut = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && !scrolls
      && !element.matches(".scroll, .unseen");
    if ((!scrolls && (box.right > width + 1 || box.left < -1)) || cut) {
      const name = `${element.tagName.toLowerCase()} ${element.getAttribute("class") ?? ""}`;
      found.push(`${name}: ${Math.round(box.left)} to ${Math.round(box.right)} px, ${element.textContent.trim().slice(0, 40)}`);
    }
  }
  return found.slice(0, 8);
}
