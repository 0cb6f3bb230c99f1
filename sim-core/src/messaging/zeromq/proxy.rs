//! The proxy: one call that passes messages both ways between two sockets
//! until the context ends.
//!
//! Spec: libzmq 4.3.5 `proxy.cpp`; its PAUSE is acknowledged and pauses nothing,
//! as was measured, so there is nothing to do for it here. Differs: a message is taken only when the
//! other side (and the capture) can take it, so the proxy never holds one in
//! its hands.

use super::Zeromq;
use super::errno::Errno;
use super::transfer::{Halt, POLLIN, POLLOUT, Patience};
use crate::messaging::fact::SocketId;
use crate::messaging::seam::{Attempt, Caller, Env};

/// The sockets of a proxy.
#[derive(Clone, Copy)]
pub(super) struct Proxy {
    pub(super) front: SocketId,
    pub(super) back: SocketId,
    pub(super) capture: Option<SocketId>,
    pub(super) control: Option<SocketId>,
}

impl Zeromq {
    /// Passes on what there is, then waits for more. Returns only when there
    /// is something to read on the control socket.
    pub(super) fn proxy(
        &mut self,
        caller: Caller,
        proxy: Proxy,
        attempt: Attempt,
        env: &mut Env,
    ) -> Result<(), Halt> {
        let ways = [(proxy.front, proxy.back), (proxy.back, proxy.front)];
        loop {
            if let Some(control) = proxy.control
                && self.ready(control, POLLIN, env)?
            {
                return Ok(());
            }
            let mut moved = false;
            for (from, to) in ways {
                moved |= self.pass(caller, proxy, from, to, attempt, env)?;
            }
            if !moved {
                break;
            }
        }
        let mut items = Vec::new();
        for (from, to) in ways {
            if !self.ready(from, POLLIN, env)? {
                items.push((from, POLLIN));
            } else if self.ready(to, POLLOUT, env)? {
                items.extend(proxy.capture.map(|capture| (capture, POLLOUT)));
            } else {
                items.push((to, POLLOUT));
            }
        }
        items.extend(proxy.control.map(|control| (control, POLLIN)));
        self.poll(caller, &items, -1, attempt, env).map(|_| ())
    }

    /// Passes one message on, if there is one and it can go.
    fn pass(
        &mut self,
        caller: Caller,
        proxy: Proxy,
        from: SocketId,
        to: SocketId,
        attempt: Attempt,
        env: &mut Env,
    ) -> Result<bool, Halt> {
        let free = match proxy.capture {
            None => true,
            Some(capture) => self.ready(capture, POLLOUT, env)?,
        };
        if !free || !self.ready(from, POLLIN, env)? || !self.ready(to, POLLOUT, env)? {
            return Ok(false);
        }
        let never = |_: &super::context::Socket| Patience {
            attempt,
            never: true,
            option: "",
            millis: 0,
        };
        let frames = self.receive_rest(caller, from, never, env)?;
        if let Some(capture) = proxy.capture {
            self.send(caller, capture, &frames, false, never, env)?;
        }
        match self.send(caller, to, &frames, false, never, env) {
            // A peer went between the question and the send.
            Err(Halt::Errno(Errno::EAGAIN)) => {}
            other => other?,
        }
        self.settle(env);
        Ok(true)
    }

    fn ready(&mut self, id: SocketId, events: i64, env: &mut Env) -> Result<bool, Halt> {
        self.usable(id)?;
        Ok(self.events(id, env) & events != 0)
    }
}
