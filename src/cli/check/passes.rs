//! Checking notes that know each other, each read once as far as that can be.
//!
//! A rule may compare a note with all others, so nothing is certain before the last note was read. The first pass reads
//! every note, says what it says of itself and keeps that, with the facts for the index. The second pass reads again only
//! those notes that the others concern.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::cli::targets::{Target, Targets, Work};
use crate::rules::{FactsContext, check_note, check_note_alone, is_concerned};
use crate::schema::SchemaStore;
use crate::workspace::{Index, NoteFacts, ReadNote};

use super::printer::{Rendered, Style};
use super::report::{self, FileReport};

/// How many bytes of findings, as they are printed, are kept from the first pass to the second. What is beyond is found
/// again, so that memory does not grow with the number of notes.
const MAX_KEPT: usize = 32 << 20;

/// A note, and what the first pass made of it.
pub struct Pending {
    work: Work,
    /// What the note says, where the index does not know it.
    facts: Option<NoteFacts>,
    /// What is found in the note alone.
    alone: Option<Rendered>,
}

/// The first pass: reads all notes of `targets`, and whatever else belongs to their workspace.
pub fn read_all(targets: &mut Targets, schemas: &SchemaStore, style: Style) -> (Vec<Pending>, Index) {
    let kept = AtomicUsize::new(0);
    let work = targets.take_work().into_par_iter();
    let mut pending: Vec<_> = work.map(|work| first_pass(work, schemas, style, &kept)).collect();

    let mut workspace: FxHashSet<PathBuf> = targets.workspace().into_iter().collect();
    let mut read = Vec::with_capacity(pending.len());
    for Pending { work, facts, .. } in &mut pending {
        if let Some(path) = &work.path
            && facts.is_some()
            && workspace.remove(path)
        {
            read.extend(facts.take().map(|facts| ReadNote::new(path, facts)));
        }
    }
    // What is left belongs to the workspace, but was not asked for.
    let mut index = targets.read(workspace.into_iter().collect());
    index.apply(read);
    (pending, index)
}

fn first_pass(work: Work, schemas: &SchemaStore, style: Style, kept: &AtomicUsize) -> Pending {
    // Standard input cannot be read twice.
    if matches!(work.target, Target::Stdin(_)) {
        return Pending { work, facts: None, alone: None };
    }
    let mut facts = None;
    let report = report::of_note(&work, schemas, &Index::default(), |context| {
        facts = context.path.map(|path| NoteFacts::new(context.note, path, context.config));
        FileReport::new(context, check_note_alone(context))
    });
    let alone = style.render(&report);
    let is_kept = kept.fetch_add(alone.len(), Ordering::Relaxed) <= MAX_KEPT;
    Pending { work, facts, alone: is_kept.then_some(alone) }
}

/// The second pass: what there is to say of a note now that `index` knows all of them.
pub fn finish(pending: Pending, schemas: &SchemaStore, style: Style, index: &Index) -> Rendered {
    let Pending { work, facts, alone } = pending;
    let is_concerned = || {
        let path = work.path.as_deref()?;
        let facts = facts.as_ref().or_else(|| index.note(path).map(AsRef::as_ref))?;
        Some(is_concerned(&FactsContext { facts, config: &work.config, path, index }))
    };
    match alone {
        Some(alone) if is_concerned() != Some(true) => alone,
        _ => {
            let report =
                report::of_note(&work, schemas, index, |context| FileReport::new(context, check_note(context)));
            style.render(&report)
        }
    }
}
