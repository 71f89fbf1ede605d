(() => {
  "use strict";
  const SCHEMA = "tricholapse.reading-answers/1";
  const { sheet, noReader, saved } = document.body.dataset;
  const items = [...document.querySelectorAll(".item")];
  const find = (selector) => document.querySelector(selector);
  const store = `tricholapse-reading-${sheet}`;
  let at = 0;

  const picked = (item) => item.querySelector("input:checked")?.value;
  const answers = () =>
    items
      .map((item) => ({ item: item.dataset.item, value: picked(item) }))
      .filter(({ value }) => value !== undefined)
      .map(({ item, value }) => ({ item, rating: value === "x" ? null : Number(value) }));

  function show(index) {
    at = Math.min(items.length - 1, Math.max(0, index));
    items.forEach((item, i) => { item.hidden = i !== at; });
    find(".previous").disabled = at === 0;
    find(".next").disabled = at === items.length - 1;
    find(".done").textContent = answers().length;
  }

  // What was answered survives a closed window, where the browser keeps anything at all.
  function keep() {
    find(".done").textContent = answers().length;
    try {
      localStorage.setItem(store, JSON.stringify({ reader: find(".reader").value, answers: answers() }));
    } catch { /* Saving to a file still works. */ }
  }

  function restore() {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(store) ?? "null");
    } catch { return; }
    find(".reader").value = kept?.reader ?? "";
    for (const { item, rating } of kept?.answers ?? []) {
      const section = items.find((s) => s.dataset.item === item);
      const input = section?.querySelector(`input[value="${rating ?? "x"}"]`);
      if (input) input.checked = true;
    }
  }

  function save() {
    const reader = find(".reader").value.trim();
    if (!reader) {
      find(".status").textContent = noReader;
      find(".reader").focus();
      return;
    }
    const text = JSON.stringify({ schema: SCHEMA, sheet, reader, answers: answers() }, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text + "\n"], { type: "application/json" }));
    link.download = `answers-${sheet}-${reader.replace(/[^A-Za-z0-9-]/g, "_")}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    find(".status").textContent = saved;
  }

  function rate(value) {
    const input = items[at].querySelector(`input[value="${value}"]`);
    input.checked = true;
    input.focus();
    keep();
  }

  document.addEventListener("change", keep);
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input[type=text]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = /^(?:Digit|Numpad)([0-3])$/.exec(event.code);
    if (digit) rate(event.shiftKey && digit[1] !== "0" ? `-${digit[1]}` : digit[1]);
    else if (event.key.toLowerCase() === "x") rate("x");
    else if (event.key.toLowerCase() === "n") show(at + 1);
    else if (event.key.toLowerCase() === "p") show(at - 1);
  });
  find(".previous").addEventListener("click", () => show(at - 1));
  find(".next").addEventListener("click", () => show(at + 1));
  find(".save").addEventListener("click", save);
  restore();
  const open = items.findIndex((item) => picked(item) === undefined);
  show(open < 0 ? 0 : open);
})();
