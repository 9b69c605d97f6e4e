// Countdown: how long until an entry goes out, by the server's clock.
import { say } from "./config.js";
import { now, until } from "./clock.js";

export const tick = () => {
  for (const place of document.querySelectorAll("[data-countdown]")) {
    const due = Date.parse(place.parentElement.querySelector("[data-due]").dateTime)
    place.textContent = due > now() ? say("due_in", { time: until(due) }) : say("due_now")
  }
}
