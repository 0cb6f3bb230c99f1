//! What happens below the messages: the stage at the depth of segments, packets
//! and frames, a message through the layers, numbers over time, captures.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::harness::{Page, Place, Size};

/// A client and a server with packets, slow enough to be watched.
const PAIR: &str = r#"
title = "A pair"
detail = "packets"
[link]
latency = "5ms"
[process.client]
program = '''
import zmq
socket = zmq.Context().socket(zmq.REQ)
socket.connect("tcp://server:5555")
for number in range(3):
    socket.send(b"Hello %d" % number)
    print(socket.recv()[:5])
'''
[process.server]
program = '''
import zmq
socket = zmq.Context().socket(zmq.REP)
socket.bind("tcp://*:5555")
while True:
    socket.send(socket.recv() * 400)
'''
"#;

/// The pair at a moment when its first message is under way.
fn opened() -> Result<Page> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.drop_file("body", "pair.toml", PAIR)?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? == 2))?;
    page.press(&["End"])?;
    page.wait_for("the end", |page| Ok(page.count(".caption .ending")? > 0))?;
    click_drawn(&page, ".arrow.k-message")?;
    page.wait_for("its layers", |page| Ok(page.count(".ladders")? == 1))?;
    Ok(page)
}

/// A click that reaches also what is drawn.
fn click_drawn(page: &Page, selector: &str) -> Result<()> {
    let script = "const e = document.querySelector(arguments[0]); const at = { bubbles: true, pointerId: 1 };
        e.dispatchEvent(new PointerEvent('pointerdown', at)); e.dispatchEvent(new MouseEvent('click', at));";
    page.run_js(script, &[json!(selector)]).map(drop)
}

#[test]
fn the_stage_looks_as_deep_as_one_wants() -> Result<()> {
    let page = opened()?;
    click_drawn(&page, ".hop")?;
    page.press(&["2"])?;
    // At the cable's beginning there is no room for words.
    page.press(&["g"])?;
    page.wait_for("the panel", |page| Ok(page.count("#go")? == 1))?;
    page.type_into("#go", "41ms")?;
    page.press(&["Enter"])?;
    page.run_js("document.activeElement?.blur();", &[])?;
    page.press(&["m"])?;
    page.wait_for("nodes, cables and the segment", |page| {
        Ok(page.count(".node")? == 3
            && page.count(".cable")? == 2
            && page.count(".wires.at-segments .frame.selected")? == 1
            && page.text(".frame-labels")?.contains("B from byte"))
    })?;
    page.screenshot("segments")?;
    page.press(&["3"])?;
    page.wait_for("its addresses", |page| {
        Ok(page.text(".frame-labels")?.contains("10.0.0.1 → 10.0.0.2"))
    })?;
    page.click_on("Frames")?;
    page.wait_for("its cards", |page| {
        Ok(page.count(".wires.at-frames")? == 1 && page.text(".node .line")?.contains("02:00"))
    })?;
    page.screenshot("frames")?;
    // What is chosen on the stage is chosen everywhere.
    page.press(&["Escape"])?;
    click_drawn(&page, ".frame")?;
    page.wait_for("the frame taken apart", |page| {
        Ok(page.count(".frame.selected")? == 1 && page.count(".hop[aria-pressed=true]")? == 1)
    })?;
    page.press(&["o"])?;
    page.wait_for("its line in the log", |page| {
        Ok(page.count(".log-line.chosen")? == 1)
    })?;
    page.press(&["1"])?;
    page.wait_for("the cards", |page| Ok(page.count(".stage .card")? == 2))?;
    page.check_quiet()
}

#[test]
fn a_message_is_taken_apart_to_the_last_bit() -> Result<()> {
    let page = opened()?;
    ensure!(page.count(".rung")? == 14, "seven layers, down and up");
    page.wait_for("the way over both cables", |page| {
        Ok(page.count(".hop")? == 2 && page.text(".hops")?.contains("TTL 64"))
    })?;
    page.wait_for("the framing of ZeroMQ", |page| {
        let text = page.run_js("return document.querySelector('.sheet').innerText;", &[])?;
        let text = text.as_str().unwrap_or_default();
        Ok(["ZMTP frame", "TCP", "IPv4", "Ethernet II"]
            .iter()
            .all(|name| text.contains(name)))
    })?;
    // A field of a header shows its bytes.
    let script = "const all = [...document.querySelectorAll('.layer')];
        const tcp = all.find((e) => e.querySelector('summary').innerText.startsWith('TCP'));
        tcp.open = true;
        [...tcp.querySelectorAll('.field')].find((e) => e.innerText.startsWith('sequence number')).click();";
    page.run_js(script, &[])?;
    page.wait_for("four bytes, twice", |page| {
        Ok(page.count(".bytes i.lit")? == 8)
    })?;
    page.screenshot("bytes")?;
    // A byte shows its field.
    click_drawn(&page, ".bytes .hex i")?;
    page.wait_for("the destination's card", |page| {
        Ok(page
            .text(".field[aria-pressed=true]")?
            .contains("destination"))
    })?;
    let clock = page.text(".clock")?;
    page.click(".hop")?;
    page.wait_for("the moment when it left", |page| {
        Ok(page.text(".clock")? != clock && page.count(".timeline .chosen")? == 1)
    })?;
    page.check_quiet()
}

#[test]
fn numbers_over_time_lead_to_their_moment() -> Result<()> {
    let page = opened()?;
    page.press(&["q"])?;
    page.click_on("Over time")?;
    page.wait_for("plots of queues", |page| {
        Ok(page.count(".plot")? >= 2 && page.count(".plot .p-line")? >= 2)
    })?;
    page.click(".plots .queue-name")?;
    page.wait_for("rates and times of one of them", |page| {
        Ok(page.text(".plots .current")?.contains("Messages a second"))
    })?;
    page.screenshot("queue-plots")?;
    let clock = page.text(".clock")?;
    let sheet = page.rectangle(".plot-sheet")?;
    let at = (sheet[0] + sheet[2] * 0.4, sheet[1] + sheet[3] / 2.0);
    page.drag(at, at)?;
    page.wait_for("another moment", |page| Ok(page.text(".clock")? != clock))?;
    page.press(&["q"])?;
    page.wait_for("TCP from the inside", |page| {
        let text = page.text(".plots")?;
        Ok(
            ["ESTABLISHED", "congestion window", "Windows", "sends again"]
                .iter()
                .all(|word| text.contains(word)),
        )
    })?;
    page.screenshot("tcp")?;
    page.check_quiet()
}

#[test]
fn a_capture_is_saved() -> Result<()> {
    let page = opened()?;
    let script = "window.saved = []; URL.createObjectURL = (blob) => { window.saved.push(blob); return 'blob:none'; };
        HTMLElement.prototype.click = function () {};";
    page.run_js(script, &[])?;
    page.press(&["s"])?;
    let press = "const all = [...document.querySelectorAll('.exports .button')];
        all.find((e) => e.innerText.includes('pcapng')).dispatchEvent(new MouseEvent('click', { bubbles: true }));";
    page.wait_for(
        "the exports",
        |page| Ok(page.count(".exports select")? == 1),
    )?;
    page.run_js(press, &[])?;
    let read = "return [...new Uint8Array(await window.saved[0].arrayBuffer())].slice(0, 12);";
    page.wait_for("a file", |page| page.is_true("window.saved.length === 1"))?;
    let bytes = page.run_js_async(read, &[])?;
    let bytes: Vec<u64> = bytes
        .as_array()
        .context("bytes")?
        .iter()
        .filter_map(serde_json::Value::as_u64)
        .collect();
    ensure!(
        bytes == [10, 13, 13, 10, 28, 0, 0, 0, 77, 60, 43, 26],
        "a section header of pcapng: {bytes:?}"
    );
    page.check_quiet()
}

#[test]
fn a_run_without_packets_says_how_to_get_them() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let plain = PAIR.replace("detail = \"packets\"", "detail = \"messages\"");
    page.drop_file("body", "plain.toml", &plain)?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? == 2))?;
    page.click_on("Segments")?;
    page.wait_for_text(".stage-note", "messages only")?;
    page.click_on("Simulate packets")?;
    page.wait_for("the network", |page| Ok(page.count(".wires .node")? == 3))?;
    page.check_quiet()
}
