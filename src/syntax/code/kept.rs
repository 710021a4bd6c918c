//! Trees kept between edits.

use std::sync::{Mutex, PoisonError};

use crate::text::{Edit, TextRange};

use super::CodeTree;

/// How many trees are kept: those of the blocks that a writer goes back and forth between.
const MAX_KEPT: usize = 8;

/// The trees that were asked for last. One that is asked for again after its code was edited is parsed again in part.
///
/// A tree is known by its code, so the same trees serve a note and its snapshots.
#[derive(Debug, Default)]
pub struct KeptTrees(Mutex<Vec<Kept>>);

#[derive(Debug)]
struct Kept {
    code: String,
    tree: CodeTree,
}

/// Trees are made from code alone: which of them are kept makes no difference.
impl PartialEq for KeptTrees {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl KeptTrees {
    /// The tree of `code`; `None` for code that cannot be given to tree-sitter.
    pub fn tree(&self, code: &str) -> Option<CodeTree> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let similar = kept
            .iter()
            .enumerate()
            .map(|(index, kept)| (index, common(&kept.code, code)))
            .max_by_key(|(_, (prefix, suffix))| prefix + suffix)
            .filter(|(_, (prefix, suffix))| (prefix + suffix) * 2 >= code.len());
        let tree = match similar {
            Some((index, (prefix, suffix))) => {
                let Kept { code: old, tree } = kept.remove(index);
                if old == code {
                    tree
                } else {
                    let range = TextRange::from(prefix..old.len() - suffix);
                    tree.edited(&old, &Edit::replace(range, &code[prefix..code.len() - suffix]), code)?
                }
            }
            None => CodeTree::parse(code)?,
        };
        kept.insert(0, Kept { code: code.to_owned(), tree: tree.clone() });
        kept.truncate(MAX_KEPT);
        Some(tree)
    }
}

/// How many bytes `old` and `new` have in common at their starts and, behind those, at their ends.
fn common(old: &str, new: &str) -> (usize, usize) {
    let same = |(a, b): &(u8, u8)| a == b;
    let mut prefix = old.bytes().zip(new.bytes()).take_while(same).count();
    while !old.is_char_boundary(prefix) {
        prefix -= 1;
    }
    let (old, new) = (&old[prefix..], &new[prefix..]);
    let mut suffix = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
    while !old.is_char_boundary(old.len() - suffix) {
        suffix -= 1;
    }
    (prefix, suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_that_was_kept_equals_a_fresh_one() {
        let trees = KeptTrees::default();
        let versions = [
            "def f():\n    return 1\n",
            "def f():\n    return 12\n",
            "def f():\n    return 'é'\n",
            "def f():\n    return 'è'\n",
            "class C:\n    def f():\n        return 'è'\n",
            "def f(:\n",
            "def f():\n    return 1\n",
            "",
        ];
        for code in versions.iter().chain(&versions) {
            let kept = trees.tree(code).expect("a tree");
            let fresh = CodeTree::parse(code).expect("a tree");
            assert_eq!(kept.symbols(code), fresh.symbols(code), "{code:?}");
            assert_eq!(kept.folds(), fresh.folds(), "{code:?}");
            assert_eq!(kept.first_error(), fresh.first_error(), "{code:?}");
        }
        assert!(trees.tree(&"(".repeat(10_000)).is_none());
    }

    #[test]
    fn what_two_texts_share_ends_between_characters() {
        assert_eq!(common("aéb", "aèb"), (1, 1));
        assert_eq!(common("aa", "aaa"), (2, 0));
        assert_eq!(common("", "a"), (0, 0));
        // The last bytes of these two characters are the same.
        assert_eq!(common("é", "ĩ"), (0, 0));
    }
}
