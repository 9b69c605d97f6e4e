// The script of a page with entries: keeps it fresh. Without it the page is complete, and stands still.
import { LivePage } from "./reader/page.js";

const element = document.querySelector("[data-live]")
if (element) new LivePage(element).start()
