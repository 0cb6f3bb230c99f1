//! How high a caption is, and how large its letters may be: estimated from its
//! words, on the safe side, so that the stage knows its room before anything is
//! said. All measures are in letters: multiples of the type's size.

use super::Size;
use super::words;

/// What a caption says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Its paragraphs.
    parts: Vec<Part>,
    /// Width of the choices, and of what stands behind them.
    choices: f64,
    tools: f64,
    /// Whether it says how it goes on: below a question, else beside the text.
    goes_on: bool,
}

/// A paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Part {
    /// Width of its words.
    words: f64,
    /// The size of its letters.
    letter: f64,
    /// Room that is left free above it and in it.
    around: f64,
}

/// The way in which something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Narration, a sentence, a question.
    Plain,
    /// What explains: an answer's reason, a hint, one thing to try.
    Aside,
    /// How the run ended.
    Ending,
    /// A deadlock, in a frame.
    Alarm,
}

/// Beside a narration stands how it goes on.
const BESIDE: f64 = 15.0;
/// Left and right of the text: the edges of the caption and of the stage.
const ASIDE: f64 = 5.2;
/// The widest line: beside how it goes on, and alone.
const WIDEST: f64 = 46.0;
const ALONE: f64 = 56.0;
/// Around a choice; how much wider they are than their words, as they are never
/// broken; and all that stands behind them.
const CHOICE: f64 = 2.8;
const TOOLS: f64 = 29.0;
const UNEVEN: f64 = 1.15;
/// Height of a line, and of a row of choices with what is between rows.
const LINE: f64 = 1.4;
const CHOICES: f64 = 1.95;
/// Above, below and in the caption's frame.
const AROUND: f64 = 2.9;

impl Said {
    /// Adds a paragraph.
    pub fn say(mut self, text: &str, tone: Tone) -> Said {
        let (letter, around) = match tone {
            Tone::Plain => (1.0, 0.1),
            Tone::Aside => (1.0, 0.3),
            Tone::Ending => (0.94, 0.25),
            Tone::Alarm => (1.0, 1.1),
        };
        // A question and an alarm are bold, and so may be any word.
        let words = words::width(text, 1.0, tone == Tone::Alarm);
        self.parts.push(Part {
            words,
            letter,
            around,
        });
        self
    }

    /// Adds choices, and whether tools stand behind them.
    pub fn choose<'a>(mut self, choices: impl Iterator<Item = &'a str>, tools: bool) -> Said {
        let all = choices.map(|it| words::width(it, 1.0, false) + CHOICE);
        self.choices = all.sum();
        self.tools = if tools { TOOLS } else { BESIDE };
        self
    }

    /// The same with a word of how it goes on.
    pub fn going_on(self) -> Said {
        Said {
            goes_on: true,
            ..self
        }
    }

    /// Its height with what is around it, on a stage of this width; both in letters.
    pub fn height(&self, wide: f64) -> f64 {
        self.text(wide, self.is_below(wide)) + self.row(wide) + AROUND
    }

    /// Whether how it goes on stands below the text: where that takes less room
    /// than beside it.
    pub fn is_below(&self, wide: f64) -> bool {
        let asks = self.choices > 0.0;
        !asks && self.goes_on && self.text(wide, true) < self.text(wide, false)
    }

    /// Height of the choices, and of what stands behind them or below.
    fn row(&self, wide: f64) -> f64 {
        let (room, choices) = (wide - ASIDE, self.choices * UNEVEN);
        let all = rows(choices + self.tools, room);
        // Choices in several rows share none with the rest.
        let apart = rows(choices, room) + rows(self.tools, room);
        let rows = if all > 1.0 { apart.max(all) } else { all };
        rows * CHOICES
    }

    /// Height of the paragraphs, with what stands `below` them.
    fn text(&self, wide: f64, below: bool) -> f64 {
        let beside = self.goes_on && self.choices == 0.0 && !below;
        let (beside, widest) = match beside {
            true => (ASIDE + BESIDE, WIDEST),
            false => (ASIDE, ALONE),
        };
        let room = widest.min(wide - beside);
        let part = |it: &Part| rows(it.words * it.letter, room) * LINE * it.letter + it.around;
        let text: f64 = self.parts.iter().map(part).sum();
        text + if below { LINE } else { 0.0 }
    }
}

/// Lines of this width for so many words, which do not fill them.
fn rows(words: f64, width: f64) -> f64 {
    (words * 1.04 / width.max(1.0)).ceil()
}

/// The room for captions on a stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// The stage's width, and the height that captions may take: in pixels of
    /// the screen, measured from the stage's corner.
    pub size: Size,
    /// The sizes of its letters.
    pub letters: Letters,
}

/// Steps by which letters become smaller.
const STEP: f64 = 0.94;
/// Of the stage's height: what captions take without becoming smaller, the most
/// that they take from cards, and the most that they take at all.
const USUAL: f64 = 0.36;
const MOST: f64 = 0.46;
const FREE: f64 = 0.6;

/// Sizes of a caption's letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Letters {
    /// Where there is room.
    pub usual: f64,
    /// For which cards make room: those of the programs.
    pub good: f64,
    /// The smallest that can still be read.
    pub least: f64,
}

impl Letters {
    /// The height that the highest of all captions needs on a stage of this size, and
    /// the one that it has where the cards are none the smaller: with smaller
    /// letters if the usual ones would not leave enough for the cards.
    pub fn strip(self, stage: Size, all: &[Said]) -> (f64, f64) {
        let height = |letter: f64| {
            let each = all.iter().map(|said| said.height(stage.w / letter));
            each.fold(Said::default().height(1.0) + LINE, f64::max) * letter
        };
        let fits = |part: f64| move |letter: f64| height(letter) <= stage.h * part;
        let good = shrink(self.usual, self.good, fits(USUAL));
        let letter = shrink(good, self.least, fits(MOST));
        let needed = height(letter).min(stage.h * MOST);
        (
            needed,
            height(self.usual).clamp(needed, needed.max(stage.h * FREE)),
        )
    }
}

impl Room {
    /// The largest size of letters with which this is not higher than the room.
    pub fn letter(self, said: &Said) -> f64 {
        let height = |letter: f64| said.height(self.size.w / letter) * letter;
        shrink(self.letters.usual, self.letters.least, |it| {
            height(it) <= self.size.h + 0.5
        })
    }
}

fn shrink(usual: f64, least: f64, fits: impl Fn(f64) -> bool) -> f64 {
    let mut letter = usual;
    while letter > least && !fits(letter) {
        letter = (letter * STEP).max(least);
    }
    letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_shrink_before_the_cards_lose_their_room() {
        let stage = Size::new(660.0, 460.0);
        let text = "Every worker is busy and its queue is full. ".repeat(5);
        let long = Said::default()
            .say(&text, Tone::Plain)
            .say("Who gets the next job?", Tone::Plain)
            .choose(["worker-1", "worker-2", "nobody"].into_iter(), true);
        let short = Said::default().say("One.", Tone::Plain).going_on();
        let letters = Letters {
            usual: 21.0,
            good: 17.0,
            least: 14.0,
        };
        let room = |h: f64| Room {
            size: Size::new(stage.w, h),
            letters,
        };
        for all in [vec![short.clone()], vec![short.clone(), long.clone()]] {
            let (least, most) = letters.strip(stage, &all);
            assert!(least <= stage.h * MOST && least <= most, "{least} {most}");
            assert_eq!(room(least).letter(&short), 21.0, "{least}");
            for (high, smallest) in [(least, 14.0), (most, 17.0)] {
                for said in &all {
                    let letter = room(high).letter(said);
                    let height = said.height(stage.w / letter) * letter;
                    assert!(
                        height <= high + 0.5 && letter >= smallest,
                        "{high} {letter}"
                    );
                }
            }
        }
        // What nobody reckoned with is smaller than the rest.
        let (least, _) = letters.strip(stage, &[]);
        assert_eq!(room(least).letter(&long), 14.0);
    }
}
