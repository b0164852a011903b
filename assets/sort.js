"use strict";
(() => {
  for (const table of document.querySelectorAll("table.sorts")) {
    const body = table.tBodies[0];
    const first = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        const now = was === "descending" ? "ascending" : was === "ascending" ? null : "descending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (now) head.setAttribute("aria-sort", now);
        // Numbers lose their grouping, percent signs and currencies; a dash is nothing.
        const value = (row) => {
          const cell = row.cells[column].cloneNode(true);
          cell.querySelectorAll(".unseen").forEach((unseen) => unseen.remove());
          const text = cell.textContent.replace(/[\u00a0\s%]/g, "").replace(/^−/, "-");
          const number = /^([+-]?\d+(?:\.\d+)?)[A-Z]{0,3}$/.exec(text);
          return number ? Number(number[1]) : text === "–" ? "" : text;
        };
        const values = new Map(first.map((row) => [row, value(row)]));
        const compare = (one, other) => {
          const [a, b] = [values.get(one), values.get(other)];
          const order = typeof a === "number" && typeof b === "number" ? a - b : typeof a === "number" ? 1 : typeof b === "number" ? -1 : a.localeCompare(b, "en");
          return now === "ascending" ? order : -order;
        };
        body.append(...(now ? [...first].sort(compare) : first));
      });
    });
  }
})();
