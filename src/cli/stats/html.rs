//! Counts as a page for a browser: one file without scripts that loads nothing.

use super::count::{Count, Group, OpenNote, Stats};
use super::counted;

/// How many notes with open questions are listed.
const MAX_OPEN_NOTES: usize = 500;

/// So many notes with open questions are shown unfolded.
const UNFOLDED: usize = 6;

/// The page. All text of notes in it is escaped, and its policy lets nothing be loaded or run.
pub fn report(stats: &Stats) -> String {
    let sections = if stats.sections.len() > 1 { table("By section", &stats.sections) } else { String::new() };
    let categories = if sections.is_empty() { table("By category", &stats.categories) } else { sections };
    format!(
        "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<title>Interview questions</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>Interview questions</h1>
{summary}{categories}{levels}{skills}{open}<footer>Counted by askdown {version}. Follow-ups are not counted; a question counts for each of its skills.</footer>
</main>
</body>
</html>
",
        style = include_str!("page.css").replace("\r\n", "\n"),
        summary = summary(stats),
        levels = table("By level", &stats.levels),
        skills = table("By skill", &stats.skills),
        open = open(&stats.open),
        version = env!("CARGO_PKG_VERSION"),
    )
}

fn summary(stats: &Stats) -> String {
    let Count { notes, questions, open } = stats.total;
    let figures = [("notes", notes), ("questions", questions), ("answered", questions - open), ("open", open)];
    let figures: String = figures.map(|(name, count)| format!("<div><dt>{name}</dt><dd>{count}</dd></div>\n")).concat();
    let percent = stats.total.percent();
    let ring = match questions {
        0 => String::new(),
        _ => format!(
            "<div class=\"ring\" style=\"--share: {percent}\" role=\"img\" aria-label=\"{percent}% answered\">\
             <strong>{percent}%</strong></div>\n"
        ),
    };
    format!(
        "<section class=\"card\">
<div class=\"summary\">
{ring}<dl class=\"figures\">
{figures}</dl>
</div>
<p class=\"key\"><span><i class=\"answered\"></i>answered</span><span><i class=\"open\"></i>open</span></p>
</section>
"
    )
}

/// A table of `groups` with a bar to each; nothing where none has a name.
fn table(title: &str, groups: &[Group]) -> String {
    if groups.iter().all(|group| group.name.is_none()) {
        return String::new();
    }
    let most = groups.iter().map(|group| group.count.questions).max().unwrap_or_default();
    let rows: String = groups.iter().map(|group| row(group, most)).collect();
    format!(
        "<section class=\"card\">
<h2>{title}</h2>
<table>
<thead><tr><th></th><th></th><th>notes</th><th>questions</th><th>open</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
</section>
"
    )
}

fn row(group: &Group, most: usize) -> String {
    let Count { notes, questions, open } = group.count;
    let part = |class: &str, count: usize| match count {
        0 => String::new(),
        _ => format!("<span class=\"{class}\" style=\"width: {:.2}%\"></span>", count as f64 * 100.0 / most as f64),
    };
    let name = match &group.name {
        Some(name) => format!("<td>{}</td>", escaped(name)),
        None => "<td class=\"none\">none</td>".to_owned(),
    };
    let bar = part("answered", group.count.answered()) + &part("open", open);
    format!(
        "<tr>{name}<td><div class=\"bar\">{bar}</div></td><td>{notes}</td><td>{questions}</td><td>{open}</td></tr>\n"
    )
}

/// What waits for an answer, note by note.
fn open(notes: &[OpenNote]) -> String {
    if notes.is_empty() {
        return String::new();
    }
    let unfolded = if notes.len() <= UNFOLDED { " open" } else { "" };
    let mut list: String = notes.iter().take(MAX_OPEN_NOTES).map(|note| open_note(note, unfolded)).collect();
    if notes.len() > MAX_OPEN_NOTES {
        list += &format!("<p>and {}</p>\n", counted(notes.len() - MAX_OPEN_NOTES, "more note"));
    }
    format!("<section class=\"card\">\n<h2>Waiting for an answer</h2>\n{list}</section>\n")
}

fn open_note(note: &OpenNote, unfolded: &str) -> String {
    let item = |question: &super::count::OpenQuestion| {
        format!("<li><span class=\"line\">{}</span>{}</li>\n", question.line, escaped(&question.text))
    };
    let items: String = note.questions.iter().map(item).collect();
    format!(
        "<details{unfolded}><summary>{name} <span class=\"file\">{file} · {count}</span></summary>\n<ol>\n{items}</ol>\n</details>\n",
        name = escaped(&note.name),
        file = escaped(&note.filename),
        count = counted(note.questions.len(), "question"),
    )
}

/// `text` as HTML that shows it as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::count::OpenQuestion;
    use super::*;

    #[test]
    fn nothing_of_a_note_is_markup() {
        let name = "<script>alert('x')</script> & \"more\"".to_owned();
        let question = OpenQuestion { line: 3, text: "What is <b>?".to_owned() };
        let group = Group { name: Some(name.clone()), count: Count { notes: 1, questions: 2, open: 1 } };
        let stats = Stats {
            total: group.count,
            asking: 1,
            categories: vec![group.clone()],
            skills: vec![group],
            open: vec![OpenNote { filename: name.clone(), name, questions: vec![question] }],
            ..Stats::default()
        };
        let page = report(&stats);
        let escaped = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;";
        assert_eq!(page.matches(escaped).count(), 4, "{page}");
        assert!(page.contains("What is &lt;b&gt;?") && !page.contains("<script"), "{page}");
        assert!(page.contains("style=\"width: 50.00%\""), "{page}");
    }

    #[test]
    fn an_empty_folder_has_a_page_too() {
        let page = report(&Stats::default());
        assert!(page.contains("<dt>questions</dt><dd>0</dd>") && !page.contains("<table>"), "{page}");
    }

    #[test]
    fn nothing_is_loaded() {
        let style = include_str!("page.css");
        assert!(!style.contains("url(") && !style.contains("@import"));
    }
}
