-- Starting a server again: when it has died, as other editors do by themselves, and when the user asks for it.

local M = {}

--- So often within so many seconds a server that dies is started again.
local most, within = 4, 180

local deaths = {}

local function too_often()
  local now = os.time()
  table.insert(deaths, now)
  deaths = vim.tbl_filter(function(time)
    return now - time < within
  end, deaths)
  return #deaths > most
end

--- Starts a server for `buffers`, which is sent them as they are by then.
---
--- They must not be edited while they have no server: Neovim stops listening to them, and does not start again.
local function start(config, buffers)
  local id
  for _, buffer in ipairs(buffers) do
    if id then
      vim.lsp.buf_attach_client(buffer, id)
    elseif vim.api.nvim_buf_is_loaded(buffer) then
      -- In that buffer, since Neovim 0.8 attaches the current one whatever `bufnr` says.
      vim.api.nvim_buf_call(buffer, function()
        id = vim.lsp.start(config, {
          reuse_client = function()
            return false
          end,
        })
      end)
    end
  end
end

--- The client's `on_exit`, which is called where only plain Lua may run.
function M.on_exit(code, signal, id)
  -- A server that was asked to end exits with 0; Neovim itself ends one with SIGTERM.
  if code == 0 and (signal == 0 or signal == 15) then
    return
  end
  local client = vim.lsp.get_client_by_id(id)
  -- One that never answered would not the next time either.
  if not client or not client.initialized or too_often() then
    return
  end
  -- Before what Neovim itself has planned for a client that is gone: it detaches that from its buffers.
  vim.schedule(function()
    if vim.v.exiting == vim.NIL then
      start(client.config, vim.tbl_keys(client.attached_buffers or {}))
    end
  end)
end

--- Stops the server of `client` and starts it again, for instance after an update.
function M.restart(client)
  local buffers = vim.tbl_keys(client.attached_buffers or {})
  -- Before 0.11 the first parameter is whether to force it.
  client.stop(vim.fn.has("nvim-0.11") == 1 and client or false)
  vim.wait(5000, function()
    return vim.lsp.get_client_by_id(client.id) == nil
  end, 10)
  start(client.config, buffers)
end

return M
