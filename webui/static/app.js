// Comforts only: every page works without this file.
"use strict";

// Leave empty fields and defaults out of the address of a search.
const form = document.getElementById("search");
if (form) {
  form.addEventListener("formdata", (event) => {
    const usual = { sort: "relevance", size: "20", q: "" };
    for (const [name, value] of [...event.formData]) {
      if (usual[name] === value) event.formData.delete(name);
    }
  });
}

// Copy a citation.
for (const box of document.querySelectorAll("[data-copy]")) {
  const status = box.querySelector("[role=status]");
  box.hidden = !navigator.clipboard;
  box.querySelector("button").addEventListener("click", async () => {
    const text = document.getElementById(box.dataset.copy).textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = "Copied";
    } catch {
      status.textContent = "The browser would not copy it: select the text instead";
    }
  });
}

// Find a value in a long facet.
for (const find of document.querySelectorAll("[data-find]")) {
  find.hidden = false;
  const input = find.querySelector("input");
  const ticks = find.parentElement.querySelectorAll("label:not([for=" + input.id + "])");
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const label of ticks) {
      label.parentElement.hidden = !label.textContent.toLowerCase().includes(wanted);
    }
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
