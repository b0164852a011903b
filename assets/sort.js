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
        const value = (row) => row.cells[column].textContent.replace(/[\u00a0\s%–]/g, "");
        const compare = (one, other) => {
          const [a, b] = [value(one), value(other)];
          const order = a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : a.localeCompare(b, "en");
          return now === "ascending" ? order : -order;
        };
        body.append(...(now ? [...first].sort(compare) : first));
      });
    });
  }
})();
