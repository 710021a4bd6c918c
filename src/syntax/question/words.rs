//! The words and marks by which writers set off questions and answers, in many languages, kept in one place.
//!
//! English, Chinese, Korean, Russian, Ukrainian, Spanish, German, French, Portuguese, Italian, Dutch, Polish; of Japanese,
//! Vietnamese and others what sets answers off. All entries are lower case. A new language is a few more entries; no code
//! knows a word of its own.

use super::Level;

/// Labels of a question: `Q: …`, `Question 3. …`.
pub const QUESTION_LABELS: &[&str] = &[
    "q", "que", "ques", "quest", "question", "the question", "interview question", "coding question", "theory question",
    "问", "问题", "問", "問題", "面试题", "题目",
    "в", "вопрос", "питання", "запитання",
    "p", "pregunta", "f", "frage", "pergunta", "questão",
    "질문", "문제", "câu", "câu hỏi",
];

/// The labels above that stand for much else: letters of a language other than English, and what a heading may name. They
/// count only before a number or colon, in a heading or in bold.
pub const SHY_LABELS: &[&str] = &["p", "f", "в", "que", "the question"];

/// The labels above that also mean a problem: they count before what asks.
pub const AMBIGUOUS_LABELS: &[&str] = &["问题", "問題", "문제"];

/// Labels of the text of a question whose heading only names it: `**Question:** …`, `**Scenario:** …`.
pub const PROMPT_LABELS: &[&str] = &[
    "question", "scenario", "prompt", "problem", "problem statement", "task", "situation", "the question", "ask",
    "问题", "题目", "问", "вопрос", "задача", "питання", "завдання", "pregunta", "problema", "escenario", "frage", "aufgabe",
    "énoncé", "pergunta", "questão", "cenário",
];

/// Labels of an answer.
pub const ANSWER_LABELS: &[&str] = &[
    "a", "ans", "answer", "answers", "solution", "solutions", "discussion", "explanation", "response", "reply",
    "答", "答案", "回答", "解答", "解析", "参考答案", "答：",
    "о", "ответ", "решение", "відповідь", "розв'язок", "рішення", "пояснение", "пояснення",
    "r", "respuesta", "solución", "explicación", "antwort", "lösung", "erklärung", "réponse", "solution", "explication",
    "resposta", "solução", "explicação", "답변", "답", "정답", "trả lời", "đáp án",
    "ответы", "відповіді", "respuestas", "antworten", "réponses", "respostas", "risposta", "risposte", "soluzione",
    "odpowiedź", "odpowiedzi", "odpověď", "odgovor", "odgovori", "antwoord", "svar", "cevap", "jawaban", "răspuns",
    "答え", "正解", "คำตอบ", "الإجابة", "الجواب", "پاسخ", "תשובה",
];

/// Those of the labels above that also stand where nothing is asked: below a fault, a pattern or a topic.
pub const EXPLAINING_LABELS: &[&str] = &[
    "solution", "solutions", "discussion", "explanation", "response", "reply", "解析",
    "решение", "рішення", "розв'язок", "пояснение", "пояснення", "solución", "explicación", "lösung", "erklärung",
    "explication", "solução", "explicação",
];

/// What may stand before or after an answer label: `Expected Answer`, `Answer (short)`, `Correct option`.
pub const ANSWER_QUALIFIERS: &[&str] = &[
    "expected", "sample", "model", "short", "quick", "ideal", "strong", "good", "great", "correct", "right", "suggested",
    "possible", "detailed", "example", "my", "your", "full", "brief", "the", "best", "reference", "simple", "complete",
    "key", "final", "one", "deep", "deep-dive", "long", "interview", "senior", "junior", "with", "and", "code",
    "show", "see", "view", "click", "tap", "toggle", "reveal", "hide", "to", "for", "an", "in", "here", "expand",
    "查看", "点击", "参考", "показать", "посмотреть", "правильный", "показати", "ver", "mostrar", "anzeigen", "zeigen",
    "voir", "afficher", "la", "el", "le", "a", "die", "respuesta", "correcta", "correta", "richtige", "bonne",
    "las", "los", "les", "respuestas", "correctas", "corretas", "richtigen",
];

/// Labels of something asked after the question.
pub const FOLLOW_UP_LABELS: &[&str] = &[
    "follow-up", "follow up", "followup", "follow-ups", "follow ups", "followups", "follow-up question",
    "follow up question", "follow-up questions", "follow up questions", "likely follow-ups", "possible follow-ups",
    "common follow-ups", "probable follow-ups", "sub-question", "bonus", "bonus question",
    "追问", "延伸问题", "дополнительный вопрос", "дополнительно", "додаткове питання", "pregunta de seguimiento",
    "repregunta", "nachfrage", "anschlussfrage", "folgefrage", "question de suivi", "relance", "pergunta de seguimento",
];

/// Labels of what is said about a question and is no answer: `**Difficulty:** hard`.
pub const META_LABELS: &[&str] = &[
    "difficulty", "level", "tags", "tag", "topic", "topics", "category", "skills", "skill", "type", "source", "asked at",
    "asked by", "asked in", "companies", "company", "frequency", "importance", "time", "hint", "hints", "keywords",
    "points", "reference", "references", "link", "status", "seniority", "role",
    "难度", "标签", "сложность", "уровень", "теги", "складність", "рівень", "dificultad", "nivel", "etiquetas",
    "schwierigkeit", "stufe", "difficulté", "niveau", "dificuldade", "nível",
];

/// Those of the labels above that list skills.
pub const SKILL_LABELS: &[&str] = &["tags", "tag", "topic", "topics", "skills", "skill", "标签", "теги", "etiquetas"];

/// First words of a question, also one that its writer did not end with a question mark.
pub const INTERROGATIVES: &[&str] = &[
    "what", "what's", "whats", "how", "how's", "why", "when", "where", "which", "who", "whom", "whose", "is", "are",
    "can", "could", "do", "does", "did", "will", "would", "should", "has", "have", "was", "were", "shall", "may",
    "in what", "in which", "at what", "for what", "to what", "under what", "on what", "given", "suppose", "if", "what’s",
    "что", "как", "почему", "зачем", "когда", "где", "какой", "какая", "какие", "какое", "каков", "какова", "каковы",
    "кто", "чем", "чему", "можно", "сколько", "для чего", "в чем", "в чём", "из чего", "на что", "о чем", "может", "нужно",
    "що", "як", "чому", "навіщо", "коли", "де", "який", "яка", "які", "яке", "хто", "чим", "чи", "скільки", "для чого",
    "у чому", "в чому",
    "qué", "que es", "cómo", "por qué", "cuándo", "dónde", "cuál", "cuáles", "quién", "cuánto", "para qué", "en qué",
    "was", "wie", "warum", "wieso", "weshalb", "wann", "wo", "welche", "welcher", "welches", "wer", "wozu", "worin",
    "wofür", "woran", "worauf", "inwiefern",
    "qu'est-ce", "qu’est-ce", "que", "quel", "quelle", "quels", "quelles", "comment", "pourquoi", "quand", "où", "qui",
    "à quoi", "en quoi", "quoi",
    "o que", "como", "por que", "quando", "onde", "qual", "quais", "quem", "para que", "quanto",
    "cosa", "che cosa", "che", "perché", "come", "dove", "quale", "quali", "chi", "cos'è", "qual", "in che", "in cosa",
    "wat", "hoe", "waarom", "wanneer", "waar", "welke", "welk", "wie", "kan", "kun", "heb",
    "co", "czym", "czemu", "jak", "jaki", "jaka", "jakie", "dlaczego", "kiedy", "gdzie", "czy", "który", "która", "które", "ile",
];

/// First words by which a question asks without being one: `Explain closures.`
pub const IMPERATIVES: &[&str] = &[
    "explain", "describe", "compare", "discuss", "define", "name", "list", "tell", "walk", "design", "implement", "write",
    "difference", "differences", "differentiate", "distinguish", "give", "talk", "contrast", "outline", "state",
    "elaborate", "mention", "briefly", "please", "illustrate", "demonstrate", "justify", "estimate", "derive", "prove",
    "calculate", "compute", "reverse", "find", "convert", "print", "determine", "predict", "identify", "debug",
    "optimize", "refactor", "sketch", "show", "create", "build", "make", "pros", "advantages", "disadvantages",
    "check", "count", "swap", "merge", "generate", "solve", "trace", "fix",
    "объясните", "объясни", "опишите", "опиши", "расскажите", "расскажи", "назовите", "перечислите", "сравните",
    "напишите", "реализуйте", "отличия", "отличие", "различия", "разница", "дайте", "приведите",
    "поясніть", "опишіть", "розкажіть", "назвіть", "перелічіть", "порівняйте", "напишіть", "різниця", "відмінності",
    "explica", "explique", "describe", "compara", "define", "menciona", "diferencia", "diferencias", "escribe",
    "implementa", "enumera", "nombra",
    "erkläre", "erklären", "beschreibe", "beschreiben", "vergleiche", "vergleichen", "nenne", "nennen", "definiere",
    "unterschied", "unterschiede", "schreibe", "erläutern", "erläutere",
    "expliquez", "expliquer", "décrivez", "comparez", "définissez", "citez", "différence", "différences", "donnez",
    "écrivez",
    "descreva", "compare", "cite", "diferença", "diferenças", "defina", "escreva", "liste", "fale",
    "spiega", "spiegare", "descrivi", "descrivere", "elenca", "differenza", "confronta", "scrivi", "parla", "parlami",
    "leg", "beschrijf", "noem", "vergelijk", "verschil", "schrijf", "geef", "vertel",
    "opisz", "wyjaśnij", "wymień", "porównaj", "różnica", "napisz", "omów", "podaj",
];

/// Words that ask wherever they stand: languages that do not put them first or do not part words with blanks.
pub const ASKING_PARTS: &[&str] = &[
    "什么", "什麼", "如何", "怎么", "怎麼", "怎样", "为什么", "為什麼", "为何", "哪些", "哪种", "哪个", "区别", "區別",
    "是否", "有没有", "多少", "吗", "谈谈", "说说", "说一下", "讲讲", "讲一下", "介绍", "简述", "聊聊", "解释", "描述",
    "优缺点", "能不能", "怎麼樣", "异同", "对比",
    "무엇", "뭔가요", "뭐예요", "어떻게", "어떤", "왜", "설명해", "설명하", "말해", "말씀해", "비교해", "차이", "장단점", "이란", "란?",
    "教えて", "説明して", "違い", "挙げて", "理由は", "ですか", "ますか", "ましたか", "でしょうか", "なぜ", "どのよう", "ください",
];

/// Marks of comparison: "TCP vs UDP".
pub const VERSUS: &[&str] = &["vs", "vs.", "versus", "против", "проти", "contra", "contre"];

/// Headings above a set of questions.
pub const QUESTION_SECTIONS: &[&str] = &[
    "question", "questions", "q&a", "q & a", "q and a", "qa", "q&as", "faq", "faqs", "frequently asked", "quiz", "drill",
    "flashcards", "quickfire", "quick-fire", "question bank",
    "面试题", "面試題", "问题", "問題", "问答", "面试问题",
    "вопрос", "вопросы", "вопросов", "вопросам", "питання", "запитання", "питань",
    "pregunta", "preguntas", "fragen", "interviewfragen", "perguntas", "pergunta", "questão", "questões",
    "질문", "면접", "câu hỏi", "質問", "domande", "domanda", "vragen", "vraag", "pytania", "pytań", "otázky", "frågor", "sorular",
    "pertanyaan", "întrebări",
];

/// Beginnings of a line that introduces what follows.
pub const INTRODUCTIONS: &[&str] = &[
    "here are", "below are", "following are", "the following", "these are", "some of the", "some typical", "some common",
];

/// Words of a line that leads on to a set of things.
pub const INTRODUCING: &[&str] = &[
    "here are", "below", "following", "example", "might ask", "may ask", "could ask", "asked", "some of", "interview", "typical", "common", "sample", "these questions",
    "面试", "以下", "常见", "следующ", "пример", "siguiente", "ejemplo", "folgende", "beispiel", "suivant", "exemple", "entrevista",
];

/// Headings of a table of contents.
pub const CONTENTS: &[&str] = &[
    "contents", "table of contents", "toc", "index", "navigation", "quick links", "on this page", "overview of questions",
    "目录", "目錄", "содержание", "оглавление", "зміст", "contenido", "contenidos", "índice", "tabla de contenidos",
    "inhalt", "inhaltsverzeichnis", "sommaire", "table des matières", "conteúdo", "sumário",
];

/// Headings that frame a note and are no questions.
pub const FRAME_TITLES: &[&str] = &[
    "introduction", "intro", "overview", "summary", "conclusion", "conclusions", "references", "reference", "resources",
    "further reading", "see also", "contributing", "contribute", "contributors", "license", "licence", "credits",
    "acknowledgements", "acknowledgments", "author", "authors", "about", "about me", "disclaimer", "links", "sources",
    "translations", "prerequisites", "installation", "usage", "getting started", "changelog", "support", "sponsors",
    "notes", "tips", "interview tips", "key takeaways", "takeaways", "tldr", "tl;dr", "cheat sheet", "cheatsheet",
    "related", "how to contribute", "how to use", "how to use this", "how to use this repo", "how to use this guide", "recap",
    "before you start", "cross-references", "key terminology", "glossary", "appendix", "useful links", "next steps",
    "what's next", "star history", "connect with me", "bonus resources", "exercises", "other answers", "interview one-liners", "one-line summary",
    "one-liners", "interview-ready answer", "其它答案", "其他答案", "outras respostas", "otras respuestas", "другие ответы",
    "andere antworten", "다른 답변들",
    "总结", "小结", "参考", "参考资料", "前言", "简介", "推荐阅读", "更多", "公众号", "参考文献", "结语",
    "введение", "заключение", "источники", "ссылки", "итоги", "вступ", "висновок", "джерела", "посилання",
    "introducción", "conclusión", "resumen", "referencias", "recursos", "contribuir", "licencia",
    "einleitung", "einführung", "fazit", "zusammenfassung", "quellen", "referenzen", "lizenz",
    "conclusion", "résumé", "références", "ressources", "licence",
    "introdução", "conclusão", "resumo", "referências", "contribuindo", "licença",
];

/// What headings say above the questions of the one who is interviewed.
pub const ASKED_BACK: &[&str] = &[
    "ask the interviewer", "ask your interviewer", "ask an interviewer", "ask interviewers", "for the interviewer",
    "for your interviewer", "ask as an interviewee", "ask the company", "вопросы интервьюеру", "反问", "an den interviewer",
    "al entrevistador", "au recruteur",
];

/// Beginnings of headings that stand below a question and tell how to deal with it.
pub const ADVICE_STARTS: &[&str] = &[
    "how to answer", "how to explain in", "how to explain it", "how to explain this", "how to say", "how to talk about",
    "what to say", "what the interviewer", "what interviewers", "what they want", "what they are looking for",
    "what they're looking for", "why interviewers", "why they ask", "why this is asked", "why it is asked", "what it tests",
    "what this tests", "before asking", "clarifying questions", "questions to clarify",
];

/// A whole answer that says that there is none yet.
pub const PLACEHOLDERS: &[&str] = &[
    "todo", "tbd", "tba", "tbc", "wip", "fixme", "n/a", "na", "none", "xxx", "answer here", "your answer here",
    "your answer", "write your answer here", "answer goes here", "add answer here", "insert answer here", "to do", "add answer",
    "to be done", "to be added", "to be answered", "to be completed", "coming soon", "not answered yet", "no answer yet",
    "unanswered", "pending", "work in progress", "fill in", "fill me in", "fill this in", "placeholder", "lorem ipsum",
    "answer pending", "answer coming soon", "need to add", "will be added soon", "will update soon", "in progress",
    "待补充", "待完善", "待更新", "待续", "暂无", "未完待续", "略",
    "нет ответа", "позже", "в разработке", "ответ здесь", "будет добавлено", "немає відповіді", "пізніше",
    "pendiente", "por hacer", "próximamente", "respuesta aquí", "offen", "folgt", "kommt noch", "antwort hier",
    "à faire", "à compléter", "à venir", "a fazer", "pendente", "em breve", "resposta aqui",
];

/// First words of an unfinished answer when a colon, a blank or nothing follows: `TODO: explain`.
pub const PLACEHOLDER_STARTS: &[&str] = &["todo", "tbd", "fixme", "wip"];

/// Links that lead back and say nothing: `[⬆ Back to top](#contents)`.
pub const BACK_LINKS: &[&str] = &[
    "back to top", "top", "back to contents", "table of contents", "toc", "up", "home", "back", "go to top", "return to top",
    "回到顶部", "返回目录", "返回顶部", "к оглавлению", "наверх", "вверх", "до змісту", "нагору", "volver arriba",
    "volver al índice", "volver a índice", "nach oben", "zurück nach oben", "haut de page", "retour en haut",
    "voltar ao topo", "voltar ao índice", "previous", "next",
];

/// Summaries of a folded part that is no question.
pub const FOLD_TITLES: &[&str] = &[
    "answer", "answers", "solution", "solutions", "hint", "hints", "explanation", "details", "more", "read more",
    "show more", "code", "example", "examples", "output", "translations", "table of contents", "contents", "toc",
    "click to expand", "click here", "expand", "spoiler", "show", "reveal", "view", "see", "note", "notes", "menu",
    "答案", "解答", "解析", "点击查看", "查看答案", "目录", "ответ", "решение", "подсказка", "подробнее", "оглавление", "відповідь",
    "rozwiązanie", "respuesta", "solución", "ver más", "antwort", "lösung", "mehr", "réponse", "voir plus", "resposta", "solução",
];

/// Heads of a table's columns.
pub const QUESTION_COLUMNS: &[&str] = &[
    "question", "questions", "interview question", "interview questions", "q", "问题", "面试题", "题目", "вопрос", "вопросы",
    "питання", "запитання", "pregunta", "preguntas", "frage", "fragen", "pergunta", "perguntas", "prompt",
];
/// Columns that hold answers.
pub const ANSWER_COLUMNS: &[&str] = &[
    "answer", "answers", "a", "solution", "short answer", "expected answer", "key points", "response", "explanation",
    "答案", "回答", "解析", "ответ", "ответы", "відповідь", "відповіді", "respuesta", "antwort", "réponse", "resposta",
    "model answer", "sample answer", "strong answer", "good answer", "what to say",
];
/// Columns that hold a level.
pub const LEVEL_COLUMNS: &[&str] = &[
    "level", "difficulty", "seniority", "难度", "уровень", "сложность", "рівень", "складність", "nivel", "dificultad", "stufe",
    "niveau", "difficulté", "nível", "dificuldade",
];
/// Words that state a level, in a heading ("Senior Level"), a bracket ("[Hard]") or before a colon ("Junior: …").
pub const LEVELS: &[(&str, Level)] = &[
    ("easy", Level::Easy), ("simple", Level::Easy), ("basic", Level::Basic), ("basics", Level::Basic),
    ("fundamental", Level::Basic), ("fundamentals", Level::Basic), ("fresher", Level::Fresher),
    ("freshers", Level::Fresher), ("beginner", Level::Beginner), ("beginners", Level::Beginner),
    ("medium", Level::Medium), ("moderate", Level::Medium), ("intermediate", Level::Intermediate),
    ("hard", Level::Hard), ("difficult", Level::Hard), ("tricky", Level::Hard), ("challenging", Level::Hard),
    ("advanced", Level::Advanced), ("advance", Level::Advanced), ("expert", Level::Expert), ("intern", Level::Intern),
    ("entry", Level::Junior), ("entry-level", Level::Junior), ("junior", Level::Junior), ("mid", Level::Mid),
    ("mid-level", Level::Mid), ("middle", Level::Mid), ("mid-senior", Level::Senior), ("senior", Level::Senior),
    ("lead", Level::Lead), ("staff", Level::Staff), ("principal", Level::Principal), ("architect", Level::Principal),
    ("experienced", Level::Senior),
    ("简单", Level::Easy), ("初级", Level::Junior), ("中等", Level::Medium), ("中级", Level::Mid), ("困难", Level::Hard),
    ("高级", Level::Senior), ("基础", Level::Basic), ("进阶", Level::Advanced),
    ("лёгкий", Level::Easy), ("легкий", Level::Easy), ("средний", Level::Medium), ("сложный", Level::Hard),
    ("джуниор", Level::Junior), ("джун", Level::Junior), ("мидл", Level::Mid), ("синьор", Level::Senior),
    ("сеньор", Level::Senior), ("базовый", Level::Basic), ("продвинутый", Level::Advanced),
    ("середній", Level::Medium), ("складний", Level::Hard), ("базовий", Level::Basic), ("просунутий", Level::Advanced),
    ("fácil", Level::Easy), ("básico", Level::Basic), ("intermedio", Level::Intermediate), ("difícil", Level::Hard),
    ("avanzado", Level::Advanced), ("experto", Level::Expert),
    ("einfach", Level::Easy), ("leicht", Level::Easy), ("mittel", Level::Medium), ("schwer", Level::Hard),
    ("fortgeschritten", Level::Advanced), ("anfänger", Level::Beginner),
    ("facile", Level::Easy), ("moyen", Level::Medium), ("difficile", Level::Hard), ("avancé", Level::Advanced),
    ("débutant", Level::Beginner), ("confirmé", Level::Mid),
    ("médio", Level::Medium), ("avançado", Level::Advanced), ("intermediário", Level::Intermediate),
    ("l1", Level::L1), ("l2", Level::L2), ("l3", Level::L3), ("l4", Level::L4), ("l5", Level::L5), ("l6", Level::L6),
    ("l7", Level::L7),
];

/// Words that may stand beside a level without changing what it says: "Senior Level Questions".
pub const LEVEL_COMPANIONS: &[&str] = &[
    "level", "levels", "questions", "question", "interview", "difficulty", "for", "engineer", "engineers", "developer",
    "developers", "the", "and", "topics", "section", "part", "tier", "&", "-", "/", "–", "—", "round", "q&a", "problems",
    "уровень", "вопросы", "рівень", "питання", "preguntas", "nivel", "fragen", "niveau", "nível", "perguntas",
];

/// Single letters that state a level, in brackets only.
pub const LEVEL_LETTERS: &[(&str, Level)] =
    &[("e", Level::Easy), ("m", Level::Medium), ("h", Level::Hard), ("b", Level::Beginner), ("i", Level::Intermediate)];

/// Emoji that state a level.
pub const LEVEL_EMOJI: &[(char, Level)] = &[
    ('🟢', Level::Easy), ('🟡', Level::Medium), ('🟠', Level::Hard), ('🔴', Level::Hard), ('👶', Level::Easy),
    ('🌱', Level::Easy), ('🚀', Level::Expert), ('🔥', Level::Hard), ('💀', Level::Expert),
];
