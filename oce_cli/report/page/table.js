// Filters and sorts the table of a page about many calls; without this script all of it is there.
(() => {
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const body = document.querySelector("tbody");
  const form = document.querySelector(".filters");
  const count = form.querySelector("output");
  const figures = all(document, "figure[data-metric]");
  const rows = all(body, "tr");
  const text = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

  function filter() {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    const terms = wanted.filter(([name]) => name === "search").flatMap(([, value]) => value.toLowerCase().split(/\s+/));
    const lists = wanted.filter(([name]) => name !== "search");
    let shown = 0;
    for (const row of rows) {
      const fits = terms.every((term) => text.get(row).includes(term)) &&
        lists.every(([name, value]) => "=" + row.dataset[name] === value);
      row.hidden = !fits;
      shown += fits;
    }
    const metric = new Map(lists).get("metric");
    for (const figure of figures) figure.hidden = Boolean(metric) && "=" + figure.dataset.metric !== metric;
    count.textContent = `${shown} of ${rows.length} rows`;
  }

  function sort(head) {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of all(document, "thead th")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const value = (row) => {
      const cell = row.cells[head.cellIndex];
      if (head.dataset.kind !== "number") return cell.textContent.trim().toLowerCase();
      return cell.dataset.value ? Number(cell.dataset.value) : null;
    };
    const compare = (a, b) => {
      if (a[0] === null || b[0] === null) return (a[0] === null) - (b[0] === null); // what is not told stands last
      return (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) * (down ? -1 : 1);
    };
    body.append(...rows.map((row) => [value(row), row]).sort(compare).map(([, row]) => row));
  }

  for (const head of all(document, "thead th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head));
  }
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();
})();
