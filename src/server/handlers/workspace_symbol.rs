//! `workspace/symbol`

use std::path::Path;

use tower_lsp::ls_types::{OneOf, SymbolKind, WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse};

use crate::ide::{self, QuestionSymbol, SkillSymbol};
use crate::server::snapshot::{Snapshot, World};
use crate::server::state::{Answer, State};
use crate::server::to_proto;

impl State {
    /// Answers on the pool.
    pub fn search(&mut self, params: WorkspaceSymbolParams, answer: Answer<Option<WorkspaceSymbolResponse>>) {
        self.index_documents();
        let config = self.settings.store.config(None);
        let world = self.world.clone();
        self.spawn("workspace/symbol", move || {
            let cancelled = || answer.is_closed();
            let snapshot = Snapshot::new(&world, &cancelled);
            let read = |path: &Path| snapshot.read(path);
            let found = ide::skill_symbols(&params.query, &config, &snapshot.index, &snapshot.files(&read));
            let questions = ide::question_symbols(&params.query, &snapshot.index, &snapshot.files(&read));
            let skills = found.into_iter().filter_map(|skill| to_symbol(skill, &world));
            let symbols = skills.chain(questions.into_iter().filter_map(|it| to_question_symbol(it, &world))).collect();
            let _ = answer.send(Ok(Some(WorkspaceSymbolResponse::Nested(symbols))));
        });
    }
}

fn to_symbol(skill: SkillSymbol, world: &World) -> Option<WorkspaceSymbol> {
    Some(WorkspaceSymbol {
        name: skill.name,
        kind: SymbolKind::KEY,
        tags: None,
        container_name: Some(match skill.count {
            0 => "not used".to_owned(),
            1 => "in 1 note".to_owned(),
            count => format!("in {count} notes"),
        }),
        location: OneOf::Left(to_proto::location(&skill.location, world)?),
        data: None,
    })
}

fn to_question_symbol(question: QuestionSymbol, world: &World) -> Option<WorkspaceSymbol> {
    Some(WorkspaceSymbol {
        name: question.name,
        kind: SymbolKind::STRING,
        tags: None,
        container_name: Some(if question.answered { question.note } else { format!("{} (open)", question.note) }),
        location: OneOf::Left(to_proto::location(&question.location, world)?),
        data: None,
    })
}
