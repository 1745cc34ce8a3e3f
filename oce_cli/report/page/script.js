// Works on the page as it stands: without this script links between rows and words still lead to each other.
(() => {
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const quiet = matchMedia("(prefers-reduced-motion: reduce)");

  function tabs() {
    const links = all(document, "[data-call]");
    if (!links.length) return () => {};
    const show = (id) => {
      for (const call of all(document, ".call")) call.hidden = call.id !== id;
      for (const link of links) {
        if (link.dataset.call === id) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
    };
    for (const link of links) link.addEventListener("click", (event) => {
      event.preventDefault();
      show(link.dataset.call);
    });
    show(links[0].dataset.call);
    return show;
  }

  // A place of the text as code points to a place of the page as UTF-16 units.
  function ranges(words, evidence) {
    const found = [];
    for (const part of evidence.split(" ")) {
      const [, start, end] = part.match(/:(\d+)-(\d+)$/) || [];
      if (start === undefined) continue;
      const home = all(words, "p[data-start]").filter((p) => +p.dataset.start <= +start).pop();
      if (!home) continue;
      const range = document.createRange();
      let at = +home.dataset.start;
      let opened = false;
      const nodes = document.createTreeWalker(home, NodeFilter.SHOW_TEXT);
      while (nodes.nextNode()) {
        const points = [...nodes.currentNode.data];
        const unit = (point) => points.slice(0, point - at).join("").length;
        if (!opened && +start < at + points.length) {
          range.setStart(nodes.currentNode, unit(+start));
          opened = true;
        }
        if (opened && +end <= at + points.length) {
          range.setEnd(nodes.currentNode, unit(+end));
          found.push(range);
          break;
        }
        at += points.length;
      }
    }
    return found;
  }

  function reveal(element) {
    const pane = element.closest(".scroll");
    const box = element.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    const top = pane.scrollTop + box.top - frame.top - (pane.clientHeight - box.height) / 3;
    pane.scrollTo({ top, behavior: quiet.matches ? "instant" : "smooth" });
    if (frame.bottom < 80 || frame.top > innerHeight - 80 || innerWidth < 960) {
      element.scrollIntoView({ block: "center", behavior: quiet.matches ? "instant" : "smooth" });
    }
  }

  function call(article) {
    const body = article.querySelector("tbody");
    const words = article.querySelector(".words");
    const form = article.querySelector(".filters");
    const count = form.querySelector("output");
    const rows = all(body, "tr");
    const byRow = new Map(rows.map((row) => [row.dataset.row, row]));
    const byMark = new Map();
    for (const lit of all(words, ".lit")) {
      if (!byMark.has(lit.dataset.mark)) byMark.set(lit.dataset.mark, []);
      byMark.get(lit.dataset.mark).push(lit);
    }
    const text = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const cell = (row, name) => row.querySelector("." + name);
    const key = {
      metric: (row) => cell(row, "metric").dataset.key,
      segment: (row) => cell(row, "segment").textContent,
      measure: (row) => cell(row, "measure").textContent,
      status: (row) => cell(row, "status").firstChild?.data?.trim() ?? "",
      speaker: (row) => cell(row, "speaker").textContent,
      verdict: (row) => row.dataset.verdict,
    };

    function filter() {
      const wanted = new FormData(form);
      const terms = wanted.get("search").toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const fits = terms.every((term) => text.get(row).includes(term)) &&
          Object.keys(key).every((name) => !wanted.get(name) || "=" + key[name](row) === wanted.get(name));
        row.hidden = !fits;
        shown += fits;
      }
      count.textContent = `${shown} of ${rows.length} numbers`;
    }

    function pick(row, target) {
      for (const old of all(article, ".picked")) old.classList.remove("picked");
      if (globalThis.CSS?.highlights) CSS.highlights.delete("evidence");
      if (!row) return;
      if (row.hidden) {
        form.reset();
        filter();
      }
      row.classList.add("picked");
      const lit = byMark.get(row.dataset.mark) || [];
      for (const one of lit) one.classList.add("picked");
      if (row.dataset.evidence && globalThis.Highlight) {
        CSS.highlights.set("evidence", new Highlight(...ranges(words, row.dataset.evidence)));
      }
      if (target !== "row" && lit.length) reveal(lit[0]);
      if (target !== "words") reveal(row);
      if (target === "words" && lit.length) lit[0].focus({ preventScroll: true });
      if (target === "row") row.querySelector("a").focus({ preventScroll: true });
    }

    function sort(head) {
      const name = head.dataset.sort;
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of all(article, "thead th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const value = (row) => {
        const raw = name === "value" ? row.dataset.value : cell(row, name).textContent.trim();
        if (head.dataset.kind !== "number") return raw.toLowerCase();
        return raw === "" ? -Infinity : Number(raw);
      };
      const compare = (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
      const sorted = rows.map((row) => [value(row), row]).sort(compare);
      if (down) sorted.reverse();
      body.append(...sorted.map(([, row]) => row));
    }

    for (const head of all(article, "thead th")) {
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
    body.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link && link.classList.contains("check")) return open(event, link);
      if (getSelection().toString() && !link) return;
      event.preventDefault();
      pick(event.target.closest("tr"), "words");
    });
    words.addEventListener("click", (event) => {
      const lit = event.target.closest(".lit");
      if (!lit) return;
      event.preventDefault();
      pick(byRow.get(lit.dataset.mark), "row");
    });
    article.addEventListener("click", (event) => {
      const link = event.target.closest("[data-go]");
      if (!link) return;
      event.preventDefault();
      pick(byRow.get(link.dataset.go));
      byRow.get(link.dataset.go)?.querySelector("a").focus({ preventScroll: true });
      article.querySelector(".both").scrollIntoView({ behavior: quiet.matches ? "instant" : "smooth" });
    });
    article.addEventListener("keydown", (event) => {
      if (event.key === "Escape") pick(null);
      const row = event.target.closest("tbody tr");
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!row || !step) return;
      event.preventDefault();
      const seen = [...body.rows].filter((one) => !one.hidden);
      const next = seen[seen.indexOf(row) + step];
      if (next) {
        next.querySelector("a").focus();
        next.scrollIntoView({ block: "nearest" });
      }
    });

    // A finding may stand in a closed list.
    function open(event, link) {
      const found = document.getElementById(link.hash.slice(1));
      if (!found) return;
      event.preventDefault();
      found.closest("details").open = true;
      found.scrollIntoView({ block: "center", behavior: quiet.matches ? "instant" : "smooth" });
      found.querySelector("a").focus({ preventScroll: true });
    }
    filter();
    return { pick, byRow };
  }

  addEventListener("beforeprint", () => all(document, "details").forEach((one) => { one.open = true; }));
  const calls = all(document, ".call").map((article) => [article.id, call(article)]);
  const show = tabs();
  const [, id, kind, number] = location.hash.match(/^#(c\d+)(?:-([rn])(\d+))?$/) || [];
  const place = calls.find(([name]) => name === id);
  if (place) {
    show(id);
    if (kind) place[1].pick(place[1].byRow.get(number));
  }
})();
