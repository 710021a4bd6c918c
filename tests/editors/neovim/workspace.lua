-- What a person does over several notes: skills and links.

local suite = require("suite")
local test, equal, text = suite.test, suite.equal, suite.text

test("completes a skill of other notes, by keyboard", function(editor)
  editor:copy(suite.root .. "/content")
  editor:open(
    "new.md",
    text([[
      ---
      title: "New"
      skills:
        - python
        - retr
      ---

      # New
    ]])
  )
  -- The other notes are read in the background.
  editor:wait("the other notes to be read", function()
    return #editor:request("textDocument/completion", { position = { line = 4, character = 8 } }).items > 0
  end)
  editor:type("5GA<C-x><C-o>")
  local words = editor:menu()
  equal(words, { "retrieval" })
  editor:type("<C-y><Esc>")
  editor:wait("the completed line", function()
    return editor:lines()[5] == "  - retrieval"
  end)
  equal(editor:lines(), {
    "---",
    'title: "New"',
    "skills:",
    "  - python",
    "  - retrieval",
    "---",
    "",
    "# New",
  })
end)

test("hovers over a skill", function(editor)
  editor:open("one.md", "---\ntitle: One\nskills: [retrieval]\n---\n")
  editor:type("3G$b")
  editor:lua("vim.lsp.buf.hover()")
  local shown = editor:wait("a floating window", function()
    return editor:lua([[
      for _, window in ipairs(vim.api.nvim_list_wins()) do
        if vim.api.nvim_win_get_config(window).relative ~= "" then
          return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), "\n")
        end
      end
    ]])
  end)
  assert(shown:find("retrieval", 1, true), shown)
end)

test("renames a skill in every note", function(editor)
  vim.fn.writefile({ "---", "title: Two", "skills:", "  - rag", "---" }, editor.workspace .. "/two.md")
  editor:open("one.md", "---\ntitle: One\nskills: [python, rag]\n---\n")
  editor:type("3G$b")
  editor:wait("the other note to be read", function()
    local position = { line = 2, character = 17 }
    return #editor:request("textDocument/references", { position = position, context = { includeDeclaration = true } })
      == 2
  end)
  editor:lua("vim.lsp.buf.rename('retrieval')")
  editor:wait("the renamed skill", function()
    return editor:lines()[3] == "skills: [python, retrieval]"
  end)
  equal(editor:lua("return vim.fn.getbufline(vim.fn.bufnr('two.md'), 4)"), { "  - retrieval" })
end)

test("completes a skill, mends a mistyped one, and renames it over three notes", function(editor)
  local function write(name, content)
    vim.fn.writefile(vim.split(text(content), "\n"), editor.workspace .. "/" .. name)
  end
  write("askdown.yaml", "skills:\n  vocabulary: skills.yaml")
  write("skills.yaml", "- name: generators\n  description: Functions that yield.\n- decorators")
  write("closed.md", "---\ntitle: Closed\nskills: [generators]\n---")
  editor:open("unsaved.md", "---\ntitle: Unsaved\nskills: [decorators]\n---")
  editor:type("3G$i, generators<Esc>")
  editor:wait("the unsaved skill", function()
    return editor:lines()[3] == "skills: [decorators, generators]"
  end)
  local unsaved = editor:lua("return vim.api.nvim_get_current_buf()")

  editor:open("new.md", "---\ntitle: New\nskills:\n  - gen\n---\n\n# New")
  editor:wait("the other notes to be read", function()
    local found = editor:request("textDocument/completion", { position = { line = 3, character = 7 } })
    return found.items[1] and found.items[1].detail == "used in 2 notes"
  end)
  editor:type("4GA<C-x><C-o>")
  editor:menu(1)
  editor:type("<C-y><CR>- decoratros<Esc>")
  editor:wait("the completed skill", function()
    return editor:lines()[4] == "  - generators"
  end)
  editor:expect_diagnostics({ "5:5-5:15 warning unknown-skill" })
  editor:lua("vim.lsp.buf.code_action({ apply = true })")
  editor:expect_diagnostics({})
  equal(vim.list_slice(editor:lines(), 3, 6), { "skills:", "  - generators", "  - decorators", "---" })

  editor:type("4G$")
  editor:lua("vim.lsp.buf.rename('generator functions')")
  editor:wait("the renamed skill", function()
    return editor:lines()[4] == "  - generator functions"
  end)
  local function line(buffer, number)
    return editor:lua("local b, n = ...; return vim.fn.getbufline(b, n)[1]", buffer, number)
  end
  equal(line(unsaved, 3), "skills: [decorators, generator functions]")
  equal(editor:lua("return vim.bo[...].modified", unsaved), true)
  equal(line(editor:lua("return vim.fn.bufnr('closed.md')"), 3), "skills: [generator functions]")
  equal(line(editor:lua("return vim.fn.bufnr('skills.yaml')"), 1), "- name: generator functions")
  editor:lua("vim.cmd.wall()")
  editor:expect_diagnostics({})
end)

test("goes from a declared question to where it is asked, and back", function(editor)
  editor:open("declared.md", "---\nquestions:\n  - What is a set?\n---\n\n### Q: What is a `set`?\n\nA bag.")
  local function jump(line)
    editor:lua("vim.lsp.buf.definition()")
    editor:wait("the cursor in line " .. line, function()
      return editor:lua("return vim.api.nvim_win_get_cursor(0)[1]") == line
    end)
  end
  editor:type("3G$")
  jump(6)
  jump(3)
end)

test("follows a link, and moves a note with all links to it", function(editor)
  vim.fn.mkdir(editor.workspace .. "/topics")
  vim.fn.writefile({ "# Locks", "", "### Q: What is a lock?", "", "See [note](note.md)." }, editor.workspace .. "/locks.md")
  local link = "see [What is a lock?](locks.md#q-what-is-a-lock)"
  editor:open("note.md", "# Note\n\n" .. link)
  local note = editor:lua("return vim.api.nvim_get_current_buf()")
  editor:wait("the other note to be read", function()
    local found = editor:request("textDocument/definition", { position = { line = 2, character = 30 } })
    return found and found.range.start.line == 2
  end)
  editor:type("3G$h")
  editor:lua("vim.lsp.buf.definition()")
  editor:wait("the link to be followed", function()
    return editor:lua("return vim.fn.expand('%:t') .. ':' .. vim.fn.line('.')") == "locks.md:3"
  end)

  editor:lua("vim.cmd('Askdown move topics/')")
  local moved = editor.workspace .. "/topics/locks.md"
  editor:wait("the note to be moved", function()
    return vim.fn.filereadable(moved) == 1 and editor:lua("return vim.api.nvim_buf_get_name(0)") == moved
  end)
  equal(vim.fn.filereadable(editor.workspace .. "/locks.md"), 0)
  equal(editor:lines()[5], "See [note](../note.md).")
  local line = editor:lua("return vim.fn.getbufline(..., 3)[1]", note)
  equal(line, "see [What is a lock?](topics/locks.md#q-what-is-a-lock)")
  editor:expect_diagnostics({})
  editor:lua("vim.cmd.wall()")
  editor:lua("vim.cmd.buffer(...)", note)
  editor:expect_diagnostics({})
end)

-- Neovim 0.10 completes by plugins only.
if suite.can_enable then
  test("completes a link to a question, which follows when that is renamed", function(editor)
    vim.fn.writefile({ "# Locks", "", "### Q: What is the GIL?", "", "A lock." }, editor.workspace .. "/locks.md")
    editor:open("note.md", "# Note\n\nsee [the gi")
    -- The link is more than its label, which is all that Neovim inserts without this.
    editor:lua("vim.lsp.completion.enable(true, Client().id, 0)")
    editor:wait("the other note to be read", function()
      return #editor:request("textDocument/completion", { position = { line = 2, character = 11 } }).items == 1
    end)
    editor:type("3GA<C-x><C-o>")
    editor:menu(1)
    editor:type("<C-y><Esc>")
    editor:wait("the link", function()
      return editor:lines()[3] == "see [What is the GIL?](locks.md#q-what-is-the-gil)"
    end)
    local note = editor:lua("return vim.api.nvim_get_current_buf()")
    editor:open("locks.md")
    editor:type("3G$")
    editor:lua("vim.lsp.buf.rename('What does the GIL guard?')")
    editor:wait("the renamed question", function()
      return editor:lines()[3] == "### Q: What does the GIL guard?"
    end)
    local line = editor:lua("return vim.fn.getbufline(..., 3)[1]", note)
    equal(line, "see [What is the GIL?](locks.md#q-what-does-the-gil-guard)")
  end)
end
