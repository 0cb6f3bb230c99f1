//! Text in pictures: how wide it is about, how it is cut, and how times are
//! written. The browser alone knows exact widths; these are on the safe side.

use sim_core::base::{Span, Time};

/// Width of `text` at `size` pixels in the interface's type. Mean widths of
/// DejaVu Sans, the widest of the usual system fonts.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let each = if bold { 0.66 } else { 0.58 };
    text.chars()
        .map(|c| match c {
            'i' | 'l' | 'j' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.36,
            'm' | 'w' | 'M' | 'W' => each + 0.26,
            '0'..='9' | '+' if bold => 0.71,
            _ => each,
        })
        .sum::<f64>()
        * size
}

/// Width of a letter of the monospaced type at a size of 1.
pub const MONO: f64 = 0.61;

/// Width of `text` in the monospaced type.
pub fn mono_width(text: &str, size: f64) -> f64 {
    text.chars().count() as f64 * MONO * size
}

/// At most `most` characters of `text`, with an ellipsis where it was cut.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

/// As much of `text` as is at most `room` wide.
pub fn fit(text: &str, room: f64, size: f64, bold: bool) -> String {
    fit_by(text, |part| width(part, size, bold) <= room)
}

/// As much of monospaced `text` as is at most `room` wide.
pub fn fit_mono(text: &str, room: f64, size: f64) -> String {
    fit_by(text, |part| mono_width(part, size) <= room)
}

/// Monospaced `text` in lines of these widths, broken between words; the last
/// is cut where it is too long.
pub fn wrap_mono(text: &str, rooms: &[f64], size: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    for (at, room) in rooms.iter().enumerate() {
        let breaks = rest.match_indices(' ').map(|(at, _)| at);
        let fits = |end: &usize| mono_width(&rest[..*end], size) <= *room;
        let end = breaks.chain([rest.len()]).rfind(fits);
        let end = end.filter(|_| at + 1 < rooms.len()).unwrap_or(0);
        let line = match end {
            // A word alone is too long, or this is the last line.
            0 => std::mem::take(&mut rest),
            end => {
                let (line, more) = rest.split_at(end);
                rest = more.trim_start();
                line
            }
        };
        lines.push(fit_mono(line, *room, size));
        if rest.is_empty() {
            break;
        }
    }
    lines
}

/// The size between `least` and `usual` at which `text` in bold is at most
/// `room` wide, and as much of it as fits at that size.
pub fn shrink(text: &str, room: f64, usual: f64, least: f64) -> (f64, String) {
    let size = (room / width(text, 1.0, true)).clamp(least, usual);
    // A size rounded up would not fit.
    let size = (size * 10.0).floor() / 10.0;
    (size, fit(text, room, size, true))
}

/// Repeats of a character that are shown; more say nothing.
const REPEATS: usize = 4;

/// At most `most` characters of a message's label; a filler such as `xxxxxxxx`
/// shows how it begins.
pub fn label(text: &str, most: usize) -> String {
    let mut short = String::new();
    let mut last = None;
    let mut times = 0;
    for c in text.chars() {
        times = if last == Some(c) { times + 1 } else { 1 };
        last = Some(c);
        match times {
            1..=REPEATS => short.push(c),
            _ if times == REPEATS + 1 => short.push('…'),
            _ => {}
        }
    }
    // That long the core cuts labels, without a mark.
    let cut_before = text.chars().count() >= LABEL && !short.ends_with('…');
    let most = if cut_before { most.min(LABEL) } else { most };
    match cut_before && short.chars().count() <= most {
        true => short.trim_end().to_owned() + "…",
        false => cut(&short, most),
    }
}

/// Characters of a label that the core gives.
const LABEL: usize = 20;

/// So many bytes in a unit that one can say: `999 B`, `1.5 kB`, `2.6 MB`.
pub fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{} kB", decimal((count + 50) / 100, 1)),
        _ => format!("{} MB", decimal((count + 50_000) / 100_000, 1)),
    }
}

fn fit_by(text: &str, fits: impl Fn(&str) -> bool) -> String {
    let most = text.chars().count();
    (1..=most)
        .rev()
        .map(|most| cut(text, most))
        .find(|part| fits(part))
        .unwrap_or_default()
}

/// A time as the transport shows it: seconds to the microsecond, in groups of
/// three digits: `0.412 300 s`.
pub fn clock(at: Time) -> String {
    let micros = at.0 / 1_000;
    let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
    format!("{seconds}.{:03} {:03} s", rest / 1_000, rest % 1_000)
}

/// A time as `clock` shows it, without what is zero: `10 s`, `1.5 s`, `3.003 384 s`;
/// below a second `31.205 ms`. Cut like the clock, so that it is reached.
pub fn brief(at: Time) -> String {
    match at.0 {
        0..1_000 => "0 s".to_owned(),
        1_000..1_000_000 => format!("{} µs", at.0 / 1_000),
        1_000_000..1_000_000_000 => format!("{} ms", decimal(at.0 / 1_000, 3)),
        nanos => format!("{} s", decimal(nanos / 1_000, 6)),
    }
}

/// The time of a whole run beside the clock: in seconds, like that.
pub fn whole(at: Time) -> String {
    match at.0 {
        1_000..1_000_000_000 => clock(at),
        _ => brief(at),
    }
}

/// About how long something takes, in at most two digits that count: `190 ms`.
pub fn about(span: Span) -> String {
    let mut unit = 1;
    // Up to thirty years: longer than any run.
    while unit < 1_000_000_000_000_000_000 && span.0 >= unit * 100 {
        unit *= 10;
    }
    Span((span.0 + unit / 2) / unit * unit).to_string()
}

/// A bandwidth as scenario files write it: `100Mbit/s`.
pub fn bandwidth(bits: u64) -> String {
    crate::engine::write::bandwidth(bits)
        .trim_matches('"')
        .to_owned()
}

/// A speed: `1 s shows 20 ms`.
pub fn speed(nanos_a_second: u64) -> String {
    format!("1 s shows {}", Span(nanos_a_second))
}

/// The unit of an axis whose latest mark is `end`: its nanoseconds and its name.
pub fn unit(end: u64) -> (u64, &'static str) {
    match end {
        n if n >= 1_000_000_000 => (1_000_000_000, "s"),
        n if n >= 1_000_000 => (1_000_000, "ms"),
        _ => (1_000, "µs"),
    }
}

/// A mark of an axis in its unit, with as many digits as it needs.
pub fn tick(at: u64, (unit, name): (u64, &str)) -> String {
    let digits = unit.ilog10() - 3;
    match at / 1_000 {
        0 => "0".to_owned(),
        micros => format!("{} {name}", decimal(micros, digits)),
    }
}

/// `value` with the point `digits` from the right, in groups of three digits
/// behind it, without trailing zeros.
fn decimal(value: u64, digits: u32) -> String {
    let unit = 10u64.pow(digits);
    let fraction = format!("{:0width$}", value % unit, width = digits as usize);
    let mut out = (value / unit).to_string();
    let fraction = match digits {
        0 => "",
        _ => fraction.trim_end_matches('0'),
    };
    for (at, digit) in fraction.chars().enumerate() {
        match at {
            0 => out.push('.'),
            _ if at % 3 == 0 => out.push(' '),
            _ => {}
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_for_the_last_row() {
        assert_eq!(clock(Time(412_300_000)), "0.412 300 s");
        assert_eq!(clock(Time(12_000_001_999)), "12.000 001 s");
        for (at, text) in [
            (0, "0 s"),
            (10_000_000_000, "10 s"),
            (1_500_000_000, "1.5 s"),
            (3_003_384_900, "3.003 384 s"),
            (1_234_567, "1.234 ms"),
            (7_000, "7 µs"),
        ] {
            assert_eq!(brief(Time(at)), text);
        }
        let seconds = unit(7_000_000_000);
        for (at, unit, text) in [
            (0, seconds, "0"),
            (100_000_000, seconds, "0.1 s"),
            (1_500_000, unit(3_000_000), "1.5 ms"),
            (4_000_000, unit(9_000_000), "4 ms"),
            (1_004_000_000, seconds, "1.004 s"),
            (500_200_000, seconds, "0.500 2 s"),
            (7_000, unit(8_000), "7 µs"),
        ] {
            assert_eq!(tick(at, unit), text);
        }
        for (span, text) in [
            (191_819_000, "190 ms"),
            (1_004_000_000, "1 s"),
            (35, "35 ns"),
        ] {
            assert_eq!(about(Span(span)), text);
        }
    }

    #[test]
    fn labels_say_what_tells_messages_apart() {
        for (text, most, short) in [
            ("Hello", 16, "Hello"),
            ("job 12", 16, "job 12"),
            ("xxxxxxxxxxxxxxxxxxxx", 16, "xxxx…"),
            ("a = 1111111", 16, "a = 1111…"),
            ("A long letter. A lon", 16, "A long letter. …"),
            ("A long letter. A lon", 24, "A long letter. A lon…"),
            ("", 16, ""),
        ] {
            assert_eq!(label(text, most), short);
        }
        for (count, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_500, "1.5 kB"),
            (16_384, "16.4 kB"),
            (40_000, "40 kB"),
            (100_000, "100 kB"),
            (2_626_560, "2.6 MB"),
        ] {
            assert_eq!(bytes(count), text);
        }
    }

    #[test]
    fn text_is_cut_to_its_room() {
        let (size, name) = shrink("tcp-receiver", 100.0, 17.0, 12.0);
        assert!(name == "tcp-receiver" && (12.0..17.0).contains(&size));
        assert_eq!(cut("ventilator", 5), "vent…");
        assert_eq!(cut("sink", 5), "sink");
        let narrow = fit("a long name of a process", 60.0, 12.0, true);
        assert!(narrow.ends_with('…') && width(&narrow, 12.0, true) <= 60.0);
    }
}
