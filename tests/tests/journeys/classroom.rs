//! What a lecturer does beside playing: selects in one view and finds it in
//! all, opens the diagram, runs until something happens, asks why, tries what
//! if, compares, shares, writes.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Page, Place, Size};

/// Opens the lesson with this title from the library.
fn lesson(page: &Page, title: &str) -> Result<()> {
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let script = "[...document.querySelectorAll('.lesson')].find(e => e.querySelector('b').textContent === arguments[0]).click();";
    page.run_js(script, &[json!(title)])?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? >= 2))
}

/// To the end of the run, paused.
fn to_the_end(page: &Page) -> Result<()> {
    page.press(&["End"])?;
    page.wait_for("the end of the run", |page| {
        Ok(page.count(".caption .ending")? > 0)
    })
}

fn opened(title: &str) -> Result<Page> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    lesson(&page, title)?;
    to_the_end(&page)?;
    Ok(page)
}

/// A click that reaches also what is drawn.
fn click_drawn(page: &Page, selector: &str) -> Result<()> {
    let script = "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('click', { bubbles: true }));";
    page.run_js(script, &[json!(selector)]).map(drop)
}

#[test]
fn what_is_selected_in_one_view_is_selected_in_all() -> Result<()> {
    let page = opened("The client comes first")?;
    click_drawn(&page, ".arrow.k-message")?;
    page.wait_for("the arrow and its trip", |page| {
        Ok(page.count(".arrow.selected")? == 1 && page.count(".message-tab .trip")? == 1)
    })?;
    page.press(&["o"])?;
    page.wait_for("its lines in the log", |page| {
        Ok(page.count(".log-line.of-message")? > 2)
    })?;
    page.press(&["ArrowLeft"])?;
    page.wait_for("the selection after a step", |page| {
        Ok(page.count(".arrow.selected")? == 1 && page.count(".log-line.of-message")? > 2)
    })?;
    click_drawn(&page, ".log-line.of-message")?;
    page.wait_for("the event in log, diagram and box", |page| {
        Ok(page.count(".log-line.chosen")? == 1
            && page.count(".timeline .chosen")? == 1
            && page.count(".event-box .why")? == 1)
    })?;
    page.press(&["c"])?;
    page.wait_for("its line in the program", |page| {
        Ok(page.count(".code-line.marked")? > 0)
    })?;
    page.screenshot("linked")?;
    page.check_quiet()
}

#[test]
fn the_timeline_opens_zooms_and_closes() -> Result<()> {
    let page = opened("The server dies after recv")?;
    let small = page.rectangle(".timeline")?[3];
    page.press(&["t"])?;
    page.wait_for("the diagram with words", |page| {
        Ok(page.rectangle(".timeline")?[3] > 1.5 * small && page.count(".bar-notes text")? > 0)
    })?;
    page.screenshot("diagram")?;
    let script = "const s = document.querySelector('.timeline-sheet'), r = s.getBoundingClientRect();
        s.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, clientX: r.left + r.width / 2, clientY: r.top + 40, bubbles: true }));";
    page.run_js(script, &[])?;
    page.wait_for("a part of the time", |page| {
        Ok(page.text(".timeline-tools")?.contains("all"))
    })?;
    page.press(&["0"])?;
    page.wait_for("the whole time", |page| {
        Ok(!page.text(".timeline-tools")?.contains("all"))
    })?;
    // The upper edge can be dragged, and the playhead.
    let grip = page.rectangle(".grip")?;
    let at = (grip[0] + grip[2] / 2.0, grip[1] + grip[3] / 2.0);
    let open = page.rectangle(".timeline")?[3];
    page.drag(at, (at.0, at.1 + 130.0))?;
    page.wait_for("a lower diagram", |page| {
        Ok(page.rectangle(".timeline")?[3] < open - 50.0)
    })?;
    let sheet = page.rectangle(".timeline-sheet")?;
    page.drag(
        (sheet[0] + 300.0, sheet[1] + 60.0),
        (sheet[0] + 700.0, sheet[1] + 70.0),
    )?;
    page.wait_for("the playhead under the pointer", |page| {
        Ok((page.rectangle(".playhead")?[0] - sheet[0] - 700.0).abs() < 5.0)
    })?;
    page.press(&["t"])?;
    page.press(&["t"])?;
    page.wait_for("the timeline as before", |page| {
        Ok(page.rectangle(".timeline")?[3] < 1.2 * small)
    })?;
    page.check_quiet()
}

#[test]
fn the_run_goes_on_until_something_happens() -> Result<()> {
    let page = opened("The server dies after recv")?;
    page.press(&["Home"])?;
    page.press(&["g"])?;
    page.wait_for("the panel", |page| Ok(page.count("#go")? == 1))?;
    page.type_into("#go", "250ms")?;
    page.press(&["Enter"])?;
    page.wait_for_text(".clock", "0.250 000")?;
    page.wait_for("the dock again", |page| Ok(page.count("#go")? == 0))?;
    // What one presses next is a key again, and no letter in a field.
    page.press(&["o"])?;
    page.wait_for("the log", |page| Ok(page.count(".dock .log")? == 1))?;
    page.press(&["g"])?;
    page.wait_for("the panel", |page| Ok(page.count("#go")? == 1))?;
    page.click_on("somebody has to wait")?;
    page.wait_for("another moment", |page| {
        Ok(!page.text(".clock")?.contains("0.250 000"))
    })?;
    page.type_into("#go", "soon")?;
    page.press(&["Enter"])?;
    page.wait_for_text(".notice", "is no time")?;
    page.check_quiet()
}

#[test]
fn interventions_begin_branches_that_can_be_compared_and_saved() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    lesson(&page, "The client comes first")?;
    page.wait_for("the first stop", |page| {
        Ok(page.count(".caption.narration")? > 0)
    })?;
    page.click_on("client")?;
    page.press(&["k"])?;
    page.wait_for("a second future", |page| {
        Ok(page.count(".branch")? == 2 && page.count(".card.a-crashed")? == 1)
    })?;
    click_drawn(&page, ".branch")?;
    page.wait_for("the old future", |page| {
        Ok(page.count(".card.a-crashed")? == 0)
    })?;
    to_the_end(&page)?;
    page.press(&["v"])?;
    page.wait_for(
        "the choices",
        |page| Ok(page.count(".go-list .button")? > 0),
    )?;
    page.click(".go-list .button")?;
    page.wait_for("both runs and their difference", |page| {
        Ok(page.count(".stage svg")? == 2
            && page.text(".compare-strip")?.contains("They part at")
            && page.count(".card.differs")? > 0)
    })?;
    page.screenshot("compare")?;
    page.press(&["Escape"])?;
    page.wait_for("one run", |page| Ok(page.count(".stage svg")? == 1))?;
    // Pressed once too often, one press brings it back.
    page.click_on("Compare again")?;
    page.wait_for("two runs", |page| Ok(page.count(".stage svg")? == 2))?;
    page.press(&["Escape"])?;
    page.wait_for("one run", |page| Ok(page.count(".stage svg")? == 1))?;
    page.click_on("Save branch")
        .or(Ok::<(), anyhow::Error>(()))?;
    page.check_quiet()
}

#[test]
fn a_branch_is_written_into_the_text() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    lesson(&page, "The client comes first")?;
    page.wait_for("the first stop", |page| {
        Ok(page.count(".caption.narration")? > 0)
    })?;
    page.click_on("client")?;
    page.press(&["k"])?;
    page.wait_for("a second future", |page| Ok(page.count(".branch")? == 2))?;
    page.click_on("Save branch")?;
    page.wait_for("the fault in the text", |page| {
        page.is_true(
            "document.querySelector('.editor textarea')?.value.includes('crash = \"client\"')",
        )
    })?;
    page.click_on("Undo")?;
    page.wait_for("the text as it was", |page| {
        page.is_true(
            "!document.querySelector('.editor textarea').value.includes('crash = \"client\"')",
        )
    })?;
    page.check_quiet()
}

#[test]
fn branches_stay_with_their_text_and_it_is_compared_with_what_it_was() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    lesson(&page, "The client comes first")?;
    page.wait_for("the first stop", |page| {
        Ok(page.count(".caption.narration")? > 0)
    })?;
    page.click_on("client")?;
    page.press(&["k"])?;
    page.wait_for("a second future", |page| Ok(page.count(".branch")? == 2))?;
    page.press(&["e"])?;
    let append = |text: &str| {
        page.run_js(
            "const area = document.querySelector('.editor textarea'); area.focus();
             area.setSelectionRange(area.value.length, area.value.length);
             document.execCommand('insertText', false, arguments[0]);",
            &[text.into()],
        )
    };
    // What tells the same run otherwise changes no future.
    append("\n# a remark\n")?;
    page.wait_for("the text to be taken", |page| {
        Ok(page.count(".editor .stale")? == 0 && page.count(".branch")? == 2)
    })?;
    append("\n[process.another]\nprogram = 'print(1)'\n")?;
    page.wait_for("another run without the branch", |page| {
        Ok(page.count(".card")? == 3 && page.count(".branch")? == 0)
    })?;
    page.wait_for_text(".news", "come back")?;
    page.click_on("Compare")?;
    page.click_on("this text as it was opened")?;
    page.wait_for("both texts", |page| {
        Ok(page.count(".stage svg")? == 2
            && page.text(".compare-strip")?.contains("another starts"))
    })?;
    page.press(&["Escape"])?;
    page.wait_for("one run", |page| Ok(page.count(".stage svg")? == 1))?;
    page.click_on("Edit")?;
    page.click_on("Undo")?;
    page.wait_for("the branch again, with the client crashed", |page| {
        Ok(page.count(".branch")? == 2 && page.count(".card.a-crashed")? == 1)
    })?;
    page.check_quiet()
}

#[test]
fn hands_are_counted_before_the_answer_is_shown() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    lesson(&page, "The client comes first")?;
    page.wait_for("the question", |page| Ok(page.count(".choice")? > 1))?;
    page.press(&["h"])?;
    for key in ["1", "1", "2"] {
        page.press(&[key])?;
    }
    page.wait_for("two hands and one", |page| {
        let first = page.text(".choice .hands")?;
        let second = page.text(".choice:nth-child(2) .hands")?;
        Ok(first.trim() == "2" && second.trim() == "1")
    })?;
    ensure!(page.count(".choice.right")? == 0, "nothing is given away");
    page.screenshot("hands")?;
    page.press(&["Enter"])?;
    page.wait_for("the answer", |page| Ok(page.count(".choice.right")? == 1))?;
    page.check_quiet()
}

#[test]
fn a_scenario_is_written_from_a_template() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.click_on("New: Empty")?;
    page.wait_for(
        "the editor",
        |page| Ok(page.count(".editor textarea")? == 1),
    )?;
    page.type_into(
        ".editor textarea",
        "\n[process.second]\nprogram = 'print(1)'\n",
    )?;
    page.wait_for("the second card", |page| {
        Ok(page.count(".stage .card")? == 2)
    })?;
    page.type_into(
        ".editor textarea",
        "[[expect]]\nprocess = 'second'\nprints = '1'\n[[expect]]\nprocess = 'second'\nprints = '2'\n",
    )?;
    page.wait_for("what was expected and did not come", |page| {
        let text = page.text(".editor")?;
        Ok(text.contains("1 of 2 expectations hold") && page.count(".problem.warning")? == 1)
    })?;
    page.screenshot("editor-expectation")?;
    page.type_into(".editor textarea", "oops\n")?;
    page.wait_for("the stale picture", |page| {
        Ok(page.count(".stage-area.stale")? == 1 && page.count(".problem")? > 0)
    })?;
    page.screenshot("editor-problem")?;
    page.click_on("Undo")?;
    page.wait_for("the good text", |page| {
        Ok(page.count(".problem:not(.warning)")? == 0)
    })?;
    page.check_quiet()
}

#[test]
fn a_dragged_card_is_written_into_the_text() -> Result<()> {
    let page = opened("Two doors, one socket")?;
    let card = page.rectangle(".stage .card")?;
    let from = (card[0] + card[2] / 2.0, card[1] + 20.0);
    page.drag(from, (from.0 + 160.0, from.1 + 60.0))?;
    page.wait_for("the card elsewhere", |page| {
        Ok(page.rectangle(".stage .card")?[0] > card[0] + 60.0)
    })?;
    page.press(&["e"])?;
    page.wait_for("the place in the text", |page| {
        page.is_true(
            "/at = \\[0\\.\\d+/.test(document.querySelector('.editor textarea')?.value ?? '')",
        )
    })?;
    page.check_quiet()
}

#[test]
fn the_guides_come_with_the_page() -> Result<()> {
    let page = Page::open(Place::SingleFile, Size::USUAL)?;
    page.click_on("Help")?;
    page.wait_for_text(".guide", "For students")?;
    page.click_on("Lecturers")?;
    page.wait_for_text(".guide", "For lecturers")?;
    page.click_on("Authors")?;
    page.wait_for_text(".guide", "For scenario authors")?;
    ensure!(page.count(".guide pre")? > 2, "listings are listings");
    page.check_quiet()
}

#[test]
fn notes_and_answers_stand_in_a_second_window() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    lesson(&page, "The client comes first")?;
    page.wait_for("the question", |page| Ok(page.count(".choice")? > 1))?;
    // The browser opens windows only after a click of a person.
    page.click_on("Notes")?;
    let script = "window.second = window.open('', 'mailroom-presenter'); return window.second.document.body.innerText;";
    page.wait_for("the notes and the answer", |page| {
        let text = page.run_js(script, &[])?;
        let text = text.as_str().unwrap_or_default();
        Ok(text.contains("Notes") && text.contains("Answer: It returns at once"))
    })?;
    let press = "window.second.document.dispatchEvent(new window.second.KeyboardEvent('keydown', { key: ' ', bubbles: true }));";
    let clock = page.text(".clock")?;
    page.run_js(press, &[])?;
    page.wait_for("the class to see it play", |page| {
        Ok(page.text(".clock")? != clock)
    })?;
    page.check_quiet()
}
