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
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("askdown", {}),
    pattern = { "markdown", "quarto" },
    callback = function(event)
      local root = root_of(vim.api.nvim_buf_get_name(event.buf))
      vim.lsp.start(vim.tbl_extend("keep", M.config, { root_dir = root }))
    end,
  })
end

return M
