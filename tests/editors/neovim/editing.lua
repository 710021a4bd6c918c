-- What a person does in one note, and sees.

local suite = require("suite")
local Screen = require("screen")
local test, equal, text = suite.test, suite.equal, suite.text

local BROKEN = text([[
  ---
  title: "Closures"
  levels: [junior, mid
  skills:
    - python
  ---

  # Closures

  ## Scope

  ### Q: What is a closure?

  **Answer:** A function with the variables around it. 🙂 Like this:

  ```python
  def f(:
      return 1
  ```

  ### Q: What does `nonlocal` do?
]])

local LIST, CODE, OPEN =
  "3:9-3:10 error front-matter-syntax", "17:6-17:7 error python-syntax", "21:8-21:32 information unanswered-question"

test("attaches with name and version", function(editor)
  editor:open("attach.md", BROKEN)
  local info = editor:lua([[
    local client = Client()
    -- Before 0.11 the version is not kept.
    local server = client.server_info or {}
    return { name = client.name, version = server.version, root = client.config.root_dir }
  ]])
  local version = vim.trim(vim.fn.system({ suite.binary, "--version" })):match("%S+$")
  equal(info, { name = "askdown", version = suite.can_enable and version or nil, root = editor.workspace })
end)

test("shows both faults of a broken note where they are", function(editor)
  editor:open("broken.md", BROKEN)
  editor:expect_diagnostics({ LIST, CODE, OPEN })
end)

test("an edit heals a fault, undo brings it back", function(editor)
  editor:open("heal.md", BROKEN)
  editor:expect_diagnostics({ LIST, CODE, OPEN })
  editor:type("3GA]<Esc>")
  editor:expect_diagnostics({ CODE, OPEN })
  editor:type("17Gccdef f(x):<Esc>")
  equal(editor:lines()[17], "def f(x):")
  editor:expect_diagnostics({ OPEN })
  editor:type("u")
  editor:expect_diagnostics({ CODE, OPEN })
  editor:type("u")
  editor:expect_diagnostics({ LIST, CODE, OPEN })
  editor:type("<C-r><C-r>")
  editor:expect_diagnostics({ OPEN })
end)

test("lists the questions of a note", function(editor)
  editor:open("outline.md", BROKEN)
  local function names(symbols)
    local list = {}
    for _, symbol in ipairs(symbols) do
      table.insert(list, {
        ("%s [%s] %d"):format(symbol.name, symbol.detail or "", symbol.selectionRange.start.line + 1),
        names(symbol.children or {}),
      })
    end
    return list
  end
  local question = { "What is a closure? [answered] 12", { { "python [2 lines] 16", { { "f [] 17", {} } } } } }
  local open = { "What does nonlocal do? [open] 21", {} }
  local keys = { { "title [Closures] 2", {} }, { "levels [2 items] 3", {} }, { "skills [1 item] 4", {} } }
  equal(names(editor:request("textDocument/documentSymbol")), {
    { "Front matter [] 1", keys },
    { "Closures [2 questions, 1 open] 8", { { "Scope [2 questions, 1 open] 10", { question, open } } } },
  })
end)

test("lists the questions that are asked twice in the quickfix list", function(editor)
  editor:open("thread.md", "### Q: What is a daemon thread?\n\nOne that is not waited for.\n")
  editor:open("threads.md", "### Q: Explain daemon threads.\n\nThey end with the program.\n")
  local lines = editor:wait("the quickfix list", function()
    editor:lua("vim.cmd('Askdown duplicates')")
    local list = editor:lua([[
      return vim.tbl_map(function(item)
        return vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ":t") .. ":" .. item.lnum .. " " .. item.text
      end, vim.fn.getqflist())
    ]])
    local found = vim.tbl_filter(function(line)
      return line:find("daemon") ~= nil
    end, list)
    return #found > 0 and found
  end)
  editor:lua("vim.cmd('cclose')")
  equal(lines, {
    "thread.md:1 What is a daemon thread?",
    "threads.md:1 asked in other words: Explain daemon threads.",
  })
end)

test("shows the outline in the location list", function(editor)
  editor:open("list.md", BROKEN)
  editor:lua("vim.cmd('Askdown outline')")
  local lines = editor:wait("the location list", function()
    local list = editor:lua([[
      return vim.tbl_map(function(item) return item.lnum .. " " .. item.text end, vim.fn.getloclist(0))
    ]])
    return #list > 0 and list
  end)
  equal(lines, {
    "1 [Object] Front matter",
    "2 [Property] title",
    "3 [Property] levels",
    "4 [Property] skills",
    "8 [Namespace] Closures",
    "10 [Namespace] Scope",
    "12 [String] What is a closure?",
    "16 [Function] python",
    "17 [Function] f",
    "21 [String] What does nonlocal do?",
  })
end)

test("walks through the open questions, around the end", function(editor)
  editor:open("open.md", BROKEN .. "\n\n**Answer:** TODO\n\n### Q: Why?\n\n**Answer:** Because.\n\n### Q: And then?")
  local function step(command, line)
    editor:lua("vim.cmd('Askdown ' .. ...)", command)
    editor:wait(command .. " to go to line " .. line, function()
      return editor:lua("return vim.api.nvim_win_get_cursor(0)[1]") == line
    end)
  end
  step("next", 21)
  step("next", 29)
  step("next", 21)
  step("previous", 29)
end)

test("applies a fix", function(editor)
  editor:open("fix.md", '---\ntitle: "Fix"\nskils:\n  - python\n---\n\n# Fix\n')
  editor:expect_diagnostics({ "3:1-3:6 warning unknown-key" })
  editor:type("3G")
  editor:lua("vim.lsp.buf.code_action({ apply = true })")
  editor:expect_diagnostics({})
  equal(editor:lines()[3], "skills:")
end)

test("counts columns in bytes after emoji, in lists and with CRLF", function(editor)
  local path = editor.workspace .. "/crlf.md"
  vim.fn.writefile({ "1.  🙂\r", "\r", "    ```python\r", '    s = "🙂é" +* 1\r', "    ```\r" }, path)
  editor:open("crlf.md")
  equal(editor:lua("return vim.bo.fileformat"), "dos")
  editor:expect_diagnostics({ "4:19-4:22 error python-syntax" })
end)

test("says after many edits what check says of the saved note", function(editor)
  local block = "\n\n### Q: Why 🙂?\n\n```python\nx = [1, (2, 'é'), 3]\nprint(x[0])\n```"
  local path = editor:open("edits.md", BROKEN .. block:rep(30))
  editor:lua([[
    -- A linear congruential generator: the same edits in each run.
    local state = 12345
    local function random(n)
      state = (state * 1103515245 + 12345) % 2147483648
      return math.floor(state / 65536) % n
    end
    local pieces = { "a", "(", ")", ":", "\n", "🙂", "- ", "[", "]", "\n\n", '"', "é", "```", "> " }
    for _ = 1, 300 do
      local line = random(vim.api.nvim_buf_line_count(0))
      local text = vim.api.nvim_buf_get_lines(0, line, line + 1, true)[1]
      local starts = vim.str_utf_pos(text)
      starts[#starts + 1] = #text + 1
      local column = starts[random(#starts) + 1] - 1
      if random(3) > 0 then
        vim.api.nvim_buf_set_text(0, line, column, line, column, vim.split(pieces[random(#pieces) + 1], "\n"))
      else
        local last = math.min(line + random(2), vim.api.nvim_buf_line_count(0) - 1)
        local rest = vim.api.nvim_buf_get_lines(0, last, last + 1, true)[1]
        vim.api.nvim_buf_set_text(0, line, column, last, last == line and #text or #rest, { "" })
      end
    end
    vim.cmd.write()
  ]])
  local expected = {}
  local answer = vim.fn.system({ suite.binary, "check", "--format", "json", path })
  for _, found in ipairs(vim.json.decode(answer)) do
    local function place(location)
      local line = editor:lines()[location.row] or ""
      return ("%d:%d"):format(location.row, vim.fn.byteidx(line, location.column - 1) + 1)
    end
    table.insert(
      expected,
      ("%s-%s %s %s"):format(place(found.location), place(found.end_location), found.severity, found.code)
    )
  end
  assert(#expected > 0, "the edits were to leave faults")
  editor:expect_diagnostics(expected)
end)

test("reads Quarto notes", function(editor)
  editor:open("note.qmd", "## Q1: Why?\n\n```{python}\nx = = 1\n```\n")
  equal(editor:lua("return vim.bo.filetype"), "quarto")
  editor:expect_diagnostics({ "4:5-4:6 error python-syntax" })
end)

test("serves a note that is not on disk yet", function(editor)
  editor:open("unsaved.md")
  editor:type("i```python<CR>x = = 1<CR>```<Esc>")
  editor:expect_diagnostics({ "2:5-2:6 error python-syntax" })
end)

test("checkhealth finds the server", function(editor)
  editor:open("health.md", "# Fine\n")
  editor:lua("vim.cmd('checkhealth askdown')")
  local report = table.concat(editor:lines(), "\n")
  assert(report:find(suite.can_enable and "the server is enabled" or "set up", 1, true), report)
  assert(report:find("askdown %d+%.%d+%.%d+ %("), report)
  assert(report:find("open notes: 1", 1, true), report)
  assert(not report:find("ERROR") and not report:find("WARNING"), report)
end)

test(":Askdown restart brings the server back", function(editor)
  editor:open("restart.md", BROKEN)
  editor:expect_diagnostics({ LIST, CODE, OPEN })
  local before = editor:lua("return Client().id")
  editor:lua("vim.cmd('Askdown restart')")
  editor:wait("another server", function()
    return editor:lua("local c = Client(); return c and c.initialized and c.id") ~= before
  end)
  editor:type("3GA]<Esc>")
  editor:expect_diagnostics({ CODE, OPEN })
end)

test("a server that is killed while somebody types comes back and knows the text", function(editor)
  editor:open("killed.md", BROKEN)
  editor:expect_diagnostics({ LIST, CODE, OPEN })
  for round = 1, 2 do
    editor:type("3GA")
    local killed = editor:lua([[
      local servers = vim.api.nvim_get_proc_children(vim.fn.getpid())
      for _, server in ipairs(servers) do
        (vim.uv or vim.loop).kill(server, "sigkill")
      end
      return #servers
    ]])
    equal(killed, 1, "servers killed in round " .. round)
    editor:type(round == 1 and "]<Esc>17Gccdef f(x):<Esc>" or "<BS><Esc>")
    editor:expect_diagnostics(round == 1 and { OPEN } or { LIST, OPEN })
    equal(editor:lines()[17], "def f(x):")
  end
  editor:type("3GA]<Esc>17G$i,<Esc>")
  editor:expect_diagnostics({ "17:9-17:9 error python-syntax", OPEN })
end)

test("a server that is killed while somebody is elsewhere comes back for all notes", function(editor)
  editor:open("one.md", BROKEN)
  editor:open("two.md", BROKEN)
  editor:expect_diagnostics({ LIST, CODE, OPEN })
  local before = editor:lua("return Client().id")
  editor:lua("vim.cmd.help()")
  editor:lua("(vim.uv or vim.loop).kill(vim.api.nvim_get_proc_children(vim.fn.getpid())[1], 'sigkill')")
  local attached = [[
    local before = ...
    for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)({ name = "askdown" })) do
      if client.id ~= before and client.initialized then
        local buffers = vim.tbl_keys(client.attached_buffers)
        return vim.tbl_map(function(buffer) return vim.fs.basename(vim.fn.bufname(buffer)) end, buffers)
      end
    end
  ]]
  local names = editor:wait("another server", function()
    return editor:lua(attached, before)
  end)
  table.sort(names)
  equal(names, { "one.md", "two.md" })
  for _, name in ipairs(names) do
    editor:lua("vim.cmd.drop(...)", name)
    editor:type("3GA]<Esc>")
    editor:expect_diagnostics({ CODE, OPEN })
  end
end)

test("setup() does where vim.lsp.enable() does not exist", function(editor)
  editor:open("setup.md", BROKEN)
  editor:expect_diagnostics({ LIST, CODE, OPEN })
  equal(editor:lua("return Client().config.root_dir"), editor.workspace)
end, 'vim.lsp.enable = nil\nrequire("askdown").setup()')

test("a person in a terminal sees the faults", function(editor)
  editor:copy(suite.root .. "/content")
  local path = editor.workspace .. "/seen.md"
  vim.fn.writefile(vim.split(BROKEN, "\n"), path)
  local screen = Screen.start(editor, path)
  screen:expect("levels: [junior, mid", "this `[` is never closed")
  screen:expect("def f(:", "'(' was never closed")
  screen:type("GoGood")
  screen:expect("Good")
  screen:type("<Esc>u:q!<CR>")
  equal(screen:wait_for_end(), 0, "exit code")
end)
