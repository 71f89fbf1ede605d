//! Rust source as far as this test needs it: code without comments, strings and tests, and the
//! paths that it names.

/// A path as written, such as `super::axis::fit`, and the name that it goes by afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub path: Vec<String>,
    pub name: String,
    /// Whether it is passed on (`pub use`).
    pub passed_on: bool,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The text with comments, strings and characters blanked, lengths kept.
pub fn blanked(text: &str) -> Vec<char> {
    let mut out: Vec<char> = text.chars().collect();
    let mut i = 0;
    while i < out.len() {
        let end = match (out[i], out.get(i + 1)) {
            ('/', Some('/')) => line_end(&out, i),
            ('/', Some('*')) => block_end(&out, i),
            ('"', _) => string_end(&out, i),
            ('r', Some('"' | '#')) if i == 0 || !is_word(out[i - 1]) => raw_end(&out, i),
            ('\'', _) => char_end(&out, i),
            _ => i,
        };
        for c in &mut out[i..end] {
            if *c != '\n' {
                *c = ' ';
            }
        }
        i = end.max(i + 1);
    }
    out
}

fn line_end(text: &[char], from: usize) -> usize {
    let length = text[from..].iter().position(|&c| c == '\n');
    length.map_or(text.len(), |n| from + n)
}

fn block_end(text: &[char], from: usize) -> usize {
    let length = text[from + 2..].windows(2).position(|w| w == ['*', '/']);
    length.map_or(text.len(), |n| from + n + 4)
}

fn string_end(text: &[char], from: usize) -> usize {
    let mut i = from + 1;
    while i < text.len() && text[i] != '"' {
        i += if text[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(text.len())
}

fn raw_end(text: &[char], from: usize) -> usize {
    let marks = text[from + 1..].iter().take_while(|&&c| c == '#').count();
    if text.get(from + 1 + marks) != Some(&'"') {
        return from;
    }
    let mut closing = vec!['"'];
    closing.extend(std::iter::repeat_n('#', marks));
    let body = from + 2 + marks;
    let length = text[body..]
        .windows(closing.len())
        .position(|w| w == closing);
    length.map_or(text.len(), |n| body + n + closing.len())
}

/// A character literal's end; a lifetime's own place.
fn char_end(text: &[char], from: usize) -> usize {
    match (text.get(from + 1), text.get(from + 2)) {
        (Some('\\'), _) => {
            let length = text[from + 3..].iter().position(|&c| c == '\'');
            length.map_or(text.len(), |n| from + n + 4)
        }
        (Some(_), Some('\'')) => from + 3,
        _ => from,
    }
}

/// Where an item ends that starts at `from`: after its `;` or its closing brace.
fn item_end(code: &[char], from: usize) -> usize {
    let word: String = code[from..]
        .iter()
        .copied()
        .take_while(|&c| is_word(c))
        .collect();
    let only_by_semicolon = ["use", "const", "static", "type"].contains(&word.as_str());
    let mut depth = 0_i32;
    for (i, c) in code.iter().enumerate().skip(from) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth -= 1;
                if depth == 0 && *c == '}' && !only_by_semicolon {
                    return i + 1;
                }
            }
            ';' if depth == 0 => return i + 1,
            _ => {}
        }
    }
    code.len()
}

fn skip_space(code: &[char], from: usize) -> usize {
    let length = code[from..].iter().position(|c| !c.is_whitespace());
    length.map_or(code.len(), |n| from + n)
}

/// Past further attributes and the visibility, to the word that says what the item is.
fn item_start(code: &[char], mut i: usize) -> usize {
    loop {
        i = skip_space(code, i);
        if code[i..].starts_with(&['#', '[']) {
            i = matching(code, i + 1);
        } else if code[i..].starts_with(&['p', 'u', 'b']) {
            i = skip_space(code, i + 3);
            if code.get(i) == Some(&'(') {
                i = matching(code, i);
            }
        } else {
            return i;
        }
    }
}

/// After the bracket that closes the one at `from`.
fn matching(code: &[char], from: usize) -> usize {
    let mut depth = 0;
    for (i, c) in code.iter().enumerate().skip(from) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    code.len()
}

/// Production code of a file, blanked; and the modules that it declares for tests alone.
pub fn production(text: &str) -> (String, Vec<String>) {
    let mut code = blanked(text);
    let mark: Vec<char> = "#[cfg(test)]".chars().collect();
    let mut tests = Vec::new();
    let mut i = 0;
    while i + mark.len() <= code.len() {
        if code[i..i + mark.len()] != mark[..] {
            i += 1;
            continue;
        }
        let start = item_start(&code, i + mark.len());
        let end = item_end(&code, start);
        let item: String = code[start..end].iter().collect();
        if let Some(name) = item.strip_prefix("mod ") {
            tests.push(name.chars().take_while(|&c| is_word(c)).collect());
        }
        for c in &mut code[i..end] {
            if *c != '\n' {
                *c = ' ';
            }
        }
        i = end;
    }
    (code.into_iter().collect(), tests)
}

/// Modules declared in other files.
pub fn children(code: &str) -> Vec<String> {
    let words: Vec<&str> = code.split_whitespace().collect();
    let declared = words.windows(2).filter(|w| w[0] == "mod");
    declared
        .filter_map(|w| Some(w[1].strip_suffix(';')?.to_owned()))
        .collect()
}

/// Everything that the code names: imports, and paths that start at `crate`, `super`, `self` or a
/// child.
pub fn named(code: &str) -> Vec<Named> {
    let children = children(code);
    let mut found = Vec::new();
    let mut rest = code.to_owned();
    for (start, end, passed_on) in imports(code) {
        let tree: String = code[start..end].chars().filter(|c| *c != '\n').collect();
        unfold(&tree, &[], passed_on, &mut found);
        let blank = " ".repeat(end - start);
        rest.replace_range(start..end, &blank);
    }
    found.extend(inline(&rest, &children));
    found
}

/// Byte ranges of the trees of all `use` items, and whether they are passed on.
fn imports(code: &str) -> Vec<(usize, usize, bool)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let before = code[..at].trim_end();
        let line_start = before.is_empty() || before.ends_with([';', '}', '{', ']', ')', 'b']);
        let alone = !code[..at].ends_with(|c: char| is_word(c));
        if !(line_start && alone) {
            continue;
        }
        let passed_on = before.ends_with("pub")
            || before.ends_with("pub(crate)")
            || before.ends_with("pub(super)");
        let end = code[at..].find(';').map_or(code.len(), |n| at + n);
        found.push((at + 4, end, passed_on));
    }
    found
}

/// Writes a tree of imports out.
fn unfold(tree: &str, before: &[String], passed_on: bool, into: &mut Vec<Named>) {
    let tree = tree.trim();
    if let Some(open) = tree.find('{') {
        let mut path = before.to_vec();
        path.extend(segments(&tree[..open]));
        for part in split(&tree[open + 1..tree.rfind('}').unwrap_or(tree.len())]) {
            unfold(&part, &path, passed_on, into);
        }
        return;
    }
    let (path, alias) = tree
        .split_once(" as ")
        .map_or((tree, None), |(p, a)| (p, Some(a)));
    let mut whole = before.to_vec();
    whole.extend(segments(path));
    // `{self}`: the module that the group hangs on.
    if whole.len() > 1 && whole.last().is_some_and(|s| s == "self") {
        whole.pop();
    }
    let Some(last) = whole.last() else { return };
    into.push(Named {
        name: alias.map_or_else(|| last.clone(), |a| a.trim().to_owned()),
        path: whole,
        passed_on,
    });
}

fn segments(path: &str) -> Vec<String> {
    let parts = path.split("::").map(str::trim);
    parts.filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

/// The parts of a group, nested groups kept whole.
fn split(group: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.retain(|p| !p.trim().is_empty());
    parts
}

/// Paths in the code itself.
fn inline(code: &str, children: &[String]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = code[at..].find("::") {
        let joint = at + step;
        at = joint + 2;
        let start = code[..joint]
            .rfind(|c: char| !is_word(c))
            .map_or(0, |i| i + 1);
        let first = &code[start..joint];
        let rooted = ["crate", "super", "self"].contains(&first)
            || children.iter().any(|child| child == first);
        if !rooted || code[..start].ends_with("::") {
            continue;
        }
        let end = code[joint..]
            .find(|c: char| !is_word(c) && c != ':')
            .map_or(code.len(), |n| joint + n);
        let path = segments(&code[start..end]);
        at = end;
        found.push(Named {
            name: String::new(),
            path,
            passed_on: false,
        });
    }
    found
}

#[test]
fn tests_and_text_are_no_code() {
    let text = "use a::b; // use crate::x\n#[cfg(test)]\nfn t(x: [u8; 3]) { crate::y::f(); }\nconst S: &str = \"crate::z\";\n#[cfg(test)]\nmod tests;\nfn f() { crate::w::g('\\'') }\n";
    let (code, tests) = production(text);
    assert_eq!(tests, ["tests"]);
    let paths: Vec<String> = named(&code).iter().map(|n| n.path.join("::")).collect();
    assert_eq!(paths, ["a::b", "crate::w::g"]);
}

#[test]
fn groups_are_written_out() {
    let code =
        "mod kid;\npub use crate::{a::{self, B}, c as d};\nfn f() { kid::g(); super::h::<u8>() }";
    let found: Vec<(String, String, bool)> = named(code)
        .into_iter()
        .map(|n| (n.path.join("::"), n.name, n.passed_on))
        .collect();
    let expected = [
        ("crate::a", "a", true),
        ("crate::a::B", "B", true),
        ("crate::c", "d", true),
        ("kid::g", "", false),
        ("super::h", "", false),
    ];
    let expected = expected.map(|(p, n, on)| (p.to_owned(), n.to_owned(), on));
    assert_eq!(found, expected);
}
