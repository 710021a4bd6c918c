//! What looks like a question, and is none.

use super::check;

#[test]
fn steps_are_no_questions() {
    check(
        "# Interview questions\n\n## Sets\n\n1. **What is a set?**\n   - Text.\n2. **Why hash?**\n   - Text.\n3. **How big?**\n   - Text.\n\n\
         ## Planning\n\n1. **Open the board**\n   - Text.\n2. **Create a card**\n   - Text.\n",
        &["list: What is a set?", "list: Why hash?", "list: How big?"],
    );
    check(
        "# Notes\n\n## 1. What is a set?\n\nText.\n\n## 2. Why hash?\n\nText.\n\n# Features\n\n## 1. Quick\n\nText.\n\n## 2. Small\n\nText.\n",
        &["numbered: What is a set?", "numbered: Why hash?"],
    );
}

#[test]
fn what_is_explained_is_not_always_asked() {
    let notes = |heading: &str, label: &str| {
        (1..4).map(|nth| format!("### {nth}. {heading}\n\nText.\n\n**{label}:** So.\n\n")).collect::<String>()
    };
    check(&format!("# Deployment\n\n{}", notes("Disk is full", "Solution")), &[]);
    check(&format!("# Deployment\n\n{}", notes("Disk is full", "Answer")), &["numbered: Disk is full"; 3]);
    check(&format!("# Interview questions\n\n{}", notes("Disk is full", "Solution")), &["numbered: Disk is full"; 3]);
    check(
        "## [Main page](../README.md)\n\n## What is a?\n\nA.\n\n## What is b?\n\nB.\n\n## Why c?\n\nC.\n",
        &["heading: What is a?", "heading: What is b?", "heading: Why c?"],
    );
    check("# API\n\n### hash(input, options?)\n\nA.\n\n### file(path?)\n\nB.\n\n### stream(options?)\n\nC.\n", &[]);
    check("- **P** – Prevent bugs\n- **F** – Find them\n", &[]);
}

#[test]
fn advice_below_a_question_is_no_question() {
    let one = |text: &str| {
        format!("## {text}\n\n### Answer\n\nText.\n\n### How to explain it in an interview\n\nSlowly.\n\n")
    };
    let note = ["What is a set?", "Why hash?", "How big?"].map(one).concat();
    check(&note, &["heading: What is a set?", "heading: Why hash?", "heading: How big?"]);
    check(
        &note.replace("## What", "### What").replace("## Why", "### Why").replace("## How b", "### How b"),
        &["heading: What is a set?", "heading: Why hash?", "heading: How big?"],
    );
}

#[test]
fn a_table_of_contents_is_no_question() {
    check(
        "# Questions\n\n## Table of Contents\n\n1. [What is a?](#what-is-a)\n2. [What is b?](#what-is-b)\n3. What is c?\n\n\
         | No. | Questions |\n|---|---|\n| 1 | [What is a?](#what-is-a) |\n| 2 | [What is b?](#what-is-b) |\n\n\
         ## What is a?\n\nA.\n\n**[⬆ Back to top](#questions)**\n\n## What is b?\n\n**[⬆ Back to top](#questions)**\n\n## What is c?\n\nC.\n",
        &["heading: What is a?", "heading: What is b? (open)", "heading: What is c?"],
    );
}

#[test]
fn options_are_no_questions() {
    check(
        "### 1. What does it print?\n\n```python\nprint(1)\n```\n\n- A: `1`\n- B: `2`\n- C: What?\n\n\
         <details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: A\n\nOne.\n\n</p>\n</details>\n\n\
         ### 2. Which one?\n\n- [ ] a\n- [x] b\n\n### 3. Which one is it?\n\n- [ ] a\n- [ ] b\n",
        &["numbered: What does it print?", "numbered: Which one?", "numbered: Which one is it? (open)"],
    );
}

#[test]
fn study_plans_and_readmes_have_no_questions() {
    check(
        "# Study plan\n\n## What is it?\n\nA plan.\n\n## Week 1\n\n- [ ] Write a parser\n- [ ] How to read code\n\n## Week 2\n\n\
         1. Create a project\n2. Find a mentor\n3. Build it\n\n## Resources\n\n- [Why SQL?](https://example.org/sql)\n",
        &[],
    );
    check(
        "# Tool\n\nDoes things.\n\n## Installation\n\nRun it.\n\n## How to use\n\nLike this.\n\n## What's new?\n\nAll.\n\n## License\n\nMIT\n",
        &[],
    );
}

#[test]
fn sections_between_numbered_questions_are_no_questions() {
    check(
        "# Sets\n\n## 1. What is a set?\n\nText.\n\n## 2. Using sets\n\nText.\n\n## 3. Why hash?\n\nText.\n\n## 4. Setup\n\nText.\n",
        &["numbered: What is a set?", "numbered: Why hash?"],
    );
    check("### F12 Developer Mode\n\nText.\n\n**P95 / P99 latency**\n\nText.\n", &[]);
}

#[test]
fn questions_that_are_only_spoken_of_are_none() {
    let asked = "- How fast is it?\n- Is it safe?\n- What does it cost?\n";
    check(&format!("# Tool\n\nIt answers questions like:\n\n{asked}"), &[]);
    check(
        &format!("# Tool\n\nText. Some example questions are:\n\n{asked}"),
        &["list: How fast is it? (open)", "list: Is it safe? (open)", "list: What does it cost? (open)"],
    );
    check(
        "# Sets\n\n- **4 bytes** for the length\n- **8 bytes** for the rest\n\n## Interview questions\n\n\
         - **What is a set?** Distinct things.\n- **Why hash?** To find them.\n- **How big?** Very.\n",
        &["list: What is a set?", "list: Why hash?", "list: How big?"],
    );
}

#[test]
fn a_problem_is_no_question_in_chinese() {
    check("# 团队\n\n#### 问题1：没有环境\n\n一行。\n\n#### 问题2：数据库很大\n\n一行。\n", &[]);
    check("# 团队\n\n#### 问题1：什么是环境？\n\n一行。\n", &["label: 什么是环境？"]);
}

#[test]
fn what_is_asked_back_is_no_question_of_the_interview() {
    check(
        "# Interview questions\n\n## Sets\n\n- What is a set?\n- Why hash?\n- How big?\n\n\
         ## Questions to ask the interviewer\n\n- How large is the team?\n- What is next?\n- Who decides?\n",
        &["list: What is a set? (open)", "list: Why hash? (open)", "list: How big? (open)"],
    );
    check(
        "## Sets\n\n**What is a set?** (Section 4)\n\n\u{a0}\n**Why hash?** (4)\n\n**How big?** Very.\n",
        &["bold: What is a set? (open)", "bold: Why hash? (open)", "bold: How big?"],
    );
}
