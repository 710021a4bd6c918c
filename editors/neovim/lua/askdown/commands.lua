-- The subcommands of `:Askdown`.

local M = {}

local function warn(message)
  vim.notify("Askdown: " .. message, vim.log.levels.WARN)
end

--- The client of the current buffer, or nil after a message that says so.
local function client()
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  local buffer = vim.api.nvim_get_current_buf()
  -- Not by `bufnr`: Neovim 0.8 fails on that while the server of a buffer is starting.
  for _, found in ipairs(get({ name = "askdown" })) do
    if vim.lsp.buf_is_attached(buffer, found.id) then
      return found
    end
  end
  warn("no server on this buffer; see :checkhealth askdown")
end

--- Sends a request about the current buffer; `use` gets the result unless it failed or the cursor is elsewhere by then.
local function request(method, params, use)
  local server = client()
  if not server then
    return
  end
  local buffer = vim.api.nvim_get_current_buf()
  local function answer(problem, result)
    if problem then
      warn(problem.message)
    elseif vim.api.nvim_get_current_buf() == buffer then
      use(result, server)
    end
  end
  -- Before 0.11 this is a function of the client, and not a method.
  if vim.fn.has("nvim-0.11") == 1 then
    server:request(method, params, answer, buffer)
  else
    server.request(method, params, answer, buffer)
  end
end

local function go_to_open_question(command)
  local server = client()
  if not server then
    return
  end
  local here = vim.lsp.util.make_position_params(0, server.offset_encoding)
  request("workspace/executeCommand", { command = command, arguments = { here } }, function(location)
    if not location or location == vim.NIL then
      vim.api.nvim_echo({ { "Every question of this note is answered" } }, false, {})
      return
    end
    local show = vim.lsp.util.show_document or vim.lsp.util.jump_to_location
    show(location, server.offset_encoding)
  end)
end

--- Moves to the next question that has no answer, around the end of the note.
function M.next()
  go_to_open_question("askdown.nextOpenQuestion")
end

--- Moves to the previous question that has no answer, around the start of the note.
function M.previous()
  go_to_open_question("askdown.previousOpenQuestion")
end

--- Opens the outline in the location list.
function M.outline()
  if client() then
    -- Before 0.11 it would go to the quickfix list.
    vim.lsp.buf.document_symbol({ loclist = true })
  end
end

--- Opens the questions of the workspace that are asked more than once in the quickfix list, group by group.
function M.duplicates()
  request("workspace/executeCommand", { command = "askdown.duplicateQuestions" }, function(groups, server)
    local items = {}
    for _, group in ipairs(groups) do
      local how = group.similarity < 1 and "asked in other words" or "asked again"
      for nth, question in ipairs(group.questions) do
        local place = vim.lsp.util.locations_to_items({ question.location }, server.offset_encoding)[1]
        place.text = nth == 1 and question.text or ("%s: %s"):format(how, question.text)
        table.insert(items, place)
      end
    end
    if #items == 0 then
      vim.api.nvim_echo({ { "No question is asked twice" } }, false, {})
      return
    end
    vim.fn.setqflist({}, " ", { title = "Questions asked more than once", items = items })
    vim.cmd("botright copen")
  end)
end

--- Opens a line below the cursor's paragraph and offers a question there in the layout of the note.
function M.new()
  if not client() then
    return
  end
  local line = vim.fn.search([[^\s*$]], "cnW")
  line = line == 0 and vim.api.nvim_buf_line_count(0) or line
  local blank = vim.fn.getline(line):match("^%s*$") ~= nil
  vim.fn.append(line, blank and { "", "" } or { "", "", "" })
  vim.api.nvim_win_set_cursor(0, { line + (blank and 1 or 2), 0 })
  vim.cmd("startinsert")
  vim.schedule(function()
    vim.api.nvim_feedkeys(vim.keycode and vim.keycode("<C-x><C-o>") or "\24\15", "n", false)
  end)
end

--- The path that a note at `from` gets when it is moved to `target`: a folder, or a path with a new name.
local function destination(from, target)
  local path = vim.fn.fnamemodify(vim.fn.expand(target), ":p")
  if vim.fn.isdirectory(path) == 1 or path:sub(-1) == "/" then
    path = path:gsub("/+$", "") .. "/" .. vim.fn.fnamemodify(from, ":t")
  end
  return path
end

--- Moves the current note, with all links to it and those in it.
function M.move(target)
  local from = vim.api.nvim_buf_get_name(0)
  if target == "" then
    return warn("say where to: :Askdown move path/to/note.md")
  end
  local to = destination(from, target)
  if vim.fn.filereadable(from) == 0 then
    return warn("the note is not on disk yet; :write it first")
  elseif vim.fn.filereadable(to) == 1 then
    return warn(to .. " is there already")
  end
  local files = { files = { { oldUri = vim.uri_from_fname(from), newUri = vim.uri_from_fname(to) } } }
  request("workspace/willRenameFiles", files, function(edit, server)
    if edit and edit ~= vim.NIL then
      vim.lsp.util.apply_workspace_edit(edit, server.offset_encoding)
    end
    -- Neovim sends changes late, and would send them under the new name; any request makes it send them now.
    local here = vim.lsp.util.make_position_params(0, server.offset_encoding)
    request("textDocument/hover", here, function()
      vim.lsp.util.rename(from, to)
      -- Before 0.11 this is a function of the client, and not a method.
      if vim.fn.has("nvim-0.11") == 1 then
        server:notify("workspace/didRenameFiles", files)
      else
        server.notify("workspace/didRenameFiles", files)
      end
    end)
  end)
end

--- Starts the server again, for instance after an update.
function M.restart()
  local server = client()
  if server then
    require("askdown.lifecycle").restart(server)
  end
end

return M
