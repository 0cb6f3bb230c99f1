//! One open page: finding, clicking, typing, waiting, and what it says.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::driver::{Browser, Driver};
use super::server::Server;

/// A place on the page, in its pixels.
type Point = (f64, f64);

/// Where a finger comes down, and where it goes.
type Stroke = (Point, Point);

/// How long a page may take for what a person sees as at once. Generous: two
/// busy cores must not make a journey fail.
const PATIENCE: Duration = Duration::from_secs(20);

/// Between two looks at the page.
const PAUSE: Duration = Duration::from_millis(25);

/// What WebDriver calls an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Which page is opened.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// `dist/`, from a server.
    Site,
    /// `mailroom.html`, from the disk, without a network.
    SingleFile,
}

/// The inner size of the window, in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

impl Size {
    /// The size of the visual reference.
    pub const USUAL: Self = Self::new(1440, 900);
    /// The smallest at which nothing may overlap: an old projector.
    pub const PROJECTOR: Self = Self::new(1280, 720);
    /// A tablet, or a very old projector.
    pub const SMALL: Self = Self::new(1024, 768);

    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }
}

/// A browser with one page.
pub struct Page {
    driver: Driver,
    address: String,
    /// Where the site comes from; the file on the disk has none.
    server: Option<Server>,
}

impl Page {
    /// Opens a page and waits until its module runs.
    pub fn open(place: Place, size: Size) -> Result<Self> {
        Self::open_at(place, size, "")
    }

    /// The same with what follows the page's address, like `?a=b` or `#c`.
    pub fn open_at(place: Place, size: Size, rest: &str) -> Result<Self> {
        Self::open_in(Browser::Chromium, place, size, rest)
    }

    /// The same in a browser of choice.
    pub fn open_in(browser: Browser, place: Place, size: Size, rest: &str) -> Result<Self> {
        let driver = Driver::start(browser)?;
        let (address, server) = offer(place)?;
        let page = Self {
            driver,
            address,
            server,
        };
        page.resize(size)?;
        if let (Place::SingleFile, Browser::Chromium) = (place, browser) {
            page.cut_network()?;
        }
        page.go(&format!("{}{rest}", page.address))?;
        page.wait_for("the page's module to start", |page| {
            page.is_true(
                "window.wasmBindings !== undefined && document.querySelector('main') !== null",
            )
        })?;
        Ok(page)
    }

    /// Goes to any address; waits until it is loaded.
    pub fn go(&self, address: &str) -> Result<()> {
        self.driver
            .post("url", &json!({ "url": address }))
            .map(drop)
    }

    /// Goes to the page.
    #[allow(dead_code, reason = "the benchmark goes there several times")]
    pub fn home(&self) -> Result<()> {
        self.go(&self.address)
    }

    /// The same page anew.
    pub fn reload(&self) -> Result<()> {
        self.driver.post("refresh", &json!({})).map(drop)
    }

    /// Makes the inside of the window exactly this large.
    pub fn resize(&self, size: Size) -> Result<()> {
        if self.driver.browser == Browser::Firefox {
            return self.resize_window(size);
        }
        let metrics = json!({
            "width": size.width, "height": size.height,
            "deviceScaleFactor": 1, "mobile": false,
        });
        self.driver
            .devtools("Emulation.setDeviceMetricsOverride", &metrics)
            .map(drop)
    }

    /// Without developer tools: the window is made larger than its inside by
    /// what the browser has around it.
    fn resize_window(&self, size: Size) -> Result<()> {
        let set = |width: u32, height: u32| {
            let body = json!({ "width": width, "height": height });
            self.driver.post("window/rect", &body)
        };
        set(size.width, size.height)?;
        let inside = self.run_js("return [innerWidth, innerHeight];", &[])?;
        let around = |at: usize, wanted: u32| {
            let inner = inside[at].as_u64().unwrap_or(0) as u32;
            wanted + wanted.saturating_sub(inner)
        };
        set(around(0, size.width), around(1, size.height)).map(drop)
    }

    /// Pretends a preference: `prefers-reduced-motion` is `reduce`, say.
    pub fn prefer(&self, feature: &str, value: &str) -> Result<()> {
        let features = json!({ "features": [{ "name": feature, "value": value }] });
        self.driver
            .devtools("Emulation.setEmulatedMedia", &features)
            .map(drop)
    }

    /// From now on nothing can be fetched from any server: not by the page, and
    /// not by its service worker, which the browser's own switch does not reach.
    pub fn cut_network(&self) -> Result<()> {
        if let Some(server) = &self.server {
            server.hang_up();
        }
        self.driver.devtools("Network.enable", &json!({}))?;
        let conditions = json!({
            "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0,
        });
        self.driver
            .devtools("Network.emulateNetworkConditions", &conditions)
            .map(drop)
    }

    /// The page's title.
    pub fn title(&self) -> Result<String> {
        as_text(&self.driver.get("title")?)
    }

    /// The visible text of the first element that a CSS selector finds.
    pub fn text(&self, selector: &str) -> Result<String> {
        let element = self.find(selector)?;
        as_text(&self.driver.get(&format!("element/{element}/text"))?)
    }

    /// How many elements a CSS selector finds.
    pub fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.find_all("css selector", selector)?.len())
    }

    /// An attribute of the first element that a CSS selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        let element = self.find(selector)?;
        let value = self
            .driver
            .get(&format!("element/{element}/attribute/{name}"))?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// The place of the first element found: x, y, width and height.
    pub fn rectangle(&self, selector: &str) -> Result<[f64; 4]> {
        let element = self.find(selector)?;
        let value = self.driver.get(&format!("element/{element}/rect"))?;
        let side = |name: &str| value[name].as_f64().context("a rectangle has numbers");
        Ok([side("x")?, side("y")?, side("width")?, side("height")?])
    }

    /// Waits for an element that can be clicked, and clicks it.
    pub fn click(&self, selector: &str) -> Result<()> {
        self.wait_to_click("css selector", selector)
    }

    /// Clicks what a person would call by this name: a button, link, tab or
    /// option with this label or text.
    pub fn click_on(&self, name: &str) -> Result<()> {
        ensure!(
            !name.contains('\''),
            "a name with a quote cannot be looked for"
        );
        let what = "self::button or self::a or self::summary or self::label or @role='button' \
                    or @role='tab' or @role='option' or @role='menuitem' or @role='link'";
        let called = format!("@aria-label='{name}' or normalize-space(.)='{name}'");
        self.wait_to_click("xpath", &format!("//*[({what}) and ({called})]"))
    }

    /// Types into the first element found, after what is there. For
    /// `input[type=file]` the text is the path of the file to open.
    pub fn type_into(&self, selector: &str, text: &str) -> Result<()> {
        let element = self.find(selector)?;
        let body = json!({ "text": text });
        self.driver
            .post(&format!("element/{element}/value"), &body)
            .map(drop)
    }

    /// Empties a field.
    pub fn clear(&self, selector: &str) -> Result<()> {
        let element = self.find(selector)?;
        self.driver
            .post(&format!("element/{element}/clear"), &json!({}))
            .map(drop)
    }

    /// Presses keys together, the last one briefly: `["Shift", "ArrowLeft"]`.
    /// Names are those of the keys' events; a single character is itself.
    pub fn press(&self, keys: &[&str]) -> Result<()> {
        let codes = keys
            .iter()
            .map(|key| key_code(key))
            .collect::<Result<Vec<_>>>()?;
        let down = codes
            .iter()
            .map(|code| json!({ "type": "keyDown", "value": code }));
        let up = codes
            .iter()
            .rev()
            .map(|code| json!({ "type": "keyUp", "value": code }));
        let steps: Vec<Value> = down.chain(up).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": steps });
        self.driver
            .post("actions", &json!({ "actions": [keyboard] }))
            .map(drop)
    }

    /// Drags the mouse from one point of the window to another.
    pub fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Result<()> {
        let go = |(x, y): Point, duration: u32| {
            json!({ "type": "pointerMove", "duration": duration,
                    "x": x.round() as i64, "y": y.round() as i64 })
        };
        let steps = json!([
            go(from, 0),
            { "type": "pointerDown", "button": 0 },
            go(to, 200),
            { "type": "pointerUp", "button": 0 },
        ]);
        let mouse = json!({ "type": "pointer", "id": "mouse", "actions": steps });
        self.driver
            .post("actions", &json!({ "actions": [mouse] }))
            .map(drop)
    }

    /// Drops a file with this text onto an element, as from a file manager.
    pub fn drop_file(&self, selector: &str, name: &str, text: &str) -> Result<()> {
        let script = "
            const [selector, name, text] = arguments;
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], name, { type: 'text/plain' }));
            const target = document.querySelector(selector);
            for (const type of ['dragenter', 'dragover', 'drop'])
                target.dispatchEvent(new DragEvent(type,
                    { dataTransfer: transfer, bubbles: true, cancelable: true }));";
        self.run_js(script, &[json!(selector), json!(name), json!(text)])
            .map(drop)
    }

    /// Runs a script's body with `arguments`; returns what it returns.
    pub fn run_js(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        let command = json!({ "script": body, "args": arguments });
        self.driver.post("execute/sync", &command)
    }

    /// Runs the body of an async function with `arguments`, waits for it at
    /// most 30 seconds and returns what it returns.
    ///
    /// Errors: it throws, or its promise is rejected.
    pub fn run_js_async(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        let script = format!(
            "const all = Array.from(arguments), done = all.pop();
             (async function () {{ {body} }}).apply(null, all)
                 .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let command = json!({ "script": script, "args": arguments });
        let outcome = self.driver.post("execute/async", &command)?;
        if let Some(error) = outcome.get("error") {
            bail!("the script failed: {error}");
        }
        Ok(outcome["value"].clone())
    }

    /// Whether an expression in JavaScript is true.
    pub fn is_true(&self, expression: &str) -> Result<bool> {
        let value = self.run_js(&format!("return Boolean({expression});"), &[])?;
        Ok(value == Value::Bool(true))
    }

    /// Waits until a look at the page says yes. A look that fails (an element
    /// that is not there yet) is a no.
    ///
    /// Errors: it has not by [`PATIENCE`]; a screenshot shows what is there.
    pub fn wait_for(&self, what: &str, look: impl Fn(&Self) -> Result<bool>) -> Result<()> {
        let start = Instant::now();
        loop {
            let last = look(self);
            if let Ok(true) = last {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                return self.give_up(what, last.err());
            }
            thread::sleep(PAUSE);
        }
    }

    /// Waits until the text of an element contains this.
    pub fn wait_for_text(&self, selector: &str, text: &str) -> Result<()> {
        self.wait_for(&format!("`{selector}` to say `{text}`"), |page| {
            Ok(page.text(selector)?.contains(text))
        })
    }

    /// Warnings and errors of the console since the last call, uncaught
    /// exceptions and files that could not be loaded among them.
    pub fn complaints(&self) -> Result<Vec<String>> {
        // geckodriver has no command for the console.
        if self.driver.browser == Browser::Firefox {
            return Ok(Vec::new());
        }
        let entries = self.driver.post("se/log", &json!({ "type": "browser" }))?;
        let entries = entries.as_array().context("a log is a list")?;
        let bad = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        bad.map(|entry| as_text(&entry["message"])).collect()
    }

    /// Fails if the console has an error.
    pub fn check_quiet(&self) -> Result<()> {
        let complaints = self.complaints()?;
        ensure!(complaints.is_empty(), "the console says: {complaints:#?}");
        Ok(())
    }

    /// What is seen, as PNG.
    pub fn picture(&self) -> Result<Vec<u8>> {
        Ok(STANDARD.decode(as_text(&self.driver.get("screenshot")?)?)?)
    }

    /// Touches with one finger after the other, each from its first to its
    /// second place at the same time as the others.
    pub fn touch(&self, fingers: &[Stroke]) -> Result<()> {
        let go = |(x, y): Point, duration: u32| {
            json!({ "type": "pointerMove", "duration": duration,
                    "x": x.round() as i64, "y": y.round() as i64 })
        };
        let finger = |(at, (from, to)): (usize, &Stroke)| {
            json!({ "type": "pointer", "id": format!("finger{at}"),
                "parameters": { "pointerType": "touch" },
                "actions": [go(*from, 0), { "type": "pointerDown", "button": 0 },
                    go(*to, 150), { "type": "pointerUp", "button": 0 }] })
        };
        let all: Vec<Value> = fingers.iter().enumerate().map(finger).collect();
        self.driver
            .post("actions", &json!({ "actions": all }))
            .map(drop)
    }

    /// Lets scripts run this many times slower than the machine could.
    #[allow(dead_code, reason = "the benchmark plays a slower machine")]
    pub fn slow_down(&self, times: u32) -> Result<()> {
        let rate = json!({ "rate": times });
        self.driver
            .devtools("Emulation.setCPUThrottlingRate", &rate)
            .map(drop)
    }

    /// A command of the browser's developer tools.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.driver.devtools(command, parameters)
    }

    /// Writes what is seen to `target/screenshots/NAME.png`.
    pub fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let picture = self.picture()?;
        let folder = root().join("target/screenshots");
        fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}.png"));
        fs::write(&file, picture)?;
        Ok(file)
    }

    fn give_up(&self, what: &str, last: Option<anyhow::Error>) -> Result<()> {
        // The test runner names a test's thread after it.
        let thread = thread::current();
        let test = thread.name().unwrap_or("journey").replace("::", "-");
        let picture = self.screenshot(&format!("gave-up-{test}"))?;
        let complaints = self.complaints()?;
        bail!(
            "waited in vain for {what} (last: {last:?}; console: {complaints:?}; see {})",
            picture.display()
        )
    }

    fn wait_to_click(&self, using: &str, locator: &str) -> Result<()> {
        self.wait_for(&format!("a click on {locator}"), |page| {
            let found = page.find_all(using, locator)?;
            let element = found.first().context("it is not there")?;
            page.driver
                .post(&format!("element/{element}/click"), &json!({}))?;
            Ok(true)
        })
    }

    fn find(&self, selector: &str) -> Result<String> {
        let found = self.find_all("css selector", selector)?;
        found
            .into_iter()
            .next()
            .with_context(|| format!("the page has no {selector}"))
    }

    fn find_all(&self, using: &str, locator: &str) -> Result<Vec<String>> {
        let command = json!({ "using": using, "value": locator });
        let found = self.driver.post("elements", &command)?;
        let found = found.as_array().context("elements are a list")?;
        found
            .iter()
            .map(|element| as_text(&element[ELEMENT]))
            .collect()
    }
}

fn as_text(value: &Value) -> Result<String> {
    let text = value
        .as_str()
        .with_context(|| format!("{value} is no text"))?;
    Ok(text.to_owned())
}

/// WebDriver's code of a key (its section 17.4.2).
fn key_code(name: &str) -> Result<String> {
    let code = match name {
        "Backspace" => '\u{e003}',
        "Tab" => '\u{e004}',
        "Enter" => '\u{e007}',
        "Shift" => '\u{e008}',
        "Control" => '\u{e009}',
        "Alt" => '\u{e00a}',
        "Escape" => '\u{e00c}',
        "PageUp" => '\u{e00e}',
        "PageDown" => '\u{e00f}',
        "End" => '\u{e010}',
        "Home" => '\u{e011}',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        "Delete" => '\u{e017}',
        "F1" => '\u{e031}',
        other if other.chars().count() == 1 => return Ok(other.to_owned()),
        other => bail!("no key is called {other}"),
    };
    Ok(code.to_string())
}

fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// A file that `cargo xtask dist` has written, where it says or where it is.
fn written(variable: &str, usual: &str) -> Result<PathBuf> {
    let place = env::var_os(variable).map_or_else(|| root().join(usual), PathBuf::from);
    let there = place.exists();
    ensure!(
        there,
        "{} is missing: `cargo xtask dist` writes it",
        place.display()
    );
    Ok(place)
}

/// Where the page is, and what serves it.
fn offer(place: Place) -> Result<(String, Option<Server>)> {
    match place {
        Place::SingleFile => {
            let file = written("MAILROOM_SINGLE_FILE", "mailroom.html")?;
            Ok((format!("file://{}", file.canonicalize()?.display()), None))
        }
        Place::Site => {
            let server = Server::start(written("MAILROOM_SITE", "dist")?)?;
            Ok((server.address.clone(), Some(server)))
        }
    }
}
