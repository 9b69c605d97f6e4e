// The script of a page with entries: keeps it fresh. Without it the page is complete, and stands still.
import { LivePage } from "./reader/page.js";
import { playOnClick } from "./reader/player.js";

playOnClick(document.getElementById("main"))
const element = document.querySelector("[data-live]")
// Without the library that changes pieces of a page in place (a request can be lost) the page stands still, and says nothing.
if (element && window.Idiomorph) new LivePage(element).start()
