/*
 * Keeps a session awake while somebody works, and covers the page when it sleeps.
 *
 * The page under the cover stays as it is: whoever proves again who they are goes on
 * with what they were writing (TCVN 14423:2026 asks for the lock, not for lost work).
 * All words come from the house, see cms/accounts/views/presence.py.
 */
(function () {
  'use strict'

  const address = document.currentScript.dataset.presence
  const SIGN_OF_LIFE = 60 * 1000
  const TICK = 5 * 1000
  const WARNING = 60 * 1000
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('dinh-presence') : null
  let facts = null
  let person = null
  let activeAt = Date.now()
  let toldAt = Date.now()
  let endsAt = Infinity
  let cover = null
  let notice = null

  async function ask (method) {
    const headers = { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' }
    if (facts && facts.token) headers['X-CSRFToken'] = facts.token
    const answer = await fetch(address, { method, headers, cache: 'no-store' })
    if (!answer.ok && answer.status !== 401) throw new Error(String(answer.status))
    return answer.json()
  }

  function take (told) {
    facts = { ...facts, ...told }
    if (told.state === 'session_over') return showOver()
    if (person !== null && told.person !== person) return showStranger()
    person = told.person
    renewTokens(told.token)
    endsAt = Date.now() + told.secondsLeft * 1000
    if (told.state === 'session_locked') return showLocked()
    activeAt = Date.now() - (told.idle - told.idleLeft) * 1000
    uncover()
  }

  /* Logging in again makes a new token; forms that were open before have the old one. */
  function renewTokens (token) {
    document.querySelectorAll('input[name=csrfmiddlewaretoken]').forEach(input => { input.value = token })
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token
  }

  function refresh (method) {
    toldAt = Date.now()
    return ask(method || 'GET').then(take).catch(() => { /* asked again at the next tick */ })
  }

  function alive () {
    if (!facts || cover) return
    if (idleFor() >= limit()) return void refresh()
    activeAt = Date.now()
    if (tabs) tabs.postMessage({ person, activeAt })
    hideNotice()
    if (activeAt - toldAt >= SIGN_OF_LIFE) refresh('POST')
  }

  function limit () { return facts.idle * 1000 }
  function idleFor () { return Date.now() - activeAt }

  function tick () {
    if (!facts || cover) return
    if (idleFor() >= limit() || Date.now() >= endsAt) return void refresh()
    if (limit() - idleFor() <= Math.min(WARNING, limit() / 3)) showNotice()
  }

  function element (name, text, attributes) {
    const made = document.createElement(name)
    if (text) made.textContent = text
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value))
    return made
  }

  function show (title, text, ...parts) {
    hideNotice()
    uncover()
    const heading = element('h2', title, { id: 'door-sleep-title' })
    cover = element('dialog', '', { class: 'door-sleep', 'aria-labelledby': 'door-sleep-title' })
    cover.append(heading, element('p', text), ...parts)
    cover.addEventListener('cancel', event => event.preventDefault())
    document.body.append(cover)
    cover.showModal()
  }

  function uncover () {
    if (!cover) return
    cover.remove()
    cover = null
  }

  function showLocked () {
    const words = facts.words
    const form = element('form', '', { method: 'post', action: facts.unlock })
    const said = element('p', '', { role: 'alert' })
    const field = element('input', '', { type: 'password', name: 'password', id: 'door-sleep-password', autocomplete: 'current-password', required: '' })
    form.append(element('label', words.password, { for: 'door-sleep-password' }), field, said, element('button', words.unlock, { type: 'submit', class: 'button' }))
    form.addEventListener('submit', event => {
      event.preventDefault()
      unlock(field, said)
    })
    show(words.lockedTitle, words.locked, form)
  }

  async function unlock (field, said) {
    const body = new URLSearchParams({ password: field.value })
    const headers = { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest', 'X-CSRFToken': facts.token }
    try {
      const answer = await fetch(facts.unlock, { method: 'POST', headers, body })
      if (answer.ok) return void refresh()
      const told = await answer.json()
      said.textContent = (told.errors || [told.message || facts.words.failed]).join(' ')
    } catch (fault) {
      said.textContent = facts.words.failed
    }
    field.value = ''
    field.focus()
  }

  function showOver () {
    const words = facts.words
    const link = element('a', words.login, { href: facts.login, target: '_blank', rel: 'noopener', class: 'button' })
    show(words.overTitle, words.over, link)
  }

  function showStranger () { show(facts.words.overTitle, facts.words.stranger) }

  function showNotice () {
    if (notice) return
    notice = element('p', facts.words.soon, { class: 'door-soon', role: 'status' })
    document.body.append(notice)
  }

  function hideNotice () {
    if (notice) notice.remove()
    notice = null
  }

  function begin () {
    if (document.body.classList.contains('door')) return
    ;['keydown', 'pointerdown', 'input', 'wheel'].forEach(kind => document.addEventListener(kind, alive, { capture: true, passive: true }))
    window.addEventListener('focus', () => { if (cover) refresh() })
    document.addEventListener('visibilitychange', () => { if (!document.hidden) tick() })
    if (tabs) tabs.addEventListener('message', event => { if (event.data.person === person) activeAt = Math.max(activeAt, event.data.activeAt) })
    window.setInterval(tick, TICK)
    refresh()
  }

  document.addEventListener('DOMContentLoaded', begin)
})()
