// Comforts only: every page works without this file.
"use strict";

// Leave empty fields and defaults out of the address of a search, and keep what is ticked.
const form = document.getElementById("search");
const pack = document.getElementById("pack");
const ticked = () => new FormData(pack).getAll("finding");
if (form) {
  form.addEventListener("formdata", ({ formData }) => {
    const usual = { sort: "relevance", size: "20", q: "" };
    for (const [name, value] of [...formData]) {
      if (usual[name] === value) formData.delete(name);
    }
    if (!pack) return;
    formData.delete("finding");
    for (const id of ticked()) formData.append("finding", id);
  });
}

// Keep the ticked findings in the address, and in every link to another search.
function keeping(address) {
  const url = new URL(address, location.href);
  url.searchParams.delete("finding");
  for (const id of ticked()) url.searchParams.append("finding", id);
  return url.href;
}
if (pack) {
  document.addEventListener("change", (event) => {
    if (event.target.name !== "finding") return;
    history.replaceState(null, "", keeping(location.href));
    for (const link of document.querySelectorAll('a[href="/"], a[href^="/?"]')) {
      link.setAttribute("href", keeping(link.href).slice(location.origin.length));
    }
    const count = ticked().length;
    document.querySelector(".pack [aria-live]").textContent =
      `${count} ${count === 1 ? "finding" : "findings"} ticked`;
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
