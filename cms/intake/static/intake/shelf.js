/*
 * Keeps one draft per person and unit on this device: words and files in IndexedDB, the
 * words alone in localStorage where there is no room or no database. Every answer says
 * what is really kept: 'kept' (all), 'words', or 'none'.
 */
window.DinhShelf = (function () {
  'use strict'

  const STORE = 'drafts'

  function opened () {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open('dinh-intake', 1)
      request.onupgradeneeded = () => request.result.createObjectStore(STORE)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
      request.onblocked = () => reject(new Error('blocked'))
    })
  }

  async function inStore (mode, act) {
    const database = await opened()
    try {
      return await new Promise((resolve, reject) => {
        const deal = database.transaction(STORE, mode)
        const request = act(deal.objectStore(STORE))
        deal.oncomplete = () => resolve(request.result)
        deal.onerror = deal.onabort = () => reject(deal.error)
      })
    } finally {
      database.close()
    }
  }

  function keepWords (name, draft) {
    try {
      localStorage.setItem(name, JSON.stringify({ ...draft, files: {} }))
      return 'words'
    } catch (fault) {
      return 'none'
    }
  }

  async function keep (name, draft) {
    const words = keepWords(name, draft)
    try {
      await inStore('readwrite', store => store.put(draft, name))
      return 'kept'
    } catch (fault) {
      return Object.keys(draft.files).length || words === 'none' ? words : 'kept'
    }
  }

  async function find (name) {
    let words = null
    try {
      words = JSON.parse(localStorage.getItem(name) || 'null')
    } catch (fault) { /* unreadable is as good as nothing */ }
    try {
      const whole = await inStore('readonly', store => store.get(name))
      // Words are written first: they may be younger than what the database has.
      if (whole && words && whole.key === words.key) return { ...words, files: whole.files }
      return words || whole || null
    } catch (fault) {
      return words
    }
  }

  /* Other tabs with the same draft hear of it, and go on under a key of their own. */
  async function forget (name, key) {
    try {
      localStorage.removeItem(name)
      if (key) localStorage.setItem(`${name}-sent`, key)
    } catch (fault) { /* nothing was kept there */ }
    try {
      await inStore('readwrite', store => store.delete(name))
    } catch (fault) { /* nor there */ }
  }

  return { keep, find, forget }
})()
