// Suggestions under the search box, after the ARIA 1.2 pattern 'editable combobox with list
// autocomplete'. Without this file the box is a plain search box.
"use strict";

const box = document.getElementById("q");
if (box) {
  const kinds = { acronym: "Acronym", area: "Area", force: "Force", term: "Search" };
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let chosen = -1;
  let waiting = 0;
  let asked = 0;

  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  box.after(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    box.setAttribute(name, value);
  }

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const choose = (place) => {
    const options = list.children;
    chosen = (place + options.length) % options.length;
    [...options].forEach((option, i) => option.setAttribute("aria-selected", i === chosen));
    box.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  };

  const option = (one, place) => {
    const item = document.createElement("li");
    item.id = `suggestion-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.url = one.url;
    const parts = [one.text, one.meaning, `${kinds[one.kind]}, ${one.findings}`];
    for (const [i, text] of parts.entries()) {
      if (!text) continue;
      const part = document.createElement("span");
      part.className = ["suggestion-text", "suggestion-meaning", "suggestion-kind"][i];
      part.textContent = text;
      item.append(part, " ");
    }
    return item;
  };

  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map(option));
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = suggestions.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
    const count = suggestions.length;
    status.textContent = count ? `${count} ${count === 1 ? "suggestion" : "suggestions"}` : "";
  };

  const ask = async () => {
    const typed = box.value;
    const number = ++asked;
    if (!typed.trim()) return close();
    try {
      const answer = await fetch(`/api/v1/suggestions?q=${encodeURIComponent(typed)}`);
      const { suggestions } = await answer.json();
      if (number === asked && document.activeElement === box) show(suggestions);
    } catch {
      close(); // no suggestions are no fault: the search works all the same
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 80);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (list.hidden) {
      return;
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      choose(chosen + 1);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen < 0 ? -1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.url);
    }
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // or the box would lose the focus and close the list first
    const item = event.target.closest("[role=option]");
    if (item) location.assign(item.dataset.url);
  });
  box.addEventListener("blur", close);
}
