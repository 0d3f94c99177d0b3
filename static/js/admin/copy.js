// Copies a text for a letter that is written elsewhere.
for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copies).value)
    button.textContent = button.dataset.copied
  })
}
