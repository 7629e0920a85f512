/* The server has the item: the draft on this device has done its work. */
(async function () {
  'use strict'
  const receipt = document.querySelector('[data-sent]')
  if (!receipt) return
  const { sent, key } = receipt.dataset
  const draft = await window.DinhShelf.find(sent)
  if (draft && draft.key === key) await window.DinhShelf.forget(sent, key)
})()
