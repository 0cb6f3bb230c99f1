//! The page opens, from a server and from the disk, and has nothing to
//! complain about.

use anyhow::{Result, ensure};

use crate::harness::{Page, Place, Size};

fn check_opens(place: Place, picture: &str) -> Result<()> {
    let page = Page::open(place, Size::USUAL)?;
    ensure!(
        page.title()?.contains("Mailroom"),
        "the title is {}",
        page.title()?
    );
    page.wait_for_text("body", "Mailroom")?;
    page.screenshot(picture)?;
    page.check_quiet()
}

#[test]
fn the_site_opens() -> Result<()> {
    check_opens(Place::Site, "site")
}

#[test]
fn the_single_file_opens_from_disk_without_network() -> Result<()> {
    check_opens(Place::SingleFile, "single-file")
}
