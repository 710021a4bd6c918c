-- Tests of Askdown in Helix, in a terminal that Neovim emulates, with the settings that its page gives.
--
-- Usage: nvim --headless -u NONE -l tests/editors/helix/test.lua HX, with the folder of `askdown` in PATH

local here = vim.fs.dirname(vim.fs.abspath(arg[0]))
package.path = here .. "/../neovim/?.lua;" .. package.path
local Screen = require("screen")

local folder = vim.fn.tempname()
vim.fn.mkdir(folder .. "/helix", "p")
vim.fn.mkdir(folder .. "/notes/.git", "p")
local settings = vim.fn.readfile(here .. "/../../../editors/helix/languages.toml")
vim.fn.writefile(settings, folder .. "/helix/languages.toml")

local function note(name, lines)
  local path = folder .. "/notes/" .. name
  vim.fn.writefile(lines, path)
  return path
end

local function helix(path)
  return Screen.run({ arg[1], path }, folder .. "/notes", { XDG_CONFIG_HOME = folder, XDG_CACHE_HOME = folder })
end

local tests = {}

tests["shows the faults and the questions of a note"] = function()
  local path = note("broken.md", {
    "---", "title: Closures", "levels: [junior, mid", "---", "", "# Closures", "",
    "### Q: What is a closure?", "", "**Answer:** This:", "", "```python", "def f(:", "    return 1", "```",
  })
  local screen = helix(path)
  screen:expect("broken.md", "● 2")
  screen:type(" d")
  screen:expect("this `[` is never closed")
  screen:expect("'(' was never closed")
  screen:type("<Esc>")
  screen:expect_gone("severity")
  screen:type(" s")
  screen:expect("What is a closure?", "string")
  screen:type("<Esc>")
  screen:expect_gone("string")
  screen:type(":q!<CR>")
  assert(screen:wait_for_end() == 0)
end

tests["completes a skill of another note"] = function()
  note("other.md", { "---", "title: Other", "skills: [retrieval]", "---" })
  -- The fault in it shows when the server is there.
  local path = note("new.md", { "---", "title: New", "skills:", "  - python", "---", "```python", "x = = 1", "```" })
  local screen = helix(path)
  screen:expect("new.md", "● 1")
  -- A new line is indented as the one above.
  screen:type("4ggo")
  -- What arrives at once counts as pasted, for which nothing is offered.
  for key in ("- retr"):gmatch(".") do
    screen:type(key)
    vim.wait(100)
  end
  screen:expect("retrieval", "keyword")
  screen:type("<Tab><CR>")
  screen:expect("- retrieval")
  screen:type("<Esc>")
  screen:expect("NOR")
  screen:type(":wq<CR>")
  assert(screen:wait_for_end() == 0)
  local written = table.concat(vim.fn.readfile(path), "\n")
  assert(written:find("\n  - retrieval\n", 1, true), written)
end

local passed, failed = 0, 0
for name, body in vim.spairs(tests) do
  local ok, message = pcall(body)
  passed, failed = passed + (ok and 1 or 0), failed + (ok and 0 or 1)
  io.stdout:write(ok and "ok      " or "FAILED  ", name, "\n", ok and "" or tostring(message) .. "\n")
end
vim.fn.delete(folder, "rf")
io.stdout:write(("%d passed, %d failed\n"):format(passed, failed))
vim.cmd("cquit " .. (failed == 0 and passed > 0 and 0 or 1))
