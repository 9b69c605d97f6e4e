// Session: what is said when it is over, and how it goes on once somebody signed in again in another tab.
import { config, say } from "./config.js";
import { look } from "./changes.js";
import { announce, notice, unnotice } from "./notices.js";
import { renew, session } from "./talk.js";

const EVERY = 10_000

const tell = () => {
  if (session.state === "in") {
    unnotice("session")
    announce("session", say("back_in"))
    return look()
  }
  notice("session", say(session.state === "out" ? "signed_out" : "other_user", { name: config.user_name }), [[say("look_again"), async () => !(await renew())]], {
    isAlarm: true, link: [say("sign_in"), config.addresses.login],
  })
}

const again = () => session.state !== "in" && !document.hidden && renew()

export const followSession = () => {
  session.addEventListener("turn", tell)
  addEventListener("focus", again)
  document.addEventListener("visibilitychange", again)
  setInterval(again, EVERY)
}
