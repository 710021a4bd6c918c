-- Asks for the findings of all open notes again when the server says that they have changed: by another note, the settings
-- or the vocabulary. Neovim 0.10 and 0.11 ask for them only after changes of the buffer itself.

return function(_, _, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  for buffer in pairs(client and client.attached_buffers or {}) do
    local params = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
    -- Before 0.11 this is a function of the client, and not a method.
    if vim.fn.has("nvim-0.11") == 1 then
      client:request("textDocument/diagnostic", params, nil, buffer)
    else
      client.request("textDocument/diagnostic", params, nil, buffer)
    end
  end
  return vim.NIL
end
