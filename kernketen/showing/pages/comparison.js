"use strict";
// Without this script everything can be read; with it, the table is walked with the arrow keys and filtered.
(() => {
  const form = document.querySelector("form.filter");
  const table = document.querySelector("table.matrix");
  if (!table) return;
  const rows = [...table.querySelectorAll("tr[data-class]")];
  const cells = (row) => [...row.querySelectorAll("td")];
  const shown = () => rows.filter((row) => !row.hidden);
  let current = null;

  table.setAttribute("role", "grid");
  for (const row of rows) {
    for (const cell of cells(row)) {
      cell.tabIndex = -1;
      const summary = cell.querySelector("summary");
      if (!summary) continue;
      summary.tabIndex = -1;
      cell.setAttribute("aria-expanded", "false");
      const details = cell.querySelector("details");
      details.addEventListener("toggle", () => cell.setAttribute("aria-expanded", String(details.open)));
    }
  }

  function stand(cell, focus) {
    if (current) current.tabIndex = -1;
    current = cell;
    if (!current) return;
    current.tabIndex = 0;
    if (!focus) return;
    current.focus({ preventScroll: true });
    see(current);
  }

  // What is open may be taller than the window; its answer must be seen.
  function see(cell) {
    (cell.querySelector("summary") || cell).scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function first() {
    const row = shown()[0];
    return row ? cells(row)[0] : null;
  }

  function moved(key, all) {
    const here = shown();
    const row = here.indexOf(current.parentElement);
    const columns = cells(here[row]);
    const column = columns.indexOf(current);
    const at = (r, c) => {
      const found = here[Math.max(0, Math.min(here.length - 1, r))];
      const own = cells(found);
      return own[Math.max(0, Math.min(own.length - 1, c))];
    };
    switch (key) {
      case "ArrowRight": return at(row, column + 1);
      case "ArrowLeft": return at(row, column - 1);
      case "ArrowDown": return at(row + 1, column);
      case "ArrowUp": return at(row - 1, column);
      case "PageDown": return at(row + 5, column);
      case "PageUp": return at(row - 5, column);
      case "Home": return all ? at(0, 0) : at(row, 0);
      case "End": return all ? at(here.length - 1, columns.length - 1) : at(row, columns.length - 1);
      default: return null;
    }
  }

  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell || event.altKey || event.metaKey) return;
    if (cell !== current) stand(cell, false);
    const details = cell.querySelector("details");
    // The sources of a group are a door of their own.
    const inner = event.target.closest(".places");
    if (inner && (event.key === "Enter" || event.key === " ")) return;
    if (event.key === "Enter" || event.key === " ") {
      if (details) {
        details.open = !details.open;
        see(cell);
      }
    } else if (event.key === "Escape") {
      if (details) details.open = false;
      cell.focus();
    } else {
      const next = moved(event.key, event.ctrlKey);
      if (!next) return;
      stand(next, true);
    }
    event.preventDefault();
  });
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td");
    if (cell && cell !== current && cell.tabIndex === -1) stand(cell, false);
  });
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (cell) stand(cell, !event.target.closest(".places"));
  });

  function filter() {
    const data = new FormData(form);
    const classes = data.getAll("class");
    const concept = data.get("concept") || "";
    const words = String(data.get("words") || "").toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let number = 0;
    for (const row of rows) {
      const text = words.length ? row.textContent.toLocaleLowerCase() : "";
      const fits = classes.includes(row.dataset.class)
        && (!concept || row.dataset.concept === concept)
        && words.every((word) => text.includes(word));
      row.hidden = !fits;
      if (fits) number += 1;
    }
    for (const body of table.tBodies) {
      body.hidden = ![...body.querySelectorAll("tr[data-class]")].some((row) => !row.hidden);
    }
    document.querySelector(".none").hidden = number > 0;
    form.querySelector("output").textContent =
      form.dataset.told.replace("{shown}", number).replace("{all}", rows.length);
    if (!current || current.parentElement.hidden) stand(first(), false);
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") form.reset();
  });
  stand(first(), false);
  filter();
})();
