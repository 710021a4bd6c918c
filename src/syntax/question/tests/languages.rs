//! Questions in languages other than English.

use super::check;

#[test]
fn labels_in_other_languages() {
    for (markdown, text) in [
        ("### Вопрос 1: Что такое кортеж?\n\nСтрока.\n", "Что такое кортеж?"),
        ("### Питання 1. Що таке кортеж?\n\nРядок.\n", "Що таке кортеж?"),
        ("### Pregunta 1: ¿Qué es una tupla?\n\nUna fila.\n", "¿Qué es una tupla?"),
        ("### Frage 1: Was ist ein Tupel?\n\nEine Zeile.\n", "Was ist ein Tupel?"),
        ("### Question 1 : Qu'est-ce qu'un tuple ?\n\nUne ligne.\n", "Qu'est-ce qu'un tuple ?"),
        ("### Pergunta 1: O que é uma tupla?\n\nUma linha.\n", "O que é uma tupla?"),
        ("### 질문 1: 튜플이란 무엇인가요?\n\n한 줄.\n", "튜플이란 무엇인가요?"),
        ("### 问题1：什么是元组？\n\n一行。\n", "什么是元组？"),
    ] {
        check(markdown, &[&format!("label: {text}")]);
    }
}

#[test]
fn what_is_folded_away_is_an_answer_in_any_language() {
    let one = |text: &str| {
        format!(
            "### {text}\n\n- A: `1`\n- B: `2`\n\n<details><summary>Odgovor ispod</summary>\n\nText.\n</details>\n\n"
        )
    };
    let note = ["1. Koji je izlaz?", "2. Zašto?", "3. Kada?"].map(one).concat();
    check(&note, &["numbered: Koji je izlaz?", "numbered: Zašto?", "numbered: Kada?"]);
}

#[test]
fn numbers_are_written_in_many_ways() {
    check(
        "## 1\u{fe0f}\u{20e3} What is a set?\n\nText.\n\n## 2\u{fe0f}\u{20e3} Why hash?\n\nText.\n\n## 3\u{20e3} How big?\n\nText.\n",
        &["numbered: What is a set?", "numbered: Why hash?", "numbered: How big?"],
    );
    check(
        "1、什么是元组？\n一行。\n2、如何选择？\n看情况。\n3、为什么？\n\n4、哪些有用？\n\n两种。\n\n5、区别是什么？\n",
        &[
            "list: 什么是元组？",
            "list: 如何选择？",
            "list: 为什么？ (open)",
            "list: 哪些有用？",
            "list: 区别是什么？ (open)",
        ],
    );
}
