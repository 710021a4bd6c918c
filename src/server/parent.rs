//! Ends the server when the client's process has died without saying so.

use std::time::Duration;

/// How often to look.
const INTERVAL: Duration = Duration::from_secs(2);

/// Watches the process `id`, and ends this one with exit code 1 soon after it has died.
///
/// A client that dies closes the server's input, which ends the server at once; this is for a client whose pipe
/// lives on in another process. Only Linux tells without unsafe code whether a process lives.
pub(super) fn watch(id: u32) {
    if !cfg!(target_os = "linux") {
        return;
    }
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(INTERVAL);
            if !is_alive(id) {
                break;
            }
        }
        eprintln!("askdown: the client's process {id} has died");
        std::process::exit(1);
    });
}

/// Whether process `id` runs: it exists and is no zombie (proc(5), the third field of `/proc/<pid>/stat`).
fn is_alive(id: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{id}/stat")) else { return false };
    let state = stat.rsplit_once(')').and_then(|(_, rest)| rest.trim_start().chars().next());
    !matches!(state, Some('Z' | 'X' | 'x'))
}
