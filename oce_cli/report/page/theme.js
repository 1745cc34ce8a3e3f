"use strict";
(() => {
  const button = document.getElementById("theme");
  const names = ["auto", "light", "dark"];
  button.hidden = false;
  button.addEventListener("click", () => {
    const name = names[(names.indexOf(document.documentElement.dataset.theme || "auto") + 1) % names.length];
    if (name === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    button.querySelector("span").textContent = name;
  });
})();
