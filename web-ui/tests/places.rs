//! Where things stand on the stage, for every scenario of the library: nothing
//! lies on anything else, and nothing moves but what flies.

use std::rc::Rc;

use sim_core::base::Time;
use web_ui::app::msg::Depth;
use web_ui::app::run::Run;
use web_ui::app::state::{State, View};
use web_ui::draw::layout::{CardKind, Layout, Space};
use web_ui::draw::{Rect, Size};
use web_ui::engine::{Direction, File, Unit};
use web_ui::library::{ENTRIES, Entry};

const DEPTHS: [Depth; 4] = [
    Depth::Messages,
    Depth::Segments,
    Depth::Packets,
    Depth::Frames,
];

fn run(entry: &Entry) -> Run {
    let file = |name: &str, text: Rc<str>| File {
        name: name.to_owned(),
        text: text.to_string(),
    };
    let beside: Vec<File> = entry.files().map(|(name, text)| file(name, text)).collect();
    let loaded = web_ui::library::load(&file(entry.path, entry.text()), &beside);
    Run::new(Rc::new(loaded.lesson.expect("the library is right")))
}

fn space(w: f64, h: f64, top: f64) -> Space {
    Space {
        size: Size::new(w, h),
        top,
        most: top,
        foot: 46.0,
        least: 1.0,
    }
}

/// The layout at a depth, if there is one, and which cards are of somebody.
fn layout(run: &mut Run, depth: Depth, space: Space) -> Option<(Layout, Vec<Rect>)> {
    let mut view = View {
        depth,
        ..View::default()
    };
    run.refresh(&mut view, space, false);
    if depth == Depth::Messages {
        let pictures = run.pictures();
        let scene = (*pictures.scene).as_ref()?;
        let stage = (*pictures.drawn).as_ref()?;
        let own = stage
            .processes
            .iter()
            .filter(|card| pictures.folds.has_card(card.id));
        let cards = own.map(|card| scene.card(card.id)).collect();
        return Some((scene.layout.clone(), cards));
    }
    let scene = (*run.pictures().below.scene).as_ref()?;
    Some((scene.layout.clone(), scene.layout.cards.clone()))
}

fn assert_apart(name: &str, space: Space, layout: &Layout, cards: &[Rect]) {
    // A drawing that is larger than the stage is shown smaller.
    let shown = space.size.h / layout.extent.h;
    let free = Rect::new(
        0.0,
        space.top / shown - 0.5,
        layout.extent.w,
        (space.size.h - space.top - space.foot) / shown + 1.0,
    );
    for (i, a) in cards.iter().enumerate() {
        assert_eq!(a.inside(free), *a, "{name} at {space:?}");
        for b in &cards[i + 1..] {
            assert!(!a.meets(*b, 6.0), "{name} at {space:?}: {a:?} {b:?}");
        }
    }
}

#[test]
fn no_two_cards_meet_at_any_size_and_depth() {
    for entry in ENTRIES {
        let mut run = run(entry);
        for (w, h) in [(988.0, 580.0), (880.0, 440.0), (560.0, 400.0)] {
            for top in [60.0, 90.0, 120.0, 160.0, 200.0] {
                for depth in DEPTHS {
                    let space = space(w, h, top);
                    if let Some((layout, cards)) = layout(&mut run, depth, space) {
                        assert_apart(entry.path, space, &layout, &cards);
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_shown_is_a_function_of_the_moment() {
    let space = space(988.0, 580.0, 110.0);
    for entry in ENTRIES {
        let mut run = run(entry);
        let places = |run: &mut Run| DEPTHS.map(|depth| layout(run, depth, space).map(|it| it.0));
        let first = places(&mut run);
        run.compute(&|| false);
        let mut forth = Vec::new();
        for _ in 0..40 {
            layout(&mut run, Depth::Messages, space);
            forth.push((run.position(), (*run.pictures().scene).clone()));
            if !run.step(Unit::Message, Direction::Forward) {
                break;
            }
        }
        assert_eq!(places(&mut run), first, "{}", entry.path);
        run.to_end();
        assert_eq!(places(&mut run), first, "{} at its end", entry.path);
        for (position, scene) in forth.into_iter().rev() {
            run.seek(position);
            layout(&mut run, Depth::Messages, space);
            assert_eq!(*run.pictures().scene, scene, "{} at {position}", entry.path);
        }
        run.show(Time::ZERO);
        assert_eq!(places(&mut run), first, "{} at its beginning", entry.path);
    }
}

#[test]
fn other_chances_and_futures_stand_at_the_same_places() {
    let space = space(988.0, 580.0, 110.0);
    for entry in ENTRIES {
        let mut one = run(entry);
        let mut other = one.with_seed(2);
        other.compute(&|| false);
        let places = |run: &mut Run| layout(run, Depth::Messages, space).map(|it| it.0);
        assert_eq!(places(&mut one), places(&mut other), "{}", entry.path);
    }
}

/// Width and height in pixels.
type Pair = (f64, f64);

/// Windows, and the stages in them; the first of each in the usual mode, the
/// second with the projector's large letters.
const SCREENS: [(Pair, [Pair; 2]); 3] = [
    ((1_440.0, 900.0), [(988.0, 578.0), (950.0, 594.0)]),
    ((1_280.0, 720.0), [(878.0, 454.0), (844.0, 468.0)]),
    ((1_024.0, 768.0), [(656.0, 486.0), (676.0, 504.0)]),
];
/// The least text on cards, as a part of its own size at a zoom of 1.
const READABLE: [f64; 2] = [1.0, 14.0 / 12.0];

/// The layout of what the stage shows.
fn shown_layout(state: &State) -> Option<Layout> {
    let pictures = state.run.as_ref()?.pictures();
    match state.view.depth {
        Depth::Messages => Some((*pictures.scene).as_ref()?.layout.clone()),
        _ => Some((*pictures.below.scene).as_ref()?.layout.clone()),
    }
}

#[test]
fn cards_are_read_and_not_covered_on_every_screen() {
    for entry in ENTRIES {
        let mut state = State::default();
        state.run = Some(run(entry));
        if let Some(run) = &mut state.run {
            run.compute(&|| false);
        }
        for (window, stages) in SCREENS {
            let modes = [false, true].into_iter().zip(stages);
            let all = modes.flat_map(|mode| DEPTHS.map(|depth| (mode, depth)));
            for ((projector, stage), depth) in all {
                state.window = Size::new(window.0, window.1);
                state.stage_size = Size::new(stage.0, stage.1);
                state.view.projector = projector;
                state.view.depth = depth;
                state.refresh();
                let what = format!(
                    "{} at {window:?}, projector {projector}, {depth:?}",
                    entry.path
                );
                let Some(layout) = shown_layout(&state) else {
                    continue;
                };
                // As a browser fits a drawing into its place.
                let shown = (stage.0 / layout.extent.w).min(stage.1 / layout.extent.h);
                // Full cards have larger letters than the others.
                let large = layout.kind == CardKind::Full && depth == Depth::Messages;
                let least = READABLE[usize::from(projector)] * if large { 0.9 } else { 1.0 } - 0.01;
                assert!(shown >= least, "{what}: {shown}");
                let room = state.caption_room();
                if std::env::var("ROOM").is_ok() {
                    println!(
                        "{what}: top {:.0} room {:.0} of {}",
                        layout.top * state.zoom(),
                        room.size.h,
                        stage.1
                    );
                }
                let above = layout.cards.iter().map(|card| card.y * shown);
                let highest = above.fold(f64::MAX, f64::min);
                assert!(highest >= room.size.h - 0.5, "{what}: {highest} {room:?}");
            }
        }
    }
}
