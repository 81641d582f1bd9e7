"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const levels = ["no_trigger", "watch", "undecided", "arguable", "facially_met"];

  /* Filter and folding: without a script every row is shown, and each part folds by itself. */
  const tools = document.getElementById("tools");
  const least = document.getElementById("least");
  const shown = document.getElementById("shown");
  const rows = all(".row");
  tools.hidden = false;
  least.addEventListener("change", () => {
    for (const row of rows) row.hidden = levels.indexOf(row.dataset.exposure) < Number(least.value);
    shown.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows shown`;
  });
  const fold = (open) => all("details.fold").forEach((part) => { part.open = open; });
  document.getElementById("fold").addEventListener("click", () => fold(false));
  document.getElementById("unfold").addEventListener("click", () => fold(true));
  window.addEventListener("beforeprint", () => fold(true));

  /* Proofs become trees as WAI-ARIA describes them: arrow keys move, open and close. */
  for (const tree of all(".proof[data-tree]")) {
    tree.setAttribute("role", "tree");
    tree.setAttribute("aria-label", tree.dataset.tree);
    const items = all("li", tree);
    for (const item of items) {
      item.setAttribute("role", "treeitem");
      item.tabIndex = -1;
      const group = item.querySelector(":scope > ul");
      if (group) {
        group.setAttribute("role", "group");
        item.setAttribute("aria-expanded", "true");
      }
    }
    if (items.length) items[0].tabIndex = 0;
    const visible = () => items.filter((item) => !item.parentElement.closest('li[aria-expanded="false"]'));
    const go = (item) => {
      if (!item) return;
      for (const other of items) other.tabIndex = -1;
      item.tabIndex = 0;
      item.focus();
    };
    const set = (item, open) => {
      if (item.hasAttribute("aria-expanded")) item.setAttribute("aria-expanded", String(open));
    };
    tree.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (event.target.closest("a") || window.getSelection().toString()) return;
      set(item, item.getAttribute("aria-expanded") === "false");
    });
    tree.addEventListener("keydown", (event) => {
      const item = event.target.closest("li");
      if (event.target !== item || event.altKey || event.ctrlKey || event.metaKey) return;
      const line = visible();
      const at = line.indexOf(item);
      const open = item.getAttribute("aria-expanded");
      const moves = {
        ArrowDown: () => go(line[at + 1]),
        ArrowUp: () => go(line[at - 1]),
        Home: () => go(line[0]),
        End: () => go(line[line.length - 1]),
        ArrowRight: () => (open === "false" ? set(item, true) : go(item.querySelector(":scope > ul > li"))),
        ArrowLeft: () => (open === "true" ? set(item, false) : go(item.parentElement.closest("li"))),
        Enter: () => set(item, open === "false"),
        " ": () => set(item, open === "false"),
      };
      if (moves[event.key]) {
        event.preventDefault();
        moves[event.key]();
      }
    });
  }
})();
