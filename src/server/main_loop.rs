//! The one thread that owns the state.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};

use tower_lsp::ls_types::MessageType;

use super::STACK_SIZE;
use super::outbox::Outbox;
use super::state::State;

/// The way to the main loop.
#[derive(Clone, Debug)]
pub(super) struct Tasks {
    sender: Sender<Task>,
    shut_down: Arc<AtomicBool>,
}

/// Something to do with the state.
struct Task {
    /// What it does, for the log.
    name: &'static str,
    run: Box<dyn FnOnce(&mut State) + Send>,
}

impl Tasks {
    /// Has the main loop run `task` on the state, after all the tasks sent before.
    pub fn send(&self, name: &'static str, task: impl FnOnce(&mut State) + Send + 'static) {
        // The loop ends only with the process.
        let _ = self.sender.send(Task { name, run: Box::new(task) });
    }

    /// Remembers that the client asked for `shutdown`.
    pub fn set_shut_down(&self) {
        self.shut_down.store(true, Ordering::SeqCst);
    }

    /// Whether the client asked for `shutdown`.
    pub fn shut_down(&self) -> bool {
        self.shut_down.load(Ordering::SeqCst)
    }
}

/// Starts the main loop.
pub(super) fn start(outbox: Outbox) -> Tasks {
    let (sender, receiver) = mpsc::channel();
    let tasks = Tasks { sender, shut_down: Arc::default() };
    let mut state = State::new(outbox, tasks.clone());
    let thread = std::thread::Builder::new().name("main loop".to_owned()).stack_size(STACK_SIZE);
    if let Err(error) = thread.spawn(move || run(&mut state, &receiver)) {
        eprintln!("askdown: cannot start the main loop: {error}");
    }
    tasks
}

/// Runs tasks as they come. Diagnostics go out only when no further task waits.
fn run(state: &mut State, tasks: &Receiver<Task>) {
    loop {
        let task = match state.patience() {
            Some(patience) => tasks.recv_timeout(patience),
            None => tasks.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let is_awake = task.is_ok();
        match task {
            Ok(task) => guarded(state, task.name, task.run),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        while let Ok(task) = tasks.try_recv() {
            guarded(state, task.name, task.run);
        }
        guarded(state, "publishing diagnostics", State::publish);
        guarded(state, "looking into folders", |state| state.look_into_folders(is_awake));
    }
}

/// Runs one task. A panic costs that task, not the server: the panic hook has told the standard error where it was.
fn guarded(state: &mut State, name: &'static str, task: impl FnOnce(&mut State)) {
    if catch_unwind(AssertUnwindSafe(|| task(state))).is_err() {
        state.client.outbox.log(MessageType::ERROR, format!("{name} failed: this is a bug in askdown"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_one_task() {
        let (outbox, _writer) = Outbox::start(std::io::sink());
        let tasks = start(outbox);
        let (sender, answers) = mpsc::channel();
        let first = sender.clone();
        tasks.send("a task that fails", move |_| {
            let _first = first;
            panic!("on purpose");
        });
        let second = sender.clone();
        tasks.send("a job that fails", move |state| {
            state.spawn("a job", move || {
                let _second = second;
                panic!("on purpose");
            });
        });
        tasks.send("a task that works", move |_| sender.send("done").expect("a listener"));
        assert_eq!(answers.iter().collect::<Vec<_>>(), ["done"]);
    }
}
