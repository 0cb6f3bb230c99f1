//! A frame taken apart: its layers, their fields, where each field's bits are,
//! what they say. The same for any frame, so that a screen can show it without
//! knowing a protocol.
