// Translator: who translated a quotation, on a line of its own behind the translation.
import { Node, mergeAttributes } from "django-prose-editor/editor";

export const Translator = Node.create({
  name: "translator",
  content: "inline*",
  defining: true,
  addOptions: () => ({ placeholder: "Translated by: a name, or “machine”" }),
  parseHTML: () => [{ tag: "p.translator", context: "quotation/", priority: 60 }],
  renderHTML({ HTMLAttributes }) {
    const own = { class: "translator", "data-placeholder": this.options.placeholder }
    return ["p", mergeAttributes(HTMLAttributes, own), 0]
  },
  addKeyboardShortcuts() {
    const here = () => {
      const { $from, empty } = this.editor.state.selection
      return $from.parent.type === this.type && empty ? $from : null
    }
    return {
      Enter: () => Boolean(here()) && this.editor.commands.goToAttribution(),
      Backspace: () => {
        const $from = here()
        if (!$from || $from.parent.content.size) return false
        return this.editor.chain().deleteNode(this.name).setTextSelection($from.before() - 2).run()
      },
    }
  },
})
