//! The structure of a block of Python while it is being written: a tree-sitter tree, edited along with the code.

use tree_sitter::{InputEdit, Node, Parser, Point, Tree};

use crate::text::{Edit, TextRange};

use super::guard;

/// The tree of one block. It exists for broken code too.
#[derive(Clone, Debug)]
pub struct CodeTree(Tree);

/// A function or class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeSymbol {
    /// Its name.
    pub name: String,
    /// Whether it is a class; else a function.
    pub is_class: bool,
    /// All of it with its decorators, in bytes of the code.
    pub range: TextRange,
    /// Its name, in bytes of the code.
    pub name_range: TextRange,
    /// The functions and classes in it.
    pub children: Vec<CodeSymbol>,
}

impl CodeTree {
    /// Parses `code`. `None` for code that tree-sitter's Python grammar cannot be trusted with: too large, nested too
    /// deeply, or indented by more than 255 columns.
    pub fn parse(code: &str) -> Option<Self> {
        read(code, None).map(Self)
    }

    /// The tree after `edit`, which made the code `code`; only what it touched is parsed again.
    pub fn edited(mut self, old: &str, edit: &Edit, code: &str) -> Option<Self> {
        let point = |text: &str, offset: u32| {
            let before = text.get(..offset as usize).unwrap_or_default();
            let column = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
            Point::new(before.matches('\n').count(), column)
        };
        let new_end = edit.inserted().end;
        self.0.edit(&InputEdit {
            start_byte: edit.range.start as usize,
            old_end_byte: edit.range.end as usize,
            new_end_byte: new_end as usize,
            start_position: point(old, edit.range.start),
            old_end_position: point(old, edit.range.end),
            new_end_position: point(code, new_end),
        });
        read(code, Some(&self.0)).map(Self)
    }

    /// The functions and classes of the block.
    pub fn symbols(&self, code: &str) -> Vec<CodeSymbol> {
        symbols(self.0.root_node(), code)
    }

    /// What can be folded: statements with a block, brackets and strings of more than one line, in document order.
    pub fn folds(&self) -> Vec<TextRange> {
        let mut folds = Vec::new();
        self.walk(|node| {
            let kind = node.kind();
            let foldable = matches!(kind, "function_definition" | "class_definition" | "argument_list" | "parameters")
                || matches!(kind, "list" | "dictionary" | "set" | "tuple" | "string" | "parenthesized_expression")
                || kind.ends_with("_statement")
                    && ["body", "consequence"].iter().any(|field| node.child_by_field_name(field).is_some())
                || kind.ends_with("_clause") && node.child_count() > 1;
            if foldable && node.end_position().row > node.start_position().row {
                folds.push(range(node));
            }
            true
        });
        folds
    }

    /// The ranges around `offset`, the innermost first, each larger than the one before.
    pub fn selections(&self, offset: u32) -> Vec<TextRange> {
        let root = self.0.root_node();
        let mut node = root.descendant_for_byte_range(offset as usize, offset as usize);
        let mut ranges: Vec<TextRange> = Vec::new();
        while let Some(inner) = node {
            let around = range(inner);
            if ranges.last().is_none_or(|last| *last != around) && !around.is_empty() {
                ranges.push(around);
            }
            node = inner.parent();
        }
        ranges
    }

    /// The first place where the code does not fit the grammar.
    pub fn first_error(&self) -> Option<TextRange> {
        let mut first = None;
        self.walk(|node| {
            if first.is_none() && (node.is_error() || node.is_missing()) {
                first = Some(range(node));
            }
            first.is_none() && node.has_error()
        });
        first
    }

    /// Visits every node before its children, without recursion; `visit` says whether to go on to the children.
    fn walk<'t>(&'t self, mut visit: impl FnMut(Node<'t>) -> bool) {
        let mut cursor = self.0.walk();
        loop {
            if visit(cursor.node()) && cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
            }
        }
    }
}

fn read(code: &str, old: Option<&Tree>) -> Option<Tree> {
    let far_indented = code.lines().any(|line| {
        let indent = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
        indent.map(|byte| if byte == b'\t' { 8 } else { 1 }).sum::<usize>() > 255
    });
    if code.len() > guard::MAX_LEN || far_indented || !guard::is_walkable(code) {
        return None;
    }
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_python::LANGUAGE.into()).ok()?;
    parser.parse(code, old)
}

fn range(node: Node<'_>) -> TextRange {
    node.byte_range().into()
}

/// The functions and classes beneath `node`, those inside others as their children. The depth of recursion is that of
/// blocks, which the guard bounds.
fn symbols(node: Node<'_>, code: &str) -> Vec<CodeSymbol> {
    let mut found = Vec::new();
    let mut cursor = node.walk();
    for child in node.named_children(&mut cursor) {
        let definition = match child.kind() {
            "decorated_definition" => child.child_by_field_name("definition").unwrap_or(child),
            _ => child,
        };
        let is_class = definition.kind() == "class_definition";
        let is_symbol = is_class || definition.kind() == "function_definition";
        match definition.child_by_field_name("name").filter(|_| is_symbol) {
            Some(name) => found.push(CodeSymbol {
                name: code.get(name.byte_range()).unwrap_or_default().to_owned(),
                is_class,
                range: range(child),
                name_range: range(name),
                children: definition.child_by_field_name("body").map(|body| symbols(body, code)).unwrap_or_default(),
            }),
            None if holds_statements(child.kind()) => found.extend(symbols(child, code)),
            None => {}
        }
    }
    found
}

fn holds_statements(kind: &str) -> bool {
    kind == "block" || kind == "ERROR" || kind.ends_with("_statement") || kind.ends_with("_clause")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "\
@cache
def f(a,
      b):
    if a:
        def g(): pass
    return 1

class C:
    async def m(self):
        ...
";

    #[test]
    fn functions_and_classes_are_found_in_each_other() {
        let tree = CodeTree::parse(CODE).expect("a tree");
        let symbols = tree.symbols(CODE);
        let names: Vec<_> = symbols.iter().map(|symbol| (symbol.name.as_str(), symbol.is_class)).collect();
        assert_eq!(names, [("f", false), ("C", true)]);
        assert_eq!(symbols[0].range.start, 0, "decorators belong to it");
        assert_eq!(&CODE[symbols[0].name_range.as_usize()], "f");
        assert_eq!(symbols[0].children[0].name, "g");
        assert_eq!(symbols[1].children[0].name, "m");
    }

    #[test]
    fn folds_and_selections_follow_the_tree() {
        let tree = CodeTree::parse(CODE).expect("a tree");
        let starts: Vec<_> = tree.folds().iter().map(|fold| CODE[fold.as_usize()].lines().next()).collect();
        assert_eq!(
            starts,
            [Some("def f(a,"), Some("(a,"), Some("if a:"), Some("class C:"), Some("async def m(self):")]
        );
        let offset = CODE.find("return").expect("a return") as u32 + 7;
        let texts: Vec<_> = tree.selections(offset).iter().map(|range| range.len()).collect();
        assert!(texts.is_sorted() && texts.len() > 3, "{texts:?}");
    }

    #[test]
    fn an_edited_tree_equals_a_fresh_one() {
        let tree = CodeTree::parse(CODE).expect("a tree");
        let edit = Edit::insert(CODE.find("return").expect("a return") as u32, "def h(): pass\n    ");
        let mut code = CODE.to_owned();
        code.insert_str(edit.range.start as usize, &edit.text);
        let edited = tree.edited(CODE, &edit, &code).expect("a tree");
        let fresh = CodeTree::parse(&code).expect("a tree");
        assert_eq!(edited.symbols(&code), fresh.symbols(&code));
        assert_eq!(edited.folds(), fresh.folds());
        assert_eq!(fresh.first_error(), None);
        assert!(CodeTree::parse("def f(:\n").and_then(|tree| tree.first_error()).is_some());
    }

    #[test]
    fn hostile_code_has_no_tree() {
        assert!(CodeTree::parse(&format!("if x:\n{}y\n", " ".repeat(300))).is_none());
        assert!(CodeTree::parse(&"(".repeat(10_000)).is_none());
    }
}
