/*
 * The field of the text takes what is pasted with its headings, lists and links. Only
 * elements that a text may hold come in, without any code; the server reads them again.
 * Styles travel as data: the policy lets no page have one, and Google Docs says bold so.
 */
(function () {
  'use strict'

  const field = document.querySelector('.i-form [name=text]')
  const hidden = document.querySelector('.i-form [name=markup]')
  if (!field || !hidden) return
  const KEPT = new Set(['P', 'DIV', 'BR', 'B', 'STRONG', 'I', 'EM', 'SUP', 'SPAN', 'FONT', 'A', 'UL', 'OL', 'LI', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TD', 'TH', 'BLOCKQUOTE', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'])
  const DROPPED = new Set(['SCRIPT', 'STYLE', 'HEAD', 'TITLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'SVG', 'MATH', 'META', 'LINK'])
  const LINK = /^(https?:|mailto:|tel:)/i
  const label = document.querySelector(`label[for=${field.id}]`)
  const editor = document.createElement('div')

  function copyOf (node) {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data)
    if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.nodeName.toUpperCase())) return null
    const name = node.nodeName.toUpperCase()
    const made = KEPT.has(name) ? document.createElement(name) : document.createDocumentFragment()
    if (KEPT.has(name)) describe(node, made)
    node.childNodes.forEach(child => {
      const copy = copyOf(child)
      if (copy) made.append(copy)
    })
    return made
  }

  function describe (node, made) {
    const style = node.getAttribute('style') || node.dataset.style
    if (style) made.dataset.style = style.slice(0, 300)
    if (/^MsoListParagraph/.test(node.className)) made.className = node.className
    const face = node.getAttribute('face')
    if (face) made.dataset.style = `font-family:${face}`
    const href = node.getAttribute('href')
    if (href && LINK.test(href)) made.setAttribute('href', href)
  }

  function cleaned (markup) {
    const made = document.createDocumentFragment()
    new DOMParser().parseFromString(markup, 'text/html').body.childNodes.forEach(node => {
      const copy = copyOf(node)
      if (copy) made.append(copy)
    })
    return made
  }

  function lines (text) {
    const made = document.createDocumentFragment()
    text.split(/\r?\n/).forEach(line => {
      const paragraph = document.createElement('p')
      paragraph.append(line || document.createElement('br'))
      made.append(paragraph)
    })
    return made
  }

  function insert (fragment) {
    const selection = window.getSelection()
    const inside = selection.rangeCount && editor.contains(selection.getRangeAt(0).commonAncestorContainer)
    if (!inside) return void editor.append(fragment)
    const range = selection.getRangeAt(0)
    range.deleteContents()
    range.insertNode(fragment)
    range.collapse(false)
  }

  function tell () {
    field.value = editor.innerText.trim()
    hidden.value = field.value && editor.querySelector('*') ? editor.innerHTML : ''
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }

  editor.addEventListener('paste', event => {
    const pasted = event.clipboardData
    if (!pasted) return
    event.preventDefault()
    const markup = pasted.getData('text/html')
    const text = pasted.getData('text/plain')
    insert(markup ? cleaned(markup) : text.includes('\n') ? lines(text) : document.createTextNode(text))
    tell()
  })
  editor.addEventListener('input', tell)

  /* A draft that comes back, from the device or with a form that was refused. */
  field.addEventListener('dinh:restored', show)

  function show () {
    editor.replaceChildren(hidden.value ? cleaned(hidden.value) : field.value ? lines(field.value) : '')
  }

  editor.className = 'i-editor'
  editor.contentEditable = 'true'
  editor.setAttribute('role', 'textbox')
  editor.setAttribute('aria-multiline', 'true')
  if (label) {
    label.id = label.id || `${field.id}-words`
    editor.setAttribute('aria-labelledby', label.id)
    label.addEventListener('click', () => editor.focus())
  }
  show()
  field.hidden = true
  field.after(editor)
})()
