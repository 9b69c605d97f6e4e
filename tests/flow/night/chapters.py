"""The chapters of a night: each something that people do at a desk, alone or together, by its own controls."""

from __future__ import annotations

from playwright.sync_api import expect

from .company import Company


def news(night: Company) -> None:
    """Two editors publish; one text has a headline and is a key event, and the first of the night is pinned."""
    words = next(night.words)
    night.editor.write(words.text, headline="What is known")
    rows = night.editor.more()
    if not night.book.public:
        rows.get_by_label("Pin on top").check()
    rows.get_by_label("Key event").check()
    rows.get_by_label("Tags").fill("river, hospitals")
    night.publish(night.editor, words)
    night.book.done["as a key event, with a headline and tags"] += 1
    for by in (night.chief, night.editor):
        words = next(night.words)
        by.write(words.text)
        night.publish(by, words)


def approval(night: Company) -> None:
    """A reporter submits; it is returned with a note, submitted again, and approved."""
    words, missing = next(night.words), "Who says so? Name the source."
    night.reporter.write(words.text)
    night.reporter.click("Submit for approval")
    night.editor.sees(words, "submitted")
    night.editor.act(words, "Return with a note", missing)
    expect(night.reporter.sees(words, "draft")).to_contain_text(missing)
    night.shot("returned", night.reporter, words)
    words = night.reporter.write_on(words, "So says the head of the hospital.")
    night.reporter.send_changes(words)
    night.chief.sees(words, "submitted")
    night.chief.act(words, "Publish")
    for each in night.desk:
        each.sees(words, "published")
    night.book.public[words.mark] = words.text
    night.book.secret.append(missing)
    night.book.done["submitted, returned, again submitted, approved"] += 1


def amendment(night: Company) -> None:
    """One entry is edited in its place; another is amended with a public note."""
    for note in ("", "An earlier version of this update gave another number."):
        words = next(night.words)
        night.chief.write(words.text)
        night.publish(night.chief, words)
        words = night.editor.write_on(words, "Nine of them have left by now.")
        if note:
            night.editor.item(words).get_by_label("Public note").fill(note)
            night.shot("amending", night.editor, words)
        night.editor.send_changes(words)
        article = night.reader.locator(".entry", has_text=words.mark)
        expect(article).to_contain_text("Nine of them have left by now.")
        expect(article).to_contain_text(note)
        night.book.public[words.mark] = words.text
        night.book.done["amended with a public note" if note else "edited in place"] += 1


def marks(night: Company) -> None:
    """An entry is pinned and made a key event from its menu, and neither any more."""
    words = next(night.words)
    night.editor.write(words.text)
    night.publish(night.editor, words)
    for act in ("Pin", "Mark as key event", "Unpin", "No longer a key event"):
        shown = night.chief.item(words)
        night.chief.act(words, act)
        expect(shown.locator(f"[data-act]:has-text('{act}')").and_(shown.get_by_text(act, exact=True))).to_have_count(0)
    night.book.done["pinned and unpinned, marked and unmarked"] += 1


def conflict(night: Company) -> None:
    """Two edit one entry. Who comes second sees both texts, and makes one of them."""
    words = next(night.words)
    night.editor.write(words.text)
    night.publish(night.editor, words)
    theirs, mine = "A third bridge holds.", "The fourth one does not."
    night.chief.write_on(words, mine)
    expect(night.editor.item(words).locator("[data-editing]")).to_contain_text(night.chief.name.title())
    night.editor.write_on(words, theirs)
    night.editor.send_changes(words)
    expect(night.chief.page.get_by_text("A colleague has saved the entry that you edit.")).to_be_visible()
    night.chief.page.keyboard.press("Control+Enter")
    question = night.chief.page.get_by_role("dialog", name="Somebody saved this entry meanwhile")
    expect(question).to_contain_text(theirs)
    expect(question).to_contain_text(mine)
    night.shot("conflict", night.chief)
    question.get_by_role("button", name="Merge by hand").click()
    text = night.chief.item(words).locator(".ProseMirror")
    text.click()
    night.chief.page.keyboard.press("Control+a")
    words = words.and_more(theirs).and_more(mine)
    night.chief.page.keyboard.insert_text(words.text)
    night.shot("merging", night.chief, words)
    night.chief.send_changes(words)
    expect(night.editor.item(words)).to_contain_text(f"{theirs} {mine}")
    night.book.public[words.mark] = words.text
    night.book.done["conflict, merged by hand"] += 1


def withdrawal(night: Company) -> None:
    """One entry is withdrawn and restored; another is withdrawn and stays so."""
    for is_restored in (True, False):
        words = next(night.words)
        night.editor.write(words.text)
        night.publish(night.editor, words)
        entry = night.editor.item(words).get_attribute("data-id")
        night.editor.act(words, "Withdraw", "We could not confirm it.")
        stub = night.chief.page.locator(f"#d-{entry}[data-state=withdrawn]")
        expect(stub).to_be_visible()
        expect(night.reader.locator(f"#e-{entry}.is-withdrawn")).to_be_attached()
        if is_restored:
            stub.get_by_text("More", exact=True).click()
            stub.get_by_role("button", name="Restore").click()
            night.editor.sees(words, "published")
            night.book.done["withdrawn and restored"] += 1
        else:
            del night.book.public[words.mark]
            night.book.withdrawn.add(str(entry))
            night.book.done["withdrawn"] += 1
