// Every page works without this file.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => within.querySelectorAll(selector);
const form = one("#search"), pack = one("#pack"), list = one("#suggestions");

// A page that is gone back to shows what its address says, not what was chosen on it.
addEventListener("pageshow", ({ persisted }) => persisted && form?.reset());
// Leave an empty question out of the address of a search, and keep what is ticked.
form?.addEventListener("formdata", ({ formData }) => {
  if (!formData.get("q")) formData.delete("q");
  keep(formData);
});
// Keep the ticked findings in the address, and in every link to a search.
const ticked = () => (pack ? new FormData(pack).getAll("finding") : []);
function keep(parameters) {
  if (pack) parameters.delete("finding");
  for (const id of ticked()) parameters.append("finding", id);
}
function keeping(address, url = new URL(address, location)) {
  keep(url.searchParams);
  return url.pathname + url.search;
}
document.onchange = ({ target }) => {
  if (target.name !== "finding") return;
  history.replaceState(null, "", keeping(location));
  for (const link of all('a[href="/"], a[href^="/?"]')) link.setAttribute("href", keeping(link));
  const count = ticked().length;
  one(".pack [aria-live]").textContent = `${count} finding${count === 1 ? "" : "s"} ticked`;
};
// Suggest how to go on: an editable combobox as the ARIA Authoring Practices have it.
if (list) {
  let at, request, box = form.q, items = list.children;
  const point = (place = -1, open = false) => {
    list.hidden = !(box.ariaExpanded = open);
    box.setAttribute("aria-activedescendant", items[at = place]?.id ?? "");
    for (const item of items) item.ariaSelected = item === items[at];
  };
  const option = ({ label: textContent, url: href }, place) => Object.assign(
    document.createElement("a"), { id: `option-${place}`, role: "option", tabIndex: -1, href, textContent });
  box.oninput = async () => {
    request?.abort();
    const { signal } = (request = new AbortController());
    await new Promise((done) => setTimeout(done, 150));
    const asked = list.dataset.from + new URLSearchParams(new FormData(form));
    const answer = await fetch(asked, { signal }).then((got) => got.json()).catch(() => ({}));
    if (signal.aborted || document.activeElement !== box) return;
    list.replaceChildren(...(answer.suggestions ?? []).map(option));
    list.nextElementSibling.textContent = items.length ? `${items.length} suggestions` : "";
    point(-1, items.length > 0);
  };
  box.onkeydown = ({ key, isComposing }) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key], many = items.length + 1;
    if (list.hidden || isComposing) return true;
    if (step) point(((at + 1 + step + many) % many) - 1, true);
    else if (key === "Enter" && at >= 0) items[at].click();
    else if (key === "Escape") point();
    else return true;
    return false;
  };
  list.onmousedown = () => false;
  addEventListener("pagehide", () => point());
  Object.assign(box, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: false, onblur: () => point() });
}
// Copy a citation.
for (const place of all("[data-copy]")) {
  const say = (words) => () => { one("[role=status]", place).textContent = words; };
  place.hidden = !navigator.clipboard;
  one("button", place).onclick = () => navigator.clipboard
    .writeText(one(`#${place.dataset.copy}`).textContent.trim())
    .then(say("Copied"), say("The browser would not copy it: select the text instead"));
}
// Find a value in a long facet.
for (const place of all("[data-find]")) {
  one("button", place).hidden = true;
  one("input", place).removeAttribute("form");
  place.oninput = ({ target: { value } }) => all(".tick", place.parentElement).forEach((tick) => {
    tick.hidden = !tick.textContent.toLowerCase().includes(value.trim().toLowerCase());
  });
}
