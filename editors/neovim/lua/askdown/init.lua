-- Starting the server in Neovim 0.8 to 0.10, for which `vim.lsp.enable()` does not exist yet.

local M = {}

--- The client's configuration after `setup()`, where Neovim keeps none itself.
M.config = nil

local function root_of(path)
  for _, marker in ipairs({ "askdown.yaml", ".git" }) do
    local found = vim.fs.find(marker, { path = vim.fs.dirname(path), upward = true })[1]
    if found then
      return vim.fs.dirname(found)
    end
  end
end

--- Lets CTRL-X CTRL-O ask the server. Neovim 0.8 leaves it to the file type, which completes HTML's tags in Markdown.
local function complete_from_server(group)
  vim.api.nvim_create_autocmd("LspAttach", {
    group = group,
    callback = function(event)
      local client = vim.lsp.get_client_by_id(event.data.client_id)
      local options = vim.bo[event.buf]
      if client and client.name == M.config.name and options.omnifunc == "htmlcomplete#CompleteTags" then
        options.omnifunc = "v:lua.vim.lsp.omnifunc"
      end
    end,
  })
end

--- Starts the server on Markdown and Quarto notes. In Neovim 0.11 and newer `vim.lsp.enable("askdown")` is enough; there
--- this does the same, with `options` merged into the configuration.
---
--- @param options table? what `vim.lsp.start()` takes: `cmd`, `capabilities`, `on_attach`, `settings` …
function M.setup(options)
  if vim.lsp.enable then
    vim.lsp.config("askdown", options or {})
    vim.lsp.enable("askdown")
    return
  end
  local defaults = { name = "askdown", cmd = { "askdown", "server" }, on_exit = require("askdown.lifecycle").on_exit }
  if vim.fn.has("nvim-0.10") == 1 then
    local refresh = { workspace = { diagnostics = { refreshSupport = true } } }
    defaults.capabilities = vim.tbl_deep_extend("force", vim.lsp.protocol.make_client_capabilities(), refresh)
    defaults.handlers = { ["workspace/diagnostic/refresh"] = require("askdown.refresh") }
  end
  M.config = vim.tbl_extend("force", defaults, options or {})
  local group = vim.api.nvim_create_augroup("askdown", {})
  if vim.fn.has("nvim-0.9") == 0 then
    complete_from_server(group)
  end
  vim.api.nvim_create_autocmd("FileType", {
    group = group,
    pattern = { "markdown", "quarto" },
    callback = function(event)
      local root = root_of(vim.api.nvim_buf_get_name(event.buf))
      vim.lsp.start(vim.tbl_extend("keep", M.config, { root_dir = root }))
    end,
  })
end

return M
