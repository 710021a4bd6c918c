//! Counts for people in a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::count::{Count, Group, Stats};
use super::counted;

/// How many rows of a table are shown.
const MAX_ROWS: usize = 20;

/// The longest and shortest bar for all questions of a row, in columns: without room for that, there are none.
const BAR: (usize, usize) = (48, 8);

/// The widest name, in columns.
const MAX_NAME: usize = 32;

/// What follows a name: three columns of numbers.
const NUMBERS: usize = 26;

/// All counts as tables, each row on one line of at most `width` columns.
pub fn report(stats: &Stats, width: usize, color: bool) -> String {
    let mut out = summary(stats);
    let by_place =
        if stats.sections.len() > 1 { ("Section", &stats.sections) } else { ("Category", &stats.categories) };
    let has_bars = [by_place, ("Level", &stats.levels), ("Skill", &stats.skills)]
        .map(|(title, groups)| table(title, groups, width, color, &mut out))
        .contains(&true);
    if has_bars {
        let (answered, open) = bar(Count { notes: 0, questions: 2, open: 1 }, 2, 2, color);
        out += &format!("\n{answered} answered  {open} open\n");
    }
    out
}

/// The first line, in words.
fn summary(stats: &Stats) -> String {
    let Count { notes, questions, open } = stats.total;
    let asking = match notes - stats.asking {
        0 => String::new(),
        silent => format!(" ({silent} without questions)"),
    };
    let state = match (questions, open) {
        (0, _) => String::new(),
        (_, 0) => ", all answered".to_owned(),
        _ => format!(", {open} open ({}% answered)", stats.total.percent()),
    };
    format!("{}{asking}, {}{state}\n", counted(notes, "note"), counted(questions, "question"))
}

/// One table; nothing where it would only say again what the summary says. Returns whether it has bars.
fn table(title: &str, groups: &[Group], width: usize, color: bool, out: &mut String) -> bool {
    if groups.iter().all(|group| group.name.is_none()) {
        return false;
    }
    let shown = &groups[..groups.len().min(MAX_ROWS)];
    let widest = shown.iter().map(|group| name(group).width()).chain([title.width()]).max().unwrap_or_default();
    let name_width = widest.min(MAX_NAME).min(width.saturating_sub(NUMBERS).max(8));
    let bar_width = width.saturating_sub(name_width + NUMBERS + 2).min(BAR.0);
    let most = shown.iter().map(|group| group.count.questions).max().unwrap_or_default();
    let has_bars = bar_width >= BAR.1 && most > 0;

    let head = format!("{}{:>7}{:>11}{:>8}", padded(title, name_width), "Notes", "Questions", "Open");
    *out += &format!("\n{}\n", styled(&head, "1", color));
    for group in shown {
        let Count { notes, questions, open } = group.count;
        *out += &format!("{}{notes:>7}{questions:>11}{open:>8}", padded(name(group), name_width));
        if has_bars && questions > 0 {
            let (answered, open) = bar(group.count, most, bar_width, color);
            *out += &format!("  {answered}{open}");
        }
        out.push('\n');
    }
    if groups.len() > MAX_ROWS {
        *out += &format!("and {} more\n", groups.len() - MAX_ROWS);
    }
    has_bars
}

fn name(group: &Group) -> &str {
    group.name.as_deref().unwrap_or("(none)")
}

/// `text` in exactly `width` columns.
fn padded(text: &str, width: usize) -> String {
    let is_cut = text.width() > width;
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars().filter(|c| !c.is_control()) {
        let next = used + c.width().unwrap_or_default();
        if next > width - usize::from(is_cut) {
            break;
        }
        used = next;
        out.push(c);
    }
    if is_cut {
        out.push('…');
        used += 1;
    }
    out + &" ".repeat(width - used)
}

/// A bar of `width` columns for `most` questions: the part for those answered and that for those open. What is there is
/// seen, however little it is.
fn bar(count: Count, most: usize, width: usize, color: bool) -> (String, String) {
    let cells = |questions: usize| (questions * width).div_ceil(most.max(1));
    let all = cells(count.questions);
    let open = match (count.open, count.answered()) {
        (0, _) => 0,
        (_, 0) => all,
        (open, _) => (open * all).div_ceil(count.questions).min(all.saturating_sub(1)).max(1),
    };
    (styled(&"█".repeat(all - open.min(all)), "32", color), styled(&"░".repeat(open), "33", color))
}

fn styled(text: &str, code: &str, color: bool) -> String {
    if color && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(name: Option<&str>, questions: usize, open: usize) -> Group {
        Group { name: name.map(str::to_owned), count: Count { notes: 1, questions, open } }
    }

    fn stats() -> Stats {
        Stats {
            total: Count { notes: 3, questions: 44, open: 5 },
            asking: 2,
            categories: vec![group(Some("Datenbanken 数据库"), 40, 1), group(Some("os"), 4, 4)],
            levels: vec![group(None, 44, 5)],
            skills: vec![group(Some("sql"), 1, 0), group(Some("go"), 0, 0)],
            ..Stats::default()
        }
    }

    #[test]
    fn a_row_is_a_line_with_a_bar() {
        let expected = "\
3 notes (1 without questions), 44 questions, 5 open (88% answered)

Category            Notes  Questions    Open
Datenbanken 数据库      1         40       1  ███████████░
os                      1          4       4  ░░

Skill  Notes  Questions    Open
sql        1          1       0  █████████████████████████
go         1          0       0

█ answered  ░ open
";
        assert_eq!(report(&stats(), 58, false), expected);
    }

    #[test]
    fn a_narrow_terminal_has_room_for_the_numbers() {
        let text = report(&stats(), 38, false);
        assert!(text.contains("\nDatenbanken…      1         40       1\n"), "{text}");
        assert!(text.lines().skip(1).all(|line| line.width() <= 38), "{text}");
    }

    #[test]
    fn nothing_is_said_in_few_words() {
        assert_eq!(report(&Stats::default(), 80, false), "0 notes, 0 questions\n");
    }

    #[test]
    fn colour_is_for_terminals() {
        assert!(report(&stats(), 58, true).contains("\x1b[32m███████████\x1b[0m\x1b[33m░\x1b[0m"));
    }

    #[test]
    fn little_is_seen_beside_much() {
        let bar = |questions, open, most| {
            let (answered, open) = bar(Count { notes: 1, questions, open }, most, 10, false);
            format!("{answered}{open}")
        };
        assert_eq!(bar(1, 0, 1000), "█");
        assert_eq!(bar(1000, 1, 1000), "█████████░");
        assert_eq!(bar(1000, 999, 1000), "█░░░░░░░░░");
        assert_eq!(bar(2, 1, 1000), "░");
    }
}
