-- Runs the tests of Askdown in Neovim. This runs in Neovim 0.11 itself; the one under test may be another.
--
-- Usage: nvim --headless -u NONE -l tests/editors/neovim/test.lua BINARY [NVIM]

package.path = vim.fs.dirname(vim.fs.abspath(arg[0])) .. "/?.lua;" .. package.path
local suite = require("suite")
local Editor = require("driver")
for _, tests in ipairs({ "editing", "front_matter", "workspace" }) do
  require(tests)
end

--- `print` writes to stderr in a script.
local function say(line)
  io.stdout:write(line, "\n")
end

say(("Neovim %d.%d.%d"):format(unpack(suite.version)))
local passed, failed = 0, 0
for _, case in ipairs(suite.tests) do
  local state = vim.fn.tempname()
  local workspace = vim.uv.fs_realpath(vim.fs.dirname(state)) .. "/" .. vim.fs.basename(state) .. "-notes"
  vim.fn.mkdir(state, "p")
  vim.fn.mkdir(workspace .. "/.git", "p")
  local editor = Editor.start({
    program = suite.program,
    root = suite.root,
    binary = suite.binary,
    workspace = workspace,
    state = state,
    init = case.init,
  })
  local ok, message = xpcall(case.body, function(problem)
    return type(problem) == "string" and problem or vim.inspect(problem)
  end, editor)
  local code = editor:quit()
  if ok and code ~= 0 then
    ok, message = false, "Neovim ended with " .. code
  end
  if ok then
    passed = passed + 1
    say("ok      " .. case.name)
  else
    failed = failed + 1
    say("FAILED  " .. case.name .. "\n" .. message)
    local log = state .. "/nvim/lsp.log"
    if vim.uv.fs_stat(log) then
      say("The client's log:\n" .. table.concat(vim.list_slice(vim.fn.readfile(log), 1, 40), "\n"))
    end
  end
  vim.fn.delete(state, "rf")
  vim.fn.delete(workspace, "rf")
end
say(("%d passed, %d failed"):format(passed, failed))
vim.cmd("cquit " .. (failed == 0 and passed > 0 and 0 or 1))
