-- Read by `vim.lsp.enable("askdown")` in Neovim 0.11 and newer.
return {
  cmd = { "askdown", "server" },
  filetypes = { "markdown", "quarto" },
  root_markers = { "askdown.yaml", ".git" },
  capabilities = { workspace = { diagnostics = { refreshSupport = true } } },
  handlers = {
    ["workspace/diagnostic/refresh"] = function(...)
      return require("askdown.refresh")(...)
    end,
  },
  on_exit = function(...)
    require("askdown.lifecycle").on_exit(...)
  end,
}
