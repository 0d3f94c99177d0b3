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
for (const form of document.querySelectorAll("form[data-submit-on-change]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("input[type=checkbox], input[type=radio], select")) form.requestSubmit();
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

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
