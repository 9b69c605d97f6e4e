// The script of a page with entries: keeps it fresh. Without it the page is complete, and stands still.
import { keepCovers } from "./reader/covers.js";
import { loadOnClick } from "./reader/frugal.js";
import { openPictures } from "./reader/lightbox.js";
import { LivePage } from "./reader/page.js";
import { playOnClick } from "./reader/player.js";

const main = document.getElementById("main")
keepCovers(main)
playOnClick(main)
loadOnClick(main)
openPictures(main, document.getElementById("lightbox"))
const element = document.querySelector("[data-live]")
// Without the library that changes pieces of a page in place (a request can be lost) the page stands still, and says nothing.
if (element && window.Idiomorph) new LivePage(element).start()
