-- Drives a real Neovim from outside: a child process that is told over RPC what to type and asked what it shows.

local Editor = {}
Editor.__index = Editor

--- What the code that tests run in the editor calls for the client of the current buffer, in any version.
local CLIENT = [[
  function Client()
    for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)({ name = "askdown" })) do
      if vim.lsp.buf_is_attached(vim.api.nvim_get_current_buf(), client.id) then
        return client
      end
    end
  end
]]

--- Starts Neovim with the plugin of this repository and an `init.lua` as a user would write it.
---
--- @param options { program: string, root: string, binary: string, workspace: string, init: string, state: string }
function Editor.start(options)
  local init = options.state .. "/init.lua"
  vim.fn.writefile(vim.split(options.init, "\n"), init)
  -- Without a swap file and without the settings of whoever runs the tests.
  local command = { options.program, "-n", "-u", init, "--cmd", "set rtp^=" .. options.root .. "/editors/neovim" }
  vim.list_extend(command, { "--cmd", "lua " .. CLIENT })
  local environment = {
    PATH = vim.fs.dirname(options.binary) .. ":" .. vim.env.PATH,
    XDG_CONFIG_HOME = options.state,
    XDG_DATA_HOME = options.state,
    XDG_STATE_HOME = options.state,
    -- Each finds its own; that of the one that runs the tests would be passed on.
    VIMRUNTIME = "",
  }
  local channel = vim.fn.jobstart(
    vim.list_extend({ command[1], "--embed", "--headless" }, command, 2),
    { rpc = true, cwd = options.workspace, env = environment }
  )
  assert(channel > 0, "Neovim does not start")
  local editor = { channel = channel, workspace = options.workspace, command = command, environment = environment }
  return setmetatable(editor, Editor)
end

--- Runs Lua code in the editor; the code returns what it finds, as plain data.
function Editor:lua(code, ...)
  local result = vim.rpcrequest(self.channel, "nvim_exec_lua", code, { ... })
  -- Over RPC nil arrives as a value of its own, which is true.
  return result ~= vim.NIL and result or nil
end

--- Types keys, in the notation of mappings: `i`, `<Esc>`, `<C-x><C-o>`.
function Editor:type(keys)
  vim.rpcrequest(self.channel, "nvim_input", keys)
end

--- Waits until `probe` gives something that is neither nil nor false, and returns it.
function Editor:wait(what, probe, milliseconds)
  local seen
  local done = vim.wait(milliseconds or 10000, function()
    seen = probe()
    return seen
  end, 20)
  if not done then
    error("timed out waiting for " .. what, 0)
  end
  return seen
end

--- Waits for a menu of completions, of just `count` if given, and returns their words.
function Editor:menu(count)
  return self:wait("a menu", function()
    local words = self:lua([[
      return vim.tbl_map(function(item) return item.abbr end, vim.fn.complete_info({ "items" }).items)
    ]])
    return #words > 0 and #words == (count or #words) and words
  end)
end

--- Copies a folder into the workspace.
function Editor:copy(folder)
  local result = vim.system({ "cp", "-r", folder, self.workspace }):wait()
  assert(result.code == 0, result.stderr)
end

--- Opens a note of the workspace, which `text` is written to first if given; returns when the server has attached.
function Editor:open(name, text)
  local path = self.workspace .. "/" .. name
  if text then
    vim.fn.writefile(vim.split(text, "\n"), path)
  end
  self:lua("vim.cmd.edit({ args = { ... }, bang = true })", path)
  self:wait("the server to attach to " .. name, function()
    return self:lua([[
      local client = Client()
      return client ~= nil and client.initialized == true
    ]])
  end)
  return path
end

--- The diagnostics of the current buffer, in order: `"3:9-3:10 error front-matter-syntax"`, all counted from 1,
--- columns in bytes, the end exclusive.
function Editor:diagnostics()
  return self:lua([[
    local names = { "error", "warning", "information", "hint" }
    local list = vim.diagnostic.get(0)
    table.sort(list, function(a, b)
      if a.lnum ~= b.lnum then return a.lnum < b.lnum end
      if a.col ~= b.col then return a.col < b.col end
      return tostring(a.code) < tostring(b.code)
    end)
    return vim.tbl_map(function(d)
      return ("%d:%d-%d:%d %s %s"):format(
        d.lnum + 1, d.col + 1, d.end_lnum + 1, d.end_col + 1, names[d.severity], d.code)
    end, list)
  ]])
end

--- Waits for exactly these diagnostics, and fails with those that are there instead.
function Editor:expect_diagnostics(expected)
  local seen
  local ok = vim.wait(10000, function()
    seen = self:diagnostics()
    return vim.deep_equal(seen, expected)
  end, 20)
  if not ok then
    local shown = table.concat(self:lines(), "\n")
    error(("expected diagnostics %s, saw %s, in:\n%s"):format(vim.inspect(expected), vim.inspect(seen), shown), 0)
  end
end

--- Sends a request about the current buffer and returns the answer.
function Editor:request(method, params)
  local answer = self:lua(
    [[
      local method, params = ...
      params = params or {}
      params.textDocument = vim.lsp.util.make_text_document_params(0)
      local client = Client()
      -- Before 0.11 this is a function of the client, and not a method.
      local answer
      if vim.fn.has("nvim-0.11") == 1 then
        answer = client:request_sync(method, params, 10000, 0)
      else
        answer = client.request_sync(method, params, 10000, 0)
      end
      return { result = answer and answer.result, error = answer and answer.err or (not answer and "no answer") or nil }
    ]],
    method,
    params
  )
  if answer.error then
    error(method .. ": " .. vim.inspect(answer.error), 0)
  end
  return answer.result
end

function Editor:lines()
  return vim.rpcrequest(self.channel, "nvim_buf_get_lines", 0, 0, -1, true)
end

--- Leaves the editor as `:qa!` does and waits for it to end.
function Editor:quit()
  pcall(vim.rpcnotify, self.channel, "nvim_command", "qa!")
  return vim.fn.jobwait({ self.channel }, 10000)[1]
end

return Editor
