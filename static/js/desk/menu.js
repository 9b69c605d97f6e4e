// Menu: the editor's own, whose buttons try out each of their commands to know whether they can be pressed. A key in a
// long text does not wait for that.
import { Menu as AnyMenu } from "django-prose-editor/editor";
import { atRest } from "./at_rest.js";

// The editor, for buttons that would follow each change of it.
const resting = (editor) =>
  Object.create(editor, {
    on: { value: (event, act) => (event === "transaction" ? atRest(editor, act) : editor.on(event, act)) },
  })

export const Menu = AnyMenu.extend({
  onCreate({ editor }) {
    this.parent({ editor: resting(editor) })
  },
})
