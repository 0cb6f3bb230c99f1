//! The scenario file: a lesson as text, read into its checked form, with all
//! problems of the file reported together. What a file says is data; nothing
//! in it is executed here, and nothing is read from disk or net: the caller
//! brings the texts.

pub mod lesson;

pub use lesson::{
    Answer, Check, Condition, Counter, Ending, Expectation, File, Lesson, LineMap, MessageEvent,
    Question, State, Stop,
};
