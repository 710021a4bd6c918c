-- The tests there are, and what they are told and compare with.

local M = { tests = {} }

M.root = vim.fs.normalize(vim.fs.dirname(vim.fs.abspath(arg[0])) .. "/../../..")

--- The server.
M.binary = vim.fs.abspath(arg[1])

--- The Neovim to test, and its version: `{ 0, 11, 4 }`.
M.program = arg[2] and vim.fs.abspath(arg[2]) or vim.v.progpath
M.version = { vim.fn.system({ M.program, "--version" }):match("NVIM v(%d+)%.(%d+)%.(%d+)") }
M.version = vim.tbl_map(tonumber, M.version)

--- Whether `vim.lsp.enable()` is there.
M.can_enable = M.version[1] > 0 or M.version[2] >= 11

--- What a user writes into `init.lua`.
M.init = 'vim.diagnostic.config({ virtual_text = true })\n'
  .. (M.can_enable and 'vim.lsp.enable("askdown")' or 'require("askdown").setup()')

function M.test(name, body, init)
  table.insert(M.tests, { name = name, body = body, init = init or M.init })
end

function M.equal(seen, expected, what)
  if not vim.deep_equal(seen, expected) then
    error((what or "value") .. ": expected " .. vim.inspect(expected) .. ", saw " .. vim.inspect(seen), 0)
  end
end

--- Text without the indentation of its first line.
function M.text(indented)
  local lines = vim.split(indented, "\n")
  if lines[1] == "" then
    table.remove(lines, 1)
  end
  local margin = lines[1]:match("^ *")
  return (table.concat(vim.tbl_map(function(line)
    return (line:gsub("^" .. margin, ""))
  end, lines), "\n"):gsub("%s+$", ""))
end

return M
