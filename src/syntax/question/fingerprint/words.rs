
//! code knows a word of its own that could stand here.

use super::intent::Lead;

/// Words after which `'s` is "is".
pub const IS_AFTER: &[&str] = &["what", "how", "who", "where", "when", "why", "that", "it", "there", "here"];

/// Words that say nothing of what a question is about.
pub const STOP_WORDS: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "for", "by", "from", "to", "and", "or", "as", "into", "about", "between",
    "among", "is", "are", "was", "were", "be", "been", "being", "am", "do", "does", "did", "done", "has", "have", "had",
    "having",
    "it", "its", "they", "them", "their", "he", "she", "his", "her", "you", "your", "yours", "yourself", "we", "our",
    "us", "i", "my",
    "me", "one's", "someone", "anyone", "people", "person", "developer", "developers", "programmer", "programmers",
    "that", "which", "what", "who", "whom", "whose", "how", "why", "when", "where", "whether", "if", "then", "so",
    "such",
    "can", "could", "would", "should", "will", "shall", "may", "might", "must", "there", "some", "any", "each", "every",
    "both", "also", "just", "even", "still", "again", "please", "briefly", "exactly", "actually", "basically", "really",
    "usually", "generally", "typically", "often", "mainly", "simply", "etc", "eg", "ie", "e.g", "i.e", "let",
    "following",
    "like", "very", "internally", "mean", "means", "meant", "term", "terms", "kind", "sort", "tell", "say",
];

/// Words before which a word is what something is turned into or set against: "a list to a tuple", "a set over a list".
pub const DIRECTIONS: &[&str] = &["over", "than", "using", "via", "with", "instead", "rather"];

/// Verbs after which "to" leads to what something is turned into.
pub const CONVERSIONS: &[&str] = &["convert", "cast", "transform", "turn", "change", "map", "translate", "migrate"];

/// Words that a question without them would ask just as well, a bit each. Behind [`NOUNS`] and [`KINDS`] all count
/// wherever they stand.
pub const LIGHT: &[&[&str]] = &[KINDS, NOUNS, FREE];

/// Nouns that say of what kind a name is ("the `yield` keyword"), right behind it.
pub const KINDS: &[&str] = &[
    "method", "function", "keyword", "statement", "operator", "module", "decorator", "class", "attribute", "variable",
    "hook",
    "block", "clause", "command", "expression", "package", "library",
];

/// Those of the kinds above that say no more behind a word of prose either: "the walrus operator".
pub const KINDS_OF_WORDS: &[&str] = &["keyword", "statement", "operator", "module", "library", "package"];

/// Other nouns that add nothing right behind a word: "the singleton pattern".
pub const NOUNS: &[&str] = &[
    "value", "data", "element", "item", "type", "pattern", "principle", "concept", "technique", "mechanism",
    "framework",
    "algorithm", "language", "protocol", "tool", "problem", "program", "code",
];

/// Other words that add little.
pub const FREE: &[&str] = &[
    "use", "way", "work", "help", "need", "know", "various", "certain", "give", "example",
];

/// Adjectives that add nothing before the nouns behind the arrow.
pub const EMPHASIS: &[&str] = &[
    "key", "main", "major", "important", "common", "core", "basic", "fundamental", "primary", "different", "various",
    "typical", "essential", "possible", "notable", "biggest", "two", "three", "four", "five", "six", "few",
];

/// The nouns that [`EMPHASIS`] stands before.
pub const EMPHASISED: &[&str] = &[
    "difference", "differences", "distinction", "feature", "features", "concept", "concepts", "component", "components",
    "benefit", "benefits", "advantage", "advantages",
    "disadvantage", "disadvantages", "drawback", "drawbacks", "principle", "principles", "characteristic",
    "characteristics", "element", "elements", "reason",
    "reasons", "type", "types", "kind", "kinds", "step", "steps", "part", "parts", "use", "uses", "property",
    "properties", "way", "ways", "pillar", "pillars", "limitation", "limitations",
];

/// Words that alone do not say what a question is about: what stands around it does.
pub const GENERIC: &[&str] = &[
    "output", "result", "print", "return", "log", "code", "snippet", "program", "below", "above", "line", "answer",
    "question",
    "solution", "explanation", "problem", "time", "space", "complexity", "change", "improve", "bug", "error", "fix",
    "wrong",
    "happen", "approach", "example", "note", "summary", "next", "new", "first", "second", "other", "more", "not",
    "true", "false",
    "correct", "use", "work", "do", "run", "function", "value", "test", "case", "step", "thing", "way", "part", "task",
    "exercise",
    "scenario", "discussion", "discuss", "detail", "background", "context", "topic", "introduction", "overview",
    "bonus", "here",
    "number", "option", "statement", "choose", "select", "happens", "go", "mistake", "trap", "pitfall", "difference",
    "follow",
    "method", "class", "variable", "name", "type", "goal", "level", "warm", "up", "general", "basic", "basics",
];

/// Words that point at what stands around the question.
pub const POINTING: &[&str] = &["this", "these", "those", "below", "above", "following", "here"];

/// Pronouns that point so at the end of a question.
pub const PRONOUNS: &[&str] = &["it", "they", "them", "one", "ones", "each", "that", "both"];

/// Stop words that are Python's too, and may be meant so.
pub const KEYWORDS: &[&str] = &["is", "in", "not", "and", "or", "if", "for", "with", "as", "from"];

/// Words that say that things are compared.
pub const COMPARING: &[&str] = &[
    "difference", "differences", "differ", "differs", "differentiate", "differentiates", "distinguish", "distinguishes",
    "distinction", "distinctions", "vs", "versus", "contrast",
];

/// Words for what speaks for something, and against it.
pub const PROS: &[&str] = &["advantage", "advantages", "benefit", "benefits", "pros", "pro", "upside", "upsides"];
pub const CONS: &[&str] = &[
    "disadvantage", "disadvantages", "drawback", "drawbacks", "cons", "con", "downside", "downsides", "limitation",
    "limitations",
];

/// Politeness before what is asked.
pub const OPENERS: &[&str] = &[

    "can|could|would|will you please? briefly? explain|describe|discuss|define|tell|give|show|name|list|introduce|walk|compare",
    "please|briefly|quickly", "do you know", "so|then|and|but|also", "let us", "in python", "in short", "we want to",
];

/// How questions begin, and what that wants to know.
pub const LEADS: &[(&str, Lead)] = &[
    ("what is|are|was|were", Lead::Define),
    ("what is|are the? definition|meaning|concept|idea of|behind", Lead::Define),
    ("what do|would|does you|one mean|understand by|about", Lead::Define),
    ("what is meant|understood by", Lead::Define),
    ("define|definition", Lead::Define),
    ("definition of", Lead::Define),
    ("what do|can you know|say|tell us? about|of", Lead::Explain),
    ("who|which is|are", Lead::Which),
    ("explain|describe|discuss|elaborate|illustrate|outline|clarify on? the? concept|idea|notion|basics|term? of", Lead::Explain),
    ("explain|describe|discuss|elaborate|illustrate|outline|clarify on? to? me|us?", Lead::Explain),
    ("tell me|us? something? about|of", Lead::Explain),
    ("talk about|through", Lead::Explain),
    ("walk me|us? through", Lead::Explain),
    ("introduction|overview of|to", Lead::Explain),
    ("give me|us? an? brief? overview|introduction|explanation of|to|for", Lead::Explain),
    ("give|show|provide me|us? an|some? example|examples of|for", Lead::Example),
    ("what is|are an? example|examples of", Lead::Example),
    ("what is|are the? purpose|use|uses|role|point|significance|importance|goal|usage|need|function of|for|behind", Lead::Purpose),
    ("purpose|use|usage|importance|significance of", Lead::Purpose),
    ("what problem|problems does|do|is|are", Lead::Purpose),
    ("why do|does|should|would|must|might|did|can we|you|one|i|people|developers|anyone? use|need|prefer|choose", Lead::WhyUse),
    ("why use|choose|bother", Lead::WhyUse),
    ("why", Lead::Why),
    ("when should|would|do|can|could|must|shall|might you|we|one|i|developers use|prefer|choose|pick|reach|employ for?", Lead::When),
    ("when should|would|do|can|could|must|shall|might you|we|one|i|developers", Lead::When),
    ("when to use|prefer|choose?", Lead::When),
    ("when is|are|does", Lead::When),
    ("in what|which case|cases|situation|situations|scenario|scenarios", Lead::When),
    ("what is|are the? use|typical|common? cases|case of|for", Lead::When),
    ("use cases|case of|for", Lead::When),
    ("how do|can|could|would|should|will|did|might you|we|one|i|someone implement|create|write|build|make|define|develop|code", Lead::Create),
    ("how do|can|could|would|should|will|did|might you|we|one|i|someone", Lead::HowTo),
    ("how to implement|create|write|build|make|define|develop|code", Lead::Create),
    ("how to|you|we", Lead::HowTo),
    ("what is|are the? best|correct|right|proper|recommended|good|easiest|simplest|different|various? way|ways to|of", Lead::HowTo),
    ("how do|does|did", Lead::HowDoes),
    ("how is|are|was|were|can|could|should|will", Lead::HowIs),
    ("how many|much|long|often|large|fast|big|far|old", Lead::Quantity),
    ("how", Lead::How),
    ("what do|does|did", Lead::WhatDoes),
    ("what happens|happened|will|would happen? when|if|to|with|in", Lead::Happens),
    ("what", Lead::Which),
    ("which", Lead::Which),
    ("what|which are|is the|some? main|different|various|common|possible|major? types|kinds|categories|sorts of", Lead::List),
    ("what|which different|various? types|kinds|categories|sorts of", Lead::List),
    ("types|kinds|categories of", Lead::List),
    ("name|list|enumerate|mention some|all|the|a|few|three|two|four|five? different|various|main|common? types|kinds|of?", Lead::List),
    ("where", Lead::Where),
    ("is|are|was|were|does|do|did|can|could|should|will|would|has|have|may|must", Lead::Polar),
    ("write|implement|create|develop|make|build|code|give|design a|an|some|the|simple|short|python|efficient? function|program|script|method|code|snippet|query|algorithm|class|solution|one-liner that|to|which|for", Lead::HowTo),
    ("write code|sql|python code|query? that|to|which|for", Lead::HowTo),
    ("implement|create|write|build|make|develop|code", Lead::Create),
];

/// What may be left out of a question.
pub const FILLERS: &[&str] = &[
    "in your|own|simple|plain|few|other|a own|few? words|terms|english",
    "in detail|details|brief|short|general|depth|practice|theory|programming|oop|ml|statistics|nutshell",
    "in a nutshell|database|relational",
    "in databases", "in data|computer science", "in deep learning", "in software engineering|development|testing",
    "in the real world", "in real life|world|projects",

    "with|using an|some|a|the|code|simple|suitable|real-world? code|simple|short? example|examples|illustration|illustrations",
    "give|provide|show an|some|a? code|simple|short|real? example|examples",
    "for example|instance", "step by step", "at a high level", "under the hood", "behind the scenes",
    "to a beginner|child|colleague|junior", "as a developer|beginner",
    "the concept|idea|notion|term|meaning|basics|working|workings|use|usage|process|role of|behind",
    "in terms of", "when it comes to", "out of the box", "in an|the interview|context",
];

/// Other words for the same.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("global interpreter lock", "gil"), ("object oriented programming", "oop"), ("object oriented", "oop"),
    ("oops", "oop"),
    ("method resolution order", "mro"), ("json web token", "jwt"), ("test driven development", "tdd"),
    ("object relational mapping", "orm"), ("object relational mapper", "orm"), ("large language model", "llm"),
    ("retrieval augmented generation", "rag"), ("machine learning", "ml"), ("natural language processing", "nlp"),
    ("representational state transfer", "rest"), ("restful api", "rest api"), ("cross origin resource sharing", "cors"),
    ("cross site request forgery", "csrf"), ("cross site scripting", "xss"), ("continuous integration", "ci"),
    ("principal component analysis", "pca"), ("convolutional neural network", "cnn"),
    ("recurrent neural network", "rnn"),
    ("stochastic gradient descent", "sgd"), ("support vector machine", "svm"), ("k nearest neighbors", "knn"),
    ("k nearest neighbours", "knn"),
    ("breadth first search", "bfs"), ("depth first search", "dfs"), ("binary search tree", "bst"),
    ("neural net", "neural network"),
    ("domain specific language", "dsl"), ("read eval print loop", "repl"), ("abstract base class", "abc"),
    ("dictionary", "dict"), ("integer", "int"), ("boolean", "bool"), ("javascript", "js"), ("typescript", "ts"),
    ("postgres", "postgresql"), ("db", "database"), ("config", "configuration"), ("repo", "repository"),
    ("env", "environment"),
    ("venv", "virtual environment"), ("virtualenv", "virtual environment"), ("app", "application"),
    ("regex", "regular expression"),
    ("regexp", "regular expression"), ("func", "function"), ("param", "parameter"), ("async", "asynchronous"),
    ("asynchronously", "asynchronous"), ("sync", "synchronous"),
    ("magic method", "dunder"), ("dunder method", "dunder"), ("special method", "dunder"),
    ("double underscore method", "dunder"), ("anonymous function", "lambda"),
    ("lambda function", "lambda"), ("lambda expression", "lambda"), ("lambda", "lambda"),
    ("conditional expression", "ternary operator"),
    ("deepcopy", "deep copy"), ("copy.deepcopy", "deep copy"), ("copy.copy", "shallow copy"),
    ("classmethod", "class method"), ("staticmethod", "static method"),
    ("namedtuple", "named tuple"), ("dataclass", "data class"), ("doc string", "docstring"), ("tradeoff", "trade off"),
    ("multi threading", "multithreading"), ("multi threaded", "multithreading"), ("multithreaded", "multithreading"),
    ("multi processing", "multiprocessing"), ("data type", "type"), ("datatype", "type"), ("design pattern", "pattern"),
    ("programming language", "language"),
    ("pep8", "pep 8"), ("python3", "python 3"), ("python2", "python 2"), ("os", "os"),
    ("data structure", "datastructure"),
    ("micro service", "microservice"), ("web socket", "websocket"), ("back end", "backend"), ("front end", "frontend"),
    ("run time", "runtime"), ("life cycle", "lifecycle"), ("file system", "filesystem"), ("hash map", "hash table"),
    ("hashmap", "hash table"),
    ("sub class", "subclass"), ("super class", "superclass"), ("parent class", "superclass"),
    ("child class", "subclass"),
    ("behaviour", "behavior"), ("colour", "color"), ("deal with", "handle"), ("cope with", "handle"),
    ("get rid of", "remove"),
    ("avoid", "prevent"), ("calculate", "compute"), ("determine", "check"), ("verify", "check"), ("combine", "merge"),
    ("management", "manage"), ("garbage collector", "garbage collection"), ("error handling", "exception handling"),
    ("yield from", "yield-from"), ("dangerous", "bad"), ("harmful", "bad"), ("problematic", "bad"),
    ("in place", "inplace"), ("without", "not"), ("never", "not"), ("cannot", "not"), ("no", "not"),
];

/// Languages, libraries and tools: a question that names one in passing is about that one. At most 64; names that are
/// also plain words ("go", "spring") are left out.
pub const TECHNOLOGIES: &[&[&str]] = &[
    &["python", "python2", "python3"], &["javascript", "js", "ecmascript"], &["typescript", "ts"], &["java"],
    &["kotlin"], &["scala"],
    &["c++", "cpp"], &["c#", "csharp", ".net"], &["golang"], &["rust"], &["ruby"], &["php"], &["swift"], &["perl"],
    &["haskell"],
    &["elixir"], &["bash"], &["powershell"], &["sql"], &["mysql"], &["postgresql", "postgres"], &["sqlite"],
    &["mongodb", "mongo"],
    &["redis"], &["cassandra"], &["elasticsearch"], &["kafka"], &["rabbitmq"], &["pyspark", "spark"], &["hadoop"],
    &["airflow"],
    &["django"], &["flask"], &["fastapi"], &["rails"], &["react", "reactjs", "react.js"], &["angular", "angularjs"],
    &["vue", "vuejs", "vue.js"], &["svelte"],
    &["nextjs", "next.js"], &["nodejs", "node.js"], &["numpy"], &["pandas"], &["pytorch"], &["tensorflow"], &["keras"],
    &["sklearn"],
    &["docker"], &["kubernetes", "k8s"], &["terraform"], &["ansible"], &["jenkins"], &["aws"], &["azure"], &["gcp"],
    &["git"],
    &["github"], &["linux"], &["windows"], &["android"], &["ios"], &["html"], &["css"], &["graphql"],
];

/// Words that begin a further question in the same sentence, behind a comma or "and".
pub const ASKING_ON: &[&str] = &["what", "how", "why", "when", "where", "which", "explain", "give", "describe"];

/// The same behind a comma only.
pub const ASKING_BEHIND_COMMA: &[&str] = &["in", "is", "are", "does", "do", "can", "should"];

/// What ends a file's name, and no module's.
pub const SUFFIXES: &[&str] = &[
    "py", "js", "md", "txt", "toml", "json", "yaml", "yml", "cfg", "html", "css", "net", "io", "env",
];
