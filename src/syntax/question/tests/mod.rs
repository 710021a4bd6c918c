//! Notes as people write them, one for each dialect; the traps are in `traps`.

mod languages;
mod traps;

use super::{AnswerState, Options, Pattern};
use crate::syntax::Note;
use crate::text::Text;
use std::sync::Arc;

/// `dialect: text` for each question, follow-ups behind a `+`, open ones behind a `?`.
fn found(note: &Note) -> Vec<String> {
    let mut out = Vec::new();
    for question in &note.questions().questions {
        let open = if question.state.is_answered() { "" } else { " (open)" };
        out.push(format!("{}: {}{open}", question.dialect, note.question_text(question)));
        out.extend(question.follow_ups.iter().map(|inner| format!("+ {}", note.question_text(inner))));
    }
    out
}

#[track_caller]
fn check(markdown: &str, expected: &[&str]) {
    assert_eq!(found(&Note::new(Text::new(markdown))), expected);
}

#[test]
fn label() {
    check(
        "# Notes\n\n### Q: What is a *tuple*?\n\nA row.\n\n### Question 2 - Explain sets\n\n**Answer:**\n\n\
         **Q3- Why `dict`?** Because it is fast.\n\nQ4) How big?\nA: Very.\n\n## Q5: Outage\n**Question:** What now?\n\nCall.\n",
        &[
            "label: What is a tuple?",
            "label: Explain sets (open)",
            "label: Why dict?",
            "label: How big?",
            "label: Outage",
        ],
    );
}

#[test]
fn summary() {
    let one = |text: &str, answer: &str| format!("<details>\n<summary>{text}</summary>\n\n{answer}\n\n</details>\n\n");
    let note =
        [one("What is <code>git</code>?", "A tool."), one("How to squash?", ""), one("Explain rebase", "Moves.")];
    check(&note.concat(), &["summary: What is git?", "summary: How to squash? (open)", "summary: Explain rebase"]);
    check(&one("Table of contents", "- a").repeat(3), &[]);
    check(&one("튜플의 장점을 설명해주세요.", "빠르다.").repeat(3), &["summary: 튜플의 장점을 설명해주세요."; 3]);
    check(
        &one("Explain how this protocol works as a sign-on solution", "So.").repeat(3),
        &["summary: Explain how this protocol works as a sign-on solution"; 3],
    );
}

#[test]
fn numbered_headings_and_those_inside_their_answers() {
    check(
        "# Python\n\n## 1. What is Python?\n\n### Features\n\n#### 1. Simple\n\nYes.\n\n#### 2. Small\n\nNo.\n\n\
         ## 2. Explain the lock\n\nOne at a time.\n\n## 3. Who made it?\n\nGuido.\n",
        &["numbered: What is Python?", "numbered: Explain the lock", "numbered: Who made it?"],
    );
    check("# Isolation\n\n## 1. Dirty read\n\nText.\n\n## 2. Phantom\n\nText.\n\n## 3. Lost update\n\nText.\n", &[]);
}

#[test]
fn headings() {
    check(
        "# REST\n\n## Basics\n\n### What is REST?\n\nA style.\n\n### Why is it stateless?\n\nTo scale.\n\n\
         ### Difference between PUT and PATCH\n\nAll or some.\n\n### Summary\n\nText.\n",
        &["heading: What is REST?", "heading: Why is it stateless?", "heading: Difference between PUT and PATCH"],
    );
    check(
        "# Guide\n\n## FAQ\n\n### Is it free?\n\nYes.\n\n### Can I help?\n\nYes.\n\n## Setup\n\nRun it.\n",
        &["heading: Is it free?", "heading: Can I help?"],
    );
    check(
        "# 索引\n\n### 索引有什么用？\n\n快。\n\n### 什么是复合索引？\n\n多列。\n\n### 如何选择？\n\n看情况。\n",
        &["heading: 索引有什么用？", "heading: 什么是复合索引？", "heading: 如何选择？"],
    );
}

#[test]
fn bold() {
    check(
        "## Networks\n\n**How does DNS work?** 👶\n\nNames to numbers.\n\n**Key points**\n\n- a\n\n\
         **What is TCP? 🚀**\n\nAnswer here\n\n**Why UDP?**\n\nSpeed.\n",
        &["bold: How does DNS work?", "bold: What is TCP? (open)", "bold: Why UDP?"],
    );
}

#[test]
fn list() {
    check(
        "## Interview Questions\n\n### Mid Level\n1.  **What is `is`?**\n    *   *Answer*: Identity.\n\
         2.  **Compare lists and tuples.**\n    *   *Answer*:\n\n### Senior Level\n1.  **Why the lock?**\n    *   *Discussion*: Memory.\n",
        &["list: What is is?", "list: Compare lists and tuples. (open)", "list: Why the lock?"],
    );
    check(
        "---\ntitle: Questions\n---\n* Explain closures.\n* What is `this`?\n  * Did it change?\n* Why strict mode?\n",
        &[
            "list: Explain closures. (open)",
            "list: What is this? (open)",
            "+ Did it change?",
            "list: Why strict mode? (open)",
        ],
    );
}

#[test]
fn a_note_of_questions_need_not_say_so() {
    let asked = ["What is a set?", "Why hash?", "How big?"].map(|text| format!("- {text}\n")).concat();
    let note = format!("## Sets\n\n{asked}\n## Rows\n\n{asked}\n## Other\n\n{asked}- Describe trees.\n\n");
    assert_eq!(found(&Note::new(Text::new(&note))).len(), 10);
    check(&format!("# Sets\n\n{asked}"), &[]);
    check(
        &format!("# Sets\n\nHere are some questions they may ask.\n\n{asked}"),
        &["list: What is a set? (open)", "list: Why hash? (open)", "list: How big? (open)"],
    );
    check(&format!("# Chapter\n\nText.\n\n## Exercises\n\n{}", asked.replace("- ", "1. ").repeat(2)), &[]);
}

#[test]
fn numbers_go_on_below_a_caption() {
    check(
        "## Interview questions\n\n**Sets**\n1. What is a set?\n2. Why hash?\n\n**Rows**\n3. What is a row?\n4. How big?\n\n\
         **Trees:**\n5. Why trees?\n6. Compare trees.\n",
        &[
            "list: What is a set? (open)",
            "list: Why hash? (open)",
            "list: What is a row? (open)",
            "list: How big? (open)",
            "list: Why trees? (open)",
            "list: Compare trees. (open)",
        ],
    );
    check("# Python\n\nIt came in\n1991. Then others followed, and is there an end? No.\n", &[]);
}

#[test]
fn topics_hold_questions() {
    check(
        "## Questions\n\n1. [E] What is a set?\n2. Hashing\n    1. [M] Why hash?\n    2. [H] When does it fail?\n3. Compare both.\n",
        &[
            "list: What is a set? (open)",
            "list: Why hash? (open)",
            "list: When does it fail? (open)",
            "list: Compare both. (open)",
        ],
    );
}

#[test]
fn cards() {
    check(
        "#flashcards\n\nWhat is a set?::Distinct things.\n<!--SR:!2026-01-01,1,250-->\n\nWhy hash? :: To find.\n\n\
         Name two kinds\n?\nBig and small.\n\nHow big?\n?\n",
        &["label: What is a set?", "label: Why hash?", "label: Name two kinds", "label: How big? (open)"],
    );
    check("Types that branch, by `extends ?`::\n\nText.\n\nCall `std::swap`, is it quick? Yes: `a::b`.\n", &[]);
}

#[test]
fn table() {
    check(
        "# Questions\n\n| # | Question | Answer | Level |\n|---|---|---|---|\n| 1 | What is a set? | Distinct. | Easy |\n| 2 | Why hash? | | Hard |\n",
        &["table: What is a set?", "table: Why hash? (open)"],
    );
}

#[test]
fn note() {
    check("---\nquestion: What is a set?\n---\n\nDistinct things.\n", &["note: What is a set?"]);
    check("---\ntitle: Explain hoisting\ntags: [js]\n---\n\n## Notes\n\nUp.\n", &["note: Explain hoisting"]);
    check("---\ntitle: Explain hoisting\n---\n\nUp.\n", &[]);
}

#[test]
fn an_answer_in_the_same_breath_is_no_part_of_the_question() {
    check(
        "# Questions\n\n1. What is a set?\n   Distinct things.\n2. Why hash?\n   (To find things.)\n3. Is it quick?\n   Or not?\n\n\
         Q4: What is a row?\nA tuple.\n\n- Q: \"Is it ordered?\" A: No.\n- Q: Which? - The first one.\n",
        &[
            "list: What is a set?",
            "list: Why hash?",
            "list: Is it quick? Or not? (open)",
            "label: What is a row?",
            "label: \"Is it ordered?\"",
            "label: Which?",
        ],
    );
}

#[test]
fn questions_set_too_deep_are_still_questions() {
    check(
        "## 1. What is a set?\n\nText.\n\n### 1. Kinds\n\nTwo.\n\n## 2. Compare sets and lists\n\nText.\n\n\
         ### 3. Why hash?\n\nTo find.\n\n### 4. What is a list?\n\nA row.\n",
        &[
            "numbered: What is a set?",
            "numbered: Compare sets and lists",
            "numbered: Why hash?",
            "numbered: What is a list?",
        ],
    );
    check(
        "### Question: What is a set?\n\nText.\n\n#### Question: Why hash?\n\nTo find.\n\n\
         ### Question: Caching\n\n**Question:** How would you cache it?\n\nIn memory.\n",
        &["label: What is a set?", "label: Why hash?", "label: Caching"],
    );
    let deep: String = (b'a'..b'f').map(|c| format!("#### What is {}?\n\nText.\n\n", char::from(c))).collect();
    let flat = format!("# Notes\n\n### Why a?\n\nSo.\n\n### How b?\n\nSo.\n\n### Is c?\n\nYes.\n\n{deep}");
    let asked = ["Why a?", "How b?", "Is c?", "What is a?", "What is b?", "What is c?", "What is d?", "What is e?"];
    check(&flat, &asked.map(|text| format!("heading: {text}")).each_ref().map(String::as_str));
}

#[test]
fn headings_may_stand_in_quotes_and_lists() {
    let fold = "<details><summary>Answer</summary>\n\nText.\n</details>\n\n";
    check(
        &format!("> ### What is a set?\n\n{fold}> ### Compare sets and lists\n\n{fold}> ### Why hash?\n\n{fold}"),
        &["heading: What is a set?", "heading: Compare sets and lists", "heading: Why hash?"],
    );
    check(
        "# Questions\n\n### Table of contents\n\n- [What is a set?](#what-is-a-set)\n\n1. ### What is a set?\n\n   Text.\n\n\
         2. ### Why hash?\n\n   Text.\n\n3. ### How big?\n\n   Text.\n",
        &["list: What is a set?", "list: Why hash?", "list: How big?"],
    );
    check(
        "## 1. What is inheritance?\n\n### a) Single\n\nOne.\n\n### b) Multiple\n\nTwo.\n\n## 2. Why use it?\n\nTo share.\n",
        &["numbered: What is inheritance?", "numbered: Why use it?"],
    );
}

#[test]
fn a_quiz_behind_an_explanation_leaves_it_an_answer() {
    let quiz = "- A) One\n- B) Two\n";
    let text = "Text.\n\n".repeat(7);
    check(
        &format!("## Q1: What is a set?\n\n{text}{quiz}\n## Q2: Which one?\n\n{quiz}"),
        &["label: What is a set?", "label: Which one? (open)"],
    );
}

#[test]
fn what_a_heading_only_names_is_asked_below() {
    check(
        "## Q1. Sets were good already.\n\nWhy look for more?\n\n## Q2. Rows\n\nWhy rows?\n\nTo list.\n\n\
         ## Q3. Trees\n\nWhy trees? To sort.\n\n## Q4. Hashes\n\nWhy hash? Give an example.\n",
        &["label: Sets were good already. (open)", "label: Rows", "label: Trees", "label: Hashes (open)"],
    );
    check(
        "# Caches\n\nText.\n\n> **The question:** How are keys kept?\n>\n> Text.\n\n## The question\n\n```\nx\n```\n",
        &["label: How are keys kept?"],
    );
}

#[test]
fn levels_and_headings_say_that_items_ask() {
    let graded = ["🟢 Explain sets", "🟡 Implement a set", "🔴 Why hash?", "🟢 Compare rows"]
        .map(|it| format!("- {it}\n"))
        .concat();
    assert_eq!(found(&Note::new(Text::new(&format!("# Sets\n\n{}", graded.repeat(2))))).len(), 8);
    check(
        "# Sets\n\nText.\n\n## Follow-up questions\n\n- How would you test it?\n- What fails first?\n",
        &["list: How would you test it? (open)", "list: What fails first? (open)"],
    );
}

#[test]
fn the_rest_of_a_note_answers_its_only_question() {
    check(
        "# Memory\n\n## Interview question\n\n**How is memory freed?**\n\n---\n\n## Counting\n\nText.\n\n## Why so?\n\nText.\n",
        &["label: How is memory freed?"],
    );
    check("# Memory\n\n## Question\n\n**How is memory freed?**\n", &["label: How is memory freed? (open)"]);
}

#[test]
fn one_heading_with_its_answer_is_a_question() {
    check(
        "### What is a set?\n\n#### Answer\n\nDistinct things.\n\n#### Good to hear\n\n- Hashes\n",
        &["heading: What is a set?"],
    );
    check("# Tool\n\n## Why does it fail?\n\n**Solution:** Restart.\n", &[]);
    check("## What it does\n\nText.\n\n## Why is this bad?\n\nText.\n\n## Example\n\nText.\n", &[]);
}

#[test]
fn levels_skills_and_numbers() {
    let note = Note::new(Text::new(
        "## Senior Level\n\n### Q7: Why? [Hard]\n\n**Tags:** python, `sql`\n\nSo.\n\n### Q8: How?\n\n```sql\n1\n```\n\n## 🟢 Other\n\n### Q9: When?\n",
    ));
    let questions = &note.questions().questions;
    let levels: Vec<_> = questions.iter().map(|question| note.question_level(question)).collect();
    assert_eq!(levels, [Some("hard"), Some("senior"), Some("easy")]);
    assert_eq!(note.question_skills(&questions[0]), ["python", "sql"]);
    assert_eq!(note.section_path(&questions[2]), ["Other"]);
    assert_eq!(questions.iter().map(|question| question.number).collect::<Vec<_>>(), [Some(7), Some(8), Some(9)]);
    assert_eq!(questions[1].code_blocks, 1);
    assert_eq!(questions[2].state, AnswerState::Missing);
}

#[test]
fn callouts_and_divs_hold_answers() {
    check(
        "## Q1: Why?\n\n::: {.callout-tip collapse=\"true\"}\n## Answer\n\nSo.\n:::\n\n## Q2: How?\n\n::: {.callout-tip}\n## Answer\n:::\n",
        &["label: Why?", "label: How? (open)"],
    );
}

#[test]
fn a_project_can_have_its_own_ways() {
    let options = |options: Options| Arc::new(options);
    let read = |markdown: &str, options: &Arc<Options>| found(&Note::with_options(Text::new(markdown), options));
    let labels = options(Options { labels: vec!["exercise".to_owned()], ..Options::default() });
    assert_eq!(read("### Exercise 3: Sort it\n\nDone.\n", &labels), ["label: Sort it"]);
    let pattern = options(Options { pattern: Pattern::new("^Ask (?<text>.+)$").ok(), ..Options::default() });
    assert_eq!(read("### Ask for more\n\nYes.\n", &pattern), ["label: for more"]);
    let level = options(Options { heading_level: Some(2), ..Options::default() });
    assert_eq!(read("# A\n\n## Sets\n\nText.\n\n### Why?\n\nSo.\n", &level), ["heading: Sets"]);
    let off = options(Options { off: vec!["label".to_owned()], ..Options::default() });
    assert_eq!(read("### Q: Why?\n\nSo.\n", &off), Vec::<String>::new());
}

#[test]
fn odd_input_is_read_to_the_end() {
    for markdown in [
        "",
        "\u{feff}",
        "###### ",
        "Q",
        "**Q:**",
        "1. ",
        "- [ ] ",
        "<summary>",
        "</details></details>",
        "<details><summary>",
        ":::",
        "::: x",
        "| Question |\n|---|\n",
        "Ⅻ. İ?",
        "### Q1: 😀?",
        "q\u{130}: x",
        "> > > - 1. # Q: a?\n",
        "&nbsp;?",
        "[",
        "<!-- Q: a? ",
        "Ans.",
        "A)",
        "（1）？",
    ] {
        found(&Note::new(Text::new(markdown)));
        let note = Note::new(Text::new(&format!("# Questions\n\n{markdown}\n\n{markdown}\r\n{markdown}")));
        for question in note.questions().all() {
            assert!(note.question_range(question).end <= note.text().len());
            assert!(note.piece_text_range(question.head).end <= note.text().len());
        }
    }
}
