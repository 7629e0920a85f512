/*
 * Keeps a session awake while somebody works, and covers the page when it sleeps.
 *
 * The page under the cover stays as it is: whoever proves again who they are goes on
 * with what they were writing (TCVN 14423:2026 asks for the lock, not for lost work).
 * Before a form is sent it asks whether the session and the rights are still there: who
 * was suspended or removed meanwhile is told so, and their words stay on the screen.
 * All words come from the house, see cms/accounts/views/presence.py.
 */
(function () {
  'use strict'

  const address = document.currentScript.dataset.presence
  const SIGN_OF_LIFE = 60 * 1000
  const TICK = 5 * 1000
  const WARNING = 60 * 1000
  const GUARDED = 'form[data-controller~="w-unsaved"]'
  const PATIENCE = 5 * 1000
  const checked = new WeakSet()
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('dinh-presence') : null
  let facts = null
  let person = null
  let activeAt = Date.now()
  let toldAt = Date.now()
  let endsAt = Infinity
  let cover = null
  let notice = null

  async function ask (method) {
    const query = new URLSearchParams({ ticket: (facts && facts.ticket) || '' })
    if (document.querySelector(GUARDED)) query.set('rights', '1')
    const headers = { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' }
    if (facts && facts.token) headers['X-CSRFToken'] = facts.token
    const answer = await fetch(`${address}?${query}`, { method, headers, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) })
    if (!answer.ok && answer.status !== 401) throw new Error(String(answer.status))
    return answer.json()
  }

  function take (told) {
    facts = { ...facts, ...told }
    if (told.state === 'account_closed') return showLost(facts.words.closedTitle, facts.words.closed)
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

  /* Nothing can be saved any more; what was written can still be read and copied. */
  function showLost (title, text) {
    const back = element('button', facts.words.copy, { type: 'button', class: 'button' })
    back.addEventListener('click', uncover)
    show(title, text, back)
  }

  /* Only rights that changed cost a second question: whether this form is still theirs. */
  async function mayStillSave (form, doubtful) {
    if (!facts) return true
    const known = facts.rights
    await refresh()
    if (cover) return false
    if (!doubtful && facts.rights === known) return true
    const headers = { 'X-Requested-With': 'XMLHttpRequest' }
    const answer = await fetch(form.action, { method: 'HEAD', headers, redirect: 'manual', cache: 'no-store' })
    if (answer.ok || answer.status >= 500) return true
    facts.rights = known
    showLost(facts.words.refusedTitle, facts.words.refused)
    return false
  }

  function send (form, button) {
    const wasDisabled = button && button.disabled // by its own progress; its name must be sent
    if (button) button.disabled = false
    checked.add(form)
    form.requestSubmit(button)
    checked.delete(form)
    if (button) button.disabled = wasDisabled
  }

  function hold (event) {
    const form = event.target
    if (!facts || checked.has(form) || !form.matches(GUARDED)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const go = may => may ? send(form, event.submitter) : rest(event.submitter)
    mayStillSave(form).then(go, () => go(true))
  }

  /* The button of a form that was not sent says “saving” no longer. */
  function rest (button) {
    if (button) button.setAttribute('data-w-progress-loading-value', 'false')
  }

  /* What saves itself was refused with words that Wagtail's editor does not know. */
  function doubt (event) {
    if (cover || event.detail.type !== 'server_error') return
    mayStillSave(event.target, true).catch(() => { /* no connection: it tries again itself */ })
  }

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
    document.addEventListener('submit', hold, { capture: true })
    document.addEventListener('w-autosave:error', doubt)
    window.setInterval(tick, TICK)
    refresh()
  }

  document.addEventListener('DOMContentLoaded', begin)
})()
