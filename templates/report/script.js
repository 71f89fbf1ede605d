(() => {
  "use strict";
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const text = data.text;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const FLICKER_MS = 900;
  const SVG_MODES = ["slider", "flicker", "side", "checker", "change", "coverage"];

  root.classList.remove("no-js");

  class Viewer {
    constructor(element) {
      this.element = element;
      this.view = data.views[Number(element.dataset.view)];
      this.find = (selector) => element.querySelector(selector);
      this.svg = this.find(".pane-a .picture");
      this.box = this.svg.viewBox.baseVal;
      this.range = this.find(".slide input");
      this.mode = element.querySelector(".modes input:checked").value;
      this.position = 0.5;
      this.showsLater = true;
      this.picked = null;
      const by = (index) => this.view.photos.find((p) => p.index === Number(index));
      this.pickFrom = this.find(".pick-from");
      this.pickTo = this.find(".pick-to");
      const only = this.view.photos[0];
      this.chosen = () => ({
        from: this.pickFrom ? by(this.pickFrom.value) : only,
        to: this.pickTo ? by(this.pickTo.value) : only,
      });
      this.listen();
      this.update();
    }

    listen() {
      for (const select of [this.pickFrom, this.pickTo]) {
        select?.addEventListener("change", () => this.update());
      }
      for (const radio of this.element.querySelectorAll(".modes input")) {
        radio.addEventListener("change", () => {
          if (SVG_MODES.includes(radio.value)) this.mode = radio.value;
          this.update();
        });
      }
      this.find(".outlines-on").addEventListener("change", () => this.update());
      this.find(".swap").addEventListener("click", () => {
        this.showsLater = !this.showsLater;
        this.update();
      });
      this.range?.addEventListener("input", () => this.slide(Number(this.range.value) / 100));
      this.svg.addEventListener("pointerdown", (event) => {
        if (this.mode !== "slider" || !this.range || event.button !== 0) return;
        this.dragging = event.pointerId;
        this.slideTo(event);
      });
      window.addEventListener("pointermove", (event) => {
        if (this.dragging === event.pointerId) this.slideTo(event);
      });
      for (const end of ["pointerup", "pointercancel"]) {
        window.addEventListener(end, () => {
          this.dragging = null;
        });
      }
      for (const path of this.element.querySelectorAll(".outlines path")) {
        const region = Number(path.dataset.region);
        path.addEventListener("pointerenter", () => this.pick(region));
        path.addEventListener("focus", () => this.pick(region));
        path.addEventListener("click", () => this.pick(region));
        path.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          this.pick(region);
        });
      }
    }

    slideTo(event) {
      const matrix = this.svg.getScreenCTM();
      if (!matrix) return;
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      this.slide((at.x - this.box.x) / this.box.width);
    }

    slide(position) {
      this.position = Math.min(1, Math.max(0, position));
      if (this.range) this.range.value = String(Math.round(this.position * 100));
      const x = this.box.x + this.position * this.box.width;
      const clip = document.querySelector(`#${this.view.key}-clip rect`);
      clip.setAttribute("x", x);
      clip.setAttribute("width", this.box.x + this.box.width - x);
      this.find(".divider path").setAttribute("d", `M${x} ${this.box.y}v${this.box.height}`);
      this.find(".divider circle").setAttribute("cx", x);
    }

    /** A photo as taken lies on no other: it can be seen beside it, or in turn with it. */
    permit(from, to) {
      const taken = from.taken || to.taken;
      for (const radio of this.element.querySelectorAll(".modes input")) {
        radio.disabled = taken && !["side", "flicker"].includes(radio.value);
        if (radio.disabled && radio.checked) {
          this.mode = "side";
          this.element.querySelector(".modes input[value=side]").checked = true;
        }
      }
    }

    update() {
      const { from, to } = this.chosen();
      this.permit(from, to);
      const mode = this.mode;
      for (const name of SVG_MODES) this.element.classList.toggle(`mode-${name}`, name === mode);
      this.layers(from, to);
      this.heat(to);
      this.find(".divider").style.display = mode === "slider" ? "" : "none";
      if (this.range) this.range.closest("label").hidden = mode !== "slider";
      this.find(".swap").hidden = mode !== "flicker";
      for (const g of this.element.querySelectorAll(".outlines")) {
        const shown = this.find(".outlines-on").checked && !from.taken && !to.taken;
        g.style.display = shown ? "" : "none";
      }
      this.tags(from, to);
      this.flicker(mode === "flicker");
      this.slide(this.position);
      this.table(from, to);
      if (this.picked !== null) this.pick(this.picked);
    }

    layers(from, to) {
      const show = (selector, photo) => {
        const use = this.find(selector);
        use?.setAttribute("href", `#${photo.key}a`);
        use?.setAttribute("aria-label", photo.alt);
      };
      const mode = this.mode;
      const later = mode === "change" || mode === "coverage";
      show(".layer-a", later ? to : from);
      show(".layer-b", to);
      show(".layer-b2", to);
      const b = this.find(".layer-b");
      const visible = { slider: true, flicker: this.showsLater, checker: true }[mode] ?? false;
      b.setAttribute("visibility", visible ? "visible" : "hidden");
      b.toggleAttribute("clip-path", false);
      b.toggleAttribute("mask", false);
      if (mode === "slider") b.setAttribute("clip-path", `url(#${this.view.key}-clip)`);
      if (mode === "checker") b.setAttribute("mask", `url(#${this.view.key}-check)`);
      this.find(".pane-b").hidden = mode !== "side";
      this.find(".stage").classList.toggle("two", mode === "side");
    }

    heat(to) {
      const layer = { change: "d", coverage: "c" }[this.mode];
      const available = layer && to[this.mode];
      const heat = this.find(".layer-heat");
      if (available) heat.setAttribute("href", `#${to.key}${layer}`);
      heat.setAttribute("visibility", available ? "visible" : "hidden");
      this.find(".legend-change").hidden = this.mode !== "change";
      this.find(".legend-coverage").hidden = this.mode !== "coverage";
      const missing = this.find(".map-missing");
      missing.hidden = !layer || available;
      missing.textContent = this.mode === "change" ? text.noChangeMap : text.noCoverageMap;
    }

    tags(from, to) {
      const mode = this.mode;
      const a = this.find(".tag-a");
      const b = this.find(".tag-b");
      const visible = mode === "flicker" && this.showsLater;
      a.textContent = visible || mode === "change" || mode === "coverage" ? to.date : from.date;
      b.textContent = to.date;
      b.hidden = mode !== "slider" && mode !== "checker";
      this.find(".tag-b2").textContent = to.date;
    }

    flicker(on) {
      clearTimeout(this.timer);
      // Without motion the pictures change only at the press of the button.
      if (!on || calm) return;
      this.timer = setTimeout(() => {
        this.showsLater = !this.showsLater;
        const { from, to } = this.chosen();
        this.layers(from, to);
        this.tags(from, to);
        this.flicker(this.mode === "flicker");
      }, FLICKER_MS);
    }

    change(from, to, region) {
      const levels = [from, to].map((photo) => this.view.cells[photo.index][region]);
      if (from.index === to.index) return { levels, delta: text.sameId, verdict: "–" };
      const found = this.view.changes[`${from.index}-${to.index}`]?.[region];
      if (!found) return { levels, delta: text.notCompared, verdict: "–" };
      return { ...found, levels: found.levels ?? levels };
    }

    table(from, to) {
      const table = document.getElementById(`${this.view.key}-pair`);
      if (!table) return;
      const head = (photo) => text.coverageOn.replace("{date}", photo.date);
      table.querySelector(".head-from").textContent = head(from);
      table.querySelector(".head-to").textContent = head(to);
      table.querySelectorAll("tbody tr").forEach((row, region) => {
        const { levels, delta, verdict } = this.change(from, to, region);
        const cells = {
          from: [levels[0], head(from)],
          to: [levels[1], head(to)],
          delta: [delta, `${text.change}, ${text.points}`],
          "verdict-cell": [verdict, ""],
        };
        for (const [name, [value, label]] of Object.entries(cells)) {
          const cell = row.querySelector(`.${name}`);
          cell.textContent = value;
          cell.dataset.head = label;
        }
      });
    }

    pick(region) {
      this.picked = region;
      const { from, to } = this.chosen();
      for (const path of this.element.querySelectorAll(".outlines path")) {
        path.classList.toggle("picked", Number(path.dataset.region) === region);
      }
      const rows = document.querySelectorAll(`#${this.view.key}-pair tbody tr`);
      rows.forEach((row, i) => row.classList.toggle("picked", i === region));
      const name = document.createElement("b");
      name.textContent = this.view.regions[region];
      const { levels, delta, verdict } = this.change(from, to, region);
      const lines = [from, ...(from === to ? [] : [to])].map(
        (photo, i) => `${photo.date}: ${levels[i]}`,
      );
      if (from !== to) {
        lines.push(`${text.change}, ${text.points}: ${delta}. ${verdict}`);
      }
      const parts = lines.flatMap((line) => [line, document.createElement("br")]).slice(0, -1);
      this.find(".readout").replaceChildren(name, ...parts);
    }
  }

  for (const element of document.querySelectorAll(".viewer")) new Viewer(element);

  // Printed pages show what is folded away on the screen.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
