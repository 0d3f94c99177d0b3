// The list of passages follows the publication that is chosen.
document.addEventListener('change', async ({ target }) => {
  const select = document.querySelector('select[data-passages]')
  if (!select || target.name !== 'source_page') return
  const whole = select.options[0]
  select.replaceChildren(whole)
  if (!target.value) return
  const answer = await fetch(select.dataset.passages.replace('/0/', `/${target.value}/`))
  if (!answer.ok) return
  const { passages } = await answer.json()
  select.append(...passages.map(([anchor, words]) => new Option(words, anchor)))
})
