// The form of a publication shows the facts that concern the kind that is chosen.
// What holds an error or something typed for another kind before stays where it is.
const kind = document.querySelector('select[name="kind"]')
const panels = [...document.querySelectorAll('[data-kinds]')].map((panel) => panel.closest('.w-panel') ?? panel)

function show() {
  for (const panel of panels) {
    const { kinds } = (panel.matches('[data-kinds]') ? panel : panel.querySelector('[data-kinds]')).dataset
    const concerns = !kind.value || kinds.split(' ').includes(kind.value)
    panel.hidden = !concerns && !panel.querySelector('.w-field--error, .error-message')
  }
}

if (kind) {
  kind.addEventListener('change', show)
  show()
}
