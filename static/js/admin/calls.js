// Calls of notes, citations and cross-references in the editor of texts: a dialog to choose one,
// a mark in the text, which removes itself when asked.
(() => {
  if (!window.draftail || !window.React) return
  const { createElement: h, Component } = window.React
  const { EditorState, Modifier } = window.DraftJS

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) made.addEventListener(name.slice(2), value)
      else if (value !== false) made.setAttribute(name, value === true ? '' : value)
    }
    made.append(...children.filter(Boolean))
    return made
  }

  // --- the notes of this page, as they stand in its form ------------------------------------------
  const field = (prefix, name) => document.getElementsByName(`${prefix}-${name}`)[0]
  const plain = (raw) => {
    try {
      return JSON.parse(raw).blocks.map(({ text }) => text).join(' ').trim()
    } catch {
      return ''
    }
  }
  const notes = () =>
    [...document.querySelectorAll('input[name^="notes-"][name$="-id"]')]
      .map(({ name, value }) => ({ id: value, prefix: name.slice(0, -3) }))
      .filter(({ id, prefix }) => id && field(prefix, 'value') && !field(prefix, 'deleted')?.value)
      .sort((one, other) => field(one.prefix, 'order')?.value - field(other.prefix, 'order')?.value)
      .map(({ id, prefix }) => ({ id, name: plain(field(prefix, 'value').value) || '…', words: '' }))

  const written = (text) => ({
    blocks: text.split(/\n+/).map((line, place) => ({
      key: `note${place}`, text: line, type: 'unstyled', depth: 0, inlineStyleRanges: [],
      entityRanges: [], data: {},
    })),
    entityMap: {},
  })
  const addNote = (text) => {
    const stream = document.getElementById('notes-root')?.rootBlock
    if (!stream) return null
    const id = crypto.randomUUID?.() ?? URL.createObjectURL(new Blob()).slice(-36)
    stream.insert({ type: 'note', value: JSON.stringify(written(text)), id }, stream.children.length)
    return id
  }

  // --- what the server knows ------------------------------------------------------------------------
  const pageNumber = () =>
    location.pathname.match(/pages\/(?:add\/\w+\/\w+\/)?(\d+)/)?.[1] ?? ''
  const ask = async (address, q) => {
    const answer = await fetch(`${address}?${new URLSearchParams({ q, page: pageNumber() })}`)
    return answer.ok ? (await answer.json()).groups : []
  }
  const found = async (kind, { address }, q) => {
    if (kind !== 'NOTE') return ask(address, q)
    const wanted = q.toLocaleLowerCase().split(/\s+/)
    const rows = notes().filter(({ name }) =>
      wanted.every((word) => name.toLocaleLowerCase().includes(word)))
    return [{ name: '', rows }]
  }

  // --- the dialog -----------------------------------------------------------------------------------
  const choose = (entityType, choice) =>
    new Promise((resolve) => {
      const { type, words } = entityType
      let answer = null
      let asked = 0
      const list = element('div', { class: 'calls__list' })
      const search = element('input', { type: 'search', id: 'calls-search', oninput: () => fill() })
      const locator = words.words && element('input', { type: 'text', id: 'calls-words', value: choice })
      const fresh = words.fresh && element('textarea', { id: 'calls-fresh', rows: 3 })
      const done = (value) => {
        answer = value
        dialog.close()
      }
      const row = ({ id, name, words: shown }) =>
        element('li', {},
          element('button', {
            type: 'button', class: 'calls__row',
            onclick: () => done({ id, text: locator ? locator.value.trim() || '*' : shown || '*' }),
          }, name))
      const fill = async () => {
        const mine = ++asked
        const groups = (await found(type, entityType, search.value.trim())).filter((g) => g.rows.length)
        if (mine !== asked) return
        list.replaceChildren(...groups.flatMap(({ name, rows }) => [
          name && element('h3', { class: 'w-label-3' }, name),
          element('ul', {}, ...rows.map(row)),
        ].filter(Boolean)))
        if (!groups.length) list.append(element('p', {}, words.empty))
      }
      const labelled = (text, control) =>
        control && element('p', {}, element('label', { for: control.id, class: 'w-label-3' }, text), control)
      const write = () => {
        const text = fresh.value.trim()
        const id = text && addNote(text)
        if (id) done({ id, text: '*' })
        else fresh.focus()
      }
      const dialog = element('dialog', { class: 'calls', 'aria-labelledby': 'calls-title' },
        element('h2', { id: 'calls-title', class: 'w-h2' }, words.title),
        labelled(words.words, locator),
        labelled(words.filter, search),
        list,
        labelled(words.fresh, fresh),
        element('p', { class: 'calls__end' },
          fresh && element('button', { type: 'button', class: 'button', onclick: write }, words.insert),
          element('button', { type: 'button', class: 'button button-secondary', onclick: () => dialog.close() },
            words.close)))
      dialog.addEventListener('close', () => {
        dialog.remove()
        resolve(answer)
      })
      dialog.addEventListener('keydown', (event) => {
        event.stopPropagation()
        if (event.key === 'Enter' && event.target.matches('input')) event.preventDefault()
      })
      document.body.append(dialog)
      dialog.showModal()
      search.focus()
      fill()
    })

  // --- in the text ----------------------------------------------------------------------------------
  class Source extends Component {
    async componentDidMount() {
      const { editorState, entityType, onComplete, onClose } = this.props
      const chosen = await choose(entityType, '')
      if (!chosen) return onClose()
      const content = editorState.getCurrentContent().createEntity(entityType.type, 'IMMUTABLE', { id: chosen.id })
      // After the words that are selected, never instead of them.
      const selection = editorState.getSelection()
      const end = selection.merge({
        anchorKey: selection.getEndKey(), anchorOffset: selection.getEndOffset(),
        focusKey: selection.getEndKey(), focusOffset: selection.getEndOffset(), isBackward: false,
      })
      const changed = Modifier.insertText(
        content, end, chosen.text, null, content.getLastCreatedEntityKey())
      onComplete(EditorState.push(editorState, changed, 'insert-characters'))
    }

    render() {
      return null
    }
  }

  const numberOf = (id) => notes().findIndex((note) => note.id === id) + 1
  const SIGNS = {
    NOTE: (id) => numberOf(id) || '?',
    REFERENCE: () => '❞',
    PASSAGE: () => '→',
  }
  // The notes stand below the text: their places are known once both are there.
  class Mark extends Component {
    constructor(props) {
      super(props)
      this.again = () => this.forceUpdate()
    }

    componentDidMount() {
      document.addEventListener('w-block:ready', this.again)
      this.later = setTimeout(this.again, 1500)
    }

    componentWillUnmount() {
      document.removeEventListener('w-block:ready', this.again)
      clearTimeout(this.later)
    }

    render() {
      const { entityKey, contentState, decoratedText, children } = this.props
      const entity = contentState.getEntity(entityKey)
      const type = entity.getType()
      const { id } = entity.getData()
      const note = type === 'NOTE' && notes().find((one) => one.id === id)
      const star = decoratedText === '*' ? ' calls__mark--star' : ''
      return h('span', {
        className: `calls__mark calls__mark--${type.toLowerCase()}${star}`,
        title: note ? note.name : undefined,
        'data-sign': SIGNS[type](id),
      }, children)
    }
  }

  for (const type of ['NOTE', 'REFERENCE', 'PASSAGE']) {
    window.draftail.registerPlugin({ type, source: Source, decorator: Mark }, 'entityTypes')
  }
})()
