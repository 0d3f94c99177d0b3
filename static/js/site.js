// Small comforts. Every page works without them.

const wide = matchMedia("(min-width: 60rem)");

// The menu's sheet must not stay open behind a window that grew.
const menu = document.getElementById("menu");
wide.addEventListener("change", () => {
  if (wide.matches && menu?.matches(":popover-open")) menu.hidePopover();
});

// Where a browser cannot show folded facets beside the list, unfold them.
if (!CSS.supports("selector(::details-content)") && wide.matches) {
  for (const facets of document.querySelectorAll("details.facets")) facets.open = true;
}

// A choice in a facet applies at once; its button remains for those who prefer to press it.
// The page that comes back is read from where one was.
const CHOICE = "input[type=checkbox], input[type=radio], select";
document.addEventListener("change", ({ target }) => {
  if (!target.form?.hasAttribute("data-submit-on-change") || !target.matches(CHOICE)) return;
  const kept = { path: location.pathname, id: target.id, name: target.name, value: target.value, top: scrollY };
  sessionStorage.setItem("chosen", JSON.stringify(kept));
  target.form.requestSubmit();
});
const chosen = JSON.parse(sessionStorage.getItem("chosen") || "null");
sessionStorage.removeItem("chosen");
if (chosen?.path === location.pathname) {
  const named = [...document.getElementsByName(chosen.name)];
  const choice = named.find((one) => one.id ? one.id === chosen.id : one.value === chosen.value);
  for (let fold = choice?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  choice?.focus({ preventScroll: true });
  if (choice) scrollTo(0, chosen.top);
}

// "Where I am": rounded to three decimals, about a hundred metres, before it leaves the device.
for (const button of document.querySelectorAll("[data-locate]")) {
  const field = document.getElementById(button.dataset.locate);
  const note = document.querySelector("[data-locate-note]");
  if (!navigator.geolocation || !field) break;
  button.hidden = note.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.latitude.toFixed(3)}, ${coords.longitude.toFixed(3)}`;
        field.form.requestSubmit();
      },
      () => {
        note.textContent = button.dataset.refused;
        note.setAttribute("role", "status");
      },
    );
  });
}

// "Link to this passage" copies the address as well as going there.
document.addEventListener("click", (event) => {
  const anchor = event.target.closest("a.anchor");
  if (anchor) navigator.clipboard?.writeText(anchor.href).catch(() => {});
});

// A printed page shows what is folded, and folds it again afterwards.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("main details:not([open], .facets)")];
  for (const details of unfolded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of unfolded) details.open = false;
});

// A text to paste elsewhere: how to quote a publication.
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  if (!navigator.clipboard || !text) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent.trim());
    button.textContent = button.dataset.copied;
    button.setAttribute("role", "status");
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
