// The form of a publication shows the facts that concern the kind that is chosen.
// What holds an error stays, whatever the kind.
{
  const show = () => {
    const kind = document.querySelector('select[name="kind"]')?.value
    for (const panel of document.querySelectorAll('[data-kinds]')) {
      const concerns = !kind || panel.dataset.kinds.split(' ').includes(kind)
      panel.hidden = !concerns && !panel.querySelector('.w-field--error')
    }
  }
  document.addEventListener('change', ({ target }) => target.name === 'kind' && show())
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', show)
  else show()
}
