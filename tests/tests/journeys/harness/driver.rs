//! A browser of our own, driven by WebDriver (the W3C recommendation, as JSON
//! over HTTP) and, through chromedriver, by Chromium's developer tools.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// No command of a journey takes this long unless something hangs.
const COMMAND_TIME_OUT: Duration = Duration::from_secs(60);

/// Chromium in a container: no sandbox as root, no GPU, and no word to the
/// network but for what the page asks for.
const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
];

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
}

/// How often a driver is started that does not say its port.
const STARTS: usize = 5;

/// A running driver with one browser session. Both end with it.
pub struct Driver {
    /// Which browser it drives.
    pub browser: Browser,
    process: Child,
    profile: PathBuf,
    agent: ureq::Agent,
    /// Base address of the session's commands.
    session: String,
}

impl Driver {
    /// Starts a driver on a port that it chooses, and a browser with an empty
    /// profile.
    pub fn start(browser: Browser) -> Result<Self> {
        let program = match browser {
            Browser::Chromium => program("MAILROOM_CHROMEDRIVER", "chromedriver"),
            Browser::Firefox => program("MAILROOM_GECKODRIVER", "geckodriver"),
        };
        let (process, port) = listening(&program)?;
        let mut driver = Self {
            browser,
            process,
            profile: new_profile(),
            agent: agent(),
            session: String::new(),
        };
        let base = format!("http://127.0.0.1:{port}");
        let answer = driver.call(&format!("{base}/session"), Some(&driver.capabilities()))?;
        let id = answer["sessionId"].as_str().context("no session id")?;
        driver.session = format!("{base}/session/{id}");
        Ok(driver)
    }

    fn capabilities(&self) -> Value {
        if self.browser == Browser::Firefox {
            return json!({ "capabilities": { "alwaysMatch": {
                "moz:firefoxOptions": {
                    "binary": program("MAILROOM_FIREFOX", "/usr/bin/firefox-esr"),
                    "args": ["-headless"],
                },
                "timeouts": { "script": 30_000, "pageLoad": 30_000, "implicit": 0 },
            } } });
        }
        let profile = format!("--user-data-dir={}", self.profile.display());
        let flags: Vec<&str> = FLAGS.iter().copied().chain([profile.as_str()]).collect();
        json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": {
                "binary": program("MAILROOM_CHROMIUM", "/usr/bin/chromium"),
                "args": flags,
            },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": 30_000, "pageLoad": 30_000, "implicit": 0 },
        } } })
    }

    /// A WebDriver command with a body: its path after `/session/ID/`.
    ///
    /// Errors: the browser's, with the command's name.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.call(&format!("{}/{path}", self.session), Some(body))
            .with_context(|| format!("the browser refused {path} {}", shorten(body)))
    }

    /// A WebDriver command without a body.
    pub fn get(&self, path: &str) -> Result<Value> {
        self.call(&format!("{}/{path}", self.session), None)
            .with_context(|| format!("the browser refused {path}"))
    }

    /// A command of the Chrome DevTools Protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.post("goog/cdp/execute", &body)
    }

    fn call(&self, address: &str, body: Option<&Value>) -> Result<Value> {
        let mut answer = match body {
            Some(body) => self.agent.post(address).send_json(body)?,
            None => self.agent.get(address).call()?,
        };
        let status = answer.status();
        // A screenshot is the longest answer.
        let text = answer
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_to_string()?;
        let answer: Value = serde_json::from_str(&text)?;
        let value = answer["value"].clone();
        if !status.is_success() {
            let name = value["error"].as_str().unwrap_or("error");
            let message = value["message"].as_str().unwrap_or_default();
            bail!("{name}: {}", message.lines().next().unwrap_or_default());
        }
        Ok(value)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            // Ends the browser; if that fails, its parent's end does.
            drop(self.agent.delete(&self.session).call());
        }
        drop(self.process.kill());
        drop(self.process.wait());
        drop(fs::remove_dir_all(&self.profile));
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(COMMAND_TIME_OUT))
        .http_status_as_error(false)
        .build()
        .into()
}

fn program(variable: &str, usual: &str) -> String {
    env::var(variable).unwrap_or_else(|_| usual.to_owned())
}

/// Starts a driver that listens. One that chooses its port itself gives up when
/// another program takes that port in between: then it is started again.
fn listening(program: &str) -> Result<(Child, u16)> {
    let mut last = None;
    for _ in 0..STARTS {
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {program} (`cargo xtask setup` gets it)"))?;
        match read_port(&mut process) {
            Ok(port) => return Ok((process, port)),
            Err(problem) => last = Some(problem),
        }
        process.wait()?;
    }
    Err(last.context("it was never started")?)
}

/// chromedriver says its port in a line that ends `on port 12345.`, geckodriver
/// in one that ends `Listening on 127.0.0.1:12345`. What either says later is
/// read and thrown away: a full pipe would stop it.
fn read_port(process: &mut Child) -> Result<u16> {
    let output = process.stdout.take().context("the driver has no output")?;
    let mut lines = BufReader::new(output).lines();
    for _ in 0..20 {
        let Some(line) = lines.next() else { break };
        let line = line?;
        let port = line
            .rsplit_once("successfully on port ")
            .or_else(|| line.rsplit_once("Listening on 127.0.0.1:"));
        let Some((_, port)) = port else { continue };
        let port = port.trim_end_matches('.').parse()?;
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        return Ok(port);
    }
    process.kill()?;
    bail!("the driver did not say its port")
}

/// A folder that no other browser of this or another run uses.
fn new_profile() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("mailroom-browser-{}-{count}", std::process::id());
    Path::new(&env::temp_dir()).join(name)
}

fn shorten(body: &Value) -> String {
    body.to_string().chars().take(200).collect()
}
