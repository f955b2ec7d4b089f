// The two things that a page does with a script: the choice of its colours, and the key that leads to the search.
"use strict";
(() => {
  const root = document.documentElement;
  const said = document.currentScript.dataset;
  const choices = ["automatic", "light", "dark"];
  const signs = { automatic: "◐", light: "☀", dark: "☾" };
  const store = (() => {
    try {
      return window.localStorage; // a browser may refuse it to pages from a folder
    } catch {
      return null;
    }
  })();

  let chosen = "automatic";
  try {
    chosen = (store && store.getItem("fonds-colours")) || chosen;
  } catch {
    // the choice lasts as long as the page
  }
  if (!choices.includes(chosen)) chosen = "automatic";

  function apply(button) {
    if (chosen === "automatic") delete root.dataset.colours;
    else root.dataset.colours = chosen;
    if (!button) return;
    const label = `${said.theme}: ${said[chosen]}`;
    button.textContent = signs[chosen];
    button.title = label;
    button.setAttribute("aria-label", label);
  }

  apply(null); // before anything is drawn

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "site-colours";
    apply(button);
    button.addEventListener("click", () => {
      chosen = choices[(choices.indexOf(chosen) + 1) % choices.length];
      try {
        if (store) store.setItem("fonds-colours", chosen);
      } catch {
        // as above
      }
      apply(button);
    });
    document.querySelector(".site-head").append(button);
  });

  document.addEventListener("keydown", (event) => {
    const here = event.target;
    const writing = here instanceof HTMLInputElement || here instanceof HTMLTextAreaElement;
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector("input[type=search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
