-- `:checkhealth askdown`

local M = {}

local health = {
  start = vim.health.start or vim.health.report_start,
  ok = vim.health.ok or vim.health.report_ok,
  info = vim.health.info or vim.health.report_info,
  warn = vim.health.warn or vim.health.report_warn,
  error = vim.health.error or vim.health.report_error,
}

--- The program that the client is configured to start.
local function program()
  local config = vim.lsp.config and vim.lsp.config.askdown or require("askdown").config
  local command = config and config.cmd
  return type(command) == "table" and command[1] or "askdown"
end

local function check_server()
  health.start("askdown: the server")
  local name = program()
  if vim.fn.executable(name) == 0 then
    health.error(("%s cannot be run"):format(name), {
      "Install it: cargo install --locked --path . in a clone of the repository",
      "Or say where it is: vim.lsp.config('askdown', { cmd = { '/path/to/askdown', 'server' } })",
    })
    return
  end
  local output = vim.fn.system({ name, "--version" })
  if vim.v.shell_error ~= 0 or not output:match("^askdown %d") then
    health.error(("%s --version does not answer as Askdown does"):format(name), { vim.trim(output) })
    return
  end
  health.ok(("%s (%s)"):format(vim.trim(output), vim.fn.exepath(name)))
end

local function check_clients()
  health.start("askdown: notes in this session")
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  local clients = get({ name = "askdown" })
  if #clients == 0 then
    health.info("No server is running; open a Markdown or Quarto note")
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers or {})
    local folder = client.config.root_dir or "no folder: only open notes are known"
    health.ok(("Server %d: %s; open notes: %d"):format(client.id, folder, buffers))
  end
end

function M.check()
  health.start("askdown: Neovim")
  if vim.fn.has("nvim-0.11") == 1 then
    local enabled = vim.lsp.is_enabled == nil or vim.lsp.is_enabled("askdown")
    if enabled then
      health.ok("Neovim 0.11 or newer, the server is enabled")
    else
      health.warn("The server is not enabled", { 'Add vim.lsp.enable("askdown") to your init.lua' })
    end
  elseif vim.fn.has("nvim-0.8") == 1 then
    if require("askdown").config then
      health.ok("Neovim 0.8 to 0.10, set up")
    else
      health.warn("Not set up", { 'Add require("askdown").setup() to your init.lua' })
    end
  else
    health.error("Neovim 0.8 or newer is needed")
  end
  check_server()
  check_clients()
end

return M
