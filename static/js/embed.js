// A video or a map is asked of another site only when the reader clicks.
//
// <div class="embed" data-embed-src="https://…" data-embed-title="…">
//   <div class="embed__consent">… <button type="button" data-embed-load hidden>…</button></div>
// </div>

for (const embed of document.querySelectorAll("[data-embed-src]")) {
  const button = embed.querySelector("[data-embed-load]");
  if (!button) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = embed.dataset.embedSrc;
    frame.title = embed.dataset.embedTitle;
    frame.allow = "autoplay; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin";
    embed.replaceChildren(frame);
    frame.focus();
  });
}
