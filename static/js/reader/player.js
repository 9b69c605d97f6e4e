// Players: the frame of another site, loaded when the reader asks for it, or has asked to load that site's always.
// Before that a page asks nobody but us. Works on what stands in the page, whenever it came there: it changes nothing
// of an entry that is not played.
import { inPlace } from "./in_place.js";
import { COVERED } from "./covers.js";
import { remember, remembered } from "./preference.js";

const ALLOWED = "fullscreen; picture-in-picture; encrypted-media"
const choice = (player) => player.dataset.provider && `always-load-${player.dataset.provider}`
const isChosen = (player) => Boolean(choice(player)) && remembered(choice(player)) === "true"
const isLoaded = (player) => player.hasAttribute("data-loaded")

// Whether one element is a player that goes on while the entry round it is changed into another that has it too.
export const goesOn = (element, fresh) =>
  element.dataset?.player !== undefined && isLoaded(element) && element.dataset.player === fresh.dataset?.player

export function playOnClick(root) {
  document.documentElement.classList.add("can-play") // what is a button from now on
  root.addEventListener("click", ({ target }) => {
    const player = target.closest("[data-play], [data-stop]")?.closest("[data-player]")
    if (player && isLoaded(player)) stop(player)
    else if (player) load(player).focus()
  })
  root.addEventListener("change", ({ target }) => target.matches("[data-always]") && choose(root, target))
  root.addEventListener("toggle", ({ target }) => target.matches(".cover") && turnCover(root, target), true)
  loadChosen(root)
  new MutationObserver(() => loadChosen(root)).observe(root, { childList: true, subtree: true })
}

function load(player, loading = "eager") {
  const { player: src, title, referrer } = player.dataset
  const ours = new URL(src, location.href).origin === location.origin
  const frame = document.createElement("iframe")
  // Our own page needs no script; together with our origin it would be no sandbox.
  frame.sandbox = ours ? "allow-same-origin" : "allow-scripts allow-same-origin allow-popups"
  frame.allow = ALLOWED
  frame.referrerPolicy = referrer === undefined ? "no-referrer" : "strict-origin-when-cross-origin"
  Object.assign(frame, { title, loading, src })
  for (const box of player.querySelectorAll("[data-always]")) box.checked = isChosen(player)
  player.toggleAttribute("data-loaded", true)
  player.removeAttribute("data-stopped")
  player.querySelector(".stage").append(frame)
  return frame
}

// Frames out of sight wait until they are scrolled to: the browser sees to that.
function loadChosen(root) {
  for (const player of root.querySelectorAll("[data-provider]:not([data-loaded], [data-stopped])")) {
    if (isChosen(player) && !player.closest(COVERED)) inPlace(() => load(player, "lazy"))
  }
}

// What is under a cover neither plays nor loads.
function turnCover(root, cover) {
  if (cover.open) return loadChosen(root)
  for (const player of cover.querySelectorAll("[data-loaded]")) unload(player)
}

// The reader wants a site's players always, or no longer: then our copies come back, but for the one beside the box.
function choose(root, box) {
  const own = box.closest("[data-player]")
  remember(choice(own), box.checked)
  for (const player of root.querySelectorAll(`[data-provider="${own.dataset.provider}"][data-loaded]`)) {
    player.querySelector("[data-always]").checked = box.checked
    if (!box.checked && player !== own) inPlace(() => unload(player))
  }
  loadChosen(root)
}

// Our copy comes back, and stays for as long as this page is open, whatever the reader has chosen for its site.
function stop(player) {
  player.toggleAttribute("data-stopped", true)
  inPlace(() => unload(player))
  player.querySelector("[data-play]").focus()
}

function unload(player) {
  player.querySelector("iframe").remove()
  player.removeAttribute("data-loaded")
}
