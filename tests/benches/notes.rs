//! Notes to measure with, of any size.

/// A note of `size` bytes, a bit more: front matter, sections, labelled questions with prose, lists and Python code.
pub fn note(size: usize) -> String {
    let mut note = String::with_capacity(size + 2000);
    note.push_str("---\ntitle: Python interview\nlevels: [junior, mid]\nskills:\n  - python\n  - sql\n---\n\n# Python interview\n");
    let mut number = 0;
    while note.len() < size {
        if number % 20 == 0 {
            note.push_str(&format!("\n## Part {}\n", number / 20 + 1));
        }
        number += 1;
        note.push_str(&question(number));
    }
    note
}

fn question(number: usize) -> String {
    let code = match number % 3 {
        0 => {
            "from collections import Counter\n\n\ndef common(words: list[str], count: int = 3) -> list[str]:\n    \"\"\"The most frequent words.\"\"\"\n    return [word for word, _ in Counter(words).most_common(count)]\n"
        }
        1 => {
            "class Stack:\n    def __init__(self):\n        self.items = []\n\n    def push(self, item):\n        self.items.append(item)\n\n    def pop(self):\n        if not self.items:\n            raise IndexError(\"empty\")\n        return self.items.pop()\n"
        }
        _ => {
            "squares = {n: n * n for n in range(10) if n % 2}\nprint(sorted(squares.items(), key=lambda pair: -pair[1]))\n"
        }
    };
    format!(
        "\n### Q{number}: What does number {number} do, and when would you use it?\n\n\
         **Answer:** It keeps *one* reference to `value_{number}` and hands it on; see [the guide](https://example.org/{number})\n\
         and [the next question](#q{next}-what-does-number-{next}-do-and-when-would-you-use-it).\n\
         The cost is linear in the number of items, which is rarely a problem.\n\n\
         - It is simple to read.\n- It is **fast enough** for most lists.\n- It does not copy.\n\n\
         ```python\n{code}```\n\n\
         Mention that it changed in version 3.{}, and that older code looks different.\n",
        number % 14,
        next = number + 1,
    )
}
