/*
 * Sends an item from a phone whose connection comes and goes. What is written is kept on
 * the device with every change; what was kept comes back after a reload; a sending that
 * broke off is sent again under the same key, and the server takes it once.
 */
(function () {
  'use strict'

  const form = document.querySelector('form[data-draft]')
  if (!form) return
  const name = form.dataset.draft
  const MEGABYTE = 1024 * 1024
  const REST = 700
  const words = form.querySelector('[data-words]').dataset
  const bar = form.querySelector('[data-kept]')
  const faults = form.querySelector('[data-faults]')
  const progress = form.querySelector('[data-progress]')
  const button = form.querySelector('button[type=submit]')
  const offline = form.querySelector('[data-offline]')
  const several = form.querySelector('#i-several')
  const rows = [...form.querySelectorAll('[data-row]')]
  const file = form.elements.file
  let timer = 0
  let isSending = false
  let writing = Promise.resolve()

  function inputOf (row) { return row.querySelector('input[type=file]') }
  function typed () { return [...form.elements].filter(one => one.name && one.type !== 'file' && !['csrfmiddlewaretoken', 'unit'].includes(one.name)) }
  function files () { return [file, ...rows.map(inputOf)].filter(one => one.files.length) }

  function say (state) {
    bar.hidden = false
    bar.querySelectorAll('[data-state]').forEach(one => { one.hidden = one.dataset.state !== state })
    bar.querySelector('[data-forget]').hidden = state === 'empty' || state === 'none'
  }

  /* What is on the form now, in the order in which it is kept: never an older one later. */
  function keep () {
    clearTimeout(timer)
    if (isSending) return
    const draft = { key: form.elements.key.value, fields: {}, files: {} }
    typed().forEach(one => { draft.fields[one.name] = one.value })
    files().forEach(one => { draft.files[one.name] = one.files[0] })
    writing = writing.then(() => window.DinhShelf.keep(name, draft)).then(say)
  }

  function soon () {
    clearTimeout(timer)
    timer = setTimeout(keep, REST)
  }

  function put (input, chosen) {
    const carrier = new DataTransfer()
    if (chosen) carrier.items.add(chosen)
    input.files = carrier.files
  }

  async function restore () {
    const draft = await window.DinhShelf.find(name)
    const isRefused = faults.querySelector('.i-faults')
    if (!draft) return say('empty')
    if (!isRefused) typed().forEach(one => { if (one.name in draft.fields) one.value = draft.fields[one.name] })
    Object.entries(draft.files || {}).forEach(([field, kept]) => {
      const input = form.elements[field]
      if (input && kept instanceof Blob) put(input, kept)
    })
    form.elements.text.dispatchEvent(new Event('dinh:restored'))
    draw()
    say('restored')
  }

  /* Pictures: the rows that are filled and one more, each with a look at what it holds. */
  function draw () {
    const last = rows.findLastIndex(row => inputOf(row).files.length)
    rows.forEach((row, place) => {
      const chosen = inputOf(row).files[0]
      row.hidden = place > last + 1
      row.querySelector('[data-remove]').hidden = !chosen
      row.querySelectorAll('img').forEach(one => { URL.revokeObjectURL(one.src); one.remove() })
      if (!chosen) return
      const look = new Image()
      look.alt = chosen.name
      look.src = URL.createObjectURL(chosen)
      row.prepend(look)
    })
  }

  function distribute () {
    const empty = rows.filter(row => !inputOf(row).files.length)
    const chosen = [...several.files]
    const left = chosen.slice(empty.length)
    chosen.slice(0, empty.length).forEach((one, place) => put(inputOf(empty[place]), one))
    several.value = ''
    draw()
    keep()
    if (left.length) tell([`${words.many} ${left.map(one => one.name).join(', ')}`])
  }

  function remove (row) {
    put(inputOf(row), null)
    row.querySelector('input[type=text]').value = ''
    draw()
    keep()
  }

  function tooLarge () {
    const each = files().filter(one => {
      const limit = one === file ? form.dataset.fileMb : form.dataset.pictureMb
      return one.files[0].size > limit * MEGABYTE
    })
    const found = each.map(one => `${one.files[0].name} ${words.large} ${one === file ? form.dataset.fileMb : form.dataset.pictureMb} MB.`)
    const all = files().reduce((sum, one) => sum + one.files[0].size, 0)
    if (all > form.dataset.allMb * MEGABYTE) found.push(`${words.all} ${form.dataset.allMb} MB.`)
    return found
  }

  function tell (messages) {
    const box = document.createElement('div')
    box.className = 'i-faults'
    box.setAttribute('role', 'alert')
    box.tabIndex = -1
    messages.forEach(message => {
      const line = document.createElement('p')
      line.textContent = message
      box.append(line)
    })
    faults.replaceChildren(box)
    progress.textContent = ''
    box.focus()
  }

  /* The server's own words about what it did not take. */
  function show (page) {
    const told = new DOMParser().parseFromString(page, 'text/html').querySelector('[data-faults]')
    if (!told || !told.childElementCount) return tell([words.refused])
    faults.replaceChildren(...told.children)
    faults.querySelectorAll('.i-again').forEach(one => one.remove())
    progress.textContent = ''
    const box = faults.firstElementChild
    box.tabIndex = -1
    box.focus()
  }

  async function send () {
    const found = tooLarge()
    if (found.length) return tell(found)
    keep()
    await writing
    isSending = true
    button.disabled = true
    progress.textContent = words.sending
    try {
      await delivered(await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { 'X-Requested-With': 'XMLHttpRequest' } }))
    } catch (fault) {
      tell([words.lost])
    }
    isSending = false
    button.disabled = false
  }

  async function delivered (answer) {
    const receipt = answer.redirected && answer.ok && new URL(answer.url).pathname.startsWith(location.pathname)
    if (receipt) {
      await window.DinhShelf.forget(name, form.elements.key.value)
      return location.assign(answer.url)
    }
    if (answer.redirected || answer.status === 403 || answer.status === 401) return tell([words.loggedOut])
    show(await answer.text())
  }

  function connection () { offline.hidden = navigator.onLine }

  form.addEventListener('input', soon)
  form.addEventListener('change', event => {
    if (event.target === several) return distribute()
    if (event.target.type === 'file') draw()
    keep()
  })
  form.addEventListener('click', event => {
    const row = event.target.closest('[data-remove]') && event.target.closest('[data-row]')
    if (row) remove(row)
  })
  form.addEventListener('submit', event => {
    event.preventDefault()
    if (!isSending) send()
  })
  bar.querySelector('[data-forget]').addEventListener('click', async () => {
    clearTimeout(timer)
    isSending = true
    await writing
    await window.DinhShelf.forget(name)
    location.reload()
  })
  window.addEventListener('online', connection)
  window.addEventListener('offline', connection)
  window.addEventListener('pagehide', () => { if (timer && !isSending) keep() })
  window.addEventListener('pageshow', event => { if (event.persisted) location.reload() })
  /* Another tab sent this draft: what is written here is another item from now on. */
  window.addEventListener('storage', event => {
    if (event.key === `${name}-sent` && event.newValue === form.elements.key.value) form.elements.key.value = crypto.randomUUID()
  })
  several.closest('.i-several').hidden = false
  draw()
  connection()
  restore()
})()
